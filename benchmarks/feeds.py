"""Feeds through tearsheet (lxml and its own layout of lines) and through feedparser: what both find, and how fast.

    python benchmarks/feeds.py [FOLDER …]

Without a folder it reads the fixtures. The real feeds are those in the source distribution of chardet 5.2.0:
``pip download chardet==5.2.0 --no-binary :all: --no-deps``, unpacked.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import tearsheet
from tearsheet import Article, Page

FIXTURES = Path(__file__).parents[1] / "tests" / "fixtures" / "feed"


def seconds(work: Callable[[], object], rounds: int = 3) -> float:
    def once() -> float:
        start = perf_counter()
        work()
        return perf_counter() - start

    return min(once() for _ in range(rounds))


def squeezed(text: str | None) -> str:
    return "".join((text or "").split())


def compare(article: Article, entry: dict[str, str], found: Counter[str]) -> None:
    found["same address"] += squeezed(article.url) == squeezed(entry.get("link"))
    found["same title"] += squeezed(article.title) == squeezed(entry.get("title"))
    ours = article.published or article.updated
    found["time in tearsheet"] += ours is not None
    found["time in feedparser"] += bool(entry.get("published_parsed") or entry.get("updated_parsed"))
    found["text in tearsheet"] += bool(article.body or article.summary)
    found["text in feedparser"] += bool(entry.get("summary") or entry.get("content"))


def main() -> None:
    import feedparser
    from lxml import etree

    folders = [Path(name) for name in sys.argv[1:]] or [FIXTURES]
    files = [path.read_bytes() for folder in folders for path in sorted(folder.rglob("*.xml"))]
    feeds = [data for data in files if Page(data).feed is not None]
    found: Counter[str] = Counter()
    for data in feeds:
        page = Page(data)
        articles = list(tearsheet.parse_all(page))
        entries = feedparser.parse(data).entries
        items = page.feed.items if page.feed is not None else []
        found["items in tearsheet"] += len(items)
        found["items in feedparser"] += len(entries)
        found["feeds with as many items"] += len(items) == len(entries)
        found["articles"] += len(articles)
        if len(articles) == len(entries):
            found["articles compared"] += len(articles)
            for article, entry in zip(articles, entries, strict=True):
                compare(article, entry, found)
    size = sum(map(len, feeds)) / 1e6
    print(f"{len(files)} files, {len(feeds)} feeds, {size:.2f} MB")
    for name, count in found.items():
        print(f"  {name:26}{count:7,}")
    texts = [Page(data).text.encode() for data in feeds]
    for name, work in {
        "lxml alone, decoded before": lambda: [etree.fromstring(t, etree.XMLParser(recover=True)) for t in texts],
        "tearsheet.parse_all": lambda: [list(tearsheet.parse_all(data)) for data in feeds],
        "feedparser.parse": lambda: [feedparser.parse(data) for data in feeds],
    }.items():
        took = seconds(work)
        print(f"  {name:28}{took:7.3f} s {size / took:7.2f} MB/s")


if __name__ == "__main__":
    main()
