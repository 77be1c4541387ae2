"""Times in text: the whole of a string, or among other things in a line."""

from __future__ import annotations

import re
from datetime import datetime

from tearsheet.model.moment import Moment, interval
from tearsheet.text.dates.day import ALONE, FREE, LABELLED
from tearsheet.text.dates.label import Found, label_after, label_at, label_before
from tearsheet.text.dates.words import Words, words_at
from tearsheet.text.fold import HAN_DIGIT, fold

_LONGEST = 200  # characters; no page prints a longer time
_EDGE = " ()[]【】「」<>《》|·,;:/-.。~*—\"'🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛⏰⏱⏲📅📆🗓\ufe0f"
_TRIGGER = re.compile(
    rf"[0-9]+|[{HAN_DIGIT}]+|[几数半刚昨今前大去周星礼中民令平昭约近将接超不好若片方北台香东首新美太伦英格悉当한今오어방た]"
    r"|(?:[上中下]午|凌晨|早上|傍晚|晚上|晚间)(?= ?[0-9])|[上本这](?=[周个上星礼月])"
    r"|[日纽格悉](?=本时|约时|林威|林尼|尼时)"
    r"|(?<![a-z0-9])(?:a|an|about|around|over|more|almost|nearly|less|under|half|few|several|some|one|two|three|four|five|six"
    r"|seven|eight|nine|ten|eleven|twelve|just|moments?|seconds|minutes|last|this|the|today|tonight|yesterday|day|noon"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]{0,7}"
    r"|(?:vor|il y a|hace|há|för|for)(?= (?:[0-9]|eine[rmn] |une? |un[ao] |uma? ))"
    r"|(?:gestern|hier|ayer|ieri|ontem|gisteren|wczoraj|d.n|i ?g.r|heute|aujourd'hui|hoy|oggi|hoje|vandaag"
    r"|dzisiaj|dzi.|bug.n|i ?dag|v.era|h.m (?:qua|nay)|ju.er|tegnap|eilen|dnes|danas|t.n..n)(?=,? )"
    r"|[вВ]ч[ео]ра|[Χχ]θες|[Σσ]ήμερα|[сС](?:егодня|ьогодні)"
    r"|[rhs](?=[0-9]{1,2}[./][0-9])|(?:enero|pebrero|hunyo|hulyo|oktubre|nobyembre|disyembre|machi|abril|agosto|set[a-z]{6,7}|diciembre|dicembre|dezembro))(?![a-z])",
    re.ASCII,
)
# Of these words, what begins no time but an age, which ends with "ago" or is "just now"; prose is full of them.
_OF_AGES = frozenset(
    """
    a an about around over more almost nearly less under half few several some one two three four five six seven eight
    nine ten eleven twelve just moment moments seconds minutes
    """.split()  # noqa: SIM905 - words are read best as words
)
# Whatever a time is made of; most lines of prose in Latin script have none of it.
_HINT = re.compile("[0-9０-９٠-٩۰-۹०-९০-৯๐-๙天日年周週期間间时時秒分月头頭晚刚剛昨今刻拜전어오방た]")
_LATIN_HINTS = ("ago", "now", "day", "night")

_RANGE = re.compile(r" {0,2}[-~至到] {0,2}[0-9]{1,2} ?(?:[:点时]|[ap]\.?m)", re.ASCII)
_SEPARATORS = frozenset("|·/:】」")
_GAP = 9  # blanks that wide part columns


def parse(text: str, captured_at: datetime | None, zone: str | None) -> Moment | None:
    """Read the whole of *text*; see :func:`tearsheet.text.dates.parse_moment`."""
    if len(text) > _LONGEST:
        text = text.strip()
        if len(text) > _LONGEST:
            return None
    folded = fold(text)
    start = len(folded) - len(folded.lstrip(_EDGE))
    start += 3 if folded.startswith(("on ", "at "), start) else 0
    if start >= len(folded):
        return None
    words = words_at(folded, start)
    if words is not None and words.strength < LABELLED and _closed(folded, words.end):
        return _moment(text, start, words, captured_at, zone)
    label = label_at(folded, start)
    if label is None or label[0] >= len(folded):
        return None
    start = label[0]
    words = words_at(folded, start)
    if words is None or not _closed(folded, words.end):
        return None
    return _moment(text, start, words, captured_at, zone)


