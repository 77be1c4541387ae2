"""Times that the markup around a line's words tells, and days that a page prints in a box of three lines.

What is believed of news pages: the ``datetime`` of a ``<time>`` says what its words say, only more exactly, and so does
the ``title`` of an ``<abbr>`` that is a time. A machine writes midnight where it knows the day alone. A day stacked in
a box (06 / Apr / 2020) is printed large for its looks, each part in an element of its own, and nothing else is in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve, frozen
from selectolax.lexbor import LexborNode

from tearsheet.adapters.generic.head.names import WEEKDAYS
from tearsheet.model import Moment
from tearsheet.page.lines import Line
from tearsheet.reading.reader import Reader
from tearsheet.reading.text_range import TextRange
from tearsheet.text.dates import Found
from tearsheet.text.dates.months import month_of

_STATING = frozenset({"a", "abbr", "div", "em", "p", "span", "time"})
_STATED_IN = ("datetime", "title", "data-time", "data-date", "data-datetime", "data-published", "data-timestamp")
_ELSEWHERE = re.compile(r"comment|related|recent|widget|sidebar|card|teaser|latest|popular", re.IGNORECASE)
_OF_SITE = re.compile(r"weather|wetter|m[eé]t[eé]o|tianqi|masthead|(?:^|[\s_-])today", re.IGNORECASE)
_WEEKDAY = re.compile(WEEKDAYS, re.IGNORECASE)
_MARKS, _DEEP = 8, 4
"""Elements of a line that may be times, and how many are asked from each outwards."""
_ISO = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_SPELLED = re.compile(
    r"(?:[^\W\d_]{3,10},? )?(?:[^\W\d_]{3,10}\.? \d{1,2},?|\d{1,2}\.? [^\W\d_]{3,10}\.?,?) (?:19|20)\d\d\b.{0,24}"
)
_PART = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])\.?|[^\W\d_]{3,10}\.?|\d{1,2}月(?:\d{1,2}日)?|(?:19|20)\d\d(?:[-/.年]\d{1,2}月?)?|\d{1,2}[-/.]\d{1,2}"
)
_STACKED = re.compile(
    r"(?P<day>\d{1,2})\.? (?:(?P<month>[^\W\d_]{3,10}|\d{1,2}月)\.? (?P<year>(?:19|20)\d\d)"
    r"|(?P<year2>(?:19|20)\d\d)[-/.年](?P<month2>\d{1,2})月?)"
    r"|(?P<month3>[^\W\d_]{3,10}|\d{1,2}月)\.? (?P<day3>\d{1,2})\.? (?P<year3>(?:19|20)\d\d)"
    r"|(?P<year4>(?:19|20)\d\d)(?:[-/.年]|\s)(?P<month4>\d{1,2})(?:[-/.月]|月?\s)(?P<day4>\d{1,2})"
    r"|(?P<month5>\d{1,2})[-/月](?P<day5>\d{1,2})日? (?P<year5>(?:19|20)\d\d)"
)
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LONGEST_PART = 12
"""Characters of a line that is a part of a day,"""
_PARTS = 3
"""and how many parts and lines a day has at most."""


@frozen
class TimeElement:
    """An element that is a time.

    :param start: where in the line its words begin, *end* where they end
    :param stated: what its attribute says; may be empty
    """

    start: int
    end: int
    stated: str


def time_elements(line: Line) -> list[TimeElement]:
    """Return the elements on *line* that are times."""
    block = line.node
    if block is None:
        return []
    whole = _stated(block) if line.tag in _STATING else None
    if whole is not None:
        return [TimeElement(0, len(line.text), whole)]
    if line.element is block:
        return []
    found: list[TimeElement] = []
    identity = 0
    marks = line.marks[:_MARKS]
    ends = [start for start, _ in line.marks[1 : _MARKS + 1]]
    for (start, node), end in zip(marks, [*ends, len(line.text)][: len(marks)], strict=True):
        around: LexborNode | None = node
        for _ in range(_DEEP):
            if around is None or around.mem_id == block.mem_id:
                break
            stated = _stated(around)
            if stated is not None:
                if found and identity == around.mem_id:
                    found[-1] = evolve(found[-1], end=end)
                else:
                    found.append(TimeElement(start, end, stated))
                identity = around.mem_id
                break
            around = around.parent
    return found


def _stated(node: LexborNode) -> str | None:
    if node.tag == "time":
        return node.attributes.get("datetime") or ""
    attributes = node.attributes if node.tag in _STATING else {}
    for key in () if attributes.keys().isdisjoint(_STATED_IN) else _STATED_IN:
        value = (attributes.get(key) or "").strip()
        if value and (_ISO.match(value) is not None or (node.tag == "abbr" and _SPELLED.fullmatch(value) is not None)):
            return value
    return None


def belongs_elsewhere(node: LexborNode, story: set[int]) -> bool:
    """Whether *node* is part of something else, or of an article below that of the story (the elements around it)."""
    around = node.parent
    while around is not None and around.mem_id not in story:
        if around.tag == "article" and story:
            return True
        around = around.parent
    return node.parent is not None and is_elsewhere(node.parent)


def is_elsewhere(node: LexborNode) -> bool:
    """Whether *node* is part of a list, a link, a comment or the page's boilerplate."""
    around: LexborNode | None = node
    while around is not None:
        tag = around.tag
        if tag in {"li", "aside", "footer", "nav", "blockquote"}:
            return True
        attributes = around.attributes
        if tag == "a" and "bookmark" not in (attributes.get("rel") or ""):
            return True
        for key in ("class", "id"):
            value = attributes.get(key)
            if value and _ELSEWHERE.search(value) is not None:
                return True
        around = around.parent
    return False


