"""The fields about the story: title, times, authors, source and what else is printed around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import evolve

from tearsheet.authoring.learning import written
from tearsheet.authoring.learning.baseline import Baseline
from tearsheet.authoring.learning.choice import LASTING, Target, choose, chosen, rank
from tearsheet.authoring.learning.details import Details
from tearsheet.authoring.learning.known import Known
from tearsheet.authoring.learning.learned import FieldChoice
from tearsheet.authoring.learning.proposals import (
    Proposal,
    lines_near,
    propose_authors,
    propose_published,
    propose_source,
    title_line,
)
from tearsheet.authoring.learning.sample import Occurrence, Sample, folded
from tearsheet.authoring.learning.selectors import selectors_of
from tearsheet.authoring.learning.voting import Read, Way, day_of, kind_of, one_text, texts_of, time_of
from tearsheet.authoring.learning.ways import (
    around,
    attribute_ways,
    several_ways,
    stated,
    text_ways,
    title_ways,
)
from tearsheet.model.table import fields_of_kind
from tearsheet.page.lines import Line

__all__ = ["learn_head"]

_CLOCKS = frozenset({"hour", "minute", "second"})


def learn_head(
    samples: Sequence[Sample],
    titles: Sequence[Proposal | None],
    told: Sequence[Known],
    spans: Sequence[tuple[int, int]],
    baselines: Sequence[Baseline],
) -> dict[str, FieldChoice]:
    """Return the fields of one layout but the story; what is not on the pages is left out.

    :param spans: for each page, the lines ``start:stop`` about its story
    """
    near = [
        lines_near(sample, title_line(sample, title), span)
        for sample, title, span in zip(samples, titles, spans, strict=True)
    ]
    given = _Given(samples, told)
    found: dict[str, FieldChoice | None] = {"title": _title(samples, titles)}
    found["published"] = _published(samples, near, given, baselines)
    found["authors"] = _authors(samples, near, titles, given, baselines)
    found["source"] = _source(samples, near, given)
    details = Details(
        samples, [title_line(sample, title) for sample, title in zip(samples, titles, strict=True)], spans
    )
    for name, propose in (("summary", details.summary), ("section", details.section)):
        found[name] = _text(name, samples, given.texts(name)) if given.any(name) else propose()
    if given.any("updated"):
        found["updated"] = _time("updated", samples, given.texts("updated"))
    found["tags"] = _several("tags", samples, given.lists("tags")) if given.any("tags") else details.tags()
    said = {folded(title.text) for title in titles if title is not None}
    return {
        name: _timed(each, samples) if name in fields_of_kind("moment") else each
        for name, each in found.items()
        if each is not None and (name == "title" or given.any(name) or not _repeats(each, said))
    }


def _repeats(field: FieldChoice, titles: set[str]) -> bool:
    """Whether *field* finds a title once more: then it is the title's, whatever its element is called."""
    values = [value if isinstance(value, tuple) else (value,) for value in field.values if value]
    return any(folded(str(text)) in titles for texts in values for text in texts)


def _timed(field: FieldChoice, samples: Sequence[Sample]) -> FieldChoice:
    """Return *field*, with a doubt where its times have a clock and no zone is known."""
    moments = [
        sample.reader.moment(text) for sample, text in zip(samples, field.values, strict=True) if isinstance(text, str)
    ]
    if any(moment is not None and moment.zone is None and moment.precision in _CLOCKS for moment in moments):
        return evolve(
            field, unsure=(*field.unsure, "its clock is of no known zone; give --zone, or declare zone = ...")
        )
    return field


class _Given:
    """What the person knows, by field."""

    def __init__(self, samples: Sequence[Sample], told: Sequence[Known]) -> None:
        self._told = told
        self.count = len(samples)

    def any(self, name: str) -> bool:
        return any(getattr(each, name) for each in self._told)

    def texts(self, name: str) -> list[str | None]:
        texts = [getattr(each, name) for each in self._told]
        return [" ".join(text.split()) if text is not None else None for text in texts]

    def lists(self, name: str) -> list[tuple[str, ...] | None]:
        return [tuple([" ".join(text.split()) for text in getattr(each, name)]) or None for each in self._told]


