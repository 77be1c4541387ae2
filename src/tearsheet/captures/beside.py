"""Sidecars: JSON that stands beside a saved page and says what is known of it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath
from typing import Any, Final

from tearsheet.captures.known import KEYS, Known, known_of
from tearsheet.errors import InputError

__all__ = ["META", "beside", "is_sidecar", "known_beside"]

META: Final = "meta.json"
"""Name of the sidecar of a whole folder."""
_PACKED = (".gz", ".zst", ".bz2", ".xz")
_MOST = 1_000_000


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
