"""List pages: how they are told from articles, and the Article that each card is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from tearsheet.adapters.generic.cards import Group
from tearsheet.adapters.generic.class_hints import BODY
from tearsheet.adapters.generic.elements import Box, Boxes
from tearsheet.adapters.generic.phrases import sells
from tearsheet.adapters.generic.story import Found
from tearsheet.model import Article, Block, Edition, Moment, Source, Summary
from tearsheet.page.metadata import Metadata
from tearsheet.reading.reader import Reader
from tearsheet.text.language import detect

__all__ = ["is_list", "is_stated", "read_cards"]

_ARTICLES = re.compile(r"article|blogposting|og:news|posting$|recipe|review$|qapage|question$")
_LISTS = frozenset({"collectionpage", "itemlist", "searchresultspage", "og:product.group"})
_OF_QUESTIONS = frozenset({"question", "qapage"})
_LITTLE = 350
_TOLD = 500
_FAR = 140
_NEAR = 15
_SOME = 700
_PAGE = 900
_PARAGRAPH = 100
_LEAST_TITLE = 12
_OFFERS = 12
_PRICED = 3
_LONGEST_OFFER = 60
_PRICE = re.compile(
    r"(?:[$€£¥₹]|\b(?:USD|EUR|GBP|CHF)) ?\d|\d[ \u00a0]?(?:[€£円元]|USD\b|EUR\b|zł|kr\b)",
)
_MONEY = ("$", "€", "£", "¥", "₹", "円", "元", "USD", "EUR", "GBP", "CHF", "zł", "kr")  # no price is without
_AROUND = frozenset({"navigation", "footer", "aside", "advert", "breadcrumb", "share-prompt", "header"})
_TIMELY = re.compile(r"\d|ago|yesterday|today|昨|前|刚|剛", re.IGNORECASE)
_SOURCE = re.compile(r"(?:来源|來源|source|via)\s*[:：]\s*(?P<name>\S.{0,40})", re.IGNORECASE)
_SCORE = re.compile(
    r"(?P<name>hot|quality|impact|score|points|votes|热度|质量|影响力|评分|得分)\s*[:：]?\s*(?P<value>\d+(?:\.\d+)?)|"
    r"(?P<points>\d+)\s+(?:points?|votes?|upvotes?)",
    re.IGNORECASE,
)
_NAMES = {
    "热度": "hot",
    "质量": "quality",
    "影响力": "impact",
    "评分": "score",
    "得分": "score",
    "votes": "score",
    "points": "score",
}


def is_stated(stated: Metadata) -> bool:
    """Whether the page states that it is an article, a thread or the like."""
    kinds = stated.types - _OF_QUESTIONS if "faqpage" in stated.types else stated.types
    return stated.published is not None or any(_ARTICLES.search(kind) for kind in kinds)


def is_list(boxes: Boxes, found: Found, stated: Metadata, *, url: str | None, title: int | None) -> bool:
    """Whether the page is a list of stories or things and no story itself.

    A page that states itself to be an article is none; one that states itself to be a list is one, and so is the home
    page of a site. Of the others, those with next to no prose are lists, those whose cards outweigh what little prose
    there is, and those where the prose begins far below the title.

    :param url: where the page was fetched
    :param title: line of the printed title
    """
    weight = boxes.weight
    told = sum(weight[index] for index in found.kept)
    prose = [weight[index] for index in found.kept if weight[index] >= _PARAGRAPH]
    total = boxes.size(boxes.root)
    if total < _PAGE:
        return False
    cards = max((_size(boxes, group) for group in found.groups if not _is_around(group.parent)), default=0)
    articles = any(_ARTICLES.search(kind) for kind in stated.types - _OF_QUESTIONS)
    if not articles and (stated.types & _LISTS or _is_home(url)):
        return True
    box = found.choice.box
    if (
        is_stated(stated)
        or _is_article(box)
        or (box.hint == BODY and title is not None and title < box.start < title + _NEAR)
    ):
        return False
    if title is not None and found.kept and found.kept[0] - title > _FAR:
        return True
    if _is_shop(boxes):
        return True
    if len(prose) <= 1 and sum(prose) < _LITTLE and told < min(_TOLD, 0.25 * total):
        return True
    return len(prose) <= 2 and sum(prose) < _SOME and cards > 2 * told


def _is_shop(boxes: Boxes) -> bool:
    """Whether many things are offered on the page: two dozen prices, or a dozen with buttons to buy for them."""
    prices = buttons = 0
    words = "\n".join([line.text for line in boxes.lines])
    if sum(map(words.count, _MONEY)) < _PRICED:
        return False
    for line in boxes.lines:
        text = line.text
        if len(text) > _LONGEST_OFFER or line.tag in {"td", "tr", "th"}:
            continue
        if _PRICE.search(text) is not None:
            prices += 1
        elif sells(text):
            buttons += 1
    return prices >= 2 * _OFFERS or (buttons > 0 and prices >= _PRICED and prices + buttons >= _OFFERS)


def read_cards(reader: Reader, boxes: Boxes, found: Found) -> Iterator[Article]:
    """Yield an Article for each card of the page's lists, in reading order."""
    groups = [group for group in found.groups if not _is_around(group.parent)] or found.groups
    cards = sorted((card for group in groups for card in group.cards), key=lambda card: card.start)
    number = 0
    stop = 0
    for card in cards:
        if card.start < stop:  # a card within a card
            continue
        article = _article(reader, boxes, card, number)
        if article is not None:
            stop = card.stop
            number += 1
            yield article


