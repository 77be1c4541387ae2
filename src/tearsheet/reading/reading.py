"""One page and what was read from it: what goes into a reading, and what comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from attrs import evolve, field, frozen

from tearsheet.errors import NotAnArticleError, ParseError, TearsheetError
from tearsheet.model import Article, PageWarning
from tearsheet.model.frozen import FrozenDict, freeze
from tearsheet.model.zones import zone_name
from tearsheet.page import Page
from tearsheet.reading.adapter import Adapter, Recognition
from tearsheet.reading.ledger import Ledger
from tearsheet.reading.reader import Reader
from tearsheet.reading.site_lines import SiteLines


@frozen
class ReadOptions:
    """The keywords of :meth:`tearsheet.Registry.read`, in its order; it says what each means."""

    url: str | None = None
    content_type: str | None = None
    captured_at: datetime | None = None
    zone: str | None = field(default=None, converter=zone_name)
    site_lines: SiteLines | None = None
    adapter: str | None = None
    fallback: bool = True

    def page(self, data: bytes | str | Page) -> Page:
        """Return *data* as a page; of a page, another one where anything else is said of it."""
        from tearsheet.page.opening import page_of  # noqa: PLC0415 - importing tearsheet is to be quick

        return page_of(data, url=self.url, content_type=self.content_type, captured_at=self.captured_at)


Ask = Callable[[Reader], Iterator[Article]]
"""A way to read: an adapter's own ``read_all``, or its ``read``."""


@frozen(kw_only=True, repr=False)
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

    def __repr__(self) -> str:
        held = [*map(repr, self.articles), repr(self.ledger), *([repr(self.error)] if self.error is not None else [])]
        return f"<Reading by {self.adapter.name}: {', '.join(held)}>"

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


def reader_of(page: Page, adapter: Adapter, layout: str | None, options: ReadOptions | None = None) -> Reader:
    """Return what *adapter* reads *page* with, as one in *layout*; the adapter's own zone goes before."""
    options = options or ReadOptions()
    zone = adapter.zone or options.zone or page.zone
    return Reader(page, adapter=adapter.name, layout=layout, zone=zone, site_lines=options.site_lines)


def account(reader: Reader, adapter: Adapter, recognition: Recognition, ask: Ask) -> Reading:
    """Read by *ask*, as far as the page can be read, and return all with the account of it."""
    from tearsheet.reading.boilerplate import sweep  # noqa: PLC0415 - importing tearsheet is to be quick

    articles: list[Article] = []
    said: list[PageWarning] = []
    error: TearsheetError | None = None
    try:
        for article in articles_by(reader, adapter, ask):
            said += article.warnings
            articles.append(finish(article, reader, recognition))
    except TearsheetError as stopped:
        error = stopped
    else:
        sweep(reader)
    return Reading(
        articles=tuple(articles),
        ledger=reader.ledger,
        adapter=adapter,
        page=reader.page,
        recognition=recognition,
        warnings=(*reader.page.warnings, *reader.warnings, *said),
        error=error,
        sources=reader.sources,
    )


def articles_by(reader: Reader, adapter: Adapter, ask: Ask) -> Iterator[Article]:
    """Yield what *adapter* reads, as it gives it; whatever is raised in it is a TearsheetError."""
    try:
        yield from ask(reader)
    except TearsheetError:
        raise
    except Exception as error:
        raise ParseError(
            f"adapter {adapter.name!r} ({place_of(adapter)}) failed with {type(error).__name__}: {error}; "
            "this is a defect of the adapter, please report it with the page",
            adapter=adapter.name,
            field="",
        ) from error


def place_of(adapter: Adapter) -> str:
    """Return where the class of *adapter* stands."""
    return f"{type(adapter).__module__}.{type(adapter).__qualname__}"


def finish(article: Article, reader: Reader, recognition: Recognition) -> Article:
    """Add what the page knows and an adapter need not bother with."""
    page = reader.page
    told: dict[str, Any] = {
        "layout": article.layout or recognition.layout,
        "url": article.url or page.url,
        "canonical_url": article.canonical_url or page.canonical_url,
        "warnings": (*page.warnings, *reader.warnings, *article.warnings),
        "captured_at": page.captured_at,
    }
    new = {name: value for name, value in told.items() if value != getattr(article, name)}
    return evolve(article, **new) if new else article
