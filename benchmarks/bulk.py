"""What reading many pages costs: processes, memory, WARC to Parquet, growth.

    python benchmarks/bulk.py [--pages N] [--long] [--check] [PART ...]

PART is one or more of overhead, archive, size, length, peers; all but peers by default. CPU time is that of this
process and of the workers together, so that other work on the machine weighs little; wall time is told beside it and is
the best of several runs. Pages are the made ones of tests/fixtures, filled up with script to the size asked for, each a
copy of its own, so that no cache holds them. ``--check`` exits with 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import gzip
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue

import tearsheet
from tearsheet import captures
from tearsheet.bulk.flow import Flow
from tearsheet.bulk.job import Wire, make_job
from tearsheet.bulk.many import results_of
from tearsheet.bulk.pool import How, Pool
from tearsheet.bulk.records import as_record
from tearsheet.bulk.run import run

ROOT = Path(__file__).resolve().parent.parent
MISSED: list[str] = []


def made_pages() -> list[bytes]:
    """Return the HTML of the fixtures that hold one article and that an adapter other than ``generic`` knows."""
    pages = []
    for path in sorted((ROOT / "tests" / "fixtures").glob("*/*/page.html")):
        data = path.read_bytes()
        try:
            tearsheet.parse(data, fallback=False)
        except tearsheet.TearsheetError:
            continue
        pages.append(data)
    return pages


def of_size(page: bytes, size: int) -> bytes:
    """Return *page* filled up to *size* with script, as most of a page of news is."""
    if len(page) >= size:
        return page
    room = size - len(page) - len(b"<script></script>")
    script = b"".join(b"var a%d=%d;" % (number, number * 7919 % 1000003) for number in range(room // 8))[:room]
    at = page.rfind(b"</body>")
    return page[:at] + b"<script>" + script + b"</script>" + page[at:]


def corpus(count: int, size: int = 20_000) -> list[bytes]:
    pages = [of_size(page, size) for page in made_pages()]
    # bytes(bytearray()) is a copy.
    return [bytes(bytearray(pages[number % len(pages)])) for number in range(count)]


def cpu() -> float:
    """Return the CPU seconds of this process and of its children that have ended."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def measured(*calls: Callable[[], object], rounds: int = 5) -> list[tuple[float, float]]:
    """Return the least CPU and wall seconds of each of *calls*, which take turns so that all meet the same machine."""
    times: list[list[tuple[float, float]]] = [[] for _ in calls]
    for _ in range(rounds):
        for call, taken in zip(calls, times, strict=True):
            start, begun = cpu(), time.perf_counter()
            call()
            taken.append((cpu() - start, time.perf_counter() - begun))
    return [(min(used for used, _ in taken), min(wall for _, wall in taken)) for taken in times]


def loop(pages: list[bytes]) -> None:
    for page in pages:
        tearsheet.parse(page)


def drain(results: Iterator[object]) -> None:
    for _ in results:
        pass


def goal(name: str, value: float, *, at_most: float | None = None, at_least: float | None = None) -> str:
    bad = (at_most is not None and value > at_most) or (at_least is not None and value < at_least)
    if bad:
        MISSED.append(name)
    return (
        f"(goal: {'at most' if at_most is not None else 'at least'} {at_most or at_least}{'; MISSED' if bad else ''})"
    )


