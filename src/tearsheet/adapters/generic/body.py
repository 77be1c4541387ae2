"""Which part of the page is the story: one element, chosen by weighing the prose in it against the rest.

Every element is a range of lines. What prose it holds counts for it, what navigation it holds counts against it, so the
best is the smallest that holds the whole story. Elements whose names or tags say that they are furniture count nothing,
unless most of the page's prose stands in them; cards of other stories count nothing either.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from attrs import frozen

from tearsheet.adapters.generic.boxes import Box, Boxes
from tearsheet.adapters.generic.names import BODY, COMMENTS

__all__ = ["Choice", "choose", "prose_of", "title_line"]

_PROSE = 60
"""Weight from which on a line that is mostly no link is prose: a short sentence, or 20 Han characters."""
_JUNK = 40
_ENDS = ".。!！?？…”\"」』:：;；）)"


@frozen
class Choice:
    """The element chosen, and which lines of the page are furniture under which rule.

    :ivar prose: of each line, what it counts for being story; below 0 for links and the like
    :ivar furniture: of each line the rule under which it is none of the story, or ``None``
    """

    box: Box
    prose: list[float]
    furniture: list[str | None]


def prose_of(boxes: Boxes) -> list[float]:
    """Return what each line counts: prose its weight, links and crumbs of text less than nothing."""
    found: list[float] = []
    for line, weight, linked in zip(boxes.lines, boxes.weight, boxes.linked, strict=True):
        text = weight - linked
        if linked * 2 > weight:
            found.append(-float(min(weight, _JUNK) + 10))
        elif text >= _PROSE:
            found.append(float(text - linked))
        elif line.text[-1] in _ENDS and text >= 20:
            found.append(text / 2)
        elif line.tag == "p":
            found.append(text / 4)
        else:
            found.append(-5.0)
    return found


def choose(boxes: Boxes, prose: Sequence[float], cards: Sequence[Box], title: int | None) -> Choice:
    """Choose the element that holds the story. *title* is the line of the printed title, where it is known."""
    count = len(boxes.lines)
    raw = [0.0, *accumulate(max(0.0, value) for value in prose)]
    furniture: list[str | None] = [None] * count
    total = raw[-1]
    todo = [boxes.root]
    apart = {card.number for card in cards}
    while todo:
        box = todo.pop()
        held = raw[box.stop] - raw[box.start]
        if not held and box is not boxes.root:
            continue
        rule = "related" if box.number in apart else box.hint
        if rule is not None and rule != BODY:
            has_title = title is not None and box.start <= title < box.stop
            if not has_title and (rule in {COMMENTS, "related"} or held < 0.5 * total):
                furniture[box.start : box.stop] = [rule] * (box.stop - box.start)
                continue
        todo.extend(box.children)
    values = [0.0 if rule is not None and value > 0 else value for value, rule in zip(prose, furniture, strict=True)]
    sums = [0.0, *accumulate(values)]
    best, best_score = boxes.root, float("-inf")
    for box in boxes.all:
        score = sums[box.stop] - sums[box.start]
        if score > 0 and raw[box.stop] > raw[box.start] and box.hint == BODY:
            score *= 1.1
        if score >= best_score:
            best, best_score = box, score
    return Choice(best, values, furniture)


_HEADINGS = frozenset({"h1", "h2", "h3"})
_NOT_WORDS = re.compile(r"[\W_]+")


def title_line(boxes: Boxes, stated: str | None) -> int | None:
    """Return the index of the line that prints the title: the first heading that *stated*, the page's title, begins with or holds."""
    wanted = _NOT_WORDS.sub("", stated or "").lower()
    best: tuple[int, int] | None = None
    first_h1: int | None = None
    for line in boxes.lines:
        tag = line.tag
        heading = tag in _HEADINGS
        if heading and tag == "h1" and first_h1 is None and len(line.text) > 8:
            first_h1 = line.index
        if not wanted or len(line.text) > 300 or (not heading and len(line.text) < 8):
            continue
        if not heading and boxes.linked[line.index]:
            continue
        words = _NOT_WORDS.sub("", line.text).lower()
        if len(words) >= 4 and words in wanted:
            key = (len(words) + 40 * (tag == "h1") + 10 * heading, -line.index)
            if best is None or key > best:
                best = key
    if best is not None and best[0] >= min(12, len(wanted)):
        return -best[1]
    return first_h1
