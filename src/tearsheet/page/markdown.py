"""Markdown as a page: its front matter or head lines as what the page states of itself, its text as HTML.

CommonMark with tables and strikethrough is read by markdown-it-py, YAML front matter by PyYAML (extra ``markdown``),
TOML by the standard library. Reader services put head lines above the text (``Title:``, ``URL Source:``, ``Published
Time:``); they state the same facts. What a page states is not printed, so it is in no line of the page.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from tearsheet.errors import InputError
from tearsheet.page.kind import FRONT_MATTER, HEAD_LINES

_LONGEST = 20_000  # characters of a value in front matter

# What front matter calls a fact, and what HTML does.
_META = {
    "title": "og:title",
    "headline": "og:title",
    "date": "article:published_time",
    "published": "article:published_time",
    "published_at": "article:published_time",
    "published_time": "article:published_time",
    "publishdate": "article:published_time",
    "pubdate": "article:published_time",
    "datepublished": "article:published_time",
    "updated": "article:modified_time",
    "updated_at": "article:modified_time",
    "modified": "article:modified_time",
    "lastmod": "article:modified_time",
    "datemodified": "article:modified_time",
    "author": "author",
    "authors": "author",
    "byline": "author",
    "description": "description",
    "summary": "description",
    "excerpt": "description",
    "tags": "keywords",
    "keywords": "keywords",
    "image": "og:image",
    "cover": "og:image",
    "site": "og:site_name",
    "site_name": "og:site_name",
    "sitename": "og:site_name",
    "publisher": "og:site_name",
    "section": "article:section",
    "category": "article:section",
}
_ADDRESSES = frozenset({"url", "source_url", "canonical", "canonical_url", "link", "permalink", "source"})
_LANGUAGES = frozenset({"lang", "language", "locale"})


def markdown_html(text: str) -> str:
    """Return the Markdown *text* as an HTML page that states what its head states.

    :raises InputError: where markdown-it-py or PyYAML is not installed
    """
    try:
        from markdown_it import MarkdownIt  # noqa: PLC0415 - an extra, and few pages need it
    except ImportError as error:
        raise InputError(
            "the page is Markdown, which needs an extra: pip install 'tearsheet[markdown]', or read it as text with "
            'content_type="text/plain"'
        ) from error
    facts, text = _parted(text)
    marks = "".join(_marks(facts))
    language = next((f' lang="{escape(str(value))}"' for key, value in facts.items() if key in _LANGUAGES), "")
    # A list of tens of thousands of levels is refused by the guard as any nesting is; this is the writer's own limit.
    body = MarkdownIt("commonmark", {"maxNesting": 200}).enable(["table", "strikethrough"]).render(text)
    return f"<!DOCTYPE html><html{language}><head>{marks}</head><body>{body}</body></html>"


def _parted(text: str) -> tuple[Mapping[str, Any], str]:
    """Return what the head of *text* states, by names in lower case, and the text below it."""
    front = FRONT_MATTER.match(text)
    if front is not None:
        facts = _toml(front["facts"]) if front["fence"] == "+++" else _yaml(front["facts"])
        if facts is not None:
            named = {
                str(key).strip().lower().replace("-", "_").replace(" ", "_"): value for key, value in facts.items()
            }
            return named, text[front.end() :]
    heads = HEAD_LINES.match(text)
    if heads is not None:
        return {key: value for key, value in heads.groupdict().items() if value}, text[heads.end() :]
    return {}, text


def _name(key: object) -> str:
    return str(key).strip().lower().replace("-", "_").replace(" ", "_")


def _yaml(facts: str) -> Mapping[Any, Any] | None:
    try:
        import yaml  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise InputError("reading front matter needs an extra: pip install 'tearsheet[markdown]'") from error
    try:
        # The base loader makes strings of all, so that a day stays as it is written.
        found = yaml.load(facts, Loader=yaml.BaseLoader)  # noqa: S506 - builds no objects
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _toml(facts: str) -> Mapping[str, Any] | None:
    try:
        return tomllib.loads(facts)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _marks(facts: Mapping[str, Any]) -> Iterator[str]:
    for key, value in facts.items():
        texts = list(_texts(value))
        if not texts:
            continue
        if key in _ADDRESSES and texts[0].startswith(("http://", "https://")):
            yield f'<link rel="canonical" href="{escape(texts[0])}">'
        elif key in {"tags", "keywords"}:
            yield f'<meta name="keywords" content="{escape(", ".join(texts))}">'
        elif key in _META:
            name = _META[key]
            yield from (f'<meta property="{name}" name="{name}" content="{escape(each)}">' for each in texts)


def _texts(value: Any) -> Iterator[str]:
    """Give the texts of a value: itself, those of a list, or the name of ``{name: …, url: …}``."""
    if isinstance(value, list):
        for each in value[:100]:
            yield from _texts(each) if not isinstance(each, list) else ()
    elif isinstance(value, dict):
        yield from (
            _texts(value.get("name") or value.get("url") or "") if not isinstance(value.get("name"), dict) else ()
        )
    elif value is not None and str(value).strip():
        yield " ".join(str(value).split())[:_LONGEST]
