"""Where a story begins and ends in the element chosen: what stands at its edges and is none of it.

What is believed of news pages: a story's paragraphs stand side by side in one element. A heading such as "Related"
ends the story, unless it is the head of a box and paragraphs go on below that box beside those above it. What trails
below the story's element and says no sentence is the site's: its owner, its licence, its menu. Crumbs of text above the
first paragraph are the page's; a heading or a dateline right above it is the story's. A heading below the last one, of
the form of those between them, heads one more part, be it but a list. Headings at the end head nothing, unless they are
several and are the items of a list themselves, numbered or said as sentences.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import takewhile

from tearsheet.adapters.generic.body.core import PARAGRAPHS, PROSE, Core, beside, is_headed_list, reaches, shape_of
from tearsheet.adapters.generic.body.tool_rows import holds_imprint, is_about_author
from tearsheet.adapters.generic.signs.class_hints import BODY
from tearsheet.adapters.generic.signs.colophon import closing, is_role
from tearsheet.adapters.generic.signs.elements import Box, Boxes, is_link
from tearsheet.adapters.generic.signs.phrases import prompt_of, tail_of
from tearsheet.page.lines import Line

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ITEMS = frozenset({"li", "td", "tr", "dd", "dt"})
SAID = ".。!！?？…"
_SENTENCE = re.compile(r"(?:(?<!\d)\.|[!?…])(?=[\"'”’)»]{0,3}\s)|[.!?…](?=[\"'”’)»]{0,3}$)|[。！？]")
_ENDED = re.compile(r"[.。!！?？…][\"'”’」』)）»]{0,3}$")
_DATELINE = re.compile(r"[A-Z一-鿿][^.!?。！？]{2,50}\s?[—–]{1,2}")
_ASKING = frozenset({"comment-prompt", "share-prompt", "subscribe-prompt", "notices"})
_LAST = 3
"""Lines at the end of a story among which a heading that heads nothing, and who wrote it, are looked for."""
_COLOPHON = 12
"""Lines at an end of a story, at most, that say who had a hand in it."""
_SEVERAL = 3
"""Paragraphs that settle where a story stands, and items that are a list: two may be chance."""
_STEPS_LINKED = 0.1
"""Share of a recipe's words, from 0 to 1, that may be links."""
_STEPS = 2
"""Sentences that tell what to do, at least."""
_SAYS_LITTLE = 24
"""Weight of a short sentence: a verse of five Han characters twice, four words."""
_LEAST_BOX = 2
"""Lines of an element, at least, that has a head or is an imprint: one line is neither."""
_CRUMBS = 3
"""Lines of few words that an element at an edge of the story must hold to be none of it."""


_ABOVE = 0.25
"""Share of the story, from 0 to 1: above its title stands no more of it. Fitted on dev, 2026-11."""
_TOLD_ABOVE = 2
"""Paragraphs above a heading, in its element, that make it a heading of the story and not its title."""


class _Ends:
    """How often the paragraphs above outnumber those below what says that the story is over. Fitted on dev, 2026-11."""

    HEADING = 3
    """Where that is a heading, under which no story goes on,"""
    LINE = 8
    """and where it is any other line, which may be of the story."""


def cut_tail(boxes: Boxes, start: int, rules: list[str | None], core: Core) -> None:
    """Cut at a heading under which no story goes on, and what trails after the last prose."""
    lines = boxes.lines
    cut = len(rules)
    seen = 0
    sides: list[tuple[int, int]] = []
    for offset in range(len(rules)):
        index = start + offset
        if seen and _ends(lines[index], rules[offset]) and lines[index].tag != "pre" and not _asks(boxes, index):
            boxed = _boxed(boxes, index, core, sides)
            if boxed is not None:
                for inside in range(index, boxed.stop):
                    rules[inside - start] = rules[inside - start] or "related"
                continue
            after = core.sums[-1] - seen
            if after * (_Ends.HEADING if lines[index].tag in HEADINGS else _Ends.LINE) <= seen:
                cut = offset
                break
        seen += core.lines[offset]
    for offset in range(cut, len(rules)):
        rules[offset] = rules[offset] or "tail"
    passed = 0
    items = _closing_items(boxes, start, rules)
    for offset in range(len(rules) - 1, -1, -1):
        if rules[offset] is not None:
            continue
        if passed == 0 and lines[start + offset].tag in HEADINGS:
            said = boxes.weight[start + offset] >= 2 * PROSE and _ENDED.search(lines[start + offset].text) is not None
            if offset in items or said:
                break  # what is set as a heading and is a paragraph: no heading weighs two sentences
            rules[offset] = "tail"
        elif seen > _SEVERAL and is_about_author(lines[start + offset].text):
            rules[offset] = "author-box"
        else:
            passed += 1
            if passed == _LAST:
                break


