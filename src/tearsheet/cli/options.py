"""What commands have in common on the command line: values of options, options, and the pages that are named."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import wraps
from itertools import islice
from typing import Any, Literal, TypeVar, cast
from urllib.parse import urlsplit

import click
from attrs import frozen
from click.shell_completion import CompletionItem

from tearsheet import registry
from tearsheet.adapters.choosing import no_such
from tearsheet.cli.account import Account
from tearsheet.cli.inputs import About, Input, each_of, files_of
from tearsheet.model.zones import zone_name
from tearsheet.reading.site_lines import SiteLines

_Command = TypeVar("_Command", bound=Callable[..., Any])


class _Word(click.ParamType):  # type: ignore[type-arg]  # no generic before click 8.4
    """A word on the command line. What :meth:`read` raises of it is said to the user."""

    def read(self, word: str) -> Any:
        """Return what *word* means.

        :raises ValueError: when it means nothing; the message says how it is written
        """
        raise NotImplementedError

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return self.read(value.strip()) if isinstance(value, str) else value
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Instant(_Word):
    """A time with its zone in ISO 8601, ``now``, or ``mtime`` for the time at which each file was last changed."""

    name = "time"

    def read(self, word: str) -> datetime | Literal["mtime"]:
        if word.lower() == "now":
            return datetime.now(UTC).replace(microsecond=0)
        if word.lower() == "mtime":
            return "mtime"
        try:
            when = datetime.fromisoformat(word)
        except ValueError:
            raise ValueError(f"{word!r} is no time: write it as 2026-10-23T08:30+08:00, or use now or mtime") from None
        if when.utcoffset() is None:
            zoned = f"{when.isoformat(timespec='minutes')}+08:00"
            raise ValueError(f"{word!r} has no time zone: add its offset, as in {zoned}, or Z for UTC")
        return when


class Address(_Word):
    """Where a page was fetched: an absolute URL.

    :param schemes: those that it may have; any where none is named
    """

    name = "url"

    def __init__(self, *schemes: str) -> None:
        self._schemes = schemes

    def read(self, word: str) -> str:
        try:
            parts = urlsplit(word)
        except ValueError:
            parts = urlsplit("")
        if not parts.scheme or not parts.netloc:
            raise ValueError(f"{word!r} is no address: write it whole, as https://www.example.com/news/1")
        if self._schemes and parts.scheme.lower() not in self._schemes:
            raise ValueError(f"{word!r} cannot be fetched, only what begins with {' or '.join(self._schemes)}")
        return word


class Day(_Word):
    """A day in ISO 8601."""

    name = "date"

    def read(self, word: str) -> date:
        try:
            return date.fromisoformat(word)
        except ValueError:
            raise ValueError(f"{word!r} is no day: write it as 2026-10-23") from None


class Zone(_Word):
    """A time zone, by its IANA name or its offset."""

    name = "zone"

    def read(self, word: str) -> str | None:
        return zone_name(word)


class AdapterName(_Word):
    """Name of a registered adapter."""

    name = "name"

    def read(self, word: str) -> str:
        if word not in registry.adapters:
            raise ValueError(no_such(word, registry.adapters))
        return word

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        return [CompletionItem(name) for name in registry.adapters if name.startswith(incomplete)]


class Share(_Word):
    """A share of the pages, as in ``1%`` or ``0.01``."""

    name = "share"

    def read(self, word: str) -> float:
        try:
            share = float(word.removesuffix("%")) / (100 if word.endswith("%") else 1)
        except ValueError:
            share = -1
        if not 0 <= share <= 1:
            raise ValueError(f"{word!r} is no share: write it as 1% or 0.01")
        return share


# -- options ---------------------------------------------------------------------------------------------------------

adapter_option = click.option(
    "--adapter", metavar="NAME", type=AdapterName(), help="Read with this adapter instead of choosing one."
)
fallback_option = click.option(
    "--no-fallback",
    "fallback",
    is_flag=True,
    flag_value=False,
    default=True,
    help="Fail on a page that no adapter knows, rather than read it with the generic one.",
)
zone_option = click.option(
    "--zone",
    metavar="ZONE",
    type=Zone(),
    help='The clock of pages that do not tell their own, as "Asia/Shanghai" or "+08:00".',
)
site_lines_option = click.option(
    "--site-lines",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False),
    callback=lambda _context, _option, name: SiteLines.load(name) if name is not None else None,
    help="Leave out the lines that bulk --learn-lines has learned of the page's site.",
)
verbose_option = click.option(
    "-v", "--verbose", is_flag=True, help="Say on standard error what was odd; show tracebacks."
)
_READING = {
    "adapter": adapter_option,
    "fallback": fallback_option,
    "zone": zone_option,
    "site_lines": site_lines_option,
}
_ABOUT = (
    click.option(
        "--url",
        metavar="URL",
        type=Address(),
        help="Where the page was fetched, of one file only; of a file that holds several pages, which to read.",
    ),
    click.option("--content-type", metavar="TYPE", help='The HTTP header, as in "text/html; charset=gbk".'),
    click.option(
        "--captured-at",
        metavar="TIME",
        type=Instant(),
        help='When the page was fetched, which dates "2h ago": ISO 8601 with its offset, "now", or "mtime" for the '
        "time each file was last changed.",
    ),
    verbose_option,
)


@frozen(kw_only=True)
class Pages:
    """The pages that a command is given; goes through them one by one.

    :param about: what the user says of them
    :param how: how they are to be read: those keywords of :meth:`tearsheet.Registry.read` that the command has options
        for
    :param verbose: whether the user wants to hear all that is odd
    :param account: the account of the run
    """

    inputs: tuple[Input, ...]
    about: About
    how: Mapping[str, Any]
    verbose: bool
    account: Account

    def __iter__(self) -> Iterator[Input]:
        return each_of(self.inputs, self.about)

    @property
    def several(self) -> bool:
        """Whether there may be more than one."""
        return len(self.inputs) > 1 or any(source.holds_many for source in self.inputs)

    def only(self, why: str) -> Input:
        """Return the only page.

        :raises UsageError: where there may be more, with *why* there can be but one
        """
        found = list(islice(self, 2))
        if len(found) > 1:
            raise click.UsageError(f"{why}, or say by --url which page of a file")
        return found[0]


def page_options(*reading: str) -> Callable[[_Command], _Command]:
    """Add the files and what can be said of them; the command gets all of it as one :class:`Pages`, ``pages``.

    Its account is closed when the command returns, and the process ends with 1 where a page could not be read, or the
    command returns that it found something wrong.

    :param reading: which of the options ``adapter``, ``fallback``, ``zone`` and ``site_lines`` it has beside them
    """

    def with_pages(command: _Command) -> _Command:
        @wraps(command)
        def run(
            *,
            names: tuple[str, ...],
            url: str | None,
            content_type: str | None,
            captured_at: datetime | Literal["mtime"] | None,
            verbose: bool,
            **others: Any,
        ) -> Any:
            about = About(url, content_type, captured_at)
            inputs = inputs_of(names, about)
            how = {name: others.pop(name) for name in reading}
            # The terminal is for the output, where that goes there.
            shown = others.get("output") in {None, "-"} and sys.stdout.isatty()
            account = Account(len(inputs), verbose=verbose, quiet=shown)
            pages = Pages(inputs=inputs, about=about, how=how, verbose=verbose, account=account)
            wrong = command(pages=pages, **others)
            account.close()
            click.get_current_context().exit(1 if wrong or account.failed else 0)

        run = click.argument("names", nargs=-1, metavar="[FILE]...", type=click.Path(allow_dash=True))(run)
        for option in reversed((*[_READING[name] for name in reading], *_ABOUT)):
            run = option(run)
        return cast("_Command", run)

    return with_pages


def inputs_of(names: tuple[str, ...], about: About) -> tuple[Input, ...]:
    """Return the inputs of *names*, as of :func:`given`.

    :raises UsageError: when there is none, or when what is said of them cannot be
    """
    names = given(names, "name the files to read, or - for standard input")
    if about.captured_at == "mtime" and "-" in names:
        raise click.UsageError('standard input has no "mtime": give --captured-at as a time, or as "now"')
    inputs = tuple(files_of(names))
    if not inputs:
        raise click.UsageError("these files say what is known of pages: name the pages as well")
    if about.url is not None and len(inputs) > 1:
        raise click.UsageError("--url is the address of one page: read one file at a time, or choose an --adapter")
    return inputs


def given(names: tuple[str, ...], asked: str) -> tuple[str, ...]:
    """Return *names*, standard input where none is given and it is no terminal.

    :raises UsageError: as *asked*, when there is none; when standard input is named twice
    """
    names = names or (() if sys.stdin.isatty() else ("-",))
    if not names:
        raise click.UsageError(asked)
    if names.count("-") > 1:
        raise click.UsageError("standard input (-) can be read only once")
    return names
