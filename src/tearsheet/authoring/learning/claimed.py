"""Which lines of a page the fields beside the story take for themselves."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from tearsheet.authoring.learning.learned import FieldChoice
from tearsheet.authoring.learning.sample import Sample
from tearsheet.fields.body import Body
from tearsheet.fields.times import timed
from tearsheet.model.table import fields_of_kind

__all__ = ["lines_taken"]

_MOST = 60
_SEVERAL = frozenset(fields_of_kind("texts", "links", "comments"))
_TIMES = frozenset(fields_of_kind("moment"))


def lines_taken(fields: Iterable[FieldChoice], sample: Sample) -> frozenset[int]:
    """Return the indexes of the lines that *fields* take the whole of; what parts their words does not count."""
    taken: dict[int, set[int]] = {}
    for each in fields:
        if isinstance(each.written.field, Body):
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
