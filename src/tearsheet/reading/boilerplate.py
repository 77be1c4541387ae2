"""What stands on every page and belongs to no story: navigation, adverts, share buttons, cookie notices, footers.

Each is dropped under a rule of its own, told by landmark elements (``<nav>``, ``<footer>``…), by the words in ``class``
and ``id``, or by what an advert prints above itself. Elements that also hold the story are never boilerplate, whatever
they are called: a ``<div class="page with-ads">`` around everything says nothing about a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from tearsheet.page.lines import OUTERMOST, Line
from tearsheet.page.text_lines import texts_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from tearsheet.reading.reader import Reader

CLASS_WORDS: Mapping[str, str] = {
    "advert": "ad ads adv advert adverts advertisement advertising adsbygoogle adbox adslot adunit sponsor sponsored "
    "promo promotion promoted guanggao gg taboola outbrain dfp gpt commercial",
    "breadcrumb": "breadcrumb breadcrumbs crumb crumbs",
    "navigation": "nav navbar navigation menu topnav subnav topbar toolbar sidebar pager pagination tabs toc",
    "share-prompt": "share sharing social sns bdshare qrcode qr addthis addtoany",
    "login": "login signin signup register userbar passport",
    "cookie-notice": "cookie cookies consent gdpr",
    "search": "search searchbox",
    "footer": "footer foot copyright colophon bottombar",
    "header": "masthead sitehead",
    "comment-form": "commentform captcha respond",
    "subscribe-prompt": "newsletter subscribe subscription",
    "related": "related recommend recommended recommendation recommendations",
}
"""The words in ``class`` and ``id`` that name what is no story, by the rule under which it is dropped.

They are sure on any site. Whoever weighs them against the prose in an element may know more words."""
COMMENT_WORDS = "comment comments commentlist commentarea disqus replies pinglun respondents livefyre"
"""What readers' comments are called."""


def rules_by_word(*vocabularies: Mapping[str, str]) -> dict[str, str]:
    """Return the rule of each word in *vocabularies*, which have the words by rule."""
    return {word: rule for each in vocabularies for rule, words in each.items() for word in words.split()}


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
_WORD_RULES = rules_by_word(CLASS_WORDS, {"advert": "adbanner adwrap bannerad topad", "header": "header"})
_NAME = re.compile(r"(?<![A-Za-z0-9])([A-Za-z]+)\d{0,2}(?![A-Za-z0-9])")
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# A short word inside of another name is chance: hashed class names (css-1ad34f, sc-adBqxs) are full of them.
_LONG_WORD = 5
_LONGEST_KEPT = 200  # characters of an attribute that are worth remembering
_LONGEST_INLINE = 80  # characters of a line that may be one button or label; prose is longer
_NAMED = re.compile(r"\(\?P<\w+>")
_ADVERT_WORDS = "广告 廣告 推广 推廣 AD Ad Ads Advertisement ADVERTISEMENT Sponsored"
ADVERTS = frozenset(
    opening + word + closing
    for word in _ADVERT_WORDS.split()
    for opening in ("", *"[(【(")
    for closing in ("", *"])】)")
)

# Where a rule may be applied: to what stands apart from any story, to what stands among lines of a body, to the rest.
_APART = frozenset(
    {"advert", "aside", "button", "cookie-notice", "dialog", "form", "login", "navigation", "search"}
) | {
    "share-prompt",
    "subscribe-prompt",
}
_IN_BODY = _APART | {"breadcrumb", "related"}
_AROUND = _IN_BODY | {"comment-form", "footer", "header"}


