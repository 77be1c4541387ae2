"""The field of readers' comments, from the words of some of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen
from selectolax.lexbor import LexborNode

from tearsheet.authoring.learning import written
from tearsheet.authoring.learning.learned import FieldChoice
from tearsheet.authoring.learning.sample import Sample
from tearsheet.authoring.learning.selectors import Selector, named, selectors_of
from tearsheet.authoring.learning.target_page import Said, TargetPage
from tearsheet.authoring.learning.written import Written
from tearsheet.fields.field import Field

_NAME = re.compile(r"author|name|user|nick|poster", re.IGNORECASE)
_TIME = re.compile(r"time|date|posted|ago|when", re.IGNORECASE)
_SEEN = 12
"""Comments whose places are looked at; those of one page are alike."""
_EACH = 14  # selectors of an element that are tried
_NAMED = 4.0
"""What it is worth that the author's name stands in the element as well."""
_CLOSE = 0.1
"""What an element further out costs, where the names tell it; where they do not it is worth more, see below."""
_OUTER = 0.3  # worth of an element further out, where no name tells
_ONE_OF = 0.4  # worth of each other like it, up to five
_ALONE = 2.0  # cost of having no other
_BY_PLACE = 1.0  # cost of a position, besides that of its selector
_AUTHORED, _WORDS, _LACKING = 0.8, 0.6, 0.3
"""How sure the field is: by words and authors, by words alone, and where it lacks one that is known. Set by hand."""


@frozen
class _Item:
    """A comment that is known, and the innermost element with its words."""

    sample: Sample
    said: Said
    node: LexborNode


def learn_comments(pages: Sequence[TargetPage], story: Sequence[frozenset[int]] = ()) -> FieldChoice | None:
    """Return the field of the elements that hold one known comment each, with the words, names and times in them.

    ``None`` where none is known, or no field finds them.

    :param story: for each page the lines of the story, which no comment holds; by default what is known of them
    """
    samples = [page.sample for page in pages]
    story = story or [page.story for page in pages]
    said = [(place, each) for place, page in enumerate(pages) for each in page.comments()]
    items: list[_Item] = []
    lines: list[tuple[int, int]] = []
    tried: dict[str, tuple[int, Selector]] = {}
    for page, each in said:
        sample = samples[page]
        places = sorted(sample.occurrences(each.text), key=lambda place: not place.whole)
        place = next((place for place in places if not sample.touches([place.node], story[page])), None)
        if place is None:
            continue
        items.append(_Item(sample, each, place.node))
        lines.append((pages[page].number, place.line.number))
        for level, node in enumerate(sample.around(place.node, story[page])) if len(items) <= _SEEN else ():
            for selector in selectors_of(node)[:_EACH]:
                tried.setdefault(selector.css, (level, selector))
    best: tuple[float, str, list[LexborNode]] | None = None
    for level, selector in tried.values():
        holders = _holders(selector, items)
        if holders is None or any(
            sample.touches(sample.css(selector.css), kept) for sample, kept in zip(samples, story, strict=True)
        ):
            continue
        price = _price(selector, level, items, holders)
        if best is None or price < best[0]:
            best = price, selector.css, holders
    if best is None:
        return None
    _, css, holders = best
    held = list(zip(items, holders, strict=True))
    body = _part([(item.sample, item.said.text, node) for item, node in held])
    if body is None:
        return None
    authors = [(item.sample, item.said.author, node) for item, node in held if item.said.author]
    times = [(item.sample, item.said.posted, node) for item, node in held if item.said.posted]
    author = _part(authors) if authors else _named(holders[0], _NAME, body)
    posted = _part(times) if times else _named(holders[0], _TIME, body)
    field = written.posts(css, body=body, author=author, posted=posted)
    found = [[each.value.body for each in field.field.find(sample.scope)] for sample in samples]
    missing = [
        (page, each) for page, each in said if not any(each.text in " ".join(text.split()) for text in found[page])
    ]
    where = {page for page, _ in said}
    right = len(where - {page for page, _ in missing})
    doubts = [f"{each.text!r:.60} is in none of them" for _, each in missing]
    doubts += [
        f"{name} was not found in them"
        for name, part, told in (("author", author, authors), ("posted", posted, times))
        if told and part is None
    ]
    if any(each.quote or each.replies for page in pages if page.article is not None for each in page.article.comments):
        doubts.append("quotes and replies are not healed: add them")
    return FieldChoice(
        name="comments",
        written=field,
        values=tuple([f"{len(texts)} comments" if texts else None for texts in found]),
        right=right,
        known=len(where),
        lines=tuple(lines),
        confidence=round((_AUTHORED if authors else _WORDS) * right / len(where), 2) if not missing else _LACKING,
        reasons=("it holds the words that are known, and others like it stand beside it",),
        unsure=tuple(doubts),
    )


def _price(selector: Selector, level: int, items: Sequence[_Item], holders: Sequence[LexborNode]) -> float:
    price = selector.cost + (_BY_PLACE if "nth-" in selector.css else 0.0)
    if any(item.said.author for item in items):
        named = sum(
            item.said.author is not None and item.said.author in item.sample.words(node)
            for item, node in zip(items, holders, strict=True)
        )
        return price - _NAMED * named / len(items) + _CLOSE * level
    # The outermost element that there are several of: the name stands in it as well.
    count = len(items[0].sample.css(selector.css))
    return price - _ONE_OF * min(count, 5) - _OUTER * level + (_ALONE if count < 2 else 0.0)


def _holders(selector: Selector, items: Sequence[_Item]) -> list[LexborNode] | None:
    """Return for each of *items* the element that matches and holds it; ``None`` where one holds several or none."""
    found: list[LexborNode] = []
    for item in items:
        matches = {node.mem_id for node in item.sample.css(selector.css)}
        node: LexborNode | None = item.node
        while node is not None and node.mem_id not in matches:
            node = node.parent
        if node is None or any(node.mem_id == other.mem_id for other in found):
            return None
        found.append(node)
    return found


def _part(known: Sequence[tuple[Sample, str, LexborNode]]) -> Written[Field[str]] | None:
    """Return the field, in each element, of what shows the text that is known of it; most must agree.

    Where nothing shows just the text, that of the innermost element which holds it.
    """
    votes: dict[str, float] = {}
    costs: dict[str, float] = {}
    for sample, text, item in known:
        wanted = " ".join(text.split())
        said = [(node, sample.words(node)) for node in item.css("*")]
        whole = [node for node, words in said if words == wanted] or [node for node, words in said if wanted in words]
        if not whole:
            continue
        for selector in selectors_of(whole[-1], within=item)[:_EACH]:
            first = item.css_first(selector.css)
            if first is not None and sample.words(first) == sample.words(whole[-1]):
                votes[selector.css] = votes.get(selector.css, 0.0) + 1
                costs[selector.css] = selector.cost
    if not votes:
        return None
    return written.css(min(votes, key=lambda css: (-votes[css], costs[css], css)))


def _named(item: LexborNode, pattern: re.Pattern[str], body: Written[Field[str]]) -> Written[Field[str]] | None:
    """Return the field of the first element in *item* that is called like *pattern*."""
    for node in item.css("[class], [itemprop], time"):
        called = f"{named(node, 'class', 'itemprop')} {node.tag}"
        if pattern.search(called) is None or not node.text(strip=True):
            continue
        for selector in selectors_of(node, within=item)[:6]:
            found = item.css(selector.css)
            field = written.css(selector.css)
            if found and found[0].mem_id == node.mem_id and field.code != body.code:
                return field
    return None
