"""Worker processes that survive their pages.

Each worker has a pipe and, in this process, a thread that tends it: sends it a few pages at a time, waits for what
became of them, and when it dies or takes too long on a page reports that page, starts another and gives it the rest.

Workers are *spawned*: nothing of this process is copied into them, neither its threads nor its locks nor its open
files; it is the same on every system; and there is no third process, as a fork server is one, to outlive the run. A
start costs a few tenths of a second, once a worker and once a death.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable
from ctypes import c_long
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from time import monotonic
from typing import Any, NamedTuple

from attrs import frozen

from tearsheet.bulk.job import Entry, Job
from tearsheet.bulk.records import Failure, failure_of
from tearsheet.bulk.worker import READY, Parcel, send, serve
from tearsheet.errors import InputError, TearsheetError, TimeLimitError, WorkerDiedError, WorkerStartError

_SPAWN = multiprocessing.get_context("spawn")
_TRIES = 3  # deaths with the same pages, while on none of them, before they are read one at a time


@frozen(kw_only=True)
class How:
    """How pages are read.

    :param workers: processes; 0 reads in this one
    :param ordered: give results in the order of the pages, instead of as they come
    :param time_limit: seconds that a page may take, give or take a tenth; ``None`` for any time
    :param memory_limit: bytes of address space that a worker may have; ``None`` for any
    :param at_once: how many pages are taken before one is given back, where they are read in this process
    """

    workers: int
    ordered: bool = False
    time_limit: float | None = None
    memory_limit: int | None = None
    at_once: int = 1


class Outcome(NamedTuple):
    """What became of some pages that came one after the other.

    :param start: place of the first
    :param entries: what is said of each, in their order
    :param packed: what the encoder made of those that could be read
    """

    start: int
    records: Parcel
    entries: list[Entry]
    packed: Any


class _Answer(NamedTuple):
    """As a worker sends it; taken apart by :meth:`Pool.outcome`, in the caller's thread."""

    start: int
    records: Parcel
    sent: bytes


