"""What a page is by its content type and its first characters: HTML, a feed or plain text."""

from __future__ import annotations

import re
from typing import Literal

from tearsheet.page.feed import is_feed

__all__ = ["Kind", "kind_of"]

Kind = Literal["html", "feed", "text"]

_MARKUP = re.compile(
    r"</?(?:!doctype|html|head|body|title|meta|link|script|style|div|p|br|table|t[rdh]|span|font|center|a|img|h[1-6]|"
    r"ul|ol|li|article|section|header|footer|main|nav|figure|pre|blockquote|b|i|strong|em)\b[^<>]*>",
    re.IGNORECASE,
)
_LOOKED_AT = 65_536


def kind_of(text: str, content_type: str | None) -> Kind:
    """Return what *text* is.

    ``text/plain`` is read as text whatever it holds. A feed is known by its root element, whatever the Content-Type
    says. For the rest the Content-Type decides whether it is HTML; without one, the first 64 KB do: HTML starts with
    ``<`` or holds at least two tags.
    """
    stated = (content_type or "").partition(";")[0].strip().lower()
    if stated == "text/plain":
        return "text"
    if is_feed(text):
        return "feed"
    if stated in {"text/html", "application/xhtml+xml"}:
        return "html"
    head = text[:_LOOKED_AT].lstrip("\ufeff \t\r\n\f\0")
    if head.startswith("<") and _MARKUP.search(head) is not None:
        return "html"
    tags = _MARKUP.finditer(head)
    return "html" if next(tags, None) is not None and next(tags, None) is not None else "text"
