"""Read many pages in two processes, and say what became of each: many_pages.py [FOLDER]

Pages come back in their order here; without ``ordered`` they come as they are read. Processes import the script, so
that the work has to stand under ``if __name__ == "__main__":``.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from tearsheet.bulk import Record, parse_many

PAGES = Path(__file__).parent / "pages"
CAPTURED_AT = datetime.fromisoformat("2026-11-22T08:00+08:00")


def pages(folder: Path) -> Iterator[Record]:
    """Yield the pages of *folder* as they are asked for: the next is read when there is room for it."""
    for path in sorted(folder.glob("*.[ht]*")):
        yield Record(id=path.name, data=path.read_bytes(), captured_at=CAPTURED_AT)
    yield Record(id="a-photograph.jpg", data=b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    count: Counter[str] = Counter()
    for result in parse_many(pages(folder), workers=2, ordered=True, time_limit=10):
        if result.failure is not None:
            print(f"{result.id}: {result.failure.code}")
            count[result.failure.code] += 1
        elif result.article is not None:
            print(f"{result.id}: {result.article.title}")
            count[result.article.adapter] += 1
    print(", ".join(f"{name} {number}" for name, number in sorted(count.items())))


if __name__ == "__main__":
    main()
