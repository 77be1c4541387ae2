"""Lists found anew: other stories and readers' comments, by those of their items that old pages had as well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from tearsheet.authoring.learning import written
from tearsheet.authoring.learning.healing.healing import Healed
from tearsheet.authoring.learning.healing.target_page import TargetPage
from tearsheet.authoring.learning.healing.targets import FieldChoice
from tearsheet.authoring.learning.sample import Sample
from tearsheet.authoring.learning.selectors import Selector, selectors_of
from tearsheet.model import Comment

__all__ = ["comments_choice", "related_choice"]

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
            for around in _around(page, node):
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
    healed = Healed(
        name="related",
        code=field.code,
        right=right,
        known=counted,
        lines=tuple(lines),
        confidence=round(0.8 * right / counted, 2),
        others=tuple([f"links({written.literal(css)})" for _, css in ranked[1:3]]),
    )
    return FieldChoice(field, healed)


def _related_price(selector: Selector, pages: Sequence[TargetPage], here: Sequence[set[str]]) -> float | None:
    """Return what speaks against *selector*: what it misses and what it finds besides; ``None`` in a story."""
    found = wanted = besides = 0
    for page, texts in zip(pages, here, strict=True):
        sample = page.sample
        nodes = sample.css(selector.css)
        if _touches(sample, nodes, page.story):
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


def _around(page: TargetPage, node: LexborNode) -> Iterator[LexborNode]:
    """Yield *node* and the elements around it that hold no line of the story."""
    around: LexborNode | None = node
    for _ in range(_UP):
        if around is None or around.tag in {"body", "html"} or _touches(page.sample, [around], page.story):
            return
        yield around
        around = around.parent


def _touches(sample: Sample, nodes: Sequence[LexborNode], story: frozenset[int]) -> bool:
    for node in nodes:
        box = sample.box(node)
        if any(index in story for index in range(box.start, box.stop)):
            return True
    return False


# -- comments ----------------------------------------------------------------------------------------------------------


def comments_choice(pages: Sequence[TargetPage]) -> FieldChoice | None:
    """Return the field of the elements that hold one known comment each, with the words, names and times in them."""
    items: list[tuple[TargetPage, Comment, LexborNode]] = []
    tried: dict[str, tuple[int, Selector]] = {}
    lines: list[tuple[int, int]] = []
    for page in pages:
        for comment in page.article.comments if page.article is not None else ():
            first = comment.body.split("\n")[0]
            occurrence = next((each for each in page.sample.occurrences(first) if each.whole), None)
            if occurrence is None:
                continue
            items.append((page, comment, occurrence.node))
            lines.append((page.number, occurrence.line.number))
            if len(items) <= 12:
                for level, node in enumerate(_around(page, occurrence.node)):
                    for selector in selectors_of(node)[:_EACH]:
                        tried.setdefault(selector.css, (level, selector))
    best: tuple[float, str, list[LexborNode]] | None = None
    for level, selector in tried.values():
        holders = _holders(selector, items)
        if holders is None or any(_touches(page.sample, page.sample.css(selector.css), page.story) for page in pages):
            continue
        named = sum(
            comment.author is not None and comment.author in page.sample.words(node)
            for (page, comment, _), node in zip(items, holders, strict=True)
        )
        price = selector.cost - 4.0 * named / len(items) + 0.1 * level + (1.0 if "nth-" in selector.css else 0.0)
        if best is None or price < best[0]:
            best = price, selector.css, holders
    if best is None:
        return None
    _, css, holders = best
    known = [(page.sample, comment, node) for (page, comment, _), node in zip(items, holders, strict=True)]
    body = _part([(sample, comment.body.split("\n")[0], node) for sample, comment, node in known])
    if body is None:
        return None
    author = _part([(sample, comment.author, node) for sample, comment, node in known if comment.author])
    posted = _part([(sample, comment.posted.raw, node) for sample, comment, node in known if comment.posted])
    field = written.posts(
        css,
        written.css(body),
        author=written.css(author) if author is not None else None,
        posted=written.css(posted) if posted is not None else None,
    )
    right = sum(
        {comment.body for _, comment, _ in some} <= {found.value.body for found in field.field.find(page.sample.scope)}
        for page in pages
        if (some := [item for item in items if item[0] is page])
    )
    counted = len({item[0].number for item in items})
    doubts = [
        f"{name} was not found in them" for name, part in (("author", author), ("posted", posted)) if part is None
    ]
    if any(comment.quote or comment.replies for _, comment, _ in known):
        doubts.append("quotes and replies are not healed: add them")
    healed = Healed(
        name="comments",
        code=field.code,
        right=right,
        known=counted,
        lines=tuple(lines),
        confidence=round(0.8 * right / counted, 2),
        unsure=tuple(doubts),
    )
    return FieldChoice(field, healed)


def _holders(selector: Selector, items: Sequence[tuple[TargetPage, Comment, LexborNode]]) -> list[LexborNode] | None:
    """Return for each of *items* the element that matches and holds it; ``None`` where one holds several or none."""
    found: list[LexborNode] = []
    matches: dict[int, set[int]] = {}
    for page, _, inner in items:
        if page.number not in matches:
            matches[page.number] = {node.mem_id for node in page.sample.css(selector.css)}
        node: LexborNode | None = inner
        while node is not None and node.mem_id not in matches[page.number]:
            node = node.parent
        if node is None or any(node.mem_id == other.mem_id for other in found):
            return None
        found.append(node)
    return found


def _part(known: Sequence[tuple[Sample, str, LexborNode]]) -> str | None:
    """Return the selector, inside of each element, of what shows the text that is known of it; most must agree."""
    votes: dict[str, float] = {}
    costs: dict[str, float] = {}
    for sample, text, item in known:
        wanted = " ".join(text.split())
        inner = None
        for node in item.css("*"):
            if sample.words(node) == wanted:
                inner = node
        if inner is None:
            continue
        for selector in selectors_of(inner, within=item)[:_EACH]:
            first = item.css_first(selector.css)
            if first is not None and sample.words(first) == wanted:
                votes[selector.css] = votes.get(selector.css, 0.0) + 1
                costs[selector.css] = selector.cost
    if not votes:
        return None
    return min(votes, key=lambda css: (-votes[css], costs[css], css))
