"""What comes in: files and standard input, and what the user knows of them."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal, TypeVar
from urllib.parse import urlsplit

import click
from attrs import field, frozen
from click.shell_completion import CompletionItem

from tearsheet import captures, registry
from tearsheet.captures import Failure, Record, Source
from tearsheet.captures.beside import is_sidecar
from tearsheet.errors import InputError
from tearsheet.page import Page
from tearsheet.reading.options import zone_name

__all__ = [
    "About",
    "AdapterName",
    "Address",
    "Day",
    "Input",
    "Instant",
    "Zone",
    "adapter_option",
    "captures_of",
    "each_of",
    "fallback_option",
    "files_of",
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
    """A page of a file, or of standard input as ``-``.

    :param name: what it is called: its file, or its place in one that holds several
    :param source: where it is read from; by default the file of that name
    :param record: the page, where it is one of several
    """

    name: str
    source: Source | None = field(default=None, eq=False, repr=False)
    record: Record | Failure | None = field(default=None, eq=False, repr=False)

    @property
    def is_stdin(self) -> bool:
        return self.name == "-"

    @property
    def ident(self) -> str | None:
        """What rows know it by: the id of its record, or its file; ``None`` for standard input."""
        if self.record is not None:
            return str(self.record.id)
        return None if self.is_stdin else self.name

    @property
    def file(self) -> str:
        """The file that it is in."""
        return self.source.name if self.source is not None else self.name

    @property
    def holds_many(self) -> bool:
        """Whether its file may hold several pages."""
        return self.source is not None and self.source.form in captures.MANY

    def each(self, about: About) -> Iterator[Input]:
        """Yield the pages of the file; with an address said of them, of several those at that address."""
        if self.source is None or not self.holds_many:
            yield self
            return
        found = False
        for record in captures.read(self.source):
            if about.url is None or record.url == about.url:
                found = True
                ident = str(record.id)
                ident = f"standard input{ident[1:]}" if self.is_stdin and ident.startswith("-:") else ident
                yield Input(record.url or ident if isinstance(record, Record) else ident, self.source, record)
        if not found:
            at = f" at {about.url}" if about.url is not None else ""
            problem = InputError(f"it holds no page{at}")
            yield Input(self.name, self.source, captures.failure_of(problem, id=self.name))

    def page(self, about: About) -> Page:
        """Return the page with what the user says of it, else what it or its sidecar says.

        :raises TearsheetError: when it cannot be read
        """
        record = self.record
        if record is None:
            if _ADDRESS.match(self.name):
                raise InputError(
                    "this command fetches nothing; fetch the page first (tearsheet fetch URL -o pages/), or say where "
                    "it is from: curl -sL URL | tearsheet parse --url URL -"
                )
            record = next(captures.read(self.source or Source(self.name, "page")))
        page = record.page()
        when = page.captured_at if about.captured_at == "mtime" else about.captured_at or page.captured_at
        if when is None and about.captured_at == "mtime":
            when = Source(self.file, "page").changed
        return Page(
            page.data,
            url=about.url or page.url,
            content_type=about.content_type or page.content_type,
            captured_at=when,
        )

    def __str__(self) -> str:
        return "standard input" if self.is_stdin else click.format_filename(self.name)


def each_of(inputs: Iterable[Input], about: About) -> Iterator[Input]:
    """Yield the pages of all *inputs*."""
    for each in inputs:
        yield from each.each(about)


def files_of(names: Iterable[str]) -> Iterator[Input]:
    """Yield the files of *names*: those of folders, and of what a shell makes of ``pages/*`` not the sidecars."""
    names = list(names)
    alone = len(names) == 1
    for name in names:
        if name != "-" and os.path.isdir(name):  # noqa: PTH112 - a name stays as it was given
            try:
                for source in captures.find([name]):
                    yield Input(source.name, source)
            except InputError as error:
                problem = InputError(str(error).removeprefix(f"{name}: "))
                yield Input(name, None, captures.failure_of(problem, id=name))
        elif name == "-":
            yield Input(name)
        elif alone or not is_sidecar(Path(name)):
            yield Input(name, captures.source_of(name))


def captures_of(names: Iterable[str]) -> Iterator[Input]:
    """Yield the files of captures: as :func:`files_of`, but that standard input is JSON Lines."""
    for each in files_of(names):
        yield Input("-", Source("-", "jsonl")) if each.is_stdin else each


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
        click.option(
            "--url",
            metavar="URL",
            type=Address(),
            help="Where the page was fetched, of one file only; of a file that holds several pages, which to read.",
        ),
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
    if captured_at == "mtime" and "-" in names:
        raise click.UsageError('standard input has no "mtime": give --captured-at as a time, or as "now"')
    inputs = list(files_of(names))
    if not inputs:
        raise click.UsageError("these files say what is known of pages: name the pages as well")
    if url is not None and len(inputs) > 1:
        raise click.UsageError("--url is the address of one page: read one file at a time, or choose an --adapter")
    return inputs, About(url, content_type, captured_at)
