"""What a terminal may be given of a page's words, since pages are not to be trusted; and how a number is said."""

from __future__ import annotations

import json
import os
import re
import shlex
from subprocess import list2cmdline
from unicodedata import category

_ON_WINDOWS = os.name == "nt"
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0d-\x1f\x7f-\x9f]")


def printable(text: str, *, controls_only: bool = False) -> str:
    """Return *text* with what a terminal would obey or hide as an escape, since pages are not to be trusted.

    :param controls_only: leave line ends, form feeds and invisible letters, so that a text stays a text
    """
    if controls_only:
        return _CONTROLS.sub(lambda found: _escape(found[0]), text)
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or category(char) == "Zs" else _escape(char) for char in text)


def escaped(data: str) -> str:
    """Return *data*, JSON, with what in its strings is not printable as JSON's own escapes; it says the same."""
    if data.replace("\n", "").isprintable():
        return data
    return "".join(
        char if char.isprintable() or char == "\n" or category(char) == "Zs" else json.dumps(char)[1:-1]
        for char in data
    )


def known_as(page: str | int | None) -> str | int | None:
    """Return the id of a page as UTF-8 and JSON can have it: names of files may be no text, an id have any length."""
    if isinstance(page, str):
        return page.encode("utf-8", "backslashreplace").decode()
    return page if page is None or -(2**63) <= page < 2**63 else str(page)


def argument(word: str) -> str:
    """Return *word* as it may be pasted into a command line, of Windows where that is the system."""
    return printable(list2cmdline([word]) if _ON_WINDOWS else shlex.quote(word))


def count(number: int, noun: str) -> str:
    """Return *number* with its *noun*, in the plural where it must be."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _escape(char: str) -> str:
    return " " if char == "\t" else char.encode("unicode_escape").decode("ascii")
