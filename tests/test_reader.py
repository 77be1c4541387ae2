"""What an adapter works with: finding lines, stretches over several lines, blocks, links, pictures, times, failing."""

from __future__ import annotations

import pickle
import re
from datetime import UTC, datetime

import pytest

from tearsheet import Block, Image, Link, Page, ParseError, Reader
from tearsheet.adapters.sites.westca import labels
from tearsheet.reading.blocks import block_kind
from tearsheet.reading.boilerplate import either

URL = "https://news.example/a/1.html"


def reader(html: str, **about) -> Reader:
    return Reader(Page(html, **{"url": URL, **about}), adapter="example", zone="Asia/Shanghai")


def entries(reader: Reader) -> list[tuple[str, str | None]]:
    return [(entry.text, entry.role or entry.rule) for entry in reader.ledger.entries]


# -- finding the place ---------------------------------------------------------------------------------------------------


def test_find_returns_the_index_of_the_first_line_with_the_words_within_its_bounds():
    lines = reader("one\ntwo\nthree two\nfour")
    two = re.compile("two")
    assert lines.find(two) == 1
    assert lines.find(two, 2) == 2
    assert lines.find(two, 3) is None
    assert lines.find(two, 0, 1) is None
    assert lines.find(two, 2, 99) == 2


def test_a_part_reads_some_of_the_lines_and_shares_the_ledger():
    whole = reader("one\ntwo\nthree")
    part = whole.part(whole.lines[1:])
    assert part.find(re.compile("two")) == 0
    part.take(part.lines[0], "title")
    assert entries(whole)[1] == ("two", "title")
    assert (part.adapter, part.zone) == (whole.adapter, whole.zone)


# -- stretches -----------------------------------------------------------------------------------------------------------


def test_a_pattern_is_found_across_the_ends_of_lines():
    lines = reader("<p>Hot</p><p>热度</p><p>75</p>")
    match = lines.stretch(0).search(re.compile(r"Hot\s*热度\s*(?P<hot>\d+)"))
    assert match.take("hot", "scores.hot") == "75"
    match.drop_rest("label")
    assert entries(lines) == [("Hot", "label"), ("热度", "label"), ("75", "scores.hot")]


def test_words_taken_across_lines_are_joined_by_a_space():
    lines = reader("one two\nthree four\nfive")
    stretch = lines.stretch(0, 2)
    start, end = stretch.text.index("two"), stretch.text.index("four")
    assert stretch.take(start, end, "title") == "two three"
    assert entries(lines) == [("one", None), ("two", "title"), ("three", "title"), ("four", None), ("five", None)]


def test_a_stretch_begins_at_the_line_it_is_asked_for():
    stretch = reader("one\ntwo\nthree").stretch(1)
    assert stretch.text == "two\nthree"
    assert [stretch.index_at(stretch.text.index(word)) for word in ("two", "wo", "three")] == [0, 0, 1]


def test_a_search_goes_on_where_it_is_told_to():
    stretch = reader("a 1\nb 2").stretch(0)
    number = re.compile(r"\d")
    first = stretch.search(number)
    second = stretch.search(number, first.end)
    assert [stretch.text[found.start : found.end] for found in (first, second)] == ["1", "2"]
    assert stretch.search(number, second.end) is None


def test_a_group_that_took_no_part_is_none_and_claims_nothing():
    lines = reader("来源:某报")
    match = lines.stretch(0).search(re.compile(r"来源:(?P<source>\w+)(?P<time> \d+)?(?P<empty>)"))
    assert match.take("time") is None
    assert match.take("empty") is None
    assert match.take("source") == "某报"
    assert entries(lines) == [("来源:", None), ("某报", "source")]


def test_boundaries_tell_where_lines_and_inline_runs_begin():
    stretch = reader("<p><b>芯片</b> <i>芯片</i></p><p>编程</p>").stretch(0)
    assert stretch.text == "芯片 芯片\n编程"
    assert [stretch.text[at:] for at in stretch.boundaries()] == ["芯片\n编程", "编程"]


def test_inline_runs_without_a_gap_are_parted_in_a_stretch_and_joined_in_what_is_taken_from_it():
    lines = reader("<p>为<a href='/'>北美</a>传媒旗下<span>7h ago</span><span>Updated</span></p>")
    stretch = lines.stretch(0)
    assert stretch.text == "为 北美 传媒旗下 7h ago Updated"
    assert [stretch.text[at:][:2] for at in stretch.boundaries()] == ["北美", "传媒", "7h", "Up"]
    assert [stretch.offset_of(stretch.text.index(word)) for word in ("北美", "传", "7h")] == [1, 3, 7]
    match = stretch.search(re.compile(r"(?P<publisher>北美\s?传媒)旗下"))
    assert match.take("publisher") == "北美传媒"
    match.drop_rest("label")
    assert stretch.take(stretch.text.index("7h"), stretch.text.index(" Up"), "published") == "7h ago"
    assert entries(lines) == [
        ("为", None),
        ("北美传媒", "publisher"),
        ("旗下", "label"),
        ("7h ago", "published"),
        ("Updated", None),
    ]


