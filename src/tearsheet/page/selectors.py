"""CSS selectors: checked when they are written and not when a page comes, and what must be there for one to match."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from tearsheet.errors import InputError
from tearsheet.page.elements import tag_number

# Nothing is ever found in it; making one for each selector would cost 50 times the check.
_NOTHING = LexborHTMLParser("")


def check_selector(selector: str) -> str:
    """Return *selector* as it is.

    :raises InputError: when it is not valid CSS (Selectors Level 4 as Lexbor knows them); it says from where on
    """
    if _is_selector(selector):
        return selector
    good = next((size for size in range(len(selector), 0, -1) if _is_selector(selector[:size].rstrip(" >+~,"))), 0)
    rest = selector[good:]
    where = f" at {rest!r}, character {good + 1}" if rest.strip() else ""
    raise InputError(f"not a CSS selector: {selector!r}{where}")


def _is_selector(selector: str) -> bool:
    try:
        _NOTHING.css(selector)
    except (SelectolaxError, UnicodeEncodeError):
        return False
    return True


class Alternative(NamedTuple):
    """One selector of a list, as far as it is known what must be there for it to find anything.

    :ivar text: the selector
    :ivar names: all classes and ids that it asks for, as ``.class`` and ``#id`` in lower case
    :ivar around: those of its first compound, where whatever it finds is or stands in an element that has them
    """

    text: str
    names: tuple[str, ...]
    around: tuple[str, ...]


_QUOTED = re.compile(r"""\[(?:[^\[\]"']|"[^"]*"|'[^']*')*+\]|"[^"]*"|'[^']*'""")
_ARGUMENTS = re.compile(r"\([^()]*\)")
# What is left of a selector that is understood here once attributes and arguments are masked.
_PLAIN = re.compile(r"[\w\s.#:>+~,*\0-]+", re.ASCII)
_NAME = re.compile(r"[.#]-?[A-Za-z_][\w-]*", re.ASCII)
_FIRST = re.compile(r"[^\s>+~]+")


@lru_cache(maxsize=2048)
def alternatives(selector: str) -> tuple[Alternative, ...] | None:
    """Return what *selector* is a list of; ``None`` where that is not told without doubt: Lexbor must be asked."""
    masked = selector
    for pattern in (_QUOTED, _ARGUMENTS, _ARGUMENTS):
        masked = pattern.sub(lambda found: "\0" * len(found[0]), masked)
    if _PLAIN.fullmatch(masked) is None or "\0" in selector or not _is_selector(selector):
        return None
    found: list[Alternative] = []
    at = 0
    for part in masked.split(","):
        first = _FIRST.match(part.strip())
        beside = first is not None and part.strip()[first.end() :].lstrip().startswith(("+", "~"))
        around = _names(first[0]) if first is not None and not beside else ()
        found.append(Alternative(selector[at : at + len(part)], _names(part), around))
        at += len(part) + 1
    return tuple(found)


Plan: TypeAlias = tuple[tuple[tuple[bool, int, tuple[str, ...]], ...], ...]
"""Each selector of a list as its compounds: whether one is a child of what the one before it finds, the id of its tag
or -1, and its classes and ids as ``.class`` and ``#id``."""

_COMPOUND = re.compile(r"(\s*>\s*|\s+|)(\*|[A-Za-z][A-Za-z0-9]*|)((?:[.#]-?[A-Za-z_][\w-]*)*)", re.ASCII)


@lru_cache(maxsize=2048)
def plan_of(selector: str) -> Plan | None:
    """Return how *selector* is answered without Lexbor, ``None`` where it asks for more than tags, classes and ids."""
    if not _is_selector(selector):
        return None
    plan = [_compounds(part.strip()) for part in selector.split(",")]
    return None if None in plan else tuple([each for each in plan if each is not None])


def _compounds(text: str) -> tuple[tuple[bool, int, tuple[str, ...]], ...] | None:
    found: list[tuple[bool, int, tuple[str, ...]]] = []
    at = 0
    while at < len(text):
        part = _COMPOUND.match(text, at)
        if part is None or part.start(2) == part.end():
            return None
        tag = tag_number(part[2].lower()) if part[2] not in {"", "*"} else -1
        if tag is None:
            return None
        found.append((">" in part[1], tag, tuple([name[0] for name in _NAME.finditer(part[3])])))
        at = part.end()
    return tuple(found) or None


def _names(text: str) -> tuple[str, ...]:
    return tuple([name.lower() for name in dict.fromkeys(_NAME.findall(text))])
