"""Captures on disk or in a stream: a page, and what is known of it: its address and when it was fetched."""

from __future__ import annotations

import base64
import binascii
import json
import os
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from tearsheet.errors import InputError
from tearsheet.page import Page
from tearsheet.page.limits import DEFAULT_LIMITS

__all__ = ["PAGES", "STREAMS", "Capture", "captures_at", "captures_in", "told_beside"]

PAGES: Final = (".html", ".htm", ".xhtml", ".txt")
"""How the names of pages end that are looked for in a folder."""
STREAMS: Final = (".jsonl", ".ndjson")
"""How the names of files end that hold a capture a line."""
_META = "meta.json"
_KEYS = ("url", "captured_at", "content_type")


@frozen
class Capture:
    """A page that can be read when its turn comes.

    :param name: its path, or its place in a stream
    :param page: reads it; raises :class:`InputError` where it cannot be
    """

    name: str
    page: Callable[[], Page]


def captures_at(path: Path) -> Iterator[Capture]:
    """Yield the captures at *path*: a page, a file of JSON Lines, or a folder with either at any depth, in order.

    A page is told of by ``<page>.json`` (``a.html.json`` or ``a.json`` for ``a.html``), else by ``meta.json`` in its
    folder: an object with ``url`` and ``captured_at`` (ISO 8601 with an offset), and ``content_type`` where it is
    known. The time of the file is never looked at: it is that of the last copy.

    :raises InputError: when there is nothing there
    """
    if path.is_dir():
        yield from _folder(path)
    elif not path.exists():
        raise InputError("there is no such file")
    elif path.suffix.lower() in STREAMS:
        with path.open("rb") as lines:
            yield from captures_in(lines, str(path), path.parent)
    else:
        yield Capture(str(path), lambda: _page(path))


def captures_in(lines: Iterable[bytes], name: str, folder: Path) -> Iterator[Capture]:
    """Yield the captures in a stream of JSON Lines.

    Each line is an object with the page as ``html`` or ``text`` (a string), ``base64`` (its bytes) or ``path``
    (relative to *folder*), and what is known of it as in :func:`captures_at`.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _of_line(line, f"{name}:{number}", folder)


def _folder(folder: Path) -> Iterator[Capture]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place, name)
            if path.suffix.lower() in (*PAGES, *STREAMS) and not name.startswith("."):
                yield from captures_at(path)


def _of_line(line: bytes, name: str, folder: Path) -> Capture:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError) as error:
        return _broken(name, f"is no line of JSON: {error}")
    if not isinstance(told, dict):
        return _broken(name, f"is a JSON {type(told).__name__}, not an object with url, captured_at and html")
    url = told.get("url")
    shown = url if isinstance(url, str) and url else name
    return Capture(shown, lambda: _told(told, name, folder))


def _broken(name: str, message: str) -> Capture:
    def fail() -> Page:
        raise InputError(message)

    return Capture(name, fail)


def _told(told: dict[str, Any], name: str, folder: Path) -> Page:
    about = _about(told, name)
    if isinstance(told.get("path"), str):
        return Page(_bytes(folder / told["path"]), **about)
    if isinstance(told.get("base64"), str):
        try:
            return Page(base64.b64decode(told["base64"], validate=True), **about)
        except (binascii.Error, ValueError) as error:
            raise InputError(f'{name}: "base64" is not base64: {error}') from None
    for key, kind in (("html", "text/html"), ("text", "text/plain")):
        if isinstance(told.get(key), str):
            if not told[key]:
                raise InputError(f"{name}: is empty")
            return Page(told[key], **{**about, "content_type": about["content_type"] or kind})
    raise InputError(f'{name}: has no page: give it as "html", "text", "base64" or "path"')


def _page(path: Path) -> Page:
    return Page(_bytes(path), **told_beside(path))


def told_beside(path: Path) -> dict[str, Any]:
    """Return what the file beside the page at *path* says of it; see :func:`captures_at`.

    :return: ``url``, ``content_type`` and ``captured_at``, as :class:`~tearsheet.Page` takes them
    :raises InputError: when that file cannot be read, or is no such object
    """
    for side in (path.with_name(f"{path.name}.json"), path.with_suffix(".json"), path.with_name(_META)):
        try:
            text = side.read_text(encoding="utf-8")
        except FileNotFoundError:
            continue
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{side} cannot be read: {error}") from None
        try:
            told = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise InputError(f"{side} is no JSON: {error}") from None
        if not isinstance(told, dict):
            raise InputError(f"{side} is a JSON {type(told).__name__}, not an object with url and captured_at")
        return _about(told, str(side))
    return _about({}, "")


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(DEFAULT_LIMITS.bytes + 1)
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from None
    if not data:
        raise InputError("is empty")
    return data


def _about(told: dict[str, Any], name: str) -> dict[str, Any]:
    for key in _KEYS:
        if not isinstance(told.get(key), str | None):
            raise InputError(f"{name}: {key} is {told[key]!r}, not a string")
    return {
        "url": told.get("url") or None,
        "content_type": told.get("content_type") or None,
        "captured_at": _when(told.get("captured_at"), name),
    }


def _when(said: str | None, name: str) -> datetime | None:
    if not said:
        return None
    try:
        when = datetime.fromisoformat(said)
    except ValueError:
        raise InputError(f"{name}: captured_at is {said!r}: write it as 2026-10-23T08:30:00+08:00") from None
    if when.utcoffset() is None:
        raise InputError(f"{name}: captured_at is {said!r} and has no offset: add it, as in {said}+08:00, or Z for UTC")
    return when
