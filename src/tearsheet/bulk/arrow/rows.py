"""From articles, and from failures, to rows, and back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from operator import attrgetter
from typing import Any

from tearsheet.bulk.arrow.columns import Cell, Column, columns_of, thread_of
from tearsheet.bulk.records import Failure, Id
from tearsheet.errors import FormatError
from tearsheet.model import Article
from tearsheet.outputs.forms import flat
from tearsheet.outputs.json import json_value
from tearsheet.text.printable import known_as

_Convert = Callable[[Any], Any]


def article_to_row(article: Article, *, id: Id | None = None) -> dict[str, Any]:  # noqa: A002 - the column's name
    """Return *article* as a row of :data:`~tearsheet.bulk.arrow.schema.SCHEMA`, in Python values.

    :param id: of its page
    :raises FormatError: where ``extras`` hold what JSON cannot
    """
    known = flat(article, id)
    ident = None if id is None else str(known["id"])
    return {**known, "id": ident, "error_code": None, "error_message": None, **_to_row(article)}


def failure_to_row(failure: Failure) -> dict[str, Any]:
    """Return *failure* as a row of :data:`~.schema.SCHEMA`: its page's id and URL, and the
    error.
    """
    return {
        "id": str(known_as(failure.id)),
        "error_code": failure.code,
        "error_message": failure.message,
        "adapter": failure.adapter,
        "url": failure.url,
    }


@cache
def _layout(kind: type) -> tuple[tuple[str, ...], _Convert, tuple[tuple[str, _Convert], ...]]:
    """Return the columns of *kind*, what reads their fields, and what converts those that are not held as they are."""
    columns = columns_of(kind)
    converted = tuple((column.name, _CONVERT[column.cell]) for column in columns if column.cell in _CONVERT)
    return tuple(column.name for column in columns), attrgetter(*[column.field for column in columns]), converted


def _to_row(value: Any) -> dict[str, Any]:
    names, read, converted = _layout(value.__class__)
    row = dict(zip(names, read(value), strict=True))
    for name, convert in converted:
        held = row[name]
        if held is not None:
            row[name] = convert(held)
    return row


def _thread(values: Iterable[Any]) -> list[dict[str, Any]]:
    todo = [(value, 0) for value in values][::-1]
    rows = []
    while todo:
        value, depth = todo.pop()
        rows.append({"depth": depth, **_to_row(value)})
        inner = thread_of(value.__class__)
        assert inner is not None, "only threads are written so"
        todo.extend((each, depth + 1) for each in reversed(getattr(value, inner)))
    return rows


def _offset(when: datetime) -> int:
    offset = when.utcoffset() or timedelta()
    # Before zones were agreed on they had seconds in their offsets; the instant is kept all the same.
    return offset // timedelta(minutes=1) if not offset % timedelta(minutes=1) else 0


_CONVERT: Mapping[Cell, _Convert] = {
    "offset": _offset,
    "span": lambda length: length // timedelta(microseconds=1),
    "struct": _to_row,
    "structs": lambda values: list(map(_to_row, values)),
    "thread": _thread,
    "numbers": lambda values: list(values.items()),
    "json": lambda value: json.dumps(json_value(value), ensure_ascii=False),
}


# -- and back ---------------------------------------------------------------------------------------------------------


def row_to_article(row: Mapping[str, Any]) -> Article:
    """Return the Article of a *row*, as :func:`article_to_row` gives it or ``to_pylist`` of a table.

    Times come back at the offset at which they were stated, in place of a named zone.

    :raises FormatError: when the row is that of a page that could not be read, or of another shape
    """
    if row.get("error_code") is not None:
        raise FormatError(f"the row has no article: {row['error_code']}: {row.get('error_message')}")
    try:
        return Article(**_values(row, Article))
    except (KeyError, TypeError, ValueError) as error:
        raise FormatError(f"the row is none of tearsheet.bulk.arrow.SCHEMA: {type(error).__name__}: {error}") from error


def _values(row: Mapping[str, Any], kind: type) -> dict[str, Any]:
    """Return the values of the fields of *kind* in *row*, but for that in which it holds others of the kind."""
    return {column.field: _value(row, column) for column in columns_of(kind) if column.cell != "offset"}


def _value(row: Mapping[str, Any], column: Column) -> Any:
    held = row[column.name]
    match column.cell:
        case "plains":
            return tuple(held)
        case "structs":
            return tuple([column.type(**_values(each, column.type)) for each in held])
        case "thread":
            return _nested(held, column.type)
        case "numbers":
            return dict(held)
        case "json":
            return json.loads(held)
    if held is None or column.cell == "plain":
        return held
    if column.cell == "instant":
        offset = row[f"{column.name}_offset"]
        return held.astimezone(timezone(timedelta(minutes=offset)) if offset else UTC)
    if column.cell == "span":
        return timedelta(microseconds=held)
    return column.type(**_values(held, column.type))


def _nested(rows: Sequence[Mapping[str, Any]], kind: type) -> tuple[Any, ...]:
    inner = thread_of(kind)
    assert inner is not None, "only threads are written so"
    # From the last to the first: when one is met, what it holds is all there.
    levels: list[list[Any]] = [[]]
    for row in reversed(rows):
        depth = row["depth"]
        while len(levels) < depth + 2:
            levels.append([])
        held = tuple(reversed(levels[depth + 1]))
        levels[depth + 1] = []
        levels[depth].append(kind(**_values(row, kind), **{inner: held}))
    return tuple(reversed(levels[0]))
