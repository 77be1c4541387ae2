"""Titles as pages state them, mostly with the name of the site and of a section, and how a page names its site.

What is believed of news pages: a site's name stands before or after the headline, parted by a bar or a dash; it is what
the page states as its site, what its host spells, what its first link to the front page says and whom its copyright is
credited to. A section is a link of the menu. Where three parts or more are parted alike and the first is the longest,
the others are sections and sites.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from tearsheet.adapters.generic.signs.elements import Boxes
from tearsheet.page.lines import Line
from tearsheet.page.metadata import Metadata
from tearsheet.text.fold import folded, words_alone
from tearsheet.text.language import syllables

# A separator stands between spaces, or is one that no sentence has; never a quotation mark.
_SEPARATOR = re.compile(
    r"(?<!\s)\s++[-–—―|｜·•⋆★←→⎮│┃∣»«›‹<>:/~_]++\s++|(?<!\s)\s*+(?:[|｜»«›_]|::|--|——)\s*+|(?<=[^\W\d_a-zA-Z])\s*+[-–—]\s*+(?=[^\W_])|(?<=[”’」』》】）)!?！？])[-–—](?=\w)"
)
# What a separator is or begins with: of most lines one look tells that none is there.
_SIGN = re.compile("[-–—―|｜·•⋆★←→⎮│┃∣»«›‹<>:/~_]")
_ASCII_SIGNS = (" -", " <", " >", " :", " /", " ~", "|", "_", "::", "--", ")-", "!-", "?-")
_UNQUOTED = re.compile(re.sub("[«»]", "", _SEPARATOR.pattern))
_NAMED_LAST = re.compile(
    r"(?<![\s:：])\s*+(?:[:：](?![:：])\s*+(?P<behind>[^:：]++)|[(（](?P<within>[^()（）]++)[)）])$"
)
_NAMED_FIRST = re.compile(r"([^:：]{3,40})[:：]\s+(?=\S)")
_SPACE = re.compile(r"(?<=[\u4e00-\u9fff])\s(?=[\u4e00-\u9fff])")
_COLON = re.compile(r"(?<!\s)\s*+[:：]\s++")
LONGEST = 300
"""Characters of the longest title."""
_LONGEST_SITE = 40
"""Characters of the name of a site; a link to the front page that says more is a headline."""
_LEAST_LATIN, _LEAST_HAN = 6, 3
"""Letters of a site's name that the page prints, in ASCII and in others: a shorter one may be a word of any title."""
_DASH = "——"
"""The dash of a Chinese sentence, mostly within a headline."""
_CALLED_SITE = re.compile("(?:网站?|[網线線]|门户|門戶|[日晚][报報]|[频頻]道|[论論][坛壇]|政府|大[学學])$")
"""How the name of a site ends in Chinese: before a longer headline it needs no other proof."""
_MOST_SECTIONS = 2
"""Words before a headline that are the site and its section."""
_LEADING = frozenset({"»", "›", ">", "::", "/"})
"""Signs that lead from a site by way of its sections to a title."""
_TELLING = 3
"""Letters of a name, and of a part of one, that a site's name is not likely to share by chance: more than these."""
_SHORTEST_GUESSED = 12
"""Syllables of a part of a title that is taken for a site of which nothing is known, at most,"""
LONGER = 1.5
"""where what stands before it is longer by this factor: a headline is, beside the name of its site."""
_ADDED = 3
"""Times as long as a site's name a part may be that begins or ends with it: "The Harbour Courier, news of today"."""
_STATED = 12
"""Statements of a title that are looked at."""


class Says:
    """How much a stated title, or a part of one, says of what the title is; 3 is all. Fitted on dev, 2026-11."""

    WHOLE = 3.0
    """All of one that is stated for its own sake,"""
    OF_PAGE = 2.6
    """and of the <title>, which names the site as well;"""
    HEAD = 2.7
    """its first parts,"""
    TAIL = 2.4
    """its last ones,"""
    MIDDLE = 2.2
    """and one amid them;"""
    BEYOND_COLON = 1.2
    """what stands behind a colon."""
    LEAST = 0.05
    """Of these, for a part that is next to nothing of the title;"""
    BULK = 1.5
    """all of it for a part that is two thirds of it."""


