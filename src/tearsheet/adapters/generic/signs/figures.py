"""Dates in figures whose order the language of the page tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from attrs import evolve

from tearsheet.model import Moment
from tearsheet.reading.reader import Reader
from tearsheet.text.dates import Found

_FIGURES = re.compile(
    r"(?<![\d/.-])(\d{1,2})(?:/(\d{1,2})/((?:19|20|25)?\d\d)|-(\d{1,2})-((?:19|20)?\d\d)|\.\s?(\d{1,2})\.\s?((?:19|20)?\d\d))(?![\d/-]|\.\d)"
)
# "Publié le 05/10/2021 à 18h30"
_DATED = re.compile(
    rf"(?:\b[^\W\d]+(?: (?:le|el|il|am|on))?\s?:? )?{_FIGURES.pattern}"
    r"(?:[ ,]+(?:(?:à|at|um|a las|alle|-|–) )?\d?\d[:h.]\d\d(?: Uhr)?)?",
    re.IGNORECASE,
)
_READS = re.compile(
    r"\d{1,3}[ -]min(?:ute)?s?\.?[ -](?:read|de lectura|de lecture|di lettura|leestijd|Lesezeit)"
    r"|(?:lesezeit|lesedauer|temps de lecture|lectura|tiempo de lectura|tempo di lettura|leestijd|reading time)\s?:?\s?"
    r"(?:(?:ca\.|about|env\.) ?)?\d{1,3} ?min(?:ut[eos]n?|s)?\b\.?"
    r"|(?:阅读|閱讀)(?:时间|時間|约|約|需)?\s?:?\s?\d{1,3}\s?分[钟鐘]?|読了(?:時間|目安)?\s?:?\s?\d{1,3}\s?分",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"/((?:19|20)\d\d)(?:([/-])(\d\d)\2(\d\d)|(\d\d)(\d\d))(?=[/_-])")
_REACH = 40
"""Characters before and behind a day in which its clock is looked for."""
_CLOCK_BEFORE = re.compile(r"(?<![\d:.])(\d?\d:\d\d)(?: ?[,|–-])? ?(?:ngày )?$")
"""A clock that stands in front of the day."""
_DASH = re.compile(r"^ [-–@](?= \d?\d:\d\d)")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})[a-z]*\.?,?\s*$", re.IGNORECASE)
_DAY_FIRST = frozenset("cs da de el es fi fr it nb nl no pl pt ro tr".split())  # noqa: SIM905
_AFTER = re.compile(
    r"(?:^|[^\w\s]|\b(?:am|vom|den|stand|le|il|del|(?:mon|diens|donners|frei|sams|sonn)tag"
    r"|mittwoch))\s?$",
    re.IGNORECASE,
)
"""What a day with dots and two figures for its year stands behind: nothing, a sign, or a word that days have."""
_BRITISH = frozenset({f"en{joint}{region}" for joint in "-_" for region in ("gb", "au", "nz", "ie", "in", "za")})
_BUDDHIST, _AHEAD = 2500, 543
"""Year from which on a year is one of the Buddhist era, and the years that this is ahead."""
_MONTH_FIRST = ("en-us", "en_us", "en-ph", "fil")
_YEAR_FIRST = frozenset({"ja", "ko", "zh"})
_ENGLISH = frozenset({"the", "and", "of"})
_ENGLISH_WORDS, _WIDE_WORDS = 50, 10
"""One word in so many is enough for a page to be English, or of East Asia; a text of neither has the day first."""
_EAST_ASIA = "\u1100"
_MONTHS = 12
_MOST_LINES, _MOST, _FEWEST = 400, 600, 60
"""Lines that are looked at for the order of dates, characters of each whose words count, and words that tell."""
_EITHER = frozenset({"", "en", "ja", "ko", "zh"})


def day_of_address(reader: Reader) -> Moment | None:
    """Return the day in the address of the page, where a CMS wrote it when it made the page."""
    match = _ADDRESS.search(reader.page.url or reader.page.canonical_url or "")
    return reader.moment(f"{match[1]}-{match[3] or match[5]}-{match[4] or match[6]}") if match is not None else None


def times_besides(text: str) -> list[tuple[int, int]]:
    """Return where *text* prints a day in figures, with its label and clock, or how long it takes to read."""
    return [match.span() for pattern in (_DATED, _READS) if (match := pattern.search(text)) is not None]


def numeric_dates(reader: Reader, text: str, language: str) -> Iterator[Found]:
    """Yield dates such as ``03/04/2021`` where *language*, a BCP 47 tag in lower case, says which figure is the month.

    A year of two figures (``10/13/16``, ``3.5.24``) is one of this century, and read only where no other order is
    possible; in most languages of Europe the day comes first. A clock behind it is read with it.
    """
    for match in _FIGURES.finditer(text):
        found = _numeric_date(reader, text, match, language)
        if found is not None:
            yield found


def _numeric_date(reader: Reader, text: str, match: re.Match[str], language: str) -> Found | None:
    first, second, year = int(match[1]), int(match[2] or match[4] or match[6]), match[3] or match[5] or match[7]
    if language[:2] in _YEAR_FIRST and len(year) == len(match[1]) == len(match[2] or match[4] or match[6]) == 2:
        return _found(reader, text, match.span(), f"20{match[1]}-{second:02d}-{year}")
    if match[7] and _AFTER.search(text[: match.start()]) is None:
        return None  # a version, a score
    if match[5] and len(year) == 2 and match[0] != text:
        return None  # a number of any kind
    if max(first, second) > _MONTHS:
        month_first = second > _MONTHS
    elif min(first, second) > 0 and (told := by_weekday(text[: match.start()], first, second, int(year))) is not None:
        month_first = told
    elif match[7] and len(year) > 2:
        month_first = False  # with dots the day comes first everywhere
    elif language in _EITHER:
        order = _order(reader) if language in {"", "en"} else None
        if order is None:
            return None
        month_first = order
    elif len(year) == 2 and language[:2] not in _DAY_FIRST and language not in _BRITISH:
        return None
    else:
        month_first = language.startswith(_MONTH_FIRST)
    month, day = (first, second) if month_first else (second, first)
    if int(year) >= _BUDDHIST:
        year = str(int(year) - _AHEAD)
        month_first = first <= _MONTHS < second
        month, day = (first, second) if month_first else (second, first)
    century = "20" if len(year) == 2 else ""
    return _found(reader, text, match.span(), f"{century}{year}-{month:02d}-{day:02d}")


def by_weekday(before: str, first: int, second: int, year: int) -> bool | None:
    """Return whether *first* is the month, where the weekday printed right before the figures tells."""
    word = _WEEKDAY.search(before)
    if word is None:
        return None
    year += 2000 if year < 100 else 0
    printed = _WEEKDAYS.index(word[1].lower())
    as_month, as_day = (date(year, *pair).weekday() == printed for pair in ((first, second), (second, first)))
    return None if as_month == as_day else as_month


def _order(reader: Reader) -> bool | None:
    """Return whether a page whose language does not tell puts the month first; ``None`` where nothing tells.

    Its other dates tell, those that have but one order. Else of a text whoever does not write English puts the day
    first, except in East Asia, where the year is first.
    """
    lines = reader.lines
    orders: set[bool] = set()
    words: list[str] = []
    for line in lines[:_MOST_LINES]:
        for match in _FIGURES.finditer(line.text):
            first, second = int(match[1]), int(match[2] or match[4] or match[6])
            if max(first, second) > _MONTHS >= min(first, second):
                orders.add(second > _MONTHS)
        words += line.text[:_MOST].lower().split()
    if orders or not lines or lines[0].node is not None:
        return orders.pop() if len(orders) == 1 else None
    # Every twelfth to twentieth word of English is one of the three, and next to none of any other language is.
    english = sum(map(_ENGLISH.__contains__, words))
    wide = sum(word[0] >= _EAST_ASIA for word in words)
    return (
        None
        if len(words) < _FEWEST or english * _ENGLISH_WORDS >= len(words) or wide * _WIDE_WORDS >= len(words)
        else False
    )


def _found(reader: Reader, text: str, span: tuple[int, int], iso: str) -> Found | None:
    start, end = span
    before = _CLOCK_BEFORE.search(text, max(0, start - _REACH), start)
    after = _DASH.sub("", text[end : end + _REACH], count=1)
    cut = len(text[end : end + _REACH]) - len(after)
    read = next(iter(reader.moments(iso + after)), None)
    if read is None or read.start:
        return None
    if before is not None and read.moment.precision == "day":
        timed = next(iter(reader.moments(f"{iso} {before[1]}")), None)
        if timed is not None and not timed.start and timed.moment.precision == "minute":
            start, read = before.start(), evolve(timed, end=len(iso))
    end += read.end - len(iso) + (cut if read.end > len(iso) else 0)
    return Found(
        start=start,
        end=end,
        label=None,
        label_start=start,
        label_end=start,
        moment=evolve(read.moment, raw=text[start:end]),
    )