# -- one text --------------------------------------------------------------------------------------------------------


def _title(samples: Sequence[Sample], titles: Sequence[Proposal | None]) -> FieldChoice | None:
    target = _target("title", samples, [title.text if title is not None else None for title in titles])
    ways: list[Way] = []
    for sample, title in zip(samples, titles, strict=True):
        if title is None:
            continue
        if title.node is not None:
            ways.extend(Way(written.css(each.css), each.cost, each.doubt) for each in selectors_of(title.node))
        ways.extend(title_ways(sample, title.text, penalty=_title_penalty))
        if title.node is None:
            ways.append(_of_whole(samples, title))
    spare = [stated("meta", name) for name in ("og:title", "twitter:title")]
    sure = min((title.sure for title in titles if title is not None), default=0.3)
    why = tuple(dict.fromkeys(title.why for title in titles if title is not None))
    return choose(target, ways, spare, sure=sure, why=why)


def _target(name: str, samples: Sequence[Sample], wanted: Sequence[Any], read: Read = one_text) -> Target:
    return Target(name=name, samples=tuple(samples), wanted=tuple(wanted), read=read)


def _of_whole(samples: Sequence[Sample], title: Proposal) -> Way:
    """Return the way to the ``<title>``, without what all the pages have after it."""
    wholes = [sample.page.title or "" for sample in samples]
    ends = {whole.removeprefix(title.text) for whole in wholes if whole.startswith(title.text)}
    end = ends.pop() if len(ends) == 1 else ""
    if end and all(whole.endswith(end) for whole in wholes):
        return Way(written.match(written.css("title"), f"(.+){written.exactly(end)[1:]}"), 4.0)
    return Way(written.css("title"), 4.0, "the <title> may hold the name of the site as well")


def _title_penalty(occurrence: Occurrence) -> float:
    heading = {"h1": -0.4, "h2": -0.2}.get(occurrence.node.tag or "", 0.0)
    linked = all(run.href is not None for run in occurrence.line.runs)
    return heading + (3.0 if linked and not heading else 0.0) + (0.0 if occurrence.whole else 1.5)


def _text(
    name: str,
    samples: Sequence[Sample],
    wanted: Sequence[str | None],
    *,
    sure: float = 1.0,
    why: tuple[str, ...] = ("given",),
) -> FieldChoice | None:
    ways = [way for sample, text in zip(samples, wanted, strict=True) if text for way in text_ways(sample, text)]
    return choose(_target(name, samples, wanted), ways, sure=sure, why=why)


def _source(samples: Sequence[Sample], near: Sequence[Sequence[Line]], given: _Given) -> FieldChoice | None:
    if given.any("source"):
        return _text("source", samples, given.texts("source"))
    proposals = [propose_source(lines) for lines in near]
    why = tuple(dict.fromkeys(each.why for each in proposals if each is not None))
    wanted = [each.text if each is not None else None for each in proposals]
    return _text("source", samples, wanted, sure=0.8, why=why)


# -- times -----------------------------------------------------------------------------------------------------------


