"""Ways to known values are tried on every page, and the pages vote."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any

from attrs import frozen

from tearsheet.authoring.learning.sample import Sample
from tearsheet.authoring.learning.selectors import Cost
from tearsheet.authoring.learning.written import Written
from tearsheet.errors import TearsheetError
from tearsheet.fields.field import Field, timed


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


Read = Callable[[Sample, Field[Any]], Any]
"""What a field finds on a page, in a form to compare; ``None`` for nothing."""


def one_text(sample: Sample, field: Field[str]) -> str | None:
    """Return the first text that *field* finds."""
    found = next(field.find(sample.scope), None)
    return found.value if found is not None else None


def texts_of(sample: Sample, field: Field[str]) -> tuple[str, ...] | None:
    """Return all the texts that *field* finds, each once."""
    return tuple(dict.fromkeys(found.value for found in islice(field.find(sample.scope), 60))) or None


def tags_of(sample: Sample, field: Field[str]) -> tuple[str, ...] | None:
    """Return the texts as an Article has its tags: without the sign that some sites print before one."""
    found = texts_of(sample, field)
    return tuple([text.strip("#＃ ") for text in found]) if found is not None else None


LISTS: tuple[Read, ...] = (texts_of, tags_of)
"""How fields of several values are read."""


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


def vote(
    ways: Iterable[Way],
    samples: Sequence[Sample],
    wanted: Sequence[Any],
    read: Read = one_text,
    *,
    price: Callable[[Way], float] | None = None,
) -> list[Way]:
    """Try *ways* on all pages and return those that find nothing wrong, the best first.

    What lasts goes before what goes by position, even where it is not on all pages: several ways can be joined.

    :param wanted: for each page what must be found there, in the form that *read* gives; ``None`` where it is not known
    :param price: what speaks against a way besides its votes; by default its cost
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
    known = sum(want is not None for want in wanted)
    found = [way for way in tried.values() if not way.wrong or way.right > known / 2]
    prices = {id(way): price(way) if price is not None else way.cost for way in found}
    return sorted(
        found, key=lambda way: (way.wrong, way.cost >= Cost.PLACE, -way.right, prices[id(way)], str(way.field))
    )


def kind_of(way: Way) -> str:
    """Return of what kind *way* is: ``css``, ``css@`` for an attribute, ``meta``, ``jsonld``, ``label``."""
    return str(way.field).split("(")[0] + ("@" if "attr=" in str(way.field) else "")
