"""Selectors are answered as Lexbor answers them, and words stand where the markup has them, however they are found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet import InputError, Page
from tearsheet.page.pieces import CELL
from tearsheet.page.selectors import alternatives
from tearsheet.reading.spans import Span, TextIndex

# Names that are parts of each other, in both cases; what parts them is any white space of HTML, or none of it.
WORDS = st.sampled_from(["a", "A", "ab", "b", "a-b", "x_1", "标", "a\u00a0b"])
VALUES = st.lists(WORDS, max_size=3).map(" ".join) | st.sampled_from(["", "\ta\n", "a\x0bb"])
ATTRIBUTES = st.lists(
    st.tuples(st.sampled_from(["class", "id", "href", "title", "hidden", "CLASS"]), VALUES), max_size=3
).map(lambda pairs: "".join(f' {name}="{value}"' for name, value in pairs))
TAGS = st.sampled_from(
    [
        "div",
        "p",
        "span",
        "a",
        "b",
        "ul",
        "li",
        "table",
        "tr",
        "td",
        "svg",
        "g",
        "template",
        "h1",
        "br",
        "section",
        "pre",
    ]
)
MARKUP = st.recursive(
    st.sampled_from(["x", "y z", " ", "\n", "", "&nbsp;", "<!--c-->", "<br>", "<img>", "&#115;"]),
    lambda inner: st.tuples(TAGS, ATTRIBUTES, st.lists(inner, max_size=4)).map(
        lambda it: f"<{it[0]}{it[1]}>{''.join(it[2])}</{it[0]}>"
    ),
    max_leaves=25,
)
PAGES = st.tuples(st.sampled_from(["", "<!DOCTYPE html>"]), MARKUP, MARKUP).map("".join)
SIMPLE = st.sampled_from(
    [
        ".a",
        ".A",
        ".ab",
        ".b",
        "#a",
        "#A",
        "#ab",
        ".a-b",
        ".x_1",
        ".a.b",
        "div#a",
        "p.a",
        "[class]",
        "[href=a]",
        "a",
        ":not(.a)",
        ".a:not(.b)",
        ":is(.a,#b)",
        ":has(.a)",
        ":first-child",
        "*",
        "td",
        "li:last-child",
        ".zz",
        "#zz",
        "html",
        "body",
        ".a:empty",
        "[title='a,b']",
        ".b:not([href^='.zz'])",
    ]
)
COMPLEX = st.tuples(SIMPLE, st.lists(st.tuples(st.sampled_from([" ", " > ", "+", "~ "]), SIMPLE), max_size=2)).map(
    lambda it: it[0] + "".join(f"{sign}{name}" for sign, name in it[1])
)
SELECTORS = st.lists(COMPLEX, min_size=1, max_size=4).map(", ".join)


@given(PAGES, st.lists(SELECTORS, min_size=1, max_size=6))
def test_a_selector_finds_what_lexbor_finds(markup, selectors):
    page = Page("<html>" + markup)
    for selector in selectors:
        wanted = [node.mem_id for node in page.root.css(selector)]
        assert [node.mem_id for node in page.css(selector)] == wanted, selector
        assert page.has(selector) == bool(wanted), selector


@pytest.mark.parametrize(
    ("selector", "names"),
    [
        (".A > p", (".a",)),
        ("p > .b #c", (".b", "#c")),
        (".a:not(.b)", (".a",)),
        ("[href='.x,.y'] .a", (".a",)),
        (":is(.a, .b)", ()),
    ],
)
def test_what_a_selector_needs_is_what_stands_outside_of_arguments(selector, names):
    known = alternatives(selector)
    assert known is not None
    assert [each.names for each in known] == [names]


@pytest.mark.parametrize("selector", [".\\31 a", ".标", "svg|a", "a /* , .b */ b", "p[", ".a(", ""])
def test_what_is_not_understood_is_left_to_lexbor(selector):
    assert alternatives(selector) is None


def test_a_selector_that_is_none_is_refused_whatever_the_page_holds():
    with pytest.raises(InputError, match=r"not a CSS selector"):
        Page("<p>a").css(".nowhere >> p")


def climbed(page, element):
    """Where the words of *element* stand, told by climbing from each word of each line."""
    found = []
    for line in page.lines:
        inside = [_stands_in(owner, element) for owner in line.owners]
        if inside and all(inside):
            found.append(Span(line, 0, len(line.text)))
            continue
        marks = [(at, _stands_in(owner, element)) for at, owner in line.marks]
        starts = [at for at, is_in in marks if is_in]
        if starts:
            end = min([at for at, is_in in marks if not is_in and at > starts[0]], default=len(line.text))
            if line.text[starts[0] : end].strip():
                found.append(Span(line, starts[0], end))
    return tuple(found)


def _stands_in(node, element):
    while node is not None and node.mem_id != element.mem_id:
        node = node.parent
    return node is not None


@given(PAGES)
def test_an_element_has_its_words_where_climbing_from_each_word_finds_them(markup):
    page = Page("<html>" + markup)
    index = TextIndex(page.lines)
    for element in page.root.css("*"):
        assert index.of(element) == climbed(page, element)
        if page.lines:
            pieces = page.lines[0].pieces
            start, stop = pieces.place(element)
            told = [at for at, owner in enumerate(pieces.owners) if _stands_in(owner, element)]
            shown = [at for at in told if pieces.texts[at] not in {"", CELL}]
            assert (start, stop) == ((shown[0], shown[-1] + 1) if shown else (0, 0))
