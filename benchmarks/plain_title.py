"""What each sign of a title in a text weighs, fitted on dumps of real pages.

    python benchmarks/plain_title.py            # needs ../shared/pages, scipy and what its dumps.py writes dumps with
    python benchmarks/plain_title.py --folds 5  # and how many titles are found on pages that were left out

The pages of dev are written out as text in three ways, every line that may be the title is described by the signs of
``tearsheet.adapters.generic.plain.signs``, and a conditional logit is fitted: of the lines of one page, which is the
title? Printed are the weights, to go into that module by hand, and the share of titles found by set.
"""

from __future__ import annotations

import argparse
import importlib
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, NamedTuple

import numpy as np
from _quality_pages import SHARED, scorer
from scipy.optimize import minimize

from tearsheet import Page, Reader
from tearsheet.adapters.generic.plain.head import Candidates, prints_time
from tearsheet.adapters.generic.plain.signs import WEIGHTS, Signs
from tearsheet.adapters.generic.plain.story import judged
from tearsheet.adapters.generic.plain.stretches import story_range
from tearsheet.adapters.generic.plain.units import units_of

SETS = {"gne", "aed", "wcxb_article", "trafeval"}
PENALTY = 1.0


class Text(NamedTuple):
    """A page written out: which lines may be its title, by their signs, and which of them is."""

    set: str
    id: str
    way: str
    signs: Any
    right: Any


def texts(item: tuple[str, dict[str, Any], bytes]) -> list[Text]:
    name, row, data = item
    sys.path.insert(0, str(SHARED))
    dumps = importlib.import_module("dumps")
    fold = scorer().fold
    found = []
    url = row.get("url") or Page(data, content_type="text/html").canonical_url
    for way in dumps.WAYS:
        reader = Reader(Page(dumps.write_out(way, data), url=url, content_type="text/plain"), adapter="generic")
        units = units_of(reader.lines)
        rules, weights = judged(units, {})
        dated = [prints_time(reader, text) for text in units.texts]
        start, _ = story_range(weights, dated.__getitem__)
        candidates = list(Candidates(reader, units, rules, weights, start))
        signs = np.array([signs for _, signs in candidates]).reshape(-1, len(Signs._fields))
        right = np.array([fold(units[index].text) == fold(row["title"]) for index, _ in candidates], dtype=bool)
        found.append(Text(name, row["id"], way, signs, right))
    return found


def unaddressed(text: Text) -> Text:
    signs = text.signs.copy()
    signs[:, Signs._fields.index("address")] = 0
    return text._replace(signs=signs)


def fit(chosen: Sequence[Text]) -> Any:
    """Return the weights under which the titles of the texts are likeliest."""
    useful = [text for text in chosen if text.right.any()]
    signs = np.vstack([text.signs for text in useful])
    right = np.concatenate([text.right for text in useful]).astype(float)
    sizes = [len(text.right) for text in useful]
    page = np.repeat(np.arange(len(useful)), sizes)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])

    def loss(weights: Any) -> tuple[float, Any]:
        scores = signs @ weights
        likely = np.exp(scores - np.maximum.reduceat(scores, starts)[page])
        total = np.add.reduceat(likely, starts)
        true = np.add.reduceat(likely * right, starts)
        slope = signs.T @ (likely / total[page] - likely * right / true[page])
        return -np.log(true / total).sum() + PENALTY * (weights @ weights) / 2, slope + PENALTY * weights

    return minimize(loss, np.zeros(signs.shape[1]), jac=True, method="L-BFGS-B").x


def is_found(text: Text, weights: Any) -> bool:
    return bool(len(text.right) and text.right[(text.signs @ weights).argmax()])


def table(label: str, found: Iterator[tuple[Text, bool]]) -> None:
    hits: Counter[tuple[str, str]] = Counter()
    counts: Counter[tuple[str, str]] = Counter()
    for text, hit in found:
        hits[text.way, text.set] += hit
        counts[text.way, text.set] += 1
    ways: dict[str, list[str]] = defaultdict(list)
    for key in sorted(counts):
        ways[key[0]].append(f"{key[1]} {hits[key] / counts[key]:.3f}")
    for way, cells in ways.items():
        print(f"{label:10} {way:12} {'  '.join(cells)}")


def left_out(chosen: Sequence[Text], folds: int) -> Iterator[tuple[Text, bool]]:
    pages = sorted({text.id for text in chosen})
    random.Random(0).shuffle(pages)
    fold_of = {page: number % folds for number, page in enumerate(pages)}
    for fold in range(folds):
        weights = fit([text for text in chosen if fold_of[text.id] != fold])
        yield from ((text, is_found(text, weights)) for text in chosen if fold_of[text.id] == fold)


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--folds", type=int, default=0, help="also try the weights on pages left out, in so many parts")
    options = parser.parse_args()
    pages = [item for item in scorer().load(SHARED / "dev.tar.xz", SETS) if item[1].get("title")]
    with ProcessPoolExecutor() as pool:
        chosen = [text for found in pool.map(texts, pages, chunksize=16) for text in found]
    # A text may come without its address: each is learned from twice.
    weights = fit([*chosen, *map(unaddressed, chosen)])
    print("WEIGHTS = Signs(")
    print("".join(f"    {name}={weight:.1f},\n" for name, weight in zip(Signs._fields, weights, strict=True)) + ")")
    table("in use", ((text, is_found(text, np.array(WEIGHTS))) for text in chosen))
    table("fitted", ((text, is_found(text, weights)) for text in chosen))
    if options.folds:
        table("left out", left_out(chosen, options.folds))


if __name__ == "__main__":
    main()
