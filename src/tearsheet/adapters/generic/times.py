"""When a story of an unknown page was published and updated: what the page states, and what it prints near the title.

Order of trust: what is stated as the time of publication (see :mod:`tearsheet.stated`), a printed time that a label
calls so, the ``datetime`` of a ``<time>`` element near the title, any other full date that stands by itself near the
title. A date without a year is a last resort, a year in the text or a line with a copyright is none at all: no date is
better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from attrs import evolve, frozen
from selectolax.lexbor import LexborNode

from tearsheet.adapters.generic.months import foreign_date, numeric_date
from tearsheet.dates import Found, Label
from tearsheet.lines import Line
from tearsheet.model import Moment
from tearsheet.reader import Reader, Stretch
from tearsheet.stated import Fact, Stated

__all__ = ["Printed", "Times", "moment_in", "read_times", "stated_moment"]

_LONGEST_LINE = 160
_LONGEST_REST = 70
_LONGEST_LABEL = 24
_BELOW_TITLE = 10
_FAR = 80
_LONGEST_SAID = 80
_BELIEVED = 2.7
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
_SAID = re.compile(
    r"\b(?:posted|published|publish date|gepostet|ver.ffentlicht|erschienen|publi[eé]|publicad[oa]"
    r"|pubblicato|mise en ligne|geplaatst|author|autor)\b|发布|發布|发表|發表|公開|掲載|投稿",
    re.IGNORECASE,
)
_PROSE = re.compile(
    r"(?:\w+\W+){3,}(?:on|in|from|since|until|till|by|of|at|am|im|vom|seit|bis|le|du|depuis|el|del|desde|il|dal)\s$",
    re.IGNORECASE,
)
_PUBLISHED_NAME = re.compile(r"publish|entry-date|created", re.IGNORECASE)
_ELSEWHERE = re.compile(r"comment|related|recent|widget|sidebar|card|teaser|latest|popular", re.IGNORECASE)
_COPYRIGHT = re.compile(r"©|ⓒ|\(c\) |copyright|版权|版權|all rights", re.IGNORECASE)
_UPDATED = re.compile(
    r"updat|modif|edited|revis|aktualisiert|mis à jour|actualizad|aggiornat|更新|修改|改訂|수정", re.IGNORECASE
)
_PUBLISHED = re.compile(r"^(?:publish|posted|original|first |erschien|publi|发布|發布|公開)", re.IGNORECASE)
_CLASS = re.compile(
    r"date|time|publish|posted|pubdate|riqi|shijian|meta|info|byline|stamp|entry-|source|laiyuan", re.IGNORECASE
)
# What a line has that may print a day: a year, a day and month in figures, an age.
_DIGIT = re.compile(r"\d")
_HINT = re.compile(
    r"(?:19|20)\d\d|\d[./月-]\s?\d|\d\s?(?:小时|小時|分钟|分鐘|時間|天|日|分|秒|시간|분)\s?[前전]|\bago\b|[ap]\.?m\b|令和|民國"
)
_AGE = re.compile(r"[今昨前]天|刚刚|剛剛|昨日|[Yy]esterday|[二一][〇零九][〇零一二三四五六七八九]{2}年")
_LONGEST_AGE = 24
_YEAR = re.compile(r"(?:19|20)\d\d")


@frozen
class Printed:
    """A time printed on the page, and where."""

    index: int
    stretch: Stretch
    found: Found
    moment: Moment
    updated: bool
    score: float


@frozen
class Times:
    """What was read; *printed* are the times that stand on the page, to be claimed."""

    published: Moment | None = None
    updated: Moment | None = None
    printed: tuple[Printed, ...] = ()


# -- what is stated ----------------------------------------------------------------------------------------------------


def stated_moment(reader: Reader, raw: str) -> Moment | None:
    """Read a time as pages state it: ISO 8601 in its many shapes, seconds since 1970, or as people write it."""
    text = raw.strip()[:120]
    moment = _sane(reader.moment(text))
    if moment is not None:
        return moment
    compact = _COMPACT.fullmatch(text)
    if compact is not None:
        year, month, day, hour, minute, second = compact.groups()
        clock = f" {hour}:{minute}:{second or '00'}" if hour else ""
        moment = _sane(reader.moment(f"{year}-{month}-{day}{clock}"))
    elif _EPOCH.fullmatch(text):
        seconds = int(text[:10])
        iso = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).isoformat()
        moment = _sane(reader.moment(iso))
    else:
        found = moment_in(reader, text)
        moment = found.moment if found is not None else None
    return evolve(moment, raw=raw) if moment is not None else None


def _sane(moment: Moment | None) -> Moment | None:
    """Return *moment* unless it names no day or one before the web."""
    if moment is None or moment.basis != "absolute" or moment.precision in {"year", "month", "week"}:
        return None
    day = _day(moment)
    return moment if day is None or day >= "1980" else None


def _day(moment: Moment) -> str | None:
    """Return the day as ``YYYY-MM-DD`` on the page's own clock; ``None`` where its year is not known."""
    if moment.start is not None:
        return moment.start.date().isoformat()
    civil = moment.civil or ""
    return civil[:10] if civil[:4].isdecimal() and len(civil) >= 10 else None


