"""The page: each view of what came in, made when asked and only once, and every odd input ends in an error of ours."""

from __future__ import annotations

import re
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from tearsheet.errors import InputError, LimitError, TearsheetError
from tearsheet.page import Page
from tearsheet.page._guard import Limits


def html(text: str | bytes, url: str | None = None) -> Page:
    return Page(text, url=url, content_type="text/html")


# -- what may come in --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"<p>a", bytearray(b"<p>a"), memoryview(b"<p>a"), "<p>a"])
def test_a_page_is_bytes_or_str(data):
    assert [line.text for line in Page(data).lines] == ["a"]


@pytest.mark.parametrize("data", [None, 1, ["<p>a"], open])
def test_anything_else_is_refused_with_a_remedy(data):
    with pytest.raises(InputError, match="read_bytes"):
        Page(data)


@pytest.mark.parametrize(
    ("about", "remedy"),
    [
        ({"url": Path("/news/1")}, "pass str(url)"),
        ({"captured_at": "2026-03-15"}, "datetime.fromisoformat"),
    ],
    ids=["a url that is none", "a time that is none"],
)
def test_what_is_said_of_a_page_is_of_its_type_or_refused_with_a_remedy(about, remedy):
    with pytest.raises(InputError, match=re.escape(remedy)):
        Page("<p>One", **about)


def test_captured_at_needs_a_time_zone():
    with pytest.raises(InputError, match="time zone"):
        Page("a", captured_at=datetime(2025, 10, 23))  # noqa: DTZ001
    at = datetime(2025, 10, 23, tzinfo=UTC)
    assert Page("a", captured_at=at).captured_at == at


def test_a_page_over_the_size_limit_is_refused_before_it_is_read():
    with pytest.raises(LimitError) as caught:
        Page(b"\xff" * 11, limits=Limits(bytes=10))
    assert (caught.value.limit, caught.value.value, caught.value.cap) == ("bytes", 11, 10)


def test_a_byte_order_mark_is_no_text():
    for data in ("\ufeffa", b"\xef\xbb\xbfa", "\ufeff<p>a", b"\xef\xbb\xbf<p>a"):
        assert [line.text for line in Page(data).lines] == ["a"]
    assert Page(b"\xef\xbb\xbf<p>a").guarded.utf8 == b"<p>a"


def test_bytes_are_decoded_and_the_markup_of_the_decoded_text_is_parsed():
    page = Page('<meta charset="gb2312"><p>镕基</p>'.encode("gb18030"))
    assert (page.encoding, page.encoding_source, page.replacements) == ("gb18030", "declared", 0)
    assert [line.text for line in page.lines] == ["镕基"]
    assert page.css("p")[0].text() == page.xpath("string(//p)") == "镕基"


def test_what_is_odd_about_the_bytes_is_a_warning():
    page = Page(
        b"<p>abc \xe4\xb8\xad\xe6\x96\x87 def \xff ghi \xe4\xb8\xad\xe6\x96\x87</p>",
        content_type="text/html; charset=utf-8",
    )
    assert page.replacements == 1
    assert [warning.code for warning in page.warnings] == ["undecodable-bytes"]
    lie = Page('<meta charset="gb2312"><p>中文网站的新闻</p>'.encode())
    assert [warning.code for warning in lie.warnings] == ["encoding-contradicted"]
    assert Page("<p>a").warnings == ()


def test_what_is_odd_about_the_markup_is_a_warning_of_html_only():
    deep = "<div>" * 40 + "a"
    limits = Limits(depth=20)
    assert [warning.code for warning in Page(deep, limits=limits).warnings] == ["markup-defused"]
    assert Page(deep, limits=limits, content_type="text/plain").warnings == ()


