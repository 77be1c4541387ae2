"""From articles, and from failures, to rows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from tearsheet.bulk.records import Failure, Id
from tearsheet.model import Article, Comment, Edition, Link, Moment
from tearsheet.outputs.json import json_value

__all__ = ["article_to_row", "failure_to_row"]


def article_to_row(article: Article, *, id: Id | None = None) -> dict[str, Any]:  # noqa: A002 - the column's name
    """Return *article* as a row of :data:`~tearsheet.bulk.arrow.schema.SCHEMA`, in Python values.

    :param id: of its page
    :raises FormatError: where ``extras`` hold what JSON cannot
    """
    leading = article.editions[0]
    captured_at, offset = _instant(article.captured_at)
    source = article.source
    return {
        "id": None if id is None else str(id),
        "error_code": None,
        "error_message": None,
        "title": leading.title,
        "language": leading.language,
        "text": leading.text,
        "adapter": article.adapter,
        "layout": article.layout,
        "editions": [_edition_to_row(edition) for edition in article.editions],
        "url": article.url,
        "canonical_url": article.canonical_url,
        "published": _moment_to_row(article.published),
        "updated": _moment_to_row(article.updated),
        "authors": article.authors,
        "source": source and {"name": source.name, "url": source.url},
        "publisher": article.publisher,
        "scores": list(article.scores.items()),
        "images": [dict(zip(_IMAGE, _image(image), strict=True)) for image in article.images],
        "related": _links_to_rows(article.related),
        "comments": list(_comments_to_rows(article.comments, 0)) if article.comments else [],
        "ai_generated": article.ai_generated,
        "extras": json.dumps(json_value(article.extras), ensure_ascii=False),
        "warnings": [dict(zip(_WARNING, _warning(warning), strict=True)) for warning in article.warnings],
        "captured_at": captured_at,
        "captured_at_offset": offset,
    }


_IMAGE = ("url", "alt", "caption", "credit")
_WARNING = ("code", "message", "field")
_image, _warning = attrgetter(*_IMAGE), attrgetter(*_WARNING)


def failure_to_row(failure: Failure) -> dict[str, Any]:
    """Return *failure* as a row of :data:`~.schema.SCHEMA`: its page's id and URL, and the
    error.
    """
    return {
        "id": str(failure.id),
        "error_code": failure.code,
        "error_message": failure.message,
        "adapter": failure.adapter,
        "url": failure.url,
    }


def _edition_to_row(edition: Edition) -> dict[str, Any]:
    summary = edition.summary
    return {
        "language": edition.language,
        "title": edition.title,
        "summary": summary and {"text": summary.text, "truncated": summary.truncated},
        "body": [
            {
                "kind": block.kind,
                "text": block.text,
                "level": block.level,
                "links": _links_to_rows(block.links) if block.links else (),
            }
            for block in edition.body
        ],
        "tags": edition.tags,
        "notices": edition.notices,
        "site": edition.site,
        "section": edition.section,
        "breadcrumbs": edition.breadcrumbs,
    }


def _links_to_rows(links: Iterable[Link]) -> list[dict[str, Any]]:
    return [{"text": link.text, "url": link.url} for link in links]


def _moment_to_row(moment: Moment | None) -> dict[str, Any] | None:
    if moment is None:
        return None
    start, start_offset = _instant(moment.start)
    end, end_offset = _instant(moment.end)
    return {
        "raw": moment.raw,
        "start": start,
        "end": end,
        "start_offset": start_offset,
        "end_offset": end_offset,
        "precision": moment.precision,
        "basis": moment.basis,
        "offset_us": None if moment.offset is None else moment.offset // timedelta(microseconds=1),
        "civil": moment.civil,
        "zone": moment.zone,
    }


def _instant(when: datetime | None) -> tuple[datetime | None, int | None]:
    if when is None:
        return None, None
    offset = when.utcoffset() or timedelta()
    # Before zones were agreed on they had seconds in their offsets; the instant is kept all the same.
    return when, offset // timedelta(minutes=1) if not offset % timedelta(minutes=1) else 0


def _comments_to_rows(comments: Iterable[Comment], depth: int) -> Iterable[dict[str, Any]]:
    todo = [(comment, depth) for comment in comments][::-1]
    while todo:
        comment, depth = todo.pop()
        yield {
            "depth": depth,
            "body": comment.body,
            "author": comment.author,
            "posted": _moment_to_row(comment.posted),
            "quote": comment.quote,
            "position": comment.position,
            "floor": comment.floor,
        }
        todo.extend((reply, depth + 1) for reply in reversed(comment.replies))