class Running:
    """Worker processes that are started and warm, as in the middle of a run."""

    def __init__(self, workers: int) -> None:
        self._inbox: SimpleQueue[object] = SimpleQueue()
        how = How(workers=workers, time_limit=30.0)
        job = make_job(
            tearsheet.registry, None, all_of_each=False, fallback=True, zone=None, site_lines=None, encoder=Wire()
        )
        self._pool = Pool(job, how, self._inbox.put)
        self._flow = Flow(self._pool, how)
        self.close = self._pool.close

    def read(self, pages: list[bytes]) -> tuple[float, float, float]:
        """Do what parse_many does; return the CPU seconds of this process, those of the workers, and wall seconds."""
        clocks = [(~child.pid << 3) | 2 for child in multiprocessing.active_children() if child.pid is not None]
        caller, begun, before = time.process_time(), time.perf_counter(), sum(map(time.clock_gettime, clocks))
        for place, page in enumerate(pages):
            self._flow.add(as_record(page, place))
            while self._flow.full or not self._inbox.empty():
                self._take()
        self._flow.flush()
        while self._flow.pending:
            self._take()
        used = sum(map(time.clock_gettime, clocks)) - before
        return time.process_time() - caller, used, time.perf_counter() - begun

    def _take(self) -> None:
        for outcome in self._flow.back(self._inbox.get()):
            drain(results_of(outcome, "yield"))


_LOOP = """
import sys, time
sys.path.insert(0, sys.argv[1])
import bulk
pages = bulk.corpus(int(sys.argv[2]))
bulk.loop(pages[:100])
for _ in sys.stdin:
    used, begun = time.process_time(), time.perf_counter()
    bulk.loop(pages)
    print(time.process_time() - used, time.perf_counter() - begun, flush=True)
"""


class Loops:
    """Bare loops in processes of their own, which share nothing."""

    def __init__(self, count: int, pages: int) -> None:
        command = [sys.executable, "-c", _LOOP, str(Path(__file__).parent), str(pages)]
        self._processes = [
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(count)
        ]

    def read(self) -> tuple[float, float, float]:
        """Have each read its pages, side by side; return what :meth:`Running.read` does."""
        for process in self._processes:
            assert process.stdin is not None
            process.stdin.write("\n")
            process.stdin.flush()
        taken = []
        for process in self._processes:
            assert process.stdout is not None
            taken.append(tuple(map(float, process.stdout.readline().split())))
        return 0.0, sum(used for used, _ in taken), max(wall for _, wall in taken)

    def close(self) -> None:
        for process in self._processes:
            process.communicate()


