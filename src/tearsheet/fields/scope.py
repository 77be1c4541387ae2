"""Where a field looks for its value: the whole page, or one element of it, such as one comment of many."""

from __future__ import annotations

from functools import cached_property

from selectolax.lexbor import LexborNode

from tearsheet.page import Page
from tearsheet.page.lines import Line
from tearsheet.reading.reader import Reader, TextRange
from tearsheet.reading.spans import Span, TextIndex, inside

__all__ = ["Scope"]


class Scope:
    """A page, or a part of it, as the fields see it.

    :ivar reader: the reading in progress
    :ivar root: the element to look in; ``None`` for the whole page
    """

    def __init__(self, reader: Reader, root: LexborNode | None = None, spots: TextIndex | None = None) -> None:
        self.reader = reader
        self.root = root
        self._spots = spots

    @property
    def page(self) -> Page:
        """The page."""
        return self.reader.page

    @property
    def spots(self) -> TextIndex:
        """Where the elements of the page have their words."""
        spots = self._spots
        if spots is None:
            spots = self._spots = TextIndex(self.reader.page.lines)
        return spots

    def part(self, root: LexborNode) -> Scope:
        """Return the scope of one element."""
        return Scope(self.reader, root, self.spots)

    def css(self, selector: str) -> list[LexborNode]:
        """Return the elements in the scope that match the CSS *selector*, in document order."""
        page = self.reader.page
        if not page.is_html:
            return []
        return page.css(selector) if self.root is None else self.root.css(selector)

    def outermost(self, selector: str) -> list[LexborNode]:
        """Return the elements that match *selector* and stand in no other that does."""
        nodes = self.css(selector)
        if len(nodes) < 2:
            return nodes
        found: list[LexborNode] = []
        around: dict[int, bool] = {}
        for node in nodes:
            # The first in document order is outermost; what stands in it comes before the next that is.
            if not found or not inside(node, around):
                found.append(node)
                around = {node.mem_id: True}
        return found

    def places(self, element: LexborNode) -> tuple[Span, ...]:
        """Return where the words of *element* stand."""
        return self.spots.of(element)

    @cached_property
    def lines(self) -> list[Line]:
        """The lines in the scope."""
        if self.root is None:
            return list(self.reader.lines)
        return [place.line for place in self.spots.of(self.root)]

    @cached_property
    def stretch(self) -> TextRange:
        """The lines in the scope as one text."""
        return TextRange(self.reader.ledger, self.lines)

    @cached_property
    def printed(self) -> dict[str, Line]:
        """The lines in the scope by their whole text, the first of each."""
        found: dict[str, Line] = {}
        for line in self.lines:
            found.setdefault(line.text, line)
        return found
