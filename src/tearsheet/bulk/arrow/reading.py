"""From rows back to articles."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from tearsheet.bulk.arrow.columns import Column, columns_of, thread_of
from tearsheet.errors import FormatError
from tearsheet.model import Article

__all__ = ["row_to_article"]


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
            return _thread(held, column.type)
        case "numbers":
            return dict(held)
        case "json":
            return json.loads(held)
    if held is None or column.cell == "plain":
        return held
    if column.cell == "instant":
        return _when(held, row[f"{column.name}_offset"])
    if column.cell == "span":
        return timedelta(microseconds=held)
    return column.type(**_values(held, column.type))


def _when(instant: datetime, offset: int | None) -> datetime:
    return instant.astimezone(timezone(timedelta(minutes=offset)) if offset else UTC)


def _thread(rows: Sequence[Mapping[str, Any]], kind: type) -> tuple[Any, ...]:
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
