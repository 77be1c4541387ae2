"""A whole time expression: a date, its weekday, clock and zone in the orders that pages print them, or an age."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import NamedTuple

from tearsheet.model.moment import Precision
from tearsheet.text.dates.age import Age, age_at
from tearsheet.text.dates.clock import Clock, clock_at, dotted_at, part_at
from tearsheet.text.dates.day import ALONE, FREE, LABELLED, Day, day_at
from tearsheet.text.dates.zones import NOWHERE, place_at, zone_after


class Words(NamedTuple):
    """What the words say, in the terms of :class:`tearsheet.model.moment.Moment`.

    ``zone`` is ``None`` where none is printed and :data:`tearsheet.text.dates.zones.NOWHERE` where it cannot be known.
    """

    end: int
    civil: str | None
    precision: Precision
    relative: bool
    offset: timedelta | None = None
    zone: str | None = None
    strength: int = FREE


_DIGITS = re.compile(r"[0-9]{1,8}(?:st|nd|rd|th)? ?(.)?", re.ASCII)
_CLOCK_FOLLOWS = frozenset(":点时apm")
_DAY_NAME = "[月火水木金土日一二三四五六화수목금토]"
_WEEKDAY = re.compile(
    rf" {{0,3}}[,(]? ?(?:(?:周|星期|礼拜)[一二三四五六日天]|(?<=\(){_DAY_NAME}(?=\))|{_DAY_NAME}(?:曜日?|요日)"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}(?![a-z])"
    r"|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|понеділок|вівторок|середа|четвер|п'ятниця|субота|неділя"
    r"|pazar(?:tesi)?|salı|çarşamba|perşembe|cuma(?:rtesi)?|hétfő|kedd|szerda|csütörtök|péntek|szombat|vasárnap)\.?\)?",
    re.ASCII,
)
# What may stand between a date and its clock, and between a clock and its date.
_TO_CLOCK = re.compile(
    r"t(?=[0-9])|(?: г\.)?(?:\.(?=,)| {0,4})(?:[,·|@:-]|/{1,2}(?= )|\.(?= (?:u )?[0-9午上下])"
    r"|(?:posted )?at\b|于|的)? {0,4}\(?"
    r"(?P<at>(?:at|um|a l[ae]s|o[rb]e?|alle|à|às|om|o|ora|в|о|kl\.?|klo|(?:o )?godz\.?|saat|pukul|jam|lúc|u|ve?"
    r"|เวลา) )?",
    re.ASCII,
)
_TO_DATE = re.compile(r" {0,4}(?:[,·|-]|on\b)? {0,4}(?:on )?", re.ASCII)
_YEAR = re.compile(r" ((?:19|20)[0-9]{2})(?![0-9])", re.ASCII)
_OCLOCK = re.compile(r" ?(?:(?:uhr|uur|h)(?![a-z0-9])|น\.)", re.ASCII)
_AGE_CLOCK = re.compile(r" ?(?:at )?(?=[0-9]{1,2}:)", re.ASCII)


def words_at(text: str, position: int) -> Words | None:
    """Return the longest time expression that begins at *position* of folded text, or ``None``."""
    zone: str | None = None
    follows = _follows(text, position)
    if not follows:
        named = place_at(text, position)
        if named is not None:
            position, zone = named
            follows = _follows(text, position)
    if position >= len(text):
        return None
    day = _day_at(text, position, follows)
    if day is not None:
        words = _from_day(text, day, zone)
    else:
        age = age_at(text, position, follows) if zone is None else None
        if age is not None:
            return _from_age(text, age)
        clock = clock_at(text, position) if not follows or follows in _CLOCK_FOLLOWS else None
        if clock is None:
            return None
        words = _from_clock(text, clock, zone)
    # Nobody knows which day it is in an unknown place.
    return None if words.relative and words.zone == NOWHERE else words


def _follows(text: str, position: int) -> str:
    """Return the character after the digits at *position*, a blank skipped; NUL at the end, ``""`` for no digits."""
    match = _DIGITS.match(text, position)
    return "" if match is None else match[1] or "\0"


def _day_at(text: str, position: int, follows: str) -> Day | None:
    """Return the date at *position*; a weekday before a date is part of it."""
    day = day_at(text, position, follows)
    if day is None or not day.civil.startswith("-W-") or day.offset is not None:
        return day
    after = day.end + (text[day.end : day.end + 1] == ",")
    after += text[after : after + 1] == " "
    if after >= len(text):
        return day
    dated = day_at(text, after, _follows(text, after))
    return day if dated is None or dated.relative else dated


def _after_weekday(text: str, position: int) -> int:
    """Return where a weekday printed after a date ends."""
    char = text[position : position + 1]
    if char and (char in " ,(" or not char.isascii()):
        match = _WEEKDAY.match(text, position)
        if match is not None:
            return match.end()
    return position


def _from_age(text: str, age: Age) -> Words:
    if age.days is not None:
        gap = _AGE_CLOCK.match(text, age.end)
        clock = clock_at(text, gap.end()) if gap else None
        if clock is not None:
            return Words(clock.end, f"D-{age.days}{clock.civil}", clock.precision, True, age.offset)
    return Words(age.end, age.civil, age.precision, True, age.offset, None, ALONE if age.spelled else FREE)


def _from_day(text: str, day: Day, zone: str | None) -> Words:
    end, civil, precision, strength, relative, offset = day
    exact = "T" in civil  # the basic format of ISO 8601
    if not exact:
        if precision != "day":
            return Words(end, civil, precision, relative, offset, zone, strength)
        end = _after_weekday(text, end)
        gap = _TO_CLOCK.match(text, end)
        start = gap.end() if gap else end
        exact = start > end and text[end] == "t"
        named = place_at(text, start) if zone is None else None
        if named is None and zone is None and end == start - 1 and text[start : start + 1].isalpha():
            after, abbreviated = zone_after(text, end, exact=False)  # 2024-03-05 HKT 08:21
            named = (after + 1, abbreviated) if abbreviated is not None and text[after : after + 1] == " " else None
        start = named[0] if named else start
        told = gap is not None and gap["at"] is not None
        clock = clock_at(text, start) or dotted_at(text, start, told=told) if start < len(text) else None
        if clock is not None:
            strength = FREE
            said = _OCLOCK.match(text, clock.end)
            clock = clock if said is None else clock._replace(end=said.end())
        elif start < len(text) and (part := part_at(text, start)) is not None:
            clock = part
        else:
            return Words(end, civil, precision, relative, offset, zone, strength)
        zone = named[1] if named else zone
        exact = exact or clock.exact
        end, civil, precision = clock.end, civil + clock.civil, clock.precision
    end, printed = zone_after(text, end, exact=exact)
    if exact and civil.startswith("--"):  # Thu Oct 23 17:08:09 CST 2025
        year = _YEAR.match(text, end)
        if year is not None:
            end, civil = year.end(), year[1] + civil[1:]
    return Words(end, civil, precision, relative, offset, zone if printed is None else printed, strength)


def _from_clock(text: str, clock: Clock, zone: str | None) -> Words:
    end, printed = zone_after(text, clock.end, exact=clock.exact)
    zone = zone if printed is None else printed
    gap = _TO_DATE.match(text, end)
    start = gap.end() if gap else end
    day = _day_at(text, start, _follows(text, start)) if start < len(text) else None
    if day is None or day.precision != "day" or "T" in day.civil or "/" in clock.civil:
        return Words(end, clock.civil, clock.precision, True, None, zone, ALONE if clock.named else LABELLED)
    end = _after_weekday(text, day.end)
    return Words(end, day.civil + clock.civil, clock.precision, day.relative, day.offset, zone)
