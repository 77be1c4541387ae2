"""An Article in the types that JSON has, and back: what :meth:`Article.to_dict` and every form of JSON are made of.

It is derived from the classes, so that a new field is in it. Times are RFC 3339 with their offset, spans ISO 8601
durations that may be negative (``-PT6H``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from functools import cache
from math import isfinite
from operator import attrgetter
from types import UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from tearsheet.errors import FormatError
from tearsheet.model.article import Article

if TYPE_CHECKING:
    import msgspec


def encoded(article: Article, before: Mapping[str, Any] | None = None) -> bytes:
    """Return *article* as JSON on one line.

    :param before: what else is to stand in it, before its fields
    :raises FormatError: where ``scores`` or ``extras`` hold what JSON cannot, a text holds a lone surrogate, or it
        nests too deeply
    """
    from msgspec import json  # noqa: PLC0415 -- 50 ms that few runs need

    try:
        value = plain(article)
        return json.encode({**before, **value} if before else value)
    except UnicodeEncodeError as error:
        raise FormatError(f"a text of the article cannot be written as UTF-8: {error.reason}") from error
    except RecursionError as error:
        raise FormatError("the article nests too deeply to be written") from error


def article_of(data: str | bytes) -> Article:
    """Return the Article of *data*, its JSON as a str or UTF-8 bytes.

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


# -- writing -----------------------------------------------------------------------------------------------------------

# msgspec writes attrs classes by itself, but with the fields of a slotted class in alphabetical order.

_Reader = Callable[[Any], Any]


@cache
def _layout(kind: type) -> tuple[tuple[str, ...], _Reader, tuple[tuple[str, _Reader], ...]]:
    """Return the names of the fields of *kind*, what reads them all, and what turns each into plain values."""
    names = tuple(field.name for field in attrs.fields(kind))
    special: dict[str, _Reader] = {"scores": _scores, "extras": json_value}
    to_convert = tuple((name, special.get(name, plain)) for name in names if types_of(kind)[name] - _AS_THEY_ARE)
    return names, attrgetter(*names), to_convert


_AS_THEY_ARE = frozenset({str, bool, int, float, type(None)})


@cache
def types_of(kind: type) -> dict[str, set[Any]]:
    """Return, by field of *kind*, the types its values may have: ``str | None`` is two, a literal is its value's."""
    types: dict[str, set[Any]] = {}
    for name, hint in get_type_hints(kind).items():
        if get_origin(hint) is Literal:
            types[name] = {type(value) for value in get_args(hint)}
        else:
            types[name] = set(get_args(hint)) if get_origin(hint) in {Union, UnionType} else {hint}
    return types


def plain(value: Any) -> Any:
    """Return *value*, an Article or a part of one, as what msgspec writes as JSON.

    :raises FormatError: where ``scores`` or ``extras`` hold what JSON cannot (NaN, sets, …)
    """
    if not value and not isinstance(value, timedelta):
        return value
    if isinstance(value, tuple):
        return value if isinstance(value[0], str) else [plain(item) for item in value]
    if isinstance(value, datetime):
        return _at_whole_minutes(value)
    if isinstance(value, timedelta):
        return span_of(value)
    names, read, to_convert = _layout(value.__class__)
    made = dict(zip(names, read(value), strict=True))
    for name, convert in to_convert:
        made[name] = convert(made[name])
    return made


def _at_whole_minutes(value: datetime) -> datetime:
    """Return the same instant at an offset that RFC 3339 can write: zones before 1900 have seconds in theirs."""
    offset = value.utcoffset()
    if offset is None or not offset % timedelta(minutes=1):
        return value
    return value.astimezone(timezone(timedelta(minutes=round(offset / timedelta(minutes=1)))))


def span_of(length: timedelta) -> str:
    """Return *length* as an ISO 8601 duration in the units that people say it in: ``-PT6H``, ``P1DT30M``, ``P0D``."""
    sign, length = ("-", -length) if length < timedelta() else ("", length)
    minutes, seconds = divmod(length.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    fraction = f".{length.microseconds:06d}".rstrip("0") if length.microseconds else ""
    clock = "".join(f"{number}{unit}" for number, unit in ((hours, "H"), (minutes, "M")) if number)
    if seconds or fraction:
        clock += f"{seconds}{fraction}S"
    days = f"{length.days}D" if length.days or not clock else ""
    return f"{sign}P{days}{'T' if clock else ''}{clock}"


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
