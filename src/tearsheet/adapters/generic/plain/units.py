"""Lines put together to paragraphs, where a writer has wrapped them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

from tearsheet.page.lines import Line

__all__ = ["LINK_NUMBER", "Unit", "ends_sentence", "last_sign", "link_list", "size_of", "units_of"]

_WIDE = re.compile("[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]")
_CLOSING = "\"'”’」』》）)】]〉» "
_ENDS = frozenset("。.!！?？…")
# People wrap at 60 to 80 columns; mail and lynx at 72 to 80. Wider lines in number are paragraphs of their own.
_NARROWEST, _WIDEST = 40, 100
_FEWEST = 3
_FULL = 0.75
_OVERLONG = 0.03
_AMID = 0.4
_LOOSE = 2
LINK_NUMBER = re.compile(r"\[[0-9]{1,4}\]")
_ADDRESS = re.compile(r"[0-9]{1,4}\. (?:https?://|file://|mailto:|javascript:)")
_LIST_HEAD = re.compile(r"(?:References|Visible links:?|Hidden links:?)")
_ADDRESSES = 3


@frozen
class Unit:
    """A paragraph: the lines ``first:stop`` and their words.

    :param size: how long it is in columns; a wide character takes two
    """

    first: int
    stop: int
    text: str
    size: int
    ends: bool


def size_of(text: str) -> int:
    """Return how many columns *text* takes."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def ends_sentence(text: str) -> bool:
    """Whether *text* ends as a sentence does."""
    return last_sign(text) in _ENDS


def last_sign(text: str) -> str:
    """Return what *text* ends with, quotation marks and brackets that close it aside; ``""`` where nothing else is."""
    return text.rstrip(_CLOSING)[-1:]


def link_list(lines: Sequence[Line]) -> int | None:
    """Return the index of the line that heads the numbered addresses of a dump, ``None`` where there are none.

    lynx and w3m write ``[12]`` before the words of a link, and print the addresses below the text.
    """
    at = len(lines)
    while at and _ADDRESS.match(lines[at - 1].text) is not None:
        at -= 1
    if len(lines) - at < _ADDRESSES:
        return None
    while at and _LIST_HEAD.fullmatch(lines[at - 1].text) is not None:
        at -= 1
    return at


def units_of(lines: Sequence[Line], *, numbered: bool = False) -> list[Unit]:
    """Return the paragraphs of *lines*, in order; every line is in one.

    :param numbered: whether the numbers of links stand in the lines; they are left out of the words
    """
    sizes = [size_of(line.text) for line in lines]
    width = _width(lines, sizes)
    found: list[Unit] = []
    first = 0
    for index in range(1, len(lines) + 1):
        if index < len(lines) and width and _goes_on(lines[index], sizes[index - 1], width):
            continue
        text = _joined([line.text for line in lines[first:index]])
        if numbered:
            text = LINK_NUMBER.sub("", text)
        found.append(Unit(first, index, text, sum(sizes[first:index]), ends_sentence(text)))
        first = index
    return found


def _width(lines: Sequence[Line], sizes: Sequence[int]) -> int:
    """Return the columns at which the text is wrapped; 0 where it is not."""
    long = sorted(size for size in sizes if size >= _NARROWEST)
    over = sum(size > _WIDEST for size in long)
    if len(long) < _FEWEST or over > _OVERLONG * len(long):
        return 0
    width = long[len(long) - over - 1]
    full = [line for line, size in zip(lines, sizes, strict=True) if width * _FULL <= size <= width]
    amid = sum(not ends_sentence(line.text) for line in full)
    return width if len(full) >= _FEWEST and amid >= _AMID * len(full) else 0


def _goes_on(line: Line, size: int, width: int) -> bool:
    """Whether *line* is the rest of one of *size* columns above it: its first word would have had no place there."""
    if line.blanks or line.marker or line.page_break or size > width:
        return False
    word = line.text.partition(" ")[0]
    first = 2 if _WIDE.match(word) is not None else len(word)
    return size >= width // 2 and size + 1 + first > width - _LOOSE


def _joined(texts: Sequence[str]) -> str:
    if len(texts) == 1:
        return texts[0]
    parts: list[str] = []
    for text in texts:
        if parts and not (_WIDE.match(parts[-1][-1:]) and _WIDE.match(text[:1])):
            parts.append(" ")
        parts.append(text)
    return "".join(parts)
