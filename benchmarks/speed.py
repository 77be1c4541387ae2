"""What a parse costs, as ratios within one run.

    python benchmarks/speed.py [--pages N] [--peers] [--memory] [--instructions] [--check]

Times are the best of several runs of process time, so that other work on the machine weighs little. Real pages are
read from ../shared/pages/dev.tar.xz where it is there, each by the adapter that reads it for a user: that of its site,
or generic; "among 3,000" is the same with so many adapters to choose from. Made texts are read by ``generic``.
``--memory`` tells the most that a parse holds beside the bytes of the page. Lexbor takes its memory from Python, so
that tracemalloc counts the tree as well; the resident memory of the process is told beside it where Linux tells it.
``--instructions`` counts by valgrind what the same pages take, which repeats where times do not. ``--check`` exits with
1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import gc
import os
import pickle
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from unicodedata import normalize

from _quality_pages import scorer
from registry import made
from selectolax.lexbor import LexborHTMLParser

import tearsheet
from tearsheet import Page, Registry

ROOT = Path(__file__).resolve().parent.parent
ARCHIVE = ROOT.parent / "shared" / "pages" / "dev.tar.xz"
FIXTURES = ROOT / "tests" / "fixtures"
SETS = {"gne", "aed", "wcxb_article", "trafeval", "magic_article_zh"}
# Times a bare Lexbor parse: what the walk, the guard and the selectors may cost in Python at most.
GOALS = {"site adapters": 6.0, "generic": 7.5}
# Times the bytes of a page: the most memory that a parse may hold, on average and at worst.
MEMORY_GOALS = (8.0, 12.0)
CAPTURED = datetime(2026, 11, 1, 12, tzinfo=UTC)


def best(run: Callable[[], object], rounds: int = 5) -> float:
    """Return the shortest time of a call, in seconds of process time."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def best_short(run: Callable[[], object]) -> float:
    """The same for calls too short for the clock: the best mean of 20."""

    def many() -> None:
        for _ in range(20):
            run()

    return best(many) / 20


def real_pages(count: int) -> list[Page]:
    """Return pages of dev in a fixed mix, and all of those whose site has an adapter of its own."""
    if not ARCHIVE.exists():
        return []
    rows = [Page(data, url=row.get("url"), content_type="text/html") for _, row, data in scorer().load(ARCHIVE, SETS)]
    random.Random(1).shuffle(rows)
    known = [page for page in rows if by(page) != "generic"]
    return [*known, *[page for page in rows if by(page) == "generic"][: max(0, count - len(known))]]


def by(page: Page) -> str:
    """Return the name of the adapter that reads *page*."""
    return tearsheet.registry.match(Page(page.data, url=page.url, content_type=page.content_type)).name


def fixture_pages(kind: str) -> list[tuple[str, Page]]:
    """Return the made pages of *kind* (``html`` or ``txt``) with their names."""
    return [
        (f"{path.parent.parent.name}/{path.parent.name}", Page(path.read_bytes(), captured_at=CAPTURED))
        for path in sorted(FIXTURES.glob(f"*/*/page.{kind}"))
        if "several" not in (path.parent / "meta.json").read_text(encoding="utf-8")
    ]


