"""Fields of which nobody says anything, as they seem to be: what stands about a story, is called so, or is stated."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from selectolax.lexbor import LexborNode

from tearsheet.adapters.generic.head.names import split_names
from tearsheet.authoring.learning import written
from tearsheet.authoring.learning.choice import LASTING, Target, choose, chosen, rank
from tearsheet.authoring.learning.learned import FieldChoice
from tearsheet.authoring.learning.proposals import READER, Proposal, Sure
from tearsheet.authoring.learning.sample import Sample
from tearsheet.authoring.learning.selectors import named, selectors_of, sibling_of
from tearsheet.authoring.learning.target_page import TargetPage
from tearsheet.authoring.learning.voting import Read, Way, day_of, kind_of, one_text, texts_of
from tearsheet.authoring.learning.ways import around, element_ways, several_ways, stated, text_ways
from tearsheet.page.lines import Line
from tearsheet.text.fold import folded

_SUMMARY = re.compile(
    r"(?<![a-z])(?:lead|lede|summary|standfirst|dek|deck|subtitle|sub-?head(?:line|ing)?|abstract|excerpt|"
    r"teaser|zhaiyao|daodu)(?![a-z])",
    re.IGNORECASE,
)
_SECTION = re.compile(r"(?<![a-z])(?:section|category|kicker|eyebrow|rubric|channel|topic)(?![a-z])", re.IGNORECASE)
_TAGS = re.compile(r"(?<![a-z])(?:tags?|tag-?list|keywords?|topics?|article-?tags?)(?![a-z])", re.IGNORECASE)
_TAG_PATH = re.compile(r"/(?:tags?|topics?|keywords?|t)/|[?&]tag=", re.IGNORECASE)
_LATE = re.compile(r"更新|修改|updat|modif", re.IGNORECASE)
_NEAR = 25  # lines below the title in which a time is looked for
_LONGEST_WITH_TIME = 120  # characters of a line that is a byline and no sentence
_ABOVE, _BELOW, _PAST = 6, 8, 12  # lines above the title, below it, and below the story that are looked at
_SHORTEST, _LONGEST = 20, 500  # characters of a summary
_SECTION_WORDS = 4  # words that the name of a section has at most
_MOST_TAGS = 15  # links; a list of more is a menu
_LONGEST_TAG = 40  # characters; longer is a headline
_NAMED = 2.4
"""What the selector of tags may cost: a class that says what it holds."""
_LASTS = 4.0
"""What that of a summary or a section may cost: a class for looks, and no tag."""
_MOST_TIMES = 8  # times on a page that are proposed: each is voted on
_SAYING = ("class", "id", "itemprop")
_EXACT = {"jsonld": 0, "meta": 1, "css@": 2}
"""How exact the times of a kind of source are, best first; those that are printed come last."""


class Proposed:
    """What stands near the stories of some pages of one layout.

    :param spans: for each page, the lines ``start:stop`` about its story
    """

    def __init__(self, pages: Sequence[TargetPage], spans: Sequence[tuple[int, int]]) -> None:
        self._pages = tuple(pages)
        self._around = [_Surroundings(page, span) for page, span in zip(pages, spans, strict=True)]

    def field(self, name: str) -> FieldChoice | None:
        """Return the field *name*, ``None`` where nothing speaks for one, or what it finds is the title once more."""
        find = _PROPOSED.get(name)
        found = find(self) if find is not None else None
        titles = {folded(page.title.text) for page in self._pages if page.title is not None}
        values = [value if isinstance(value, tuple) else (value,) for value in (found.values if found else ()) if value]
        return None if any(folded(str(text)) in titles for texts in values for text in texts) else found

    def _target(self, name: str, wanted: Sequence[Any], read: Read = one_text) -> Target:
        return Target(name=name, pages=self._pages, wanted=tuple(wanted), read=read)

    def published(self) -> FieldChoice | None:
        """Return a field for the day that most of what is stated and printed near the title is of."""
        found = [each.published() for each in self._around]
        firsts = [each[0] if each else None for each in found]
        wanted = [_day(each.sample, first) for each, first in zip(self._around, firsts, strict=True)]
        ways: list[Way] = []
        for each, proposals, day in zip(self._around, found, wanted, strict=True):
            for proposal in proposals[:_MOST_TIMES]:
                if _day(each.sample, proposal) != day:
                    continue
                if proposal.source is not None:
                    ways.append(stated(*proposal.source))
                elif proposal.node is not None:
                    ways.extend(element_ways(proposal.node, attr="datetime"))
                else:
                    ways.extend(around(each.sample, proposal.text))
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
        return chosen(target, order, order[1:], **_grounds([first for first in firsts if first is not None]))

    def authors(self) -> FieldChoice | None:
        """Return a field for the names that are stated and printed near the title, or stand in a byline."""
        found = [each.authors() for each in self._around]
        names = [split_names(each.text) if each is not None else None for each in found]
        ways = [
            way for each, own in zip(self._around, names, strict=True) if own for way in several_ways(each.sample, own)
        ]
        given = [each for each in found if each is not None]
        return choose(self._target("authors", names, texts_of), ways, **_grounds(given)) if given else None

    def source(self) -> FieldChoice | None:
        """Return a field for whom the pages credit, as another reader takes them to."""
        found = [page.baseline.source for page in self._pages]
        ways = [
            way for page in self._pages if page.baseline.source for way in text_ways(page.sample, page.baseline.source)
        ]
        return choose(self._target("source", found), ways, sure=Sure.SOURCE, why=(READER,))

    def summary(self) -> FieldChoice | None:
        """Return a field for what stands between title and story and is called a summary, or stated to be one."""
        return self._one("summary", [each.summary() for each in self._around])

    def section(self) -> FieldChoice | None:
        """Return a field for the word above the title that is called a section, or stated to be one."""
        return self._one("section", [each.section() for each in self._around])

    def tags(self) -> FieldChoice | None:
        """Return a field for the links about the story that are called tags."""
        ways: list[Way] = []
        wanted: list[tuple[str, ...] | None] = []
        for each in self._around:
            node = each.tags()
            wanted.append(each.link_texts(node) if node is not None else None)
            found = selectors_of(node)[:12] if node is not None else ()
            ways.extend(Way(written.css(f"{selector.css} a"), selector.cost) for selector in found)
        target = self._target("tags", wanted, texts_of)
        why = ("links about the story that are called so",)
        return choose(target, [way for way in ways if way.cost < _NAMED], sure=Sure.TAGS, why=why)

    def _one(self, name: str, found: Sequence[Proposal | None]) -> FieldChoice | None:
        given = [each for each in found if each is not None]
        ways = [way for each in given if each.node is not None for way in element_ways(each.node, most=30)]
        target = self._target(name, [each.text if each is not None else None for each in found])
        best = [way for way in rank(target, ways) if way.cost < _LASTS and not way.wrong]
        return chosen(target, best[:1], **_grounds(given)) if best else None


_PROPOSED: Mapping[str, Callable[[Proposed], FieldChoice | None]] = {
    "summary": Proposed.summary,
    "published": Proposed.published,
    "authors": Proposed.authors,
    "source": Proposed.source,
    "section": Proposed.section,
    "tags": Proposed.tags,
}


def _grounds(found: Sequence[Proposal]) -> dict[str, Any]:
    """Return how sure *found* are together, and why."""
    return {"sure": min([each.sure for each in found]), "why": tuple(dict.fromkeys(each.why for each in found))}


class _Surroundings:
    """What stands about the story of one page, and what of it seems to be a value."""

    def __init__(self, page: TargetPage, span: tuple[int, int]) -> None:
        self.sample = page.sample
        self._baseline = page.baseline
        self._title = page.title
        self._line = page.title_line
        self._start, self._stop = span

    def _near(self) -> list[Line]:
        """Return the lines about the title and the ends of the story, the nearest to the title first."""
        lines, start, stop = self.sample.lines, self._start, self._stop
        at = self._line.index if self._line is not None and self._line.index <= start + 5 else start
        low, high = max(0, at - 8), min(len(lines), max(at, min(start, at + _NEAR)) + 6)
        order = sorted(range(low, high), key=lambda index: (index < at, abs(index - at)))
        tail = range(max(high, stop - 2), min(len(lines), stop + 6))
        return [lines[index] for index in [*order, *tail]]

    def published(self) -> list[Proposal]:
        """Return what seems to be the time of publication, those of the day that most speaks for first."""
        found = list(self._times())
        if self._baseline.published is not None and self.sample.days(self._baseline.published):
            found.append(Proposal(self._baseline.published, READER, Sure.READER))
        weights: dict[str | None, dict[str, float]] = {}
        for each in found:
            kind = each.source[0] if each.source is not None else each.why
            kinds = weights.setdefault(_day(self.sample, each), {})
            kinds[kind] = max(kinds.get(kind, 0.0), each.sure)
        return sorted(found, key=lambda each: -sum(weights[_day(self.sample, each)].values()))

    def _times(self) -> Iterator[Proposal]:
        """Yield the likeliest first: as stated, in ``<time>``, as printed."""
        sample = self.sample
        for source, text in sample.facts("published").items():
            if sample.days(text):
                yield Proposal(text, f"stated as {source[1]}", Sure.STATED_DAY, source=source)
        near = self._near()
        indexes = {line.index for line in near}
        for node in sample.css("time[datetime], [itemprop=datePublished]"):
            box = sample.box(node)
            value = node.attributes.get("datetime") or node.attributes.get("content") or ""
            if box.start in indexes and len(box) and sample.days(value):
                yield Proposal(value, f"<{node.tag}> near the title", Sure.DAY_ELEMENT, node=node)
        for line in near:
            for moment in sample.reader.moments(line.text) if len(line.text) <= _LONGEST_WITH_TIME else ():
                if _LATE.search(line.text[: moment.start]) is None and moment.moment.first_date is not None:
                    said = line.text[moment.start : moment.end].strip()
                    yield Proposal(said, "printed near the title", Sure.PRINTED_DAY)

    def authors(self) -> Proposal | None:
        """Return whom another reader takes for the authors, where they are printed near the title."""
        shown = "\n".join([line.text for line in self._near()])
        names = self._baseline.authors
        if names and all(name in shown for name in names):
            return Proposal(", ".join(names), READER, Sure.READER)
        return None

    def _between(self) -> Iterator[Line]:
        """Yield the lines between the title and the story, or, where that holds the title, right after the title."""
        if self._line is not None:
            at = self._line.index
            last = at + _BELOW if self._start <= at < self._stop else min(self._start, at + _BELOW)
            yield from self.sample.lines[at + 1 : last]

    def summary(self) -> Proposal | None:
        """Return what stands below the title, and is called a summary or stated to be one."""
        said = [folded(text) for text in self.sample.facts("description").values()]
        for line in self._between():
            if not _SHORTEST <= len(line.text) <= _LONGEST or line.node is None:
                continue
            called = _SUMMARY.search(named(line.node, *_SAYING)) is not None
            own = folded(line.text)
            same = any(own == each or (len(each) > 60 and own.startswith(each)) for each in said)
            if called or (same and not self._start <= line.index < self._stop):
                how = ", and is stated as the description" if same else " and is called so"
                sure = Sure.CALLED_AND_STATED if same and called else Sure.CALLED
                return Proposal(line.text, f"it stands below the title{how}", sure, node=line.element or line.node)
        return None

    def section(self) -> Proposal | None:
        """Return the few words above the title that are called a section, or stated to be one."""
        if self._line is None or self._title is None:
            return None
        said = {folded(text) for text in self.sample.facts("section").values()}
        above = self.sample.lines[max(0, self._line.index - _ABOVE) : self._line.index]
        above = [line for line in above if line.node is not None]
        short = [line for line in above if len(line.text.split()) <= _SECTION_WORDS and len(line.text) <= 30]
        for line in reversed(short):
            node = line.element or line.node
            assert node is not None, "they stand in one"
            if folded(line.text) in said:
                why = "stated as the section and printed above the title"
                return Proposal(line.text, why, Sure.CALLED_AND_STATED, node=node)
            if _SECTION.search(named(node, *_SAYING)) is not None:
                return Proposal(line.text, "it stands above the title and is called so", Sure.CALLED, node=node)
        for line in short[-1:] if short[-1:] == above[-1:] else ():
            beside = sibling_of(line.node)
            beside_title = beside and self._title.node and beside.mem_id == self._title.node.mem_id
            if line.text[-1:].isalpha() and line.tag == "p" and beside_title:
                return Proposal(line.text, "a word right above the title", Sure.PLACED, node=line.node)
        return None

    def tags(self) -> LexborNode | None:
        """Return the element about the story that is called tags and holds links to them."""
        first = min(self._start, self._line.index if self._line is not None else self._start) - _ABOVE
        for node in self.sample.css('[class*="tag" i], [id*="tag" i], [class*="keyword" i], [class*="topic" i]'):
            box = self.sample.box(node)
            near = len(box) and first <= box.start < self._stop + _PAST
            if not near or _TAGS.search(named(node, *_SAYING)) is None:
                continue
            links = [anchor.attributes for anchor in node.css("a[href]") if self.sample.words(anchor)]
            texts = self.link_texts(node) or ()
            if not links or len(texts) > _MOST_TAGS or any(len(text) > _LONGEST_TAG for text in texts):
                continue
            tagged = sum(
                _TAG_PATH.search(each.get("href") or "") is not None or each.get("rel") == "tag" for each in links
            )
            if 2 * tagged >= len(links):
                return node
        return None

    def link_texts(self, node: LexborNode) -> tuple[str, ...] | None:
        """Return the words of the links in *node*, each once."""
        texts = [self.sample.words(anchor) for anchor in node.css("a")]
        return tuple(dict.fromkeys(filter(None, texts))) or None


def _day(sample: Sample, proposal: Proposal | None) -> str | None:
    return next(iter(sample.days(proposal.text)), None) if proposal is not None else None
