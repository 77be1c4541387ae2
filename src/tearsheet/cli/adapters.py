"""``tearsheet adapters``."""

from __future__ import annotations

from typing import Any

import click

from tearsheet import registry
from tearsheet.cli.terminal import columns, wrap, write_json
from tearsheet.page import Page
from tearsheet.reading.adapter import Adapter
from tearsheet.reading.reading import place_of
from tearsheet.text.printable import printable

# Every adapter has an answer to a page that is nobody's.
_PROBE = Page("\n", url="https://example.invalid/")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def adapters(*, as_json: bool) -> None:
    """List the adapters in the order in which they are asked.

    Those that other packages bring are listed with them, and those that are broken after them, with the reason: they
    could not be loaded, or fail when they are asked for a page.
    """
    held, broken = [], []
    for name, adapter in registry.adapters.items():
        try:
            adapter.recognise(_PROBE)
            held.append(_about(adapter))
        except Exception as error:  # noqa: BLE001 - somebody else's code may fail in any way
            where = f"{name} ({place_of(adapter)})"
            broken.append({"name": where, "reason": f"recognise() raised {type(error).__name__}: {error}"})
    broken += [{"name": name, "reason": reason} for name, reason in registry.broken.items()]
    if as_json:
        write_json({"adapters": held, "broken": broken})
        return
    width = columns()
    for about in held:
        click.echo(click.style(about["name"], bold=True))
        for label, value in (
            ("hosts", ", ".join(about["hosts"]) or "any; known by what the page prints"),
            ("layouts", ", ".join(about["layouts"])),
            ("zone", about["zone"]),
            ("from", about["class"]),
        ):
            if value:
                click.echo(f"  {label:<9}{wrap(printable(value), width, 11)}")
    for entry in broken:
        click.echo(click.style(printable(entry["name"]), bold=True) + "  " + click.style("broken", fg="red", bold=True))
        click.echo(f"  {'reason':<9}{wrap(printable(entry['reason']), width, 11)}")


def _about(adapter: Adapter) -> dict[str, Any]:
    return {
        "name": adapter.name,
        "hosts": list(adapter.hosts),
        "layouts": [layout.name for layout in adapter.layouts],
        "zone": adapter.zone,
        "class": place_of(adapter),
    }
