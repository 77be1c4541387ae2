"""Lists found anew: other stories and readers' comments, by those of their items that old pages had as well."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from tearsheet.authoring.learning import written
from tearsheet.authoring.learning.comments import Said, comments_of
from tearsheet.authoring.learning.healing.target_page import TargetPage
from tearsheet.authoring.learning.learned import FieldChoice
from tearsheet.authoring.learning.selectors import Selector, selectors_of

__all__ = ["known_comments", "related_choice"]

_UP = 6
_EACH = 14
_FEWEST = 0.5


def related_choice(pages: Sequence[TargetPage]) -> FieldChoice | None:
    """Return the field of the list that holds most of the links of old pages and few others, outside of the story."""
    known = [{link.text for link in page.article.related} if page.article is not None else set() for page in pages]
    here: list[set[str]] = []
    tried: dict[str, Selector] = {}
    lines: list[tuple[int, int]] = []
    for page, texts in zip(pages, known, strict=True):
        sample = page.sample
        anchors = [node for node in sample.css("a[href]") if sample.words(node) in texts]
        here.append({sample.words(node) for node in anchors})
        lines.extend((page.number, sample.lines[sample.box(node).start].number) for node in anchors[:1])
        for node in anchors[:3]:
            for around in sample.around(node, page.story, _UP):
                for selector in selectors_of(around)[:_EACH]:
                    tried.setdefault(selector.css, selector)
    best: tuple[float, str] | None = None
    ranked: list[tuple[float, str]] = []
    for selector in tried.values():
        price = _related_price(selector, pages, here)
        if price is not None:
            ranked.append((price, selector.css))
            best = min(best, ranked[-1]) if best is not None else ranked[-1]
    if best is None:
        return None
    ranked.sort()
    field = written.links(best[1])
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
        confidence=round(0.8 * right / counted, 2),
        others=tuple([f"links({written.literal(css)})" for _, css in ranked[1:3]]),
    )


def _related_price(selector: Selector, pages: Sequence[TargetPage], here: Sequence[set[str]]) -> float | None:
    """Return what speaks against *selector*: what it misses and what it finds besides; ``None`` in a story."""
    found = wanted = besides = 0
    for page, texts in zip(pages, here, strict=True):
        sample = page.sample
        nodes = sample.css(selector.css)
        if sample.touches(nodes, page.story):
            return None
        titles = {sample.words(a) for node in nodes for a in ([node] if node.tag == "a" else node.css("a[href]"))}
        titles.discard("")
        own = page.title_text
        found += len(titles & texts)
        wanted += len(texts)
        besides += len(titles - texts - {own})
    if not found or found < _FEWEST * wanted:
        return None
    return selector.cost + 6.0 * (1 - found / wanted) + 1.0 * besides / (found + besides)


# -- comments ----------------------------------------------------------------------------------------------------------


def known_comments(pages: Sequence[TargetPage]) -> FieldChoice | None:
    """Return the field of the elements that hold one known comment each."""
    known = [
        (place, comment)
        for place, page in enumerate(pages)
        for comment in (page.article.comments if page.article is not None else ())
    ]
    said = [
        Said(place, comment.body.split("\n")[0], comment.author, comment.posted.raw if comment.posted else None)
        for place, comment in known
        if any(line.text == comment.body.split("\n")[0] for line in pages[place].sample.lines)
    ]
    choice = comments_of([page.sample for page in pages], said, [page.story for page in pages])
    if choice is None:
        return None
    lines = tuple([(pages[place].number, line) for place, line in choice.lines])
    more = any(comment.quote or comment.replies for _, comment in known)
    doubts = (*choice.unsure, *(("quotes and replies are not healed: add them",) if more else ()))
    return evolve(choice, lines=lines, unsure=doubts)
