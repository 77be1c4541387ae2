"""The posts of a thread, told from what stands around their words: heads, remarks, what is marked up as they are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from attrs import evolve

from tearsheet.adapters.generic.signs.elements import Box, Boxes, told_sums
from tearsheet.adapters.generic.thread.post_names import begins_with_name
from tearsheet.adapters.generic.thread.post_times import is_dated
from tearsheet.adapters.generic.thread.threads import Thread, held, nearly_all
from tearsheet.adapters.generic.thread.units import contents_of, innermost
from tearsheet.reading.reader import Reader

_MOST_SAID = 0.6
"""Share of the words of all posts, from 0 to 1, that what was said holds at least; the rest are remarks."""
_HEAD_LINES = 2
"""Lines in which a post may begin with a person and a time: one for each."""
_FEW = 2
"""Posts of which none can be spared."""


def said_alone(reader: Reader, boxes: Boxes, thread: Thread, prose: Sequence[float], title: int | None) -> Thread:
    """Return *thread* with nothing but what was said in its posts."""
    raw = told_sums(prose)
    thread = _headless(reader, _parted(reader, boxes, thread, raw), prose, raw)
    return begun(reader, opened(reader, thread, raw), raw, title)


def _parted(reader: Reader, boxes: Boxes, thread: Thread, raw: Sequence[float]) -> Thread:
    """Return *thread* with what each post says parted from the remarks below it, which have a person and a time.

    What was said is the same element of every post, and holds most of its words.
    """
    if not thread.alike:
        return thread
    signed = [post for post in thread.posts if _is_signed(reader, post.content)]
    if not signed:
        return thread
    contents = [post.content for post in thread.posts]
    inner: dict[str, dict[int, Box]] = {}
    for number, content in enumerate(contents):
        for box in boxes.inside(content) if content.number >= 0 else ():
            if box.node is not None and box.classes:
                inner.setdefault(box.classes, {}).setdefault(number, box)
    whole = held(thread, raw)
    for told in inner.values():
        if len(told) < len(contents) or any(_is_signed(reader, box) for box in told.values()):
            continue
        if sum(raw[box.stop] - raw[box.start] for box in told.values()) >= _MOST_SAID * whole:
            return evolve(
                thread, posts=[evolve(post, content=told[number]) for number, post in enumerate(thread.posts)]
            )
    return thread


def _headless(reader: Reader, thread: Thread, prose: Sequence[float], raw: Sequence[float]) -> Thread:
    """Return *thread* with what each post says told from the person and the time that begin most of the elements."""
    posts = [post for post in thread.posts if post.content.node is not None]
    marked: list[int] = []
    headless = 0
    for post in posts:
        first, stop = post.content.start, min(post.content.stop - 1, post.content.start + _HEAD_LINES)
        head = [
            index
            for index in range(first, stop)
            if is_dated(reader, index) or begins_with_name(reader, reader.lines[index])
        ]
        marked += head
        headless += not head
        if not nearly_all(len(posts) - headless, len(posts)):
            return thread  # whatever the others begin with
    if not posts:
        return thread
    sums = [0.0, *accumulate(prose)]
    found = iter(contents_of([post.content for post in posts], sums, raw, marked))
    return evolve(
        thread,
        posts=[evolve(post, content=next(found)) if post.content.node is not None else post for post in thread.posts],
    )


def _is_signed(reader: Reader, content: Box) -> bool:
    """Whether a time stands below the first line of *content*."""
    return any(is_dated(reader, index) for index in range(content.start + 1, content.stop))


def begun(reader: Reader, thread: Thread, raw: Sequence[float], title: int | None) -> Thread:
    """Return *thread* without what stands above its posts, is marked up as they are, and says nothing but the title."""
    unit, content = thread.posts[0].unit, thread.posts[0].content
    told = any(index != title for index in range(content.start, content.stop)) and (
        raw[content.stop] > raw[content.start] or any(is_dated(reader, index) for index in range(unit.start, unit.stop))
    )
    return thread if told or len(thread.posts) <= _FEW else Thread(thread.posts[1:])


def opened(reader: Reader, thread: Thread, raw: Sequence[float]) -> Thread:
    """Return *thread* with what its opening post says told from who said it, where it has a shape of its own."""
    first = thread.posts[0]
    if thread.alike or (first.content.node is None and not first.content.children):
        return thread
    inside = range(first.content.start, first.content.stop)
    marked = [index for index in inside if is_dated(reader, index)]
    return evolve(thread, posts=[evolve(first, content=innermost(first.content, raw, marked)), *thread.posts[1:]])
