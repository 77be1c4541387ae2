"""The words in ``class`` and ``id`` that name what is no story, by the rule under which it is dropped.

They are sure on any site. Whoever weighs them against the prose in an element may know more words.
"""

from __future__ import annotations

from collections.abc import Mapping

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
COMMENT_WORDS = "comment comments commentlist commentarea disqus replies pinglun respondents livefyre"
"""What readers' comments are called."""


def rules_by_word(*vocabularies: Mapping[str, str]) -> dict[str, str]:
    """Return the rule of each word in *vocabularies*, which have the words by rule."""
    return {word: rule for each in vocabularies for rule, words in each.items() for word in words.split()}
