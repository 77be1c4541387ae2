"""From the ways that the pages voted for to one field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tearsheet.authoring.learning import written
from tearsheet.authoring.learning.learned import LearnedField
from tearsheet.authoring.learning.sample import Sample
from tearsheet.authoring.learning.voting import Way, one_text

__all__ = ["LASTING", "chosen_field", "kind_of"]

_ALTERNATIVES = 3
LASTING = 6.0
"""Below this cost a way is worth standing behind another."""


def kind_of(way: Way) -> str:
    """Return of what kind *way* is: ``css``, ``css@`` for an attribute, ``meta``, ``jsonld``, ``label``."""
    return str(way.field).split("(")[0] + ("@" if "attr=" in str(way.field) else "")


def chosen_field(
    name: str,
    best: Sequence[Way],
    spare: Sequence[Way],
    samples: Sequence[Sample],
    wanted: Sequence[Any],
    *,
    sure: float,
    why: tuple[str, ...],
    read: Callable[[Sample, Any], Any] = one_text,
    shown: Callable[[Sample, Any], Any] | None = None,
) -> LearnedField:
    """Return the field: the best way, with others behind it that never contradict it.

    :param best: the ways that the pages voted for, the best first
    :param spare: other ways that may stand behind the first
    :param wanted: for each page what is to be found there, in the form that *read* gives
    :param shown: what is found in the form in which it is told; by default that of *read*
    """
    first = best[0]
    count = len(samples)
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
    values = tuple([read(sample, field.field) for sample in samples])
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
        values=values if shown is None else tuple([shown(sample, field.field) for sample in samples]),
        confidence=round(max(0.05, min(0.99, confidence)), 2),
        reasons=(*why, *((f"{agreeing} sources agree",) if agreeing > 1 else ())),
        unsure=tuple(unsure),
        others=tuple(dict.fromkeys(others))[:3],
    )


def _independent(first: Way, ways: Sequence[Way]) -> list[Way]:
    """Return those of *ways* that are of another kind than *first* and than each other."""
    kinds = {kind_of(first)}
    found = []
    for way in ways:
        if kind_of(way) not in kinds and way.cost < LASTING:
            kinds.add(kind_of(way))
            found.append(way)
    return found
