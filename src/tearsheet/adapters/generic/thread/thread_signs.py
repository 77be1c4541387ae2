"""What a page says of its being a thread: by its address, by what it states itself to be, by what made it."""

from __future__ import annotations

import re
from urllib.parse import unquote

from tearsheet.page import Page
from tearsheet.page.address import parts_of
from tearsheet.page.metadata import Metadata

_HOSTS = frozenset(
    {"bbs", "board", "boards", "community", "discuss", "discourse", "forum", "forums", "tieba", "answers", "meta"}
)
_PATH = re.compile(
    r"/(?:threads?|topic|topics/\d+|forums?|viewtopic|showthread|viewthread|discussions?|questions?|boards?|bbs|tieba)(?:[/.\-_?]|$)"
    r"|/r/[^/]+/comments/|thread-\d+|viewthread|[?&;](?:tid|topic|showtopic)=\d|/item\?id=\d|/test/read\.cgi/"
    r"|/t/(?:[^/]+/)?\d+(?:[/?]|$)|/d/\d+-|/group/topic/|/qa/\d|/(?:issues|pull)/\d|/g/[^/]+/c/|/pipermail/|/archives/list/|/ubb/",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"/(?:post|p|status|comments)/\w+(?:[/?#]|$)", re.IGNORECASE)
_TYPES = frozenset({"discussionforumposting", "qapage"})
_GENERATORS = re.compile(r"Discourse|Discuz|vBulletin|XenForo|phpBB|MyBB|SMF|Flarum|NodeBB|Answer |Homeland")
_POWERED = re.compile(rf"Powered by (?:{_GENERATORS.pattern})")
_NUMBER = re.compile(r"\d")


def may_be_thread(page: Page) -> bool:
    """Whether the address is one that threads have as well as stories."""
    url = page.url or page.canonical_url
    return url is not None and _NUMBERED.search(url) is not None


def is_numbered(page: Page) -> bool:
    """Whether the address has a number, as that of a thread mostly has and that of a forum's list seldom."""
    parts = parts_of(page.url or page.canonical_url)
    return _NUMBER.search(unquote(f"{parts.path}?{parts.query}")) is not None


def is_forum(page: Page, metadata: Metadata) -> bool:
    """Whether the page says that it is a thread: by its address, its types or what made it."""
    parts = parts_of(page.url or page.canonical_url)
    hosts = (parts.hostname or "").split(".")
    if hosts[0] in _HOSTS or any("bbs" in label for label in hosts[:-1]):
        return True
    if _PATH.search(f"{parts.path}?{parts.query}") is not None:
        return True
    if metadata.types & _TYPES or not page.is_html:
        return bool(metadata.types & _TYPES)
    if page.root.id == "XF" or _POWERED.search(page.title or "") is not None:
        return True
    head = page.dom.head
    made = head.css_first('meta[name="generator" i][content]') if head is not None else None
    return made is not None and _GENERATORS.search(made.attributes["content"] or "") is not None
