"""What stands on every page and belongs to no story: navigation, adverts, share buttons, cookie notices, footers.

Each is dropped under a rule of its own, told by landmark elements (``<nav>``, ``<footer>``…), by the words in ``class``
and ``id``, or by what an advert prints above itself. Elements that also hold the story are never furniture, whatever
they are called: a ``<div class="page with-ads">`` around everything says nothing about a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tearsheet.lines import Line

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from tearsheet.reader import Reader

__all__ = ["Furniture", "sweep"]

_TAG_RULES = {
    "aside": "aside",
    "button": "button",
    "dialog": "dialog",
    "footer": "footer",
    "form": "form",
    "header": "header",
    "ins": "advert",
    "menu": "navigation",
    "nav": "navigation",
}
_WORD_RULES = {
    word: rule
    for rule, words in {
        "advert": "ad ads adv advert adverts advertisement advertising adsbygoogle sponsor sponsored promo promotion "
        "promoted guanggao gg taboola outbrain dfp gpt commercial",
        "navigation": "nav navbar navigation menu breadcrumb breadcrumbs crumb crumbs topbar toolbar sidebar pager "
        "pagination tabs toc",
        "share-prompt": "share sharing social sns bdshare qrcode qr addthis addtoany",
        "login": "login signin signup register userbar passport",
        "cookie-notice": "cookie cookies consent gdpr",
        "search": "search searchbox",
        "footer": "footer foot copyright colophon bottombar",
        "header": "header masthead sitehead",
        "comment-form": "commentform captcha respond",
        "subscribe-prompt": "newsletter subscribe subscription",
        "related": "related recommend recommended recommendation recommendations",
    }.items()
    for word in words.split()
}
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_ADVERT = re.compile(r"[\[(【(]?(?:广告|廣告|推广|推廣|AD|Ad|Ads|Advertisement|ADVERTISEMENT|Sponsored)[\])】)]?")
# What may stand inside a story's own element and still be no part of the story.
_IN_BODY = frozenset({"advert", "navigation", "share-prompt", "cookie-notice", "subscribe-prompt", "login", "related"})
_TAGS_IN_BODY = frozenset({"aside", "button", "dialog", "form", "ins", "menu", "nav"})


class Furniture:
    """Tells furniture from story on one page.

    :param story: lines that are known to be of the story, such as its title
    """

    def __init__(self, story: Iterable[Line]) -> None:
        self._shared = {node.mem_id for line in story for node in line.ancestors()}
        self._rules: dict[int, str | None] = {}

    def in_body(self, line: Line) -> str | None:
        """Return the rule under which *line*, standing among lines of the body, is to be dropped, or ``None``."""
        return self._rule(line, in_body=True)

    def around(self, line: Line) -> str | None:
        """Return the rule under which *line*, standing outside the story, is to be dropped, or ``None``."""
        return self._rule(line, in_body=False)

    def _rule(self, line: Line, *, in_body: bool) -> str | None:
        if len(line.text) < 20 and _ADVERT.fullmatch(line.text) is not None:
            return "advert"
        node = line.node
        if node is None:
            return None
        rules = self._rules
        seen: list[int] = []
        rule: str | None = None
        for around in line.ancestors():
            identity = around.mem_id
            if identity in rules:
                rule = rules[identity]
                break
            seen.append(identity)
            if identity in self._shared:
                break
            rule = _rule_of(around, in_body=in_body)
            if rule is not None:
                break
        for identity in seen:
            rules[identity] = rule
        return rule


def _rule_of(node: LexborNode, *, in_body: bool) -> str | None:
    tag = node.tag or ""
    rule = _TAG_RULES.get(tag)
    if rule is not None and (not in_body or tag in _TAGS_IN_BODY):
        return rule
    attributes = node.attributes
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''} {attributes.get('role') or ''}"
    if len(names) > 2:
        for word in _WORDS.findall(names):
            rule = _WORD_RULES.get(word.lower())
            if rule is not None and (not in_body or rule in _IN_BODY):
                return rule
    return None


def sweep(reader: Reader) -> None:
    """Drop what an adapter left untouched and what is plainly furniture; the rest stays unexplained."""
    ledger = reader.ledger
    left = [line for line in ledger.lines if not ledger.touched(line)]
    if not left:
        return
    furniture = Furniture(line for line in ledger.lines if ledger.touched(line))
    for line in left:
        rule = furniture.around(line)
        if rule is None:
            rule = next((_TAG_RULES[tag] for node in line.ancestors() if (tag := node.tag or "") in _TAG_RULES), None)
        if rule is None and line.node is not None and _all_links(line):
            rule = "link"
        if rule is None and not any(character.isalnum() for character in line.text):
            rule = "separator"
        if rule is not None:
            ledger.drop(line, rule)


def _all_links(line: Line) -> bool:
    return all(run.href is not None or not any(map(str.isalnum, run.text)) for run in line.runs)
