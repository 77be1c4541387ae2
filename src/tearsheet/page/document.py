"""Markup as a document that is safe to walk: guarded, parsed and laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from tearsheet.page.layout import TooDeepError, html_lines
from tearsheet.page.limits import Limits
from tearsheet.page.lines import Line

if TYPE_CHECKING:
    from tearsheet.page._guard import Guarded

__all__ = ["Document", "document", "root_of"]


class Document(NamedTuple):
    """What became of some markup.

    :ivar guarded: the text as the guard let it through
    :ivar dom: the Lexbor document
    :ivar lines: its visible lines
    """

    guarded: Guarded
    dom: LexborHTMLParser
    lines: list[Line]


def document(text: str, limits: Limits, *, utf8: bytes | None = None) -> Document:
    """Return *text* guarded, parsed and laid out.

    The guard lets pass what the parser takes in its stride. Whoever looks up from each element takes the square of
    the depth for it, and selectors do; and only who has walked through a document knows how deep it is. So one that
    is deeper than *limits* allow is guarded again, which flattens it.

    :param utf8: *text* in UTF-8, where the caller has it
    :raises LimitError: for more bytes or tags than *limits* allow
    """
    from tearsheet.page._guard import guard  # noqa: PLC0415 - its patterns are many

    guarded = guard(text, limits, utf8=utf8)
    dom = _parsed(guarded.utf8)
    try:
        return Document(guarded, dom, html_lines(root_of(dom), limits.depth))
    except TooDeepError:
        guarded = guard(text, limits, exact=True)
        dom = _parsed(guarded.utf8)
        return Document(guarded, dom, html_lines(root_of(dom)))


def root_of(dom: LexborHTMLParser) -> LexborNode:
    """Return the ``<html>`` element."""
    root = dom.root
    assert root is not None, "Lexbor always makes an <html> element"
    return root


def _parsed(utf8: bytes) -> LexborHTMLParser:
    # As a browser that runs scripts: <noscript> holds nothing that is shown, and a broken one hides nothing.
    return LexborHTMLParser(utf8, options=LexborDocumentOptions.WO_EVENTS, scripting=True)