def has_clock(moment: Moment) -> bool:
    """Whether *moment* has a clock other than midnight, which machines write where they know the day alone."""
    if moment.precision not in {"minute", "second"}:
        return False
    local = moment.local
    return local is None or (local.hour, local.minute, local.second) != (0, 0, 0)


def stacked_day(reader: Reader, lines: Sequence[Line], index: int) -> tuple[TextRange, Found] | None:
    """Return the day printed in parts from the line at *index* on, each part in an element of its own."""
    parts: list[str] = []
    stop = index
    match: re.Match[str] | None = None
    while stop < min(index + _PARTS, len(lines)):
        line = lines[stop]
        words = reader.stretch(stop, stop + 1).text.split() if len(line.text) <= LONGEST_PART else []
        if not words or len(words) + len(parts) > _PARTS or not all(map(_PART.fullmatch, words)):
            break
        if stop > index and not _beside(lines[index], line):
            break
        parts += words
        stop += 1
        match = _STACKED.fullmatch(" ".join(parts)) if len(parts) > 1 else None
        if match is not None:
            break  # a title of a word or two may stand beside
    if match is None:
        return None
    told = match.groupdict()
    day, named, year = [
        next(value for name, value in told.items() if value and name.startswith(part))
        for part in ("day", "month", "year")
    ]
    month = _month(named.rstrip("月"))
    moment = reader.moment(f"{year}-{month:02d}-{int(day):02d}") if month else None
    if moment is None:
        return None
    stretch = reader.stretch(index, stop)
    end = len(stretch.text)
    return stretch, Found(
        start=0, end=end, label=None, label_start=0, label_end=0, moment=evolve(moment, raw=stretch.text)
    )


def _month(name: str) -> int | None:
    if name.isdecimal():
        return int(name) if 1 <= int(name) <= 12 else None
    short = name[:3].casefold()
    return _ENGLISH.index(short) + 1 if short in _ENGLISH else month_of(name)


def _beside(one: Line, other: Line) -> bool:
    """Whether the two stand in one element, each in its own or directly; in a text, with no blank line between."""
    if one.node is None or other.node is None:
        return one.node is other.node and not other.blanks
    first, second = one.node.parent, other.node.parent
    around = {node.mem_id for node in (one.node, first) if node is not None}
    return any(node is not None and node.mem_id in around for node in (other.node, second))


def names_around(node: LexborNode) -> str:
    """Return the classes and ids of an element and of the one around it."""
    parent = node.parent
    own = node.attributes
    around = parent.attributes if parent is not None else {}
    return " ".join([value for at in (own, around) for key in ("class", "id") if (value := at.get(key))])


def is_todays(lines: Sequence[Line], line: Line, title: int | None) -> bool:
    """Whether *line* prints the day on which the page is read: it is called so, or it tells a weekday and no clock
    above the article that has the title.
    """
    if line.node is None or _OF_SITE.search(names_around(line.node)) is not None:
        return True
    if title is None or line.index >= title or _WEEKDAY.match(line.text) is None or ":" in line.text:
        return False
    around = {node.mem_id for node in line.ancestors()}
    return any(node.tag == "article" and node.mem_id not in around for node in lines[title].ancestors())


def apart(line: Line) -> bool:
    """Whether *line*, or the link that all of it is, is part of a list, a link, a comment or the page's boilerplate."""
    runs = line.runs
    linked = line.marks[0][1] if line.marks and len(runs) == 1 and runs[0].href else None
    node = linked if linked is not None else line.node
    return node is not None and is_elsewhere(node)
