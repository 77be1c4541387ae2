"""The story that a program keeps as JSON in its page, for a script to print: Next.js, Nuxt and their like.

What is believed of such pages: the object that has the page's headline as a value, or one inside of it, holds the story
under a name such as ``body`` or ``content``: as markup, as text, or as a list of paragraphs. What no object with that
headline holds is another story's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from typing import Any

from tearsheet.page import Page
from tearsheet.page.loose_json import loose_values
from tearsheet.text.fold import folded

_SCRIPTS = 'script[type="application/json"],script#__NEXT_DATA__,script#__NUXT_DATA__'
_ASSIGNED = re.compile(
    r"window\.(?:__(?:NUXT|NEXT_DATA|INITIAL_STATE|INITIAL_DATA|PRELOADED_STATE|APOLLO_STATE|DATA)__|_initialData)\s*=\s*"
    r"(?=\{)"
)
_NAMES = frozenset(
    """
    body content html text articlebody article_body bodyhtml body_html contenthtml content_html bodytext story storybody
    fulltext richtext articlecontent newscontent rendered paragraphs blocks components elements children value
    """.split()  # noqa: SIM905 - a list of words is easier to read and to keep
)
_PART_NAMES = ("html", "text", "content", "value", "body", "data")
_TITLES = frozenset({"title", "headline", "name", "heading", "seotitle", "subject"})
_TAG = re.compile(r"<[^<>]*>")
_PARAGRAPH = re.compile(r"\n\s*\n|\r?\n")
_LEAST = 300
"""Characters of a story at least, and so of a script that may hold one."""
# Bounds to what a page can ask for: scripts of JSON and of a program, characters at the beginning of one in which a
# state is assigned, levels of a state and values in it.
_OF_JSON, _OF_PROGRAM, _ASSIGNED_WITHIN, _DEEPEST, _MOST = 20, 60, 2_000, 40, 200_000
_PARTS = 3
"""Parts of a list that may be a story, at least."""
_INSIDE = 3
"""Levels of a part at which its text may lie."""


def story_in_scripts(page: Page, headline: str) -> str | None:
    """Return, as markup, the longest text that the scripts of *page* hold for the story of this *headline*."""
    wanted = folded(headline)
    if not wanted:
        return None
    best = ""
    for value in _states(page):
        resolve = _resolved(value) if isinstance(value, list) else None
        for found in _stories(value, wanted, resolve):
            if len(_words(found)) > len(_words(best)):
                best = found
    return best if len(_words(best)) >= _LEAST else None


def _states(page: Page) -> Iterator[Any]:
    for node in page.css(_SCRIPTS)[:_OF_JSON]:
        text = (node.text() or "").strip()
        if len(text) >= _LEAST:
            yield from loose_values(text)
    for node in page.css("script:not([src])")[:_OF_PROGRAM]:
        text = node.text() or ""
        match = _ASSIGNED.search(text[:_ASSIGNED_WITHIN]) if len(text) >= _LEAST else None
        if match is not None:
            yield from loose_values(text[match.end() :].rstrip(" ;\n"))[:1]


def _resolved(values: list[Any]) -> list[Any] | None:
    """Return *values* if it is one of Nuxt's flat lists, in which a number is the place of a value."""
    objects = [value for value in values if isinstance(value, dict)]
    flat = objects and all(isinstance(item, int) for value in objects for item in value.values())
    return values if flat else None


def _stories(state: Any, wanted: str, places: list[Any] | None) -> Iterator[str]:
    """Yield what objects with the *wanted* headline, and those inside of them, hold under names of a story."""
    todo: list[tuple[Any, bool, int]] = [(state, False, 0)]
    seen = 0
    while todo and seen < _MOST:
        value, named, depth = todo.pop()
        seen += 1
        if depth > _DEEPEST:
            continue
        if isinstance(value, Mapping):
            members = {key: _at(item, places) for key, item in value.items()}
            named = named or any(
                isinstance(item, str) and key.lower() in _TITLES and folded(item) == wanted
                for key, item in members.items()
            )
            for key, item in members.items():
                if named and key.lower() in _NAMES:
                    told = _told(item, places)
                    if told:
                        yield told
                if isinstance(item, Mapping | list):
                    todo.append((item, named, depth + 1))
        elif isinstance(value, list):
            todo += [(item, named, depth + 1) for item in value if isinstance(item, Mapping | list)]


def _at(item: Any, places: list[Any] | None) -> Any:
    if places is not None and isinstance(item, int) and not isinstance(item, bool) and 0 <= item < len(places):
        return places[item]
    return item


def _told(value: Any, places: list[Any] | None) -> str | None:
    """Return *value*, a story as text, as markup or as a list of its parts, as markup."""
    if isinstance(value, str):
        return _marked(value)
    if not isinstance(value, list) or len(value) < _PARTS:
        return None
    parts = [_at(part, places) for part in value]
    texts = [part if isinstance(part, str) else _part(part, places) for part in parts]
    return "".join([_marked(text) for text in texts if text]) or None


def _part(part: Any, places: list[Any] | None) -> str | None:
    for _ in range(_INSIDE):
        if not isinstance(part, Mapping):
            return None
        members = {key.lower(): _at(item, places) for key, item in part.items()}
        inside = [members[name] for name in (*_PART_NAMES, "model") if name in members]
        text = next((item for item in inside if isinstance(item, str)), None)
        if text is not None:
            return str(text)
        part = next((item for item in inside if isinstance(item, Mapping)), None)
    return None


def _marked(text: str) -> str:
    if "<p" in text or "<div" in text or "<br" in text:
        return text
    if "&lt;p" in text:
        return unescape(text)
    paragraphs = [unescape(_TAG.sub("", part)).strip() for part in _PARAGRAPH.split(text)]
    return "".join([f"<p>{escape(part)}</p>" for part in paragraphs if part])


def _words(markup: str) -> str:
    return _TAG.sub(" ", markup)
