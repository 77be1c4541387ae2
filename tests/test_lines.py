"""The lines of a page: what a browser would show, line by line, and nothing else.

The expected lines of the snippets were compared with ``document.body.innerText`` in a browser; where they differ on
purpose, the test says so in its name.
"""

from __future__ import annotations

import gc
import re
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

import tearsheet
from tearsheet.page import Page, elements
from tearsheet.page.layout import html_lines
from tearsheet.page.lines import Line
from tearsheet.page.text_lines import TextLines, breaks_of, bullets_of, parsed_text, text_lines, texts_of


def lines(html: str) -> list[Line]:
    return html_lines(Page(html, content_type="text/html").root)


def texts(html: str) -> list[str]:
    return [line.text for line in lines(html)]


def one(html: str) -> Line:
    (line,) = lines(html)
    return line


def runs(line: Line) -> list[tuple[str, str]]:
    return [(run.text, run.tag) for run in line.runs]


# -- what ends a line --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a</p><p>b</p>", ["a", "b"]),
        ("a<div>b</div>c", ["a", "b", "c"]),
        ("<p>a<p>b", ["a", "b"]),
        ("<h1>a</h1>b<hr>c", ["a", "b", "c"]),
        ("<div>a<div>b<div>c</div></div>d</div>", ["a", "b", "c", "d"]),
        ("<span>a<div>b</div>c</span>", ["a", "b", "c"]),
        ("<a href=x>a<h3>b</h3><p>c</p></a>d", ["a", "b", "c", "d"]),
        ("<center>a</center><font>b<div>c</div>d</font>", ["a", "b", "c", "d"]),
        ("<ul><li>a<li>b<ul><li>c</ul>d<li>e</ul>f", ["a", "b", "c", "d", "e", "f"]),
        ("<dl><dt>a<dd>b<dt>c<dd>d</dl>", ["a", "b", "c", "d"]),
        ("<figure><img src=x><figcaption>a</figcaption></figure>b", ["a", "b"]),
        ("<fieldset><legend>a</legend>b</fieldset>c", ["a", "b", "c"]),
        ("<option>a</option><option>b</option>", ["a", "b"]),
        ("a<br>b<br/>c", ["a", "b", "c"]),
        ("<span>a<br></span>b", ["a", "b"]),
        ("<x-card>a</x-card><x-card>b</x-card>", ["ab"]),
        ("a<button>b</button><label>c</label><q>d</q>", ["abcd"]),
        ("<p>a<b>b<p>c</b>d", ["ab", "cd"]),
        ("<table><tr><td>a</table>b<table><tr><td>c</table>", ["a", "b", "c"]),
        ("<article><header>a</header><section>b</section><footer>c</footer></article>", ["a", "b", "c"]),
    ],
)
def test_blocks_and_br_end_a_line_and_inline_elements_do_not(html, expected):
    assert texts(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p> a\n  b\t c </p>", ["a b c"]),
        ("<span>a</span> <span>b</span><span>c</span>", ["a bc"]),
        ("a<span>   </span>b", ["a b"]),
        ("a<span> </span><b> </b> b", ["a b"]),
        ("<p> a<b> b</b> <i> c </i>d </p>", ["a b c d"]),
        ("<div>a </div> <div> b</div>", ["a", "b"]),
        ("one<!-- c -->two<!-- --> <!-- -->three", ["onetwo three"]),
        ("a&nbsp;&nbsp;b&#12288;c&#8195;d&#8232;e&#11;f", ["a b c d e f"]),
        ("日本語<b>中文</b>字", ["日本語中文字"]),
        ("日本語\n中文", ["日本語 中文"]),
        ("foo<wbr>bar&shy;baz&#8203;qux", ["foobar\u00adbaz\u200bqux"]),
    ],
)
def test_white_space_of_every_kind_becomes_one_space_and_nothing_else_changes(html, expected):
    assert texts(html) == expected


