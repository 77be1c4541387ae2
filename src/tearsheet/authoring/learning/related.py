"""The list of other stories: by those of them that an old page had as well, else by what lists of them are called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from tearsheet.authoring.learning import written
from tearsheet.authoring.learning.learned import FieldChoice
from tearsheet.authoring.learning.sample import Sample
from tearsheet.authoring.learning.selectors import Selector, named, selectors_of, sibling_of
from tearsheet.authoring.learning.target_page import TargetPage

_NAMED = ", ".join([f'[{name}*="{word}" i]' for word in ("relat", "recommend", "more") for name in ("class", "id")])
_CALLED = re.compile(
    r"relat|recommend|(?<![a-z])(?:read-?)?more(?:-?(?:news|stories|articles|from|like|links|on))?(?![a-z])",
    re.IGNORECASE,
)
_HEADED = re.compile(
    r"^(?:read (?:next|more|also)|more (?:stories|from|on|news)|related|see also|also in|you may also|"
    r"相关(?:阅读|新闻|文章|推荐)|推荐阅读|延伸阅读|更多(?:新闻|文章))",
    re.IGNORECASE,
)
_LONGEST_HEAD = 40  # characters of the line above a list
_FEWEST_LINKS = 2  # one is no list
_TITLE_LIKE = 8
"""Letters from which on a link may be a title."""
_UP = 6  # elements around a link that may be its list
_EACH = 14  # selectors of an element that are tried


_KNOWN, _PROPOSED = 0.8, 0.5
"""How sure the field is, where links are known and where it is called so. Set by hand."""


class _Weights:
    """What speaks for and against a selector of a list, beside its own cost. Set by hand."""

    FEWEST = 0.5
    """Share of the known links that it must find."""
    MISSED = 6.0
    """Known links that it misses, by their share,"""
    BESIDES = 1.0
    """and others that it finds, by theirs: a list changes from day to day, so that they count little."""
    DEAREST = 4.0
    """What a selector of a list that nobody knows may cost itself: that of a class which says what it holds."""
    PAGE = 1.5
    """Of those, each page that it finds links on,"""
    LINK = 0.02
    """and each link."""


def known_related(pages: Sequence[TargetPage]) -> FieldChoice | None:
    """Return the field of the list that holds most of the links of old pages and few others, outside of the story."""
    here: list[set[str]] = []
    tried: dict[str, Selector] = {}
    lines: list[tuple[int, int]] = []
    for page in pages:
        sample = page.sample
        texts = {link.text for link in page.article.related} if page.article is not None else set()
        anchors = [node for node in sample.css("a[href]") if sample.words(node) in texts]
        here.append({sample.words(node) for node in anchors})
        lines.extend((page.number, sample.lines[sample.box(node).start].number) for node in anchors[:1])
        around = [each for node in anchors[:3] for each in sample.around(node, page.story, _UP)]
        tried |= {each.css: each for node in around for each in selectors_of(node)[:_EACH] if each.css not in tried}
    prices = [(_price(selector, pages, here), selector.css) for selector in tried.values()]
    ranked = sorted([(price, css) for price, css in prices if price is not None])
    if not ranked:
        return None
    field = written.links(ranked[0][1])
    right = sum(
        bool(texts) and texts <= {found.value.text for found in field.field.find(page.sample.scope)}
        for page, texts in zip(pages, here, strict=True)
    )
    counted = sum(map(bool, here))
    return FieldChoice(
        name="related",
        written=field,
        right=right,
        known=counted,
        lines=tuple(lines),
        confidence=round(_KNOWN * right / counted, 2),
        others=tuple([f"links({written.literal(css)})" for _, css in ranked[1:3]]),
    )


def _price(selector: Selector, pages: Sequence[TargetPage], here: Sequence[set[str]]) -> float | None:
    """Return what speaks against *selector*: what it misses and what it finds besides; ``None`` in a story."""
    found = wanted = besides = 0
    for page, texts in zip(pages, here, strict=True):
        sample = page.sample
        nodes = sample.css(selector.css)
        if sample.touches(nodes, page.story):
            return None
        titles = {sample.words(a) for node in nodes for a in ([node] if node.tag == "a" else node.css("a[href]"))}
        found += len(titles & texts)
        wanted += len(texts)
        besides += len(titles - texts - {"", page.title.text if page.title is not None else ""})
    if not found or found < _Weights.FEWEST * wanted:
        return None
    return selector.cost + _Weights.MISSED * (1 - found / wanted) + _Weights.BESIDES * besides / (found + besides)


def proposed_related(samples: Sequence[Sample], story: Sequence[frozenset[int]]) -> FieldChoice | None:
    """Return the field of elements that are called a list of other stories, or headed so, and hold links like titles.

    :param story: for each page the lines of the story, which no list holds
    """
    best: tuple[float, str] | None = None
    for sample, lines in zip(samples, story, strict=True):
        for node in (*_called(sample), *_headed(sample)):
            if _links_in(sample, node, lines) < _FEWEST_LINKS:
                continue
            for selector in selectors_of(node)[:12]:
                counts = [_all_links(each, selector.css, kept) for each, kept in zip(samples, story, strict=True)]
                if None in counts or selector.cost >= _Weights.DEAREST:
                    continue
                numbers = list(map(int, filter(None, counts)))
                price = selector.cost - _Weights.PAGE * len(numbers) - _Weights.LINK * sum(numbers)
                best = min(best, (price, selector.css)) if best is not None else (price, selector.css)
    if best is None:
        return None
    field = written.links(best[1])
    values = []
    for sample in samples:
        texts = [found.value.text for found in field.field.find(sample.scope)]
        values.append(f"{len(texts)} links: {texts[0][:40]} …" if texts else None)
    return FieldChoice(
        name="related",
        written=field,
        values=tuple(values),
        confidence=_PROPOSED,
        reasons=("links like titles, called or headed so",),
        unsure=("proposed, not given: look whether these are stories that the page relates to its own",),
    )


def _called(sample: Sample) -> Iterator[LexborNode]:
    """Yield the elements that are called a list of other stories."""
    for node in sample.css(_NAMED):
        if _CALLED.search(named(node)) is not None:
            yield node


def _headed(sample: Sample) -> Iterator[LexborNode]:
    """Yield the lists below a line that says that other stories follow."""
    for line in sample.lines:
        if len(line.text) > _LONGEST_HEAD or _HEADED.search(line.text) is None:
            continue
        sibling = sibling_of(line.node)
        if sibling is not None and sibling.tag in {"ul", "ol"}:
            yield sibling


def _links_in(sample: Sample, node: LexborNode, keep: frozenset[int]) -> int:
    if not len(sample.box(node)) or sample.touches([node], keep):
        return 0
    return sum(len(sample.words(anchor)) >= _TITLE_LIKE for anchor in node.css("a[href]"))


def _all_links(sample: Sample, css: str, keep: frozenset[int]) -> int | None:
    """Return how many links *css* gives; ``None`` where it touches the story."""
    nodes = sample.css(css)
    return None if sample.touches(nodes, keep) else sum(_links_in(sample, node, keep) for node in nodes)
