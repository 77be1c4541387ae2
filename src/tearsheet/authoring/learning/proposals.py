"""What the values of a page seem to be where nobody says: what it states of itself, and what it prints by the title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from attrs import frozen
from selectolax.lexbor import LexborNode

from tearsheet.adapters.generic.names import split_names
from tearsheet.adapters.generic.stated_titles import site_names, without_site
from tearsheet.authoring.learning.sample import Sample, SharedLines, folded
from tearsheet.page.lines import Line

__all__ = [
    "READER",
    "Proposal",
    "propose_authors",
    "propose_published",
    "propose_title",
    "site_suffix",
    "title_at",
    "title_line",
]

_SUFFIX = re.compile(r"(?<!\s)\s++[|｜\-–—_·•»:]++\s++\S|(?<![\s|｜_])\s*+[|｜_]++\s*+\S")
_HEADINGS = ("h1", "h2", "h3")
_TITLED = re.compile(r"title|headline|subject|biaoti", re.IGNORECASE)
_SHORTEST = 2
"""Letters of a title."""
READER = "as the generic adapter reads the page"
"""Why a value is proposed that another reader takes for one."""
_NEAR = 25


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


class _TitleSure:
    """How sure a title is by where it stands, from 0 to 1; of the pages of benchmarks/learn.py, by eye."""

    HEADING = 0.98
    """A heading with the words that the page states, or that another reader takes for its title."""
    PRINTED = 0.8
    """A line with those words."""
    FIRST = 0.5
    """The first ``<h1>``, of which nothing else speaks."""
    STATED = 0.5
    """Stated, and not printed as it is stated."""
    WHOLE = 0.3
    """The ``<title>``, which names the site as well."""


def propose_title(sample: Sample, shared: SharedLines, baseline: str | None = None) -> Proposal | None:
    """Return what seems to be the title: what another reader takes for it, or the page states, where it is printed.

    :param baseline: what the other reader takes for it
    """
    said = list(sample.facts("title").items())
    whole = sample.page.title or ""
    part = without_site(whole, site_names(sample.metadata, sample.page.url))
    stated = [value for _, value in said]
    reasons = dict.fromkeys((whole, part), "the <title>") | dict.fromkeys(stated, "the stated title")
    for text in dict.fromkeys([baseline or "", *stated, part, whole]):
        why = reasons.get(text, READER)
        node = title_at(sample, shared, text)
        if node is not None:
            headed = node.tag in _HEADINGS
            how = f"<{node.tag}> like {why}" if headed and why != READER else why
            return Proposal(sample.words(node), how, _TitleSure.HEADING if headed else _TitleSure.PRINTED, node=node)
    first = next((line for line in sample.lines if line.tag == "h1" and line not in shared), None)
    if first is not None:
        return Proposal(first.text, "the first <h1>", _TitleSure.FIRST, node=first.element or first.node)
    if said:
        source, value = said[0]
        return Proposal(
            value, f"the page states it as {source[1]}, but does not print it", _TitleSure.STATED, source=source
        )
    return Proposal(whole, "the <title> of the page; it prints no title", _TitleSure.WHOLE) if whole else None


def title_at(sample: Sample, shared: SharedLines, text: str) -> LexborNode | None:
    """Return the element that shows just *text*: a heading before one that is called so, and that before a link."""
    found: list[tuple[tuple[bool, ...], LexborNode]] = []
    for place in sample.occurrences(text) if len(folded(text)) >= _SHORTEST else ():
        if place.whole and place.line not in shared:
            named = " ".join([(node.attributes.get("class") or "") for node in list(place.line.ancestors())[:2]])
            linked = all(run.href is not None for run in place.line.runs)
            tags = [place.node.tag == tag for tag in _HEADINGS]
            found.append(((*tags, not linked, _TITLED.search(named) is not None), place.node))
    return max(found, key=lambda each: each[0])[1] if found else None


def site_suffix(wholes: Sequence[str]) -> str:
    """Return what all of several ``<title>`` have at their ends, from a bar on: the name of the site; else ``""``."""
    if len(set(wholes)) < 2:
        return ""
    alike = takewhile(lambda chars: len(set(chars)) == 1, zip(*map(reversed, wholes), strict=False))
    shared = "".join([chars[0] for chars in alike])[::-1]
    bar = _SUFFIX.search(shared)
    return shared[bar.start() :] if bar is not None else ""


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
    sample: Sample, near: Sequence[Line], baseline: tuple[str, ...] = ()
) -> tuple[Proposal, tuple[str, ...]] | None:
    """Return whom the page states as its authors and prints near the title, else whom another reader takes for them.

    :param baseline: those
    """
    shown = "\n".join([line.text for line in near])
    sites = site_names(sample.metadata, sample.page.url)
    for source, text in sample.facts("authors").items():
        names = split_names(text)
        if names and all(name in shown and folded(name) not in sites for name in names):
            return Proposal(text, f"stated as {source[1]} and printed near the title", 0.9, source=source), names
    if baseline and all(name in shown for name in baseline):
        return Proposal(", ".join(baseline), READER, 0.75), baseline
    return None


def lines_near(sample: Sample, title: Line | None, body: tuple[int, int]) -> list[Line]:
    """Return the lines about the title and the ends of the story, the nearest to the title first."""
    start, stop = body
    at = title.index if title is not None and title.index <= start + 5 else start
    low, high = max(0, at - 8), min(len(sample.lines), max(at, min(start, at + _NEAR)) + 6)
    order = sorted(range(low, high), key=lambda index: (index < at, abs(index - at)))
    tail = range(max(high, stop - 2), min(len(sample.lines), stop + 6))
    return [sample.lines[index] for index in [*order, *tail]]