@pytest.mark.parametrize(
    "html", ["", " ", "<html>", "<p></p>", "<p>&nbsp;</p>", "<p>&#8203;&shy;</p>", "<br><br>", "<hr>"]
)
def test_a_page_that_shows_nothing_has_no_lines(html):
    assert texts(html) == []


def test_a_line_of_zero_width_characters_is_a_blank_line_in_html_and_in_text():
    assert [(line.text, line.blanks) for line in lines("a<br>&#8203;<br>b")] == [("a", 0), ("b", 1)]
    assert [(line.text, line.blanks) for line in text_lines("a\n\u200b\nb")] == [("a", 0), ("b", 1)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<pre>a\nb\n\nc   d\n</pre>e", ["a", "b", "c d", "e"]),
        ("<pre>\n\na</pre>", ["a"]),
        ("<pre>a<b>b\nc</b>d</pre>", ["ab", "cd"]),
        ("<pre>a <i>b</i> c</pre>", ["a b c"]),
        ("<pre>a\n<br>b</pre><pre>c</pre>", ["a", "b", "c"]),
        ("<pre>a<div>b\nc</div>d</pre>", ["a", "b", "c", "d"]),
        ("<listing>a\nb</listing><xmp>c\n<b></xmp>", ["a", "b", "c", "<b>"]),
        ('<p style="white-space: pre-wrap">a\nb</p>', ["a", "b"]),
        ('<p style="WHITE-SPACE:Pre-Line">a\nb</p>', ["a", "b"]),
        ('<p>x<span style="white-space:pre-wrap">a\nb</span>c\nd</p>', ["xa", "bc d"]),
        ('<p style="white-space:nowrap">a\nb</p>', ["a b"]),
        ('<pre style="white-space:normal">a\nb</pre>', ["a b"]),
        ('<pre><span style="white-space:normal">a\nb</span>\nc</pre>', ["a b", "c"]),
        ('<div style="white-space:pre-wrap">a\nb</div>c\nd', ["a", "b", "c d"]),
    ],
)
def test_preformatted_text_keeps_its_line_breaks(html, expected):
    assert texts(html) == expected


# -- tables ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<table><tr><td>a<td>b<tr><th>c<td>d</table>", ["a\tb", "c\td"]),
        ("<table><tr><td> a </td> <td> <b>b</b> c </td></tr></table>", ["a\tb c"]),
        ("<table><tr><td>a<td><td>c</table>", ["a\t\tc"]),
        ("<table><tr><td><td>b<td></table>", ["b"]),
        ("<table><caption>t</caption><thead><tr><th>a</thead><tbody><tr><td>b</tbody></table>", ["t", "a", "b"]),
        ("<table><tr><td><p>a</p><td><p>b</p></table>", ["a", "b"]),
        ("<table><tr><td>a<td><div>b</div><td>c</table>", ["a", "b", "c"]),
        ("<table><tr><td>a<table><tr><td>b<td>c</table><td>d</table>", ["a", "b\tc", "d"]),
        ("<table><tr><td>a<td>b<br>c</table>", ["a", "b", "c"]),
        ("<table>x<tr><td>a</table>", ["x", "a"]),
        (
            '<div style="display:table-row"><i style="display:table-cell">a</i><div style="display:table-cell">b</div></div>',
            ["a\tb"],
        ),
    ],
)
def test_cells_of_a_row_share_a_line_while_they_hold_inline_content_only(html, expected):
    assert texts(html) == expected


def test_a_br_in_a_cell_parts_the_cells_too_although_a_browser_would_join_the_last_line():
    assert texts("<table><tr><td>a<br>b<td>c</table>") == ["a", "b", "c"]


def test_a_line_of_several_cells_stands_in_the_row_and_a_cell_alone_in_itself():
    row, cell = lines("<table><tr><td>a<td>b<tr><td>c</table>")
    assert (row.tag, row.node.tag, row.region) == ("tr", "tr", "table")
    assert (cell.tag, cell.node.tag) == ("td", "td")