def find(text: str, captured_at: datetime | None, zone: str | None) -> tuple[Found, ...]:
    """Find the times in *text*; see :func:`tearsheet.text.dates.find_moments`."""
    if _HINT.search(text) is None:
        lower = text.lower()
        if not any(hint in lower for hint in _LATIN_HINTS):
            return ()
    folded = fold(text)
    aged = "ago" in folded or "now" in folded
    found: list[Found] = []
    position = floor = 0
    while (trigger := _TRIGGER.search(folded, position)) is not None:
        item = None
        if aged or trigger[0] not in _OF_AGES:
            item = _found(text, folded, trigger.start(), floor, captured_at=captured_at, zone=zone)
        if item is None:
            position = trigger.end()
        else:
            found.append(item)
            position = floor = max(item.end, item.label_end)
    return tuple(found)


def _found(
    text: str, folded: str, start: int, floor: int, *, captured_at: datetime | None, zone: str | None
) -> Found | None:
    words = words_at(folded, start)
    if words is None or _RANGE.match(folded, words.end) or _is_long(words):
        return None
    end = words.end
    label = label_before(folded, start, floor)
    if label is None:
        if _inside(folded, start):
            return None
        label = label_after(folded, end)
    if label is None and words.strength != FREE and (words.strength != ALONE or not _alone(folded, start, end)):
        return None
    label_start, label_end, kind = label or (start, start, None)
    return Found(
        start=start,
        end=end,
        label=kind,
        label_start=label_start,
        label_end=label_end,
        moment=_moment(text, start, words, captured_at, zone),
    )


def _is_long(words: Words) -> bool:
    """Tell whether the words name a calendar week, month or year: prose is full of them. An age is none."""
    calendar = words.civil is not None and not words.civil.startswith("-P")
    return calendar and words.precision in {"week", "month", "year"}


def _inside(folded: str, start: int) -> bool:
    """Tell whether what begins at *start* is the rest of a longer word, number, path or version."""
    before = folded[max(0, start - 2) : start]
    last, first = before[-1:], folded[start]
    if last.isascii() and last.isalnum():
        return first.isascii()
    if len(before) == 2 and before[0].isascii() and before[0].isalnum() and first.isascii():
        year = before[0].isalpha() and folded[start : start + 4].isdecimal()
        if last in "./_=+#$" or (last == "-" and not year) or (last == ":" and before[0].isdecimal()):
            return True
    return before.rstrip(" ")[-1:] in {"年", "月", "第"}


def _alone(folded: str, start: int, end: int) -> bool:
    """Tell whether the words stand between separators or the ends of the line; beside Han a blank is one too."""
    left = folded[max(0, start - _GAP) : start].rstrip(" ")
    right = folded[end : end + _GAP].lstrip(" ")
    if left[-1:] in {"(", "[", "【"} and right[:1] in {")", "]", "】"}:  # at the end of a title
        right = right[1:].lstrip(" ")
        return not right or right[0] in _SEPARATORS
    bounded_left = not left or left[-1] in _SEPARATORS
    bounded_right = not right or right[0] in _SEPARATORS
    if folded.isascii() or folded[start:end].isascii() or not left:
        return bounded_left and bounded_right
    return (bounded_left or folded[start - 1] == " ") and (bounded_right or folded[end] == " ")


def _closed(folded: str, end: int) -> bool:
    if end == len(folded):
        return True
    after = label_after(folded, end)
    return not folded[after[1] if after else end :].strip(_EDGE)


def _moment(text: str, start: int, words: Words, captured_at: datetime | None, zone: str | None) -> Moment:
    clock_zone = zone if words.zone is None else words.zone or None
    begin, end, civil = interval(words.civil, words.precision, words.offset, clock_zone, captured_at)
    return Moment(
        raw=text[start : words.end],
        start=begin,
        end=end,
        precision=words.precision,
        basis="relative" if words.relative else "absolute",
        offset=words.offset,
        civil=civil,
        zone=clock_zone,
    )
