"""Cards: boxes of one shape side by side, each with a link to another story and little more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from attrs import frozen

from tearsheet.adapters.generic.class_hints import BODY
from tearsheet.adapters.generic.elements import Box, Boxes

__all__ = ["Group", "card_groups", "host_of"]

_LEAST = 3
_MOST_LINES = 16
_MOST_PROSE = 1000
_LONG = 80
_LEAST_LINK = 12
_NEVER = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "pre", "dt", "dd", "tbody", "thead"})
_PLAIN_HOST = re.compile(r"https?://([A-Za-z0-9.-]+)(?:[/?#]|$)")
_DIGITS = re.compile(r"\d+")


@frozen
class Group:
    """Cards of one shape below one element."""

    parent: Box
    cards: list[Box]


def card_groups(boxes: Boxes, host: str | None) -> list[Group]:
    """Return the groups of cards on the page, in reading order. *host* is that of the page, where it is known."""
    return [group for group in _groups(boxes) if _is_inside(boxes, group, host)]


def host_of(url: str | None) -> str | None:
    """Return the last two labels of the host of *url*."""
    plain = _PLAIN_HOST.match(url) if url else None
    if plain is not None:
        return ".".join(plain[1].lower().rsplit(".", 2)[-2:])
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:
        return None
    return ".".join(host.rsplit(".", 2)[-2:]) if host else None


def _is_inside(boxes: Boxes, group: Group, host: str | None) -> bool:
    """Whether the cards lead to pages of the same site; those of a list of products or addresses lead elsewhere."""
    inside = outside = 0
    for card in group.cards[:4]:
        href = next((href for index in range(card.start, card.stop) if (href := _href(boxes, index)) is not None), None)
        if href is None or href.startswith(("#", "mailto:", "tel:")):
            outside += 1
        elif href.startswith(("http://", "https://", "//")):
            target = host_of(href if href[0] == "h" else "http:" + href)
            inside += host is None or target == host
            outside += host is not None and target != host
        else:
            inside += 1
    return inside >= outside


def _href(boxes: Boxes, index: int) -> str | None:
    if boxes.linked[index] * 10 < boxes.weight[index] * 8:
        return None
    line = boxes.lines[index]
    if line.element is not None:
        return line.pieces.link(line.element) or None
    return next((run.href for run in line.runs if run.href), None)


def _groups(boxes: Boxes) -> list[Group]:
    found: list[Group] = []
    for box in boxes.all:
        if len(box.children) < _LEAST or boxes.links[box.stop] - boxes.links[box.start] < _LEAST * _LEAST_LINK:
            continue
        kinds: dict[str, list[Box]] = {}
        for child in box.children:
            if child.tag not in _NEVER:
                kinds.setdefault(child.tag, []).append(child)
        for same in kinds.values():
            if len(same) < _LEAST:
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
                if len(alike_cards) >= _LEAST and len(alike_cards) * 10 >= len(alike) * 7:
                    found.append(Group(box, alike_cards))
    return found


def _shape(box: Box) -> str:
    name = box.classes.partition(" ")[0]
    return name if name.isalpha() else _DIGITS.sub("", name)


def _is_card(boxes: Boxes, box: Box) -> bool:
    start, stop = box.start, box.stop
    if stop - start > _MOST_LINES or boxes.links[stop] - boxes.links[start] < _LEAST_LINK:
        return False
    prose = long = 0
    title = False
    weight, linked = boxes.weight, boxes.linked
    for index in range(start, stop):
        whole, link = weight[index], linked[index]
        if link * 10 >= whole * 8:
            title = title or link >= _LEAST_LINK
        elif whole >= _LONG:
            long += 1
            prose += whole
    return title and long <= 3 and prose <= _MOST_PROSE and box.hint != BODY


def prose_in(groups: Sequence[Group], sums: Sequence[float]) -> float:
    """Return what prose stands in cards; *sums* are running sums of it."""
    return sum(sums[card.stop] - sums[card.start] for group in groups for card in group.cards)
