"""What is asked of every page, and how often the profile says it was so on good ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from math import sqrt
from typing import Final

from attrs import evolve, field, frozen

from tearsheet.authoring.health.observation import Observation
from tearsheet.authoring.health.profile import REPEATS, Profile, edge, length_of
from tearsheet.authoring.health.statistics import at_least, largest_share, most_alike, repeated

_TRUST: Final = 200
"""As of how many pages the profile counts at most: a site's days differ by more than chance."""
_ASSUMED: Final = 20
"""Good pages assumed where there is no profile."""
_UNIQUE: Final = {"title": 50, "body": 50}
"""Pages assumed to differ, since news do: two stories have not one title."""

_LOW, _HIGH = 0.02, 0.98
"""Quantiles beyond which lie good pages that are unlike the others."""


class _Floor:
    """The share of the pages, beyond the usual one, from which on something matters.

    Set by hand; the made days of ``tests/test_health.py`` hold them: each drift is found, and pages drawn anew from a
    profile are called ill as rarely as promised.
    """

    NONE = 0.05
    """What should be on no page: it cannot be read, lacks a field, is garbled, its dates are out of order."""
    FEW = 0.1
    """What a few may be by themselves: little text, much unexplained, another language, the site's name as title."""
    MOVED = 0.2
    """Lengths and ages that move with the news of the day,"""
    LANGUAGE = 0.25
    """as the languages do,"""
    REPEATED = 0.3
    """and what pages have in common."""
    HALF = 0.5
    """What only half of the pages tell from chance."""
    MIDDLE = 0.4
    """So much more is asked, times p (1 - p), where the usual share p is in the middle: there days differ most."""
    MOST = 0.95
    """This many pages matter, whatever is usual."""


_PARTS: Final = {"body.first": "the first block of body", "body.last": "the last block of body"}

Bad = Callable[[Observation], bool | None]


@frozen(kw_only=True)
class Check:
    """A question that each page answers with yes (bad), no or, where it does not apply, ``None``.

    :param name: stable, in the table in docs/health.md
    :param field: of the Article, or ``"page"``
    :param bad: the question
    :param before: how many pages of the profile said yes, and how many were asked
    :param floor: the share from which on it matters
    :param says: what a yes means, for people
    """

    name: str
    field: str
    bad: Bad
    before: tuple[int, int]
    floor: float
    says: str

    @property
    def expected(self) -> float:
        """The share of pages that say yes when all is well."""
        x, n = self.before
        return (x + 0.5) / (n + 1)

    def chance(self, pages: Sequence[Observation]) -> tuple[float, int, int, Bad]:
        """Return how likely that many say yes when all is well, how many do, of how many, and the question."""
        said = [answer for page in pages if (answer := self.bad(page)) is not None]
        x, n = sum(said), len(said)
        if not n or x / n < self.floor:
            return 1.0, x, n, self.bad
        yes, asked = self.before
        weight = min(1.0, _TRUST / asked) if asked else 1.0
        return at_least(x, n, yes * weight, (asked - yes) * weight), x, n, self.bad


@frozen(kw_only=True)
class Repeats(Check):
    """Whether pages have the same value more often than the profile allows: one value on most, or few on all."""

    share: float = field()
    """The largest share that one value can have by the profile."""
    usual: float = field()
    """The largest share that one value seems to have by the profile."""

    @property
    def expected(self) -> float:
        """The share of pages with the most frequent value when all is well."""
        return self.usual

    def chance(self, pages: Sequence[Observation]) -> tuple[float, int, int, Bad]:
        """See :meth:`Check.chance`; a page is bad when it has a value that others have."""
        held = [page.values[self.field] for page in pages if self.field in page.values]
        counts = Counter(held)
        n = len(held)
        if n < 2:
            return 1.0, 0, n, self.bad
        often = {value for value, count in counts.items() if count > 1}
        most, top = max((count, value) for value, count in counts.items())
        found: list[tuple[float, int, set[int]]] = []
        if most / n >= min(_Floor.MOST, self.usual + self.floor):
            found.append((most_alike(most, n, self.share), most, {top}))
        several = sum(counts[value] for value in often)
        if several / n >= min(_Floor.MOST, _repeating(n, self.usual) + self.floor):
            found.append((repeated(n - len(counts), n, self.share), several, often))
        if not found:
            return 1.0, most, n, self.bad
        chance, x, values = min(found, key=lambda item: item[:2])
        return min(1.0, 2 * chance), x, n, _has(self.field, values)


def _repeating(n: int, share: float) -> float:
    """How many pages are expected to share their value, where values are alike with chance share²."""
    return 1 - (1 - share * share) ** (n - 1)


def _has(name: str, values: set[int]) -> Bad:
    return lambda page: page.values[name] in values if name in page.values else None


def checks_of(profile: Profile | None) -> tuple[Check, ...]:
    """Return the checks that *profile* allows; without one those that every site must pass, as if of 20 good pages."""
    return tuple(_checks(profile))