# -- what is not shown -------------------------------------------------------------------------------------------------

HIDDEN = [
    "<script>a</script>",
    "<style>a</style>",
    "<noscript><p>a</p></noscript>",
    "<noscript><p>a",
    "<template><p>a</p></template>",
    "<iframe>a</iframe>",
    "<textarea>a</textarea>",
    "<select><option>a<option>c</select>",
    "<datalist><option>a</datalist>",
    "<svg><title>a</title><text>c</text></svg>",
    "<svg><![CDATA[a]]></svg>",
    "<video>a</video><audio>c</audio><canvas>d</canvas><progress>e</progress>",
    "<object><p>a</p></object>",
    "<input value=a><input type=button value=c>",
    "<ruby><rp>a</rp></ruby>",
    "<noembed>a</noembed><noframes>c</noframes>",
    "<!-- a -->",
    "<div hidden>a</div>",
    "<div hidden='until-found'>a</div>",
    "<div hidden=false>a</div>",
    "<div aria-hidden=true>a</div>",
    "<div aria-hidden='TRUE '>a</div>",
    "<div style='display:none'>a<p>c</p></div>",
    "<span style='display:none'>a</span>",
    "<div style='color:red; DISPLAY : None !important;'>a</div>",
    "<div style='display:block;display:none'>a</div>",
    "<div style='display:none!important;display:block'>a</div>",
    "<div style='display:none;display:bogus'>a</div>",
    "<div style='display:/* x; */none'>a</div>",
    "<table><tr style='display:none'><td>a</table>",
    "<table><tr><td style='display:none'>a</table>",
    "<img alt=a>",
]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_what_is_not_shown_is_not_there(hidden):
    found = texts(f"<p>x</p><div>{hidden}</div>" if hidden == "<noscript><p>a" else f"<p>x</p>{hidden}<p>y</p>")
    assert found in (["x", "y"], ["x"])


SHOWN = [
    "<div style='display:none;display:block'>a</div>",
    "<div style='-x-display:none'>a</div>",
    "<div style='background:url(;display:none)'>a</div>",
    '<div style="content:\';display:none">a</div>',
    "<div hidden style='display:block'>a</div>",
    "<div aria-hidden=false>a</div>",
    "<div style='opacity:0;height:0'>a</div>",
    "<title>x</title>a",
    "<ruby>a</ruby>",
    "<map>a</map>",
]


@pytest.mark.parametrize("html", SHOWN)
def test_what_is_shown_is_there(html):
    assert texts(html) == ["a"]


@pytest.mark.parametrize(
    "html",
    [
        "<div style='visibility:hidden'>a</div>",
        "<body hidden>a",
        "<body style='display:none' aria-hidden=true>a",
        "<details><summary>a</summary></details>",
        "<dialog>a</dialog>",
    ],
)
def test_what_a_script_would_reveal_is_there(html):
    assert texts(html) == ["a"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<div style="display:inline">a</div><div style="display: inline-block">b</div>c', ["abc"]),
        ('<ul><li style="display:inline">a</li> <li style="display:inline">b</li></ul>', ["a b"]),
        ('<p style="display:inline">a</p><p style="display:inline">b</p>', ["a", "b"]),
        ('<div>x<div style="display:contents">a</div>b</div>', ["xab"]),
        ('<a style="display:block">a</a><a style="display:flow-root">b</a>', ["a", "b"]),
        ('<span style="float:right">2025-10-23</span>b', ["2025-10-23", "b"]),
        ('<span style="float:none">a</span>b', ["ab"]),
        ('<div style="display:flex"><span>a</span><b style="display:inline">b</b> c</div>', ["a", "b", "c"]),
        ('<div style="display:flex"><span style="display:none">a</span><i hidden>x</i>b</div>', ["b"]),
        ('<code style="display:-webkit-box"><span>a</span> b<br><i>c</i>d</code>', ["a b", "cd"]),
        ('<div style="display:inline-grid"><a>a</a><a>b</a></div>', ["a", "b"]),
        ('<td style="display:block">a</td>b', ["ab"]),
        ('<table><tr><td style="display:block">a<td style="display:block">b</table>', ["a", "b"]),
        ('a<script style="display:block">x</script>b', ["ab"]),
        ('a<br style="display:block">b<img style="display:block">c', ["a", "bc"]),
    ],
)
def test_display_and_float_in_style_attributes_change_the_layout(html, expected):
    assert texts(html) == expected


