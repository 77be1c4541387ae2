"""JSON (RFC 8259), both ways and exact: ``loads(dumps(article)) == article``.

Every field is written, absent ones as ``null`` or ``[]``, in the order of the classes; characters stand as they are,
without escapes; times are RFC 3339 with their offset, spans ISO 8601 durations that may be negative (``-PT6H``). A time
in a named zone comes back with the offset that the zone had then, which is the same instant. The names in ``scores``
and ``extras`` are sorted, since their order means nothing.

A *row* (:func:`dumps_row`) begins with what is asked for most, flat: the id of its page, and title, language, text and
date of publication of the leading edition. :func:`loads` passes over these.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from tearsheet import model
from tearsheet.model import Article
from tearsheet.model.plain import article_of, encoded, json_value, plain, types_of
from tearsheet.outputs.forms import flat

__all__ = ["dumps", "dumps_row", "json_value", "loads", "schema"]

SCHEMA_ID = "urn:tearsheet:article:1"


def dumps(article: Article, *, indent: int | None = None) -> str:
    """Return *article* as JSON, on one line or indented by *indent* spaces.

    :raises FormatError: where ``scores`` or ``extras`` hold what JSON cannot (NaN, sets, …), or a text holds a lone
        surrogate
    """
    return _written(encoded(article), indent)


def dumps_row(article: Article, *, id: str | int | None = None, indent: int | None = None) -> str:  # noqa: A002 -- the key
    """Return *article* as :func:`dumps` does, with flat keys for queries before its fields.

    :param id: of its page, so that rows can be joined to files
    :raises FormatError: as :func:`dumps` does
    """
    known = flat(article, id)
    if known["published_at"] is not None:
        known["published_at"] = plain(known["published_at"])
    return _written(encoded(article, known), indent)


def _written(line: bytes, indent: int | None) -> str:
    from msgspec import json  # noqa: PLC0415 -- 50 ms that few runs need

    return (json.format(line, indent=indent) if indent is not None else line).decode()


def loads(data: str | bytes) -> Article:
    """Return the Article that :func:`dumps` or :func:`dumps_row` wrote as *data*, a str or UTF-8 bytes.

    Keys that this version does not know are passed over, so that a later version's files can be read.

    :raises FormatError: for what is not JSON, and for JSON of another shape, with the path of the offending value
    """
    return article_of(data)


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
            if datetime in types_of(kind)[field]:
                described["format"] = "date-time"
            if timedelta in types_of(kind)[field]:
                described["anyOf"] = [_SPAN, {"type": "null"}]
            if field in fields:
                described["description"] = fields[field]
    definitions["Article"]["properties"].update(_FLAT)
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
_SPAN = {"type": "string", "pattern": r"^-?P(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$"}


def _flat(about: str, *, format: str | None = None) -> dict[str, Any]:  # noqa: A002 -- the schema's word
    kind: dict[str, Any] = {"type": "string", **({"format": format} if format else {})}
    return {"anyOf": [kind, {"type": "null"}], "readOnly": True, "description": f"Of rows: {about}; not read back"}


_FLAT = {
    "id": {**_flat("the id of the page"), "anyOf": [{"type": ["string", "integer"]}, {"type": "null"}]},
    "title": _flat("the title of the leading edition"),
    "language": _flat("the language of the leading edition"),
    "published_at": _flat("the first instant that published can mean", format="date-time"),
    "published_date": _flat("the printed day of publication", format="date"),
    "text": _flat("the body of the leading edition as plain text"),
}


def _documented(docstring: str) -> tuple[str, dict[str, str]]:
    """Split a class docstring into its text and its ``:param name:`` entries, with the markup taken out."""
    text = re.sub(r":\w+:`~?([^`]*)`", r"\1", " ".join(docstring.split())).replace("``", "")
    about, *entries = re.split(r" ?:(?:param|ivar) (?=[\w, ]+:)", text)
    fields = {}
    for entry in entries:
        names, _, words = entry.partition(":")
        fields.update(dict.fromkeys(re.split(r",\s*", names), words.strip()))
    return about, fields
