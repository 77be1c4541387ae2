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
from tearsheet.cli.inputs import About, Input, each_of, files_of
from tearsheet.errors import InputError
from tearsheet.model.zones import zone_name

__all__ = [
    "AdapterName",
    "Address",
    "Day",
    "Instant",
    "Pages",
    "Share",
    "Zone",
    "adapter_option",
    "fallback_option",
    "inputs_of",
    "page_options",
    "verbose_option",
    "zone_option",
]

_Command = TypeVar("_Command", bound=Callable[..., Any])


class Instant(click.ParamType):  # type: ignore[type-arg]  # no generic before click 8.4
    """A time with its zone in ISO 8601, ``now``, or ``mtime`` for the time at which each file was last changed."""

    name = "time"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime | Literal["mtime"]:
        if isinstance(value, datetime):
            return value
        word = str(value).strip()
        if word.lower() == "now":
            return datetime.now(UTC).replace(microsecond=0)
        if word.lower() == "mtime":
            return "mtime"
        try:
            when = datetime.fromisoformat(word)
        except ValueError:
            self.fail(f"{word!r} is no time: write it as 2026-10-23T08:30+08:00, or use now or mtime", param, ctx)
        if when.utcoffset() is None:
            zoned = f"{when.isoformat(timespec='minutes')}+08:00"
            self.fail(f"{word!r} has no time zone: add its offset, as in {zoned}, or Z for UTC", param, ctx)
        return when


class Address(click.ParamType):  # type: ignore[type-arg]  # as above
    """Where a page was fetched: an absolute URL."""

    name = "url"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        said = str(value).strip()
        try:
            parts = urlsplit(said)
        except ValueError:
            parts = urlsplit("")
        if not parts.scheme or not parts.netloc:
            self.fail(f"{said!r} is no address: write it whole, as https://www.example.com/news/1", param, ctx)
        return said


class Day(click.ParamType):  # type: ignore[type-arg]  # as above
    """A day in ISO 8601."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no day: write it as 2026-10-23", param, ctx)


class Zone(click.ParamType):  # type: ignore[type-arg]  # as above
    """A time zone, by its IANA name or its offset."""

    name = "zone"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str | None:
        try:
            return zone_name(value)
        except InputError as error:
            self.fail(str(error), param, ctx)


class AdapterName(click.ParamType):  # type: ignore[type-arg]  # as above
    """Name of a registered adapter."""

    name = "name"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in registry.adapters:
            self.fail(f"there is no adapter {value!r}; there are {', '.join(registry.adapters)}", param, ctx)
        return str(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        return [CompletionItem(name) for name in registry.adapters if name.startswith(incomplete)]


class Share(click.ParamType):  # type: ignore[type-arg]  # as above
    """A share of the pages, as in ``1%`` or ``0.01``."""

    name = "share"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        if isinstance(value, float):
            return value
        word = str(value).strip()
        try:
            share = float(word.removesuffix("%")) / (100 if word.endswith("%") else 1)
        except ValueError:
            share = -1
        if not 0 <= share <= 1:
            self.fail(f"{word!r} is no share: write it as 1% or 0.01", param, ctx)
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
verbose_option = click.option(
    "-v", "--verbose", is_flag=True, help="Say on standard error what was odd; show tracebacks."
)
_READING = {"adapter": adapter_option, "fallback": fallback_option, "zone": zone_option}
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
    """

    inputs: tuple[Input, ...]
    about: About
    how: Mapping[str, Any]
    verbose: bool

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

    :param reading: which of the options ``adapter``, ``fallback`` and ``zone`` it has beside them
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
            how = {name: others.pop(name) for name in reading}
            return command(pages=Pages(inputs=inputs_of(names, about), about=about, how=how, verbose=verbose), **others)

        run = click.argument("names", nargs=-1, metavar="[FILE]...", type=click.Path(allow_dash=True))(run)
        for option in reversed((*[_READING[name] for name in reading], *_ABOUT)):
            run = option(run)
        return cast("_Command", run)

    return with_pages


def inputs_of(names: tuple[str, ...], about: About) -> tuple[Input, ...]:
    """Return the inputs of *names*, standard input where none is named and it is no terminal.

    :raises UsageError: when there is none, or when what is said of them cannot be
    """
    if not names and not sys.stdin.isatty():
        names = ("-",)
    if not names:
        raise click.UsageError("name the files to read, or - for standard input")
    if names.count("-") > 1:
        raise click.UsageError("standard input (-) can be read only once")
    if about.captured_at == "mtime" and "-" in names:
        raise click.UsageError('standard input has no "mtime": give --captured-at as a time, or as "now"')
    inputs = tuple(files_of(names))
    if not inputs:
        raise click.UsageError("these files say what is known of pages: name the pages as well")
    if about.url is not None and len(inputs) > 1:
        raise click.UsageError("--url is the address of one page: read one file at a time, or choose an --adapter")
    return inputs
