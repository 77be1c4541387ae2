"""What the address, the markup and the lines of a page say of its being a list or a story.

They are weighed in :mod:`.detection`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tearsheet.adapters.generic.signs.cards import around_of
from tearsheet.adapters.generic.signs.elements import Boxes, is_link
from tearsheet.adapters.generic.signs.phrases import sells
from tearsheet.page import Page
from tearsheet.page.address import parts_of

HOME = "its address is that of a site"
LIST = "its address names a list"
SELLS = "it sells a dozen things"
FILTERED = "its markup has filters"
PRICED = "its markup has prices"
OF_GOODS = "its address is that of things on offer"
_NAMES_LIST = re.compile(
    r"(?:categor(?:y|ies)|tags?|topics?|sections?|collections?|browse|lists?|archives?|search|catalog(?:ue)?s?|c|cat|"
    r"products?|shop|store|jobs?|remote-jobs|events?|director(?:y|ies)|genres?|labels?|series|authors?|"
    r"product-category|department|subject|charts?|page|cp|w|rubri(?:k|que)|kategorie|categori[ae]|channel|liebiao)",
    re.IGNORECASE,
)
_TOP_OF_LIST = re.compile(
    r"(?:browse|categor(?:y|ies)|collections?|product-category|catalog(?:ue)?s?|departments?)", re.IGNORECASE
)
"""What stands first in an address of which the rest may be any way down into a list."""
_OF_GOODS = re.compile(r"(?:^|&)srsltid=")
"""What a search engine adds to the address of a page on which a merchant offers things,"""
_TOLD = re.compile(r"blogs?|news|articles?|stories|guides?|insights|hub|posts|pages|magazine|learn|help", re.IGNORECASE)
"""and what stands in the addresses of those on which he tells of them."""
_SEARCHED = re.compile(r"(?:^|&)(?:s|q|query|search|keywords?|wd|kw)=[^&]")
_ENDS_LIST = re.compile(
    r"(?:news|latest|blog|articles|stories|posts|trending|recent|all|in-the-news|press-releases?|updates|"
    r"(?:index|list|node)(?:[_-]?+\d++)*+(?:\.\w+)?|list[-_]of[-_].*|category:.*)",
    re.IGNORECASE,
)
_INDEX = re.compile(
    r"[?&;/](?:mod=forumdisplay|forumdisplay|viewforum)(?![a-z])|/forum-\d+-\d+|[?&;]board=\d|/forums/[^/]+\.\d+/?(?:\?|$)|"
    r"/thread\.php\?fid=|/f\?(?:[^/?]*&)?kw=|"
    r"^https?://(?:forums?|discuss|discourse|community|talk|meta)\.[^/]+/(?:c/|latest|tags?/)",
    re.IGNORECASE,
)
"""The address of a forum's list of threads."""
_DAY = re.compile(
    r"/(?:19|20)\d\d[/-]?(?:0?[1-9]|1[0-2])(?:[/-]|\d\d)|(?<!\d)(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d(?!\d)"
    r"|(?<![^/])(?=[^/]*\d{5})[^/]*\.[a-z]?html?$",
    re.IGNORECASE,
)
"""A day, or the numbered file that a CMS writes a story to."""
_MONTH = re.compile(r"/(?:19|20)\d\d(?:/(?:0?[1-9]|1[0-2]))?/?$")
"""A year or a month and nothing behind it: what was printed in it."""
_NUMBER = re.compile(r"\d{5,}")
_OF_ONE = re.compile(r"(?:^|&)(?:p|id|[an]id|(?:news|article|art|story|content|info)_?id)=\d{4}", re.IGNORECASE)
"""The number of one among thousands."""
_HEADLINE_HYPHENS = 4
"""Hyphens of the last part of an address that is a headline: names of sections have five words seldom."""
_LISTING = re.compile(
    r"sort(?:ed)? by\b.*|filter(?:s| by| &.*)?\b.{0,30}|show(?:ing)? (?:all )?[\d,]+.{0,40}|"
    r"[\d,]+\+? (?:results?|items?|products?|courses?|jobs?|entries|articles|stories|posts|events)\b.{0,20}|"
    r"(?:load|show|view|see) more(?: \w+){0,2}|next(?: page)?(?: [›»→>])?|older (?:posts|entries|stories)|"
    r"page \d+ of \d+|clear (?:all|filters?)|refine.{0,20}|(?:view|see) all|"
    r"trier par.*|filtrer.{0,20}|sortieren.{0,20}|page suivante|nächste seite|"
    r"下一[页頁]|共\s*\d+\s*[页頁条條].{0,10}|第\s*\d+\s*[页頁].{0,10}|加[载載]更多|更多|尾[页頁]|次へ|もっと見る"
)
_LIST_PAGE = re.compile(
    r"(?<![a-z])(?:archive|category|taxonomy|collection|catalog|search-results|listing|home|blog|plp|tag|list|index)"
    r"(?![a-z])",
    re.IGNORECASE,
)
_STORY_PAGE = re.compile(r"(?<![a-z])(?:single|article|detail|postid|post|story)(?![a-z])", re.IGNORECASE)
_LONGEST_LABEL = 60
"""Characters of a line that may be a price, a button or a label; what is longer is a headline or prose."""
_PRICE = re.compile(
    r"(?:[$€£¥₹₩₱₫₺₽₪฿]|\b(?:USD|EUR|GBP|CHF|AUD|CAD|NZD|INR|AED|SAR|SGD|HKD|PHP|MYR|ZAR|Rs\.?|RM|kr\.?)) ?\d|"
    r"\d[ \u00a0]?(?:[€£円元원₽₫]|(?:USD|EUR|CHF|AED|SEK|NOK|DKK|zł|kr|Kč|Ft|lei|руб)\b)",
)
# Short lines with a price, at least, and how many these and buttons to buy come to in a shop.
_PRICED, _DOZEN = 3, 12
# Prices of a line that are looked at, and characters before one and behind one: a currency, "from", "per night".
_PRICES_OF_LINE, _BEFORE_PRICE, _BEHIND_PRICE = 4, 3, 9
_FILTERS, _PRICES = 3, 5
"""Elements that are named so: of 59 dev sites of lists 24 and 25 have as many, of 174 sites of stories 1 and 2."""
# Letters of a label at least; how often one comes that stands in several items; how many pages links of the same words
# lead to where each item has one.
_LEAST_LETTERS, _SEVERAL, _BUTTONS = 3, 5, 8
_NO_DIGITS = str.maketrans("", "", "0123456789")
_FIGURE = re.compile(r"[0-9]")
_CELLS = frozenset({"td", "tr", "th"})
"""Where figures are told, and nothing is for sale."""


