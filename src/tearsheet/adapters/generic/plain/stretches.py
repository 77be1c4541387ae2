"""The stretch of a text that is the story: of the units that are weighed, those whose weights sum to most."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tearsheet.adapters.generic.plain.story import Cost

# The share of the heaviest stretch that a dated one and the first one weigh at least, what a slight one weighs less
# than (a paragraph or two), and how many units above a story its day may stand. Tried on dumps of real pages.
_DATED, _FIRST, _SLIGHT, _HEAD = 0.4, 0.5, 4.0, 8


def story_range(weights: Sequence[float], is_dated: Callable[[int], bool]) -> tuple[int, int]:
    """Return the stretch of units that is the story, ``(0, 0)`` where nothing speaks for one.

    It is the heaviest where a day stands above it. Else rules for comments, terms of use and what other readers say may
    outweigh a short story: then it is another that is dated, above the heaviest or also below one that is slight, or
    the first of those that weigh nearly as much.

    :param is_dated: whether the unit of that index prints a day and little else
    """
    found = _stretches(weights)
    if not found:
        return 0, 0
    heaviest = max(found)
    if not _stands_dated(heaviest, is_dated):
        weight, start, _ = heaviest
        dated = [
            each
            for each in found
            if each[0] >= weight * _DATED and (weight < _SLIGHT or each[1] < start) and _stands_dated(each, is_dated)
        ]
        first = next(each for each in found if each[0] >= weight * _FIRST)
        heaviest = max(dated, default=first)
    return heaviest[1:]


def _stands_dated(stretch: tuple[float, int, int], is_dated: Callable[[int], bool]) -> bool:
    start = stretch[1]
    return any(is_dated(index) for index in range(max(0, start - _HEAD), start + 1))


def _stretches(weights: Sequence[float]) -> list[tuple[float, int, int]]:
    """Return the stretches of *weights* that no longer one outweighs, with what they weigh (after Ruzzo and Tompa).

    A run of short lines, however long, costs a story no more than four of them do: it may be a table or a list of
    contents.
    """
    # Of each: what is weighed before it and up to its end, where it begins and ends, the last one that begins lower.
    found: list[tuple[float, float, int, int, int]] = []
    total = run = 0.0
    for index, weight in enumerate(weights):
        if weight <= 0:
            if weight >= -Cost.SHORT:
                run -= weight
                if run > Cost.RUN:
                    continue
            total += weight
            continue
        run = 0.0
        before, start = total, index
        total += weight
        lower = len(found) - 1
        while True:
            while lower >= 0 and found[lower][0] >= before:
                lower = found[lower][4]
            if lower < 0 or found[lower][1] >= total:
                break
            before, _, start, _, last = found[lower]
            del found[lower:]
            lower = last
        found.append((before, total, start, index + 1, lower))
    return [(end - before, start, stop) for before, end, start, stop, _ in found]
