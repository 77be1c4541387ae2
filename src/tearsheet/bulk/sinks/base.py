"""What every output is: an encoder that runs in the workers, and a writer that can say what is safe."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any, Protocol

from tearsheet.bulk.job import Encoder
from tearsheet.bulk.pool import Outcome

__all__ = ["Sink"]


class Sink(Protocol):
    """An output of a run.

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
