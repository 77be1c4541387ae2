"""From files of pages to record batches of them, for engines that have no reader for such files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tearsheet.bulk.records import Failure, Record
from tearsheet.captures import find, read
from tearsheet.captures.extras import need
from tearsheet.captures.records import bytes_of

pa: Any = need("pyarrow", "arrow")

_MOST_BYTES = 8_000_000  # of pages that are in memory at once

PAGES = pa.schema(
    {
        "id": pa.string(),
        "error_code": pa.string(),
        "error_message": pa.string(),
        "url": pa.string(),
        "content_type": pa.string(),
        "captured_at": pa.timestamp("us", "UTC"),
        "data": pa.binary(),
    }
)
"""The columns of :func:`~tearsheet.bulk.arrow.page_batches`, which :func:`~tearsheet.bulk.arrow.parse_batch` reads.

What is damaged in a file is a row without ``data`` that says so, and comes out of
:func:`~tearsheet.bulk.arrow.parse_batch` as it went in.
"""


def page_batches(path: str, *, rows: int = 256, form: str | None = None) -> Iterator[Any]:
    """Yield the pages of a file, be it WARC, tar or JSON Lines, as batches of
    :data:`~tearsheet.bulk.arrow.pages.PAGES`.

    Of a folder or a glob, the pages of all its files. Memory is that of one batch.

    :param rows: how many pages a batch has at most; one of 8 MB has fewer
    :param form: see :data:`tearsheet.captures.FORMS`; by default what the name of the file tells
    :raises InputError: when there is no such file
    """
    batch: list[dict[str, Any]] = []
    size = 0
    for source in find([path], form):
        for record in read(source):
            row = _row(record)
            batch.append(row)
            size += len(row.get("data") or b"")
            if len(batch) >= rows or size >= _MOST_BYTES:
                yield pa.RecordBatch.from_pylist(batch, schema=PAGES)
                batch, size = [], 0
    if batch:
        yield pa.RecordBatch.from_pylist(batch, schema=PAGES)


def _row(record: Record | Failure) -> dict[str, Any]:
    if isinstance(record, Failure):
        return {
            "id": str(record.id),
            "error_code": record.code,
            "error_message": record.message,
            "url": record.url,
        }
    content_type = record.content_type
    if isinstance(record.data, str):
        # It is UTF-8 once it is bytes, whatever it declares.
        content_type = f"{(content_type or '').partition(';')[0]};charset=utf-8"
    return {
        "id": str(record.id),
        "url": record.url,
        "content_type": content_type,
        "captured_at": record.captured_at,
        "data": bytes_of(record.data),
    }
