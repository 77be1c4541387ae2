"""WARC files (ISO 28500), plain or .gz, read by fastwarc where it is installed, else by warcio.

Pages are the responses with a status of 2xx that are HTML, and records of the types ``resource`` and ``conversion``
that are HTML or text. ``WARC-Target-URI``, ``WARC-Date`` and the Content-Type go with them. What else an archive holds
is passed over.

Both libraries stop at a broken record and take a file that is cut off for a short one. Here each costs a failure, and
reading goes on with the next record that can be found.
"""

from __future__ import annotations

import io
import os
import re
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO, NamedTuple

from tearsheet.captures.extras import need
from tearsheet.captures.files import Source
from tearsheet.captures.records import Failure, Record, failure_of
from tearsheet.errors import MissingExtraError, SourceError
from tearsheet.page.kind import media_type
from tearsheet.page.limits import DEFAULT_LIMITS

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_KINDS = frozenset({"response", "resource", "conversion"})
# One byte more than a page may have, so that it is refused as too large.
_MOST = DEFAULT_LIMITS.bytes + 1
_WINDOW = 1 << 20  # read at once
# Lines of a record that are headers, or lengths of chunks: those of real ones have a few kilobytes.
_HEADERS = 1 << 20
_LENGTH = re.compile(rb"^Content-Length:\s*(\d+)", re.IGNORECASE | re.MULTILINE)


class _Found(NamedTuple):
    """A record, as either library gives it.

    :param offset: where in the file it begins
    :param cut: whether the file ends inside it
    :param page: what it holds, where that is a page
    """

    offset: int
    cut: bool = False
    page: Record | None = None


def read_warc(source: Source) -> Iterator[Record | Failure]:
    """Yield the pages of the file; for each stretch of it that cannot be read, a failure."""
    records = _reader()
    file = source.open_raw()
    if not file.seekable():
        for found in records(file):
            if found.cut:
                raise EOFError
            if found.page is not None:
                yield found.page
        return
    packed = file.read(2) == b"\x1f\x8b" or source.name.lower().endswith(".gz")
    start, told, last = 0, -1, -1
    while True:
        file.seek(start)
        try:
            for found in records(file):
                if found.cut:
                    yield failure_of(
                        SourceError(f"the file is cut off in its last record, which begins at byte {found.offset:,}"),
                        id=source.name,
                    )
                    return
                last = found.offset
                if found.page is not None:
                    yield found.page
        except Exception:  # noqa: BLE001 - each library has its own, and plain OSError is among them
            # From where it began anew nothing may have been read: that is still the same broken stretch.
            if last >= told:
                where = f"the record after that at byte {last:,}" if last >= 0 else "the first record"
                yield failure_of(SourceError(f"{where} is broken, and passed over"), id=source.name)
            start = told = _next_record(file, max(last, start, told - 1) + 1, packed=packed)
            if start < 0:
                return
        else:
            if _is_cut(file, max(last, start)):
                yield failure_of(SourceError("the file is cut off in its last record"), id=source.name)
            return


def _is_cut(file: BinaryIO, start: int) -> bool:
    """Say whether the file ends inside a record; that which begins at *start* is the last known to be whole."""
    file.seek(start)
    data = file.read(_WINDOW)
    if data.startswith(b"WARC/"):
        head = data.partition(b"\r\n\r\n")[0]
        length = _LENGTH.search(head)
        after = start + len(head) + 4 + int(length[1]) if length else start
        if after > file.seek(0, os.SEEK_END):
            return True
        file.seek(after)
        return bool(file.read(_WINDOW).strip())
    if not data.startswith(b"\x1f\x8b"):
        return False
    unpacking = zlib.decompressobj(wbits=31)
    try:
        while data:
            unpacking.decompress(data)
            data = unpacking.unused_data
            if unpacking.eof:
                data = data.lstrip(b"\0") or file.read(_WINDOW)
                unpacking = zlib.decompressobj(wbits=31) if data else unpacking
            else:
                data = file.read(_WINDOW)
    except zlib.error:
        return False  # no member, and told as such where it was met
    return not unpacking.eof


def _reader() -> Callable[[BinaryIO], Iterator[_Found]]:
    try:
        need("fastwarc.warc", "warc")
    except MissingExtraError:
        need("warcio.archiveiterator", "warc")
        return _by_warcio
    return _by_fastwarc


def _by_fastwarc(file: BinaryIO) -> Iterator[_Found]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - an extra

    kinds = ((WarcRecordType.response, "response"), (WarcRecordType.resource, "resource"))
    record: Any
    for record in ArchiveIterator(file, parse_http=False):
        offset = record.stream_pos
        headers = record.headers
        length = headers.get("Content-Length")
        size = record.content_length
        if length is None or (size <= 2 * _MOST and not record.freeze()) or record.content_length < size:
            yield _Found(offset, cut=True)
            return
        kind = next((name for value, name in kinds if record.record_type == value), headers.get("WARC-Type"))
        status, content_type = None, headers.get("Content-Type")
        if kind == "response":
            record.parse_http(auto_decode="transfer")
            http = record.http_headers
            if http is None:
                yield _Found(offset)
                continue
            status, content_type = http.status_code, http.get("Content-Type")
        if not _is_page(kind, status, content_type):
            yield _Found(offset)
            continue
        body = record.reader.read(_MOST)
        if size > 2 * _MOST and len(body) < _MOST:
            yield _Found(offset, cut=True)
            return
        if kind == "response":
            body = _decoded(body, record.http_headers.get("Content-Encoding"))
        yield _Found(
            offset,
            page=_page(headers.get, content_type, body),
        )


