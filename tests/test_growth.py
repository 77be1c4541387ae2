"""Twice a hostile shape takes about twice the work, in the middle of a page or a text of each adapter and read by it.

Counted are lines of Python that are run, which no load on the machine changes; and, for what the parsers, the patterns
and the strings do, time of the processor is compared, the least of several runs of each, and the least ratio of several
tries. ``pytest --hypothesis-profile thorough tests/test_growth.py`` takes every shape and text of benchmarks/hostile.py
through every adapter, at the start, in the middle and at the end of its page.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from functools import cache, partial
from html import escape
from itertools import pairwise
from pathlib import Path
from time import process_time_ns

import pytest
from hypothesis import settings

import tearsheet
from tearsheet import LimitError, TearsheetError

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
import hostile

sys.path.pop(0)

FIXTURES = Path(__file__).parent / "fixtures"
TEXTS = {path.parents[1].name: path for path in sorted(FIXTURES.glob("*/*/page.txt"), reverse=True)}
PAGES = {path.parents[1].name: path for path in sorted(FIXTURES.glob("*/*/page.html"), reverse=True)}
PAGES |= {"text-export": TEXTS["text-export"], "feed": PAGES["generic"]}  # made pages of, below
# Those that once took the square.
SHAPES = {
    "details": "<details><summary>x",
    "quotes": "<blockquote>x",
    "tables": "<table><tr><td>x",
    "cells": "<td>x",
    "hidden": '<div style="display:none">x',
    "links": "<a href=x>x</a>",
}
# What takes long in other places: short lines, dates, lists, what is stated.
MORE = {
    "nested lists": "<ul><li>x",
    "lines with a mark": "<p id=x>x",
    "items": "<li><a href=x>word word</a></li>",
    "dates": "<p>2026年1月2日 10:00</p>",
    "bylines": "<p>By John Smith</p>",
    "headings": "<h2>Title of words</h2><p>Body.</p>",
    "pictures": "<figure><img src=x><figcaption>y</figcaption></figure>",
    "stated": '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x"}</script>',
    "labels": "<p>来源:新华网 作者:张三</p>",
    "rows": "<table><tr><td>a<td>b</table>",
}
THOROUGH = settings.default.max_examples > 1_000
SIZE = 30_000
QUICK_NS = 40_000_000  # what takes no longer for 60 KB is no square
DOUBLED = 2.6  # of steps; the square would take four times as many
TIMES = 3.0  # of time, to which caches of the processor and other loads add their share
FEW = 60_000  # lines of Python that say nothing of growth: what is deep is guarded once more


def put(page: str, unit: str, size: int, where: str = "middle") -> str:
    """Put so many characters of *unit* into *page*, where a paragraph ends."""
    ends = [at + 4 for at in range(len(page)) if page.startswith("</p>", at)] or [len(page) // 2]
    at = {"start": ends[0], "middle": ends[len(ends) // 2], "end": ends[-1]}[where]
    return page[:at] + unit * (size // len(unit)) + page[at:]


@cache
def page_of(adapter: str) -> str:
    page = PAGES[adapter].read_bytes().decode("utf-8", "replace")
    if adapter == "text-export":  # as a page may hold it
        page = "".join(f"<p>{escape(line)}</p>" for line in page.splitlines())
    if adapter == "feed":
        page = (
            f"<rss><channel><item><title>x</title><description><![CDATA[{page}]]></description></item></channel></rss>"
        )
    return page


def about(adapter: str) -> dict[str, str]:
    return {"adapter": adapter, "content_type": "application/rss+xml" if adapter == "feed" else "text/html"}


def put_lines(adapter: str, lines: str, where: str = "middle") -> str:
    """Put *lines* into the text of *adapter*."""
    text = TEXTS[adapter].read_bytes().decode("utf-8", "replace").splitlines(keepends=True)
    at = {"start": 1, "middle": len(text) // 2, "end": len(text)}[where]
    return "".join([*text[:at], lines, *text[at:]])


def is_read(page: str, **about) -> bool:
    """Read *page*, whatever comes of it; a page over a limit is not."""
    try:
        list(tearsheet.parse_all(page, **about))
    except LimitError:
        return False
    except TearsheetError:
        pass
    return True


def steps(page: str, **about) -> int:
    """How many lines of Python reading it takes; 0 where it is refused as too much."""
    count = 0

    def trace(frame, event, argument):
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        done = is_read(page, **about)
    finally:
        sys.settrace(before)
    return count if done else 0


def are_in_line(counts: list[int]) -> bool:
    return all(twice <= max(FEW, DOUBLED * once) for once, twice in pairwise(counts))


def assert_grows_in_line(make: Callable[[int], str], size: int, **about) -> None:
    """Twice and four times *size* take as many times the steps, or at least 16 times twice those of 8, or 32 of 16.

    Work that only begins above some size is a step and no growth: the guard takes two of them, where tags are many.
    """
    for several in ((1, 2, 4), (8, 16), (16, 32)):
        counts = [steps(make(times * size), **about) for times in several]
        if are_in_line(counts):
            return
    raise AssertionError(counts)


def cost(page: str, **about) -> int:
    # With the collector on, what it goes through grows with all that other tests have left behind.
    gc.disable()
    started = process_time_ns()
    try:
        done = is_read(page, **about)
    finally:
        gc.enable()
    return process_time_ns() - started if done else 0


def growth(once: str, twice: str, **about) -> float:
    cost(once, **about)
    if cost(twice, **about) < QUICK_NS:
        return 1.0
    ratios = []
    for _ in range(4):
        ratios.append(min(cost(twice, **about) for _ in range(2)) / max(1, min(cost(once, **about) for _ in range(2))))
        if ratios[-1] <= TIMES:
            break
    return min(ratios)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("adapter", PAGES)
def test_twice_the_shape_takes_twice_the_time_inside_a_page(adapter, shape):
    once, twice = (put(page_of(adapter), SHAPES[shape], size) for size in (SIZE, 2 * SIZE))
    assert growth(once, twice, **about(adapter)) <= TIMES


@pytest.mark.skipif(sys.gettrace() is not None, reason="lines are counted by what coverage counts by, too")
@pytest.mark.parametrize("shape", {**SHAPES, **MORE} if THOROUGH else MORE)
@pytest.mark.parametrize("adapter", PAGES if THOROUGH else ["generic"])
def test_twice_and_four_times_the_shape_take_as_many_times_the_steps(adapter, shape):
    unit = {**SHAPES, **MORE}[shape]
    steps(put(page_of(adapter), unit, 100), **about(adapter))  # what is done once
    for where in ("start", "middle", "end") if THOROUGH else ("middle",):
        assert_grows_in_line(partial(put, page_of(adapter), unit, where=where), 4_000, **about(adapter))


@pytest.mark.skipif(sys.gettrace() is not None, reason="as above")
@pytest.mark.parametrize("shape", hostile.SHAPES if THOROUGH else [])
@pytest.mark.parametrize("adapter", PAGES)
def test_hostile_shapes_take_steps_in_line_with_their_size(adapter, shape):
    make = hostile.SHAPES[shape][1]
    each = max(1, (len(make(200)) - len(make(100))) // 100)

    def page(size: int, where: str) -> str:
        body = make(size // each)
        return put(page_of(adapter), body, len(body), where)

    for where in ("start", "middle", "end"):
        assert_grows_in_line(partial(page, where=where), 20_000, **about(adapter))


@pytest.mark.skipif(sys.gettrace() is not None, reason="as above")
@pytest.mark.parametrize("lines", hostile.TEXTS if THOROUGH else ["wrapped lines", "scores"])
@pytest.mark.parametrize("adapter", [*TEXTS, "generic"])
def test_hostile_texts_take_steps_in_line_with_their_size(adapter, lines):
    make = hostile.TEXTS[lines].of
    source = adapter if adapter in TEXTS else "xishuta"
    steps(put_lines(source, make(100)), adapter=adapter, content_type="text/plain")  # what is done once
    for where in ("start", "middle", "end") if THOROUGH else ("middle",):
        assert_grows_in_line(
            lambda size, where=where: put_lines(source, make(size), where),
            8_000,
            adapter=adapter,
            content_type="text/plain",
        )


@pytest.mark.parametrize("adapter", [None, "generic", *TEXTS])
@pytest.mark.parametrize("unit", ["页面生成:", "a\n", "中\n", "Analysis\na\n", "a \n\n"])
def test_twice_the_lines_take_twice_the_time(adapter, unit):
    lines = [unit * (size // len(unit)) for size in (SIZE, 2 * SIZE)]
    once, twice = (put_lines(adapter, each) if adapter in TEXTS else f"Title\n{each}" for each in lines)
    assert growth(once, twice, adapter=adapter, content_type="text/plain") <= TIMES


PROSE = "The ferry came in at noon on the third day, and nobody on the pier had been told of it at all by anyone."
STORY = f"<p>{PROSE}</p>" * 6
# Once each of so many was held against all of them.
ALIKE = {
    "rows with a figure": f"{STORY}<table>{'<tr><td><a href=/b>Boat of the old fleet</a><td>1931' * 80}</table>{STORY}",
    "sentences like prompts": STORY + "".join(f"<p>Share the news, said man {n} of them." for n in range(80)) + STORY,
    "named paragraphs": f"{STORY}{f'<p class=promo>{PROSE}</p>' * 400}{STORY}",
    "commas": f"""<script type="application/ld+json">{{{'"a" "b" : 1,' * 1_600}</script>{STORY}""",
}


@pytest.mark.parametrize("kind", ALIKE)
def test_many_that_are_alike_are_not_each_held_against_all(kind):
    body = ALIKE[kind]
    unit = max(("<tr>", "<p>Share", "<p class", '"a"'), key=body.count)
    first, last = body.index(unit), body.rindex(unit)

    def page(times: int) -> str:
        return f"<title>A pier again</title><h1>A pier again</h1>{body[:first]}{body[first:last] * times}{body[last:]}"

    if sys.gettrace() is None:
        steps(page(1), adapter="generic")  # what is done once
        assert_grows_in_line(page, 2, adapter="generic")
    assert growth(page(12), page(24), adapter="generic") <= TIMES


# Many of a kind, each with a word and a number of its own, in a story or in place of one; a head that stands above them.
FORUM = {"url": "https://forum.example.com/threads/boats.1/"}
POST = "<div class=post><a class=username href=/u/{1}>{0}</a> <time datetime=2026-01-01T10:00Z>1 January</time>"
STATED = (
    '<script type="application/ld+json">{{"@type":"NewsArticle","headline":"The {0} boat","author":"Ann {0}"}}</script>'
)
OTHERS = {
    "headings without a title": ("", "<h2>The {0} boat</h2><p><a href=/n/{1}>x {0}</a></p>", {}),
    "captions in one element": (STORY, "<p><img src=/i/{1}.jpg></p><p class=caption>Photo: the {0} boat</p>", {}),
    "letters printed apart": (
        STORY,
        "<div class=dropcap>A</div><p>boat by the name of {0} came in on day {1}.</p>",
        {},
    ),
    "forms of consent": (STORY, "<div><p>We value your privacy</p><p>The {0} boat</p></div>", {}),
    "figures": (STORY, "<figure><img src=/i/{1}.jpg><figcaption>The {0} boat, by A. Smith</figcaption></figure>", {}),
    "stated articles": ("", STATED, {}),
    "stated authors": ("", '<meta name=author content="Ann {0}"><meta name=date content="2026-01-01 10:{1}">', {}),
    "times": (STORY, "<p><time datetime=2026-01-01T10:00:00Z>1 January</time> The {0} boat</p>", {}),
    "authors": ("", "<p class=author><a rel=author href=/a/{1}>Ann {0}</a></p>", {}),
    "cards": ("", f"<div class=card><a href=/n/{{1}}>The {{0}} boat came in on day {{1}}</a><p>{PROSE}</p></div>", {}),
    "rows of links": ("<table>", "<tr><td>{1}.<td><a href=/n/{1}>The {0} boat came in again</a><td>2026-01-01", {}),
    "comments": (
        STORY,
        f"<div class=comment><a class=author href=/u/{{1}}>{{0}}</a> {{1}} hours ago<p>{PROSE}</p></div>",
        {},
    ),
    "posts": ("<h1>Boats</h1>", f"{POST}<p>{PROSE} {{0}}</p></div>", FORUM),
    "quotes in one post": (
        "<h1>Boats</h1>" + POST.format("Ann", 1),
        "<blockquote class=quote>{0} went</blockquote><p>No, {0} went.</p>",
        FORUM,
    ),
    "other languages": ("", "<link rel=alternate hreflang=x{1} href=https://a.example/{1}/>", {}),
    "what ends a story amid it": (STORY, "<p>Share this on {0}</p>", {}),
    "boxes amid a story": (STORY, f"<p>{PROSE}</p><div><h3>Related</h3><p>The {{0}} boat</p></div>", {}),
    "footnotes": (STORY, "<p>The {0} boat.<sup><a href=#n{1}>{1}</a></sup></p><li id=n{1}>{0}, of day {1}</li>", {}),
    "definitions": (f"{STORY}<dl>", "<dt>{0}<dd>The {0} boat of day {1} came in.", {}),
    "lines with a date": ("A pier again\n", "The {0} boat came in 2026-01-01 10:00\n", {"content_type": "text/plain"}),
    "bylines in text": ("A pier again\n", f"By Ann {{0}}\n{PROSE}\n", {"content_type": "text/plain"}),
}


@pytest.mark.skipif(sys.gettrace() is not None, reason="as above")
@pytest.mark.parametrize("kind", OTHERS)
def test_many_that_differ_are_each_looked_at_once(kind):
    above, unit, known = OTHERS[kind]

    def page(count: int) -> str:
        words = ("".join(chr(ord("a") + number // 26**place % 26) for place in range(4)) for number in range(count))
        below = "\n" if "content_type" in known else STORY
        return above + "".join(unit.format(word.title(), number) for number, word in enumerate(words)) + below

    about = {"adapter": "generic", **known}
    steps(page(4), **about)  # what is done once
    assert_grows_in_line(page, 300, **about)


@pytest.mark.parametrize("adapter", ["text-export", "generic", "westca"])
def test_a_base_address_of_20_kb_stands_before_no_link(adapter):
    pages = [
        f"<base href='https://a.example/{'x' * 20_000}'>{put(page_of(adapter), SHAPES['links'], size)}"
        for size in (SIZE, 2 * SIZE)
    ]
    assert growth(*pages, **about(adapter)) <= TIMES
