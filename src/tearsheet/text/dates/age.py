"""Ages: "7h ago", 2小时前, "about an hour ago", 几天前, 刚刚."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import NamedTuple

from tearsheet.model.moment import Precision
from tearsheet.text.fold import HAN_DIGIT, number


class Age(NamedTuple):
    """An age as :class:`tearsheet.model.moment.Moment` keeps it, and where its words end."""

    end: int
    civil: str | None
    offset: timedelta | None
    precision: Precision
    spelled: bool  # in words that prose uses too: 三天前, 刚刚
    days: int | None = None  # of a plain number of days: a clock may follow, and then they are calendar days


_SECONDS: dict[str, int] = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
_MONTHS: dict[str, int] = {"month": 1, "year": 12}
_HAN_UNITS: dict[str, Precision] = {
    **dict.fromkeys(("小时", "钟头", "时间"), "hour"),
    **dict.fromkeys(("星期", "礼拜", "周"), "week"),
    **dict.fromkeys(("天", "日"), "day"),
    "秒": "second",
    **dict.fromkeys(("分", "刻"), "minute"),
    "月": "month",
    "年": "year",
}
_HAN = re.compile(
    r"(?P<about>大约|大概|约|将近|接近|近|不到|超过)? ?"
    rf"(?:(?P<tens>[几数]十)|(?P<count>[0-9]{{1,4}}(?:\.[0-9])?|[{HAN_DIGIT}]{{1,5}})"
    r"|(?P<few>好?几|数|若干)|(?P<half>半)) ?"
    r"(?P<odd>[多余几])? ?(?P<measure>个)?(?P<and_half>半)?"
    r"(?P<unit>小时|钟头|时间|星期|礼拜|刻|秒|分|天|日|周|月|年)钟?(?P<more>多)?(?P<half_more>半)?"
    rf"(?: ?零?(?P<rest>[0-9]{{1,3}}|[{HAN_DIGIT}]{{1,3}}) ?个?(?P<rest_unit>小时|分|秒|天)钟?)?"
    r"(?:[之以]?前(?![夕后往次])| ?전)",
    re.ASCII,
)
_JUST_NOW = re.compile(
    r"刚刚|刚才|方才|片刻[之以]?前|たった今|방금(?: 전)?|just now\b|(?:just )?(?:a )?moments? ago\b", re.ASCII
)
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNTS = {"a": 1, "an": 1, **{word: value for value, word in enumerate(_WORDS, 1)}}
_UNIT = (
    r"(?:seconds?|secs?\.?|s|minutes?|mins?\.?|months?|mths?|mos?|m|hours?|hrs?\.?|h|days?|d|weeks?|wks?\.?|w"
    r"|years?|yrs?\.?|y)"
)
_LATIN = re.compile(
    r"(?:(?P<about>about|around|approximately|approx\.?|roughly|~|over|more than|almost|nearly|less than|under) ?)?"
    rf"(?:(?:(?P<half>half an?)|(?P<few>a few|few|several|a couple of|a couple|some)|(?P<word>an?|{'|'.join(_WORDS)})) "
    r"|(?P<count>[0-9]{1,4}(?:\.[0-9])?)[ -]?|(?=seconds? |minutes? ))"
    rf"(?P<unit>{_UNIT})(?P<and_half> and a half)?"
    rf"(?:(?:,| and|, and)? ?(?P<rest>[0-9]{{1,3}}) ?(?P<rest_unit>{_UNIT}))? ago\b",
    re.ASCII,
)
# Minutes and months need two letters.
_LATIN_UNITS: dict[str, Precision] = {
    **dict.fromkeys(("s", "se"), "second"),
    **dict.fromkeys(("m", "mi"), "minute"),
    **dict.fromkeys(("h", "ho", "hr"), "hour"),
    **dict.fromkeys(("d", "da"), "day"),
    **dict.fromkeys(("w", "we", "wk"), "week"),
    **dict.fromkeys(("mo", "mt"), "month"),
    **dict.fromkeys(("y", "ye", "yr"), "year"),
}
_OVER = {"over", "more than", "超过"}
_UNDER = {"almost", "nearly", "将近", "接近", "近"}
_LESS = {"less than", "under", "不到"}


# Units of other languages in the forms that stand behind a number, each row headed by the English one.
_UNITS_ELSEWHERE = """
    second sekunde sekunden seconde secondes seconden segundo segundos secondo secondi sekund sekundy sekunder \
        saniye секунду секунды секунд giây detik
    minute min minute minuten minutes minuut minuto minutos minuti minut minuty minutę minuter minutter dakika \
        минуту минуты минут хвилину хвилини хвилин phút menit
    hour std stunde stunden heure heures hora horas ora ore uur godzin godziny godzinę timme timmar time timer \
        saat час часа часов годину години годин giờ jam
    day tag tage tagen jour jours día días dia dias giorno giorni dag dagen dagar dage dager dzień dni gün день \
        дня дней дні днів ngày hari
    week woche wochen semaine semaines semana semanas settimana settimane week weken tydzień tygodnie tygodni \
        vecka veckor uge uger uke uker hafta неделю недели недель тиждень тижні тижнів tuần minggu
    month monat monate monaten mois mes meses mês mese mesi maand maanden miesiąc miesiące miesięcy månad månader \
        måned måneder ay месяц месяца месяцев місяць місяці місяців tháng bulan
    year jahr jahre jahren an ans année années año años ano anos anno anni jaar rok lata lat år yıl год года лет \
        рік роки років năm tahun
