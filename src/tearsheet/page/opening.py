"""A page of whatever was given as one; nothing at all, a place instead of what it holds, and data are refused."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from tearsheet.errors import InputError
from tearsheet.page.json_feed import is_json_feed
from tearsheet.page.page import Page

_BLANK = " \t\r\n\f\v\ufeff"
# Longer than any address or path that people pass by mistake; what is longer is looked at no further.
_MOST = 2_048
_ADDRESS = re.compile(
    r"(?:https?|ftp)://\S+|www\.[^\s/]+\.[^\s/]+(?:/\S*)?|(?:[a-z0-9-]+\.)+[a-z]{2,}/\S*", re.IGNORECASE
)
_PACKED = re.compile(
    r"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,40}?"
    r"(?:Content-Type:\s*multipart/|Content-Transfer-Encoding:\s*(?:quoted-printable|base64))",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"[^<>\n\r]*\.(?:s?html?|xhtml|mht|mhtml|webarchive|har|txt|md|xml|rss|jsonl?|warc|gz|zip)", re.IGNORECASE
)
_SITEMAP = re.compile(r"(?:\s++|<\?[^>]*+>|<!--(?:[^-]++|-(?!->))*+-->)*+<(?:urlset|sitemapindex)\b")
# What services answer in XML instead of a page.
_FAULT = re.compile(
    r"(?:\s++|<\?[^>]*+>)*+<(?:\w{1,20}:)?(?:error|errors|exception|fault|envelope)[\s>]", re.IGNORECASE
)
_PROGRAM = re.compile(
    r"[(!;]*function\b|[\"']use strict[\"']|(?:var|let|const) [\w$]+ ?=|[\w$.]{1,80}\(\s*[{\[]|@(?:charset|media)\b|"
    r"(?:/\*[^*]*+(?:\*(?!/)[^*]*+)*+\*/\s*+)?[.#@*]?[\w-]{1,60}(?:[ ,>.#:]{1,3}[\w-]{1,60}){0,9}+\s*+"
    r"\{\s*+[\w-]{2,40}+\s*+:[^{}\n]{1,400}+\}"
)
_ENDING = 64  # characters in which the last that is no space stands
_ESCAPED = re.compile(
    r"&lt;!doctype html[^<>\n]{0,200}?&gt;(?:\s|<[^<>]*+>){0,60}?&lt;(?:<[^<>]*+>)?html\b", re.IGNORECASE
)
_CHUNKED = re.compile(r"[0-9a-f]{1,6}\r\n\s*<", re.IGNORECASE)
_QUOTED = re.compile(r"\"(?:\\[nrt]|\s)*+<(?:!doctype|html|div|p|article)\b", re.IGNORECASE)
_DATA = re.compile(r"data:[\w/+.-]{3,60}[;,]\S{20}", re.IGNORECASE)
_SCHEME = re.compile(r"\s*[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_PATH = re.compile(r"file:/\S+|(?:~|\.{1,2})?[/\\]\S*|[a-z]:[/\\][^<>\n\r]*|[\w.-]+[/\\]", re.IGNORECASE)


def page_of(
    data: bytes | str | Page,
    *,
    url: str | None = None,
    content_type: str | None = None,
    captured_at: datetime | None = None,
) -> Page:
    """Return *data* as a page; of a page, another one where anything else is said of it.

    :raises InputError: for what holds nothing to read, see :func:`refuse_no_page`, and for a *url* that is none
    """
    refuse_no_page(data.data if isinstance(data, Page) else data)
    if isinstance(url, str) and url and _SCHEME.match(url) is None:
        raise InputError(f"url is {url!r:.80}, no address: write it whole, as https://www.example.com/news/1")
    said: dict[str, Any] = {"url": url, "content_type": content_type, "captured_at": captured_at}
    said = {name: value for name, value in said.items() if value is not None}
    if not isinstance(data, Page):
        return Page(data, **said)
    return Page(data.data, **{**data.known, **said}) if said else data


def refuse_no_page(data: object) -> None:
    """Raise for *data* that cannot be a page, whatever adapter reads it; what is neither bytes nor str is left alone.

    :raises InputError: for an empty page, an address, the name of a file, MHTML, a mail, a web archive, a sitemap, a
        script, the source of a page, or JSON that is no feed; it says what to pass
    """
    if not isinstance(data, bytes | str):
        return
    is_markup = data[:1] == ("<" if isinstance(data, str) else b"<")
    start = data[:_MOST]
    if b"&lt;!" in start if isinstance(start, bytes) else "&lt;!" in start:
        _refuse_source(start)
    if is_markup and data[:3] not in {"<?x", b"<?x", "<ur", b"<ur"}:
        return
    text = start.decode("utf-8", "replace") if isinstance(start, bytes) else start
    if is_markup:
        if _SITEMAP.match(text) is not None:
            raise InputError("the page is a sitemap, which names pages and holds none: fetch those that it names")
        if _FAULT.match(text) is not None:
            raise InputError(
                "the page is a fault that a service reports in XML: fetch the page again, or from elsewhere"
            )
        return
    text = text.strip(_BLANK)
    if not text and (len(data) <= _MOST or not data.strip()):
        raise InputError("the page is empty")
    if text.startswith("bplist00") or _PACKED.match(text) is not None:
        raise InputError(
            "the page is packed, as a mail or with its pictures: open the file with tearsheet.captures.load(path)"
        )
    if text.startswith(("{", "[{", "[[")):
        if not is_json_feed(text):
            _refuse_json(data)
    elif _PROGRAM.match(text) is not None and data[-_ENDING:].rstrip()[-1:] in {*";})", b";", b"}", b")"}:
        raise InputError("the page is a script or a style sheet, not HTML or text: pass the page that loads it")
    elif _CHUNKED.match(text) is not None and data[-_ENDING:].rstrip()[-2:] in {"\n0", b"\n0"}:
        raise InputError("the page is still in the chunks that it was sent in (Transfer-Encoding: chunked): join them")
    elif _QUOTED.match(text) is not None and data[-_ENDING:].rstrip()[-1:] in {'"', b'"'}:
        raise InputError("the page is a JSON string: pass what json.loads makes of it")
    elif _DATA.match(text) is not None:
        raise InputError("the page is a data: URL: pass what it holds, decoded")
    elif len(data) < _MOST and "\n" not in text:
        _refuse_place(text)


def _refuse_source(start: bytes | str) -> None:
    text = start.decode("utf-8", "replace") if isinstance(start, bytes) else start
    if _ESCAPED.search(text) is not None:
        raise InputError(
            "the page is the source of a page, as a browser shows it: save that page itself, or undo its escapes with "
            "html.unescape"
        )


def is_address(text: str) -> bool:
    """Say whether *text* is an address and nothing else, also as people type it: ``www.example.com/news``."""
    return _ADDRESS.fullmatch(text) is not None


def _refuse_place(text: str) -> None:
    if is_address(text):
        raise InputError(
            f"{text} is an address, and nothing is fetched: fetch it, and pass what came with url=; "
            "in a shell, tearsheet fetch saves pages"
        )
    if _PATH.fullmatch(text) or (_FILE.fullmatch(text) and (" " not in text or "/" in text or "\\" in text)):
        raise InputError(f"{text} is the name of a file: pass what it holds, Path(...).read_bytes()")


def _refuse_json(data: bytes | str) -> None:
    if data.rstrip()[-1:] not in {"}", b"}", "]", b"]"}:
        return
    import json  # noqa: PLC0415 - few pages are JSON

    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        return
    if isinstance(said, list):
        raise InputError("the page is a JSON array, not HTML or text: pass the page that one of it holds")
    if isinstance(said, dict) and said:
        raise InputError("the page is a JSON object, not HTML or text: pass what it says of a page with that page")
