"""Parquet: one file, or a folder of them, with the columns of :data:`tearsheet.bulk.arrow.SCHEMA`.

A Parquet file is good only when its end is written. So a run writes parts, each of them whole, and at the end makes
one file of them. A folder keeps the parts, as engines read and write them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from tearsheet.bulk.pool import Outcome
from tearsheet.bulk.sinks import Sink
from tearsheet.captures.extras import need

_GROUP = 32_000_000  # bytes of articles in memory before a group of rows is written


class Parquet(Sink):
    """Writes articles to the file *path*, or into the folder.

    :param state: where an earlier run stood
    """

    def __init__(self, path: Path, state: Mapping[str, Any] | None = None, *, folder: bool = False) -> None:
        self._pa = need("pyarrow", "arrow")
        self._parquet = need("pyarrow.parquet", "arrow")
        from tearsheet.bulk.arrow import SCHEMA, RowEncoder  # noqa: PLC0415 - needs pyarrow

        self.encoder = RowEncoder()
        self._schema = SCHEMA
        self._path = path
        self._folder = folder
        self._parts = path if folder else path.with_name(path.name + ".parts")
        self._count = state.get("parts", 0) if state else 0
        if state and not folder and path.exists() and not self._parts.exists():
            # The earlier run came to its end: what it wrote is the first part of this one.
            self._parts.mkdir()
            path.rename(self._part(0))
            self._count = 1
        self._parts.mkdir(exist_ok=True)
        for part in self._parts.iterdir():
            number = part.stem.removeprefix("part-")
            if part.suffix == ".tmp" or (number.isdecimal() and int(number) >= self._count):
                part.unlink()
        self._writer: Any = None
        self._batches: list[Any] = []
        self._size = 0

    def put(self, outcome: Outcome) -> None:
        if outcome.packed:
            buffer = self._pa.py_buffer(outcome.packed)
            self._batches.append(self._pa.ipc.read_record_batch(buffer, self._schema))
            self._size += len(outcome.packed)
            if self._size >= _GROUP:
                self._write()

    def sync(self) -> Mapping[str, Any]:
        self._write()
        if self._writer is not None:
            self._writer.close()
            self._writer = None
            _safe(self._open)
            self._open.rename(self._part(self._count))
            self._count += 1
        return {"parts": self._count}

    def finish(self) -> None:
        self.sync()
        if self._folder:
            return
        parts = [part for number in range(self._count) if (part := self._part(number)).exists()]
        whole = self._parts / "whole.tmp"
        if len(parts) == 1:
            parts[0].rename(self._path)
        else:
            with self._parquet.ParquetWriter(whole, self._schema, compression="zstd") as writer:
                for batches in self._groups(parts):
                    writer.write_table(self._pa.Table.from_batches(batches, self._schema))
            _safe(whole)
            whole.rename(self._path)
        # In one step, so that parts that are there are always all of them.
        gone = self._path.with_name(self._path.name + ".gone")
        shutil.rmtree(gone, ignore_errors=True)
        self._parts.rename(gone)
        shutil.rmtree(gone)

    def close(self) -> None:
        if self._writer is not None:
            # On a full disk it cannot be closed, and need not be.
            with suppress(OSError, ValueError):
                self._writer.close()
            self._writer = None
            self._open.unlink(missing_ok=True)

    @property
    def _open(self) -> Path:
        return self._parts / "open.tmp"

    def _part(self, number: int) -> Path:
        return self._parts / f"part-{number:05d}.parquet"

    def _write(self) -> None:
        if not self._batches:
            return
        if self._writer is None:
            self._writer = self._parquet.ParquetWriter(self._open, self._schema, compression="zstd")
        self._writer.write_table(self._pa.Table.from_batches(self._batches, self._schema))
        self._batches, self._size = [], 0

    def _groups(self, parts: list[Path]) -> Iterator[list[Any]]:
        batches, size = [], 0
        for part in parts:
            with self._parquet.ParquetFile(part) as file:
                for batch in file.iter_batches():
                    batches.append(batch)
                    size += batch.nbytes
                    if size >= _GROUP:
                        yield batches
                        batches, size = [], 0
        if batches:
            yield batches


def _safe(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
