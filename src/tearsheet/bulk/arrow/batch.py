"""Record batches: pages in, articles out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any

import tearsheet
from tearsheet.adapters.registry import Registry
from tearsheet.bulk.arrow.rows import article_to_row, failure_to_row
from tearsheet.bulk.arrow.schema import SCHEMA
from tearsheet.bulk.job import Encoder, make_job
from tearsheet.captures.extras import need
from tearsheet.captures.records import Record
from tearsheet.captures.rows import FIELDS, PAGES, record_of
from tearsheet.errors import FormatError, InputError
from tearsheet.model import Article

pa: Any = need("pyarrow", "arrow")


def to_batch(rows: Sequence[Mapping[str, Any]]) -> Any:
    """Return *rows* as a ``pyarrow.RecordBatch``.

    :raises FormatError: when a text holds a lone surrogate, which UTF-8 cannot write
    """
    try:
        columns = [pa.array([row.get(field.name) for row in rows], field.type) for field in SCHEMA]
    except UnicodeEncodeError as error:
        raise FormatError(f"a text cannot be written as UTF-8: {error.reason}") from error
    return pa.RecordBatch.from_arrays(columns, schema=SCHEMA)


class RowEncoder:
    """Makes rows of articles, and a record batch of many, in the form in which Arrow sends them."""

    def encode(self, record: Record, articles: Sequence[Article]) -> list[dict[str, Any]]:
        rows = [article_to_row(article, id=record.id) for article in articles]
        _check(rows)
        return rows

    def pack(self, encoded: list[list[dict[str, Any]]]) -> Any:
        rows = [row for each in encoded for row in each]
        return to_batch(rows).serialize().to_pybytes() if rows else None


def _check(rows: list[dict[str, Any]]) -> None:
    """Raise for a text that UTF-8 cannot write, so that it costs one page and not all of its batch."""
    import msgspec  # noqa: PLC0415 - 50 ms that few runs need

    try:
        msgspec.json.encode(rows)
    except UnicodeEncodeError as error:
        raise FormatError(f"a text of the article cannot be written as UTF-8: {error.reason}") from error


_ERROR = ("error_code", "error_message")


class _Rows(RowEncoder):
    def pack(self, encoded: list[list[dict[str, Any]]]) -> Any:
        return encoded


def parse_batch(
    batch: Any,
    *,
    adapter: str | None = None,
    registry: Registry | None = None,
    captured_at: datetime | None = None,
    zone: str | tzinfo | None = None,
    all_of_each: bool = False,
    fallback: bool = True,
) -> Any:
    """Read the page in each row of *batch*; return a batch, or a table, of :data:`~tearsheet.bulk.arrow.schema.SCHEMA`.

    The page is in the column ``data`` (or ``html``, ``text``, ``body``, ``content``), binary or text, or in
    ``data_base64`` or ``base64``. The columns ``id``, ``url``, ``content_type`` and ``captured_at`` are used where
    they are there; others are passed over. A row without an id is known by its place in the batch. A row that has an
    ``error_code`` is no page, and comes out as it is.

    Every page gives a row, in the same order: its article, or ``error_code`` and ``error_message``. With
    *all_of_each* a page gives a row for each of its articles.

    It reads in this process: engines have processes of their own. Bind its other arguments with
    ``functools.partial``.

    :param batch: a ``pyarrow.RecordBatch``, or a ``pyarrow.Table``
    :param captured_at: when the pages were fetched that do not say it themselves
    :param zone: the clock of pages that do not tell their own; see :meth:`tearsheet.Registry.read`
    :param fallback: whether ``generic`` may read a page that no other adapter knows
    :raises InputError: when no column can hold a page, or there is no such adapter or zone
    """
    names = set(batch.schema.names)
    if not names & {*PAGES}:
        raise InputError(f"no column holds pages: name one of them {', '.join(PAGES)}")
    encoder: Encoder = _Rows()
    job = make_job(
        tearsheet.registry if registry is None else registry,
        adapter,
        all_of_each=all_of_each,
        fallback=fallback,
        zone=zone,
        site_lines=None,
        encoder=encoder,
        alone=True,
    )
    rows: list[dict[str, Any]] = []
    for place, row in enumerate(batch.select([n for n in (*PAGES, *FIELDS, *_ERROR) if n in names]).to_pylist()):
        if row.get("error_code") is not None:
            rows.append({name: row.get(name) for name in ("id", "url", *_ERROR)})
            continue
        record = record_of(row, place, captured_at)
        entry, encoded = job.run(record)
        rows += encoded if entry.failure is None else [failure_to_row(entry.failure)]
    read = to_batch(rows)
    return pa.Table.from_batches([read]) if isinstance(batch, pa.Table) else read
