"""The Article that each item of a list page is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from tearsheet.adapters.generic.head.date_candidates import sane
from tearsheet.adapters.generic.head.time_elements import LONGEST_PART, stacked_day, time_elements
from tearsheet.adapters.generic.signs.cards import BESIDE_LINK, LEAST_LINK, Group, around_of
from tearsheet.adapters.generic.signs.elements import Box, Boxes, is_link
from tearsheet.model import Article, Block, Edition, Moment, Source, Summary
from tearsheet.page.lines import Line
from tearsheet.reading.reader import Reader
from tearsheet.text.language import detect

_PARAGRAPH = 100
"""Characters from which on a line is prose and prints no time, source or score."""
_SUMMARY = 50
"""Bytes of a line that sums a story up, at least; what is shorter is a label or a name."""
_BESIDE_FIRST = 100
"""Bytes of what may stand behind a title that begins its card on one line with it."""
_KICKER = 24
"""Bytes above a title that may be the name of a section."""
_LONG_TITLE = 300
"""Bytes of a title from which on a longer one is no better: it may be a headline and its summary in one link."""
_LONGEST_DAY = 40
"""Characters of a line that is a day, with its weekday."""
_TIMELY = re.compile(r"\d|ago|yesterday|today|昨|前|刚|剛", re.IGNORECASE)
_SOURCE = re.compile(r"(?:来源|來源|source|via)\s*[:：]\s*(?P<name>\S.{0,40})", re.IGNORECASE)
_SCORE = re.compile(
    r"(?P<name>hot|quality|impact|score|points|votes|热度|质量|影响力|评分|得分)\s*+(?:[:：]\s*+)?(?P<value>\d+(?:\.\d+)?)|"
    r"(?<!\d)(?P<points>\d++)\s++(?:points?|votes?|upvotes?)",
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
_CUT = ("…", "...", "[…]", "[...]", "⋯")


def read_cards(reader: Reader, boxes: Boxes, groups: Sequence[Group]) -> Iterator[Article]:
    """Yield an Article for each item of the page's lists, in reading order."""
    around = around_of(boxes)
    groups = [group for group in groups if not around[group.parent.number]] or groups
    cards = sorted((card for group in groups for card in group.cards), key=lambda card: (card.start, -card.stop))
    days = _days_above(reader, cards)
    number = 0
    stop = 0
    for card in cards:
        if card.start < stop:  # a card within a card
            continue
        article = _article(reader, boxes, card, number)
        if article is not None:
            stop = card.stop
            if article.published is None and (above := days.get(card.start)) is not None:
                day, line = above
                if not reader.ledger.touched(line):
                    reader.ledger.claim(line, f"cards[{number}].published")
                article = evolve(article, published=day)
            number += 1
            yield article


def _days_above(reader: Reader, cards: Sequence[Box]) -> dict[int, tuple[Moment, Line]]:
    """Return the days that stand above the cards, and their lines, by where the cards begin: a list may be parted by
    days, or each item be headed by one. A single one may be the day of the page.
    """
    found: dict[int, tuple[Moment, Line]] = {}
    above: tuple[Moment, Line] | None = None
    stop = -1
    for card in cards:
        if card.start > stop:
            line = reader.lines[card.start - 1] if card.start else None
            day = reader.moment(line.text) if line is not None and len(line.text) < _LONGEST_DAY else None
            is_day = day is not None and day.first_date is not None and day.precision == "day"
            above = (day, line) if is_day and day is not None and line is not None else None
        if above is not None:
            found[card.start] = above
        stop = max(stop, card.stop)
    return found if len({line.index for _, line in found.values()}) > 1 else {}


@frozen
class _Title:
    """The title of an item: which words of which line, and where they lead."""

    line: Line
    start: int
    end: int
    url: str | None


