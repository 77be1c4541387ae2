"""The one stream that every adapter reads: the visible lines of a page, in reading order.

HTML pages and text exports become one stream. The lines of a text export are read in
:mod:`tearsheet.page.text_lines`, those of an HTML page in :mod:`tearsheet.page.layout`. White space is normalised in
both: whatever Unicode calls white space, the no-break and the ideographic space with it, becomes one plain space; a
line of ``<pre>`` can still say how it was laid out. Nothing else is changed: soft hyphens, zero-width characters and
the like stay as they stand, but a line that holds nothing else is a blank line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Optional, TypeAlias

from selectolax.lexbor import LexborNode

from tearsheet.page.pieces import CELL, Pieces

OUTERMOST = frozenset({"-document", "body", "html", None})
"""Tags of what stands around every line, and so tells nothing of any."""
Frame: TypeAlias = tuple[LexborNode, int, LexborNode, str, bool, Optional["Frame"], int, str]
"""What is in force in an element, as the walk through the page knew it: the element, its kind, the block, the landmark,
whether line breaks are kept, the frame of the element around it, how deep it stands, and its tag, which is sooner had
here than asked of Lexbor."""
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
            marks = self.pieces.marks(self._start, self._stop)
            if len(marks) > 1:  # one is had sooner than kept
                self._marks = marks
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
    def hrefs(self) -> list[str]:
        """Where the links around its words lead, as written, left to right; empty in a text export."""
        pieces, start = self.pieces, self._start
        found: list[str] = []
        for at, anchor in enumerate(pieces.anchors[start : self._stop], start):
            # An icon in a link of its own is no words.
            if anchor is not None and (text := pieces.texts[at]) != CELL and text and not text.isspace():
                href = pieces.target(anchor)
                if href:
                    found.append(href)
        return found

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
        frame = self.frame
        while frame is not None and frame[7] not in OUTERMOST:
            yield frame[0]
            frame = frame[5]

    def __repr__(self) -> str:
        return f"Line({self.number}, {self.text!r}{f', {self.tag}' if self.tag else ''})"


def collapse(text: str) -> str:
    """Return *text* with its white space normalised, ``""`` if it shows nothing."""
    text = " ".join(text.split())
    return text if len(text) > 8 or text.strip(INVISIBLE) else ""
