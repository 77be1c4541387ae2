"""The one stream that every adapter reads: the visible lines of a page, in reading order.

HTML and plain-text exports become the same stream. A text export's lines are its lines. An HTML page's lines come from
walking the DOM by the rules of ``innerText`` (HTML Standard, "The rendered text collection steps"): block elements and
``<br>`` end a line, white space collapses, ``<pre>`` keeps its line breaks, the cells of a table row share a line as
long as they hold inline content only, and what a browser does not show is not there. Of CSS only ``style`` attributes
are looked at, since the rest would need a rendering engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import IntEnum
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

__all__ = ["Line", "Run", "html_lines", "text_lines"]


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
        return self.line.text[self.start : self.end].strip()

    @property
    def tag(self) -> str:
        """Name of the element the words stand in; ``""`` in a text export."""
        return (self.node.tag or "") if self.node is not None else ""

    @property
    def href(self) -> str | None:
        """Target of the link around the run, as written; ``None`` where there is no link."""
        node = self.node
        block = self.line.node
        stop = block.mem_id if block is not None else None
        while node is not None:
            if node.tag == "a":
                return node.attributes.get("href")
            if node.mem_id == stop:
                # A block may itself stand in a link: <a><h3>…</h3></a>.
                parent = node.parent
                return parent.attributes.get("href") if parent is not None and parent.tag == "a" else None
            node = node.parent
        return None

    def __repr__(self) -> str:
        return f"Run({self.text!r}, {self.tag!r})"


class Line:
    """One visible line.

    :ivar number: from 1; in a text export the number of the line in the file
    :ivar text: the words, white space collapsed to single spaces; a tab parts the cells of a table row
    :ivar blanks: blank lines before it (in HTML: what margins and ``<br>`` leave)
    :ivar tag: name of the block element it stands in (``"p"``, ``"h2"``, ``"li"``); ``""`` in a text export
    :ivar region: the nearest landmark around it (``"nav"``, ``"footer"``, ``"article"``, ``"blockquote"``…) or ``""``
    :ivar node: the block element, ``None`` in a text export
    :ivar marker: a list bullet that a text export printed before the words; not part of ``text``
    :ivar images: the ``<img>`` elements in the line and those standing alone since the line before
    :ivar page_break: a form feed stands before the line
    """

    __slots__ = (
        "blanks",
        "images",
        "index",
        "marker",
        "marks",
        "node",
        "number",
        "page_break",
        "region",
        "tag",
        "text",
    )

    def __init__(
        self,
        number: int,
        index: int,
        text: str,
        blanks: int,
        tag: str = "",
        region: str = "",
        node: LexborNode | None = None,
        marks: list[tuple[int, LexborNode]] | None = None,
        images: tuple[LexborNode, ...] = (),
        marker: str = "",
        page_break: bool = False,
    ) -> None:
        self.number = number
        self.index = index
        self.text = text
        self.blanks = blanks
        self.tag = tag
        self.region = region
        self.node = node
        self.marks = marks
        self.images = images
        self.marker = marker
        self.page_break = page_break

    @property
    def runs(self) -> tuple[Run, ...]:
        """The inline runs, left to right; one run for the whole line in a text export."""
        marks = self.marks
        if not marks:
            return (Run(self, 0, len(self.text), self.node),)
        ends = [start for start, _ in marks[1:]] + [len(self.text)]
        return tuple(Run(self, start, end, node) for (start, node), end in zip(marks, ends, strict=True))

    @property
    def boundaries(self) -> tuple[int, ...]:
        """Offsets at which one inline run ends and the next begins."""
        return tuple(start for start, _ in self.marks[1:]) if self.marks else ()

    @property
    def level(self) -> int | None:
        """Level of the heading element the line stands in, 1 to 6."""
        tag = self.tag
        return int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456" else None

    def ancestors(self) -> Iterator[LexborNode]:
        """The elements around the line, the block element first, ``<body>`` and ``<html>`` left out."""
        node = self.node
        while node is not None and node.tag not in {"body", "html", "-document", None}:
            yield node
            node = node.parent

    def __repr__(self) -> str:
        return f"Line({self.number}, {self.text!r}{f', {self.tag}' if self.tag else ''})"


# -- text exports ----------------------------------------------------------------------------------------------------

_BULLET = re.compile(r"[•‣◦▪]\s+")


def text_lines(text: str) -> list[Line]:
    """Return the non-blank lines of a plain-text export.

    Lines end at LF, CRLF, CR, LINE SEPARATOR or PARAGRAPH SEPARATOR; a form feed also parts pages.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\u2028" in text or "\u2029" in text:
        text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    lines: list[Line] = []
    blanks = 0
    page_break = False
    for number, raw in enumerate(text.split("\n"), 1):
        if "\f" in raw:
            page_break = True
        words = " ".join(raw.split())
        if not words:
            blanks += 1
            continue
        marker = ""
        tag = ""
        if words[0] in "•‣◦▪" and (match := _BULLET.match(words)):
            marker, words, tag = words[0], words[match.end() :], "li"
        lines.append(Line(number, len(lines), words, blanks, tag, marker=marker, page_break=page_break))
        blanks = 0
        page_break = False
    return lines


