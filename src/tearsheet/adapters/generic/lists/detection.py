"""Is the page a list? Signs for it and against it, each with a weight; refused is only what many signs agree on.

What the signs believe of pages:

- the address of a list names it (``/category/…``, ``/collections/…``, ``/news/``) or names nothing but the site; that
  of a story has its day, its number or its headline in words;
- a list has means to look through it: sort, filter, next page, so many results; things on offer have prices;
- a list holds items side by side, each with a link of its own, and next to no prose besides; a story is paragraphs
  that stand in no item;
- whoever describes a page to search engines, its place on the site or the questions it answers, says of a story that it
  is one: of 537 dev pages that state neither a story nor a day, 3 stories state their place, of 76 lists 22;
- what states that it is a story mostly is one. ``og:type`` says ``article`` of every page of many sites.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import accumulate

from attrs import frozen

from tearsheet.adapters.generic.body.story import Found
from tearsheet.adapters.generic.lists.list_signs import (
    FILTERED,
    HOME,
    LIST,
    OF_GOODS,
    PRICED,
    SELLS,
    address_sign,
    is_of_goods,
    is_shop,
    line_signs,
    markup_signs,
    priced_lines,
    shop_signs,
)
from tearsheet.adapters.generic.signs.cards import Group, around_of, item_groups
from tearsheet.adapters.generic.signs.elements import PARAGRAPH, Boxes
from tearsheet.page import Page
from tearsheet.page.metadata import Metadata

_STORIES = re.compile(r"article|blogposting|og:news|posting$|recipe|review$|qapage|question$")
_LISTS = frozenset(
    {"collectionpage", "itemlist", "searchresultspage", "profilepage", "og:product.group", "og:product:group"}
)
_DESCRIBED = frozenset({"breadcrumblist", "faqpage"})
_GOODS = frozenset({"product", "productgroup", "someproducts", "og:product", "og:product.item"})
_OF_QUESTIONS = frozenset({"question", "qapage"})
# Weights, in bytes: of a page's prose that is hardly any; of what is as good as none, on a page or in an item; of a
# line that a day stands on and no story at most.
_LITTLE, _NOTHING, _BYLINE = 500, 200, 150
_SEVERAL = 3
"""Paragraphs that are a story, beside whatever items."""
_NEAR = 12
"""Lines below the title in which its day may stand."""
_FULL_DAY = re.compile(
    r"(?<!\d)(?:19|20)\d\d\s?[-/.年]\s?\d\d?\s?[-/.月]\s?\d\d?|\d\d?[-/.]\d\d?[-/.](?:19|20)\d\d(?!\d)|"
    r"\b\d\d?(?:st|nd|rd|th|\.)?,? (?:of |de )?[^\W\d]{3,10}\.?,? (?:de )?(?:19|20)\d\d(?!\d)|"
    r"[^\W\d]{3,10}\.? \d\d?(?:st|nd|rd|th)?,? (?:19|20)\d\d(?!\d)|\d (?:hour|day|minute|week)s? ago\b"
)
_SECONDS = re.compile(r"\d\d?:\d\d:\d\d")
# Shares of the page's words, from 0 to 1, fitted on dev, 2026-11: of a story, what is most of them and what is little.
_MOST, _LITTLE_SHARE = 0.6, 0.3
_LED = 0.5
"""From which on the page leads elsewhere,"""
_BESIDE = 2
"""where what is none of its text outweighs that by this factor."""
_DATED = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\bago\b|\d月\d|昨|前", re.IGNORECASE)

_MOSTLY_STORY = "most of it is a story"
_DATELINED = "a day stands between its title and its text"
_TOLD = frozenset({_MOSTLY_STORY, _DATELINED})
_GOODS_FIRST = "what it sells stands above its text"
_WEIGHTS = {
    HOME: 3,
    SELLS: 4,
    _GOODS_FIRST: 2,
    LIST: 3,
    OF_GOODS: 2,
    "its markup names it a list": 3,
    "no prose stands beside its items": 3,
    "hardly any prose stands beside its items": 2,
    "it states itself a page of a site": 2,
    "it states where it stands, and no story": 2,
    "it states itself a thing on offer": 3,
    FILTERED: 3,
    PRICED: 3,
    "a next page is linked": 1,
    "little of it is a story": 1,
    "the same words stand in several items": 1,
    "its items have a link of the same words each": 1,
    "it can be sorted or turned over": 1,
    "it states itself a list and no story": 4,
    "it states itself a list": 1,
    "it holds several paragraphs": -1,
    "it states itself an article": -1,
    "it states itself an article to those who share it": -1,
    "it states its authors": -1,
    "its markup names it a story": -2,
    _MOSTLY_STORY: -2,
    "its address is a headline": -2,
    "its address has a day or a number": -3,
    _DATELINED: -3,
}
"""Log-odds, doubled and rounded, of a logistic regression over the 305 of 1,240 real pages that are not plainly
stories, sites left out in turn. It found next to nothing in a stated time of publication, in headings that are links,
and in how many pictures and items there are. The address of a site is held at less than the 4 it found: few stories
that stand there were among the pages."""
_OF_MANY_PAGES = frozenset(
    {"it states itself a page of a site", "it states where it stands, and no story", "little of it is a story"}
)
"""Signs that are not enough by themselves: imprints and terms have them too."""


class _Needed:
    """Sums of these weights, log-odds doubled as they are, and what is made of a page that comes up to them."""

    DOUBTED = 2
    """It may be a list."""
    REFUSED = 3
    """It is one, if the address says no other."""
    SURE = 5
    """It is one even where a number in the address, counted, speaks against it."""


_ONLY_ITEMS = 0.6
"""Share of the words from the first item on, less what stands around, that items hold on a page of nothing else."""


class Likely(IntEnum):
    """How likely the page is a list."""

    NO = 0
    MAYBE = 1
    YES = 2


@frozen
class Judged:
    """What was made of the page.

    :ivar groups: the items of what may be its lists
    :ivar signs: what was seen, the weightiest first
    """

    likely: Likely
    groups: list[Group]
    signs: tuple[str, ...]

    @property
    def why(self) -> str:
        """The signs that speak for a list, as a clause."""
        return "; ".join([sign for sign in self.signs if _WEIGHTS.get(sign, 1) > 0][:3])


def is_stated(metadata: Metadata) -> bool:
    """Whether the page states that it is an article, a thread or the like."""
    return metadata.published is not None or states_story(metadata)


def states_story(metadata: Metadata, *, to_sharers: bool = True) -> bool:
    """Whether the page states that it is an article, a thread or the like, whatever day it states.

    :param to_sharers: whether it is enough to say so to those who share it, which many sites do of every page
    """
    kinds = metadata.types - _OF_QUESTIONS if "faqpage" in metadata.types else metadata.types
    return any(_STORIES.search(kind) for kind in kinds if to_sharers or not kind.startswith("og:"))


def judge(page: Page, boxes: Boxes, found: Found, metadata: Metadata, title: int | None) -> Judged:
    """Weigh whether the page is a list of stories or things and no story itself. *title* is the line of its title."""
    address = address_sign(page.url or page.canonical_url)
    named = address in {HOME, LIST}
    stated = is_stated(metadata) and not metadata.types & _LISTS
    paragraphs = sum(boxes.weight[index] >= PARAGRAPH for index in found.kept)
    if paragraphs >= _SEVERAL and stated and not named:
        return Judged(Likely.NO, [], ())
    groups = item_groups(boxes)
    held = _held(boxes, found, groups)
    offers = is_shop(boxes)
    if not named and not offers and _is_plainly_story(boxes, found, held):
        return Judged(Likely.NO, [], ())
    signs = [
        *_stated_signs(metadata),
        *_story_signs(boxes, found, held, title),
        *([SELLS] if offers else []),
        *line_signs(boxes),
        *([_GOODS_FIRST] if offers and _goods_first(boxes, found) else []),
        *markup_signs(page),
    ]
    if not is_stated(metadata) and _TOLD.isdisjoint(signs):
        signs += shop_signs(page)  # a story may be told of what is on offer, and beside it
    if address is not None:
        signs.append(address)
    if is_of_goods(page.url or page.canonical_url):
        signs.append(OF_GOODS)
    signs.sort(key=lambda sign: -abs(_WEIGHTS[sign]))
    total = sum(_WEIGHTS[sign] for sign in signs)
    trusted = address is None or _WEIGHTS[address] > 0 or total >= _Needed.SURE
    if not is_stated(metadata) and trusted and _only_items(boxes, found, groups, held):
        return Judged(Likely.YES, groups, ("it is items, and nothing else", *signs))
    refused = total >= _Needed.REFUSED and any(_WEIGHTS[sign] > 0 and sign not in _OF_MANY_PAGES for sign in signs)
    likely = Likely.YES if trusted and refused else Likely.MAYBE if total >= _Needed.DOUBTED else Likely.NO
    return Judged(likely, groups, tuple(signs))


def _is_plainly_story(boxes: Boxes, found: Found, held: set[int]) -> bool:
    """Whether there are paragraphs beside the items, and little else."""
    weight = boxes.weight
    beside = [index for index in found.kept if index not in held]
    if sum(weight[index] >= PARAGRAPH for index in beside) < _SEVERAL:
        return False
    return sum(weight[index] for index in beside) > _MOST * boxes.size(boxes.root)


def _stated_signs(metadata: Metadata) -> Iterator[str]:
    kinds = metadata.types - _OF_QUESTIONS
    if kinds & _LISTS:
        yield "it states itself a list" if is_stated(metadata) else "it states itself a list and no story"
    if not is_stated(metadata):
        if kinds & _DESCRIBED:
            yield "it states where it stands, and no story"
        if kinds & _GOODS:
            yield "it states itself a thing on offer"
    if "og:website" in kinds:
        yield "it states itself a page of a site"
    if metadata.all("authors"):
        yield "it states its authors"
    if "og:article" in kinds:
        yield "it states itself an article to those who share it"
    if any(_STORIES.search(kind) for kind in kinds if not kind.startswith("og:")):
        yield "it states itself an article"


def _story_signs(boxes: Boxes, found: Found, held: set[int], title: int | None) -> Iterator[str]:
    weight, linked = boxes.weight, boxes.linked
    beside = [index for index in found.kept if index not in held]
    told = sum(weight[index] for index in beside)
    paragraphs = sum(weight[index] >= PARAGRAPH and linked[index] * 2 < weight[index] for index in beside)
    items = sum(weight[index] for index in held)
    rest = boxes.size(boxes.root) - told
    if (
        paragraphs <= 1
        and told < _LITTLE
        and rest > _BESIDE * told
        and (items > told or boxes.share(boxes.root) > _LED)
    ):
        yield "no prose stands beside its items" if told < _NOTHING else "hardly any prose stands beside its items"
    elif paragraphs >= _SEVERAL:
        yield "it holds several paragraphs"
    if _has_dateline(boxes, found, held, title):
        yield _DATELINED
    whole = max(1, boxes.size(boxes.root))
    kept = sum(weight[index] for index in found.kept)
    if told > _MOST * whole:
        yield _MOSTLY_STORY
    elif (told if kept - told > _MOST * kept else kept) < _LITTLE_SHARE * whole:
        yield "little of it is a story"


def _goods_first(boxes: Boxes, found: Found) -> bool:
    """Whether most prices stand above most of the story: a shop prints below its goods what it wants to be found by."""
    weight = boxes.weight
    half = sum(weight[index] for index in found.kept) / 2
    told = accumulate(weight[index] for index in found.kept)
    middle = next((index for index, sofar in zip(found.kept, told, strict=True) if sofar > half), len(weight))
    prices = priced_lines(boxes)
    return 2 * bisect_left(prices, middle) > len(prices)


def prints_day(text: str) -> bool:
    """Whether *text* is short and has a day in it; one with seconds is when a server wrote it."""
    return len(text) < _BYLINE and _FULL_DAY.search(text) is not None and _SECONDS.search(text) is None


def _has_dateline(boxes: Boxes, found: Found, held: set[int], title: int | None) -> bool:
    if title is None or not found.kept:
        return False
    first = next((index for index in found.kept if index > title), title)
    return any(
        index not in held and boxes.weight[index] < _BYLINE and _FULL_DAY.search(boxes.lines[index].text) is not None
        for index in range(title + 1, min(first + 2, title + _NEAR, len(boxes.lines)))
    )


def _held(boxes: Boxes, found: Found, groups: Sequence[Group]) -> set[int]:
    """Return the lines that stand in items; what holds most of the story alone is none, whatever stands beside it."""
    told = array("Q", accumulate((boxes.weight[index] for index in found.kept), initial=0))
    held: set[int] = set()
    for group in groups:
        for card in group.cards:
            inside = told[bisect_left(found.kept, card.stop)] - told[bisect_left(found.kept, card.start)]
            if 2 * inside <= told[-1] or inside < _NOTHING:
                held.update(range(card.start, card.stop))
    return held


def _dated(boxes: Boxes, group: Group) -> int:
    lines = boxes.lines
    return sum(
        any(
            boxes.weight[index] < PARAGRAPH and _DATED.search(lines[index].text)
            for index in range(card.start, card.stop)
        )
        for card in group.cards
    )


def _only_items(boxes: Boxes, found: Found, groups: Sequence[Group], held: set[int]) -> bool:
    """Whether the page, but for what stands around it, is items: several, or two with a date each."""
    if not held or not any(len(group.cards) > 2 or _dated(boxes, group) > 1 for group in groups):
        return False
    weight = boxes.weight
    if any(weight[index] >= PARAGRAPH for index in found.kept if index not in held):
        return False
    first = min(held)
    around = around_of(boxes)
    inside = [index for index in range(first, len(weight)) if not around[boxes.of_line[index].number]]
    items = sum(weight[index] for index in held)
    return items >= _ONLY_ITEMS * sum(weight[index] for index in inside)
