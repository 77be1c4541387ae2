"""Which part of the page is the story: one element, chosen by weighing the prose in it against the rest.

Every element is a range of lines. What prose it holds counts for it, what navigation it holds counts against it, so the
best is the smallest that holds the whole story. Elements whose names or tags say that they are boilerplate count
nothing, unless most of the page's prose stands in them; cards of other stories count nothing either.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import accumulate

from attrs import evolve, frozen

from tearsheet.adapters.generic.body.boilerplate_boxes import boilerplate_rules
from tearsheet.adapters.generic.body.core import PROSE
from tearsheet.adapters.generic.body.tool_rows import LONGEST_IMPRINT, is_imprint
from tearsheet.adapters.generic.signs.class_hints import BODY
from tearsheet.adapters.generic.signs.elements import Box, Boxes, is_mostly_link, told_sums
from tearsheet.adapters.generic.signs.phrases import is_advice

_SHORT = 20
"""Weight from which on a line that ends as a sentence does is one: two words, or six Han characters."""


class _Counts:
    """What a line counts for being story, of its weight or in bytes. Fitted on dev, 2026-11."""

    LINK = 40
    """The most that a link counts against it,"""
    LINKED = 10
    """and what any counts besides its weight;"""
    FADING = 0.15
    """each link in a row divides it by so much more: a list of fifty is one list."""
    CODE = 0.8
    """A line of code, which is story, and not as sure as prose."""
    SENTENCE = 0.5
    """A short sentence, or a short paragraph."""
    CRUMB = -5.0
    """A few words that are neither."""


class _Chosen:
    """What counts for and against an element being the story, as factors of weight. Fitted on dev, 2026-11."""

    SKIPPED = 0.7
    """Prose above it counts so much against it: a story is not begun in its middle,"""
    DISTANCE = 0.3
    """and links so much, which are but a distance."""
    ABOVE = 0.2
    """What all counts in an element above the title."""
    BETWEEN = 0.5
    """What stands between paragraphs side by side counts against them,"""
    BETTER = 1.3
    """and they must weigh more by this factor than the best element."""


_NAMED_BODY = 1.1
"""What a name of the story's body is worth, as a factor of the score; and a line of prose besides."""
_ENDS = '.。!！?？…”"」』:：;；）)'


@frozen
class Choice:
    """The element chosen, and which lines of the page are boilerplate under which rule.

    :ivar prose: of each line, what it counts for being story; below 0 for links and the like
    :ivar told: the running sums of what counts for it
    :ivar boilerplate: of each line the rule under which it is none of the story, or ``None``
    """

    box: Box
    prose: list[float]
    told: Sequence[float]
    boilerplate: list[str | None]


def prose_of(boxes: Boxes) -> list[float]:
    """Return what each line counts: prose its weight, links and crumbs of text less than nothing."""
    found: list[float] = []
    run = 0
    for line, weight, linked in zip(boxes.lines, boxes.weight, boxes.linked, strict=True):
        text = weight - linked
        if text >= PROSE and (is_advice(line.text) or _owns(line.text, weight)):
            found.append(0.0)
        elif is_mostly_link(linked, weight):
            found.append(-(min(weight, _Counts.LINK) + _Counts.LINKED) / (1 + _Counts.FADING * run))
            run += 1
            continue
        elif text >= PROSE:
            found.append(float(text - linked))
        elif line.tag == "pre":
            found.append(text * _Counts.CODE)
        elif (line.text[-1] in _ENDS and text >= _SHORT) or line.tag == "p":
            found.append(text * _Counts.SENTENCE)
        else:
            found.append(_Counts.CRUMB)
        if found[-1] > 0:
            run = 0
    return found


def _owns(text: str, weight: int) -> bool:
    """Whether the line *text* of Han characters is the imprint of the site: who runs it, by whose licence."""
    return weight < LONGEST_IMPRINT and not text.isascii() and is_imprint(text)


