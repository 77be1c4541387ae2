"""Draw what the quality benchmark found: F1 of the body against the time of a page, one mark an extractor.

    python benchmarks/quality.py --peers --json figures.json
    python benchmarks/quality_plot.py figures.json docs/_static/quality.svg

Needs the extra ``benchmark`` (matplotlib). The drawing holds no date and no random names, so that the same figures give
the same file.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import matplotlib as mpl

mpl.use("svg")
from matplotlib import pyplot as plt

ARTICLES = (
    "aed",
    "gne",
    "magic_article_en",
    "magic_article_jako",
    "magic_article_zh",
    "np4k_cjk",
    "trafeval",
    "wcxb_article",
)
FORUMS = ("magic_forum_en", "magic_forum_zh", "wcxb_forum")


def mean(sets: dict[str, dict[str, float]], names: tuple[str, ...], key: str) -> float:
    """Return the mean of *key* over the pages of the sets *names*."""
    known = [sets[name] for name in names if key in sets.get(name, {})]
    pages = sum(values["pages"] for values in known)
    return sum(values[key] * values["pages"] for values in known) / pages if pages else 0.0


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("figures", type=Path, help="what quality.py --json wrote")
    arguments.add_argument("drawing", type=Path, help="where the SVG goes")
    options = arguments.parse_args()
    figures = json.loads(options.figures.read_text(encoding="utf-8"))["dev"]
    # Only what all of them were run on can be compared.
    common = set.intersection(*[set(sets) for sets in figures.values()])
    mpl.rcParams.update({"svg.hashsalt": "tearsheet", "svg.fonttype": "none", "font.size": 9})
    fig, axes = plt.subplots(1, 2, figsize=(9, 3.6), sharex=True)
    for ax, names, title in zip(axes, (ARTICLES, FORUMS), ("articles", "forum threads"), strict=True):
        for name, sets in figures.items():
            x, y = (mean(sets, tuple(common.intersection(names)), key) for key in ("x", "F1"))
            own = name == "tearsheet"
            ax.scatter([x], [y], s=48 if own else 24, color="#b03a2e" if own else "#5d6d7e", zorder=3)
            ax.annotate(name.removesuffix(" (live)"), (x, y), xytext=(5, 4), textcoords="offset points")
        ax.set(xscale="log", title=title, xlabel="time a page, multiples of a bare Lexbor parse")
        ax.grid(color="#d5d8dc", linewidth=0.5)
    axes[0].set_ylabel("F1 of the body")
    fig.tight_layout()
    fig.savefig(options.drawing, metadata={"Date": None})


if __name__ == "__main__":
    main()
