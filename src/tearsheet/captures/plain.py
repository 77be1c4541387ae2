"""Pages that are files, and pages that are lines of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tearsheet.captures.beside import beside
from tearsheet.captures.files import Source
from tearsheet.captures.known import Known, completed
from tearsheet.captures.records import Failure, Id, Record, failure_of
from tearsheet.captures.rows import record_of
from tearsheet.errors import InputError, SourceError
from tearsheet.page.limits import DEFAULT_LIMITS

__all__ = ["page_record", "read_jsonl", "read_page"]

_LINE = 8 * DEFAULT_LIMITS.bytes
_MARKDOWN = (".md", ".markdown")


def read_page(source: Source) -> Iterator[Record | Failure]:
    """Yield the file as one page; its id is its name."""
    with source.open() as file:
        # One byte more than is allowed is refused as such.
        data = file.read(DEFAULT_LIMITS.bytes + 1)
    known = beside(source.path) if not source.is_stdin else Known()
    yield page_record(source.name, data, known)


def page_record(name: str, data: bytes, known: Known, *, ident: Id | None = None) -> Record | Failure:
    """Return the page that a file named *name* holds.

    :param known: what is known of it from elsewhere
    :param ident: its id, where that is not its name
    """
    ident = name if ident is None else ident
    if not data:
        return failure_of(InputError("the page is empty"), id=ident, url=known.url)
    if name.lower().endswith(_MARKDOWN):
        # Tags in it are few, and shown or left out as words are.
        known = known.or_else(Known(content_type="text/plain"))
    known = completed(known, data)
    return Record(id=ident, data=data, url=known.url, content_type=known.content_type, captured_at=known.captured_at)


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
                while (more := file.readline(_LINE)) and not more.endswith(b"\n"):
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
