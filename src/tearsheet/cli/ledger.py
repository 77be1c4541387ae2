"""``tearsheet ledger``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from tearsheet import registry
from tearsheet.cli.inputs import Input
from tearsheet.cli.options import Pages, page_options
from tearsheet.cli.terminal import columns, fit, pad, room, write_each
from tearsheet.reading.ledger import Entry
from tearsheet.reading.reading import Reading
from tearsheet.text.printable import count, printable


@click.command(
    epilog="""\b
Examples:
  tearsheet ledger page.html
  tearsheet ledger --unexplained pages/*.html
  tearsheet ledger --full page.html | grep dropped
"""
)
@click.option("--unexplained", is_flag=True, help="Show these alone, and exit with 1 if there are any.")
@click.option("--full", is_flag=True, help="Do not cut lines to the width of the terminal.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON: an object, or an array for several files.")
@page_options("adapter", "fallback", "zone", "site_lines")
def ledger(*, pages: Pages, unexplained: bool, full: bool, as_json: bool) -> bool:
    """Show which line of a page went where.

    Each part of each line has the field it is in ("body@en"), or the rule under which it was dropped, or is
    UNEXPLAINED: then the adapter does not know it, and the site may have changed. The last line says how much of the
    page is explained. A page that cannot be read is shown as far as it was understood.
    """
    width = None if full else columns()
    found: list[dict[str, Any]] = []
    several = pages.several
    seen = parts = 0
    for source in pages:
        with pages.account.reading(source):
            reading = registry.read_all(source.page(pages.about), **pages.how)
            entries = reading.ledger.unexplained if unexplained else reading.ledger.entries
            seen += 1
            parts += len(reading.ledger.unexplained)
            if as_json:
                found.append(_as_json(source, reading, entries))
            elif entries or not (several and unexplained):
                if several:
                    click.echo(click.style(printable(str(source)), bold=True))
                _show(entries, width)
                click.echo(_last_line(reading))
            if reading.error is not None:
                raise reading.error
    if as_json:
        write_each(found, several=several)
    elif several and unexplained:
        click.echo(f"{count(seen, 'page')}: {_how_much(parts)}")
    return unexplained and parts > 0


def _last_line(reading: Reading) -> str:
    known, ledger = reading.recognition, reading.ledger
    layout = f", layout {known.layout}" if known.layout else ""
    return f"{known.adapter}{layout}: {count(len(ledger.lines), 'line')}, coverage {ledger.percent} %, " + _how_much(
        len(ledger.unexplained)
    )


def _as_json(source: Input, reading: Reading, entries: Iterable[Entry]) -> dict[str, Any]:
    return {
        "file": source.name,
        "adapter": reading.recognition.adapter,
        "layout": reading.recognition.layout,
        "coverage": reading.ledger.coverage,
        "unexplained": len(reading.ledger.unexplained),
        "error": str(reading.error) if reading.error is not None else None,
        "entries": list(entries),
    }


def _how_much(parts: int) -> str:
    if not parts:
        return click.style("everything explained", fg="green")
    return click.style(f"{count(parts, 'part')} UNEXPLAINED", fg="red", bold=True)


def _show(entries: Iterable[Entry], width: int | None) -> None:
    rows = [(entry, _place(entry)) for entry in entries]
    margin = max((len(str(entry.line)) for entry, _ in rows), default=1)
    gutter = min(26, max((len(place) for _, place in rows), default=1))
    left = room(width, margin + gutter + 4)
    line = 0
    for entry, place in rows:
        number = f"{entry.line:>{margin}}" if entry.line != line else " " * margin
        line = entry.line
        cell = pad(fit(place, gutter), gutter)
        text = fit(printable(entry.text), left)
        if entry.role is not None:
            shown = f"{click.style(cell, fg='cyan')}  {text}"
        elif entry.rule is not None:
            shown = click.style(f"{cell}  {text}", dim=True)
        else:
            shown = f"{click.style(cell, fg='red', bold=True, reverse=True)}  {click.style(text, fg='red')}"
        click.echo(f"{click.style(number, dim=True)}  {shown}")


def _place(entry: Entry) -> str:
    if entry.role is not None:
        return printable(entry.role)
    if entry.rule is None:
        return "UNEXPLAINED"
    return f"dropped: {printable(entry.rule)}" + (f" ({entry.pages} pages)" if entry.pages is not None else "")
