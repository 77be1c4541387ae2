"""Times printed on lines of an unknown page, each weighed by its label, its markup and its place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from attrs import evolve, frozen

from tearsheet.adapters.generic.head.date_labels import LONGEST_LABEL, UPDATED, dates_another, label_of
from tearsheet.adapters.generic.head.time_elements import (
    LONGEST_PART,
    TimeElement,
    has_clock,
    names_around,
    stacked_day,
    time_elements,
)
from tearsheet.adapters.generic.signs.figures import numeric_dates
from tearsheet.model import Moment
from tearsheet.page.lines import Line
from tearsheet.reading.reader import Reader
from tearsheet.reading.text_range import TextRange
from tearsheet.text.dates import Found

LONGEST_LINE = 160
"""Characters of a line of the head, with names, times and what else stands there: a longer one is prose."""
_LONGEST_REST = 70
"""Characters beside a time in its part of the line: more are about something else."""
_PROSE = re.compile(
    r"(?:\w++\W++){3,}?(?:on|in|from|since|until|till|by|of|at|am|im|vom|seit|bis|le|du|depuis|el|del|desde|il|dal)\s$",
    re.IGNORECASE,
)
COPYRIGHT = re.compile(r"©(?!\s?(?:19|20)\d\d[-/.年])|ⓒ|\(c\) |copyright|版权|版權|all rights", re.IGNORECASE)
_CLASS = re.compile(
    r"date|time|publish|posted|pubdate|riqi|shijian|meta|info|byline|stamp|entry-|source|laiyuan", re.IGNORECASE
)
# What a line has, in lower case, that may print a day: a year, a day and month in figures, an age.
_DIGIT = re.compile(r"\d")
_HINT = re.compile(
    r"(?:19|20)\d\d|25[4-9]\d|[٠-٩०-९০-৯๐-๙]|\d[./月-]\s?\d|(?:\bvor|\bil y a|\bhace|\bhá|\bför) [\du]"
    r"|\d [^\W\d]+ (?:fa|atrás|geleden|temu|sedan|siden|önce|назад|тому|trước|lalu)\b"
    r"|\d\s?(?:小时|小時|分钟|分鐘|時間|天|日|分|秒|시간|분)\s?[前전]|\bago\b|[ap]\.?m\b|令和|民[国國]"
    r"|[今昨前][天日晚]|(?:星期|周|週|[礼禮]拜)[一二三四五六日天]|\b(?:to|yester|mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|\d[:h]\d\d(?!\d)|[二一][〇零九][〇零一二三四五六七八九]{2}年"
)
_AGE = re.compile(
    r"民[国國].{1,5}年|[今昨前][天日]|[刚剛][刚剛才]|[Yy]esterday|前(?:[发發更编編修]\w{1,2})?$|전$|\bago\b|[二一][〇零九][〇零一二三四五六七八九]{2}年"
)
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?", re.IGNORECASE)
_BAR = re.compile(r"\s?[|•·]\s")
_MONTH_DAY = re.compile(r"(\d{1,2})[/月](\d{1,2})日?\s$")
_LONGEST_AGE = 24
"""Characters of a line without figures that may be a time: an age or a month."""
_BEFORE_ROW = 12
"""Characters before a time that a row of names and sections begins with."""
_PAIR = 2
"""Times on one line of a text that may be those of publication and of a change: more are a list."""
_HANDLE = re.compile(r"\(@\w{1,30}\)\s*$")
_LEAST_SENTENCE = 4
"""Characters beside an age, on a line that ends as sentences do, that are no sentence yet."""
ENDS = ".。!！?？"
YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_WORDS = 60
"""Characters before a time in which a sentence is looked for."""
_LONGEST_DATELINE = 70
"""Characters in which a dateline ends."""
_PLACE_BEFORE = re.compile(
    r"[(（【\[]?(?:[^\W\d_a-z][^.!?。\d]{1,40}[,(（]\s?(?:(?:le|am|den|el|il|em) )?|[\u3040-\u9fff]{2,8}\s?)?"
)
_DASH_BEHIND = re.compile(
    r"(?:[)）】\]]|\.?[,，]?(?:\s?[A-Z][A-Z .,]{1,30})?(?:\s?[(（/][^)）/]{2,24}[)）/])?"
    r"\s?(?:[—–-]{1,2}\s|[讯訊电電]|消息))"
)
_EARLIEST = 1980
"""Year before which no page of the web can be of."""


class _Score:
    """What is for and against a printed time, beside its place. Fitted on dev, 2026-11."""

    LABEL: Mapping[str | None, float] = MappingProxyType({"published": 2.0, "updated": 1.0, None: 0.0})
    """What it is called,"""
    OTHER_LABEL = 0.5
    """and a label of another kind."""
    MUCH_ELSE = 2.5
    """Many words beside it in its part of the line, against it,"""
    SENTENCE = 1.5
    """or the words of a sentence that goes on with a day,"""
    TOLD = 2.5
    """and that a quotation or a sentence tells of it."""
    DAY, CLOCK = 1.0, 0.4
    """A whole day, and the minute besides;"""
    NO_YEAR, RELATIVE = 1.2, 0.4
    """a day without a year, and an age whose day is not known, against it."""
    ELEMENT, CLASS = 1.5, 0.6
    """An element for times, or one that is called so."""
    ASIDE = 1.5
    """To stand beside the story or in a list, against it."""
    EARLIER = 0.5
    """The earlier of two that stand side by side."""


@frozen
class Printed:
    """A time printed on the page, and where."""

    index: int
    stretch: TextRange
    found: Found
    moment: Moment
    updated: bool
    score: float


def moment_in(reader: Reader, text: str) -> Found | None:
    """Return the first time of day precision or better in *text*."""
    for found in reader.moments(text):
        if found.moment.precision not in {"year", "month", "week"}:
            return found
    return None


def may_date(text: str) -> bool:
    """Whether the line *text* may print a time: a quick look, since most lines print none."""
    if len(text) > LONGEST_LINE:
        return False
    if _DIGIT.search(text) is None:
        return len(text) <= _LONGEST_AGE and (_AGE.search(text) is not None or _MONTH.fullmatch(text) is not None)
    if len(text) <= LONGEST_PART:
        return True
    return _HINT.search(text.lower()) is not None and COPYRIGHT.search(text) is None


def times_in(reader: Reader, line: Line, index: int, language: str, place: float) -> list[Printed]:
    # Inline elements side by side are words of their own, though no space parts them.
    stretch = reader.stretch(index, index + 1)
    text = stretch.text
    found = list(reader.moments(text))
    elements = time_elements(line)
    if not found:
        found = list(numeric_dates(reader, text, language)) if _DIGIT.search(text) else []
        other = _unread(reader, stretch, elements) if not found else None
        if other is not None:
            found = [other]
    elif UPDATED.search(text) is not None:
        # The day of a change may be written in figures that only the language of the page orders.
        taken = [range(each.start, each.end) for each in found]
        found += [each for each in numeric_dates(reader, text, language) if not any(each.start in at for at in taken)]
    alone = not found or (len(text) <= LONGEST_PART and YEAR.search(text) is None)
    stacked = stacked_day(reader, reader.lines, index) if alone else None
    if stacked is not None:
        stretch, other = stacked
        text, found = stretch.text, [other]
    above = reader.lines[index - 1].text if index else ""
    printed = []
    for each in found:
        moment = each.moment
        element = _element_at(elements, stretch.offset_of(each.start))
        exact = sane(reader.stated(element.stated)) if element is not None and element.stated else None
        if exact is not None and _says_more(exact, moment):
            moment = evolve(exact, raw=moment.raw)
        coarse = moment.precision in {"year", "month", "week"} and not (moment.civil or "-P").startswith("-P")
        if coarse or dates_another(text[: each.label_start]):
            continue
        label = each.label or label_of(
            text[max(0, each.start - LONGEST_LABEL) : each.start], above if each.start < 2 else ""
        )
        score = place + _Score.LABEL[label]
        first, last = part_of(text, min(each.start, each.label_start), max(each.end, each.label_end))
        rest = last - first - (max(each.end, each.label_end) - min(each.start, each.label_start))
        if rest > _LONGEST_REST and label is None and not (line.node is None and _begins_row(text, each)):
            score -= _Score.MUCH_ELSE
        if (
            label is None
            and rest > LONGEST_LABEL
            and _PROSE.match(text[max(0, each.start - _LONGEST_WORDS) : each.start])
        ):
            score -= _Score.SENTENCE
        elif (
            label is None and text[-1] in ENDS and _PROSE.match(text[max(0, each.start - _LONGEST_WORDS) : each.start])
        ):
            score -= _Score.TOLD
        if label is None and (
            line.region == "blockquote"
            or _HANDLE.search(text, 0, each.start) is not None
            or (moment.basis == "relative" and _is_sentence(text, rest))
        ):
            # A quotation has its own time, as a post has, and "yesterday" in a sentence is what the sentence is about.
            score -= _Score.TOLD
        if label is None and each.label_end > each.label_start:
            score += _Score.OTHER_LABEL
        dated = moment.first_date is not None
        if dated:
            score += _Score.DAY + (_Score.CLOCK if moment.precision in {"minute", "second"} else 0.0)
        else:
            score -= _Score.RELATIVE if moment.basis == "relative" else _Score.NO_YEAR
        if elements and line.region != "blockquote":
            score += _Score.ELEMENT
        elif line.node is not None and _CLASS.search(names_around(line.node)):
            score += _Score.CLASS
        if line.region in {"nav", "aside", "footer"} or (line.tag == "li" and label is None and place < 0):
            score -= _Score.ASIDE
        printed.append(Printed(index, stretch, each, moment, label == "updated", score))
    return _as_pair(printed) if line.node is None and len(printed) == _PAIR else printed


def dateline_in(reader: Reader, language: str, start: int) -> Printed | None:
    """Return the day in the dateline of the story, which a dash or a bracket parts from what is told."""
    line = reader.lines[start] if start < len(reader.lines) else None
    if line is None or line.node is None or YEAR.search(line.text, 0, _LONGEST_DATELINE) is None:
        return None
    for printed in times_in(reader, line, start, language, 0.0)[:1]:
        text, found = printed.stretch.text, printed.found
        before = _PLACE_BEFORE.fullmatch(text, 0, found.start)
        after = _DASH_BEHIND.match(text, found.end)
        if before is not None and after is not None and printed.moment.first_date is not None:
            return printed
    return None


def with_day(reader: Reader, changed: Printed, published: Moment | None) -> Moment:
    """Return the clock of a change with the day before it, month first, in the year of publication: 3/5 10:05 更新."""
    day = published.first_date if published is not None else None
    match = _MONTH_DAY.search(changed.stretch.text, 0, changed.found.start)
    if day is None or match is None:
        return changed.moment
    dated = reader.moment(f"{day.year}-{match[1]:0>2}-{match[2]:0>2} {changed.moment.raw}")
    return evolve(dated, raw=f"{match[0]}{changed.moment.raw}") if dated is not None else changed.moment


def _begins_row(text: str, found: Found) -> bool:
    """Whether *found* begins the row *text*, in which names and sections follow, and no sentence."""
    return found.start <= _BEFORE_ROW and text[-1] not in ENDS


def _as_pair(printed: list[Printed]) -> list[Printed]:
    """Return two times as blogs print them side by side, of which they show one: the earlier is that of publication."""
    one, other = printed
    first, second = one.moment.first_date, other.moment.first_date
    if first is None or second is None or first == second or other.found.start - one.found.end > 1:
        return printed
    if "updated" in {one.found.label, other.found.label}:
        return printed
    earlier, later = (one, other) if first < second else (other, one)
    return [evolve(earlier, score=earlier.score + _Score.EARLIER), evolve(later, updated=True)]


def part_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the part of *text* between bars that holds ``start:end``: a byline is a row of such parts."""
    bars = [match.span() for match in _BAR.finditer(text)]
    first = max([stop for _, stop in bars if stop <= start], default=0)
    return first, min([begin for begin, _ in bars if begin >= end], default=len(text))


