"""Where on the page the words of an element stand: from an element of the DOM to lines and parts of lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from tearsheet.ledger import Ledger
from tearsheet.lines import Line

__all__ = ["Place", "Spots", "claim", "drop", "inside", "narrowed", "words"]


class Place(NamedTuple):
    """A part of a line: the characters ``start:end`` of its text."""

    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words, without the white space around them."""
        return self.line.text[self.start : self.end].strip()


def words(places: Iterable[Place], joint: str = " ") -> str:
    """Return what stands at *places* as one text."""
    return joint.join([place.text for place in places])


def narrowed(places: Sequence[Place], start: int, end: int) -> tuple[Place, ...]:
    """Return the parts of *places* that hold the characters ``start:end`` of their :func:`words`."""
    found: list[Place] = []
    at = 0
    for place in places:
        text = place.line.text[place.start : place.end]
        first = place.start + len(text) - len(text.lstrip())
        size = len(text.strip())
        low, high = max(0, start - at), min(size, end - at)
        if low < high:
            found.append(Place(place.line, first + low, first + high))
        at += size + 1
    return tuple(found)


class Spots:
    """The visible words of a page by the elements they stand in. Made once a page; linear in its size."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = [line for line in lines if line.node is not None]
        self._line_of: dict[int, int] = {}
        line_of = self._line_of
        for index, line in enumerate(self._lines):
            for owner in line.owners:
                line_of.setdefault(owner.mem_id, index)
        self._wordless: set[int] = set()

    def of(self, element: LexborNode) -> tuple[Place, ...]:
        """Return where the words of *element* stand, in reading order; nothing for one that shows no words."""
        first = self._some_line(element)
        if first is None:
            return ()
        lines = self._lines
        around: dict[int, bool] = {element.mem_id: True}
        found: list[Place] = []
        index = first
        while index >= 0 and (place := self._in_line(lines[index], around)) is not None:
            found.append(place)
            index -= 1
        found.reverse()
        index = first + 1
        while index < len(lines) and (place := self._in_line(lines[index], around)) is not None:
            found.append(place)
            index += 1
        return tuple(found)

    def _some_line(self, element: LexborNode) -> int | None:
        """Return the index of a line in which words of *element* stand."""
        index = self._line_of.get(element.mem_id)
        if index is not None:
            return index
        passed: list[int] = []
        for node in element.traverse():
            identity = node.mem_id
            index = self._line_of.get(identity)
            if index is not None:
                return index
            if identity in self._wordless:
                continue
            passed.append(identity)
        self._wordless.update(passed)
        return None

    @staticmethod
    def _in_line(line: Line, around: dict[int, bool]) -> Place | None:
        """Return the part of *line* that stands in the element that *around* knows, ``None`` where no word does."""
        if inside(line.node, around):
            return Place(line, 0, len(line.text))
        start = end = -1
        for run in line.runs:
            if inside(run.node, around):
                if start < 0:
                    start = run.start
                end = run.end
            elif start >= 0:
                break
        return Place(line, start, end) if start >= 0 and line.text[start:end].strip() else None


def inside(node: LexborNode | None, around: dict[int, bool]) -> bool:
    """Whether *node* stands in an element that *around* knows to be inside; what is learned is added to *around*."""
    passed: list[int] = []
    answer = False
    while node is not None:
        identity = node.mem_id
        known = around.get(identity)
        if known is not None:
            answer = known
            break
        passed.append(identity)
        node = node.parent
    if passed:
        around.update(dict.fromkeys(passed, answer))
    return answer


def claim(ledger: Ledger, places: Iterable[Place], role: str) -> None:
    """Claim *places* for the field *role*."""
    for line, start, end in places:
        ledger.claim(line, role, start, end)


def drop(ledger: Ledger, places: Iterable[Place], rule: str) -> None:
    """Leave *places* out under *rule*."""
    for line, start, end in places:
        ledger.drop(line, rule, start, end)
