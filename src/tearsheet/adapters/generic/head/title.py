"""The title of an unknown page: what is stated, checked against what is printed.

A page prints its title as a heading, mostly the last one above the body, and states it in several places, there mostly
with the name of the site. So every stated title is taken apart at its separators, and a printed line that equals a
whole one or a part of one is the title. What is stated and stands nowhere on the page loses to a printed heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from attrs import evolve

from tearsheet.adapters.generic.head.headings import (
    LEVELS,
    SURE,
    Heading,
    Title,
    bare,
    confirmed_part,
    printed_headings,
    undated,
    whole,
)
from tearsheet.adapters.generic.head.stated_titles import (
    LONGER,
    LONGEST,
    Says,
    beyond_quote,
    likeness,
    link_words,
    names_site,
    pieces,
    printed_names,
    spaced_as_stated,
    variants_of,
    without_sections,
    without_site,
)
from tearsheet.page.lines import Line
from tearsheet.page.metadata import Metadata
from tearsheet.text.fold import folded
from tearsheet.text.language import syllables

_INSIDE, _ABOVE = 15, 60
"""Lines of the story that may print its title, and lines up from there that may where they are no headings;"""
_JUST, _LONGEST_UNSTATED = 10, 40
"""where none is stated, lines from the story's first to one that its class calls the title, and syllables of that."""
_MENU = 3
"""Links below a heading and above the story that are a menu: the heading is that of the site."""
_ASIDE = frozenset({"nav", "aside", "footer"})
_TITLE_CLASS = re.compile(r"(?:^|[\s_-])(?:[a-z]*title|[a-z]*headline|subject|biaoti|bt)(?:$|[\s_-])", re.IGNORECASE)


def _level(line: Line) -> int:
    """Return the level of a heading element that holds the block in which *line* stands; 7 where there is none."""
    node = line.node
    for _ in range(2):
        node = node.parent if node is not None else None
        if node is None:
            break
        level = LEVELS.get(node.tag or "")
        if level is not None:
            return level
    return 7


def read_title(
    lines: Sequence[Line],
    metadata: Metadata,
    start: int,
    stop: int,
    *,
    sites: Iterable[str] = (),
    hint: int | None = None,
) -> Title | None:
    """Return the title of the story whose body is ``lines[start:stop]``.

    :param hint: index of the line that is the title, where that is known
    """
    printed = printed_names(lines)
    names = (*sites, *[name for name in printed if name not in sites])
    variants = variants_of(metadata, names)
    best: tuple[float, Heading] | None = None
    inside = min(start + _INSIDE, stop)
    links = _link_sums(lines[:start]) if not variants else ()
    for heading in _candidates(lines, variants, inside, start):
        if heading.level == _PLAIN and max(start + 1, stop - _SIGNED) <= heading.first:
            continue  # whose notice it is, and whose site
        score = _score(heading, lines, variants, names, start, links)
        if heading.first == hint:
            score += _Score.HINTED
        if best is None or score >= best[0]:
            best = score, heading
    said = _stated_title(metadata, names, lines)
    if best is None:
        return said or _any_title(metadata)
    score, heading = best
    if score > 0:
        part = confirmed_part(heading, lines, _headline(metadata)) or bare(heading, lines, variants)
        if part is None and folded(heading.text) in variants:
            title = whole(heading, lines)
            return evolve(title, text=spaced_as_stated(title.text, metadata)) if title.part is None else title
        part = confirmed_part(heading, lines, variants) if part is None else part
        if part is not None:
            return part
    if said is not None and (score <= 0 or _is_label(heading, said.text)) and not _is_headline(heading, said, start):
        return said
    return undated(heading, lines, names) or whole(heading, lines)


def _any_title(metadata: Metadata) -> Title | None:
    """Return the most trusted title whatever it says: the name of the site is better than nothing."""
    return next((Title(fact.value, source=fact.source) for fact in metadata.all("title") if folded(fact.value)), None)


def _headline(metadata: Metadata) -> dict[str, float]:
    """Return, folded, the headline of a thread's structured data: a heading that holds more has a label before it."""
    if "discussionforumposting" not in metadata.types:
        return {}
    for fact in metadata.all("title")[:1]:
        if fact.source.endswith("(headline)"):
            return {folded(fact.value): Says.WHOLE}
    return {}


def _stated_title(metadata: Metadata, names: Sequence[str], lines: Sequence[Line]) -> Title | None:
    links: frozenset[str] | None = None
    for fact in metadata.all("title"):
        text = without_site(fact.value, names, guess=fact.source in {"html(title)", "meta(og:title)"})
        text = beyond_quote(text, metadata, names)
        if len(pieces(text)) > 1:
            links = link_words(lines) if links is None else links
            text = without_sections(text, links)
        words = folded(text)
        # What is twice as long as the name of a site says more than that.
        if words and not any(names_site(words, name) for name in names if len(words) < 2 * len(name)):
            return Title(text, source=fact.source)
    return None


def _is_label(heading: Heading, said: str) -> bool:
    """Whether *heading* names a part of the site and no story: a word or two that the stated title does not share."""
    if heading.level > 1:
        return syllables(said) > _LONGEST_SECTION and not _shared(heading.text, said)
    short = syllables(heading.text) <= _LONGEST_LABEL and syllables(said) >= _SHORTEST_TITLE
    return short and not _shared(heading.text, said)


def _is_headline(heading: Heading, said: Title, start: int) -> bool:
    """Whether *heading* stands right above the story, and the page's ``<title>`` is no more than a name."""
    near = 0 < start - heading.last <= _ABOVE_STORY and heading.level <= _LEAST_LEVEL
    named = said.source == "html(title)" and syllables(said.text) <= _LONGEST_NAME
    longer = syllables(heading.text) > LONGER * syllables(said.text)
    return near and named and longer and not _shared(heading.text, said.text)


