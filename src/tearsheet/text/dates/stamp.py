"""Times as only machines write them: compact, in seconds since 1970, as the mail of last century has them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from tearsheet.model.moment import Moment

__all__ = ["iso_of", "mail_moment"]

_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")


def iso_of(text: str) -> str | None:
    """Return the ISO 8601 form of ``20210503``, ``20210503101500`` or seconds or milliseconds since 1970."""
    compact = _COMPACT.fullmatch(text)
    if compact is not None:
        year, month, day, hour, minute, second = compact.groups()
        clock = f" {hour}:{minute}:{second or '00'}" if hour else ""
        return f"{year}-{month}-{day}{clock}"
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
    if start.utcoffset() is None:
        return None
    zone = start.isoformat()[-6:] if start.utcoffset() else "UTC"
    return Moment(raw=text, start=start, end=end, precision="second", zone=zone)
