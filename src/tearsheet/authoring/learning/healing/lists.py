"""Lists found anew: other stories and readers' comments, by those of their items that old pages had as well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from tearsheet.authoring.learning import written
from tearsheet.authoring.learning.healing.healing import Healed
from tearsheet.authoring.learning.healing.sheet import Sheet
from tearsheet.authoring.learning.healing.values import Choice
from tearsheet.authoring.learning.naming import Selector, selectors_of
from tearsheet.authoring.learning.specimen import Specimen
from tearsheet.model import Comment

__all__ = ["comments_choice", "related_choice"]

_UP = 6
_EACH = 14
_FEWEST = 0.5


def related_choice(sheets: Sequence[Sheet]) -> Choice | None:
    """Return the field of the list that holds most of the links of old pages and few others, outside of the story."""
    known = [{link.text for link in sheet.article.related} if sheet.article is not None else set() for sheet in sheets]
    here: list[set[str]] = []
    tried: dict[str, Selector] = {}
    lines: list[tuple[int, int]] = []
    for sheet, texts in zip(sheets, known, strict=True):
        specimen = sheet.specimen
        anchors = [node for node in specimen.css("a[href]") if specimen.words(node) in texts]
        here.append({specimen.words(node) for node in anchors})
        lines.extend((sheet.number, specimen.lines[specimen.box(node).start].number) for node in anchors[:1])
        for node in anchors[:3]:
            for around in _around(sheet, node):
                for selector in selectors_of(around)[:_EACH]:
                    tried.setdefault(selector.css, selector)
    best: tuple[float, str] | None = None
    ranked: list[tuple[float, str]] = []
    for selector in tried.values():
        price = _related_price(selector, sheets, here)
        if price is not None:
            ranked.append((price, selector.css))
            best = min(best, ranked[-1]) if best is not None else ranked[-1]
    if best is None:
        return None
    ranked.sort()
    field = written.links(best[1])
    right = sum(
        bool(texts) and texts <= {found.value.text for found in field.field.find(sheet.specimen.scope)}
        for sheet, texts in zip(sheets, here, strict=True)
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
    return Choice(field, healed)


def _related_price(selector: Selector, sheets: Sequence[Sheet], here: Sequence[set[str]]) -> float | None:
    """Return what speaks against *selector*: what it misses and what it finds besides; ``None`` in a story."""
    found = wanted = besides = 0
    for sheet, texts in zip(sheets, here, strict=True):
        specimen = sheet.specimen
        nodes = specimen.css(selector.css)
        if _touches(specimen, nodes, sheet.story):
            return None
        titles = {specimen.words(a) for node in nodes for a in ([node] if node.tag == "a" else node.css("a[href]"))}
        titles.discard("")
        own = sheet.title_text
        found += len(titles & texts)
        wanted += len(texts)
        besides += len(titles - texts - {own})
    if not found or found < _FEWEST * wanted:
        return None
    return selector.cost + 6.0 * (1 - found / wanted) + 1.0 * besides / (found + besides)


def _around(sheet: Sheet, node: LexborNode) -> Iterator[LexborNode]:
    """Yield *node* and the elements around it that hold no line of the story."""
    around: LexborNode | None = node
    for _ in range(_UP):
        if around is None or around.tag in {"body", "html"} or _touches(sheet.specimen, [around], sheet.story):
            return
        yield around
        around = around.parent


def _touches(specimen: Specimen, nodes: Sequence[LexborNode], story: frozenset[int]) -> bool:
    for node in nodes:
        box = specimen.box(node)
        if any(index in story for index in range(box.start, box.stop)):
            return True
    return False


# -- comments ----------------------------------------------------------------------------------------------------------


def comments_choice(sheets: Sequence[Sheet]) -> Choice | None:
    """Return the field of the elements that hold one known comment each, with the words, names and times in them."""
    items: list[tuple[Sheet, Comment, LexborNode]] = []
    tried: dict[str, tuple[int, Selector]] = {}
    lines: list[tuple[int, int]] = []
    for sheet in sheets:
        for comment in sheet.article.comments if sheet.article is not None else ():
            first = comment.body.split("\n")[0]
            sighting = next((each for each in sheet.specimen.sightings(first) if each.whole), None)
            if sighting is None:
                continue
            items.append((sheet, comment, sighting.node))
            lines.append((sheet.number, sighting.line.number))
            if len(items) <= 12:
                for level, node in enumerate(_around(sheet, sighting.node)):
                    for selector in selectors_of(node)[:_EACH]:
                        tried.setdefault(selector.css, (level, selector))
    best: tuple[float, str, list[LexborNode]] | None = None
    for level, selector in tried.values():
        holders = _holders(selector, items)
        if holders is None or any(
            _touches(sheet.specimen, sheet.specimen.css(selector.css), sheet.story) for sheet in sheets
        ):
            continue
        named = sum(
            comment.author is not None and comment.author in sheet.specimen.words(node)
            for (sheet, comment, _), node in zip(items, holders, strict=True)
        )
        price = selector.cost - 4.0 * named / len(items) + 0.1 * level + (1.0 if "nth-" in selector.css else 0.0)
        if best is None or price < best[0]:
            best = price, selector.css, holders
    if best is None:
        return None
    _, css, holders = best
    known = [(sheet.specimen, comment, node) for (sheet, comment, _), node in zip(items, holders, strict=True)]
    body = _part([(specimen, comment.body.split("\n")[0], node) for specimen, comment, node in known])
    if body is None:
        return None
    author = _part([(specimen, comment.author, node) for specimen, comment, node in known if comment.author])
    posted = _part([(specimen, comment.posted.raw, node) for specimen, comment, node in known if comment.posted])
    field = written.comments(
        css,
        written.css(body),
        author=written.css(author) if author is not None else None,
        posted=written.css(posted) if posted is not None else None,
    )
    right = sum(
        {comment.body for _, comment, _ in some}
        <= {found.value.body for found in field.field.find(sheet.specimen.scope)}
        for sheet in sheets
        if (some := [item for item in items if item[0] is sheet])
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
    return Choice(field, healed)


def _holders(selector: Selector, items: Sequence[tuple[Sheet, Comment, LexborNode]]) -> list[LexborNode] | None:
    """Return for each of *items* the element that matches and holds it; ``None`` where one holds several or none."""
    found: list[LexborNode] = []
    matches: dict[int, set[int]] = {}
    for sheet, _, inner in items:
        if sheet.number not in matches:
            matches[sheet.number] = {node.mem_id for node in sheet.specimen.css(selector.css)}
        node: LexborNode | None = inner
        while node is not None and node.mem_id not in matches[sheet.number]:
            node = node.parent
        if node is None or any(node.mem_id == other.mem_id for other in found):
            return None
        found.append(node)
    return found


def _part(known: Sequence[tuple[Specimen, str, LexborNode]]) -> str | None:
    """Return the selector, inside of each element, of what shows the text that is known of it; most must agree."""
    votes: dict[str, float] = {}
    costs: dict[str, float] = {}
    for specimen, text, item in known:
        wanted = " ".join(text.split())
        inner = None
        for node in item.css("*"):
            if specimen.words(node) == wanted:
                inner = node
        if inner is None:
            continue
        for selector in selectors_of(inner, within=item)[:_EACH]:
            first = item.css_first(selector.css)
            if first is not None and specimen.words(first) == wanted:
                votes[selector.css] = votes.get(selector.css, 0.0) + 1
                costs[selector.css] = selector.cost
    if not votes:
        return None
    return min(votes, key=lambda css: (-votes[css], costs[css], css))
