"""The one stream that every adapter reads: the visible lines of a page, in reading order.

HTML pages and text exports become one stream. The lines of a text export are read here, those of an HTML page in
:mod:`tearsheet.page.layout`. White space is normalised in both: whatever Unicode calls white space, the no-break and
the ideographic space with it, becomes one plain space; a line of ``<pre>`` can still say how it was laid out. Nothing
else is changed: soft hyphens, zero-width characters and
the like stay as they stand, but a line that holds nothing else is a blank line.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import accumulate
from typing import Optional, TypeAlias, overload

from selectolax.lexbor import LexborNode

from tearsheet.page.pieces import CELL, Pieces

__all__ = [
    "INVISIBLE",
    "OUTERMOST",
    "Frame",
    "Line",
    "Run",
    "Seams",
    "TextLines",
    "bullets_of",
    "text_lines",
    "texts_of",
]

OUTERMOST = frozenset({"-document", "body", "html", None})
"""Tags of what stands around every line, and so tells nothing of any."""
Frame: TypeAlias = tuple[LexborNode, int, LexborNode, str, bool, Optional["Frame"], int]
"""What is in force in an element, as the walk through the page knew it: the element, its kind, the block, the landmark,
whether line breaks are kept, the frame of the element around it, and how deep it stands."""
Seams: TypeAlias = Callable[[str], Sequence[int]]
"""Where the words of a line of text are glued, where an adapter can tell; of a page's lines, the markup tells it."""
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


_NO_PIECES = Pieces()


class Run:
    """A stretch of a line that lies in one inline element.

    ``start`` and ``end`` are offsets into the line's text; ``node`` is the element, ``None`` in a text export.
    """

    __slots__ = ("end", "line", "node", "start")

    def __init__(self, line: Line, start: int, end: int, node: LexborNode | None) -> None:
        self.line = line
        self.start = start
        self.end = end
        self.node = node

    @property
    def text(self) -> str:
        """The words, without the white space that parts them from the next run."""
        return self.line.text[self.start : self.end].strip()

    @property
    def tag(self) -> str:
        """Name of the element the words stand in; ``""`` in a text export."""
        return (self.node.tag or "") if self.node is not None else ""

    @property
    def href(self) -> str | None:
        """Target of the link around the run, as written; ``None`` where there is no link."""
        return self.line.pieces.link(self.node)

    def __repr__(self) -> str:
        return f"Run({self.text!r}, {self.tag!r})"


class Line:
    """One visible line.

    :ivar number: from 1; in a text export the number of the line in the file
    :ivar index: place in the page's list of lines, from 0
    :ivar text: the words, white space collapsed to single spaces; a tab parts the cells of a table row
    :ivar blanks: blank lines before it; in HTML what ``<br>``, ``<pre>`` and lines of no-break spaces leave, else 1 for
        a margin
    :ivar tag: name of the block element it stands in (``"p"``, ``"h2"``, ``"li"``), ``"tr"`` for several cells of a
        row; in a text export ``"li"`` for a bulleted line, else ``""``
    :ivar region: the nearest landmark around it (``"nav"``, ``"footer"``, ``"article"``, ``"blockquote"``…) or ``""``
    :ivar node: the block element, ``None`` in a text export
    :ivar frame: how the walk through the page came to ``node``; ``None`` in a text export
    :ivar marker: a list bullet that a text export printed before the words; not part of ``text``
    :ivar images: the ``<img>`` elements in the line and those standing alone since the line before; those after the
        last line belong to it
    :ivar page_break: a form feed stands before the line
    """

    __slots__ = (
        "_marks",
        "_start",
        "_stop",
        "blanks",
        "frame",
        "images",
        "index",
        "marker",
        "node",
        "number",
        "page_break",
        "pieces",
        "region",
        "tag",
        "text",
    )

    def __init__(  # noqa: PLR0917  # by position, since a page makes hundreds
        self,
        number: int,
        index: int,
        text: str,
        blanks: int,
        tag: str = "",
        marker: str = "",
        page_break: bool = False,
        region: str = "",
        node: LexborNode | None = None,
        images: tuple[LexborNode, ...] = (),
        pieces: Pieces = _NO_PIECES,
        start: int = 0,
        stop: int = 0,
        frame: Frame | None = None,
    ) -> None:
        self.number = number
        self.index = index
        self.text = text
        self.blanks = blanks
        self.tag = tag
        self.marker = marker
        self.page_break = page_break
        self.region = region
        self.node = node
        self.images = images
        self.pieces = pieces
        self._start = start
        self._stop = stop
        self.frame = frame
        self._marks: tuple[tuple[int, LexborNode], ...] | None = None

    @property
    def marks(self) -> tuple[tuple[int, LexborNode], ...]:
        """Where each inline run begins and the element it stands in; empty in a text export."""
        marks = self._marks
        if marks is None:
            marks = self._marks = self.pieces.marks(self._start, self._stop)
        return marks

    @property
    def runs(self) -> tuple[Run, ...]:
        """The inline runs, left to right; one run for the whole line in a text export.

        Words of one element are one run as long as no other element, be it an empty or a hidden one, stands between.
        """
        marks = self.marks
        if len(marks) < 2:
            return (Run(self, 0, len(self.text), marks[0][1] if marks else self.node),)
        ends = [start for start, _ in marks[1:]] + [len(self.text)]
        return tuple([Run(self, start, end, node) for (start, node), end in zip(marks, ends, strict=True)])

    @property
    def owners(self) -> list[LexborNode]:
        """The elements that its words stand in directly, one a text node; empty in a text export."""
        start, stop = self._start, self._stop
        pieces = self.pieces
        pairs = zip(pieces.texts[start:stop], pieces.owners[start:stop], strict=True)
        return [owner for text, owner in pairs if text and text != CELL]

    @property
    def written(self) -> str:
        """The words of a line of ``<pre>`` as they are laid out: white space before and amid them is kept."""
        words = "".join(self.pieces.texts[self._start : self._stop]).rstrip().replace("\xa0", " ")
        return words if words and "\n" not in words and CELL not in words else self.text

    @property
    def span(self) -> tuple[int, int]:
        """Which texts of ``pieces`` the line is made of."""
        return self._start, self._stop

    @property
    def is_linked(self) -> bool:
        """Whether any of its words stand in an ``<a>``."""
        start, stop = self._start, self._stop
        anchors = self.pieces.anchors
        return anchors[start] is not None if stop - start == 1 else any(anchors[start:stop])

    @property
    def element(self) -> LexborNode | None:
        """The element that all its words stand in directly, ``None`` where they stand in several or in none."""
        start, stop = self._start, self._stop
        owners = self.pieces.owners
        if stop - start == 1:
            return owners[start]
        found = owners[start:stop]
        return found[0] if found and all(owner is found[0] for owner in found) else None

    @property
    def boundaries(self) -> tuple[int, ...]:
        """Offsets at which one inline run ends and the next begins."""
        if self._stop - self._start < 2:
            return ()
        return tuple([start for start, _ in self.marks[1:]])

    @property
    def level(self) -> int | None:
        """Level of the heading element the line stands in, 1 to 6."""
        tag = self.tag
        return int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456" else None

    def ancestors(self) -> Iterator[LexborNode]:
        """The elements around the line, the block element first, ``<body>`` and ``<html>`` left out."""
        node = self.node
        while node is not None and node.tag not in OUTERMOST:
            yield node
            node = node.parent

    def __repr__(self) -> str:
        return f"Line({self.number}, {self.text!r}{f', {self.tag}' if self.tag else ''})"


