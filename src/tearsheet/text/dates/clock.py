"""The time of day: 17:08, 下午3点半, 5:08 p.m., noon, or only a part of the day such as 上午."""

from __future__ import annotations

import re
from typing import NamedTuple

from tearsheet.model.moment import Precision
from tearsheet.text.fold import HAN_DIGIT, number


class Clock(NamedTuple):
    """What follows the date in :attr:`tearsheet.model.moment.Moment.civil`, and where the words end."""

    end: int
    civil: str
    precision: Precision
    exact: bool = False  # seconds are printed: a machine's clock
    named: bool = False  # with a part of the day: no duration and no score looks so


# Word → (kind, first hour, length in hours) of the part of the day that it names.
_PARTS = {
    **dict.fromkeys(("凌晨",), ("dawn", 0, 6)),
    **dict.fromkeys(("早上", "早晨", "清晨", "早", "晨", "morning"), ("am", 4, 8)),
    **dict.fromkeys(("上午", "午前", "午전", "am"), ("am", 0, 12)),
    **dict.fromkeys(("中午",), ("noon", 11, 3)),
    **dict.fromkeys(("下午", "午后", "afternoon", "pm"), ("pm", 12, 7)),
    **dict.fromkeys(("傍晚",), ("pm", 16, 4)),
    **dict.fromkeys(("晚上", "晚间", "晚", "evening"), ("evening", 17, 7)),
    **dict.fromkeys(("夜里", "夜间", "夜晚", "深夜", "半夜", "夜", "night"), ("night", 18, 12)),
    **dict.fromkeys(("午夜", "midnight"), ("midnight", 0, 24)),
}
_WORDS = "|".join(sorted((word for word in _PARTS if word not in {"am", "pm"}), key=len, reverse=True))
_NUMBER = rf"(?:[0-9]{{1,2}}|[{HAN_DIGIT}]{{1,3}})"
_CLOCK = re.compile(
    rf"(?:(?P<part>{_WORDS}|(?P<mark>[ap])\.?m\.?) ?(?:at )?)?"
    r"(?:"
    r"(?P<hour>[0-9]{1,2}) ?: ?(?P<minute>[0-5][0-9])(?: ?: ?(?P<second>[0-5][0-9])(?:[.,](?P<fraction>[0-9]{1,9}))?)?"
    r"(?![0-9]|:[0-9])"
    rf"|(?P<point>{_NUMBER}) ?[点时](?!间)"
    rf"(?:钟|(?P<sharp>[整正])|(?P<half>半)|(?P<quarter>[一二三])刻|"
    rf" ?(?P<minutes>{_NUMBER}) ?分(?: ?(?P<seconds>{_NUMBER}) ?秒)?|(?P<bare>[0-5][0-9])(?![0-9]))?"
    r"|(?P<plain>[0-9]{1,2})(?= ?[ap]\.? ?m\b)"
    r"|(?P<noon>正午|noon\b)"
    r")(?: ?(?P<half_day>[ap])\.? ?m\b\.?)?",
    re.ASCII,
)
# The commonest kind, read first because it is read most.
_FACE = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?(?! ?[ap:0-9]|[.,][0-9])", re.ASCII)
_DOTTED = re.compile(
    r"([01]?[0-9]|2[0-3])(?: ?h ?([0-5][0-9])(?![0-9a-z])|\.([0-5][0-9])(?![.,]?[0-9]))"
    r"(?(2)|(?P<ends> ?([ap])\.?m\b\.?| ?(?:uhr|uur|h)(?![a-z0-9])"
    r"|(?= ?(?:$|[|·;()\[\]/-]|(?:[a-z]{2,3}t|utc)(?![a-z0-9]))))?)",
    re.ASCII,
)
_PART = re.compile(rf"(?:{_WORDS})(?:\b|(?<![a-z]))", re.ASCII)
# Which of its two ends a day's midnight is, nobody can tell: both are kept.
_MIDNIGHT = "/P1DT1M"