def cut_colophon(boxes: Boxes, start: int, rules: list[str | None]) -> None:
    """Drop the rows of roles at both ends of the story, and what closes it; rows of a table are of the story."""
    kept = [start + offset for offset, rule in enumerate(rules) if rule is None]
    last = takewhile(lambda line: line.tag not in _ITEMS, [boxes.lines[at] for at in kept[: -_COLOPHON - 1 : -1]])
    told = closing([line.text for line in last])
    if len(told) < len(kept):
        for index, rule in zip(reversed(kept), told, strict=False):
            rules[index - start] = rule
    for index in kept[: min(_COLOPHON, len(kept) - len(told) - 1)]:
        if not is_role(boxes.lines[index].text) or boxes.lines[index].tag in _ITEMS:
            break
        rules[index - start] = "credits"


def _ends(line: Line, rule: str | None) -> bool:
    """Whether no story goes on under *line*, dropped by *rule*: it heads something else, or asks for an address."""
    return tail_of(line.text) or (rule == "subscribe-prompt" == prompt_of(line.text) and line.tag in HEADINGS)


def _asks(boxes: Boxes, index: int) -> bool:
    """Whether the line is a button to comment, which may stand amid the story, and heads nothing."""
    box = boxes.of_line[index]
    linked = is_link(boxes.linked[index], boxes.weight[index])
    return linked and box.tag not in HEADINGS and prompt_of(boxes.lines[index].text) == "comment-prompt"


def _boxed(boxes: Boxes, index: int, core: Core, sides: list[tuple[int, int]]) -> Box | None:
    """Return the element that the heading at *index* is the head of, where the story goes on below that element.

    :param sides: what :func:`reaches` says of the page; empty before it is first asked
    """
    box, found = boxes.of_line[index], None
    while box.parent is not None and not (box.start < core.last and core.stands_in(box)):
        found = box
        box = box.parent
    if found is None or found.stop - found.start < _LEAST_BOX or found.start != index:
        return None
    if not sides:
        sides.extend(reaches(boxes, core))
    above = bisect_left(sides, (index,))
    return found if above and sides[above - 1][1] >= found.stop else None


def _closing_items(boxes: Boxes, start: int, rules: list[str | None]) -> set[int]:
    """Return the offsets of the headings that end the story and are its items: numbered, or said as sentences."""
    lines = boxes.lines
    found: list[int] = []
    for offset in range(len(rules) - 1, -1, -1):
        line = lines[start + offset]
        if rules[offset] is not None:
            continue
        if line.tag not in HEADINGS or (found and line.tag != lines[start + found[-1]].tag):
            break
        found.append(offset)
    told = sum(lines[start + offset].text[-1] in SAID or lines[start + offset].text[0].isdigit() for offset in found)
    return set(found) if len(found) >= _SEVERAL and 2 * told >= len(found) else set()


