"""Where a field looks for its value: the whole page, or one element of it, such as one comment of many."""

from __future__ import annotations

import re
from difflib import get_close_matches

from selectolax.lexbor import LexborNode

from tearsheet.model.once import cached_property
from tearsheet.page import Page
from tearsheet.page.lines import Line
from tearsheet.reading.reader import Reader
from tearsheet.reading.spans import Span, TextIndex, nearest
from tearsheet.reading.text_range import TextRange

_NAMES = re.compile(r"(?<=[.#])[\w-]+")
_LOOKED_AT = 3000  # elements or lines in which the nearest is looked for; an error need not know all of a page


class Scope:
    """A page, or a part of it, as the fields see it.

    :ivar reader: the reading in progress
    :ivar root: the element to look in; ``None`` for the whole page
    """

    def __init__(self, reader: Reader, root: LexborNode | None = None, index: TextIndex | None = None) -> None:
        self.reader = reader
        self.root = root
        self._index = index

    @property
    def page(self) -> Page:
        """The page."""
        return self.reader.page

    @property
    def index(self) -> TextIndex:
        """Where the elements of the page have their words."""
        index = self._index
        if index is None:
            index = self._index = TextIndex(self.reader.page.lines)
        return index

    def part(self, root: LexborNode) -> Scope:
        """Return the scope of one element."""
        return Scope(self.reader, root, self.index)

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
            if not found or not nearest(node, around, default=False):
                found.append(node)
                around = {node.mem_id: True}
        return found

    def places(self, element: LexborNode) -> tuple[Span, ...]:
        """Return where the words of *element* stand."""
        return self.index.of(element)

    def drop(self, element: LexborNode, rule: str) -> None:
        """Leave the words of *element* out under *rule*."""
        self.index.drop(self.reader.ledger, element, rule)

    @cached_property
    def lines(self) -> list[Line]:
        """The lines in the scope."""
        if self.root is None:
            return list(self.reader.lines)
        return [place.line for place in self.index.of(self.root)]

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

    # -- what comes nearest to something that is not on the page, for errors that help -------------------------------

    def nearest_element(self, selector: str) -> str:
        """Return in words which element of the page has a class or id like those in *selector*, ``""`` for none."""
        wanted = _NAMES.findall(selector)
        if not wanted:
            return ""
        named: dict[str, LexborNode] = {}
        for node in self.css("[class],[id]")[:_LOOKED_AT]:
            attributes = node.attributes
            for name in [*(attributes.get("class") or "").split(), *(attributes.get("id") or "").split()]:
                named.setdefault(name, node)
        for name in reversed(wanted):
            close = get_close_matches(name, named, n=1, cutoff=0.6)
            if close:
                node = named[close[0]]
                places = self.places(node)
                said = f", line {places[0].line.number}: {places[0].text!r:.60}" if places else ""
                attribute = "id" if node.attributes.get("id") == close[0] else "class"
                return f" (nearest: <{node.tag} {attribute}={close[0]!r}>{said})"
        return ""

    def nearest_line(self, text: str) -> str:
        """Return in words which line of the page is most like *text*; the first lines where none is like it."""
        lines = self.lines
        if not lines:
            return "; the page shows no lines"
        texts = {line.text[:80]: line for line in reversed(lines[:_LOOKED_AT])}
        close = get_close_matches(text, texts, n=2, cutoff=0.5) if text else []
        shown = [texts[each] for each in close] or list(lines[:2])
        said = ", ".join([f"line {line.number}: {line.text!r:.60}" for line in shown])
        return f" ({'nearest' if close else 'the page begins'}: {said})"
