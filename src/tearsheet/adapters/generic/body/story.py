"""An article page: the body as blocks, its pictures, notices and links to other stories."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from tearsheet.adapters.generic.body.choice import Choice, choose
from tearsheet.adapters.generic.body.pictures import closing_pictures
from tearsheet.adapters.generic.body.pruning import Trimmed, trim
from tearsheet.adapters.generic.head.time_elements import names_around
from tearsheet.adapters.generic.signs.cards import card_groups
from tearsheet.adapters.generic.signs.class_hints import BODY
from tearsheet.adapters.generic.signs.elements import Box, Boxes, is_mostly_link, told_sums
from tearsheet.model import Block, Image, Link
from tearsheet.page.address import domain_of
from tearsheet.page.lines import Line
from tearsheet.reading.blocks import Passage, heading_words
from tearsheet.reading.images import UNMARKED_CAPTION
from tearsheet.reading.reader import Reader
from tearsheet.text.fold import folded


class _Little:
    """Weights below which so little was found, or is there at all, that the page is asked again."""

    STORY = 400
    """Of a story on a page that states itself an article: two short paragraphs. It may be made of cards,"""
    IN_CARDS = 3 * STORY
    """if with them it holds more than this."""
    AMID_CARDS = 900
    """Of a page without a story: cards on a larger one are a list, on a smaller one they stand below a short story."""
    PAGE = 200
    """Of a page of a few words: three short lines may be all that it has to say."""


class _Standfirst:
    """Where a line may stand that sums up the story, and what it is."""

    ABOVE_STORY = 40
    """Lines from the title to the story: between them stand bylines, buttons, the captions of a gallery."""
    BELOW_TITLE = 3
    """Lines from the title to a lesser heading: farther down it heads a part of the story or something else."""
    LEAST, MOST = 50, 800
    """Its weight: a label or a name has less than a sentence, and a long paragraph sums nothing up."""
    SAME = 60
    """Folded characters by which it is known again: descriptions are cut off at their ends."""


_CREDITED = re.compile(
    r"[^。！？]{2}[。！？]?[（(](?:[图圖照][片]?\s?[/／:：][^（()）]{2,20}|[^（()）。]{0,12}[记記]者[^（()）。]{2,6}[摄攝]影?)[)）]$"
)
_VERSES = 4
"""Lines of a poem at least."""
_LONGEST_CAPTION = 120
"""Characters of a caption under a picture that but its words tell: a paragraph may say whose picture it is too."""
_LONGEST_INITIAL, _LEAST_BEGUN = 2, 25
"""Characters of a letter that is printed large, with the quotation mark before it; and of the paragraph it begins."""
_INITIAL = re.compile(r"drop|cap|initial|first", re.IGNORECASE)
_LEADS = frozenset({"related", "link"})
_WORD = re.compile(r"\w+")
_WORDS = frozenset("AI")
"""Letters that are a word: they stand apart where the next word is one by itself elsewhere in the story."""
_LESSER = frozenset({"h2", "h3", "h4"})
_SUMMED_UP = re.compile(r"[【\[]?(?:核心提示|[内內]容(?:提要|摘要)|[导導](?:[读讀]|[语語]))[】\]]?\s?[:：】\]|]?")


@frozen(kw_only=True)
class Found:
    """Where the story stands, before anything is claimed.

    :ivar kept: indexes of the lines that are the story
    """

    choice: Choice
    trimmed: Trimmed
    kept: list[int]

    @property
    def led(self) -> set[int]:
        """Indexes of the lines below the story, in its element, that lead to other stories."""
        first = self.kept[-1] + 1
        rules = self.trimmed.rules[first - self.trimmed.start :]
        return {index for index, rule in enumerate(rules, first) if rule in _LEADS}


@frozen(kw_only=True)
class Story:
    """What was claimed."""

    body: tuple[Block, ...]
    images: tuple[Image, ...]
    notices: tuple[str, ...]
    related: tuple[Link, ...]


def find_story(
    reader: Reader, boxes: Boxes, prose: list[float], title: int | None, *, article: bool, forum: bool
) -> Found:
    """Find the story on the page.

    :param article: whether the page states that it is one; then cards may be what it is made of
    :param forum: whether it is a forum's, where what stands there twice was posted twice
    """
    host = domain_of(reader.page.url or reader.page.canonical_url)
    sums = told_sums(prose)
    # Cards that hold no prose are no rivals of the story.
    cards = [card for group in card_groups(boxes, host, sums) for card in group.cards]
    choice, trimmed, kept = _chosen(boxes, prose, sums, cards, title, host, once=not forum)
    if article and cards and sum(boxes.weight[index] for index in kept) < _Little.STORY:
        other = _chosen(boxes, prose, sums, (), title, host, once=not forum)
        if sum(boxes.weight[index] for index in other[2]) > _Little.IN_CARDS:
            choice, trimmed, kept = other
    if not kept and (boxes.size(boxes.root) < _Little.AMID_CARDS or not (cards or card_groups(boxes, host))):
        # Names that say boilerplate of everything say nothing: what is prose in the element is the story.
        bare = choose(boxes, prose, sums, (), title, believe=False)
        if sums[bare.box.stop] > sums[bare.box.start]:
            start, stop = bare.box.start, bare.box.stop
            rules = [None if prose[index] > 0 and index != title else "crumb" for index in range(start, stop)]
            choice, trimmed = bare, Trimmed(start, stop, rules)
            kept = [index for index in range(start, stop) if rules[index - start] is None]
        elif 0 < boxes.size(boxes.root) < _Little.PAGE:
            # A page of a few words: all that leads nowhere and is no boilerplate is the story.
            rules = [
                choice.boilerplate[index] or ("crumb" if index == title or _leads(boxes, index) else None)
                for index in range(len(boxes.lines))
            ]
            choice, trimmed = bare, Trimmed(0, len(rules), rules)
            kept = [index for index, rule in enumerate(rules) if rule is None]
    told = sum(boxes.weight[index] for index in kept)
    verse = _verse(boxes, title) if told < _Little.PAGE else None
    if verse is not None and boxes.size(verse) > told:
        choice = evolve(choice, box=verse)
        trimmed = Trimmed(verse.start, verse.stop, [None] * (verse.stop - verse.start))
        kept = list(range(verse.start, verse.stop))
    return Found(choice=choice, trimmed=trimmed, kept=kept)


def _verse(boxes: Boxes, title: int | None) -> Box | None:
    """Return the element below the title in which most short lines stand, broken by the author: a poem."""
    found = [
        box
        for box in boxes.all
        if title is not None
        and title < box.start <= box.stop - _VERSES
        and box.hint in {None, BODY}
        and not (box.children or any(boxes.linked[box.start : box.stop]))
    ]
    return max(found, key=lambda box: box.stop - box.start, default=None)


def _leads(boxes: Boxes, index: int) -> bool:
    """Whether the line is a link to another page."""
    return is_mostly_link(boxes.linked[index], boxes.weight[index]) and any(
        not href.startswith(("#", "javascript:")) for href in boxes.lines[index].hrefs
    )


def _chosen(  # noqa: PLR0917 - called twice, by position
    boxes: Boxes,
    prose: list[float],
    raw: Sequence[float],
    cards: Sequence[Box],
    title: int | None,
    site: str | None,
    *,
    once: bool,
) -> tuple[Choice, Trimmed, list[int]]:
    choice = choose(boxes, prose, raw, cards, title)
    trimmed = trim(boxes, choice, title, site=site, once=once)
    return choice, trimmed, [trimmed.start + offset for offset, rule in enumerate(trimmed.rules) if rule is None]


def find_standfirst(boxes: Boxes, found: Found, title: int | None, descriptions: Sequence[str]) -> int | None:
    """Return the line between the title and the story that sums it up: its stated description, or a lesser heading.

    :param descriptions: what the page states of the story in a sentence or two
    """
    first = found.kept[0]
    if title is None or first > title + _Standfirst.ABOVE_STORY:
        return None
    lines = boxes.lines
    wanted = {folded(text)[: _Standfirst.SAME] for text in descriptions}
    told = ""
    for index in range(title + 1, first):
        line = lines[index]
        weight = boxes.weight[index]
        rule = found.choice.boilerplate[index]
        if (
            not _Standfirst.LEAST <= weight <= _Standfirst.MOST
            or is_mostly_link(boxes.linked[index], weight)
            or line.tag == "figcaption"
            or line.text == lines[title].text
        ):
            continue
        begins = folded(line.text)[: _Standfirst.SAME]
        told = told or folded(lines[first].text)[: _Standfirst.SAME]
        if told == begins:
            return None
        if begins in wanted and rule != "caption":
            return index
        lesser = line.tag in _LESSER and index <= title + _Standfirst.BELOW_TITLE
        if (lesser or _SUMMED_UP.match(line.text) is not None) and rule in {None, "outside-story"}:
            return index
    return None


def take_story(
    reader: Reader,
    found: Found,
    claimed: frozenset[int],
    standfirst: int | None = None,
    *,
    beside: Mapping[int, list[Image]],
) -> Story:
    """Claim the story, and drop every other line of the page under a rule.

    :param claimed: lines of the head
    :param beside: pictures that no line of the story shows, by the line before which they stand
    """
    ledger = reader.ledger
    trimmed = found.trimmed
    notices: list[str] = []
    related: list[Link] = []
    initials = _initials(reader.lines, trimmed, claimed)

    def passages() -> Iterator[Passage]:  # one at a time: a page may have a hundred thousand
        places = sorted(beside, reverse=True)
        for passage in told():
            before: list[Image] = []
            while places and places[-1] <= passage.line.index:
                before += beside[places.pop()]
            if before:
                own = passage.images if passage.images is not None else reader.images((passage.line,))
                yield passage._replace(images=[*before, *own])
            else:
                yield passage

    def told() -> Iterator[Passage]:
        if standfirst is not None and not ledger.touched(reader.lines[standfirst]):
            yield Passage(reader.lines[standfirst], images=(), tells=True)
        for line, rule in zip(reader.lines[trimmed.start : trimmed.stop], trimmed.rules, strict=True):
            if line.index in claimed or line.index == standfirst or line.index in initials:
                continue
            if rule is None and _is_caption(line):
                yield Passage(line, kind="caption")
            elif rule is None:
                start, end = heading_words(line) if line.level is not None else (0, None)
                if end is not None and end - start < len(line.text):
                    yield Passage(line, start, end, tells=True)
                    ledger.drop(line, "link")
                else:
                    yield Passage(line, tells=True)
            elif rule == "caption":
                yield Passage(line, kind="caption", role="images.caption")
            elif rule == "notices":
                notices.append(ledger.claim(line, "notices"))
            elif rule == "related":
                related.extend(_related(reader, line, len(related)))
            else:
                ledger.drop(line, rule)
        yield from closing_pictures(reader, found)

    body, images = reader.body(passages() if beside else told())
    _join_initials(reader, body, initials)
    drop_rest(reader, found.choice.boilerplate)
    return Story(body=tuple(body), images=tuple(images), notices=tuple(notices), related=tuple(related))


def _initials(lines: Sequence[Line], trimmed: Trimmed, claimed: frozenset[int]) -> dict[int, Line]:
    """Return the letters that begin a paragraph in an element of their own, printed large, each with the paragraph."""
    found: dict[int, Line] = {}
    for index in range(trimmed.start + 1, trimmed.stop):
        initial, line = lines[index - 1], lines[index]
        if (
            len(initial.text) > _LONGEST_INITIAL
            or trimmed.rules[index - trimmed.start] is not None
            or index - 1 in claimed
        ):
            continue
        letter = initial.text[-1]
        if len(line.text) < _LEAST_BEGUN or not letter.isalpha() or initial.text[:-1].isalnum():
            continue
        named = initial.node is not None and _INITIAL.search(names_around(initial.node)) is not None
        if (letter.isupper() and line.text[0].islower()) or (named and not letter.islower()):
            found[index - 1] = line
    return found


def _join_initials(reader: Reader, body: list[Block], initials: Mapping[int, Line]) -> None:
    """Put the letters that were printed apart before the paragraphs that they begin."""
    if not initials:
        return
    places: dict[str, list[int]] = {}
    last_at: dict[str, int] = {}
    for at, block in enumerate(body):
        places.setdefault(block.text, []).append(at)
        last_at.update(dict.fromkeys(_WORD.findall(block.text), at))
    for around in places.values():
        around.reverse()  # they are taken from the end
    for index, line in initials.items():
        if not places.get(line.text):
            continue
        place = places[line.text].pop()
        letter = reader.ledger.claim(reader.lines[index], "body")
        word = _WORD.match(line.text)
        alone = letter[-1] in _WORDS and word is not None and last_at[word[0]] > place
        body[place] = evolve(body[place], text=f"{letter}{' ' if alone else ''}{line.text}")


def _is_caption(line: Line) -> bool:
    """Whether *line* says that it is a caption, though no markup does: right under a picture, or as a credit says it.

    Whose picture it is, in brackets at the end, nobody says but below a picture, wherever that is shown.
    """
    if len(line.text) > _LONGEST_CAPTION or not (line.images or line.text.endswith((")", "）"))):
        return False
    return (UNMARKED_CAPTION if line.images else _CREDITED).search(line.text) is not None


def drop_rest(reader: Reader, boilerplate: list[str | None]) -> None:
    """Drop every line that nothing was made of, under what its element is named or as standing outside."""
    reader.ledger.drop_rest(boilerplate, touched="label", otherwise="outside-story")


def _related(reader: Reader, line: Line, number: int) -> list[Link]:
    found: list[Link] = []
    for start, end, url in reader.linked(line):
        text = line.text[start:end]
        reader.ledger.claim(line, f"related[{number + len(found)}]", start, end)
        found.append(Link(text=text, url=url))
    reader.ledger.drop(line, "label" if found else "related")
    return found
