"""What the values of a page seem to be where nobody says: what it states of itself, and what it prints by the title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile

from attrs import frozen
from selectolax.lexbor import LexborNode

from tearsheet.authoring.learning.sample import Sample, SharedLines, folded
from tearsheet.page.lines import Line, Run

__all__ = [
    "Proposal",
    "propose_authors",
    "propose_published",
    "propose_source",
    "propose_title",
    "site_suffix",
    "title_line",
]

_BARS = re.compile(r"(?<!\s)\s++[|｜\-–—_·•»:]++\s++|(?<!\s)\s*+[|｜_]++\s*+|(?<!\s)\s*+[-–—]{1,2}\s*+(?=[^-–—]*$)")
_SUFFIX = re.compile(r"(?<!\s)\s++[|｜\-–—_·•»:]++\s++\S|(?<![\s|｜_])\s*+[|｜_]++\s*+\S")
_HEADINGS = ("h1", "h2", "h3")
_SOURCES = re.compile(
    r"^(?:文章|稿件|新闻|信息|本文)?(?:来源|來源|出处|出處|稿源|Source)\s*[:：]\s*(\S(?:[^|｜]{0,28}?\S)?)(?=\s{1,}\S+[:：]|\s+\d{4}|\s*[|｜]|$)"
)
_BYLINE = re.compile(r"^(?:by|written by|作者|文|撰文|记者|記者|编辑|編輯)(?:\s*+[:：|｜/])?+\s++(?=\S)", re.IGNORECASE)
_PEOPLE = re.compile(r"author|byline|writer|contributor|zuozhe|reporter", re.IGNORECASE)
_NO_NAME = re.compile(r"https?:|@|\d|[。！？!?]|^(?:admin|editor|staff|none|null)$", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"(?<!\s)\s*+(?:,|，|、|;|；|&|/|\band\b|\bund\b|\by\b)\s*+")
_ALIKE = 0.6
_NEAR = 25
_SECONDED = 0.2


@frozen
class Proposal:
    """What a value seems to be.

    :ivar text: the value as the page prints or states it
    :ivar why: what speaks for it
    :ivar sure: from 0 to 1
    :ivar source: ``("meta", name)`` or ``("jsonld", path)`` where the page states it
    :ivar node: the element that prints it
    """

    text: str
    why: str
    sure: float
    source: tuple[str, str] | None = None
    node: LexborNode | None = None


# -- title -------------------------------------------------------------------------------------------------------------


def propose_title(sample: Sample, shared: SharedLines, baseline: str | None = None) -> Proposal | None:
    """Return what seems to be the title of the page: the heading that is most like what the page states.

    :param baseline: what another reader takes for it
    """
    said = list(sample.facts("title").items())
    whole = sample.page.title or ""
    headings = list(_headings(sample, shared))
    best: Proposal | None = None
    for place, (text, node) in enumerate(headings):
        likeness, against = _likeness(text, [value for _, value in said], whole)
        level = {"h1": 0.25, "h2": 0.08}.get(node.tag or "", 0.0)
        seconded = baseline is not None and folded(baseline) == folded(text)
        score = likeness + level - 0.01 * min(place, 10) + (_SECONDED if seconded else 0.0)
        if score > (best.sure if best is not None else 0.35):
            best = Proposal(
                text, f"<{node.tag}> like {against}" if against else f"the first <{node.tag}>", score, node=node
            )
    if best is None or best.sure < 0.7:
        printed = _printed(sample, shared, [*[value for _, value in said], *_parts(whole), baseline or ""])
        if printed is not None:
            return printed
    if best is not None:
        return Proposal(best.text, best.why, min(0.98, best.sure), node=best.node)
    if said:
        source, value = said[0]
        return Proposal(value, f"the page states it as {source[1]}, but does not print it", 0.5, source=source)
    parts = _parts(whole)
    return Proposal(parts[0], "the <title> of the page; it prints no title", 0.3) if parts else None


def _headings(sample: Sample, shared: SharedLines) -> Iterator[tuple[str, LexborNode]]:
    for tag in _HEADINGS:
        for node in sample.css(tag):
            text = sample.words(node)
            if 2 <= len(text) <= 300 and sample.lines[sample.box(node).start] not in shared:
                yield text, node


def _likeness(text: str, said: list[str], whole: str) -> tuple[float, str]:
    """Return how like *text* is to what the page states as its title, and to what it is."""
    own = folded(text)
    best = (0.0, "")
    for value, name in [*[(value, "the stated title") for value in said], (whole, "the <title>")]:
        other = folded(value)
        if not own or not other:
            continue
        if own == other:
            ratio = 1.0
        elif len(own) >= 4 and own in other:
            ratio = 0.75 + 0.25 * len(own) / len(other)
        else:
            ratio = SequenceMatcher(None, own, other, autojunk=False).ratio()
            ratio = ratio * 0.8 if ratio >= _ALIKE else 0.0
        if ratio > best[0]:
            best = (ratio, name)
    return best


def _parts(whole: str) -> list[str]:
    """Return a ``<title>`` and what it is without the name of the site, the longest first."""
    parts = [part.strip() for part in _BARS.split(whole) if part.strip()]
    return [each for each in dict.fromkeys([whole, *sorted(parts, key=len, reverse=True)[:1]]) if each]


def site_suffix(wholes: Sequence[str]) -> str:
    """Return what all of several ``<title>`` have at their ends, from a bar on: the name of the site; else ``""``."""
    if len(set(wholes)) < 2:
        return ""
    alike = takewhile(lambda chars: len(set(chars)) == 1, zip(*map(reversed, wholes), strict=False))
    shared = "".join([chars[0] for chars in alike])[::-1]
    bar = _SUFFIX.search(shared)
    return shared[bar.start() :] if bar is not None else ""


def _printed(sample: Sample, shared: SharedLines, texts: list[str]) -> Proposal | None:
    """Return the line that prints one of *texts*, one with large letters or a telling class before a link."""
    wanted = {folded(text) for text in texts if len(folded(text)) >= 4}
    found: list[tuple[float, Line]] = []
    for line in sample.lines:
        own = folded(line.text)
        if own in wanted and line not in shared:
            named = " ".join([(node.attributes.get("class") or "") for node in list(line.ancestors())[:2]])
            score = 1.0 if re.search(r"title|headline|subject|biaoti", named, re.IGNORECASE) else 0.5
            linked = all(run.href is not None for run in line.runs)
            found.append((score - (0.6 if linked else 0.0) - 0.001 * line.index, line))
    if not found:
        return None
    line = max(found, key=lambda each: each[0])[1]
    return Proposal(line.text, "a line that is the stated title", 0.8, node=line.element or line.node)


def title_line(sample: Sample, title: Proposal | None) -> Line | None:
    """Return the line at which the title stands."""
    if title is None or title.node is None:
        return None
    box = sample.box(title.node)
    return sample.lines[box.start] if len(box) else None


# -- time --------------------------------------------------------------------------------------------------------------


def propose_published(sample: Sample, near: Sequence[Line]) -> Iterator[Proposal]:
    """Yield what seems to be the time of publication, the likeliest first: as stated, in ``<time>``, as printed.

    :param near: lines about the title and the ends of the story
    """
    for source, text in sample.facts("published").items():
        if sample.days(text):
            yield Proposal(text, f"stated as {source[1]}", 0.95, source=source)
    lines = {line.index: place for place, line in enumerate(near)}
    for node in sample.css("time[datetime], [itemprop=datePublished]"):
        box = sample.box(node)
        value = node.attributes.get("datetime") or node.attributes.get("content") or ""
        if box.start in lines and len(box) and sample.days(value):
            yield Proposal(value, f"<{node.tag}> near the title", 0.85, node=node)
    for line in near:
        if len(line.text) > 120:
            continue
        for moment in sample.reader.moments(line.text):
            late = re.search(r"更新|修改|updat|modif", line.text[: moment.start], re.IGNORECASE) is not None
            if not late and moment.moment.first_date is not None:
                said = line.text[moment.start : moment.end].strip()
                yield Proposal(said, "printed near the title", 0.7)


# -- people ------------------------------------------------------------------------------------------------------------


def propose_authors(
    sample: Sample,
    near: Sequence[Line],
    title: str,
    baseline: tuple[str, ...] = (),
) -> Iterator[tuple[Proposal, tuple[str, ...]]]:
    """Yield what seem to be the authors and their names: those stated and printed first.

    :param baseline: whom another reader takes for them
    """
    shown = "\n".join([line.text for line in near])
    page = sample.page
    site = {folded(part) for part in [page.meta.get("og:site_name", ""), *_BARS.split(page.title or "")[1:]]}
    for source, text in sample.facts("authors").items():
        names = tuple([name for name in _BETWEEN_NAMES.split(text) if _is_name(name)])
        if names and all(name in shown and not any(folded(name) in each for each in site) for name in names):
            yield Proposal(text, f"stated as {source[1]} and printed near the title", 0.9, source=source), names
    for line in near:
        names = tuple(dict.fromkeys(run.text.strip() for run in line.runs if _is_persons(run, line)))
        if names and all(map(_is_name, names)) and len(names) <= 4 and (not baseline or set(names) & set(baseline)):
            yield Proposal(", ".join(names), "an element called so near the title", 0.8), names
    if baseline and all(_is_name(name) and name in shown for name in baseline):
        yield Proposal(", ".join(baseline), "as the generic adapter reads the page", 0.75), baseline
    for line in near:
        if len(line.text) > 60 or line.text == title:
            continue
        label = _BYLINE.match(line.text)
        about = line.node.attributes if line.node is not None else {}
        element = line.element.attributes if line.element is not None else {}
        names = (about.get("class"), element.get("class"), element.get("rel"), about.get("itemprop"))
        called = " ".join([name or "" for name in names])
        if label is None and _PEOPLE.search(called) is None:
            continue
        text = line.text[label.end() :] if label is not None else line.text
        names = tuple([name for name in _BETWEEN_NAMES.split(text) if name])
        if names and all(map(_is_name, names)) and len(names) <= 4:
            yield Proposal(text, "a byline near the title", 0.6), names


def _is_persons(run: Run, line: Line) -> bool:
    """Whether an inline element about *run* says that it names a person."""
    node = run.node
    while node is not None and line.node is not None and node.mem_id != line.node.mem_id:
        attributes = node.attributes
        called = " ".join([attributes.get(name) or "" for name in ("class", "rel", "itemprop")])
        if _PEOPLE.search(called) is not None and "byline" not in called.lower():
            return True
        node = node.parent
    return False


def _is_name(text: str) -> bool:
    return 2 <= len(text) <= 40 and _NO_NAME.search(text) is None and len(text.split()) <= 5


def propose_source(near: Sequence[Line]) -> Proposal | None:
    """Return whom the page credits, by its label (来源)."""
    for line in near:
        for part in re.split(r"(?<=\S)\s+(?=[^\s:：]{1,6}[:：])", line.text[:200]):
            match = _SOURCES.match(part)
            if match is not None and not re.search(r"\d{4}", match[1]):
                text = match[1].strip()
                runs = [run.text for run in line.runs if run.text and text.startswith(run.text) and run.text != text]
                return Proposal(runs[0] if runs else text, "labelled as the source", 0.8)
    return None


def lines_near(sample: Sample, title: Line | None, body: tuple[int, int]) -> list[Line]:
    """Return the lines about the title and the ends of the story, the nearest to the title first."""
    start, stop = body
    at = title.index if title is not None and title.index <= start + 5 else start
    low, high = max(0, at - 8), min(len(sample.lines), max(at, min(start, at + _NEAR)) + 6)
    order = sorted(range(low, high), key=lambda index: (index < at, abs(index - at)))
    tail = range(max(high, stop - 2), min(len(sample.lines), stop + 6))
    return [sample.lines[index] for index in [*order, *tail]]
