"""Fields that look in the markup: CSS selectors and XPath expressions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tearsheet.errors import InputError
from tearsheet.fields.field import Field, Found
from tearsheet.fields.scope import Scope
from tearsheet.page.selectors import check_selector
from tearsheet.reading.spans import Span, words


def css(selector: str, *, attr: str | None = None) -> Field[str]:
    """Find the words of the elements that match a CSS selector, or an attribute of theirs.

    :param selector: Selectors Level 4 as Lexbor knows them
    :param attr: take this attribute, not the words; the words then count as the same field
    :raises InputError: at once, when *selector* is not valid
    """
    return _Css(selector, attr)


class _Css(Field[str]):
    def __init__(self, selector: str, attr: str | None) -> None:
        self.selector = check_selector(selector)
        self._attr = attr
        self._how = f"css({selector!r}{f', attr={attr!r}' if attr is not None else ''})"

    def find(self, scope: Scope) -> Iterator[Found[str]]:
        attr = self._attr
        for node in scope.outermost(self.selector) if attr is None else scope.css(self.selector):
            places = scope.places(node)
            if attr is not None:
                value = " ".join((node.attributes.get(attr) or "").split())
            else:
                # Of an element that is not shown its words all the same: declared is declared.
                value = words(places) or " ".join(node.text(separator=" ").split())
            if value:
                yield Found(value, self._how, places, node=node)

    def missed(self, scope: Scope) -> str:
        nodes = scope.css(self.selector)
        if nodes:
            what = f"the attribute {self._attr!r}" if self._attr is not None else "words"
            return f"{self!r} found an element without {what}"
        return f"{self!r} found no element{scope.nearest_element(self.selector)}"

    def __repr__(self) -> str:
        return self._how


def xpath(expression: str) -> Field[str]:
    """Find what an XPath 1.0 expression gives: the words of elements, or the strings it selects.

    XPath is answered by lxml on a tree of its own, so where a value stands is found by its words: the first line that
    is the value, else that holds it. Slower than :func:`css`, and only for a whole page.

    :raises InputError: at once, when *expression* is not valid
    """
    return _XPath(expression)


class _XPath(Field[str]):
    def __init__(self, expression: str) -> None:
        from lxml import etree  # noqa: PLC0415 - 20 ms, and most adapters need no XPath

        try:
            etree.XPath(expression)
        except etree.XPathError as error:
            raise InputError(f"not an XPath expression: {expression!r}: {error}") from error
        self._expression = expression

    def find(self, scope: Scope) -> Iterator[Found[str]]:
        if scope.root is not None:
            raise InputError(f"{self!r} looks in a whole page; in a part of one use css")
        if not scope.page.is_html:
            return
        result = scope.page.xpath(self._expression)
        for item in result if isinstance(result, list) else [result]:
            value = " ".join(_string(item).split())
            if value:
                yield Found(value, self.how, located(scope, value))

    def missed(self, scope: Scope) -> str:
        return f"{self!r} found nothing{scope.nearest_line('')}"

    def __repr__(self) -> str:
        return f"xpath({self._expression!r})"


def _string(item: Any) -> str:
    if isinstance(item, str):
        return item
    if isinstance(item, float):
        return f"{item:g}"
    text = getattr(item, "itertext", None)
    return "".join(text()) if text is not None else str(item)


def located(scope: Scope, value: str) -> tuple[Span, ...]:
    """Return where *value* is printed: the first line that is it, else the first that holds it."""
    line = scope.printed.get(value)
    if line is not None:
        return (Span(line, 0, len(line.text)),)
    for line in scope.lines:
        at = line.text.find(value)
        if at >= 0:
            return (Span(line, at, at + len(value)),)
    return ()