def overhead(count: int) -> None:
    """Compare parse_many with bare loops: as many side by side as it has workers, since cores share caches.

    All are started beforehand, read a few pages at a time and take turns, many times over; the least of each counts.
    """
    each = 108
    rounds = max(5, count // each)
    pages = corpus(2 * each)
    print(f"overhead: {rounds} turns of {each} pages a process, of {sum(map(len, pages)) / len(pages) / 1000:.1f} KB")
    best: dict[tuple[str, int], list[float]] = {}
    for workers in (1, 2):  # one after the other, so that every child of this process is at work
        loops, running = Loops(workers, each), Running(workers)
        few = pages[: workers * each]
        try:
            for _ in range(3):
                loops.read()
                running.read(few)
            turns: dict[str, list[tuple[float, float, float]]] = {"loop": [], "many": []}
            for _ in range(rounds):
                turns["loop"].append(loops.read())
                turns["many"].append(running.read(few))
        finally:
            loops.close()
            running.close()
        for what, taken in turns.items():
            best[what, workers] = [
                1e6 * value / len(few)
                for value in (*min(taken, key=lambda turn: turn[0] + turn[1])[:2], min(wall for *_, wall in taken))
            ]
    for workers in (1, 2):
        (_, bare, bare_wall), (caller, used, wall) = best["loop", workers], best["many", workers]
        more = (caller + used) / bare - 1
        print(f"  {workers} bare loops   {bare:6.0f} us CPU a page; wall {bare_wall:6.0f} us")
        print(
            f"  parse_many({workers})  {caller + used:6.0f} us CPU a page, {caller:.0f} of it in the caller; "
            f"wall {wall:6.0f} us"
        )
        print(f"    CPU beyond the loops {more:+.1%} {goal(f'overhead with {workers}', more, at_most=0.10)}")
    ratio = best["many", 1][2] / best["many", 2][2]
    most = best["loop", 1][2] / best["loop", 2][2]
    print(f"  two processes are {ratio:.2f} x one by the clock {goal('two processes', ratio, at_least=1.8)}")
    print(f"  two bare loops that share nothing are {most:.2f} x one: so much the machine gives just now")
    print(f"  peak memory of a worker: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")


def report(count: int, size: int, used: float, wall: float) -> str:
    rate = f"{count / wall:6.0f} pages/s, {size / wall / 1e6:5.1f} MB/s"
    return f"{1e6 * used / count:7.0f} us CPU a page; wall {wall:6.2f} s, {rate}"


def write_warc(path: Path, pages: list[bytes]) -> None:
    """Write an archive as crawlers do: a member of gzip for each record."""
    with path.open("wb") as file:
        for number, page in enumerate(pages):
            block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
            head = (
                "WARC/1.0\r\nWARC-Type: response\r\n"
                f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
                "WARC-Date: 2026-11-01T12:00:00Z\r\n"
                f"WARC-Target-URI: https://example.com/{number}\r\n"
                "Content-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(block)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + block + b"\r\n\r\n", 6))


def archive(count: int) -> None:
    """Compare WARC.gz to Parquet, end to end, with parsing alone."""
    pages = corpus(count)
    size = sum(map(len, pages))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "pages.warc.gz")
        write_warc(path, pages)
        print(
            f"WARC.gz to Parquet: {count:,} pages of {size / count / 1000:.1f} KB, "
            f"{path.stat().st_size / 1e6:.0f} MB packed"
        )
        output = str(Path(folder, "a.parquet"))

        def convert(workers: int, path: Path = path) -> None:
            run([str(path)], output, workers=workers, overwrite=True)

        one = Path(folder, "one.warc.gz")
        write_warc(one, pages[:1])
        convert(0)  # imports what it needs
        (alone, _), (started, _), (bare, bare_wall), *whole = measured(
            lambda: convert(0, one),
            lambda: convert(1, one),
            lambda: loop(pages),
            lambda: convert(0),
            lambda: convert(1),
            lambda: convert(2),
            rounds=3,
        )
        start = started - alone
        print(f"  parsing alone          {report(count, size, bare, bare_wall)}")
        for workers, (used, wall) in enumerate(whole):
            share = bare / (used - workers * start)
            print(f"  end to end, {workers} workers  {report(count, size, used, wall)}")
            said = goal("WARC to Parquet", share, at_least=0.6)
            print(f"    {share:.0%} of parsing alone, by CPU, without starting workers ({start:.2f} s each) {said}")
        beside_trafilatura(path, whole[0][0] / count)


def beside_trafilatura(path: Path, own: float) -> None:
    """Compare the text alone, by trafilatura, from the archive at *path* with *own*, seconds of a page to Parquet."""
    try:
        from trafilatura import extract
    except ImportError:
        return
    records = [each for each in captures.read(captures.source_of(str(path))) if isinstance(each, captures.Record)][:300]
    for name, fast in (("text only", False), ("text only, fast", True)):
        begun = time.process_time()
        for record in records:
            with suppress(Exception):
                extract(record.page().text, fast=fast)
        taken = (time.process_time() - begun) / len(records)
        times = f"{taken / own:.1f} x that of 0 workers, to Parquet"
        print(f"  trafilatura, {name:15} {1e6 * taken:7.0f} us CPU a page, {times}")


def by_size() -> None:
    """Show that a page costs what its bytes cost, from 1 KB to 10 MB."""
    print("cost as pages grow, in CPU, one worker that is running")
    running = Running(1)
    running.read(corpus(100))
    try:
        for size in (1_000, 10_000, 100_000, 1_000_000, 10_000_000):
            count = max(2, min(216, 20_000_000 // size))
            pages = corpus(count, size)
            whole = sum(map(len, pages))
            turns = [(bare_seconds(pages), *running.read(pages)) for _ in range(3)]
            bare = min(turn[0] for turn in turns)
            used = min(caller + worker for _, caller, worker, _ in turns)
            print(
                f"  {whole / count / 1000:8.1f} KB: {1e3 * used / count:8.2f} ms a page, "
                f"{whole / 1e6 / used:6.1f} MB/s; bare loop {1e3 * bare / count:8.2f} ms"
            )
    finally:
        running.close()


def bare_seconds(pages: list[bytes]) -> float:
    begun = time.process_time()
    loop(pages)
    return time.process_time() - begun


_LENGTH = """
import resource, sys
from tearsheet.bulk import parse_many
page = open(sys.argv[2], "rb").read()
pages = (bytes(bytearray(page)) for _ in range(int(sys.argv[1])))
if __name__ == "__main__":
    done = sum(result.ok for result in parse_many(pages, workers=2))
    peaks = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(done, *(peak // 1024 for peak in peaks))
"""


def length(*, long: bool) -> None:
    """Show that memory does not grow with the run: peak of this process and of a worker, in MB."""
    print("memory as the run grows (pages of 1 to 2 KB, two workers)")
    small = min((ROOT / "tests" / "fixtures").glob("*/*/page.*"), key=lambda path: path.stat().st_size)
    peaks = []
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "length.py")
        script.write_text(_LENGTH)
        for count in (1_000, 10_000, 100_000, *((1_000_000,) if long else ())):
            begun = time.perf_counter()
            done = subprocess.run(
                [sys.executable, str(script), str(count), str(small)], capture_output=True, text=True, check=True
            )
            read, parent, worker = map(int, done.stdout.split())
            peaks.append(parent + worker)
            print(
                f"  {read:9,} pages: this process {parent} MB, a worker {worker} MB; "
                f"{count / (time.perf_counter() - begun):,.0f} pages/s with the start"
            )
    growth = peaks[-1] / peaks[1]
    print(f"  the longest takes {growth:.2f} x what 10,000 do {goal('flat memory', growth, at_most=1.1)}")


def peers(count: int) -> None:
    """Compare pages/s with those of other extractors, in one process, by CPU."""
    from _bulk_peers import known_pages, rates

    every: dict[str, list[tuple[bytes, str | None]]] = {
        f"made pages of {size // 1000} KB and more": [(page, None) for page in corpus(min(count, most), size)]
        for size, most in ((0, 200), (20_000, 200), (100_000, 100))
    }
    every["real pages"] = known_pages()
    for what, pages in every.items():
        if not pages:
            print(f"peers: {what}: there are none here")
            continue
        print(f"peers: {len(pages)} {what}, {sum(len(data) for data, _ in pages) / len(pages) / 1000:.1f} KB each")
        own = 0.0
        for name, rate in rates(pages):
            own = own or rate
            said = goal(f"trafilatura, {what}", own / rate, at_least=10) if name == "trafilatura" else ""
            print(f"  {name:28}{rate:7.0f} pages/s; tearsheet {own / rate:5.1f} x that {said}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("parts", nargs="*", metavar="PART", default=["overhead", "archive", "size", "length"])
    arguments.add_argument("--pages", type=int, default=4000, help="how many pages (default: 4000)")
    arguments.add_argument("--long", action="store_true", help="also a run of a million pages")
    arguments.add_argument("--check", action="store_true", help="exit with 1 when a goal is missed")
    options = arguments.parse_args()
    parts: dict[str, Callable[[], None]] = {
        "overhead": lambda: overhead(options.pages),
        "archive": lambda: archive(options.pages),
        "size": by_size,
        "length": lambda: length(long=options.long),
        "peers": lambda: peers(options.pages),
    }
    for part in options.parts:
        parts[part]()
    if MISSED:
        print("missed:", ", ".join(MISSED))
    sys.exit(bool(MISSED and options.check))


if __name__ == "__main__":
    main()
