"""Where the blocks of a known story stand on another page: in order, close together, small changes allowed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tearsheet.authoring.learning.healing.old_pages import pieces
from tearsheet.authoring.learning.sample import Sample, folded

__all__ = ["story_lines"]

_MOST = 900
"""Pairs of a block and a line that are looked at: time grows with their square."""
_SHORT = 8
"""Letters below which a line is compared as a whole alone."""
_NEAR = 0.5
"""Share of pieces that a block and a line which was edited have in common."""
_GAP = 1.5
"""What a line between two lines of the story costs, in letters, so that a quote of it elsewhere is no part of it."""
_FARTHEST = 30.0
"""The most that lines between cost: an advert may stand in a story."""


def story_lines(sample: Sample, blocks: Sequence[str]) -> tuple[frozenset[int], float]:
    """Return the indexes of the lines of the page that print *blocks*, and the share of the blocks' words in them.

    A text may stand on a page more than once, quoted in a comment or repeated as a summary: of all ways to find the
    blocks in order, the one is taken that finds most of them nearest to each other.
    """
    wanted = [folded(block) for block in blocks]
    lines = [folded(line.text) for line in sample.lines]
    matches = _matches(wanted, lines)[:_MOST]
    if not matches:
        return frozenset(), 0.0
    matches.sort(key=lambda match: (match[1], match[0]))
    best: list[float] = []
    before: list[int] = []
    for here, (block, line, weight) in enumerate(matches):
        score, origin = weight, -1
        for there in range(here):
            other_block, other_line, _ = matches[there]
            if other_line < line and (
                other_block < block or (other_block == block and _parts(wanted, lines, block, line))
            ):
                value = best[there] + weight - min(_FARTHEST, _GAP * (line - other_line - 1))
                if value > score:
                    score, origin = value, there
        best.append(score)
        before.append(origin)
    at = max(range(len(best)), key=best.__getitem__)
    found: list[int] = []
    held: Counter[int] = Counter()
    while at >= 0:
        block, line, _ = matches[at]
        found.append(line)
        held[block] += min(len(lines[line]), len(wanted[block]))
        at = before[at]
    total = sum(map(len, wanted))
    covered = sum(min(held[block], len(wanted[block])) for block in held)
    return frozenset(found), covered / total if total else 0.0


def _parts(wanted: Sequence[str], lines: Sequence[str], block: int, line: int) -> bool:
    """Whether *line* is a part of *block*, so that several lines may make it."""
    return lines[line] != wanted[block] and lines[line] in wanted[block]


def _matches(wanted: Sequence[str], lines: Sequence[str]) -> list[tuple[int, int, float]]:
    """Return which line may print which block, and for how many of its characters."""
    places: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if line:
            places.setdefault(line, []).append(index)
    found: list[tuple[int, int, float]] = []
    changed: list[int] = []
    for number, block in enumerate(wanted):
        if block in places:
            found.extend((number, index, float(len(block))) for index in places[block])
        elif block:
            changed.append(number)
    if changed:
        holders: dict[str, list[int]] = {}
        cut = [pieces(line) if len(line) >= _SHORT else frozenset[str]() for line in lines]
        for index, parts in enumerate(cut):
            for piece in parts:
                holders.setdefault(piece, []).append(index)
        for number in changed:
            own = pieces(wanted[number])
            count: Counter[int] = Counter()
            for piece in own:
                count.update(holders.get(piece, ()))
            for index, common in count.most_common(6):
                likeness = common / min(len(own), len(cut[index]))
                if likeness >= _NEAR:
                    found.append((number, index, likeness * min(len(lines[index]), len(wanted[number]))))
    return found
