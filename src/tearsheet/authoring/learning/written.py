"""A field and the Python that declares it, made together so that what is written is what was tried."""

from __future__ import annotations

import re
from functools import partial
from typing import Any, Generic, TypeVar

from attrs import frozen

from tearsheet import fields
from tearsheet.fields.field import Field

T = TypeVar("T")
U = TypeVar("U")
T_co = TypeVar("T_co", covariant=True)


@frozen
class Written(Generic[T_co]):
    """A field, and how a person would write it.

    :ivar code: parts that ``|`` joins, first choice first
    :ivar field: what they make
    :ivar uses: names to import from :mod:`tearsheet.fields`
    """

    code: tuple[str, ...]
    field: T_co
    uses: frozenset[str]

    def __str__(self) -> str:
        return " | ".join(self.code)

    def __or__(self, other: Written[Any]) -> Written[Any]:
        """Write ``self | other``."""
        made: Any = self.field
        return Written((*self.code, *other.code), made | other.field, self.uses | other.uses)

    def then(self, code: str, field: U) -> Written[U]:
        """Write what *code*, such as ``[-1]``, makes of it: *field*."""
        return Written((f"({self}){code}" if len(self.code) > 1 else f"{self}{code}",), field, self.uses)


NOTHING: Written[Any] = Written((), None, frozenset())
"""What is written of a field that was not found."""
TOLD_NONE: Written[Any] = Written(("None",), None, frozenset())
"""What is written of a field that a layout is told not to have."""


def as_it_is(field: T) -> Written[T]:
    """Return *field* as it is declared already: nothing of it is written."""
    return Written((repr(field),), field, frozenset())


def literal(text: str) -> str:
    """Return *text* as a Python literal in double quotes, as a formatter would leave it."""
    if not text.isprintable():
        return repr(text)
    escaped = text.replace("\\", "\\\\")
    if '"' in escaped and "'" not in escaped:
        return f"'{escaped}'"
    return '"' + escaped.replace('"', '\\"') + '"'


def pattern_literal(pattern: str) -> str:
    """Return a regular expression as a Python literal, raw where it has backslashes."""
    if "\\" not in pattern or not pattern.isprintable() or pattern.endswith("\\"):
        return literal(pattern)
    if '"' not in pattern:
        return f'r"{pattern}"'
    return f"r'{pattern}'" if "'" not in pattern else literal(pattern)


def _call(name: str, /, *given: str, **options: Any) -> Written[Any]:
    """Write the call of the field *name*, of its *options* those that say anything; fields among them are written."""
    told = {key: value for key, value in options.items() if value not in {None, (), False}}
    said = [*map(_said, given), *[f"{key}={_said(value)}" for key, value in told.items()]]
    inner = {key: value for key, value in told.items() if isinstance(value, Written)}
    made = getattr(fields, name)(*given, **told | {key: each.field for key, each in inner.items()})
    uses = frozenset({name}).union(*[each.uses for each in inner.values()])
    return Written((f"{name}({', '.join(said)})",), made, uses)


def _said(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_said, value))}]"
    return pattern_literal(value) if isinstance(value, str) else str(value)


css, meta, jsonld, label, regex, links, posts, blocks = (
    partial(_call, name) for name in ("css", "meta", "jsonld", "label", "regex", "links", "posts", "blocks")
)


def match(inner: Written[Field[str]], pattern: str) -> Written[Field[str]]:
    """Write ``inner.match(...)``."""
    return inner.then(f".match({pattern_literal(pattern)})", inner.field.match(pattern))


def split(inner: Written[Field[str]], separators: str) -> Written[Field[str]]:
    """Write ``inner.split(...)``."""
    return inner.then(f".split({pattern_literal(separators)})", inner.field.split(separators))


def exactly(text: str) -> str:
    """Return a regular expression for a line that is *text* and nothing else."""
    return f"^{_SPECIAL.sub(_ESCAPED, text)}$"


_SPECIAL = re.compile(r"[.^$*+?{}\[\]|()\\]")
_ESCAPED = r"\\\g<0>"