# -- what is printed ---------------------------------------------------------------------------------------------------


def moment_in(reader: Reader, text: str) -> Found | None:
    """Return the first time of day precision or better in *text*, in any of the languages that are read."""
    for found in reader.moments(text):
        if found.moment.precision not in {"year", "month", "week"}:
            return found
    return foreign_date(reader, text)


def read_times(
    reader: Reader, stated: Stated, indexes: Iterable[int], *, title: int | None, start: int, stop: int
) -> Times:
    """Return when the story was published and updated.

    :param indexes: the lines that may print it
    :param title: index of the title's last line, ``None`` where it is not printed
    :param start: index of the first line of the body, *stop* that after its last
    """
    printed: list[Printed] = []
    language = (stated.language or "").lower()
    for index in indexes:
        line = reader.lines[index]
        if _may_date(line.text):
            printed.extend(_in_line(reader, line, index, language, _place(index, title, start, stop)))
    published = _first(reader, stated.all("published"))
    updated = _first(reader, stated.all("updated"))
    ranked = sorted(printed, key=lambda each: -each.score)
    best = next((each for each in ranked if not each.updated and each.score >= 1), None)
    changed = next((each for each in ranked if each.updated and each.score >= 1), None)
    if best is not None and (published is None or _corrects(best, published, updated)):
        published = best.moment
    if published is None and best is None and changed is None:
        published = _elsewhere(reader)
        if published is None:
            best = _said(reader, language, start, stop)
            published = best.moment if best is not None else None
    if updated is None and changed is not None:
        updated = changed.moment
    days = {_day(moment) for moment in (published, updated) if moment is not None}
    if best is not None and best not in ranked:
        ranked.append(best)
    claimed = [
        each for each in ranked if each is best or each is changed or (each.score >= 1 and _day(each.moment) in days)
    ]
    return Times(published, updated, tuple(claimed))


def _may_date(text: str) -> bool:
    """Whether the line *text* may print a time: a quick look, since most lines print none."""
    if len(text) > _LONGEST_LINE:
        return False
    if _DIGIT.search(text) is None:
        return len(text) <= _LONGEST_AGE and _AGE.search(text) is not None
    return _HINT.search(text) is not None and _COPYRIGHT.search(text) is None


def _first(reader: Reader, facts: Sequence[Fact]) -> Moment | None:
    for fact in facts[:8]:
        moment = stated_moment(reader, fact.value)
        if moment is not None and not _ahead(moment, reader.page.captured_at):
            return moment
    return None


def _elsewhere(reader: Reader) -> Moment | None:
    """Return the time that ``<time>`` elements outside of comments and lists agree on, those marked as published."""
    if not reader.page.is_html:
        return None
    marked: list[Moment] = []
    others: list[Moment] = []
    for node in reader.page.css("time[datetime]")[:40]:
        attributes = node.attributes
        moment = _sane(reader.moment((attributes.get("datetime") or "").strip()))
        if moment is None or _belongs_elsewhere(node):
            continue
        names = f"{attributes.get('class') or ''} {attributes.get('itemprop') or ''}"
        others.append(moment)
        if "pubdate" in attributes or _PUBLISHED_NAME.search(names):
            marked.append(moment)
    found = marked or others
    return found[0] if found and len({_day(moment) for moment in found}) == 1 else None


def _said(reader: Reader, language: str, start: int, stop: int) -> Printed | None:
    """Return a time further off from the title that the words beside it or above it call that of publication."""
    lines = reader.lines
    nearest = [
        *range(start - 1, max(-1, start - _FAR), -1),
        *range(stop - 1, start - 1, -1),
        *range(stop, min(stop + _FAR, len(lines))),
    ]
    for index in nearest:
        text = lines[index].text
        longest = _LONGEST_SAID if start <= index < stop else _LONGEST_LINE
        if len(text) > longest or _YEAR.search(text) is None or _COPYRIGHT.search(text) is not None:
            continue
        above = lines[index - 1].text if index else ""
        if _SAID.search(text) is None and (len(above) > _LONGEST_LABEL or _SAID.search(above) is None):
            continue
        for printed in _in_line(reader, lines[index], index, language, 0.0):
            if not printed.updated and _day(printed.moment) is not None:
                return printed
    return None