"""
_ROWS = map(str.split, _UNITS_ELSEWHERE.strip().splitlines())
_FOREIGN_UNITS: dict[str, Precision] = {word: _LATIN_UNITS[unit[:2]] for unit, *words in _ROWS for word in words}
_FOREIGN = re.compile(
    r"(?:(?P<before>vor|il y a|hace|há|för|for) )?(?P<count>[0-9]{1,4}|eine[rmn]|une?|un[ao]|uma?)"
    r" (?P<unit>[^\W\d_]{2,9})\.?"
    r"(?(before)(?: sedan| siden)?"
    r"| (?:fa|atrás|geleden|temu|sedan|siden|önce|назад|тому|trước|(?:yang )?lalu))(?!\w)"
)

# What may come after the first digits of an age.
_LATIN_FOLLOWS = frozenset("smhdwy")
_HAN_FOLLOWS = frozenset("小钟时星礼刻秒分天日周月年多余几个半")


def age_at(text: str, position: int, follows: str) -> Age | None:
    """Return the age that begins at *position* of folded text, or ``None``; *follows* as in :func:`day_at`."""
    match = _FOREIGN.match(text, position) if follows.isalpha() or text[position] in "vihf" else None
    if match is not None and (unit := _FOREIGN_UNITS.get(match["unit"])) is not None:
        count = int(match["count"]) if match["count"].isdecimal() else 1
        return _counted(match, 4 * count, unit, None, None, spelled=not match["count"].isdecimal())
    if follows:
        pattern = _LATIN if follows in _LATIN_FOLLOWS else _HAN if follows in _HAN_FOLLOWS else None
        if pattern is None:
            if follows not in ".-":
                return None
            pattern = _HAN if _LATIN.match(text, position) is None else _LATIN
    else:
        pattern = _LATIN if text[position].isascii() else _HAN
    match = pattern.match(text, position)
    if match is not None:
        return _latin(match) if pattern is _LATIN else _han(match)
    match = _JUST_NOW.match(text, position) if not follows else None
    if match is None:
        return None
    return Age(match.end(), "-PT5M/-PT0S", timedelta(), "minute", not text[position].isascii())


def _han(match: re.Match[str]) -> Age | None:
    unit = _HAN_UNITS[match["unit"]]
    scale = 15 if match["unit"] == "刻" else 1
    if unit == "month" and not match["measure"]:
        return None  # 3月前 is "before March"
    count = match["count"] or ""
    if unit == "year" and count.isdecimal() and int(count) > 200:
        return None  # 1984年前 is "before 1984"
    if match["tens"]:
        return _between(match.end(), 20 * scale, 100 * scale, unit, spelled=True)
    if match["few"]:
        return _few(match.end(), unit, scale)
    if match["odd"]:  # 十几, 20多
        low = number(count) if count and "." not in count else 0
        return (
            _between(match.end(), low * scale, (low + 10) * scale, unit, spelled=not count.isascii()) if low else None
        )
    quarters = 2 if match["half"] else round(4 * float(count)) if count.isascii() else 4 * number(count)
    quarters += 2 if match["and_half"] or match["half_more"] else 0
    about = "over" if match["more"] else match["about"]
    rest_unit = _HAN_UNITS[match["rest_unit"]] if match["rest"] else None
    spelled = not (count.isascii() and count) and unit in {"day", "week", "month", "year"}
    if scale != 1:
        offset = timedelta(minutes=-quarters * scale / 4)
        return Age(match.end(), _ages((quarters - 2) * scale, (quarters + 4) * scale, unit), offset, unit, spelled)
    return _counted(match, quarters, unit, about, rest_unit, spelled=spelled)


def _latin(match: re.Match[str]) -> Age | None:
    unit = _LATIN_UNITS[match["unit"][:2]]
    if match["few"] or not (match["half"] or match["word"] or match["count"]):
        return _few(match.end(), unit, 1)
    quarters = 2 if match["half"] else 4 * _COUNTS[match["word"]] if match["word"] else round(4 * float(match["count"]))
    quarters += 2 if match["and_half"] else 0
    rest_unit = _LATIN_UNITS[match["rest_unit"][:2]] if match["rest"] else None
    spelled = match["word"] not in {None, "a", "an"} and unit in {"day", "week", "month", "year"}
    return _counted(match, quarters, unit, match["about"], rest_unit, spelled=spelled)


def _counted(
    match: re.Match[str], quarters: int, unit: Precision, about: str | None, rest: Precision | None, *, spelled: bool
) -> Age | None:
    """Return the age of a number of quarters of a unit, which may be followed by a number of smaller units."""
    end = match.end()
    if rest is not None:
        if unit not in _SECONDS or rest not in _SECONDS or _SECONDS[rest] >= _SECONDS[unit]:
            return None
        seconds = quarters * _SECONDS[unit] // 4 + number(match["rest"]) * _SECONDS[rest]
        return Age(end, None, timedelta(seconds=-seconds), rest, spelled)
    offset = timedelta(seconds=-quarters * _SECONDS[unit] / 4) if unit in _SECONDS else None
    whole = quarters % 4 == 0
    if about in _OVER:
        low, high = quarters, quarters + 4
    elif about in _UNDER:
        low, high = max(quarters - 2, 0), quarters
    elif about in _LESS:
        low, high = 0, quarters
    elif whole and offset is not None:
        days = quarters // 4 if unit == "day" and not about else None
        return Age(end, None, offset, unit, spelled, days)
    else:  # halves are rounded to halves
        low, high = max(quarters - (2 if whole else 1), 0), quarters + (4 if whole else 2)
    return Age(end, _ages(low, high, unit), offset, unit, spelled)


def _few(end: int, unit: Precision, scale: int) -> Age:
    """Return "a few": up to ten, and of seconds a minute, since clocks that print it count so."""
    if unit == "second":
        return _between(end, 0, 60, unit, spelled=False)
    return _between(end, scale, 10 * scale, unit, spelled=unit not in {"minute", "hour"})


def _between(end: int, low: int, high: int, unit: Precision, *, spelled: bool) -> Age:
    return Age(end, _ages(4 * low, 4 * high, unit), None, unit, spelled)


def _ages(low: int, high: int, unit: Precision) -> str:
    """Return the civil interval of two ages, each a number of quarters of *unit*."""
    return f"-{_duration(high, unit)}/-{_duration(low, unit)}"


def _duration(quarters: int, unit: Precision) -> str:
    if unit in _SECONDS:
        return f"PT{quarters * _SECONDS[unit] // 4}S"
    months, rest = divmod(quarters * _MONTHS[unit], 4)
    return f"P{months}M" + (f"{(0, 7, 15, 22)[rest]}D" if rest else "")
