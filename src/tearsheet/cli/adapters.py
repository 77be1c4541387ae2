"""``tearsheet adapters``."""

from __future__ import annotations

import json
from typing import Any

import click

from tearsheet import registry
from tearsheet.adapter import Adapter
from tearsheet.cli.terminal import columns, printable, wrap

__all__ = ["adapters"]


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def adapters(*, as_json: bool) -> None:
    """List the adapters in the order in which they are asked.

    Those that other packages bring are listed with them, and those that could not be loaded after them, with the
    reason.
    """
    held = [_about(adapter) for adapter in registry.adapters.values()]
    broken = [{"name": name, "reason": reason} for name, reason in registry.broken.items()]
    if as_json:
        click.echo(json.dumps({"adapters": held, "broken": broken}, ensure_ascii=False, indent=2))
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
    kind = type(adapter)
    return {
        "name": adapter.name,
        "hosts": list(adapter.hosts),
        "layouts": [layout.name for layout in adapter.layouts],
        "zone": adapter.zone,
        "class": f"{kind.__module__}.{kind.__qualname__}",
    }
