"""What a page is by its content type and its first characters: HTML, Markdown, a feed or text."""

from __future__ import annotations

import re
from typing import Literal

from tearsheet.errors import InputError
from tearsheet.page.feed import is_feed

Kind = Literal["html", "markdown", "feed", "text"]

_NAMES = (
    r"(?:html|head|body|title|meta|link|script|style|div|p|br|table|t[rdh]|span|font|center|a|img|h[1-6]|"
    r"ul|ol|li|article|section|header|footer|main|nav|figure|pre|blockquote|b|i|strong|em)\b[^<>]*>"
)
_MARKUP = re.compile(rf"</?(?:!doctype\b[^<>]*>|{_NAMES})", re.IGNORECASE)
# A page that no reading of the rest makes a feed or Markdown of.
_PLAINLY_HTML = re.compile(
    rf"[\ufeff \t\r\n\f]*+(?:(?:<!doctype[^<>\[]*+>|<!--(?:[^-]++|-(?!->))*+-->)\s*+)*+<{_NAMES}", re.IGNORECASE
)
_LOOKED_AT = 65_536  # characters of a text; comments and scripts stand before the first element
# Front matter stands between two equal fences: --- for YAML (Jekyll, Hugo, Obsidian), +++ for TOML (Hugo).
FRONT_MATTER = re.compile(
    r"\ufeff?(?P<fence>---|\+\+\+)[ \t]*\n(?P<facts>.{0,65536}?)\n(?P=fence)[ \t]*(?:\n|\Z)", re.DOTALL
)
_KEY = re.compile(
    r"^(?:title|date|published\w*|author\w*|url|source|link|description)[ \t]*[:=]", re.IGNORECASE | re.MULTILINE
)
HEAD_LINES = re.compile(
    r"\ufeff?\s{0,99}Title:[ \t]*(?P<title>[^\n]{1,1000})\n\s*URL Source:[ \t]*(?P<url>\S{1,2000})[ \t]*\n"
    r"(?:\s*Published Time:[ \t]*(?P<published>[^\n]{1,100})\n)?(?:\s*Warning:[^\n]{0,1000}\n)?"
    r"\s*(?:Markdown Content:[ \t]*\n)?"
)
_HEADING = re.compile(r"\ufeff?\s{0,99}# +[^\s#]")


def media_type(content_type: str | None) -> str:
    """Return the type in a Content-Type header, in lower case and without its parameters; ``""`` where none is said."""
    return (content_type or "").partition(";")[0].strip().lower()


def kind_by_opening(opening: str, content_type: str | None) -> Kind | None:
    """Return what a page is that begins with *opening*, ``None`` where that does not tell."""
    stated = media_type(content_type)
    if (
        _PLAINLY_HTML.match(opening) is None
        or is_feed(opening)
        or (stated.startswith("text/") and stated != "text/html")
    ):
        return None
    return "html"


def kind_of(text: str, content_type: str | None) -> Kind:
    """Return what *text* is.

    ``text/plain`` is read as text whatever it holds. A feed is known by its root element, whatever the Content-Type
    says. For the rest the Content-Type decides whether it is HTML or Markdown; without one, the first 64 KB do: HTML
    starts with ``<`` or holds at least two tags, Markdown starts with front matter, with the head lines of reader
    services or with a heading.
    """
    stated = media_type(content_type)
    if stated == "text/plain":
        return "text"
    if is_feed(text):
        return "feed"
    if stated in {"text/html", "application/xhtml+xml"}:
        return "html"
    if stated in {"text/markdown", "text/x-markdown"} or _is_markdown(text):
        return "markdown"
    head = text[:_LOOKED_AT].lstrip("\ufeff \t\r\n\f\0")
    if head.startswith("<") and _MARKUP.search(head) is not None:
        return "html"
    tags = _MARKUP.finditer(head)
    return "html" if next(tags, None) is not None and next(tags, None) is not None else "text"


def _is_markdown(text: str) -> bool:
    """Whether *text* begins as Markdown does: with front matter, with head lines, or with a heading."""
    front = FRONT_MATTER.match(text)
    if front is not None:
        return _KEY.search(front["facts"]) is not None
    return HEAD_LINES.match(text) is not None or _HEADING.match(text) is not None


def check_given(data: object, **said: object) -> None:
    """Raise for what is no page, and for what is *said* of it in anything but text.

    :raises InputError: it says what to pass
    """
    if not isinstance(data, bytes | str):
        raise InputError(no_page(data))
    for name, value in said.items():
        if value is not None and not isinstance(value, str):
            how = "its decode()" if isinstance(value, bytes) else f"str({name})"
            raise InputError(f"{name} is a {type(value).__name__}, not a str: pass {how}")


def no_page(given: object) -> str:
    """Say in words that *given* is no page, and what to pass of it."""
    remedy = "read a file with Path.read_bytes()"
    if hasattr(given, "read"):
        remedy = 'pass what its read() gives, of a file opened as "rb"'
    elif hasattr(given, "content"):
        remedy = "pass its content"
    return f"a page is bytes or str, not {type(given).__name__}; {remedy}"
