"""What a terminal may be given of a page's words, since pages are not to be trusted."""

from __future__ import annotations

import re
from unicodedata import category

__all__ = ["printable"]

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


def _escape(char: str) -> str:
    return " " if char == "\t" else char.encode("unicode_escape").decode("ascii")
