"""What a terminal can show: cells of one or two columns, and no control characters."""

from __future__ import annotations

import os
import shutil
import sys
from unicodedata import category, east_asian_width

__all__ = ["columns", "fit", "pad", "wrap"]


def columns() -> int | None:
    """Return how wide the output may be; ``None`` where it goes into a file or a pipe and nothing has to be cut."""
    if os.environ.get("COLUMNS") or sys.stdout.isatty():
        return max(40, shutil.get_terminal_size().columns)
    return None


def _cells(text: str) -> int:
    return len(text) if text.isascii() else sum(map(_cells_of, text))


def _cells_of(char: str) -> int:
    if category(char) in {"Mn", "Me"}:
        return 0
    return 2 if east_asian_width(char) in {"F", "W"} else 1


def fit(text: str, width: int | None) -> str:
    """Return *text* cut to *width* columns, an ellipsis at the end of what was cut; uncut where *width* is ``None``."""
    if width is None or _cells(text) <= width:
        return text
    return text[: _prefix(text, width - 1)].rstrip() + "…"


def pad(text: str, width: int) -> str:
    """Return *text* filled up with spaces to *width* columns."""
    return text + " " * (width - _cells(text))


def wrap(text: str, width: int | None, indent: int) -> str:
    """Return *text* in lines of at most *width* columns, all but the first of them indented.

    Lines end between words; a word longer than a line, as Chinese has them, anywhere.
    """
    if width is None:
        return text
    room = max(20, width - indent)
    lines = []
    while _cells(text) > room:
        end = _prefix(text, room)
        space = text.rfind(" ", 0, end + 1)
        word = text[space + 1 :].partition(" ")[0]
        if space > 0 and _cells(word) <= room:
            end = space
        lines.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return ("\n" + " " * indent).join([*lines, text])


def _prefix(text: str, width: int) -> int:
    """Return how many characters of *text* have room in *width* columns."""
    used = 0
    for index, char in enumerate(text):
        used += _cells_of(char)
        if used > width:
            return index
    return len(text)