def test_a_style_that_is_not_well_formed_is_read_in_linear_time():
    style = "display" + "/*" * 100_000 + "'" * 50_001 + "(" * 100_000 + ";" * 100_000 + " :" * 100_000
    assert texts(f'<p style="{style}">a</p>') == ["a"]


def test_math_stands_in_its_line():
    assert texts("let <math><mi>x</mi><mo>=</mo><mn>1</mn></math>, then") == ["let x=1, then"]


# -- odd documents -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<html><frameset><frame src=a><noframes>b</noframes></frameset></html>", []),
        ("<frameset></frameset>", []),
        ("x", ["x"]),
        ("<body><p>a</body></html><p>b", ["a", "b"]),
        ("<plaintext>a\n<p>b", ["a", "<p>b"]),
        ("<p>a<![CDATA[x]]>b</p>", ["ab"]),
        ("</p></br>a</div>", ["a"]),
        ("<head><p>a</p>", ["a"]),
    ],
)
def test_odd_documents_have_their_lines(html, expected):
    assert texts(html) == expected


def test_a_page_may_nest_deeper_than_python_recurses():
    html = "<div>a" * 5_000 + "b" + "</div>c" * 5_000
    found = html_lines(LexborHTMLParser(html).root)
    assert [line.text for line in found] == ["a"] * 4_999 + ["ab"] + ["c"] * 5_000
    assert len(list(found[4_999].ancestors())) == 5_000


def test_an_inline_element_that_is_no_html_is_never_taken_for_one_that_is():
    numbers = [*elements.elements().kinds, *elements.elements().names]
    for name in ("annotation", "x-script", "svg:style", "o:p"):
        node = LexborHTMLParser(f"<{name}>a").css_first("body").first_child
        assert node.tag_id not in numbers, name


def test_a_tag_that_the_parser_does_not_know_is_left_out_of_the_tables(monkeypatch):
    monkeypatch.setattr(elements, "_TAGS", {**elements._TAGS, elements.SKIP: "script x-unknown"})
    assert "x-unknown" not in elements.elements.__wrapped__().names.values()


# -- what a line knows -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "blanks"),
    [
        ("a<br>b", 0),
        ("a<br><br>b", 1),
        ("a<br>\n<br>\n<br>b", 2),
        ("a<br>&nbsp;<br>b", 1),
        ("<div>a</div><div>b</div>", 0),
        ("<div>a<br></div><div>b</div>", 0),
        ("<div>a</div><div><br></div><div>b</div>", 1),
        ("<div>a</div><div>&nbsp;</div><div>b</div>", 1),
        ("<p>a</p><p>b</p>", 1),
        ("<p>a</p><br><br><p>b</p>", 2),
        ("<h2>a</h2>b", 1),
        ("a<p></p>b", 1),
        ("<ul><li>a<li>b</ul>", 0),
        ("<pre>a\nb</pre>", 0),
        ("<pre>a\n\n\nb</pre>", 2),
        ("<pre>a\n \nb</pre>", 1),
    ],
)
def test_the_blank_lines_before_a_line_are_counted(html, blanks):
    first, second = lines(html)
    assert (first.text, second.text) == ("a", "b")
    assert (first.blanks, second.blanks) == (0, blanks)


def test_a_margin_before_the_first_line_is_no_blank_line_but_br_is():
    assert one("<p>a").blanks == 0
    assert one("<br><br>a").blanks == 2


