"""From where known values stand to the fields that find them: every way is tried on every page, and the pages vote."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from attrs import frozen

from tearsheet.authoring.learning import written
from tearsheet.authoring.learning.sample import Occurrence, Sample
from tearsheet.authoring.learning.selectors import Selector, selectors_of
from tearsheet.authoring.learning.written import Written
from tearsheet.errors import TearsheetError
from tearsheet.fields.field import Field
from tearsheet.fields.times import timed

__all__ = ["Way", "day_of", "one_text", "sources_of", "stated_sources", "texts_of", "time_of", "vote", "ways_to"]

_OCCURRENCES = 8
_SELECTORS = 45
_LABEL = re.compile(r"(?:^|[\s|｜·•/])([^\s:：|｜]{1,12}|[A-Za-z]{1,12} [A-Za-z]{1,12})\s*[:：]$")
_STATED = 2.4
_LABELLED = 2.0
_PART = 1.2
_BY_PLACE = 7.0


@frozen
class Way:
    """A way to a value, and how the pages voted for it.

    :ivar field: the field
    :ivar cost: how soon it will break; see :class:`tearsheet.authoring.learning.selectors.Selector`
    :ivar doubt: why it may not last, in words
    :ivar values: what it finds on each page; ``None`` where nothing
    :ivar right: on how many pages it finds what is wanted there
    :ivar wrong: on how many it finds something else
    """

    field: Written[Field[str]]
    cost: float
    doubt: str | None = None
    values: tuple[Any, ...] = ()
    right: int = 0
    wrong: int = 0

    @property
    def found(self) -> int:
        """On how many pages it finds anything."""
        return sum(value is not None for value in self.values)


Reading = Callable[[Sample, Field[str]], Any]
"""What a field finds on a page, in a form to compare; ``None`` for nothing."""


def one_text(sample: Sample, field: Field[str]) -> str | None:
    """Return the first text that *field* finds."""
    found = next(field.find(sample.scope), None)
    return found.value if found is not None else None


def texts_of(sample: Sample, field: Field[str]) -> tuple[str, ...] | None:
    """Return all the texts that *field* finds, each once."""
    return tuple(dict.fromkeys(found.value for found in islice(field.find(sample.scope), 60))) or None


def day_of(sample: Sample, field: Field[str]) -> str | None:
    """Return the day that the first time *field* finds is on, ISO 8601; the words of a time without a day."""
    moment = timed(sample.reader, next(field.find(sample.scope), None))[0]
    if moment is None:
        return None
    return str(moment.first_date or moment.raw)


def time_of(sample: Sample, field: Field[str]) -> str | None:
    """Return the first time that *field* finds, in the words of the page."""
    moment = timed(sample.reader, next(field.find(sample.scope), None))[0]
    return moment.raw if moment is not None else None


def vote(ways: Sequence[Way], samples: Sequence[Sample], wanted: Sequence[Any], read: Reading = one_text) -> list[Way]:
    """Try *ways* on all pages and return those that find nothing wrong, the best first.

    :param wanted: for each page what must be found there, in the form that *read* gives; ``None`` where it is not known
    """
    tried: dict[str, Way] = {}
    for way in ways:
        name = str(way.field)
        if name in tried and tried[name].cost <= way.cost:
            continue
        try:
            values = tuple([read(sample, way.field.field) for sample in samples])
        except TearsheetError:
            continue
        pairs = [(value, want) for value, want in zip(values, wanted, strict=True) if want is not None]
        right = sum(value == want for value, want in pairs)
        wrong = sum(value is not None and value != want for value, want in pairs)
        if right:
            tried[name] = Way(way.field, way.cost, way.doubt, values, right, wrong)
    ranked = sorted(tried.values(), key=_rank)
    known = sum(want is not None for want in wanted)
    return [way for way in ranked if not way.wrong or way.right > known / 2]


def _rank(way: Way) -> tuple[float, ...]:
    # What lasts goes before what goes by position, even where it is not on all pages: several ways can be joined.
    return way.wrong, way.cost >= _BY_PLACE, -way.right, -way.found, way.cost, len(str(way.field))


def ways_to(sample: Sample, text: str, *, penalty: Callable[[Occurrence], float] | None = None) -> Iterator[Way]:
    """Yield ways to *text* where it is printed.

    :param penalty: what a place costs besides its selector
    """
    for order, occurrence in enumerate(islice(sample.occurrences(text), _OCCURRENCES)):
        extra = 0.15 * order + (penalty(occurrence) if penalty is not None else 0.0)
        if occurrence.whole:
            for selector in selectors_of(occurrence.node)[:_SELECTORS]:
                yield Way(written.css(selector.css), selector.cost + extra, selector.doubt)
            yield from _labelled(occurrence, text, extra)
            continue
        yield from _partly(occurrence, extra)


def _labelled(occurrence: Occurrence, text: str, extra: float) -> Iterator[Way]:
    """Yield the way to a text in an element of its own by the label that its line has before it."""
    mark = _LABEL.search(occurrence.line.text.partition(" ".join(text.split()))[0].rstrip())
    if mark is not None:
        yield Way(written.label(mark[1]), _LABELLED + extra)


def _partly(occurrence: Occurrence, extra: float) -> Iterator[Way]:
    """Yield ways to a text that shares its line with other words."""
    before, after = occurrence.before, occurrence.after
    mark = _LABEL.search(before)
    if mark is not None and len(mark[1]) <= 14:
        yield Way(written.label(mark[1]), _LABELLED + extra)
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
    for selector in selectors_of(occurrence.node)[:20]:
        yield Way(written.match(written.css(selector.css), pattern), selector.cost + extra + _PART, selector.doubt)


def around(sample: Sample, text: str) -> Iterator[Way]:
    """Yield ways to the elements that hold *text*, for values that find themselves in it, as times do."""
    for order, occurrence in enumerate(islice(sample.occurrences(text), _OCCURRENCES)):
        yield from _labelled(occurrence, text, 0.15 * order)
        for selector in selectors_of(occurrence.node)[:_SELECTORS]:
            cost = selector.cost + 0.15 * order + (0 if occurrence.whole else 0.3)
            yield Way(written.css(selector.css), cost, selector.doubt)
        # What stands beside a value comes and goes, so the element around it may be the better one to hold on to.
        outer = occurrence.node.parent
        for level in range(1, 3):
            if outer is None or outer.tag in {"body", "html"} or len(sample.box(outer)) > 3:
                break
            for selector in selectors_of(outer)[:20]:
                yield Way(written.css(selector.css), selector.cost + 0.15 * order + 0.5 * level, selector.doubt)
            outer = outer.parent


# -- what a page states of itself --------------------------------------------------------------------------------------


def stated_sources(sample: Sample, text: str) -> Iterator[Way]:
    """Yield the meta tags and JSON-LD properties that state exactly *text*."""
    for name, value in sources_of(sample).items():
        if value == " ".join(text.split()):
            yield Way(_stated(name), _STATED)


def sources_of(sample: Sample) -> dict[tuple[str, str], str]:
    """Return what the page states: (``"meta"`` or ``"jsonld"``, name or path) → text."""
    page = sample.page
    found = {("meta", name): " ".join(value.split()) for name, value in page.meta.items()}
    for item in page.jsonld:
        for path, value in _leaves(item, ()):
            found.setdefault(("jsonld", path), value)
    return found


def stated(kind: str, name: str) -> Way:
    """Return the way to what the page states under *name*, a name of ``"meta"`` or a path of ``"jsonld"``."""
    return Way(_stated((kind, name)), _STATED)


def _stated(source: tuple[str, str]) -> Written[Field[str]]:
    kind, name = source
    return written.meta(name) if kind == "meta" else written.jsonld(name)


def _leaves(value: Any, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if len(path) > 3:
        return
    if isinstance(value, Mapping):
        if path and isinstance(value.get("name"), str):
            yield ".".join(path), " ".join(value["name"].split())
        for key, inner in value.items():
            if not key.startswith("@") and "." not in key:
                yield from _leaves(inner, (*path, key))
    elif isinstance(value, list):
        for inner in value[:3]:
            yield from _leaves(inner, path)
    elif isinstance(value, str) and path and value.strip():
        yield ".".join(path), " ".join(value.split())


def attribute_ways(sample: Sample, selectors: Sequence[Selector], attr: str) -> Iterator[Way]:
    """Yield ways to the attribute *attr* of what *selectors* match."""
    del sample
    for selector in selectors[:_SELECTORS]:
        yield Way(written.css(selector.css, attr), selector.cost, selector.doubt)
