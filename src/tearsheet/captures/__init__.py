"""Saved pages: files, folders, archives and rows, each page with its address and the time of its capture.

There is one loader for all who read what was saved: :func:`find` names the inputs, :func:`read` gives their pages. Each
form of file is a function from a :class:`Source` to its records.

A damaged file costs what is damaged: what stands before it is read, then one failure says where it ends.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from types import MappingProxyType

from tearsheet.captures.extras import later
from tearsheet.captures.files import ENDS, Source, find, source_of
from tearsheet.captures.records import Failure, Record, failure_of
from tearsheet.errors import InputError, MissingExtraError, SourceError, TearsheetError
from tearsheet.page import Page

__all__ = ["ENDS", "FORMS", "MANY", "Failure", "Record", "Source", "failure_of", "find", "load", "read", "source_of"]


FORMS: Mapping[str, Callable[[Source], Iterator[Record | Failure]]] = MappingProxyType(
    {
        "page": later("tearsheet.captures.plain", "read_page"),
        "mhtml": later("tearsheet.captures.plain", "read_mhtml"),
        "webarchive": later("tearsheet.captures.plain", "read_webarchive"),
        "har": later("tearsheet.captures.har", "read_har"),
        "jsonl": later("tearsheet.captures.plain", "read_jsonl"),
        "warc": later("tearsheet.captures.warc", "read_warc"),
        "tar": later("tearsheet.captures.archives", "read_tar"),
        "zip": later("tearsheet.captures.archives", "read_zip"),
        "parquet": later("tearsheet.captures.rows", "read_parquet"),
        "arrow": later("tearsheet.captures.rows", "read_arrow"),
        "sqlite": later("tearsheet.captures.rows", "read_sqlite"),
    }
)
"""Name of each form → what reads it."""

MANY: frozenset[str] = frozenset(FORMS) - {"page", "mhtml", "webarchive"}
"""The forms of files that may hold more than one page."""


def read(source: Source | str | os.PathLike[str], skip: int = 0) -> Iterator[Record | Failure]:
    """Yield the records of *source* after the first *skip*; where it is damaged, a last failure says so. Closes it.

    :param source: an input that :func:`find` gives, or the path of a file
    """
    source = source if isinstance(source, Source) else source_of(_path(source))
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


def load(path: str | os.PathLike[str], form: str | None = None) -> Page:
    """Return the page that is saved at *path*, with what is known of it.

    :param form: see :data:`FORMS`; by default what the name of the file tells
    :raises TearsheetError: when it cannot be read, is no path, or the file holds several pages or none
    """
    name = _path(path)
    records = list(islice(read(source_of(name, form)), 2))
    if len(records) != 1:
        raise InputError(f"{name} holds {'several pages' if records else 'no page'}: take each from read()")
    (record,) = records
    if isinstance(record, Failure) and record.code == "source":
        raise SourceError(f"{name}: {record.message}") from record.error
    return record.page()


def _path(path: str | os.PathLike[str]) -> str:
    name: object = os.fspath(path) if isinstance(path, os.PathLike) else path
    if not isinstance(name, str):
        raise InputError(f"a file is named by a str or a Path, not {type(path).__name__}: a page is read by parse()")
    return name


def _told(error: Exception, count: int) -> TearsheetError:
    if isinstance(error, TearsheetError):
        return error
    if isinstance(error, FileNotFoundError):
        return SourceError("there is no such file")
    if isinstance(error, IsADirectoryError):
        return SourceError("it is a folder: captures.find([folder]) gives its files")
    if isinstance(error, PermissionError):
        return SourceError("you may not read it; look at its permissions")
    after = f"after {count:,} records" if count else "at its beginning"
    if isinstance(error, EOFError):
        return SourceError(f"the file is cut off {after}")
    return SourceError(f"the file is damaged {after}: {str(error) or type(error).__name__}")