_LONGEST_LINK = 30
"""Characters of a link that may name a section: one that leads to a story mostly has more."""
_HEAD, _FOOT = 40, 12
"""Lines on top in which a link to the front page names the site, and lines at the end in which its copyright does."""
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*+(?:©\s*+)?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?,?\s*+)?(?:by\s++)?(?P<name>[^.|,，。©\d]{3,40})"
    r"|(?:版权所有|版權所有)\s*+(?:[:：©]\s*+)?(?P<han>\S{2,20})"
)
_OWNED = ("©", "(c)", "copyright", "版")
"""What each pattern of who has the copyright begins with."""
_FRONT = re.compile(r"(?:(?:https?:)?//[^/?#]+/?|\.?/)(?:index\.\w{3,5}|home/?)?(?:[?#].*)?|index\.\w{3,5}")
_BEHIND_ROOT = frozenset({"", "/", "i", "h", "?", "#"})
"""What may stand behind the slash of the front page, an index or the home."""
_NO_SITE = frozenset("home homepage frontpage 首页 首頁 主页 主頁 startseite accueil inicio allrightsreserved".split())  # noqa: SIM905


def printed_names(lines: Sequence[Line]) -> frozenset[str]:
    """Return, folded, what the page prints as the name of its site: what leads to its front page, and whose it is."""
    found: set[str] = set()
    for line in lines[:_HEAD]:
        if len(line.text) <= _LONGEST_SITE and line.is_linked:
            start, stop = line.span
            anchors = line.pieces.anchors[start:stop]
            anchor = anchors[0]
            if anchor is None or (len(anchors) > 1 and any(other is not anchor for other in anchors)):
                continue
            href = (anchor.attributes.get("href") or "").strip()
            # Of "/news/…" two characters tell that it leads farther in.
            if (href[:1] != "/" or href[1:2] in _BEHIND_ROOT) and _FRONT.fullmatch(href) is not None:
                found.add(folded(line.text))
    for line in lines[-_FOOT:]:
        text = line.text.lower()
        match = _COPYRIGHT.search(text) if any(map(text.__contains__, _OWNED)) else None
        if match is not None:
            found.add(folded(match["name"] or match["han"]))
    return frozenset(
        name for name in found if len(name) >= (_LEAST_LATIN if name.isascii() else _LEAST_HAN) and name not in _NO_SITE
    )


def spaced_as_stated(text: str, metadata: Metadata) -> str:
    """Return the printed title *text* without the spaces between its lines, where Han text is stated without."""
    words = text.replace(" ", "")
    if words == text or text.isascii():
        return text
    return words if any(words in fact.value for fact in metadata.all("title")[:_STATED]) else text


def link_words(lines: Sequence[Line]) -> frozenset[str]:
    """Return, folded, what the short links of the page say: its sections are among them."""
    runs = [run for line in lines if line.is_linked for run in line.runs]
    return frozenset(folded(run.text) for run in runs if run.href and len(run.text) <= _LONGEST_LINK)


def without_sections(text: str, links: frozenset[str]) -> str:
    """Return the stated title *text* without the sections at its ends: short parts that are links of the page."""
    parts = pieces(text)
    while len(parts) > 1 and folded(text[slice(*parts[-1])]) in links:
        parts.pop()
    while len(parts) > 1 and folded(text[slice(*parts[0])]) in links:
        parts.pop(0)
    return text[parts[0][0] : parts[-1][1]]


def site_names(metadata: Metadata, url: str | None) -> frozenset[str]:
    """Return the folded names the site goes by: stated ones and the words of its host."""
    names = {folded(fact.value) for name in ("site", "publisher") for fact in metadata.all(name)}
    match = re.match(r"https?://(?:www\.|m\.)?([^/:?#]+)", url or metadata.canonical_url or "")
    if match is not None:
        host = match[1].lower()
        names.add(folded(host))
        names.update(folded(part) for part in host.split(".")[:-1] if len(part) > _TELLING)
    return frozenset(name for name in names if 1 < len(name) <= _LONGEST_SITE)


