"""What of a run is done and safe on the disk: the journal from which an interrupted run goes on.

A journal is a small SQLite file. With each commit of a run it takes, in one transaction, how many records of each
input are done and how long the output is. What the output has beyond that length is cut off when the run goes on, and
its records are read again: nothing is lost, nothing stands there twice.
"""

from __future__ import annotations

import errno
import json
import signal
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from tearsheet.errors import FormatError, InputError
from tearsheet.text.printable import known_as

_VERSION = 1  # of the journal; it goes up when an older tearsheet would misread it
_FORGET = "DROP TABLE IF EXISTS tearsheet_state; DROP TABLE IF EXISTS tearsheet_done"
_TABLES = """
CREATE TABLE IF NOT EXISTS tearsheet_state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tearsheet_done (
    input TEXT PRIMARY KEY, records INTEGER NOT NULL, size INTEGER, complete INTEGER NOT NULL
) WITHOUT ROWID;
"""


class Journal:
    """Which records of which inputs are done, and the state of the output after them.

    :param connection: to a database of its own, or to that of the output, which then is safe in the same transaction
    :param forget: begin anew
    :param claimed: what keeps other runs from the output, where that is another connection
    :raises FormatError: when it is of a later version
    """

    def __init__(
        self, connection: sqlite3.Connection, *, forget: bool = False, claimed: sqlite3.Connection | None = None
    ) -> None:
        self._connection = connection
        self._claimed = claimed
        self._path = Path(connection.execute("PRAGMA database_list").fetchone()[2])
        with told(self._path, "is no journal of a run"):
            self._begin(forget=forget)
        self._touched: dict[str, tuple[int, int | None, bool]] = {}

    def _begin(self, *, forget: bool) -> None:
        for statement in (_FORGET if forget else "").split(";"):
            self._connection.execute(statement)
        for statement in _TABLES.split(";"):
            self._connection.execute(statement)
        version = self._get("version")
        if version is None:
            self._set("version", _VERSION)
        elif version != _VERSION:
            raise FormatError(f"the journal is of version {version}, and this is for version {_VERSION}")
        self._connection.commit()

    @staticmethod
    def path_of(output: Path) -> Path:
        """Return where the journal of the file *output* is."""
        return output.with_name(output.name + ".progress")

    @property
    def state(self) -> Mapping[str, Any]:
        """The state of the output at the last commit, as it was given; empty before the first."""
        return self._get("output") or {}

    def done(self, name: str, size: int | None = None) -> tuple[int, bool]:
        """Return how many records of the input *name* are done, and whether those are all.

        :raises InputError: when the input has become smaller, and so is another one
        """
        row = self._connection.execute(
            "SELECT records, size, complete FROM tearsheet_done WHERE input = ?", (known_as(name),)
        ).fetchone()
        if row is None:
            return 0, False
        records, known, complete = row
        if size is not None and known is not None and size != known:
            if size < known:
                raise InputError(f"{name} has become smaller since its first {records:,} records were read")
            complete = False  # it was appended to
        return records, bool(complete)

    def mark(self, name: str, records: int, size: int | None, *, complete: bool) -> None:
        """Note that so many *records* of the input *name* are done, for the next :meth:`commit`."""
        self._touched[str(known_as(name))] = (records, size, complete)

    def commit(self, state: Mapping[str, Any]) -> None:
        """Make safe what was marked, together with the *state* of the output."""
        with told(self._path, "is no journal of a run any more"):
            self._connection.executemany(
                "INSERT OR REPLACE INTO tearsheet_done VALUES (?, ?, ?, ?)",
                [(name, *entry) for name, entry in self._touched.items()],
            )
            self._set("output", state)
            self._connection.commit()
        self._touched.clear()

    def close(self, *, remove: bool = False) -> None:
        """Close it; what was not committed is forgotten.

        :param remove: have no trace of it left; one that is kept in the output stays there
        """
        (self._claimed or self._connection).close()
        if remove or self._claimed is not None:
            path = self._path if self._claimed is None else self.path_of(self._path)
            path.unlink(missing_ok=True)

    def _get(self, name: str) -> Any:
        row = self._connection.execute("SELECT value FROM tearsheet_state WHERE name = ?", (name,)).fetchone()
        return None if row is None else json.loads(row[0])

    def _set(self, name: str, value: Any) -> None:
        self._connection.execute("INSERT OR REPLACE INTO tearsheet_state VALUES (?, ?)", (name, json.dumps(value)))


def claim(output: Path) -> sqlite3.Connection:
    """Return a connection to the journal of *output*, or to an empty file, that keeps other runs from it while open.

    The system takes the lock back from a process that is killed.

    :raises FormatError: when there is something else
    :raises InputError: when another run has it
    """
    path = Journal.path_of(output)
    with told(path, "is no journal of a run"):
        connection = sqlite3.connect(path, timeout=0)
        try:
            # Once taken, a lock of this kind is held for as long as the connection is.
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.commit()
        except BaseException:
            connection.close()
            raise
        return connection


@contextmanager
def told(path: Path, otherwise: str) -> Iterator[None]:
    """Say in errors of this library what SQLite says of the database at *path*.

    A full disk, and a file that may not be written, are an :class:`OSError` with its name.

    :param otherwise: what else is wrong with the file then, as in "is no journal"
    :raises FormatError: when it is that
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        said = str(error)
        if "full" in said or "disk I/O" in said:
            raise OSError(errno.ENOSPC, "No space left on device", str(path)) from error
        if "readonly" in said or "unable to open" in said:
            raise PermissionError(errno.EACCES, "it may not be written", str(path)) from error
        if "locked" in said:
            raise InputError(f"another run is writing {path.name.removesuffix('.progress')}: wait for it") from error
        raise FormatError(f"{path} {otherwise}: {said}") from error


# -- Ctrl-C at a moment at which it does no harm -----------------------------------------------------------------------


class Shield:
    """Puts Ctrl-C off while something is done by half; a second one is not put off.

    A handler that somebody else has set is left alone, and so are threads, which hear of no signal.
    """

    def __init__(self) -> None:
        self._before: Any = None
        self._closed = False
        self._heard = False

    def __enter__(self) -> Self:
        main = threading.current_thread() is threading.main_thread()
        if main and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            self._before = signal.signal(signal.SIGINT, self._hear)
        return self

    def __exit__(self, *_: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)
            self._before = None

    def _hear(self, *_: object) -> None:
        if not self._closed or self._heard:
            raise KeyboardInterrupt
        self._heard = True

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Do the body whole.

        :raises KeyboardInterrupt: after it, where Ctrl-C came meanwhile
        """
        self._closed = True
        try:
            yield
        finally:
            self._closed = False
        if self._heard:
            raise KeyboardInterrupt