def test_number_and_index_count_the_lines():
    assert [(line.number, line.index) for line in lines("<p>a<p>b<br>c")] == [(1, 0), (2, 1), (3, 2)]


@pytest.mark.parametrize(
    ("html", "tag", "level"),
    [
        ("<h3><a>a</a></h3>", "h3", 3),
        ("<header>a</header>", "header", None),
        ("<div><h1></h1>a</div>", "div", None),
        ("<hr>a", "body", None),
        ("<x-card>a</x-card>", "body", None),
        ("<ul><li><b>a</b></ul>", "li", None),
        ("<x-card style='display:block'>a</x-card>", "x-card", None),
        ("<p><span style='white-space:pre'>a</span></p>", "p", None),
        ("<table><tr><td>a</table>", "td", None),
    ],
)
def test_tag_and_level_are_those_of_the_block(html, tag, level):
    line = one(html)
    assert (line.tag, line.node.tag, line.level) == (tag, tag, level)


@pytest.mark.parametrize(
    ("html", "region"),
    [
        ("a", ""),
        ("<nav><ul><li>a</ul></nav>", "nav"),
        ("<article><div><footer><p>a</p></footer></div></article>", "footer"),
        ("<main><nav>x</nav><p>a</p></main>", "main"),
        ("<blockquote><p>a", "blockquote"),
        ("<table><tr><td><p>a", "table"),
        ("<pre>a", "pre"),
    ],
)
def test_the_region_is_the_nearest_landmark(html, region):
    assert lines(html)[-1].region == region


def test_ancestors_lead_from_the_block_outwards():
    line = one("<main><div><p><a href=x><b>a</b></a></p></div></main>")
    assert [node.tag for node in line.ancestors()] == ["p", "div", "main"]
    assert list(one("a").ancestors()) == []


# -- runs --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a</p>", [("a", "p")]),
        ("<p><b>Chips</b> <i>芯片</i></p>", [("Chips", "b"), ("芯片", "i")]),
        ("<p><b>Chips</b><i>芯片</i></p>", [("Chips", "b"), ("芯片", "i")]),
        ("<p>a <b>b</b> c</p>", [("a", "p"), ("b", "b"), ("c", "p")]),
        ("<p>one<!-- x -->two<!-- --> three</p>", [("onetwo three", "p")]),
        ("<p>one<b> </b>two</p>", [("one two", "p")]),
        ("<p>foo<wbr>bar</p>", [("foobar", "p")]),
        ("<p>Chips <img src=x> 芯片</p>", [("Chips", "p"), ("芯片", "p")]),
        ("<p>Chips<i class=icon></i>芯片</p>", [("Chips", "p"), ("芯片", "p")]),
        ("<p>Chips<svg><path/></svg>芯片</p>", [("Chips", "p"), ("芯片", "p")]),
        ("<p>Chips<b hidden>x</b>芯片</p>", [("Chips", "p"), ("芯片", "p")]),
        ("<p><span>a</span><span>b</span></p>", [("a", "span"), ("b", "span")]),
        ("<table><tr><td>a <b>b</b><td>\n<i>c</i></table>", [("a", "td"), ("b", "b"), ("c", "i")]),
        ("<table><tr><td>a<td><td>b</table>", [("a", "td"), ("b", "td")]),
        ("<pre>a <b>b\nc</b></pre>", [("a", "pre"), ("b", "b")]),
        ("<a>x</a><ruby>漢<rt>kan</rt></ruby>", [("x", "a"), ("漢", "ruby")]),
    ],
)
def test_runs_are_the_stretches_that_lie_in_one_element(html, expected):
    assert runs(lines(html)[0]) == expected


def test_boundaries_stand_where_the_words_of_a_run_begin():
    line = one("<p> Chips  rise&nbsp;<b>芯片</b><i>上涨</i> </p>")
    assert line.text == "Chips rise 芯片上涨"
    assert line.boundaries == (11, 13)
    assert [line.text[run.start : run.end] for run in line.runs] == ["Chips rise ", "芯片", "上涨"]
    assert one("<p>Chips<img> <b>芯片</b>").boundaries == (6,)
    assert one("<table><tr><td>Chips<td>\n<td> <b>芯片</b> 上涨</table>").boundaries == (7, 10)


