"""Markup as a document that is safe to walk: guarded, parsed and laid out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import evolve
from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from tearsheet.page.compiled import compiled_walk, tree_lines
from tearsheet.page.layout import TooDeepError, html_lines
from tearsheet.page.limits import Limits
from tearsheet.page.lines import Line

if TYPE_CHECKING:
    from tearsheet.page._guard import Guarded


class Document(NamedTuple):
    """What became of some markup.

    :ivar guarded: the text as the guard let it through
    :ivar dom: the Lexbor document
    :ivar lines: its visible lines
    :ivar tree: its elements, where there is a compiled walk
    """

    guarded: Guarded
    dom: LexborHTMLParser
    lines: list[Line]
    tree: Any = None


def document(
    text: str | None, limits: Limits, *, utf8: bytes | None = None, again: Callable[[], str] | None = None
) -> Document:
    """Return *text*, or what *utf8* is, guarded, parsed and laid out.

    The guard lets pass what the parser takes in its stride. Whoever looks up from each element takes the square of
    the depth for it, and selectors do; and only who has walked through a document knows how deep it is. So one that
    is deeper than *limits* allow is guarded again, which flattens it.

    :param utf8: *text* in UTF-8, where the caller has it; the text itself is then not needed
    :param again: gives *text* once more; it is then let go before the parser is run, as it takes half as much memory
    :raises LimitError: for more bytes or tags than *limits* allow
    """
    from tearsheet.page._guard import guard  # noqa: PLC0415 - its patterns are many

    guarded = guard(text, limits, utf8=utf8)
    if again is not None:
        text, guarded = None, evolve(guarded, text=None)
    try:
        return _laid_out(guarded, limits.depth)
    except TooDeepError:
        if utf8 is None and again is not None:
            text = again()
        return _laid_out(guard(text, limits, utf8=utf8, exact=True), None)


def _laid_out(guarded: Guarded, depth: int | None) -> Document:
    dom = _parsed(guarded.utf8)
    root = root_of(dom)
    walk = compiled_walk()
    if walk is None:
        return Document(guarded, dom, html_lines(root, depth))
    tree = walk.tree(root)
    return Document(guarded, dom, tree_lines(tree, depth), tree)


def root_of(dom: LexborHTMLParser) -> LexborNode:
    """Return the ``<html>`` element."""
    root = dom.root
    assert root is not None, "Lexbor always makes an <html> element"
    return root


def _parsed(utf8: bytes) -> LexborHTMLParser:
    # As a browser that runs scripts: <noscript> holds nothing that is shown, and a broken one hides nothing.
    return LexborHTMLParser(utf8, options=LexborDocumentOptions.WO_EVENTS, scripting=True)
