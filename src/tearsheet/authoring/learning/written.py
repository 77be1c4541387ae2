"""A field and the Python that declares it, made together so that what is written is what was tried."""

from __future__ import annotations

import re
from typing import Any, Generic, TypeVar

from attrs import frozen

from tearsheet import fields
from tearsheet.fields.body import Body
from tearsheet.fields.field import Field
from tearsheet.model import Comment, Link

__all__ = [
    "NOTHING",
    "TOLD_NONE",
    "Written",
    "as_it_is",
    "blocks",
    "css",
    "either",
    "exactly",
    "jsonld",
    "label",
    "links",
    "literal",
    "match",
    "meta",
    "pattern_literal",
    "posts",
    "regex",
    "split",
]

T = TypeVar("T")
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


def css(selector: str, attr: str | None = None) -> Written[Field[str]]:
    """Write ``css(...)``."""
    more = f", attr={literal(attr)}" if attr is not None else ""
    return Written((f"css({literal(selector)}{more})",), fields.css(selector, attr=attr), frozenset({"css"}))


def meta(*names: str) -> Written[Field[str]]:
    """Write ``meta(...)``."""
    return Written((f"meta({', '.join(map(literal, names))})",), fields.meta(*names), frozenset({"meta"}))


def jsonld(path: str) -> Written[Field[str]]:
    """Write ``jsonld(...)``."""
    return Written((f"jsonld({literal(path)})",), fields.jsonld(path), frozenset({"jsonld"}))


def label(*labels: str) -> Written[Field[str]]:
    """Write ``label(...)``."""
    return Written((f"label({', '.join(map(literal, labels))})",), fields.label(*labels), frozenset({"label"}))


def regex(pattern: str) -> Written[Field[str]]:
    """Write ``regex(...)``."""
    return Written((f"regex({pattern_literal(pattern)})",), fields.regex(pattern), frozenset({"regex"}))


def links(selector: str) -> Written[Field[Link]]:
    """Write ``links(...)``."""
    return Written((f"links({literal(selector)})",), fields.links(selector), frozenset({"links"}))


def posts(
    selector: str,
    body: Written[Field[str]],
    author: Written[Field[str]] | None = None,
    posted: Written[Field[str]] | None = None,
) -> Written[Field[Comment]]:
    """Write ``posts(...)``; parts that are ``None`` are left out."""
    given = {name: part for name, part in (("author", author), ("posted", posted)) if part is not None}
    said = "".join([f", {name}={part}" for name, part in given.items()])
    made = fields.posts(
        selector,
        body=body.field,
        author=author.field if author is not None else None,
        posted=posted.field if posted is not None else None,
    )
    uses = body.uses.union({"posts"}, *[part.uses for part in given.values()])
    return Written((f"posts({literal(selector)}, body={body}{said})",), made, uses)


def match(inner: Written[Field[str]], pattern: str) -> Written[Field[str]]:
    """Write ``inner.match(...)``."""
    return Written((f"{inner}.match({pattern_literal(pattern)})",), inner.field.match(pattern), inner.uses)


def split(inner: Written[Field[str]], separators: str) -> Written[Field[str]]:
    """Write ``inner.split(...)``."""
    return Written((f"{inner}.split({pattern_literal(separators)})",), inner.field.split(separators), inner.uses)


def either(first: Written[Field[str]], *more: Written[Field[str]]) -> Written[Field[str]]:
    """Write ``first | more``."""
    code, made, uses = first.code, first.field, first.uses
    for other in more:
        code, made, uses = (*code, *other.code), made | other.field, uses | other.uses
    return Written(code, made, uses)


def blocks(
    selector: str,
    drop: tuple[str, ...] = (),
    until: str | None = None,
    *,
    captions: str | None = None,
    first: bool = False,
) -> Written[Body]:
    """Write ``blocks(...)``."""
    said = [literal(selector)]
    if drop:
        said.append(f"drop=[{', '.join(map(literal, drop))}]")
    if until is not None:
        said.append(f"until={pattern_literal(until)}")
    if captions is not None:
        said.append(f"captions={literal(captions)}")
    if first:
        said.append("first=True")
    made = fields.blocks(
        selector, drop=drop, until=until, captions=captions if captions is not None else (), first=first
    )
    return Written((f"blocks({', '.join(said)})",), made, frozenset({"blocks"}))


def exactly(text: str) -> str:
    """Return a regular expression for a line that is *text* and nothing else."""
    return f"^{_SPECIAL.sub(_ESCAPED, text)}$"


_SPECIAL = re.compile(r"[.^$*+?{}\[\]|()\\]")
_ESCAPED = r"\\\g<0>"
