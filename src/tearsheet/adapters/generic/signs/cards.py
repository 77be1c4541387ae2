"""Cards: boxes of one shape side by side, each with a link to another story and little more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from attrs import frozen

from tearsheet.adapters.generic.signs.class_hints import BODY, unnumbered
from tearsheet.adapters.generic.signs.elements import Box, Boxes, is_link, lines_of
from tearsheet.adapters.generic.signs.phrases import sells
from tearsheet.page.address import domain_of
from tearsheet.page.lines import Line
from tearsheet.text.language import syllables

# All weights here are bytes.
_LEAST, _FEW = 3, 5
"""Elements side by side that are cards or items, at least; and so few that none may weigh twice what the others do."""
LEAST_LINK, BESIDE_LINK, _LONG = 12, 40, 80
"""Weight of a link that may be a title, of what stands beside it on its line at most, and of prose at least."""
_MOST_LINES, _MOST_LONG, _MOST_PROSE = 16, 3, 1000
"""Of a card at most: lines, those of them that are prose, and what these weigh."""
_MOST_ITEM_LINES, _MOST_SAID, _LONGEST_ITEM_LINK = 40, 3, 400
"""Of an item of a list at most: lines, those of them that are prose, and the weight of the link that is its title."""
_MOST_EXCERPT = 600
"""Weight of what says what a page elsewhere is about, its headline counted."""
_ROW_LINES = 3
"""Lines of an item that is a title and a day, of which two are a list."""
_NEVER = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "pre", "dt", "dd", "tbody", "thead"})
_DIGITS = re.compile(r"\d+")
_PLAIN_HOST = re.compile(r"https?://([A-Za-z0-9.-]+)(?:[/?#]|$)")
_NO_ITEMS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "pre", "thead", "dt"})
_HEADS = frozenset({"h2", "h3", "h4", "h5", "dt"})
_AROUND_TAGS = frozenset({"header", "footer", "nav", "aside"})
_AROUND = frozenset({"navigation", "footer", "aside", "advert", "breadcrumb", "share-prompt", "header"})
_DAY = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d月\d")
_HEADLINE = 7
"""Syllables of a link from which on it is a headline and no name or tag."""
_LINES = 6  # the most of a card that stands below a story
_ALIKE = 0.7
"""Share of what stands side by side that must be cards, and of these that must lead to pages of their own."""
_TITLED = 0.6
"""Share of what stands side by side that must have a title that is a link; of the words in an item that make it a list.

