"""Write the figures of the quality benchmark into docs/benchmarks.md, between its marks, with date and versions.

python benchmarks/quality.py --peers --json figures.json
python benchmarks/quality_docs.py figures.json
"""

from __future__ import annotations

import argparse
import json
import platform
import re
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from _quality_pages import ROOT, peers

PAGE = ROOT / "docs" / "benchmarks.md"
MEASURES = ("F1", "title", "date", "author", "list")
PACKAGES = (
    *("selectolax", "lxml", "trafilatura", "readability-lxml", "magic-html", "newspaper4k"),
    *("gne", "goose3", "resiliparse", "boilerpy3", "jusText"),
)
Figures = dict[str, dict[str, dict[str, float]]]
HALVES = {"dev": "Pages that were looked at", "blind": "Pages that nobody looked at"}


def figures_table(ours: dict[str, dict[str, float]], others: Figures) -> str:
    """Return a table of our figures, each beside the best of any other extractor."""
    lines = [
        "| set | pages | " + " | ".join(MEASURES) + " | × Lexbor |",
        "|---|--:|" + "--:|" * (len(MEASURES) + 1),
    ]
    for name, values in sorted(ours.items()):
        cells = []
        for key in MEASURES:
            best = max([sets[name][key] for sets in others.values() if key in sets.get(name, {})], default=None)
            beside = f" ({best:.3f})" if best is not None else ""
            cells.append(f"{values[key]:.3f}{beside}" if key in values else "")
        lines.append(f"| {name} | {values['pages']:.0f} | " + " | ".join(cells) + f" | {values['x']:.1f} |")
    return "\n".join(lines)


def times_table(figures: Figures) -> str:
    """Return what each extractor of the run costs on the sets that all were run on, in bare parses."""
    lines = ["| extractor | × Lexbor |", "|---|--:|"]
    common = set.intersection(*[set(sets) for sets in figures.values()])
    pages = sum(figures["tearsheet"][name]["pages"] for name in common)
    costs = {
        name.removesuffix(" (live)"): sum(sets[each]["x"] * sets[each]["pages"] for each in common) / pages
        for name, sets in figures.items()
    }
    lines += [f"| {name} | {cost:.1f} |" for name, cost in sorted(costs.items(), key=lambda item: item[1])]
    return "\n".join(lines)


def versions() -> str:
    """Return the versions of what was run."""
    found = [f"CPython {platform.python_version()}"]
    for package in PACKAGES:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("figures", type=Path, help="what quality.py --json wrote")
    options = arguments.parse_args()
    figures: dict[str, Figures] = json.loads(options.figures.read_text(encoding="utf-8"))
    today = datetime.now(UTC).date()
    measured = f"Measured on {today.day} {today:%B %Y} with {versions()}."
    parts = [
        f"{measured} In brackets the best of the other extractors; those not run here were measured in November 2026."
    ]
    for half, caption in HALVES.items():
        if half in figures:
            live = {name: sets for name, sets in figures[half].items() if name != "tearsheet"}
            table = figures_table(figures[half]["tearsheet"], {**peers(half), **live})
            parts.append(f"{caption} (`{half}`):\n\n{table}")
    page = PAGE.read_text(encoding="utf-8")
    before = re.search(r"^\| extractor \|(?:.*\n)+?(?=\n)", page, re.MULTILINE)
    if len(figures["dev"]) > 1:
        parts.append(times_table(figures["dev"]))
    elif before is not None:
        parts.append(f"Times beside others, of an earlier run:\n\n{before[0].rstrip()}")
    text = "\n\n".join(parts)
    marks = re.compile(r"(<!-- quality -->\n).*?(<!-- end of quality -->)", re.DOTALL)
    assert marks.search(page) is not None, f"{PAGE} has no marks for the figures"
    PAGE.write_text(marks.sub(lambda match: f"{match[1]}\n{text}\n\n{match[2]}", page), encoding="utf-8")


if __name__ == "__main__":
    main()
