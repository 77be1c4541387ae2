"""Text that a page holds but does not show until, or unless, a script runs."""

from __future__ import annotations

import re

from tearsheet.page import Page
from tearsheet.reading.ledger import Ledger
from tearsheet.reading.reader import Reader

__all__ = ["reveal"]

_NOSCRIPT = re.compile(rb"<(/?)noscript(?=[\s>/])", re.IGNORECASE)
_TAG = re.compile(rb"<[^>]*>")
_LEAST = 400
_STREAMED = b'<div hidden id="S:'
_SHOWN = b'<div id="S:'


def reveal(reader: Reader) -> None:
    """Read what stands in ``<noscript>`` too, where it says more than all that is shown, and what React has streamed.

    A program that shows its page by script alone leaves the text there for those who run none. React sends the parts of
    a page as they are ready, each hidden until a script has moved it to its place.
    """
    page = reader.page
    if not page.is_html:
        return
    data = page.guarded.utf8
    if _STREAMED in data:
        _show(reader, data.replace(_STREAMED, _SHOWN))
        return
    # Each holds one text, its markup as written.
    nodes = [child for node in page.css("noscript") if (child := node.first_child) is not None]
    texts = [text.encode() for node in nodes if 4 * len(text := node.text_content or "") >= _LEAST]
    held = max([len(_TAG.sub(b"", text).strip()) for text in texts], default=0)
    if held < _LEAST or held < 1.2 * sum(len(line.text) for line in page.lines):
        return
    _show(reader, _NOSCRIPT.sub(rb"<\1div", data))


def _show(reader: Reader, data: bytes) -> None:
    """Let *reader* read *data* in place of its page."""
    page = reader.page
    text = data.decode("utf-8", "replace")
    shown = Page(text, url=page.url, content_type="text/html", captured_at=page.captured_at, limits=page.limits)
    reader.page = shown
    reader.lines = shown.lines
    reader.ledger = Ledger(shown.lines)
