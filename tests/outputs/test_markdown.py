"""Markdown is checked by parsing it back with a CommonMark parser: what comes out is what went in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from urllib.parse import unquote

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from strategies import AWKWARD, articles, blocks, words
from tearsheet.errors import NoEditionError
from tearsheet.model import Article, Block, Comment, Edition, Link, Moment, Source, Summary
from tearsheet.outputs import markdown
from tearsheet.outputs.forms import one_line
from written import article

PARSER = MarkdownIt("commonmark")


class Parsed(NamedTuple):
    kind: str
    text: str
    level: int | None = None
    links: tuple[tuple[str, str], ...] = ()


def parsed(written: str) -> list[Parsed]:
    """Return the blocks that a CommonMark parser finds; fails on anything that this form never writes."""
    tokens = iter(PARSER.parse(written))
    return list(_blocks(tokens))


def _blocks(tokens: Iterator[Token], kind: str = "paragraph") -> Iterator[Parsed]:
    kinds = {"blockquote_open": "quote", "list_item_open": "list_item"}
    for token in tokens:
        if token.type in kinds:
            kind = kinds[token.type]
        elif token.type in {"blockquote_close", "list_item_close"}:
            kind = "paragraph"
        elif token.type == "heading_open":
            inline = next(tokens)
            yield Parsed("heading", *_inline(inline)[1:2], int(token.tag[1]), _inline(inline)[2])
        elif token.type == "inline":
            style, text, links = _inline(token)
            yield Parsed(style or kind, text, None, links)
        elif token.type == "fence":
            yield Parsed({"text": "table", "": "code"}[token.info], token.content.removesuffix("\n"))
        elif token.type == "hr":
            yield Parsed("break", "")
        else:
            assert token.type in {
                *("paragraph_open", "paragraph_close", "heading_close", "bullet_list_open", "bullet_list_close")
            }, token


def _inline(token: Token) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    children = [child for child in token.children if child.type != "text" or child.content]
    style = {"em_open": "caption", "strong_open": "summary"}.get(children[0].type, "") if children else ""
    if style:
        assert children[-1].type == children[0].type.replace("open", "close")
        children = children[1:-1]
    links = []
    text = ""
    since = 0
    for child in children:
        if child.type == "link_open":
            since, href = len(text), child.attrs["href"]
        elif child.type == "link_close":
            links.append((text[since:], href))
        else:
            assert child.type in {"text", "text_special"}, child
            text += child.content
    return style, text, tuple(links)


def expected(body: tuple[Block, ...]) -> list[Parsed]:
    highest = min((block.level or 2 for block in body if block.kind == "heading"), default=2)
    return [
        Parsed(
            block.kind,
            block.text if block.kind in {"code", "table"} else one_line(block.text),
            min(6, (block.level or 2) - highest + 2) if block.kind == "heading" else None,
            tuple((link.text, unquote(link.url)) for link in block.links if link.url),
        )
        for block in body
    ]


def unquoted(found: list[Parsed]) -> list[Parsed]:
    return [each._replace(links=tuple((text, unquote(href)) for text, href in each.links)) for each in found]


@given(st.lists(blocks(), max_size=6).map(tuple), words())
def test_every_block_comes_back_as_it_was(body, title):
    found = parsed(markdown.dumps(article(*body, title=title)))
    assert found[0] == Parsed("heading", title, 1)
    assert [each._replace(links=tuple((t, u.lower()) for t, u in each.links)) for each in unquoted(found[1:])] == [
        each._replace(links=tuple((t, u.lower()) for t, u in each.links)) for each in expected(body)
    ]


@pytest.mark.parametrize("kind", ["paragraph", "heading", "caption", "quote", "list_item", "table", "code"])
@pytest.mark.parametrize("awkward", AWKWARD)
def test_markup_in_the_words_stays_words(awkward, kind):
    block = Block(kind=kind, text=awkward)
    one = article(block, Block(text=awkward), block, block, title=awkward, summary=Summary(text=awkward))
    found = parsed(markdown.dumps(one))
    kinds = [
        ("heading", awkward),
        ("summary", awkward),
        (kind, awkward),
        ("paragraph", awkward),
        *[(kind, awkward)] * 2,
    ]
    assert [each[:2] for each in found] == kinds


@given(st.text("#>-+*_=`~<&![]()\\|1. ax:", min_size=1, max_size=12).filter(str.strip))
@example("# #")
@example("\\#")
@example("1) ")
def test_no_row_of_markup_characters_is_markup(drawn):
    one = article(Block(kind="heading", text=drawn), Block(text=drawn), Block(kind="list_item", text=drawn))
    text = one_line(drawn)
    found = [each[:2] for each in parsed(markdown.dumps(one))]
    assert found[1:] == [("heading", text), ("paragraph", text), ("list_item", text)]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), min_size=1), st.integers(0, 5))
def test_code_keeps_every_character(drawn, fence):
    code = drawn + "\n" + "`" * fence
    if code.strip():
        assert parsed(markdown.dumps(article(Block(kind="code", text=code))))[1:] == [Parsed("code", code)]


@given(articles())
def test_whole_articles_hold_nothing_but_what_this_form_writes(one):
    found = parsed(markdown.dumps(one))
    assert [each.text for each in found if each.kind == "heading" and each.level == 1] == [
        e.title for e in one.editions
    ]
    assert sum(each.kind == "break" for each in found) == len(one.editions) - 1


def test_parts_follow_in_order():
    one = Article(
        adapter="generic",
        editions=(
            Edition(
                language="en",
                title="Rain",
                summary=Summary(text="In short"),
                body=(Block(text="It rains."),),
                tags=("wet", "grey"),
                notices=("Disclaimer: none.",),
                site="The Daily",
                section="Local",
            ),
            Edition(language="zh-Hans", title="雨", tags=("湿",), section="本地"),
        ),
        url="http://news.example/a_b",
        authors=("A. Drop", "B. Drop"),
        source=Source(name="The Gauge", url="http://gauge.example/"),
        published=Moment(raw="2h ago"),
        related=(Link(text="1. Snow", url="http://news.example/snow"), Link(text="Hail")),
        comments=(Comment(body="Wet!\n# Very", author="me", posted=Moment(raw="now"), replies=(Comment(body="Yes"),)),),
    )
    assert markdown.dumps(one).split("\n\n") == [
        "# Rain",
        "The Daily · Local · Author: A. Drop · Author: B. Drop · Source: [The Gauge](http://gauge.example/) · Published: 2h ago · URL: [http://news.example/a\\_b](http://news.example/a_b)",
        "**In short**",
        "It rains.",
        "*Disclaimer: none.*",
        "Tag: wet · grey",
        "Related:",
        "- [1. Snow](http://news.example/snow)\n- Hail",
        "> **me · now**\n>\n> Wet!\n>\n> \\# Very\n>\n> > Yes",
        "---",
        "# 雨",
        "本地 · 作者: A. Drop · 作者: B. Drop · 来源: [The Gauge](http://gauge.example/) · 时间: 2h ago · 网址: [http://news.example/a\\_b](http://news.example/a_b)",
        "标签: 湿",
    ]
    assert markdown.dumps(one, edition="zh").startswith("# 雨")
    assert "Rain" not in markdown.dumps(one, edition="zh")
    with pytest.raises(NoEditionError, match=r"'fr'.*en, zh-Hans"):
        markdown.dumps(one, edition="fr")


@pytest.mark.parametrize(
    "url",
    [
        *("javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd"),
        *("/relative", "//host/x", "#part", "", "http:", "https://", None, "java\nscript:x", "\x01http://a.example"),
    ],
)
def test_a_link_that_is_not_safe_is_left_as_its_words(url):
    block = Block(text="see this here", links=(Link(text="this", url=url),))
    assert markdown.dumps(article(block)) == "# Title\n\nsee this here"


@pytest.mark.parametrize(
    "url",
    [
        *("http://a.example/x(y)z", 'http://a.example/"q" t', "https://a.example/a b\tc", "http://a.example/<b>"),
        *("http://a.example/?a=1&copy;=2", "http://a.example/\\*_`~", "mailto:a@b.example", "http://a.example/é/中"),
        *("http://[::1]/", "http://a.example/](http://b.example/)", "HTTP://a.example/'"),
    ],
)
def test_a_url_leads_where_it_led(url):
    block = Block(text="wow! this (here)", links=(Link(text="this", url=url),))
    (_, found) = parsed(markdown.dumps(article(block)))
    ((text, href),) = found.links
    assert found.text == "wow! this (here)"
    assert text == "this"
    assert unquote(href) == url


def test_links_are_found_in_their_order_and_none_twice():
    links = (
        Link(text="b", url="http://x.example/1"),
        Link(text="nowhere", url="http://x.example/2"),
        Link(text="b", url="http://x.example/3"),
        Link(text="a", url="http://x.example/4"),
    )
    (_, found) = parsed(markdown.dumps(article(Block(text="a! b b c", links=links))))
    assert found.links == (("b", "http://x.example/1"), ("b", "http://x.example/3"))
    assert found.text == "a! b b c"


def test_a_bang_before_a_link_makes_no_image():
    (_, found) = parsed(markdown.dumps(article(Block(text="!b", links=(Link(text="b", url="http://x.example"),)))))
    assert found == Parsed("paragraph", "!b", None, (("b", "http://x.example"),))


def test_heading_levels_keep_their_distance_below_the_title():
    body = tuple(Block(kind="heading", text="h", level=level) for level in (3, 4, None, 6))
    assert [each.level for each in parsed(markdown.dumps(article(*body)))] == [1, 3, 4, 2, 6]
    body = tuple(Block(kind="heading", text="h", level=level) for level in (1, 2, 6))
    assert [each.level for each in parsed(markdown.dumps(article(*body)))] == [1, 2, 3, 6]


def test_blocks_without_words_are_left_out():
    body = tuple(
        Block(kind=kind, text=" \n") for kind in ("paragraph", "heading", "quote", "list_item", "code", "caption")
    )
    assert markdown.dumps(article(*body)) == "# Title"


def test_words_that_are_safe_are_not_escaped():
    plain = "AT&T's #1 of 1.5 (about -5°C): 2025-10-23, a+b = c > d! Really? 50% | 100%"
    assert markdown.dumps(article(Block(text=plain))) == f"# Title\n\n{plain}"


def test_front_matter_is_yaml_that_json_can_read_line_by_line():
    start = datetime(2025, 10, 23, tzinfo=UTC)
    one = Article(
        adapter="generic",
        editions=(Edition(language="en", title='A "b": c\x85\ufeff 😀', tags=("x: y", "中")),),
        authors=("Me",),
        published=Moment(raw="Oct 23", start=start, end=start + timedelta(days=1), precision="day"),
        updated=Moment(raw="1h ago", basis="relative"),
    )
    first, *lines = markdown.dumps(one, front_matter=True).split("\n")
    assert first == "---"
    values = {
        key: json.loads(value) for key, _, value in (line.partition(": ") for line in lines[: lines.index("---")])
    }
    assert values == {
        "title": 'A "b": c \ufeff 😀',
        "language": "en",
        "date": "2025-10-23",
        "author": ["Me"],
        "tags": ["x: y", "中"],
    }
    assert "\ufeff" not in "\n".join(lines[: lines.index("---")])
    assert "中" in lines[lines.index("---") - 1]
    assert lines[lines.index("---") + 1 :][1].startswith("# A")


@pytest.mark.parametrize(
    "title",
    [*AWKWARD, "null", "~", "2025-10-23", "0x1f", "yes", "a\u2028b", "a\x85b", "a\x7fb", "a: b # c", "'" * 3, "{}"],
)
def test_front_matter_is_safe_yaml(title):
    written = markdown.dumps(article(title=title, tags=(title,)), front_matter=True, id=f"{title}.html")
    known = yaml.safe_load(written.split("\n---\n")[0])
    assert known["title"] == one_line(title)
    assert (known["tags"], known["id"]) == ([title], f"{title}.html")
