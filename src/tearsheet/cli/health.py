"""``tearsheet health``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from tearsheet import registry
from tearsheet.authoring.health import (
    Health,
    Profile,
    Tallies,
    Tally,
    diagnose,
    load_profile,
    observe,
    profile_path,
    save_profile,
)
from tearsheet.authoring.health.plots import html, sentence, svg
from tearsheet.authoring.health.report import Series, day_name, series_of, to_json
from tearsheet.cli.account import Account
from tearsheet.cli.inputs import About, captures_of, each_of
from tearsheet.cli.options import Day, adapter_option, given, verbose_option
from tearsheet.cli.terminal import columns, fit, pad, say, wrap, write_json
from tearsheet.errors import TearsheetError
from tearsheet.text.printable import count, printable

_ROWS = 14  # days that are shown, the latest
_SPARKS = "▁▂▃▄▅▆▇█"
_COLOURS = {"OK": "green", "DEGRADED": "red", "WRONG LAYOUT": "red", "TOO FEW": "yellow"}


@click.command(
    epilog="""\b
Examples:
  tearsheet health captures/
  tearsheet health --since 2026-10-01 --plots health.html captures/
  fetcher | tearsheet health --json -
  tearsheet health --write-profile good-captures/
"""
)
@click.option("--since", metavar="DATE", type=Day(), help="Leave out captures before this day, and those without one.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.option(
    "--plots", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Also draw them: .svg or .html."
)
@click.option("--write-profile", is_flag=True, help="Take the captures for good, and write the profile that they make.")
@click.option("--add", is_flag=True, help="With --write-profile: add the captures to the profile that is there.")
@click.option(
    "--profiles",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of profiles, instead of that beside each adapter.",
)
@adapter_option
@verbose_option
@click.argument("names", nargs=-1, metavar="[CAPTURES]...", type=click.Path(allow_dash=True))
@click.pass_context
def health(
    ctx: click.Context,
    *,
    names: tuple[str, ...],
    since: date | None,
    as_json: bool,
    plots: Path | None,
    write_profile: bool,
    add: bool,
    profiles: Path | None,
    adapter: str | None,
    verbose: bool,
) -> None:
    """Say whether the adapters still read their sites.

    CAPTURES are saved pages, or folders of them, each with its url and captured_at in <page>.json or meta.json beside
    it, or files that hold many, as bulk takes them; - is JSON Lines on standard input. They are counted by adapter and
    day and held against the adapter's profile of good captures. Exits with 1 when an adapter is DEGRADED or reads a
    WRONG LAYOUT, when no adapter takes a page, or when one cannot be opened.
    """
    names = given(names, "name the captures, or - for JSON Lines on standard input")
    if plots is not None and plots.suffix.lower() not in {".svg", ".html"}:
        raise click.UsageError("--plots writes .svg or .html")
    if add and not write_profile:
        raise click.UsageError("--add goes with --write-profile")
    account = Account(2, verbose=verbose, quiet=as_json)
    tallies = _tallied(names, since, adapter, account)
    if not len(tallies):
        raise click.UsageError(_nothing(names, since))
    if write_profile:
        _write(tallies, profiles, add=add)
    healths, unknown, broken = _judged(tallies, profiles)
    if plots is not None:
        draw = svg if plots.suffix.lower() == ".svg" else html
        plots.write_text(draw(healths), encoding="utf-8", newline="\n")
    if as_json:
        found = {"adapters": to_json(healths), "unrecognised": _unknown(unknown), "unreadable": account.failed}
        write_json(found)
    else:
        for each in healths:
            _show(each)
        _show_unknown(unknown)
    account.close()
    ill = broken or any(each.verdict.state in {"DEGRADED", "WRONG LAYOUT"} for each in healths)
    ctx.exit(1 if ill or unknown or account.failed else 0)


def _tallied(names: Iterable[str], since: date | None, adapter: str | None, account: Account) -> Tallies:
    tallies = Tallies()
    for each in each_of(captures_of(names), About()):
        with account.reading(each):
            page = each.page(About())
            if since is None or (page.captured_at is not None and page.captured_at.date() >= since):
                for seen in observe(page, registry, adapter=adapter, name=each.name):
                    tallies.add(seen)
    return tallies


def _nothing(names: Iterable[str], since: date | None) -> str:
    where = " ".join(click.format_filename(name) for name in names)
    if since is not None:
        return f"no capture in {where} is of {since} or later; what has no captured_at is left out too"
    return f"no capture in {where} could be read; in folders, pages end in .html, .txt and their like"


def _judged(tallies: Tallies, profiles: Path | None) -> tuple[list[Health], dict[date | None, Tally], bool]:
    """Return the healths, what no adapter takes, and whether a profile could not be read."""
    found: list[Health] = []
    unknown: dict[date | None, Tally] = {}
    broken = False
    for name, days in tallies:
        if not name:
            unknown = days
            continue
        profile = None
        try:
            profile = load_profile(registry.adapters[name], profiles)
        except TearsheetError as error:
            broken = True
            say(f"{error}; {name} is judged without it", "yellow")
        found.append(diagnose(days, profile))
    return found, unknown, broken


def _write(tallies: Tallies, profiles: Path | None, *, add: bool) -> None:
    for name, days in tallies:
        if not name:
            continue
        kind = registry.adapters[name]
        path = profile_path(kind, profiles)
        known = load_profile(kind, profiles) if add else None
        state = diagnose(days, known).verdict
        if state.findings:
            say(f"{name}: are these captures good? {sentence(state.findings[0])}", "yellow")
        made = Profile.of(name, days.values())
        whole = made if known is None else known.add(made)
        save_profile(whole, path)
        say(f"{name}: a profile of {count(whole.pages, 'page')} is in {path}")


def _unknown(days: dict[date | None, Tally]) -> list[dict[str, Any]]:
    return [
        {"day": day_name(day), "captures": tally.captures, "examples": [page.name for page in tally.pages[:3]]}
        for day, tally in days.items()
    ]


# -- on a terminal: verdicts, a table of days, a line of small bars for each figure ------------------------------------


def _show(each: Health) -> None:
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


def _show_unknown(days: Mapping[date | None, Tally]) -> None:
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
