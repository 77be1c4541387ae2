"""Pages that are files, and pages that are lines of JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from attrs import asdict

from tearsheet.captures.files import MOST, Source, whole
from tearsheet.captures.known import Known, beside, completed
from tearsheet.captures.records import Failure, Id, Record, failure_of
from tearsheet.captures.rows import record_of
from tearsheet.captures.saved import open_mhtml, open_webarchive
from tearsheet.errors import InputError, SourceError
from tearsheet.page.limits import DEFAULT_LIMITS

_LINE = 8 * DEFAULT_LIMITS.bytes
_REST = 1 << 20  # read at once of a line that is too long
_MARKDOWN = (".md", ".markdown")
_MHTML = re.compile(
    rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,40}?"
    rb"(?:Content-Type:\s*multipart/|Content-Transfer-Encoding:\s*(?:quoted-printable|base64))",
    re.IGNORECASE,
)
Unpack = Callable[[bytes], tuple[bytes, Known]]


def read_page(source: Source) -> Iterator[Record | Failure]:
    """Yield the file as one page; its id is its name. A page with its pictures is known by how it begins."""
    with source.open() as file:
        # One byte more than is allowed is refused as such.
        data = file.read(DEFAULT_LIMITS.bytes + 1)
        unpack = _unpacked_by(data)
        if unpack is not None:
            data += file.read(MOST - len(data) + 1)
    yield _opened(source, data, unpack)


def read_mhtml(source: Source) -> Iterator[Record | Failure]:
    """Yield the page of an MHTML file; its id is the name of the file."""
    yield _opened(source, whole(source), open_mhtml)


def read_webarchive(source: Source) -> Iterator[Record | Failure]:
    """Yield the page of a web archive of Safari; its id is the name of the file."""
    yield _opened(source, whole(source), open_webarchive)


def _unpacked_by(data: bytes) -> Unpack | None:
    if data.startswith(b"bplist00"):
        return open_webarchive
    return open_mhtml if _MHTML.match(data) is not None else None


def _opened(source: Source, data: bytes, unpack: Unpack | None) -> Record | Failure:
    known = beside(source.path) if not source.is_stdin else Known()
    if unpack is not None and data:
        data, own = unpack(data)
        known = known.or_else(own)
    return page_record(source.name, data, known)


def page_record(name: str, data: bytes, known: Known, *, ident: Id | None = None) -> Record | Failure:
    """Return the page that a file named *name* holds.

    :param known: what is known of it from elsewhere
    :param ident: its id, where that is not its name
    """
    ident = name if ident is None else ident
    if not data:
        return failure_of(InputError("the page is empty"), id=ident, url=known.url)
    if name.lower().endswith(_MARKDOWN):
        known = known.or_else(Known(content_type="text/markdown"))
    known = completed(known, data)
    return Record(id=ident, data=data, **asdict(known))


def read_jsonl(source: Source) -> Iterator[Record | Failure]:
    """Yield the page of each line, an object with the fields of :mod:`~tearsheet.captures.rows`.

    The ``path`` of a page is relative to the folder of the file, or to the current one. A line that is none is a
    failure, and the next is read.
    """
    folder = Path() if source.is_stdin else source.path.parent
    with source.open() as file:
        number = 0
        while line := file.readline(_LINE):
            number += 1
            place = f"{source.name}:{number}"
            if not line.endswith(b"\n") and len(line) >= _LINE:
                while (more := file.readline(_REST)) and not more.endswith(b"\n"):
                    pass
                yield failure_of(SourceError(f"the line is longer than {_LINE:,} bytes"), id=place)
                continue
            if not line.strip():
                continue
            try:
                row: Any = json.loads(line)
            except (ValueError, RecursionError):
                cut = "; it ends in the middle, as a file does that was cut off" if not line.endswith(b"\n") else ""
                yield failure_of(SourceError(f"the line is not JSON{cut}"), id=place)
                continue
            if not isinstance(row, dict):
                yield failure_of(
                    SourceError(f"the line is a JSON {type(row).__name__}, not an object with a page and its url"),
                    id=place,
                )
                continue
            yield record_of(row, place, folder=folder)
