"""The title of an unknown page: what is stated, checked against what is printed.

A page prints its title as a heading, mostly the last one above the body, and states it in several places, there mostly
with the name of the site. So every stated title is taken apart at its separators, and a printed line that equals a
whole one or a part of one is the title. What is stated and stands nowhere on the page loses to a printed heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from tearsheet.page.lines import Line
from tearsheet.page.metadata import Metadata
from tearsheet.text.fold import folded

__all__ = ["Heading", "Title", "printed_headings", "read_title", "site_names", "without_site"]

# A separator stands between spaces, or is one that no sentence has; never a quotation mark.
_SEPARATOR = re.compile(
    r"\s+[-–—―|｜·•»«›‹:/~_]+\s+|\s*(?:[|｜»«›_]|::|--|——)\s*|(?<=[^\W\d_a-zA-Z])\s*[-–—]\s*(?=[^\W_])|(?<=[”’」』》】）)!?！？])[-–—](?=\w)"
)
_COLON = re.compile(r"\s*[:：]\s+")
_ABOVE = 60
_INSIDE = 15
_LONGEST = 300
_LONGEST_SITE = 40
_SURE = 1.9
_HINTED = 0.5
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_ASIDE = frozenset({"nav", "aside", "footer"})


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
        level, node = _HEADINGS.get(line.tag, 0), line.node
        if not level or node is None or len(line.text) > _LONGEST:
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


def _level(line: Line) -> int:
    """Return the level of a heading element that holds the block in which *line* stands; 7 where there is none."""
    node = line.node
    for _ in range(2):
        node = node.parent if node is not None else None
        if node is None:
            break
        level = _HEADINGS.get(node.tag or "")
        if level is not None:
            return level
    return 7


def site_names(stated: Metadata, url: str | None) -> frozenset[str]:
    """Return the folded names the site goes by: stated ones and the words of its host."""
    names = {folded(fact.value) for name in ("site", "publisher") for fact in stated.all(name)}
    match = re.match(r"https?://(?:www\.|m\.)?([^/:?#]+)", url or stated.canonical_url or "")
    if match is not None:
        host = match[1].lower()
        names.add(folded(host))
        names.update(folded(part) for part in host.split(".")[:-1] if len(part) > 3)
    return frozenset(name for name in names if 1 < len(name) <= _LONGEST_SITE)


def pieces(title: str) -> list[tuple[int, int]]:
    """Return the parts of *title* between its separators, as offsets."""
    found = []
    at = 0
    for match in _SEPARATOR.finditer(title):
        if match.start() > at:
            found.append((at, match.start()))
        at = match.end()
    if at < len(title):
        found.append((at, len(title)))
    return found


def without_site(title: str, sites: Iterable[str], *, guess: bool = True) -> str:
    """Return *title* without the name of the site after or before it.

    :param sites: folded names of the site
    :param guess: whether a short part at the end is taken for a site's name though none is known
    """
    names = tuple(sites)
    parts = pieces(title)
    known = False
    while len(parts) > 1 and _is_site(title[slice(*parts[-1])], names):
        parts.pop()
        known = True
    while len(parts) > 1 and _is_site(title[slice(*parts[0])], names):
        parts.pop(0)
        known = True
    if guess and not known and len(parts) > 1:
        head, tail = title[parts[0][0] : parts[-2][1]], title[slice(*parts[-1])]
        if _size(tail) <= 12 and _size(head) > 1.5 * _size(tail):
            parts.pop()
            while len(parts) > 1 and title[parts[0][1] : parts[1][0]].strip() in {"_", "|", "｜"}:
                parts.pop()
    return title[parts[0][0] : parts[-1][1]] if parts else title


def _size(text: str) -> int:
    """Return how long *text* is in syllables or so: a Han character, or two and a half letters."""
    return sum(5 if char > "\u2e7f" else 2 for char in text) // 5


def _is_site(part: str, names: Sequence[str]) -> bool:
    words = folded(part)
    return bool(words) and any(_names_site(words, name) for name in names)


def _names_site(words: str, name: str) -> bool:
    if words == name:
        return True
    if len(name) > 3 and len(words) <= 3 * len(name) and (words.startswith(name) or words.endswith(name)):
        return True
    return len(words) > 3 and name.startswith(words)


def _variants(stated: Metadata, sites: Sequence[str]) -> dict[str, float]:
    """Return, folded, what the stated titles and their parts are, each with how much it says to be one of them."""
    found: dict[str, float] = {}
    sources = {fact.value[:_LONGEST]: fact.source for fact in reversed(stated.all("title")[:12])}
    for title, source in sources.items():
        words = folded(title)
        found[words] = max(found.get(words, 0.0), 3.0 if source != "html(title)" else 2.6)
        parts = pieces(title)
        colon = _COLON.search(title)
        if colon is not None:
            found.setdefault(folded(title[colon.end() :]), 1.2)
        for end in range(1, len(parts)):
            _part(found, title, parts[0][0], parts[end - 1][1], 2.7)
            _part(found, title, parts[end][0], parts[-1][1], 2.4)
        for part in parts[1:-1] if len(parts) > 2 else ():
            _part(found, title, *part, 2.2)
    return {words: weight for words, weight in found.items() if len(words) > 1 and words not in sites}


def _part(found: dict[str, float], title: str, start: int, end: int, most: float) -> None:
    """Note a part of *title*: the more of it, the more it says. Sections and sites are short, stories are long."""
    weight = most * (0.05 + 0.95 * min(1.0, 1.5 * (end - start) / len(title)))
    words = folded(title[start:end])
    found[words] = max(found.get(words, 0.0), weight)


def read_title(
    lines: Sequence[Line],
    stated: Metadata,
    start: int,
    stop: int,
    *,
    sites: Iterable[str] = (),
    hint: int | None = None,
) -> Title | None:
    """Return the title of the story whose body is ``lines[start:stop]``.

    :param hint: index of the line that is the title, where that is known
    """
    names = tuple(sites)
    variants = _variants(stated, names)
    best: tuple[float, Heading] | None = None
    inside = min(start + _INSIDE, stop)
    for heading in _candidates(lines, variants, inside):
        score = _score(heading, lines, variants, names, start)
        if heading.first == hint:
            score += _HINTED
        if best is None or score >= best[0]:
            best = score, heading
    said = _stated_title(stated, names)
    if best is None:
        return said or _any_title(stated)
    score, heading = best
    if score > 0:
        part = _confirmed_part(heading, lines, _headline(stated))
        if part is None and folded(heading.text) in variants:
            return Title(heading.text, heading.first, heading.last)
        part = _confirmed_part(heading, lines, variants) if part is None else part
        if part is not None:
            return part
    if said is not None and (score <= 0 or _is_label(heading, said.text)):
        return said
    return Title(heading.text, heading.first, heading.last)


def _any_title(stated: Metadata) -> Title | None:
    """Return the most trusted title whatever it says: the name of the site is better than nothing."""
    return next((Title(fact.value, source=fact.source) for fact in stated.all("title") if folded(fact.value)), None)


def _headline(stated: Metadata) -> dict[str, float]:
    """Return, folded, the headline of a thread's structured data: a heading that holds more has a label before it."""
    if "discussionforumposting" not in stated.types:
        return {}
    for fact in stated.all("title")[:1]:
        if fact.source.endswith("(headline)"):
            return {folded(fact.value): 3.0}
    return {}