def _published(
    samples: Sequence[Sample], near: Sequence[Sequence[Line]], given: _Given, baselines: Sequence[Baseline]
) -> FieldChoice | None:
    if given.any("published"):
        return _time("published", samples, given.texts("published"))
    proposals = [
        _voted(sample, list(propose_published(sample, lines)), baseline)
        for sample, lines, baseline in zip(samples, near, baselines, strict=True)
    ]
    firsts = [each[0] if each else None for each in proposals]
    wanted = [_day(sample, first) for sample, first in zip(samples, firsts, strict=True)]
    ways: list[Way] = []
    for sample, each, day in zip(samples, proposals, wanted, strict=True):
        for proposal in each[:8]:
            if _day(sample, proposal) != day:
                continue
            if proposal.source is not None:
                ways.append(stated(*proposal.source))
            elif proposal.node is not None:
                ways.extend(attribute_ways(selectors_of(proposal.node), "datetime"))
            else:
                ways.extend(around(sample, proposal.text))
    target = _target("published", samples, wanted, day_of)
    best = rank(target, ways)
    if not best:
        return None
    # What the page states is exact; what it prints is taken beside it, so that the line is accounted for.
    kinds: dict[str, Way] = {}
    for way in best:
        kind = kind_of(way)
        if kind not in kinds and (way.cost < LASTING or not kinds):
            kinds[kind] = way
    order = sorted(kinds.values(), key=lambda way: (way.wrong, -way.right, _TIMES.get(kind_of(way), 3)))
    why = tuple(dict.fromkeys(first.why for first in firsts if first is not None))
    sure = min([first.sure for first in firsts if first is not None], default=0.5)
    return chosen(target, order, order[1:], sure=sure, why=why, shown=time_of)


def _voted(sample: Sample, proposals: list[Proposal], baseline: Baseline) -> list[Proposal]:
    """Return *proposals* and the baseline of another reader, those of the day that most speaks for first."""
    if baseline.published is not None and sample.days(baseline.published):
        proposals = [*proposals, Proposal(baseline.published, "as the generic adapter reads the page", 0.75)]
    weights: dict[str | None, dict[str, float]] = {}
    for each in proposals:
        kind = each.source[0] if each.source is not None else each.why
        kinds = weights.setdefault(_day(sample, each), {})
        kinds[kind] = max(kinds.get(kind, 0.0), each.sure)
    return sorted(proposals, key=lambda each: -sum(weights[_day(sample, each)].values()))


_TIMES = {"jsonld": 0, "meta": 1, "css@": 2}


def _day(sample: Sample, proposal: Proposal | None) -> str | None:
    return next(iter(sample.days(proposal.text)), None) if proposal is not None else None


def _time(name: str, samples: Sequence[Sample], texts: list[str | None]) -> FieldChoice | None:
    wanted: list[str | None] = []
    ways: list[Way] = []
    for sample, text in zip(samples, texts, strict=True):
        moment = sample.reader.moment(text) if text is not None else None
        if text is None or moment is None:
            wanted.append(None)
            continue
        wanted.append(str(moment.first_date or moment.raw))
        ways.extend(around(sample, text))
    spare = [stated("meta", "article:published_time"), stated("jsonld", "datePublished")] if name == "published" else []
    return choose(_target(name, samples, wanted, day_of), ways, spare, shown=time_of)


# -- several texts ---------------------------------------------------------------------------------------------------


def _authors(
    samples: Sequence[Sample],
    near: Sequence[Sequence[Line]],
    titles: Sequence[Proposal | None],
    given: _Given,
    baselines: Sequence[Baseline],
) -> FieldChoice | None:
    if given.any("authors"):
        return _several("authors", samples, given.lists("authors"))
    proposals = []
    for sample, lines, title, baseline in zip(samples, near, titles, baselines, strict=True):
        found = propose_authors(sample, lines, title.text if title is not None else "", baseline.authors)
        proposals.append(next(found, None))
    wanted = [each[1] if each is not None else None for each in proposals]
    if not any(wanted):
        return None
    why = tuple(dict.fromkeys(each[0].why for each in proposals if each is not None))
    sure = min(each[0].sure for each in proposals if each is not None)
    return _several("authors", samples, wanted, sure=sure, why=why)


def _several(
    name: str,
    samples: Sequence[Sample],
    wanted: Sequence[tuple[str, ...] | None],
    *,
    sure: float = 1.0,
    why: tuple[str, ...] = ("given",),
) -> FieldChoice | None:
    ways = [way for sample, names in zip(samples, wanted, strict=True) if names for way in several_ways(sample, names)]
    return choose(_target(name, samples, wanted, texts_of), ways, sure=sure, why=why)
