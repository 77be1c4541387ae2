"""A page that a browser saved with its pictures in one file, MHTML and Safari's .webarchive, and a mail."""

from __future__ import annotations

import base64
import plistlib
import quopri
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple

from tearsheet.captures.known import Known
from tearsheet.errors import SourceError

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

    It is MHTML (RFC 2557), .mht and .mhtml, as Chrome, Edge and Outlook save it, or a mail, .eml.

    Only the part that is the page is decoded: the first that is text, HTML where there is some, or the one that is
    named the ``start``. The text of a mail has its head above it: who sent it, when, and its subject.

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
    if kind == "text/plain" and whole.headers.get("Subject") is not None:
        body = _head(whole.headers) + _decoded(body, charset)
        charset = "utf-8"
    return body, Known(
        url=_address(whole.headers.get("Snapshot-Content-Location"))
        or _address(root.headers.get("Content-Location"))
        or _address(whole.headers.get("Content-Location")),
        content_type=f"{kind}; charset={charset}" if charset else kind,
        captured_at=_date(whole.headers),
    )


def _head(headers: Message) -> bytes:
    said = ((name, headers.get(name)) for name in ("From", "Date", "Subject"))
    lines = [f"{name}: {' '.join(_words(value).split())}\n" for name, value in said if value is not None]
    return "".join([*lines, "\n"]).encode("utf-8", "replace")


def _words(value: object) -> str:
    """Return what a header says, with the words in it that are encoded (RFC 2047) as they are meant."""
    try:
        return str(make_header(decode_header(str(value))))
    except (ValueError, LookupError, HeaderParseError):
        return str(value)


def _decoded(body: bytes, charset: str | None) -> bytes:
    try:
        return body.decode(charset or "utf-8", "replace").encode("utf-8", "replace")
    except LookupError:
        return body


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
        if part.headers.get_content_subtype() == "alternative" and root.headers.get_content_type() == "text/plain":
            first = first or root  # what follows says the same in more
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


# -- Safari's .webarchive: a property list with the page and what belongs to it ----------------------------------------


def open_webarchive(data: bytes) -> tuple[bytes, Known]:
    """Return the page in *data*, and what the file says of it.

    A web archive has no time of its own. The servers' answers that it keeps have a date each: the last of them is when
    the page was there whole.

    :raises SourceError: when there is no page in it
    """
    try:
        archive: Any = plistlib.loads(data)
    except Exception as error:
        # What plistlib raises of a damaged file is not to be foreseen.
        raise SourceError(f"the file is no property list: {str(error) or type(error).__name__}") from error
    main: Any = archive.get("WebMainResource") if isinstance(archive, dict) else None
    main = main if isinstance(main, dict) else {}
    page = main.get("WebResourceData")
    if not isinstance(page, bytes):
        raise SourceError("the web archive holds no page: it has no WebMainResource")
    kind = _text(main.get("WebResourceMIMEType"))
    charset = _text(main.get("WebResourceTextEncodingName"))
    dates = [date for resource in _resources(archive) for date in _dates(resource.get("WebResourceResponse"))]
    return page, Known(
        url=_text(main.get("WebResourceURL")),
        content_type=f"{kind}; charset={charset}" if kind and charset else kind,
        captured_at=max(dates, default=None),
    )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _resources(archive: dict[str, Any]) -> Iterator[dict[str, Any]]:
    others = archive.get("WebSubresources")
    for each in [archive["WebMainResource"], *(others if isinstance(others, list) else [])]:
        if isinstance(each, dict):
            yield each


def _dates(response: Any) -> Iterator[datetime]:
    """Yield the ``Date`` of an answer: headers are a dictionary in a keyed archive, which is a property list again."""
    if not isinstance(response, bytes):
        return
    try:
        objects: Any = plistlib.loads(response)["$objects"]
        tables = [each for each in objects if isinstance(each, dict) and "NS.keys" in each]
        for table in tables:
            for key, value in zip(table["NS.keys"], table["NS.objects"], strict=False):
                if objects[key.data] == "Date":
                    when = parsedate_to_datetime(objects[value.data])
                    yield when if when.utcoffset() is not None else when.replace(tzinfo=UTC)
    except Exception:  # noqa: BLE001 - as above; an answer that cannot be read has no date
        return
