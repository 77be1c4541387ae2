"""HTML that is safe by the way it is made: every text is escaped once, when it becomes part of an element."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Final

__all__ = ["Html", "Part", "address", "language_of", "tag", "text"]

# What HTML cannot hold or a browser would hide is shown: control characters as their pictures, the rest as U+FFFD.
_SHOWN: Final = {
    **{code: 0x2400 + code for code in range(0x20) if code not in {0x09, 0x0A}},
    0x7F: 0x2421,
    **dict.fromkeys((*range(0x80, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), 0xFFFD),
}
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_VOID: Final = frozenset({"br", "img", "input", "meta"})


class Html(str):
    """Markup. A ``str`` that is no ``Html`` is text and is escaped wherever it is used as a :data:`Part`."""

    __slots__ = ()


Part = str | Iterable[str] | None
"""Text, markup, or several of them one after the other; ``None`` is nothing."""


def text(words: str) -> Html:
    """Return *words* escaped for an element or a quoted attribute."""
    if not words.isprintable():
        words = words.translate(_SHOWN)
    return Html(escape(words))


def tag(name: str, /, *parts: Part, **attributes: str | int | bool | None) -> Html:
    """Return an element.

    :param parts: its content
    :param attributes: an underscore stands for a hyphen and one at the end for nothing (``class_``); ``True`` is an
        attribute without a value, ``None`` and ``False`` are none at all
    """
    given = ""
    for key, value in attributes.items():
        if value is True:
            given += f" {_hyphened(key)}"
        elif value is not None and value is not False:
            given += f' {_hyphened(key)}="{text(str(value))}"'
    if name in _VOID:
        return Html(f"<{name}{given}>")
    return Html(f"<{name}{given}>{''.join(map(_content, parts))}</{name}>")


def address(url: str) -> Html:
    """Return *url* as a link where it leads into the web, else as the words it is: ``javascript:`` leads nowhere."""
    if url.lower().startswith(("http://", "https://")):
        return tag("a", url, href=url, rel="noopener noreferrer", class_="url")
    return tag("span", url, class_="url")


def language_of(name: str | None) -> str | None:
    """Return *name* where it can stand as a ``lang``, which is a language tag of BCP 47."""
    return name if name and _LANGUAGE.fullmatch(name) else None


def _hyphened(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _content(part: Part) -> str:
    if part is None:
        return ""
    if isinstance(part, str):
        return part if isinstance(part, Html) else text(part)
    return "".join(map(_content, part))
