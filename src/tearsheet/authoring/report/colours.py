"""The colours of the fields: one for each family of roles, in a light and in a dark scheme.

All have the same lightness and differ in hue, so that none shouts; what is written on them reaches the contrast of
7 : 1 or nearly so, well above the 4.5 : 1 of WCAG 2.2 (1.4.3). No colour stands alone: each part of a line also carries
the name of its role.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from attrs import frozen

from tearsheet.model.table import FIELDS


@frozen
class Tint:
    """A background and the ink written on it, as ``#rrggbb``."""

    paper: str
    ink: str


@frozen
class Family:
    """Roles that are told in one colour.

    :param label: its name in the legend
    :param fields: names of the fields, as roles begin with them
    """

    name: str
    label: str
    fields: tuple[str, ...]
    light: Tint
    dark: Tint


def _of(group: str) -> tuple[str, ...]:
    return tuple(name for row in FIELDS.values() if row.group == group for name in row.names)


_ALL = (
    Family("title", "Title", _of("title"), Tint("#e6f0ff", "#334b81"), Tint("#1e2638", "#b3cafc")),
    Family("summary", "Summary", _of("summary"), Tint("#ddf5ff", "#005576"), Tint("#132a34", "#97d4f2")),
    Family("body", "Body", _of("body"), Tint("#daf7f8", "#005c61"), Tint("#0e2c2d", "#8edade")),
    Family("time", "Times", _of("time"), Tint("#e3f6e6", "#1d5b30"), Tint("#1a2b1d", "#a8d9b1")),
    Family("people", "Authors and source", _of("people"), Tint("#f6ebff", "#5d3d73"), Tint("#2c2233", "#dabef0")),
    Family("place", "Site", _of("place"), Tint("#eeeffc", "#4a496b"), Tint("#252530", "#c7c7e7")),
    Family("tags", "Tags", _of("tags"), Tint("#dcf7ef", "#005d4a"), Tint("#122c25", "#96dbc8")),
    Family("scores", "Scores", _of("scores"), Tint("#fceedb", "#6b4400"), Tint("#302412", "#e8c494")),
    Family("images", "Images", _of("images"), Tint("#edf4dd", "#475408"), Tint("#242915", "#c4d29b")),
    Family("related", "Related", _of("related"), Tint("#fee9f8", "#6c3761"), Tint("#31202d", "#eab9de")),
    Family("comments", "Comments", _of("comments"), Tint("#ffebde", "#743d0e"), Tint("#342215", "#f2be9c")),
    Family("notices", "Notices", _of("notices"), Tint("#f5f0df", "#5a4c13"), Tint("#2b2616", "#d6cb9f")),
    Family("extras", "Extras and others", _of("extras"), Tint("#fbeceb", "#67423f"), Tint("#2f2322", "#e4c1bd")),
)
FAMILIES: Mapping[str, Family] = MappingProxyType({family.name: family for family in _ALL})
"""By name, in the order of the legend; the last is that of every role no other has."""

_BY_FIELD = {field: family for family in _ALL for field in family.fields}
_FIELD = re.compile(r"[^.@\[]*")


def family_of(role: str) -> Family:
    """Return the family of a role of the ledger, such as ``"comments[0].author"`` or ``"body@en"``."""
    found = _FIELD.match(role)
    return _BY_FIELD.get(found[0] if found else "", _ALL[-1])


def stylesheet() -> str:
    """Return the CSS that sets ``--paper`` and ``--ink`` for each class ``k-NAME``, in both schemes."""
    light = "".join(
        f".k-{name}{{--paper:{each.light.paper};--ink:{each.light.ink}}}" for name, each in FAMILIES.items()
    )
    dark = "".join(f".k-{name}{{--paper:{each.dark.paper};--ink:{each.dark.ink}}}" for name, each in FAMILIES.items())
    return f"{light}\n@media screen and (prefers-color-scheme:dark){{{dark}}}\n"
