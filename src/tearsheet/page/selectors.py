"""CSS selectors, checked when they are written and not when a page comes."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from tearsheet.errors import InputError

__all__ = ["check_selector"]

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
