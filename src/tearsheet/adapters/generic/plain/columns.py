"""Two columns side by side, as w3m and elinks lay out a sidebar: each is read by itself, one after the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tearsheet.adapters.generic.plain.words import WIDE, size_of
from tearsheet.page.lines import Line
from tearsheet.page.text_lines import text_lines

_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
# Rows that have words on both sides of the gap, in number and as a share of those from the first to the last of them.
_FEWEST_ROWS, _SHARE = 4, 0.3
_TRIED = 3
"""Columns that are tried, those first at which words begin behind most gaps."""
# Columns that the cells of prose take, and the share of its cells that do; those of a table of figures are narrower.
_PROSE, _PROSE_SHARE = 25, 0.6


def parted(text: str) -> list[Line] | None:
    """Return the lines of *text* with its columns one after the other; ``None`` where there is one column.

    A column goes as far as its gap is empty; one of the two is prose, since the cells of a table stay in their rows.
    """
    if "   " not in text:
        return None
    rows = [_spread(row.expandtabs()) for row in text.splitlines()]
    found = _gap(rows)
    if found is None:
        return None
    column, first, stop = found
    left = [(at, rows[at][:column]) for at in range(first, stop)]
    right = [(at, rows[at][column:]) for at in range(first, stop)]
    order = [
        *enumerate(rows[:first]), (first, ""), *left, (first, ""), *right, (stop, ""), *enumerate(rows[stop:], stop),
    ]  # fmt: skip
    lines = list(text_lines("\n".join(row.replace("\0", "") for _, row in order)))
    for line in lines:
        line.number = order[line.number - 1][0] + 1
    return lines


def _spread(row: str) -> str:
    """Return *row* with a NUL after each wide character, so that its characters are its columns."""
    return row if row.isascii() else WIDE.sub("\\g<0>\0", row)


def _gap(rows: Sequence[str]) -> tuple[int, int, int] | None:
    """Return the column at which words begin right of a gap, and the rows from the first such to after the last."""
    begins = Counter(match.end() for row in rows for match in _GAP.finditer(row.rstrip()))
    for column, count in begins.most_common(_TRIED):
        if count < _FEWEST_ROWS:
            return None
        both = [
            at for at, row in enumerate(rows) if row[column - 2 : column] == "  " and row[column : column + 1].strip()
        ]
        both = [at for at in both if rows[at][:column].strip()]
        if not both:
            continue
        first, stop = both[0], both[-1] + 1
        filled = [row for row in rows[first:stop] if row.strip()]
        if len(both) < _SHARE * len(filled) or not all(_is_free(row, column) for row in filled):
            continue
        told = _is_prose([row[:column] for row in filled])
        if not told and not _is_prose([row[column:] for row in filled]):
            continue
        while first and rows[first - 1].strip() and _is_free(rows[first - 1], column):
            first -= 1
        # A column may go on beside nothing: the right one as far as it is indented, the left one if it is the story.
        while (
            stop < len(rows)
            and _is_free(rows[stop], column)
            and (told or rows[stop - 1].strip() or not rows[stop][:column].strip())
        ):
            stop += 1
        return column, first, stop
    return None


def _is_free(row: str, column: int) -> bool:
    return not row[column - 2 : column].strip(" ")


def _is_prose(cells: Sequence[str]) -> bool:
    sizes = [size_of(cell.strip().replace("\0", "")) for cell in cells if cell.strip()]
    return bool(sizes) and sum(size >= _PROSE for size in sizes) >= _PROSE_SHARE * len(sizes)