def _shared(one: str, other: str) -> bool:
    """Whether *one* and *other* have at least two in five of their words in common, or begin alike."""
    first, second = ({folded(word) for word in words.split()} for words in (one, other))
    return len(first & second) >= _COMMON * max(len(first), len(second)) or (
        folded(one)[:_BEGINNING] in folded(other) or folded(other)[:_BEGINNING] in folded(one)
    )


def _candidates(lines: Sequence[Line], variants: Mapping[str, float], stop: int, start: int) -> list[Heading]:
    """Return the headings above *stop*, and other lines there that are word for word a stated title."""
    found = printed_headings(lines, 0, stop)
    taken = {index for heading in found for index in range(heading.first, heading.last + 1)}
    firsts = {first for words in variants for first in (words[0], words[0].upper())}
    for index in range(max(0, stop - _ABOVE), min(stop, len(lines))):
        line = lines[index]
        text = line.text
        if index in taken or not 2 <= len(text) <= LONGEST or line.region in _ASIDE:
            continue
        unstated = not variants and -_JUST < index - start < _JUST and syllables(text) <= _LONGEST_UNSTATED
        if unstated and _is_titled(line):
            found.append(Heading(index, index, 2, text))
        elif (text[0] in firsts or not text[0].isalnum()) and variants.get(folded(text), 0.0) >= SURE:
            found.append(Heading(index, index, _level(line), text))
    return sorted(found, key=lambda heading: heading.first)


def _is_titled(line: Line) -> bool:
    """Whether the class of its element calls *line* a title."""
    return line.node is not None and _TITLE_CLASS.search(line.node.attributes.get("class") or "") is not None


_LONGEST_SECTION = 6
"""Syllables of a stated title that may be the name of a section: a smaller heading says more than one only below it."""
_LONGEST_LABEL, _SHORTEST_TITLE = 8, 3
"""Syllables of an <h1> that may be the name of a part of the site, where so many of a title are stated."""
_ABOVE_STORY, _LEAST_LEVEL = 5, 4
"""Lines from a headline to its story, and the least level of its element;"""
_LONGEST_NAME = 7
"""syllables of the name of a site."""
_COMMON = 0.4
"""Share of the words, from 0 to 1, that a title put differently has in common with itself."""
_BEGINNING = 6
"""Letters by which two forms of a title begin alike."""


_PLAIN, _SIGNED = 7, 3
"""Level of a line that is no heading, and lines at the end of a story that sign it."""


class _Score:
    """What makes a printed line the title. Fitted on dev, 2026-11."""

    PLACE = {1: 2.0, 2: 0.9, 3: 0.4, 4: 0.1, 5: 0.0, 6: 0.0, 7: 0.0}
    """What a heading of each level is worth, 7 being none."""
    AGREES = 1.6
    """What it says of a stated title, by what :func:`variants_of` has of it."""
    DISTANCE, FARTHEST = 0.03, 40
    """Each line between it and the story, against it, and the most that count."""
    BELOW, INSIDE = 0.3, 0.15
    """To stand in the story, against it, and each line there."""
    ASIDE = 2.5
    """To stand beside the story, or above a menu where nothing is stated, against it."""
    HINTED = 0.5
    """The line that was found to be the title before: between an <h3> and an <h2>; no fit of it is recorded."""
    UNCONFIRMED, CONFIRMED = 1.0, 1.0
    """A heading below <h1> that nothing confirms, against it, and how much it agrees where it is confirmed;"""
    FAR, NEAR = 0.5, 12
    """more where it does not stand in the lines right above the story."""
    FEW, FEWEST, AGREED = 1.5, 5, 2.0
    """A few Latin letters, against them, how many are more, and how much they agree where they are a stated title."""
    NOTHING = -9.0
    """No words, or the name of the site: no title."""


def _score(  # noqa: PLR0917 - called once
    heading: Heading,
    lines: Sequence[Line],
    variants: Mapping[str, float],
    names: Sequence[str],
    start: int,
    links: Sequence[int],
) -> float:
    words = folded(heading.text)
    if not words or words in names:
        return _Score.NOTHING
    line = lines[heading.first]
    agreement = variants.get(words) or likeness(words, variants)
    distance = start - heading.last
    score = _Score.PLACE[heading.level] + _Score.AGREES * agreement
    if distance > 0:
        score -= _Score.DISTANCE * min(distance, _Score.FARTHEST)
    else:
        score -= _Score.INSIDE * (heading.first - start + 1) + _Score.BELOW
    if line.region in _ASIDE:
        score -= _Score.ASIDE
    if not variants and distance >= 0:
        # Nothing but the site is stated: the headline is what stands nearest above the story, below the menu.
        above_menu = distance > 0 and links[start] - links[heading.last + 1] >= _MENU
        return score - (_Score.ASIDE if above_menu else 0.0)
    if heading.level > 1 and agreement < _Score.CONFIRMED:
        # A heading below h1 that nothing confirms is a title only right above the body, if anything.
        score -= _Score.UNCONFIRMED + (_Score.FAR if not 0 < distance <= _Score.NEAR else 0.0)
    if len(words) < _Score.FEWEST and agreement < _Score.AGREED and words.isascii():
        score -= _Score.FEW
    return score


def _link_sums(lines: Sequence[Line]) -> Sequence[int]:
    """Return the running sums, from 0 on, of the links in *lines*."""
    return list(accumulate([len(set(line.hrefs)) for line in lines], initial=0))
