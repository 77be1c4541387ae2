"""The title of a text: the line above the story, or at its start, that looks most like one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tearsheet.adapters.generic.bylines import is_label, labelled
from tearsheet.adapters.generic.date_candidates import may_date
from tearsheet.adapters.generic.plain.units import Unit, size_of
from tearsheet.adapters.generic.title import Title, pieces
from tearsheet.reading.reader import Reader
from tearsheet.text.fold import folded

__all__ = ["find_title"]

_ABOVE = 60
_INSIDE = 2
_SHORTEST, _LONGEST = 8, 200
_READ = 12
# Entries of menus are a word or three; headlines run to some 60 columns, and what is longer than 90 is rather a deck.
_MENU, _USUAL, _LONG = 18, 60, 90
_TOP = 8
_CLOSING = "\"'”’」』》）)】]〉» "
_CAPTION = re.compile(r"\b(?:photo|image|credit|picture|getty|reuters)s?\b|图[：:]|摄", re.IGNORECASE)
_NO_TITLE_END = frozenset(".。:：,，;；>›»")
_CRUMB = re.compile(r"\s[>›»|]\s|^[>›»]|\S>\S|^https?:|[\w.]+@\w")
_WORD = re.compile(r"[^\W\d_]{4,}")
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2,}")


def find_title(
    reader: Reader, units: Sequence[Unit], rules: Sequence[str | None], start: int, stop: int
) -> Title | None:
    """Return the title of the story ``units[start:stop]``; ``None`` where no line can be one."""
    said = _words(" ".join(unit.text for unit in units[start : min(stop, start + _READ)]))
    first = _repeated(units[: max(0, start) + _INSIDE])
    best: tuple[float, Unit] | None = None
    top = max(0, start - _ABOVE)
    for index in range(top, min(start + _INSIDE, stop)):
        unit = units[index]
        if (rules[index] is not None and rules[index] != "related") or not _may_be(reader, unit):
            continue
        if index >= start and (unit.ends or unit.size > _LONGEST):
            break
        score = 0.0
        words = _words(unit.text)
        if words:
            score += 2.0 * len(words & (said if index < start else _after(units, index, stop))) / len(words)
        score += min(unit.size, _USUAL) / _USUAL - max(0, unit.size - _LONG) / _USUAL
        score -= 1.0 if unit.size < _MENU else 0.0
        score -= 1.0 if _CAPTION.search(unit.text) is not None else 0.0
        score += 1.5 if folded(unit.text) in first else 0.0
        score -= 0.04 * max(0, start - index)
        score += 0.4 if index + 1 < len(units) and _is_byline(reader, units[index + 1]) else 0.0
        score += 0.6 if index == 0 and start < _TOP else 0.0
        if best is None or score > best[0]:
            best = score, unit
    if best is None:
        return None
    unit = best[1]
    return Title(unit.text, unit.first, unit.stop - 1)


def _after(units: Sequence[Unit], index: int, stop: int) -> set[str]:
    return _words(" ".join(unit.text for unit in units[index + 1 : min(stop, index + _READ)]))


def _may_be(reader: Reader, unit: Unit) -> bool:
    text = unit.text
    return (
        _SHORTEST <= unit.size <= 1.5 * _LONGEST
        and text.rstrip(_CLOSING)[-1:] not in _NO_TITLE_END
        and _CRUMB.search(text) is None
        and not _is_byline(reader, unit)
    )


def _is_byline(reader: Reader, unit: Unit) -> bool:
    """Whether *unit* prints a time or a name, and little else."""
    text = unit.text
    if is_label(text):
        return True
    if len(text) > 120:
        return False
    if may_date(text):
        found = reader.moments(text)
        if found and sum(each.end - each.start for each in found) * 5 >= 2 * len(text):
            return True
    return labelled(reader, unit.first, reader.lines[unit.first]) is not None


def _words(text: str) -> set[str]:
    """Return the words of *text* that say something: those of four letters, and pairs of Chinese characters."""
    pairs = {run[at : at + 2] for run in _HAN.findall(text) for at in range(len(run) - 1)}
    return pairs | {word[:6].casefold() for word in _WORD.findall(text) if word.isascii() or not _HAN.match(word)}


def _repeated(units: Sequence[Unit]) -> set[str]:
    """Return, folded, what comes twice above the story: alone, or with the name of the site beside it."""
    seen: set[str] = set()
    twice: set[str] = set()
    for unit in units:
        if unit.size > 2 * _LONGEST:
            continue
        parts = pieces(unit.text)
        heads = (
            {folded(unit.text), *(folded(unit.text[:end]) for _, end in parts[:3])}
            if len(parts) > 1
            else {folded(unit.text)}
        )
        twice |= heads & seen
        seen |= heads
    return {words for words in twice if size_of(words) > _MENU}
