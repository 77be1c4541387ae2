"""Where on the page the words of an element stand: from an element of the DOM to lines and parts of lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from tearsheet.page.lines import Line
from tearsheet.reading.ledger import Ledger

__all__ = ["Span", "TextIndex", "claim", "drop", "inside", "narrowed", "words"]


class Span(NamedTuple):
    """A part of a line: the characters ``start:end`` of its text."""

    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words, without the white space around them."""
        return self.line.text[self.start : self.end].strip()


def words(places: Iterable[Span], joint: str = " ") -> str:
    """Return what stands at *places* as one text."""
    return joint.join([place.text for place in places])


def narrowed(places: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """Return the parts of *places* that hold the characters ``start:end`` of their :func:`words`."""
    found: list[Span] = []
    at = 0
    for place in places:
        text = place.line.text[place.start : place.end]
        first = place.start + len(text) - len(text.lstrip())
        size = len(text.strip())
        low, high = max(0, start - at), min(size, end - at)
        if low < high:
            found.append(Span(place.line, first + low, first + high))
        at += size + 1
    return tuple(found)


class TextIndex:
    """The visible words of a page by the elements they stand in. Made once a page; linear in its size.

    Lines are known by their block elements; what stands where inside a block is looked up only when asked for.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        # All of the page's, or none of a text export's, so that a line's index is its place here.
        self._lines = lines if lines and lines[0].node is not None else ()
        self._lines_of: dict[int, list[int]] = {}
        lines_of = self._lines_of
        for index, line in enumerate(self._lines):
            block = line.node
            identity = block.mem_id if block is not None else 0
            if identity in lines_of:
                lines_of[identity].append(index)
            else:
                lines_of[identity] = [index]
        # By the identity of a block, in which line the inline elements in it first have words.
        self._inline: dict[int, dict[int, int]] = {}
        self._wordless: set[int] = set()

    def of(self, element: LexborNode) -> tuple[Span, ...]:
        """Return where the words of *element* stand, in reading order; nothing for one that shows no words."""
        around: dict[int, bool] = {element.mem_id: True}
        first = self._some_place(element, around)
        if first is None:
            return ()
        lines = self._lines
        at = first.line.index
        found = [first]
        # What ends inside of a line does not go on in the next.
        index = at - 1
        while index >= 0 and not found[-1].start and (place := _in_line(lines[index], around)) is not None:
            found.append(place)
            index -= 1
        found.reverse()
        index = at + 1
        while (
            index < len(lines)
            and found[-1].end == len(found[-1].line.text)
            and (place := _in_line(lines[index], around)) is not None
        ):
            found.append(place)
            index += 1
        return tuple(found)

    def _some_place(self, element: LexborNode, around: dict[int, bool]) -> Span | None:
        """Return the part of a line that holds words of *element*; note in *around* what is known not to be inside."""
        lines_of = self._lines_of
        own = lines_of.get(element.mem_id)
        if own is not None:
            return _whole(self._lines[own[0]])
        if element.mem_id in self._wordless:
            return None
        block, inline = self._around(element)
        index = inline.get(element.mem_id)
        if index is None:
            passed: list[int] = []
            for node in element.traverse():
                identity = node.mem_id
                own = lines_of.get(identity)
                if own is not None:
                    return _whole(self._lines[own[0]])
                index = inline.get(identity)
                if index is not None:
                    break
                passed.append(identity)
            else:
                self._wordless.update(passed)
                return None
        if block is not None:
            around[block] = False
        return _in_line(self._lines[index], around)

    def _around(self, element: LexborNode) -> tuple[int | None, dict[int, int]]:
        """Return the nearest block around *element* that has lines, and the lines of what is inline in it."""
        node = element.parent
        while node is not None:
            identity = node.mem_id
            if identity in self._lines_of:
                known = self._inline.get(identity)
                if known is None:
                    known = self._inline[identity] = {}
                    for index in self._lines_of[identity]:
                        for owner in self._lines[index].owners:
                            known.setdefault(owner.mem_id, index)
                return identity, known
            node = node.parent
        return None, {}


def _whole(line: Line) -> Span:
    return Span(line, 0, len(line.text))


def _in_line(line: Line, around: dict[int, bool]) -> Span | None:
    """Return the part of *line* that stands in the element that *around* knows, ``None`` where no word does."""
    if inside(line.node, around):
        return _whole(line)
    start = end = -1
    for at, owner in line.marks:
        if inside(owner, around):
            if start < 0:
                start = at
        elif start >= 0:
            end = at
            break
    if start < 0:
        return None
    text = line.text[start : end if end >= 0 else None]
    return Span(line, start, start + len(text)) if text and not text.isspace() else None


def inside(node: LexborNode | None, around: dict[int, bool]) -> bool:
    """Whether *node* stands in an element that *around* knows to be inside; what is learned is added to *around*."""
    if node is None:
        return False
    first = node.mem_id
    answer = around.get(first)
    if answer is not None:
        return answer
    passed = [first]
    node = node.parent
    while node is not None:
        identity = node.mem_id
        answer = around.get(identity)
        if answer is not None:
            break
        passed.append(identity)
        node = node.parent
    answer = answer is True
    for identity in passed:
        around[identity] = answer
    return answer


def claim(ledger: Ledger, places: Iterable[Span], role: str) -> None:
    """Claim *places* for the field *role*."""
    for line, start, end in places:
        ledger.claim(line, role, start, end)


def drop(ledger: Ledger, places: Iterable[Span], rule: str) -> None:
    """Leave *places* out under *rule*."""
    for line, start, end in places:
        ledger.drop(line, rule, start, end)
