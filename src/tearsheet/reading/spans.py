"""Where on the page the words of an element stand: from an element of the DOM to lines and parts of lines."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from selectolax.lexbor import LexborNode

from tearsheet.page.lines import Line
from tearsheet.reading.ledger import Ledger

T = TypeVar("T")


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
    """The visible words of a page by the elements they stand in."""

    def __init__(self, lines: Sequence[Line]) -> None:
        # All of the page's, or none of a text export's.
        self._lines = lines if lines and lines[0].node is not None else ()
        spans = [line.span for line in self._lines]
        self._starts = [start for start, _ in spans]
        self._stops = [stop for _, stop in spans]

    def of(self, element: LexborNode) -> tuple[Span, ...]:
        """Return where the words of *element* stand, in reading order; nothing for one that shows no words."""
        head, first, behind, tail = self._found(element)
        return (*head, *[Span(line, 0, len(line.text)) for line in self._lines[first:behind]], *tail)

    def drop(self, ledger: Ledger, element: LexborNode, rule: str) -> None:
        """Leave the words of *element* out under *rule*."""
        head, first, behind, tail = self._found(element)
        if first < behind:
            ledger.settle(first, behind, rule=rule)
        drop(ledger, head + tail, rule)

    def _found(self, element: LexborNode) -> tuple[tuple[Span, ...], int, int, tuple[Span, ...]]:
        """Return which lines are wholly of *element*, from the first to behind the last, and what is at either end."""
        lines = self._lines
        start, stop = lines[0].pieces.place(element) if lines else (0, 0)
        if start == stop:
            return (), 0, 0, ()
        head: tuple[Span, ...] = ()
        tail: tuple[Span, ...] = ()
        first, behind = bisect_left(self._starts, start), bisect_right(self._stops, stop)
        if first and self._stops[first - 1] > start:
            head = _part(lines[first - 1], start, stop)
        if first <= behind < len(lines) and self._starts[behind] < stop:
            tail = _part(lines[behind], start, stop)
        return head, first, behind, tail


def _part(line: Line, start: int, stop: int) -> tuple[Span, ...]:
    """Return the part of *line* that the texts *start* to *stop* of the page are, nothing where no word is."""
    own_start, own_stop = line.span
    owners = {id(owner) for owner in line.pieces.owners[max(start, own_start) : min(stop, own_stop)]}
    begin = end = -1
    for at, owner in line.marks:
        if id(owner) in owners:
            if begin < 0:
                begin = at
        elif begin >= 0:
            end = at
            break
    if begin < 0:
        return ()
    text = line.text[begin : end if end >= 0 else None]
    return (Span(line, begin, begin + len(text)),) if text and not text.isspace() else ()


def nearest(node: LexborNode | None, known: dict[int, T], *, default: T) -> T:
    """Return what *known* has for *node* or the nearest element around it, else *default*.

    What is learned of the elements on the way is added to *known*, so that no way is gone twice.
    """
    passed: list[int] = []
    answer = default
    while node is not None:
        identity = node.mem_id
        if identity in known:
            answer = known[identity]
            break
        passed.append(identity)
        node = node.parent
    known.update(dict.fromkeys(passed, answer))
    return answer


def claim(ledger: Ledger, places: Iterable[Span], role: str) -> None:
    """Claim *places* for the field *role*."""
    for line, start, end in places:
        ledger.claim(line, role, start, end)


def drop(ledger: Ledger, places: Iterable[Span], rule: str) -> None:
    """Leave *places* out under *rule*."""
    for line, start, end in places:
        ledger.drop(line, rule, start, end)
