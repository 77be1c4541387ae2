"""Headings of a page, and which of their words are the headline: a kicker, a deck, a day, a name may stand in them.

What is believed of news pages: what a heading holds besides its headline stands in an element of its own, which is
called a kicker, a badge, a deck or the author's, or is set small; or it is stated as the title without the rest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from attrs import frozen

from tearsheet.adapters.generic.head.stated_titles import LONGEST, without_site
from tearsheet.page.lines import Line, Run
from tearsheet.reading.blocks import heading_words
from tearsheet.text.fold import folded
from tearsheet.text.language import syllables

_LEAST_TITLE = 4
"""Syllables that are left of a title without a day and the site: fewer are a word."""
SURE = 1.9
"""What :func:`~tearsheet.adapters.generic.head.stated_titles.variants_of` has at least of a line that is the title: it
is half of a stated one or so, or more."""
_PARTS = 8
"""Runs of a heading, and places where two elements touch, that are looked at."""

_DAY = (
    r"(?:(?:[A-Z][a-z]{2,8}\.? \d{1,2},? |\d{1,2}\.? [A-Z][a-z]{2,8}\.?,? )(?:19|20)\d\d"
    r"|(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d)"
)
_DATED = re.compile(rf"\W*{_DAY}\W+")

_JOINTS = " |/·•–—:-"
_BELOW = re.compile(r"(?:^|[\s_-])(?:author|byline|autor|auteur)", re.IGNORECASE)
"""What an element in a heading is called that says who wrote the story,"""
_DECK = re.compile(rf"{_BELOW.pattern}|(?:^|[\s_-])(?:sub-?(?:head|title|line)|deck|dek|strap)|<small>", re.IGNORECASE)
"""or sums it up,"""
_KICKER = re.compile(
    r"(?:^|[\s_-])(?:kicker|eyebrow|over(?:line|title)|super(?:title|head)|pre-?title|dachzeile|spitzmarke|ober?zeile"
    r"|antet[ií]tulo|volanta|cintillo|surtitre|occhiello|catenaccio|rubri[kc]|badge|flag|label|categor|section|topic)|<small>",
    re.IGNORECASE,
)
"""or stands above the headline."""
_BAR = re.compile(r"[|｜]")

LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}


@frozen
class Heading:
    """A line or several that one heading element holds."""

    first: int
    last: int
    level: int
    text: str


@frozen
class Title:
    """The title that was settled on.

    :param first: index of its first line, ``None`` where it is only stated
    :param part: offsets into its line, where only a part of the line is the title
    :param source: of a stated one, where it is stated
    """

    text: str
    first: int | None = None
    last: int | None = None
    part: tuple[int, int] | None = None
    source: str | None = None


def printed_headings(lines: Sequence[Line], start: int, stop: int) -> list[Heading]:
    """Return the headings printed in the lines ``start:stop``."""
    found: list[Heading] = []
    around = 0
    for index in range(max(0, start), min(stop, len(lines))):
        line = lines[index]
        level, node = LEVELS.get(line.tag, 0), line.node
        if not level or node is None or len(line.text) > LONGEST:
            around = 0
            continue
        identity = node.mem_id
        if identity == around:
            before = found[-1]
            found[-1] = Heading(before.first, index, level, f"{before.text} {line.text}")
        else:
            found.append(Heading(index, index, level, line.text))
        around = identity
    return found


def confirmed_part(heading: Heading, lines: Sequence[Line], variants: Mapping[str, float]) -> Title | None:
    """Return the line or the run of a heading that is a stated title by itself: a date or a link stands beside."""
    best: tuple[float, Title] | None = None
    for index in range(heading.first, heading.last + 1):
        line = lines[index]
        size = len(line.text)
        spans = [(0, size), *[(run.start, run.end) for run in line.runs[:_PARTS]]]
        spans += [span for cut in line.boundaries[:_PARTS] for span in ((0, cut), (cut, size))]
        for start, end in spans:
            text = line.text[start:end].strip()
            weight = variants.get(folded(text), 0.0)
            if weight >= SURE and (best is None or weight > best[0]):
                at = line.text.index(text, start)
                best = weight, Title(text, index, index, part=(at, at + len(text)))
    return best[1] if best is not None else None


def bare(heading: Heading, lines: Sequence[Line], variants: Mapping[str, float]) -> Title | None:
    """Return *heading* without what in it is called a kicker, a deck or the author's; ``None`` where nothing is.

    A kicker that is stated as a part of the headline is one: "Opinion: …".
    """
    first, last, stated = heading.first, heading.last, folded(heading.text) in variants
    while first < last and not stated and all(_is_called(run, _KICKER) for run in lines[first].runs):
        first += 1
    if first < last or first > heading.first:
        text = " ".join([line.text for line in lines[first : last + 1]])
        return Title(text, first, last) if first > heading.first and syllables(text) >= _LEAST_TITLE else None
    line = lines[first]
    runs = [run for run in line.runs if run.text.strip(_JOINTS)]
    while len(runs) > 1 and _is_called(runs[-1], _BELOW if stated else _DECK):
        runs.pop()
    while len(runs) > 1 and not stated and _is_called(runs[0], _KICKER):
        runs.pop(0)
    start, end = (runs[0].start, runs[-1].end) if runs else (0, 0)
    words = line.text[start:end]
    start, end = start + len(words) - len(words.lstrip(_JOINTS)), start + len(words.rstrip(_JOINTS))
    if (
        end - start == len(line.text)
        or (end - start) * 2 < len(line.text)
        or syllables(line.text[start:end]) < _LEAST_TITLE
    ):
        return None
    return Title(line.text[start:end], first, first, part=(start, end)) if len(runs) < len(line.runs) else None


def _is_called(run: Run, names: re.Pattern[str]) -> bool:
    """Whether an element of the heading around *run* is called one of *names*."""
    node = run.node
    while node is not None and node.tag not in LEVELS:
        if names.search(f"{node.attributes.get('class') or ''} <{node.tag}>") is not None:
            return True
        node = node.parent
    return False


def whole(heading: Heading, lines: Sequence[Line]) -> Title:
    """Return all of *heading* as the title, but for a sign that leads to itself."""
    text, part = lines[heading.first].text, heading_words(lines[heading.first])
    if heading.first == heading.last and 0 < part[1] - part[0] < len(text):
        return Title(text[slice(*part)], heading.first, heading.last, part=part)
    return Title(heading.text, heading.first, heading.last)


def undated(heading: Heading, lines: Sequence[Line], names: Sequence[str]) -> Title | None:
    """Return *heading* without the day, or the parts that name the site, which stand in its element."""
    if heading.first != heading.last:
        return None
    text = lines[heading.first].text
    match = _DATED.match(text)
    start, end = match.end() if match is not None else 0, len(text)
    if match is None and _BAR.search(text) is not None:
        rest = without_site(text, names)
        start = text.index(rest)
        end = start + len(rest)
    if syllables(text[start:end]) < _LEAST_TITLE or end - start == len(text):
        return None
    return Title(text[start:end], heading.first, heading.first, part=(start, end))
