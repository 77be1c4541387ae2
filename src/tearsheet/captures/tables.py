"""Pages that are rows: of Parquet, Arrow IPC and SQLite. The columns are those of :mod:`.rows`."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from typing import Any

from tearsheet.captures.extras import need
from tearsheet.captures.files import Source
from tearsheet.captures.records import Failure, Record
from tearsheet.captures.rows import FIELDS, PAGES, record_of
from tearsheet.errors import SourceError

__all__ = ["read_arrow", "read_parquet", "read_sqlite"]

_COLUMNS = (*PAGES, *FIELDS)
_ROWS = 256


def read_parquet(source: Source) -> Iterator[Record | Failure]:
    """Yield the page of each row of a Parquet file, of which some rows are in memory at once."""
    need("pyarrow", "arrow")
    parquet = need("pyarrow.parquet", "arrow")
    with source.open_raw() as raw, parquet.ParquetFile(raw) as file:
        columns = _known(file.schema_arrow.names)
        for group in range(file.num_row_groups):
            yield from _rows(source, file.iter_batches(_ROWS, row_groups=[group], columns=columns))


def read_arrow(source: Source) -> Iterator[Record | Failure]:
    """Yield the page of each row of an Arrow IPC file or stream."""
    need("pyarrow", "arrow")
    ipc = need("pyarrow.ipc", "arrow")
    with source.open() as raw:
        is_file = raw.seekable() and raw.read(6) == b"ARROW1"
        if raw.seekable():
            raw.seek(0)
        reader = ipc.open_file(raw) if is_file else ipc.open_stream(raw)
        columns = _known(reader.schema.names)
        batches = map(reader.get_batch, range(reader.num_record_batches)) if is_file else reader
        yield from _rows(source, (batch.select(columns) for batch in batches))


def _rows(source: Source, batches: Iterator[Any]) -> Iterator[Record | Failure]:
    number = 0
    for batch in batches:
        for start in range(0, batch.num_rows, _ROWS):
            for row in batch.slice(start, _ROWS).to_pylist():
                yield record_of(row, f"{source.name}#{number}")
                number += 1


def read_sqlite(source: Source) -> Iterator[Record | Failure]:
    """Yield the page of each row of the table ``pages``, or of the only table that has a column of pages."""
    with contextlib.closing(sqlite3.connect(f"{source.path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        tables = {name: [row[1] for row in connection.execute(f"PRAGMA table_info({_quoted(name)})")] for name in names}
        fitting = [name for name, columns in tables.items() if {*PAGES} & {*columns}]
        if "pages" in fitting:
            fitting = ["pages"]
        if len(fitting) != 1:
            found = f"there are {', '.join(fitting)}" if fitting else "there is none"
            raise SourceError(f"pages are read from the table pages, or the only one with a column {PAGES[0]}: {found}")
        columns = _known(tables[fitting[0]])
        chosen = ", ".join(map(_quoted, columns))
        for number, values in enumerate(connection.execute(f"SELECT {chosen} FROM {_quoted(fitting[0])}")):  # noqa: S608 - quoted
            yield record_of(dict(zip(columns, values, strict=True)), f"{source.name}#{number}")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _known(names: list[str]) -> list[str]:
    known = [name for name in _COLUMNS if name in names]
    if not {*PAGES} & {*known}:
        raise SourceError(f"no column holds pages: there has to be one of {', '.join(PAGES)}")
    return known