def _is_closing_list(boxes: Boxes, box: Box, core: Core) -> bool:
    """Whether a list of sentences stands in *box*: what to do now, what to know. Lists of a site are links or words."""
    items = [index for index in range(box.start, box.stop) if boxes.lines[index].tag in _ITEMS]
    apart = all(inner.stop - inner.start == 1 for inner in box.children)
    if not items and apart and box.parent is not None and box.parent.number in core.around:
        items = list(range(box.start, box.stop))  # lines that the author broke, beside the story's paragraphs
        if len(items) < _SEVERAL:
            return False
    said = sum(any(cell[-1:] in SAID for cell in boxes.lines[index].text.split("\t") if cell) for index in items)
    return boxes.share(box) == 0 and len(items) * 2 >= box.stop - box.start and said * 2 >= len(items) > 0


def _has_steps(boxes: Boxes, box: Box) -> bool:
    """Whether *box* lists what is taken and tells in sentences what to do with it, as a recipe does."""
    if boxes.share(box) > _STEPS_LINKED:
        return False
    steps = items = longest = 0
    for inner in (box, *boxes.inside(box)):
        if inner.tag in {"li", "p"}:
            items += inner.tag == "li"
            if boxes.lines[inner.stop - 1].text[-1] in SAID:
                steps, longest = steps + 1, max(longest, boxes.size(inner))
    return items >= _SEVERAL and steps >= _STEPS and longest >= PROSE


def _leads_on(boxes: Boxes, box: Box) -> bool:
    """Whether *box* begins with a heading that is all link, and says more: the teaser of another story."""
    first = box.start
    linked = boxes.lines[first].tag in HEADINGS and is_link(boxes.linked[first], boxes.weight[first])
    return linked and box.stop - first >= _LEAST_BOX


def _closing_parts(boxes: Boxes, rules: list[str | None], core: Core) -> set[int]:
    """Return the lines below the paragraphs that stand under a heading of the form of those between them.

    Such a heading heads one more part of the story, be it but a list; what is the site's has headings of its own.
    """
    lines, stop = boxes.lines, core.start + len(rules)
    heads = [at for at in range(core.first, stop) if lines[at].tag in HEADINGS and rules[at - core.start] is None]
    forms = {(lines[at].tag, shape_of(boxes.of_line[at])) for at in heads if at < core.last}
    parts: set[int] = set()
    for number, at in enumerate(heads):
        if at > core.last and (lines[at].tag, shape_of(boxes.of_line[at])) in forms and not tail_of(lines[at].text):
            box = boxes.of_line[at]
            while box.parent is not None and box.start == at:
                box = box.parent
            parts.update(range(at, min(box.stop, heads[number + 1] if number + 1 < len(heads) else stop)))
    return parts


def _heart(box: Box, core: Core) -> Box:
    """Return the smallest box in *box* that holds all paragraphs that are surely the story."""
    while True:
        inner = next((child for child in box.children if child.start <= core.first and child.stop > core.last), None)
        if inner is None or inner.tag in PARAGRAPHS:
            return box
        box = inner


def _says(text: str) -> bool:
    """Whether a sentence ends in *text*."""
    return _SENTENCE.search(text) is not None


def _is_like_subheads(boxes: Boxes, index: int, rules: list[str | None], core: Core) -> bool:
    """Whether short lines of the same form head paragraphs of the story farther down: then this one heads the first."""
    form = _form(boxes, index)
    return form[1] and any(
        rules[at - core.start] is None
        and boxes.weight[at] < PROSE
        and core.holds(at + 1)
        and core.holds(at - 1)
        and _form(boxes, at) == form
        for at in range(core.first + 1, core.last)
    )


def _form(boxes: Boxes, index: int) -> tuple[str, bool]:
    """Return what a line's element is called, and whether it is set apart from plain text by one."""
    element, box = boxes.lines[index].element, boxes.of_line[index]
    tag = element.tag or "" if element is not None else ""
    return f"{box.names()} {tag}", tag in {"b", "strong"} or bool(
        box.node is not None and box.node.attributes.get("class")
    )