class Boilerplate:
    """Tells boilerplate from story on one page.

    :param story: lines that are known to be of the story, such as its title
    """

    def __init__(self, story: Iterable[Line]) -> None:
        # By the identity of an element, the rules that it and the elements around it name, the nearest first.
        self._named: dict[int, tuple[str, ...]] = {}
        for line in story:
            for node in line.ancestors():
                if node.mem_id in self._named:
                    break
                self._named[node.mem_id] = ()
        self._of_line: dict[int, tuple[str, ...]] = {}
        # By the identities of an inline element and of the block around it, the rules that those between them name.
        self._between: dict[tuple[int, int], tuple[str, ...]] = {}

    @classmethod
    def below(cls, story: LexborNode) -> Boilerplate:
        """Return one that knows *story*, an element, and all that stand around it, to be no boilerplate."""
        boilerplate = cls(())
        node: LexborNode | None = story
        while node is not None:
            boilerplate._named[node.mem_id] = ()
            node = node.parent
        return boilerplate

    def of_element(self, element: LexborNode) -> str | None:
        """Return the rule that *element* itself, or the nearest one around it, names, or ``None``."""
        return next(iter(self._around(element)), None)

    def apart(self, line: Line) -> str | None:
        """Return the rule under which *line* is boilerplate wherever it stands, or ``None``."""
        return self._first(line, _APART)

    def in_body(self, line: Line) -> str | None:
        """Return the rule under which *line*, standing among lines of the body, is to be dropped, or ``None``."""
        return self._first(line, _IN_BODY)

    def leaves_out(self, line: Line, reader: Reader) -> bool:
        """Drop *line*, standing among lines of the body, if it is none of the story; say whether it was dropped."""
        rule = self.in_body(line)
        if rule is not None:
            reader.ledger.drop(line, rule)
        return rule is not None

    def around(self, line: Line) -> str | None:
        """Return the rule under which *line*, standing outside the story, is to be dropped, or ``None``."""
        return self._first(line, _AROUND)

    def _first(self, line: Line, allowed: frozenset[str]) -> str | None:
        if line.node is None:  # a text export has no elements to be named
            return "advert" if line.text in ADVERTS else None
        rules = self._of_line.get(line.index)
        if rules is None:
            rules = self._of_line[line.index] = self._rules(line)
        for rule in rules:
            if rule in allowed:
                return rule
        return None

    def _rules(self, line: Line) -> tuple[str, ...]:
        if line.text in ADVERTS:
            return ("advert",)
        block = line.node
        if block is None:
            return ()
        rules = self._around(block)
        return rules + self._inline(line, block) if len(line.text) <= _LONGEST_INLINE else rules

    def _around(self, node: LexborNode) -> tuple[str, ...]:
        named = self._named
        seen: list[tuple[int, tuple[str, ...]]] = []
        rules: tuple[str, ...] = ()
        around: LexborNode | None = node
        while around is not None:
            identity = around.mem_id
            known = named.get(identity)
            if known is not None:
                rules = known
                break
            tag = around.tag
            if tag in OUTERMOST:
                break
            seen.append((identity, _rules_of(around, tag or "")))
            around = around.parent
        for identity, own in reversed(seen):
            rules = named[identity] = own + rules if own else rules
        return rules

    def _inline(self, line: Line, block: LexborNode) -> tuple[str, ...]:
        """Return the rules when every word of *line* is inline boilerplate: a button, a ``<span class="ad">``."""
        element = line.element
        if element is block:
            return ()
        nodes = [element] if element is not None else [node for _, node in line.marks]
        if not nodes or any(node is block for node in nodes):
            return ()
        stop = block.mem_id
        rules = {self._rules_between(node, stop) for node in nodes}
        return rules.pop() if len(rules) == 1 else ()

    def _rules_between(self, node: LexborNode | None, stop: int) -> tuple[str, ...]:
        known = self._between.get((node.mem_id, stop)) if node is not None else ()
        if known is not None:
            return known
        first = node
        rules: tuple[str, ...] = ()
        while node is not None and node.mem_id != stop:
            rules += _rules_of(node, node.tag or "")
            node = node.parent
        if first is not None:
            self._between[first.mem_id, stop] = rules
        return rules


