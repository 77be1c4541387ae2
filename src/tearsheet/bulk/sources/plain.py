"""Pages that are files, and pages that are lines of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

from tearsheet.bulk.records import Failure, Record, failure_of
from tearsheet.bulk.sources.files import Source
from tearsheet.bulk.sources.rows import record_of
from tearsheet.errors import InputError, SourceError
from tearsheet.page.limits import DEFAULT_LIMITS

__all__ = ["read_jsonl", "read_page"]

_LINE = 8 * DEFAULT_LIMITS.bytes


def read_page(source: Source) -> Iterator[Record | Failure]:
    """Yield the file as one page; its id is its name, ``captured_at`` when it was last changed."""
    with source.open() as file:
        # One byte more than is allowed is refused as such.
        data = file.read(DEFAULT_LIMITS.bytes + 1)
    if not data:
        yield failure_of(InputError("the file is empty"), id=source.name)
        return
    yield Record(id=source.name, data=data)


def changed(source: Source) -> datetime | None:
    """Return when the file was last changed, to the second; ``None`` of a stream."""
    return None if source.name == "-" else datetime.fromtimestamp(int(source.path.stat().st_mtime), UTC)


def read_jsonl(source: Source) -> Iterator[Record | Failure]:
    """Yield the page of each line, an object with the fields of :mod:`~tearsheet.bulk.sources.rows`.

    A line that is none is a failure, and the next is read.
    """
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
                row = json.loads(line)
            except (ValueError, RecursionError):
                cut = "; it ends in the middle, as a file does that was cut off" if not line.endswith(b"\n") else ""
                yield failure_of(SourceError(f"the line is not JSON{cut}"), id=place)
                continue
            if not isinstance(row, dict):
                yield failure_of(SourceError("the line is no JSON object"), id=place)
                continue
            yield record_of(row, place)
