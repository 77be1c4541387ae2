"""Which lines of the chosen element are the story, and under which rule the others are none of it."""

from __future__ import annotations

from attrs import frozen

from tearsheet.adapters.generic.body import Choice
from tearsheet.adapters.generic.boxes import Box, Boxes
from tearsheet.adapters.generic.names import BODY
from tearsheet.adapters.generic.words import prompt_of, tail_of

__all__ = ["Trimmed", "trim"]

_PROSE = 60
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
    _name(boxes, choice.box, start, rules)
    _links(boxes, choice.box, start, rules)
    _words(boxes, start, rules)
    if title is not None and start <= title < stop:
        for index in range(start, title + 1):
            rules[index - start] = rules[index - start] or "above-title"
    _tail(boxes, start, rules)
    _head(boxes, start, rules)
    return Trimmed(start, stop, rules)


def _name(boxes: Boxes, box: Box, start: int, rules: list[str | None]) -> None:
    """Drop what is named furniture and holds little of the story."""
    total = boxes.size(box)
    todo = list(box.children)
    while todo:
        inner = todo.pop()
        if rules[inner.start - start] is not None and all(rules[inner.start - start : inner.stop - start]):
            continue
        hint = inner.hint
        if hint is not None and hint != BODY and boxes.size(inner) < 0.3 * total:
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


def _tail(boxes: Boxes, start: int, rules: list[str | None]) -> None:
    """Cut at a heading under which no story goes on, and what trails after the last prose."""
    kept = sum(boxes.weight[start + offset] for offset, rule in enumerate(rules) if rule is None)
    seen = 0
    for offset, rule in enumerate(rules):
        line = boxes.lines[start + offset]
        if seen * 3 > kept and tail_of(line.text):
            rest = sum(boxes.weight[start + o] for o in range(offset, len(rules)) if rules[o] is None)
            if rest < 0.6 * kept or line.tag in _HEADINGS:
                for later in range(offset, len(rules)):
                    rules[later] = rules[later] or "tail"
                break
        if rule is None:
            seen += boxes.weight[start + offset]
    for offset in range(len(rules) - 1, -1, -1):
        if rules[offset] is not None:
            continue
        line = boxes.lines[start + offset]
        if line.tag in _HEADINGS:
            rules[offset] = "tail"
            continue
        break


def _head(boxes: Boxes, start: int, rules: list[str | None]) -> None:
    """Drop crumbs of text before the first prose, headings apart."""
    for offset, rule in enumerate(rules):
        if rule is not None:
            continue
        index = start + offset
        if boxes.weight[index] >= _PROSE or boxes.lines[index].tag in _HEADINGS or boxes.lines[index].tag == "p":
            break
        rules[offset] = "head"
