"""The worker process: takes pages from a pipe, reads them, sends back what became of them.

It marks in shared memory which page it is on. When it dies, whoever started it finds there which page it was.

A page of a megabyte that is pickled, sent, received and unpickled is copied six times, which takes as long as reading
it. So small ones are pickled together, and the bytes of large ones follow through the same pipe, received in one piece.
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Sequence
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from typing import Any, TypeAlias

from attrs import evolve

from tearsheet.bulk.records import Failure, Record

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


READY = b"ready"
_SLACK = 60.0  # seconds beyond the time limits after which the worker ends itself
_LOOK_EVERY = 1.0  # seconds
_PR_SET_PDEATHSIG = 1  # of linux/prctl.h


def serve(connection: Connection, mark: Any, job: bytes, time_limit: float | None, memory_limit: int | None) -> None:
    """Read pages until the other end of *connection* is closed.

    First :data:`READY` is sent, or in its place why there can be no work. Then each message is a parcel of records, and
    is answered by what is said of each and what is kept of all of them, pickled.

    :param mark: shared memory: the number, from 1, of the page at work, or 0
    :param job: a pickled :class:`~tearsheet.bulk.job.Job`
    """
    # Whoever started it is told of Ctrl-C too, and ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _die_with_parent()
    threading.Thread(target=_follow_parent, daemon=True).start()
    try:
        work = pickle.loads(job)  # noqa: S301 - from the process that started this one
        if memory_limit is not None:
            _limit_memory(memory_limit)
    except BaseException as error:  # noqa: BLE001 - told to who started it, who raises
        connection.send_bytes("".join(traceback.format_exception_only(error)).encode())
        return
    gc.collect()
    gc.freeze()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with contextlib.suppress(EOFError, OSError):
        connection.send_bytes(READY)
        while True:
            records = receive(connection)
            if time_limit is not None:
                # A thread of C: it ends even a page that never lets Python run, and whose parent is gone.
                faulthandler.dump_traceback_later(time_limit * len(records) + _SLACK, exit=True, file=nowhere)
            entries, kept = [], []
            for number, record in enumerate(records, 1):
                mark.value = number
                entry, encoded = work.run(record)
                entries.append(entry)
                if entry.failure is None:
                    kept.append(encoded)
            packed = work.encoder.pack(kept)
            mark.value = 0
            del records
            if time_limit is not None:
                faulthandler.cancel_dump_traceback_later()
            connection.send_bytes(pickle.dumps((entries, packed), pickle.HIGHEST_PROTOCOL))


def _die_with_parent() -> None:
    """Have the system end this process with the thread that started it, even when a page never lets Python run.

    That is the thread of the pool that tends this worker, which ends it before it ends itself. Linux alone can.
    """
    if sys.platform != "linux":
        return
    import ctypes  # noqa: PLC0415 - as late as the rest that workers alone need

    with contextlib.suppress(AttributeError, OSError):  # a C library without it
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _follow_parent() -> None:
    """Be gone when the process that started this one is.

    A pipe that it held open tells, at once; but a process that it forked meanwhile holds the pipe open as well, so that
    who the parent is now is looked at beside it.
    """
    parent = parent_process()
    if parent is None:
        return
    while parent.is_alive() and (os.name != "posix" or os.getppid() == parent.pid):
        parent.join(_LOOK_EVERY)
    os._exit(1)


def _limit_memory(size: int) -> None:
    import resource  # noqa: PLC0415 - there is none on Windows

    resource.setrlimit(resource.RLIMIT_AS, (size, size))
