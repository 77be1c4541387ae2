"""Finds the inputs: files, folders and globs; and opens them, plain or compressed."""

from __future__ import annotations

import glob
import gzip
import io
import os
import re
import stat
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO, TypeAlias, cast

from tearsheet.captures.extras import need
from tearsheet.captures.known import is_sidecar
from tearsheet.errors import InputError, SourceError
from tearsheet.page.opening import is_address

PAGE_ENDS = (
    *(".html", ".htm", ".xhtml", ".shtml", ".txt", ".md", ".markdown"),
    *(".xml", ".rss", ".atom", ".rdf"),
)
"""How the names of files end that are a page each: HTML, text, Markdown, feeds."""
ENDS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys((*PAGE_ENDS, ".html.gz", ".htm.gz", ".txt.gz", ".xml.gz"), "page"),
        **dict.fromkeys((".jsonl", ".jsonl.gz", ".jsonl.zst", ".ndjson", ".ndjson.gz", ".ndjson.zst"), "jsonl"),
        **dict.fromkeys((".mht", ".mhtml", ".eml"), "mhtml"),
        ".webarchive": "webarchive",
        **dict.fromkeys((".har", ".har.gz"), "har"),
        **dict.fromkeys((".warc", ".warc.gz", ".wet", ".wet.gz"), "warc"),
        **dict.fromkeys((".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".tar.zst"), "tar"),
        ".zip": "zip",
        ".parquet": "parquet",
        **dict.fromkeys((".arrow", ".arrows", ".feather"), "arrow"),
        **dict.fromkeys((".sqlite", ".sqlite3", ".db"), "sqlite"),
    }
)
"""How the name of a file ends → its form, see :data:`tearsheet.captures.FORMS`."""

_GLOB = frozenset("*?[")
# A page may have 10 MB; with its pictures it has some ten times that.
MOST = 100_000_000
"""How many bytes a file of one page, or of few, may have."""
# What is unpacked at once: of a .zst 1 KB may become 32 MB, 128 KB for each 4 bytes.
_PACKED = 1024
# What is unpacked refers back so far at most: xz -9 writes 65 MB, zstd takes no more than 128 MB unless it is told to.
_WINDOW = 1 << 27
# What Windows counts as the folder of a page that was saved "complete", in each language, and so do browsers.
_BESIDE = re.compile(
    r"[ _.-](?:files|dateien|fichiers|bestanden|file|archivos|filer|tiedostot|pliki|soubory|elemei|ficheiros|arquivos|"
    r"dosyalar|datoteke|fitxers|failid|fails|bylos|fajlovi|fitxategiak)$",
    re.IGNORECASE,
)


class Source:
    """An input: a page, or a file that holds many.

    :param name: as the user named it, or as it was found; by it the journal knows it again
    :param form: see :data:`tearsheet.captures.FORMS`
    """

    def __init__(self, name: str, form: str) -> None:
        self.name = name
        self.form = form
        self._raw: BinaryIO | None = None

    @property
    def path(self) -> Path:
        return Path(self.name)

    @property
    def is_stdin(self) -> bool:
        return self.name == "-"

    @property
    def size(self) -> int | None:
        """Its size in bytes; ``None`` of a stream."""
        about = self._about
        return about.st_size if about is not None else None

    @property
    def changed(self) -> datetime | None:
        """When the file was last changed, to the second; ``None`` of a stream."""
        about = self._about
        return datetime.fromtimestamp(int(about.st_mtime), UTC) if about is not None else None

    @property
    def _about(self) -> os.stat_result | None:
        try:
            about = None if self.is_stdin else self.path.stat()
        except OSError:
            return None
        # What a pipe gives has neither a size nor a time.
        return about if about is not None and stat.S_ISREG(about.st_mode) else None

    @property
    def position(self) -> int:
        """How many of its bytes are read."""
        try:
            return self._raw.tell() if self._raw is not None else 0
        except (OSError, ValueError):
            return 0

    def open_raw(self) -> BinaryIO:
        """Open it as it stands on the disk."""
        self._raw = sys.stdin.buffer if self.is_stdin else self.path.open("rb")
        return self._raw

    def open(self) -> BinaryIO:
        """Open it, and undo the compression that its name tells."""
        raw = self.open_raw()
        suffix = Path(self.name).suffix.lower()
        if suffix in {".gz", ".tgz"}:
            return cast("BinaryIO", gzip.GzipFile(fileobj=raw, mode="rb"))
        if suffix == ".zst":
            return io.BufferedReader(_Unpacked(raw, need("zstandard", "zst").ZstdDecompressor().decompressobj), 1 << 17)
        if suffix == ".bz2":
            import bz2  # noqa: PLC0415 - rare

            return cast("BinaryIO", bz2.BZ2File(raw))
        if suffix == ".xz":
            import lzma  # noqa: PLC0415 - rare

            return io.BufferedReader(_Unpacked(raw, lambda: lzma.LZMADecompressor(memlimit=_WINDOW)), 1 << 17)
        return raw

    def close(self) -> None:
        if self._raw is not None and self._raw is not sys.stdin.buffer:
            self._raw.close()
        self._raw = None