# -- HTML ------------------------------------------------------------------------------------------------------------


class _Kind(IntEnum):
    INLINE = 0
    TEXT = 1
    BLOCK = 2  # ends the line before and after
    SPACED = 3  # the same, with a margin
    SKIP = 4  # not visible
    BR = 5
    IMAGE = 6
    PRE = 7
    CELL = 8


_TAGS: Mapping[_Kind, str] = {
    _Kind.TEXT: "-text",
    _Kind.BLOCK: "address article aside body caption center dd details dialog dir div dt fieldset figcaption footer "
    "form header hgroup hr html legend li main menu nav optgroup search section summary tbody tfoot thead tr",
    _Kind.SPACED: "blockquote dl figure h1 h2 h3 h4 h5 h6 ol p table ul",
    _Kind.SKIP: "-comment -doctype -cdata area audio base canvas col colgroup datalist embed frame frameset head iframe "
    "input link map meta noembed noframes noscript object param rp script select source style svg template textarea "
    "title track video",
    _Kind.BR: "br",
    _Kind.IMAGE: "img image",
    _Kind.PRE: "pre listing plaintext xmp",
    _Kind.CELL: "td th",
}
_LANDMARKS = frozenset(
    "article aside blockquote button caption dialog figure footer form header main menu nav pre table".split()
)


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[int, int], dict[int, str]]:
    """Return tag id → kind and tag id → name.

    The ids are Lexbor's own and may differ between its versions, so they are asked for, once.
    """
    parser = LexborHTMLParser("<body>x")
    kinds: dict[int, int] = {}
    names: dict[int, str] = {}
    for kind, tags in _TAGS.items():
        for tag in tags.split():
            number = parser.create_node(tag).tag_id
            kinds[number] = int(kind)
            names[number] = tag
    body = parser.body
    text = body.first_child if body is not None else None
    if text is not None:
        kinds[text.tag_id] = int(_Kind.TEXT)
    return kinds, names


_STYLED = '[hidden],[aria-hidden="true"],[style*="display" i],[style*="white-space" i]'
_DISPLAY = re.compile(r"(?:^|;)\s*display\s*:\s*([a-z-]+)", re.IGNORECASE)
_WHITE_SPACE = re.compile(r"(?:^|;)\s*white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_DISPLAY_KIND = {
    "none": _Kind.SKIP,
    "block": _Kind.BLOCK,
    "flex": _Kind.BLOCK,
    "grid": _Kind.BLOCK,
    "list-item": _Kind.BLOCK,
    "table": _Kind.BLOCK,
    "table-row": _Kind.BLOCK,
    "flow-root": _Kind.BLOCK,
    "inline": _Kind.INLINE,
}


def _overrides(root: LexborNode) -> dict[int, int]:
    """Return, by node identity, the kind of each element whose attributes change how it is laid out."""
    kinds: dict[int, int] = {}
    for node in root.css(_STYLED):
        attributes = node.attributes
        if "hidden" in attributes or attributes.get("aria-hidden") == "true":
            kinds[node.mem_id] = int(_Kind.SKIP)
            continue
        style = attributes.get("style") or ""
        if _WHITE_SPACE.search(style):
            kinds[node.mem_id] = int(_Kind.PRE)
        display = _DISPLAY.search(style)
        if display and (kind := _DISPLAY_KIND.get(display[1].lower())) is not None and node.tag not in _NOT_STYLED:
            kinds[node.mem_id] = int(kind)
    return kinds


