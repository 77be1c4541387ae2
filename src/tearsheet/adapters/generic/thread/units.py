"""The posts of a thread by what stands around them: elements side by side, each with a time or a person and words.

What is believed of forums: every post prints its time, or else its poster, in one place of an element that comes again,
or at the head of it, with what was said below. Where a board's posts share no class, or paragraphs do, this tells them;
of two groups, one inside a unit of the other, the inner one is the posts and the outer one the page's columns.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from tearsheet.adapters.generic.signs.class_hints import unnumbered
from tearsheet.adapters.generic.signs.elements import LINKS, Box, Boxes, lines_of, told_sums
from tearsheet.adapters.generic.thread.post_names import begins_with_name, may_begin_with_name
from tearsheet.adapters.generic.thread.post_times import is_dated, may_be_dated
from tearsheet.adapters.generic.thread.posts import ADDRESSED, is_title
from tearsheet.adapters.generic.thread.threads import Post, Thread, with_opening
from tearsheet.reading.reader import Reader


class _Share:
    """Shares from 0 to 1, mostly of prose, from which on something is believed."""

    OF_PAGE = 0.2
    """Of the page's prose, what its posts hold at least: an article may be longer than what is said of it."""
    INNER, INNER_OF_MANY = 0.6, 0.4
    """Of the prose of units, what units inside one of them hold that are the posts; and if they are twice as many."""
    OF_UNITS = 0.6
    """Of the units, how many have prose, a time or a person, and what was said in one place."""
    OF_SAID = 0.5
    """Of all that is said in units, what stands in that place."""
    SOME, MOST = 0.2, 0.8
    """Of a unit's prose, what a part of it holds that may be what was said, and one that is, with little besides."""


_LEAST_WORDS = 20.0
"""Prose of a post that says something, in bytes; of a thread two do at least."""
_MANY = 3
"""Posts that are a thread even where the first prints the title."""
_BESIDE = frozenset({"aside", "nav", "footer", "navigation", "widget"})
_HEAD_LINES = 6
"""Lines at the beginning of a post in which it may be addressed, as a mail is."""
_WITHOUT_CONTENT = frozenset({"p", "li", "a", "blockquote", "pre"})


def find_units(
    reader: Reader, boxes: Boxes, values: Sequence[float], title: int | None, alike: Sequence[Box]
) -> Thread | None:
    """Find the posts; ``None`` where no two elements side by side have a time or a person each, and words.

    :param alike: elements of one shape that may be posts, wherever they stand
    """
    sums = [0.0, *accumulate(values)]
    raw = told_sums(values)
    inside = [line for line, beside in zip(boxes.lines, lines_beside(boxes), strict=True) if not beside]
    # Names are asked for only where times tell nothing.
    for may_tell, tells in (
        (may_be_dated, lambda index: is_dated(reader, index)),
        (may_begin_with_name, lambda index: begins_with_name(reader, boxes.lines[index])),
    ):
        likely = [line.index for line in inside if may_tell(line)]
        marked = list(filter(tells, likely if alike else _where_posts_can_be(boxes.root, raw, likely)))
        groups = [group for group in _groups(boxes, marked) if _is_below(group, title)]
        if alike and sum(_holds(box, marked) for box in alike) >= _Share.OF_UNITS * len(alike):
            groups.append(list(alike))
        found = [_units(group, raw, marked) for group in groups]
        told = [units for units in found if units is not None]
        best = max(told, key=lambda units: _held(units, raw), default=None)
        while best is not None:
            inner = next((units for units in told if _is_within(units, best, raw)), None)
            if inner is None:
                break
            best = inner
        if best is not None and _held(best, raw) >= _Share.OF_PAGE * raw[-1]:
            heads = sorted({*marked, *_heads(reader, best, title)})
            posts = [
                Post(unit, content) for unit, content in zip(best, contents_of(best, sums, raw, heads), strict=True)
            ]
            return with_opening(boxes, sums, raw, title, posts)
    return None


