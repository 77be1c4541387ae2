"""``tearsheet fetch``."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

import click
from attrs import evolve

from tearsheet import registry
from tearsheet.cli.options import Address, zone_option
from tearsheet.cli.terminal import Progress, say
from tearsheet.errors import InputError
from tearsheet.text.printable import count

if TYPE_CHECKING:
    from tearsheet.fetching import Fetched, Fetcher, Keeper, Missed


_WEB = Address("https", "http")


@click.command(
    epilog="""\b
Examples:
  tearsheet fetch https://www.example.com/news/1 -o pages/
  tearsheet fetch --from-file addresses.txt -o pages/ && tearsheet parse pages/
  tearsheet fetch --feed https://www.example.com/rss.xml -o today.warc.gz
"""
)
@click.argument("urls", nargs=-1, metavar="[URL]...", type=_WEB)
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="OUT",
    help="Folder in which each page is kept as it came, with its address and time beside it; or one file .warc.gz.",
)
@click.option(
    "--from-file", metavar="FILE", type=click.File(encoding="utf-8"), help="Addresses, one a line; - is standard input."
)
@click.option("--feed", "feeds", is_flag=True, help="The addresses are feeds: fetch the pages that they link to.")
@click.option("--again", is_flag=True, help="Fetch also what is in the folder already.")
@click.option(
    "--pause",
    type=click.FloatRange(min=0),
    default=1.0,
    metavar="SECONDS",
    show_default=True,
    help="How long a host is left in peace between two requests; its robots.txt may ask for more.",
)
@click.option(
    "--tries",
    type=click.IntRange(min=1),
    default=3,
    metavar="N",
    show_default=True,
    help="How often to ask for what fails for a while, each time after twice the wait.",
)
@zone_option
@click.option("--agent", metavar="TEXT", help="The User-Agent; say in it whom to write to.")
@click.pass_context
def fetch(
    ctx: click.Context,
    *,
    urls: tuple[str, ...],
    output: str,
    from_file: Any,
    feeds: bool,
    again: bool,
    pause: float,
    tries: int,
    agent: str | None,
    zone: str | None,
) -> None:
    """Fetch pages, and keep them so that every command reads them.

    Hosts are asked politely: what robots.txt forbids is left alone, and each host gets one request at a time. What
    cannot be had is told on standard error; a run that is begun again fetches what is not there yet. It needs the
    extra "fetch".
    """
    addresses = [*urls, *(_addresses(from_file) if from_file is not None else ())]
    if not addresses:
        raise click.UsageError("name the addresses, or a file of them with --from-file")
    try:
        from tearsheet.fetching import Fetcher, Manners, keeper_of  # noqa: PLC0415 - the one command that fetches

        manners = Manners(pause=pause, tries=tries)
        manners = evolve(manners, agent=agent) if agent else manners
        with keeper_of(output, zone) as keeper:
            missed = asyncio.run(fetching(addresses, keeper, Fetcher(manners), feeds=feeds, again=again, output=output))
    except KeyboardInterrupt:
        say("interrupted; what is kept is whole, and the same command goes on")
        raise
    ctx.exit(1 if missed else 0)


def _addresses(lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        said = line.strip()
        if said and not said.startswith("#"):
            try:
                yield _WEB.read(said)
            except ValueError as error:
                raise click.UsageError(f"--from-file, line {number}: {error}") from None


async def fetching(
    urls: Sequence[str], keeper: Keeper, fetcher: Fetcher, *, feeds: bool, again: bool, output: str
) -> int:
    """Fetch *urls* into *keeper*, say what becomes of them, and return how many could not be had."""
    from tearsheet.fetching import Fetched  # noqa: PLC0415 - as above

    missed = 0
    if feeds:
        linked: list[str] = []
        async for found in _each(fetcher, urls):
            try:
                linked += _links(found) if isinstance(found, Fetched) else _miss(found)
            except InputError as error:
                missed += 1
                say(f"{found.asked}: {error}", fg="red")
        urls = linked
    urls = list(dict.fromkeys(urls))
    wanted = [url for url in urls if again or not keeper.has(url)]
    kept = 0
    progress = Progress(wanted=len(wanted) > 1)
    async for found in _each(fetcher, wanted):
        progress.show(f"{kept + missed + 1}/{len(wanted)} {found.asked}")
        if isinstance(found, Fetched):
            keeper.keep(found)
            kept += 1
        else:
            missed += 1
            progress.clear()
            say(f"{found.asked}: {found.why}", fg="red")
    progress.clear()
    there = f", {len(urls) - len(wanted):,} were there already" if len(wanted) < len(urls) else ""
    gone = f", {missed:,} could not be had" if missed else ""
    say(f"{count(kept, 'page')} kept in {output}{there}{gone}")
    return missed


async def _each(fetcher: Fetcher, urls: Sequence[str]) -> AsyncIterator[Fetched | Missed]:
    async with aclosing(fetcher.fetch(urls)) as found:  # type: ignore[type-var]  # an async generator
        async for each in found:
            yield each


def _links(feed: Fetched) -> list[str]:
    """Return the addresses of the items of *feed*.

    :raises InputError: where it is no feed
    """
    page = feed.record().page()
    if page.feed is None:
        raise InputError("it is no feed; without --feed it is kept as a page")
    articles = registry.parse_all(page, adapter="feed")
    return [link for article in articles if (link := article.url) and link.startswith(("http://", "https://"))]


def _miss(missed: Missed) -> list[str]:
    raise InputError(missed.why)
