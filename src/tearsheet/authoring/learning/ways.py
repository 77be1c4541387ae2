"""Ways to a known value: where a page prints it, after which label, and where the page states it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from attrs import evolve
from selectolax.lexbor import LexborNode

from tearsheet.authoring.learning import written
from tearsheet.authoring.learning.sample import Occurrence, Sample
from tearsheet.authoring.learning.selectors import selectors_of
from tearsheet.authoring.learning.voting import Way
from tearsheet.authoring.learning.written import Written
from tearsheet.fields.field import Field
from tearsheet.model import Moment
from tearsheet.page.lines import Line

_OCCURRENCES = 8  # places of a text that are tried, the likeliest first
_SELECTORS = 45  # selectors of each
_LABEL = re.compile(r"(?:^|[\s|｜·•/])([^\s:：|｜]{1,12}|[A-Za-z]{1,12} [A-Za-z]{1,12})\s*[:：]$")
_ENDS_IN_LABEL = re.compile(r"[^\s:：|｜]{1,12}\s*[:：]\s*$")
_LABEL_LONGEST = 160  # characters of a line that has a time beside a label
_NAMES = r"\s*(?:,|，|、|;|；|&|/|\band\b)\s*"
_TITLES = re.compile(r"title|headline|\bname\b", re.IGNORECASE)
STATED = 2.4
"""What it costs to take a value from where the page states it: more than a class, less than a tag."""


class _Cost:
    """What a way costs besides its selector: what is worse than a whole element that stands first.

    Set by hand; halved, or half as much again, benchmarks/heal.py gives the same.
    """

    LABELLED = 2.0
    """A label, in place of a selector: less sure than a class, and surer than where it is stated."""
    UNPRINTED = 5.5
    """A title where it is stated: another form of it is printed."""
    LATER = 0.15
    """Each place of the same text before it."""
    PART = 1.2
    """A pattern for a part of an element,"""
    AFTER_LABEL = 1.0
    """or for what a label has after it,"""
    SPLIT = 0.3
    """and a text that is cut into several."""
    LAST = 0.5
    """The last of several elements."""
    LOOSE = 0.3
    """Other words in the element of a time, which finds itself."""
    OUTER = 0.5
    """An element around it, each."""
    EXACT = -0.3
    """The same minute, where the day would do."""
    NOWHERE = 1.0
    """An element that shows no words."""


Penalty = Callable[[Occurrence], float]
"""What speaks against a value at a place."""


def ways_to(sample: Sample, text: str, *, penalty: Penalty | None = None) -> Iterator[Way]:
    """Yield ways to *text* where it is printed.

    :param penalty: what a place costs besides its selector
    """
    for order, occurrence in enumerate(islice(sample.occurrences(text), _OCCURRENCES)):
        extra = _Cost.LATER * order + (penalty(occurrence) if penalty is not None else 0.0)
        if occurrence.whole:
            yield from element_ways(occurrence.node, extra)
            yield from _labelled(occurrence, text, extra)
        else:
            yield from _partly(occurrence, extra)


def element_ways(
    node: LexborNode,
    extra: float = 0.0,
    most: int = _SELECTORS,
    *,
    attr: str | None = None,
    pattern: str | None = None,
) -> Iterator[Way]:
    """Yield ways to the words of *node* by its selectors, the most lasting first.

    :param extra: what they cost besides
    :param most: how many selectors are tried
    :param attr: take this attribute of it instead
    :param pattern: take what this finds in its words alone
    """
    for selector in selectors_of(node)[:most]:
        made: Written[Field[str]] = written.css(selector.css, attr=attr)
        made = written.match(made, pattern) if pattern is not None else made
        yield Way(made, selector.cost + extra, selector.doubt)


def _labelled(occurrence: Occurrence, text: str, extra: float) -> Iterator[Way]:
    """Yield the way to a text in an element of its own by the label that its line has before it."""
    mark = _LABEL.search(occurrence.line.text.partition(" ".join(text.split()))[0].rstrip())
    if mark is not None:
        yield Way(written.label(mark[1]), _Cost.LABELLED + extra)


def _partly(occurrence: Occurrence, extra: float) -> Iterator[Way]:
    """Yield ways to a text that shares its line with other words."""
    before, after = occurrence.before, occurrence.after
    mark = _LABEL.search(before)
    if mark is not None and len(mark[1]) <= 14:
        yield Way(written.label(mark[1]), _Cost.LABELLED + extra)
    inner = occurrence.line.text
    starts = re.escape(before[-16:]).replace("\\ ", " ") if before else "^"
    if re.search(r"\d", before[-16:]) or len(before) > 40:
        return
    end = (
        f"(?=\\s*{re.escape(after[0])})"
        if after and not after[0].isalnum() and after[0] not in inner[: len(before)]
        else ""
    )
    if after and not end:
        if after[0].isalnum() or before:
            return
        end = f"\\s*{re.escape(after[0])}"
    pattern = f"{starts}\\s*(.+?){end}" if end else f"{starts}\\s*(.+)"
    yield from element_ways(occurrence.node, extra + _Cost.PART, 20, pattern=pattern)


def _after_label(sample: Sample, text: str, penalty: Penalty | None) -> Iterator[Way]:
    """Yield ways to *text* behind a label where other words share the line with both."""
    wanted = " ".join(text.split())
    for occurrence in islice(sample.occurrences(text), 6):
        said = sample.words(occurrence.node) if not occurrence.whole else ""
        before, found, after = said.partition(wanted)
        label = _ENDS_IN_LABEL.search(before)
        if not found or label is None or (after.strip() and (" " in text or not after[0].isspace())):
            continue
        pattern = rf"{re.escape(label[0].strip())}\s*({'.+' if not after.strip() else chr(92) + 'S+'})"
        extra = _Cost.AFTER_LABEL + (penalty(occurrence) if penalty is not None else 0.0)
        yield from element_ways(occurrence.node, extra, 20, pattern=pattern)


def title_ways(sample: Sample, text: str, *, penalty: Penalty) -> Iterator[Way]:
    """Yield ways to a title, which most pages print several times and state as well."""
    yield from ways_to(sample, text, penalty=penalty)
    for way in stated_sources(sample, text):
        if _TITLES.search(str(way.field)) is not None:
            yield evolve(way, cost=_Cost.UNPRINTED)


def text_ways(sample: Sample, text: str, *, penalty: Penalty | None = None, unprinted: float = STATED) -> Iterator[Way]:
    """Yield ways to *text*: where it is printed, after a label, as the last of several, and where it is stated.

    :param unprinted: what it costs to take it from where it is stated
    """
    yield from ways_to(sample, text, penalty=penalty)
    yield from _after_label(sample, text, penalty)
    yield from _last_ways(sample, text, penalty)
    for way in stated_sources(sample, text):
        yield evolve(way, cost=unprinted)


def several_ways(
    sample: Sample, texts: Sequence[str], *, penalty: Penalty | None = None, unprinted: float = STATED
) -> Iterator[Way]:
    """Yield ways to a list of texts: an element each, or all in one line."""
    for text in texts[:3]:
        for sign in ("", "#", "＃"):
            yield from ways_to(sample, sign + text, penalty=penalty)
    yield from _after_label(sample, texts[0], penalty)
    for text in _together(sample, texts):
        for way in ways_to(sample, text, penalty=penalty):
            yield Way(written.split(way.field, _NAMES), way.cost + _Cost.SPLIT, way.doubt)
    for way in stated_sources(sample, texts[0]):
        yield evolve(way, cost=unprinted)


def _together(sample: Sample, names: Sequence[str]) -> Iterator[str]:
    """Yield the part of a line that begins with the first name and ends with the last."""
    for line in sample.lines if len(names) > 1 else ():
        start, end = line.text.find(names[0]), line.text.rfind(names[-1])
        if 0 <= start < end and all(each in line.text[start:] for each in names):
            yield line.text[start : end + len(names[-1])]


def _last_ways(sample: Sample, text: str, penalty: Penalty | None) -> Iterator[Way]:
    """Yield ways to *text* as the last of several elements, as a section is in a trail of links."""
    for occurrence in islice(sample.occurrences(text), 4):
        extra = _Cost.LAST + (penalty(occurrence) if penalty is not None else 0.0)
        for selector in selectors_of(occurrence.node)[:20] if occurrence.whole else ():
            found = sample.css(selector.css)
            if len(found) > 1 and found[-1].mem_id == occurrence.node.mem_id:
                made = written.css(selector.css)
                yield Way(made.then("[-1]", made.field[-1]), selector.cost + extra, selector.doubt)


# -- times -------------------------------------------------------------------------------------------------------------


def time_ways(
    sample: Sample, moment: Moment, *, distance: Callable[[Line], float], story: frozenset[int]
) -> Iterator[Way]:
    """Yield ways to times of the same day, in whatever form the page prints them; the same minute goes first.

    :param distance: what speaks against a time in a line
    :param story: lines in which none is sought
    """
    if moment.first_date is None:
        return
    day = moment.first_date.isoformat()
    for line in sample.lines:
        if len(line.text) > _LABEL_LONGEST or line.index in story or not any(map(str.isdigit, line.text)):
            continue
        for found in sample.reader.moments(line.text):
            if found.moment.first_date == moment.first_date:
                exact = found.moment.start == moment.start
                said = line.text[found.start : found.end].strip()
                yield from around(sample, said, line=line, extra=distance(line) + (_Cost.EXACT if exact else 0.0))
    for node in sample.css("time[datetime]"):
        if day in sample.days(node.attributes.get("datetime") or ""):
            box = sample.box(node)
            extra = distance(sample.lines[box.start]) if len(box) else _Cost.NOWHERE
            yield from element_ways(node, extra, attr="datetime")
    for source, text in sample.stated.items():
        if len(text) < 40 and day in sample.days(text) and _says_published(source[1]):
            yield stated(*source)


def _says_published(name: str) -> bool:
    return (
        any(word in name.lower() for word in ("publ", "pubdate", "issued", "created", "date"))
        and "mod" not in name.lower()
    )


def around(sample: Sample, text: str, *, line: Line | None = None, extra: float = 0.0) -> Iterator[Way]:
    """Yield ways to the elements that hold *text*, for values that find themselves in it, as times do.

    :param line: where it stands, if that is known
    :param extra: what speaks against that place
    """
    for order, occurrence in enumerate(islice(sample.occurrences(text), _OCCURRENCES)):
        if line is not None and occurrence.line.index != line.index:
            continue
        against = extra + _Cost.LATER * order
        yield from _labelled(occurrence, text, against)
        yield from element_ways(occurrence.node, against + (0 if occurrence.whole else _Cost.LOOSE))
        # What stands beside a value comes and goes, so the element around it may be the better one to hold on to.
        for level, outer in enumerate(sample.around(occurrence.node.parent, most=2, lines=3), 1):
            yield from element_ways(outer, against + _Cost.OUTER * level, 20)


# -- what a page states of itself --------------------------------------------------------------------------------------


def stated_sources(sample: Sample, text: str) -> Iterator[Way]:
    """Yield the meta tags and JSON-LD properties that state exactly *text*."""
    wanted = " ".join(text.split())
    yield from (
        stated(*source) for source, value in sample.stated.items() if value == wanted and not _of_media(*source)
    )


def _of_media(kind: str, name: str) -> bool:
    """Say whether what is stated is of a picture or a film, as a credit is: by chance it is the author's as well."""
    return kind == "jsonld" and name.partition(".")[0] in {"image", "thumbnail", "video", "audio", "associatedMedia"}


def stated(kind: str, name: str) -> Way:
    """Return the way to what the page states under *name*, a name of ``"meta"`` or a path of ``"jsonld"``."""
    return Way(written.meta(name) if kind == "meta" else written.jsonld(name), STATED)
