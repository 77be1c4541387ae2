"""One page, two languages: an edition holds all that is written in one of them."""

from __future__ import annotations

from pathlib import Path

import tearsheet

PAGES = Path(__file__).parent / "pages"


def main() -> None:
    article = tearsheet.parse((PAGES / "ai-news-card.html").read_bytes())
    for edition in article.editions:
        print(f"{edition.language}: {edition.site} | {edition.title} | {len(edition.body)} paragraphs")

    # "zh" finds any Chinese; Traditional is never answered with Simplified, which is another text.
    for wanted in ("en-GB", "zh", "zh-CN", "zh-TW", "fr"):
        found = article.edition(wanted)
        print(f"{wanted:6} -> {found.title if found else None}")

    article = tearsheet.parse((PAGES / "westca.html").read_bytes())
    print(f"{article.language}: {article.title}")


if __name__ == "__main__":
    main()
