"""What choosing an adapter costs among 3,000, as ratios to 15 within one run.

    python benchmarks/registry.py [--adapters N] [--check]

The 15 are the built-in adapters; the others are made: each of a host of its own, half with two marks of which one must
be printed, half with two selectors. Pages are the fixtures, and real pages of ../shared/pages/dev.tar.xz where it is
there: with their URL (known; fixtures alone), with one of no site (unknown), and with none. A page is made and laid out
beforehand where choosing alone is measured, and is part of what is measured under "whole", as in a call of
``tearsheet.registry.match(data, url)``. Rounds of the two registries take turns, and the best of each counts.
``--check`` exits with 1 when a ratio of the whole is above 1.25.
"""

from __future__ import annotations

import argparse
import gc
import json
import tarfile
import time
from pathlib import Path

import tearsheet
from tearsheet import Adapter, Article, Page, Reader, Registry, Signature

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "tests" / "fixtures"
ARCHIVE = ROOT.parent / "shared" / "pages" / "dev.tar.xz"
REAL = 100
GOAL = 1.25
NOWHERE = "https://nowhere.example/2026/a-story"


class Made(Adapter):
    """An adapter that is chosen and never reads."""

    def read(self, reader: Reader) -> Article:
        raise NotImplementedError


def made(number: int) -> Adapter:
    """Return the adapter of a site that there is not."""
    words = Signature((rf"^The Herald of Town {number}$", rf"^Posted by Desk {number}\b"), at_least=1)
    elements = Signature(selectors=(f".story-of-town-{number} > p", f"#herald-{number}, [data-town='town-{number}']"))
    members = {
        "name": f"herald-{number}",
        "hosts": (f"herald{number}.example", f"herald{number}.test"),
        "paths": (r"^/news/\d+",),
        "signature": elements if number % 2 else words,
    }
    adapter: Adapter = type(f"Herald{number}", (Made,), members)()
    return adapter


def pages() -> list[tuple[bytes, str | None]]:
    """Return the fixtures with their addresses."""

    found = []
    for path in sorted(FIXTURES.glob("*/*/page.*")):
        beside = path.with_name("meta.json")
        about = json.loads(beside.read_text("utf-8")) if beside.exists() else {}
        found.append((path.read_bytes(), about.get("url")))
    return found


def real_pages() -> list[bytes]:
    """Return some real pages."""
    found: list[bytes] = []
    if ARCHIVE.exists():
        with tarfile.open(ARCHIVE) as archive:
            for member in archive:
                file = archive.extractfile(member) if member.name.endswith(".html") else None
                if file is not None:
                    found.append(file.read())
                if len(found) == REAL:
                    break
    return found


def best(registries: list[Registry], samples: list[tuple[bytes, str | None]], *, whole: bool) -> list[float]:
    """Return the least seconds a page that each registry took to choose for *samples*."""
    least = [float("inf")] * len(registries)
    for _ in range(7):
        for place, registry in enumerate(registries):
            made_before = [] if whole else [Page(data, url=url) for data, url in samples]
            for page in made_before:
                _ = page.visible, page.canonical_url
            gc.collect()
            gc.disable()
            start = time.process_time()
            if whole:
                for data, url in samples:
                    registry.match(data, url)
            else:
                for page in made_before:
                    registry.match(page)
            least[place] = min(least[place], (time.process_time() - start) / len(samples))
            gc.enable()
    return least


def main() -> int:
    parser = argparse.ArgumentParser(description="What choosing an adapter costs among many.")
    parser.add_argument("--adapters", type=int, default=3000, help="how many the large registry holds")
    parser.add_argument("--check", action="store_true", help="exit with 1 when a ratio of the whole is above 1.25")
    options = parser.parse_args()
    own = list(tearsheet.registry.adapters.values())
    few = Registry(lambda: own)
    many = Registry(lambda: [*own, *map(made, range(options.adapters - len(own)))])
    start = time.process_time()
    many.match("A page", "https://nowhere.example/")
    print(f"{len(own)} and {len(many.adapters):,} adapters; first choice {1000 * (time.process_time() - start):.0f} ms")
    found = pages()
    kinds: dict[str, list[tuple[bytes, str | None]]] = {
        "known URL": [(data, url) for data, url in found if url],
        "unknown URL": [(data, NOWHERE) for data, _ in found],
        "no URL": [(data, None) for data, _ in found],
    }
    if real := real_pages():
        kinds["unknown URL, real pages"] = [(data, NOWHERE) for data in real]
        kinds["no URL, real pages"] = [(data, None) for data in real]
    worst = 0.0
    for kind, samples in kinds.items():
        for whole in (True, False):
            one, other = best([few, many], samples, whole=whole)
            ratio = other / one
            worst = max(worst, ratio if whole else 0)
            what = "whole" if whole else "choosing alone"
            print(f"{kind}, {what}: {1000 * one:.3f} ms, {1000 * other:.3f} ms, ratio {ratio:.2f}")
    return int(options.check and worst > GOAL)


if __name__ == "__main__":
    raise SystemExit(main())