def _belongs_elsewhere(node: LexborNode) -> bool:
    around = node.parent
    while around is not None:
        if around.tag in {"li", "aside", "footer", "nav"}:
            return True
        if around.tag == "a" and "bookmark" not in (around.attributes.get("rel") or ""):
            return True
        if _ELSEWHERE.search(_names(around)):
            return True
        around = around.parent
    return False


def _corrects(printed: Printed, stated: Moment, updated: Moment | None) -> bool:
    """Whether a printed time is to be believed more than the stated one.

    A printed day that is the stated day of the last change is just that. A difference of one day is mostly one of
    zones, and only a printed clock tells which. What differs more must stand right by the title.
    """
    ours, theirs = _day(printed.moment), _day(stated)
    if ours is None or theirs is None or ours == theirs or (updated is not None and ours == _day(updated)):
        return False
    apart = abs((datetime.fromisoformat(ours) - datetime.fromisoformat(theirs)).days)
    return printed.moment.precision in {"minute", "second"} if apart <= 1 else printed.score >= _BELIEVED


def _ahead(moment: Moment, captured_at: datetime | None) -> bool:
    return captured_at is not None and moment.start is not None and moment.start > captured_at + timedelta(days=1)


def _place(index: int, title: int | None, start: int, stop: int) -> float:
    """Return what the place of a line says: right below the title is best, then between title and body."""
    if title is not None and 0 < index - title <= _BELOW_TITLE:
        return 2.0 - 0.05 * (index - title)
    if index >= stop:
        return -0.5 - 0.1 * (index - stop)
    if index >= start:
        return 0.6 - 0.15 * (index - start)
    if title is None:
        return 1.0 - 0.05 * (start - index)
    if index > title:
        return 1.6 - 0.04 * min(index - title, 60)
    return 1.0 - 0.15 * (title - index)


def _in_line(reader: Reader, line: Line, index: int, language: str, place: float) -> list[Printed]:
    # Inline elements side by side are words of their own, though no space parts them.
    stretch = reader.stretch(index, index + 1)
    text = stretch.text
    found = list(reader.moments(text))
    if not found:
        other = (
            (foreign_date(reader, text) or numeric_date(reader, text, language))
            if _YEAR.search(text) or "/" in text
            else None
        )
        if other is None:
            return []
        found = [other]
    element = _time_element(line)
    above = reader.lines[index - 1].text if index else ""
    printed = []
    for each in found:
        moment = each.moment
        if moment.precision in {"year", "month", "week"}:
            continue
        label = each.label or _label(text[max(0, each.start - 24) : each.start], above if each.start < 2 else "")
        score = place + {"published": 2.0, "updated": 1.0, None: 0.0}[label]
        rest = len(text) - (max(each.end, each.label_end) - min(each.start, each.label_start))
        if rest > _LONGEST_REST and label is None:
            score -= 2.5
        if label is None and rest > _LONGEST_LABEL and _PROSE.match(text[max(0, each.start - 60) : each.start]):
            score -= 1.5
        if label is None and each.label_end > each.label_start:
            score += 0.5
        dated = _day(moment) is not None
        if dated:
            score += 1.0 + (0.4 if moment.precision in {"minute", "second"} else 0.0)
        else:
            score -= 0.4 if moment.basis == "relative" else 1.2
        if element is not None:
            score += 1.5
            if not dated:
                exact = _sane(reader.moment(element))
                moment = evolve(exact, raw=moment.raw) if exact is not None else moment
        elif line.node is not None and _CLASS.search(_names(line.node)):
            score += 0.6
        if line.region in {"nav", "aside", "footer"}:
            score -= 1.5
        printed.append(Printed(index, stretch, each, moment, label == "updated", score))
    return printed


def _label(before: str, above: str) -> Label | None:
    """Return what the words before a time, or the short line above it, say that it is the time of."""
    if _UPDATED.search(before) is not None:
        return "updated"
    if above and len(above) <= _LONGEST_LABEL:
        if _UPDATED.search(above) is not None:
            return "updated"
        if _PUBLISHED.search(above) is not None:
            return "published"
    return None


def _time_element(line: Line) -> str | None:
    """Return the ``datetime`` of a ``<time>`` element that holds words of *line*."""
    block = line.node.mem_id if line.node is not None else 0
    for _, node in line.marks[:8]:
        around: LexborNode | None = node
        for _ in range(3):
            if around is None or around.mem_id == block:
                break
            if around.tag == "time":
                return around.attributes.get("datetime") or ""
            around = around.parent
    return (line.node.attributes.get("datetime") or "") if line.node is not None and line.node.tag == "time" else None


def _names(node: LexborNode) -> str:
    """Return the classes and ids of an element and of the one around it."""
    parent = node.parent
    own = node.attributes
    around = parent.attributes if parent is not None else {}
    return " ".join([value for at in (own, around) for key in ("class", "id") if (value := at.get(key))])
