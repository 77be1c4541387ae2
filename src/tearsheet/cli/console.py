"""What every command says, and how: on standard error a line for each thing, on standard output JSON.

Words of pages and names of files are not to be trusted: a terminal gets nothing that it would obey.
"""

from __future__ import annotations

import json
from typing import Any

import click

from tearsheet.text.printable import count, escaped, printable

__all__ = ["count", "say", "write_json"]


def say(message: str, fg: str | None = None) -> None:
    """Say *message* on standard error, in one line.

    :param fg: the colour of the name before it
    """
    click.echo(f"{click.style('tearsheet:', fg=fg, bold=True)} {printable(' '.join(message.split()))}", err=True)


def write_json(value: Any) -> None:
    """Write *value* to standard output as JSON, in which what is not printable stands as an escape."""
    click.echo(escaped(json.dumps(value, ensure_ascii=False, indent=2)))
