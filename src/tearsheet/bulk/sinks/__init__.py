"""What articles are written to, chosen by how the name of the output ends."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tearsheet.bulk.job import Encoder
from tearsheet.bulk.pool import Outcome
from tearsheet.captures.extras import later
from tearsheet.errors import InputError

__all__ = ["ENDS", "ONCE", "OWN_JOURNAL", "SINKS", "Sink", "form_of", "open_sink"]


class Sink(ABC):
    """An output of a run: an encoder that runs in the workers, and a writer that can say what is safe.

    :ivar encoder: makes of articles what :meth:`put` writes
    :ivar connection: of an output that keeps the journal in itself, else ``None``
    """

    encoder: Encoder
    connection: sqlite3.Connection | None = None

    @abstractmethod
    def put(self, outcome: Outcome) -> None:
        """Write what became of some pages.

        :raises OSError: when it cannot be written
        """

    @abstractmethod
    def sync(self) -> Mapping[str, Any]:
        """Bring all that was put to the disk, and return where the output stands, as a JSON object."""

    def finish(self) -> None:  # noqa: B027 - most have but one form
        """Bring the output into its last form: nothing more will be put."""

    @abstractmethod
    def close(self) -> None:
        """Give back what is held, whether or not it was finished."""


SINKS: Mapping[str, Callable[[Path, Mapping[str, Any]], Sink]] = MappingProxyType(
    {
        "jsonl": later("tearsheet.bulk.sinks.lines", "JsonLines"),
        "csv": later("tearsheet.bulk.sinks.lines", "CsvFile"),
        "parquet": later("tearsheet.bulk.sinks.parquet", "Parquet"),
        "parquet-folder": partial(later("tearsheet.bulk.sinks.parquet", "Parquet"), folder=True),
        "sqlite": later("tearsheet.bulk.sinks.store", "Store"),
        "markdown": later("tearsheet.bulk.sinks.markdown", "MarkdownFolder"),
    }
)
"""Name of each form of output → what opens one where an earlier run left it."""

ENDS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys((".jsonl", ".jsonl.gz", ".jsonl.zst", ".ndjson", ".ndjson.gz", ".ndjson.zst"), "jsonl"),
        ".csv": "csv",
        ".parquet": "parquet",
        ".parquet/": "parquet-folder",
        **dict.fromkeys((".sqlite", ".sqlite3", ".db"), "sqlite"),
        "/": "markdown",
    }
)
"""How the name of an output ends → its form; a folder, which ends with /, is one of Markdown files."""


ONCE = frozenset({"jsonl", "csv", "parquet", "parquet-folder"})
"""Forms of which an output that is there is not added to, but for a run that goes on."""

OWN_JOURNAL = frozenset({"sqlite"})
"""Forms that keep the journal of the run in the output itself."""


def form_of(output: str) -> str:
    """Return the form of the output named *output*.

    :raises InputError: when its name does not tell
    """
    if output == "-":
        return "jsonl"
    name = output.lower()
    form = next((form for end, form in ENDS.items() if name.endswith(end)), None)
    if form is None:
        raise InputError(f"{output}: what is to be written? Name it with one of these ends: {', '.join(ENDS)}")
    return form


def open_sink(output: str, form: str, state: Mapping[str, Any]) -> Sink:
    """Open the output, going on where *state* says an earlier run left it; empty for a new one.

    :raises OSError: when it cannot be written
    """
    return SINKS[form](Path(output), state)
