"""A thread of one post, or of one and an answer: told by the person and the time around what was said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tearsheet.adapters.generic.body.choice import choose
from tearsheet.adapters.generic.signs.elements import LINKS, Box, Boxes, is_mostly_link, lines_of, told_sums
from tearsheet.adapters.generic.thread.post_heads import read_heads
from tearsheet.adapters.generic.thread.post_names import begins_with_name
from tearsheet.adapters.generic.thread.post_times import is_dated
from tearsheet.adapters.generic.thread.threads import Post, Thread, held
from tearsheet.adapters.generic.thread.units import innermost, lines_beside
from tearsheet.reading.reader import Reader

_MOST_SAID = 0.6
"""What a question beside which nobody is named holds at least of the page's prose, but for the answer."""
_STEPS = 8
"""Elements from what was said outward, the first of which that has a person and a time is the post."""
_ABOVE_TITLE = 6
"""Lines above the title that may be the head of the post below it."""
_ANSWERS = re.compile(r"(?<![a-z])(?:repl(?:y|ies)|comment|answer|push|commtext)", re.IGNORECASE)
_LEAST_ANSWER = 30.0
"""Prose of an answer, or of a question with one, at least: one short sentence, which counts half of its weight."""
_MAIL = re.compile(
    r"(?P<from>from|von|de|差出人|发件人|寄件人|[发發寄]信人)\s*[:：]\s*\S|(?P<date>date|sent|datum|fecha|日期|日時|发送时间|[发發]信站)\s*[:：].*\d|"
    r"(?:to|subject|an|betreff|à|objet|收件人|主题|[标標]\s{0,2}[题題]|件名)\s*[:：]\s*\S",
    re.IGNORECASE,
)
_SENDER = re.compile(r".{2,40}?[(<\s]\S+(?:@| at )[\w.-]+[)>]?$")
_FEWEST_LABELS = 2
"""Labels that head a mail: more than who sent it and when."""
_MAIL_ABOVE = 60
"""Lines of the page, from its first, in which the head of a mail begins: above it stand the archive's links."""
_LONG, _LITTLE = 120, 60
"""Weight of a line without its links: so much is a text, below which no mail is headed; a link and less than so little
are the archive's own.
"""
_APART = frozenset(
    "form footer navigation related comment-form login aside widget search subscribe-prompt".split()  # noqa: SIM905
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
    below = told_sums(inside)
    choice = choose(boxes, inside, below, (), title, allowed=_OF_POSTS)
    raw = choice.told
    content = _said(reader, boxes, raw, choice.box, title)
    if raw[content.stop] == raw[content.start]:
        return None
    stop = _answered(boxes, below, content)
    post = _whole(reader, content, title, stop=stop)
    if post is None:
        # Some sites print nobody beside a question.
        said = raw[content.stop] - raw[content.start]
        whole = raw[max(content.stop, min(choice.box.stop, stop))] - raw[choice.box.start]
        if title is None or said < max(_LEAST_ANSWER, _MOST_SAID * whole) or boxes.share(choice.box) > LINKS:
            return None
        question = Post(content, content)
        answer = _answer(reader, boxes, below, question, title)
        return Thread([question, answer], alike=False) if answer is not None else None
    answer = _answer(reader, boxes, below, post, title)
    if answer is not None:
        return Thread([post, answer], alike=False)
    thread = Thread([post], alike=False)
    # A first post of many is no thread: then all that is told is one text.
    return thread if 2 * held(thread, raw) >= raw[choice.box.stop] - raw[choice.box.start] else None


def mail_post(reader: Reader, boxes: Boxes) -> Thread | None:
    """Return the mail that the page shows, as archives do: above its first words stands who sent it, with an address,
    and right by that when, and what it is about; above and below lists of links to other mails.
    """
    head = _mail_head(reader, boxes)
    if head is None:
        return None
    start = head.stop
    stop = len(reader.lines)
    while start < stop and _is_of_archive(boxes, start):
        start += 1
    if start == stop:
        return None
    said = boxes.of_line[start]
    while stop > start + 1 and (
        is_dated(reader, stop - 1) or (boxes.of_line[stop - 1] is not said and _is_of_archive(boxes, stop - 1))
    ):
        stop -= 1
    return Thread([Post(lines_of(boxes.root, head.start, stop), lines_of(boxes.root, start, stop))], alike=False)


def _is_of_archive(boxes: Boxes, index: int) -> bool:
    """Whether the line at *index* is one of a list, or a link with little else."""
    linked, weight = boxes.linked[index], boxes.weight[index]
    return boxes.lines[index].tag == "li" or (linked > 0 and weight - linked < _LITTLE)


def _mail_head(reader: Reader, boxes: Boxes) -> range | None:
    """Return the lines that head a mail."""
    for line in reader.lines[:_MAIL_ABOVE]:
        if boxes.weight[line.index] - boxes.linked[line.index] >= _LONG:
            return None
        told = _MAIL.match(line.text)
        if told is not None and told["from"]:
            first, last = line.index, line.index
            while first and _MAIL.match(reader.lines[first - 1].text) is not None:
                first -= 1
            while last + 1 < len(reader.lines) and _MAIL.match(reader.lines[last + 1].text) is not None:
                last += 1
            labels = [_MAIL.match(each.text) for each in reader.lines[first : last + 1]]
            stated = is_dated(reader, line.index)
            dated = stated or any(each is not None and each["date"] for each in labels)
            return range(first, last + 1) if dated and len(labels) + stated > _FEWEST_LABELS else None
        below = line.index + 1
        if (
            told is None
            and _SENDER.match(line.text) is not None
            and any(href.lower().startswith("mailto:") for href in line.hrefs)
        ):
            return range(line.index, below + 1) if below < len(reader.lines) and is_dated(reader, below) else None
    return None


def _answered(boxes: Boxes, raw: Sequence[float], content: Box) -> int:
    """Return where below *content* the first element begins that is named as an answer and says something."""
    return next(
        (
            box.start
            for box in boxes.all
            if box.start >= content.stop
            and raw[box.stop] - raw[box.start] >= _LEAST_ANSWER
            and _ANSWERS.search(box.names()) is not None
        ),
        len(boxes.lines),
    )


def _answer(reader: Reader, boxes: Boxes, raw: Sequence[float], post: Post, title: int | None) -> Post | None:
    """Return the answer below *post*: the first element with a person and a time of its own, and named as one or else
    the one that holds most of what is said there.
    """
    # A name alone says little of what holds text, and a form around the whole thread nothing.
    apart = boxes.within(
        lambda box: (
            box.start >= post.unit.stop and box.hint in _APART and (box.tag in _APART or boxes.share(box) > LINKS)
        )
    )
    below = [
        box
        for box in boxes.all
        if box.start >= post.unit.stop and not apart[box.number] and raw[box.stop] - raw[box.start] >= _LEAST_ANSWER
    ]
    named = [box for box in below if _ANSWERS.search(box.names()) is not None]
    for box in named or sorted(below, key=lambda box: (raw[box.start] - raw[box.stop], -box.number))[:1]:
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


def _whole(
    reader: Reader, content: Box, after: int | None, before: Sequence[Post] = (), stop: int | None = None
) -> Post | None:
    """Return the post that says *content*: the least element around it, below the line *after*, with a head.

    :param stop: the line from which on it is another that speaks
    """
    unit: Box | None = content
    for _ in range(_STEPS):
        if unit is None:
            return None
        units = [unit if stop is None or unit.stop <= stop else lines_of(unit, unit.start, stop)]
        if after is not None and unit.start <= after:
            if content.start <= after or before:
                return None
            # The title stands beside the post, or between it and its head.
            starts = (after + 1, max(unit.start, after - _ABOVE_TITLE))
            units = [lines_of(unit, start, units[0].stop) for start in starts]
        for each in units:
            post = Post(each, content)
            head = read_heads(reader, [*before, post], None if before else after)[-1]
            if head.author is not None and head.posted is not None:
                return post
        unit = unit.parent
    return None