def test_an_empty_stretch_finds_nothing():
    stretch = reader("one").stretch(1)
    assert stretch.text == ""
    assert stretch.search(re.compile("x")) is None
    assert stretch.boundaries() == ()
    assert stretch.take(0, 9, "title") == ""


def test_either_finds_what_any_of_the_patterns_does_whatever_their_groups_are_called():
    both = either(re.compile(r"^来源:(?P<name>\w+)$"), re.compile(r"^时间:(?P<name>\d+)$"))
    assert both.groupindex == {}
    assert both.search("来源:某报")
    assert both.search("时间:2025")
    assert not both.search("来源:某报 y")


# -- blocks --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["", "Hot", "so Hot", "a(1)", "a (x) b (2)", "(", "a(", "Ho", "^x", "yes x", "no", "aHo(", "HHot"]
)
def test_either_of_several_patterns_is_found_alike_when_the_first_characters_are_told(text):
    patterns = [re.compile(r"Hot"), re.compile(r"\(\d\)"), re.compile(r"^yes"), re.compile(r"^no$")]
    plain, told = either(*patterns), either(*patterns, first="H(")
    assert (told.search(text) is None) == (plain.search(text) is None)


@pytest.mark.parametrize(
    ("marks", "first"),
    [
        ((*labels._ENDS,), labels._IN_LINES),
        ((labels.SHARE, labels.STATISTICS, labels.LIKE), labels._IN_LINES + "請请頁页"),
    ],
)
def test_the_labels_of_a_site_are_found_as_if_nothing_were_told_of_how_they_begin(marks, first, cases):
    plain, told = either(*marks), either(*marks, first=first)
    for case in cases:
        for line in Page(case.data, **case.about).lines:
            assert (told.search(line.text) is None) == (plain.search(line.text) is None), line.text


@pytest.mark.parametrize(
    ("html", "kind", "level"),
    [
        ("<p>x</p>", "paragraph", None),
        ("<div>x</div>", "paragraph", None),
        ("<td>x</td>", "paragraph", None),
        ("<h1>x</h1>", "heading", 1),
        ("<H6>x</H6>", "heading", 6),
        ("<h3><b>x</b></h3>", "heading", 3),
        ("<ul><li>x</li></ul>", "list_item", None),
        ("<ul><li><p>x</p></li></ul>", "list_item", None),
        ("<dl><dd>x</dd></dl>", "list_item", None),
        ("<blockquote>x</blockquote>", "quote", None),
        ("<blockquote><p>x</p></blockquote>", "quote", None),
        ("<pre>x</pre>", "code", None),
        ("<figure><figcaption>x</figcaption></figure>", "caption", None),
        ("<table><tr><td>x</td><td>y</td></tr></table>", "table", None),
        ("  • x", "list_item", None),
        ("x", "paragraph", None),
    ],
)
def test_markup_tells_the_kind_of_a_block(html, kind, level):
    lines = reader(html, content_type="text/html" if "<" in html else "text/plain")
    assert block_kind(lines.lines[0]) == (kind, level)
    block = lines.block(lines.lines[0], "body")
    assert (block.kind, block.level) == (kind, level)
    assert lines.ledger.coverage == 1


def test_a_kind_that_is_given_beats_the_markup():
    lines = reader("<h2>1</h2>")
    assert lines.block(lines.lines[0], "body", kind="paragraph") == Block(kind="paragraph", text="1")


def test_a_block_of_part_of_a_line_has_the_links_of_that_part():
    lines = reader('<p><a href="/en">English link</a> words <a href="/zh">中文链接</a>文字</p>')
    line = lines.lines[0]
    cut = line.text.index("中")
    first = lines.block(line, "body@en", 0, cut)
    second = lines.block(line, "body@zh", cut)
    assert first.text == "English link words"
    assert first.links == (Link(text="English link", url="https://news.example/en"),)
    assert second.links == (Link(text="中文链接", url="https://news.example/zh"),)


# -- links ---------------------------------------------------------------------------------------------------------------


def links(html: str, **about) -> tuple[Link, ...]:
    lines = reader(html, **about)
    return lines.links(lines.lines[0])


def test_a_link_has_its_words_and_its_absolute_address():
    assert links('<p>see <a href="../b.html">the <b>other</b> story</a>.</p>') == (
        Link(text="the other story", url="https://news.example/b.html"),
    )


