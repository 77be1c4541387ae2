"""Scores: numbers with a label each, printed number first, label first, or as a row of numbers and a row of labels."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from tearsheet.reading.reader import TextRange

__all__ = ["take_scores"]

_NUMBER = r"\d+(?:\.\d+)?"
_AFTER = re.compile(rf"\s*+(?:[:：]\s*+)?({_NUMBER})(?:\s*+/\s*+100)?(?!\S)")
_BEFORE = re.compile(rf"(?:^|(?<=\s))({_NUMBER})\s*$")
# How far before a label its number is looked for, and a row of numbers before a row of labels.
_NEAR = 16
_ROW_NEAR = 64

_Span = tuple[int, int]


def take_scores(page: TextRange, labels: Mapping[str, str], default: int = 0) -> tuple[dict[str, float], int, int]:
    """Claim the numbers of *labels*, name → pattern; return them by name, and where they begin and end.

    :param default: where they would be, on a page that prints none
    """
    found = [(name, match) for name, label in labels.items() if (match := re.search(label, page.text)) is not None]
    found.sort(key=lambda item: item[1].start())
    matches = [match for _, match in found]
    start = matches[0].start() if matches else default
    end = matches[-1].end() if matches else default
    scores: dict[str, float] = {}
    spans = (_in_row(page.text, matches) if _adjoin(page.text, matches) else None) or _beside(page.text, matches)
    for (name, match), span in zip(found, spans, strict=True):
        page.drop(match.start(), match.end(), "label")
        if span is not None:
            scores[name] = float(page.take(*span, f"scores.{name}"))
            start, end = min(start, span[0]), max(end, span[1])
    return scores, start, end


def _adjoin(text: str, labels: Sequence[re.Match[str]]) -> bool:
    """Whether nothing stands between one label and the next."""
    return len(labels) > 1 and not any(text[one.end() : two.start()].strip() for one, two in pairwise(labels))


def _in_row(text: str, labels: Sequence[re.Match[str]]) -> Sequence[_Span | None] | None:
    """Return where the numbers stand that are a row of their own, above the row of labels or below it."""
    row = rf"((?:{_NUMBER}\s+){{{len(labels) - 1}}}{_NUMBER})"
    offset = max(0, labels[0].start() - _ROW_NEAR)
    numbers = re.search(rf"(?:^|(?<=\s)){row}\s*$", text[offset : labels[0].start()])
    if numbers is None:
        offset = labels[-1].end()
        numbers = re.match(rf"\s*{row}(?!\S)", text[offset : offset + _ROW_NEAR])
    if numbers is None:
        return None
    offset += numbers.start(1)
    return [(number.start() + offset, number.end() + offset) for number in re.finditer(_NUMBER, numbers[1])]


def _beside(text: str, labels: Sequence[re.Match[str]]) -> Sequence[_Span | None]:
    """Return where the number of each label stands: after it if one follows the last label, else before it."""
    spans: list[_Span | None] = []
    number_last = bool(labels) and _AFTER.match(text, labels[-1].end()) is not None
    for label in labels:
        offset = 0 if number_last else max(0, label.start() - _NEAR)
        number = _AFTER.match(text, label.end()) if number_last else _BEFORE.search(text[offset : label.start()])
        spans.append((number.start(1) + offset, number.end(1) + offset) if number is not None else None)
    return spans
