"""When a post was written, by the lines around it: printed, or stated in the markup of what is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen
from selectolax.lexbor import LexborNode

from tearsheet.adapters.generic.head.date_candidates import sane
from tearsheet.adapters.generic.signs.figures import by_weekday, numeric_dates
from tearsheet.model import Moment
from tearsheet.page.lines import Line
from tearsheet.reading.reader import Reader
from tearsheet.text.dates import Found

LONGEST_HEAD = 120
"""Characters of a line that may say who wrote a post and when; what was said is longer. A stated time is shorter."""
_LONGEST_LABEL = 40
"""Characters of a line that is but a label of the time below it: "Joined", "Last edited by Ada"."""
_LITTLE_ELSE = 100
"""Bytes beside a time that are still a person, a subject, a number: a line with more tells of a time."""
# Sought in lower case, where a place is passed over by its first letter. So a limit of a word is asked for behind it.
_JOINED = re.compile(
    r"join|regist|member since|last (?:seen|visit|active)|注册|註冊|登录|beigetreten|"
    r"inscri|зарегистр|зареєстр|miembro desde|"
    r"mitglied seit|membre depuis"
)
_EDITED = re.compile(r"edit(?<=\bedit)|modif|updated|last (?:re)?ply|编辑|編輯|修改")
_FIGURE = re.compile(r"\d")
_AGE = re.compile(r"yesterday|today|昨天|前天|刚刚|剛剛|ago(?<=\bago)\b")
_STATING = (
    "datetime",
    "title",
    "data-tippy-content",
    "data-time",
    "data-timestamp",
    "data-utime",
    "data-original-title",
)
_CLOCKED = re.compile(
    r"(?<!\d)(?P<a>\d\d?)[-/.](?P<b>\d\d?)[-/.](?P<year>(?:20)?\d\d)(?:,?\s+(?:\w+\s)?|\s?\((?P<week>\w{3})\)\s?)(?P<hour>\d\d?):(?P<minute>\d\d)(?::\d\d)?"
    r"(?:\s?(?P<half>[AaPp])\.?[Mm])?",
)
_MONTHS, _SHORT_YEAR = 12, 2
"""Months of a year, and figures of one without its century."""
_EXACT = frozenset({"minute", "second"})
_RUNS, _AROUND = 12, 3
"""Runs of a line that are asked what time they state, and elements of each, its own and those around it, that may state
it. Farther out stands a time of something else.
"""


class _Says:
    """How much a time says of when a post was written."""

    DAY = 1
    """A day alone,"""
    CLOCK = 2
    """a printed clock,"""
    STATED = 3
    """and a clock that the markup states beside what it prints."""
    EDIT = 4
    """What it says against any time to be that of an edit: more than one says for it."""


_POSTED = frozenset({"datePublished", "dateCreated"})


@frozen
class Mark:
    """Words of a line and what they are."""

    line: Line
    start: int
    end: int


def may_be_dated(line: Line) -> bool:
    """Whether :func:`is_dated` may be true of *line*: a quick look, since most lines print no time."""
    return len(line.text) <= LONGEST_HEAD and is_timely(line.text) and line.tag != "dd"


def is_timely(text: str) -> bool:
    """Whether *text* has what times are made of: a figure, or a word that says a day or an age."""
    return _FIGURE.search(text) is not None or _AGE.search(text.lower()) is not None


def _tells_joining(text: str) -> bool:
    return _JOINED.search(text.lower()) is not None


def _tells_editing(text: str) -> bool:
    return _EDITED.search(text.lower()) is not None


def is_dated(reader: Reader, index: int) -> bool:
    """Whether the line at *index* prints when something was posted, and little else."""
    return reader.asked(_is_dated, reader.lines[index])


def _is_dated(reader: Reader, line: Line) -> bool:
    if not may_be_dated(line):
        return False
    above = reader.lines[line.index - 1].text if line.index else ""
    if _tells_joining(line.text) or (len(above) <= _LONGEST_LABEL and not is_timely(above) and _tells_joining(above)):
        return False
    found = times_in(reader, line)
    return bool(found) and len(line.text.encode()) - (found[0][2].end - found[0][2].start) <= _LITTLE_ELSE


def stated_time(reader: Reader, node: LexborNode) -> Moment | None:
    """Return the time that an element without words in *node* states: scripts print it, or nobody does."""
    for each in node.css("time[datetime],meta[itemprop][content],[title][class*=time],[title][class*=date]"):
        if (each.text_content or "").strip():
            continue
        attributes = each.attributes
        if each.tag == "meta" and attributes["itemprop"] not in _POSTED:
            continue
        found = sane(
            reader.moment(attributes.get("content") or attributes.get("datetime") or attributes.get("title") or "")
        )
        if found is not None and found.precision in _EXACT:
            return found
    return None


def best_time(reader: Reader, lines: Sequence[Line]) -> tuple[Moment, Mark] | None:
    """Return the time of posting: none of joining and, where there is another, none of editing."""
    best: tuple[int, Moment, Mark] | None = None
    joined = edited = False
    for line in lines:
        timely = is_timely(line.text)
        told = _tells_joining(line.text)
        if timely and not joined and not told and line.tag != "dd":
            edited = edited or _tells_editing(line.text)
            for rank, moment, mark in times_in(reader, line):
                if best is None or rank - _Says.EDIT * edited > best[0]:
                    best = (rank - _Says.EDIT * edited, moment, mark)
            if best is not None and best[0] == _Says.STATED:
                break
        joined = told and not timely and len(line.text) <= _LONGEST_LABEL
        edited = not timely and _tells_editing(line.text)
    return best[1:] if best is not None else None


def times_in(reader: Reader, line: Line) -> Sequence[tuple[int, Moment, Mark]]:
    """Return the times of *line* with how much each says: 3 with a clock that is stated, 2 with a printed one."""
    return reader.asked(_times_in, line)


def _times_in(reader: Reader, line: Line) -> list[tuple[int, Moment, Mark]]:
    if not is_timely(line.text):
        return []
    for run in line.runs[:_RUNS]:
        for raw in _stated(run.node):
            exact = sane(reader.moment(raw)) or next(
                (sane(each.moment) for each in reader.moments(raw) or _figures(reader, raw)), None
            )
            if exact is not None and exact.precision in _EXACT:
                return [(_Says.STATED, evolve(exact, raw=run.text), Mark(line, run.start, run.start + len(run.text)))]
    text = line.text
    found = list(reader.moments(text)) or _figures(reader, text) or _in_runs(reader, line)
    return [
        (_Says.CLOCK if each.moment.precision in _EXACT else _Says.DAY, each.moment, Mark(line, each.start, each.end))
        for each in found
    ]


def _in_runs(reader: Reader, line: Line) -> list[Found]:
    """Read the times of a line whose elements are printed without a space between them."""
    return [
        Found(
            start=run.start + each.start,
            end=run.start + each.end,
            label=None,
            label_start=run.start + each.start,
            label_end=run.start + each.start,
            moment=each.moment,
        )
        for run in (line.runs if len(line.text) <= LONGEST_HEAD and len(line.marks) > 1 else ())
        for each in reader.moments(run.text)
    ]


def _figures(reader: Reader, text: str) -> list[Found]:
    """Read ``05-02-2024, 08:30 AM``: who prints AM and PM puts the month first, where the figures allow it; of
    ``05/01/24(Wed)10:21`` the weekday tells which is the month.
    """
    match = _CLOCKED.search(text)
    if match is None:
        return list(numeric_dates(reader, text, "en"))
    first, second = int(match["a"]), int(match["b"])
    year = match["year"] if len(match["year"]) > _SHORT_YEAR else f"20{match['year']}"
    month_first = second > _MONTHS or (match["half"] is not None and first <= _MONTHS)
    if max(first, second) <= _MONTHS and match["half"] is None:
        told = by_weekday(match["week"] or "", first, second, int(year)) if min(first, second) else None
        if told is None:
            return []
        month_first = told
    month, day = (first, second) if month_first else (second, first)
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    moment = reader.moment(f"{year}-{month:02d}-{day:02d} {hour:02d}:{match['minute']}")
    if moment is None:
        return []
    start, end = match.span()
    moment = evolve(moment, raw=match[0])
    return [Found(start=start, end=end, label=None, label_start=start, label_end=start, moment=moment)]


def _stated(node: LexborNode | None) -> Iterator[str]:
    """Yield what the element of a run and the two around it state that may be a time."""
    for _ in range(_AROUND):
        if node is None or node.tag in {"body", "td", "tr", "li", "article"}:
            return
        attributes = node.attributes
        for key in _STATING:
            value = attributes.get(key)
            if value and len(value) <= LONGEST_HEAD and any(map(str.isdecimal, value)):
                yield value
        node = node.parent
