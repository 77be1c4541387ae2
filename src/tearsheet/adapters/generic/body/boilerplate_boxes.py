"""Which elements are boilerplate: what their names and tags say, as far as what they hold lets it be believed.

Names are chance where much of the page's prose stands in them. Whatever it is called, what begins with a word on
privacy is a form of consent, and articles below the one that tells the story are what readers say, or other stories.
An element apart from the story's paragraphs that ends by asking for something is an appeal from its first word on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from tearsheet.adapters.generic.body.core import Core, beside
from tearsheet.adapters.generic.signs.class_hints import BODY, COMMENTS, STRONG
from tearsheet.adapters.generic.signs.elements import LINKS, PARAGRAPH, Box, Boxes, is_link
from tearsheet.adapters.generic.signs.phrases import is_advice
from tearsheet.adapters.generic.signs.whole_lines import PRIVACY, rule_of_line

_STORY = 3
"""Paragraphs that are a story, or the most of it that boilerplate holds."""


_LONGEST_APPEAL, _LONGEST_BUTTON, _LAST_WORDS = 1400, 40, 2
"""Weight of an appeal, three paragraphs, and of its button; and its last lines, one of which asks: the button, and what
one agrees to.
"""
_OF_LISTS = frozenset({"ul", "ol", "li", "table", "tbody", "tr", "td"})
"""What holds no appeal alone: one item of a list may lead where readers sign up."""


_ASKING = re.compile(
    r"/(?:donate|donations?|give|giving|support-us|contribute|subscri(?:be|ption)s?|membership|join|newsletters?|sign-?up"
    r"|spenden|abo|abonne(?:ment|z-vous)|dons?|suscri(?:be(?:te)?|pcion))(?:[/?#.]|$)",
    re.IGNORECASE,
)
"""The address of a page on which readers give, subscribe or sign up."""
_BUTTONS = re.compile(
    r"(?:total )?votes?: ?[\d.,]+|[\d.,]+ ?votes?(?: cast)?|vote(?: now)?|yes\W*no"
    r"|.{0,30}(?:see|view) results|[\d,]+ ?票"
    r"|(?:(?:(?:get it|download) (?:on|from|in) )?(?:the )?(?:app store|google play|app ?gallery)[ ,|·]*)+"
)
"""What a poll or a survey ends with, or the praise of an app."""


_NOTED = re.compile(
    r"(?:^|[\s_-])(?:notes?|callout|tips?|warning|admonition|(?:info|fact|fakta|fakten)-?(?:box|kasten|ruta)|encadr[eé]"
    r"|key-?(?:points?|facts?)|takeaways?|highlights?)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""What an aside is called that belongs to the story."""


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
    NOWHERE = 0.05
    """Below which it is no navigation, if it holds a paragraph."""


_OF_PARAGRAPHS = frozenset({"caption", "notices", "form", "comment-form"})
"""What a paragraph by itself may well be, amid those of the story."""


def boilerplate_rules(
    boxes: Boxes, raw: Sequence[float], cards: Sequence[Box], title: int | None, allowed: frozenset[str] = frozenset()
) -> list[str | None]:
    """Return of each line the rule that the elements around it name, as far as they hold prose."""
    boilerplate: list[str | None] = [None] * len(boxes.lines)
    total = raw[-1]
    apart = {card.number for card in cards}
    found: list[tuple[Box, str, float]] = []
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
            found.append((box, rule, held))
            continue
        todo.extend(box.children)
    for box, rule in _articles_below(boxes, raw, title) if title is not None else ():
        boilerplate[box.start : box.stop] = [rule] * (box.stop - box.start)
    for box in _consents(boxes, raw, title):
        boilerplate[box.start : box.stop] = ["cookie-notice"] * (box.stop - box.start)
    for box, rule in believed(found, total):
        boilerplate[box.start : box.stop] = [rule] * (box.stop - box.start)
    return boilerplate


_READERS = frozenset({COMMENTS, "related"})
"""What is believed of most of a page, paragraph by paragraph: readers say it, or other stories begin so."""
_OF_BOXES = frozenset({"cookie-notice", "footer", "form", "widget"})
"""What elements around paragraphs are called, however much they hold, and a paragraph by itself by chance."""


def believed(found: Sequence[tuple[Box, str, float]], total: float) -> Iterator[tuple[Box, str]]:
    """Yield those of *found*, elements and what each is called and holds, that are boilerplate.

    One name on most of the page's prose is no name of boilerplate.
    """
    held_by: dict[tuple[str, bool], float] = {}
    for box, rule, held in found:
        key = rule, box.tag == "p"
        held_by[key] = held_by.get(key, 0.0) + held
    for box, rule, _ in found:
        alone = box.tag == "p"
        sure = rule in _READERS or (rule in _OF_BOXES and not alone)
        if sure or held_by[rule, alone] < _Held.MOST * total:
            yield box, rule


def _consents(boxes: Boxes, raw: Sequence[float], title: int | None) -> Iterator[Box]:
    """Yield the largest elements that begin by saying that the reader's privacy is valued, and hold no title."""
    if boxes.consents is None:
        likely = [line for line in boxes.lines if line.text[:2] in PRIVACY]
        boxes.consents = [line.index for line in likely if rule_of_line(line.text) == "cookie-notice"]
    stop = 0
    for index in boxes.consents:
        if index < stop:
            continue
        box, largest = boxes.of_line[index], None
        while (
            box.parent is not None
            and raw[box.start] == raw[index]
            and (title is None or title not in range(box.start, box.stop))
        ):
            largest, box = box, box.parent
        if largest is not None and (title is not None or raw[largest.stop] - raw[largest.start] < _Held.MOST * raw[-1]):
            stop = largest.stop
            yield largest


