"""Health as JSON values, and the figures that tables and plots show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from attrs import asdict, frozen

from tearsheet.authoring.health.observation import Observation
from tearsheet.authoring.health.profile import Profile
from tearsheet.authoring.health.sample import Tally
from tearsheet.authoring.health.verdict import Finding, Health, Verdict

_QUARTERS = (0.1, 0.25, 0.5, 0.75, 0.9)  # the lengths that a profile tells: the shares of pages below them


@frozen(kw_only=True)
class Series:
    """A figure by day.

    :param name: what it is
    :param values: one a day; ``None`` where a day has no such page
    :param usual: the figure in the profile
    :param unit: ``"%"`` of pages, or ``"characters"`` and the like, a median
    :param bad: for each day, whether a finding is about it
    """

    name: str
    values: tuple[float | None, ...]
    usual: float | None
    unit: str
    bad: tuple[bool, ...]


def day_name(day: date | None) -> str:
    """Return how a day is written: in ISO 8601, or ``undated``."""
    return day.isoformat() if day is not None else "undated"


def series_of(health: Health) -> list[Series]:
    """Return the figures to show of an adapter: how often each field is filled, what should not be, lengths."""
    tallies = [tally for tally, _ in health.days.values()]
    days = list(health.days)
    profile = health.profile
    findings = [*health.verdict.findings, *health.past]

    def bad(*about: tuple[str, str | None]) -> tuple[bool, ...]:
        those = [f for f in findings for check, field in about if f.check == check and field in {None, f.field}]
        return tuple(any(_covers(finding, day) for finding in those) for day in days)

    def rate(name: str, met: Callable[[Observation], bool], usual: int, about: tuple[str, str | None]) -> Series:
        """How many pages it is so on: of all where they cannot be read, else of those that can."""
        every = about[0] == "failing"
        of = 0 if profile is None else profile.pages if every else profile.read
        return Series(
            name=name,
            values=tuple(_percent(tally.pages if every else tally.read, met) for tally in tallies),
            usual=100 * usual / of if of else None,
            unit="%",
            bad=bad(about),
        )

    known = profile if profile is not None else Profile(adapter=health.adapter)
    found = [
        rate("cannot be read", lambda page: page.error is not None, known.failed, ("failing", None)),
        Series(
            name="unexplained",
            values=tuple(
                _mean([100 * page.unexplained for page in tally.read if page.unexplained is not None])
                for tally in tallies
            ),
            usual=None,
            unit="%",
            bad=bad(("unexplained", None), ("mostly unexplained", None)),
        ),
        rate("garbled", lambda page: page.garbled, known.garbled, ("garbled", None)),
    ]
    for name in ("title", "body", "published", "authors"):
        repeated = tuple(_repeated(tally.read, name) for tally in tallies)
        if any(repeated):
            found.append(
                Series(name=f"{name} repeated", values=repeated, usual=None, unit="%", bad=bad(("repeated", name)))
            )
    for name, unit in (("title", "characters"), ("body", "characters"), ("blocks", "blocks")):
        field = "body" if name == "blocks" else name
        values = tuple(float(met[0]) if (met := tally.quantiles(name, 0.5)) else None for tally in tallies)
        median = profile.quantile(name, 0.5) if profile is not None else None
        changed = bad(*((check, field) for check in ("shorter", "collapsed", "longer")))
        found.append(
            Series(
                name=f"{name} length" if name != "blocks" else "blocks",
                values=values,
                usual=median,
                unit=unit,
                bad=changed,
            )
        )
    return found + [
        rate(name, _fills(name), known.filled.get(name, 0), ("missing", name)) for name in _fields(health, tallies)
    ]


def _covers(finding: Finding, day: date | None) -> bool:
    if day is None or finding.since is None:
        return day is finding.since
    return finding.since <= day and (finding.until is None or day <= finding.until)


def _fields(health: Health, tallies: Sequence[Tally]) -> list[str]:
    profile = health.profile
    names = {name for tally in tallies for page in tally.read for name in page.filled}
    if profile is not None:
        names |= {name for name, count in profile.filled.items() if count >= profile.read / 5}
    return sorted(names)


def _fills(name: str) -> Callable[[Observation], bool]:
    return lambda page: name in page.filled


def _percent(pages: Sequence[Observation], of: Callable[[Observation], bool]) -> float | None:
    return 100 * sum(map(of, pages)) / len(pages) if pages else None


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _repeated(pages: Sequence[Observation], name: str) -> float | None:
    held = [page.values[name] for page in pages if name in page.values]
    return 100 * (1 - len(set(held)) / len(held)) if held else None


# -- JSON ------------------------------------------------------------------------------------------------------------


def to_json(healths: Iterable[Health]) -> list[dict[str, Any]]:
    """Return *healths* as JSON values; docs/health.md has them key by key."""
    return [
        {
            "adapter": health.adapter,
            "profile": {"pages": health.profile.pages} if health.profile is not None else None,
            **_verdict(health.verdict),
            "past": [_finding(finding) for finding in health.past],
            "days": [{"day": day_name(day), **_day(*held)} for day, held in health.days.items()],
        }
        for health in healths
    ]


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "verdict": verdict.state,
        "pages": verdict.pages,
        "findings": [_finding(finding) for finding in verdict.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    days = {name: day and day.isoformat() for name, day in (("since", finding.since), ("until", finding.until))}
    return {**asdict(finding), **days, "examples": list(finding.examples)}


def _day(tally: Tally, verdict: Verdict) -> dict[str, Any]:
    read = tally.read
    languages = sorted({page.languages for page in read})
    fields = sorted({name for page in read for name in page.filled})
    return {
        **_verdict(verdict),
        "captures": tally.captures,
        "read": len(read),
        "errors": dict(tally.errors),
        "filled": {name: sum(name in page.filled for page in read) for name in fields},
        "unexplained": _mean([page.unexplained for page in read if page.unexplained is not None]),
        "lengths": {
            name: dict(zip(("q10", "q25", "q50", "q75", "q90"), met, strict=True))
            for name in ("title", "body", "blocks", "age")
            if (met := tally.quantiles(name, *_QUARTERS))
        },
        "languages": {name: sum(page.languages == name for page in read) for name in languages},
        "layouts": {
            name or "": sum(page.layout == name for page in read) for name in sorted({p.layout for p in read}, key=str)
        },
        "garbled": sum(page.garbled for page in read),
        "out_of_order": sum(page.out_of_order is True for page in read),
        "site_as_title": sum(page.site_as_title for page in read),
        "repeated": {
            name: round(share / 100, 4)
            for name in sorted({name for page in read for name in page.values})
            if (share := _repeated(read, name)) is not None
        },
    }
