"""What a parse costs, as ratios within one run.

    python benchmarks/speed.py [--pages N] [--peers] [--check]

Times are the best of several runs of process time, so that other work on the machine weighs little. Real pages are
read from ../shared/pages/dev.tar.xz where it is there; no site adapter knows them, so an adapter that takes every
paragraph and heading as a block of the body stands in. ``--check`` exits with 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

import tearsheet
from tearsheet import Adapter, Article, Edition, Page, Reader, Registry

ROOT = Path(__file__).resolve().parent.parent
ARCHIVE = ROOT.parent / "shared" / "pages" / "dev.tar.xz"
FIXTURES = ROOT / "tests" / "fixtures"
CAPTURED = datetime(2026, 11, 1, 12, tzinfo=UTC)


class Paragraphs(Adapter):
    """Takes paragraphs and headings as the body and drops the rest, so that the whole way of a page is paid for."""

    name = "paragraphs"

    def read(self, reader: Reader) -> Article:
        body = []
        for line in reader.lines:
            if line.tag in {"p", "h1", "h2", "h3", "h4", "blockquote", "pre"}:
                body.append(reader.block(line, "body"))
            else:
                reader.drop(line, "other")
        edition = Edition(language="en", title=reader.page.title or "untitled", body=tuple(body))
        return Article(adapter=self.name, editions=(edition,))


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


def real_pages(count: int) -> list[bytes]:
    if not ARCHIVE.exists():
        return []
    with tarfile.open(ARCHIVE, "r:xz") as tar:
        pages = [
            (tar.extractfile(member) or sys.exit(f"cannot read {member.name}")).read()
            for member in tar
            if "/html/" in member.name and member.size
        ]
    random.Random(1).shuffle(pages)
    return pages[:count]


def fixture_pages(kind: str) -> list[tuple[str, Page]]:
    """Return the made pages of *kind* (``html`` or ``txt``) with their names."""
    return [
        (f"{path.parent.parent.name}/{path.parent.name}", Page(path.read_bytes(), captured_at=CAPTURED))
        for path in sorted(FIXTURES.glob(f"*/*/page.{kind}"))
        if "several" not in (path.parent / "meta.json").read_text(encoding="utf-8")
    ]


def on_real_pages(pages: Sequence[bytes]) -> tuple[float, float]:
    """Print what real pages cost end to end; return mean excess over 1.5 times Lexbor in ms, and the ratio."""
    registry = Registry()
    registry.register(Paragraphs)
    lexbor = whole = lines = 0.0
    size = 0
    for data in pages:
        text = Page(data).text
        lexbor += best(lambda text=text: LexborHTMLParser(text), 3)  # type: ignore[misc]
        whole += best(lambda data=data: registry.parse(data, adapter="paragraphs", content_type="text/html"), 3)  # type: ignore[misc]
        lines += best(lambda data=data: Page(data, content_type="text/html").lines, 3)  # type: ignore[misc]
        size += len(data)
    n = len(pages)
    excess = 1000 * (whole - 1.5 * lexbor) / n
    print(f"real pages: {n}, {size / n / 1000:.0f} KB each on average")
    print(f"  bare Lexbor parse        {1000 * lexbor / n:8.3f} ms a page")
    print(f"  bytes to lines           {1000 * lines / n:8.3f} ms  = {lines / lexbor:.2f} x Lexbor")
    print(f"  bytes to Article         {1000 * whole / n:8.3f} ms  = {whole / lexbor:.2f} x Lexbor")
    print(f"  beyond 1.5 x Lexbor      {excess:8.3f} ms  (goal: at most 0.6)")
    return excess, whole / lexbor


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
    arguments.add_argument("--check", action="store_true", help="exit with 1 when a goal is missed")
    options = arguments.parse_args()
    missed = []
    pages = real_pages(options.pages)
    if pages:
        excess, _ = on_real_pages(pages)
        if excess > 0.6:
            missed.append("real pages")
    else:
        print(f"real pages: skipped, {ARCHIVE} is not there")
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
        peers(pages[:60] or [bytes(page.text, "utf-8") for _, page in fixture_pages("html")])
    if missed:
        print("missed:", ", ".join(missed))
    sys.exit(bool(missed and options.check))


if __name__ == "__main__":
    main()
