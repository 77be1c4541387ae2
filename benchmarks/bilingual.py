"""How many bilingual lines are cut in the right place, and how long a cut takes.

    python benchmarks/bilingual.py [--misses]

Two sets: the lines beside the repository (``../shared/cases/bilingual.jsonl``), which a plain checkout does not have
and which are then skipped, and the lines of the tests. A miss that carries no ambiguity warning is worse than one that
does; a warning on a right cut is noise.

Exit status 1 when a figure is below its floor.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import timeit
from collections.abc import Iterator
from pathlib import Path

from tearsheet.text.bilingual import split
from tearsheet.text.language import detect, dominant

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "cases" / "bilingual.jsonl"
OWN = ROOT / "tests" / "bilingual_lines.txt"
FLOOR_SHARED, FLOOR_OWN = 0.965, 0.98

GAP = re.compile(r"\s*(?:[/|·•‧・／｜\-–—－]\s*)?")
# kind, line, its halves or None where it is in one language
Case = tuple[str, str, tuple[str, str] | None]


def shared() -> Iterator[Case]:
    for line in SHARED.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        yield case["note"], case["text"], (case["en"], case["zh"])


def own() -> Iterator[Case]:
    kind = ""
    for line in OWN.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            kind = line[2:]
        elif line:
            first, mark, rest = line.partition("¦")
            gap = GAP.match(rest)
            yield kind, first + rest, (first, rest[gap.end() :]) if mark and gap else None


def score(name: str, cases: list[Case], *, show: bool) -> float:
    right = noise = warned = 0
    misses = []
    for kind, text, expected in cases:
        found = split(text)
        halves = found and (found.first, found.second)
        ambiguous = found is not None and found.ambiguous
        if halves == expected:
            right += 1
            noise += ambiguous
        else:
            warned += ambiguous
            misses.append(f"    {'warned' if ambiguous else 'SILENT'}  {kind}: {expected} read as {halves}")
    print(f"{name}: {right} of {len(cases)} right ({right / len(cases):.1%}), {noise} of them with a needless warning;")
    print(f"  {len(misses)} missed, {warned} of them with a warning")
    if show:
        print("\n".join(misses))
    return right / len(cases)


def speed() -> None:
    english = " ".join(f"The council heard the {word} report and put off the vote." for word in OWN.stem.split("_") * 6)
    chinese = "市议会听取了港口报告,并推迟了AI项目的表决,各方对此看法不一。" * 7
    long = f"{english[:500]} AI{chinese}"
    samples = {
        "label": "Quality 质量",
        "title": "Harbour vote put off again 港口表决再度推迟",
        "lead-in": "Harbour Watch wins prize Harbour Watch 获奖",
        f"{len(long)} characters": long,
        "Chinese paragraph": chinese,
    }
    for name, text in samples.items():
        show(f"split, {name}", timeit.repeat(lambda text=text: split(text), number=20, repeat=200))  # type: ignore[misc]
    show("split, at the limit", timeit.repeat(lambda: split(long, limit=500), number=20, repeat=200))
    for name, text in {"English": english[:500], "Chinese": chinese[:500]}.items():
        show(f"detect, 500 of {name}", timeit.repeat(lambda text=text: detect(text), number=20, repeat=200))  # type: ignore[misc]
        show(f"dominant, 500 of {name}", timeit.repeat(lambda text=text: dominant(text), number=20, repeat=200))  # type: ignore[misc]


def show(name: str, seconds: list[float]) -> None:
    print(f"  {name}: {min(seconds) / 20 * 1e6:.1f} µs")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="print the lines that are missed")
    options = parser.parse_args()
    good = score("lines of the tests", list(own()), show=options.misses) >= FLOOR_OWN
    if SHARED.exists():
        good &= score("lines beside the repository", list(shared()), show=options.misses) >= FLOOR_SHARED
    else:
        print(f"lines beside the repository: skipped, {SHARED} is not there")
    speed()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
