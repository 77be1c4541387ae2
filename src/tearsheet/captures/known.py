"""What is known of a saved page beside its bytes: where and when it was fetched, the header, its clock.

It stands in a sidecar beside the page, in the row that holds it, or in a comment of the program that saved it.
"""

from __future__ import annotations

import json
import math
import os
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import Any, Final

from attrs import frozen

from tearsheet.errors import InputError
from tearsheet.model.zones import zone_name

KEYS: Final = ("url", "content_type", "captured_at", "zone")
"""The names under which it is written, in sidecars and in rows alike."""


@frozen(kw_only=True)
class Known:
    """What is known of a page; see :class:`tearsheet.Page`."""

    url: str | None = None
    content_type: str | None = None
    captured_at: datetime | None = None
    zone: str | None = None

    def or_else(self, other: Known) -> Known:
        """Return this, with what *other* knows where this knows nothing."""
        return Known(**{key: getattr(self, key) or getattr(other, key) for key in KEYS})


def known_of(said: Mapping[str, Any]) -> Known:
    """Return what *said*, a sidecar or a row, says of its page.

    :raises InputError: for an address that is no text, for a time as :func:`time_of` does, and for a zone there is not
    """
    return Known(
        url=_text(said, "url"),
        content_type=_text(said, "content_type"),
        captured_at=time_of(said.get("captured_at")),
        zone=zone_name(_text(said, "zone")),
    )


def said_of(known: Known) -> dict[str, str]:
    """Return what a sidecar says of a page: what :func:`known_of` reads back."""
    when = known.captured_at
    said = {
        "url": known.url,
        "content_type": known.content_type,
        "captured_at": when.isoformat().replace("+00:00", "Z") if when is not None else None,
        "zone": known.zone,
    }
    return {key: value for key, value in said.items() if value}


def _text(said: Mapping[str, Any], key: str) -> str | None:
    value = said.get(key)
    if _is_nothing(value):
        return None
    if not isinstance(value, str):
        raise InputError(f"{key} is {value!r}, not a string")
    return value


def time_of(value: Any) -> datetime | None:
    """Return the time that *value* says: a datetime, ISO 8601, or seconds since 1970; ``None`` where it says none.

    :raises InputError: for what is no time, and for one without a zone: nobody knows which instant that is
    """
    if _is_nothing(value):
        return None
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, UTC)
        when = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except (ValueError, OverflowError, OSError):
        said = str(value)[:40]
        raise InputError(f"captured_at is {said!r}, which is no time: write it as 2026-10-23T08:30:00+08:00") from None
    if when.utcoffset() is None:
        said = when.isoformat()
        raise InputError(
            f"captured_at is {said!r} and has no offset: add that of its zone, as in {said}+08:00, or Z for UTC"
        )
    return when


def _is_nothing(value: Any) -> bool:
    # Tables that came through pandas have NaN where nothing is.
    return value is None or value == "" or (isinstance(value, float) and math.isnan(value))


# -- in a sidecar ---------------------------------------------------------------------------------------------------

META: Final = "meta.json"
"""Name of the sidecar of a whole folder."""
_PACKED = (".gz", ".zst", ".bz2", ".xz")
_MOST = 1_000_000  # bytes of a sidecar


def beside(path: Path) -> Known:
    """Return what the files beside the page at *path* say of it.

    ``<page>.json`` (``a.html.json``, or ``a.json``, for ``a.html``) goes before ``meta.json`` in its folder. A sidecar
    is an object with ``url``, ``captured_at`` (ISO 8601 with an offset, or seconds since 1970) and ``content_type``,
    each where it is known; what else it has is passed over.

    :raises InputError: when a sidecar cannot be read, or says what cannot be
    """
    return known_beside(path, _read)


