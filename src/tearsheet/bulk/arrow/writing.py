"""From articles, and from failures, to rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from functools import cache
from operator import attrgetter
from typing import Any

from tearsheet.bulk.arrow.columns import Cell, columns_of, thread_of
from tearsheet.bulk.records import Failure, Id
from tearsheet.model import Article
from tearsheet.outputs.json import json_value
from tearsheet.text.printable import known_as

__all__ = ["article_to_row", "failure_to_row"]

_Convert = Callable[[Any], Any]


def article_to_row(article: Article, *, id: Id | None = None) -> dict[str, Any]:  # noqa: A002 - the column's name
    """Return *article* as a row of :data:`~tearsheet.bulk.arrow.schema.SCHEMA`, in Python values.

    :param id: of its page
    :raises FormatError: where ``extras`` hold what JSON cannot
    """
    leading, published = article.editions[0], article.published
    return {
        "id": None if id is None else str(known_as(id)),
        "error_code": None,
        "error_message": None,
        "title": leading.title,
        "language": leading.language,
        "text": leading.text,
        "published_at": published.start if published is not None else None,
        "published_date": published.date if published is not None else None,
        **_to_row(article),
    }


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


def _rows(values: Iterable[Any]) -> list[dict[str, Any]]:
    return [_to_row(value) for value in values] if values else []


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


def _span(length: timedelta) -> int:
    return length // timedelta(microseconds=1)


def _numbers(values: Mapping[str, float]) -> list[tuple[str, float]]:
    return list(values.items())


def _json(value: Any) -> str:
    return json.dumps(json_value(value), ensure_ascii=False)


_CONVERT: Mapping[Cell, _Convert] = {
    "offset": _offset,
    "span": _span,
    "struct": _to_row,
    "structs": _rows,
    "thread": _thread,
    "numbers": _numbers,
    "json": _json,
}
