"""Selectors for what is no story: they cover the lines that are left, and touch no line that is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf, log2

from attrs import frozen
from selectolax.lexbor import LexborNode

from tearsheet.authoring.learning.sample import Sample
from tearsheet.authoring.learning.selectors import Selector, selectors_of

_ELEMENTS = 120  # elements tried for what is left: each costs a walk of every page
_EACH = 14  # selectors of an element that are tried
_DEPTH = 5  # elements around a line that are tried, and the outermost
_DOUBLED = 0.9
"""What it is worth to cover twice as many lines, in what a selector costs. Set by hand."""
_PAGE = 0.4
"""What it is worth to cover lines on another page: it lasts."""
_OUTSIDE = frozenset({"body", "html", "-document", "head", None})


@frozen
class Covering:
    """A selector and one of the elements it was made for."""

    selector: Selector
    node: LexborNode


@frozen
class Cover:
    """Selectors that cover lines together.

    :ivar chosen: them
    :ivar left: for each page the lines that none could be found for
    """

    chosen: tuple[Covering, ...]
    left: tuple[frozenset[int], ...]


def elements_around(sample: Sample, index: int, keep: frozenset[int], stop: frozenset[int]) -> list[LexborNode]:
    """Return the elements around the line *index* that hold no line of *keep*, the innermost first.

    :param stop: identities of elements that are gone out to but not taken
    """
    found: list[LexborNode] = []
    line = sample.lines[index]
    node = line.element or line.node
    while node is not None and node.tag not in _OUTSIDE and node.mem_id not in stop:
        box = sample.box(node)
        # An element that shows a part of the line alone has no box of its own: it is asked for its places.
        if any(other in keep for other in range(box.start, box.stop)):
            break
        found.append(node)
        node = node.parent
    return found


def cover(
    samples: Sequence[Sample],
    lost: Sequence[frozenset[int]],
    keep: Sequence[frozenset[int]],
    *,
    within: Sequence[Sequence[LexborNode]] | None = None,
    lasting: bool = False,
    dearest: float = 100.0,
    most: int = 200,
) -> Cover:
    """Return selectors that match all lines of *lost*, few and lasting ones, and nothing that holds a line of *keep*.

    :param lost: for each page, the lines to cover
    :param keep: for each page, the lines that no selector may touch
    :param within: for each page, the elements in which the selectors are used; everywhere by default
    :param lasting: take no selectors by position
    :param dearest: take none that costs more
    :param most: how many selectors to take; those that cover most go first
    """
    todo = {(page, index) for page, lines in enumerate(lost) for index in lines}
    candidates: dict[str, tuple[Covering, frozenset[tuple[int, int]]]] = {}
    refused: set[str] = set()
    seen: set[tuple[int, int]] = set()
    for page, index in sorted(todo):
        if len(seen) > _ELEMENTS:
            break
        sample = samples[page]
        stop = frozenset(node.mem_id for node in within[page]) if within is not None else frozenset()
        nodes = elements_around(sample, index, keep[page], stop)
        for node in [*nodes[-_DEPTH:], *nodes[:1]]:
            if (page, node.mem_id) in seen:
                continue
            seen.add((page, node.mem_id))
            inside = within[page][0] if within is not None and within[page] else None
            options = selectors_of(node, within=inside)
            for selector in [*options[:_EACH], options[-1]]:
                if selector.css in candidates or selector.css in refused or _says_nothing(selector):
                    continue
                if (lasting and selector.by_place) or selector.cost > dearest:
                    continue
                covered = _covered(samples, selector.css, keep, within)
                if covered is None:
                    refused.add(selector.css)
                elif covered & todo:
                    candidates[selector.css] = Covering(selector, node), frozenset(covered & todo)
    chosen: list[Covering] = []
    while todo and candidates and len(chosen) < most:
        best = min(candidates.values(), key=lambda each: _price(each, todo))
        if not best[1] & todo:
            break
        todo -= best[1]
        chosen.append(best[0])
        candidates = {css: each for css, each in candidates.items() if each[1] & todo}
    left = tuple([frozenset(index for page, index in todo if page == number) for number in range(len(samples))])
    return Cover(tuple(chosen), left)


def _says_nothing(selector: Selector) -> bool:
    """Whether a selector goes by a tag alone: on another page it may match anything."""
    return selector.css.isalnum() and selector.css not in {"nav", "footer", "header", "aside", "address"}


def _price(each: tuple[Covering, frozenset[tuple[int, int]]], todo: set[tuple[int, int]]) -> tuple[float, str]:
    fresh = len(each[1] & todo)
    pages = len({page for page, _ in each[1]})
    price = each[0].selector.cost - _DOUBLED * log2(1 + fresh) - _PAGE * (pages - 1) if fresh else inf
    return price, each[0].selector.css


def _covered(
    samples: Sequence[Sample],
    css: str,
    keep: Sequence[frozenset[int]],
    within: Sequence[Sequence[LexborNode]] | None,
) -> set[tuple[int, int]] | None:
    """Return the lines that *css* matches, page by page; ``None`` where it touches one that is kept."""
    found: set[tuple[int, int]] = set()
    for page, sample in enumerate(samples):
        for node in _matches(sample, css, within[page] if within is not None else None):
            places = sample.scope.places(node)
            if any(place.line.index in keep[page] for place in places):
                return None
            found.update((page, place.line.index) for place in places)
    return found


def _matches(sample: Sample, css: str, within: Sequence[LexborNode] | None) -> Iterator[LexborNode]:
    if within is None:
        yield from sample.css(css)
        return
    for container in within:
        yield from container.css(css)
