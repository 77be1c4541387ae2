"""Fields that are being chosen, tried: what an adapter of them reads of a page, and which lines they take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from tearsheet.adapters.registry import Reading, Registry
from tearsheet.authoring.learning.learned import FieldChoice
from tearsheet.authoring.learning.sample import Sample
from tearsheet.errors import TearsheetError
from tearsheet.fields import DeclaredAdapter
from tearsheet.fields.body import Body
from tearsheet.fields.field import timed
from tearsheet.model.table import fields_of_kind
from tearsheet.page import Page
from tearsheet.reading.adapter import Adapter

_NAME = "learned"
_MOST = 60
"""Values of a list that are looked at."""
_SEVERAL = frozenset(fields_of_kind("texts", "links", "comments"))
_TIMES = frozenset(fields_of_kind("moment"))


def read_by(adapter: Adapter, page: Page) -> Reading | TearsheetError:
    """Return what *adapter*, which need not be registered, reads of *page*, or why it cannot."""
    registry = Registry()
    registry.register(adapter)
    try:
        return registry.read(page, adapter=adapter.name)
    except TearsheetError as error:
        return error


def read_draft(members: Mapping[str, Any], sample: Sample) -> Reading | TearsheetError:
    """Return what an adapter with the fields *members* reads of the page of *sample*."""
    kind = type("Draft", (DeclaredAdapter,), {"name": _NAME, "zone": sample.zone, **members})
    return read_by(kind(), sample.page)


def lines_taken(fields: Iterable[FieldChoice], sample: Sample) -> frozenset[int]:
    """Return the indexes of the lines that *fields* take the whole of; what parts their words does not count."""
    taken: dict[int, set[int]] = {}
    for each in fields:
        if each.written.field is None or isinstance(each.written.field, Body):
            continue
        for alternative in each.written.field.alternatives:
            several = each.name in _SEVERAL
            for found in islice(alternative.find(sample.scope), _MOST if several else 1):
                places, labels = (*found.places, *(p for _, inner in found.inner for p in inner)), found.labels
                if each.name in _TIMES:
                    _, places, labels = timed(sample.reader, found)
                for line, start, end in (*places, *labels):
                    taken.setdefault(line.index, set()).update(range(start, end))
    return frozenset(
        index
        for index, offsets in taken.items()
        if all(at in offsets for at, char in enumerate(sample.lines[index].text) if char.isalnum())
    )
