"""``tearsheet report``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tearsheet import registry
from tearsheet.cli.inputs import Input
from tearsheet.cli.options import Pages, page_options
from tearsheet.cli.terminal import say
from tearsheet.text.printable import count, printable


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
@page_options("adapter", "fallback", "zone")
def report(*, pages: Pages, output: str | None, anonymise: bool, note: str | None) -> None:
    """Pack a page that is read wrong, to send with a report.

    In it are the page with its address and time, what was read from it, and the versions of all that takes part. Every
    command reads it as it reads the page. With --anonymise the words of the page are replaced, so that it may be
    shared; what tearsheet looks for stays ("By", "Related", names of months), as do markup and times.
    """
    source = pages.only("a report is of one page: pack one file at a time")
    with pages.account.reading(source):
        from tearsheet.authoring import sharing  # noqa: PLC0415 -- for the commands that pack nothing

        page = source.page(pages.about)
        reading = registry.read_all(page, **pages.how)
        if anonymise:
            page = sharing.anonymous(page)
            before, reading = reading, registry.read_all(page, **pages.how)
            _compare(source, sharing.differences(before, reading))
        answers = registry.explain(page, fallback=pages.how["fallback"])
        written = sharing.pack(page, reading, answers, note=note, anonymised=anonymise, options=dict(pages.how))
        if output == "-":
            sys.stdout.buffer.write(written)
        else:
            name = "page" if source.is_stdin else Path(source.file).name
            path = source.path_to_write(output or f"{name}.report.zip")
            path.write_bytes(written)
            inside = "the page without its words" if anonymise else "the page as it is"
            say(f"{click.format_filename(path)}: {inside}, and what was read from it; look at it before you share it")


def _compare(source: Input, fields: list[str]) -> None:
    if fields:
        few = ", ".join(printable(field) for field in fields[:4]) + (", …" if len(fields) > 4 else "")
        say(f"{source}: without its words it is read otherwise in {count(len(fields), 'field')}: {few}", fg="yellow")
    else:
        say(f"{source}: without its words it is read as before")
