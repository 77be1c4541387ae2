"""The columns of an article, and their types."""

from __future__ import annotations

from typing import Any

from tearsheet.bulk.extras import need

pa: Any = need("pyarrow", "arrow")

__all__ = ["SCHEMA", "SCHEMA_VERSION"]

SCHEMA_VERSION = 1
"""Raised when a column changes its meaning or goes; new columns may come without."""


def _schema() -> Any:
    text, flag, number = pa.string(), pa.bool_(), pa.int32()
    texts, instant, minutes = pa.list_(text), pa.timestamp("us", tz="UTC"), pa.int16()
    link = pa.struct({"text": text, "url": text})
    moment = pa.struct(
        {
            "raw": text,
            "start": instant,
            "end": instant,
            "start_offset": minutes,
            "end_offset": minutes,
            "precision": text,
            "basis": text,
            "offset_us": pa.int64(),
            "civil": text,
            "zone": text,
        }
    )
    edition = pa.struct(
        {
            "language": text,
            "title": text,
            "summary": pa.struct({"text": text, "truncated": flag}),
            "body": pa.list_(pa.struct({"kind": text, "text": text, "level": number, "links": pa.list_(link)})),
            "tags": texts,
            "notices": texts,
            "site": text,
            "section": text,
            "breadcrumbs": texts,
        }
    )
    comment = pa.struct(
        {
            "depth": number,
            "body": text,
            "author": text,
            "posted": moment,
            "quote": text,
            "position": number,
            "floor": number,
        }
    )
    return pa.schema(
        {
            "id": text,
            "error_code": text,
            "error_message": text,
            "title": text,
            "language": text,
            "text": text,
            "adapter": text,
            "layout": text,
            "editions": pa.list_(edition),
            "url": text,
            "canonical_url": text,
            "published": moment,
            "updated": moment,
            "authors": texts,
            "source": pa.struct({"name": text, "url": text}),
            "publisher": text,
            "scores": pa.map_(text, pa.float64()),
            "images": pa.list_(pa.struct({"url": text, "alt": text, "caption": text, "credit": text})),
            "related": pa.list_(link),
            "comments": pa.list_(comment),
            "ai_generated": flag,
            "extras": text,
            "warnings": pa.list_(pa.struct({"code": text, "message": text, "field": text})),
            "captured_at": instant,
            "captured_at_offset": minutes,
        },
        metadata={"tearsheet.schema": str(SCHEMA_VERSION)},
    )


SCHEMA = _schema()
"""The columns. ``title``, ``language`` and ``text`` are those of the leading edition, for queries, and are not read
back. Instants are in UTC, with the offset in minutes at which they were stated beside them; spans are microseconds.
``comments`` stand one after the other, each with its depth: a reply is one deeper than what it replies to. ``extras``
is JSON."""
