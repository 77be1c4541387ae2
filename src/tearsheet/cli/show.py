"""``tearsheet show``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tearsheet import registry
from tearsheet.cli.inputs import Input
from tearsheet.cli.options import Pages, page_options


@click.command(
    epilog="""\b
Examples:
  tearsheet show --open page.html
  tearsheet show -o report.html page.html
  curl -sL URL | tearsheet show --url URL --captured-at now --open -
"""
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(allow_dash=True, dir_okay=False),
    help="Write the report to this file; - is standard output, as is no --output where something takes it.",
)
@click.option("--open", "opened", is_flag=True, help="Show it in the browser; without --output, from a new file.")
@page_options("adapter", "fallback", "zone")
def show(*, pages: Pages, output: str | None, opened: bool) -> None:
    """Show a page and what was read from it, in one HTML file.

    On the left its lines, each part with the field it went to or the rule under which it was dropped, and what is
    unexplained; on the right the article. A page that cannot be read is shown as far as it was understood.
    """
    source = pages.only("a report is of one page: show one file at a time")
    path = _target(source, output, opened=opened)
    with pages.account.reading(source):
        from tearsheet.authoring.report import render  # noqa: PLC0415 -- for the commands that show nothing

        reading = registry.read_all(source.page(pages.about), **pages.how)
        written = render(reading, name=None if source.is_stdin else Path(source.name).name).encode()
        if path is not None:
            path.write_bytes(written)
        elif not opened:
            sys.stdout.buffer.write(written)
        if opened:
            _open(path or _new_file(written))
        for article in reading.articles:
            pages.account.article(source, article)
        if reading.error is not None:
            raise reading.error


def _target(source: Input, output: str | None, *, opened: bool) -> Path | None:
    """Return the file to write, ``None`` for standard output or for a file that is only to be opened.

    :raises UsageError: when it cannot be written to, or when a terminal would be filled with HTML
    """
    if output is None or output == "-":
        if opened and output == "-":
            raise click.UsageError("standard output cannot be opened in the browser: give --output a file, or none")
        if not opened and output is None and sys.stdout.isatty():
            raise click.UsageError("say where the report goes: --open shows it, -o report.html keeps it")
        return None
    return source.path_to_write(output)


def _new_file(written: bytes) -> Path:
    import tempfile  # noqa: PLC0415 -- for --open alone

    with tempfile.NamedTemporaryFile(prefix="tearsheet-", suffix=".html", delete=False) as file:
        file.write(written)
    return Path(file.name)


def _open(path: Path) -> None:
    import webbrowser  # noqa: PLC0415 -- for --open alone

    if not webbrowser.open(path.resolve().as_uri()):
        click.echo(f"tearsheet: there is no browser to open; the report is in {click.format_filename(path)}", err=True)
