"""Pages that are files in a tar (plain, .gz, .bz2, .xz, .zst) or a zip."""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from tarfile import EmptyHeaderError, TruncatedHeaderError  # type: ignore[attr-defined]  # in no stub
from typing import Any

from tearsheet.bulk.records import Failure, Record, failure_of
from tearsheet.bulk.sources.files import Source
from tearsheet.errors import InputError, SourceError
from tearsheet.page.limits import DEFAULT_LIMITS

__all__ = ["read_tar", "read_zip"]

_ENDS = (".html", ".htm", ".xhtml", ".shtml", ".txt")
_MOST = DEFAULT_LIMITS.bytes + 1


def read_tar(source: Source) -> Iterator[Record | Failure]:
    """Yield the pages among the members; the id of each is ``ARCHIVE:MEMBER``."""
    # As a stream: nothing is sought, so that compressed ones are read once and standard input can be read at all.
    with source.open() as file:
        try:
            with tarfile.open(fileobj=file, mode="r|", tarinfo=_Member) as tar:
                for member in tar:
                    if member.isfile() and member.name.lower().endswith(_ENDS):
                        held = tar.extractfile(member)
                        data = held.read(_MOST) if held is not None else b""
                        yield _page(source, member.name, data)
        except tarfile.ReadError as error:
            if "unexpected end of data" in str(error):
                raise EOFError from error
            raise


class _Member(tarfile.TarInfo):
    """Tells a tar that is cut off between two members, or in a header, from one that ends."""

    @classmethod
    def fromtarfile(cls, tarfile: Any) -> Any:
        try:
            return super().fromtarfile(tarfile)
        except (EmptyHeaderError, TruncatedHeaderError) as error:
            if tarfile.offset:
                raise EOFError from error
            raise


def read_zip(source: Source) -> Iterator[Record | Failure]:
    """Yield the pages among the members; the id of each is ``ARCHIVE:MEMBER``. A broken member is a failure."""
    with source.open_raw() as file, zipfile.ZipFile(file) as archive:
        for member in archive.infolist():
            if member.is_dir() or not member.filename.lower().endswith(_ENDS):
                continue
            try:
                with archive.open(member) as held:
                    data = held.read(_MOST)
            except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
                problem = SourceError(f"the member cannot be read: {error}")
                yield failure_of(problem, id=f"{source.name}:{member.filename}")
                continue
            yield _page(source, member.filename, data)


def _page(source: Source, name: str, data: bytes) -> Record | Failure:
    ident = f"{source.name}:{name}"
    return Record(id=ident, data=data) if data else failure_of(InputError("the file is empty"), id=ident)
