"""From rows back to articles."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from tearsheet.errors import FormatError
from tearsheet.model import Article, Block, Comment, Edition, Image, Link, Moment, PageWarning, Source, Summary

__all__ = ["row_to_article"]


def row_to_article(row: Mapping[str, Any]) -> Article:
    """Return the Article of a *row*, as :func:`article_to_row` gives it or ``to_pylist`` of a table.

    Times come back at the offset at which they were stated, in place of a named zone.

    :raises FormatError: when the row is that of a page that could not be read, or of another shape
    """
    if row.get("error_code") is not None:
        raise FormatError(f"the row has no article: {row['error_code']}: {row.get('error_message')}")
    try:
        return Article(
            adapter=row["adapter"],
            layout=row["layout"],
            editions=tuple([_row_to_edition(edition) for edition in row["editions"]]),
            url=row["url"],
            canonical_url=row["canonical_url"],
            published=_row_to_moment(row["published"]),
            updated=_row_to_moment(row["updated"]),
            authors=tuple(row["authors"]),
            source=Source(**row["source"]) if row["source"] is not None else None,
            publisher=row["publisher"],
            scores=dict(row["scores"]),
            images=tuple([Image(**image) for image in row["images"]]),
            related=_rows_to_links(row["related"]),
            comments=_rows_to_comments(row["comments"]),
            ai_generated=row["ai_generated"],
            extras=json.loads(row["extras"]),
            warnings=tuple([PageWarning(**warning) for warning in row["warnings"]]),
            captured_at=_when(row["captured_at"], row["captured_at_offset"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise FormatError(f"the row is none of tearsheet.bulk.arrow.SCHEMA: {type(error).__name__}: {error}") from error


def _row_to_edition(row: Mapping[str, Any]) -> Edition:
    return Edition(
        language=row["language"],
        title=row["title"],
        summary=Summary(**row["summary"]) if row["summary"] is not None else None,
        body=tuple(
            [
                Block(
                    kind=block["kind"],
                    text=block["text"],
                    level=block["level"],
                    links=_rows_to_links(block["links"]),
                )
                for block in row["body"]
            ]
        ),
        tags=tuple(row["tags"]),
        notices=tuple(row["notices"]),
        site=row["site"],
        section=row["section"],
        breadcrumbs=tuple(row["breadcrumbs"]),
    )


def _rows_to_links(rows: Iterable[Mapping[str, Any]]) -> tuple[Link, ...]:
    return tuple([Link(**row) for row in rows])


def _row_to_moment(row: Mapping[str, Any] | None) -> Moment | None:
    if row is None:
        return None
    offset = row["offset_us"]
    return Moment(
        raw=row["raw"],
        start=_when(row["start"], row["start_offset"]),
        end=_when(row["end"], row["end_offset"]),
        precision=row["precision"],
        basis=row["basis"],
        offset=None if offset is None else timedelta(microseconds=offset),
        civil=row["civil"],
        zone=row["zone"],
    )


def _when(instant: datetime | None, offset: int | None) -> datetime | None:
    if instant is None:
        return None
    return instant.astimezone(timezone(timedelta(minutes=offset)) if offset else UTC)


def _rows_to_comments(rows: Sequence[Mapping[str, Any]]) -> tuple[Comment, ...]:
    # From the last to the first: when a comment is met, its replies are all there.
    levels: list[list[Comment]] = [[]]
    for row in reversed(rows):
        depth = row["depth"]
        while len(levels) < depth + 2:
            levels.append([])
        replies = tuple(reversed(levels[depth + 1]))
        levels[depth + 1] = []
        levels[depth].append(
            Comment(
                body=row["body"],
                author=row["author"],
                posted=_row_to_moment(row["posted"]),
                quote=row["quote"],
                position=row["position"],
                floor=row["floor"],
                replies=replies,
            )
        )
    return tuple(reversed(levels[0]))