# -- HTML or text ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "is_html"),
    [
        ("<!DOCTYPE html><html>", True),
        ("  \n<p>a", True),
        ("\ufeff<HTML>", True),
        ("<!-- x --><div>a</div>", True),
        ("a<br>b<br>c", True),
        ("a", False),
        ("", False),
        ("a <b and c> d", False),
        ("1 < 2 and 3 > 2", False),
        ("he wrote <br> once", False),
        ("<3 <3 <3", False),
        ("<titles and more> and <tables>", False),
    ],
)
def test_html_is_told_from_text_by_its_tags(data, is_html):
    assert Page(data).is_html is is_html


@pytest.mark.parametrize(
    ("content_type", "is_html"),
    [
        ("text/html", True),
        ("Text/HTML; charset=utf-8", True),
        ("application/xhtml+xml", True),
        ("text/plain", False),
        ("text/plain;charset=gbk", False),
    ],
)
def test_the_content_type_decides(content_type, is_html):
    assert Page("a", content_type=content_type).is_html is is_html
    assert Page("<p>a<p>b", content_type=content_type).is_html is is_html


def test_a_content_type_that_says_nothing_leaves_it_to_the_tags():
    assert Page("<p>a", content_type="application/octet-stream").is_html
    assert not Page("a", content_type="").is_html


def test_a_text_that_a_browser_saved_as_a_page_has_the_lines_of_the_text():
    text = "a\n\n  \u2022 b &lt;c&gt;\n"
    page = Page(f'<html><head></head><body><pre style="white-space: pre-wrap;">{text}</pre></body></html>')
    found = [(line.number, line.text, line.blanks, line.marker, line.node) for line in page.lines]
    assert found == [(1, "a", 0, "", None), (3, "b <c>", 1, "\u2022", None)]


@pytest.mark.parametrize("markup", ["<p>x</p><pre>a\nb</pre>", "<pre>a\nb</pre><pre>c</pre>", "<pre>a <b>b</b></pre>"])
def test_a_page_that_holds_more_than_one_plain_pre_keeps_its_elements(markup):
    assert all(line.node is not None for line in Page(markup).lines)


# -- views -------------------------------------------------------------------------------------------------------------


def test_every_view_is_made_once():
    page = html("<title>t</title><p>a")
    for view in ("decoded", "guarded", "dom", "lines", "tree", "meta", "jsonld", "warnings", "visible"):
        assert getattr(page, view) is getattr(page, view), view


def test_visible_is_the_text_of_the_lines():
    assert html("<p>a<p>b <i hidden>x</i>c").visible == "a\nb c"
    assert Page("a\n\n  b").visible == "a\nb"


def test_css_finds_elements_in_document_order():
    page = html("<p class=x>a<p>b<p class=x>c")
    assert [node.text() for node in page.css("p.x")] == ["a", "c"]
    assert page.css("h1") == []
    assert page.root.tag == "html"


def test_xpath_gives_elements_strings_numbers_and_truth():
    page = html("<div><p>a</p><p>b</p></div>")
    assert [element.text for element in page.xpath("//p")] == ["a", "b"]
    assert page.xpath("string(//p[2])") == "b"
    assert page.xpath("count(//p)") == 2.0
    assert page.xpath("boolean(//h1)") is False


@pytest.mark.parametrize("selector", ["", "p[", "p:nope", "!!", "\ud800"])
def test_a_broken_selector_is_an_error_of_ours(selector):
    with pytest.raises(InputError, match="not a CSS selector"):
        html("<p>a").css(selector)
    assert html("<p>a").css("p"), "and a sound one works after it"


@pytest.mark.parametrize("expression", ["", "//p[", "no:such(1)", "$x", "//p\0", "\ud800", "nope()"])
def test_a_broken_expression_is_an_error_of_ours(expression):
    page = html("<p>a")
    with pytest.raises(InputError, match="not an XPath expression"):
        page.xpath(expression)
    assert page.xpath("//p"), "and a sound one works after it"


def test_a_text_export_can_be_asked_too_and_has_no_markup():
    page = Page("a < b\nc &amp; d")
    assert page.css("pre")[0].text() == "a < b\nc &amp; d"
    assert page.xpath("//p") == []
    assert (page.title, dict(page.meta), page.jsonld, page.canonical_url, page.base_url) == (None, {}, (), None, None)