def _confirmed_part(heading: Heading, lines: Sequence[Line], variants: Mapping[str, float]) -> Title | None:
    """Return the line or the run of a heading that is a stated title by itself: a date or a link stands beside."""
    best: tuple[float, Title] | None = None
    for index in range(heading.first, heading.last + 1):
        line = lines[index]
        size = len(line.text)
        spans = [(0, size), *[(run.start, run.end) for run in line.runs[:8]]]
        spans += [span for cut in line.boundaries[:8] for span in ((0, cut), (cut, size))]
        for start, end in spans:
            text = line.text[start:end].strip()
            weight = variants.get(folded(text), 0.0)
            if weight >= _SURE and (best is None or weight > best[0]):
                at = line.text.index(text, start)
                best = weight, Title(text, index, index, part=(at, at + len(text)))
    return best[1] if best is not None else None


def _stated_title(stated: Metadata, names: Sequence[str]) -> Title | None:
    for fact in stated.all("title"):
        text = without_site(fact.value, names, guess=fact.source in {"html(title)", "meta(og:title)"})
        text = _beyond_quote(text, stated, names)
        words = folded(text)
        if words and not any(_names_site(words, name) for name in names if len(words) < 2 * len(name)):
            return Title(text, source=fact.source)
    return None


def _beyond_quote(text: str, stated: Metadata, names: Sequence[str]) -> str:
    """Return the stated title of which *text* is what stands before a quotation mark: an attribute was cut there."""
    for fact in stated.all("title"):
        if fact.value.startswith(text) and fact.value[len(text) :].lstrip()[:1] in {'"', "'"}:
            return without_site(fact.value, names)
    return text


