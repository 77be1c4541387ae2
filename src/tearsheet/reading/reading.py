"""One page and what was read from it: what goes into a reading, and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from attrs import evolve, field, frozen

from tearsheet.errors import NotAnArticleError, TearsheetError
from tearsheet.model import Article, PageWarning
from tearsheet.model.frozen import FrozenDict, freeze
from tearsheet.page import Page
from tearsheet.reading.adapter import Adapter, Recognition
from tearsheet.reading.ledger import Ledger
from tearsheet.reading.reader import Reader

__all__ = ["Reading", "finish", "page_of", "reader_of"]


@frozen(kw_only=True)
class Reading:
    """What was read from a page, with the account of how; of a page whose reading stopped, what was known by then.

    :param articles: several for a document that holds several, none where reading stopped before the first
    :param ledger: which characters went where; complete unless there is an *error*
    :param page: the one that the ledger's lines are of
    :param recognition: why this adapter read it
    :param warnings: all that was odd, about the page and about each article
    :param error: why reading stopped; only :meth:`Registry.read_all` returns a reading that has one
    """

    articles: tuple[Article, ...]
    ledger: Ledger
    adapter: Adapter
    page: Page
    recognition: Recognition
    warnings: tuple[PageWarning, ...] = ()
    error: TearsheetError | None = None
    sources: Mapping[str, str] = field(default=FrozenDict(), converter=freeze)
    """Where the value of a field came from, by field: ``{"title": "css('h1.headline')"}``; empty where the adapter does
    not say."""

    @property
    def article(self) -> Article:
        """The only article.

        :raises TearsheetError: the *error*, where reading stopped
        :raises NotAnArticleError: when there are several, or none
        """
        if self.error is not None:
            raise self.error
        if len(self.articles) != 1:
            count = len(self.articles) or "no"
            raise NotAnArticleError(f"{self.adapter.name}: the page holds {count} articles; see Reading.articles")
        return self.articles[0]


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


def reader_of(page: Page, adapter: Adapter, layout: str | None) -> Reader:
    """Return what *adapter* reads *page* with, as one in *layout*."""
    return Reader(page, adapter=adapter.name, layout=layout, zone=adapter.zone)


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