def _where_posts_can_be(root: Box, raw: Sequence[float], likely: Sequence[int]) -> list[int]:
    """Return those of the *likely* lines that stand in elements which can hold the posts; asking a line takes long.

    Such an element has several in it of one tag with a likely line each, or several such lines itself, and not all of
    its prose is in one of them.
    """
    found: list[int] = []
    todo = [root]
    while todo:
        box = todo.pop()
        told = raw[box.stop] - raw[box.start]
        if told < max(_Share.OF_PAGE * raw[-1], 2 * _LEAST_WORDS):
            continue
        most = max([raw[child.stop] - raw[child.start] for child in box.children], default=0.0)
        tags = Counter(child.tag for child in box.children if _holds(child, likely))
        inside = bisect_left(likely, box.stop) - bisect_left(likely, box.start)
        tags[""] = inside - sum(
            bisect_left(likely, child.stop) - bisect_left(likely, child.start) for child in box.children
        )
        if told - most >= _LEAST_WORDS and max(tags.values()) > 1:
            found += likely[bisect_left(likely, box.start) : bisect_left(likely, box.stop)]
        else:
            todo.extend(box.children)
    return sorted(found)


def _heads(reader: Reader, units: Sequence[Box], title: int | None) -> Iterator[int]:
    """Yield the lines at the beginning of *units* that print the title of the thread again, or what heads a mail."""
    named = reader.lines[title].text if title is not None else ""
    for unit in units:
        for index in range(unit.start, min(unit.stop, unit.start + _HEAD_LINES)):
            text = reader.lines[index].text
            if ADDRESSED.match(text) is not None or (named and index == unit.start and is_title(text, named)):
                yield index


def _is_below(group: Sequence[Box], title: int | None) -> bool:
    """Whether *group* stands below the title, or is many whose first prints it."""
    first = group[0]
    return title is None or first.start > title or (title < first.stop and len(group) >= _MANY)


def lines_beside(boxes: Boxes) -> list[bool]:
    """Return of each line whether it stands in what a site prints beside its pages.

    What is named a menu is links: a board may call so what holds its menu and its posts.
    """
    beside = boxes.within(
        lambda box: (
            box.tag in _BESIDE
            or (box.hint in _BESIDE and (box.hint != "navigation" or box.tag == "menu" or boxes.share(box) > LINKS))
        )
    )
    return [beside[box.number] for box in boxes.of_line]


def _groups(boxes: Boxes, marked: Sequence[int]) -> list[list[Box]]:
    """Return the elements of one tag below one element that hold a marked line each, or are one."""
    found: dict[tuple[int, str], dict[int, Box]] = {}
    lines: dict[int, list[int]] = {}
    for index in marked:
        box = boxes.of_line[index]
        lines.setdefault(box.number, []).append(index)
        while box.parent is not None:
            group = found.setdefault((box.parent.number, box.tag), {})
            if box.number in group:
                break
            group[box.number] = box
            box = box.parent
    rows = [[lines_of(boxes.of_line[at], at, at + 1) for at in own] for own in lines.values() if len(own) > 1]
    return [*rows, *[list(group.values()) for group in found.values() if len(group) > 1]]


def _units(group: Sequence[Box], raw: Sequence[float], marked: Sequence[int]) -> list[Box] | None:
    """Return the posts that the elements of *group* are, or are the heads of; ``None`` where they say too little."""
    units = list(group)
    if 2 * sum(_told(box, raw, marked) > 0 for box in group) < len(group):
        parent = group[0].parent
        assert parent is not None, "a group stands in an element"
        spread = [lines_of(parent, box.start, stop.start) for box, stop in pairwise(group)]
        spread.append(lines_of(parent, group[-1].start, parent.stop))
        # What heads a post says little, and what is said in one line with its head is all that there is.
        units = spread if _held(spread, raw) > 2 * _held(group, raw) else units
    told = sum(raw[unit.stop] > raw[unit.start] for unit in units)
    words = sum(raw[unit.stop] - raw[unit.start] >= _LEAST_WORDS for unit in units)
    return units if words > 1 and told >= _Share.OF_UNITS * len(units) else None


def _told(box: Box, raw: Sequence[float], marked: Sequence[int]) -> float:
    """Return the prose of *box* besides its marked lines."""
    heads = marked[bisect_left(marked, box.start) : bisect_left(marked, box.stop)]
    return raw[box.stop] - raw[box.start] - sum(raw[index + 1] - raw[index] for index in heads)


def _held(units: Sequence[Box], raw: Sequence[float]) -> float:
    return sum(raw[unit.stop] - raw[unit.start] for unit in units)