def fills_part(found: Found, text: str) -> bool:
    """Whether *found* and its label fill their part of the row *text* but for a word."""
    first, last = min(found.start, found.label_start), max(found.end, found.label_end)
    begin, end = part_of(text, first, last)
    return end - begin - (last - first) <= LONGEST_LABEL // 2


def _is_sentence(text: str, rest: int) -> bool:
    return rest > LONGEST_LABEL or (rest > _LEAST_SENTENCE and text[-1] in ENDS)


def _element_at(elements: Sequence[TimeElement], at: int) -> TimeElement | None:
    return next((element for element in elements if element.start <= at < element.end), None)


def _says_more(exact: Moment, printed: Moment) -> bool:
    """Whether what a time element states is the time that its words say, put more exactly."""
    day = printed.first_date
    if day is None or printed.basis == "relative":
        return True
    if YEAR.search(printed.raw) is None and exact.first_date is not None:  # the year is that of the capture
        return (exact.first_date.month, exact.first_date.day) == (day.month, day.day)
    if exact.first_date != day or not has_clock(exact):
        return False
    # A clock without a zone says less than the same with one.
    zoned = exact.local if printed.zone is None and exact.zone is not None else None
    return not has_clock(printed) or (
        zoned is not None and f"T{zoned.hour:02}:{zoned.minute:02}" in (printed.civil or "")
    )


def _unread(reader: Reader, stretch: TextRange, elements: Sequence[TimeElement]) -> Found | None:
    """Return the first time element whose words are in a language, or of a kind, that is not read."""
    for element in elements:
        exact = sane(reader.stated(element.stated)) if element.stated else None
        if exact is not None:
            words = stretch.lines[0].text[element.start : element.end].strip()
            start = stretch.text.find(words)
            if words and start >= 0:
                end = start + len(words)
                return Found(
                    start=start,
                    end=end,
                    label=None,
                    label_start=start,
                    label_end=start,
                    moment=evolve(exact, raw=words),
                )
    return None


def sane(moment: Moment | None) -> Moment | None:
    """Return *moment* unless it names no day or one before the web."""
    if moment is None or moment.basis != "absolute" or moment.precision in {"year", "month", "week"}:
        return None
    day = moment.first_date
    return moment if day is None or day.year >= _EARLIEST else None
