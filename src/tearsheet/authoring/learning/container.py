"""Where the story of each page stands: one container, or two where the pages differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import permutations

from attrs import frozen
from selectolax.lexbor import LexborNode

from tearsheet.authoring.learning.block_scores import BlockScores, BodyChoice, choose_body
from tearsheet.errors import InputError

_WORDS = re.compile(r"[\w-]+")
_TRIED = 10  # choices of a container, the best first, that are weighed with another
_SPARE_COST = 2.2
"""What the selector of a second way may cost: that of a class which says what it holds."""


class _Agreement:
    """Agreement, from 0 to 1, that something asks for.

    Set by hand; halved, they leave body F1 on 22 sites of benchmarks/learn.py as it is, and without second containers,
    as where they ask for more than 1, it is 0.02 less.
    """

    POOR = 0.97
    """Below this on any page two containers may do better than one,"""
    WORTH = 0.015
    """if they do better by this, on the mean."""
    SPARE = 0.9
    """What a second way to the story must reach of the first,"""
    SAME_NAME = 0.5
    """and what it must where it is the first without what stands around it."""
    COST = 0.012
    """Each point that a selector costs, against it; half of that for each of two."""


@frozen(kw_only=True)
class Container:
    """The containers of the story.

    :ivar choices: what finds them; on each page the first that finds anything counts
    :ivar nodes: for each page, the containers
    :ivar lines: for each page, the indexes of the lines in them
    :ivar others: what else would have done
    :ivar agreement: for each page, from 0 to 1, how much of what is found is the story and of the story is found
    """

    choices: tuple[BodyChoice, ...]
    nodes: tuple[tuple[LexborNode, ...], ...]
    lines: tuple[tuple[int, ...], ...]
    others: tuple[BodyChoice, ...]
    agreement: tuple[float, ...]

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """For each page, the first line of the containers and the one after the last."""
        return tuple([(lines[0], lines[-1] + 1) if lines else (0, 0) for lines in self.lines])

    @property
    def mean(self) -> float:
        """The mean of the agreement over the pages."""
        return sum(self.agreement) / len(self.agreement)

    @property
    def selector(self) -> str:
        """A selector for the containers of all the pages."""
        return ", ".join(dict.fromkeys(choice.selector.css for choice in self.choices))


def container_of(scores: Sequence[BlockScores]) -> Container:
    """Find where the story stands, on pages of one layout.

    :raises InputError: where no element holds it
    """
    ranked = choose_body(scores)
    if not ranked:
        raise InputError("no element of the pages holds a story")
    best: tuple[BodyChoice, ...] = (ranked[0],)
    if len(scores) > 1 and min(ranked[0].agreement) < _Agreement.POOR:
        best = _pair(ranked) or best
    spare = _spare(ranked) if len(best) == 1 else None
    if spare is not None:
        best = (*best, spare)
    samples = [each.sample for each in scores]
    nodes = [next((found for choice in best if (found := choice.nodes(sample))), []) for sample in samples]
    places = [sample.places(some) for sample, some in zip(samples, nodes, strict=True)]
    return Container(
        choices=best,
        nodes=tuple(map(tuple, nodes)),
        lines=tuple([tuple(sorted({place.line.index for place in some})) for some in places]),
        others=tuple([choice for choice in ranked[1:12] if choice not in best]),
        agreement=_together(best),
    )


def _pair(ranked: Sequence[BodyChoice]) -> tuple[BodyChoice, ...] | None:
    """Return two containers that do better than the best one, each on pages that the other is not on."""
    pages = range(len(ranked[0].agreement))
    some = dict.fromkeys(
        choice
        for page in pages
        for choice in sorted(ranked, key=lambda each: each.agreement[page] - _Agreement.COST * each.selector.cost)[
            -_TRIED:
        ]
        if not choice.selector.by_place and not choice.first
    )

    def worth(pair: tuple[BodyChoice, ...]) -> float:
        together = _together(pair)
        return sum(together) / len(together) - _Agreement.COST / 2 * sum(each.selector.cost for each in pair)

    best = max(permutations(some, 2), key=worth, default=None)
    single = ranked[0]
    if best is None or worth(best) < single.mean - _Agreement.COST * single.selector.cost + _Agreement.WORTH:
        return None
    return best


def _together(choices: tuple[BodyChoice, ...]) -> tuple[float, ...]:
    """Return the agreement of *choices* where on each page the first that finds anything counts."""
    pages = range(len(choices[0].agreement))
    return tuple([next((each.agreement[page] for each in choices if each.found[page]), 0.0) for page in pages])


def _spare(ranked: Sequence[BodyChoice]) -> BodyChoice | None:
    """Return another way to the story, by a lasting name that the first does not lean on."""
    first = ranked[0]
    last = first.selector.css.rpartition(" ")[2]
    for each in ranked[1:]:
        # What stands around it may be another thing on other pages.
        if (
            each.selector.css == last
            and each.selector.says_body
            and each.mean >= _Agreement.SAME_NAME
            and not each.first
        ):
            return each
    own = set(_WORDS.findall(first.selector.css))
    for each in ranked[1:]:
        if each.first or each.selector.cost > _SPARE_COST or each.mean < first.mean * _Agreement.SPARE:
            continue
        if each.selector.says_body and not own & set(_WORDS.findall(each.selector.css)):
            return each
    return None
