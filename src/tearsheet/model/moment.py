"""A point in time as a page prints it: an honest interval, or words that wait for their anchor.

All calendar arithmetic is here; :mod:`tearsheet.text.dates` is the grammar that reads the words. What
cannot be placed on the time line yet is kept in :attr:`Moment.civil`, in a notation after ISO 8601:

==================  =================================================  ======================
``2025-10-23``      a whole local date (or ``2025``, ``2025-10``)      waits for a zone
``--10-23``         month and day, no year printed                     waits for the capture
``D-1``             so many days before the day of capture             waits for the capture
``W-1`` ``W-1-5``   that ISO week, or day 5 of it                      waits for the capture
``M-1`` ``M-1-23``  that month, or a day of it                         waits for the capture
``Y-1`` ``Y-1-10``  that year, a month or (``Y-1-10-23``) a day of it  waits for the capture
``-W-5``            the latest Friday up to the day of capture         waits for the capture
``T17:08``          a clock with no day: the latest such time          waits for the capture
==================  =================================================  ======================

A clock follows a day as ``T17``, ``T17:08``, ``T17:08:09`` or ``T17:08:09.123``; from ``T24`` on it is the next day. A
``/`` makes it an interval that ends a duration later (``D-1T18:00/PT12H``); two negative durations count back from the
capture (``-P2Y/-P1Y``).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from datetime import date as _Day  # noqa: N812 - a Moment has a date of its own
from functools import lru_cache
from typing import Literal

from attrs import evolve, frozen

from tearsheet.model.zones import FALLBACK, SINCE, zone_info

Precision = Literal["second", "minute", "hour", "day", "week", "month", "year"]
Basis = Literal["absolute", "relative"]


@frozen(kw_only=True)
class Moment:
    """When something happened, as far as the printed words tell.

    :param raw: the words as printed, without their label
    :param start: the first instant the words can mean, aware, with a fixed offset; ``None`` while an anchor is missing
    :param end: the first instant they cannot mean any more: the interval is half-open
    :param precision: the unit the words are given in
    :param basis: ``"relative"`` when the words count from the time of capture
    :param offset: of words that count in days or smaller units: how far back, as printed (7h ago is -7 h)
    :param civil: what still waits for an anchor, see the module; ``None`` when nothing does
    :param zone: IANA name or ``"+08:00"`` of the printed clock; ``None`` when neither printed nor known

    A printed minute is the interval of that minute, a day that of the day in its zone. Sites floor or round an age, so
    "n units ago" means an age from n - 1/2 to n + 1 units, and never less than none. A clock time that its zone has
    twice, when summer time ends, spans both.
    """

    raw: str
    start: datetime | None = None
    end: datetime | None = None
    precision: Precision = "minute"
    basis: Basis = "absolute"
    offset: timedelta | None = None
    civil: str | None = None
    zone: str | None = None

    @property
    def at(self) -> datetime | None:
        """The start of the interval."""
        return self.start

    @property
    def date(self) -> _Day | None:
        """The printed day, whatever the zone: that of the page's own clock, also where no zone is known.

        ``None`` where the words tell no one day: ``2025年10月`` and "last week", a day that still waits for its year,
        an age that waits for its anchor or may lie on either side of midnight.
        """
        if self.precision in {"week", "month", "year"}:
            return None
        first = self._printed()
        if first is None:
            return None
        if self.basis == "relative" and self.start is not None and self.end is not None:
            last = (self.end - _TICK).astimezone(self.start.tzinfo)
            if last.date() > first.date():
                return None
        return first.date()

    @property
    def first_date(self) -> _Day | None:
        """The first day that the words can mean, on the page's own clock: of a month its first, of an age its earliest.

        ``None`` only where the words still wait for their year or for the capture.
        """
        first = self._printed()
        return first.date() if first is not None else None

    @property
    def local(self) -> datetime | None:
        """The printed clock, naive; ``None`` where the words name no minute, or count back from now."""
        clock = self.precision in {"second", "minute"} and self.offset is None
        return self._printed() if clock else None

    def _printed(self) -> datetime | None:
        if self.start is not None:
            # The start has the fixed offset of the printed clock.
            return self.start.replace(tzinfo=None)
        if self.civil is None or not self.civil[0].isdecimal():
            return None
        try:
            return _local(self.civil.partition("/")[0])
        except (LookupError, OverflowError, ValueError):
            return None

    def resolve(self, captured_at: datetime, *, zone: str | None = None) -> Moment:
        """Return this moment placed on the time line by *captured_at*, the instant the page was fetched.

        What has a start is returned unchanged. A date without a year gets the latest year in which it is not more than
        a day after the capture. Relative days are days of the moment's zone, else of *captured_at*'s own. An absolute
        clock without a zone stays without a start: *captured_at* says nothing about where the page was printed.

        :param zone: IANA name or ``"+08:00"``, used where the moment has none
        :raises ValueError: when *captured_at* has no zone
        :raises TypeError: when it is no datetime
        """
        require_aware(captured_at)
        if self.start is not None:
            return self
        zone = self.zone or zone
        start, end, civil = interval(self.civil, self.precision, self.offset, zone, captured_at)
        if start is None and civil == self.civil and zone == self.zone:
            return self
        return evolve(self, start=start, end=end, civil=civil, zone=zone)


def require_aware(captured_at: object) -> None:
    """Raise unless *captured_at* is a datetime with a zone.

    :raises ValueError: when it has no zone
    :raises TypeError: when it is no datetime
    """
    if not isinstance(captured_at, datetime):
        raise TypeError(f"captured_at must be an aware datetime, not {type(captured_at).__name__}")
    if captured_at.utcoffset() is None:
        raise ValueError(
            "captured_at has no time zone, so it is no point in time; "
            "give it one, e.g. captured_at.replace(tzinfo=datetime.UTC)"
        )


def interval(
    civil: str | None, precision: Precision, offset: timedelta | None, zone: str | None, captured_at: datetime | None
) -> tuple[datetime | None, datetime | None, str | None]:
    """Return start, end and what of *civil* still waits, for the parts of a :class:`Moment`.

    Never raises: what no calendar can place (the year 0, an unknown zone, a malformed *civil*) keeps waiting.
    """
    try:
        if civil is None or civil.startswith("-P"):
            return _aged(civil, precision, offset, captured_at)
        return _calendar(civil, precision, offset, zone, captured_at)
    except (LookupError, OverflowError, ValueError):
        return None, None, civil


# -- ages -------------------------------------------------------------------------------------------------------------

_LENGTH: dict[str, timedelta] = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
_TICK = timedelta(microseconds=1)
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")


def _aged(
    civil: str | None, precision: Precision, offset: timedelta | None, captured_at: datetime | None
) -> tuple[datetime | None, datetime | None, str | None]:
    if captured_at is None or (civil is None and offset is None):
        return None, None, civil
    # A fixed offset first: Python's own arithmetic on a zone with summer time counts clock faces, not hours.
    now = _fixed(captured_at, captured_at.utcoffset())
    if civil is not None:
        oldest, _, youngest = civil.partition("/")
        return _shift(now, oldest), _shift(now, youngest), None
    point, unit = now + (offset or timedelta()), _LENGTH[precision]
    return point - unit, min(point + unit / 2, now), None


def _shift(when: datetime, duration: str) -> datetime:
    """Return *when* moved by an ISO 8601 duration; months first, clamped to the end of the month."""
    back = duration.startswith("-")
    match = _DURATION.fullmatch(duration, 1 if back else 0)
    if match is None:
        raise ValueError(duration)
    years, months, days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    sign = -1 if back else 1
    if years or months:
        when = _add_months(when, sign * (12 * years + months))
    return when + sign * timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def _add_months(when: datetime, months: int) -> datetime:
    year, month = divmod(when.year * 12 + when.month - 1 + months, 12)
    first = when.replace(year=year, month=month + 1, day=1)
    last = ((first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)).day
    return first.replace(day=min(when.day, last))


# -- calendar ---------------------------------------------------------------------------------------------------------


def _calendar(
    civil: str, precision: Precision, offset: timedelta | None, zone: str | None, captured_at: datetime | None
) -> tuple[datetime | None, datetime | None, str | None]:
    known = zone_info(zone) if zone else None
    if not civil[0].isdecimal():
        if captured_at is None:
            return None, None, civil
        now = (captured_at.astimezone(known) if known else captured_at).replace(tzinfo=None)
        if civil.startswith("--"):
            civil = _dated(civil, now)
        else:
            known = captured_at.tzinfo if zone is None else known
    if known is None:
        return None, None, civil
    words, _, duration = civil.partition("/")
    first = _local(words) if civil[0].isdecimal() else _counted(words, offset, now)
    if duration:
        last = _shift(first, duration)
    elif "." in words:
        last = first + timedelta(microseconds=10 ** max(6 - len(words.partition(".")[2]), 0))
    elif precision in _LENGTH:
        last = first + _LENGTH[precision]
    else:
        last = _add_months(first, 1 if precision == "month" else 12)
    if first.year < SINCE and known is FALLBACK.get(zone or ""):
        return None, None, civil
    return *_localised(first, last, known), None


def _local(words: str) -> datetime:
    """Return the first instant of a whole local date with or without its clock."""
    try:
        return datetime.fromisoformat(words)
    except ValueError:  # 2025, 2025-10, T24:00
        date, _, time = words.partition("T")
        return _date(date) + _clock(time)


def _date(date: str) -> datetime:
    return datetime(int(date[:4]), int(date[5:7] or 1), int(date[8:] or 1))  # noqa: DTZ001 - localised by the caller


def _clock(time: str) -> timedelta:
    if not time:
        return timedelta()
    hours, minutes, seconds = [*time.split(":"), "0", "0"][:3]
    whole, _, fraction = seconds.partition(".")
    return timedelta(
        hours=int(hours), minutes=int(minutes), seconds=int(whole), microseconds=int(f"{fraction:0<6}"[:6])
    )


def _dated(civil: str, now: datetime) -> str:
    """Return ``--MM-DD…`` with the latest year in which it is not more than a day after *now*."""
    latest = now + timedelta(days=1)
    month, day = int(civil[2:4]), int(civil[5:7])
    clock = _clock(civil.partition("/")[0][8:])
    for year in range(latest.year, latest.year - 9, -1):  # 29 February can be missing for eight years
        try:
            first = datetime(year, month, day)  # noqa: DTZ001 - compared with a clock face
        except ValueError:
            continue
        if first + clock <= latest:
            return f"{year:04d}{civil[1:]}"
    raise ValueError(civil)


def _counted(words: str, offset: timedelta | None, now: datetime) -> datetime:
    """Return the local time of words that count back from the day of capture."""
    date, _, time = words.partition("T")
    clock = _clock(time)
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if not date:
        return today + clock if today + clock <= now else today + clock - timedelta(days=1)
    if date.startswith("-W-"):
        base = today + (offset or timedelta())
        first = base - timedelta(days=(base.isoweekday() - int(date[3:])) % 7) + clock
        return first if first <= now else first - timedelta(days=7)
    unit, (back, *rest) = date[0], [int(part) for part in date[2:].split("-")]
    if unit == "D":
        return today - timedelta(days=back) + clock
    if unit == "W":
        return today - timedelta(days=today.weekday() + 7 * back - (rest[0] - 1 if rest else 0)) + clock
    first = _add_months(today.replace(day=1), -back if unit == "M" else -12 * back)
    if unit == "M":
        return first.replace(day=rest[0] if rest else 1) + clock
    month, day = [*rest, 1, 1][:2]
    return first.replace(month=month, day=day) + clock


# -- where a clock stands ------------------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def _timezone(offset: timedelta) -> timezone | None:
    """Return the fixed zone of *offset*; ``None`` where RFC 3339 cannot write it, which has whole minutes only."""
    if offset % timedelta(minutes=1):
        return None
    return timezone(offset) if offset else UTC


def _fixed(when: datetime, offset: timedelta | None) -> datetime:
    """Return *when* with the fixed *offset* that it has there; in UTC where that has no whole minutes."""
    offset = offset or timedelta()
    zone = _timezone(offset)
    if zone is None:
        return when.replace(tzinfo=UTC, fold=0) - offset
    return when.replace(tzinfo=zone, fold=0)


def _localised(first: datetime, last: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
    start = _fixed(first, first.replace(tzinfo=zone).utcoffset())
    # The last instant inside decides, read as late as the zone allows: 01:30 may come twice.
    end = _fixed(last, (last - _TICK).replace(tzinfo=zone, fold=1).utcoffset())
    if end <= start:  # a clock time that summer time skips
        end = start + (last - first)
    return start, end
