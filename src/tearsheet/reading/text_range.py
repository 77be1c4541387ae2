"""Some lines as one text, in which patterns are sought and of which parts are claimed."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from tearsheet.page.lines import Line, Seams
from tearsheet.page.text_lines import texts_of
from tearsheet.reading.ledger import Ledger


class TextRange:
    """Some lines as one text, so that a pattern need not care where lines end or words are glued.

    In ``text`` a line feed stands between two lines, and a space between two inline runs that have none: two spans side
    by side are two words, though a browser prints them without a gap.
    """

    def __init__(self, ledger: Ledger, lines: Sequence[Line], seams: Seams | None = None) -> None:
        self.ledger = ledger
        self.lines = lines
        # Where in the text each piece begins, the index of its line, and where in the line.
        self._starts: Sequence[int]
        self._indexes: Sequence[int]
        self._begins: Sequence[int]
        if seams is None and lines and (type(lines) is not list or _are_text(lines)):
            # A text has no seams, and may have very many lines.
            texts = texts_of(lines)
            self.text = "\n".join(texts)
            self._starts = array("I", accumulate([len(text) + 1 for text in texts[:-1]], initial=0))
            self._indexes, self._begins = range(len(texts)), bytes(len(texts))
            return
        starts, indexes, begins, words, at = list[int](), list[int](), list[int](), list[str](), 0
        for index, line in enumerate(lines):
            text, begin = line.text, 0
            for cut in line.boundaries if line.node is not None else seams(text) if seams is not None else ():
                if not text[cut - 1].isspace() and not text[cut].isspace():
                    words.append(text[begin:cut] + " ")
                    starts.append(at)
                    indexes.append(index)
                    begins.append(begin)
                    at += cut - begin + 1
                    begin = cut
            words.append((text[begin:] if begin else text) + "\n")
            starts.append(at)
            indexes.append(index)
            begins.append(begin)
            at += len(text) - begin + 1
        self.text = "".join(words)[:-1]
        self._starts, self._indexes, self._begins = starts, indexes, begins

    def search(self, pattern: re.Pattern[str], start: int = 0) -> Match | None:
        """Look for *pattern* from *start* on."""
        match = pattern.search(self.text, start)
        return Match(self, match) if match is not None else None

    def take(self, start: int, end: int, role: str) -> str:
        """Claim ``start:end`` for *role*; return the words, line ends made spaces."""
        return " ".join([self.ledger.claim(line, role, a, b) for line, a, b in self.parts(start, end)])

    def drop(self, start: int, end: int, rule: str) -> None:
        """Leave ``start:end`` out under *rule*."""
        for line, a, b in self.parts(start, end):
            self.ledger.drop(line, rule, a, b)

    def index_at(self, offset: int) -> int:
        """Return the index, among the lines of the stretch, of the line in which *offset* lies."""
        return self._indexes[self._piece_at(offset)] if self._indexes else 0

    def offset_of(self, offset: int) -> int:
        """Return where *offset* lies in the text of its line."""
        piece = self._piece_at(offset)
        return self._begins[piece] + offset - self._starts[piece]

    def boundaries(self) -> tuple[int, ...]:
        """Offsets at which a line or an inline run begins, the first left out."""
        found, cuts, last = list[int](), list[int](), -1
        pieces = list(zip(self._indexes, self._begins, strict=True))
        after = [*pieces, (-1, 0)][1:]
        for start, (index, begin), (following, end) in zip(self._starts, pieces, after, strict=True):
            found.append(start)
            text = self.lines[index].text
            if index != last:  # where no white space stands a piece begins
                last, inner = index, reversed(self.lines[index].boundaries)
                cuts = [cut for cut in inner if any(map(str.isspace, text[cut - 1 : cut + 1]))]
            while cuts and cuts[-1] < (end if following == index else len(text)):
                found.append(start + cuts.pop() - begin)
        return tuple(found[1:])

    def _piece_at(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def parts(self, start: int, end: int) -> list[tuple[Line, int, int]]:
        """Return the lines in which ``start:end`` lies, each with the offsets into its text."""
        parts: list[tuple[Line, int, int]] = []
        piece = self._piece_at(start)
        while piece < len(self._starts) and self._starts[piece] < end:
            line, begin, at = self.lines[self._indexes[piece]], self._begins[piece], self._starts[piece]
            last = self._begins[piece + 1] if piece + 1 < len(self._begins) else 0
            a, b = begin + max(0, start - at), min(last or len(line.text), begin + end - at)
            if a < b and not line.text[a:b].isspace():
                if parts and parts[-1][0].index == line.index:
                    parts[-1] = (line, parts[-1][1], b)
                else:
                    parts.append((line, a, b))
            piece += 1
        return parts


def _are_text(lines: Sequence[Line]) -> bool:
    """Whether none of *lines* has an element: the first mostly tells."""
    return lines[0].node is None and all(line.node is None for line in lines)


class Match:
    """A match in a :class:`TextRange`; groups can be claimed by name."""

    def __init__(self, stretch: TextRange, match: re.Match[str]) -> None:
        self.stretch = stretch
        self.match = match

    def take(self, group: str, role: str | None = None) -> str | None:
        """Claim the named *group* for *role* (by default the group's name); ``None`` where it did not take part."""
        start, end = self.match.span(group)
        return (self.stretch.take(start, end, role or group) or None) if start < end else None

    def drop_rest(self, rule: str) -> None:
        """Leave the rest of the match out under *rule*; what was claimed before keeps its claim."""
        self.stretch.drop(self.match.start(), self.match.end(), rule)

    @property
    def start(self) -> int:
        return self.match.start()

    @property
    def end(self) -> int:
        return self.match.end()
