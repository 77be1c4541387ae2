"""What the words in ``class``, ``id`` and ``role`` say of an element: boilerplate, comments, or the body itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from selectolax.lexbor import LexborNode

from tearsheet.reading.boilerplate import CLASS_WORDS, COMMENT_WORDS, rules_by_word

Hint = str
BODY = "body"
COMMENTS = "comments"
STRONG = frozenset(
    {
        "author-box",
        "breadcrumb",
        COMMENTS,
        "comment-form",
        "cookie-notice",
        "related",
        "share-prompt",
        "subscribe-prompt",
    }
)
"""What is boilerplate whatever prose it holds; the other names are chance where several paragraphs stand in them."""

_MORE: dict[str, str] = {
    "advert": "promos promobox zergnet revcontent mgid affiliate partner partners cta calltoaction",
    "navigation": "paging pagenav prevnext skip skiplink postnav navlinks",
    "share-prompt": "shares sharebar shareline sharedaddy sharethis socials jiathis followus",
    "cookie-notice": "cookiebar onetrust optanon didomi cmpbox usercentrics cybotcookiebotdialog iubenda cmplz truste",
    "search": "searchform",
    "footer": "footnav",
    "header": "siteheader topheader",
    "subscribe-prompt": "newsletters subscriptions optin mailchimp mailinglist",
    "related": "relatedposts relatedarticles recommends recirc recirculation readmore readalso moreon "
    "morefrom morestories seealso trending popular mostread mostpopular latest latestnews hotnews ranking recent "
    "recentposts yarpp upnext nextarticle alsolike youmaylike xiangguan tuijian tjlist",
    "author-box": "authorbox authorbio aboutauthor bio authorprofile biography",
    "tags": "tags taglist tagcloud tagscloud hashtags posttags",
    "widget": "popup modal dialog alertdialog overlay lightbox tooltip toast banner banners dropdown drawer "
    "vjs videojs jwplayer videoplayer audioplayer",
    "caption": "caption captions figcaption imagecaption photocaption photocredit imagecredit bildunterschrift "
    "bildtext bildquelle didascalia legende légende onderschrift bijschrift billedtekst kuvateksti piedefoto",
    "like-prompt": "like likes rating ratings vote votes voting reactions feedback poll",
    "notices": "zeren disclaimer mianze license",
}
"""Words beside those that are sure on any site."""
_BODY = (
    "articlebody articlecontent articletext entrycontent postcontent postbody storybody storycontent storytext "
    "newstext maincontent bodytext bodycopy richtext markdownbody newscontent contentbody detailcontent textbody "
    "articlemain artibody artcontent"
)
_RULES = rules_by_word(CLASS_WORDS, _MORE, {COMMENTS: COMMENT_WORDS, BODY: _BODY})
_TWO = rules_by_word(
    {
        "related": "readmore readalso seealso alsolike morestories morefrom moreon mostread "
        "nextarticle nextpost upnext",
        "caption": "photocredit imagecredit mediacredit",
        "widget": "videoplayer audioplayer videojs",
        "navigation": "prevnext postnavigation tablecontents sidebar",
        "author-box": "authorbox authorbio aboutauthor authorprofile authorcard authordesc authordescription",
        "subscribe-prompt": "signup",
        "cookie-notice": "otpc otsdk qccmp",
        "tags": "taglist tagslinks entrytags",
        "": "accordiondrawer",
        BODY: "articlebody articlecontent articletext entrycontent entrybody postcontent postbody storybody storytext "
        "storycontent richtext markdownbody markdowncontent topiccontent topicbody maincontent contentbody "
        "newscontent newstext jscontent artcontent detailcontent",
    }
)
"""What two words in a row say, written as one; in others that would there is chance: "for-m"."""
_NOT = frozenset(
    "has have with without no not non is if hide show skip before after below above in data".split()  # noqa: SIM905
)
"""Words that turn what a name says: ``has-sidebar`` stands around everything."""
_TAXONOMY = frozenset({"category", "tag", "type", "format", "status", "author", "term", "topic"})
"""Words that begin the names that a CMS gives an article for what it is filed under: ``tag-newsletter``."""
_INNER = frozenset(
    ["footer", "foot", "header", "nav", "navigation", "menu", "tabs", "search", "like", "promo", "rating"]
)
"""Words that say nothing as the part of a component: ``card__footer``."""
_PARTS = frozenset({"related", "share-prompt", "advert", COMMENTS, "author-box", "subscribe-prompt", "tags"})
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# A word ends where its letters do, or a number after them: a hash such as "ad3e790" holds words by chance.
_WORD = re.compile(r"(?<![a-z\d])[a-z]+(?=\d{0,3}(?![a-z\d]))")
_LONGEST = 300
"""Characters of an attribute that are read: what names an element comes first, and utilities go on for pages."""


@lru_cache(maxsize=8192)
def hint_of(value: str) -> Hint | None:
    """Return what the words of a ``class``, ``id`` or ``role`` attribute say, ``None`` where they say nothing.

    ``"body"`` wins over boilerplate, since many a body is called ``article-body with-sidebar``.
    """
    value = value[:_LONGEST]
    if not value.islower():
        value = _CAMEL.sub("-", value).lower()
    found: Hint | None = None
    for name in value.split():
        said = _name(name)
        if said == BODY:
            return BODY
        found = found or said
    return found


@lru_cache(maxsize=8192)
def _name(name: str) -> Hint | None:
    component, _, part = name.partition("__")
    if part:
        # Of "detail-content__recommend" the part is what stands here, the body only what it belongs to.
        said = _name(part)
        if said in _PARTS and _words_rule(component) == BODY:
            return said
    return _words_rule(name)


def _words_rule(name: str) -> Hint | None:
    component, _, part = name.partition("__")
    found: Hint | None = None
    for piece in (component, part):
        words = _WORD.findall(piece)
        if words and words[0] in _TAXONOMY and "".join(words[:2]) not in _TWO:
            break
        last = ""
        for word in words:
            rule = _TWO.get(last + word) if last else None
            if rule is None and not (piece is part and word in _INNER):
                rule = _RULES.get(word)
            if rule == BODY:
                return BODY
            if rule and found is None and (not last or words[0] not in _NOT) and last not in _NOT:
                found = rule
            last = word
    return found


_NUMBERS = re.compile(r"\d+")


@lru_cache(maxsize=8192)
def unnumbered(names: str) -> str:
    """Return *names*, those of an element, without the numbers in them: what stands in a row is counted."""
    return _NUMBERS.sub("", names)


def names_of(attributes: Mapping[str, str | None]) -> str:
    """Return ``class`` and ``id`` of an element as written, a space between them."""
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}"


_NAME_IN_CARD = re.compile(r"(?:^|\s)(?:fn|p-name)(?:$|\s)")
_OF_FIRM = re.compile(r"(?:^|\s)(?:p-)?org(?:$|\s)")
_CARD = re.compile(r"(?:^|\s)(?:vcard|h-?card)(?:$|\s)")
_DEEP = 3
"""Elements, that of the name and those around it, one of which is the card: farther out it holds more than one."""


def names_in_card(node: LexborNode, names: str) -> bool:
    """Whether *node*, of these *names*, is the name in the card of a person, as hCard and h-card have it."""
    if (
        ("fn" not in names and "p-name" not in names)
        or _NAME_IN_CARD.search(names) is None
        or _OF_FIRM.search(names) is not None
    ):
        return False
    around: LexborNode | None = node
    for _ in range(_DEEP):
        if around is not None and _CARD.search(around.attributes.get("class") or "") is not None:
            return True
        around = around.parent if around is not None else None
    return False
