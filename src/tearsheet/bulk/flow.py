"""From records to outcomes: how many pages are under way at once, and in which order they come back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any

from tearsheet.bulk.job import Entry, Job
from tearsheet.bulk.pool import How, Outcome, Pool
from tearsheet.bulk.records import Failure, Record

_CHUNK_PAGES = 64  # pages in a message at most; a message costs as much as reading a small page
_CHUNK_BYTES = 1_000_000  # of pages in a message, at which it is sent
# Nothing is written before a whole message is back, and somebody looks at the output: so it is of about a second.
_CHUNK_SECONDS = 1.0
_FIRST_CHUNK = 8  # pages in a message while nobody knows how long they take
_CHUNKS = 4  # messages of pages that a worker may be behind …
_BYTES = 8_000_000  # … and bytes of them: memory that grows with workers and not with pages
_PATIENCE = 0.01  # seconds that a page is kept for company while a worker has nothing to do


class Flow:
    """The pages under way: taken from the caller, not yet given back.

    They are sent to workers some at a time, since a message costs as much as reading a small page; fewer where pages
    are slow to read, and where the source is slow and a worker has nothing to do. At most 4 × 64 pages a worker are
    under way, or 8 MB of them a worker and one page.
    """

    def __init__(self, pool: Pool, how: How) -> None:
        self._pool = pool
        self._ordered = how.ordered
        self._workers = how.workers
        self._open: list[Record | Failure] = []
        self._open_bytes = 0
        self._open_since = 0.0
        self._next = 0
        self._pages = self._bytes = 0
        self._waiting: dict[int, Outcome] = {}
        self._due = 0
        self._returned = 0
        self._first_at: float | None = None

    @property
    def pending(self) -> int:
        """How many pages are under way."""
        return self._pages

    @property
    def full(self) -> bool:
        """Whether one has to be given back before another is taken."""
        return self._pages >= _CHUNKS * _CHUNK_PAGES * self._workers or self._bytes >= _BYTES * self._workers

    @property
    def _most(self) -> int:
        """How many pages are sent together: what a worker reads in about a second, as far as that is known."""
        if self._first_at is None or not self._returned:
            return _FIRST_CHUNK
        seconds = max(monotonic() - self._first_at, 1e-3)
        return min(_CHUNK_PAGES, max(1, int(self._returned / seconds / self._workers * _CHUNK_SECONDS)))

    @property
    def _sent(self) -> int:
        # Pages sent and not back, in chunks of the usual size: good enough to tell that somebody is idle.
        return -(-(self._pages - len(self._open)) // _CHUNK_PAGES)

    def add(self, record: Record | Failure) -> None:
        """Take a page, and send it, or keep it until there are some more to send with it."""
        if not self._open:
            self._open_since = monotonic()
        self._open.append(record)
        size = _size(record)
        self._open_bytes += size
        self._bytes += size
        self._pages += 1
        if (
            len(self._open) >= self._most
            or self._open_bytes >= _CHUNK_BYTES
            or self.full
            or (self._sent < self._workers and monotonic() - self._open_since > _PATIENCE)
        ):
            self.flush()

    def flush(self) -> None:
        """Send what is kept."""
        if self._open:
            self._pool.put(self._next, self._open)
            self._next += len(self._open)
            self._open, self._open_bytes = [], 0

    def back(self, delivered: object) -> Iterator[Outcome]:
        """Take what the pool delivered, and give back what is due.

        :raises WorkerStartError: when there can be no workers
        """
        outcome = self._pool.outcome(delivered)
        if self._first_at is None:
            self._first_at = monotonic()
        else:
            self._returned += len(outcome.records)
        if not self._ordered:
            yield self._given(outcome)
            return
        self._waiting[outcome.start] = outcome
        while (due := self._waiting.pop(self._due, None)) is not None:
            self._due += len(due.records)
            yield self._given(due)

    def _given(self, outcome: Outcome) -> Outcome:
        self._pages -= len(outcome.records)
        self._bytes -= sum(map(_size, outcome.records))
        return outcome


def _size(record: Record | Failure) -> int:
    return len(record.data) if isinstance(record, Record) else 0


def _alone(records: Iterable[Record | Failure], job: Job, most: int) -> Iterator[Outcome]:
    """Read *records* in this process, and yield what becomes of some at a time."""
    place = size = 0
    some: list[Record | Failure] = []
    entries: list[Entry] = []
    kept: list[Any] = []
    since = monotonic()
    for record in records:
        entry, encoded = job.run(record)
        some.append(record)
        entries.append(entry)
        if entry.failure is None:
            kept.append(encoded)
        size += _size(record)
        if len(some) >= most or size >= _CHUNK_BYTES or monotonic() - since >= _CHUNK_SECONDS:
            yield Outcome(place, some, entries, job.encoder.pack(kept))
            place += len(some)
            some, entries, kept, size, since = [], [], [], 0, monotonic()
    if some:
        yield Outcome(place, some, entries, job.encoder.pack(kept))


def outcomes(records: Iterable[Record | Failure], job: Job, how: How) -> Iterator[Outcome]:
    """Yield what becomes of *records*. No process is left when the generator is closed, however it is.

    What *records* raises is raised when the pages before it are given back.
    """
    if how.workers == 0:
        yield from _alone(records, job, how.at_once)
        return
    inbox: SimpleQueue[object] = SimpleQueue()
    pool = Pool(job, how, inbox.put)
    try:
        flow = Flow(pool, how)
        failed: Exception | None = None
        source = iter(records)
        while True:
            try:
                record = next(source)
            except StopIteration:
                break
            except Exception as error:  # noqa: BLE001 - raised below
                failed = error
                break
            flow.add(record)
            while flow.full or not inbox.empty():
                yield from flow.back(_next(inbox))
        flow.flush()
        while flow.pending:
            yield from flow.back(_next(inbox))
        if failed is not None:
            raise failed
    finally:
        pool.close()


def _next(inbox: SimpleQueue[object]) -> object:
    while True:
        try:
            # Windows hears of Ctrl-C only between two waits.
            return inbox.get(timeout=1)
        except Empty:
            continue
