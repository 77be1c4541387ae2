"""Read every page of a folder and write one JSON article a line: folder_to_jsonl.py [FOLDER] > articles.jsonl

What cannot be read is told on standard error and does not stop the rest. ``tearsheet parse -f jsonl`` does the same.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import tearsheet
from tearsheet import outputs
from tearsheet.outputs import json

PAGES = Path(__file__).parent / "pages"
CAPTURED_AT = datetime.fromisoformat("2026-11-22T08:00+08:00")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    for path in sorted(folder.glob("*.*")):
        try:
            article = tearsheet.parse(path.read_bytes(), captured_at=CAPTURED_AT)
        except tearsheet.TearsheetError as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            continue
        line = outputs.render(article, "jsonl", id=path.name)
        assert json.loads(line) == article, "JSON keeps every field"
        print(line)


if __name__ == "__main__":
    main()
