"""Pages that print nothing until a script runs, and yet state what they are about."""

from __future__ import annotations

import re
from html import escape, unescape

from tearsheet.page import Page
from tearsheet.page.metadata import Metadata
from tearsheet.reading.ledger import Ledger
from tearsheet.reading.reader import Reader

__all__ = ["print_stated"]

_BODY = re.compile(r"<body(?=[\s>])[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_LEAST = 80
_PRINTED = 0.5


def print_stated(reader: Reader, stated: Metadata) -> bool:
    """Print on the page the text that it states of itself, where it shows next to nothing; return whether there is one.

    The text is ``articleBody``, or else the longest stated description; the page must state a title too, since a shell
    that names but its site is no story. Warns ``body-not-printed``.
    """
    page = reader.page
    if not page.is_html or stated.headline is None:
        return False
    fact = max(stated.all("body") or stated.all("description"), key=lambda fact: len(fact.value), default=None)
    # References in the attributes of a shell are often written twice over.
    text = " ".join(unescape(_TAG.sub(" ", unescape(fact.value))).split()) if fact is not None else ""
    shown = sum(len(line.text) for line in reader.lines)
    if len(text) < _LEAST or shown > _PRINTED * len(text) + _LEAST:
        return False
    assert fact is not None, "there is a text"
    markup = page.text
    opened = _BODY.search(markup)
    at = opened.end() if opened is not None else len(markup)
    told = f'<article><div class="article-body"><p>{escape(text)}</p></div></article>'
    printed = Page(
        markup[:at] + told + markup[at:],
        url=page.url,
        content_type="text/html",
        captured_at=page.captured_at,
        limits=page.limits,
    )
    reader.page = printed
    reader.lines = printed.lines
    reader.ledger = Ledger(printed.lines)
    reader.warn(
        "body-not-printed", f"the page prints no text before a script runs; the body is its {fact.source}", "body"
    )
    return True
