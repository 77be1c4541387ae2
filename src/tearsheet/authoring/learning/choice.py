"""One field of many ways: the old expression where it still holds, else the ways that the pages vote for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any

from attrs import evolve, frozen

from tearsheet.authoring.learning.learned import FieldChoice
from tearsheet.authoring.learning.sample import Sample
from tearsheet.authoring.learning.target_page import TargetPage
from tearsheet.authoring.learning.voting import LISTS, Read, Way, day_of, kind_of, one_text, time_of, vote
from tearsheet.authoring.learning.written import Written
from tearsheet.errors import TearsheetError
from tearsheet.fields.field import Field

_ALTERNATIVES = 3  # joined in one field: more would be harder to read than to write anew
LASTING = 6.0
"""Below this cost a way is worth standing behind another."""
_GUESSED = 0.6
"""Below this it is told that what a field must find was proposed."""


class _Price:
    """What speaks against a way besides its cost, a page.

    Set by hand; halved, or half as much again, benchmarks/heal.py gives the same.
    """

    CROWD = 0.8
    """To find something else as well; up to three of them."""
    MISSED = 2.0
    """To find nothing where nobody knows, or something where nothing is."""
    NEAR = 0.5
    """Ways to other places whose price is this near to that of the best are told."""


class _Confidence:
    """How sure a field is, from 0 to 1, beside what it must find and how often it does.

    Set by hand: it is told, and decides nothing.
    """

    KEPT, KEPT_UNKNOWN, KEPT_EMPTY = 0.97, 0.5, 0.3
    """An old field that still holds, that finds what nobody knows, that finds nothing where nothing is known."""
    ALONE = 0.9
    """Known of one page: what differs from page to page is not."""
    COST = 0.03
    """Each point that its first way costs, against it."""
    SECONDED = 0.04
    """Another source that agrees, up to two."""
    FRAMED = 0.7
    """Known by what stands around it."""


_TAGS_ALONE = frozenset(
    {'css("h2")', 'css("h3")', 'css("div")', 'css("span")', 'css("b")', 'css("p")', 'css("strong")'}
)


@frozen(kw_only=True)
class Target:
    """What a field must find.

    :ivar name: the field
    :ivar pages: the pages
    :ivar wanted: for each page what is known, in the form that *read* gives; ``None`` where it is not
    :ivar absent: for each page whether it is known to have nothing; empty where nobody knows of any page
    :ivar sought: for each page what is looked for, where that is not what is wanted: a time for its day
    :ivar lines: where the known values stand: number of the page and number of the line
    :ivar framed: whether they are known by what stands around them
    """

    name: str
    pages: tuple[TargetPage, ...]
    wanted: tuple[Any, ...]
    absent: tuple[bool, ...] = ()
    read: Read = one_text
    sought: tuple[Any, ...] = ()
    lines: tuple[tuple[int, int], ...] = ()
    framed: bool = False

    @property
    def samples(self) -> tuple[Sample, ...]:
        """The pages as they are looked at."""
        return tuple([page.sample for page in self.pages])

    @property
    def known(self) -> int:
        """Of how many pages it is known."""
        return sum(want is not None for want in self.wanted)

    @property
    def empty(self) -> tuple[bool, ...]:
        """For each page whether it is known to have nothing."""
        return self.absent or (False,) * len(self.samples)

    def values(self, field: Field[Any]) -> list[Any]:
        """Return what *field* finds on each page; nothing where it cannot look."""
        try:
            return [self.read(sample, field) for sample in self.samples]
        except TearsheetError:
            return [None] * len(self.samples)

    def right(self, values: Sequence[Any]) -> int:
        """Return on how many pages *values*, one a page, are what is known."""
        return sum(value == want for value, want in zip(values, self.wanted, strict=True) if want is not None)

    def looked_for(self) -> Iterator[tuple[TargetPage, Any]]:
        """Yield the pages on which the field is known, with what is looked for there."""
        for page, want, sought in zip(self.pages, self.wanted, self.sought or self.wanted, strict=True):
            if want is not None and sought is not None:
                yield page, sought


# -- ways --------------------------------------------------------------------------------------------------------------


def choose(
    target: Target,
    ways: Iterable[Way],
    spare: Sequence[Way] = (),
    *,
    alone: bool = False,
    sure: float = 1.0,
    why: tuple[str, ...] = ("given",),
) -> FieldChoice | None:
    """Return the field that most pages vote for, ``None`` where no way leads to what is known.

    :param spare: ways that may stand behind the first
    :param alone: nothing else may stand behind it, and of *spare* only what is right on every page
    """
    ranked = rank(target, ways)
    if not ranked:
        return None
    behind = rank(target, spare)
    behind = [way for way in behind if way.right == target.known] if alone else [*behind, *ranked[1:]]
    return chosen(target, ranked, behind, sure=sure, why=why)


def rank(target: Target, ways: Iterable[Way]) -> list[Way]:
    """Return those of *ways* that the pages vote for, the best first."""
    return vote(ways, target.samples, target.wanted, target.read, price=lambda way: _price(target, way))


def chosen(
    target: Target,
    ranked: Sequence[Way],
    behind: Sequence[Way] = (),
    *,
    sure: float = 1.0,
    why: tuple[str, ...] = ("given",),
) -> FieldChoice:
    """Return the field: the best way, with others behind it that never contradict it.

    :param ranked: the ways that the pages voted for, the best first
    :param behind: ways that may stand behind the first, where they are of another kind
    :param sure: how sure it is what the field must find
    :param why: what speaks for that
    """
    first = ranked[0]
    more = [way for way in _independent(first, behind) if not way.wrong]
    # Another source is worth having where it was right wherever it found anything.
    joined = [first, *more[: _ALTERNATIVES - 1]]
    for page, want in enumerate(target.wanted):
        # Where the pages differ, what one of them lacks another way may find.
        if want is not None and all(way.values[page] is None for way in joined):
            fitting = [
                way for way in ranked if way.values[page] == want and not way.wrong and not _misled(target, way.values)
            ]
            joined.extend(fitting[:1])
    field = reduce(or_, [way.field for way in joined])
    values = target.values(field.field)
    right = target.right(values)
    cost = min(first.cost, 10)
    alone = _Confidence.ALONE if target.known == 1 else 1.0
    confidence = (1 - _Confidence.COST * cost) * sure * right / max(target.known, 1) * alone
    confidence = (confidence + _Confidence.SECONDED * len(more[:2])) * (_Confidence.FRAMED if target.framed else 1.0)
    agreeing = len(more[: _ALTERNATIVES - 1]) + 1
    others = [str(way.field) for way in ranked[1:] if str(way.field) not in field.code]
    return FieldChoice(
        name=target.name,
        written=field,
        values=tuple([time_of(sample, field.field) for sample in target.samples] if target.read is day_of else values),
        right=right,
        known=target.known,
        lines=target.lines,
        framed=target.framed,
        confidence=round(max(0.05, min(0.99, confidence)), 2),
        reasons=(*why, *((f"{agreeing} sources agree",) if agreeing > 1 else ())),
        unsure=tuple(_doubts(target, ranked, values, sure, why)),
        others=tuple(dict.fromkeys(others))[:3],
    )


def _doubts(
    target: Target, ranked: Sequence[Way], values: Sequence[Any], sure: float, why: tuple[str, ...]
) -> Iterable[str]:
    """Yield what somebody should look at."""
    first = ranked[0]
    if first.doubt is not None:
        yield first.doubt
    for page, (value, want) in enumerate(zip(values, target.wanted, strict=True)):
        if want is not None and value != want:
            said = f"{value!r}" if value is not None else "nothing"
            yield f"{target.pages[page].call}: it finds {said:.80}, not {want!r:.80}"
        elif target.absent or want is not None:
            continue
        elif value is not None:
            yield f"{target.pages[page].call}: it finds {value!r:.80}; nobody has said whether that is right"
        else:
            yield f"{target.pages[page].call}: it finds nothing"
    if sure < _GUESSED:
        yield f"proposed, not given: {why[0] if why else 'nothing speaks for it'}"
    if target.framed:
        yield "no story of an old page was found that has it: look whether this is it"
    rival = next((way for way in ranked[1:] if target.absent and _stands_elsewhere(target, first, way)), None)
    if rival is not None and _price(target, rival) - _price(target, first) < _Price.NEAR:
        yield f"{rival.field} finds the same at another place, and little speaks against it"


def _misled(target: Target, values: Sequence[Any]) -> bool:
    """Whether there is any of *values* where there is known to be nothing."""
    return any(value is not None and none for value, none in zip(values, target.empty, strict=True))


def _independent(first: Way, ways: Sequence[Way]) -> list[Way]:
    """Return those of *ways* that are of another kind than *first* and than each other."""
    kinds = {kind_of(first)}
    found = []
    for way in ways:
        if kind_of(way) not in kinds and way.cost < LASTING:
            kinds.add(kind_of(way))
            found.append(way)
    return found


def _price(target: Target, way: Way) -> float:
    """Return what speaks against *way* besides its votes: it matches much, or nothing where nobody knows."""
    crowd = unknown = missed = 0.0
    for sample, want, none, value in zip(target.samples, target.wanted, target.empty, way.values, strict=True):
        if want is None:
            unknown += not none
            missed += (value is not None) if none else (value is None)
        if target.read not in LISTS:
            crowd += (
                min(3, sum(1 for _ in islice(way.field.field.find(sample.scope), 4)) - 1) if value is not None else 0
            )
    pages = len(target.samples)
    # A tag alone tells a title badly: on another page it may be that of anything.
    crowd += pages if target.name == "title" and way.field.code[0] in _TAGS_ALONE else 0
    return way.cost + _Price.CROWD * crowd / pages + _Price.MISSED * missed / pages


def _stands_elsewhere(target: Target, best: Way, other: Way) -> bool:
    """Whether *other* takes its values from other elements than *best*."""
    for sample, want in zip(target.samples, target.wanted, strict=True):
        if want is not None:
            one = next(best.field.field.find(sample.scope), None)
            two = next(other.field.field.find(sample.scope), None)
            if one is not None and two is not None and one.places and two.places:
                return one.places[0].line.index != two.places[0].line.index
    return False


# -- the old expression ------------------------------------------------------------------------------------------------


def inherited(target: Target, field: Field[Any], *, always: bool = False) -> FieldChoice | None:
    """Return the old *field* where it still finds what is known and nothing where nothing is, else ``None``.

    :param always: whether every page must have a value
    """
    values = target.values(field)
    right = target.right(values)
    if right < target.known or (always and None in values) or _misled(target, values):
        return None
    unknown = [
        v for v, want, none in zip(values, target.wanted, target.empty, strict=True) if want is None and not none
    ]
    found = sum(value is not None for value in unknown)
    if target.known and found < len(unknown) / 2:
        return None
    unsure = ("the old expression finds something, and nobody has said that it is right",)
    confidence = _Confidence.KEPT if target.known else _Confidence.KEPT_UNKNOWN if found else _Confidence.KEPT_EMPTY
    return FieldChoice.kept(
        target.name,
        field,
        values=tuple(values),
        right=right,
        known=target.known,
        lines=target.lines,
        framed=target.framed,
        confidence=_Confidence.FRAMED if target.framed else confidence,
        unsure=unsure if found and not target.known else (),
    )


def extended(target: Target, old: Field[Any], code: str, ways: Callable[[Target], Iterable[Way]]) -> FieldChoice | None:
    """Return ``old | new`` where *old* is right wherever it finds anything, and a new way finds the rest.

    :param code: the old expression as it is written
    """
    values = target.values(old)
    if not _is_right(target, values):
        return None
    left = [want if value is None else None for value, want in zip(values, target.wanted, strict=True)]
    rest = evolve(target, wanted=tuple(left))
    choice = choose(rest, ways(rest), alone=True) if rest.known else None
    if choice is None:
        return None
    both = old | choice.written.field
    values = target.values(both)
    if not _is_right(target, values):
        return None
    made = Written((code, *choice.code), both, choice.written.uses)
    return evolve(choice, written=made, right=target.right(values), known=target.known)


def _is_right(target: Target, values: Sequence[Any]) -> bool:
    """Whether *values* are what is known wherever there are any, on one page at least."""
    found = sum(want is not None and value is not None for value, want in zip(values, target.wanted, strict=True))
    return 0 < found == target.right(values) and not _misled(target, values)
