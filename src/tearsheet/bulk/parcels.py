"""Pages on their way to a worker process: small ones pickled together, large ones as they are.

A page of a megabyte that is pickled, sent, received and unpickled is copied six times, which takes as long as reading
it. So the bytes of large ones follow the pickled rest through the same pipe, and are received in one piece.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Sequence
from multiprocessing.connection import Connection
from typing import TypeAlias

from attrs import evolve

from tearsheet.bulk.records import Failure, Record

__all__ = ["Parcel", "receive", "send"]

Parcel: TypeAlias = Sequence[Record | Failure]

_LARGE = 131_072
"""Bytes from which to copy a page takes longer than the calls that spare it: 20 us."""


def send(connection: Connection, records: Parcel) -> None:
    """Send *records* to who calls :func:`receive` at the other end of *connection*.

    :raises OSError: when nobody is there
    """
    # A pipe of Windows is no file, and has but its own way.
    large = [place for place, record in enumerate(records) if os.name == "posix" and _is_large(record)]
    if not large:
        connection.send_bytes(pickle.dumps((records, ()), pickle.HIGHEST_PROTOCOL))
        return
    rest = list(records)
    pages: list[tuple[int, bytes]] = []
    for place in large:
        record = rest[place]
        assert isinstance(record, Record)
        assert isinstance(record.data, bytes)
        pages.append((place, record.data))
        rest[place] = evolve(record, data=b"")
    sizes = [(place, len(data)) for place, data in pages]
    connection.send_bytes(pickle.dumps((rest, sizes), pickle.HIGHEST_PROTOCOL))
    with os.fdopen(os.dup(connection.fileno()), "wb") as through:
        through.writelines(data for _, data in pages)


def receive(connection: Connection) -> Parcel:
    """Return what was sent.

    :raises EOFError: when nobody is at the other end
    """
    records: list[Record | Failure]
    records, sizes = pickle.loads(connection.recv_bytes())  # noqa: S301 - from the process that started this one
    if sizes:
        # It may read on behind a page, but nothing follows the last.
        with os.fdopen(os.dup(connection.fileno()), "rb") as through:
            for place, size in sizes:
                data = through.read(size)
                if len(data) < size:
                    raise EOFError
                record = records[place]
                assert isinstance(record, Record)
                records[place] = evolve(record, data=data)
    return records


def _is_large(record: Record | Failure) -> bool:
    return isinstance(record, Record) and isinstance(record.data, bytes) and len(record.data) >= _LARGE
