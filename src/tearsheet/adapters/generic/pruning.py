"""Which lines of the chosen element are the story, and under which rule the others are none of it."""

from __future__ import annotations

import re
from itertools import accumulate

from attrs import frozen

from tearsheet.adapters.generic.body import Choice, is_furniture
from tearsheet.adapters.generic.class_hints import BODY
from tearsheet.adapters.generic.elements import Box, Boxes
from tearsheet.adapters.generic.phrases import is_about_author, is_said, prompt_of, sells, tail_of

__all__ = ["Trimmed", "trim"]

_PROSE = 60
_LONGEST_CAPTION = 600
_LEAST_CARD = 5
_SHORT = 40
_LAST = 3
_PARAGRAPHS = frozenset({"p", "h2", "h3", "h4", "blockquote", "pre"})
_ITEMS = frozenset({"li", "td", "tr", "dd", "dt"})
_ASKED = "?？"
_SAID = ".。!！?？…"
_DATELINE = re.compile(r"[A-Z一-鿿][^.!?。！？]{2,50}\s?[—–]{1,2}")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@frozen
class Trimmed:
    """What became of the lines ``start:stop`` of the page: ``None`` for the story, else the rule."""

    start: int
    stop: int
    rules: list[str | None]


@frozen
class Core:
    """The paragraphs that are surely the story.

    :ivar lines: of each line of the chosen element, whether it is one
    :ivar around: numbers of the boxes in which they stand
    :ivar first: index on the page of the first
    :ivar last: and of the last
    """

    lines: list[bool]
    around: set[int]
    first: int
    last: int


def trim(boxes: Boxes, choice: Choice, title: int | None) -> Trimmed:
    """Tell the story's lines from what else stands in the chosen element."""
    start, stop = choice.box.start, choice.box.stop
    rules: list[str | None] = list(choice.furniture[start:stop])
    _name(boxes, choice, start, rules)
    _captions(boxes, start, rules)
    worded = _words(boxes, start, rules)
    _above(boxes, start, rules, title)
    core = _core(boxes, start, rules)
    _spare(boxes, start, rules, core, worded)
    _links(boxes, choice.box, start, rules, core)
    _next_story(boxes, start, rules, title)
    _tail(boxes, start, rules, core)
    _head(boxes, choice.box, start, rules, core)
    return Trimmed(start, stop, rules)


def _captions(boxes: Boxes, start: int, rules: list[str | None]) -> None:
    """Set what is printed in figures apart, unless the story itself is."""
    found = [
        offset
        for offset, rule in enumerate(rules)
        if rule == "caption"
        or (
            rule is None
            and boxes.lines[start + offset].region == "figure"
            and boxes.weight[start + offset] < _LONGEST_CAPTION
        )
    ]
    found = [offset for offset in found if not _told_in_figure(boxes, start + offset)]
    told = sum(boxes.weight[start + offset] for offset, rule in enumerate(rules) if rule is None or rule == "caption")
    if sum(boxes.weight[start + offset] for offset in found) < 0.4 * told:
        for offset in found:
            rules[offset] = "caption"
    else:
        for offset in found:
            rules[offset] = None


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


def _told_in_figure(boxes: Boxes, index: int) -> bool:
    """Whether the line is one of several paragraphs in one caption: then the story is told under its pictures."""
    parent = boxes.of_line[index].parent
    if boxes.lines[index].tag != "p" or parent is None:
        return False
    return sum(boxes.lines[i].tag == "p" and boxes.weight[i] >= _PROSE for i in range(parent.start, parent.stop)) > 1


