"""Fields found anew: every way to the known values is tried on every page, and the pages vote."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from attrs import evolve, frozen

from tearsheet.authoring.learning import written
from tearsheet.authoring.learning.healing.healing import Healed
from tearsheet.authoring.learning.healing.target_page import TargetPage
from tearsheet.authoring.learning.sample import Sample
from tearsheet.authoring.learning.selectors import selectors_of
from tearsheet.authoring.learning.voting import (
    Way,
    attribute_ways,
    day_of,
    one_text,
    sources_of,
    stated,
    stated_sources,
    texts_of,
    vote,
    ways_to,
)
from tearsheet.authoring.learning.written import Written
from tearsheet.errors import TearsheetError
from tearsheet.fields.field import Field
from tearsheet.model import Moment

__all__ = ["FieldChoice", "Target", "choose", "inherited", "several_ways", "text_ways", "time_ways", "title_ways"]

_LABEL = re.compile(r"[^\s:：|｜]{1,12}\s*[:：]\s*$")
_NAMES = r"\s*(?:,|，|、|;|；|&|/|\band\b)\s*"
_CROWD = 0.8
_UNPRINTED = 4.0
_LABELLED = 2.0
_SELECTORS = 45
_LABEL_LONGEST = 160
_TAGS_ALONE = frozenset(
    {'css("h2")', 'css("h3")', 'css("div")', 'css("span")', 'css("b")', 'css("p")', 'css("strong")'}
)
_SURE = 0.97

Read = Callable[[Sample, Field[Any]], Any]


@frozen(kw_only=True)
class Target:
    """What a field must find.

    :ivar name: the field
    :ivar pages: the pages
    :ivar wanted: for each page what is known, in the form that *read* gives; ``None`` where it is not
    :ivar absent: for each page whether it is known to have nothing
    :ivar lines: where the known values stand: number of the page and number of the line
    :ivar framed: whether they are known by what stands around them
    """

    name: str
    pages: tuple[TargetPage, ...]
    wanted: tuple[Any, ...]
    absent: tuple[bool, ...]
    read: Read = one_text
    lines: tuple[tuple[int, int], ...] = ()
    framed: bool = False

    @property
    def known(self) -> int:
        """Of how many pages it is known."""
        return sum(want is not None for want in self.wanted)

    @property
    def samples(self) -> list[Sample]:
        """The pages as they are learned from."""
        return [page.sample for page in self.pages]


@frozen
class FieldChoice:
    """A field of the new layout, and what speaks for it."""

    field: Written[Any]
    healed: Healed


def inherited(target: Target, field: Field[Any], *, always: bool = False) -> FieldChoice | None:
    """Return the old *field* where it still finds what is known and nothing where nothing is, else ``None``.

    :param always: whether every page must have a value
    """
    try:
        values = [target.read(sample, field) for sample in target.samples]
    except TearsheetError:
        return None
    pairs = [(value, want) for value, want in zip(values, target.wanted, strict=True) if want is not None]
    right = sum(value == want for value, want in pairs)
    if right < len(pairs) or (always and None in values):
        return None
    if any(value is not None and none for value, none in zip(values, target.absent, strict=True)):
        return None
    unknown = [
        v for v, want, none in zip(values, target.wanted, target.absent, strict=True) if want is None and not none
    ]
    found = sum(value is not None for value in unknown)
    if pairs and found < len(unknown) / 2:
        return None
    unsure = () if pairs or not found else ("the old expression finds something, and nobody has said that it is right",)
    confidence = (_SURE if pairs else 0.5 if found else 0.3) if not target.framed else 0.7
    return FieldChoice(
        Written((repr(field),), field, frozenset()),
        Healed(
            name=target.name,
            code=(repr(field),),
            inherited=True,
            right=right,
            known=len(pairs),
            lines=target.lines,
            framed=target.framed,
            confidence=confidence,
            unsure=unsure,
        ),
    )


def choose(target: Target, ways: Iterable[Way], spare: Sequence[Way] = ()) -> FieldChoice | None:
    """Return the field that most pages vote for, ``None`` where no way leads to what is known.

    :param spare: ways that are joined to it where they are right on every page
    """
    samples, wanted = target.samples, list(target.wanted)
    found = vote(list(ways), samples, wanted, target.read)
    if not found:
        return None
    ranked = sorted(found, key=lambda way: (way.wrong, -way.right, _price(target, way), str(way.field)))
    best = ranked[0]
    stated_too = vote(spare, samples, wanted, target.read)
    more = [way for way in stated_too if way.right == target.known and not way.wrong and _kind(way) != _kind(best)][:1]
    more = [way for way in ranked[1:] if _completes(target, best, way)][:1] or more
    field = written.either(best.field, *[way.field for way in more])
    values = tuple([target.read(sample, field.field) for sample in samples])
    right = sum(value == want for value, want in zip(values, wanted, strict=True) if want is not None)
    others = list(dict.fromkeys(str(way.field) for way in ranked[1:] if str(way.field) not in field.code))[:3]
    unsure = [best.doubt] if best.doubt is not None else []
    for page, value, want in zip(target.pages, values, wanted, strict=True):
        if want is not None and value != want:
            unsure.append(f"new page {page.number + 1}: it finds {value!r:.60}, not {want!r:.60}")
    if target.framed:
        unsure.append("no story of an old page was found that has it: look whether this is it")
    rival = next((way for way in ranked[1:] if _stands_elsewhere(target, best, way)), None)
    if rival is not None and _price(target, rival) - _price(target, best) < 0.5:
        unsure.append(f"{rival.field} finds the same at another place, and little speaks against it")
    sure = right / max(1, target.known) * (1 - 0.04 * min(best.cost, 10)) * (0.85 if target.known == 1 else 1.0)
    return FieldChoice(
        field,
        Healed(
            name=target.name,
            code=field.code,
            right=right,
            known=target.known,
            lines=target.lines,
            framed=target.framed,
            confidence=round(max(0.05, min(_SURE, sure * (0.7 if target.framed else 1.0))), 2),
            others=tuple(others),
            unsure=tuple(unsure),
        ),
    )


def _completes(target: Target, best: Way, other: Way) -> bool:
    """Whether *other* is right where *best* finds nothing, and finds nothing wrong where that matters."""
    gained = False
    for one, two, want, none in zip(best.values, other.values, target.wanted, target.absent, strict=True):
        if one is None and two is not None:
            if none or (want is not None and two != want):
                return False
            gained |= want is not None
    return gained


def _price(target: Target, way: Way) -> float:
    """Return what speaks against *way* besides its votes: it matches much, or nothing where nobody knows."""
    crowd = unknown = missed = 0.0
    for sample, want, none, value in zip(target.samples, target.wanted, target.absent, way.values, strict=True):
        if want is None:
            unknown += not none
            missed += (value is not None) if none else (value is None)
        if target.read is not texts_of:
            crowd += (
                min(3, sum(1 for _ in islice(way.field.field.find(sample.scope), 4)) - 1) if value is not None else 0
            )
    pages = len(target.pages)
    # A tag alone tells a title badly: on another page it may be that of anything.
    crowd += pages if target.name == "title" and way.field.code[0] in _TAGS_ALONE else 0
    return way.cost + _CROWD * crowd / pages + 2.0 * missed / pages


def _stands_elsewhere(target: Target, best: Way, other: Way) -> bool:
    """Whether *other* takes its values from other elements than *best*."""
    for sample, want in zip(target.samples, target.wanted, strict=True):
        if want is not None:
            one = next(best.field.field.find(sample.scope), None)
            two = next(other.field.field.find(sample.scope), None)
            if one is not None and two is not None and one.places and two.places:
                return one.places[0].line.index != two.places[0].line.index
    return False


def _kind(way: Way) -> str:
    return str(way.field).split("(", maxsplit=1)[0]


# -- ways to one text --------------------------------------------------------------------------------------------------


def title_ways(pages: Sequence[TargetPage]) -> Iterator[Way]:
    """Yield ways to the titles, of which most pages print several."""
    for page in pages:
        if page.title_text is None:
            continue
        yield from ways_to(page.sample, page.title_text, penalty=page.title_penalty)
        for way in stated_sources(page.sample, page.title_text):
            yield evolve(way, cost=_UNPRINTED + 1.5)


def text_ways(pages: Sequence[TargetPage], wanted: Sequence[str | None]) -> Iterator[Way]:
    """Yield ways to *wanted*."""
    for page, text in zip(pages, wanted, strict=True):
        if text is not None:
            yield from ways_to(page.sample, text, penalty=page.penalty)
            yield from _label_ways(page, text)
            yield from _last_ways(page, text)
            for way in stated_sources(page.sample, text):
                yield evolve(way, cost=_UNPRINTED)


def _label_ways(page: TargetPage, text: str) -> Iterator[Way]:
    """Yield ways to *text* after a label: by the label, and in an element of its own where others share the line."""
    for occurrence in islice(page.sample.occurrences(text), 6):
        printed = _LABEL.search(occurrence.line.text.partition(" ".join(text.split()))[0])
        if printed is not None and occurrence.whole:
            yield Way(written.label(printed[0].rstrip(" :：")), _LABELLED + page.penalty(occurrence))
        said = page.sample.words(occurrence.node) if not occurrence.whole else ""
        before, found, after = said.partition(" ".join(text.split()))
        label = _LABEL.search(before)
        if not found or label is None or (after.strip() and (" " in text or not after[0].isspace())):
            continue
        pattern = rf"{re.escape(label[0].strip())}\s*({'.+' if not after.strip() else chr(92) + 'S+'})"
        for selector in selectors_of(occurrence.node)[:20]:
            cost = selector.cost + page.penalty(occurrence) + 1.0
            yield Way(written.match(written.css(selector.css), pattern), cost, selector.doubt)


def _last_ways(page: TargetPage, text: str) -> Iterator[Way]:
    """Yield ways to *text* as the last of several elements, as a section is in a trail of links."""
    for occurrence in islice(page.sample.occurrences(text), 4):
        for selector in selectors_of(occurrence.node)[:20] if occurrence.whole else ():
            found = page.sample.css(selector.css)
            if len(found) > 1 and found[-1].mem_id == occurrence.node.mem_id:
                made = written.css(selector.css)
                last = Written((f"{made}[-1]",), made.field[-1], made.uses)
                yield Way(last, selector.cost + page.penalty(occurrence) + 0.5, selector.doubt)


def several_ways(pages: Sequence[TargetPage], wanted: Sequence[tuple[str, ...] | None]) -> Iterator[Way]:
    """Yield ways to lists of texts: an element each, or all in one line."""
    for page, texts in zip(pages, wanted, strict=True):
        if not texts:
            continue
        for text in texts[:3]:
            for sign in ("", "#", "＃"):
                yield from ways_to(page.sample, sign + text, penalty=page.penalty)
        yield from _label_ways(page, texts[0])
        if len(texts) > 1:
            for line in page.sample.lines:
                start, end = line.text.find(texts[0]), line.text.rfind(texts[-1])
                if 0 <= start < end and all(each in line.text[start:] for each in texts):
                    together = line.text[start : end + len(texts[-1])]
                    for way in ways_to(page.sample, together, penalty=page.penalty):
                        yield Way(written.split(way.field, _NAMES), way.cost + 0.3, way.doubt)
        for source, text in sources_of(page.sample).items():
            if text == texts[0]:
                yield evolve(stated(*source), cost=_UNPRINTED)


# -- ways to a time ----------------------------------------------------------------------------------------------------


def time_ways(pages: Sequence[TargetPage], wanted: Sequence[Moment | None]) -> Iterator[Way]:
    """Yield ways to times of the same day, in whatever form the page prints them; the same minute goes first."""
    for page, moment in zip(pages, wanted, strict=True):
        day = moment.first_date if moment is not None else None
        if day is None or moment is None:
            continue
        sample = page.sample
        for line in sample.lines:
            if len(line.text) > _LABEL_LONGEST or line.index in page.story or not any(map(str.isdigit, line.text)):
                continue
            for found in sample.reader.moments(line.text):
                if found.moment.first_date == day:
                    exact = found.moment.start == moment.start
                    said = line.text[found.start : found.end].strip()
                    yield from _time_ways(page, line.index, said, page.distance(line) - (0.3 if exact else 0.0))
        for node in sample.css("time[datetime]"):
            if day in sample.days(node.attributes.get("datetime") or ""):
                box = sample.box(node)
                extra = page.distance(sample.lines[box.start]) if len(box) else 1.0
                for way in attribute_ways(sample, selectors_of(node), "datetime"):
                    yield evolve(way, cost=way.cost + extra)
        for source, text in sources_of(sample).items():
            if len(text) < 40 and day in sample.days(text) and _says_published(source[1]):
                yield stated(*source)


def _says_published(name: str) -> bool:
    return (
        any(word in name.lower() for word in ("publ", "pubdate", "issued", "created", "date"))
        and "mod" not in name.lower()
    )


def _time_ways(page: TargetPage, index: int, said: str, extra: float) -> Iterator[Way]:
    sample = page.sample
    for way in ways_to(sample, said):
        if str(way.field).startswith("label("):
            yield evolve(way, cost=way.cost + extra)
    for occurrence in sample.occurrences(said):
        if occurrence.line.index != index:
            continue
        for selector in selectors_of(occurrence.node)[:_SELECTORS]:
            cost = selector.cost + extra + (0.0 if occurrence.whole else 0.3)
            yield Way(written.css(selector.css), cost, selector.doubt)
        outer = occurrence.node.parent
        if outer is not None and outer.tag not in {"body", "html"} and len(sample.box(outer)) <= 3:
            for selector in selectors_of(outer)[:20]:
                yield Way(written.css(selector.css), selector.cost + extra + 0.6, selector.doubt)


def read_of(name: str) -> Read:
    """Return how the values of the field *name* are read to be compared."""
    if name in {"published", "updated"}:
        return day_of
    return texts_of if name in {"authors", "tags", "breadcrumbs", "notices"} else one_text
