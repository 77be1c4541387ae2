"""Rows with named fields, in whatever they are stored, as pages."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from tearsheet.captures.known import KEYS, completed, known_of
from tearsheet.captures.records import Failure, Id, Record, failure_of
from tearsheet.errors import InputError
from tearsheet.page.limits import DEFAULT_LIMITS

__all__ = ["FIELDS", "PAGES", "record_of"]

_DATA = ("data", "html", "text", "body", "content")
_BASE64 = ("data_base64", "base64")
_PATH = "path"
PAGES = (*_DATA, *_BASE64)
"""Names of the field that holds the page, the first that is there: as it is, or as Base64."""
FIELDS = ("id", *KEYS)


def record_of(
    row: Mapping[str, Any], default: Id, captured_at: datetime | None = None, *, folder: Path | None = None
) -> Record | Failure:
    """Return the page that *row* holds, or why it holds none.

    What is known of it is read as from a sidecar, see :mod:`tearsheet.captures.known`.

    :param default: its id, where it has none
    :param captured_at: when it was fetched, where it does not say
    :param folder: what a ``path`` is relative to, which names the file that holds the page; without it none is opened
    """
    ident, url = row.get("id"), row.get("url")
    ident = default if not isinstance(ident, str | int) or ident == "" else ident
    url = url if isinstance(url, str) and url else None
    try:
        known = known_of(row)
        data = _page(row, folder)
        if not data:
            raise InputError("the page is empty")  # noqa: TRY301 - told as the others
    except InputError as error:
        return failure_of(error, id=ident, url=url)
    known = completed(known, data)
    return Record(
        id=ident,
        data=data,
        url=known.url,
        content_type=known.content_type,
        captured_at=known.captured_at or captured_at,
    )


def _page(row: Mapping[str, Any], folder: Path | None) -> bytes | str:
    for name in _DATA:
        value = row.get(name)
        if isinstance(value, bytes | str):
            return value
    for name in _BASE64:
        value = row.get(name)
        if isinstance(value, str):
            try:
                return base64.b64decode(value, validate=True)
            except (binascii.Error, ValueError) as error:
                raise InputError(f'"{name}" is not base64: {error}') from None
    value = row.get(_PATH)
    if isinstance(value, str) and value and folder is not None:
        return _file(folder / value)
    raise InputError('it has no page: give it as "html", "text", "data", "base64" or "path"')


def _file(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            # One byte more than is allowed is refused as such.
            return file.read(DEFAULT_LIMITS.bytes + 1)
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from None