def _links(boxes: Boxes, box: Box, start: int, rules: list[str | None], core: Core) -> None:
    """Drop lists of links and lines that are nothing but a link; between paragraphs of the story such a line stays."""
    todo = list(box.children)
    size = boxes.size(box)
    carded: set[int] = set()
    while todo:
        inner = todo.pop()
        if inner.tag not in _HEADINGS and boxes.share(inner) > 0.6 and boxes.size(inner) < 0.3 * size:
            if (
                inner.stop - inner.start == 1
                and inner.tag != "p"
                and inner.parent is not None
                and inner.parent.number in core.around
                and core.first < inner.start < core.last
            ):
                continue
            if core.first < inner.start < core.last and _is_card(boxes, inner):
                carded.update(range(inner.start, inner.stop))
                continue
            for index in range(inner.start, inner.stop):
                rules[index - start] = rules[index - start] or "link"
            continue
        todo.extend(inner.children)
    for index in range(box.start, box.stop):
        if rules[index - start] is None and boxes.linked[index] * 10 > boxes.weight[index] * 8:
            inner = boxes.of_line[index]
            if index in carded:
                continue
            if inner.tag in _HEADINGS or (
                inner.tag != "p"
                and core.first < index < core.last
                and (inner.number in core.around or (inner.parent is not None and inner.parent.number in core.around))
            ):
                continue
            rules[index - start] = "link"


def _is_card(boxes: Boxes, box: Box) -> bool:
    """Whether the element tells several things of a place in the story, all in one link, and sells nothing."""
    lines = boxes.lines[box.start : box.stop]
    if len(lines) < _LEAST_CARD or sum(any(map(str.isdigit, line.text)) for line in lines) * 3 < len(lines):
        return False
    if any(len(line.text) < _SHORT and sells(line.text) for line in lines):
        return False
    return len({run.href for line in lines for run in line.runs if run.href}) <= 2


def _words(boxes: Boxes, start: int, rules: list[str | None]) -> list[int]:
    """Drop lines that begin as boilerplate does; return the offsets of those dropped."""
    found: list[int] = []
    for offset, rule in enumerate(rules):
        if rule is None and boxes.weight[start + offset] <= 1400:
            rules[offset] = prompt_of(boxes.lines[start + offset].text)
            if rules[offset] is not None:
                found.append(offset)
    return found


def _spare(boxes: Boxes, start: int, rules: list[str | None], core: Core, worded: list[int]) -> None:
    """Give back to the story what only its first words made boilerplate.

    A prompt is set apart from the story by a link, an element of its own or its place at an end, and it says the same
    wherever it is printed. So a paragraph between two of the story, in their element, without a link and printed once,
    is the story's when it is said as a sentence; a heading there is when a paragraph of the story follows it.
    """
    for offset in worded:
        index = start + offset
        line, box = boxes.lines[index], boxes.of_line[index]
        # An interview opens with a question, before its first long paragraph.
        first = core.first if line.text[-1] not in _ASKED else start
        if not first <= index < core.last or boxes.linked[index] or box.parent is None:
            continue
        if box.parent.number not in core.around or line.images:
            continue
        rule = rules[offset] or ""
        if box.tag in _HEADINGS:
            spared = core.lines[offset + 1] and not tail_of(line.text) and rule in {"comment-prompt", "related"}
        else:
            spared = box.tag == "p" and is_said(line.text, rule)
        if spared and sum(line.text == other.text for other in boxes.lines) == 1:
            rules[offset] = None


def _above(boxes: Boxes, start: int, rules: list[str | None], title: int | None) -> None:
    """Drop what stands above the title, unless much of the story does."""
    if title is None or not start <= title < start + len(rules):
        return
    kept = [boxes.weight[start + offset] if rule is None else 0 for offset, rule in enumerate(rules)]
    if sum(kept[: title - start]) > 0.25 * sum(kept):
        return
    for offset in range(title - start + 1):
        rules[offset] = rules[offset] or "above-title"


def _next_story(boxes: Boxes, start: int, rules: list[str | None], title: int | None) -> None:
    """Cut where the next story of an endless page begins: at a second heading of the first rank."""
    if title is None or boxes.lines[title].tag != "h1":
        return
    lines = boxes.lines
    shape = _shape(boxes.of_line[title])
    seen = 0
    for index in range(max(start, title + 1), start + len(rules)):
        if lines[index].tag == "h1" and seen >= 400 and _shape(boxes.of_line[index]) == shape:
            if lines[index].text == lines[title].text:
                continue
            for offset in range(index - start, len(rules)):
                rules[offset] = rules[offset] or "next-story"
            return
        if rules[index - start] is None:
            seen += boxes.weight[index]


