"""The fields about the story: title, times, authors, source and what else is printed around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from attrs import evolve

from tearsheet.learn import written
from tearsheet.learn.known import Known
from tearsheet.learn.learned import LearnedField
from tearsheet.learn.naming import selectors_of
from tearsheet.learn.proposals import (
    Proposal,
    lines_near,
    propose_authors,
    propose_published,
    propose_source,
    title_line,
)
from tearsheet.learn.specimen import Sighting, Specimen, day_of_moment
from tearsheet.learn.voting import (
    Way,
    around,
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
from tearsheet.lines import Line

if TYPE_CHECKING:
    from tearsheet.learn.body import StoryAt

__all__ = ["learn_masthead"]

_NAMES = r"\s*(?:,|，|、|;|；|&|/|\band\b)\s*"
_ALTERNATIVES = 3
_LASTING = 6.0
_UNPRINTED = 5.5
_TITLES = re.compile(r"title|headline|\bname\b", re.IGNORECASE)


def learn_masthead(
    specimens: Sequence[Specimen], titles: Sequence[Proposal | None], told: Sequence[Known], story: StoryAt
) -> dict[str, LearnedField]:
    """Return the fields of one layout but the story; what is not on the pages is left out."""
    near = [
        lines_near(specimen, title_line(specimen, title), span)
        for specimen, title, span in zip(specimens, titles, story.spans, strict=True)
    ]
    given = _Given(specimens, told)
    found: dict[str, LearnedField | None] = {"title": _title(specimens, titles)}
    found["published"] = _published(specimens, near, given)
    found["authors"] = _authors(specimens, near, titles, given)
    found["source"] = _source(specimens, near, given)
    for name in ("summary", "section"):
        if given.any(name):
            found[name] = _text(name, specimens, given.texts(name))
    if given.any("updated"):
        found["updated"] = _time("updated", specimens, given.texts("updated"))
    if given.any("tags"):
        found["tags"] = _several("tags", specimens, given.lists("tags"))
    return {name: each for name, each in found.items() if each is not None}


class _Given:
    """What the person knows, by field."""

    def __init__(self, specimens: Sequence[Specimen], told: Sequence[Known]) -> None:
        self._told = told
        self.count = len(specimens)

    def any(self, name: str) -> bool:
        return any(getattr(each, name) for each in self._told)

    def texts(self, name: str) -> list[str | None]:
        texts = [getattr(each, name) for each in self._told]
        return [" ".join(text.split()) if text is not None else None for text in texts]

    def lists(self, name: str) -> list[tuple[str, ...] | None]:
        return [tuple([" ".join(text.split()) for text in getattr(each, name)]) or None for each in self._told]


# -- one text --------------------------------------------------------------------------------------------------------


def _title(specimens: Sequence[Specimen], titles: Sequence[Proposal | None]) -> LearnedField | None:
    wanted = [title.text if title is not None else None for title in titles]
    ways: list[Way] = []
    for specimen, title in zip(specimens, titles, strict=True):
        if title is None:
            continue
        if title.node is not None:
            ways.extend(Way(written.css(each.css), each.cost, each.doubt) for each in selectors_of(title.node))
        ways.extend(ways_to(specimen, title.text, penalty=_title_penalty))
        said = stated_sources(specimen, title.text)
        ways.extend(evolve(way, cost=_UNPRINTED) for way in said if _TITLES.search(str(way.field)) is not None)
        if title.node is None:
            ways.append(Way(written.css("title"), 4.0, "the <title> may hold the name of the site as well"))
    best = vote(ways, specimens, wanted)
    if not best:
        return None
    spare = [way for name in ("og:title", "twitter:title") for way in vote([stated("meta", name)], specimens, wanted)]
    sure = min((title.sure for title in titles if title is not None), default=0.3)
    why = tuple(dict.fromkeys(title.why for title in titles if title is not None))
    return _made("title", best, spare, specimens, wanted, sure=sure, why=why)


def _title_penalty(sighting: Sighting) -> float:
    heading = {"h1": -0.4, "h2": -0.2}.get(sighting.node.tag or "", 0.0)
    linked = all(run.href is not None for run in sighting.line.runs)
    return heading + (3.0 if linked and not heading else 0.0) + (0.0 if sighting.whole else 1.5)


def _text(name: str, specimens: Sequence[Specimen], wanted: list[str | None]) -> LearnedField | None:
    ways: list[Way] = []
    for specimen, text in zip(specimens, wanted, strict=True):
        if text is not None:
            ways.extend(ways_to(specimen, text))
            ways.extend(stated_sources(specimen, text))
    best = vote(ways, specimens, wanted)
    return _made(name, best, [], specimens, wanted, sure=1.0, why=("given",)) if best else None


def _source(specimens: Sequence[Specimen], near: Sequence[Sequence[Line]], given: _Given) -> LearnedField | None:
    if given.any("source"):
        return _text("source", specimens, given.texts("source"))
    proposals = [propose_source(lines) for lines in near]
    wanted = [each.text if each is not None else None for each in proposals]
    if not any(wanted):
        return None
    ways = [way for specimen, text in zip(specimens, wanted, strict=True) if text for way in ways_to(specimen, text)]
    best = vote(ways, specimens, wanted)
    why = tuple(dict.fromkeys(each.why for each in proposals if each is not None))
    return _made("source", best, [], specimens, wanted, sure=0.8, why=why) if best else None


# -- times -----------------------------------------------------------------------------------------------------------


def _published(specimens: Sequence[Specimen], near: Sequence[Sequence[Line]], given: _Given) -> LearnedField | None:
    if given.any("published"):
        return _time("published", specimens, given.texts("published"))
    proposals = [
        list(propose_published(specimen, sources_of(specimen), lines))
        for specimen, lines in zip(specimens, near, strict=True)
    ]
    firsts = [each[0] if each else None for each in proposals]
    wanted = [_day(specimen, first) for specimen, first in zip(specimens, firsts, strict=True)]
    ways: list[Way] = []
    for specimen, each, day in zip(specimens, proposals, wanted, strict=True):
        for proposal in each[:8]:
            if _day(specimen, proposal) != day:
                continue
            if proposal.source is not None:
                ways.append(stated(*proposal.source))
            elif proposal.node is not None:
                ways.extend(attribute_ways(specimen, selectors_of(proposal.node), "datetime"))
            else:
                ways.extend(around(specimen, proposal.text))
    best = vote(ways, specimens, wanted, day_of)
    if not best:
        return None
    # What the page states is exact; what it prints is taken beside it, so that the line is accounted for.
    kinds: dict[str, Way] = {}
    for way in best:
        kind = str(way.field).split("(")[0] + ("@" if "attr=" in str(way.field) else "")
        if kind not in kinds and (way.cost < _LASTING or not kinds):
            kinds[kind] = way
    order = sorted(kinds.values(), key=lambda way: (way.wrong, -way.right, _TIMES.get(_kind(way), 3)))
    why = tuple(dict.fromkeys(first.why for first in firsts if first is not None))
    sure = min([first.sure for first in firsts if first is not None], default=0.5)
    return _made("published", order, order[1:], specimens, wanted, sure=sure, why=why, read=day_of)


_TIMES = {"jsonld": 0, "meta": 1, "css@": 2}


def _kind(way: Way) -> str:
    return str(way.field).split("(")[0] + ("@" if "attr=" in str(way.field) else "")


def _day(specimen: Specimen, proposal: Proposal | None) -> str | None:
    return next(iter(specimen.days(proposal.text)), None) if proposal is not None else None


def _time(name: str, specimens: Sequence[Specimen], texts: list[str | None]) -> LearnedField | None:
    wanted: list[str | None] = []
    ways: list[Way] = []
    for specimen, text in zip(specimens, texts, strict=True):
        moment = specimen.reader.moment(text) if text is not None else None
        if text is None or moment is None:
            wanted.append(None)
            continue
        wanted.append(day_of_moment(moment) or moment.raw)
        ways.extend(around(specimen, text))
    best = vote(ways, specimens, wanted, day_of)
    if not best:
        return None
    spare = []
    if name == "published":
        spare = [
            way
            for source in (("meta", "article:published_time"), ("jsonld", "datePublished"))
            for way in vote([stated(*source)], specimens, wanted, day_of)
        ]
    return _made(name, best, spare, specimens, wanted, sure=1.0, why=("given",), read=day_of)


# -- several texts ---------------------------------------------------------------------------------------------------


def _authors(
    specimens: Sequence[Specimen],
    near: Sequence[Sequence[Line]],
    titles: Sequence[Proposal | None],
    given: _Given,
) -> LearnedField | None:
    if given.any("authors"):
        return _several("authors", specimens, given.lists("authors"))
    proposals = []
    for specimen, lines, title in zip(specimens, near, titles, strict=True):
        found = propose_authors(specimen, sources_of(specimen), lines, title.text if title is not None else "")
        proposals.append(next(found, None))
    wanted = [each[1] if each is not None else None for each in proposals]
    if not any(wanted):
        return None
    why = tuple(dict.fromkeys(each[0].why for each in proposals if each is not None))
    sure = min(each[0].sure for each in proposals if each is not None)
    return _several("authors", specimens, wanted, sure=sure, why=why)


def _several(
    name: str,
    specimens: Sequence[Specimen],
    wanted: Sequence[tuple[str, ...] | None],
    *,
    sure: float = 1.0,
    why: tuple[str, ...] = ("given",),
) -> LearnedField | None:
    ways: list[Way] = []
    for specimen, names in zip(specimens, wanted, strict=True):
        if not names:
            continue
        for text in names[:3]:
            ways.extend(ways_to(specimen, text))
        for text in _together(specimen, names):
            ways.extend(
                Way(written.split(way.field, _NAMES), way.cost + 0.3, way.doubt) for way in ways_to(specimen, text)
            )
        if name == "authors":
            ways.extend(stated(*source) for source, text in sources_of(specimen).items() if text == names[0])
    best = vote(ways, specimens, list(wanted), texts_of)
    return _made(name, best, [], specimens, wanted, sure=sure, why=why, read=texts_of) if best else None


def _together(specimen: Specimen, names: tuple[str, ...]) -> Iterator[str]:
    """Yield the part of a line that begins with the first name and ends with the last."""
    if len(names) < 2:
        return
    for line in specimen.lines:
        start, end = line.text.find(names[0]), line.text.rfind(names[-1])
        if 0 <= start < end and all(each in line.text[start:] for each in names):
            yield line.text[start : end + len(names[-1])]


# -- what comes of it ------------------------------------------------------------------------------------------------


def _made(
    name: str,
    best: Sequence[Way],
    spare: Sequence[Way],
    specimens: Sequence[Specimen],
    wanted: Sequence[Any],
    *,
    sure: float,
    why: tuple[str, ...],
    read: Callable[[Specimen, Any], Any] = one_text,
) -> LearnedField:
    """Return the field: the best way, with others behind it that never contradict it."""
    first = best[0]
    count = len(specimens)
    known = sum(want is not None for want in wanted)
    more = [way for way in _independent(first, [*spare, *best[1:]]) if not way.wrong]
    # Another source is worth having where it was right wherever it found anything.
    chosen = [first, *more[: _ALTERNATIVES - 1]]
    for page, want in enumerate(wanted):
        # Where the pages differ, what one of them lacks another way may find.
        if want is not None and all(way.values[page] is None for way in chosen):
            chosen.extend([way for way in best if way.values[page] == want and not way.wrong][:1])
    joined = [way.field for way in chosen]
    field = written.either(*joined)
    values = tuple([read(specimen, field.field) for specimen in specimens])
    unsure = [way.doubt for way in (first,) if way.doubt is not None]
    for number, (value, want) in enumerate(zip(values, wanted, strict=True), 1):
        if want is not None and value != want:
            said = f"{value!r}" if value is not None else "nothing"
            unsure.append(f"page {number}: it finds {said:.80}, not {want!r:.80}")
        elif want is None and value is not None:
            unsure.append(f"page {number}: it finds {value!r:.80}; nobody has said whether that is right")
        elif value is None:
            unsure.append(f"page {number}: it finds nothing")
    if sure < 0.6:
        unsure.append(f"proposed, not given: {why[0] if why else 'nothing speaks for it'}")
    right = first.right / max(known, 1)
    agreeing = 1 + len(more[: _ALTERNATIVES - 1])
    confidence = sure * right * (0.9 if count == 1 else 1.0) * (1 - 0.03 * first.cost) + 0.04 * len(more[:2])
    others = [str(way.field) for way in best[1:] if str(way.field) not in field.code]
    return LearnedField(
        name=name,
        written=field,
        values=values,
        confidence=round(max(0.05, min(0.99, confidence)), 2),
        reasons=(*why, *((f"{agreeing} sources agree",) if agreeing > 1 else ())),
        unsure=tuple(unsure),
        others=tuple(dict.fromkeys(others))[:3],
    )


def _independent(first: Way, ways: Sequence[Way]) -> list[Way]:
    """Return those of *ways* that are of another kind than *first* and than each other."""
    kinds = {_kind(first)}
    found = []
    for way in ways:
        if _kind(way) not in kinds and way.cost < _LASTING:
            kinds.add(_kind(way))
            found.append(way)
    return found
