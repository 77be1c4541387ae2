"""Stories known from old pages, found again on new ones: by their address, else by their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

from attrs import frozen

from tearsheet.adapters.registry import Reading
from tearsheet.authoring.learning.healing.healing import Pair
from tearsheet.authoring.learning.sample import Sample, folded
from tearsheet.page import Page

__all__ = ["OldPage", "pairs_of", "pieces"]

_PIECE = 8
_READ = 6_000
_LOOKED_AT = 100_000
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


def pieces(text: str) -> frozenset[str]:
    """Return the overlapping pieces of *text*, letters and digits alone, by which texts are compared."""
    plain = folded(text)
    return frozenset(plain[at : at + _PIECE] for at in range(max(1, len(plain) - _PIECE + 1))) if plain else frozenset()


def pairs_of(old: Sequence[OldPage], new: Sequence[tuple[int, Sample]]) -> list[Pair]:
    """Return for each of the *new* pages, with their numbers, the old one that tells its story; some have none.

    An address alone is not enough: what stands there now may be another page.
    """
    stories = [pieces(each.reading.article.text[:_READ]) for each in old]
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
        try:
            parts = urlsplit(url or "")
            host = re.sub(r"^(?:www|m|mobile|wap|amp)\.", "", (parts.hostname or "").lower())
        except ValueError:
            continue
        query = urlencode(sorted(pair for pair in parse_qsl(parts.query) if _TRACKING.match(pair[0]) is None))
        if host and (parts.path.strip("/") or query):
            found.add(f"{host}{parts.path.rstrip('/')}?{query}")
    return frozenset(found)
