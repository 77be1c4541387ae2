"""What SQLite says of a database, in the errors of this library."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tearsheet.errors import FormatError

__all__ = ["told"]


@contextmanager
def told(path: Path, otherwise: str) -> Iterator[None]:
    """Say of a full disk and of a file that may not be written so, as an :class:`OSError` with its name.

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
        raise FormatError(f"{path} {otherwise}: {said}") from error