def _is_home(url: str | None) -> bool:
    """Whether *url* is the address of a site and of no page on it."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return False
    return (
        bool(parts.hostname)
        and parts.path in {"", "/"}
        and (not parts.query or parts.query.startswith(("utm_", "srsltid")))
    )


def _is_article(box: Box) -> bool:
    """Whether the element is the body of an ``<article>`` by its name."""
    around: Box | None = box
    body = False
    while around is not None:
        body = body or around.hint == BODY
        if around.tag == "article":
            return body
        around = around.parent
    return False


def _size(boxes: Boxes, group: Group) -> int:
    return sum(boxes.size(card) for card in group.cards)


def _is_around(box: Box) -> bool:
    around: Box | None = box
    while around is not None:
        if around.hint in _AROUND or around.tag in {"header", "footer", "nav", "aside"}:
            return True
        around = around.parent
    return False


def _article(reader: Reader, boxes: Boxes, card: Box, number: int) -> Article | None:
    ledger, lines = reader.ledger, reader.lines
    title_at = _title(boxes, card)
    if title_at is None:
        return None
    line = lines[title_at]
    links = reader.linked(line)
    title = ledger.claim(line, f"cards[{number}].title")
    url = links[0][2] if links else None
    published: Moment | None = None
    source: Source | None = None
    scores: dict[str, float] = {}
    summary: list[str] = []
    for index in range(card.start, card.stop):
        line = lines[index]
        if index == title_at or ledger.touched(line):
            continue
        text = line.text
        if published is None and len(text) < _PARAGRAPH and _TIMELY.search(text) and (times := reader.moments(text)):
            published = times[0].moment
            ledger.claim(line, f"cards[{number}].published", times[0].start, times[0].end)
        if source is None and (credit := _SOURCE.search(text)) is not None and len(text) < _PARAGRAPH:
            source = Source(name=ledger.claim(line, f"cards[{number}].source", *credit.span("name")))
        if len(text) < _PARAGRAPH and (score := _SCORE.search(text)) is not None:
            name = (score["name"] or "score").lower()
            span = "value" if score["value"] else "points"
            scores.setdefault(
                _NAMES.get(name, name), float(ledger.claim(line, f"cards[{number}].scores", *score.span(span)))
            )
        if (
            not ledger.touched(line)
            and boxes.weight[index] >= _PARAGRAPH // 2
            and boxes.linked[index] * 2 < boxes.weight[index]
        ):
            summary.append(ledger.claim(line, f"cards[{number}].summary"))
        ledger.drop(line, "card-furniture")
    language = detect(" ".join([title, *summary]), "en") or "en"
    text = " ".join(summary)
    return Article(
        adapter=reader.adapter,
        editions=(
            Edition(
                language=language,
                title=title,
                summary=Summary(text=text, truncated=text.endswith(("…", "...", "[…]", "[...]"))) if text else None,
                body=tuple(Block(text=each) for each in summary),
            ),
        ),
        url=url,
        published=published,
        source=source,
        scores=scores,
    )


def _title(boxes: Boxes, card: Box) -> int | None:
    """Return the line that is the card's title: its heading, else its longest link, else its first line."""
    best: tuple[int, int] | None = None
    for index in range(card.start, card.stop):
        line, linked = boxes.lines[index], boxes.linked[index]
        if linked * 10 < boxes.weight[index] * 8 and line.level is None:
            continue
        if boxes.weight[index] < _LEAST_TITLE and line.level is None:
            continue
        key = (line.level is not None, min(boxes.weight[index], 300))
        if best is None or key > best:
            best, at = key, index
    return at if best is not None else None
