"""CSV: an article a row, as :mod:`tearsheet.outputs.csv` writes it, under a line with the names of the columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tearsheet.bulk.records import Record
from tearsheet.bulk.sinks.lines import JsonLines
from tearsheet.model import Article
from tearsheet.outputs import csv

__all__ = ["CsvFile"]


class _Encoder:
    """Writes articles as rows, in the workers."""

    def encode(self, record: Record, articles: Sequence[Article]) -> bytes:
        return "".join([csv.row(article, id=record.id) for article in articles]).encode("utf-8", "backslashreplace")

    def pack(self, encoded: list[bytes]) -> bytes:
        return b"".join(encoded)


class CsvFile(JsonLines):
    """Writes articles to a file, and first the names of the columns.

    :param state: where an earlier run stood
    """

    def __init__(self, path: Path, state: Mapping[str, Any] | None = None) -> None:
        super().__init__(path, state, _Encoder())
        if not state and self._tail is not None:
            self._tail.write(csv.header().encode())
