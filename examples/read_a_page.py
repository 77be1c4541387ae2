"""Read one page and print what stands in it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import tearsheet

PAGE = Path(__file__).parent / "pages" / "ai-news-card.html"


def main() -> None:
    # tearsheet never asks the clock: when the page was fetched is for you to say.
    captured_at = datetime.fromisoformat("2026-11-22T08:00+08:00")
    article = tearsheet.parse(PAGE.read_bytes(), captured_at=captured_at)

    print(article.title)
    print(article.adapter, article.language, dict(article.scores))
    if article.published is not None:
        print(f"{article.published.raw!r} is from {article.published.start} to {article.published.end}")
    if article.summary is not None and article.summary.truncated:
        print(f"the page cuts its summary: …{article.summary.text[-30:]}")
    for number, block in enumerate(article.body, 1):
        print(f"{number}. {block.kind}: {block.text[:60]}…")
    for warning in article.warnings:
        print(f"{warning.code}: {warning.message}")


if __name__ == "__main__":
    main()
