"""How much of what a page may hold before it is refused or defused."""

from __future__ import annotations

from typing import Never

from attrs import frozen

from tearsheet.errors import LimitError


@frozen(kw_only=True)
class Limits:
    """How much of what may reach a parser. Beyond ``bytes`` and ``tags`` a page is refused, beyond the rest defused.

    The most that 1,474 real pages held: 25,496 tags, depth 138, 6 formatting elements open, 480 copies, 70 attributes,
    355 names, 965 options.

    :param bytes: size of the input, in bytes, or in characters of a str
    :param tags: start tags, end tags, comments and declarations
    :param depth: elements open at once; lxml loses what lies deeper than 255
    :param formatting: formatting elements (b, i, font …) open or waiting to be opened again at once
    :param copies: elements that a parser adds because formatting was left open
    :param attributes: attributes of one tag
    :param names: different names of tags and attributes
    :param options: ``<option>`` tags
    """

    bytes: int = 10_000_000
    tags: int = 100_000
    depth: int = 250
    formatting: int = 64
    copies: int = 100_000
    attributes: int = 256
    names: int = 2_000
    options: int = 10_000


DEFAULT_LIMITS = Limits()


def check_size(size: int, limits: Limits = DEFAULT_LIMITS) -> None:
    """Raise :class:`LimitError` when *size*, in bytes or characters, is above ``limits.bytes``."""
    if size > limits.bytes:
        refuse("bytes", size, limits.bytes, "the input is too large")


def refuse(limit: str, value: int, cap: int, what: str) -> Never:
    """Raise :class:`LimitError` with its remedy. *what* says what is wrong with the input."""
    raise LimitError(
        f"{what} ({limit}: {value:,}, at most {cap:,}); pass Limits({limit}=…) with more if the page is trusted",
        limit=limit,
        value=value,
        cap=cap,
    )