def choose(
    boxes: Boxes,
    prose: Sequence[float],
    raw: Sequence[float],
    cards: Sequence[Box],
    title: int | None,
    *,
    believe: bool = True,
    allowed: frozenset[str] = frozenset(),
) -> Choice:
    """Choose the element that holds the story. *title* is the line of the printed title, where it is known.

    :param raw: the :func:`told_sums` of *prose*
    :param believe: whether what the names of elements say counts
    :param allowed: what they may say and mean nothing
    """
    boilerplate: list[str | None] = [None] * len(boxes.lines)
    if believe:
        boilerplate = boilerplate_rules(boxes, raw, cards, title, allowed)
    for index in boxes.site_lines:
        boilerplate[index] = "site-line"
    values = [0.0 if rule is not None and value > 0 else value for value, rule in zip(prose, boilerplate, strict=True)]
    sums = array("d", accumulate(values, initial=0.0))
    story = told_sums(values)
    after = 0 if title is None else title + 1
    best, best_score = boxes.root, float("-inf")
    for box in boxes.all:
        start, stop = box.start, box.stop
        if story[stop] == story[start]:
            continue
        score = sums[stop] - sums[start] if start >= after else sums[stop] - sums[min(after, stop)]
        if start > after:
            # What stands between the title and here was passed over: prose should not have been, links are a distance.
            skipped = story[start] - story[after]
            score -= _Chosen.SKIPPED * skipped + _Chosen.DISTANCE * (skipped - (sums[start] - sums[after]))
        elif stop <= after and title is not None:
            score = _Chosen.ABOVE * (sums[stop] - sums[start])
        if score > 0 and _NAMED_BODY * score + PROSE >= best_score and box.hint == BODY:
            score = _NAMED_BODY * score + PROSE
        if score >= best_score:
            best, best_score = box, score
    direct = _direct(boxes, values, sums, after)
    alone = direct is not None and best.tag == "p" and best.parent is direct[1]
    if (
        direct is not None
        and (alone or not _in_body(best))
        and direct[0] > (1.0 if alone else _Chosen.BETTER) * max(0.0, best_score)
    ):
        _, best, start, stop = direct
        while start - 1 >= max(after, best.start) and _heads(boxes, best, start - 1):
            start -= 1
        for index in (*range(best.start, start), *range(stop, best.stop)):
            boilerplate[index] = boilerplate[index] or "outside-story"
        return Choice(best, values, story, boilerplate)
    return _grown(boxes, Choice(best, values, story, boilerplate), title)


def _heads(boxes: Boxes, box: Box, index: int) -> bool:
    """Whether the line is a heading right in *box* that leads nowhere."""
    return boxes.lines[index].level is not None and boxes.of_line[index].parent is box and not boxes.linked[index]


def _in_body(box: Box) -> bool:
    around: Box | None = box
    while around is not None:
        if around.hint == BODY:
            return True
        around = around.parent
    return False


def _direct(
    boxes: Boxes, values: Sequence[float], sums: Sequence[float], after: int
) -> tuple[float, Box, int, int] | None:
    """Find the paragraphs that stand side by side in one element, whatever else it holds after them.

    Return what they weigh, the element, and from which line to which they stand.
    """
    told: dict[int, tuple[float, int, int]] = {}
    for index in range(after, len(values)):
        if values[index] <= 0:
            continue
        box = boxes.of_line[index]
        if box.tag == "p" and box.parent is not None:
            number = box.parent.number
            held, start, _ = told.get(number, (0.0, index, index))
            told[number] = (held + values[index], start, index + 1)
    best: tuple[float, Box, int, int] | None = None
    for number, (held, start, stop) in told.items():
        junk = held - (sums[stop] - sums[start])
        skipped = max(0.0, sums[start] - sums[after])
        score = held - _Chosen.BETWEEN * junk - _Chosen.SKIPPED * skipped
        if best is None or score > best[0]:
            best = (score, boxes.all[number], start, stop)
    return best


def _grown(boxes: Boxes, choice: Choice, title: int | None) -> Choice:
    """Take in the elements of the same shape beside the one chosen, where widgets part one story into several."""
    best, story, boilerplate = choice.box, choice.told, choice.boilerplate
    parent = best.parent
    shape = best.names()
    if parent is not None and shape.strip() and not (title is not None and best.start <= title < best.stop):
        alike = [best] + [
            box
            for box in parent.children
            if box.tag == best.tag and story[box.stop] - story[box.start] > PROSE and box.names() == shape
        ]
        start, stop = min(box.start for box in alike), max(box.stop for box in alike)
        if len(alike) > 1 and not any(boxes.lines[index].tag == "h1" for index in range(start, stop)):
            for index in (*range(parent.start, start), *range(stop, parent.stop)):
                boilerplate[index] = boilerplate[index] or "outside-story"
            return evolve(choice, box=parent)
    return choice
