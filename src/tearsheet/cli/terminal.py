"""What commands say, and how: a line for each thing on standard error, JSON on standard output, rows that fit.

Words of pages and names of files are not to be trusted: a terminal gets nothing that it would obey. Its cells are one
column wide, or two.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import category, east_asian_width

import attrs
import click

from tearsheet.text.printable import escaped, printable

if TYPE_CHECKING:
    from tearsheet.authoring.learning import FieldChoice

_SURE = 0.6  # from here on a field is green


def say(message: str, fg: str | None = None) -> None:
    """Say *message* on standard error, in one line.

    :param fg: the colour of the name before it
    """
    click.echo(f"{click.style('tearsheet:', fg=fg, bold=True)} {printable(' '.join(message.split()))}", err=True)


def say_doubts(doubts: Iterable[str], margin: str = "      unsure:    ") -> None:
    """Write what somebody has to look at, a line each."""
    for doubt in doubts:
        click.echo(click.style(f"{margin}{printable(doubt)}", fg="yellow"))


def sureness(field: FieldChoice) -> str:
    """Return how sure a field is that was learned, green where nobody need look at it; nothing where none was found."""
    said = f"{field.confidence:4.0%}" if field.code else "   -"
    return click.style(said, fg="green" if field.confidence >= _SURE and not field.unsure else "yellow")


def write_json(value: Any) -> None:
    """Write *value* to standard output as JSON, in which what is not printable stands as an escape.

    Classes of attrs are objects of their fields, paths their names.
    """
    click.echo(escaped(json.dumps(value, ensure_ascii=False, indent=2, default=_as_json)))


def write_each(found: Sequence[Any], *, several: bool) -> None:
    """Write what was *found* on each page: an object, or where there may be *several* an array."""
    if found or several:
        write_json(found if several else found[0])


def _as_json(value: Any) -> Any:
    return str(value) if isinstance(value, Path) else attrs.asdict(value, recurse=False)


class Progress:
    """How far a run is, in one line of the terminal that is written over; nothing where standard error is none.

    :param wanted: whether there is anything to show
    """

    def __init__(self, *, wanted: bool = True) -> None:
        self._moving = wanted and sys.stderr.isatty()
        self._shown = False

    def show(self, text: str) -> None:
        """Show *text* in place of what was shown."""
        if self._moving:
            self.clear()
            self._shown = True
            click.echo(f"\r{fit(printable(text), 78)}", err=True, nl=False)

    def clear(self) -> None:
        """Take away what is shown, before something else is said."""
        if self._shown:
            self._shown = False
            click.echo(f"\r{' ' * 79}\r", err=True, nl=False)


def columns() -> int | None:
    """Return how wide the output may be; ``None`` where it goes into a file or a pipe and nothing has to be cut."""
    if os.environ.get("COLUMNS") or sys.stdout.isatty():
        return max(40, shutil.get_terminal_size().columns)
    return None


def room(width: int | None, used: int) -> int | None:
    """Return how many of *width* columns are left beside those *used*, twenty at least."""
    return max(20, width - used) if width is not None else None


def _cells(text: str) -> int:
    return len(text) if text.isascii() else sum(map(_cells_of, text))


def _cells_of(char: str) -> int:
    if category(char) in {"Mn", "Me"}:
        return 0
    return 2 if east_asian_width(char) in {"F", "W"} else 1


def fit(text: str, width: int | None) -> str:
    """Return *text* cut to *width* columns, an ellipsis at the end of what was cut; uncut where *width* is ``None``."""
    if width is None or _cells(text) <= width:
        return text
    return text[: _prefix(text, width - 1)].rstrip() + "…"


def pad(text: str, width: int) -> str:
    """Return *text* filled up with spaces to *width* columns."""
    return text + " " * (width - _cells(text))


def wrap(text: str, width: int | None, indent: int) -> str:
    """Return *text* in lines of at most *width* columns, all but the first of them indented.

    Lines end between words; a word longer than a line, as Chinese has them, anywhere.
    """
    if width is None:
        return text
    room = max(20, width - indent)
    lines = []
    while _cells(text) > room:
        end = _prefix(text, room)
        space = text.rfind(" ", 0, end + 1)
        word = text[space + 1 :].partition(" ")[0]
        if space > 0 and _cells(word) <= room:
            end = space
        lines.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return ("\n" + " " * indent).join([*lines, text])


def _prefix(text: str, width: int) -> int:
    """Return how many characters of *text* have room in *width* columns."""
    used = 0
    for index, char in enumerate(text):
        used += _cells_of(char)
        if used > width:
            return index
    return len(text)
