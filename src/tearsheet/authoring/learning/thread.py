"""The field of readers' comments, from the words of one or two of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from tearsheet.authoring.learning import written
from tearsheet.authoring.learning.known import Known
from tearsheet.authoring.learning.learned import LearnedField
from tearsheet.authoring.learning.sample import Sample
from tearsheet.authoring.learning.selectors import Selector, selectors_of
from tearsheet.authoring.learning.written import Written
from tearsheet.fields.field import Field

__all__ = ["learn_comments"]

_NAME = re.compile(r"author|name|user|nick|poster", re.IGNORECASE)
_TIME = re.compile(r"time|date|posted|ago|when", re.IGNORECASE)
_UP = 7


def learn_comments(
    samples: Sequence[Sample], told: Sequence[Known], story: Sequence[frozenset[int]]
) -> LearnedField | None:
    """Return a field for the comments, given words of some; ``None`` where none are given or no field finds them.

    A comment is the element around such words that others like it stand beside.

    :param story: for each page the lines of the story, which no comment holds
    """
    wanted = [each.comments for each in told]
    best: tuple[float, Selector, str, LexborNode] | None = None
    for sample, texts, lines in zip(samples, wanted, story, strict=True):
        for text in texts:
            for occurrence in sample.occurrences(text):
                for level, node in enumerate(_around(sample, occurrence.node, lines)):
                    for selector in selectors_of(node)[:12]:
                        found = sample.css(selector.css)
                        if _holds_story(sample, found, lines) or not _each_held(sample, found, texts):
                            continue
                        # The outermost element that there are several of: the name stands in it as well.
                        price = (
                            selector.cost - min(len(found), 5) * 0.4 - 0.3 * level + (2.0 if len(found) < 2 else 0.0)
                        )
                        if best is None or price < best[0]:
                            best = price, selector, text, node
    if best is None:
        return None
    _, selector, text, item = best
    body = _part_with(item, text, samples)
    if body is None:
        return None
    field = written.posts(selector.css, body, author=_named(item, _NAME, body), posted=_named(item, _TIME, body))
    values = tuple(
        [tuple([found.value.body for found in field.field.find(sample.scope)]) or None for sample in samples]
    )
    missing = [
        text for texts, each in zip(wanted, values, strict=True) for text in texts if not _is_in(text, each or ())
    ]
    return LearnedField(
        name="comments",
        written=field,
        values=tuple([f"{len(each)} comments" if each else None for each in values]),
        confidence=0.6 if not missing else 0.3,
        reasons=("it holds the words that were given, and others like it stand beside it",),
        unsure=tuple(f"{text!r:.60} is in none of them" for text in missing),
    )


def _around(sample: Sample, node: LexborNode, story: frozenset[int]) -> Iterator[LexborNode]:
    """Yield *node* and the elements around it that hold nothing of the story."""
    around: LexborNode | None = node
    for _ in range(_UP):
        if around is None or around.tag in {"body", "html"} or _holds_story(sample, [around], story):
            return
        yield around
        around = around.parent


def _holds_story(sample: Sample, nodes: Sequence[LexborNode], story: frozenset[int]) -> bool:
    return any(place.line.index in story for place in sample.places(nodes))


def _each_held(sample: Sample, nodes: Sequence[LexborNode], texts: Sequence[str]) -> bool:
    """Whether each of *texts* stands in an element of its own."""
    said = [sample.words(node) for node in nodes[:400]]
    places = [
        next((index for index, words in enumerate(said) if " ".join(text.split()) in words), -1) for text in texts
    ]
    return -1 not in places and len(set(places)) == len(places)


def _part_with(item: LexborNode, text: str, samples: Sequence[Sample]) -> Written[Field[str]] | None:
    """Return the field, in *item*, of the innermost named element that holds *text*."""
    wanted = " ".join(text.split())
    owner = next((each for each in samples if any(line.text for line in each.lines if wanted in line.text)), None)
    if owner is None:
        return None
    inner: LexborNode | None = None
    for node in item.css("*"):
        if wanted in owner.words(node):
            inner = node
    if inner is None:
        return None
    for selector in selectors_of(inner, within=item):
        first = item.css(selector.css)
        if first and first[0].mem_id == inner.mem_id:
            return written.css(selector.css)
    return None


def _named(item: LexborNode, pattern: re.Pattern[str], body: Written[Field[str]]) -> Written[Field[str]] | None:
    """Return the field of the first element in *item* that is called like *pattern*."""
    for node in item.css("[class], [itemprop], time"):
        called = f"{node.attributes.get('class') or ''} {node.attributes.get('itemprop') or ''} {node.tag}"
        if pattern.search(called) is None or not node.text(strip=True):
            continue
        for selector in selectors_of(node, within=item)[:6]:
            found = item.css(selector.css)
            field = written.css(selector.css)
            if found and found[0].mem_id == node.mem_id and field.code != body.code:
                return field
    return None


def _is_in(text: str, bodies: Sequence[str]) -> bool:
    wanted = " ".join(text.split())
    return any(wanted in " ".join(body.split()) for body in bodies)
