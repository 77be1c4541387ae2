"""What comes in: files and standard input, and what the user knows of them."""

from __future__ import annotations

import re
import stat
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal, TypeVar

import click
from attrs import frozen
from click.shell_completion import CompletionItem

from tearsheet import registry
from tearsheet.errors import InputError
from tearsheet.page import Page
from tearsheet.page.limits import DEFAULT_LIMITS
from tearsheet.reading.options import zone_name

__all__ = [
    "About",
    "AdapterName",
    "Day",
    "Input",
    "Instant",
    "adapter_option",
    "fallback_option",
    "inputs_of",
    "page_options",
    "zone_option",
]

_Command = TypeVar("_Command", bound=Callable[..., Any])
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


@frozen
class About:
    """What the user says of the pages; see :class:`tearsheet.Page`. ``captured_at`` may be ``"mtime"``."""

    url: str | None = None
    content_type: str | None = None
    captured_at: datetime | Literal["mtime"] | None = None


@frozen
class Input:
    """A file, or standard input as ``-``."""

    name: str

    @property
    def is_stdin(self) -> bool:
        return self.name == "-"

    def page(self, about: About) -> Page:
        """Read the page, one byte more than is allowed at most.

        :raises InputError: when the file cannot be read
        :raises LimitError: when it is too large
        """
        try:
            data, changed = self._stdin() if self.is_stdin else self._file()
        except OSError as error:
            raise InputError(_reason(error)) from None
        if not data:
            raise InputError("is empty")
        when = changed if about.captured_at == "mtime" else about.captured_at
        return Page(data, url=about.url, content_type=about.content_type, captured_at=when)

    def _stdin(self) -> tuple[bytes, None]:
        return sys.stdin.buffer.read(DEFAULT_LIMITS.bytes + 1), None

    def _file(self) -> tuple[bytes, datetime]:
        if _ADDRESS.match(self.name):
            raise InputError(
                "tearsheet fetches nothing; fetch the page and say where it is from: "
                "curl -sL URL | tearsheet parse --url URL -"
            )
        path = Path(self.name)
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise InputError(f"is a directory; name the files in it: {path / '*.html'}")
        with path.open("rb") as file:
            return file.read(DEFAULT_LIMITS.bytes + 1), datetime.fromtimestamp(int(status.st_mtime), UTC)

    def __str__(self) -> str:
        return "standard input" if self.is_stdin else click.format_filename(self.name)


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "there is no such file"
    if isinstance(error, PermissionError):
        return "you may not read it; look at its permissions"
    return f"it cannot be read: {error.strerror or error}"


# -- values of options -----------------------------------------------------------------------------------------------


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


# -- options that several commands have ------------------------------------------------------------------------------


def page_options(command: _Command) -> _Command:
    """Add the files, and what can be said of them: they are passed as ``inputs`` and ``about``."""
    for option in (
        click.option("-v", "--verbose", is_flag=True, help="Say on standard error what was odd; show tracebacks."),
        click.option(
            "--captured-at",
            metavar="TIME",
            type=Instant(),
            help='When the page was fetched, which dates "2h ago": ISO 8601 with its offset, "now", or "mtime" for the '
            "time each file was last changed.",
        ),
        click.option("--content-type", metavar="TYPE", help='The HTTP header, as in "text/html; charset=gbk".'),
        click.option("--url", metavar="URL", help="Where the page was fetched; of one file only."),
        click.argument("names", nargs=-1, metavar="[FILE]...", type=click.Path(allow_dash=True)),
    ):
        command = option(command)
    return command


def adapter_option(command: _Command) -> _Command:
    return click.option(
        "--adapter", metavar="NAME", type=AdapterName(), help="Read with this adapter instead of choosing one."
    )(command)


def zone_option(command: _Command) -> _Command:
    return click.option(
        "--zone",
        metavar="ZONE",
        type=Zone(),
        help='The clock of pages that do not tell their own, as "Asia/Shanghai" or "+08:00".',
    )(command)


def fallback_option(command: _Command) -> _Command:
    return click.option(
        "--no-fallback",
        "fallback",
        is_flag=True,
        flag_value=False,
        default=True,
        help="Fail on a page that no adapter knows, rather than read it with the generic one.",
    )(command)


def inputs_of(
    names: tuple[str, ...], url: str | None, content_type: str | None, captured_at: datetime | Literal["mtime"] | None
) -> tuple[list[Input], About]:
    """Return the inputs, standard input where none is named and it is no terminal.

    :raises UsageError: when there is none, or when what is said of them cannot be
    """
    if not names and not sys.stdin.isatty():
        names = ("-",)
    if not names:
        raise click.UsageError("name the files to read, or - for standard input")
    if names.count("-") > 1:
        raise click.UsageError("standard input (-) can be read only once")
    if url is not None and len(names) > 1:
        raise click.UsageError("--url is the address of one page: read one file at a time, or choose an --adapter")
    if captured_at == "mtime" and "-" in names:
        raise click.UsageError('standard input has no "mtime": give --captured-at as a time, or as "now"')
    return [Input(name) for name in names], About(url, content_type, captured_at)
