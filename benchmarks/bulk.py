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
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import tearsheet
from tearsheet.bulk import parse_many
from tearsheet.bulk.run import run

ROOT = Path(__file__).resolve().parent.parent
MISSED: list[str] = []


def made_pages() -> list[bytes]:
    """Return the HTML of the fixtures that hold one article."""
    pages = []
    for path in sorted((ROOT / "tests" / "fixtures").glob("*/*/page.html")):
        data = path.read_bytes()
        try:
            tearsheet.parse(data)
        except tearsheet.TearsheetError:
            continue
        pages.append(data)
    return pages


def of_size(page: bytes, size: int) -> bytes:
    """Return *page* filled up to *size* with script, as most of a page of news is."""
    script = b"".join(
        b"var a%d=%d;" % (number, number * 7919 % 1000003) for number in range(max(0, size - len(page)) // 16)
    )
    at = page.rfind(b"</body>")
    return page[:at] + b"<script>" + script + b"</script>" + page[at:] if len(page) < size else page


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


def overhead(count: int) -> None:
    pages = corpus(count)
    size = sum(map(len, pages))
    print(f"overhead: {count:,} pages of {size / count / 1000:.1f} KB")
    loop(pages[:200])
    (start, _), (bare, bare_wall), *many = measured(
        lambda: drain(parse_many(pages[:1], workers=1)),
        lambda: loop(pages),
        lambda: drain(parse_many(pages, workers=1)),
        lambda: drain(parse_many(pages, workers=2)),
    )
    print(f"  bare loop      {report(count, size, bare, bare_wall)}")
    for workers, (used, wall) in enumerate(many, 1):
        running = (used - workers * start) / bare - 1
        print(f"  parse_many({workers})  {report(count, size, used, wall)}")
        said = goal(f"overhead with {workers}", running, at_most=0.10)
        print(f"    CPU beyond the loop, without starting workers ({start:.2f} s each): {running:+.1%} {said}")
    ratio, most = (many[0][1] - start) / (many[1][1] - start), ceiling()
    print(
        f"  two processes are {ratio:.2f} x one by the clock, once started {goal('two processes', ratio, at_least=1.8)}"
    )
    print(f"  two loops without this library side by side are {most:.2f} x one: so much the machine gives just now")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"  peak memory of a worker: {peak:.0f} MB")


_LOOP = """
import sys, time
sys.path.insert(0, sys.argv[1])
import bulk
pages = bulk.corpus(1000)
bulk.loop(pages[:100])
print(flush=True)
input()
begun = time.perf_counter()
bulk.loop(pages)
print(time.perf_counter() - begun)
"""


def ceiling() -> float:
    """Return how much faster two processes are than one that share nothing: what this machine gives."""

    def seconds(count: int) -> float:
        command = [sys.executable, "-c", _LOOP, str(Path(__file__).parent)]
        loops = [
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(count)
        ]
        for each in loops:
            assert each.stdout is not None
            each.stdout.readline()
        for each in loops:
            assert each.stdin is not None
            each.stdin.write("\n")
            each.stdin.flush()
        return max(float(each.communicate()[0]) for each in loops)

    return max(2 * seconds(1) / seconds(2) for _ in range(3))


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


def by_size() -> None:
    """Show that a page costs what its bytes cost, from 1 KB to 10 MB."""
    print("cost as pages grow")
    for size in (1_000, 10_000, 100_000, 1_000_000, 9_900_000):
        count = max(2, min(2000, 20_000_000 // size))
        pages = corpus(count, size)
        whole = sum(map(len, pages))
        (start, _), (used, _), (bare, _) = measured(
            lambda: drain(parse_many(pages[:1], workers=1)),  # noqa: B023 - called before the next turn
            lambda: drain(parse_many(pages, workers=1)),  # noqa: B023
            lambda: loop(pages),  # noqa: B023
            rounds=2,
        )
        print(
            f"  {whole / count / 1000:8.1f} KB: {1e3 * (used - start) / count:8.2f} ms a page, "
            f"{whole / 1e6 / max(used - start, 1e-9):6.1f} MB/s of CPU; bare loop {1e3 * bare / count:8.2f} ms"
        )


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
    """Print pages/s of trafilatura on the same pages, in one process, by CPU."""
    import trafilatura

    pages = corpus(min(count, 300))
    ((own, _),) = measured(lambda: loop(pages))
    start = time.process_time()
    for page in pages:
        trafilatura.extract(page)
    theirs = time.process_time() - start
    ratio = theirs / own
    print(f"peers: tearsheet {len(pages) / own:.0f} pages/s, trafilatura {len(pages) / theirs:.0f} pages/s of CPU")
    print(f"  {ratio:.1f} x trafilatura {goal('trafilatura', ratio, at_least=10)}")


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
