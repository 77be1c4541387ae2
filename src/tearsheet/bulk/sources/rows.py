"""Rows with named fields, in whatever they are stored, as pages."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from tearsheet.bulk.records import Failure, Id, Record, failure_of
from tearsheet.errors import InputError

__all__ = ["BASE64", "DATA", "FIELDS", "record_of"]

DATA = ("data", "html", "text", "body", "content")
"""Names of the field that holds the page, the first that is there."""
BASE64 = "data_base64"
"""Name of the field that holds the page where only text can be stored."""
FIELDS = ("id", "url", "content_type", "captured_at")


def record_of(row: Mapping[str, Any], default: Id, captured_at: datetime | None = None) -> Record | Failure:
    """Return the page that *row* holds, or why it holds none.

    ``captured_at`` is a datetime, ISO 8601 text, or seconds since 1970; a time without a zone is in UTC.

    :param default: its id, where it has none
    :param captured_at: when it was fetched, where it does not say
    """
    ident, url = row.get("id"), row.get("url")
    ident = default if not isinstance(ident, str | int) or ident == "" else ident
    url = url if isinstance(url, str) and url else None
    try:
        data = next((row[name] for name in DATA if row.get(name) is not None), None)
        encoded = row.get(BASE64)
        if data is None and isinstance(encoded, str):
            data = base64.b64decode(encoded, validate=True)
        if not isinstance(data, bytes | str) or not data:
            raise InputError("there are no bytes in the row")  # noqa: TRY301 - told as the others
        content_type = row.get("content_type")
        return Record(
            id=ident,
            data=data,
            url=url,
            content_type=content_type if isinstance(content_type, str) and content_type else None,
            captured_at=_when(row.get("captured_at")) or captured_at,
        )
    except binascii.Error:
        return failure_of(InputError(f"its {BASE64} is no Base64"), id=ident, url=url)
    except InputError as error:
        return failure_of(error, id=ident, url=url)


def _when(value: Any) -> datetime | None:
    if value is None or value == "":
        return None
    try:
        if isinstance(value, int | float):
            return datetime.fromtimestamp(value, UTC)
        when = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except (ValueError, OverflowError, OSError):
        raise InputError(f"its captured_at is no time: {str(value)[:40]!r}") from None
    return when if when.utcoffset() is not None else when.replace(tzinfo=UTC)