def is_index(url: str | None) -> bool:
    """Whether *url* is that of a forum's list of threads."""
    return url is not None and _INDEX.search(url) is not None


def address_sign(url: str | None) -> str | None:
    """Return what the address says, ``None`` where it says nothing."""
    parts = parts_of(url)
    if not parts.hostname:
        return None
    if is_index(url):
        return LIST
    path = [part for part in parts.path.split("/") if part]
    if not path:
        if _SEARCHED.search(parts.query) is not None:
            return LIST
        if _OF_ONE.search(parts.query) is not None:
            return "its address has a day or a number"
        return HOME if not parts.query or parts.query.startswith(("utm_", "srsltid")) else None
    if _MONTH.search(parts.path) is not None:
        return LIST
    if _DAY.search(parts.path) is not None:
        return "its address has a day or a number"
    if path[-1].count("-") >= _HEADLINE_HYPHENS:
        return "its address is a headline"
    if _ENDS_LIST.fullmatch(path[-1]) or any(map(_NAMES_LIST.fullmatch, path[-3:])) or _TOP_OF_LIST.fullmatch(path[0]):
        return LIST
    return "its address has a day or a number" if _NUMBER.search(parts.path) else None


def is_of_goods(url: str | None) -> bool:
    """Whether a search for goods leads to *url*, and it is that of no text."""
    parts = parts_of(url)
    return _OF_GOODS.search(parts.query) is not None and not any(map(_TOLD.fullmatch, parts.path.split("/")))


def markup_signs(page: Page) -> Iterator[str]:
    """Yield what ``<body>`` is named and whether a next page is linked."""
    for node in page.css("body")[:1]:
        attributes = node.attributes
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''} {attributes.get('data-template') or ''}"
        if _STORY_PAGE.search(names) is not None:
            yield "its markup names it a story"
        elif _LIST_PAGE.search(names) is not None:
            yield "its markup names it a list"
    if page.css("link[rel=next], a[rel=next]"):
        yield "a next page is linked"


def shop_signs(page: Page) -> Iterator[str]:
    """Yield what the names of elements say of a page that states neither a story nor a day: filters, and prices."""
    if len(page.css("[class*=filter i], [class*=facet i]")) >= _FILTERS:
        yield FILTERED
    if len(page.css("[class*=price i]")) >= _PRICES:
        yield PRICED


def is_shop(boxes: Boxes) -> bool:
    """Whether the short lines have prices, and with buttons to buy a dozen of both."""
    texts = [line.text for line in boxes.lines if len(line.text) <= _LONGEST_LABEL and line.tag not in _CELLS]
    priced = [_FIGURE.search(text) is not None and _is_price(text) for text in texts]
    prices = sum(priced)
    if prices < _PRICED:
        return False
    buttons = sum(not is_price and sells(text) for text, is_price in zip(texts, priced, strict=True))
    return prices + buttons >= _DOZEN


def line_signs(boxes: Boxes) -> Iterator[str]:
    """Yield what short lines say besides prices: means to look through a list, words that come in item after item."""
    seen: Counter[str] = Counter()
    targets: dict[str, set[str]] = {}
    controls = False
    around = around_of(boxes)
    for line in boxes.lines:
        text = line.text
        if len(text) > _LONGEST_LABEL:
            continue
        controls = controls or _LISTING.fullmatch(text.lower()) is not None
        if line.tag == "td" or around[boxes.of_line[line.index].number]:
            continue
        words = (text if _FIGURE.search(text) is None else text.translate(_NO_DIGITS)).casefold().strip()
        if sum(map(str.isalpha, words)) < _LEAST_LETTERS:
            continue
        seen[words] += 1
        if is_link(boxes.linked[line.index], boxes.weight[line.index]):
            targets.setdefault(words, set()).update(line.hrefs)
    if controls:
        yield "it can be sorted or turned over"
    often = max(seen.values(), default=0)
    if often >= _SEVERAL:
        yield "the same words stand in several items"
    if max(map(len, targets.values()), default=0) >= _BUTTONS:
        yield "its items have a link of the same words each"


def priced_lines(boxes: Boxes) -> list[int]:
    """Return the indexes of the short lines that begin or end with a price."""
    lines = boxes.lines
    return [line.index for line in lines if len(line.text) <= _LONGEST_LABEL and _is_price(line.text)]


def _is_price(text: str) -> bool:
    """Whether *text* begins or ends with a price: amid a headline it is none of a thing on offer."""
    return any(
        found.start() < _BEFORE_PRICE or len(text) - found.end() <= _BEHIND_PRICE
        for found in [*_PRICE.finditer(text)][:_PRICES_OF_LINE]
    )
