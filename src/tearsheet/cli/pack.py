"""``tearsheet report``."""

from __future__ import annotations

import sys
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Literal

import click

from tearsheet import registry
from tearsheet.cli.console import count, say
from tearsheet.cli.inputs import Input, adapter_option, each_of, fallback_option, inputs_of, page_options, zone_option
from tearsheet.cli.report import Report
from tearsheet.text.printable import printable

__all__ = ["report"]


@click.command(
    epilog="""\b
Examples:
  tearsheet report page.html
  tearsheet report --anonymise --note "the byline is lost" -o lost-byline.zip page.html
  tearsheet show --open lost-byline.zip
"""
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(allow_dash=True, dir_okay=False),
    help="Write to this file; by default NAME.report.zip here. - is standard output.",
)
@click.option("--anonymise", is_flag=True, help="Replace every word of the page by one of the same length and script.")
@click.option("--note", metavar="TEXT", help="What is wrong, and what would be right.")
@adapter_option
@fallback_option
@zone_option
@page_options
@click.pass_context
def report(
    ctx: click.Context,
    *,
    names: tuple[str, ...],
    output: str | None,
    anonymise: bool,
    note: str | None,
    adapter: str | None,
    fallback: bool,
    zone: str | None,
    url: str | None,
    content_type: str | None,
    captured_at: datetime | Literal["mtime"] | None,
    verbose: bool,
) -> None:
    """Pack a page that is read wrong, to send with a report.

    In it are the page with its address and time, what was read from it, and the versions of all that takes part. Every
    command reads it as it reads the page. With --anonymise the words of the page are replaced, so that it may be
    shared; what tearsheet looks for stays ("By", "Related", names of months), as do markup and times.
    """
    inputs, about = inputs_of(names, url, content_type, captured_at)
    found = list(islice(each_of(inputs, about), 2))
    if len(found) > 1:
        raise click.UsageError("a report is of one page: pack one file at a time, or say by --url which page of a file")
    (source,) = found
    account = Report(1, verbose=verbose, quiet=True)
    account.broken(registry.broken.items())
    with account.reading(source):
        from tearsheet.authoring import sharing  # noqa: PLC0415 -- for the commands that pack nothing

        page = source.page(about)
        reading = registry.read_all(page, adapter=adapter, fallback=fallback, zone=zone)
        if anonymise:
            page = sharing.anonymous(page)
            before, reading = reading, registry.read_all(page, adapter=adapter, fallback=fallback, zone=zone)
            _compare(source, sharing.differences(before, reading))
        answers = registry.explain(page, fallback=fallback)
        options = {"adapter": adapter, "fallback": fallback, "zone": zone}
        written = sharing.pack(page, reading, answers, note=note, anonymised=anonymise, options=options)
        path = _target(source, output)
        if path is None:
            sys.stdout.buffer.write(written)
        else:
            path.write_bytes(written)
            inside = "the page without its words" if anonymise else "the page as it is"
            say(f"{click.format_filename(path)}: {inside}, and what was read from it; look at it before you share it")
    account.close()
    ctx.exit(1 if account.failed else 0)


def _compare(source: Input, fields: list[str]) -> None:
    if fields:
        few = ", ".join(printable(field) for field in fields[:4]) + (", …" if len(fields) > 4 else "")
        say(f"{source}: without its words it is read otherwise in {count(len(fields), 'field')}: {few}", fg="yellow")
    else:
        say(f"{source}: without its words it is read as before")


def _target(source: Input, output: str | None) -> Path | None:
    if output == "-":
        return None
    name = "page" if source.is_stdin else Path(source.file).name
    path = Path(output or f"{name}.report.zip")
    if not path.parent.is_dir():
        raise click.UsageError(f"there is no directory {click.format_filename(path.parent)}: make it first")
    if not source.is_stdin and path.exists() and Path(source.file).exists() and path.samefile(source.file):
        raise click.UsageError(f"{source} is input and --output at once: write to another file")
    return path
