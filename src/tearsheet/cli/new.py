"""``tearsheet new``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from tearsheet.cli.inputs import About, Input, each_of, files_of
from tearsheet.cli.options import Address, Instant, Zone
from tearsheet.cli.terminal import columns, fit, room, say_doubts, sureness
from tearsheet.errors import InputError, TearsheetError
from tearsheet.text.printable import argument, printable

if TYPE_CHECKING:
    from tearsheet.authoring.learning import Learned
    from tearsheet.authoring.learning.cases import CasePage
    from tearsheet.authoring.learning.project import Project
    from tearsheet.authoring.learning.site import Site

_SAID_BEFORE = "The page could not be read, see"


@click.command(
    epilog="""\b
Examples:
  tearsheet new harbour-news story1.html story2.html --url URL1 --url URL2
  tearsheet new harbour-news story.html --url URL --title "..." --published "23 Oct 2025"
  tearsheet new harbour-news story.html --start-package --package my-adapters
  tearsheet new harbour-news another.html --url URL    (a case more)

\b
Every value is a text seen on the page, and may be left out: it is then proposed.
URL and time may also stand beside the page, in PAGE.json: {"url": ..., "captured_at": ...}.
Given once it is of the first page; given again, of the next.
"""
)
@click.argument("name")
@click.argument("pages", nargs=-1, required=True, metavar="PAGE...", type=click.Path(allow_dash=True))
@click.option("--url", "urls", multiple=True, metavar="URL", type=Address(), help="Where the page was fetched.")
@click.option("--captured-at", metavar="TIME", type=Instant(), help='When; ISO 8601 with offset, "now" or "mtime".')
@click.option("--content-type", metavar="TYPE", help="The HTTP header, of all pages.")
@click.option("--title", multiple=True, metavar="TEXT", help="The title.")
@click.option("--published", multiple=True, metavar="TEXT", help="The time of publication, as printed.")
@click.option("--updated", multiple=True, metavar="TEXT", help="The time of the last change, as printed.")
@click.option("--summary", multiple=True, metavar="TEXT", help="The summary.")
@click.option("--source", multiple=True, metavar="TEXT", help="Whom the page credits.")
@click.option("--section", multiple=True, metavar="TEXT", help="The section.")
@click.option("--body-from", multiple=True, metavar="TEXT", help="Words with which the story begins.")
@click.option("--body-to", multiple=True, metavar="TEXT", help="Words with which it ends.")
@click.option("--author", "authors", multiple=True, metavar="NAME", help="An author; of the pages that show it.")
@click.option("--tag", "tags", multiple=True, metavar="TEXT", help="A tag; of the pages that show it.")
@click.option("--comment", "comments", multiple=True, metavar="TEXT", help="Words of a reader's comment.")
@click.option("--host", "hosts", multiple=True, metavar="HOST", help="A host of the site, where no URL tells it.")
@click.option("--zone", metavar="ZONE", type=Zone(), help='Zone of the times it prints: "Asia/Shanghai".')
@click.option(
    "--package", metavar="DIR", type=click.Path(file_okay=False), help="Package to write into; by default here."
)
@click.option("--start-package", "starting", is_flag=True, help="Make a new package in that directory first.")
@click.option("--force", is_flag=True, help="Write over files that are there; learn the site anew.")
@click.option("--take-back", "taking_back", is_flag=True, help="Remove the cases of these pages again.")
@click.pass_context
def new(
    ctx: click.Context,
    /,
    *,
    name: str,
    pages: tuple[str, ...],
    urls: tuple[str, ...],
    captured_at: datetime | Literal["mtime"] | None,
    content_type: str | None,
    hosts: tuple[str, ...],
    zone: str | None,
    package: str | None,
    starting: bool,
    force: bool,
    taking_back: bool,
    **said: tuple[str, ...],
) -> None:
    """Learn a site from saved pages: write its adapter and cases.

    NAME is that of the adapter, in lower case with hyphens. Run again with a NAME that is known, it adds the pages as
    cases and says what the adapter does not read right on them. Exits with 1 when a check of the cases fails, when a
    page is not read as was said, or when a case is read less well than before.
    """
    from tearsheet.authoring.learning.known import ONE_TEXT, TEXTS  # noqa: PLC0415 - few commands need it

    each, several = ({field: said[field] for field in fields} for fields in (ONE_TEXT, TEXTS))
    found = list(each_of(files_of(pages), About()))
    _not_more_than_pages({"url": urls, **each}, len(found))
    from tearsheet.authoring.learning.project import find_project, start_package  # noqa: PLC0415 - few commands need it
    from tearsheet.authoring.learning.site import add_cases, check_name, check_pages, take_back, write_site  # noqa: PLC0415

    folder = Path(package or ".")
    check_name(name)
    case_pages = _case_pages(found, urls, captured_at, content_type, each=each, several=several)
    if starting:
        check_pages(case_pages)
        started = start_package(folder, force=force)
        click.echo(f"started a package in {printable(str(folder))}: {len(started)} files")
    project = find_project(folder)
    if taking_back:
        for path in take_back(project, name, [each.page for each in case_pages]):
            click.echo(f"took back {printable(_path(path))}")
        return
    if project.module(name).exists() and not force:
        site = add_cases(project, name, case_pages)
    else:
        site = write_site(project, name, case_pages, zone=zone, hosts=hosts, force=force)
    _report(site, project, name, [file.file for file in found])
    ctx.exit(1 if site.failures or site.broken or site.worse else 0)


def _not_more_than_pages(given: dict[str, tuple[str, ...]], count: int) -> None:
    for field, values in given.items():
        if len(values) > count:
            option = field.replace("_", "-")
            raise click.UsageError(f"--{option} is given {len(values)} times, and there are {count} pages")


def _case_pages(
    pages: Sequence[Input],
    urls: Sequence[str],
    captured_at: datetime | Literal["mtime"] | None,
    content_type: str | None,
    *,
    each: dict[str, tuple[str, ...]],
    several: dict[str, tuple[str, ...]],
) -> list[CasePage]:
    """Read the pages, and put what is known to the page it is known of.

    :raises InputError: when a page cannot be read, or a value of several is on none of the pages
    """
    from tearsheet.authoring.learning import Known  # noqa: PLC0415
    from tearsheet.authoring.learning.cases import CasePage  # noqa: PLC0415
    from tearsheet.authoring.learning.site import case_name  # noqa: PLC0415

    case_pages: list[CasePage] = []
    loaded = []
    for number, file in enumerate(pages):
        url = urls[number] if number < len(urls) else None
        try:
            loaded.append(file.page(About(url, content_type, captured_at)))
        except TearsheetError as error:
            raise InputError(f"{file.name}: {error}") from error
    lost = dict.fromkeys((field, value) for field, values in several.items() for value in values)
    for number, (file, page) in enumerate(zip(pages, loaded, strict=True)):
        visible = " ".join(line.text for line in page.lines)
        here = {field: tuple(v for v in values if " ".join(v.split()) in visible) for field, values in several.items()}
        for field, values in here.items():
            for value in values:
                lost.pop((field, value), None)
        if number == len(pages) - 1:
            for field, value in lost:
                # It is refused where everything that is not on a page is.
                here[field] = (*here[field], value)
        own: dict[str, Any] = {field: values[number] for field, values in each.items() if number < len(values)}
        case = case_name(file.name, [case_page.case for case_page in case_pages])
        case_pages.append(CasePage(page, Known(**own | here), case))
    return case_pages


# -- what is said of it ------------------------------------------------------------------------------------------------


def _report(site: Site, project: Project, name: str, pages: Sequence[str]) -> None:
    if site.learned is not None:
        _tell_learned(site.learned)
    for path in site.files:
        click.echo(f"wrote {printable(_path(path))}")
    for case in site.cases:
        click.echo(f"wrote {printable(_path(case.folder))}")
    say_doubts(site.broken, "  ")
    if site.worse:
        click.echo(click.style("read less well than before:", fg="yellow", bold=True))
        say_doubts(site.worse, "  ")
    if site.failures:
        click.echo(click.style(f"{len(site.failures)} of {site.checks} checks fail:", fg="red", bold=True))
        told = [each for each in site.failures if not each[1].message.startswith(_SAID_BEFORE)]
        for case_name, failure in told[:8]:
            first = failure.message.splitlines()[0]
            click.echo(f"  {printable(f'{case_name}::{failure.check}: {first}')}")
    else:
        click.echo(click.style(f"all {site.checks} checks pass", fg="green"))
    if site.fresh:
        click.echo(click.style(f"{site.fresh} values to look at: nobody has said that they are right", fg="yellow"))
    _tell_next(site, project, name, pages)


def _tell_learned(learned: Learned) -> None:
    width = columns()
    for layout in learned.layouts:
        if len(learned.layouts) > 1:
            numbers = ", ".join(str(index + 1) for index in layout.pages)
            click.echo(click.style(f"layout {layout.name} (page {numbers})", bold=True))
        for field in layout.fields.values():
            click.echo(f"{sureness(field)}  {field.name:10} {fit(str(field.written), room(width, 18))}")
            for value in field.values:
                said = ", ".join(value) if isinstance(value, tuple) else value
                click.echo(f"                 {fit(printable(str(said or '(nothing)')), room(width, 17))}")
            say_doubts(field.unsure)
        dropped = sum(map(len, layout.drops.values()))
        if dropped:
            click.echo(f"      drops      {dropped} selectors under {', '.join(layout.drops)}")
        say_doubts(layout.unsure)
    say_doubts(learned.unsure, "unsure: ")


def _tell_next(site: Site, project: Project, name: str, pages: Sequence[str]) -> None:
    cases = _path(project.fixtures / name)
    click.echo("next:")
    if not project.is_tearsheet and any(path.name == "pyproject.toml" for path in site.files):
        click.echo(f"  pip install -e {argument(_path(project.root))}    # announce the adapter to tearsheet")
    if site.broken:
        click.echo(f"  tearsheet new {name} --force {argument(pages[0])}    # learn the site anew, from all its cases")
        click.echo(f"  tearsheet new {name} --take-back {argument(pages[0])}    # or remove the case of the page")
    click.echo(f"  tearsheet show --open --adapter {name} {argument(pages[0])}")
    click.echo(f"  tearsheet check {argument(cases)}")


def _path(path: Path) -> str:
    relative = os.path.relpath(path)
    return str(path) if relative.startswith(os.pardir) else relative
