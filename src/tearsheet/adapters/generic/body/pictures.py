"""Pictures of a story that no line of it shows: beside its head, below its last line, behind words, in ``<noscript>``.

What is believed of news pages: what stands between headline and first paragraph, or above the headline in one element
with the story, is the story's, unless it is a person's, stands in furniture or leads to another page. A picture laid
behind nothing, or behind the headline, is shown for itself; behind other words it is paint. A ``<noscript>`` that has
no picture beside it holds the one that a script would show.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborNode

from tearsheet.adapters.generic.signs.class_hints import BODY, hint_of, names_of
from tearsheet.adapters.generic.signs.elements import Box, Boxes
from tearsheet.model import Image
from tearsheet.reading.blocks import Passage
from tearsheet.reading.images import DRAWN, UNSEEN
from tearsheet.reading.reader import Reader

if TYPE_CHECKING:
    from tearsheet.adapters.generic.body.story import Found
    from tearsheet.adapters.generic.head.article_head import ArticleHead

_OF_STORY = frozenset({None, BODY, "caption", "header"})
_FURNITURE = frozenset({"aside", "footer", "nav", "form", "button", "ul", "ol"})
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)(?:$|[?#])", re.IGNORECASE)
_PERSONAL = re.compile(r"author|avatar|byline|by-line|contributor|headshot|gravatar|logo|icon|emoji", re.IGNORECASE)
"""What the portrait of who wrote the story, or the sign of the site, is called, and elements around it that may be."""
_PORTRAITS = 3
_LEAST_WIDTH = 150
"""Pixels of a picture beside the head at least, where it says how wide it is: a portrait is smaller."""
_MOST_UNSEEN = 60
"""Elements of a page that may show a picture without an ``<img>``."""


def pictures_beside(reader: Reader, boxes: Boxes, found: Found, head: ArticleHead) -> dict[int, list[Image]]:
    """Return the story's pictures that none of its lines shows, by the index of the line before which they stand."""
    claimed, title = head.lines, head.title_line
    first, last = found.kept[0], found.kept[-1]
    scope = _around(boxes, first if title is None else min(title, first), last)
    trimmed = found.trimmed
    nodes: list[tuple[int, LexborNode]] = []
    known: set[str | None] = set()
    for line in reader.lines[
        (min(title, first) if title is not None else first) if scope.node is None else scope.start : last + 1
    ]:
        index = line.index
        rule = trimmed.rules[index - trimmed.start] if trimmed.start <= index < trimmed.stop else "outside-story"
        if line.images and (rule not in {None, "caption"} or index in claimed):
            nodes += [(index, node) for node in line.images]
        elif line.images:
            known.update(image.url for image in reader.images((line,)))
    unseen = scope.node.css(UNSEEN)[:_MOST_UNSEEN] if scope.node is not None else []
    over = {node.mem_id for node in reader.lines[title].ancestors()} if title is not None else set()
    over.difference_update(node.mem_id for node in reader.lines[last].ancestors())
    alone = {node.mem_id for node in unseen if _stands_alone(node, over)}
    if alone and scope.node is not None:
        place, lines = scope.start, {line.node.mem_id: line.index for line in reader.lines[: last + 1] if line.node}
        for node in scope.node.traverse():
            identity = node.mem_id
            place = max(place, lines.get(identity, -1) + 1)
            if place > last or not alone:
                break
            if identity in alone:
                alone.remove(identity)
                nodes.append((place, node))
    beside: dict[int, list[Image]] = {}
    for index, node in nodes:
        image = reader.image(node) if _is_own(node, scope.node) else None
        portrait = image is not None and image.alt in head.authors
        if image is not None and not portrait and image.url not in known and DRAWN.search(image.url or "") is None:
            known.add(image.url)
            beside.setdefault(index, []).append(image)
    return beside


def closing_pictures(reader: Reader, found: Found) -> list[Passage]:
    """Return the pictures that end the story: they stand in its element, though the line after them is none of it."""
    first, last = found.kept[0], found.kept[-1]
    box = found.choice.box
    while True:
        inner = next((child for child in box.children if child.start <= first and child.stop > last), None)
        if inner is None:
            break
        box = inner
    if box.node is None:
        return []
    nodes = [node for line in reader.lines[last + 1 : box.stop + 1] for node in line.images]
    shown = [image for node in nodes if _is_told_in(node, box.node) and (image := reader.image(node)) is not None]
    return [Passage(reader.lines[last], 0, 0, images=shown)] if shown else []


def _around(boxes: Boxes, first: int, last: int) -> Box:
    """Return the smallest element that holds the lines from *first* to *last*."""
    box = boxes.of_line[first]
    while box.parent is not None and box.stop <= last:
        box = box.parent
    return box


def _is_told_in(node: LexborNode, container: LexborNode | None) -> bool:
    """Whether the picture stands in *container* as the story's own: in no boilerplate, and leading to no other page."""
    around = node.parent
    while around is not None and (container is None or around.mem_id != container.mem_id):
        attributes = around.attributes
        names = names_of(attributes)
        if around.tag in _FURNITURE or (hint_of(names) not in _OF_STORY and around.tag not in {"body", "html"}):
            return False
        if around.tag == "a" and _PICTURE.search(attributes.get("href") or "") is None:
            return False
        around = around.parent
    return around is not None or container is None


def _is_own(node: LexborNode, container: LexborNode | None) -> bool:
    """Whether *node*, which shows a picture beside the story, shows one of its own: large enough, and no person's."""
    width = (node.attributes.get("width") or "").removesuffix("px")
    if width.isdecimal() and int(width) < _LEAST_WIDTH:
        return False
    around: LexborNode | None = node
    for _ in range(_PORTRAITS):
        attributes = around.attributes if around is not None else {}
        if _PERSONAL.search(f"{attributes.get('class') or ''} {attributes.get('rel') or ''}") is not None:
            return False
        around = around.parent if around is not None else None
    return _is_told_in(node, container)


def _stands_alone(node: LexborNode, over: Collection[int]) -> bool:
    """Whether *node* shows its picture for itself: no other is there, and nothing but the headline is written on it.

    :param over: the identities of the elements that hold the headline and not the story
    """
    if node.tag == "noscript":
        return node.parent is not None and node.parent.css_first("img") is None
    hint = hint_of(names_of(node.attributes))
    written = node.mem_id not in over and bool((node.text() or "").strip())
    return not written and hint in _OF_STORY and node.css_first("img") is None