def test_a_link_around_a_block_is_a_link_of_its_line():
    assert links('<a href="/x"><h3>Title</h3></a>') == (Link(text="Title", url="https://news.example/x"),)


def test_two_neighbouring_links_stay_two():
    assert [link.text for link in links('<p><a href="/1">one</a><a href="/2">two</a></p>')] == ["one", "two"]


@pytest.mark.parametrize(
    "html",
    [
        "<p>none</p>",
        "<p><b>bold</b></p>",
        '<p><a name="top">anchor</a></p>',
        '<p><a href="#top">anchor</a></p>',
        '<p><a href="javascript:void(0)">script</a></p>',
        "plain text",
    ],
)
def test_what_leads_nowhere_is_no_link(html):
    assert links(html) == ()


def test_links_follow_the_base_of_the_page():
    page = (
        '<html><head><base href="http://www.westca.com/"></head><body><p><a href="News/1.html">x</a></p></body></html>'
    )
    assert links(page) == (Link(text="x", url="http://www.westca.com/News/1.html"),)


def test_a_relative_link_of_a_page_from_nowhere_stays_as_written():
    assert links('<p><a href="b.html">x</a></p>', url=None) == (Link(text="x", url="b.html"),)


def test_asking_for_links_claims_nothing():
    lines = reader('<p><a href="/1">one</a></p>')
    lines.links(lines.lines[0])
    assert entries(lines) == [("one", None)]


# -- pictures ------------------------------------------------------------------------------------------------------------


def images(html: str) -> list[Image]:
    lines = reader(f"<body>{html}<p>end</p></body>")
    return lines.images(lines.lines)


def test_a_picture_has_its_absolute_address_and_its_alternative_text():
    assert images('<img src="/u/1.jpg" alt=" rain  at\nnoon ">') == [
        Image(url="https://news.example/u/1.jpg", alt="rain at noon")
    ]


@pytest.mark.parametrize("name", ["data-src", "data-original", "data-lazy-src", "file"])
@pytest.mark.parametrize("stand_in", ["data:image/gif;base64,R0lGOD", "static/image/common/none.gif"])
def test_a_lazy_picture_has_the_address_that_a_script_would_load(name, stand_in):
    assert images(f'<img src="{stand_in}" {name}="/u/1.jpg">')[0].url == "https://news.example/u/1.jpg"


@pytest.mark.parametrize(
    "html",
    [
        '<img src="/pixel.gif" width="1" height="1">',
        '<img src="/icon.png" width="16" height="16">',
        '<img src="data:image/png;base64,AAAA">',
        "<img>",
        '<img src="">',
    ],
)
def test_icons_and_pixels_and_nothing_are_no_pictures(html):
    assert images(html) == []


def test_a_picture_whose_size_is_unknown_or_large_counts():
    assert len(images('<img src="/1.jpg" width="100%"><img src="/2.jpg" width="640" height="480">')) == 2


# -- times ---------------------------------------------------------------------------------------------------------------


def test_a_time_is_read_in_the_zone_of_the_site_and_from_the_capture_of_the_page():
    lines = reader("x", captured_at=datetime(2025, 10, 24, 12, tzinfo=UTC))
    assert lines.moment("2025年10月23日 17:08").start == datetime(2025, 10, 23, 9, 8, tzinfo=UTC)
    assert lines.moment("10月23日").start == datetime(2025, 10, 22, 16, tzinfo=UTC)
    assert lines.moment("no time") is None
    found = lines.moments("AI News 2h ago Updated 1h ago")
    assert [item.moment.basis for item in found] == ["relative", "relative"]


def test_without_a_capture_a_relative_time_waits():
    assert reader("x").moment("2小时前").start is None


# -- saying what is wrong ------------------------------------------------------------------------------------------------


def test_a_failure_names_adapter_field_and_line():
    lines = reader("one\n\ntwo")
    with pytest.raises(ParseError, match=r"example: title: line 3: nothing here") as caught:
        lines.fail("title", "nothing here", lines.lines[1])
    error = pickle.loads(pickle.dumps(caught.value))
    assert (error.adapter, error.field, error.line) == ("example", "title", 3)


def test_a_failure_may_know_no_line():
    with pytest.raises(ParseError) as caught:
        reader("one").fail("body", "no text")
    assert caught.value.line is None


def test_warnings_are_kept_in_order():
    lines = reader("one")
    lines.warn("first", "one thing", field="title")
    lines.warn("second", "another")
    assert [(warning.code, warning.field) for warning in lines.warnings] == [("first", "title"), ("second", None)]


def test_dropping_takes_one_line_or_many():
    lines = reader("one\ntwo\nthree")
    lines.drop(lines.lines[0], "navigation")
    lines.drop(iter(lines.lines[1:]), "footer")
    assert entries(lines) == [("one", "navigation"), ("two", "footer"), ("three", "footer")]
