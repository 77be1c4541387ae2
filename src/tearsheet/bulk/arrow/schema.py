"""The columns of an article, and their types."""

from __future__ import annotations

from typing import Any

from tearsheet.bulk.arrow.columns import Column, columns_of, thread_of
from tearsheet.captures.extras import need
from tearsheet.model import Article

pa: Any = need("pyarrow", "arrow")

SCHEMA_VERSION = 1
"""Raised when a column changes its meaning or goes; new columns may come without."""

_PLAIN = {str: pa.string(), bool: pa.bool_(), int: pa.int32(), float: pa.float64()}


def _type(column: Column) -> Any:
    match column.cell:
        case "plain":
            return _PLAIN[column.type]
        case "plains":
            return pa.list_(_PLAIN[column.type])
        case "instant":
            return pa.timestamp("us", tz="UTC")
        case "offset":
            return pa.int16()
        case "span":
            return pa.int64()
        case "struct":
            return _struct(column.type)
        case "structs" | "thread":
            return pa.list_(_struct(column.type))
        case "numbers":
            return pa.map_(pa.string(), pa.float64())
        case "json":
            return pa.string()


def _struct(kind: type) -> Any:
    depth = {"depth": pa.int32()} if thread_of(kind) else {}
    return pa.struct({**depth, **{column.name: _type(column) for column in columns_of(kind)}})


SCHEMA = pa.schema(
    {
        **dict.fromkeys(("id", "error_code", "error_message", "title", "language", "text"), pa.string()),
        "published_at": pa.timestamp("us", tz="UTC"),
        "published_date": pa.date32(),
        **{column.name: _type(column) for column in columns_of(Article)},
    },
    metadata={"tearsheet.schema": str(SCHEMA_VERSION)},
)
"""The columns. ``id`` is that of the page. ``title``, ``language`` and ``text`` are those of the leading edition,
``published_at`` is the first instant that ``published`` can mean and ``published_date`` the day that the page prints;
they are there for queries, and are not read back. Instants are in UTC, with the offset in minutes at which they were
stated beside them; spans are microseconds. ``comments`` stand one after the other, each with its depth: a reply is one
deeper than what it replies to. ``extras`` is JSON."""
