"""When a story of an unknown page was published and updated: what the page states, and what it prints near the title.

Order of trust: what is stated as the time of publication (:mod:`~tearsheet.page.metadata`), a printed time that a
label calls so, the ``datetime`` of a ``<time>`` element near the title, any other full date that stands by itself
near the title. A date without a year is a last resort, a year in the text or a line with a copyright is none at all:
no date is better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from attrs import evolve, frozen

from tearsheet.adapters.generic.head.date_candidates import (
    COPYRIGHT,
    ENDS,
    LONGEST_LINE,
    YEAR,
    Printed,
    dateline_in,
    fills_part,
    may_date,
    moment_in,
    sane,
    times_in,
    with_day,
)
from tearsheet.adapters.generic.head.date_labels import LONGEST_LABEL
from tearsheet.adapters.generic.head.time_elements import apart, belongs_elsewhere, has_clock, is_todays, time_elements
from tearsheet.adapters.generic.signs.cards import is_of_another
from tearsheet.adapters.generic.signs.figures import day_of_address
from tearsheet.adapters.generic.signs.phrases import is_menu, prompt_of, tail_of
from tearsheet.model import Moment
from tearsheet.page.lines import Line
from tearsheet.page.metadata import Metadata, Value
from tearsheet.page.text_lines import TextLines
from tearsheet.reading.reader import Reader

_FAR = 80
"""Lines above and below the story in which its time may stand that is nowhere near the title."""
_LONGEST_SAID = 80
"""Characters of a line in the story that says when that was published: a longer one is prose."""
_STATED, _ELEMENTS = 8, 40
"""Stated times and <time> elements of a page that are looked at,"""
_LONGEST_STATED = 120
"""and characters of a stated one that are read."""
# Entries of a list of other stories after which its days, if it had any, would have been seen. An entry is a headline:
# longer than an entry of a menu, in characters, with no full stop.
_CARDS, _HEADLINE = 2, 18
_HEAD = 3  # lines of a text that the head of a paper takes before its menu
_STOPS = ".。…"
_OF_STORY = frozenset({"share-prompt", "subscribe-prompt", "tags"})
_SENTENCE = 6
"""Characters beside a time, on a line that ends in a full stop, that are a sentence, at least in Han."""
_SAID = re.compile(
    r"\b(?:posted|published|publish date|gepostet|ver.ffentlicht|erschienen|publi[eé]|publicad[oa]"
    r"|pubblicato|mise en ligne|geplaatst|author|autor)\b|发布|發布|发表|發表|公開|掲載|投稿"
    r"|[来來]源\s?[:：]|[责責]任?[编編]",
    re.IGNORECASE,
)
_PUBLISHED_NAME = re.compile(r"publish|entry-date|created", re.IGNORECASE)


@frozen
class Times:
    """What was read; *printed* are the times that stand on the page, to be claimed."""

    published: Moment | None = None
    updated: Moment | None = None
    printed: tuple[Printed, ...] = ()


def stated_moment(reader: Reader, raw: str) -> Moment | None:
    """Read a time as pages state it: ISO 8601 in its many shapes, seconds since 1970, or as people write it."""
    text = raw.strip()[:_LONGEST_STATED]
    moment = sane(reader.stated(text))
    if moment is None:
        found = moment_in(reader, text)
        moment = sane(found.moment) if found is not None else None
    return evolve(moment, raw=raw) if moment is not None else None


def read_times(
    reader: Reader, metadata: Metadata, indexes: Iterable[int], *, title: int | None, start: int, stop: int
) -> Times:
    """Return when the story was published and updated.

    :param indexes: the lines that may print it
    :param title: index of the title's last line, ``None`` where it is not printed
    :param start: index of the first line of the body, *stop* that after its last
    """
    printed: list[Printed] = []
    language = (metadata.language or "").lower()
    top = _below_papers_day(reader.lines, title)
    for index in indexes:
        if index < top:
            continue
        line = reader.lines[index]
        if not may_date(line.text) and (len(line.text) > LONGEST_LINE or not time_elements(line)):
            continue
        if index < start and line.node is not None and is_todays(reader.lines, line, title):
            continue
        if (
            index >= stop
            and line.node is not None
            and _SAID.search(line.text) is None
            and (apart(line) or is_of_another(reader.lines, index, stop))
        ):
            continue  # the first comment, a card, a suggestion
        found = times_in(reader, line, index, language, _place(index, title, start, stop))
        printed.extend(
            found if not start <= index < stop else [each for each in found if not _is_told(each, found[-1])]
        )
    published = _first(reader, metadata.all("published"))
    updated = _first(reader, metadata.all("updated"))
    asides = {each.index for each in printed if reader.lines[each.index].region == "aside"}  # maybe of another story
    ranked = sorted(printed, key=lambda each: (_signs(each, range(start, stop)), each.index in asides, -each.score))
    best = next((each for each in ranked if not each.updated and each.score >= _Enough.STORY), None)
    changed = next((each for each in ranked if each.updated and each.score >= _Enough.STORY), None)
    if best is not None and (published is None or _corrects(best, published, updated, range(start, stop))):
        published = best.moment
    elif published is not None and not has_clock(published):
        # Of two compatible times the one that says more.
        day = published.first_date
        clocks = [
            each for each in ranked if not each.updated and each.score >= _Enough.STORY and has_clock(each.moment)
        ]
        published = next((each.moment for each in clocks if each.moment.first_date == day), published)
    if published is None and best is None and changed is None:
        published = _elsewhere(reader, stop)
    if published is None and best is None:
        said = changed is None or not reader.page.is_html
        best = (_said(reader, language, top, start, stop) if said else None) or dateline_in(reader, language, start)
        if best is None and changed is None:
            best = _alone(reader, language, top, start, stop) or _without_year(reader.lines, ranked)
        published = best.moment if best is not None else None if changed is not None else day_of_address(reader)
    if updated is None and changed is not None:
        updated = changed.moment if changed.moment.first_date is not None else with_day(reader, changed, published)
    days = {moment.first_date for moment in (published, updated) if moment is not None}
    if best is not None and best not in ranked:
        ranked.append(best)
    claimed = [
        each
        for each in ranked
        if each is best or each is changed or (each.score >= _Enough.STORY and each.moment.first_date in days)
    ]
    return Times(published, updated, tuple(claimed))


def _is_told(printed: Printed, last: Printed) -> bool:
    """Whether a sentence tells of the time: no label ends in a full stop, but the *last* time may: 9:10 a.m."""
    text, found = printed.stretch.text, printed.found
    return (
        found.label is None
        and last.found.end < len(text)
        and text[-1] in ENDS
        and len(text) - (found.end - found.start) >= _SENTENCE
    )


def _first(reader: Reader, facts: Sequence[Value]) -> Moment | None:
    for fact in facts[:_STATED]:
        moment = stated_moment(reader, fact.value)
        if moment is not None and not _ahead(moment, reader.page.captured_at):
            return moment
    return None


def _elsewhere(reader: Reader, stop: int) -> Moment | None:
    """Return the time that ``<time>`` elements outside of comments and lists agree on, those marked as published."""
    if not reader.page.is_html:
        return None
    lines = reader.lines
    story = {node.mem_id for node in lines[stop - 1].ancestors()} if stop else set()
    below = {line.node.mem_id: line.index for line in lines[stop:] if line.node is not None}
    marked: list[Moment] = []
    others: list[Moment] = []
    for node in reader.page.css("time[datetime]")[:_ELEMENTS]:
        attributes = node.attributes
        moment = sane(reader.moment((attributes.get("datetime") or "").strip()))
        if moment is None or belongs_elsewhere(node, story):
            continue
        index = next((below[each.mem_id] for each in (node, node.parent) if each and each.mem_id in below), None)
        if index is not None and is_of_another(lines, index, stop):
            continue
        names = f"{attributes.get('class') or ''} {attributes.get('itemprop') or ''}"
        others.append(moment)
        if "pubdate" in attributes or _PUBLISHED_NAME.search(names):
            marked.append(moment)
    found = marked or others
    return found[0] if found and len({moment.first_date for moment in found}) == 1 else None


def _said(reader: Reader, language: str, top: int, start: int, stop: int) -> Printed | None:
    """Return a time further off from the title that the words beside it or above it call that of publication."""
    lines = reader.lines
    nearest = [
        *range(start - 1, max(top - 1, start - _FAR), -1),
        *range(stop - 1, start - 1, -1),
        *range(stop, min(stop + _FAR, len(lines))),
    ]
    if isinstance(lines, TextLines):
        held = lines.holding(YEAR)
        nearest = [index for index in nearest if index in held]
    for index in nearest:
        text = lines[index].text
        longest = _LONGEST_SAID if start <= index < stop else LONGEST_LINE
        if len(text) > longest or YEAR.search(text) is None or COPYRIGHT.search(text) is not None:
            continue
        above = lines[index - 1].text if index else ""
        if _SAID.search(text) is None and (len(above) > LONGEST_LABEL or _SAID.search(above) is None):
            continue
        for printed in times_in(reader, lines[index], index, language, 0.0):
            if not printed.updated and printed.moment.first_date is not None:
                return printed
    return None


def _alone(reader: Reader, language: str, top: int, start: int, stop: int) -> Printed | None:
    """Return the time of a text that stands by itself on a line or between bars, where all such name one day.

    Those above the story count before those below it.
    """
    lines = reader.lines
    if lines and lines[0].node is not None:
        return None
    for indexes in (range(max(top, start - _FAR), start), _below_story(lines, stop)):
        alone = [
            printed
            for index in indexes
            if may_date(lines[index].text)
            for printed in times_in(reader, lines[index], index, language, 0.0)
            if printed.moment.first_date is not None and fills_part(printed.found, lines[index].text)
        ]
        if alone:
            return alone[0] if len({printed.moment.first_date for printed in alone}) == 1 else None
    return None


def _without_year(lines: Sequence[Line], ranked: Sequence[Printed]) -> Printed | None:
    """Return the day without a year that is all of the line right below the title of a text: "Mar 1"."""
    best = ranked[0] if ranked and not ranked[0].updated and ranked[0].score >= _Enough.YEARLESS else None
    if (
        best is None
        or lines[best.index].node is not None
        or best.found.end - best.found.start < len(lines[best.index].text)
    ):
        return None
    return best


def _below_papers_day(lines: Sequence[Line], title: int | None) -> int:
    """Return the index below the day that a text has from the head of the paper: right above the menu, on top."""
    if not lines or lines[0].node is not None:
        return 0
    for index in range(min(_HEAD, len(lines) - 1)):
        if may_date(lines[index].text) and index + 1 != title and is_menu(lines[index + 1].text):
            return index + 1
    return 0


def _below_story(lines: Sequence[Line], stop: int) -> Iterator[int]:
    """Give the lines below the story of a text whose days may be the story's.

    A list of other stories prints a day with each of them or with none: what stands below its second has no day of it.
    """
    others: int | None = None
    for index in range(stop, min(stop + _FAR, len(lines))):
        text = lines[index].text
        if others is not None and others < _CARDS and may_date(text):
            return
        if tail_of(text) and prompt_of(text) not in _OF_STORY:
            others = 0
        elif others is not None and len(text) >= _HEADLINE and text[-1] not in _STOPS:
            others += 1
        yield index


def _signs(printed: Printed, story: range) -> bool:
    """Whether *printed* is a day in Han characters alone below the story: that of its signature, as under a notice."""
    alone = printed.moment.raw == printed.stretch.text and "年" in printed.moment.raw
    return alone and max(story.start + 1, story.stop - _HEAD) <= printed.index < story.stop


def _corrects(printed: Printed, stated: Moment, updated: Moment | None, story: range) -> bool:
    """Whether a printed time is to be believed more than the stated one.

    A printed day that is the stated day of the last change is just that. A difference of one day is mostly one of
    zones, and only a printed clock tells which. What differs more must stand right by the title.
    """
    if _signs(printed, story):
        return False
    ours, theirs = printed.moment.first_date, stated.first_date
    if ours is None or theirs is None or ours == theirs or (updated is not None and ours == updated.first_date):
        return False
    apart = abs((ours - theirs).days)
    return printed.moment.precision in {"minute", "second"} if apart <= 1 else printed.score >= _Enough.CORRECTS


def _ahead(moment: Moment, captured_at: datetime | None) -> bool:
    return captured_at is not None and moment.start is not None and moment.start > captured_at + timedelta(days=1)


class _Enough:
    """Scores that printed times must have, its place and what it is summed. No fit of these is recorded."""

    STORY = 1.0
    """To be the story's at all: a whole day is, wherever its place says nothing against it;"""
    CORRECTS = 2.7
    """to be believed more than a stated day: a whole day in the first lines below the title is;"""
    YEARLESS = 0.7
    """to be the last resort: what a day has right below the title that lacks nothing but its year."""