def pieces(title: str) -> list[tuple[int, int]]:
    """Return the parts of *title* between its separators, as offsets."""
    if not (
        any(map(title.__contains__, _ASCII_SIGNS)) if title.isascii() and title.isprintable() else _SIGN.search(title)
    ):
        return [(0, len(title))] if title else []
    found = []
    at = 0
    # In pairs they are quotation marks.
    for match in (_UNQUOTED if title.count("«") == title.count("»") else _SEPARATOR).finditer(title):
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
    last = _NAMED_LAST.search(title)
    if last is not None and last.start() and folded(last["behind"] or last["within"]) in names:
        title = title[: last.start()]
    led_by = _NAMED_FIRST.match(title)
    if led_by is not None and folded(led_by[1]) in names:
        title = title[led_by.end() :]
    parts = pieces(title)
    known = False
    if guess and len(parts) > 2:
        gaps = [title[before[1] : after[0]].strip() for before, after in pairwise(parts)]
        first = next((at for at, gap in enumerate(gaps) if gap != _DASH), 0)  # of those beyond the headline
        headline, others = title[: parts[first][1]], parts[first + 1 :]
        if (
            len(others) > 1
            and len(set(gaps[first:])) == 1
            and syllables(headline) > max(syllables(title[slice(*part)]) for part in others)
        ):
            return headline
    while len(parts) > 1 and _is_site(title[slice(*parts[-1])], names):
        parts.pop()
        known = True
    while len(parts) > 1 and _is_site(title[slice(*parts[0])], names):
        led = title[parts[0][1] : parts[1][0]].strip() in _LEADING
        parts.pop(0)
        known = True
        while led and len(parts) > 1 and syllables(title[slice(*parts[0])]) <= _SHORTEST_GUESSED:
            led = title[parts[0][1] : parts[1][0]].strip() in _LEADING
            if led:
                parts.pop(0)  # a section, below the site
    if guess and not known and len(parts) > 1:
        head, tail = title[parts[0][0] : parts[-2][1]], title[slice(*parts[-1])]
        if syllables(tail) <= _SHORTEST_GUESSED and syllables(head) > LONGER * syllables(tail):
            parts.pop()
            while (
                len(parts) > 1
                and title[parts[0][1] : parts[1][0]].strip() in {"_", "|", "｜"}
                and syllables(title[slice(*parts[-1])]) < syllables(title[parts[0][0] : parts[-2][1]])
            ):
                parts.pop()
        elif _CALLED_SITE.search(title[slice(*parts[0])]) is not None and syllables(
            title[parts[1][0] :]
        ) > LONGER * syllables(title[slice(*parts[0])]):
            parts.pop(0)
    return title[parts[0][0] : parts[-1][1]] if parts else title


def beyond_quote(text: str, metadata: Metadata, names: Sequence[str]) -> str:
    """Return the stated title of which *text* is what stands before a quotation mark: an attribute was cut there."""
    for fact in metadata.all("title"):
        if fact.value.startswith(text) and fact.value[len(text) :].lstrip()[:1] in {'"', "'"}:
            return without_site(fact.value, names)
    return text


def _is_site(part: str, names: Sequence[str]) -> bool:
    words = folded(part)
    return bool(words) and any(names_site(words, name) for name in names)


def names_site(words: str, name: str) -> bool:
    if words == name:
        return True
    if len(name) > _TELLING and len(words) <= _ADDED * len(name) and (words.startswith(name) or words.endswith(name)):
        return True
    return len(words) > _TELLING and name.startswith(words)


def variants_of(metadata: Metadata, sites: Sequence[str]) -> dict[str, float]:
    """Return, folded, what the stated titles and their parts are, each with how much it says to be one of them."""
    found: dict[str, float] = {}
    sources = {fact.value[:LONGEST]: fact.source for fact in reversed(metadata.all("title")[:_STATED])}
    for title, source in sources.items():
        words = folded(title)
        found[words] = max(found.get(words, 0.0), Says.WHOLE if source != "html(title)" else Says.OF_PAGE)
        parts = pieces(title)
        colon = _COLON.search(title)
        if colon is not None:
            found.setdefault(folded(title[colon.end() :]), Says.BEYOND_COLON)
        if not title.isascii() and _CALLED_SITE.search(title.partition(" ")[0]) is not None:
            # Authorities put themselves and the section before the headline, with nothing but spaces between.
            for space in list(_SPACE.finditer(title))[:_MOST_SECTIONS]:
                found.setdefault(folded(title[space.end() :]), Says.TAIL)
        for end in range(1, len(parts)):
            _part(found, title, parts[0][0], parts[end - 1][1], Says.HEAD)
            _part(found, title, parts[end][0], parts[-1][1], Says.TAIL)
        for part in parts[1:-1] if len(parts) > 2 else ():
            _part(found, title, *part, Says.MIDDLE)
    return {words: weight for words, weight in found.items() if len(words) > 1 and words not in sites}


