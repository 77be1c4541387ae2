"""Which lines of the chosen element are the story, and under which rule the others are none of it."""

from __future__ import annotations

from itertools import accumulate

from attrs import frozen

from tearsheet.adapters.generic.body import Choice, is_furniture
from tearsheet.adapters.generic.boxes import Box, Boxes
from tearsheet.adapters.generic.names import BODY
from tearsheet.adapters.generic.words import prompt_of, tail_of

__all__ = ["Trimmed", "trim"]

_PROSE = 60
_PARAGRAPHS = frozenset({"p", "h2", "h3", "h4", "blockquote", "pre"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@frozen
class Trimmed:
    """What became of the lines ``start:stop`` of the page: ``None`` for the story, else the rule."""

    start: int
    stop: int
    rules: list[str | None]


def trim(boxes: Boxes, choice: Choice, title: int | None) -> Trimmed:
    """Tell the story's lines from what else stands in the chosen element."""
    start, stop = choice.box.start, choice.box.stop
    rules: list[str | None] = list(choice.furniture[start:stop])
    _name(boxes, choice, start, rules)
    _links(boxes, choice.box, start, rules)
    _words(boxes, start, rules)
    _above(boxes, start, rules, title)
    _tail(boxes, start, rules)
    _head(boxes, start, rules)
    return Trimmed(start, stop, rules)


def _name(boxes: Boxes, choice: Choice, start: int, rules: list[str | None]) -> None:
    """Drop what is named furniture and holds little of the story."""
    prose = [0.0, *accumulate(max(0.0, value) for value in choice.prose[start : choice.box.stop])]
    total = prose[-1]
    todo = list(choice.box.children)
    while todo:
        inner = todo.pop()
        hint = inner.hint
        if hint is not None and hint != BODY:
            held = prose[inner.stop - start] - prose[inner.start - start]
            if held < 0.5 * total and is_furniture(boxes, inner, hint, held, total):
                for index in range(inner.start, inner.stop):
                    rules[index - start] = rules[index - start] or hint
                continue
        todo.extend(inner.children)


def _links(boxes: Boxes, box: Box, start: int, rules: list[str | None]) -> None:
    """Drop lists of links and lines that are nothing but a link."""
    todo = list(box.children)
    while todo:
        inner = todo.pop()
        if inner.tag not in _HEADINGS and boxes.share(inner) > 0.6 and boxes.size(inner) < 0.3 * boxes.size(box):
            for index in range(inner.start, inner.stop):
                rules[index - start] = rules[index - start] or "link"
            continue
        todo.extend(inner.children)
    for index in range(box.start, box.stop):
        if rules[index - start] is None and boxes.linked[index] * 10 > boxes.weight[index] * 8:
            if boxes.lines[index].tag not in _HEADINGS:
                rules[index - start] = "link"


def _words(boxes: Boxes, start: int, rules: list[str | None]) -> None:
    for offset, rule in enumerate(rules):
        if rule is None and boxes.weight[start + offset] <= 480:
            rules[offset] = prompt_of(boxes.lines[start + offset].text)


def _above(boxes: Boxes, start: int, rules: list[str | None], title: int | None) -> None:
    """Drop what stands above the title, unless much of the story does."""
    if title is None or not start <= title < start + len(rules):
        return
    kept = [boxes.weight[start + offset] if rule is None else 0 for offset, rule in enumerate(rules)]
    if sum(kept[: title - start]) > 0.25 * sum(kept):
        return
    for offset in range(title - start + 1):
        rules[offset] = rules[offset] or "above-title"


def _tail(boxes: Boxes, start: int, rules: list[str | None]) -> None:
    """Cut at a heading under which no story goes on, and what trails after the last prose."""
    lines, weight = boxes.lines, boxes.weight
    core = _core(boxes, start, rules)
    last_core = max((offset for offset, is_core in enumerate(core) if is_core), default=-1)
    cut = len(rules)
    seen = 0
    for offset, rule in enumerate(rules):
        if (offset > last_core or seen > 0) and tail_of(lines[start + offset].text):
            after = sum(core[offset:])
            if after == 0 or after * 8 <= seen:
                cut = offset
                break
        seen += core[offset]
    for offset in range(cut, len(rules)):
        rules[offset] = rules[offset] or "tail"
    for offset in range(len(rules) - 1, -1, -1):
        if rules[offset] is not None:
            continue
        if lines[start + offset].tag in _HEADINGS:
            rules[offset] = "tail"
            continue
        break


def _core(boxes: Boxes, start: int, rules: list[str | None]) -> list[bool]:
    """Tell which lines are paragraphs that stand directly where most of the story's paragraphs stand."""
    held: dict[int, int] = {}
    around: list[int] = []
    for offset, rule in enumerate(rules):
        index = start + offset
        box = boxes.of_line[index]
        parent = box.parent if box.tag in _PARAGRAPHS and box.parent is not None else box
        around.append(parent.number)
        if rule is None and boxes.weight[index] >= _PROSE:
            held[parent.number] = held.get(parent.number, 0) + boxes.weight[index]
    most = max(held.values(), default=0)
    return [
        rule is None and boxes.weight[start + offset] >= _PROSE and held.get(around[offset], 0) * 2 > most
        for offset, rule in enumerate(rules)
    ]


def _head(boxes: Boxes, start: int, rules: list[str | None]) -> None:
    """Drop crumbs of text before the first prose, headings apart."""
    for offset, rule in enumerate(rules):
        if rule is not None:
            continue
        index = start + offset
        if boxes.weight[index] >= _PROSE or boxes.lines[index].tag in _HEADINGS or boxes.lines[index].tag == "p":
            break
        rules[offset] = "head"