def test_a_run_that_is_alone_stands_in_the_very_node_of_its_line():
    line = one("<p>a</p>")
    assert line.marks[0][1] is line.node


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a <a href=/x><b>b</b></a> c", [None, "/x", None]),
        ("<a href=/x><h3>a <i>b</i></h3></a>", ["/x", "/x"]),
        ("<a href=/x><div><div><h3>a</h3></div></div></a>", ["/x"]),
        ("<p><a>a</a>", [None]),
        ("<p><a href>a</a>", [None]),
        ("<p><a href=''>a</a>", [""]),
        ("<p><a href=/x>a</a><a href=/y>b</a>", ["/x", "/y"]),
        ("<table><tr><td><a href=/x>a</a><td>b</table>", ["/x", None]),
    ],
)
def test_href_is_the_link_around_a_run(html, expected):
    line = one(html)
    assert [run.href for run in line.runs] == expected
    assert [run.href for run in line.runs] == expected


def test_images_belong_to_their_line_or_to_the_one_after():
    html = "<img id=a><p>one <img id=b> two</p><div><img id=c></div><p>three</p><p><img id=d></p>"
    found = [[image.id for image in line.images] for line in lines(html)]
    assert found == [["a", "b"], ["c", "d"]]


def test_hidden_images_belong_to_no_line():
    assert one("<p>a<img hidden><noscript><img></noscript><span style='display:none'><img></span></p>").images == ()


# -- text exports ------------------------------------------------------------------------------------------------------


def test_a_text_export_has_its_lines_with_number_and_blanks():
    found = text_lines("\n a  b \r\n\r\n\r\nc\rd\u2028e\u2029\n")
    assert [(line.number, line.index, line.text, line.blanks) for line in found] == [
        (2, 0, "a b", 1),
        (5, 1, "c", 2),
        (6, 2, "d", 0),
        (7, 3, "e", 0),
    ]


@pytest.mark.parametrize("space", ["\t", "\u00a0", "\u3000", "  ", "\v", "\x1f", " \u2003 "])
def test_white_space_in_a_text_export_becomes_one_space(space):
    assert [line.text for line in text_lines(f"{space}a{space}b{space}")] == ["a b"]


def test_a_bullet_is_a_marker_and_no_text():
    found = text_lines("  •  a\n•b\n•\n- c\n‣ ◦ d")
    assert [(line.marker, line.text, line.tag) for line in found] == [
        ("•", "a", "li"),
        ("", "•b", ""),
        ("", "•", ""),
        ("", "- c", ""),
        ("‣", "◦ d", "li"),
    ]


def test_a_form_feed_is_a_page_break_before_the_line_that_follows():
    found = text_lines("a\n\f\nb\n\fc\nd")
    assert [(line.text, line.page_break) for line in found] == [("a", False), ("b", True), ("c", True), ("d", False)]


def test_the_element_of_a_line_is_the_one_that_holds_all_its_words():
    assert one("<p><b>a<!-- -->b</b> ").element.tag == "b"
    assert one("<p>a <b>b</b>").element is None
    assert text_lines("a")[0].element is None


def test_a_line_of_a_text_export_is_one_run_without_an_element():
    (line,) = text_lines("a b")
    (run,) = line.runs
    assert (run.text, run.start, run.end, run.node, run.tag, run.href) == ("a b", 0, 3, None, "", None)
    assert (line.marks, line.boundaries, line.node, line.images, line.region) == ((), (), None, (), "")
    assert list(line.ancestors()) == []


def test_lines_and_runs_show_what_they_are():
    (line,) = text_lines("a")
    assert (repr(line), repr(one("<p>a"))) == ("Line(1, 'a')", "Line(1, 'a', p)")
    assert repr(one("<p><b>a</b>").runs[0]) == "Run('a', 'b')"