def _part(found: dict[str, float], title: str, start: int, end: int, most: float) -> None:
    """Note a part of *title*: the more of it, the more it says. Sections and sites are short, stories are long."""
    share = min(1.0, Says.BULK * (end - start) / len(title))
    weight = most * (Says.LEAST + (1 - Says.LEAST) * share)
    words = folded(title[start:end])
    found[words] = max(found.get(words, 0.0), weight)


_HEADINGS = frozenset({"h1", "h2", "h3"})
_BEGINNING = 12
"""Letters by which most lines are told from a title."""


class _Title:
    """What makes a line that of the stated title. Fitted on dev, 2026-11."""

    FEWEST, MOST = 4, 300
    """Characters of a line that may be,"""
    FEWEST_ALONE = 8
    """and more than these of an <h1> of which nothing is stated."""
    SHARE = 0.4
    """How much of the stated title it must say, from 0 to 1;"""
    H1, HEADING = 0.5, 0.3
    """as much more do an <h1> and any heading say."""


def title_line(boxes: Boxes, stated: str | None) -> int | None:
    """Return the index of the line that prints the title.

    It is the line that says most of *stated*, the page's ``<title>``, headings first; else the first ``<h1>``.
    """
    wanted = words_alone(stated or "").lower()
    best: tuple[float, int] | None = None
    first_h1: int | None = None
    for line, linked in zip(boxes.lines, boxes.linked, strict=True):
        tag = line.tag
        heading = tag in _HEADINGS
        if linked and not heading:
            continue
        text, length = line.text, len(line.text)
        if tag == "h1" and first_h1 is None and length > _Title.FEWEST_ALONE:
            first_h1 = line.index
        if not wanted or not _Title.FEWEST <= length <= _Title.MOST:
            continue
        if (begins := text[:2].lower().rstrip("ς")) not in wanted and begins.isalnum():
            continue
        if words_alone(text[:_BEGINNING]).lower().rstrip("ς") not in wanted:
            continue  # spares most lines the rest
        words = words_alone(text).lower()
        if words and words in wanted and len(words) >= _Title.SHARE * len(wanted):
            key = (len(words) / len(wanted) + _Title.H1 * (tag == "h1") + _Title.HEADING * heading, -line.index)
            if best is None or key > best:
                best = key
    return -best[1] if best is not None else first_h1


class _Likeness:
    """How much a title put differently says of the stated one, as a share of what that says. Fitted on dev, 2026-11."""

    BEGINS, BEGINS_LEAST, BEGINS_FEWEST = 0.7, 0.4, 8
    """Where it is the beginning of the other: the most, what it is besides its share of the other, letters it needs."""
    HELD, HELD_LEAST, HELD_FEWEST = 0.6, 0.3, 12
    """Where it stands in the other: the same."""


def likeness(words: str, variants: Mapping[str, float]) -> float:
    """Return 0 to 2: how much *words* are those of a stated title, put a little differently or cut short."""
    best = 0.0
    for variant, weight in variants.items():
        short, long = sorted((words, variant), key=len)
        share = len(short) / len(long)
        if len(short) > _Likeness.BEGINS_FEWEST and long.startswith(short):
            best = max(best, _Likeness.BEGINS * weight * min(1.0, _Likeness.BEGINS_LEAST + share))
        elif len(short) > _Likeness.HELD_FEWEST and short in long:
            best = max(best, _Likeness.HELD * weight * min(1.0, _Likeness.HELD_LEAST + share))
    return best
