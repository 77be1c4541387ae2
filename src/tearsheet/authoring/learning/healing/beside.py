"""An old expression that still holds in part, and behind it what finds the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from attrs import evolve

from tearsheet.authoring.learning.healing.values import Choice, Sought, choose
from tearsheet.authoring.learning.voting import Way
from tearsheet.authoring.learning.written import Written
from tearsheet.errors import TearsheetError
from tearsheet.fields.field import Field

__all__ = ["beside_old"]


def beside_old(sought: Sought, old: Field[Any], code: str, ways: Callable[[Sought], Iterable[Way]]) -> Choice | None:
    """Return ``old | new`` where *old* is right wherever it finds anything, and a new way finds the rest.

    :param code: the old expression as it is written
    """
    values = _read(sought, old)
    if not _is_right(sought, values):
        return None
    left = [want if value is None else None for value, want in zip(values, sought.wanted, strict=True)]
    rest = evolve(sought, wanted=tuple(left))
    choice = choose(rest, ways(rest)) if rest.known else None
    if choice is None:
        return None
    both = old | choice.field.field
    values = _read(sought, both)
    if not _is_right(sought, values):
        return None
    right = sum(value is not None and value == want for value, want in zip(values, sought.wanted, strict=True))
    made = Written((code, *choice.field.code), both, choice.field.uses)
    return Choice(made, evolve(choice.healed, code=made.code, right=right, known=sought.known))


def _read(sought: Sought, field: Field[Any]) -> list[Any]:
    try:
        return [sought.read(specimen, field) for specimen in sought.specimens]
    except TearsheetError:
        return [None] * len(sought.sheets)


def _is_right(sought: Sought, values: Sequence[Any]) -> bool:
    """Whether *values* are what is known wherever there are any, on one page at least."""
    known = [(value, want) for value, want in zip(values, sought.wanted, strict=True) if want is not None]
    wrong = any(value is not None and value != want for value, want in known)
    misled = any(value is not None and none for value, none in zip(values, sought.absent, strict=True))
    return not wrong and not misled and any(value == want for value, want in known)