@pytest.mark.parametrize(
    "data", ["", " ", "<!-- x -->", "<html>", "<!DOCTYPE html>", "</p>", "<", "\ud800", "<p>\ud800", "\0"]
)
def test_a_page_without_words_has_all_its_views(data):
    page = html(data)
    assert page.css("h1") == page.xpath("//h1") == []
    assert page.root.tag == "html"
    assert page.title is None


def test_lone_surrogates_in_a_text_export_harm_no_view():
    page = Page("a \ud800 b")
    assert page.css("pre")[0].text() == "a ? b"
    assert len(page.lines) == 1


def test_xpath_sees_as_deep_as_the_page_goes():
    depth = 240
    page = html("<div>" * depth + "<p>a")
    assert page.xpath("string(//p)") == "a"
    assert page.xpath("count(//div)") == depth


def test_xpath_loses_no_words_of_a_page_that_nests_deeper_than_lxml_reads():
    assert html("<div>" * 3_000 + "<p>a").xpath("string()") == "a"


def test_lxml_and_its_tree_are_not_loaded_for_lines():
    code = (
        "import sys; from tearsheet.page import Page; page = Page('<p>a'); page.lines, page.meta, page.css('p');"
        "sys.exit('lxml' in sys.modules or 'chardet' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# -- what the page states of itself ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("<title> a\n b&nbsp;&amp; c </title>", "a b & c"),
        ("<title></title>", None),
        ("<p>a", None),
        ("<body><svg><g><title>icon</title></g></svg><title>late</title>", "late"),
        ("<body><svg><title>icon</title></svg>", None),
        ("<title>first</title><title>second</title>", "first"),
    ],
)
def test_the_title_is_that_of_the_page(markup, title):
    assert html(markup).title == title


def test_meta_is_known_by_name_property_itemprop_or_http_equiv():
    page = html(
        '<META NAME="Author" CONTENT=" A B "><meta property="og:title" content="t"><meta itemprop=datePublished content=d>'
        '<meta http-equiv="Content-Language" content="zh"><meta name=author content=second><meta name=empty content="">'
        "<meta name=none><meta content=x>"
    )
    assert dict(page.meta) == {
        "author": "A B",
        "og:title": "t",
        "datepublished": "d",
        "content-language": "zh",
    }
    with pytest.raises(TypeError):
        page.meta["author"] = "x"


def jsonld(*texts: str) -> list[object]:
    return list(html("".join(f'<script type="application/ld+json">{text}</script>' for text in texts)).jsonld)


def test_json_ld_objects_come_in_their_order_with_arrays_and_graphs_opened():
    found = jsonld(
        '{"a": 1}', '[{"a": 2}, [{"a": 3}], 4, "x", null]', '{"a": 5, "@graph": [{"a": 6}, {"a": 7}]}', '{"a": 8}'
    )
    assert [item["a"] for item in found] == [1, 2, 3, 5, 6, 7, 8]


@pytest.mark.parametrize("text", ["", "{", "nope", "[" * 100_000, "9" * 5_000, '"x"'])
def test_what_is_no_json_ld_is_left_out(text):
    assert jsonld(text, '{"a": 1}') == [{"a": 1}]


def test_json_ld_may_hold_line_feeds_and_numbers_that_json_has_not():
    assert jsonld('{"a": "x\ny", "b": NaN}') == [{"a": "x\ny", "b": None}]


def test_json_ld_with_very_many_objects_is_read_in_linear_time():
    assert len(jsonld("[" + "{}," * 300_000 + "{}]")) == 300_001


def test_json_ld_is_found_in_the_body_and_in_any_case():
    page = html('<body><p>a<SCRIPT TYPE="Application/LD+JSON; charset=utf-8">{"a":1}</SCRIPT><script>{"b":2}</script>')
    assert page.jsonld == ({"a": 1},)


