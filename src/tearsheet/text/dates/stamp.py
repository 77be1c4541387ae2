"""Times as only machines write them: compact, in seconds since 1970, as the mail of last century has them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from tearsheet.model.moment import Moment
from tearsheet.text.fold import HAN_DIGIT, fold, number

_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?(?:\.\d{1,9})?")
# The form of mail as programs fill it in Chinese, Japanese and Korean: 周二, 21 8月 2018 09:00:00 +0800.
_FIGURES = re.compile(
    rf"(?:[^\W\d_]{{1,9}}[.,]{{0,2}} )?([0-9]{{1,2}}) ([0-9]{{1,2}}|[{HAN_DIGIT}]{{1,2}})月? ([0-9]{{4}})"
    r" ([0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: ?[+-][0-9]{4})?)"
)
_GO = re.compile(r"((?:19|20)\d\d-\d\d-\d\d \d\d:\d\d:\d\d)(?:\.\d+)? ([+-]\d{4}) [A-Z+-][A-Z\d]{2,4}(?: m=\S+)?")
"""As programs in Go write it, with the offset and the name of the zone: 2018-03-01 14:05:00 +0000 UTC."""
_NO_YEAR = re.compile(r"\b0\d{3} ", re.ASCII)


def iso_of(text: str) -> str | None:
    """Return the ISO 8601 form of ``20210503101500``, of seconds or milliseconds since 1970, and of the forms above."""
    compact = _COMPACT.fullmatch(text)
    if compact is not None:
        year, month, day, hour, minute, second = compact.groups()
        clock = f" {hour}:{minute}:{second or '00'}" if hour else ""
        return f"{year}-{month}-{day}{clock}"
    figures = _FIGURES.fullmatch(fold(text))
    if figures is not None:
        day, month, year, clock = figures.groups()
        return f"{year}-{number(month):02d}-{int(day):02d} {clock}"
    go = _GO.fullmatch(text)
    if go is not None:
        return f"{go[1]} {go[2]}"
    if _EPOCH.fullmatch(text) is not None:
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(text[:10]))).isoformat()
    return None


def mail_moment(text: str) -> Moment | None:
    """Read a time with a year of two digits, which RFC 822 allows and feeds still have."""
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - few times get here

    try:
        start = parsedate_to_datetime(text)
        end = start + timedelta(seconds=1)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if start.utcoffset() is None or _NO_YEAR.search(text) is not None:
        return None
    zone = start.isoformat()[-6:] if start.utcoffset() else "UTC"
    return Moment(raw=text, start=start, end=end, precision="second", zone=zone)