class _Place:
    """What the place of a line says of a time, and what each line farther off takes away. Fitted on dev, 2026-11."""

    BELOW, BELOW_EACH, NEAREST = 2.0, 0.05, 10
    """Right below the title, and the most lines that are (of which no fit is recorded),"""
    BETWEEN, BETWEEN_EACH, FARTHEST = 1.6, 0.04, 60
    """farther below and above the story, and the most lines that count;"""
    ABOVE, ABOVE_EACH = 1.0, 0.15
    """above the title,"""
    UNTITLED, UNTITLED_EACH = 1.0, 0.05
    """above a story whose title is not known,"""
    INSIDE, INSIDE_EACH = 0.6, 0.15
    """in the story,"""
    AFTER, AFTER_EACH = -0.5, 0.1
    """below it."""


def _place(index: int, title: int | None, start: int, stop: int) -> float:
    """Return what the place of a line says: right below the title is best, then between title and body."""
    if index >= stop:
        return _Place.AFTER - _Place.AFTER_EACH * (index - stop)
    if title is not None and 0 < index - title <= _Place.NEAREST:
        return _Place.BELOW - _Place.BELOW_EACH * (index - title)
    if index >= start:
        return _Place.INSIDE - _Place.INSIDE_EACH * (index - start)
    if title is None:
        return _Place.UNTITLED - _Place.UNTITLED_EACH * (start - index)
    if index > title:
        return _Place.BETWEEN - _Place.BETWEEN_EACH * min(index - title, _Place.FARTHEST)
    return _Place.ABOVE - _Place.ABOVE_EACH * (title - index)
