"""``tearsheet health``."""

from __future__ import annotations

import sys
from collections.abc import Iterable
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
from tearsheet.authoring.health.report import day_name, to_json
from tearsheet.cli.health_view import show, show_unknown
from tearsheet.cli.inputs import About, captures_of, each_of
from tearsheet.cli.options import Day, adapter_option, verbose_option
from tearsheet.cli.report import Report
from tearsheet.cli.terminal import count, say, write_json
from tearsheet.errors import TearsheetError

__all__ = ["health"]


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
    if not names and not sys.stdin.isatty():
        names = ("-",)
    if not names:
        raise click.UsageError("name the captures, or - for JSON Lines on standard input")
    if plots is not None and plots.suffix.lower() not in {".svg", ".html"}:
        raise click.UsageError("--plots writes .svg or .html")
    if add and not write_profile:
        raise click.UsageError("--add goes with --write-profile")
    report = Report(2, verbose=verbose, quiet=as_json)
    tallies = _tallied(names, since, adapter, report)
    if not len(tallies):
        raise click.UsageError(_nothing(names, since))
    if write_profile:
        _write(tallies, profiles, add=add)
    healths, unknown, broken = _judged(tallies, profiles)
    if plots is not None:
        draw = svg if plots.suffix.lower() == ".svg" else html
        plots.write_text(draw(healths), encoding="utf-8", newline="\n")
    if as_json:
        found = {"adapters": to_json(healths), "unrecognised": _unknown(unknown), "unreadable": report.failed}
        write_json(found)
    else:
        for each in healths:
            show(each)
        show_unknown(unknown)
    report.close()
    ill = broken or any(each.verdict.state in {"DEGRADED", "WRONG LAYOUT"} for each in healths)
    ctx.exit(1 if ill or unknown or report.failed else 0)


def _tallied(names: Iterable[str], since: date | None, adapter: str | None, report: Report) -> Tallies:
    tallies = Tallies()
    for each in each_of(captures_of(names), About()):
        with report.reading(each):
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
        try:
            path = profile_path(kind, profiles)
            known = load_profile(kind, profiles) if add else None
        except TearsheetError as error:
            raise click.UsageError(str(error)) from None
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
