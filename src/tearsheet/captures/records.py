"""A page that was saved, with what is known of it: a :class:`Record`; or why there is none: a :class:`Failure`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, Never, TypeAlias, get_args

from attrs import field, frozen

from tearsheet import errors
from tearsheet.errors import TearsheetError
from tearsheet.page import Page
from tearsheet.page.limits import DEFAULT_LIMITS, Limits

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
    :param zone: the clock of the page where it does not tell its own
    :param limits: what is refused as too large or too deep
    """

    id: Id
    data: bytes | str
    url: str | None = None
    content_type: str | None = None
    captured_at: datetime | None = None
    zone: str | None = None
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
            zone=self.zone,
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

    def page(self) -> Never:
        """Raise the error, where a :class:`Record` gives its page."""
        raise self.error


def bytes_of(data: bytes | str) -> bytes:
    """Return the *data* of a page as it is kept: text as UTF-8."""
    return data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")


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
    # That no adapter knows the page goes on, line by line, with what each said; of thousands, that takes its time.
    message = (known.args[0] if isinstance(known, errors.NoAdapterError) else str(known)).partition("\n")[0]
    if code == "not-an-article":
        message = f"{message.partition(';')[0]}; all_of_each=True reads each of them"
    return Failure(id=id, code=code, message=message, url=url, adapter=adapter, error=known)