def collapse(text: str) -> str:
    """Return *text* with its white space normalised, ``""`` if it shows nothing."""
    text = " ".join(text.split())
    return text if len(text) > 8 or text.strip(INVISIBLE) else ""


_BULLETS = "•‣◦▪"
# Objects for so many lines are sooner had than asked for one by one; what is longer would take many times its size.
_FEW = 5_000


class TextLines(Sequence[Line]):
    """The lines of a long text, each made anew whenever it is asked for: two are the same if their ``index`` is.

    :ivar words: their texts, each followed by a line feed but the last
    :ivar markers: bullets, by the index of their line
    :ivar breaks: indexes of lines before which a page ends
    """

    __slots__ = ("_ends", "_numbers", "breaks", "markers", "words")

    def __init__(self, text: str) -> None:
        parts = text.split("\n")
        breaks = [at for at, part in enumerate(parts, 1) if "\f" in part] if "\f" in text else []
        # Of most texts one look at the whole tells that no line is to be changed.
        if "  " in text or "\n " in text or " \n" in text or not "".join(parts).isprintable():
            # White space other than the plain space is not printable, nor is what shows nothing.
            parts = [
                words if words.isprintable() and "  " not in words else collapse(words)
                for words in map(str.strip, parts)
            ]
        else:
            parts[0] = parts[0].lstrip()
            parts[-1] = parts[-1].rstrip()
        numbers: Sequence[int] = range(1, len(parts) + 1)
        if not all(parts):
            numbers = array("I", [number for number, words in enumerate(parts, 1) if words])
            parts = list(filter(None, parts))
        self.markers: dict[int, str] = {}
        if any(map(text.__contains__, _BULLETS)):
            for index, words in enumerate(parts):
                if words[0] in _BULLETS and words[1:2] == " ":
                    self.markers[index] = words[0]
                    parts[index] = words[2:]
        self._numbers = numbers
        self.breaks = frozenset([bisect_left(numbers, at) for at in breaks])
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
            chosen = range(*index.indices(len(self._ends)))
            return _Some(self, chosen) if len(chosen) > _FEW else list(map(self._line, chosen))
        if index < 0:
            index += len(self._ends)
        if not 0 <= index < len(self._ends):
            raise IndexError(index)
        return self._line(index)

    def __iter__(self) -> Iterator[Line]:
        return map(self._line, range(len(self._ends)))

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

    def __init__(self, lines: TextLines, chosen: range) -> None:
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
            chosen = self.chosen[index]
            return self.lines[chosen.start : chosen.stop : chosen.step]
        return self.lines[self.chosen[index]]


def text_lines(text: str) -> Sequence[Line]:
    """Return the non-blank lines of a plain-text export.

    Lines end at LF, CRLF, CR, LINE SEPARATOR or PARAGRAPH SEPARATOR; a form feed also parts pages.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\u2028" in text or "\u2029" in text:
        text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    lines = TextLines(text)
    return list(lines) if len(lines) <= _FEW else lines


def texts_of(lines: Sequence[Line]) -> list[str]:
    """Return the texts of *lines*."""
    if isinstance(lines, TextLines):
        return lines.words.split("\n") if lines else []
    if isinstance(lines, _Some):
        return texts_of(lines.lines)[lines.chosen.start : lines.chosen.stop : lines.chosen.step]
    return [line.text for line in lines]


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
