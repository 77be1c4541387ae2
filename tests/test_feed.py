"""Feeds: what is one, what its items become, and what a hostile one can do (nothing)."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import tearsheet
from tearsheet import LimitError, Limits, NotAnArticleError, Page, ParseError, TearsheetError
from tearsheet.page.feed import is_feed, read_feed

SHARED = Path(__file__).parents[2] / "shared"
#: The ``tests`` folder of the source distribution of chardet 5.2.0, whose feeds are real.
REAL = Path(os.environ.get("TEARSHEET_FEEDS", SHARED / "feeds"))

ITEM = "<item><title>Tide</title><link>https://a.example/1</link>%s</item>"


def rss(*items: str, head: str = "<title>Post</title>") -> str:
    return f'<rss version="2.0"><channel>{head}{"".join(items)}</channel></rss>'


def only(*items: str, **other) -> tearsheet.Article:
    (article,) = tearsheet.parse_all(rss(*items, **other))
    return article


# -- what is a feed ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "<rss>",
        '\ufeff\n<?xml version="1.0"?>\n<rss version="2.0">',
        "<!-- a -- b --><!----><rss\n>",
        '<!DOCTYPE rss PUBLIC "a" "b"><rss>',
        '<!DOCTYPE rss [<!ENTITY a "b">]><?xml-stylesheet href="x"?><rss>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        '<atom:feed xmlns:atom="http://www.w3.org/2005/Atom">',
        '<rdf:RDF xmlns:rdf="x" xmlns="http://purl.org/rss/1.0/">',
        '<RDF xmlns="http://my.netscape.com/rdf/simple/0.9/">',
        '<?xml version="1.0"?><RSS version="2.0">',
        '{"version": "https:\\/\\/jsonfeed.org\\/version\\/1", "items": []}',
        '<br />\n<b>Warning</b>: in line 3<br />\n<?xml version="1.0"?><rss>',
        '<?xml version="1.0"?>\n<b>Notice</b>: in line 3<br />\n<rss version="2.0"></rss>\n',
    ],
)
def test_root_element_of_a_feed(text):
    assert is_feed(text.removeprefix("\ufeff"))
    assert Page(text.encode()).feed is not None
    assert not Page(text.encode()).is_html
    assert Page(text.encode(), content_type="text/html").feed is not None
    assert Page(text.encode(), content_type="text/plain").feed is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "rss",
        "<html><rss>",
        "<!DOCTYPE html><title>feed</title>",
        "<rssx>",
        "<feeds>",
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
        "<!-- <rss> -->",
        "<!--" * 50_000,
        "<!DOCTYPE " * 50_000,
        "<?" * 50_000,
        " " * 500_000,
    ],
    ids=lambda text: text[:20],
)
def test_root_element_of_something_else(text):
    assert not is_feed(text)


def test_url_of_a_site_does_not_hide_a_feed():
    answers = tearsheet.registry.explain(rss(ITEM % ""), "https://www.xishuta.com/rss.xml")
    assert answers[0].adapter == "feed"


# -- items -------------------------------------------------------------------------------------------------------------


def test_parse_reads_the_only_item_and_names_parse_all_for_several():
    reading = tearsheet.read(rss(ITEM % "<description>It came in.</description>"))
    assert reading.article.title == "Tide"
    assert reading.ledger.unexplained == ()
    for several in (rss(ITEM % "", ITEM % ""), rss()):
        with pytest.raises(NotAnArticleError, match="parse_all"):
            tearsheet.parse(several)
    assert list(tearsheet.parse_all(rss())) == []


def test_each_item_begins_a_page_of_its_own():
    lines = Page(rss(ITEM % "", ITEM % "<description>It came.</description>")).lines
    assert [line.text for line in lines] == [
        "Post",
        "Tide",
        "https://a.example/1",
        "Tide",
        "https://a.example/1",
        "It came.",
    ]
    assert [line.page_break for line in lines] == [False, True, False, True, False, False]


def test_an_item_with_nothing_to_read_is_left_out():
    assert list(tearsheet.parse_all(rss("<item><link>https://a.example/1</link></item>"))) == []
    with pytest.raises(ParseError, match="neither title nor text"):
        tearsheet.parse(rss("<item><guid>1</guid></item>"))


def test_a_page_that_is_no_feed_is_an_error_of_the_adapter():
    with pytest.raises(ParseError, match="no feed"):
        tearsheet.parse("<p>a</p>", adapter="feed")


def test_description_alone_is_summary_or_body_by_its_blocks():
    one = only(ITEM % "<description>It came &lt;b&gt;in&lt;/b&gt; at nine...</description>")
    assert one.summary == tearsheet.Summary(text="It came in at nine...", truncated=True)
    assert one.body == ()
    two = only(ITEM % "<description>&lt;p&gt;It came.&lt;/p&gt;&lt;p&gt;It went.&lt;/p&gt;</description>")
    assert two.summary is None
    assert two.text == "It came.\n\nIt went."


def test_a_synopsis_that_is_the_whole_text_is_said_once():
    same = "<description>It came.</description><content:encoded>It came.</content:encoded>"
    reading = tearsheet.read(rss(ITEM % same))
    assert (reading.article.summary, reading.article.text) == (None, "It came.")
    assert [entry.role or entry.rule for entry in reading.ledger.entries if entry.text == "It came."] == [
        "repeated",
        "body",
    ]


def test_a_guid_is_an_address_unless_it_says_otherwise():
    bare = "<item><title>Tide</title><guid%s>https://a.example/7</guid></item>"
    assert only(bare % "").url == "https://a.example/7"
    assert only(bare % ' isPermaLink="false"').url is None
    assert only(bare % ' isPermaLink="false"').extras == {"guid": "https://a.example/7"}


def test_an_item_that_is_not_closed_ends_where_the_next_begins():
    first, second = tearsheet.parse_all(rss("<item><title>Tide</title><description>A hat.</description>", ITEM % ""))
    assert (first.title, first.summary.text, second.url) == ("Tide", "A hat.", "https://a.example/1")


def test_a_picture_alone_is_kept():
    picture = "<description>&lt;img src='https://a.example/p.jpg'&gt;</description>"
    assert only(ITEM % picture).images == (tearsheet.Image(url="https://a.example/p.jpg"),)
    first, second = tearsheet.parse_all(rss(ITEM % "", f"<item>{picture}<title>Ebb</title></item>"))
    assert first.images == ()
    assert second.title == "Ebb"


@pytest.mark.parametrize(
    ("printed", "start"),
    [
        ("Sat, 07 Sep 2002 00:00:01 GMT", "2002-09-07T00:00:01+00:00"),
        ("07 Sep 02 10:00 EST", "2002-09-07T10:00:00-05:00"),
        ("2003-12-13T18:30:02+01:00", "2003-12-13T18:30:02+01:00"),
        ("Thu, 01 Jan 04 19:48:21 +0545", "2004-01-01T19:48:21+05:45"),
        ("05/Mar/2024:18:30:00 +0100", "2024-03-05T18:30:00+01:00"),
    ],
)
def test_times(printed, start):
    published = only(ITEM % f"<pubDate>{printed}</pubDate>").published
    assert published.raw == printed
    assert published.start.isoformat() == start
    assert published.precision in {"second", "minute"}


def test_language_is_that_of_the_text_and_else_what_is_declared():
    head = "<title>Post</title><language>zh-TW</language>"
    english = "<description>The tide that came in was not the one that we had.</description>"
    assert only(ITEM % english, head=head).language == "en"
    short = "<item><title>人口</title></item>"
    assert only(short, head=head).language == "zh-Hant"
    assert only(short).language == "zh"
    assert only("<item><title>42</title></item>").language == "und"


def test_markup_of_a_text_construct_of_atom_is_text():
    entry = "<entry><title>a &lt;b&gt; c</title><content type='html'>d &lt;i&gt;e&lt;/i&gt;</content></entry>"
    article = tearsheet.parse(f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>')
    assert (article.title, article.text) == ("a <b> c", "d e")


# -- what is broken, what is hostile -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("broken", "title"),
    [
        ("R&D & more &amp; AT&T", "R&D & more & AT&T"),
        ("a&nbsp;&ndash;&nbsp;b", "a – b"),
        ("<![CDATA[R&D &amp; more]]>", "R&D & more"),
        ("a\x00\x0b\ufffeb", "ab"),
        ("a &unknown; b", "a &unknown; b"),
        ("a &#65; &#x42;", "a A B"),
        ("a <br> b", "a b"),
        ("a < 5 & b <= c", "a < 5 & b <= c"),
        ("a&#8;&#x1F; &#55357;&#56832; &#55357;b", "a 😀 b"),
    ],
)
def test_what_is_not_well_formed_is_read_all_the_same(broken, title):
    text = rss(f"<item><title>{broken}</title><link>https://a.example/1</link></item>", ITEM % "")
    first, second = tearsheet.parse_all(text)
    assert first.title == title
    assert (first.url, second.title) == ("https://a.example/1", "Tide")


def test_a_reference_to_no_character_loses_nothing_else():
    text = rss("<item><title>a &#65; &#0; &#1114112;</title><link>https://a.example/1</link></item>")
    (article,) = tearsheet.parse_all(text)
    # What libxml2 puts in its place differs between versions.
    assert article.title.removesuffix("\ufffd").rstrip() == "a A"


@pytest.mark.parametrize(
    "fault",
    ["<a b='1' b='2'/>", "<a new>x</a>", "<!-- a -- b -->", "<a>x</A>", "<guid x:y='1'>1</guid>", "<a b=1>x</a>"],
)
def test_a_fault_loses_none_of_the_markup_behind_it(fault):
    text = "&lt;p&gt;A hat &amp;amp; gloves.&lt;/p&gt;&lt;p&gt;Ropes.&lt;/p&gt;"
    article = only(ITEM % f"{fault}<description>{text}</description>")
    assert [block.text for block in article.body] == ["A hat & gloves.", "Ropes."]


def test_a_root_whose_values_lack_their_quotes_is_read():
    text = rss(ITEM % "<description>A hat.</description>").replace('"2.0"', "2.0")
    (article,) = tearsheet.parse_all(text)
    assert (article.title, article.summary.text) == ("Tide", "A hat.")


def test_a_feed_that_is_cut_off_is_read_as_far_as_it_goes():
    first, second = tearsheet.parse_all(rss(ITEM % "", ITEM % "<description>It came")[:-40])
    assert {warning.code for warning in (*first.warnings, *second.warnings)} == {"feed-broken"}


def test_entities_are_not_expanded_and_no_file_is_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("boo")
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE rss [<!ENTITY a0 "ha">{bomb}<!ENTITY f SYSTEM "{secret.as_uri()}">]>'
    page = Page(doctype + rss(ITEM % '<description q="&a11;">x &a11; &f; y</description>'))
    assert page.feed is not None
    for article in tearsheet.parse_all(page):
        assert "boo" not in repr(article)
        assert "ha" * 3 not in repr(article)


def test_too_many_tags_are_refused():
    with pytest.raises(LimitError):
        tearsheet.parse(Page(rss(*[ITEM % ""] * 10), limits=Limits(tags=20)))


@pytest.mark.parametrize(
    "hostile",
    [
        "<rss>" + "<a>" * 30_000,
        "<rss>" + "<a></b>" * 12_000,
        "<rss><t " + " ".join(f'a{n}="1"' for n in range(30_000)) + ">",
        "<rss>" + "&x;" * 100_000,
        "<rss>" + "<![CDATA[" * 50_000,
        "<rss>" + "&" * 300_000,
        rss(*["<item><description>" + "&lt;b i&gt;" * 2_000 + "</description></item>"] * 5),
        rss(*["<item><title>x</title>" + "<author>a</author>" * 20_000 + "</item>"]),
    ],
    ids=range(8),
)
def test_hostile_feeds_end_in_articles_or_errors_of_ours(hostile):
    try:
        list(tearsheet.parse_all(hostile))
    except TearsheetError as error:
        assert error.__cause__ is None  # noqa: PT017 - either will do


@pytest.mark.parametrize(
    "item",
    [
        "<!-- <![CDATA[ --><description>caf&eacute;&nbsp;au lait</description>",
        pytest.param(
            '<description a="<![CDATA[">caf&eacute;&nbsp;au lait</description>',
            marks=pytest.mark.skipif(
                etree.LIBXML_VERSION < (2, 13), reason='libxml2 before 2.13 leaves out what an attribute with "<" is of'
            ),
        ),
    ],
    ids=["comment", "attribute"],
)
def test_a_reference_is_read_though_what_stands_before_it_looks_like_cdata(item):
    article = only(f"<item><title>Story</title>{item}</item>")
    assert article.summary is not None
    assert article.summary.text == "café au lait"


@given(st.text(st.sampled_from("<>&;/![]CDATArssitemtitle= \"'x\0\ud800")))
def test_any_text_in_a_feed_is_read_or_refused(text):
    for page in (rss(ITEM % f"<description>{text}</description>"), "<rss>" + text, rss(ITEM % f"<title>{text}")):
        feed = read_feed(page)
        assert [line.index for line in feed.lines] == list(range(len(feed.lines)))
        reader = tearsheet.Reader(Page(page), adapter="feed")
        articles = list(tearsheet.registry.adapters["feed"].read_all(reader))
        assert all(article.title for article in articles)
        assert reader.ledger.unexplained == ()


# -- real feeds --------------------------------------------------------------------------------------------------------


def test_real_feeds_are_read_and_accounted_for():
    paths = sorted(REAL.rglob("*.xml"))
    if not paths:
        pytest.skip(f"no real feeds: unpack the sdist of chardet 5.2.0 and set TEARSHEET_FEEDS to it; {REAL} has none")
    feeds = items = articles = addresses = 0
    for path in paths:
        page = Page(path.read_bytes())
        if page.feed is None:
            continue
        feeds += 1
        items += len(page.feed.items)
        reader = tearsheet.Reader(page, adapter="feed")
        found = list(tearsheet.registry.adapters["feed"].read_all(reader))
        articles += len(found)
        assert reader.ledger.unexplained == ()
        addresses += sum(article.url is not None for article in found)
    assert feeds > 300
    assert articles > 0.99 * items
    assert addresses > 0.99 * articles


@pytest.mark.parametrize("tag", ["x:", "a:00Z", "x:a:00", "_:-", "x:b"])
def test_markup_with_odd_prefixes_is_read_and_no_error_of_a_parser_gets_out(tag):
    feed = (
        '<rss version="2.0"><channel><title>Made feed</title><item><title>Low tide</title>'
        f"<description>Before <{tag}>the harbour was empty</{tag}> after.</description></item></channel></rss>"
    )
    try:
        articles = list(tearsheet.parse_all(feed.encode()))
    except TearsheetError:
        return
    assert [article.title for article in articles] == ["Low tide"]


@given(st.text(alphabet="<>/:az09_- ", min_size=1, max_size=40))
def test_any_tags_in_a_description_end_in_an_article_or_a_tearsheet_error(words):
    feed = f"<rss><channel><title>Made feed</title><item><title>Low tide</title><description>{words}</description></item></channel></rss>"
    with contextlib.suppress(TearsheetError):
        list(tearsheet.parse_all(feed.encode()))


def item(**parts: str) -> str:
    inside = "".join(f"<{name.replace('_', ':')}>{text}</{name.replace('_', ':')}>" for name, text in parts.items())
    return (
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour Post</title>'
        f"<item><title>Boats are back</title>{inside}</item></channel></rss>"
    )


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("mer., 06 mars 2024 18:30:00 +0100", "2024-03-06"),
        ("Mi, 06 Mrz 2024 18:30:00 +0100", "2024-03-06"),
        ("2024-03-06T18:30:00 00:00", "2024-03-06"),
        ("Ср, 06 мар 2024 18:30:00 +0100", "2024-03-06"),
        ("周三, 06 3月 2024 18:30:00 +0800", "2024-03-06"),
        ("sab, 06 gen 2024 18:30:00 +0100", "2024-01-06"),
    ],
)
def test_a_time_in_another_language_or_with_a_broken_zone_is_read(printed, day):
    assert str(tearsheet.parse(item(pubDate=printed, description="A hat.")).published.date) == day


def test_markup_that_was_escaped_twice_is_markup():
    article = tearsheet.parse(
        item(description="&amp;lt;p&amp;gt;A hat.&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;Two gloves.&amp;lt;/p&amp;gt;")
    )
    assert [block.text for block in article.body] == ["A hat.", "Two gloves."]


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("The HTML &lt;meta&gt; element &amp;amp; more", "The HTML <meta> element & more"),
        ("Why &lt;script&gt; blocks", "Why <script> blocks"),
        ("&lt;i&gt;Tide&lt;/i&gt; and &lt;em class='x'&gt;ebb&lt;/em&gt;", "Tide and ebb"),
        ("&lt;![CDATA[Tide and ebb]]&gt;", "Tide and ebb"),
    ],
)
def test_tags_of_a_title_that_set_no_letters_are_words(printed, title):
    assert (
        tearsheet.parse(rss(f"<item><title>{printed}</title><description>A hat.</description></item>")).title == title
    )


def test_the_longer_of_two_texts_is_the_body_and_a_picture_in_letters_is_none():
    notes = "<description>&lt;p&gt;A hat.&lt;/p&gt;&lt;p&gt;Two gloves.&lt;/p&gt;</description>"
    article = only(ITEM % f"{notes}<itunes:summary>On hats.</itunes:summary>")
    assert ([block.text for block in article.body], article.summary.text) == (["A hat.", "Two gloves."], "On hats.")
    entry = "<entry><title>Tide</title><summary>A hat.</summary><content type='image/png'>iVBORw0K</content></entry>"
    assert tearsheet.parse(f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>').body == ()


def test_words_that_only_speak_of_tags_stay_words():
    article = tearsheet.parse(item(description="Write &amp;lt;marquee&amp;gt; and all moves."))
    assert article.summary.text == "Write <marquee> and all moves."


def test_paragraphs_and_lists_of_a_plain_text_are_blocks_and_wrapped_lines_are_not():
    reading = tearsheet.read(item(description="Bring\na hat:\n- of felt\n- of straw\n\nAnd gloves."))
    assert [block.text for block in reading.article.body] == ["Bring a hat:", "of felt", "of straw", "And gloves."]
    assert reading.ledger.unexplained == ()
    assert tearsheet.parse(item(description="Bring a hat\nand gloves.")).summary.text == "Bring a hat and gloves."


@pytest.mark.parametrize(
    ("names", "authors"),
    [
        ({"author": "Ada Moll &lt;desk@harbour.example&gt;"}, ("Ada Moll",)),
        ({"dc_creator": "Ada Moll", "author": "desk@harbour.example"}, ("Ada Moll",)),
        ({"author": "desk@harbour.example"}, ("desk@harbour.example",)),
        ({"author": '"Ada Moll" desk@harbour.example'}, ("Ada Moll",)),
        ({"author": "desk@harbour.example (Ada Moll"}, ("Ada Moll",)),
        ({"dc_creator": "By Ad&amp;eacute;le Moll"}, ("Adéle Moll",)),
        ({"dc_creator": "Ada Moll, Ben Orr and Cy Holm"}, ("Ada Moll", "Ben Orr", "Cy Holm")),
        ({"dc_creator": "Moll, Ada"}, ("Moll, Ada",)),
        ({"dc_creator": "Harbour Post, Inc."}, ("Harbour Post, Inc.",)),
        (
            {"dc_creator": '&lt;a href="/a"&gt;Ada Moll&lt;/a&gt;, &lt;a href="/b"&gt;Ben Orr&lt;/a&gt;'},
            ("Ada Moll", "Ben Orr"),
        ),
    ],
)
def test_authors_are_names_and_a_mail_address_where_there_is_none(names, authors):
    reading = tearsheet.read(item(description="A hat.", **names))
    assert reading.article.authors == authors
    assert reading.ledger.unexplained == ()


def test_addresses_are_below_the_base_that_the_feed_states():
    article = tearsheet.parse(
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://harbour.example/blog/"><title>H</title>'
        '<entry xml:base="2024/"><id>1</id><title>Boats are back</title><link href="boats.html"/>'
        '<content type="html">&lt;p&gt;See the &lt;a href="map.html"&gt;map&lt;/a&gt;.&lt;/p&gt;</content></entry></feed>'
    )
    assert article.url == "https://harbour.example/blog/2024/boats.html"
    assert [link.url for block in article.body for link in block.links] == [
        "https://harbour.example/blog/2024/map.html"
    ]


@pytest.mark.parametrize(
    "before",
    [
        "\n\n  \ufeff",
        "Warning: a notice of the server in line 3\n",
        "<br />\n<b>Warning</b>: a notice in line 3<br />\n",
        '<?xml version="1.0"?>\n',
    ],
)
def test_what_stands_before_the_declaration_is_no_part_of_the_feed(before):
    article = tearsheet.parse(f'{before}<?xml version="1.0"?>{item(description="A hat.")}')
    assert (article.adapter, article.title) == ("feed", "Boats are back")


@pytest.mark.parametrize(
    ("head", "url", "base"),
    [
        ("<link>https://harbour.example/news/</link>", None, "https://harbour.example/news/"),
        (
            (
                "<link>https://harbour.example/</link>"
                '<a:link xmlns:a="http://www.w3.org/2005/Atom" rel="self" href="https://harbour.example/news/feed.xml"/>'
            ),
            None,
            "https://harbour.example/news/",
        ),
        ("<link>https://harbour.example/</link>", "https://harbour.example/news/rss", "https://harbour.example/news/"),
    ],
)
def test_relative_addresses_are_below_that_of_the_feed(head, url, base):
    text = "&lt;p&gt;See the &lt;a href='map.html'&gt;map&lt;/a&gt;.&lt;/p&gt;&lt;img src='p.jpg'&gt;"
    feed = f"<rss><channel>{head}<item><title>Tide</title><link>1</link><description>{text}</description></item></channel></rss>"
    (article,) = tearsheet.parse_all(feed, url=url)
    assert (article.url, [image.url for image in article.images]) == (f"{base}1", [f"{base}p.jpg"])
    reading = tearsheet.read(feed.replace("description", "content"), url)
    assert [link.url for block in reading.article.body for link in block.links] == [f"{base}map.html"]


@pytest.mark.parametrize(
    ("beside", "pictures"),
    [
        ('<enclosure url="https://a.example/p.JPG"/>', 1),
        ('<enclosure url="https://a.example/p.mp3"/>', 0),
        ('<enclosure url="https://a.example/p" type="IMAGE/PNG"/>', 1),
        ('<enclosure url="https://a.example/p.jpg" type="audio/mpeg"/>', 0),
        ("<image><url>https://a.example/p</url><title>Quay</title></image>", 1),
        ("<image>https://a.example/p</image>", 1),
        ('<i:image xmlns:i="http://www.itunes.com/dtds/podcast-1.0.dtd" href="https://a.example/p"/>', 1),
        (
            (
                '<m:group xmlns:m="http://search.yahoo.com/mrss/"><m:content url="https://a.example/v" medium="video">'
                '<m:thumbnail url="https://a.example/p"/></m:content></m:group>'
            ),
            1,
        ),
        (
            (
                '<m:group xmlns:m="http://search.yahoo.com/mrss/"><m:content url="https://a.example/p" type="image/png"/>'
                '<m:content url="https://a.example/small" type="image/png"/></m:group>'
            ),
            1,
        ),
    ],
)
def test_a_picture_beside_an_item_is_told_by_its_type_its_name_or_its_ending(beside, pictures):
    assert len(only(ITEM % beside).images) == pictures


@pytest.mark.parametrize("name", ["pubdate", "PubDate", "date"])
def test_names_of_elements_are_known_in_any_case(name):
    assert str(only(ITEM % f"<{name}>2024-03-06</{name}>").published.date) == "2024-03-06"
    feed = f'<RSS xmlns="http://a.example/ns">{rss(ITEM % "").removeprefix("<rss").partition(">")[2].replace("</rss>", "")}</RSS>'
    assert [article.title for article in tearsheet.parse_all(feed)] == ["Tide"]


@pytest.mark.parametrize("printed", ["Thu, 01 Jan 1970 00:00:00 GMT", "Mon, 01 Jan 0001 00:00:00 GMT"])
def test_the_zero_of_a_clock_is_no_time(printed):
    assert only(ITEM % f"<pubDate>{printed}</pubDate>").published is None


@pytest.mark.parametrize("rel", ["Alternate", "http://www.iana.org/assignments/relation/alternate"])
def test_a_relation_is_known_in_any_spelling(rel):
    entry = f'<entry><title>Tide</title><link rel="edit" href="https://a.example/e"/><link rel="{rel}" href="https://a.example/1"/></entry>'
    assert tearsheet.parse(f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>').url == "https://a.example/1"


def test_content_of_atom_that_stands_in_tags_is_markup():
    entry = "<entry><title>&lt;b&gt; a</title><content>&lt;p&gt;A hat.&lt;/p&gt;&lt;p&gt;Gloves.&lt;/p&gt;</content></entry>"
    article = tearsheet.parse(f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>')
    assert (article.title, [block.text for block in article.body]) == ("<b> a", ["A hat.", "Gloves."])


def test_the_line_that_blogs_add_about_where_a_post_stands_is_no_part_of_it():
    origin = 'The post &lt;a href="https://a.example/1"&gt;Tide&lt;/a&gt; appeared first on &lt;a href="/"&gt;Quay&lt;/a&gt;.'
    article = only(
        ITEM
        % f"<description>&lt;p&gt;A hat.&lt;/p&gt;&lt;p&gt;Gloves.&lt;/p&gt;&lt;p&gt;{origin}&lt;/p&gt;</description>"
    )
    assert [block.text for block in article.body] == ["A hat.", "Gloves."]


JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Harbour Post",
    "home_page_url": "https://a.example/",
    "items": [
        {
            "id": 7,
            "url": "/7",
            "title": "The <meta> tide",
            "content_html": "<p>A hat.</p><p>See the <a href='/map'>map</a>.</p>",
            "date_published": "2024-03-05T18:30:00+01:00",
            "authors": [{"name": "Ada Moll"}],
            "tags": ["tides"],
            "image": "https://a.example/p.jpg",
        },
        {"id": "8", "content_text": "Gloves & hats < boots\n\nAnd \ud83d ropes.", "author": {"name": "Ben Orr"}},
    ],
}


def test_json_feed_is_read_as_atom_is():
    reading = list(tearsheet.parse_all(json.dumps(JSON_FEED)))
    first, second = reading
    assert (first.adapter, first.title, first.url, first.authors) == (
        "feed",
        "The <meta> tide",
        "https://a.example/7",
        ("Ada Moll",),
    )
    assert [block.text for block in first.body] == ["A hat.", "See the map."]
    assert (str(first.published.date), first.tags, len(first.images)) == ("2024-03-05", ("tides",), 1)
    assert first.body[1].links[0].url == "https://a.example/map"
    assert [block.text for block in second.body] == ["Gloves & hats < boots", "And ropes."]
    assert second.authors == ("Ben Orr",)


@pytest.mark.parametrize("broken", ['{"version": "https://jsonfeed.org/version/1.1", "items": [7, {"title": [1]}]}'])
def test_a_json_feed_that_says_nothing_has_no_articles(broken):
    assert list(tearsheet.parse_all(broken)) == []


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["items", "title", "url", "authors", "name", "tags", "id", "content_text"]), inner
            )
        ),
    )
)
def test_any_json_in_a_feed_is_read_or_refused(said):
    with contextlib.suppress(TearsheetError):
        list(
            tearsheet.parse_all(
                json.dumps({"version": "https://jsonfeed.org/version/1", "items": [said], "authors": said})
            )
        )


def test_a_caption_in_an_item_goes_to_its_picture_and_a_link_to_read_on_is_no_text():
    figure = "<figure><img src='https://a.example/p.jpg'><figcaption>The pier</figcaption></figure>"
    text = f"{figure}<p>A hat.</p><p>Gloves.</p><p><a href='https://a.example/1'>Read more</a></p>"
    article = only(ITEM % f"<description><![CDATA[{text}]]></description>")
    assert [(block.kind, block.text) for block in article.body][1:] == [
        ("paragraph", "A hat."),
        ("paragraph", "Gloves."),
    ]
    assert (article.body[0].kind, article.images[0].caption) == ("caption", "The pier")


@pytest.mark.parametrize(
    ("names", "authors"),
    [
        ({"dc_creator": "Ada Moll, Staff Writer"}, ("Ada Moll",)),
        ({"dc_creator": "Ada Moll for The Courier"}, ("Ada Moll",)),
        ({"dc_creator": "Moll, Ada"}, ("Moll, Ada",)),
        ({"author": "北岸晚报 张小河"}, ("张小河",)),
        ({"dc_creator": "Ada Moll (Editor)"}, ("Ada Moll",)),
        ({"author": "Ada Moll, desk@harbour.example"}, ("Ada Moll",)),
        ({"author": "Ada Moll", "dc_creator": "ADA MOLL"}, ("ADA MOLL",)),
    ],
)
def test_what_an_author_does_and_for_whom_is_no_part_of_the_name(names, authors):
    assert tearsheet.parse(item(description="A hat.", **names)).authors == authors


def test_an_entry_without_an_author_has_those_of_its_source():
    source = "<source><title>Pier Post</title><author><name>Ada Moll</name></author></source>"
    feed = f"<title>P</title><entry><title>Tide</title><id>https://a.example/1</id>{source}<summary>A hat.</summary></entry>"
    article = tearsheet.parse(f'<feed xmlns="http://www.w3.org/2005/Atom">{feed}</feed>')
    assert (article.authors, article.source.name, article.url) == (("Ada Moll",), "Pier Post", "https://a.example/1")


@pytest.mark.parametrize("name", ["dc:subject", "media:keywords", "itunes:keywords"])
def test_subjects_in_one_element_are_several(name):
    article = tearsheet.parse(
        rss(f"<item><title>Tide</title><{name}>Harbour, Museums</{name}><description>A hat.</description></item>")
    )
    assert article.tags == ("Harbour", "Museums")


def test_what_a_programme_says_of_a_film_or_an_episode_is_its_title_and_summary_where_there_is_no_other():
    group = "<media:group><media:title>Tide</media:title><media:description>A film.</media:description></media:group>"
    film = tearsheet.parse(rss(f"<item><title>High tide</title>{group}</item>"))
    assert (film.title, film.summary.text) == ("High tide", "A film.")
    for name in ("itunes:title", "dc:title"):
        assert (
            tearsheet.parse(rss(f"<item><{name}>Tide</{name}><description>A hat.</description></item>")).title == "Tide"
        )


def test_the_paper_behind_a_title_is_its_source_and_no_part_of_it():
    reading = tearsheet.read(
        rss("<item><title>Tide - and ebb - Pier Post</title><source url='https://b.example'>Pier Post</source></item>")
    )
    assert (reading.article.title, reading.article.source.name) == ("Tide - and ebb", "Pier Post")
    assert reading.ledger.unexplained == ()


def test_an_entry_by_itself_is_a_feed_of_one():
    entry = '<entry xmlns="http://www.w3.org/2005/Atom"><title>Tide</title><id>1</id><summary>A hat.</summary></entry>'
    article = tearsheet.parse(f'<?xml version="1.0"?>{entry}')
    assert (article.adapter, article.title, article.summary.text) == ("feed", "Tide", "A hat.")


@pytest.mark.parametrize(
    "said",
    [
        {"author": "Ada Moll"},
        {"author": {"name": "Ada Moll"}},
        {"authors": {"name": "Ada Moll"}},
        {"authors": ["Ada Moll"]},
    ],
)
def test_authors_of_json_feed_are_read_in_whatever_they_stand(said):
    feed = {"version": "https://jsonfeed.org/version/1", "items": [{"id": 1, "title": "Tide", **said}]}
    assert tearsheet.parse(json.dumps(feed)).authors == ("Ada Moll",)