# -- addresses ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("href", "absolute"),
    [
        ("b.html", "https://news.example/a/b.html"),
        ("/b", "https://news.example/b"),
        ("?p=2", "https://news.example/a/?p=2"),
        ("//cdn.example/x", "https://cdn.example/x"),
        (" http://other.example/ ", "http://other.example/"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("http://[broken", "http://[broken"),
        ("", None),
        (None, None),
        ("#top", None),
        ("javascript:void(0)", None),
        (" JavaScript:void(0)", None),
        ("data:text/plain,x", None),
        ("about:blank", None),
    ],
)
def test_a_link_is_made_absolute_where_it_leads_somewhere(href, absolute):
    assert html("<p>a", url="https://news.example/a/").absolute(href) == absolute


def test_without_a_base_a_link_stays_as_it_is_written():
    assert html("<p>a").absolute("b.html") == "b.html"
    assert html("<p>a", url="http://[broken").absolute("b.html") == "b.html"


@pytest.mark.parametrize(
    ("markup", "url", "base"),
    [
        ("<p>a", "https://n.example/x", "https://n.example/x"),
        ('<base href="http://www.n.example/">', None, "http://www.n.example/"),
        ('<BASE HREF="/y/">', "https://n.example/x", "https://n.example/y/"),
        ("<base target=_blank>", "https://n.example/x", "https://n.example/x"),
        ("<base target=_blank><base href=/z>", "https://n.example/x", "https://n.example/z"),
        ('<base href="http://[broken">', "https://n.example/x", "http://[broken"),
    ],
)
def test_links_are_relative_to_the_base_element_or_the_url(markup, url, base):
    assert html(markup, url=url).base_url == base


@pytest.mark.parametrize(
    ("markup", "canonical"),
    [
        ("<p>a", None),
        ('<link rel="canonical" href="/c">', "https://n.example/c"),
        ('<LINK REL="Canonical nofollow" HREF="https://c.example/">', "https://c.example/"),
        ('<meta property="og:url" content="https://o.example/">', "https://o.example/"),
        ('<meta property="og:url" content="/o"><link rel=canonical href="/c">', "https://n.example/c"),
        ("<link rel=canonical href='#'>", None),
        ("<link rel=alternate href=/canonical>", None),
        ("<p>a<p>b<link rel=canonical href=/c>", "https://n.example/c"),
    ],
)
def test_the_canonical_url_is_what_the_page_declares(markup, canonical):
    assert html(markup, url="https://n.example/x").canonical_url == canonical


# -- any page at all ---------------------------------------------------------------------------------------------------

SOUP = st.lists(
    st.sampled_from(
        [
            *(
                "<p>",
                "</p>",
                "<b",
                ">",
                "<!--",
                "-->",
                "<script type='application/ld+json'>",
                "</script>",
                "<title>",
                "\0",
            ),
            *(
                "<svg>",
                "<base href='",
                "'",
                '"',
                "<meta name=a content=",
                "中",
                "a",
                " ",
                "\n",
                "&#xD800;",
                "&",
                "]]>",
                "<?x",
            ),
            *(
                "<link rel=canonical href=//[",
                "[",
                "{",
                "\ud83d",
                "\ufeff",
                "\x1b",
                "<template>",
                "<math>",
                "<frameset>",
            ),
        ]
    ),
    max_size=30,
).map("".join)


def every_view(page: Page) -> None:
    try:
        page.lines, page.warnings, page.title, page.meta, page.jsonld, page.canonical_url, page.base_url  # noqa: B018
        page.css("p")
        page.xpath("//p")
    except TearsheetError:
        pass


@given(st.one_of(SOUP, st.text(max_size=40)), st.sampled_from([None, "text/html", "text/plain"]))
def test_any_str_has_every_view_or_an_error_of_ours(data, content_type):
    every_view(Page(data, content_type=content_type, url="https://n.example/"))


@given(
    st.one_of(SOUP.map(lambda text: text.encode("utf-8", "surrogatepass")), st.binary(max_size=40)),
    st.sampled_from([None, "text/html"]),
)
def test_any_bytes_have_every_view_or_an_error_of_ours(data, content_type):
    every_view(Page(data, content_type=content_type, url="https://n.example/"))


