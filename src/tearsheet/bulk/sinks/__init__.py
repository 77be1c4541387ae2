"""What articles are written to, chosen by how the name of the output ends."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

from tearsheet.bulk.job import Encoder
from tearsheet.bulk.pool import Outcome
from tearsheet.errors import InputError

__all__ = ["ENDS", "ONCE", "OWN_JOURNAL", "SINKS", "Sink", "form_of", "open_sink"]


class Sink(Protocol):
    """An output of a run: an encoder that runs in the workers, and a writer that can say what is safe.

    :ivar encoder: makes of articles what :meth:`put` writes
    :ivar connection: of an output that keeps the journal in itself, else ``None``
    """

    @property
    def encoder(self) -> Encoder: ...

    @property
    def connection(self) -> sqlite3.Connection | None: ...

    def put(self, outcome: Outcome) -> None:
        """Write what became of some pages.

        :raises OSError: when it cannot be written
        """

    def sync(self) -> Mapping[str, Any]:
        """Bring all that was put to the disk, and return where the output stands, as a JSON object."""

    def finish(self) -> None:
        """Bring the output into its last form: nothing more will be put."""

    def close(self) -> None:
        """Give back what is held, whether or not it was finished."""


def _later(module: str, name: str, **about: Any) -> Callable[[Path, Mapping[str, Any]], Sink]:
    """Return what opens a form, whose module is imported when it first does, as those of the sources are."""

    def open_form(path: Path, state: Mapping[str, Any]) -> Sink:
        sink: Sink = getattr(import_module(f"tearsheet.bulk.sinks.{module}"), name)(path, state, **about)
        return sink

    return open_form


SINKS: Mapping[str, Callable[[Path, Mapping[str, Any]], Sink]] = MappingProxyType(
    {
        "jsonl": _later("lines", "JsonLines"),
        "csv": _later("lines", "CsvFile"),
        "parquet": _later("parquet", "Parquet"),
        "parquet-folder": _later("parquet", "Parquet", folder=True),
        "sqlite": _later("store", "Store"),
        "markdown": _later("markdown", "MarkdownFolder"),
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
