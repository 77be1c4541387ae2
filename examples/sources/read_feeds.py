"""Feeds: every item of RSS 2.0, RDF and Atom as an article, each story once though several feeds carry it.

    python examples/sources/read_feeds.py feed.xml other.xml …

What a feed carries is often a synopsis; ``article.url`` is where the story stands, for one of the fetchers beside this.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import tearsheet
from tearsheet import Article
from tearsheet.bulk.dedupe import dedupe


def articles(paths: Iterable[Path]) -> Iterator[Article]:
    """Yield the items of each feed; one that is no feed at all is reported and passed over."""
    for path in paths:
        try:
            yield from tearsheet.parse_all(path.read_bytes(), adapter="feed")
        except tearsheet.TearsheetError as error:
            print(f"{path.name}: {error}", file=sys.stderr)


def main() -> None:
    for place, (article, group) in enumerate(dedupe(articles(map(Path, sys.argv[1:])))):
        published = article.published.raw if article.published else "no date"
        print(f"{published}: {article.title}{'' if group == place else f' (as number {group})'}")
        print(f"    {article.language}, {len(article.body)} blocks, {article.url}")


if __name__ == "__main__":
    main()