def drop_appeals(boxes: Boxes, start: int, rules: list[str | None], core: Core, worded: Sequence[int]) -> None:
    """Drop the elements apart from the story's paragraphs that end by asking for money, an address or an account.

    :param worded: offsets of the lines whose first words make them boilerplate
    """
    asking = {offset for offset in worded if rules[offset] == "subscribe-prompt"}
    for index, rule in enumerate(rules, start):
        # A paragraph without a link asks for nothing.
        if (boxes.linked[index] or boxes.weight[index] <= _LONGEST_BUTTON) and _asks(boxes, core, index, rule):
            asking.add(index - start)
    for index in sorted(start + offset for offset in asking):
        box, appeal = boxes.of_line[index], None
        while (
            box.start >= start
            and box.tag not in _OF_LISTS
            and not core.stands_in(box)
            and boxes.size(box) <= _LONGEST_APPEAL
        ):
            if index >= box.stop - _LAST_WORDS and box.stop <= start + len(rules):
                appeal = box
            if box.parent is None:
                break
            box = box.parent
        for inside in range(appeal.start, appeal.stop) if appeal is not None else ():
            rules[inside - start] = rules[inside - start] or "subscribe-prompt"


def _asks(boxes: Boxes, core: Core, index: int, rule: str | None) -> bool:
    """Whether the line is a poll's, or ends with a link to where readers give, subscribe, sign up or load an app."""
    text, linked, weight = boxes.lines[index].text, boxes.linked[index], boxes.weight[index]
    if weight <= _LONGEST_BUTTON and _BUTTONS.fullmatch(text.lower()) is not None:
        return not core.holds(index)
    if rule not in {None, "link"} or not linked or core.holds(index):
        return False
    button = weight <= _LONGEST_BUTTON and is_link(linked, weight)
    around = beside(boxes, index)
    apart = weight <= _LONGEST_APPEAL and around not in core.around and boxes.all[around].tag not in _OF_LISTS
    return (button or apart) and any(_ASKING.search(href) is not None for href in boxes.lines[index].hrefs[-1:])


def is_boilerplate(boxes: Boxes, box: Box, rule: str, held: float, total: float) -> bool:
    """Whether what its name or tag says of *box*, which holds so much prose of so much, is to be believed."""
    if rule not in _OF_PARAGRAPHS and _is_amid(boxes, box):
        return False
    nowhere = box.tag not in {"nav", "menu"} and boxes.share(box) < _Linked.NOWHERE
    if rule == "aside" and nowhere and _NOTED.search(box.classes) is not None:
        return False
    if rule == "navigation" and nowhere and _paragraphs(boxes, box):
        return False
    if rule == "widget" and held >= _Held.MOST * total:
        # A drawer or a lightbox that holds most of the page's paragraphs is how the site shows its story.
        return held < _Held.NEARLY_ALL * total and _paragraphs(boxes, box) < _STORY
    if rule == "form" and box.tag == "form" and held >= _Held.MOST * total:
        # Boards put a form around all posts, for those who choose some of them.
        return not any(weight >= PARAGRAPH for weight in boxes.weight[box.start : box.stop])
    if rule in {"cookie-notice", "form", "widget"} or box.tag in {"footer", "nav"}:
        return held < _Held.NEARLY_ALL * total
    if rule == COMMENTS:
        return held < _Held.COMMENTED * total
    if rule == "related":
        return boxes.share(box) > (_Linked.RELATED if held < _Held.MOST * total else _Linked.RELATED_TO_MUCH)
    if held >= _Held.MOST * total or all(line.tag == "pre" for line in boxes.lines[box.start : box.stop]):
        return False  # a box around code with a button to copy it is named a toolbar
    if rule in STRONG or boxes.share(box) > LINKS or held < _Held.LITTLE * total:
        return True
    return _paragraphs(boxes, box) < _STORY


def _is_amid(boxes: Boxes, box: Box) -> bool:
    """Whether *box* is a paragraph without a link between two that nobody calls anything: one of the story's."""
    if box.tag != "p" or box.parent is None or boxes.links[box.stop] > boxes.links[box.start]:
        return False
    beside = box.parent.children
    at = bisect_left(beside, box.start, key=lambda each: each.start)
    if is_advice(boxes.lines[box.start].text):
        return False
    return 0 < at < len(beside) - 1 and all(
        other.tag == "p" and boxes.size(other) >= PARAGRAPH and (other is box or other.hint is None)
        for other in beside[at - 1 : at + 2]
    )


def _articles_below(boxes: Boxes, raw: Sequence[float], title: int) -> Iterator[tuple[Box, str]]:
    """Yield the articles below that of the story, which tells most, and what they are.

    Those without a heading are what readers say, and those whose first heading is a link are other stories.
    """
    own: Box | None = boxes.of_line[title]
    while own is not None and own.tag != "article":
        own = own.parent
    if own is None or raw[own.stop] - raw[own.start] < _Held.MOST * raw[-1]:
        return
    for box in boxes.all[own.number :]:
        if box.tag == "article" and box.start >= own.stop:
            heads = [index for index in range(box.start, box.stop) if boxes.lines[index].level]
            if not heads or is_link(boxes.linked[heads[0]], boxes.weight[heads[0]]):
                yield box, "related" if heads else COMMENTS


def _paragraphs(boxes: Boxes, box: Box) -> int:
    return sum(
        boxes.lines[index].tag == "p" and boxes.weight[index] >= PARAGRAPH > 4 * boxes.linked[index]
        for index in range(box.start, box.stop)
    )
