"""A whole run: from files of pages to an output, safe against being interrupted at any moment."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, tzinfo
from itertools import chain, islice
from time import monotonic
from typing import Literal

from attrs import define, evolve, field

import tearsheet
from tearsheet import captures
from tearsheet.adapters.registry import Registry
from tearsheet.bulk import sinks
from tearsheet.bulk.flow import outcomes
from tearsheet.bulk.job import Wanted, make_job
from tearsheet.bulk.output import check_apart, open_output, others
from tearsheet.bulk.pool import How, Outcome, check_workers
from tearsheet.bulk.records import Failure, Record
from tearsheet.bulk.resume import Journal, Shield
from tearsheet.captures.files import Names, Source, named
from tearsheet.reading.adapter import Adapter
from tearsheet.reading.site_lines import SiteLines

_COMMIT_PAGES = 20_000  # between two notes in the journal at most
_COMMIT_SECONDS = 5.0  # the same: what a power cut costs
_AT_ONCE = 64  # pages taken before one is written, where they are read in this process


@define(kw_only=True)
class Summary:
    """The account of a run.

    :ivar pages: how many were taken up: read, or failed
    :ivar articles: how many were written
    :ivar failures: how many pages failed, by code
    :ivar adapters: how many pages each adapter read
    :ivar bytes: of the pages, as they were handed to the parser
    :ivar left_out: how many articles, and pages that were not read, were of other languages and adapters than wanted
    :ivar passed_over: how many files in folders are no pages, by how their names end
    :ivar before: how many pages earlier runs had done, where this one went on
    :ivar seconds: how long it took
    """

    pages: int = 0
    articles: int = 0
    failures: Counter[str] = field(factory=Counter)
    adapters: Counter[str] = field(factory=Counter)
    bytes: int = 0
    left_out: int = 0
    passed_over: Counter[str] = field(factory=Counter)
    before: int = 0
    seconds: float = 0.0

    @property
    def failed(self) -> int:
        """How many pages failed."""
        return self.failures.total()


@define
class _Place:
    """How far an input is read."""

    source: Source
    records: int


class _Intake:
    """Reads the inputs, and remembers of every record under way where it came from."""

    def __init__(
        self,
        found: Iterable[Source],
        journal: Journal | None,
        *,
        captured_at: datetime | Literal["mtime"] | None,
        limit: int | None,
    ) -> None:
        self._found = found
        self._journal = journal
        self._captured_at = captured_at
        self._left = limit
        # One entry a record, or None where an input ends; the outcomes come in the same order.
        self._under_way: deque[_Place | None] = deque()
        self._ended: deque[_Place] = deque()
        self.before = 0
        self.consumed = 0
        self.current: Source | None = None

    def __iter__(self) -> Iterator[Record | Failure]:
        for source in self._found:
            if self._left == 0:
                return
            size = source.size
            done, complete = self._journal.done(source.name, size) if self._journal is not None else (0, False)
            self.before += done
            if complete:
                self.consumed += size or 0
                continue
            when = source.changed if self._captured_at == "mtime" else self._captured_at
            self.current = source
            place = _Place(source, done)
            for record in captures.read(source, done):
                if self._left is not None:
                    if self._left == 0:
                        return
                    self._left -= 1
                self._under_way.append(place)
                if when is not None and isinstance(record, Record) and record.captured_at is None:
                    record = evolve(record, captured_at=when)  # noqa: PLW2901 - with what is known of its file
                yield record
            self.current = None
            self.consumed += size or 0
            if self._under_way:
                self._ended.append(place)
                self._under_way.append(None)
            else:
                self._mark(place, complete=True)

    @property
    def read(self) -> int:
        """How many bytes of the inputs are read."""
        return self.consumed + (self.current.position if self.current is not None else 0)

    def done(self, count: int) -> None:
        """Note that the next *count* records are in the output."""
        touched: dict[int, _Place] = {}
        while count or (self._under_way and self._under_way[0] is None):
            place = self._under_way.popleft()
            if place is None:
                ended = self._ended.popleft()
                touched.pop(id(ended), None)
                self._mark(ended, complete=True)
                continue
            place.records += 1
            touched[id(place)] = place
            count -= 1
        for place in touched.values():
            self._mark(place, complete=False)

    def _mark(self, place: _Place, *, complete: bool) -> None:
        if self._journal is not None:
            self._journal.mark(place.source.name, place.records, place.source.size, complete=complete)


def run(
    inputs: Names,
    output: str | os.PathLike[str],
    *,
    source_form: str | None = None,
    output_form: str | None = None,
    workers: int | None = None,
    resume: bool = False,
    overwrite: bool = False,
    aside: Iterable[str] = (),
    limit: int | None = None,
    languages: Iterable[str] = (),
    only: Iterable[str] = (),
    adapter: str | Adapter | type[Adapter] | None = None,
    registry: Registry | None = None,
    captured_at: datetime | Literal["mtime"] | None = None,
    zone: str | tzinfo | None = None,
    site_lines: SiteLines | None = None,
    all_of_each: bool = False,
    fallback: bool = True,
    time_limit: float | None = 30.0,
    memory_limit: int | None = None,
    on_outcome: Callable[[Outcome, Summary, int], None] | None = None,
    commit_pages: int = _COMMIT_PAGES,
    commit_seconds: float = _COMMIT_SECONDS,
) -> Summary:
    """Read the pages of *inputs* and write their articles to *output*.

    Every so often what is written is brought to the disk and noted in a journal beside the output, ``NAME.progress``.
    A run that was ended, in whatever way, goes on with *resume* and ends with the output that it would have had. The
    journal is removed at the end of a run that was not told to *resume*; one that was keeps it, so that a later run
    reads only what was added since.

    :param inputs: files, folders and globs, see :func:`tearsheet.captures.find`; ``-`` is standard input
    :param output: a file or a folder, whose name tells the form, see :data:`tearsheet.bulk.sinks.ENDS`; ``-`` is JSON
        Lines on standard output
    :param source_form: form of the inputs, instead of what their names tell; see :data:`tearsheet.captures.FORMS`
    :param output_form: form of the output, instead of what its name tells; see :data:`tearsheet.bulk.sinks.SINKS`
    :param overwrite: write anew an output that is there
    :param aside: what else is written meanwhile, and so no input where it lies among them
    :param limit: how many pages to take up, at most
    :param languages: keep articles that have an edition in one of these alone; ``zh`` is ``zh-Hans`` as well
    :param only: keep what these adapters read alone, and leave other pages unread
    :param captured_at: when pages were fetched that do not say; ``"mtime"`` for when their file was last changed
    :param on_outcome: called after each few pages with what became of them, the account so far, and how many bytes
        of the inputs are read
    :param commit_pages: after how many pages the output is brought to the disk, at the latest
    :param commit_seconds: after how many seconds it is
    :raises InputError: for arguments that cannot be, an input that is not there, an output that is, or that is an
        input, or that another run is writing
    :raises OSError: when the output cannot be written; what was noted in the journal is good

    See :func:`tearsheet.bulk.parse_many` for the other arguments.
    """
    count = check_workers(workers, time_limit, memory_limit)
    output = os.fspath(output)
    form = output_form or sinks.form_of(output)
    start = monotonic()
    summary = Summary()
    inputs = named(inputs)
    wanted = Wanted(languages=languages, adapters=tuple(only))
    find = captures.find(inputs, source_form, passed=summary.passed_over)
    check_apart(inputs, output)
    # The first is sought before an output is made: where there is none, nothing is written.
    find = others(chain(list(islice(find, 1)), find), [output, *aside], summary.passed_over)
    journal, sink = open_output(output, form, resume=resume, overwrite=overwrite)
    complete = False
    try:
        job = make_job(
            tearsheet.registry if registry is None else registry,
            adapter,
            all_of_each=all_of_each,
            fallback=fallback,
            zone=zone,
            site_lines=site_lines,
            encoder=sink.encoder,
            alone=count == 0,
            whole_feeds=True,
            wanted=wanted,
        )
        # In order, so that what is done of an input is always its beginning, and one number says it.
        how = How(
            workers=count,
            ordered=True,
            time_limit=time_limit,
            memory_limit=memory_limit,
            at_once=min(_AT_ONCE, commit_pages),
        )
        intake = _Intake(find, journal, captured_at=captured_at, limit=limit)
        committed, since = 0, start
        found = outcomes(intake, job, how)
        consistent = True
        try:
            with Shield() as shield:
                for outcome in found:
                    with shield.closed():
                        consistent = False
                        with _named(output):
                            sink.put(outcome)
                        intake.done(len(outcome.records))
                        _count(summary, outcome)
                        now = monotonic()
                        summary.before, summary.seconds = intake.before, now - start
                        if summary.pages - committed >= commit_pages or now - since >= commit_seconds:
                            with _named(output):
                                _commit(sink, journal)
                            committed, since = summary.pages, now
                        consistent = True
                    if on_outcome is not None:
                        on_outcome(outcome, summary, intake.read)
        except BaseException:
            # Also what a run wrote that ends here is good, unless it ends between the output and the account of it.
            if consistent:
                with suppress(OSError, sqlite3.Error):
                    _commit(sink, journal)
            raise
        finally:
            found.close()  # type: ignore[attr-defined]
        intake.done(0)
        with _named(output):
            _commit(sink, journal)
            sink.finish()
        complete = True
        summary.before, summary.seconds = intake.before, monotonic() - start
    finally:
        sink.close()
        if journal is not None:
            journal.close(remove=complete and not resume and limit is None)
    return summary


def _commit(sink: sinks.Sink, journal: Journal | None) -> None:
    state = sink.sync()
    if journal is not None:
        journal.commit(state)


@contextmanager
def _named(output: str) -> Iterator[None]:
    """Have an error of writing say what could not be written, which those of a full disk do not."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or output
        raise


def _count(summary: Summary, outcome: Outcome) -> None:
    for record, entry in zip(outcome.records, outcome.entries, strict=True):
        summary.pages += 1
        if isinstance(record, Record):
            summary.bytes += len(record.data)
        if entry.failure is not None:
            summary.failures[entry.failure.code] += 1
        else:
            summary.articles += entry.articles
            summary.left_out += entry.left_out
            if entry.adapter is not None:
                summary.adapters[entry.adapter] += 1
