"""Health on a terminal: verdicts, a table of days, a line of small bars for each figure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import click

from tearsheet.authoring.health import Health, Tally
from tearsheet.authoring.health.plots import sentence
from tearsheet.authoring.health.report import Series, day_name, series_of
from tearsheet.cli.terminal import columns, count, fit, pad, wrap
from tearsheet.text.printable import printable

__all__ = ["show", "show_unknown"]

_ROWS = 14
_SPARKS = "▁▂▃▄▅▆▇█"
_COLOURS = {"OK": "green", "DEGRADED": "red", "WRONG LAYOUT": "red", "TOO FEW": "yellow"}


def show(each: Health) -> None:
    """Print the verdict, the findings, a table of the last days and how the figures went."""
    width = columns()
    state = each.verdict.state
    against = (
        f"profile of {count(each.profile.pages, 'page')}"
        if each.profile is not None
        else "no profile, so asked only what holds of every site"
    )
    said = click.style(state, fg=_COLOURS[state], bold=True)
    captures = sum(tally.captures for tally, _ in each.days.values())
    pages = f"{count(captures, 'capture')} of {count(len(each.days), 'day')}"
    click.echo(f"{click.style(printable(each.adapter), bold=True)}  {said}  {pages}, {against}")
    for head, findings in (("", each.verdict.findings), ("well again: ", each.past)):
        for finding in findings:
            click.echo(
                "  " + click.style(wrap(printable(head + sentence(finding)), width, 4), fg=None if head else "red")
            )
            for example in finding.examples:
                click.echo(f"      {printable(example)}")
    _table(each)
    series = series_of(each)
    margin = max(len(one.name) for one in series)
    for one in series:
        if any(value for value in one.values) or one.usual:
            click.echo("  " + fit(_spark(one, margin), None if width is None else width - 2))


def _table(each: Health) -> None:
    rows = [("day", "pages", "read", "unexplained", "title", "body", "verdict")]
    left_out = len(each.days) - _ROWS
    for day, (tally, verdict) in list(each.days.items())[-_ROWS:]:
        read = f"{100 * len(tally.read) / len(tally.pages):.0f} %"
        gone = [page.unexplained for page in tally.read if page.unexplained is not None]
        unexplained = f"{100 * sum(gone) / len(gone):.1f} %" if gone else ""
        title, body = ("".join(str(met) for met in tally.quantiles(name, 0.5)) for name in ("title", "body"))
        rows.append((day_name(day), str(tally.captures), read, unexplained, title, body, verdict.state))
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    if left_out > 0:
        click.echo(click.style(f"  {count(left_out, 'earlier day')} not shown; --json has all", dim=True))
    for number, row in enumerate(rows):
        cells = [
            pad(cell, size) if at in {0, 6} else cell.rjust(size)
            for at, (cell, size) in enumerate(zip(row, widths, strict=True))
        ]
        line = "  ".join(cells).rstrip()
        click.echo(
            "  "
            + click.style(line, dim=not number, fg=_COLOURS.get(row[-1]) if row[-1] not in {"OK", "verdict"} else None)
        )


def _spark(series: Series, margin: int) -> str:
    held = [value for value in series.values if value is not None]
    most = 100.0 if series.unit == "%" else max([*held, series.usual or 0.0, 1.0])
    marks = "".join(
        "·" if value is None else _SPARKS[min(len(_SPARKS) - 1, int(value / most * len(_SPARKS)))]
        for value in series.values[-30:]
    )
    last = f"{held[-1]:.0f} {series.unit}" if held else "no page"
    usual = f", usually {series.usual:.0f}" if series.usual is not None else ""
    wrong = click.style("  <- wrong", fg="red", bold=True) if any(series.bad) else ""
    return f"{pad(series.name, margin)}  {marks}  {last}{usual}{wrong}"


def show_unknown(days: Mapping[date | None, Tally]) -> None:
    """Print how many captures no adapter takes, and which."""
    if not days:
        return
    captures = sum(tally.captures for tally in days.values())
    head = click.style("no adapter", bold=True)
    click.echo(
        f"{head}  recognises {count(captures, 'capture')}; choose one by --adapter, or see: tearsheet explain FILE"
    )
    for page in [page for tally in days.values() for page in tally.pages][:3]:
        click.echo(f"      {printable(page.name)}")