def _checks(profile: Profile | None) -> Iterator[Check]:
    known = profile if profile is not None else Profile(adapter="", pages=_ASSUMED, compared=_ASSUMED)
    read = known.read
    yield Check(
        name="failing",
        field="page",
        bad=lambda page: page.error is not None,
        before=(known.failed, known.pages),
        floor=_above(known.failed, known.pages, _Floor.NONE),
        says="pages cannot be read",
    )
    filled = dict(known.filled) if profile is not None else {"title": _ASSUMED}
    for name, count in filled.items():
        # A field that one page in five has comes and goes by the day.
        if count >= read / 5:
            before, says = (read - count, read), f"{name} is missing"
            yield _read_only("missing", name, _lacks(name), before, _Floor.NONE, says)
    yield from _rates(known, read)
    for name in ("title", "body", "blocks"):
        yield from _lengths(known, name)
    yield from _upper(known, profile is None)
    yield from _languages(known, read)
    for name in REPEATS:
        pages, pairs, same = known.repeats.get(name, (0, 0, 0))
        extra = _UNIQUE.get(name, 0)
        pages, pairs = pages + extra, pairs + extra * (extra - 1) // 2
        if pairs:
            yield Repeats(
                name="repeated",
                field=name,
                bad=_nothing,
                before=(0, 0),
                floor=_Floor.REPEATED,
                says=f"{_PARTS.get(name, name)} is that of other pages",
                share=largest_share(same, pairs, pages),
                usual=sqrt(same / pairs),
            )


def _above(x: int, n: int, least: float) -> float:
    """The share that matters: *least* more than usual, and more where the usual share is in the middle."""
    usual = x / n if n else 0.0
    return min(1.0, usual + least + _Floor.MIDDLE * usual * (1 - usual))


def _read_only(name: str, of: str, bad: Bad, before: tuple[int, int], least: float, says: str) -> Check:  # noqa: PLR0917 - a row of a table
    return Check(
        name=name,
        field=of,
        bad=lambda page: None if page.error is not None else bad(page),
        before=before,
        floor=_above(*before, least),
        says=says,
    )


def _by_half(check: Check) -> Check:
    """Return *check* as one that matters only where half of the pages say yes."""
    return evolve(check, floor=max(_Floor.HALF, check.floor))


def _lacks(name: str) -> Bad:
    return lambda page: name not in page.filled


def _nothing(page: Observation) -> bool | None:  # noqa: ARG001 - a question with no answer
    return None


def _rates(known: Profile, read: int) -> Iterator[Check]:
    before, says = (known.garbled, read), "pages hold garbled text"
    yield _read_only("garbled", "page", lambda p: p.garbled, before, _Floor.NONE, says)
    before, says = (known.site_as_title, read), "title is the name of the site"
    yield _read_only("site name", "title", lambda p: p.site_as_title, before, _Floor.FEW, says)
    before, says = (known.out_of_order, known.compared), "published is later than updated, or a date than the capture"
    yield _read_only("order", "published", lambda p: p.out_of_order, before, _Floor.NONE, says)


def _lengths(known: Profile, name: str) -> Iterator[Check]:
    """Ask whether half of the pages have moved beyond two thirds or twice the median, and some far below all."""
    median, low = known.quantile(name, 0.5), known.quantile(name, _LOW)
    if median is None or low is None or median < 2:
        return
    unit = "blocks" if name == "blocks" else "characters"
    of = "body" if name == "blocks" else name

    def shorter(least: int) -> Bad:
        return lambda page: page.lengths[name] < least if name in page.lengths else None

    cut = edge(median / 1.5)
    before = known.counted(name, below=cut)
    says = f"{of} has less than {cut} {unit}"
    yield _by_half(_read_only("shorter", of, shorter(cut), before, _Floor.MOVED, says))
    cut = edge(min(low, median / 4))
    before = known.counted(name, below=cut)
    says = f"{of} has less than {cut} {unit}"
    yield _read_only("collapsed", of, shorter(cut), before, _Floor.FEW, says)
    most = edge(median * 2)
    below, n = known.counted(name, below=most)

    def longer(page: Observation) -> bool | None:
        return page.lengths[name] >= most if name in page.lengths else None

    says = f"{of} has {most} {unit} or more"
    yield _by_half(_read_only("longer", of, longer, (n - below, n), _Floor.MOVED, says))


def _upper(known: Profile, assumed: bool) -> Iterator[Check]:
    """Ask for what may only grow so far: unexplained shares, and the age of what is said to be new."""

    def over(name: str, most: int) -> Bad:
        return lambda page: x >= most if (x := length_of(page, name)) is not None else None

    usual = known.quantile("unexplained", _HIGH)
    if usual is not None or assumed:
        for check, least in (("unexplained", 20), ("mostly unexplained", 300)):
            most = edge(max(least, 2 * (usual or 0)))
            below, n = known.counted("unexplained", below=most) if usual is not None else (_ASSUMED, _ASSUMED)
            says = f"pages are unexplained to {most / 10:.0f} % or more"
            asked = _read_only(check, "page", over("unexplained", most), (n - below, n), _Floor.FEW, says)
            yield _by_half(asked) if least == 300 else asked
    age = known.quantile("age", _HIGH)
    if age is not None:
        most = edge(2 * age + 24)
        below, n = known.counted("age", below=most)
        says = f"published is {most / 24:.0f} days or more before the capture"
        yield _by_half(_read_only("stale", "published", over("age", most), (n - below, n), _Floor.MOVED, says))


def _languages(known: Profile, read: int) -> Iterator[Check]:
    if not known.languages:
        return
    seen = frozenset(known.languages)
    others = read - sum(known.languages.values())
    says = "language is one that was never seen"
    before = others, read
    yield _read_only("new language", "language", lambda p: p.languages not in seen, before, _Floor.FEW, says)
    for label, count in known.languages.items():
        if count >= read / 5:
            before, says = (read - count, read), f"language is not {label}"
            yield _read_only(f"not {label}", "language", _is_other(label), before, _Floor.LANGUAGE, says)


def _is_other(label: str) -> Bad:
    return lambda page: page.languages != label
