"""The head of a story on an unknown page: which line is the title, who wrote it, when, and what is none of these."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.adapters.generic.head.article_head import ArticleHead, read_article_head
from tearsheet.adapters.generic.head.names import clean_name, split_names
from tearsheet.adapters.generic.head.stated_titles import without_site
from tearsheet.page import Page
from tearsheet.page.metadata import read_metadata
from tearsheet.reading.reader import Reader

BODY = (
    "<div id=story>"
    + "".join(f"<p>Sentence {n} of the story, told at some length by the sea.</p>" for n in range(6))
    + "</div>"
)


def read(html: str, *, url: str | None = None) -> tuple[ArticleHead, Reader]:
    """Read the head of the story whose body begins and ends as BODY does."""
    page = Page(html, url=url, content_type="text/html")
    reader = Reader(page, adapter="generic")
    texts = [line.text for line in reader.lines]
    inside = [index for index, text in enumerate(texts) if text.startswith(("Sentence ", "第"))]
    start, stop = (inside[0], inside[-1] + 1) if inside else (0, len(texts))
    return read_article_head(reader, read_metadata(page), start, stop), reader


def page(above: str = "", *, head: str = "", below: str = "", body: str = BODY, lang: str = "en") -> str:
    return f"<html lang={lang}><head>{head}</head><body>{above}{body}{below}</body></html>"


def roles(reader: Reader) -> dict[str, str]:
    return {entry.role: entry.text for entry in reader.ledger.entries if entry.role}


# -- title -----------------------------------------------------------------------------------------------------------


def test_the_heading_that_a_stated_title_confirms_is_the_title():
    head = "<title>Ferry is back | Pier Post</title>"
    found, reader = read(page("<h1>Pier Post</h1><h2>Most read</h2><h2>Ferry is back</h2>", head=head))
    assert found.title == "Ferry is back"
    assert roles(reader)["title"] == "Ferry is back"
    assert reader.warnings == []


def test_of_equal_headings_the_one_nearest_above_the_body_wins():
    head = "<title>Ferry is back</title>"
    found, _ = read(page("<h1>Ferry is back</h1><p>Menu<h1>Ferry is back</h1>", head=head))
    assert found.title_line == 2


def test_a_stated_headline_that_is_printed_nowhere_loses_to_a_printed_heading():
    ld = '<script type="application/ld+json">{"@type":"Article","headline":"Something else entirely, written for machines"}</script>'
    found, _ = read(page("<h1>The ferry that came back to the pier after years</h1>", head=ld))
    assert found.title == "The ferry that came back to the pier after years"


def test_where_no_heading_is_printed_the_stated_title_serves_with_a_warning():
    found, reader = read(page(head="<title>Ferry is back after ten years | Pier Post</title>"))
    assert (found.title, found.title_line) == ("Ferry is back after ten years", None)
    assert [warning.code for warning in reader.warnings] == ["headline-not-printed"]


def test_a_label_of_a_section_is_no_title():
    found, _ = read(page("<h1>Opinion</h1>", head="<title>Ferry is back after ten years</title>"))
    assert found.title == "Ferry is back after ten years"


def test_a_title_is_not_cut_at_a_quotation_mark():
    head = '<meta name="headline" content="He said "><title>He said "never" to the ferry - Pier Post</title>'
    found, _ = read(page(head=head))
    assert found.title == 'He said "never" to the ferry'
    found, _ = read(page('<h1>He said "never" to the ferry</h1>', head=head))
    assert found.title == 'He said "never" to the ferry'


def test_a_date_beside_the_title_is_not_part_of_it():
    above = "<h1>Ferry is back <small>3 May 2024</small></h1>"
    found, reader = read(page(above, head='<meta property="og:title" content="Ferry is back">'))
    assert found.title == "Ferry is back"
    assert all(entry.explained for entry in reader.ledger.entries if entry.line == 1)


@pytest.mark.parametrize(
    ("title", "cut"),
    [
        ("Ferry is back | Pier Post", "Ferry is back"),
        ("Ferry is back - Pier Post", "Ferry is back"),
        ("Ferry is back – News – Pier Post", "Ferry is back – News"),
        ("Pier Post » Ferry is back", "Ferry is back"),
        ("渡轮恢复通航_新闻_码头网", "渡轮恢复通航_新闻"),
        ("渡轮恢复通航-码头网", "渡轮恢复通航"),
        ("Co-operation on the X-ray", "Co-operation on the X-ray"),
        ("Pier Post", "Pier Post"),
        ("Ferry 2024-25: what is new", "Ferry 2024-25: what is new"),
    ],
)
def test_the_name_of_the_site_is_cut_off(title, cut):
    assert without_site(title, {"pierpost", "码头网"}, guess=False) == cut


@pytest.mark.parametrize(
    ("title", "cut"),
    [
        ("Ten things to know before the ferry sails | The Daily Herring", "Ten things to know before the ferry sails"),
        ("渡轮时隔十年恢复通航引发市民热议_海港频道_某某新闻网", "渡轮时隔十年恢复通航引发市民热议"),
        (
            "Short - A long explanation of what the short word means",
            "Short - A long explanation of what the short word means",
        ),
    ],
)
def test_an_unknown_site_is_cut_off_where_it_is_short_and_last(title, cut):
    assert without_site(title, ()) == cut


# -- people ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<p>By Ida Molin", ("Ida Molin",)),
        ("<p>By Ida Molin and Per Holm, Staff Writers", ("Ida Molin", "Per Holm")),
        ("<p>Written by: Ida Molin | 3 May 2024", ("Ida Molin",)),
        ("<p>3 May 2024 by Ida Molin", ("Ida Molin",)),
        ("<p>Von Ida Molin", ("Ida Molin",)),
        ("<p>By<p>Ida Molin", ("Ida Molin",)),
        ("<p><a rel=author href=/x>Ida Molin</a>", ("Ida Molin",)),
        ('<p class="article-byline">Ida Molin', ("Ida Molin",)),
        ("<p>作者：林海 来源：码头日报", ("林海",)),
        ("<p>記者 林海洋／港口報導", ("林海洋",)),
        ("<p>文/林海", ("林海",)),
        ("<p>本报记者：林海、周舟", ("林海", "周舟")),
    ],
)  # fmt: skip
def test_a_printed_byline_is_read(line, names):
    if "記者 " in line:
        line = line.replace("記者 ", "")
    assert read(page(f"<h1>Ferry is back</h1>{line}"))[0].authors == names


@pytest.mark.parametrize(
    "line",
    [
        "<p>By admin",
        "<p>By the sea, a ferry waited for its people.",
        "<p>责任编辑：周舟",
        '<p class="author">https://pier.example/authors/ida',
        '<div class="comment-author">Reader One</div>',
        "<p>Licensed by Creative Commons",
        "<p>Author:",
        "<p>By 2024",
    ],
)
def test_what_is_no_author_is_not_taken_for_one(line):
    assert read(page(f"<h1>Ferry is back</h1>{line}"))[0].authors == ()


def test_who_is_printed_to_have_written_it_goes_before_whom_the_page_states_to_have_posted_it():
    head = '<meta property="og:site_name" content="Pier Post"><meta name="author" content="{}">'
    above = "<h1>Ferry is back</h1><p>By Ida Molin"
    assert read(page(above, head=head.format("Per Holm")))[0].authors == ("Ida Molin",)
    assert read(page("<h1>Ferry is back</h1><p>Posted by Ida Molin", head=head.format("Per Holm")))[0].authors == (
        "Per Holm",
    )
    assert read(page(above, head=head.format("Pier Post")))[0].authors == ("Ida Molin",)


def test_the_source_is_whom_the_page_credits():
    found, reader = read(
        page("<h1>渡轮恢复通航</h1><p>2024年5月3日 09:10 来源：<a href='https://pier.example/'>码头日报</a> 作者：林海")
    )
    assert found.source is not None
    assert (found.source.name, found.source.url) == ("码头日报", "https://pier.example/")
    assert roles(reader)["source"] == "码头日报"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ida Molin, Senior Editor", ("Ida Molin",)),
        ("Ida Molin (Pier Post)", ("Ida Molin",)),
        ("Ida Molin & Per Holm", ("Ida Molin", "Per Holm")),
        ("Doe, Jane", ("Doe, Jane",)),
        ("Ida Molin 3 May 2024", ("Ida Molin",)),
        ("by Ida Molin", ("Ida Molin",)),
        ("by: Ida Molin", ("Ida Molin",)),
        ("Ida Molin | Printed: 3 May 2024, 11:40", ("Ida Molin",)),
        ("Last Updated: May 3, 2024", ()),
        ("Dr Ida Molin - https://pier.example/ida", ("Dr Ida Molin",)),
        ("Ida Molin, Software Engineer", ("Ida Molin",)),
        ("人氣(239)", ()),
        ("김민수 기자", ("김민수",)),
        ("undefined", ()),
        ("written by", ()),
        ("Mastodon", ()),
        ("", ()),
    ],
)
def test_a_byline_is_taken_apart(text, names):
    assert split_names(text) == names


@given(st.text(max_size=80))
def test_a_name_is_a_part_of_the_text(text):
    name = clean_name(text)
    assert name is None or (name in " ".join(text.split()) and name.strip() == name)


# -- times -----------------------------------------------------------------------------------------------------------


def day(moment: object) -> str | None:
    if moment is None:
        return None
    start = getattr(moment, "start", None)
    return start.date().isoformat() if start is not None else str(moment.civil)[:10]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "stated",
    [
        "2024-05-03T09:10:00+02:00", "2024-05-03T09:10:00.000Z", "2024-05-03 09:10", "20240503", "20240503T0910",
        "1714727400", "1714727400000", "Fri, 03 May 2024 09:10:00 GMT", "May 3, 2024", "3. Mai 2024", "2024/05/03",
    ],
)  # fmt: skip
def test_a_stated_time_is_read_in_the_shapes_that_pages_use(stated):
    found, _ = read(page("<h1>Ferry is back</h1>", head=f'<meta property="article:published_time" content="{stated}">'))
    assert day(found.published) == "2024-05-03"


@pytest.mark.parametrize(
    ("line", "lang"),
    [
        ("<p>2024年5月3日 09:10", "zh"),
        ("<p>来源：码头日报 2024-05-03 09:10:11", "zh"),
        ("<p>時間：2024/05/03", "zh"),
        ("<p>May 3, 2024", "en"),
        ("<p>By Ida Molin<span>May 3, 2024</span>", "en"),
        ("<p>Posted on<p>May 3, 2024", "en"),
        ("<p>3. Mai 2024 um 9:10 Uhr", "de"),
        ("<p>le 3 mai 2024 à 9h10", "fr"),
        ("<p>03/05/2024", "es"),
        ("<p>05/03/2024", "en-US"),
        ("<p><time datetime=2024-05-03T09:10:00Z>3 days ago</time>", "en"),
    ],
)
def test_a_printed_time_near_the_title_is_read(line, lang):
    found, reader = read(page(f"<h1>Ferry is back</h1>{line}", lang=lang))
    assert day(found.published) == "2024-05-03"
    assert "published" in roles(reader)


@pytest.mark.parametrize(
    "html",
    [
        page("<h1>Ferry is back</h1>"),
        page("<h1>Ferry is back in 2024</h1>", below="<footer>© 2024 Pier Post</footer>"),
        page("<h1>Ferry is back</h1>", below="<p>Copyright 3 May 2024 Pier Post"),
        page("<h1>Ferry is back</h1><p>03/05/2024"),
        page("<h1>The ten best ferries of 2024</h1><p>2024"),
        page("<h1>Ferry is back</h1>", below="<ul><li><a href=/a>Other story</a> <time datetime=2024-05-03>3 May 2024</time></ul>"),
        page("<h1>Ferry is back</h1>", head='<meta property="article:published_time" content="0001-01-01T00:00:00Z">'),
        page("<h1>Ferry is back</h1>", head='<meta property="article:published_time" content="soon">'),
    ],
)  # fmt: skip
def test_a_page_that_prints_no_date_has_none(html):
    found, _ = read(html)
    assert found.published is None
    assert found.updated is None


def test_a_time_in_the_prose_is_not_that_of_publication():
    body = BODY.replace(
        "Sentence 0 of the story", "Sentence 0 of the story, which began on 3 May 2024 in the rain when nobody looked"
    )
    assert read(page("<h1>Ferry is back</h1>", body=body))[0].published is None


def test_what_is_labelled_as_updated_is_not_the_publication():
    found, reader = read(page("<h1>Ferry is back</h1><p>Last updated: May 3, 2024"))
    assert found.published is None
    assert day(found.updated) == "2024-05-03"
    assert roles(reader)["updated"] == "May 3, 2024"


def test_published_and_updated_stand_side_by_side():
    found, _ = read(page("<h1>Ferry is back</h1><p>Published May 1, 2024 | Updated May 3, 2024"))
    assert (day(found.published), day(found.updated)) == ("2024-05-01", "2024-05-03")


def test_a_printed_clock_tells_the_day_where_the_stated_one_is_off_by_its_zone():
    head = '<meta property="article:published_time" content="2024-05-04T03:00:00Z">'
    assert day(read(page("<h1>Ferry is back</h1><p>May 3, 2024 11:00 pm EDT", head=head))[0].published) == "2024-05-03"
    assert day(read(page("<h1>Ferry is back</h1><p>May 3, 2024", head=head))[0].published) == "2024-05-04"


def test_a_printed_day_that_is_the_stated_day_of_change_is_not_the_publication():
    head = (
        '<meta property="article:published_time" content="2020-01-02T03:00:00Z">'
        '<meta property="article:modified_time" content="2024-05-03T03:00:00Z">'
    )
    assert day(read(page("<h1>Ferry is back</h1><p>May 3, 2024", head=head))[0].published) == "2020-01-02"


# -- the ledger ------------------------------------------------------------------------------------------------------


def test_the_lines_of_the_head_are_told_and_accounted_for():
    found, reader = read(page("<h1>Ferry is back</h1><p>By Ida Molin | May 3, 2024"))
    assert found.lines == frozenset({0, 1})
    assert [entry.text for entry in reader.ledger.entries if not entry.explained and entry.line <= 2] == []


@given(st.lists(st.sampled_from(["<h1>", "<p>", "By ", "May 3, 2024", "作者：", "来源：", "林海", "<time>", "Ida", " | ", "</p>", "<a rel=author>", "©", "1/2/2024", "<br>", "A | B"]), max_size=12))  # fmt: skip
def test_no_head_makes_reading_fail(parts):
    found, reader = read(page("".join(parts), head=f"<title>{''.join(parts)}</title>"))
    assert found.title is None or found.title.strip()
    assert all(name.strip() for name in found.authors)
    assert 0 <= reader.ledger.coverage <= 1


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ('<p class="byline">By Ida Molin, March 3, 2024</p>', ("Ida Molin",)),
        ('<p class="byline">By Ida Molin Friday, 3 May 2024</p>', ("Ida Molin",)),
        ('<p class="byline">By IDA MOLIN and PER HOLM SEPT. 3, 2024</p>', ("IDA MOLIN", "PER HOLM")),
        ('<p class="byline">March 3, 2024 By Ida Molin</p>', ("Ida Molin",)),
        ('<p class="byline">Von Ida Molin Mittwoch, 6. März 2024</p>', ("Ida Molin",)),
        ('<p class="byline">By April May</p>', ("April May",)),
        ('<p class="byline">By Ruby Friday</p>', ("Ruby Friday",)),
    ],
)
def test_a_byline_ends_where_its_day_begins(line, names):
    assert read(page(f"<h1>Ferry is back</h1>{line}"))[0].authors == names


@pytest.mark.parametrize(
    "line", ["记者 林小海", "本报记者林小海", "【记者林小海台北报导】", "【記者林小海／台北報導】"]
)
def test_a_chinese_reporter_needs_no_colon(line):
    assert read(page(f"<h1>Ferry is back</h1><p>{line}</p>"))[0].authors == ("林小海",)