def on_real_pages(pages: Sequence[Page]) -> dict[str, float]:
    """Print what real pages cost end to end, by who reads them; return the ratio to a bare Lexbor parse of each."""
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    own = list(tearsheet.registry.adapters.values())
    many = Registry(lambda: [*own, *map(made, range(3000 - len(own)))])
    many.match("A page", "https://nowhere.example/")
    for page in pages:
        data, url, text = page.data, page.url, page.text
        stages: dict[str, Callable[[], object]] = {
            "lexbor": lambda text=text: LexborHTMLParser(text),  # type: ignore[misc]
            "lines": lambda data=data: Page(data, content_type="text/html").lines,  # type: ignore[misc]
            "whole": lambda data=data, url=url: tearsheet.registry.read_all(data, url, content_type="text/html"),  # type: ignore[misc]
            "many": lambda data=data, url=url: many.read_all(data, url, content_type="text/html"),  # type: ignore[misc]
        }
        times = {name: best(run, 3) for name, run in stages.items()}
        name = by(page)
        for key in {name, "generic" if name == "generic" else "site adapters"}:
            sums[key].update(times)
            sums[key]["pages"] += 1
            sums[key]["bytes"] += len(data)
    print(
        f"{'read by':14} {'pages':>5} {'KB':>6} {'Lexbor ms':>10} {'lines x':>8} {'whole x':>8} {'whole ms':>9}"
        f" {'among 3,000 x':>14}"
    )
    for key, of in sorted(sums.items(), key=lambda item: item[1]["whole"] / item[1]["lexbor"]):
        n, lexbor = of["pages"], of["lexbor"]
        print(
            f"{key:14} {n:5} {of['bytes'] / n / 1000:6.0f} {1000 * lexbor / n:10.3f} {of['lines'] / lexbor:8.2f} "
            f"{of['whole'] / lexbor:8.2f} {1000 * of['whole'] / n:9.2f} {of['many'] / lexbor:14.2f}"
        )
    return {key: of["whole"] / of["lexbor"] for key, of in sums.items()}


def on_fixtures() -> tuple[float, float]:
    """Print what made pages cost with their own adapters; return the worst excess of HTML and the worst text, in ms."""
    worst_html = worst_text = 0.0
    print("made pages, whole parse with the adapter chosen by signature:")
    for name, page in fixture_pages("html"):
        text, data = page.text, page.data
        lexbor = best_short(lambda text=text: LexborHTMLParser(text))  # type: ignore[misc]
        whole = best_short(lambda data=data: tearsheet.parse(data, captured_at=CAPTURED))  # type: ignore[misc]
        excess = 1000 * (whole - 1.5 * lexbor)
        worst_html = max(worst_html, excess)
        print(f"  {name:52} {1000 * whole:7.3f} ms, Lexbor {1000 * lexbor:6.3f}, beyond 1.5 x: {excess:6.3f}")
    for name, page in fixture_pages("txt"):
        data = page.data
        whole = best_short(lambda data=data: tearsheet.parse(data, captured_at=CAPTURED))  # type: ignore[misc]
        per_6_kb = 1000 * whole / max(1.0, len(data) / 6000)
        worst_text = max(worst_text, per_6_kb)
        print(f"  {name:52} {1000 * whole:7.3f} ms for {len(data) / 1000:.1f} KB; {per_6_kb:.3f} ms at 6 KB")
    return worst_html, worst_text


WORDS = ("mill of old town", "was sold on monday", "and nobody said anything", "about it until late", "that evening")


