"""Adapters healed after a change of markup: the made site and the built-in sites, their pages rewritten.

    python benchmarks/heal.py [--seeds 4] [-v]

Classes, ids, tags and wrappers of the pages are changed as ``tests/rewritten.py`` does it, with decoys beside them.
Every site is healed from its old pages and all but one of the rewritten ones where there are three, and the healed
adapter reads them all. Printed: how many healings hold, and of the pages, those unseen apart, how many give title, day,
authors and section as before, and how like their stories are (F1).
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import tearsheet
from tearsheet import Page, TearsheetError
from tearsheet.authoring.golden.cases import find_cases
from tearsheet.authoring.learning.drafts import read_by
from tearsheet.authoring.learning.healing import HealError, heal
from tearsheet.authoring.learning.healing.writing import healed_adapter
from tearsheet.authoring.learning.story import likeness_of
from tearsheet.fields import DeclaredAdapter
from tearsheet.model import Article

TESTS = Path(__file__).resolve().parent.parent / "tests"
OLD_DAY = datetime(2026, 9, 1, 8, tzinfo=UTC)
NEW_DAY = datetime(2026, 11, 3, 8, tzinfo=UTC)
CHANGES = (None, ("classes", "ids"), ("classes", "ids", "wrappers", "tags"))


def sites() -> Iterator[tuple[str, DeclaredAdapter, list[Page]]]:
    """Yield the sites: name, adapter and pages of one layout."""
    made_site, heal_sites = import_module("made_site"), import_module("heal_sites")
    for language, adapter in (("en", heal_sites.Lowmere()), ("zh", heal_sites.LowmereZh())):
        pages = [Page(made_site.plain(n, language=language), captured_at=OLD_DAY + timedelta(n)) for n in range(3)]
        yield f"lowmere-{language}", adapter, pages
    for name, built_in in tearsheet.registry.adapters.items():
        if not isinstance(built_in, DeclaredAdapter):
            continue
        by_layout: dict[str | None, list[Page]] = defaultdict(list)
        for case in find_cases(TESTS / "fixtures"):
            if case.adapter == name and not case.several:
                page = case.page()
                article = read(built_in, page)
                if article is not None:
                    by_layout[article.layout].append(Page(page.text, url=page.url, captured_at=OLD_DAY))
        for layout, pages in by_layout.items():
            if len(pages) > 1:
                yield f"{name}-{layout}", built_in, pages


def read(adapter: DeclaredAdapter, page: Page) -> Article | None:
    """Return what *adapter* reads of *page*; ``None`` where it cannot."""
    reading = read_by(adapter, page)
    return None if isinstance(reading, TearsheetError) else reading.article


def marks(article: Article | None, known: Article) -> dict[str, float]:
    """Return how *article* is what is *known*."""
    if article is None:
        return dict.fromkeys(("title", "day", "authors", "section", "body"), 0.0)
    days = [each.published.start or each.published.civil if each.published else None for each in (article, known)]
    return {
        "title": float(article.title == known.title),
        "day": float(str(days[0])[:10] == str(days[1])[:10]),
        "authors": float(article.authors == known.authors),
        "section": float(article.editions[0].section == known.editions[0].section),
        "body": likeness_of(article.text, known.text),
    }


def tried(
    adapter: DeclaredAdapter, pages: Sequence[Page], changes: Any, seed: int
) -> tuple[bool, list[dict[str, float]], list[dict[str, float]]]:
    """Return whether the healing holds, and the marks of the pages healed from and of the one that was not."""
    rewritten = import_module("rewritten")
    rewriter = rewritten.Rewriter(seed, changes or rewritten.CHANGES)
    articles = [article for page in pages if (article := read(adapter, page)) is not None]
    new = []
    for number, (page, article) in enumerate(zip(pages, articles, strict=True)):
        text = rewriter(
            page.text,
            title=article.title,
            when=article.published.raw if article.published else "",
            who=article.authors[0] if article.authors else "",
            body=max((block.text for block in article.body), key=len),
            number=number,
        )
        new.append(Page(text, captured_at=NEW_DAY + timedelta(number)))
    shown = len(new) - 1 if len(new) > 2 else len(new)
    try:
        healing = heal(adapter, pages, new[:shown])
    except HealError:
        return False, [marks(None, article) for article in articles[:shown]], []
    if healing.layout is None or healing.source is None:
        return healing.holds, [], []
    healed = healed_adapter(adapter, healing.layout, healing.source)
    found = [marks(read(healed, page), article) for page, article in zip(new, articles, strict=True)]
    return healing.holds, found[:shown], found[shown:]


def mean(rows: Sequence[dict[str, float]]) -> str:
    """Return the mean of each mark, in words."""
    return "  ".join(f"{key} {statistics.mean(row[key] for row in rows):.3f}" for key in rows[0]) if rows else "-"


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=4)
    parser.add_argument("-v", "--verbose", action="store_true", help="a row for each site")
    args = parser.parse_args()
    sys.path.insert(0, str(TESTS))
    held: list[bool] = []
    seen: list[dict[str, float]] = []
    unseen: list[dict[str, float]] = []
    for name, adapter, pages in sites():
        results = [tried(adapter, pages, changes, seed) for changes in CHANGES for seed in range(args.seeds)]
        held += [each[0] for each in results]
        seen += [row for each in results for row in each[1]]
        unseen += [row for each in results for row in each[2]]
        if args.verbose:
            own = [row for each in results for row in each[1]]
            print(f"{name:36}{sum(each[0] for each in results):4} of {len(results)} hold   {mean(own)}", flush=True)
    print(f"{sum(held)} of {len(held)} healings hold")
    print(f"pages healed from, {len(seen)}:  {mean(seen)}")
    print(f"unseen pages, {len(unseen)}:  {mean(unseen)}")


if __name__ == "__main__":
    main()
