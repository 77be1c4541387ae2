"""Files that grow by a line for each article: JSON Lines, plain, .gz or .zst, and CSV."""

from __future__ import annotations

import gzip
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from attrs import frozen

from tearsheet.bulk.job import Encoder
from tearsheet.bulk.pool import Outcome
from tearsheet.bulk.records import Record
from tearsheet.bulk.sinks import Sink
from tearsheet.captures.extras import need
from tearsheet.errors import FormatError
from tearsheet.model import Article
from tearsheet.outputs import csv


@frozen
class LineEncoder:
    """Writes articles as rows of :mod:`tearsheet.outputs.json`, with the id of their page, in the workers.

    They are compressed where they are made, so that every worker does its share.

    :param compression: ``"gz"``, ``"zst"`` or none; of some pages at a time, since members of gzip (RFC 1952) and
        frames of zstd (RFC 8878) may stand one after the other in a file
    """

    compression: str | None = None

    def encode(self, record: Record, articles: Sequence[Article]) -> bytes:
        from tearsheet.outputs import json  # noqa: PLC0415 - 50 ms that only workers need

        return b"".join([json.dumps_row(article, id=record.id).encode() + b"\n" for article in articles])

    def pack(self, encoded: list[bytes]) -> bytes:
        lines = b"".join(encoded)
        if not lines or self.compression is None:
            return lines
        if self.compression == "gz":
            return gzip.compress(lines, 6, mtime=0)
        packed: bytes = need("zstandard", "zst").ZstdCompressor().compress(lines)
        return packed


class Tail:
    """A file that is appended to, and can be cut back to a length at which it was known to be good.

    :param length: what is kept of a file that is there; ``None`` starts anew
    :raises FormatError: when it is shorter than that
    """

    def __init__(self, path: Path, length: int | None = None) -> None:
        self._path = path
        self._regular = path.is_file() or not path.exists()
        self._file: BinaryIO = path.open("wb" if length is None else "r+b", buffering=0)
        if length is not None:
            there = self._file.seek(0, os.SEEK_END)
            if there < length:
                self._file.close()
                raise FormatError(f"{path} has {there:,} bytes, and its journal says {length:,}: it was changed since")
            self._file.seek(length)
            self._file.truncate()
        self._length = length or 0

    def write(self, data: bytes) -> None:
        """Append *data*, all of it."""
        left = memoryview(data)
        while left:
            try:
                left = left[self._file.write(left) :]
            except OSError as error:
                error.filename = str(self._path)
                raise
        self._length += len(data)

    def sync(self) -> int:
        """Bring it to the disk; return its length."""
        if self._regular:
            os.fsync(self._file.fileno())
        return self._length

    def close(self) -> None:
        """Close it, without what was written by half."""
        if self._regular and not self._file.closed:
            self._file.truncate(self._length)
        self._file.close()


class JsonLines(Sink):
    """Writes articles to a file, or to standard output as ``-``.

    :param state: where an earlier run stood
    :param encoder: writes articles as lines; by default :class:`LineEncoder`
    """

    def __init__(self, path: Path, state: Mapping[str, Any] | None = None, encoder: Encoder | None = None) -> None:
        compression = {".gz": "gz", ".zst": "zst"}.get(path.suffix.lower())
        if compression == "zst":
            need("zstandard", "zst")
        self.encoder = encoder or LineEncoder(compression)
        self._tail = None if str(path) == "-" else Tail(path, state["length"] if state else None)

    def put(self, outcome: Outcome) -> None:
        if outcome.packed:
            if self._tail is None:
                sys.stdout.buffer.write(outcome.packed)
            else:
                self._tail.write(outcome.packed)

    def sync(self) -> Mapping[str, Any]:
        if self._tail is None:
            sys.stdout.buffer.flush()
            return {}
        return {"length": self._tail.sync()}

    def close(self) -> None:
        if self._tail is not None:
            self._tail.close()


class _CsvEncoder:
    """Writes articles as :mod:`tearsheet.outputs.csv` does, in the workers."""

    def encode(self, record: Record, articles: Sequence[Article]) -> bytes:
        return "".join([csv.row(article, id=record.id) for article in articles]).encode("utf-8", "backslashreplace")

    def pack(self, encoded: list[bytes]) -> bytes:
        return b"".join(encoded)


class CsvFile(JsonLines):
    """Writes articles to a file, and first the names of the columns.

    :param state: where an earlier run stood
    """

    def __init__(self, path: Path, state: Mapping[str, Any] | None = None) -> None:
        super().__init__(path, state, _CsvEncoder())
        if not state and self._tail is not None:
            self._tail.write(csv.header().encode())