def clock_at(text: str, position: int) -> Clock | None:
    """Return the clock that begins at *position* of folded text, or ``None``; an impossible one is none."""
    match = _FACE.match(text, position)
    if match is not None:
        hour, minute, second = match.groups()
        civil = f"T{hour:0>2}:{minute}"
        return (
            Clock(match.end(), f"{civil}:{second}", "second", True) if second else Clock(match.end(), civil, "minute")
        )
    match = _CLOCK.match(text, position)
    return _read(match) if match is not None else None


def _read(match: re.Match[str]) -> Clock | None:
    part, mark, hour, minute, second, fraction, *spelled, plain, noon, half_day = match.groups()
    point, sharp, half, quarter, minutes, seconds, bare = spelled
    if noon:
        return Clock(match.end(), "T12:00", "minute", named=True) if not (part or half_day) else None
    precision: Precision = "minute"
    past = int(minute or bare or 0)
    if point:
        if half:
            past = 30
        elif quarter:
            past = 15 * number(quarter)
        elif minutes:
            past, second = number(minutes), seconds and str(number(seconds))
        elif not (bare or sharp):
            precision = "hour"
    elif plain:
        precision = "hour"
    if second:
        precision = "second"
    kind = _PARTS[part][0] if part and not mark else ""
    if mark or half_day:
        kind = "am" if (mark or half_day) == "a" else "pm"
    value = _hour(kind, number(hour or point or plain))
    if value is None or past > 59 or int(second or 0) > 59:
        return None
    if value == 24 and kind == "midnight":
        return Clock(match.end(), _MIDNIGHT, "day") if not past else None
    civil = f"T{value:02d}" if precision == "hour" else f"T{value:02d}:{past:02d}"
    if second:
        civil += f":{int(second):02d}" + (f".{fraction}" if fraction else "")
    return Clock(match.end(), civil, precision, second is not None, bool(kind))


def dotted_at(text: str, position: int, *, told: bool) -> Clock | None:
    """Return the clock that begins at *position* with a dot or ``h`` after the hour, as it stands behind a day.

    ``18.30`` is a number as well: it is a clock only where its words end, or with what only clocks have behind it, or
    where it is *told* by a word before it.
    """
    match = _DOTTED.match(text, position)
    if match is None or not (match[2] or match["ends"] is not None or told):
        return None
    hour = _hour({"a": "am", "p": "pm"}.get(match[5] or "", ""), int(match[1]))
    return Clock(match.end(), f"T{hour:02d}:{match[2] or match[3]}", "minute") if hour is not None else None


def part_at(text: str, position: int) -> Clock | None:
    """Return the part of the day named at *position*, such as 上午 or "evening", or ``None``."""
    match = _PART.match(text, position)
    if match is None:
        return None
    kind, first, hours = _PARTS[match[0]]
    return Clock(match.end(), _MIDNIGHT if kind == "midnight" else f"T{first:02d}:00/PT{hours}H", "day")


def _hour(kind: str, hour: int) -> int | None:
    """Return the hour of 0 to 24 that *hour* means in a part of the day; ``None`` where it means none.

    12 at night is the end of the day, 24. A half-day word beside a 24-hour clock (下午17:08) changes nothing.
    """
    if hour > 23:
        return None
    match kind:
        case "dawn":
            return {12: 0}.get(hour, hour) if hour <= 6 or hour == 12 else None
        case "am":
            return 0 if hour == 12 else hour if hour < 12 else None
        case "noon":
            return {1: 13, 2: 14}.get(hour, hour if 11 <= hour <= 14 else None)
        case "pm":
            return hour + 12 if hour < 12 else hour
        case "evening":
            return 24 if hour == 12 else hour + 12 if 5 <= hour < 12 else hour if hour >= 17 else None
        case "night" | "midnight":
            return 24 if hour == 12 else hour + 12 if 6 <= hour < 12 else hour if hour <= 5 or hour >= 18 else None
    return hour
