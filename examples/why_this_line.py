"""Ask the ledger where the words of a page went."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import tearsheet

PAGE = Path(__file__).parent / "pages" / "westca.html"
WORDS = ("阿嗅", "掃一掃", "北美中文網", "petal", "首頁")


def main() -> None:
    reading = tearsheet.read(PAGE.read_bytes())
    for words in WORDS:
        for entry in reading.ledger.entries:
            if words in entry.text:
                print(f"{words}: line {entry.line}, {entry.role or f'dropped as {entry.rule}'}")

    rules = Counter(entry.rule for entry in reading.ledger.entries if entry.rule)
    print("dropped:", ", ".join(f"{rule} {count}" for rule, count in rules.most_common()))
    print(f"unexplained: {len(reading.ledger.unexplained)} of {len(reading.page.lines)} lines")


if __name__ == "__main__":
    main()
