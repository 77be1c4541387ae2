"""``tearsheet heal``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tearsheet import registry
from tearsheet.cli.inputs import About, captures_of, each_of
from tearsheet.cli.options import AdapterName, Day, given
from tearsheet.cli.terminal import Progress, columns, fit, room, say, say_doubts, sureness, write_json
from tearsheet.errors import TearsheetError
from tearsheet.text.printable import printable

if TYPE_CHECKING:
    from tearsheet.authoring.learning.healing import FieldChoice, Healing
    from tearsheet.page import Page

_FEW = 20  # pages that are opened before anybody wonders


@click.command(
    epilog="""\b
Examples:
  tearsheet heal harbour-post --old captures/september --new captures/november
  tearsheet heal harbour-post --old old/ --new new/ --write --cases tests/fixtures
  tearsheet heal harbour-post --old old.jsonl --new new.jsonl -o healed.py
"""
)
@click.argument("adapter", type=AdapterName())
@click.option("--old", "old", multiple=True, required=True, metavar="CAPTURES", help="Pages from before the change.")
@click.option("--new", "new", multiple=True, required=True, metavar="CAPTURES", help="Pages in the new markup.")
@click.option("--since", metavar="DATE", type=Day(), help="First day of the new layout; by default the first captured.")
@click.option("--layout", metavar="NAME", help="Name of the new layout; by default after its first day.")
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file."
)
@click.option("--write", "writing", is_flag=True, help="Write into the module of the adapter.")
@click.option(
    "--cases",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Also add the new pages as golden cases in DIR/<adapter>.",
)
@click.option("--force", is_flag=True, help="Write over a file, and write what does not hold.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def heal(
    ctx: click.Context,
    *,
    adapter: str,
    old: tuple[str, ...],
    new: tuple[str, ...],
    since: date | None,
    layout: str | None,
    output: Path | None,
    writing: bool,
    cases: Path | None,
    force: bool,
    as_json: bool,
) -> None:
    """Find out how an adapter can read pages whose markup has changed.

    CAPTURES are saved pages, folders of them, golden cases, or JSON Lines, as health takes them. Stories that old pages
    tell are sought in new ones, and the fields of a new layout are voted for. Without -o or --write the change is shown
    and nothing is written. Exits with 1 when the new layout does not hold on the pages, or none could be made.
    """
    from tearsheet.authoring.learning.healing import HealError  # noqa: PLC0415 - what healing needs, few commands do
    from tearsheet.authoring.learning.healing import heal as find  # noqa: PLC0415

    if output is not None and writing:
        raise click.UsageError("give -o or --write, not both")
    if output is not None and output.exists() and not force:
        raise click.UsageError(f"{output} is there already; --force writes over it")
    given((*old, *new), "name the captures of both")
    old_pages, new_pages = _pages(old, "--old"), _pages(new, "--new")
    try:
        healing = find(
            registry.adapters[adapter],
            [page for _, page in old_pages],
            [page for _, page in new_pages],
            since=since,
            layout=layout,
        )
    except HealError as error:
        if as_json:
            told = {"adapter": adapter, "holds": False, "refused": str(error), "missing": list(error.missing)}
            write_json(told)
        else:
            say(str(error), "yellow")
            for each in error.missing:
                click.echo(f"  needed: {printable(each)}", err=True)
        ctx.exit(1)
    if as_json:
        write_json(healing.as_json())
    else:
        _report(healing, [name for name, _ in new_pages], shown=output is None and not writing)
    if healing.after is not None and (healing.holds or force):
        _write(healing, output, cases, new_pages, writing=writing, quiet=as_json)
    elif healing.needed and (writing or output is not None or cases is not None):
        say(
            "nothing is written; --force writes what does not hold"
            if healing.after is not None
            else "nothing is written",
            "yellow",
        )
    ctx.exit(0 if healing.holds else 1)


def _pages(names: Sequence[str], option: str) -> list[tuple[str, Page]]:
    """Return the captures by name. One that cannot be opened is told of and left out."""
    found: list[tuple[str, Page]] = []
    about = About()
    progress = Progress()
    for number, each in enumerate(each_of(captures_of(names), about), 1):
        if number > _FEW:
            progress.show(f"{option} {number}")
        try:
            found.append((each.name, each.page(about)))
        except TearsheetError as error:
            progress.clear()
            say(f"{each}: {error}", "yellow")
    progress.clear()
    if not found:
        raise click.UsageError(
            f"no page is in {option} {' '.join(names)}; in folders, pages end in .html, .txt and their like"
        )
    return found


# -- what is said of it ------------------------------------------------------------------------------------------------


def _report(healing: Healing, names: Sequence[str], *, shown: bool) -> None:
    if not healing.needed:
        click.echo(f"{healing.adapter} reads all {len(names)} new pages: there is nothing to heal")
        return
    known = f"{len(healing.pairs)} of them tell a known story"
    told = f"{len(healing.unreadable)} of {len(names)} new pages cannot be read, {known}"
    click.echo(click.style(printable(f"{healing.adapter}: {told}"), bold=True))
    for number, why in healing.unreadable[:3]:
        click.echo(fit(printable(f"  {names[number]}: {why}"), columns()))
    for field in healing.fields:
        _tell(field)
    say_doubts(healing.unsure)
    if healing.refused is not None:
        say(f"nothing is written: {healing.refused}", "yellow")
    if shown and healing.after is not None:
        click.echo(printable(healing.diff, controls_only=True), nl=False)
    elif shown and healing.source is not None:
        click.echo(printable(healing.source, controls_only=True), nl=False)
    if healing.proof is not None:
        click.echo(click.style(str(healing.proof), fg="green" if healing.proof.holds else "red", bold=True))
        for failure in healing.proof.failures:
            click.echo(f"  {printable(failure)}")


def _tell(field: FieldChoice) -> None:
    code = "kept" if field.inherited else " | ".join(field.code) or "not found"
    count = f"{field.right}/{field.known}" if field.known else "-"
    click.echo(f"{sureness(field)}  {count:>5}  {field.name:12} {fit(printable(code), room(columns(), 26))}")
    say_doubts(field.unsure)


def _write(
    healing: Healing,
    output: Path | None,
    cases: Path | None,
    pages: Sequence[tuple[str, Page]],
    *,
    writing: bool,
    quiet: bool,
) -> None:
    target = Path(healing.path) if writing and healing.path is not None else output
    if target is not None and healing.after is not None:
        target.write_bytes(healing.after.encode("utf-8"))
        if not quiet:
            click.echo(f"wrote {target}")
    if cases is not None:
        _write_cases(healing, cases, pages, quiet=quiet)


def _write_cases(healing: Healing, folder: Path, pages: Sequence[tuple[str, Page]], *, quiet: bool) -> None:
    from tearsheet.authoring.golden.cases import CaseError, write_page  # noqa: PLC0415 - as above

    for number, reading in healing.readings.items():
        name, page = pages[number]
        case = folder / healing.adapter / f"{healing.layout}-{number + 1}"
        try:
            write_page(case, page, [reading.article.to_dict()])
        except CaseError as error:
            say(f"{name}: {error}", "yellow")
            continue
        if not quiet:
            click.echo(f"wrote {case}")
