"""Many pages in, many results out: :func:`parse_many`, and :func:`aparse_many` for event loops."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Iterable, Iterator
from datetime import datetime, tzinfo
from typing import Literal

import tearsheet
from tearsheet.adapters.registry import Registry
from tearsheet.bulk.flow import Flow, outcomes
from tearsheet.bulk.job import Job, Wire, articles_of, make_job
from tearsheet.bulk.pool import How, Outcome, Pool, check_workers
from tearsheet.bulk.records import PageFailed, PageLike, PageRead, Record, Result, as_record, failure_of
from tearsheet.errors import FormatError, InputError
from tearsheet.model.zones import check_captured_at
from tearsheet.page import Page
from tearsheet.reading.adapter import Adapter
from tearsheet.reading.site_lines import SiteLines

OnError = Literal["yield", "raise", "skip"]
_BATCH = 64  # pages between which the loop of asyncio may turn


def parse_many(
    pages: Iterable[PageLike],
    *,
    workers: int | None = None,
    ordered: bool = False,
    on_error: OnError = "yield",
    adapter: str | Adapter | type[Adapter] | None = None,
    registry: Registry | None = None,
    captured_at: datetime | None = None,
    zone: str | tzinfo | None = None,
    site_lines: SiteLines | None = None,
    all_of_each: bool = False,
    fallback: bool = True,
    time_limit: float | None = 30.0,
    memory_limit: int | None = None,
) -> Iterator[Result]:
    """Read many pages in several processes; yield a :data:`Result` for each.

    Memory does not grow with the number of pages: at most 256 pages a worker, or 8 MB of them, are taken from *pages*
    before one is given back. A page that kills its worker, or takes too long, costs itself alone. No process is left
    when the iterator is closed or thrown away, or the program is interrupted.

    A script has to call it under ``if __name__ == "__main__":``, as everything that starts processes anew.

    :param pages: bytes, str, :class:`~tearsheet.Page`, ``(id, page)`` or :class:`Record`, from any iterable; it is
        read in the calling thread
    :param workers: how many processes; by default one a processor; 0 reads in this process, where no page can be
        ended
    :param ordered: yield in the order of *pages*; by default as they come. One slow page then holds up the others
    :param on_error: ``"yield"`` a result with its failure, ``"raise"`` the error, or ``"skip"`` the page
    :param adapter: read with this one instead of choosing: its name, or itself
    :param registry: choose among its adapters; by default those of ``tearsheet.registry``. Their classes have to stand
        at the top of modules that the workers can import
    :param captured_at: when the pages were fetched that do not say it themselves
    :param zone: the clock of pages that do not tell their own; see :meth:`tearsheet.Registry.read`
    :param site_lines: what the sites of the pages print on every page; ``generic`` leaves it out
    :param all_of_each: read each article of pages that hold several; otherwise such a page is a failure that says so
    :param fallback: whether ``generic`` may read a page that no other adapter knows
    :param time_limit: seconds that a page may take, give or take a tenth; ``None`` for any time
    :param memory_limit: bytes of address space that a worker may have, not on Windows; ``None`` for any
    :raises InputError: at once, for arguments that cannot be
    :raises WorkerStartError: when no worker can be started
    :raises TearsheetError: with ``on_error="raise"``, that of the first page that fails
    """
    _refuse_one_page(pages)
    job, how = _checked(
        workers=workers,
        ordered=ordered,
        on_error=on_error,
        adapter=adapter,
        registry=registry,
        captured_at=captured_at,
        zone=zone,
        site_lines=site_lines,
        all_of_each=all_of_each,
        fallback=fallback,
        time_limit=time_limit,
        memory_limit=memory_limit,
    )
    records = (as_record(page, place, captured_at) for place, page in enumerate(pages))
    return _results(outcomes(records, job, how), on_error)


def _results(found: Iterator[Outcome], on_error: OnError) -> Iterator[Result]:
    try:
        for outcome in found:
            yield from results_of(outcome, on_error)
    finally:
        found.close()  # type: ignore[attr-defined]


def results_of(outcome: Outcome, on_error: OnError) -> Iterator[Result]:
    """Yield the result of each page of *outcome*, whose articles :class:`Wire` sent."""
    sent = iter(outcome.packed or ())
    for record, entry in zip(outcome.records, outcome.entries, strict=True):
        failure = entry.failure
        if failure is None:
            assert isinstance(record, Record)
            try:
                yield PageRead(id=record.id, url=record.url, articles=articles_of(next(sent), record))
                continue
            except FormatError as error:
                failure = failure_of(error, id=record.id, url=record.url)
        if on_error == "raise":
            raise failure.error
        if on_error == "yield":
            yield PageFailed(id=failure.id, url=failure.url, failure=failure)


async def aparse_many(
    pages: Iterable[PageLike] | AsyncIterable[PageLike],
    *,
    workers: int | None = None,
    ordered: bool = False,
    on_error: OnError = "yield",
    adapter: str | Adapter | type[Adapter] | None = None,
    registry: Registry | None = None,
    captured_at: datetime | None = None,
    zone: str | tzinfo | None = None,
    site_lines: SiteLines | None = None,
    all_of_each: bool = False,
    fallback: bool = True,
    time_limit: float | None = 30.0,
    memory_limit: int | None = None,
) -> AsyncGenerator[Result, None]:
    """Do what :func:`parse_many` does in an event loop, which goes on while pages are read.

    *pages* may be asynchronous, and is asked for the next page only when there is room for it. Where it is slow, as a
    crawler is, pages are read as they come. Close the generator (``contextlib.aclosing``) when leaving it early.

    See :func:`parse_many` for the arguments and errors; ``workers=0`` would stop the loop, and is refused.
    """
    _refuse_one_page(pages)
    job, how = _checked(
        workers=workers,
        ordered=ordered,
        on_error=on_error,
        adapter=adapter,
        registry=registry,
        captured_at=captured_at,
        zone=zone,
        site_lines=site_lines,
        all_of_each=all_of_each,
        fallback=fallback,
        time_limit=time_limit,
        memory_limit=memory_limit,
    )
    if how.workers == 0:
        raise InputError("aparse_many needs processes of its own: workers from 1")
    loop = asyncio.get_running_loop()
    inbox: asyncio.Queue[object] = asyncio.Queue()

    def deliver(what: object) -> None:
        loop.call_soon_threadsafe(inbox.put_nowait, what)

    pool = Pool(job, how, deliver)
    flow = Flow(pool, how)
    taking = asyncio.create_task(_take(pages, captured_at, flow, room := asyncio.Event(), inbox))
    try:
        while flow.pending or not taking.done() or not inbox.empty():
            delivered = await inbox.get()
            if delivered is None:  # the source has ended
                continue
            for outcome in flow.back(delivered):
                if not flow.full:
                    room.set()
                for result in results_of(outcome, on_error):
                    yield result
        await taking
    finally:
        taking.cancel()
        await asyncio.gather(taking, return_exceptions=True)
        # Ending processes takes a moment, which belongs to the loop.
        await asyncio.to_thread(pool.close)


def _refuse_one_page(pages: object) -> None:
    """Raise for a page where pages have to be, since its characters are none, and for what holds none.

    :raises InputError: it says what to pass
    """
    if isinstance(pages, bytes | str | Page | Record):
        raise InputError("pages is one page: put it into a list, or read it with tearsheet.parse")
    if not isinstance(pages, Iterable | AsyncIterable) and not hasattr(pages, "__getitem__"):
        raise InputError(f"pages is {pages!r:.60}: give pages one by one, as a list or a generator does")


async def _take(
    pages: Iterable[PageLike] | AsyncIterable[PageLike],
    captured_at: datetime | None,
    flow: Flow,
    room: asyncio.Event,
    inbox: asyncio.Queue[object],
) -> None:
    """Take pages as there is room for them, and send what is kept when the next does not come at once."""
    try:
        place = 0
        loop = asyncio.get_running_loop()
        timer: asyncio.TimerHandle | None = None
        async for page in pages if isinstance(pages, AsyncIterable) else _slowly(pages):
            flow.add(as_record(page, place, captured_at))
            place += 1
            if timer is not None:
                timer.cancel()
            timer = loop.call_later(0.01, flow.flush)
            while flow.full:
                room.clear()
                await room.wait()
    finally:
        flow.flush()
        inbox.put_nowait(None)


async def _slowly(pages: Iterable[PageLike]) -> AsyncIterator[PageLike]:
    for place, page in enumerate(pages):
        if place % _BATCH == 0:
            await asyncio.sleep(0)
        yield page


def _checked(
    *,
    workers: int | None,
    ordered: bool,
    on_error: OnError,
    adapter: str | Adapter | type[Adapter] | None,
    registry: Registry | None,
    captured_at: datetime | None,
    zone: str | tzinfo | None,
    site_lines: SiteLines | None,
    all_of_each: bool,
    fallback: bool,
    time_limit: float | None,
    memory_limit: int | None,
) -> tuple[Job, How]:
    count = check_workers(workers, time_limit, memory_limit)
    if on_error not in {"yield", "raise", "skip"}:
        raise InputError(f'on_error is {on_error!r}: "yield", "raise" or "skip"')
    check_captured_at(captured_at)
    job = make_job(
        tearsheet.registry if registry is None else registry,
        adapter,
        all_of_each=all_of_each,
        fallback=fallback,
        zone=zone,
        site_lines=site_lines,
        encoder=Wire(),
        alone=count == 0,
    )
    return job, How(workers=count, ordered=ordered, time_limit=time_limit, memory_limit=memory_limit)
