"""``tearsheet explain``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from tearsheet import registry
from tearsheet.cli.options import Pages, page_options
from tearsheet.cli.terminal import columns, fit, wrap, write_each
from tearsheet.page import Page
from tearsheet.reading.adapter import Recognition
from tearsheet.text.printable import printable

_SOURCES = {
    "bom": "by its byte order mark",
    "content-type": "as its Content-Type says",
    "declared": "as the page declares",
    "utf-8": "undeclared, but valid",
    "scored": "undeclared; its characters make sense",
    "detected": "undeclared; guessed by chardet",
    "fallback": "nothing fits",
}


@click.command(
    epilog="""\b
Examples:
  tearsheet explain page.html
  tearsheet explain --url https://www.example.com/news/1 page.html
"""
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON: an object, or an array for several files.")
@page_options("fallback")
def explain(*, pages: Pages, as_json: bool) -> bool:
    """Say which adapter reads a page, and why.

    Shows what the adapters that could have been say of it, with -v all of them; how it was decoded, and whether it is
    HTML or text. Exits with 1 when no adapter takes it.
    """
    found: list[dict[str, Any]] = []
    taken = True
    for source in pages:
        with pages.account.reading(source):
            page = source.page(pages.about)
            answers = registry.explain(page, **pages.how)
            known = any(answer.matched for answer in answers)
            taken = taken and known
            if as_json:
                found.append(_as_json(source.name, page, answers))
                continue
            click.echo(click.style(printable(str(source)), bold=True))
            _show(page, answers, every=pages.verbose)
    if as_json:
        write_each(found, several=pages.several)
    return not taken


def _show(page: Page, answers: Sequence[Recognition], *, every: bool) -> None:
    width = columns()
    bad = f"; {page.replacements} characters unreadable" if page.replacements else ""
    lost = page.decoded.contradicted
    said = f"; it says {printable(lost)}, but is not" if lost else ""
    click.echo(f"  {'HTML' if page.is_html else 'text'}, {len(page.lines)} lines")
    click.echo(f"  {page.encoding}, {_SOURCES.get(page.encoding_source, page.encoding_source)}{said}{bad}")
    if page.title:
        click.echo(f"  titled {fit(printable(page.title), 200 if width is None else width - 9)}")
    shown = [answer for answer in answers if every or answer.matched or answer.near]
    for index, answer in enumerate(shown):
        chosen = answer.matched and index == 0
        mark = click.style("yes", fg="green", bold=True) if answer.matched else "no "
        how = f"by its {answer.by}" if answer.matched else ""
        layout = f", layout {answer.layout}" if answer.layout else ""
        name = click.style(answer.adapter, bold=chosen)
        head = f"  {mark}  {name}  {how}{layout}".rstrip()
        click.echo(head + (click.style("  <- chosen", fg="green") if chosen else ""))
        click.echo(" " * 7 + click.style(wrap(printable(answer.reason), width, 7), dim=not answer.matched))
    if len(shown) < len(answers):
        left = len(answers) - len(shown)
        click.echo(f"  no   {left:,} {'other' if left == 1 else 'others'}, which it is nothing like; -v shows why")
    if not any(answer.matched for answer in answers):
        click.echo("  " + wrap("No adapter takes it: give its --url, or choose one with parse --adapter.", width, 2))


def _as_json(name: str, page: Page, answers: Sequence[Recognition]) -> dict[str, Any]:
    chosen = answers[0] if answers and answers[0].matched else None
    return {
        "file": name,
        "adapter": chosen and chosen.adapter,
        "layout": chosen and chosen.layout,
        "html": page.is_html,
        "lines": len(page.lines),
        "encoding": page.encoding,
        "encoding_source": page.encoding_source,
        "encoding_contradicted": page.decoded.contradicted,
        "replacements": page.replacements,
        "answers": answers,
    }
