"""Finds the inputs: files, folders and globs; and opens them, plain or compressed."""

from __future__ import annotations

import glob
import gzip
import io
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from tearsheet.bulk.extras import need
from tearsheet.errors import InputError

__all__ = ["Source", "find"]

_GLOB = frozenset("*?[")


class Source:
    """An input: a page, or a file that holds many.

    :param name: as the user named it, or as it was found; by it the journal knows it again
    :param form: see :data:`tearsheet.bulk.sources.FORMS`
    """

    def __init__(self, name: str, form: str) -> None:
        self.name = name
        self.form = form
        self._raw: BinaryIO | None = None

    @property
    def path(self) -> Path:
        return Path(self.name)

    @property
    def size(self) -> int | None:
        """Its size in bytes; ``None`` of a stream."""
        if self.name == "-":
            return None
        try:
            return self.path.stat().st_size
        except OSError:
            return None

    @property
    def position(self) -> int:
        """How many of its bytes are read."""
        try:
            return self._raw.tell() if self._raw is not None else 0
        except (OSError, ValueError):
            return 0

    def open_raw(self) -> BinaryIO:
        """Open it as it stands on the disk."""
        self._raw = sys.stdin.buffer if self.name == "-" else self.path.open("rb")
        return self._raw

    def open(self) -> BinaryIO:
        """Open it, and undo the compression that its name tells."""
        raw = self.open_raw()
        suffix = Path(self.name).suffix.lower()
        if suffix in {".gz", ".tgz"}:
            return cast("BinaryIO", gzip.GzipFile(fileobj=raw, mode="rb"))
        if suffix == ".zst":
            return io.BufferedReader(_Zstd(raw), 1 << 17)
        if suffix == ".bz2":
            import bz2  # noqa: PLC0415 - rare

            return cast("BinaryIO", bz2.BZ2File(raw))
        if suffix == ".xz":
            import lzma  # noqa: PLC0415 - rare

            return cast("BinaryIO", lzma.LZMAFile(raw))
        return raw

    def close(self) -> None:
        if self._raw is not None and self._raw is not sys.stdin.buffer:
            self._raw.close()
        self._raw = None


class _Zstd(io.RawIOBase):
    """What the frames of a .zst hold. The reader of the library takes one that is cut off for one that ended."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self._new: Any = need("zstandard", "zst").ZstdDecompressor()
        self._frame: Any = None
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any, /) -> int:
        while not self._ready:
            packed = self._frame.unused_data if self._frame is not None and self._frame.eof else b""
            packed = packed or self._raw.read(1 << 16)
            if not packed:
                if self._frame is not None and not self._frame.eof:
                    raise EOFError
                return 0
            if self._frame is None or self._frame.eof:
                self._frame = self._new.decompressobj()
            self._ready = memoryview(self._frame.decompress(packed))
        size = min(len(into), len(self._ready))
        into[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size


def find(names: Iterable[str], forms: dict[str, str], form: str | None = None) -> Iterator[Source]:
    """Return the inputs that *names* name, in a fixed order.

    A folder stands for the files in it and below it whose names end as one of *forms* does; a glob (``*``, ``?``,
    ``[…]``, ``**``) for the files that match it. A file that is named is taken however its name ends, as a page where
    that tells nothing.

    :param forms: end of a name → form
    :param form: that of every file, instead of what its name tells
    :raises InputError: at once when there is no such file; later when nothing matches
    """
    names = list(names)
    for name in names:
        if name == "-" and form is None:
            raise InputError("say with --from what comes from standard input (-), as in --from jsonl")
        if name != "-" and not os.path.exists(name) and not _GLOB & set(name):  # noqa: PTH110 - a name stays as it is
            raise InputError(f"{name}: there is no such file")
    return _found(names, forms, form)


def _found(names: list[str], forms: dict[str, str], form: str | None) -> Iterator[Source]:
    for name in names:
        if name == "-":
            yield Source("-", form or "page")
        elif os.path.isdir(name):  # noqa: PTH112 - a name stays as it was given
            found = _below(name, forms, form)
            first = next(found, None)
            if first is None:
                raise InputError(f"{name}: no file in this folder ends as a page or an archive does ({_ends(forms)})")
            yield first
            yield from found
        elif os.path.exists(name):  # noqa: PTH110 - as above
            yield Source(name, form or _form_of(name, forms) or "page")
        else:
            matched = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - as above
            files = [each for each in matched if os.path.isfile(each)]  # noqa: PTH113 - as above
            if not files:
                raise InputError(f"{name}: no file matches")
            for each in files:
                yield Source(each, form or _form_of(each, forms) or "page")


def _below(folder: str, forms: dict[str, str], form: str | None) -> Iterator[Source]:
    for where, folders, files in os.walk(folder):
        folders.sort()
        for file in sorted(files):
            known = _form_of(file, forms)
            if known is not None:
                yield Source(os.path.join(where, file), form or known)  # noqa: PTH118 - as above


def _form_of(name: str, forms: dict[str, str]) -> str | None:
    name = name.lower()
    return next((form for end, form in forms.items() if name.endswith(end)), None)


def _ends(forms: dict[str, str]) -> str:
    return ", ".join(forms)