class Pool:
    """Reads pages in as many processes as *how* says, which are started as they are needed.

    :param deliver: called from other threads, with something for :meth:`outcome`
    """

    def __init__(self, job: Job, how: How, deliver: Callable[[object], None]) -> None:
        self._job = pickle.dumps(job, pickle.HIGHEST_PROTOCOL)
        self._how = how
        self._deliver = deliver
        self._ready: SimpleQueue[tuple[int, Parcel] | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._running: set[_Worker] = set()
        self._threads = [threading.Thread(target=self._tend, daemon=True) for _ in range(how.workers)]
        for thread in self._threads:
            thread.start()

    def put(self, start: int, records: Parcel) -> None:
        """Have *records*, the first of which has the place *start*, read by the next worker that is free."""
        self._ready.put((start, records))

    def outcome(self, delivered: object) -> Outcome:
        """Return what was delivered.

        :raises WorkerStartError: when no worker could be started
        """
        if isinstance(delivered, _Answer):
            entries, packed = pickle.loads(delivered.sent)  # noqa: S301 - from a process of our own
            return Outcome(delivered.start, delivered.records, entries, packed)
        if isinstance(delivered, BaseException):
            raise delivered
        assert isinstance(delivered, Outcome)
        return delivered

    def close(self) -> None:
        """End every worker, at work or not."""
        with self._lock:
            self._closed = True
            for worker in self._running:
                worker.kill()
        for _ in self._threads:
            self._ready.put(None)
        for thread in self._threads:
            thread.join()

    # -- what the threads do ---------------------------------------------------------------------------------------

    def _tend(self) -> None:
        # A process has the mask of the thread that starts it: Ctrl-C is for this process alone.
        if hasattr(signal, "pthread_sigmask"):
            from multiprocessing import resource_tracker  # noqa: PLC0415 - POSIX alone has one

            # Where it does not run yet, starting a process starts it first, which takes the mask away again.
            resource_tracker.ensure_running()
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        worker: _Worker | None = None
        try:
            while (chunk := self._ready.get()) is not None:
                todo = deque([(*chunk, 1)])
                while todo:
                    start, records, tries = todo.popleft()
                    worker = worker or self._start()
                    sent, ended, at = worker.ask(records, self._how.time_limit)
                    if sent is not None:
                        self._deliver(_Answer(start, records, sent))
                        continue
                    assert ended is not None
                    self._end(worker)
                    worker = None
                    if self._closed:
                        return
                    if at is None and tries >= _TRIES:
                        # It dies on these pages, but while on none of them: one at a time tells.
                        if len(records) > 1:
                            todo.extendleft(
                                (start + place, [record], 1) for place, record in reversed([*enumerate(records)])
                            )
                            continue
                        at = 0
                    if at is None:
                        todo.appendleft((start, records, tries + 1))
                        continue
                    lost = records[at]
                    failure = lost if isinstance(lost, Failure) else failure_of(ended, id=lost.id, url=lost.url)
                    self._deliver(Outcome(start + at, [lost], [Entry(failure)], None))
                    # Each of the others is read again at most once, since what stood before has not killed a worker.
                    if records[at + 1 :]:
                        todo.appendleft((start + at + 1, records[at + 1 :], 1))
                    if at:
                        todo.appendleft((start, records[:at], 1))
        except BaseException as error:  # noqa: BLE001 - raised again where the results are waited for
            if not self._closed:
                self._deliver(error)
        finally:
            if worker is not None:
                self._end(worker)

    def _start(self) -> _Worker:
        # One at a time: multiprocessing looks after all children whenever it starts one.
        with self._lock:
            if self._closed:
                raise WorkerStartError("the pool is closed")
            worker = _Worker(self._job, self._how.time_limit, self._how.memory_limit)
            self._running.add(worker)
        try:
            worker.greet()
        except WorkerStartError:
            self._end(worker)
            raise
        return worker

    def _end(self, worker: _Worker) -> None:
        with self._lock:
            self._running.discard(worker)
            worker.end()


class _Worker:
    """A worker process, seen from the thread that tends it."""

    def __init__(self, job: bytes, time_limit: float | None, memory_limit: int | None) -> None:
        self._connection, theirs = _SPAWN.Pipe()
        self._mark = _SPAWN.RawValue(c_long, 0)
        self._process: BaseProcess = _SPAWN.Process(
            target=serve,
            args=(theirs, self._mark, job, time_limit, memory_limit),
            name="tearsheet-worker",
            daemon=True,
        )
        try:
            self._process.start()
        except OSError as error:
            raise WorkerStartError(f"no worker process can be started: {error.strerror or error}") from error
        theirs.close()

    def greet(self) -> None:
        """Wait until it is ready.

        :raises WorkerStartError: when it cannot work
        """
        try:
            said = self._connection.recv_bytes()
        except (EOFError, OSError):
            raise WorkerStartError(
                "a worker process ended before it could begin; a script that reads pages in processes has to do so "
                'under if __name__ == "__main__":, since they import it; what it wrote above may say more'
            ) from None
        if said != READY:
            raise WorkerStartError(
                f"a worker process cannot work: {said.decode().strip()}; an adapter has to stand in a module that can "
                "be imported"
            )

    def ask(self, records: Parcel, time_limit: float | None) -> tuple[bytes | None, TearsheetError | None, int | None]:
        """Return its answer; or none, but why it ended and which of *records* it was on, if on any."""
        try:
            send(self._connection, records)
            tick = None if time_limit is None else max(0.01, min(time_limit / 10, 0.5))
            mark, since = 0, monotonic()
            while not self._connection.poll(tick):
                now = monotonic()
                if self._mark.value != mark:
                    mark, since = self._mark.value, now
                elif mark and time_limit is not None and now - since >= time_limit:
                    self.kill()
                    message = f"reading the page took longer than {time_limit:g} seconds, and was ended"
                    return None, TimeLimitError(message, seconds=time_limit), mark - 1
            return self._connection.recv_bytes(), None, None
        except (EOFError, OSError):
            self._process.join(5)
            return None, _death(self._process.exitcode), (self._mark.value or 0) - 1 if self._mark.value else None

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def end(self) -> None:
        """End it, and give back what it held."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self._connection.close()


def _death(exitcode: int | None) -> WorkerDiedError:
    if exitcode is not None and exitcode < 0:
        try:
            how = f"was ended by {signal.Signals(-exitcode).name}"
        except ValueError:
            how = f"was ended by signal {-exitcode}"
        if exitcode == -9:
            how += " (killed, or the machine was out of memory)"
    else:
        how = f"ended with exit code {exitcode}"
    return WorkerDiedError(f"the worker process that read the page {how}", exitcode=exitcode)


def check_workers(workers: int | None, time_limit: float | None, memory_limit: int | None) -> int:
    """Return how many workers there are to be.

    :raises InputError: for what cannot be
    """
    if workers is None:
        workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    given: object = workers
    if not isinstance(given, int) or given < 0:
        raise InputError(f"workers is {given!r}: a number from 0, where 0 reads in this process")
    if time_limit is not None and not time_limit > 0:
        raise InputError(f"time_limit is {time_limit}: seconds above 0, or None")
    if memory_limit is not None:
        try:
            import resource  # noqa: F401, PLC0415
        except ImportError as error:
            raise InputError("memory_limit: this system cannot limit the memory of a process") from error
    return workers