# -- any page at all ---------------------------------------------------------------------------------------------------


def names(words: str) -> list[str]:
    return words.split()


WORDS = st.sampled_from(
    ["a", "Chips", "芯片", "，", "1", " ", "\n", "\t", "\u00a0", "\u3000", "\u200b", "&nbsp;", "&amp;", "é", "🙂", "  "]
)
TAGS = names(
    "a b p div br span li ul table tr td th pre h1 img svg script style select option textarea hr ruby rt template "
    "noscript title body html head center font button frameset details x-y math mi"
)
ATTRIBUTES = [
    "",
    "",
    "",
    " hidden",
    " aria-hidden=true",
    ' style="display:none"',
    ' style="display:inline"',
    ' style="display:flex"',
    ' style="display:table-cell"',
    ' style="white-space:pre-wrap"',
    ' style="float:left"',
    " href=/x",
]
TAGGED = st.one_of(
    st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)),
    st.builds("</{}>".format, st.sampled_from(TAGS)),
    st.sampled_from(["<!-- x -->", "<!doctype html>", "<![CDATA[x]]>", "<", "</", "<p", '"']),
)
PAGES = st.lists(st.one_of(WORDS, TAGGED), max_size=40).map("".join)


@given(st.one_of(PAGES, st.text(max_size=60)))
def test_the_lines_of_any_page_hold_together(html):
    found = lines(html)
    for index, line in enumerate(found):
        assert (line.number, line.index) == (index + 1, index)
        assert line.blanks >= 0
        assert line.text
        cells = line.text.split("\t")
        assert all(cell == " ".join(cell.split()) for cell in cells)
        starts = [run.start for run in line.runs]
        assert starts[0] == 0 or not line.text[: starts[0]].strip()
        assert starts == sorted(set(starts))
        assert not any(line.text[start].isspace() for start in starts)
        assert [run.end for run in line.runs] == [*starts[1:], len(line.text)]
        for run in line.runs:
            assert run.text, line
            assert "\t" not in run.text, line
            assert run.node.tag == run.tag
            characters = iter(run.node.text())
            assert all(character in characters for character in "".join(run.text.split())), line


PLAIN = st.lists(
    st.one_of(
        WORDS,
        st.builds("<{}>".format, st.sampled_from(names("a b p div br span li ul pre h1 img hr x-y table tr td"))),
        st.builds("</{}>".format, st.sampled_from(names("a b p div span li ul pre h1 x-y td table"))),
        st.just("<!-- x -->"),
    ),
    max_size=40,
).map("".join)


@given(PLAIN)
def test_every_visible_character_is_in_the_lines_in_its_order(html):
    page = Page(html, content_type="text/html")
    visible = "".join("".join(line.text for line in page.lines).split())
    assert visible.replace("\u200b", "") == "".join(page.root.text().split()).replace("\u200b", "")


@given(st.lists(st.sampled_from([*"ab中。•◦ \t\n\r\f\v\u00a0\u3000\u2028\u2029\u200b-"]), max_size=60).map("".join))
def test_the_lines_of_any_text_export_hold_all_but_its_white_space(text):
    found = text_lines(text)
    whole = "".join(line.marker + line.text for line in found)
    assert "".join(whole.split()).replace("\u200b", "") == "".join(text.split()).replace("\u200b", "")
    numbers = [line.number for line in found]
    assert numbers == sorted(set(numbers))
    assert [line.index for line in found] == list(range(len(found)))
    assert all(line.text == " ".join(line.text.split()) for line in found)
    lazy = TextLines(parsed_text("\n".join(re.split("\r\n|[\r\n\u2028\u2029]", text))))
    assert [_told(line) for line in lazy] == [_told(line) for line in found]
    assert [_told(line) for line in lazy[1:-1]] == [_told(lazy[at]) for at in range(1, len(lazy) - 1)]
    assert texts_of(lazy) == texts_of(found)
    assert set(bullets_of(lazy)) == bullets_of(found)
    before = [0, *numbers]
    assert [line.blanks for line in found] == [number - last - 1 for number, last in zip(numbers, before, strict=False)]