def _is_label(heading: Heading, said: str) -> bool:
    """Whether *heading* names a part of the site and no story: a word or two that the stated title does not share."""
    if heading.level > 1:
        return _size(said) > 6 and not _shared(heading.text, said)
    return _size(heading.text) <= 8 and _size(said) >= 3 and not _shared(heading.text, said)


def _shared(one: str, other: str) -> bool:
    """Whether *one* and *other* have at least two in five of their words in common, or begin alike."""
    first, second = ({folded(word) for word in words.split()} for words in (one, other))
    return 5 * len(first & second) >= 2 * max(len(first), len(second)) or folded(one)[:6] in folded(other)


def _candidates(lines: Sequence[Line], variants: Mapping[str, float], stop: int) -> list[Heading]:
    """Return the headings above *stop*, and other lines there that are word for word a stated title."""
    found = printed_headings(lines, 0, stop)
    taken = {index for heading in found for index in range(heading.first, heading.last + 1)}
    firsts = {first for words in variants for first in (words[0], words[0].upper())}
    for index in range(max(0, stop - _ABOVE), min(stop, len(lines))):
        line = lines[index]
        text = line.text
        if index in taken or not 2 <= len(text) <= _LONGEST or line.region in _ASIDE:
            continue
        if (text[0] in firsts or not text[0].isalnum()) and variants.get(folded(text), 0.0) >= _SURE:
            found.append(Heading(index, index, _level(line), text))
    return sorted(found, key=lambda heading: heading.first)


_PLACE = {1: 2.0, 2: 0.9, 3: 0.4, 4: 0.1, 5: 0.0, 6: 0.0, 7: 0.0}


def _score(
    heading: Heading, lines: Sequence[Line], variants: Mapping[str, float], names: Sequence[str], start: int
) -> float:
    words = folded(heading.text)
    if not words or words in names:
        return -9.0
    line = lines[heading.first]
    agreement = variants.get(words, 0.0)
    if not agreement:
        agreement = _likeness(words, variants)
    distance = start - heading.last
    score = _PLACE[heading.level] + 1.6 * agreement
    score -= 0.03 * min(distance, 40) if distance > 0 else 0.15 * (heading.first - start + 1) + 0.3
    if line.region in _ASIDE:
        score -= 2.5
    if heading.level > 1 and agreement < 1:
        # A heading below h1 that nothing confirms is a title only right above the body, if anything.
        score -= 1.0 + (0.5 if not 0 < distance <= 12 else 0.0)
    if len(words) < 5 and agreement < 2 and words.isascii():
        score -= 1.5
    return score


def _likeness(words: str, variants: Mapping[str, float]) -> float:
    """Return 0 to 2: how much *words* are those of a stated title, put a little differently or cut short."""
    best = 0.0
    for variant, weight in variants.items():
        short, long = sorted((words, variant), key=len)
        if len(short) > 8 and long.startswith(short):
            best = max(best, 0.7 * weight * min(1.0, 0.4 + len(short) / len(long)))
        elif len(short) > 12 and short in long:
            best = max(best, 0.6 * weight * min(1.0, 0.3 + len(short) / len(long)))
    return best
