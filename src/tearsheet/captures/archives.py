"""Pages that are files in a tar (plain, .gz, .bz2, .xz, .zst) or a zip, with the sidecars that are in it too."""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import PurePath, PurePosixPath
from tarfile import EmptyHeaderError, TruncatedHeaderError  # type: ignore[attr-defined]  # in no stub
from typing import Any, BinaryIO, Never

from tearsheet.captures.files import MOST, PAGE_ENDS, Source
from tearsheet.captures.known import known_beside
from tearsheet.captures.plain import page_record
from tearsheet.captures.records import Failure, Record, failure_of
from tearsheet.errors import InputError, SourceError
from tearsheet.page.limits import DEFAULT_LIMITS

_MOST = DEFAULT_LIMITS.bytes + 1
# A sidecar is a few hundred bytes; larger JSON in an archive is something else.
_SIDECAR = 65_536
# Headers of a tar that say more of a member: a name of 4 KB, attributes. They are read whole, so that none is longer.
_HEADER = 16_384
_ATTRIBUTES = 1_000  # for all members of a tar: they stay in memory
_MAP_GOES_ON = 482  # the byte of a sparse member's header that says so
_ASKED = 3  # times that an archive is read on where there is nothing more: whole ones are so once
_ENDLESS = "a header in it is longer than those of files are: what stands after it is not read"
_MORE = frozenset(
    {tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK}
)


def read_tar(source: Source) -> Iterator[Record | Failure]:
    """Yield the pages among the members; the id of each is ``ARCHIVE:MEMBER``.

    A sidecar may come after its page, so that a file is gone through twice; on standard input there are none.
    """
    sides, all_of_them = ({}, True) if source.is_stdin else _sidecars(source)
    # As a stream: nothing is sought, so that compressed ones are read once and standard input can be read at all.
    with source.open() as file:
        try:
            with _stream(file) as tar:
                for member in _files_of(tar):
                    if member.name.lower().endswith(PAGE_ENDS):
                        yield _page(source, member.name, _held(tar, member, _MOST), sides)
        except tarfile.ReadError as error:
            if "unexpected end of data" in str(error):
                raise EOFError from error
            raise
    if not all_of_them:
        yield failure_of(SourceError(f"of the sidecars in it the first {MOST:,} bytes were read"), id=source.name)


def _sidecars(source: Source) -> tuple[dict[str, bytes], bool]:
    """Return what the sidecars hold by their names, and whether those are all."""
    found: dict[str, bytes] = {}
    # What is damaged is told when the pages are read.
    left = MOST
    with (
        suppress(Exception),
        source.open() as file,
        _stream(file) as tar,
    ):
        for member in _files_of(tar):
            if member.name.lower().endswith(".json") and member.size <= _SIDECAR:
                left -= member.size
                if left < 0:
                    break
                found[str(PurePosixPath(member.name))] = _held(tar, member, _SIDECAR)
    source.close()
    return found, left >= 0


def _stream(file: BinaryIO) -> tarfile.TarFile:
    return tarfile.open(fileobj=_Ending(file), mode="r|", tarinfo=_Member)  # type: ignore[call-overload,no-any-return]  # wants a writer, too


def _files_of(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """Yield the members that are files; links and devices are none."""
    while (member := tar.next()) is not None:
        # It keeps all members that it has met, and what is said of all that follow.
        tar.members.clear()  # type: ignore[attr-defined]  # in no stub
        if len(tar.pax_headers) > _ATTRIBUTES:
            raise SourceError(_ENDLESS)
        if member.isfile():
            yield member


def _held(tar: tarfile.TarFile, member: tarfile.TarInfo, most: int) -> bytes:
    held = tar.extractfile(member)
    return held.read(most) if held is not None else b""


class _Ending:
    """A file that is read as a stream. A member may say that it is longer than any disk, and the library asks on."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._asked = 0

    def read(self, size: int) -> bytes:
        data = self._file.read(size)
        self._asked += not data
        if self._asked > _ASKED:
            raise EOFError
        return data


class _Member(tarfile.TarInfo):
    """Tells a tar that is cut off between two members, or in a header, from one that ends; refuses endless headers."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Any:
        member = super().frombuf(buf, encoding, errors)
        # The map of a file with holes goes on for as long as it says so.
        if (member.type in _MORE and member.size > _HEADER) or (
            member.type == tarfile.GNUTYPE_SPARSE and buf[_MAP_GOES_ON]
        ):
            raise SourceError(_ENDLESS)
        return member

    def _proc_gnusparse_10(self, *_: object) -> Never:
        raise SourceError(_ENDLESS)

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
        if sum(member.compress_size for member in archive.infolist()) > (source.size or 0):
            raise SourceError("its members lie one over the other, as those of a zip bomb do")
        sides = _Members(archive)
        for member in archive.infolist():
            if member.is_dir() or not member.filename.lower().endswith(PAGE_ENDS):
                continue
            try:
                yield _page(source, member.filename, _unpacked(archive, member, _MOST), sides)
            except SourceError as error:
                yield failure_of(error, id=f"{source.name}:{member.filename}")


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    # Of the others the library unpacks all that is there, however much that is.
    if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise SourceError("the member is neither stored nor deflated: pack it anew, or as .tar")
    try:
        with archive.open(member) as held:
            return held.read(most)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise SourceError(f"the member cannot be read: {error}") from error


class _Members(dict[str, bytes]):
    """The small JSON members of a zip, each read when it is asked for."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def __missing__(self, name: str) -> bytes:
        info = self._archive.getinfo(name)
        if info.file_size > _SIDECAR:
            raise KeyError(name)
        return _unpacked(self._archive, info, _SIDECAR)


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
