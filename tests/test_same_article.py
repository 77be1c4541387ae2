"""The third invariant: same page, same Article, in any markup, encoding and layout, and as other tools dump it."""

from __future__ import annotations

import html
from typing import Any

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

import tearsheet
from drawn import DRAW, Story, differences, essence, fewer
from markup import Pen
from tearsheet import Page
from tearsheet.fields import DeclaredAdapter

ADAPTERS = sorted(DRAW)

#: Python codec and what the page says of it; None says nothing.
ENCODINGS = (
    (None, "utf-8"),
    ("utf-8", "utf-8"),
    ("utf-8-sig", "UTF-8"),
    ("utf-8", None),
    ("utf-8", "gb2312"),
    ("gb18030", "gb2312"),
    ("gbk", "GBK"),
    ("utf-16", "utf-8"),
)
#: Those that a detector can tell from the words, by the language of all of them.
UNDECLARED = {"zh-Hans": ("gb18030", None), "zh-Hant": ("big5", None)}


class Stories(dict[str, list[Story]]):
    """Stories by adapter."""

    def __repr__(self) -> str:
        return "<stories>"


@pytest.fixture(scope="session")
def stories(cases) -> Stories:
    """The stories of the fixtures in the sites' own article layout, read without an anchor."""
    found = Stories({name: [] for name in ADAPTERS})
    for case in cases:
        if case.adapter in found and not case.several:
            article = tearsheet.parse(case.data, **{**case.about, "captured_at": None, "url": None})
            if article.layout in {None, "article"}:
                found[case.adapter].append(Story(str(case), article))
    return found


@pytest.fixture(scope="session")
def real_stories(samples) -> Stories:
    """The stories of the real samples."""
    found = Stories({name: [] for name in ADAPTERS})
    for path in sorted(samples.glob("*.txt")):
        article = tearsheet.parse(path.read_bytes())
        found[article.adapter].append(Story(path.name, article))
    return found


def assert_drawn_reads_back(data: st.DataObject, stories: list[Story]) -> None:
    """Draw a page around one of *stories* and read it: the Article must come back and the page be accounted for."""
    pen = Pen(data.draw)
    wanted = fewer(pen, pen.pick(*stories).article)
    language = wanted.editions[0].language
    pen.codec, pen.charset = pen.pick(*ENCODINGS, *([UNDECLARED[language]] if language in UNDECLARED else []))
    about = {}
    if pen.charset is None and pen.codec and pen.pick(False, True):
        about["content_type"] = f"text/html; charset={pen.codec}"
    drawn = DRAW[wanted.adapter](pen, wanted)
    note(drawn)
    reading = tearsheet.read(drawn if pen.codec is None else drawn.encode(pen.codec, "xmlcharrefreplace"), **about)
    wrong = differences(essence(reading.article), essence(wanted))
    assert wrong == []
    assert [entry.text for entry in reading.ledger.unexplained] == []


@pytest.mark.parametrize("adapter", ADAPTERS)
@given(data=st.data())
@settings(max_examples=settings.default.max_examples * 3)
def test_an_article_is_the_same_in_any_markup(stories, adapter, data):
    assert_drawn_reads_back(data, stories[adapter])


@pytest.mark.parametrize("adapter", ADAPTERS)
@given(data=st.data())
@settings(max_examples=settings.default.max_examples)
def test_a_real_article_is_the_same_in_any_markup(real_stories, adapter, data):
    assert_drawn_reads_back(data, real_stories[adapter])


@pytest.mark.parametrize("adapter", ADAPTERS)
@given(data=st.data())
@settings(max_examples=settings.default.max_examples)
def test_the_lines_of_a_page_are_its_export(stories, adapter, data):
    """Kinds of blocks that only markup tells are lost; nothing else is."""
    pen = Pen(data.draw, plain=True)
    wanted = fewer(pen, pen.pick(*stories[adapter]).article)
    blanks = pen.pick(1, 2, 3)
    drawn = DRAW[adapter](pen, wanted)
    export = ("\n" * blanks).join(line.text.replace("\t", "  ") for line in Page(drawn).lines)
    note(export)
    reading = tearsheet.read(export, content_type="text/plain")
    wrong = differences(texts_only(reading.article), texts_only(wanted))
    assert wrong == []


def texts_only(article: tearsheet.Article) -> dict[str, Any]:
    found = essence(article)
    for edition in found["editions"]:
        edition["body"] = [text for _, text in edition["body"]]
    return found


def test_layout_of_white_space_and_line_ends_in_an_export_do_not_matter(text_case):
    text = text_case.data.decode("utf-8-sig")
    about = {**text_case.about, "content_type": "text/plain"}
    whole = [essence(article) for article in text_case.articles()]
    for other in (
        text.replace("\r\n", "\n").replace("\n", "\r\n"),
        text.replace("\r\n", "\n").replace("\n", "\r"),
        text + "\n\n",
        "\ufeff" + text,
        "\n".join(f"{line}   " for line in text.splitlines()),
    ):
        assert [essence(article) for article in tearsheet.parse_all(other, **about)] == whole


def test_an_export_that_a_browser_saved_as_a_page_reads_like_the_export(text_case):
    text = text_case.data.decode("utf-8-sig")
    page = f'<html><head></head><body><pre style="white-space: pre-wrap;">{html.escape(text)}</pre></body></html>'
    about = {**text_case.about, "content_type": "text/html"}
    wanted = [essence(article) for article in text_case.articles()]
    assert differences([essence(article) for article in tearsheet.parse_all(page, **about)], wanted) == []


def test_a_dump_of_a_page_by_another_tool_reads_like_the_page(html_case):
    """What a crawler's text extraction leaves of a page; kinds of blocks and pictures are lost in it."""
    if html_case.adapter == "generic":
        pytest.skip("a dump lacks the markup that generic weighs")
    if isinstance(tearsheet.registry.adapters[html_case.adapter], DeclaredAdapter):
        pytest.skip("the site is known and read by its markup, of which a dump has none")
    resiliparse = pytest.importorskip("resiliparse.extract.html2text")
    page = Page(html_case.data, **html_case.about)
    dump = resiliparse.extract_plain_text(page.text, main_content=False, alt_texts=False, noscript=False)
    seen = [" ".join(line.split()).lstrip("• ") for line in dump.splitlines()]
    if list(filter(None, seen)) != [" ".join(line.text.split()) for line in page.lines]:
        pytest.skip("the dump shows what a browser hides, or lacks or glues what a browser shows")
    about = {**html_case.about, "content_type": "text/plain"}
    wanted, found = texts_only(tearsheet.parse(page)), texts_only(tearsheet.parse(dump, **about))
    del wanted["comments"], found["comments"]  # which of them answers which is in the markup
    assert differences(found, wanted) == []
