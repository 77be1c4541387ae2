"""An old expression that still holds in part, and behind it what finds the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from attrs import evolve

from tearsheet.authoring.learning.healing.targets import FieldChoice, Target, choose
from tearsheet.authoring.learning.voting import Way
from tearsheet.authoring.learning.written import Written
from tearsheet.errors import TearsheetError
from tearsheet.fields.field import Field

__all__ = ["beside_old"]


def beside_old(
    target: Target, old: Field[Any], code: str, ways: Callable[[Target], Iterable[Way]]
) -> FieldChoice | None:
    """Return ``old | new`` where *old* is right wherever it finds anything, and a new way finds the rest.

    :param code: the old expression as it is written
    """
    values = _read(target, old)
    if not _is_right(target, values):
        return None
    left = [want if value is None else None for value, want in zip(values, target.wanted, strict=True)]
    rest = evolve(target, wanted=tuple(left))
    choice = choose(rest, ways(rest)) if rest.known else None
    if choice is None:
        return None
    both = old | choice.field.field
    values = _read(target, both)
    if not _is_right(target, values):
        return None
    right = sum(value is not None and value == want for value, want in zip(values, target.wanted, strict=True))
    made = Written((code, *choice.field.code), both, choice.field.uses)
    return FieldChoice(made, evolve(choice.healed, code=made.code, right=right, known=target.known))


def _read(target: Target, field: Field[Any]) -> list[Any]:
    try:
        return [target.read(sample, field) for sample in target.samples]
    except TearsheetError:
        return [None] * len(target.pages)


def _is_right(target: Target, values: Sequence[Any]) -> bool:
    """Whether *values* are what is known wherever there are any, on one page at least."""
    known = [(value, want) for value, want in zip(values, target.wanted, strict=True) if want is not None]
    wrong = any(value is not None and value != want for value, want in known)
    misled = any(value is not None and none for value, none in zip(values, target.absent, strict=True))
    return not wrong and not misled and any(value == want for value, want in known)
