"""A thread of one post, or of one and an answer: told by the person and the time around what was said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tearsheet.adapters.generic.body import choose
from tearsheet.adapters.generic.elements import Box, Boxes, is_mostly_link, told_sums
from tearsheet.adapters.generic.post_heads import begins_with_name, read_heads
from tearsheet.adapters.generic.post_times import is_dated
from tearsheet.adapters.generic.threads import Post, Thread, held
from tearsheet.adapters.generic.units import innermost, lines_beside, lines_of
from tearsheet.reading.reader import Reader

_MOST_SAID = 0.6
"""What a question beside which nobody is named holds at least of the page's prose, but for the answer."""
_STEPS = 8
_ABOVE_TITLE = 6
_LINKS = 0.33
"""Share of links from which on the name of an element is believed: below it, text stands there, whatever the name."""
_ANSWERS = re.compile(r"(?<![a-z])(?:repl(?:y|ies)|comment|answer|push|commtext)", re.IGNORECASE)
_LEAST_ANSWER = 30.0
_APART = frozenset(
    {
        "form",
        "footer",
        "navigation",
        "related",
        "comment-form",
        "login",
        "aside",
        "widget",
        "search",
        "subscribe-prompt",
    }
)
_OF_POSTS = frozenset({"comments", "like-prompt", "author-box", "header", "form"})
"""What the names of elements may say of a post and mean nothing: of one among others, of one alone."""


def single_post(reader: Reader, boxes: Boxes, prose: list[float], title: int | None, _: Thread | None) -> Thread | None:
    """Return the thread of one post, where a person and a time stand around what holds most prose on the page.

    One answer to it may stand below, of another shape: the element named as one with a person and a time of its own.
    """
    inside = [0.0 if beside else value for beside, value in zip(lines_beside(boxes), prose, strict=True)]
    for box in boxes.all:
        if box.tag == "form" and box.node is not None and box.node.css_first("input[type=password]") is not None:
            inside[box.start : box.stop] = [0.0] * (box.stop - box.start)
    choice = choose(boxes, inside, (), title, allowed=_OF_POSTS)
    raw = told_sums(choice.prose)
    content = _said(reader, boxes, raw, choice.box, title)
    if raw[content.stop] == raw[content.start]:
        return None
    post = _whole(reader, content, title)
    if post is None:
        # Some sites print nobody beside a question.
        said, whole = (raw[box.stop] - raw[box.start] for box in (content, choice.box))
        if title is None or said < max(_LEAST_ANSWER, _MOST_SAID * whole) or boxes.share(choice.box) > _LINKS:
            return None
        question = Post(content, content)
        answer = _answer(reader, boxes, raw, question, title)
        return Thread([question, answer], alike=False) if answer is not None else None
    answer = _answer(reader, boxes, raw, post, title)
    if answer is not None:
        return Thread([post, answer], alike=False)
    thread = Thread([post], alike=False)
    # A first post of many is no thread: then all that is told is one text.
    return thread if 2 * held(thread, raw) >= raw[choice.box.stop] - raw[choice.box.start] else None


def _answer(reader: Reader, boxes: Boxes, raw: Sequence[float], post: Post, title: int | None) -> Post | None:
    """Return the answer below *post*: the first element named as one with a person and a time of its own."""
    # A name alone says little of what holds text.
    apart = boxes.within(lambda box: box.hint in _APART and (box.tag in _APART or boxes.share(box) > _LINKS))
    for box in boxes.all:
        if box.start < post.unit.stop or _ANSWERS.search(box.names()) is None or apart[box.number]:
            continue
        if raw[box.stop] - raw[box.start] >= _LEAST_ANSWER:
            answer = _whole(reader, _said(reader, boxes, raw, box, title), post.unit.stop - 1, (post,))
            if answer is not None:
                return answer
    return None


def _said(reader: Reader, boxes: Boxes, raw: Sequence[float], around: Box, title: int | None) -> Box:
    """Return the element in *around* that holds what was said, and neither the person nor the time."""
    lines = reader.lines
    marked = [
        index
        for index in range(around.start, around.stop)
        if index == title or is_dated(reader, index) or begins_with_name(reader, lines[index])
    ]
    around = innermost(around, raw, marked)
    while around.parent is not None and around.parent.parent is not None:
        outer = around.parent
        shape = around.tag, around.names()
        if around.tag != "p" and any((child.tag, child.names()) != shape for child in outer.children):
            break
        added = [*range(outer.start, around.start), *range(around.stop, outer.stop)]
        if any(
            index == title
            or is_mostly_link(boxes.linked[index], boxes.weight[index])
            or is_dated(reader, index)
            or begins_with_name(reader, lines[index])
            for index in added
        ):
            break
        around = outer
    return around


def _whole(reader: Reader, content: Box, after: int | None, before: Sequence[Post] = ()) -> Post | None:
    """Return the post that says *content*: the least element around it, below the line *after*, with a head."""
    unit: Box | None = content
    for _ in range(_STEPS):
        if unit is None:
            return None
        units = [unit]
        if after is not None and unit.start <= after:
            if content.start <= after or before:
                return None
            # The title stands beside the post, or between it and its head.
            starts = (after + 1, max(unit.start, after - _ABOVE_TITLE))
            units = [lines_of(unit, start, unit.stop) for start in starts]
        for each in units:
            post = Post(each, content)
            head = read_heads(reader, [*before, post], None if before else after)[-1]
            if head.author is not None and head.posted is not None:
                return post
        unit = unit.parent
    return None
