"""Which part of the page is the story: one element, chosen by weighing the prose in it against the rest.

Every element is a range of lines. What prose it holds counts for it, what navigation it holds counts against it, so the
best is the smallest that holds the whole story. Elements whose names or tags say that they are boilerplate count
nothing, unless most of the page's prose stands in them; cards of other stories count nothing either.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from attrs import evolve, frozen

from tearsheet.adapters.generic.class_hints import BODY, COMMENTS, STRONG
from tearsheet.adapters.generic.elements import Box, Boxes, is_mostly_link, told_sums

_PROSE = 60
"""Weight from which on a line that is mostly no link is prose: a short sentence, or 20 Han characters."""
_SHORT = 20
"""Weight from which on a line that ends as a sentence does is one: two words, or six Han characters."""
_STORY = 3
"""Paragraphs that are a story, or the most of it that boilerplate holds."""


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


class _Held:
    """Shares of the page's prose, 0 to 1: the more held, the less a name counts. Fitted on dev, 2026-11."""

    MOST = 0.5
    """Who holds this much is the story, whatever a class says of it,"""
    NEARLY_ALL = 0.9
    """but for what is called so for sure, which must hold this much;"""
    COMMENTED = 0.8
    """readers may say most of a page, and a story is left above them."""
    LITTLE = 0.1
    """What holds no more than this may go by any name."""


class _Linked:
    """Shares of an element's words, from 0 to 1, that lead elsewhere. Fitted on dev, 2026-11."""

    RELATED, RELATED_TO_MUCH = 0.08, 0.15
    """From which on what is called related is, where it holds little of the prose, and where much."""
    FURNITURE = 0.33
    """From which on any name of boilerplate is believed."""


_OF_PARAGRAPHS = frozenset({"caption", "notices", "form", "comment-form"})
"""What a paragraph by itself may well be, amid those of the story."""
_PARAGRAPH = 100
"""Weight of a paragraph of which less than a quarter is links."""
_NAMED_BODY = 1.1
"""What a name of the story's body is worth, as a factor of the score; and a line of prose besides."""
_CONSENT = re.compile(
    r"consent|accept|privacy|partner|preference|experience|third.part|Cookie[- ]?(?:Richtlinie|policy)|tracking",
    re.IGNORECASE,
)
_ADVICE = 500
_BROWSER = re.compile(
    r"\b(?:enable|disabled|turn on)\b.*\bbrowser\b|\bbrowser\b.*\b(?:enable|disabled)\b|浏览器|瀏覽器|ブラウザ",
    re.IGNORECASE,
)
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
        if text >= _PROSE and _is_advice(line.text):
            found.append(0.0)
        elif is_mostly_link(linked, weight):
            found.append(-(min(weight, _Counts.LINK) + _Counts.LINKED) / (1 + _Counts.FADING * run))
            run += 1
            continue
        elif text >= _PROSE:
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


def _is_advice(text: str) -> bool:
    """Whether *text* asks for consent to cookies, or for a browser that runs scripts."""
    if "ookie" in text and _CONSENT.search(text) is not None:
        return True
    return "JavaScript" in text and len(text) < _ADVICE and _BROWSER.search(text) is not None


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
            score -= _SKIPPED * skipped + _DISTANCE * (skipped - (sums[start] - sums[after]))
        elif stop <= after and title is not None:
            score = _ABOVE * (sums[stop] - sums[start])
        if score > 0 and _NAMED_BODY * score + _PROSE >= best_score and box.hint == BODY:
            score = _NAMED_BODY * score + _PROSE
        if score >= best_score:
            best, best_score = box, score
    direct = _direct(boxes, values, sums, after)
    if direct is not None and not _in_body(best) and direct[0] > _BETTER * max(0.0, best_score):
        _, best, start, stop = direct
        for index in (*range(best.start, start), *range(stop, best.stop)):
            boilerplate[index] = boilerplate[index] or "outside-story"
        return Choice(best, values, story, boilerplate)
    return _grown(boxes, Choice(best, values, story, boilerplate), title)


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
        score = held - _JUNK_BETWEEN * junk - _SKIPPED * skipped
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
            if box.tag == best.tag and story[box.stop] - story[box.start] > _PROSE and box.names() == shape
        ]
        start, stop = min(box.start for box in alike), max(box.stop for box in alike)
        if len(alike) > 1 and not any(boxes.lines[index].tag == "h1" for index in range(start, stop)):
            for index in (*range(parent.start, start), *range(stop, parent.stop)):
                boilerplate[index] = boilerplate[index] or "outside-story"
            return evolve(choice, box=parent)
    return choice


