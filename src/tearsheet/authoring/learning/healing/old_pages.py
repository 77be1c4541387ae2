"""Stories known from old pages, found again on new ones by their address, else by their words; and where they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode

from attrs import frozen

from tearsheet.adapters.registry import Reading
from tearsheet.authoring.learning.healing.healing import Pair
from tearsheet.authoring.learning.sample import Sample
from tearsheet.authoring.learning.signature import bare
from tearsheet.page import Page
from tearsheet.page.address import host_of, parts_of
from tearsheet.text.fold import folded

_PIECE = 8  # characters by which texts are compared: two words, or half a sentence of Chinese
_READ = 6_000  # characters of an old story that are looked for
_LOOKED_AT = 100_000  # characters of a new page in which they are
_ALIKE = 0.6
"""Share of an old story's words by which a new page tells it, when nothing else speaks for that,"""
_TITLED = 0.3
"""when it prints the title too,"""
_SAME_PLACE = 0.15
"""and when it has the same address: stories are cut and continued. All three are set by hand."""
_TRACKING = re.compile(r"^(?:utm_\w+|spm|from|fbclid|gclid|share\w*|timestamp)$")


@frozen
class OldPage:
    """An old page and what was read from it.

    :ivar number: which of the old pages it is, from 0
    """

    number: int
    page: Page
    reading: Reading


def _pieces(text: str) -> frozenset[str]:
    """Return the overlapping pieces of *text*, letters and digits alone, by which texts are compared."""
    plain = folded(text)
    return frozenset(plain[at : at + _PIECE] for at in range(max(1, len(plain) - _PIECE + 1))) if plain else frozenset()


def pairs_of(old: Sequence[OldPage], new: Sequence[tuple[int, Sample]]) -> list[Pair]:
    """Return for each of the *new* pages, with their numbers, the old one that tells its story; some have none.

    An address alone is not enough: what stands there now may be another page.
    """
    stories = [_pieces(each.reading.article.text[:_READ]) for each in old]
    holders: dict[str, list[int]] = {}
    for place, story in enumerate(stories):
        for piece in story:
            holders.setdefault(piece, []).append(place)
    addresses = [_addresses(each.page) for each in old]
    found: list[Pair] = []
    for number, sample in new:
        shown = folded(sample.page.visible[:_LOOKED_AT])
        count: Counter[int] = Counter()
        for piece in {shown[at : at + _PIECE] for at in range(max(1, len(shown) - _PIECE + 1))}:
            count.update(holders.get(piece, ()))
        own = _addresses(sample.page)
        best: Pair | None = None
        for place, each in enumerate(old):
            likeness = count[place] / len(stories[place]) if stories[place] else 0.0
            titled = folded(each.reading.article.title) in shown
            by = "url" if own & addresses[place] else "text"
            need = _SAME_PLACE if by == "url" else _TITLED if titled else _ALIKE
            if likeness < need and not (by == "url" and titled):
                continue
            if best is None or (by, likeness) >= (best.by, best.likeness):
                best = Pair(new=number, old=each.number, by=by, likeness=round(min(1.0, likeness), 3))
        if best is not None:
            found.append(best)
    return found


def _addresses(page: Page) -> frozenset[str]:
    found = set()
    for url in (page.url, page.canonical_url):
        parts, host = parts_of(url), bare(host_of(url))
        query = urlencode(sorted(pair for pair in parse_qsl(parts.query) if _TRACKING.match(pair[0]) is None))
        if host and (parts.path.strip("/") or query):
            found.add(f"{host}{parts.path.rstrip('/')}?{query}")
    return frozenset(found)


# -- where the blocks of a known story stand on a page: in order, close together, small changes allowed ----------------

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
        cut = [_pieces(line) if len(line) >= _SHORT else frozenset[str]() for line in lines]
        for index, parts in enumerate(cut):
            for piece in parts:
                holders.setdefault(piece, []).append(index)
        for number in changed:
            own = _pieces(wanted[number])
            count: Counter[int] = Counter()
            for piece in own:
                count.update(holders.get(piece, ()))
            for index, common in count.most_common(6):
                likeness = common / min(len(own), len(cut[index]))
                if likeness >= _NEAR:
                    found.append((number, index, likeness * min(len(lines[index]), len(wanted[number]))))
    return found
