"""One thing that a page states, and the order in which such things are trusted."""

from __future__ import annotations

import re
from html import unescape

from attrs import frozen

from tearsheet.model.frozen import FrozenDict

_SET = re.compile(r"<(em|i|b|strong|span|sup|sub|u|small|mark|cite)\b[^<>]*>([^<>]*)</\1>", re.IGNORECASE)
"""Words of a title that are set in another way."""


@frozen
class Value:
    """A value, and where on the page it is stated: ``jsonld(headline)``, ``meta(og:title)``."""

    value: str
    source: str


class Facts:
    """The facts while they are being gathered."""

    def __init__(self) -> None:
        self._found: dict[str, list[tuple[int, Value]]] = {}

    def add(self, name: str, value: object, source: str, rank: int = 90) -> None:
        """Note that *source* states *value* for the field *name*; the lower its *rank*, the more it is trusted.

        Character references are resolved: in JSON they should not be there, and often are.
        """
        if not isinstance(value, str):
            return
        words = " ".join((unescape(value) if "&" in value else value).split())
        if name == "title" and "</" in words:
            words = _SET.sub(r"\2", words)
        if words:
            self._found.setdefault(name, []).append((rank, Value(words, source)))

    def values(self, name: str) -> list[str]:
        """Return the values noted so far for *name*."""
        return [fact.value for _, fact in self._found.get(name, ())]

    def ordered(self) -> FrozenDict[str, tuple[Value, ...]]:
        """Return the facts of each field, most trusted first; equals keep the order of the page."""
        return FrozenDict(
            {
                name: tuple([fact for _, fact in sorted(found, key=lambda item: item[0])])
                for name, found in self._found.items()
            }
        )