Both shares are fitted on dev, 2026-11."""


@frozen
class Group:
    """Cards of one shape below one element."""

    parent: Box
    cards: list[Box]


def card_groups(boxes: Boxes, host: str | None, raw: Sequence[float] | None = None) -> list[Group]:
    """Return the groups of cards on the page, in reading order. *host* is that of the page, where it is known.

    :param raw: running sums of the prose in the lines, where only those groups are wanted that hold some
    """
    return [group for group in _groups(boxes, boxes.weights if raw is None else raw) if _is_inside(boxes, group, host)]


def _is_inside(boxes: Boxes, group: Group, host: str | None) -> bool:
    """Whether the cards lead to pages of the same site; those of a list of products or addresses lead elsewhere."""
    inside = outside = 0
    for card in group.cards[:4]:  # where these lead the others do
        href = next((href for index in range(card.start, card.stop) if (href := _href(boxes, index)) is not None), None)
        if href is None or href.startswith(("#", "mailto:", "tel:")):
            outside += 1
        elif href.startswith(("http://", "https://", "//")):
            target = domain_of(href)
            inside += host is None or target == host
            outside += host is not None and target != host
        else:
            inside += 1
    return inside >= outside


def _href(boxes: Boxes, index: int) -> str | None:
    if not is_link(boxes.linked[index], boxes.weight[index]):
        return None
    return next(iter(boxes.lines[index].hrefs), None)


def _groups(boxes: Boxes, told: Sequence[float]) -> list[Group]:
    """Return the groups of what looks like cards, of which some hold what counts in the running sums *told*."""
    found: list[Group] = []
    links = boxes.links
    for box in boxes.all:
        children = box.children
        if (
            len(children) < _LEAST
            or links[box.stop] - links[box.start] < _LEAST * LEAST_LINK
            or told[box.stop] == told[box.start]
        ):
            continue
        kinds: dict[str, list[Box]] = {}
        for child in children:
            if child.tag not in _NEVER:
                kinds.setdefault(child.tag, []).append(child)
        for same in kinds.values():
            if len(same) < _LEAST or not any(told[child.stop] > told[child.start] for child in same):
                continue
            cards = [child for child in same if _is_card(boxes, child)]
            if len(cards) < _LEAST:
                continue
            numbers = {card.number for card in cards}
            shapes: dict[str, list[Box]] = {}
            for child in same:
                shapes.setdefault(_shape(child), []).append(child)
            for alike in shapes.values():
                alike_cards = [child for child in alike if child.number in numbers]
                if (
                    len(alike_cards) >= _LEAST
                    and len(alike_cards) >= _ALIKE * len(alike)
                    and any(told[child.stop] > told[child.start] for child in alike_cards)
                ):
                    found.append(Group(box, alike_cards))
    return found


def _shape(box: Box) -> str:
    name = box.classes.partition(" ")[0]
    return unnumbered(name)


def _is_card(boxes: Boxes, box: Box) -> bool:
    start, stop = box.start, box.stop
    if stop - start > _MOST_LINES or boxes.links[stop] - boxes.links[start] < LEAST_LINK:
        return False
    prose = long = 0
    title = False
    weight, linked = boxes.weight, boxes.linked
    for index in range(start, stop):
        whole, link = weight[index], linked[index]
        if is_link(link, whole):
            title = title or link >= LEAST_LINK
        elif whole >= _LONG:
            long += 1
            prose += whole
    return title and long <= _MOST_LONG and prose <= _MOST_PROSE and box.hint != BODY


def around_of(boxes: Boxes) -> list[bool]:
    """Return of each box, by its number, whether it stands in what surrounds the content of every page of a site."""
    if boxes.around is None:
        boxes.around = boxes.within(lambda box: box.tag in _AROUND_TAGS or box.hint in _AROUND)
    return boxes.around


def is_of_another(lines: Sequence[Line], index: int, stop: int, *, above: bool = False) -> bool:
    """Whether the line at *index*, below the story that ends before *stop*, speaks of another story or of a reader.

    It does in an article without the story, and in a card: a few lines in one element, one of them a linked headline.
    :param above: whether that must stand above: a box on who wrote the story lists what else he has written
    """
    if stop < 1 or lines[index].node is None:
        return False
    story = {node.mem_id for node in lines[stop - 1].ancestors()}
    beside = lines[max(stop, index - _LINES) : index + _LINES + 1]
    told = index + 1 if above else len(lines)
    headed = [at for at, line in enumerate(beside) if line.index < told and _is_headline(line)]
    held = [{node.mem_id for node in line.ancestors()} for line in beside] if headed else []
    heads = [held[at] for at in headed]
    for node in lines[index].ancestors():
        identity = node.mem_id
        if identity in story:
            return False
        if node.tag == "article":
            return True
        if any(identity in around for around in heads):
            return sum(identity in around for around in held) <= _LINES
    return False


def _is_headline(line: Line) -> bool:
    """Whether *line* begins with a link that is as long as headlines are; a tag stands behind what it is the tag of."""
    first = next(iter(line.runs), None) if line.is_linked else None
    return first is not None and bool(first.href) and syllables(first.text) >= _HEADLINE


def item_groups(boxes: Boxes) -> list[Group]:
    """Return the groups of what may be the items of a list, in reading order.

    An item is an element of the shape of its neighbours with a link that is a line or most of one: a card, but also a
    paragraph, a row, or a line of a title and a date; of short ones with a date two are a group. Or it has a heading
    or a word, and a link as its neighbours have. Of items within items those that hold most of the words are taken.
    """
    found: list[Group] = []
    around = around_of(boxes)
    for box in boxes.all:
        if around[box.number] or boxes.links[box.stop] - boxes.links[box.start] < 2 * LEAST_LINK:
            continue
        shapes: dict[tuple[str, str], list[Box]] = {}
        for child in box.children:
            if child.tag not in _NO_ITEMS:
                shapes.setdefault((child.tag, _shape(child) or _named(child)), []).append(child)
        for alike in (*shapes.values(), _rows(boxes, box), *_headed(boxes, box)):
            if len(alike) < 2:
                continue
            items = [child for child in alike if _item_title(boxes, child) is not None]
            if len(items) < _TITLED * len(alike) or len(items) < 2:
                found += _called(boxes, box, alike)
                continue
            sizes = [boxes.size(item) for item in items]
            if len(items) == 2 and not all(_is_dated_row(boxes, item) for item in items):
                continue
            if len(items) < _FEW and max(sizes) * 2 > sum(sizes) + max(sizes) // 2:
                continue
            if len({_target(boxes, item) for item in items}) >= _ALIKE * len(items):
                found.append(Group(box, items))
    return _parted(boxes, _joined(found))


def _joined(groups: Sequence[Group]) -> list[Group]:
    """Join the items of two groups that alternate: a row with a headline, and one with what else is said of it."""
    kept: list[Group] = []
    for group in groups:
        heads = kept[-1].cards if kept and kept[-1].parent is group.parent else []
        row = [box for pair in zip(heads, group.cards, strict=False) for box in pair]
        if len(heads) == len(group.cards) and all(one.stop <= other.start for one, other in pairwise(row)):
            items = [
                lines_of(group.parent, head.start, rest.stop) for head, rest in zip(heads, group.cards, strict=True)
            ]
            kept[-1] = Group(group.parent, items)
        else:
            kept.append(group)
    return kept


def _called(boxes: Boxes, box: Box, alike: Sequence[Box]) -> list[Group]:
    """Return the group of those of *alike* that lead to a page each: by a link of a word or two that begins them, with
    prose below, or by one of the same words in all, with a heading above. What says more is told here, not there.
    """
    if len(alike) < _LEAST or sum(map(boxes.size, alike)) > _MOST_EXCERPT * len(alike):
        return []
    calls: dict[str, dict[str, Box]] = {}
    for item in alike:
        headed = False
        long = max(boxes.weight[item.start : item.stop]) >= _LONG
        if not long and item.stop == item.start + 1:
            continue
        for index in range(item.start, min(item.stop, item.start + _MOST_ITEM_LINES)):
            line = boxes.lines[index]
            if boxes.weight[index] <= _LONG and is_link(boxes.linked[index], boxes.weight[index]):
                href = next(iter(line.hrefs), "")
                begins = index == item.start and long
                if href and href[0] != "#" and (begins or headed) and not sells(line.text):
                    words = "" if begins else _DIGITS.sub("", line.text).casefold()
                    calls.setdefault(words, {}).setdefault(href, item)
            headed = headed or line.level is not None
    most = max(calls.values(), key=len, default={})
    items = list({item.start: item for item in most.values()}.values())
    return [Group(box, items)] if len(items) >= max(_LEAST, _TITLED * len(alike)) else []


def _named(box: Box) -> str:
    """Return what the ``id`` of an element without a class says, its number left out."""
    return unnumbered(box.names().strip())


def _rows(boxes: Boxes, box: Box) -> list[Box]:
    """Return the lines that stand directly in *box*, parted by line breaks, as elements of their own."""
    if box.tag in _NEVER or box.tag in {"li", "a"}:
        return []
    rows: list[Box] = []
    for index in range(box.start, box.stop):
        if boxes.of_line[index] is box:
            row = Box(-1, box, None, "br", index, box.link)
            row.stop = index + 1
            rows.append(row)
    return rows if len(rows) >= _LEAST else []


def _headed(boxes: Boxes, box: Box) -> list[list[Box]]:
    """Return what stands directly in *box* below headings of one kind that are links, each down to the next."""
    heads: dict[str, list[Box]] = {}
    for child in box.children:
        if child.tag in _HEADS:
            heads.setdefault(child.tag, []).append(child)
    found: list[list[Box]] = []
    for alike in heads.values():
        if len(alike) < _LEAST or any(boxes.links[each.stop] == boxes.links[each.start] for each in alike[:2]):
            continue
        items: list[Box] = []
        for head, following in zip(alike, [*alike[1:], None], strict=True):
            item = Box(-1, box, None, "section", head.start, box.link)
            item.stop = following.start if following is not None else box.stop
            items.append(item)
        found.append(items)
    return found


def _item_title(boxes: Boxes, box: Box) -> int | None:
    """Return the first line of *box* that is a link, but for a date or the like.

    What holds a story is no item, unless it begins with such a line: a weblog prints stories whole.
    """
    if box.stop - box.start > _MOST_ITEM_LINES or box.hint == BODY:
        return None
    at: int | None = None
    long = 0
    for index in range(box.start, box.stop):
        whole, link = boxes.weight[index], boxes.linked[index]
        long += whole >= _LONG > link * 2
        if at is None and LEAST_LINK <= link <= _LONGEST_ITEM_LINK:
            beside = BESIDE_LINK if index > box.start or not _begins_with_link(boxes, index) else _LONG
            at = index if is_link(link, whole) or whole - link <= beside else None
            if at is not None and not long and boxes.lines[index].level is not None:
                return at
    return at if long <= _MOST_SAID else None


def _begins_with_link(boxes: Boxes, index: int) -> bool:
    return bool(boxes.lines[index].runs[0].href)


def _target(boxes: Boxes, box: Box) -> str | None:
    at = _item_title(boxes, box)
    links = [run for run in boxes.lines[at].runs if run.href] if at is not None else []
    if not links:
        return None
    # The last cells of a row lead to who wrote it and to the last answer.
    is_row = boxes.lines[links[0].line.index].tag == "tr"
    return max(links, key=lambda run: len(run.text.encode())).href if is_row else links[-1].href


def _is_dated_row(boxes: Boxes, box: Box) -> bool:
    indexes = range(box.start, box.stop)
    return len(indexes) <= _ROW_LINES and any(_DAY.search(boxes.lines[index].text) is not None for index in indexes)


def _parted(boxes: Boxes, groups: Sequence[Group]) -> list[Group]:
    """Leave out the items that are lists themselves: columns, sections."""
    inner: dict[int, int] = {}
    for group in groups:
        held = sum(boxes.size(card) for card in group.cards)
        around: Box | None = group.parent
        while around is not None:
            inner[around.number] = inner.get(around.number, 0) + held
            around = around.parent
    kept: list[Group] = []
    for group in groups:
        cards = [card for card in group.cards if inner.get(card.number, 0) < _TITLED * boxes.size(card)]
        if len(cards) * 2 >= len(group.cards):
            kept.append(Group(group.parent, cards))
    return kept
