"""What is fuzzed: each target takes bytes, and may end in a TearsheetError or well."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import tearsheet
from tearsheet import Page, outputs
from tearsheet.authoring.report import render
from tearsheet.outputs import json, text
from tearsheet.page.decode import decode
from tearsheet.page.loose_json import loose_values
from tearsheet.text.dates import find_moments

_AT = datetime(2026, 11, 1, 12, tzinfo=UTC)
_URL = "https://www.example.com/news/2026/11/01/1.html"


def _parse(data: bytes) -> None:
    tearsheet.parse(data, _URL, captured_at=_AT)


def _parse_all(data: bytes) -> None:
    list(tearsheet.parse_all(data, captured_at=_AT))


def _adapter(data: bytes) -> None:
    """Read with the adapter that the first byte chooses."""
    names = list(tearsheet.registry.adapters)
    list(tearsheet.parse_all(data[1:] or b"x", adapter=names[data[0] % len(names)] if data else names[0]))


def _typed(content_type: str) -> Callable[[bytes], None]:
    def run(data: bytes) -> None:
        list(tearsheet.parse_all(data, _URL, content_type=content_type, captured_at=_AT))

    return run


def _account(data: bytes) -> None:
    """What is read says where every line went, and can be shown."""
    reading = tearsheet.read_all(data, _URL, captured_at=_AT)
    shown = "".join("".join(entry.text.split()) for entry in reading.ledger.entries if entry.start >= 0)
    assert shown == "".join("".join(line.text.split()) for line in reading.ledger.lines), "the ledger lost words"
    render(reading, name=None)


def _there_and_back(data: bytes) -> None:
    article = tearsheet.parse(data, _URL, captured_at=_AT)
    assert json.loads(json.dumps(article)) == article
    for form in outputs.FORMATS:
        outputs.render(article, form)
    tearsheet.parse(text.dumps(article), adapter="text-export")


def _decode(data: bytes) -> None:
    decode(data).text.encode("utf-8", "surrogatepass")


def _loose_json(data: bytes) -> None:
    loose_values(data.decode("utf-8", "replace"))


def _dates(data: bytes) -> None:
    words = data.decode("utf-8", "replace")
    for found in find_moments(words, captured_at=_AT):
        assert 0 <= found.start < found.end <= len(words)


def _metadata(data: bytes) -> None:
    tearsheet.read_metadata(Page(data, content_type="text/html"))


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "parse": _parse,
    "parse_all": _parse_all,
    "adapter": _adapter,
    "html": _typed("text/html"),
    "text": _typed("text/plain"),
    "markdown": _typed("text/markdown"),
    "feed": _typed("application/rss+xml"),
    "account": _account,
    "outputs": _there_and_back,
    "metadata": _metadata,
    "decode": _decode,
    "loose-json": _loose_json,
    "dates": _dates,
}
"""Name → what is run on the bytes."""
