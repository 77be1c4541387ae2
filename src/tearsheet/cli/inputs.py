"""What comes in: files and standard input, and what the user knows of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal

import click
from attrs import field, frozen

from tearsheet import captures
from tearsheet.captures import Failure, Record, Source
from tearsheet.captures.known import is_sidecar
from tearsheet.errors import InputError
from tearsheet.page import Page
from tearsheet.page.opening import is_address


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
            if is_address(self.name) and not Path(self.name).exists():
                raise InputError(
                    "this command fetches nothing; fetch the page first (tearsheet fetch URL -o pages/), or say where "
                    "it is from: curl -sL URL | tearsheet parse --url URL -"
                )
            record = next(captures.read(self.source or Source(self.name, "page")))
        page = record.page()
        when = page.captured_at if about.captured_at == "mtime" else about.captured_at or page.captured_at
        if when is None and about.captured_at == "mtime":
            when = Source(self.file, "page").changed
        content_type = about.content_type or page.content_type
        known = {**page.known, "url": about.url or page.url, "content_type": content_type, "captured_at": when}
        return Page(page.data, **known)

    def path_to_write(self, output: str) -> Path:
        """Return where *output* goes.

        :raises UsageError: when its folder is not there, or it is this input
        """
        path = Path(output)
        if not path.parent.is_dir():
            raise click.UsageError(f"there is no directory {click.format_filename(path.parent)}: make it first")
        if path.exists() and not self.is_stdin and Path(self.file).exists() and path.samefile(self.file):
            raise click.UsageError(f"{self} is input and --output at once: write to another file")
        return path

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