def _article(reader: Reader, boxes: Boxes, card: Box, number: int) -> Article | None:
    ledger, lines = reader.ledger, reader.lines
    found = _title(reader, boxes, card)
    if found is None:
        return None
    title = _whole(found, ledger.claim(found.line, f"cards[{number}].title", found.start, found.end))
    published: Moment | None = None
    source: Source | None = None
    scores: dict[str, float] = {}
    summary: list[str] = []
    for index in range(card.start, card.stop):
        line = lines[index]
        if published is None and len(line.text) <= LONGEST_PART and (day := stacked_day(reader, lines, index)):
            published = day[1].moment
            day[0].take(0, len(day[0].text), f"cards[{number}].published")
        apart = line is found.line
        if ledger.touched(line) and not apart:
            continue
        for begin, end in ((0, found.start), (found.end, len(line.text))) if apart else ((0, len(line.text)),):
            text = line.text[begin:end]
            short = len(text) < _PARAGRAPH
            if published is None and short and (timed := _time_in(reader, line, begin, end)) is not None:
                published, *span = timed
                ledger.claim(line, f"cards[{number}].published", *span)
            if source is None and short and (credit := _SOURCE.search(text)) is not None:
                start, stop = credit.span("name")
                source = Source(name=ledger.claim(line, f"cards[{number}].source", begin + start, begin + stop))
            if short and (score := _SCORE.search(text)) is not None:
                name = (score["name"] or "score").lower()
                start, stop = score.span("value" if score["value"] else "points")
                value = ledger.claim(line, f"cards[{number}].scores", begin + start, begin + stop)
                scores.setdefault(_NAMES.get(name, name), float(value))
        if (
            not ledger.touched(line)
            and boxes.weight[index] >= _SUMMARY
            and (card.link or boxes.linked[index] * 2 < boxes.weight[index])
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
                summary=Summary(text=text, truncated=text.endswith(_CUT)) if text else None,
                body=tuple(Block(text=each) for each in summary),
            ),
        ),
        url=found.url or _first_link(reader, card),
        published=published,
        source=source,
        scores=scores,
    )


def _time_in(reader: Reader, line: Line, start: int, end: int) -> tuple[Moment, int, int] | None:
    """Return the first time among ``start:end`` of *line*, that of an element of its own before others."""
    if _TIMELY.search(line.text, start, end) is None:
        return None
    for element in time_elements(line):
        exact = sane(reader.stated(element.stated)) if start <= element.start < end and element.stated else None
        if exact is not None:
            return evolve(exact, raw=line.text[element.start : element.end]), element.start, element.end
    parts = [(run.text, run.start) for run in line.runs if start <= run.start and run.end <= end]
    for text, at in [*parts, (line.text[start:end], start)]:
        if _TIMELY.search(text) is not None and (times := reader.moments(text)):
            return times[0].moment, at + times[0].start, at + times[0].end
    return None


def _title(reader: Reader, boxes: Boxes, card: Box) -> _Title | None:
    """Return the card's title: its heading, else the longest link that is a line or stands with a date or the like.

    Of a line with several links, a section and a title say, the longest is the title; a line that is one link, or a
    heading with none, is the title whole.
    """
    best: tuple[tuple[bool, int], Line] | None = None
    for index in range(card.start, card.stop):
        line, linked = boxes.lines[index], boxes.linked[index]
        beside = boxes.weight[index] - linked
        most = _BESIDE_FIRST if index == card.start and line.runs[0].href else BESIDE_LINK
        if line.level is None and (linked < LEAST_LINK or (not is_link(linked, boxes.weight[index]) and beside > most)):
            continue
        weight = boxes.weight[index]
        key = (line.level is not None, min(weight, _LONG_TITLE))
        # Where a whole card is one link, its text stands below its title and is longer.
        within = card.link and best is not None and best[0][1] >= _KICKER and not key[0]
        if best is None or (key > best[0] and not within):
            best = (key, line)
    if best is None:
        return None
    line = best[1]
    links = reader.linked(line)
    if not links:
        return _Title(line, 0, len(line.text), None)
    start, end, url = max(links, key=lambda link: len(line.text[link[0] : link[1]].encode()))
    # A day in an element of its own is none of the title, though the link holds it.
    runs = [run for run in line.runs if start <= run.start and run.end <= end]
    if len(runs) > 1 and _is_time(reader, runs[-1].text):
        end = start + len(line.text[start : runs[-1].start].rstrip())
    elif len(runs) > 1 and _is_time(reader, runs[0].text):
        start = runs[1].start
    return _Title(line, start, end, url)


def _is_time(reader: Reader, text: str) -> bool:
    return len(text) < _LONGEST_DAY and _TIMELY.search(text) is not None and reader.moment(text.strip()) is not None


def _whole(title: _Title, text: str) -> str:
    """Return the title that is printed cut where its link states it whole."""
    if not text.endswith(_CUT):
        return text
    begins = text.rstrip(".…⋯[] ")
    for run in title.line.runs:
        node = run.node
        if run.start >= title.end or run.end <= title.start or node is None:
            continue
        around = node if node.tag == "a" else node.parent
        stated = " ".join(((around.attributes.get("title") if around is not None else None) or "").split())
        if len(stated) > len(begins) and stated.startswith(begins):
            return stated
    return text


def _first_link(reader: Reader, card: Box) -> str | None:
    for index in range(card.start, card.stop):
        for _, _, url in reader.linked(reader.lines[index]):
            return url
    return None
