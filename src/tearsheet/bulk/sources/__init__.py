"""Where pages are read from: each form of file is a function from a :class:`Source` to its records.

A damaged file costs what is damaged: what stands before it is read, then one failure says where it ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from tearsheet.bulk.records import Failure, Record, failure_of
from tearsheet.bulk.sources.files import Source, find
from tearsheet.errors import MissingExtraError, SourceError, TearsheetError

__all__ = ["ENDS", "FORMS", "Source", "find", "read"]

# Each imports its module when it is first used: the libraries behind some are large.
# ruff: noqa: PLC0415


def _page(source: Source) -> Iterator[Record | Failure]:
    from tearsheet.bulk.sources.plain import read_page

    return read_page(source)


def _jsonl(source: Source) -> Iterator[Record | Failure]:
    from tearsheet.bulk.sources.plain import read_jsonl

    return read_jsonl(source)


def _warc(source: Source) -> Iterator[Record | Failure]:
    from tearsheet.bulk.sources.warc import read_warc

    return read_warc(source)


def _tar(source: Source) -> Iterator[Record | Failure]:
    from tearsheet.bulk.sources.archives import read_tar

    return read_tar(source)


def _zip(source: Source) -> Iterator[Record | Failure]:
    from tearsheet.bulk.sources.archives import read_zip

    return read_zip(source)


def _parquet(source: Source) -> Iterator[Record | Failure]:
    from tearsheet.bulk.sources.tables import read_parquet

    return read_parquet(source)


def _arrow(source: Source) -> Iterator[Record | Failure]:
    from tearsheet.bulk.sources.tables import read_arrow

    return read_arrow(source)


def _sqlite(source: Source) -> Iterator[Record | Failure]:
    from tearsheet.bulk.sources.tables import read_sqlite

    return read_sqlite(source)


FORMS: Mapping[str, Callable[[Source], Iterator[Record | Failure]]] = MappingProxyType(
    {
        "page": _page,
        "jsonl": _jsonl,
        "warc": _warc,
        "tar": _tar,
        "zip": _zip,
        "parquet": _parquet,
        "arrow": _arrow,
        "sqlite": _sqlite,
    }
)
"""Name of each form → what reads it."""

ENDS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml", ".txt", ".html.gz", ".htm.gz", ".txt.gz"), "page"),
        **dict.fromkeys((".jsonl", ".jsonl.gz", ".jsonl.zst", ".ndjson", ".ndjson.gz", ".ndjson.zst"), "jsonl"),
        **dict.fromkeys((".warc", ".warc.gz"), "warc"),
        **dict.fromkeys((".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".tar.zst"), "tar"),
        ".zip": "zip",
        ".parquet": "parquet",
        **dict.fromkeys((".arrow", ".arrows", ".feather"), "arrow"),
        **dict.fromkeys((".sqlite", ".sqlite3", ".db"), "sqlite"),
    }
)
"""How the name of a file ends → its form."""


def read(source: Source, skip: int = 0) -> Iterator[Record | Failure]:
    """Yield the records of *source* after the first *skip*; where it is damaged, a last failure says so. Closes it."""
    count = 0
    try:
        for record in FORMS[source.form](source):
            count += 1
            if count > skip:
                yield record
    except MissingExtraError:
        raise
    except Exception as error:  # noqa: BLE001 - what a library says of a damaged file is not to be foreseen
        if count >= skip:
            yield failure_of(_told(error, count), id=source.name)
    finally:
        source.close()


def _told(error: Exception, count: int) -> TearsheetError:
    if isinstance(error, TearsheetError):
        return error
    if isinstance(error, FileNotFoundError):
        return SourceError("there is no such file")
    if isinstance(error, PermissionError):
        return SourceError("you may not read it; look at its permissions")
    after = f"after {count:,} records" if count else "at its beginning"
    if isinstance(error, EOFError):
        return SourceError(f"the file is cut off {after}")
    return SourceError(f"the file is damaged {after}: {str(error) or type(error).__name__}")