@given(SOUP)
def test_bytes_and_str_of_one_page_have_the_same_lines(text):
    text = text.encode("utf-8", "replace").decode().replace("\0", "").replace("\ufeff", "")
    data = text.encode() + " 中文".encode()
    page = Page(data, content_type="text/html; charset=utf-8")
    assert [line.text for line in page.lines] == [line.text for line in html(text + " 中文").lines]


def test_a_page_shown_otherwise_is_the_same_page_with_other_markup():
    page = Page(b"<p>one \xff", url="https://a.example/", captured_at=datetime(2026, 3, 2, tzinfo=UTC))
    shown = page.shown_as("<p>two")
    assert (shown.visible, shown.is_html, shown.feed) == ("two", True, None)
    assert (shown.data, shown.url, shown.captured_at) == (page.data, page.url, page.captured_at)
    assert (shown.encoding, shown.replacements, shown.warnings) == (page.encoding, page.replacements, page.warnings)
    assert page.visible.startswith("one")


def test_a_page_shown_otherwise_has_its_size_checked():
    page = Page("<p>one", limits=Limits(bytes=100))
    with pytest.raises(LimitError):
        page.shown_as("<p>" + "x" * 200)


def test_a_text_shown_as_html_is_html():
    shown = Page("one", content_type="text/plain").shown_as("<h1>two</h1>")
    assert shown.css("h1")[0].text() == "two"


@pytest.mark.parametrize("unit", ["<ul><li>x", "<div style='display:none'>x", "<svg><g>", "<span>"])
def test_a_page_deeper_than_pages_are_is_read_flattened(unit):
    page = html("<p>first</p>" + unit * 600 + "last")
    deepest = max(len(list(parents(node))) for node in page.root.traverse())
    assert deepest <= page.limits.depth + 2
    assert [warning.code for warning in page.warnings] == ["markup-defused"]
    assert page.lines[0].text == "first"


def test_a_page_as_deep_as_may_be_is_read_as_it_stands():
    page = html("<div>" * 240 + "<p>last")
    assert page.warnings == ()
    assert page.lines[-1].text == "last"


def parents(node):
    while node is not None:
        yield node
        node = node.parent


def kept(run: Callable[[], object]) -> int:
    """Return the bytes that are kept for what *run* returns."""
    tracemalloc.start()
    try:
        _held = run()
        return tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_the_text_of_a_page_is_not_kept_beside_its_tree(encoding):
    html = f"<meta charset={encoding}><h1>磨坊</h1><script>{'var a=1;' * 100_000}</script>"
    data = html.encode(encoding)
    Page(data).lines  # noqa: B018 - the first one imports
    page = Page(data)
    # A text outside of Latin takes two bytes a character; what is not UTF-8 has been encoded once.
    encoded = 0 if encoding == "utf-8" else len(data)
    assert kept(lambda: page.lines) < kept(lambda: LexborHTMLParser(data)) + encoded + len(data) // 2
    assert page.text == html
    assert (page.encoding, page.encoding_source, page.replacements) == (encoding, "declared", 0)
    assert page.lines[0].text == "磨坊"
    assert page.xpath("//h1")[0].text == "磨坊"


def test_a_page_shown_as_another_lets_its_own_tree_go_and_makes_it_anew():
    page = Page("<p>one")
    before = page.lines
    shown = page.shown_as("<p>two")
    assert [line.text for line in shown.lines] == ["two"]
    assert page.lines is not before
    assert [line.text for line in page.lines] == ["one"]
    assert [node.text() for node in page.css("p")] == ["one"]


def test_a_base_address_longer_than_any_is_none():
    for size, base in ((2_000, f"https://b.example/{'x' * 2_000}"), (20_000, "https://a.example/1")):
        page = Page(f'<base href="https://b.example/{"x" * size}"><a href=y>z</a>', url="https://a.example/1")
        assert page.base_url == base