def known_beside(page: PurePath, read: Callable[[PurePath], bytes | None]) -> Known:
    """Do what :func:`beside` does, for a page that is not a file: *read* gives what the file of a name holds.

    :raises InputError: as :func:`beside` does
    """
    for side, surely in _sides(page):
        data = read(side)
        if data is None:
            continue
        if len(data) > _MOST:
            raise InputError(f"{side} is larger than {_MOST:,} bytes: it says nothing of a page")
        try:
            said: Any = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise InputError(f"{side} is no JSON: {error}") from None
        if said == {}:  # as of a page of which nothing is known
            continue
        if not isinstance(said, dict) or not {*KEYS} & {*said} or "editions" in said:
            # a.json may be anything, the article that was read from a.html among others.
            if not surely:
                continue
            raise InputError(f"{side} is no object with url and captured_at")
        try:
            return known_of(said)
        except InputError as error:
            raise InputError(f"{side}: {error}") from None
    return Known()


def _sides(page: PurePath) -> Iterator[tuple[PurePath, bool]]:
    """Yield the sidecars that a page may have, and whether one of that name can be nothing else."""
    yield page.with_name(f"{page.name}.json"), True
    if page.suffix.lower() in _PACKED:
        page = page.with_suffix("")
        yield page.with_name(f"{page.name}.json"), True
    yield page.with_suffix(".json"), False
    yield page.with_name(META), False


def is_sidecar(path: Path) -> bool:
    """Say whether *path* is named as the sidecar of a file that is there: ``a.html.json``, or ``meta.json``."""
    return path.suffix.lower() == ".json" and (path.name == META or path.with_suffix("").is_file())


def _read(path: PurePath) -> bytes | None:
    # Most pages have none, and to look is cheaper than to open.
    if not os.path.isfile(path):  # noqa: PTH113 - twice as fast
        return None
    try:
        with Path(path).open("rb") as file:
            return file.read(_MOST + 1)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from None


# -- in the page itself ----------------------------------------------------------------------------------------------

# Browsers write the first before the markup, SingleFile writes its own right after <html>.
_LOOKED_AT = 8_192
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(https?://[^\s<>\"]+)\s*-->", re.IGNORECASE)
_SINGLE_FILE = re.compile(
    rb"<!--\s*Page saved with SingleFile\s+url:\s*(?P<url>https?://[^\s<>\"]+)"
    rb"(?:\s+saved date:\s*(?P<date>[^\r\n<>]+))?"
)
# As JavaScript writes a date, in English everywhere: Thu Mar 02 2023 12:34:56 GMT+0100 (…).
_DATE = re.compile(rb"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d\d)(\d\d)")
_MONTHS = b"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def in_head(data: bytes | str) -> Known:
    """Return what the program that saved a page wrote into its head: ``saved from url``, or SingleFile's comment."""
    head = data[:_LOOKED_AT]
    head = head.encode("utf-8", "replace") if isinstance(head, str) else head
    found = _SINGLE_FILE.search(head)
    if found is not None:
        return Known(url=found["url"].decode("utf-8", "replace"), captured_at=_date(found["date"] or b""))
    found = _SAVED_FROM.search(head)
    return Known(url=found[1].decode("utf-8", "replace") if found is not None else None)


def _date(said: bytes) -> datetime | None:
    found = _DATE.match(said.strip())
    if found is None or found[1] not in _MONTHS:
        return None
    month = _MONTHS.index(found[1]) + 1
    day, year, clock, hours, minutes = (found[number].decode() for number in range(2, 7))
    try:
        return datetime.fromisoformat(f"{year}-{month:02}-{day}T{clock}{hours}:{minutes}")
    except ValueError:
        return None


def completed(known: Known, data: bytes | str) -> Known:
    """Return *known* with what the head of the page says where nothing else is known.

    A comment with another address than the known one is of another capture, whose page this was made of.
    """
    if known.url and known.captured_at:
        return known
    head = in_head(data)
    if known.url and head.url and known.url.partition("#")[0] != head.url.partition("#")[0]:
        return known
    return known.or_else(head)
