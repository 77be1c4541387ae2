"""Dates in figures whose order the language of the page tells."""

from __future__ import annotations

import re

from attrs import evolve

from tearsheet.reading.reader import Reader
from tearsheet.text.dates import Found

__all__ = ["numeric_date"]

_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})(?:/(\d{1,2})/((?:19|20)?\d\d)|-(\d{1,2})-((?:19|20)\d\d))(?![\d/-])")
_MONTH_FIRST = ("en-us", "en_us", "en-ph", "fil")
_EITHER = frozenset({"", "en", "ja", "ko", "zh"})


def numeric_date(reader: Reader, text: str, language: str) -> Found | None:
    """Return ``03/04/2021`` where *language*, a BCP 47 tag in lower case, says which figure is the month.

    A year of two figures (``10/13/16``) is one of this century, and read only where no other order is possible.
    """
    match = _FIGURES.search(text)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[2] or match[4]), match[3] or match[5]
    if max(first, second) > 12:
        month_first = second > 12
    elif language in _EITHER or len(year) == 2:
        return None
    else:
        month_first = language.startswith(_MONTH_FIRST)
    month, day = (first, second) if month_first else (second, first)
    century = "20" if len(year) == 2 else ""
    return _found(reader, text, match.span(), f"{century}{year}-{month:02d}-{day:02d}")


def _found(reader: Reader, text: str, span: tuple[int, int], iso: str) -> Found | None:
    moment = reader.moment(iso)
    if moment is None:
        return None
    start, end = span
    return Found(
        start=start, end=end, label=None, label_start=start, label_end=start, moment=evolve(moment, raw=text[start:end])
    )