# An element that is never shown stays so, and the cells of a table stay its cells.
_NOT_STYLED = frozenset(f"{_TAGS[_Kind.SKIP]} body br html img td th tr".split()) - {"object", "svg"}


def _inline_only(child: LexborNode | None, kinds: Mapping[int, int]) -> bool:
    while child is not None:
        if kinds.get(child.tag_id, 0) in _BREAKING:
            return False
        child = child.next
    return True


_BREAKING = frozenset({_Kind.BLOCK, _Kind.SPACED, _Kind.BR, _Kind.PRE, _Kind.CELL})
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"


def html_lines(root: LexborNode) -> list[Line]:
    """Return the visible lines of the document below *root*, its ``<html>`` element."""
    kinds, names = _tables()
    kind_of = kinds.get
    overrides = _overrides(root)
    override_of = overrides.get
    lines: list[Line] = []

    # In force at this point of the walk: the element, the block and the landmark around it, and whether it is <pre>.
    owner = block = root
    region = ""
    pre = False
    # What stands open: where to go on once it closes, its kind, and what was in force outside it. An explicit stack,
    # since real pages nest deeper than Python recurses.
    stack: list[tuple[LexborNode, int, LexborNode, LexborNode, str, bool]] = []
    row_start = -1

    # The line being built.
    pieces: list[str] = []
    marks: list[tuple[int, LexborNode]] = []
    images: list[LexborNode] = []
    line_block = root
    line_region = ""
    length = 0
    space = False
    margin = False
    breaks = 0
    cells = 1

    def flush() -> None:
        nonlocal pieces, marks, length, space, margin, breaks, cells
        text = "".join(pieces)
        if length > 8 or text.strip(_INVISIBLE):
            number = len(lines)
            node = line_block
            if cells > 1 and node.parent is not None:
                node = node.parent
            tag = names.get(node.tag_id) or node.tag or ""
            blanks = breaks or (1 if margin and lines else 0)
            lines.append(Line(number + 1, number, text, blanks, tag, line_region, node, marks, tuple(images)))
            images.clear()
            breaks = 0
            margin = False
        pieces = []
        marks = []
        length = 0
        cells = 1
        space = False

    node = root.first_child
    while True:
        while node is not None:
            tag_id = node.tag_id
            kind = kind_of(tag_id, 0)
            if kind == 1:
                text = node.text_content or ""
                if pre:
                    for number, part in enumerate(text.split("\n")):
                        if number:
                            if length:
                                flush()
                            else:
                                breaks += 1
                        if part and not part.isspace():
                            if not length:
                                line_block, line_region = block, region
                            marks.append((length, owner))
                            pieces.append(part.rstrip())
                            length += len(pieces[-1])
                elif words := text.split():
                    if not length:
                        line_block, line_region = block, region
                    elif space or text[0].isspace():
                        pieces.append(" ")
                        length += 1
                    marks.append((length, owner))
                    piece = " ".join(words)
                    pieces.append(piece)
                    length += len(piece)
                    space = text[-1].isspace()
                else:
                    space = True
                node = node.next
                continue
            if overrides and kind != 4:
                kind = override_of(node.mem_id, kind)
            if kind == 0:
                child = node.first_child
                if child is None:
                    node = node.next
                else:
                    stack.append((node, 0, owner, block, region, pre))
                    owner = node
                    node = child
                continue
            if kind == 4:
                node = node.next
                continue
            if kind == 5:
                if length:
                    flush()
                else:
                    breaks += 1
                node = node.next
                continue
            if kind == 6:
                images.append(node)
                node = node.next
                continue
            child = node.first_child
            if length:
                if kind == 8 and row_start == len(lines) and _inline_only(child, kinds):
                    pieces.append("\t")
                    length += 1
                    cells += 1
                    space = False
                else:
                    flush()
            if kind == 3 or kind == 7:
                margin = True
            tag = names.get(tag_id, "")
            if tag == "tr":
                row_start = len(lines)
            stack.append((node, kind, owner, block, region, pre))
            owner = block = node
            if tag in _LANDMARKS:
                region = tag
            if kind == 7:
                pre = True
            node = child
        if not stack:
            break
        node, kind, owner, block, region, pre = stack.pop()
        if kind > 1 and kind != 8:
            if length:
                flush()
            if kind == 3 or kind == 7:
                margin = True
        node = node.next
    flush()
    if images and lines:
        lines[-1].images += tuple(images)
    return lines
