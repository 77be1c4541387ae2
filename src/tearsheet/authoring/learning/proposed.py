"""Fields of which nobody says anything, as they seem to be: what stands about a story, is called so, or is stated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from selectolax.lexbor import LexborNode

from tearsheet.authoring.learning import written
from tearsheet.authoring.learning.baseline import Baseline
from tearsheet.authoring.learning.choice import LASTING, Target, choose, chosen, rank
from tearsheet.authoring.learning.learned import FieldChoice
from tearsheet.authoring.learning.proposals import (
    READER,
    Proposal,
    Sure,
    lines_near,
    propose_authors,
    propose_published,
)
from tearsheet.authoring.learning.sample import Sample, folded
from tearsheet.authoring.learning.selectors import named, selectors_of, sibling_of
from tearsheet.authoring.learning.target_page import TargetPage
from tearsheet.authoring.learning.voting import Read, Way, day_of, kind_of, one_text, texts_of
from tearsheet.authoring.learning.ways import around, attribute_ways, several_ways, stated, text_ways
from tearsheet.page.lines import Line

__all__ = ["Proposed"]

_SUMMARY = re.compile(
    r"(?<![a-z])(?:lead|lede|summary|standfirst|dek|deck|subtitle|sub-?head(?:line|ing)?|abstract|excerpt|"
    r"teaser|zhaiyao|daodu)(?![a-z])",
    re.IGNORECASE,
)
_SECTION = re.compile(r"(?<![a-z])(?:section|category|kicker|eyebrow|rubric|channel|topic)(?![a-z])", re.IGNORECASE)
_TAGS = re.compile(r"(?<![a-z])(?:tags?|tag-?list|keywords?|topics?|article-?tags?)(?![a-z])", re.IGNORECASE)
_TAG_PATH = re.compile(r"/(?:tags?|topics?|keywords?|t)/|[?&]tag=", re.IGNORECASE)
_ABOVE, _BELOW, _PAST = 6, 8, 12
_SHORTEST, _LONGEST = 20, 500
_SECTION_WORDS = 4
_MOST_TAGS = 15
_LONGEST_TAG = 40
_NAMED = 2.4
"""What the selector of tags may cost: a class that says what it holds."""
_LASTS = 4.0
"""What that of a summary or a section may cost: a class for looks, and no tag."""
_MOST_TIMES = 8
_SAYING = ("class", "id", "itemprop")
_EXACT = {"jsonld": 0, "meta": 1, "css@": 2}
"""How exact the times of a kind of source are, best first; those that are printed come last."""


class Proposed:
    """What stands near the stories of some pages of one layout.

    :param spans: for each page, the lines ``start:stop`` about its story
    :param baselines: what another reader makes of each page
    """

    def __init__(
        self, pages: Sequence[TargetPage], spans: Sequence[tuple[int, int]], baselines: Sequence[Baseline]
    ) -> None:
        self._pages = tuple(pages)
        self._samples = [page.sample for page in pages]
        self._titles = [page.title_line for page in pages]
        self._spans = spans
        self._baselines = baselines
        self._near = [
            lines_near(sample, title, span)
            for sample, title, span in zip(self._samples, self._titles, spans, strict=True)
        ]

    def field(self, name: str) -> FieldChoice | None:
        """Return the field *name*, ``None`` where nothing speaks for one, or what it finds is the title once more."""
        find = {
            "summary": self.summary,
            "published": self.published,
            "authors": self.authors,
            "source": self.source,
            "section": self.section,
            "tags": self.tags,
        }.get(name)
        found = find() if find is not None else None
        titles = {folded(page.title.text) for page in self._pages if page.title is not None}
        values = [value if isinstance(value, tuple) else (value,) for value in (found.values if found else ()) if value]
        return None if any(folded(str(text)) in titles for texts in values for text in texts) else found

    def _target(self, name: str, wanted: Sequence[Any], read: Read = one_text) -> Target:
        return Target(name=name, pages=self._pages, wanted=tuple(wanted), read=read)

    def published(self) -> FieldChoice | None:
        """Return a field for the day that most of what is stated and printed near the title is of."""
        proposals = [
            self._voted(sample, list(propose_published(sample, lines)), baseline)
            for sample, lines, baseline in zip(self._samples, self._near, self._baselines, strict=True)
        ]
        firsts = [each[0] if each else None for each in proposals]
        wanted = [_day(sample, first) for sample, first in zip(self._samples, firsts, strict=True)]
        ways: list[Way] = []
        for sample, each, day in zip(self._samples, proposals, wanted, strict=True):
            for proposal in each[:_MOST_TIMES]:
                if _day(sample, proposal) != day:
                    continue
                if proposal.source is not None:
                    ways.append(stated(*proposal.source))
                elif proposal.node is not None:
                    ways.extend(attribute_ways(selectors_of(proposal.node), "datetime"))
                else:
                    ways.extend(around(sample, proposal.text))
        target = self._target("published", wanted, day_of)
        best = rank(target, ways)
        if not best:
            return None
        # What the page states is exact; what it prints is taken beside it, so that the line is accounted for.
        kinds: dict[str, Way] = {}
        for way in best:
            kind = kind_of(way)
            if kind not in kinds and (way.cost < LASTING or not kinds):
                kinds[kind] = way
        order = sorted(kinds.values(), key=lambda way: (way.wrong, -way.right, _EXACT.get(kind_of(way), len(_EXACT))))
        given = [first for first in firsts if first is not None]
        why = tuple(dict.fromkeys(first.why for first in given))
        return chosen(target, order, order[1:], sure=min([first.sure for first in given], default=0.5), why=why)

    def _voted(self, sample: Sample, proposals: list[Proposal], baseline: Baseline) -> list[Proposal]:
        """Return *proposals* and the baseline of another reader, those of the day that most speaks for first."""
        if baseline.published is not None and sample.days(baseline.published):
            proposals = [*proposals, Proposal(baseline.published, READER, Sure.READER)]
        weights: dict[str | None, dict[str, float]] = {}
        for each in proposals:
            kind = each.source[0] if each.source is not None else each.why
            kinds = weights.setdefault(_day(sample, each), {})
            kinds[kind] = max(kinds.get(kind, 0.0), each.sure)
        return sorted(proposals, key=lambda each: -sum(weights[_day(sample, each)].values()))

    def authors(self) -> FieldChoice | None:
        """Return a field for the names that are stated and printed near the title, or stand in a byline."""
        found = [
            propose_authors(sample, lines, baseline.authors)
            for sample, lines, baseline in zip(self._samples, self._near, self._baselines, strict=True)
        ]
        pairs = [(page, *each) for page, each in zip(self._pages, found, strict=True) if each is not None]
        if not pairs:
            return None
        why = tuple(dict.fromkeys(proposal.why for _, proposal, _ in pairs))
        ways = [way for page, _, names in pairs for way in several_ways(page.sample, names)]
        target = self._target("authors", [each[1] if each is not None else None for each in found], texts_of)
        return choose(target, ways, sure=min(proposal.sure for _, proposal, _ in pairs), why=why)

    def source(self) -> FieldChoice | None:
        """Return a field for whom the pages credit, as another reader takes them to."""
        found = [baseline.source for baseline in self._baselines]
        given = [(page, text) for page, text in zip(self._pages, found, strict=True) if text is not None]
        ways = [way for page, text in given for way in text_ways(page.sample, text)]
        return choose(self._target("source", found), ways, sure=Sure.SOURCE, why=(READER,))

    def summary(self) -> FieldChoice | None:
        """Return a field for what stands between title and story and is called a summary, or stated to be one."""
        return self._one("summary", [self._summary_of(page) for page in range(len(self._samples))])

    def section(self) -> FieldChoice | None:
        """Return a field for the word above the title that is called a section, or stated to be one."""
        return self._one("section", [self._section_of(page) for page in range(len(self._samples))])

    def tags(self) -> FieldChoice | None:
        """Return a field for the links about the story that are called tags."""
        found = [self._tags_of(page) for page in range(len(self._samples))]
        ways: list[Way] = []
        wanted: list[tuple[str, ...] | None] = []
        for sample, node in zip(self._samples, found, strict=True):
            wanted.append(_link_texts(sample, node) if node is not None else None)
            if node is not None:
                ways.extend(Way(written.css(f"{each.css} a"), each.cost) for each in selectors_of(node)[:12])
        target = self._target("tags", wanted, texts_of)
        why = ("links about the story that are called so",)
        return choose(target, [way for way in ways if way.cost < _NAMED], sure=Sure.TAGS, why=why)

    def _one(self, name: str, found: Sequence[Proposal | None]) -> FieldChoice | None:
        wanted = [each.text if each is not None else None for each in found]
        if not any(wanted):
            return None
        ways: list[Way] = []
        for each in found:
            if each is not None and each.node is not None:
                ways.extend(Way(written.css(s.css), s.cost, s.doubt) for s in selectors_of(each.node)[:30])
        target = self._target(name, wanted)
        best = [way for way in rank(target, ways) if way.cost < _LASTS and not way.wrong]
        if not best:
            return None
        proposals = [each for each in found if each is not None]
        why = tuple(dict.fromkeys(each.why for each in proposals))
        sure = min(each.sure for each in proposals)
        return chosen(target, best[:1], sure=sure, why=why)

    # -- one page --------------------------------------------------------------------------------------------------

    def _between(self, page: int) -> Iterator[Line]:
        """Yield the lines between the title and the story, or, where that holds the title, right after the title."""
        title, (start, stop) = self._titles[page], self._spans[page]
        if title is not None:
            holds = start <= title.index < stop
            last = title.index + _BELOW if holds else min(start, title.index + _BELOW)
            yield from self._samples[page].lines[title.index + 1 : last]

    def _summary_of(self, page: int) -> Proposal | None:
        sample = self._samples[page]
        said = [folded(text) for text in sample.facts("description").values()]
        inside = range(*self._spans[page])
        for line in self._between(page):
            if not _SHORTEST <= len(line.text) <= _LONGEST or line.node is None:
                continue
            called = _SUMMARY.search(named(line.node, *_SAYING)) is not None
            own = folded(line.text)
            same = any(own == each or (len(each) > 60 and own.startswith(each)) for each in said)
            if called or (same and line.index not in inside):
                why = "it stands below the title" + (
                    ", and is stated as the description" if same else " and is called so"
                )
                return Proposal(
                    line.text,
                    why,
                    Sure.CALLED_AND_STATED if same and called else Sure.CALLED,
                    node=line.element or line.node,
                )
        return None

    def _section_of(self, page: int) -> Proposal | None:
        sample, title = self._samples[page], self._titles[page]
        if title is None:
            return None
        said = {folded(text) for text in sample.facts("section").values()}
        above = sample.lines[max(0, title.index - _ABOVE) : title.index]
        for line in reversed(above):
            if line.node is None or len(line.text.split()) > _SECTION_WORDS or len(line.text) > 30:
                continue
            node = line.element or line.node
            same = folded(line.text) in said
            called = _SECTION.search(named(node, *_SAYING)) is not None
            if same or called:
                why = (
                    "stated as the section and printed above the title"
                    if same
                    else "it stands above the title and is called so"
                )
                return Proposal(line.text, why, Sure.CALLED_AND_STATED if same else Sure.CALLED, node=node)
        for line in above[-1:]:
            short = len(line.text.split()) <= _SECTION_WORDS and line.text[-1:].isalpha() and len(line.text) <= 30
            if short and line.tag == "p" and _is(sibling_of(line.node), title.node):
                return Proposal(line.text, "a word right above the title", Sure.PLACED, node=line.node)
        return None

    def _tags_of(self, page: int) -> LexborNode | None:
        sample, (start, stop) = self._samples[page], self._spans[page]
        title = self._titles[page]
        first = min(start, title.index if title is not None else start)
        for node in sample.css('[class*="tag" i], [id*="tag" i], [class*="keyword" i], [class*="topic" i]'):
            box = sample.box(node)
            if (
                not len(box)
                or not first - _ABOVE <= box.start < stop + _PAST
                or _TAGS.search(named(node, *_SAYING)) is None
            ):
                continue
            links = [anchor for anchor in node.css("a[href]") if sample.words(anchor)]
            texts = _link_texts(sample, node) or ()
            if not links or len(texts) > _MOST_TAGS or any(len(text) > _LONGEST_TAG for text in texts):
                continue
            tagged = sum(
                _TAG_PATH.search(each.attributes.get("href") or "") is not None or each.attributes.get("rel") == "tag"
                for each in links
            )
            if 2 * tagged >= len(links):
                return node
        return None


def _day(sample: Sample, proposal: Proposal | None) -> str | None:
    return next(iter(sample.days(proposal.text)), None) if proposal is not None else None


def _link_texts(sample: Sample, node: LexborNode) -> tuple[str, ...] | None:
    texts = [sample.words(anchor) for anchor in node.css("a")]
    return tuple(dict.fromkeys(filter(None, texts))) or None


def _is(node: LexborNode | None, other: LexborNode | None) -> bool:
    return node is not None and other is not None and node.mem_id == other.mem_id
