"""What articles are written to, chosen by how the name of the output ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tearsheet.bulk.sinks.base import Sink
from tearsheet.errors import InputError

__all__ = ["ENDS", "ONCE", "OWN_JOURNAL", "SINKS", "Sink", "form_of", "open_sink"]

# Each imports its module when it is first used, as the sources do.
# ruff: noqa: PLC0415


def _jsonl(path: Path, state: Mapping[str, Any]) -> Sink:
    from tearsheet.bulk.sinks.lines import JsonLines

    return JsonLines(path, state)


def _csv(path: Path, state: Mapping[str, Any]) -> Sink:
    from tearsheet.bulk.sinks.csv import CsvFile

    return CsvFile(path, state)


def _parquet(path: Path, state: Mapping[str, Any]) -> Sink:
    from tearsheet.bulk.sinks.parquet import Parquet

    return Parquet(path, state)


def _parquet_folder(path: Path, state: Mapping[str, Any]) -> Sink:
    from tearsheet.bulk.sinks.parquet import Parquet

    return Parquet(path, state, folder=True)


def _sqlite(path: Path, _: Mapping[str, Any]) -> Sink:
    from tearsheet.bulk.sinks.store import Store

    return Store(path)


def _markdown(path: Path, _: Mapping[str, Any]) -> Sink:
    from tearsheet.bulk.sinks.markdown import MarkdownFolder

    return MarkdownFolder(path)


SINKS: Mapping[str, Callable[[Path, Mapping[str, Any]], Sink]] = MappingProxyType(
    {
        "jsonl": _jsonl,
        "csv": _csv,
        "parquet": _parquet,
        "parquet-folder": _parquet_folder,
        "sqlite": _sqlite,
        "markdown": _markdown,
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
