"""Pages that are rows with named fields: lines of JSON, rows of Parquet, Arrow IPC and SQLite."""

from __future__ import annotations

import base64
import binascii
import contextlib
import sqlite3
import stat
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from attrs import asdict

from tearsheet.captures.extras import need
from tearsheet.captures.files import MOST, Source
from tearsheet.captures.known import KEYS, Known, completed, known_of
from tearsheet.captures.records import Failure, Id, Record, failure_of
from tearsheet.errors import InputError, SourceError
from tearsheet.page.limits import DEFAULT_LIMITS

_DATA = ("data", "html", "text", "body", "content")
_BASE64 = ("data_base64", "base64")
_PATH = "path"
_SHOWN = 255  # characters of a path, which may be of any length
PAGES = (*_DATA, *_BASE64)
"""Names of the field that holds the page, the first that is there: as it is, or as Base64."""
FIELDS = ("id", *KEYS)
_WRITTEN = frozenset({"adapter", "editions"})  # what rows of articles have, and no row of a page
_OURS = "it holds what tearsheet read, and no pages: leave it out of the inputs"


def record_of(
    row: Mapping[str, Any], default: Id, captured_at: datetime | None = None, *, folder: Path | None = None
) -> Record | Failure:
    """Return the page that *row* holds, or why it holds none.

    What is known of it is read as from a sidecar, see :mod:`tearsheet.captures.known`.

    :param default: its id, where it has none
    :param captured_at: when it was fetched, where it does not say
    :param folder: what a ``path`` is relative to, which names the file that holds the page; without it none is opened
    """
    ident, url = row.get("id"), row.get("url")
    ident = default if not isinstance(ident, str | int) or ident == "" else ident
    url = url if isinstance(url, str) and url else None
    try:
        if row.keys() >= _WRITTEN:
            raise InputError(_OURS)  # noqa: TRY301 - told as the others
        known = known_of(row)
        data = _page(row, folder)
        if not data:
            raise InputError("the page is empty")  # noqa: TRY301 - told as the others
    except InputError as error:
        return failure_of(error, id=ident, url=url)
    known = completed(known, data).or_else(Known(captured_at=captured_at))
    return Record(id=ident, data=data, **asdict(known))


def _page(row: Mapping[str, Any], folder: Path | None) -> bytes | str:
    for name in _DATA:
        value = row.get(name)
        if isinstance(value, bytes | str):
            return value
    for name in _BASE64:
        value = row.get(name)
        if isinstance(value, str):
            try:
                return base64.b64decode(value, validate=True)
            except (binascii.Error, ValueError) as error:
                raise InputError(f'"{name}" is not base64: {error}') from None
    value = row.get(_PATH)
    if isinstance(value, str) and value and folder is not None:
        return _file(folder / value)
    raise InputError('it has no page: give it as "html", "text", "data", "base64" or "path"')


def _file(path: Path) -> bytes:
    name = str(path)[-_SHOWN:]
    try:
        # Of a pipe or a device nobody knows whether it ends.
        if stat.S_ISREG(path.stat().st_mode):
            with path.open("rb") as file:
                # One byte more than is allowed is refused as such.
                return file.read(DEFAULT_LIMITS.bytes + 1)
    except FileNotFoundError:
        raise InputError(f"{name}: there is no such file") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{name} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    raise InputError(f"{name} is no file")


# -- rows of tables ----------------------------------------------------------------------------------------------------

_COLUMNS = (*PAGES, *FIELDS)
_ROWS = 256  # read at once


def read_parquet(source: Source) -> Iterator[Record | Failure]:
    """Yield the page of each row of a Parquet file, of which some rows are in memory at once."""
    need("pyarrow", "arrow")
    parquet = need("pyarrow.parquet", "arrow")
    with source.open_raw() as raw, parquet.ParquetFile(raw) as file:
        columns = _fitting(file.schema_arrow.names)
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
        columns = _fitting(reader.schema.names)
        batches = map(reader.get_batch, range(reader.num_record_batches)) if is_file else reader
        yield from _rows(source, (batch.select(columns) for batch in batches))


def _rows(source: Source, batches: Iterator[Any]) -> Iterator[Record | Failure]:
    number = 0
    for batch in batches:
        for start in range(0, batch.num_rows, _ROWS):
            for row in _told(batch.slice(start, _ROWS)):
                name = f"{source.name}#{number}"
                if isinstance(row, dict):
                    yield record_of(row, name)
                else:
                    yield failure_of(SourceError(f"the row cannot be read: {row}"), id=name)
                number += 1


def _told(batch: Any) -> Iterator[dict[str, Any] | Exception]:
    """Yield the rows, and in place of one that Python cannot hold, such as a time in the year 100,000, why not."""
    try:
        yield from batch.to_pylist()
    except (ValueError, OverflowError) as error:
        if batch.num_rows == 1:
            yield error
            return
        for place in range(batch.num_rows):
            yield from _told(batch.slice(place, 1))


def read_sqlite(source: Source) -> Iterator[Record | Failure]:
    """Yield the page of each row of the table ``pages``, or of the only table that has a column of pages."""
    with contextlib.closing(sqlite3.connect(f"{source.path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        # A column may be made by an expression, which then is somebody else's.
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST)
        connection.text_factory = _text
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        if "tearsheet_state" in names:
            raise SourceError(_OURS)
        tables = {name: [row[1] for row in connection.execute(f"PRAGMA table_info({_quoted(name)})")] for name in names}
        fitting = [name for name, columns in tables.items() if {*PAGES} & {*columns}]
        if "pages" in fitting:
            fitting = ["pages"]
        if len(fitting) != 1:
            found = f"there are {', '.join(fitting)}" if fitting else "there is none"
            raise SourceError(f"pages are read from the table pages, or the only one with a column {PAGES[0]}: {found}")
        columns = _fitting(tables[fitting[0]])
        chosen = ", ".join(map(_quoted, columns))
        for number, values in enumerate(connection.execute(f"SELECT {chosen} FROM {_quoted(fitting[0])}")):  # noqa: S608 - quoted
            yield record_of(dict(zip(columns, values, strict=True)), f"{source.name}#{number}")


def _text(value: bytes) -> str | bytes:
    """Return what is stored as text, or the bytes where it is none: the page says how they are to be read."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _fitting(names: list[str]) -> list[str]:
    if _WRITTEN.issubset(names):
        raise SourceError(_OURS)
    known = [name for name in _COLUMNS if name in names]
    if not {*PAGES} & {*known}:
        raise SourceError(f"no column holds pages: there has to be one of {', '.join(PAGES)}")
    return known
