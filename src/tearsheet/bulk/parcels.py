"""Pages on their way to a worker process: small ones pickled together, large ones as they are.

A page of a megabyte that is pickled, sent, received and unpickled is copied six times, which takes as long as reading
it. So the bytes of large ones follow the pickled rest through the same socket, and are received in one piece.
"""

from __future__ import annotations

import os
import pickle
import socket
from collections.abc import Sequence
from multiprocessing.connection import Connection
from typing import TypeAlias

from attrs import evolve

from tearsheet.bulk.records import Failure, Record

__all__ = ["Parcel", "receive", "send"]

Parcel: TypeAlias = Sequence[Record | Failure]

_LARGE = 131_072
"""Bytes from which to copy a page takes longer than the calls that spare it: 20 us."""
_WHOLE = getattr(socket, "MSG_WAITALL", 0)


def send(connection: Connection, records: Parcel) -> None:
    """Send *records* to who calls :func:`receive` at the other end of *connection*.

    :raises OSError: when nobody is there
    """
    # What is no socket, as on Windows, has but its own way.
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
    with _socket_of(connection) as through:
        for _, data in pages:
            through.sendall(data)


def receive(connection: Connection) -> Parcel:
    """Return what was sent.

    :raises EOFError: when nobody is at the other end
    """
    records: list[Record | Failure]
    records, sizes = pickle.loads(connection.recv_bytes())  # noqa: S301 - from the process that started this one
    if sizes:
        with _socket_of(connection) as through:
            for place, size in sizes:
                record = records[place]
                assert isinstance(record, Record)
                records[place] = evolve(record, data=_received(through, size))
    return records


def _is_large(record: Record | Failure) -> bool:
    return isinstance(record, Record) and isinstance(record.data, bytes) and len(record.data) >= _LARGE


def _socket_of(connection: Connection) -> socket.socket:
    """Return the socket that *connection*, a duplex pipe, is; closing it leaves the connection open."""
    return socket.socket(fileno=os.dup(connection.fileno()))


def _received(through: socket.socket, size: int) -> bytes:
    data = through.recv(size, _WHOLE)
    if len(data) == size:
        return data
    # A signal came between, or the system has no way to wait for all.
    parts = [data]
    left = size - len(data)
    while left:
        data = through.recv(left, _WHOLE)
        if not data:
            raise EOFError
        parts.append(data)
        left -= len(data)
    return b"".join(parts)
