"""MHTML (RFC 2557), .mht and .mhtml: a page with its pictures in one file, as Chrome, Edge and Outlook save it."""

from __future__ import annotations

import base64
import quopri
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from tearsheet.captures.known import Known
from tearsheet.errors import SourceError

__all__ = ["open_mhtml"]

_BLANK = re.compile(rb"\r?\n\r?\n")
_PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "text/xml", "application/xml"})
# Outlook puts the page into an alternative inside of the related; nobody goes deeper.
_DEEP = 3
# The library takes the square of a header's length; browsers write a few hundred bytes.
_HEADERS = 16_384


class _Part(NamedTuple):
    """A part of a message: its headers, and where its body begins and ends in the data."""

    headers: Message
    start: int
    end: int


def open_mhtml(data: bytes) -> tuple[bytes, Known]:
    """Return the page in *data*, and what the file says of it: its address, the time it was saved, its Content-Type.

    Only the part that is the page is decoded: the first that is text, or the one that is named the ``start``.

    :raises SourceError: when there is none
    """
    whole = _part(data, 0, len(data))
    root = _root(data, whole, 0)
    if root is None:
        raise SourceError("the MHTML holds no page: no part of it is HTML or text")
    body = data[root.start : root.end]
    encoding = str(root.headers.get("Content-Transfer-Encoding", "")).strip().lower()
    if encoding == "quoted-printable":
        body = quopri.decodestring(body)
    elif encoding == "base64":
        body = base64.b64decode(body)
    kind = root.headers.get_content_type()
    charset = root.headers.get_content_charset()
    return body, Known(
        url=_address(whole.headers.get("Snapshot-Content-Location"))
        or _address(root.headers.get("Content-Location"))
        or _address(whole.headers.get("Content-Location")),
        content_type=f"{kind}; charset={charset}" if charset else kind,
        captured_at=_date(whole.headers),
    )


def _part(data: bytes, start: int, end: int) -> _Part:
    found = _BLANK.search(data, start, end)
    below = found.end() if found is not None else end
    return _Part(BytesHeaderParser().parsebytes(data[start : min(below, start + _HEADERS)]), below, end)


def _root(data: bytes, part: _Part, depth: int) -> _Part | None:
    if part.headers.get_content_maintype() != "multipart":
        return part if part.headers.get_content_type() in _PAGES else None
    boundary = part.headers.get_boundary()
    if boundary is None or depth == _DEEP:
        return None
    start = str(part.headers.get_param("start") or "").strip()
    first = None
    for each in _parts(data, part, b"--" + boundary.encode("utf-8", "surrogateescape")):
        root = _root(data, each, depth + 1)
        if root is None:
            continue
        if not start or str(each.headers.get("Content-ID", "")).strip() == start:
            return root
        first = first or root
    return first


def _parts(data: bytes, part: _Part, mark: bytes) -> Iterator[_Part]:
    at = data.find(mark, part.start, part.end)
    while at >= 0:
        begin = data.find(b"\n", at, part.end) + 1
        after = data.find(b"\n" + mark, max(begin - 1, at), part.end)
        if data.startswith(mark + b"--", at) or not begin:
            return
        end = after if after >= 0 else part.end
        yield _part(data, begin, end)
        at = after + 1 if after >= 0 else -1


def _address(said: object) -> str | None:
    # A long one is folded, which puts white space into it.
    address = "".join(str(said or "").split())
    return address if address.lower().startswith(("http://", "https://")) else None


def _date(headers: Message) -> datetime | None:
    # As it stands there: the library would add an offset where there is none.
    text = next((str(value).strip() for name, value in headers.raw_items() if name.lower() == "date"), "")
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    if when.utcoffset() is not None:
        return when
    # "-0000" is UTC by RFC 5322; Chrome writes it. Without any offset nobody knows.
    return when.replace(tzinfo=UTC) if text.endswith("-0000") else None