def _is_within(inner: Sequence[Box], outer: Sequence[Box], raw: Sequence[float]) -> bool:
    """Whether *inner* stands in one of *outer*, and holds most of what they hold."""
    around = outer[max(0, bisect_right(outer, inner[0].start, key=lambda unit: unit.start) - 1)]
    if not around.start <= inner[0].start < inner[-1].stop <= around.stop or inner[0].stop == around.stop:
        return False
    share = _Share.INNER if len(inner) < 2 * len(outer) else _Share.INNER_OF_MANY
    return _held(inner, raw) >= share * _held(outer, raw)


def contents_of(units: Sequence[Box], sums: Sequence[float], raw: Sequence[float], marked: Sequence[int]) -> list[Box]:
    """Return what was said in each of *units*: the element in one place of most of them that holds most prose and least
    besides, else what stands below the head.
    """
    places: dict[str, dict[int, Box]] = {}
    for number, unit in enumerate(units):
        for place, box in _places(unit, ""):
            places.setdefault(place, {}).setdefault(number, box)
    whole = _held(units, raw)
    best: dict[int, Box] = {}
    best_key = (False, 0.0)
    for told in places.values():
        held = sum(raw[box.stop] - raw[box.start] for box in told.values())
        if held < _Share.OF_SAID * whole or len(told) < _Share.OF_UNITS * len(units):
            continue
        # A date amid what is said is none of its head.
        headless = 2 * sum(_holds(box, marked) for box in told.values()) < len(told)
        key = (headless, sum(sums[box.stop] - sums[box.start] for box in told.values()))
        if key >= best_key:
            best, best_key = told, key
    return [
        best[number] if best_key[0] and number in best else innermost(best.get(number, unit), raw, marked)
        for number, unit in enumerate(units)
    ]


def _holds(box: Box, marked: Sequence[int]) -> bool:
    return bisect_left(marked, box.start) < bisect_left(marked, box.stop)


def innermost(box: Box, raw: Sequence[float], marked: Sequence[int]) -> Box:
    """Return what in *box* was said: the first element that holds much of its prose and no marked line, or the
    paragraphs that stand together below such a line.
    """
    while _holds(box, marked):
        whole = raw[box.stop] - raw[box.start]
        if not whole:
            return _below_head(box, raw, marked)
        held = [(raw[child.stop] - raw[child.start], child) for child in box.children]
        inner = next((child for told, child in held if told >= _Share.MOST * whole), None)
        if inner is None:
            most = max([told for told, _ in held], default=0.0)
            inner = next((child for told, child in held if told >= max(_Share.SOME * whole, most / 2)), None)
        if inner is None or inner.tag in _WITHOUT_CONTENT:
            return _alone(_below_head(box, raw, marked), raw)
        box = inner
    return box


def _alone(box: Box, raw: Sequence[float]) -> Box:
    """Return the element in *box* that all of its prose stands in."""
    whole = raw[box.stop] - raw[box.start]
    if not whole:
        return box
    inner = next((child for child in box.children if raw[child.stop] - raw[child.start] == whole), None)
    return _alone(inner, raw) if inner is not None and inner.tag not in _WITHOUT_CONTENT else box


def _places(box: Box, path: str) -> Iterator[tuple[str, Box]]:
    """Yield the elements in *box* with their place in it: tags, and names or else the number among their like."""
    seen: dict[str, int] = {}
    for child in box.children:
        if child.tag in _WITHOUT_CONTENT:
            continue
        name = f"{child.tag}.{' '.join(unnumbered(child.names()).split()[:2])}"
        number = seen[name] = seen.get(name, -1) + 1
        place = f"{path}>{name}.{number}"
        yield place, child
        yield from _places(child, place)


def _below_head(box: Box, raw: Sequence[float], marked: Sequence[int]) -> Box:
    """Return the lines of *box* between marked lines that are the first to hold much of what stands there."""
    inside = marked[bisect_left(marked, box.start) : bisect_left(marked, box.stop)]
    edges = [box.start, *[index + 1 for index in inside]]
    stops = [*inside, box.stop]
    stretches = [(start, stop) for start, stop in zip(edges, stops, strict=True) if start < stop]
    told = sum(raw[stop] - raw[start] for start, stop in stretches)
    # A date amid what is said parts it: what is said begins where much of it does.
    start, stop = next(
        ((start, stop) for start, stop in stretches if told and raw[stop] - raw[start] >= _Share.SOME * told),
        stretches[-1] if stretches else (box.stop, box.stop),
    )
    return lines_of(box, start, stop)