def _told(line: Line) -> tuple[object, ...]:
    return line.number, line.index, line.text, line.blanks, line.tag, line.marker, line.page_break


def test_the_lines_of_a_long_text_are_made_when_they_are_asked_for():
    found = text_lines("a\n\n• b\n" * 5_000)
    assert isinstance(found, TextLines)
    assert _told(found[-1]) == (15_000, 9_999, "b", 1, "li", "•", False)
    with pytest.raises(IndexError):
        found[10_000]
    some = found[10:9_990]
    assert not isinstance(some, list)
    assert [_told(line) for line in some] == [_told(found[at]) for at in range(10, 9_990)]
    assert _told(some[-1]) == _told(found[9_989])
    assert [_told(line) for line in some[1:9:2]] == [_told(found[at]) for at in range(11, 19, 2)]
    assert texts_of(some) == texts_of(found)[10:9_990]
    assert {line.index for line in some if line.marker} <= set(bullets_of(some))
    assert breaks_of(text_lines("a\n" * 6_000 + "\fb")) == breaks_of(text_lines("a\n" * 6_000 + "\fb")[:]) == {6_000}
    page = Page("a\n\n• b\n" * 5_000, content_type="text/plain")
    assert page.visible == "\n".join(["a", "b"] * 5_000)


@given(st.text(max_size=200))
def test_text_lines_are_those_of_their_own_output(text):
    once = [line.text for line in text_lines(text) if not line.marker]
    assert [line.text for line in text_lines("\n".join(once)) if not line.marker] == [
        line for line in once if line[:2] not in {"• ", "‣ ", "◦ ", "▪ "}
    ]


def test_many_pages_leave_nothing_in_memory():
    html = "<html><body>" + "<div><p>One <a href=/x>two</a></p><ul><li hidden>three<li>four</ul></div>" * 10

    def read() -> None:
        page = Page(html, content_type="text/html")
        assert [run.href for line in page.lines for run in line.runs]

    tracemalloc.start()
    try:
        for _ in range(1_000):  # what is kept for the next page is there by then
            read()
        gc.collect()  # empties the free lists too
        before, _ = tracemalloc.get_traced_memory()
        for _ in range(1_000):
            read()
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # The smallest object takes some 50 bytes: one left by each page would be 50,000.
    assert after - before < 25_000


@pytest.mark.parametrize(
    "row",
    [
        "<td>&nbsp;<td>a<td>b",
        "<td>a <td> <td> <td><b>b</b> c",
        "<td><i></i><td> <b>a</b> <td> b ",
        "<td>a<td><td> - ",
    ],
)
def test_runs_of_a_row_with_empty_cells_begin_where_their_words_do(row):
    line = one(f"<table><tr>{row}</table>")
    assert [run.text for run in line.runs] == [text for text in line.text.replace("\t", " ").split() if text]
    assert all(not line.text[start].isspace() for start in line.boundaries)


def test_a_page_is_freed_as_soon_as_it_is_read():
    page = "<title>A quay</title><div class=a><h1>A quay</h1>" + "<p>The quay was <a href=/x>closed</a> today.</p>" * 9
    tearsheet.parse(page, adapter="generic")
    gc.collect()
    gc.disable()
    try:
        tearsheet.parse(page, adapter="generic")
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_a_link_is_known_wherever_its_words_stand():
    found = Page(
        "<a href=/1><div>one <b>two</b></div></a><p>three <i><a href=/4>four</a></i> <a>five</a></p><p>six</p>"
    )
    assert [[run.href for run in line.runs] for line in found.lines] == [["/1", "/1"], [None, "/4", None], [None]]
    assert [line.is_linked for line in found.lines] == [True, True, False]
