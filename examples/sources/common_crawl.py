"""Common Crawl: from lines of its index to articles, reading of each WARC file only the ranges that are wanted.

    python examples/sources/common_crawl.py index.cdxj FOLDER

The index (https://index.commoncrawl.org, or a part of it) says in which file, where and how long each page is. Here the
files are in FOLDER, under the names that the index has; for those on the web, ask for the same range in a header:
``Range: bytes={offset}-{offset + length - 1}``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from tearsheet.bulk import Record, parse_many


def wanted(index: Iterable[str]) -> Iterator[dict[str, str]]:
    """Yield the entries of pages that were fetched and are HTML; a line is ``KEY TIMESTAMP {JSON}``, or the JSON."""
    for line in index:
        entry = json.loads(line[line.index("{") :])
        if entry.get("status") == "200" and "html" in entry.get("mime-detected", entry.get("mime", "html")):
            yield entry


def pages(index: Iterable[str], folder: Path) -> Iterator[Record]:
    """Yield the pages that *index* names, from the WARC files in *folder*."""
    for entry in wanted(index):
        with (folder / entry["filename"]).open("rb") as file:
            file.seek(int(entry["offset"]))
            # Each record is compressed for itself, so that a range of the file is a whole one.
            member = file.read(int(entry["length"]))
        for record in ArchiveIterator(BytesIO(member)):
            headers = record.rec_headers
            yield Record(
                id=f"{entry['filename']}@{entry['offset']}",
                data=record.content_stream().read(),
                url=headers.get_header("WARC-Target-URI"),
                content_type=record.http_headers.get_header("Content-Type") if record.http_headers else None,
                captured_at=datetime.fromisoformat(headers.get_header("WARC-Date")).astimezone(UTC),
            )


def main() -> None:
    index, folder = sys.argv[1:]
    with open(index, encoding="utf-8") as lines:  # noqa: PTH123 - named by the user
        for result in parse_many(pages(lines, Path(folder))):
            print(result.url, result.article.title if result.article else result.failure)


if __name__ == "__main__":
    main()
