"""From tallies and a profile to a verdict: what is wrong, since when, on which pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from math import log
from typing import Final, Literal

from attrs import evolve, frozen

from tearsheet.authoring.health.checks import Bad, Check, checks_of
from tearsheet.authoring.health.observation import Observation
from tearsheet.authoring.health.profile import Profile
from tearsheet.authoring.health.sample import Tally

State = Literal["OK", "DEGRADED", "WRONG LAYOUT", "TOO FEW"]

ALPHA: Final = 0.001
"""How often, at most, a healthy adapter is called ill by one report, whatever is asked and for how many days."""
_LEAST: Final = 5  # captures; of fewer nothing can be told, whatever they are
_HEALED: Final = log(1000)
_SHOWN: Final = 3  # names of pages told as examples
_RARE, _COMMON = 0.005, 0.95
"""A share of the profile counts as at least and at most this: few good pages do not tell that something never is."""
_SURE = 0.99
"""So a share that was met counts at most: nothing is more than likely."""


@frozen(kw_only=True)
class Finding:
    """One thing that is wrong.

    :param check: name of the check, see docs/health.md
    :param field: the field that it is about, or ``"page"``
    :param says: what is wrong with a page, for people
    :param bad: on how many pages, since it began
    :param pages: of how many
    :param usual: the share of pages on which it is so in the profile
    :param chance: how likely as many are in a healthy adapter, not corrected for the number of questions
    :param since: first day of it; ``None`` where the captures have no date
    :param until: last day of it, where later captures are well again
    :param examples: up to three of the pages
    """

    check: str
    field: str
    says: str
    bad: int
    pages: int
    usual: float
    chance: float
    since: date | None = None
    until: date | None = None
    examples: tuple[str, ...] = ()


@frozen(kw_only=True)
class Verdict:
    """What is said of some captures.

    :param state: ``OK``; ``DEGRADED``: some field is wrong; ``WRONG LAYOUT``: most pages cannot be read or are not
        understood; ``TOO FEW``: all of them could be bad, and nobody could tell
    :param findings: what is wrong, the worst first
    :param pages: how many pages were looked at
    """

    state: State
    findings: tuple[Finding, ...] = ()
    pages: int = 0


@frozen(kw_only=True)
class Health:
    """What is said of an adapter.

    :param verdict: how it is now
    :param past: what was wrong and is well again
    :param days: the tally and the verdict of each day, in order; ``None`` is the captures without a date
    """

    adapter: str
    verdict: Verdict
    past: tuple[Finding, ...]
    days: Mapping[date | None, tuple[Tally, Verdict]]
    profile: Profile | None = None


def judge(tally: Tally, profile: Profile | None = None, *, questions: int | None = None) -> Verdict:
    """Hold the pages of *tally* against *profile*.

    :param profile: ``None`` holds them against what every site must be like
    :param questions: among how many questions, of this and other tallies of one report, a false alarm is to be as rare
        as ``ALPHA``; by default those asked here
    """
    checks = checks_of(profile)
    level = ALPHA / (questions or len(checks))
    pages = tally.pages
    if _too_few(pages, checks, level):
        return Verdict(state="TOO FEW", pages=len(pages))
    findings = tuple(_distinct(finding for finding, _ in _found(pages, checks, level)))
    return Verdict(state=_state(findings), findings=findings, pages=len(pages))


def diagnose(days: Mapping[date | None, Tally], profile: Profile | None = None) -> Health:
    """Judge an adapter by its days: each day, and all that ends with the last one.

    Spans that end with the last day say what is wrong now, since when, and let days with few captures count. Captures
    without a date are a day of their own; where there are others, those alone say how the adapter is.

    :raises ValueError: when there are no days
    """
    if not days:
        raise ValueError("no days to judge")
    dated = sorted(day for day in days if day is not None)
    order: list[date | None] = [*dated] or [None]
    checks = checks_of(profile)
    spans = _spans(len(order))
    level = ALPHA / 2 / len(checks)
    every = [*dated, *([None] if None in days else [])]
    verdicts = {day: (days[day], judge(days[day], profile, questions=2 * len(checks) * len(every))) for day in every}
    best: dict[tuple[str, str], tuple[Finding, Check, Bad]] = {}
    few = True
    window = Tally(days[order[-1]].adapter)
    for shorter, longer in pairwise((0, *spans)):
        for day in order[len(order) - longer : len(order) - shorter]:
            window = window.merge(days[day])
        pages = window.pages
        few = few and _too_few(pages, checks, level / len(spans))
        for finding, (check, bad) in _found(pages, checks, level / len(spans)):
            key = finding.check, finding.field
            if key not in best or finding.chance < best[key][0].chance:
                best[key] = finding, check, bad
    placed = [_placed(finding, check, bad, order, days) for finding, check, bad in best.values()]
    now = tuple(_distinct(finding for finding in placed if finding.until is None))
    past = tuple(_distinct(finding for finding in placed if finding.until is not None))
    pages_now = len(window.pages)
    state: State = "TOO FEW" if few else _state(now)
    return Health(
        adapter=window.adapter,
        verdict=Verdict(state=state, findings=now, pages=pages_now),
        past=past,
        days=verdicts,
        profile=profile,
    )


def _spans(days: int) -> list[int]:
    """Return of how many last days each span is: doubling, since every further question makes the others weaker."""
    return [*(1 << step for step in range(days.bit_length()) if 1 << step < days), days]


def _too_few(pages: Sequence[Observation], checks: Sequence[Check], level: float) -> bool:
    """Whether not even the failure of every page would be found."""
    failed = [evolve(page, error="x") for page in pages]
    return len(pages) < _LEAST or checks[0].chance(failed)[0] > level


def _found(
    pages: Sequence[Observation], checks: Sequence[Check], level: float
) -> Iterator[tuple[Finding, tuple[Check, Bad]]]:
    for check in checks:
        chance, x, n, bad = check.chance(pages)
        if n >= _LEAST and chance <= level:
            yield _finding(check, pages, bad, chance, (x, n)), (check, bad)


def _finding(check: Check, pages: Sequence[Observation], bad: Bad, chance: float, count: tuple[int, int]) -> Finding:
    ill = [page for page in pages if bad(page)]
    field, says = check.field, check.says
    if check.name == "failing":
        errors = [page.error or "" for page in ill]
        most = max(sorted(set(errors)), key=errors.count)
        missing = most.removeprefix("ParseError: ")
        field = missing if missing != most and "," not in missing else field
        says = f"{says}, most often with {most}"
    return Finding(
        check=check.name,
        field=field,
        says=says,
        bad=count[0],
        pages=count[1],
        usual=check.expected,
        chance=chance,
        since=ill[0].day if ill else None,
        examples=tuple(page.name for page in ill if page.name)[:_SHOWN],
    )


def _placed(
    finding: Finding, check: Check, bad: Bad, order: Sequence[date | None], days: Mapping[date | None, Tally]
) -> Finding:
    """Return *finding* with its days: those over which "it began here and ended there" explains the answers best."""
    counts: list[tuple[int, int]] = []
    for day in order:
        said = [answer for page in days[day].pages if (answer := bad(page)) is not None]
        counts.append((sum(said), len(said)))
    usual = min(max(check.expected, _RARE), _COMMON)
    first, last = _interval(counts, usual)
    since, until = order[first], order[last]
    span = counts[first : last + 1]
    share = sum(x for x, _ in span) / max(1, sum(n for _, n in span))
    share = min(max(share, usual + 0.001), _SURE)
    well = -sum(_evidence(x, n, share, usual) for x, n in counts[last + 1 :])
    if well < _HEALED:
        last, until, span = len(order) - 1, None, counts[first:]
    pages = [page for day in order[first : last + 1] for page in days[day].pages]
    located = _finding(check, pages, bad, finding.chance, (sum(x for x, _ in span), sum(n for _, n in span)))
    return evolve(located, since=since, until=until)


def _interval(counts: Sequence[tuple[int, int]], usual: float) -> tuple[int, int]:
    best, found = 0.0, (0, len(counts) - 1)
    for first in range(len(counts)):
        x = n = 0
        for last in range(first, len(counts)):
            x, n = x + counts[last][0], n + counts[last][1]
            if n and x / n > usual and (weight := _evidence(x, n, min(x / n, _SURE), usual)) > best:
                best, found = weight, (first, last)
    return found


def _evidence(x: int, n: int, share: float, usual: float) -> float:
    """The logarithm of how much likelier *x* of *n* are at *share* than at *usual*."""
    return x * log(share / usual) + (n - x) * log((1 - share) / (1 - usual))


_LAYOUT = {"failing": 0.5, "mostly unexplained": 0.5}


def _state(findings: Sequence[Finding]) -> State:
    if any(finding.bad >= _LAYOUT.get(finding.check, 2) * finding.pages for finding in findings):
        return "WRONG LAYOUT"
    return "DEGRADED" if findings else "OK"


_ORDER = ("failing", "mostly unexplained", "missing", "repeated", "site name", "collapsed")
_SAID_BY = {
    ("page", "unexplained"): ("page", "mostly unexplained"),
    ("body.first", "repeated"): ("body", "repeated"),
    ("body.last", "repeated"): ("body", "repeated"),
    ("body", "shorter"): ("body", "collapsed"),
    ("title", "shorter"): ("title", "collapsed"),
}


def _distinct(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Return the *findings*, the worst first, less those that another says better."""
    held = list(findings)
    names = {(finding.field, finding.check) for finding in held}

    def rank(finding: Finding) -> tuple[int, float, float, str]:
        place = _ORDER.index(finding.check) if finding.check in _ORDER else len(_ORDER)
        return place, -finding.bad / max(1, finding.pages), finding.chance, finding.field

    for finding in sorted(held, key=rank):
        if _SAID_BY.get((finding.field, finding.check)) not in names:
            yield finding
