"""Parts of a story: the words of a line that become a block of the body, and what kind its markup or its shape says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from tearsheet.model import Block, BlockKind, Image
from tearsheet.page.lines import Line, Run


class Passage(NamedTuple):
    """Words of a line that are of the story, as :meth:`tearsheet.reading.reader.Reader.body` takes them.

    :param start: where the words begin; where they also end there, only the line's pictures are of the story
    :param end: where they end, if not with the line
    :param kind: ``None`` where the markup of the line tells it
    :param role: what the words are claimed for; a caption of ``images.caption`` is claimed for its picture alone
    :param images: the pictures that stand here; ``None`` for those of the line
    :param tells: whether the words tell the story whatever their markup: then only a label (图注:) makes them a caption
    """

    line: Line
    start: int = 0
    end: int | None = None
    kind: BlockKind | None = None
    level: int | None = None
    role: str = "body"
    images: Sequence[Image] | None = None
    tells: bool = False


_KINDS: dict[str, tuple[BlockKind, int | None]] = {
    "li": ("list_item", None),
    "dd": ("list_item", None),
    "dt": ("list_item", None),
    "pre": ("code", None),
    "code": ("code", None),
    "figcaption": ("caption", None),
    "caption": ("caption", None),
    "tr": ("table", None),
    "th": ("table", None),
    **{f"h{level}": ("heading", level) for level in range(1, 7)},
}
_NOTHING = " \u200b\u200c\ufeff"  # blanks, and what shows nothing
_REMEMBERED = 4_096  # different texts: where there are more of them, the next is seldom one of the first
_CODE: tuple[BlockKind, int | None] = ("code", None)
_PARAGRAPH: tuple[BlockKind, int | None] = ("paragraph", None)
_QUOTE: tuple[BlockKind, int | None] = ("quote", None)


def _code_around(line: Line) -> LexborNode | None:
    """Return the ``<pre>`` that *line* stands in, whatever marks it up in there."""
    if line.tag != "pre" and (line.frame is None or not line.frame[4]):
        return None
    return next((node for node in line.ancestors() if node.tag == "pre"), None)


def block_kind(line: Line) -> tuple[BlockKind, int | None]:
    """Return the kind of block that the markup of *line* says it is, and the level of a heading."""
    if _code_around(line) is not None:
        return _CODE
    tag = line.tag
    kind = _KINDS.get(tag)
    if kind is None and tag in {"p", "div"} and line.frame is not None and line.frame[5] is not None:
        around = line.frame[5][7]
        kind = _KINDS[around] if around in {"li", "dd", "figcaption"} else None
    return kind or (_QUOTE if line.region == "blockquote" else _PARAGRAPH)


def add_block(blocks: list[Block], block: Block, line: Line, above: LexborNode | None) -> LexborNode | None:
    """Add *block*, made of *line*, to *blocks*; code is laid out as printed, and lines of one ``<pre>`` are one block.

    :param above: the ``<pre>`` that the block before stands in
    :return: that of *line*
    """
    code = _code_around(line) if block.kind == "code" else None
    if code is None:
        blocks.append(block)
        return None
    # A page may hold thousands of lines of code: each block is made once, and not changed.
    text, links = line.written if block.text == line.text else block.text, block.links
    if above is not None and code.mem_id == above.mem_id:
        last = blocks.pop()
        text, links = last.text + "\n" * (1 + line.blanks) + text, last.links + links
    blocks.append(Block(kind="code", text=text, level=block.level, links=links))
    return code


_PERMALINK = re.compile(
    r"(?:(?:[\W_]|\b(?:(?:direct |copy |perma)?link|anchor)(?: to (?:this )?(?:heading|section|title|paragraph)\b)?))*",
    re.IGNORECASE,
)


def heading_words(line: Line) -> tuple[int, int]:
    """Return where the words of a heading stand, without the sign before or behind them that leads to itself: ``#``."""
    start, end = 0, len(line.text)
    if line.level is None or not line.is_linked:
        return start, end
    runs = [run for run in line.runs if run.text.strip()]
    while len(runs) > 1 and _leads_here(runs[-1]):
        end = runs.pop().start
    while len(runs) > 1 and _leads_here(runs[0]):
        start = runs.pop(0).end
    words = line.text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip(_NOTHING))


def _leads_here(run: Run) -> bool:
    return (run.href or "").startswith("#") and _PERMALINK.fullmatch(run.text) is not None


class TextBlocks:
    """Makes the blocks of a text without markup. Equal ones are one block, as most are where lines are very short."""

    def __init__(self) -> None:
        self._known: dict[BlockKind, dict[str, Block]] = {}

    def block(self, text: str, kind: BlockKind = "paragraph") -> Block:
        """Return the block of *text*, of which its marks say that it is of *kind*."""
        known = self._known.setdefault(kind, {})
        block = known.get(text)
        if block is None:
            block = Block(kind=kind, text=text)
            if len(known) < _REMEMBERED:
                known[text] = block
        return block


def captions_picture(line: Line) -> bool:
    """Whether the markup of *line* says that it is the caption of a picture; ``<caption>`` is that of a table."""
    return line.tag == "figcaption" or (line.tag in {"p", "div"} and block_kind(line)[0] == "caption")


# -- where no markup says it -------------------------------------------------------------------------------------------

_CLOSING = "\"'”’」』》）)】]〉 "
_SENTENCE_END = frozenset("。.!！?？…;；:：,，、—~～")
_LONGEST = 30  # characters that a heading without markup may have
_LONGEST_CRY = 8  # characters of one that ends in an exclamation mark: 卷!卷!卷!
_SECTION_NUMBER = re.compile(r"[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[IVX]{1,4})[)）]?[.、．]?")


def is_section_number(text: str) -> bool:
    """Whether *text* is nothing but the number of a section: ``1``, ``三``, ``（二）``, ``IV.``."""
    return len(text) <= 5 and _SECTION_NUMBER.fullmatch(text) is not None


def heading_shapes(lines: Sequence[Line]) -> list[bool]:
    """Tell for each of the body's *lines* whether it has the shape of an unmarked heading.

    A heading is short and ends like no sentence; a cry (卷!卷!卷!) may be one when it is shorter still. Three such
    lines in a row are a list or a poem, and the last line of a body has nothing to head.
    """
    shapes = [_alone(line) for line in lines]
    if shapes:
        shapes[-1] = shapes[-1] and lines[-1].level is not None
    start = 0
    for index in range(len(shapes) + 1):
        if index == len(shapes) or not shapes[index]:
            if index - start >= 3:
                shapes[start:index] = [lines[i].level is not None for i in range(start, index)]
            start = index + 1
    return shapes


def _alone(line: Line) -> bool:
    if line.level is not None:
        return True
    text = line.text
    if line.marker or (line.tag in {"li", "tr", "pre", "figcaption", "dd"} and not is_bold(line)):
        return False
    if len(text) > _LONGEST or not any(map(str.isalnum, text)) or line.region == "blockquote":
        return False
    end = text.rstrip(_CLOSING)[-1:]
    if end not in _SENTENCE_END or (end != "。" and line.marks and is_bold(line)):
        return True
    return end in "!！" and len(text) <= _LONGEST_CRY and end == text[-1]


def is_bold(line: Line) -> bool:
    """Whether every word of *line* is set in bold."""
    return all(run.tag in {"b", "strong"} for run in line.runs)