def made_texts() -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Yield texts as dumps have them, with what each is and its goals.

    They are how many times splitting and normalising it may take to read, and how many times its bytes in memory.
    """
    draw = random.Random(1)

    def lines(size: int, least: int, most: int, end: str) -> str:
        found: list[str] = []
        while sum(map(len, found)) < size:
            found += [" ".join(draw.choices(WORDS, k=draw.randint(least, most))) + end for _ in range(size // 1000)]
        return "\n".join(found)

    for size, goals in ((6_000, (300, 20)), (100_000, (150, 15))):
        yield (
            f"dump of {size // 1000} KB",
            f"Home\nNews\nThe mill is sold\nBy Ada Poe\n{lines(size, 7, 15, '.')}\n© 2026",
            goals,
        )
    yield "short lines, 100 KB", lines(100_000, 1, 1, ""), (120, 20)
    yield "lines of one character, 100 KB", "\n".join(draw.choices("abcdefgh", k=50_000)), (120, 75)


def on_texts() -> list[str]:
    """Print what texts cost, in time and in memory; return those that miss a goal."""
    missed = []
    print("texts of any page, read by generic:")
    for name, text, (times, memory) in made_texts():
        data = text.encode()

        def run(data: bytes = data) -> object:
            return tearsheet.registry.read_all(data, content_type="text/plain")

        run()
        took = (best_short if len(data) < 20_000 else best)(run)
        least = best(lambda text=text: [normalize("NFKC", line) for line in text.splitlines()])  # type: ignore[misc]
        held = peak(run) / len(data)
        print(
            f"  {name:30} {1000 * took:8.2f} ms, {took / least:4.0f} x splitlines and NFKC (goal {times}), "
            f"memory {held:5.1f} x the text (goal {memory})"
        )
        if took > times * least or held > memory:
            missed.append(name)
    return missed


def peak(run: Callable[[], object]) -> int:
    """Return the most bytes that Python held, Lexbor with it, while *run* ran."""
    gc.collect()
    tracemalloc.start()
    try:
        run()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def resident(run: Callable[[], object]) -> int | None:
    """Return by how many bytes the process grew at most while *run* ran; ``None`` where the system does not tell."""
    try:
        gc.collect()
        ctypes.CDLL(None).malloc_trim(0)
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
        before = _status("VmRSS")
        run()
        return _status("VmHWM") - before
    except (OSError, AttributeError, TypeError):
        return None


def _status(name: str) -> int:
    rows = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return 1024 * next(int(row.split()[1]) for row in rows if row.startswith(name))


def on_memory(pages: Sequence[Page], count: int = 40) -> bool:
    """Print what the largest pages take of memory, times their bytes; return whether the goal is met."""
    chosen = sorted(pages, key=lambda page: -len(page.data))[:count]
    sums: dict[str, list[float]] = defaultdict(list)
    for page in chosen:
        data, url = page.data, page.url
        assert isinstance(data, bytes)
        runs: dict[str, Callable[[], object]] = {
            "Lexbor": lambda data=data: LexborHTMLParser(data),  # type: ignore[misc]
            "lines": lambda data=data: Page(data, content_type="text/html").lines,  # type: ignore[misc]
            "whole": lambda data=data, url=url: tearsheet.registry.read_all(data, url, content_type="text/html"),  # type: ignore[misc]
        }
        for name, run in runs.items():
            run()
            sums[f"{name}, by Python"].append(peak(run) / len(data))
            grown = resident(run)
            if grown is not None:
                sums[f"{name}, resident"].append(grown / len(data))
    size = sum(len(page.data) for page in chosen) / len(chosen) / 1000
    print(f"memory beside the page's bytes, times their number, {len(chosen)} pages of {size:.0f} KB:")
    for name, ratios in sums.items():
        print(f"  {name:20} mean {sum(ratios) / len(ratios):5.1f}, most {max(ratios):5.1f}")
    # What is allocated and never touched is no memory of the machine.
    whole = sums.get("whole, resident") or sums["whole, by Python"]
    return sum(whole) / len(whole) <= MEMORY_GOALS[0] and max(whole) <= MEMORY_GOALS[1]


STAGES = ("nothing", "lexbor", "lines", "whole")


def run_stage(stage: str, file: Path) -> None:
    """Do *stage* for each page in *file*, after what all stages need; for valgrind, which counts a process."""
    pages = pickle.loads(file.read_bytes())  # written by on_instructions
    for data, url in pages:
        tearsheet.registry.read_all(data, url, content_type="text/html")
        if stage == "lexbor":
            LexborHTMLParser(data)
        elif stage == "lines":
            _ = Page(data, content_type="text/html").lines
        elif stage == "whole":
            tearsheet.registry.read_all(data, url, content_type="text/html")


def on_instructions(pages: Sequence[Page]) -> None:
    """Print the instructions that each stage takes a page, as valgrind counts them."""
    if shutil.which("valgrind") is None or not pages:
        print("instructions: skipped, there is no valgrind or there are no pages")
        return
    counted: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "pages.pickle")
        file.write_bytes(pickle.dumps([(page.data, page.url) for page in pages]))
        for stage in STAGES:
            command = [sys.executable, __file__, "--stage", stage, "--file", str(file)]
            tool = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
            done = subprocess.run([*tool, *command], capture_output=True, text=True, check=True)
            found = re.search(r"Collected : (\d+)", done.stderr)
            assert found is not None, done.stderr
            counted[stage] = int(found[1]) / len(pages) / 1e6
    nothing, lexbor = counted["nothing"], counted["lexbor"] - counted["nothing"]
    print(f"instructions a page, {len(pages)} pages read by {by(pages[0])}: Lexbor {lexbor:.2f} M")
    for stage in STAGES[2:]:
        own = counted[stage] - nothing
        print(f"  {stage:8} {own:7.1f} M, {own / lexbor:5.2f} x")


def import_ratio() -> float:
    """Return the time of ``import tearsheet`` over that of the dependencies a parse needs."""

    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}

    def run(code: str) -> float:
        times = []
        for _ in range(7):
            probe = f"import time; t = time.perf_counter(); {code}; print(time.perf_counter() - t)"
            done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True, env=env)
            times.append(float(done.stdout))
        return min(times)

    own = run("import tearsheet")
    needed = run("import attrs, selectolax.lexbor, webencodings, datetime, re, json, urllib.parse")
    print(f"import: tearsheet {1000 * own:.1f} ms, its dependencies {1000 * needed:.1f} ms, ratio {own / needed:.2f}")
    return own / needed


def peers(pages: Sequence[bytes]) -> None:
    """Print the same pages through other extractors, as multiples of the bare Lexbor parse."""
    texts = [Page(data).text for data in pages]
    lexbor = sum(best(lambda text=text: LexborHTMLParser(text), 3) for text in texts)  # type: ignore[misc]
    runs: dict[str, Callable[[str], object]] = {}
    try:
        import trafilatura

        runs["trafilatura"] = trafilatura.extract
        runs["trafilatura, fast"] = lambda text: trafilatura.extract(text, fast=True)
    except ImportError:
        print("  trafilatura is not installed")
    try:
        from newspaper import Article as NewspaperArticle

        def newspaper(text: str) -> None:
            article = NewspaperArticle("https://example.com/a", language="en")
            article.download(input_html=text)
            article.parse()

        runs["newspaper4k"] = newspaper
    except ImportError:
        print("  newspaper4k is not installed")
    for name, run in runs.items():
        start = time.process_time()
        for text in texts:
            with contextlib.suppress(Exception):  # a peer's failure is not what is measured here
                run(text)
        print(f"  {name:24} {(time.process_time() - start) / lexbor:7.1f} x Lexbor")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--pages", type=int, default=400, help="how many real pages (default: 400)")
    arguments.add_argument("--peers", action="store_true", help="also time trafilatura and newspaper4k")
    arguments.add_argument("--memory", action="store_true", help="also tell the memory that the largest pages take")
    arguments.add_argument("--instructions", action="store_true", help="only count the instructions of 12 pages")
    arguments.add_argument("--stage", choices=STAGES, help=argparse.SUPPRESS)
    arguments.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    arguments.add_argument("--check", action="store_true", help="exit with 1 when a goal is missed")
    options = arguments.parse_args()
    if options.stage is not None:
        run_stage(options.stage, options.file)
        return
    missed = []
    pages = real_pages(options.pages)
    if options.instructions:
        on_instructions([page for page in pages if by(page) != "generic"][:6])
        on_instructions([page for page in pages if by(page) == "generic"][:6])
        return
    if pages:
        ratios = on_real_pages(pages)
        missed += [key for key, goal in GOALS.items() if ratios.get(key, 0.0) > goal]
    else:
        print(f"real pages: skipped, {ARCHIVE} is not there")
    if pages and options.memory and not on_memory(pages):
        missed.append("memory")
    missed += on_texts()
    html, text = on_fixtures()
    print(
        f"worst HTML page beyond 1.5 x Lexbor: {html:.3f} ms (goal 0.6); worst text at 6 KB: {text:.3f} ms (goal 0.6)"
    )
    if html > 0.6:
        missed.append("made HTML pages")
    if text > 0.6:
        missed.append("text exports")
    if import_ratio() > 1.5:
        missed.append("import")
    if options.peers:
        print("peers on the same pages:")
        peers(
            [page.data for page in pages[-60:] if isinstance(page.data, bytes)]
            or [bytes(page.text, "utf-8") for _, page in fixture_pages("html")]
        )
    if missed:
        print("missed:", ", ".join(missed))
    sys.exit(bool(missed and options.check))


if __name__ == "__main__":
    main()