class _Unpacked(io.RawIOBase):
    """What the frames of a .zst or the streams of an .xz hold.

    The readers of the libraries take a frame that is cut off for one that ended, and have no limit to what they hold.

    :param new: makes what unpacks one frame
    """

    def __init__(self, raw: BinaryIO, new: Callable[[], Any]) -> None:
        self._raw = raw
        self._new = new
        self._frame: Any = None
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any, /) -> int:
        while not self._ready:
            begins = self._frame is None or self._frame.eof
            packed = self._frame.unused_data if begins and self._frame is not None else b""
            packed = packed or self._raw.read(_PACKED)
            if not packed:
                if not begins:
                    raise EOFError
                return 0
            if begins:
                # Streams of .xz may have zeros between them; no frame begins with one.
                packed = packed.lstrip(b"\0")
                if not packed:
                    continue
                self._frame = self._new()
            self._ready = memoryview(self._frame.decompress(packed))
        size = min(len(into), len(self._ready))
        into[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size


def whole(source: Source) -> bytes:
    """Return what a file of one page, or of few, holds, which has to be in memory at once.

    :raises SourceError: when it is larger than a page with its pictures is
    """
    with source.open() as file:
        data = file.read(MOST + 1)
    if len(data) > MOST:
        raise SourceError(f"the file is larger than {MOST:,} bytes: save the page without its pictures")
    return data


def source_of(name: str, form: str | None = None) -> Source:
    """Return the file *name* as an input: a page where neither *form* nor how its name ends tells more."""
    return Source(name, form or _form_of(name) or "page")


Names: TypeAlias = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


def named(names: Names) -> list[str]:
    """Return each of *names* as text; one alone will do."""
    return [os.fspath(name) for name in ([names] if isinstance(names, str | os.PathLike) else names)]


def find(names: Names, form: str | None = None, *, passed: Counter[str] | None = None) -> Iterator[Source]:
    """Return the inputs that *names* name, in a fixed order.

    A folder stands for the files in it and below it whose names end as one of :data:`ENDS` does; hidden ones, and the
    folder of pictures that a browser saves with a page, are left out. A glob (``*``, ``?``, ``[…]``, ``**``) stands
    for the files that match it but for the sidecars of others. A file that is named is taken however its name ends, as
    a page where that tells nothing.

    :param form: that of every file, instead of what its name tells
    :param passed: counts what is passed over in folders, by how it ends
    :raises InputError: at once when there is no such file; later when nothing matches
    """
    names = named(names)
    for name in names:
        if name == "-" and form is None:
            raise InputError("say with --from what comes from standard input (-), as in --from jsonl")
        if name != "-" and not os.path.exists(name) and not _GLOB & set(name):  # noqa: PTH110 - a name stays as it is
            fetch = "this fetches nothing; save the page first (tearsheet fetch URL -o pages/)"
            raise InputError(f"{name}: {fetch if is_address(name) else 'there is no such file'}")
    return _found(names, form, Counter() if passed is None else passed)


def _found(names: list[str], form: str | None, passed: Counter[str]) -> Iterator[Source]:
    for name in names:
        if name == "-":
            yield Source("-", form or "page")
        elif os.path.isdir(name):  # noqa: PTH112 - a name stays as it was given
            found = _below(name, form, passed)
            first = next(found, None)
            if first is None:
                raise InputError(f"{name}: no file in this folder ends as a page or an archive does: {', '.join(ENDS)}")
            yield first
            yield from found
        elif os.path.exists(name):  # noqa: PTH110 - as above
            yield source_of(name, form)
        else:
            matched = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - as above
            files = [each for each in matched if os.path.isfile(each)]  # noqa: PTH113 - as above
            files = [each for each in files if not is_sidecar(Path(each))]
            if not files:
                raise InputError(f"{name}: no file matches")
            for each in files:
                yield source_of(each, form)


def _below(folder: str, form: str | None, passed: Counter[str]) -> Iterator[Source]:
    for where, folders, files in os.walk(folder):
        pages = {os.path.splitext(file)[0] for file in files if _form_of(file) == "page"}  # noqa: PTH122 - as above
        shown = [name for name in folders if not name.startswith(".")]
        folders[:] = sorted(name for name in shown if _BESIDE.sub("", name) not in pages or not _BESIDE.search(name))
        for name in set(shown) - set(folders):
            passed["what was saved with a page"] += sum(len(each) for *_, each in os.walk(os.path.join(where, name)))  # noqa: PTH118
        for file in sorted(files):
            known = _form_of(file)
            path = os.path.join(where, file)  # noqa: PTH118 - as above
            if file.startswith("."):
                continue
            if known is not None and _may_end(path):
                yield Source(path, form or known)
            elif not is_sidecar(Path(path)):
                passed[os.path.splitext(file)[1].lower() or "no ending"] += 1  # noqa: PTH122 - as above


def _may_end(path: str) -> bool:
    """Say whether *path* is a file, or is gone, which reading it will tell: of a pipe nobody knows whether it ends."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116 - as above
    except OSError:
        return True


def _form_of(name: str) -> str | None:
    name = name.lower()
    return next((form for end, form in ENDS.items() if name.endswith(end)), None)
