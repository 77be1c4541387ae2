"""JSON (RFC 8259), both ways and exact: ``loads(dumps(article)) == article``.

Every field is written, absent ones as ``null`` or ``[]``, in the order of the classes; characters stand as they are,
without escapes; times are RFC 3339 with their offset, spans ISO 8601 durations that may be negative. A time in a named
zone comes back with the offset that the zone had then, which is the same instant. The names in ``scores`` and
``extras`` are sorted, since their order means nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from functools import cache
from math import isfinite
from operator import attrgetter
from types import UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from tearsheet import model
from tearsheet.errors import FormatError
from tearsheet.model import Article

if TYPE_CHECKING:
    import msgspec

__all__ = ["dumps", "json_value", "loads", "schema"]

SCHEMA_ID = "urn:tearsheet:article:1"


def dumps(article: Article, *, indent: int | None = None) -> str:
    """Return *article* as JSON, on one line or indented by *indent* spaces.

    :raises FormatError: where ``scores`` or ``extras`` hold what JSON cannot (NaN, sets, …), or a text holds a lone
        surrogate
    """
    from msgspec import json  # noqa: PLC0415 -- 50 ms that few runs need

    try:
        encoded = json.encode(_plain(article))
    except UnicodeEncodeError as error:
        raise FormatError(f"a text of the article cannot be written as UTF-8: {error.reason}") from error
    except RecursionError as error:
        raise FormatError("the article nests too deeply to be written") from error
    return (json.format(encoded, indent=indent) if indent is not None else encoded).decode()


def loads(data: str | bytes) -> Article:
    """Return the Article that :func:`dumps` wrote as *data*, a str or UTF-8 bytes.

    Keys that this version does not know are passed over, so that a later version's files can be read.

    :raises FormatError: for what is not JSON, and for JSON of another shape, with the path of the offending value
    """
    import msgspec  # noqa: PLC0415 -- 50 ms that few runs need

    try:
        article = _decoder().decode(data)
        if article.editions:
            # msgspec fills the fields without running their converters, which is where mappings are frozen.
            return attrs.evolve(article)
    except msgspec.ValidationError as error:
        # "Expected `str`, got `int` - at `$.editions[0].title`": the path is only in the message.
        what, _, path = str(error).partition(" - at ")
        path = path.strip("`") or "$"
        raise FormatError(f"not an article: {what} at {path}", path=path) from error
    except (msgspec.DecodeError, UnicodeError) as error:
        raise FormatError(f"not JSON: {error}") from error
    except RecursionError as error:
        raise FormatError("not an article: it nests too deeply") from error
    raise FormatError("not an article: it has no edition at $.editions", path="$.editions")


@cache
def _decoder() -> msgspec.json.Decoder[Article]:
    from msgspec.json import Decoder  # noqa: PLC0415 -- 50 ms that few runs need

    return Decoder(Article)


# -- writing ---------------------------------------------------------------------------------------------------------

# msgspec writes attrs classes by itself, but with the fields of a slotted class in alphabetical order.

_Reader = Callable[[Any], Any]


@cache
def _layout(kind: type) -> tuple[tuple[str, ...], _Reader, tuple[tuple[str, _Reader], ...]]:
    """Return the names of the fields of *kind*, what reads them all, and what turns each into plain values."""
    names = tuple(field.name for field in attrs.fields(kind))
    special: dict[str, _Reader] = {"scores": _scores, "extras": json_value}
    to_convert = tuple((name, special.get(name, _plain)) for name in names if _types(kind)[name] - _AS_THEY_ARE)
    return names, attrgetter(*names), to_convert


_AS_THEY_ARE = frozenset({str, bool, int, float, timedelta, type(None)})


@cache
def _types(kind: type) -> dict[str, set[Any]]:
    """Return, by field of *kind*, the types its values may have: ``str | None`` is two, a literal is its value's."""
    types: dict[str, set[Any]] = {}
    for name, hint in get_type_hints(kind).items():
        if get_origin(hint) is Literal:
            types[name] = {type(value) for value in get_args(hint)}
        else:
            types[name] = set(get_args(hint)) if get_origin(hint) in {Union, UnionType} else {hint}
    return types


