"""One page and one article read from it: what goes into a reading, and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from attrs import evolve, field, frozen

from tearsheet.model import Article
from tearsheet.model.frozen import FrozenDict, freeze
from tearsheet.page import Page
from tearsheet.reading.adapter import Adapter, Recognition
from tearsheet.reading.ledger import Ledger
from tearsheet.reading.reader import Reader

__all__ = ["Reading", "finish", "page_of"]


@frozen(kw_only=True)
class Reading:
    """An Article with the account of how it was read; ``page`` is the one that the ledger's lines are of."""

    article: Article
    ledger: Ledger
    adapter: Adapter
    page: Page
    recognition: Recognition
    sources: Mapping[str, str] = field(default=FrozenDict(), converter=freeze)
    """Where the value of a field came from, by field: ``{"title": "css('h1.headline')"}``; empty where the adapter does
    not say."""


def page_of(
    data: bytes | str | Page,
    *,
    url: str | None,
    content_type: str | None,
    captured_at: datetime | None,
) -> Page:
    """Return *data* as a page; of a page, another one where anything else is said of it."""
    if not isinstance(data, Page):
        return Page(data, url=url, content_type=content_type, captured_at=captured_at)
    if url is None and content_type is None and captured_at is None:
        return data
    return Page(
        data.data,
        url=url if url is not None else data.url,
        content_type=content_type if content_type is not None else data.content_type,
        captured_at=captured_at if captured_at is not None else data.captured_at,
        limits=data.limits,
    )


def finish(article: Article, reader: Reader, recognition: Recognition) -> Article:
    """Add what the page knows and an adapter need not bother with."""
    page = reader.page
    return evolve(
        article,
        layout=article.layout or recognition.layout,
        url=article.url or page.url,
        canonical_url=article.canonical_url or page.canonical_url,
        warnings=(*page.warnings, *reader.warnings, *article.warnings),
        captured_at=page.captured_at,
    )