# Shares of weight, fitted on dev, 2026-11.
_SKIPPED = 0.7
"""What prose counts against an element that stands below it: a story is not begun in its middle,"""
_DISTANCE = 0.3
"""and what links do, which are but a distance."""
_ABOVE = 0.2
"""What all counts in an element above the title."""
_JUNK_BETWEEN = 0.5
"""What stands between paragraphs counts against them."""
_BETTER = 1.3
"""By which factor paragraphs side by side must weigh more than the best element."""


def boilerplate_rules(
    boxes: Boxes, raw: Sequence[float], cards: Sequence[Box], title: int | None, allowed: frozenset[str] = frozenset()
) -> list[str | None]:
    """Return of each line the rule that the elements around it name, as far as they hold prose."""
    boilerplate: list[str | None] = [None] * len(boxes.lines)
    total = raw[-1]
    apart = {card.number for card in cards}
    found: list[tuple[Box, str]] = []
    held_by: dict[str, float] = {}
    todo = [boxes.root]
    while todo:
        box = todo.pop()
        held = raw[box.stop] - raw[box.start]
        if not held:
            continue
        rule = "related" if box.number in apart else box.hint
        if (
            rule is not None
            and rule != BODY
            and rule not in allowed
            and not (title is not None and box.start <= title < box.stop)
            and is_boilerplate(boxes, box, rule, held, total)
        ):
            found.append((box, rule))
            held_by[rule] = held_by.get(rule, 0.0) + held
            continue
        todo.extend(box.children)
    for box in _replies(boxes, raw, title) if title is not None else ():
        boilerplate[box.start : box.stop] = [COMMENTS] * (box.stop - box.start)
    for box, rule in found:
        # One name on most of the page's prose is no name of boilerplate.
        if (
            rule in {COMMENTS, "related", "cookie-notice", "footer", "form", "widget"}
            or held_by[rule] < _Held.MOST * total
        ):
            boilerplate[box.start : box.stop] = [rule] * (box.stop - box.start)
    return boilerplate


def is_boilerplate(boxes: Boxes, box: Box, rule: str, held: float, total: float) -> bool:
    """Whether what its name or tag says of *box*, which holds so much prose of so much, is to be believed."""
    if rule not in _OF_PARAGRAPHS and _is_amid(boxes, box):
        return False
    if rule == "widget" and held >= _Held.MOST * total:
        # A drawer or a lightbox that holds most of the page's paragraphs is how the site shows its story.
        return held < _Held.NEARLY_ALL * total and _paragraphs(boxes, box) < _STORY
    if rule in {"cookie-notice", "form", "widget"} or box.tag in {"footer", "nav"}:
        return held < _Held.NEARLY_ALL * total
    if rule == COMMENTS:
        return held < _Held.COMMENTED * total
    if rule == "related":
        return boxes.share(box) > (_Linked.RELATED if held < _Held.MOST * total else _Linked.RELATED_TO_MUCH)
    if held >= _Held.MOST * total or all(line.tag == "pre" for line in boxes.lines[box.start : box.stop]):
        return False  # a box around code with a button to copy it is named a toolbar
    if rule in STRONG or boxes.share(box) > _Linked.FURNITURE or held < _Held.LITTLE * total:
        return True
    return _paragraphs(boxes, box) < _STORY


def _is_amid(boxes: Boxes, box: Box) -> bool:
    """Whether *box* is a paragraph without a link between two that nobody calls anything: one of the story's."""
    if box.tag != "p" or box.parent is None or boxes.links[box.stop] > boxes.links[box.start]:
        return False
    beside = box.parent.children
    at = bisect_left(beside, box.start, key=lambda each: each.start)
    if _is_advice(boxes.lines[box.start].text):
        return False
    return 0 < at < len(beside) - 1 and all(
        other.tag == "p" and boxes.size(other) >= _PARAGRAPH and (other is box or other.hint is None)
        for other in beside[at - 1 : at + 2]
    )


def _replies(boxes: Boxes, raw: Sequence[float], title: int) -> list[Box]:
    """Return the articles without a heading below that of the story, which tells most: what readers say."""
    own: Box | None = boxes.of_line[title]
    while own is not None and own.tag != "article":
        own = own.parent
    if own is None or raw[own.stop] - raw[own.start] < _Held.MOST * raw[-1]:
        return []
    return [
        box
        for box in boxes.all[own.number :]
        if box.tag == "article"
        and box.start >= own.stop
        and not any(boxes.lines[index].level for index in range(box.start, box.stop))
    ]


def _paragraphs(boxes: Boxes, box: Box) -> int:
    return sum(
        boxes.lines[index].tag == "p" and boxes.weight[index] >= _PARAGRAPH > 4 * boxes.linked[index]
        for index in range(box.start, box.stop)
    )
