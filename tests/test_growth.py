"""Twice a hostile shape takes about twice the time, in the middle of a page of each adapter and read by that adapter.

Compared is time of the processor, the least of several runs of each, and the least ratio of several tries: what another
load adds to one run decides nothing. Shapes are those that once took the square. Nested list items are not among them:
the parser itself takes more than its share for those, up to the 0.7 s at which the guard has it spared them.
"""

from __future__ import annotations

import gc
from pathlib import Path
from time import process_time_ns

import pytest

import tearsheet
from tearsheet import LimitError, TearsheetError

FIXTURES = Path(__file__).parent / "fixtures"
PAGES = {path.parents[1].name: path for path in sorted(FIXTURES.glob("*/*/page.html"), reverse=True)}
SHAPES = {
    "details": "<details><summary>x",
    "quotes": "<blockquote>x",
    "tables": "<table><tr><td>x",
    "cells": "<td>x",
    "hidden": '<div style="display:none">x',
    "links": "<a href=x>x</a>",
}
SIZE = 30_000
QUICK_NS = 40_000_000  # what takes no longer for 60 KB is no square
DOUBLED = 3.0  # the square would take four times as long; caches of the processor take their share of what is between


def cost(page: str, **about) -> int:
    # With the collector on, what it goes through grows with all that other tests have left behind.
    gc.collect()
    gc.disable()
    started = process_time_ns()
    try:
        list(tearsheet.parse_all(page, **about))
    except LimitError:
        return 0
    except TearsheetError:
        pass
    finally:
        gc.enable()
    return process_time_ns() - started


def growth(once: str, twice: str, **about) -> float:
    cost(once, **about)
    if cost(twice, **about) < QUICK_NS:
        return 1.0
    ratios = []
    for _ in range(4):
        ratios.append(min(cost(twice, **about) for _ in range(2)) / max(1, min(cost(once, **about) for _ in range(2))))
        if ratios[-1] <= DOUBLED:
            break
    return min(ratios)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("adapter", PAGES)
def test_twice_the_shape_takes_twice_the_time_inside_a_page(adapter, shape):
    text, unit = PAGES[adapter].read_bytes().decode("utf-8", "replace"), SHAPES[shape]
    ends = [at + 4 for at in range(len(text)) if text.startswith("</p>", at)] or [len(text) // 2]
    at = ends[len(ends) // 2]
    once, twice = (text[:at] + unit * (size // len(unit)) + text[at:] for size in (SIZE, 2 * SIZE))
    assert growth(once, twice, adapter=adapter, content_type="text/html") <= DOUBLED


@pytest.mark.parametrize("adapter", [None, "text-export", "generic"])
@pytest.mark.parametrize("unit", ["页面生成:", "a\n", "中\n", "Analysis\na\n", "a \n\n"])
def test_twice_the_lines_take_twice_the_time(adapter, unit):
    once, twice = ("Title\n" + unit * (size // len(unit)) for size in (SIZE, 2 * SIZE))
    assert growth(once, twice, adapter=adapter, content_type="text/plain") <= DOUBLED