def _decoded(body: bytes, encodings: str | None) -> bytes:
    """Return what was sent compressed, and no more of it than a page may have: by itself the library unpacks it all."""
    from fastwarc.stream_io import BrotliReader, GzipReader, ZstdReader  # noqa: PLC0415 - an extra

    readers: dict[str, Any] = {
        "gzip": GzipReader,
        "x-gzip": GzipReader,
        "br": BrotliReader,
        "zstd": ZstdReader,
        "deflate": lambda inner: GzipReader(inner, zlib=True),
    }
    for encoding in reversed((encodings or "").lower().replace(" ", "").split(",")):
        if encoding in readers:
            body = readers[encoding](io.BytesIO(body)).read(_MOST)
    return body


def _by_warcio(file: BinaryIO) -> Iterator[_Found]:
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - an extra

    archive = ArchiveIterator(file)
    lines = _Lines(archive.reader)
    archive.reader.readline = lines.readline
    for record in archive:
        headers, http, kind = record.rec_headers, record.http_headers, record.rec_type
        content_type = headers.get_header("Content-Type")
        status, page = None, None
        if kind == "response" and http is not None:
            status, content_type = _number(http.get_statuscode()), http.get_header("Content-Type")
        body = None
        if _is_page(kind, status, content_type):
            # What is larger is refused as it is: a chunk of it would be in memory at once.
            large = (_number(headers.get_header("Content-Length")) or 0) > 2 * _MOST
            body = (record.raw_stream if large else record.content_stream()).read(_MOST)
        while record.raw_stream.read(_WINDOW):
            pass
        lines.left = _HEADERS
        # It reads to the end of the record, and counts from the beginning of the file.
        offset = archive.get_record_offset()
        if headers.get_header("Content-Length") is None or getattr(record.raw_stream, "limit", 0) > 0:
            yield _Found(offset, cut=True)
            return
        if body is not None:
            page = _page(headers.get_header, content_type, body)
        yield _Found(offset, page=page)


class _Lines:
    """Reads the lines of headers, as many as a record may have: the library takes any, each of any length.

    :ivar left: how many bytes of lines there may still be before the record ends
    """

    def __init__(self, reader: Any) -> None:
        self._readline = reader.readline
        self.left = _HEADERS

    def readline(self, length: int | None = None) -> bytes:
        line: bytes = self._readline(min(self.left, self.left if length is None else length))
        self.left -= len(line)
        if self.left <= 0:
            raise SourceError("the headers of a record have no end")
        return line


def _is_page(kind: str | None, status: int | None, content_type: str | None) -> bool:
    if kind not in _KINDS:
        return False
    media = media_type(content_type)
    if kind == "response":
        return status is not None and 200 <= status < 300 and (not media or media in _HTML)
    return media in _HTML or media == "text/plain"


def _page(header: Callable[[str], str | None], content_type: str | None, body: bytes) -> Record:
    url = (header("WARC-Target-URI") or "").strip("<>")
    return Record(
        id=(header("WARC-Record-ID") or url).strip("<>"),
        data=body,
        url=url or None,
        content_type=content_type,
        captured_at=_when(header("WARC-Date")),
    )


def _when(date: str | None) -> datetime | None:
    try:
        when = datetime.fromisoformat(date or "")
    except ValueError:
        return None
    return when if when.utcoffset() is not None else when.replace(tzinfo=UTC)


def _number(text: Any) -> int | None:
    return int(text) if str(text).isdecimal() else None


def _next_record(file: BinaryIO, start: int, *, packed: bool) -> int:
    """Return where the next record begins, at *start* or after it; -1 where there is none."""
    mark = b"\x1f\x8b\x08" if packed else b"WARC/1."
    file.seek(start)
    window = b""
    while True:
        at = window.find(mark)
        if at >= 0:
            if not packed or _begins_record(file, start + at):
                return start + at
            start, window = start + at + 1, window[at + 1 :]
            continue
        # A mark may stand across the end of the window.
        keep = window[-len(mark) + 1 :]
        start += len(window) - len(keep)
        file.seek(start + len(keep))
        more = file.read(_WINDOW)
        if not more:
            return -1
        window = keep + more


def _begins_record(file: BinaryIO, at: int) -> bool:
    where = file.tell()
    file.seek(at)
    try:
        return zlib.decompressobj(wbits=31).decompress(file.read(512), 5) == b"WARC/"
    except zlib.error:
        return False
    finally:
        file.seek(where)
