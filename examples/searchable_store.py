"""Read a folder into one SQLite file, go on where a run was broken off, and search it in any language."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tearsheet.bulk.run import run
from tearsheet.bulk.sinks.store import search
from tearsheet.outputs import json

PAGES = Path(__file__).parent / "pages"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder, "articles.sqlite"))
        # The first run takes up two pages, as if it had been broken off then; the second goes on with the third page.
        for limit in (2, None):
            summary = run([str(PAGES)], store, workers=0, resume=True, limit=limit)
            print(f"{summary.articles} articles, after {summary.before} pages of earlier runs")
        for words in ("花店", "lighthouse diary", "听雨"):
            for _, _, stored in search(store, words):
                article = json.loads(stored)
                print(f"{words}: {article.title} ({article.adapter})")


if __name__ == "__main__":
    main()
