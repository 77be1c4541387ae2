"""A text read: title, masthead and body, every line of it claimed or dropped under a rule."""

from __future__ import annotations

from attrs import frozen

from tearsheet.adapters.generic.article_head import Masthead, read_masthead
from tearsheet.adapters.generic.phrases import heads_comments, tail_of
from tearsheet.adapters.generic.plain.columns import parted
from tearsheet.adapters.generic.plain.head import find_title
from tearsheet.adapters.generic.plain.story import (
    body_rules,
    boilerplate_of,
    story_range,
    weights_of,
    whole_range,
)
from tearsheet.adapters.generic.plain.units import LINK_NUMBER, Unit, link_list, seams, units_of
from tearsheet.model import Block
from tearsheet.page.metadata import Metadata
from tearsheet.reading.blocks import block_kind
from tearsheet.reading.ledger import Ledger
from tearsheet.reading.reader import Reader
from tearsheet.text.fold import folded

__all__ = ["Plain", "is_plain", "read_plain"]

_NEAR = 12
# A deck is a line or two, and longer than an entry of a menu; a heading right above the first paragraph may be a word
# or two. In columns.
_DECKS, _SHORTEST_DECK, _SHORTEST_HEADING = 2, 18, 8


@frozen
class Plain:
    """What was read."""

    masthead: Masthead
    body: tuple[Block, ...]


def is_plain(reader: Reader) -> bool:
    """Whether the page is text, with no element to go by."""
    return bool(reader.lines) and reader.page.feed is None and all(line.node is None for line in reader.lines)


def read_plain(reader: Reader, stated: Metadata) -> Plain:
    """Read the story of a text, and claim or drop each of its lines."""
    reader.seams = seams
    columns = parted(reader.page.text)
    if columns is not None:
        reader.lines, reader.ledger = columns, Ledger(columns)
    listed = link_list(reader.lines)
    if listed is not None:
        reader.drop(reader.lines[listed:], "link-list")
        for line in reader.lines[:listed]:
            for mark in LINK_NUMBER.finditer(line.text):
                reader.ledger.drop(line, "link-number", *mark.span())
    units = units_of(reader.lines[:listed], numbered=listed is not None)
    recurring = reader.ledger.site_lines = reader.site_lines
    rules = [
        "site-line"
        if recurring and all(map(recurring.__contains__, range(unit.first, unit.stop)))
        else boilerplate_of(unit)
        for unit in units
    ]
    weights = weights_of(units, rules)
    start, stop = whole_range(units, rules, *story_range(weights))
    if start == stop:
        # No sentence at all: what is no furniture is the story.
        start, stop = 0, len(units)
        weights = [0.0] * len(units)
    title = find_title(reader, units, rules, weights, start)
    if title is not None and not any(
        rule is None and unit.first != title.first for unit, rule in zip(units, rules, strict=True)
    ):
        title = None  # one line alone is all the story there is, and its words stand in for a title
    above = next((at for at, unit in enumerate(units) if title is not None and unit.first == title.first), None)
    if above is not None:
        if above >= start:
            start = above + 1
        else:
            start = next(
                (at for at in range(max(above + 1, start - _NEAR), start) if units[at].ends and rules[at] is None),
                start,
            )
    lines = reader.lines
    first = units[start].first if start < len(units) else len(lines)
    last = units[stop - 1].stop if stop > start else first
    masthead = read_masthead(reader, stated, first, last, printed=title)
    # A deck, or a heading over the first paragraph: little else stands between the title and the story.
    between = [
        at
        for at in range(above + 1 if above is not None else start, start)
        if not masthead.lines.issuperset(range(units[at].first, units[at].stop))
    ]
    if (
        between
        and len(between) <= _DECKS
        and all(
            _is_deck(units[at], rules[at], _SHORTEST_HEADING if at == start - 1 else _SHORTEST_DECK) for at in between
        )
    ):
        start = between[0]
    inside = body_rules(units[start:stop], lines, rules[start:stop], weights[start:stop])
    name = folded(title.text) if title is not None else ""
    body: list[Block] = []
    outside = "outside-story"
    for at, unit in enumerate(units):
        if start <= at < stop:
            rule = inside[at - start] or ("beside-title" if name and folded(unit.text) == name else None)
        else:
            if at >= stop and tail_of(unit.text):
                outside = "comments" if heads_comments(unit.text) else "outside-story"
            rule = rules[at] or ("head" if above is not None and above < at < start and not unit.ends else outside)
        _settle(reader, unit, rule, masthead, body)
    return Plain(masthead, tuple(body))


def _is_deck(unit: Unit, rule: str | None, shortest: int) -> bool:
    """Whether *unit* is words in a row, and no date, name or button."""
    letters = sum(map(str.isalpha, unit.text))
    return rule is None and unit.size >= shortest and letters > len(unit.text) // 2


def _settle(reader: Reader, unit: Unit, rule: str | None, masthead: Masthead, body: list[Block]) -> None:
    """Make a block of *unit*, or drop it under *rule*; what the masthead has claimed stays claimed."""
    lines = reader.lines[unit.first : unit.stop]
    if masthead.lines:
        lines = [line for line in lines if line.index not in masthead.lines]
    if rule is None and len(lines) == unit.stop - unit.first:
        for line in lines:
            reader.take(line, "body")
        kind, level = block_kind(lines[0])
        body.append(Block(kind=kind, text=unit.text, level=level))
        return
    reader.drop(lines, rule or "byline")
