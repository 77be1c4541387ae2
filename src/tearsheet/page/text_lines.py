"""The lines of a text export: its own, less what is blank. Of a long text they are kept as text and not as objects."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple, overload

from tearsheet.page.lines import Line, collapse

_BULLETS = "•‣◦▪"
FEW = 5_000
"""Objects for so many lines are sooner had than asked for one by one; what is longer would take many times its size."""


class ParsedText(NamedTuple):
    """The lines of a text: their words and numbers, by index the bullets, and before which of them a page ends."""

    parts: list[str]
    numbers: Sequence[int]
    markers: dict[int, str]
    breaks: frozenset[int]


def parsed_text(text: str) -> ParsedText:
    """Return the non-blank lines of *text*, all of whose lines end in a line feed."""
    parts = text.split("\n")
    breaks = [at for at, part in enumerate(parts, 1) if "\f" in part] if "\f" in text else []
    # Of most texts one look at the whole tells that no line is to be changed.
    if "  " in text or "\n " in text or " \n" in text or not "".join(parts).isprintable():
        # White space other than the plain space is not printable, nor is what shows nothing.
        parts = [
            words if words.isprintable() and "  " not in words else collapse(words) for words in map(str.strip, parts)
        ]
    else:
        parts[0] = parts[0].lstrip()
        parts[-1] = parts[-1].rstrip()
    numbers: Sequence[int] = range(1, len(parts) + 1)
    if not all(parts):
        numbers = array("I", [number for number, words in enumerate(parts, 1) if words])
        parts = list(filter(None, parts))
    markers: dict[int, str] = {}
    if any(map(text.__contains__, _BULLETS)):
        for index, words in enumerate(parts):
            if words[0] in _BULLETS and words[1:2] == " ":
                markers[index] = words[0]
                parts[index] = words[2:]
    return ParsedText(parts, numbers, markers, frozenset([bisect_left(numbers, at) for at in breaks]))


class TextLines(Sequence[Line]):
    """The lines of a long text, each made anew whenever it is asked for: two are the same if their ``index`` is.

    :ivar words: their texts, each followed by a line feed but the last
    :ivar markers: bullets, by the index of their line
    :ivar breaks: indexes of lines before which a page ends
    """

    __slots__ = ("_ends", "_numbers", "breaks", "markers", "words")

    def __init__(self, parsed: ParsedText) -> None:
        parts, self._numbers, self.markers, self.breaks = parsed
        self._ends = array("I", accumulate([len(words) + 1 for words in parts]))
        self.words = "\n".join(parts)

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, index: int) -> Line: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Line]: ...

    def __getitem__(self, index: int | slice) -> Line | Sequence[Line]:
        if isinstance(index, slice):
            return self.some(range(*index.indices(len(self._ends))))
        if index < 0:
            index += len(self._ends)
        if not 0 <= index < len(self._ends):
            raise IndexError(index)
        return self._line(index)

    def __iter__(self) -> Iterator[Line]:
        return map(self._line, range(len(self._ends)))

    def some(self, chosen: Sequence[int]) -> Sequence[Line]:
        """Return the lines of the indexes *chosen*."""
        return _Some(self, chosen) if len(chosen) > FEW else list(map(self._line, chosen))

    def holding(self, pattern: re.Pattern[str]) -> set[int]:
        """Return the indexes of the lines that hold a match of *pattern*, which reaches over no line's end."""
        return {bisect_right(self._ends, match.start()) for match in pattern.finditer(self.words)}

    def _line(self, index: int) -> Line:
        number, start, above = self._numbers[index], 0, 0
        if index:
            start, above = self._ends[index - 1], self._numbers[index - 1]
        text, marker = self.words[start : self._ends[index] - 1], self.markers.get(index, "")
        tag = "li" if marker else ""
        return Line(number, index, text, number - above - 1, tag, marker, index in self.breaks)


class _Some(Sequence[Line]):
    """Some of the lines of a long text."""

    __slots__ = ("chosen", "lines")

    def __init__(self, lines: TextLines, chosen: Sequence[int]) -> None:
        self.lines = lines
        self.chosen = chosen

    def __len__(self) -> int:
        return len(self.chosen)

    def __iter__(self) -> Iterator[Line]:
        return map(self.lines.__getitem__, self.chosen)

    @overload
    def __getitem__(self, index: int) -> Line: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Line]: ...

    def __getitem__(self, index: int | slice) -> Line | Sequence[Line]:
        if isinstance(index, slice):
            return self.lines.some(self.chosen[index])
        return self.lines[self.chosen[index]]


def line_feeds(text: str) -> str:
    """Return *text* with all its lines ended by a line feed."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\u2028" in text or "\u2029" in text:
        text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    if "\x85" in text and "\n" not in text:
        text = text.replace("\x85", "\n")
    return text


def text_lines(text: str) -> Sequence[Line]:
    """Return the non-blank lines of a plain-text export.

    Lines end at LF, CRLF, CR, LINE SEPARATOR or PARAGRAPH SEPARATOR, and at NEL where nothing else ends one; a form
    feed also parts pages.
    """
    parsed = parsed_text(line_feeds(text))
    if len(parsed.parts) > FEW:
        return TextLines(parsed)
    _, _, markers, breaks = parsed
    lines: list[Line] = []
    above = 0
    for index, (words, number) in enumerate(zip(parsed.parts, parsed.numbers, strict=True)):
        lines.append(Line(number, index, words, number - above - 1))
        above = number
    for index, marker in markers.items():
        lines[index].tag, lines[index].marker = "li", marker
    for index in breaks:
        if index < len(lines):
            lines[index].page_break = True
    return lines


def texts_of(lines: Sequence[Line]) -> list[str]:
    """Return the texts of *lines*."""
    if type(lines) is list:  # of what is abstract to ask what it is takes its time
        return [line.text for line in lines]
    if isinstance(lines, TextLines):
        return lines.words.split("\n") if lines else []
    if isinstance(lines, _Some):
        texts = texts_of(lines.lines)
        return list(map(texts.__getitem__, lines.chosen))
    return [line.text for line in lines]


def indexes_of(lines: Sequence[Line]) -> Sequence[int]:
    """Return the ``index`` of each of *lines*."""
    if isinstance(lines, TextLines):
        return range(len(lines))
    return lines.chosen if isinstance(lines, _Some) else [line.index for line in lines]


def lines_at(lines: Sequence[Line], places: Sequence[int]) -> Sequence[Line]:
    """Return those of *lines* that stand at *places*."""
    if isinstance(lines, _Some):
        return lines.lines.some(array("I", map(lines.chosen.__getitem__, places)))
    return lines.some(places) if isinstance(lines, TextLines) else [lines[at] for at in places]


def places_of(texts: Sequence[str], test: Callable[[str], bool]) -> list[int]:
    """Return at which places those *texts* stand that pass *test*, which is asked once for each different one."""
    found = set(filter(test, frozenset(texts)))
    return [at for at, text in enumerate(texts) if text in found] if found else []


def bullets_of(lines: Sequence[Line]) -> Collection[int]:
    """Return the ``index`` of each of *lines* before which a bullet stands; of a part of a long text, of all of it."""
    if isinstance(lines, _Some):
        lines = lines.lines
    return lines.markers if isinstance(lines, TextLines) else {line.index for line in lines if line.marker}


def breaks_of(lines: Sequence[Line]) -> set[int]:
    """Return the places in *lines* of those before which a page ends."""
    if isinstance(lines, TextLines) and not lines.breaks:
        return set()
    return {place for place, line in enumerate(lines) if line.page_break}
