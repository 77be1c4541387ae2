"""Calendar days and longer: 2025年10月23日, "Oct. 23rd, 2025", 民國114年, 昨天, "last Friday", 上周五, 去年10月."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from tearsheet.model.moment import Precision
from tearsheet.text.dates.months import (
    FOREIGN_DATES,
    MONTH_FIRST,
    ROMAN_DATE,
    THAI_DATE,
    WORDS_TOO,
    YEAR_FIRST,
    month_of,
    thai_month,
)
from tearsheet.text.fold import number

# What it takes to be sure that the words are a time of their own.
FREE, ALONE, LABELLED = range(3)


class Day(NamedTuple):
    """A date as :attr:`tearsheet.model.moment.Moment.civil` writes it, and where its words end."""

    end: int
    civil: str
    precision: Precision = "day"
    strength: int = FREE
    relative: bool = False
    offset: timedelta | None = None


_HAN_LETTERS = "\u1100"  # from here on letters are no Latin, Greek or Cyrillic ones
_LEAP = 2000  # a year that has every day
_YEAR = r"(?:19|20)[0-9]{2}"
_HAN_YEAR = r"[一二][〇零九][〇零一二三四五六七八九]{2}"
_HAN = r"(?:[0-9]{1,2}|[一二三四五六七八九十廿卅]{1,3})"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)(?![a-z\u00df-\u024f])\.?"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?(?![a-z])\.?"
_WEEK = r"(?:周|星期|礼拜)"
_ERAS = {"民国": 1911, "令和": 2018, "平成": 1988, "昭和": 1925}
_END = r"(?![0-9]|[./-][0-9])"

_Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], Day | None]]


def _full(end: int, year: int, month: int, day: int) -> Day | None:
    try:
        return Day(end, date(year, month, day).isoformat())
    except ValueError:
        return None


def _partial(end: int, month: int, day: int, strength: int = ALONE) -> Day | None:
    try:
        return Day(end, f"-{date(_LEAP, month, day).isoformat()[4:]}", strength=strength)
    except ValueError:
        return None


def _named(word: str) -> int:
    return _MONTHS.index(word[:3]) + 1


def _iso(match: re.Match[str]) -> Day | None:
    return _full(match.end(), int(match[1]), int(match[3]), int(match[4]))


def _basic(match: re.Match[str]) -> Day | None:
    day = _full(match.end(), int(match[1]), int(match[2]), int(match[3]))
    if day is None or int(match[4]) > 23 or int(match[5]) > 59 or int(match[6] or 0) > 59:
        return None
    civil = f"{day.civil}T{match[4]}:{match[5]}" + (f":{match[6]}" if match[6] else "")
    return day._replace(civil=civil, precision="second" if match[6] else "minute")


def _han(match: re.Match[str]) -> Day | None:
    era, year, month, day, bare = match.groups()
    day = day or bare
    if era is None and len(year) != 4:
        return None
    value = (_ERAS[era] if era else 0) + (1 if year == "元" else number(year))
    if not 1900 <= value < 2100:
        return None
    if month is None:
        return Day(match.end(), f"{value}", "year", ALONE)
    if day is None:
        return Day(match.end(), f"{value}-{number(month):02d}", "month", ALONE) if 1 <= number(month) <= 12 else None
    return _full(match.end(), value, number(month), number(day))


def _han_republic(match: re.Match[str]) -> Day | None:
    return _full(match.end(), int(match[1]) + _ERAS["民国"], number(match[2]), number(match[3]))


def _era_numeric(match: re.Match[str]) -> Day | None:
    return _full(match.end(), int(match[1]) + _ERAS["民国"], int(match[3]), int(match[4]))


def _year_last(match: re.Match[str]) -> Day | None:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if first > 12 or first == second or match[2] == ".":  # with dots the day comes first everywhere
        return _full(match.end(), year, second, first)
    return _full(match.end(), year, first, second) if second > 12 else None


def _no_year(match: re.Match[str]) -> Day | None:
    first, second = int(match[1]), int(match[3])
    if match[2] == "/" and first != second and first <= 12 and second <= 12:
        return None  # 3/4 is March in one country and April in the next
    if match[2] == "/" and first > 12:
        first, second = second, first
    return _partial(match.end(), first, second, LABELLED)


def _numeric_month(match: re.Match[str]) -> Day:
    return Day(match.end(), f"{match[1]}-{match[2]}", "month", LABELLED)


def _month_first(match: re.Match[str]) -> Day | None:
    if match[3] or match[4]:
        return _full(match.end(), int(match[3] or f"20{match[4]}"), _named(match[1]), int(match[2]))
    return _partial(match.end(), _named(match[1]), int(match[2]))


def _day_first(match: re.Match[str]) -> Day | None:
    if year := match[3] or match[4] or match[5]:
        return _full(match.end(), int(year if len(year) > 2 else f"20{year}"), _named(match[2]), int(match[1]))
    return _partial(match.end(), _named(match[2]), int(match[1]))


def _foreign(match: re.Match[str]) -> Day | None:
    month = month_of(match[2])
    day = _full(match.end(), int(match[3]), month, int(match[1])) if month is not None else None
    return day if match[2].lower() not in WORDS_TOO else _alone(day)


def _foreign_month(match: re.Match[str]) -> Day | None:
    month = month_of(match[1])
    return _full(match.end(), int(match[3]), month, int(match[2])) if month is not None else None


def _alone(day: Day | None, strength: int = ALONE) -> Day | None:
    return day._replace(strength=strength) if day is not None else None  # 3 x 2000 m, version R6.3.5


def _era_letter(match: re.Match[str]) -> Day | None:
    year = {"r": 2018, "h": 1988, "s": 1925}[match[1]] + int(match[2])
    return _alone(_full(match.end(), year, int(match[4]), int(match[5])))


def _thai(match: re.Match[str]) -> Day | None:
    year = int(match[3] if len(match[3]) == len("2567") else f"25{match[3]}")
    return _full(match.end(), year - 543 if year >= 2500 else year, thai_month(match[2]), int(match[1]))


def _foreign_year(match: re.Match[str]) -> Day | None:
    month = month_of(match[3])
    return _full(match.end(), int(match[1]), month, int(match[2] or match[4])) if month is not None else None


def _counted(days: int) -> Callable[[re.Match[str]], Day]:
    return lambda match: Day(match.end(), f"D-{days}", "day", ALONE, relative=True, offset=-timedelta(days=days))


def _han_week(match: re.Match[str]) -> Day | None:
    word, weekday = match[1], match[2]
    if weekday is None and not word:
        return None
    day = f"-{'一二三四五六日'.index('日' if weekday == '天' else weekday) + 1}" if weekday else ""
    if not word:
        return Day(match.end(), f"-W{day}", "day", ALONE, relative=True)
    back = {"上": 1, "上上": 2}.get(word, 0)
    return Day(match.end(), f"W-{back}{day}", "day" if day else "week", ALONE, relative=True)


def _han_period(match: re.Match[str]) -> Day | None:
    year_word, month, day, month_word, bare_day = match.groups()
    unit = "Y" if year_word else "M"
    back = {"上": 1, "去": 1, "前": 2, "上上": 2}.get(year_word or month_word, 0)
    day = day or bare_day
    if (month and not 1 <= number(month) <= 12) or (day and not 1 <= number(day) <= 31):
        return None
    civil = f"{unit}-{back}" + "".join(f"-{number(part):02d}" for part in (month, day) if part)
    precision: Precision = "day" if day else "month" if month or unit == "M" else "year"
    return Day(match.end(), civil, precision, ALONE, relative=True)


def _weekday(match: re.Match[str]) -> Day:
    civil = f"-W-{_WEEKDAYS.index(match[2][:3]) + 1}"
    if match[1] == "this":
        return Day(match.end(), f"W-0{civil[2:]}", "day", ALONE, relative=True)
    offset = timedelta(days=-1) if match[1] else None  # "last Friday" is before today
    strength = ALONE if match[1] or match[2].endswith("day") else LABELLED  # Sun, Sat and Wed are other words too
    return Day(match.end(), civil, "day", strength, relative=True, offset=offset)


def _period(match: re.Match[str]) -> Day:
    unit: Precision = match[2]  # type: ignore[assignment] # the pattern has only units
    back = 1 if match[1] == "last" else 0
    return Day(match.end(), f"{unit[0].upper()}-{back}", unit, ALONE, relative=True)


def _rule(pattern: str, build: Callable[[re.Match[str]], Day | None]) -> _Rule:
    return re.compile(pattern, re.ASCII), build


_ERA_YEAR = r"[0-9]{1,3}|[一二三四五六七八九十百〇零]{1,5}|元"
_HAN_DATES: tuple[_Rule, ...] = (
    _rule(
        rf"(?:(?:中华)?({'|'.join(_ERAS)}) ?)?({_YEAR}|{_HAN_YEAR}|(?(1)(?:{_ERA_YEAR})|(?!)))"
        rf" ?年(?: ?({_HAN}) ?月(?: ?(?:({_HAN}) ?[日号]|([0-9]{{1,2}})(?![0-9])))?)?",
        _han,
    ),
    # A year of three figures before month and day is one of the Republic, whether its name stands there or not.
    _rule(rf"(1[0-3][0-9]) ?年 ?({_HAN}) ?月 ?({_HAN}) ?日", _han_republic),
    _rule(rf"({_HAN}) ?月 ?({_HAN}) ?[日号]", lambda m: _partial(m.end(), number(m[1]), number(m[2]))),
    _rule(
        rf"({_HAN}) ?月 ([0-9]{{1,2}}),? ({_YEAR})(?![0-9])",
        lambda m: _full(m.end(), int(m[3]), number(m[1]), int(m[2])),
    ),
    # A month's name as strftime gives it in Chinese, with the clock behind it: 七月 11 @ 06:45:09
    _rule(r"([一二三四五六七八九十]{1,2})月 ([0-9]{1,2})(?= ?@)", lambda m: _partial(m.end(), number(m[1]), int(m[2]))),
)
_NUMERIC: tuple[_Rule, ...] = (
    _rule(rf"({_YEAR}) ?([-/.]) ?([0-9]{{1,2}}) ?\2 ?([0-9]{{1,2}}){_END}", _iso),
    _rule(rf"([0-9]{{1,2}})([-/.])([0-9]{{1,2}})\2({_YEAR}){_END}", _year_last),
    _rule(rf"([0-9]{{1,2}})(\.) ([0-9]{{1,2}})\. ({_YEAR}){_END}", _year_last),
    # The year of the Republic in figures of three, two and two: 113/03/05, which a score may be as well.
    _rule(rf"(1[0-3][0-9])([-/.])([01][0-9])\2([0-3][0-9]){_END}", lambda m: _alone(_era_numeric(m), LABELLED)),
    _rule(rf"([0-9]{{1,2}})([-/])([0-9]{{1,2}}){_END}", _no_year),
    _rule(rf"({_YEAR})[-/](0[1-9]|1[0-2])(?![0-9/-])", _numeric_month),
)
# The year in an element of its own, 2024 03/05 18:30, or nothing between them: 20240305 18:30.
_YEAR_APART = _rule(
    rf"({_YEAR}) ?(0[1-9]|1[0-2]) ?[/-]? ?([0-9]{{2}})(?= [0-9]{{1,2}}:[0-5])",
    lambda m: _full(m.end(), int(m[1]), int(m[2]), int(m[3])),
)
_FOREIGN: tuple[_Rule, ...] = (
    *[(pattern, _foreign) for pattern in FOREIGN_DATES],
    (YEAR_FIRST, _foreign_year),
    (THAI_DATE, _thai),
    (ROMAN_DATE, lambda m: _alone(_foreign(m))),
)
_VIETNAMESE = _rule(
    rf"([0-9]{{1,2}}) tháng ([0-9]{{1,2}})(?:,| năm)? ({_YEAR})(?![0-9])",
    lambda m: _full(m.end(), int(m[3]), int(m[2]), int(m[1])),
)
_NAMED: tuple[_Rule, ...] = (
    _rule(
        rf"([0-9]{{1,2}})(?:st|nd|rd|th|\.)?(?: of)?[ /-]{{0,2}}({_MONTH})"
        rf"(?:(?:[, /-]{{1,2}}(?:({_YEAR})|'([0-9]{{2}}))|-([0-9]{{2}}))(?![0-9]))?",
        _day_first,
    ),
    _rule(
        rf"({_YEAR})[ -]({_MONTH})[ -]([0-9]{{1,2}})(?![0-9])",
        lambda m: _full(m.end(), int(m[1]), _named(m[2]), int(m[3])),
    ),
    _rule(rf"({_YEAR})([0-9]{{2}})([0-9]{{2}})t([0-9]{{2}})([0-9]{{2}})([0-9]{{2}})?(?![0-9])", _basic),
)
# After the first digits comes a separator, a Han unit, or an English word.
_AFTER_DIGITS: dict[str, tuple[_Rule, ...]] = {
    **dict.fromkeys("012", (_YEAR_APART,)),
    "/": (*_NUMERIC, _NAMED[0], _FOREIGN[0]),
    **dict.fromkeys("-.", (*_NUMERIC, *_NAMED, *_FOREIGN)),
    **dict.fromkeys("年月", _HAN_DATES),
    **dict.fromkeys("°º", _FOREIGN),
    **dict.fromkeys("adfjmnors", (*_NAMED, *_FOREIGN)),
    "t": (*_NAMED, _VIETNAMESE, *_FOREIGN),
}
_MONTH_DAY: tuple[_Rule, ...] = (
    _rule(
        rf"({_MONTH}) {{0,2}}([0-9]{{1,2}})(?:st|nd|rd|th)?(?![a-z0-9])"
        rf"(?:(?: ?, ?| )(?:({_YEAR})|'([0-9]{{2}}))(?![0-9]))?",
        _month_first,
    ),
    _rule(rf"({_MONTH}),? ({_YEAR})(?![0-9])", lambda m: Day(m.end(), f"{m[2]}-{_named(m[1]):02d}", "month", ALONE)),
    (MONTH_FIRST, _foreign_month),
)
_NAMED_DAY = _rule(rf"(?:(last|this) )?({_WEEKDAY})", _weekday)
_BEFORE = _rule(r"(?:the )?day before yesterday\b", _counted(2))
_PERIOD = _rule(r"(last|this) (week|month|year)\b", _period)
_TODAY = _rule(r"today\b|this (?=morning|afternoon|evening)|to(?=night\b)", _counted(0))
_HAN_WEEK = _rule(rf"(上上|上|本|这)?个?{_WEEK}([一二三四五六日天])?(?![末刊报年边围期])", _han_week)
_HAN_PERIOD = _rule(
    rf"(?:([去前今])年(?: ?({_HAN}) ?月(?: ?({_HAN}) ?[日号])?)?|(上上|上|本|这)个?月(?: ?({_HAN}) ?[日号])?)",
    _han_period,
)
# The letter of the era, as the forms of offices have it: R6.3.5
_ERA_LETTER = _rule(r"([rhs])([0-9]{1,2})([./])([0-9]{1,2})\3([0-9]{1,2})" + _END, _era_letter)
_ERA_NUMERIC = _rule(r"(?:中华)?民国 ?([0-9]{2,3}) ?([-/.]) ?([0-9]{1,2}) ?\2 ?([0-9]{1,2})" + _END, _era_numeric)
_BY_FIRST: dict[str, tuple[_Rule, ...]] = {
    **dict.fromkeys("ajonde", _MONTH_DAY),
    **dict.fromkeys("fm", (*_MONTH_DAY, _NAMED_DAY)),
    "s": (*_MONTH_DAY, _NAMED_DAY, _ERA_LETTER),
    **dict.fromkeys("hr", (_ERA_LETTER,)),
    "d": (*_MONTH_DAY, _BEFORE),
    "l": (_rule(r"last (?=night\b)", _counted(1)), _NAMED_DAY, _PERIOD),
    "t": (_TODAY, _BEFORE, _NAMED_DAY, _PERIOD),
    "w": (_NAMED_DAY,),
    "y": (_rule(r"yesterday\b", _counted(1)),),
    **dict.fromkeys("一二三四五六七八九十廿卅令平昭", _HAN_DATES),
    "一": (_rule(r"一昨日", _counted(2)), *_HAN_DATES),
    **dict.fromkeys("中民", (*_HAN_DATES, _ERA_NUMERIC)),
    "今": (_rule(r"今[天日]|今(?=[晚早晨夜])", _counted(0)), _HAN_PERIOD),
    "昨": (_rule(r"昨[天日]|昨(?=[晚夜早晨上下中凌])", _counted(1)),),
    "前": (_rule(r"前[天日]|前(?=晚)", _counted(2)), _HAN_PERIOD),
    "大": (_rule(r"大前[天日]", _counted(3)),),
    "去": (_HAN_PERIOD,),
    "本": (_rule(r"本日", _counted(0)), _HAN_WEEK, _HAN_PERIOD),
    **dict.fromkeys("上这", (_HAN_WEEK, _HAN_PERIOD)),
    **dict.fromkeys("周星礼", (_HAN_WEEK,)),
    "오": (_rule(r"오늘", _counted(0)),),
    "어": (_rule(r"어제", _counted(1)),),
}

# Yesterday and today in other languages, where a clock makes it sure that they are a time: German "hier" is "here".
_OF_CLOCK = re.compile(
    r"(?:(?P<yesterday>gestern|hier|ayer|ieri|ontem|[вВ]чера|[вВ]чора|gisteren|wczoraj|dün|i ?går"
    r"|včera|hôm qua|jučer|tegnap|eilen|[Χχ]θες)"
    r"|heute|aujourd'hui|hoy|oggi|hoje|[сС]егодня|[сС]ьогодні|vandaag|dzisiaj|dziś|bugün|i ?dag|dnes"
    r"|hôm nay|danas|tänään|[Σσ]ήμερα)"
    r"(?=,? (?:um |à |a las |alle |às |в |о |om |o |kl\.? |ve? |u |lúc |klo )?[0-9]{1,2}[:.h][0-9]{2}(?![0-9.]))"
)


def day_at(text: str, position: int, follows: str) -> Day | None:
    """Return the date that begins at *position* of folded text, or ``None``; an impossible one (2月30日) is none.

    :param follows: the character after the digits that begin there, a blank skipped; ``""`` where none begin
    """
    rules = _AFTER_DIGITS.get(follows) if follows else _BY_FIRST.get(text[position])
    if rules is None and follows.isalpha() and follows < _HAN_LETTERS:
        rules = _FOREIGN
    for pattern, build in rules or ():
        match = pattern.match(text, position)
        if match is not None:
            return build(match)
    match = _OF_CLOCK.match(text, position) if not follows else None
    return _counted(1 if match["yesterday"] else 0)(match) if match is not None else None
