"""Pages that are files in a tar (plain, .gz, .bz2, .xz, .zst) or a zip, with the sidecars that are in it too."""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import PurePath, PurePosixPath
from tarfile import EmptyHeaderError, TruncatedHeaderError  # type: ignore[attr-defined]  # in no stub
from typing import Any

from tearsheet.captures.files import PAGE_ENDS, Source
from tearsheet.captures.known import known_beside
from tearsheet.captures.plain import page_record
from tearsheet.captures.records import Failure, Record, failure_of
from tearsheet.errors import InputError, SourceError
from tearsheet.page.limits import DEFAULT_LIMITS

__all__ = ["read_tar", "read_zip"]

_MOST = DEFAULT_LIMITS.bytes + 1
# A sidecar is a few hundred bytes; larger JSON in an archive is something else.
_SIDECAR = 65_536


def read_tar(source: Source) -> Iterator[Record | Failure]:
    """Yield the pages among the members; the id of each is ``ARCHIVE:MEMBER``.

    A sidecar may come after its page, so that a file is gone through twice; on standard input there are none.
    """
    sides = {} if source.is_stdin else _sidecars(source)
    # As a stream: nothing is sought, so that compressed ones are read once and standard input can be read at all.
    with source.open() as file:
        try:
            with tarfile.open(fileobj=file, mode="r|", tarinfo=_Member) as tar:
                for member in tar:
                    if member.isfile() and member.name.lower().endswith(PAGE_ENDS):
                        held = tar.extractfile(member)
                        data = held.read(_MOST) if held is not None else b""
                        yield _page(source, member.name, data, sides)
        except tarfile.ReadError as error:
            if "unexpected end of data" in str(error):
                raise EOFError from error
            raise


def _sidecars(source: Source) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    # What is damaged is told when the pages are read.
    with suppress(Exception), source.open() as file, tarfile.open(fileobj=file, mode="r|") as tar:
        for member in tar:
            if member.isfile() and member.name.lower().endswith(".json") and member.size <= _SIDECAR:
                held = tar.extractfile(member)
                found[str(PurePosixPath(member.name))] = held.read(_SIDECAR) if held is not None else b""
    source.close()
    return found


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
        sides = _Members(archive)
        for member in archive.infolist():
            if member.is_dir() or not member.filename.lower().endswith(PAGE_ENDS):
                continue
            try:
                with archive.open(member) as held:
                    data = held.read(_MOST)
            except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
                problem = SourceError(f"the member cannot be read: {error}")
                yield failure_of(problem, id=f"{source.name}:{member.filename}")
                continue
            yield _page(source, member.filename, data, sides)


class _Members(dict[str, bytes]):
    """The small JSON members of a zip, each read when it is asked for."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def __missing__(self, name: str) -> bytes:
        info = self._archive.getinfo(name)
        if info.file_size > _SIDECAR:
            raise KeyError(name)
        with self._archive.open(info) as held:
            return held.read(_SIDECAR)


def _page(source: Source, name: str, data: bytes, sides: Mapping[str, bytes]) -> Record | Failure:
    ident = f"{source.name}:{name}"

    def read(side: PurePath) -> bytes | None:
        try:
            return sides[str(side)]
        except KeyError:
            return None

    try:
        return page_record(name, data, known_beside(PurePosixPath(name), read), ident=ident)
    except InputError as error:
        return failure_of(error, id=ident)
