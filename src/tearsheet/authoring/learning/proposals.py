"""What a value of a page seems to be where nobody says, and how sure that is; of them the title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from attrs import frozen
from selectolax.lexbor import LexborNode

from tearsheet.adapters.generic.head.stated_titles import site_names, without_site
from tearsheet.authoring.learning.sample import Sample, SharedLines
from tearsheet.authoring.learning.selectors import named
from tearsheet.page.lines import Line
from tearsheet.text.fold import folded

_SUFFIX = re.compile(r"(?<!\s)\s++[|｜\-–—_·•»:]++\s++\S|(?<![\s|｜_])\s*+[|｜_]++\s*+\S")
_HEADINGS = ("h1", "h2", "h3")
_TITLED = re.compile(r"title|headline|subject|biaoti", re.IGNORECASE)
_SHORTEST = 2
"""Letters of a title."""
READER = "as the generic adapter reads the page"
"""Why a value is proposed that another reader takes for one."""


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


class Sure:
    """How sure a proposal is by what speaks for it, from 0 to 1; set by hand.

    Those of days are votes as well, one for each kind of place: what two kinds say goes before what one does.
    """

    STATED_DAY = 0.95
    """A day that is stated,"""
    DAY_ELEMENT = 0.85
    """that an element near the title states,"""
    PRINTED_DAY = 0.7
    """and one that is printed there."""
    READER = 0.75
    """What the generic adapter reads."""
    SOURCE = 0.8
    """Whom a label credits."""
    CALLED = 0.7
    """What stands where it should and is called so,"""
    CALLED_AND_STATED = 0.85
    """and is stated to be so as well."""
    TAGS = 0.75
    """Links about the story that are called tags."""
    PLACED = 0.55
    """What stands where it should, and no more."""
    TITLE_HEADING = 0.98
    """A heading with the words that the page states, or that another reader takes for its title."""
    TITLE_PRINTED = 0.8
    """A line with those words."""
    TITLE_FIRST = 0.5
    """The first ``<h1>``, of which nothing else speaks."""
    TITLE_STATED = 0.5
    """Stated, and not printed as it is stated."""
    TITLE_WHOLE = 0.3
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
            return Proposal(sample.words(node), how, Sure.TITLE_HEADING if headed else Sure.TITLE_PRINTED, node=node)
    first = next((line for line in sample.lines if line.tag == "h1" and line not in shared), None)
    if first is not None:
        return Proposal(first.text, "the first <h1>", Sure.TITLE_FIRST, node=first.element or first.node)
    if said:
        source, value = said[0]
        return Proposal(
            value, f"the page states it as {source[1]}, but does not print it", Sure.TITLE_STATED, source=source
        )
    return Proposal(whole, "the <title> of the page; it prints no title", Sure.TITLE_WHOLE) if whole else None


def title_at(sample: Sample, shared: SharedLines, text: str) -> LexborNode | None:
    """Return the element that shows just *text*: a heading before one that is called so, and that before a link."""
    found: list[tuple[tuple[bool, ...], LexborNode]] = []
    for place in sample.occurrences(text) if len(folded(text)) >= _SHORTEST else ():
        if place.whole and place.line not in shared:
            called = " ".join([named(node, "class") for node in islice(place.line.ancestors(), 2)])
            linked = all(run.href is not None for run in place.line.runs)
            tags = [place.node.tag == tag for tag in _HEADINGS]
            found.append(((*tags, not linked, _TITLED.search(called) is not None), place.node))
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
