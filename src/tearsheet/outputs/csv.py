"""CSV (RFC 4180): an article a row, of its flat fields.

The columns are the id of the page, what :func:`tearsheet.outputs.json.dumps_row` has flat, and of the fields those
that fit in a cell: texts, of lists all in one cell parted by semicolons, dates as printed, the name of the source. They
are those of the leading edition. What has no place in a cell (editions, pictures, comments, extras) is in every other
form.

A cell that a spreadsheet would take for a formula begins with an apostrophe: pages are not to be trusted.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from tearsheet.model import Article
from tearsheet.model.table import FIELDS, FieldKind
from tearsheet.outputs.forms import flat

__all__ = ["COLUMNS", "dumps", "header", "row"]

_CELL: Mapping[FieldKind, Callable[[Any], str]] = {
    "text": str,
    "texts": "; ".join,
    "moment": lambda moment: str(moment.raw),
    "summary": lambda summary: str(summary.text),
    "source": lambda source: str(source.name),
    "flag": lambda flag: "true" if flag else "false",
    "instant": datetime.isoformat,
}
_DATES = ("published_at", "published_date")
_FIRST = ("id", "title", "language", *_DATES)
_FIELDS = tuple(row for row in FIELDS.values() if row.kind in _CELL and row.name not in _FIRST)
COLUMNS = (*_FIRST, *[row.name for row in _FIELDS], "text")
"""The names of the columns."""

_FORMULA = frozenset("=+-@\t\r")


def header() -> str:
    """Return the first line of a file, with its line end."""
    return _line(COLUMNS)


def row(article: Article, *, id: str | int | None = None) -> str:  # noqa: A002 -- the column's name
    """Return *article* as a line, with its line end.

    :param id: of its page
    """
    known = flat(article, id)
    cells = ["" if known[name] is None else str(known[name]) for name in ("id", "title", "language")]
    cells += [each.isoformat() if (each := known[name]) is not None else "" for name in _DATES]
    for field in _FIELDS:
        held = field.value_in(article)
        cells.append("" if held is None else _CELL[field.kind](held))
    return _line(f"'{cell}" if cell[:1] in _FORMULA else cell for cell in (*cells, known["text"]))


def dumps(articles: Iterable[Article]) -> str:
    """Return *articles* as a whole file."""
    return header() + "".join(map(row, articles))


def _line(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(cells)
    return written.getvalue()
