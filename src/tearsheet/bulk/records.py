"""What goes in and what comes out: a :class:`Record` is a page to read, a :data:`Result` what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar, Literal, Never, TypeAlias, get_args

from attrs import field, frozen

from tearsheet import errors
from tearsheet.errors import InputError, TearsheetError
from tearsheet.model import Article
from tearsheet.page import Page
from tearsheet.page.limits import DEFAULT_LIMITS, Limits, check_size

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

Id: TypeAlias = str | int
FailureCode = Literal[
    "no-adapter",
    "not-an-article",
    "parse",
    "defect",
    "decode",
    "limit",
    "input",
    "format",
    "memory",
    "time-limit",
    "worker-died",
    "source",
]
CODES: tuple[FailureCode, ...] = get_args(FailureCode)
"""Every code a :class:`Failure` can have."""


@frozen(kw_only=True)
class Record:
    """A page to read, with what is known of it.

    :param id: how the caller knows it again: a name, an address, a row number
    :param data: the page, as :class:`tearsheet.Page` takes it
    :param url: where it was fetched
    :param content_type: the HTTP Content-Type header
    :param captured_at: when it was fetched, with a time zone
    :param limits: what is refused as too large or too deep
    """

    id: Id
    data: bytes | str
    url: str | None = None
    content_type: str | None = None
    captured_at: datetime | None = None
    limits: Limits = DEFAULT_LIMITS

    def page(self) -> Page:
        """Return the page.

        :raises TearsheetError: as :class:`tearsheet.Page` does
        """
        return Page(
            self.data,
            url=self.url,
            content_type=self.content_type,
            captured_at=self.captured_at,
            limits=self.limits,
        )


@frozen(kw_only=True)
class Failure:
    """Why a page could not be read.

    :param id: the page's
    :param code: stable, see :data:`tearsheet.bulk.records.CODES`
    :param message: one line for people, with the remedy where there is one
    :param url: the page's
    :param adapter: the adapter that failed, where one did
    :param error: what ``on_error="raise"`` raises; of two equal failures it need not be the same
    """

    id: Id
    code: FailureCode
    message: str
    url: str | None = None
    adapter: str | None = None
    error: TearsheetError = field(eq=False, repr=False)


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
                record = _record(record.id, record, captured_at)
        elif isinstance(page, Page):
            record = _record(ident, page, page.captured_at or captured_at)
        else:
            if isinstance(page, bytearray | memoryview):
                page = bytes(page)
            record = Record(id=ident, data=page, captured_at=captured_at)
        ident = record.id
        data: Any = record.data
        if not isinstance(ident, str | int):
            known, ident = ident, place
            raise InputError(f"the id of a page is a str or an int, not {known!r}")
        if data is not None and not isinstance(data, bytes | str):
            raise InputError(f"a page is bytes or str, not {type(data).__name__}")
        if not data:
            raise InputError("there are no bytes")
        # A page that is refused need not be sent anywhere.
        check_size(len(data), record.limits)
    except TearsheetError as error:
        return failure_of(error, id=ident, url=getattr(page, "url", None))
    return record


def _record(ident: Id, page: Page | Record, captured_at: datetime | None) -> Record:
    return Record(
        id=ident,
        data=page.data,
        url=page.url,
        content_type=page.content_type,
        captured_at=captured_at,
        limits=page.limits,
    )


_CODE_OF: Iterable[tuple[type[TearsheetError], FailureCode]] = (
    (errors.NoAdapterError, "no-adapter"),
    (errors.NotAnArticleError, "not-an-article"),
    (errors.ParseError, "parse"),
    (errors.DecodeError, "decode"),
    (errors.LimitError, "limit"),
    (errors.FormatError, "format"),
    (errors.TimeLimitError, "time-limit"),
    (errors.WorkerDiedError, "worker-died"),
    (errors.SourceError, "source"),
    (errors.TearsheetError, "input"),
)


def failure_of(error: BaseException, *, id: Id, url: str | None = None) -> Failure:  # noqa: A002 - the field's name
    """Return *error*, as reading a page raised it, as a :class:`Failure`.

    What is no :class:`TearsheetError` is a defect, or a lack of memory.
    """
    code: FailureCode
    if isinstance(error, TearsheetError):
        code = next(code for kind, code in _CODE_OF if isinstance(error, kind))
        cause = error.__cause__
        if code == "parse" and cause is not None:
            code = "memory" if isinstance(cause, MemoryError) else "defect"
        known = error
    else:
        code = "memory" if isinstance(error, MemoryError) else "defect"
        known = TearsheetError(f"reading the page failed with {type(error).__name__}: {error}")
    adapter = getattr(known, "adapter", None)
    # A long message goes on, line by line, with what each adapter said.
    message = str(known).partition("\n")[0].removesuffix(" Asked:")
    if code == "not-an-article":
        message = f"{message.partition(';')[0]}; all_of_each=True reads each of them"
    return Failure(id=id, code=code, message=message, url=url, adapter=adapter, error=known)