def cut_head(boxes: Boxes, box: Box, start: int, rules: list[str | None], core: Core) -> None:
    """Drop crumbs of text around the paragraphs, and elements that hold nothing but them."""
    told = sum(boxes.weight[start + offset] for offset, is_core in enumerate(core.lines) if is_core)
    todo = list(box.children)
    heart = _heart(box, core)
    last_said = start + next(
        (at for at in range(len(rules) - 1, -1, -1) if rules[at] is None and _says(boxes.lines[start + at].text)), 0
    )
    settled = core.sums[-1] >= _SEVERAL
    parts = _closing_parts(boxes, rules, core)
    while todo:
        inner = todo.pop()
        if inner.start <= core.last and inner.stop > core.first:
            if inner.start < core.first or inner.stop > core.last + 1:
                todo.extend(inner.children)
            continue
        if inner.hint == BODY or inner.tag in {"ul", "ol", "table", "pre"} or is_headed_list(boxes, inner, rules, core):
            continue
        kept = [index for index in range(inner.start, inner.stop) if rules[index - start] is None]
        if settled and inner.start >= heart.stop and holds_imprint(boxes, inner):
            for index in kept:
                rules[index - start] = "tail"
            continue
        if kept and parts.issuperset(kept):
            continue
        if inner.start > core.last and _leads_on(boxes, inner):
            for index in kept:
                rules[index - start] = "related"
            continue
        if inner.start > core.last and (_is_closing_list(boxes, inner, core) or _has_steps(boxes, inner)):
            continue
        if (
            settled
            and inner.start >= max(heart.stop, last_said + 1)
            and not any(boxes.lines[index].tag in _ITEMS for index in kept)
        ):
            # What stands below the story's element and says no sentence is the site's: its owner, licence, menu.
            for index in kept:
                rules[index - start] = "tail"
            continue
        if inner.start < core.first and sum(boxes.lines[index].text[-1] in SAID for index in kept) * 2 > len(kept):
            continue  # a poem: its lines are short, and each is said
        weight = sum(boxes.weight[index] for index in kept)
        paragraphs = sum(boxes.lines[index].tag == "p" for index in kept)
        # Beside what asks or warns the reader, more is likely to.
        asked = sum(rules[index - start] in _ASKING for index in range(inner.start, inner.stop))
        if (
            (len(kept) >= _CRUMBS or asked)
            and weight < min(PROSE * (len(kept) + asked), told)
            and paragraphs * 2 < len(kept)
        ):
            rule = "head" if inner.start < core.first else "tail"
            for index in kept:
                rules[index - start] = rule
    for offset in range(core.first - start):
        if rules[offset] is not None:
            continue
        index = start + offset
        line = boxes.lines[index]
        if boxes.weight[index] >= PROSE or line.tag in HEADINGS or line.tag == "p":
            break
        spoken = line.text[-1] in ",，!！:：" and boxes.of_line[index] is boxes.of_line[core.first]
        if not boxes.linked[index] and (spoken or (boxes.weight[index] >= _SAYS_LITTLE and line.text[-1] in SAID)):
            continue
        if index == core.first - 1 and (
            _DATELINE.fullmatch(boxes.lines[index].text) is not None or _is_like_subheads(boxes, index, rules, core)
        ):
            break
        rules[offset] = "head"


def cut_above(boxes: Boxes, start: int, rules: list[str | None], title: int | None) -> None:
    """Drop what stands above the title, unless much of the story does."""
    if title is None or not start <= title < start + len(rules):
        return
    kept = [boxes.weight[start + offset] if rule is None else 0 for offset, rule in enumerate(rules)]
    if sum(kept[: title - start]) > _ABOVE * sum(kept):
        return
    if _told_above(boxes, start, rules, title):
        return
    for offset in range(title - start + 1):
        rules[offset] = rules[offset] or "above-title"


def _told_above(boxes: Boxes, start: int, rules: list[str | None], title: int) -> bool:
    """Whether the heading taken for the title stands amid the story: paragraphs beside it, above and below."""
    around = beside(boxes, title)
    kept = [
        start + offset for offset, rule in enumerate(rules) if rule is None and boxes.weight[start + offset] >= PROSE
    ]
    told = [index for index in kept if boxes.lines[index].tag == "p" and beside(boxes, index) == around]
    return sum(index < title for index in told) >= _TOLD_ABOVE and told[-1] > title
