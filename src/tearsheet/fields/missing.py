"""What comes nearest to something that is not on the page, for errors that help."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from tearsheet.fields.scope import Scope

__all__ = ["nearest_element", "nearest_line"]

_NAMES = re.compile(r"(?<=[.#])[\w-]+")
_LOOKED_AT = 3000


def nearest_element(scope: Scope, selector: str) -> str:
    """Return in words which element of the page has a class or id like those in *selector*, ``""`` for none."""
    wanted = _NAMES.findall(selector)
    if not wanted:
        return ""
    named: dict[str, LexborNode] = {}
    for node in scope.css("[class],[id]")[:_LOOKED_AT]:
        attributes = node.attributes
        for name in [*(attributes.get("class") or "").split(), *(attributes.get("id") or "").split()]:
            named.setdefault(name, node)
    for name in reversed(wanted):
        close = get_close_matches(name, named, n=1, cutoff=0.6)
        if close:
            node = named[close[0]]
            places = scope.places(node)
            said = f", line {places[0].line.number}: {places[0].text!r:.60}" if places else ""
            attribute = "id" if node.attributes.get("id") == close[0] else "class"
            return f" (nearest: <{node.tag} {attribute}={close[0]!r}>{said})"
    return ""


def nearest_line(scope: Scope, text: str) -> str:
    """Return in words which line of the page is most like *text*; the first lines where none is like it."""
    lines = scope.lines
    if not lines:
        return "; the page shows no lines"
    texts = {line.text[:80]: line for line in reversed(lines[:_LOOKED_AT])}
    close = get_close_matches(text, texts, n=2, cutoff=0.5) if text else []
    shown = [texts[each] for each in close] or list(lines[:2])
    said = ", ".join([f"line {line.number}: {line.text!r:.60}" for line in shown])
    return f" ({'nearest' if close else 'the page begins'}: {said})"
