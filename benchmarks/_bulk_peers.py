"""Pages/s beside other extractors, on pages that an adapter of tearsheet knows."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from _quality_pages import SHARED, unpack
from _quality_peers import PEERS, Extractor, named

import tearsheet

__all__ = ["Known", "known_pages", "rates"]

Known = tuple[bytes, str | None]
_COMPARED = ("resiliparse", "readability", "newspaper4k")


def known_pages() -> list[Known]:
    """Return the real pages beside the repository that an adapter other than ``generic`` reads, with their URLs."""
    archive = SHARED / "dev.tar.xz"
    found = []
    for page in unpack(Path(tempfile.gettempdir()) / "tearsheet-pages", archive) if archive.exists() else ():
        data, url = page.file.read_bytes(), page.row.get("url")
        with suppress(tearsheet.TearsheetError):
            tearsheet.parse(data, url, fallback=False)
            found.append((data, url))
    return found


def _extractors() -> Iterator[tuple[str, Extractor]]:
    yield "tearsheet", lambda data, url: {"article": tearsheet.parse(data, url, fallback=False)}
    for name in _COMPARED:
        if find_spec(PEERS[name][0]) is not None:
            yield name, named(name)
    if find_spec("trafilatura") is not None:
        import trafilatura

        extract: Callable[..., str | None] = trafilatura.extract
        yield "trafilatura", lambda data, url: {"body": extract(tearsheet.Page(data).text, url=url)}
        # As much as tearsheet does: the title, the date and the authors, too.
        yield (
            "trafilatura, with metadata",
            lambda data, url: {"body": extract(tearsheet.Page(data).text, url=url, with_metadata=True)},
        )


def rates(pages: list[Known]) -> Iterator[tuple[str, float]]:
    """Yield how many pages each extractor reads in a second of CPU, tearsheet first."""
    for name, extract in _extractors():
        extract(*pages[0])
        taken = min(_seconds(extract, pages) for _ in range(3 if name == "tearsheet" else 1))
        yield name, len(pages) / taken


def _seconds(extract: Extractor, pages: list[Known]) -> float:
    begun = time.process_time()
    for data, url in pages:
        with suppress(Exception):  # what cannot be read costs what it costs
            extract(data, url)
    return time.process_time() - begun
