"""A story that stands on the page in an element that is hidden until a script shows it."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from tearsheet.adapters.generic.class_hints import BODY, hint_of
from tearsheet.page import Page
from tearsheet.reading.ledger import Ledger
from tearsheet.reading.reader import Reader

__all__ = ["LITTLE_TOLD", "show_hidden"]

LITTLE_TOLD = 1500
"""Weight of what is shown of a story below which it is looked for in hidden elements."""

_NONE = re.compile(r"display\s*:\s*none[^;]*;?", re.IGNORECASE)
_PARAGRAPHS = 3
_LEAST = 100
_MORE = 2


def show_hidden(reader: Reader, told: int) -> bool:
    """Show the hidden elements of one class with most prose, where they hold far more than *told*; return whether.

    Elements whose names say that they are furniture (a consent form, comments) stay hidden.
    """
    page = reader.page
    if not page.is_html:
        return False
    groups: dict[str, list[LexborNode]] = {}
    held: dict[str, list[int]] = {}
    for node in page.css('[style*="display" i]'):
        attributes = node.attributes
        if _NONE.search(attributes.get("style") or "") is None or node.tag in {"body", "form", "noscript", "template"}:
            continue
        names = attributes.get("class") or ""
        if hint_of(f"{names} {attributes.get('id') or ''}") in {None, BODY}:
            groups.setdefault(names, []).append(node)
            sizes = [len(each.text() or "") for each in node.css("p")]
            held.setdefault(names, []).extend([size for size in sizes if size >= _LEAST])
    best = max(held, key=lambda names: sum(held[names]), default="")
    sizes = held.get(best, [])
    if len(sizes) < _PARAGRAPHS or sum(sizes) <= _MORE * told:
        return False
    styles = [node.attributes.get("style") or "" for node in groups[best]]
    for node, style in zip(groups[best], styles, strict=True):
        node.attrs["style"] = _NONE.sub("", style)
    markup = page.dom.html or ""
    for node, style in zip(groups[best], styles, strict=True):
        node.attrs["style"] = style
    shown = Page(markup, url=page.url, content_type="text/html", captured_at=page.captured_at, limits=page.limits)
    reader.page = shown
    reader.lines = shown.lines
    reader.ledger = Ledger(shown.lines)
    return True
