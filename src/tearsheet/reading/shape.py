"""What the shape of a line says where no markup does: whether it is a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tearsheet.page.lines import Line

__all__ = ["heading_shapes", "is_section_number"]

_CLOSING = "\"'”’」』》）)】]〉 "
_SENTENCE_END = frozenset("。.!！?？…;；:：,，、—~～")
_LONGEST = 30
_LONGEST_CRY = 8
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
    if line.marker or (line.tag in {"li", "tr", "pre", "figcaption", "dd"} and not _bold(line)):
        return False
    if len(text) > _LONGEST or not any(map(str.isalnum, text)) or line.region == "blockquote":
        return False
    end = text.rstrip(_CLOSING)[-1:]
    if end not in _SENTENCE_END or (end != "。" and line.marks and _bold(line)):
        return True
    return end in "!！" and len(text) <= _LONGEST_CRY and end == text[-1]


def _bold(line: Line) -> bool:
    return all(run.tag in {"b", "strong"} for run in line.runs)
