"""What else stands about a story and is called so: its summary, its section, its tags."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from tearsheet.authoring.learning import written
from tearsheet.authoring.learning.choice import Target, choose, chosen, rank
from tearsheet.authoring.learning.learned import FieldChoice
from tearsheet.authoring.learning.proposals import Proposal
from tearsheet.authoring.learning.sample import Sample, folded
from tearsheet.authoring.learning.selectors import selectors_of
from tearsheet.authoring.learning.voting import Way, texts_of
from tearsheet.page.lines import Line

__all__ = ["Details"]

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
_SURE = 2.4


class Details:
    """What stands near the stories of some pages.

    :param titles: for each page, the line of its title
    :param spans: for each page, the lines ``start:stop`` about its story
    """

    def __init__(
        self, samples: Sequence[Sample], titles: Sequence[Line | None], spans: Sequence[tuple[int, int]]
    ) -> None:
        self._samples = samples
        self._titles = titles
        self._spans = spans

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
        target = Target(name="tags", samples=tuple(self._samples), wanted=tuple(wanted), read=texts_of)
        why = ("links about the story that are called so",)
        return choose(target, [way for way in ways if way.cost < _SURE], sure=0.75, why=why)

    def _one(self, name: str, found: Sequence[Proposal | None]) -> FieldChoice | None:
        wanted = [each.text if each is not None else None for each in found]
        if not any(wanted):
            return None
        ways: list[Way] = []
        for each in found:
            if each is not None and each.node is not None:
                ways.extend(Way(written.css(s.css), s.cost, s.doubt) for s in selectors_of(each.node)[:30])
        target = Target(name=name, samples=tuple(self._samples), wanted=tuple(wanted))
        best = [way for way in rank(target, ways) if way.cost < 4.0 and not way.wrong]
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
            named = _SUMMARY.search(_called(line.node)) is not None
            own = folded(line.text)
            same = any(own == each or (len(each) > 60 and own.startswith(each)) for each in said)
            if named or (same and line.index not in inside):
                why = "it stands below the title" + (
                    ", and is stated as the description" if same else " and is called so"
                )
                return Proposal(line.text, why, 0.85 if same and named else 0.7, node=line.element or line.node)
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
            named = _SECTION.search(_called(node)) is not None
            if same or named:
                why = (
                    "stated as the section and printed above the title"
                    if same
                    else "it stands above the title and is called so"
                )
                return Proposal(line.text, why, 0.85 if same else 0.7, node=node)
        for line in above[-1:]:
            short = len(line.text.split()) <= _SECTION_WORDS and line.text[-1:].isalpha() and len(line.text) <= 30
            if short and line.tag == "p" and _is_before(line.node, title.node):
                return Proposal(line.text, "a word right above the title", 0.55, node=line.node)
        return None

    def _tags_of(self, page: int) -> LexborNode | None:
        sample, (start, stop) = self._samples[page], self._spans[page]
        title = self._titles[page]
        first = min(start, title.index if title is not None else start)
        for node in sample.css('[class*="tag" i], [id*="tag" i], [class*="keyword" i], [class*="topic" i]'):
            box = sample.box(node)
            if not len(box) or not first - _ABOVE <= box.start < stop + _PAST or _TAGS.search(_called(node)) is None:
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


def _called(node: LexborNode) -> str:
    return " ".join([node.attributes.get(name) or "" for name in ("class", "id", "itemprop")])


def _link_texts(sample: Sample, node: LexborNode) -> tuple[str, ...] | None:
    texts = [sample.words(anchor) for anchor in node.css("a")]
    return tuple(dict.fromkeys(filter(None, texts))) or None


def _is_before(node: LexborNode | None, heading: LexborNode | None) -> bool:
    """Whether *node* stands right before *heading*, as its sibling."""
    sibling = node.next if node is not None else None
    while sibling is not None and not sibling.is_element_node:
        sibling = sibling.next
    return sibling is not None and heading is not None and sibling.mem_id == heading.mem_id