def _shape(box: Box) -> tuple[str, ...]:
    names: list[str] = []
    around: Box | None = box
    while around is not None and len(names) < 3:
        names.append(around.names())
        around = around.parent
    return tuple(names)


def _tail(boxes: Boxes, start: int, rules: list[str | None], core: Core) -> None:
    """Cut at a heading under which no story goes on, and what trails after the last prose."""
    lines = boxes.lines
    cut = len(rules)
    seen = 0
    for offset in range(len(rules)):
        index = start + offset
        if seen and tail_of(lines[index].text):
            after = core.lines.count(True) - seen
            if after * (3 if lines[index].tag in _HEADINGS else 8) <= seen:
                cut = offset
                break
        seen += core.lines[offset]
    for offset in range(cut, len(rules)):
        rules[offset] = rules[offset] or "tail"
    passed = 0
    for offset in range(len(rules) - 1, -1, -1):
        if rules[offset] is not None:
            continue
        if passed == 0 and lines[start + offset].tag in _HEADINGS:
            rules[offset] = "tail"
        elif seen > _LAST and is_about_author(lines[start + offset].text):
            rules[offset] = "author-box"
        else:
            passed += 1
            if passed == _LAST:
                break


def _core(boxes: Boxes, start: int, rules: list[str | None]) -> Core:
    """Find the paragraphs that stand directly where most of the story's paragraphs stand."""
    held: dict[int, int] = {}
    around: list[int] = []
    for offset, rule in enumerate(rules):
        index = start + offset
        box = boxes.of_line[index]
        parent = box.parent if box.tag in _PARAGRAPHS and box.parent is not None else box
        around.append(parent.number)
        if rule is None and boxes.weight[index] >= _PROSE and boxes.linked[index] * 2 < boxes.weight[index]:
            held[parent.number] = held.get(parent.number, 0) + boxes.weight[index]
    most = max(held.values(), default=0)
    best = {number for number, weight in held.items() if weight * 2 > most}
    lines = [
        rule is None and boxes.weight[start + offset] >= _PROSE and around[offset] in best
        for offset, rule in enumerate(rules)
    ]
    where = [start + offset for offset, is_core in enumerate(lines) if is_core] or [start]
    return Core(lines, best, where[0], where[-1])


def _is_closing_list(boxes: Boxes, box: Box) -> bool:
    """Whether a list of sentences stands in *box*: what to do now, what to know. Lists of a site are links or words."""
    items = [index for index in range(box.start, box.stop) if boxes.lines[index].tag in _ITEMS]
    said = sum(boxes.lines[index].text[-1] in _SAID for index in items)
    return boxes.share(box) == 0 and len(items) * 2 >= box.stop - box.start and said * 2 >= len(items) > 0


def _head(boxes: Boxes, box: Box, start: int, rules: list[str | None], core: Core) -> None:
    """Drop crumbs of text around the paragraphs, and elements that hold nothing but them."""
    told = sum(boxes.weight[start + offset] for offset, is_core in enumerate(core.lines) if is_core)
    todo = list(box.children)
    while todo:
        inner = todo.pop()
        if inner.start <= core.last and inner.stop > core.first:
            if inner.start < core.first or inner.stop > core.last + 1:
                todo.extend(inner.children)
            continue
        if inner.hint == BODY or inner.tag in {"ul", "ol", "table"}:
            continue
        if inner.start > core.last and _is_closing_list(boxes, inner):
            continue
        kept = [index for index in range(inner.start, inner.stop) if rules[index - start] is None]
        weight = sum(boxes.weight[index] for index in kept)
        paragraphs = sum(boxes.lines[index].tag == "p" for index in kept)
        if len(kept) >= 3 and weight < min(_PROSE * len(kept), told) and paragraphs * 2 < len(kept):
            rule = "head" if inner.start < core.first else "tail"
            for index in kept:
                rules[index - start] = rule
    for offset in range(core.first - start):
        if rules[offset] is not None:
            continue
        index = start + offset
        if boxes.weight[index] >= _PROSE or boxes.lines[index].tag in _HEADINGS or boxes.lines[index].tag == "p":
            break
        if index == core.first - 1 and _DATELINE.fullmatch(boxes.lines[index].text) is not None:
            break
        rules[offset] = "head"
