"""Zones by their names, also on machines without a time-zone database."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

from tearsheet.errors import InputError

# Zones without summer time since SINCE, for machines that have no time-zone database (Windows without tzdata).
SINCE = 1992
FALLBACK: dict[str, timezone] = {
    **dict.fromkeys(
        ("Asia/Hong_Kong", "Asia/Kuala_Lumpur", "Asia/Macau", "Asia/Shanghai", "Asia/Singapore", "Asia/Taipei"),
        timezone(timedelta(hours=8), "+08:00"),
    ),
    **dict.fromkeys(("Asia/Seoul", "Asia/Tokyo"), timezone(timedelta(hours=9), "+09:00")),
}
_OFFSET = re.compile(r"([+-])(\d\d):?([0-5]\d)")


@lru_cache(maxsize=256)
def zone_info(zone: str) -> tzinfo | None:
    """Return the zone of an IANA name, of ``"+08:00"`` or of ``"UTC"``; ``None`` when this machine does not know it."""
    if zone in {"UTC", "Z"}:
        return UTC
    match = _OFFSET.fullmatch(zone)
    if match:
        minutes = int(match[2]) * 60 + int(match[3])
        return timezone(timedelta(minutes=-minutes if match[1] == "-" else minutes)) if minutes < 24 * 60 else None
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - few pages need it

    try:
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError):  # no such name, no safe name, a directory
        return FALLBACK.get(zone)


def check_captured_at(moment: datetime | None) -> None:
    """Raise for a time of capture that is no point in time.

    :raises InputError: when it has no time zone, or is no datetime, as where a caller has no type checker
    """
    if moment is not None and not isinstance(moment, datetime):
        raise InputError(f"captured_at is {moment!r:.60}, not a datetime: use datetime.fromisoformat(...)")
    if moment is not None and moment.utcoffset() is None:
        raise InputError("captured_at needs a time zone: use datetime.now(UTC), or .replace(tzinfo=...)")


def zone_name(zone: str | tzinfo | None) -> str | None:
    """Return *zone* as a :class:`~tearsheet.Moment` names it: its IANA name, or its offset as ``"+08:00"``.

    :raises InputError: for a name that nobody knows, and a zone that has neither a name nor one offset
    """
    if zone is None:
        return None
    if isinstance(zone, tzinfo):
        name = getattr(zone, "key", None) or getattr(zone, "zone", None) or _offset(zone.utcoffset(None))
        if name is None:
            raise InputError(f"zone is {zone!r}, which has no name: use zoneinfo.ZoneInfo, or an IANA name")
        zone = name
    if not isinstance(zone, str):
        raise InputError(
            f'zone is {zone!r}: use an IANA name like "Asia/Shanghai", an offset like "+08:00", or a tzinfo'
        )
    if zone_info(zone) is None:
        raise InputError(
            f'zone is {zone!r}, which this machine does not know: use an IANA name like "Asia/Shanghai", or an offset '
            'like "+08:00"; where it should know the name, install tzdata'
        )
    return zone


def _offset(offset: timedelta | None) -> str | None:
    if offset is None:
        return None
    minutes = round(offset / timedelta(minutes=1))
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}" if minutes else "UTC"