def _rules_of(node: LexborNode, tag: str) -> tuple[str, ...]:
    """Return the rules that an element names by its tag, its classes, its id or its role."""
    rule = _TAG_RULES.get(tag)
    attributes = node.attributes
    if not attributes:
        return (rule,) if rule is not None else ()
    rules: tuple[str, ...] = (rule,) if rule is not None else ()
    for key in ("class", "id", "role"):
        value = attributes.get(key)
        if value:
            rules += (_named if len(value) <= _LONGEST_KEPT else _named.__wrapped__)(value)
    return rules


@lru_cache(maxsize=2048)
def _named(value: str) -> tuple[str, ...]:
    """Return the rules that the names in the *value* of an attribute say; pages of a site have the same ones."""
    rules: list[str | None] = []
    for name in _NAME.findall(value):
        rules.append(_WORD_RULES.get(name.lower()))
        if len(name) > _LONG_WORD:
            words = [word for word in _CAMEL.findall(name) if len(word) >= _LONG_WORD]
            rules.extend([_WORD_RULES.get(word.lower()) for word in words])
    return tuple([rule for rule in rules if rule is not None])


def either(*patterns: re.Pattern[str], first: str = "") -> re.Pattern[str]:
    """Return one pattern, for single lines, that is found wherever any of *patterns* is; it has no named groups.

    :param first: the characters that a match begins with unless it begins the line. What stands between them is then
        not looked at, which is several times as fast; where the match lies is not told.
    """
    found = "|".join(f"(?:{_NAMED.sub('(?:', pattern.pattern)})" for pattern in patterns)
    if not first:
        return re.compile(found)
    chars = "".join(map(re.escape, first))
    return re.compile(rf"\A(?:(?={found})|.[^{chars}]*+(?:(?!{found})[{chars}][^{chars}]*+)*+(?!\Z))", re.DOTALL)


def clear(reader: Reader, anchors: re.Pattern[str], *, keep: Iterable[Line] = ()) -> Boilerplate:
    """Drop what stands apart from any story, so that the reader's lines can be chosen by their place.

    :param anchors: labels that the site itself prints; an element that holds one is no boilerplate
    :param keep: further lines that are known to be the site's own
    """
    page = reader.page
    if page.kind == "text" and ADVERTS.isdisjoint(texts_of(reader.lines)):
        return Boilerplate(())  # nothing else is told of a text, which has no elements
    story = [line for line in reader.lines if anchors.search(line.text) is not None] if page.is_html else []
    story.extend(keep)
    boilerplate = Boilerplate(story)
    own = {line.index for line in story}
    kept: list[Line] = []
    for line in reader.lines:
        rule = None if line.index in own else boilerplate.apart(line)
        if rule is None:
            kept.append(line)
        else:
            reader.ledger.drop(line, rule)
    reader.lines = kept
    return boilerplate


def sweep(reader: Reader) -> None:
    """Drop what an adapter left untouched and what is plainly boilerplate; the rest stays unexplained."""
    ledger = reader.ledger
    left = ledger.untouched
    if not left:
        return
    boilerplate = Boilerplate(line for line in ledger.lines if ledger.in_field(line))
    landmarks: dict[int, str | None] = {}
    for line in left:
        rule = boilerplate.around(line)
        if rule is None:
            rule = _landmark_rule(line, landmarks)
        if rule is None and not any(map(str.isalnum, line.text)):
            rule = "separator"
        if rule is None and line.node is not None and all_links(line):
            rule = "link"
        if rule is not None:
            ledger.drop(line, rule)


def _landmark_rule(line: Line, known: dict[int, str | None]) -> str | None:
    """Return the rule of the nearest landmark element around *line*; what is learned is added to *known*."""
    passed: list[int] = []
    rule: str | None = None
    for node in line.ancestors():
        identity = node.mem_id
        if identity in known:
            rule = known[identity]
            break
        passed.append(identity)
        rule = _TAG_RULES.get(node.tag or "")
        if rule is not None:
            break
    known.update(dict.fromkeys(passed, rule))
    return rule


def all_links(line: Line) -> bool:
    """Whether every word of *line* is a link; what parts them does not count."""
    return all(run.href is not None or not any(map(str.isalnum, run.text)) for run in line.runs)
