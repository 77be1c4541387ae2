"""A text read: title, head and body, every line of it claimed or dropped under a rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from attrs import evolve, frozen

from tearsheet.adapters.generic.body.tool_rows import is_label_row
from tearsheet.adapters.generic.head.article_head import ArticleHead, read_article_head
from tearsheet.adapters.generic.head.bylines import is_label
from tearsheet.adapters.generic.head.headings import Title
from tearsheet.adapters.generic.head.names import split_names
from tearsheet.adapters.generic.head.unlabelled import beside_date, is_job
from tearsheet.adapters.generic.plain.columns import parted
from tearsheet.adapters.generic.plain.head import find_title, is_byline, is_head_line, prints_time
from tearsheet.adapters.generic.plain.mail import MailHead, mail_head, signature, without_marks
from tearsheet.adapters.generic.plain.marks import LINK_NUMBER, link_list
from tearsheet.adapters.generic.plain.story import (
    TAIL,
    body_rules,
    judged,
    takes_up,
    whole_range,
)
from tearsheet.adapters.generic.plain.stretches import story_range
from tearsheet.adapters.generic.plain.units import Unit, Units, units_of
from tearsheet.adapters.generic.plain.words import seams
from tearsheet.adapters.generic.signs.phrases import heads_comments
from tearsheet.model import Block
from tearsheet.page.lines import Line
from tearsheet.page.metadata import Metadata
from tearsheet.page.text_lines import FEW, line_feeds, text_lines
from tearsheet.reading.blocks import TextBlocks
from tearsheet.reading.ledger import Ledger
from tearsheet.reading.reader import Reader
from tearsheet.text.fold import folded

_FIRST = 100  # characters in which a text that is quoted as a whole has a mark of that
# Units from the start of the story in which a byline may stand below a deck; lines above a job in which the name is.
_BELOW_DECK, _JOBS = 4, 3
_LONGEST_NAME = 100  # characters of a line that names who has written the story, and the day
# Paragraphs in which the words of a list above them are sought, the share of its items that have one, and its items.
_SUMMED, _SAID, _MOST_SUMMED = 12, 0.8, 5
_TOP = 60
"""Lines at the start of a text among which rows of labels, paragraphs by themselves, are looked for."""
_NEAR = 12
"""Units above the heaviest stretch in which a sentence begins the story, if the title stands above it."""
# A deck is a line or two, and longer than an entry of a menu; a heading right above the first paragraph may be a word
# or two. In columns.
_DECKS, _SHORTEST_DECK, _SHORTEST_HEADING, _WORD = 2, 18, 8, 4


@frozen
class Plain:
    """What was read."""

    head: ArticleHead
    body: tuple[Block, ...]


def is_plain(reader: Reader) -> bool:
    """Whether the page is text, with no element to go by."""
    return bool(reader.lines) and reader.page.feed is None and reader.lines[0].node is None


def read_plain(reader: Reader, metadata: Metadata) -> Plain:
    """Read the story of a text, and claim or drop each of its lines."""
    reader.seams = seams
    text = reader.page.text
    unquoted = without_marks(line_feeds(text)) if ">" in text[:_FIRST] else None
    columns = text_lines(unquoted) if unquoted is not None else parted(text)
    if columns is not None:
        reader.lines, reader.ledger = columns, Ledger(columns)
    whole = unquoted if unquoted is not None else None if columns is not None else text
    mail = mail_head(reader.lines)
    listed = link_list(reader.lines)
    if listed is not None:
        reader.drop(reader.lines[listed:], "link-list")
        for line in reader.lines[:listed]:
            for mark in LINK_NUMBER.finditer(line.text):
                reader.ledger.drop(line, "link-number", *mark.span())
    rows = {at + below for at, line in enumerate(reader.lines[:_TOP]) if is_label_row(line.text) for below in (0, 1)}
    units = units_of(
        reader.lines if listed is None else reader.lines[:listed],
        numbered=listed is not None,
        text=whole,
        apart=rows | (mail.lines if mail is not None else frozenset()),
        is_head=lambda line: is_head_line(reader, line),
    )
    units.drop_marks(reader)
    reader.ledger.site_lines = reader.site_lines
    rules, weights = judged(units, reader.ledger.site_lines)
    for at in map(units.at, mail.lines) if mail is not None else ():
        rules[at], weights[at] = "mail-head", 0.0
    signed = signature(reader.lines, whole) if whole is not None and "\n--" in whole else None
    for at in range(units.at(signed), len(units)) if signed is not None else ():
        rules[at], weights[at] = "signature", TAIL
    start, stop = whole_range(
        units, rules, weights, *story_range(weights, lambda at: prints_time(reader, units.texts[at]))
    )
    if start == stop:
        # No sentence at all: what is no boilerplate is the story.
        start, stop = 0, len(units)
        weights = [0.0] * len(units)
    if mail is not None and mail.subject is not None:
        index, begin = mail.subject
        length = len(reader.lines[index].text)
        title: Title | None = Title(reader.lines[index].text[begin:], index, index, (begin, length))
    else:
        # What is looked at again and again is sooner had as objects, if it is no monster.
        title = find_title(reader, list(units) if len(units) <= FEW else units, rules, weights, start)
    firsts = units.firsts
    if title is not None and not any(
        rule is None and first != title.first for first, rule in zip(firsts, rules, strict=False)
    ):
        title = None  # one line alone is all the story there is, and its words stand in for a title
    begin = start
    above = units.at(title.first) if title is not None and title.first is not None else None
    if above is not None:
        if above >= start:
            start = above + 1
        else:
            start = next(
                (
                    at
                    for at in range(max(above + 1, start - _NEAR), start)
                    if units.ends[at] and rules[at] is None and not is_byline(reader, units[at])
                ),
                start,
            )
        # A byline may stand below a deck that is a sentence.
        begin = next(
            (at + 1 for at in range(min(start + _BELOW_DECK, stop) - 1, start - 1, -1) if _names(reader, units[at])),
            start,
        )
    # A line that ends in a colon leads to the story: 各有关单位：, and what is announced below it.
    while above is not None and above + 1 < start == begin and _leads_on(reader, units[start - 1], rules[start - 1]):
        start = begin = start - 1
    first = firsts[begin] if begin < len(units) else len(reader.lines)
    last = firsts[stop] if stop > start else first
    head = read_article_head(reader, metadata, first, last, printed=title)
    if mail is not None and not head.authors:
        head = _signed(reader, head, mail)
    # A deck, or a heading over the first paragraph: little else stands between the title and the story.
    between = [
        at
        for at in range(above + 1 if above is not None else start, start)
        if not head.lines.issuperset(range(firsts[at], firsts[at + 1])) and not is_byline(reader, units[at])
    ]
    # A list between the byline and the first paragraph sums the story up, if it says what the story says.
    listed = next((at for at in range(start - 1, -1, -1) if firsts[at] not in units.bullets or rules[at]), -1) + 1
    if (
        0 < start - listed <= _MOST_SUMMED
        and listed
        and (listed - 1 == above or is_byline(reader, units[listed - 1]))
        and takes_up(units, range(listed, start), range(start, min(start + _SUMMED, stop)), _SAID)
    ):
        start = listed
        between = [at for at in between if at < start]
    if (
        between
        and len(between) <= _DECKS
        and all(
            _is_deck(
                units[at],
                rules[at],
                _shortest(reader.lines, firsts[at], firsts[start]) if at == start - 1 else _SHORTEST_DECK,
            )
            for at in between
        )
    ):
        start = between[0]
    inside = body_rules(units, rules, weights, start, stop)
    for at in range(start, min(begin, stop)):
        if _names(reader, units[at]):
            inside.setdefault(at, "byline")
    name = folded(title.text) if title is not None else ""
    begins = {name[:1], name[:1].upper()}
    outside = "outside-story"
    for at, text in enumerate(units.texts):
        if start <= at < stop:
            # Most are told from the title by how they begin.
            other = not name or (text.isascii() and text[:1].isalnum() and text[0] not in begins)
            rules[at] = inside.get(at) or (None if other or folded(text) != name else "beside-title")
            continue
        if at >= stop and weights[at] <= TAIL:
            outside = "comments" if heads_comments(text) else "outside-story"
        is_head = above is not None and above < at < start and not units.ends[at]
        rules[at] = rules[at] or ("head" if is_head else outside)
    del weights  # of a long text each column counts
    _settle(reader, units, rules, head.lines)
    return Plain(head, tuple(_blocks(units, [at for at in range(start, stop) if rules[at] is None])))


def _signed(reader: Reader, head: ArticleHead, mail: MailHead) -> ArticleHead:
    """Return *head* with whom the head of the *mail* names."""
    names = mail.names(reader.lines)
    if mail.sender is not None and names:
        line = reader.lines[mail.sender[0]]
        for name in names:
            at = line.text.find(name, mail.sender[1])
            if at >= 0:
                reader.ledger.claim(line, "authors", at, at + len(name))
    return evolve(head, authors=names)


def _blocks(units: Units, chosen: Iterable[int]) -> Iterator[Block]:
    """Give the blocks of the *chosen* paragraphs; lines of code, one below the other, are one."""
    block_of = TextBlocks().block
    code: list[str] = []
    for at in chosen:
        kind = units.kind(at)
        if code and kind != "code":
            yield block_of("\n".join(code), "code")
            code = []
        if kind == "code":
            code.append(units.laid[units.firsts[at]][1])
        else:
            yield block_of(units.laid[units.firsts[at]][1] if kind == "table" else units.texts[at], kind)
    if code:
        yield block_of("\n".join(code), "code")


def _names(reader: Reader, unit: Unit) -> bool:
    """Whether *unit*, below the title, prints a time or who has written the story, and little else."""
    if is_byline(reader, unit):
        return True
    if len(unit.text) > _LONGEST_NAME:
        return False
    above = unit.first - 1
    if above >= 0 and is_label(reader.lines[above].text) and split_names(unit.text):
        return True
    # A job stands below the name, and may have a handle below it.
    named = next((at for at in range(above, max(-1, above - _JOBS), -1) if not is_job(reader.lines[at].text)), -1)
    if is_job(unit.text) and named >= 0 and beside_date(reader, named) is not None:
        return True
    return beside_date(reader, unit.first) is not None


def _shortest(lines: Sequence[Line], heading: int, story: int) -> int:
    """Return how long a heading must be: one that stands apart right above the story may be a word."""
    return _WORD if lines[heading].blanks and not lines[story].blanks else _SHORTEST_HEADING


def _is_deck(unit: Unit, rule: str | None, shortest: int) -> bool:
    """Whether *unit* is words in a row, and no date, name or button."""
    letters = sum(map(str.isalpha, unit.text))
    return rule is None and unit.size >= shortest and letters > len(unit.text) // 2


def _leads_on(reader: Reader, unit: Unit, rule: str | None) -> bool:
    """Whether *unit*, right above the story, is words of it that lead on to what stands below."""
    return unit.text[-1] in ":：" and unit.size >= _SHORTEST_DECK and rule is None and not is_byline(reader, unit)


def _settle(reader: Reader, units: Units, rules: list[str | None], claimed: frozenset[int]) -> None:
    """Claim the units without a rule for the body and drop the others; the lines that are *claimed* stay so.

    A unit that holds such a line is none of the body; its rule is then ``""``.
    """
    firsts = units.firsts
    for at in {units.at(line) for line in claimed if line < firsts[-1]}:
        lines = [reader.lines[index] for index in range(firsts[at], firsts[at + 1]) if index not in claimed]
        reader.drop(lines, rules[at] or "byline")
        rules[at] = ""
    start = 0
    for rule, alike in groupby(rules):
        stop = start + sum(1 for _ in alike)
        if rule != "":
            reader.ledger.settle(firsts[start], firsts[stop], role="body" if rule is None else None, rule=rule)
        start = stop
