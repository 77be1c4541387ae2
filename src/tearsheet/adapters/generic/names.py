"""What the words in ``class``, ``id`` and ``role`` say of an element: furniture, comments, or the body itself."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["BODY", "COMMENTS", "FURNITURE", "Hint", "hint_of"]

Hint = str
BODY = "body"
COMMENTS = "comments"

FURNITURE: dict[str, str] = {
    "advert": "ad ads adv advert adverts advertisement advertising adsbygoogle adbox adslot adunit sponsor sponsored "
    "promo promos promotion promoted promobox dfp gpt commercial guanggao gg taboola outbrain zergnet revcontent "
    "mgid affiliate partner partners cta calltoaction",
    "navigation": "nav navbar navigation menu topnav subnav topbar toolbar sidebar pager pagination paging tabs toc "
    "pagenav prevnext skip skiplink postnav navlinks jump",
    "breadcrumb": "breadcrumb breadcrumbs crumb crumbs",
    "share-prompt": "share shares sharing sharebar shareline sharedaddy sharethis social socials sns bdshare qrcode qr "
    "addthis addtoany addtoanycontent jiathis follow followus",
    "login": "login signin signup register userbar passport paywall regwall",
    "cookie-notice": "cookie cookies consent gdpr",
    "search": "search searchbox searchform",
    "footer": "footer foot copyright colophon bottombar footnav",
    "header": "masthead sitehead siteheader topheader",
    "comment-form": "commentform captcha respond",
    "subscribe-prompt": "newsletter newsletters subscribe subscription subscriptions optin mailchimp mailinglist",
    "related": "related relatedposts relatedarticles recommend recommended recommends recommendation recommendations "
    "recirc recirculation readmore readalso moreon morefrom morestories seealso trending popular mostread mostpopular "
    "latest latestnews hotnews ranking rank recent recentposts yarpp jp upnext nextarticle alsolike youmaylike teaser "
    "teasers teaserlist xiangguan tuijian tjlist",
    "author-box": "authorbox authorbio aboutauthor bio authorinfo authorprofile biography",
    "tags": "tags taglist tagcloud tagscloud keywords hashtags topics posttags",
    "widget": "widget widgets popup modal overlay lightbox tooltip toast banner banners dropdown sticky drawer offcanvas",
    "like-prompt": "like likes rating ratings vote votes voting reactions feedback poll",
    "credits": "editor zeren disclaimer mianze license",
}
_COMMENTS = "comment comments commentlist commentarea disqus replies pinglun discussion respondents livefyre"
_BODY = (
    "articlebody articlecontent articletext entrycontent postcontent postbody storybody storycontent storytext newstext "
    "maincontent bodytext bodycopy richtext markdownbody newscontent contentbody detailcontent textbody "
    "articlemain artibody artcontent"
)
_RULES: dict[str, str] = {word: rule for rule, words in FURNITURE.items() for word in words.split()}
_RULES |= dict.fromkeys(_COMMENTS.split(), COMMENTS)
_BODIES = frozenset(_BODY.split())
_PAIRS: dict[tuple[str, str], str] = {
    ("read", "more"): "related",
    ("read", "also"): "related",
    ("see", "also"): "related",
    ("also", "like"): "related",
    ("more", "stories"): "related",
    ("more", "from"): "related",
    ("more", "on"): "related",
    ("most", "read"): "related",
    ("next", "article"): "related",
    ("next", "post"): "related",
    ("up", "next"): "related",
    ("prev", "next"): "navigation",
    ("post", "navigation"): "navigation",
    ("author", "box"): "author-box",
    ("author", "bio"): "author-box",
    ("about", "author"): "author-box",
    ("author", "info"): "author-box",
    ("author", "profile"): "author-box",
    ("author", "card"): "author-box",
    ("sign", "up"): "subscribe-prompt",
    ("skip", "link"): "navigation",
    ("table", "contents"): "navigation",
    ("screen", "reader"): "hidden",
    ("sr", "only"): "hidden",
    ("visually", "hidden"): "hidden",
    ("side", "bar"): "navigation",
    ("tag", "list"): "tags",
    ("tags", "links"): "tags",
    ("entry", "tags"): "tags",
    ("article", "body"): BODY,
    ("article", "content"): BODY,
    ("article", "text"): BODY,
    ("entry", "content"): BODY,
    ("post", "content"): BODY,
    ("post", "body"): BODY,
    ("story", "body"): BODY,
    ("story", "content"): BODY,
    ("story", "text"): BODY,
    ("rich", "text"): BODY,
    ("main", "content"): BODY,
    ("content", "body"): BODY,
    ("news", "content"): BODY,
    ("news", "text"): BODY,
    ("js", "content"): BODY,
    ("art", "content"): BODY,
    ("detail", "content"): BODY,
}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[a-z]+")
_LONGEST = 300


@lru_cache(maxsize=8192)
def hint_of(value: str) -> Hint | None:
    """Return what the words of a ``class``, ``id`` or ``role`` attribute say, ``None`` where they say nothing.

    ``"body"`` wins over furniture, since many a body is called ``article-body with-sidebar``.
    """
    value = value[:_LONGEST]
    if not value.islower():
        value = _CAMEL.sub(" ", value).lower()
    words = _WORD.findall(value)
    rules, bodies, pairs = _RULES, _BODIES, _PAIRS
    found: Hint | None = None
    last = ""
    for word in words:
        if word in bodies:
            return BODY
        rule = pairs.get((last, word)) or rules.get(word)
        if rule is not None:
            if rule == BODY:
                return BODY
            found = found or rule
        last = word
    return found
