"""What comes out of reading many pages: a :data:`Result` is what became of one. What goes in is in captures."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Literal, Never, TypeAlias

from attrs import evolve, frozen

from tearsheet.captures.records import CODES, Failure, FailureCode, Id, Record, failure_of
from tearsheet.errors import InputError, TearsheetError
from tearsheet.model import Article
from tearsheet.page import Page
from tearsheet.page.kind import no_page
from tearsheet.page.limits import check_size

__all__ = [
    "CODES",
    "Failure",
    "FailureCode",
    "Id",
    "PageFailed",
    "PageLike",
    "PageRead",
    "Record",
    "Result",
    "as_record",
    "failure_of",
]


@frozen(kw_only=True)
class PageRead:
    """What became of a page that was read: its articles.

    :param articles: one, or with ``all_of_each`` any number
    :param failure: none
    :ivar ok: ``True``
    """

    id: Id
    url: str | None = None
    articles: tuple[Article, ...]
    failure: None = None
    ok: ClassVar[Literal[True]] = True

    @property
    def article(self) -> Article:
        """The article, the first where there are several.

        :raises TearsheetError: where the page holds none, which an adapter may say of a list with nothing on it
        """
        if not self.articles:
            raise TearsheetError(f"page {self.id!r}: it holds no article")
        return self.articles[0]

    def unwrap(self) -> Article:
        """Return :attr:`article`."""
        return self.article


@frozen(kw_only=True)
class PageFailed:
    """What became of a page that could not be read: why.

    :param articles: none
    :ivar ok: ``False``
    """

    id: Id
    url: str | None = None
    articles: tuple[Article, ...] = ()
    failure: Failure
    ok: ClassVar[Literal[False]] = False

    @property
    def article(self) -> None:
        """None."""
        return

    def unwrap(self) -> Never:
        """Raise what the failure says.

        :raises TearsheetError: with the id of the page
        """
        raise TearsheetError(f"page {self.id!r}: {self.failure.code}: {self.failure.message}")


Result: TypeAlias = PageRead | PageFailed
"""What became of a page. ``if result.ok:`` tells mypy which, ``if result.failure is None:`` every type checker."""


PageLike: TypeAlias = bytes | str | Page | Record | tuple[Id, bytes | str | Page | None]
"""What :func:`tearsheet.bulk.parse_many` takes as a page; without an id, its place from 0 is its id."""


def as_record(item: PageLike | Failure, place: int, captured_at: datetime | None = None) -> Record | Failure:
    """Return *item* as a :class:`Record`, or why it is no page.

    :param place: its id, where it has none
    :param captured_at: when it was fetched, where it does not say
    """
    if isinstance(item, Failure):
        return item
    ident: Any = place
    # A caller without a type checker can hand in anything.
    page: Any = item
    if isinstance(page, tuple) and len(page) == 2:
        ident, page = page
    try:
        if isinstance(page, Record):
            record = page
            if record.captured_at is None and captured_at is not None:
                record = evolve(record, captured_at=captured_at)
        elif isinstance(page, Page):
            known = {**page.known, "captured_at": page.captured_at or captured_at}
            record = Record(id=ident, data=page.data, **known)
        else:
            if isinstance(page, bytearray | memoryview):
                page = bytes(page)
            record = Record(id=ident, data=page, captured_at=captured_at)
        ident = record.id
        data: Any = record.data
        if not isinstance(ident, str | int):
            given, ident = ident, place
            raise InputError(f"the id of a page is a str or an int, not {given!r}")
        if data is not None and not isinstance(data, bytes | str):
            raise InputError(no_page(data))
        if not data:
            raise InputError("the page is empty")
        # A page that is refused need not be sent anywhere.
        check_size(len(data), record.limits)
    except TearsheetError as error:
        return failure_of(error, id=ident, url=getattr(page, "url", None))
    return record