def _plain(value: Any) -> Any:
    if not value:
        return value
    if isinstance(value, tuple):
        return value if isinstance(value[0], str) else [_plain(item) for item in value]
    if isinstance(value, datetime):
        return _at_whole_minutes(value)
    names, read, to_convert = _layout(value.__class__)
    plain = dict(zip(names, read(value), strict=True))
    for name, convert in to_convert:
        plain[name] = convert(plain[name])
    return plain


def _at_whole_minutes(value: datetime) -> datetime:
    """Return the same instant at an offset that RFC 3339 can write: zones before 1900 have seconds in theirs."""
    offset = value.utcoffset()
    if offset is None or not offset % timedelta(minutes=1):
        return value
    return value.astimezone(timezone(timedelta(minutes=round(offset / timedelta(minutes=1)))))


def _scores(scores: Mapping[str, float]) -> dict[str, float]:
    return {name: _number(scores[name], f"$.scores.{name}") for name in sorted(scores)}


def _number(value: float, path: str) -> float:
    if not isfinite(value):
        raise FormatError(f"{value} at {path} is not a number that JSON has", path=path)
    # 75.0 reads back from 75 as the same float; past 2**53 a float is no longer told by its integer digits.
    return int(value) if abs(value) < 2**53 and value == int(value) else value


def json_value(value: Any, path: str = "$.extras") -> Any:
    """Return *value* in the types that JSON has, keys sorted.

    :param path: where it stands, for the error
    :raises FormatError: for what JSON cannot hold
    """
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        if isfinite(value):
            return value
    elif isinstance(value, Mapping):
        if all(isinstance(key, str) for key in value):
            return {key: json_value(value[key], f"{path}.{key}") for key in sorted(value)}
    elif isinstance(value, tuple | list):
        return [json_value(item, f"{path}[{index}]") for index, item in enumerate(value)]
    raise FormatError(f"{value!r} at {path} is not a JSON value", path=path)


# -- schema ----------------------------------------------------------------------------------------------------------


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of what :func:`loads` reads, documented from the classes' docstrings."""
    from msgspec import json  # noqa: PLC0415 -- 50 ms that few runs need

    built = json.schema(Article)
    definitions = built["$defs"]
    for name, definition in definitions.items():
        kind = getattr(model, name)
        about, fields = _documented(kind.__doc__ or "")
        if about:
            definition["description"] = about
        for field, described in definition["properties"].items():
            described.update(_CONSTRAINTS.get(f"{name}.{field}", {}))
            if datetime in _types(kind)[field]:
                described["format"] = "date-time"
            if timedelta in _types(kind)[field]:
                described["anyOf"] = [_SPAN, {"type": "null"}]
            if field in fields:
                described["description"] = fields[field]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Article",
        **built,
    }


# What the types alone do not say.
_CONSTRAINTS: Mapping[str, Mapping[str, Any]] = {
    "Article.editions": {"minItems": 1},
    "Block.level": {"minimum": 1, "maximum": 6},
}
# "duration" of JSON Schema is RFC 3339's, which has neither a sign nor fractions.
_SPAN = {"type": "string", "pattern": r"^-?P(\d+D)?(T\d+(\.\d+)?S)?$"}


def _documented(docstring: str) -> tuple[str, dict[str, str]]:
    """Split a class docstring into its text and its ``:param name:`` entries, with the markup taken out."""
    text = re.sub(r":\w+:`~?([^`]*)`", r"\1", " ".join(docstring.split())).replace("``", "")
    about, *entries = re.split(r" ?:(?:param|ivar) (?=[\w, ]+:)", text)
    fields = {}
    for entry in entries:
        names, _, words = entry.partition(":")
        fields.update(dict.fromkeys(re.split(r",\s*", names), words.strip()))
    return about, fields
