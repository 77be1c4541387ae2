"""A forum thread: the opening post as the body, the others as comments."""

from __future__ import annotations

from itertools import accumulate

from attrs import frozen

from tearsheet.adapters.generic.body import furniture_of
from tearsheet.adapters.generic.elements import Boxes
from tearsheet.adapters.generic.posts import Said, comment_of, repeated_in, said_in
from tearsheet.adapters.generic.threads import Thread, find_thread, held, within
from tearsheet.model import Block, Comment
from tearsheet.reading.reader import Reader

__all__ = ["Discussed", "find_posts", "take_posts"]

_ALLOWED = frozenset({"like-prompt", "author-box", "tags", "widget", "login", "header", "advert", "form"})
"""What the names of elements may say of a post and mean nothing."""


@frozen(kw_only=True)
class Discussed:
    """What was claimed."""

    opening: Said
    body: tuple[Block, ...]
    comments: tuple[Comment, ...]


def find_posts(boxes: Boxes, prose: list[float], title: int | None) -> Thread | None:
    """Find the posts of a thread; ``None`` where there are none."""
    raw = [0.0, *accumulate(max(0.0, value) for value in prose)]
    found: list[Thread | None] = []
    for allowed in (_ALLOWED | {"comments"}, _ALLOWED):
        rules = furniture_of(boxes, raw, (), title, allowed)
        values = [min(0.0, value) if rule else value for value, rule in zip(prose, rules, strict=True)]
        found.append(find_thread(boxes, values, title))
    thread, bare = found
    if thread is not None and bare is not None and within(bare, thread) and held(bare, raw) > 0.3 * held(thread, raw):
        # Where posts have comments of their own, the posts are the thread.
        return bare
    return thread


def take_posts(reader: Reader, boxes: Boxes, thread: Thread) -> Discussed | None:
    """Claim the posts; ``None`` where the first says nothing."""
    repeated = repeated_in(reader, thread.posts)
    said: list[Said] = []
    before: set[str] = set()
    for number, post in enumerate(thread.posts):
        role = f"comments[{number - 1}]" if number else ""
        said.append(said_in(reader, boxes, post, role, repeated, said=before))
        before.update(line.text for line in said[-1].body)
    opening = said[0]
    quotes = {line.index for line in opening.quote}
    lines = sorted([*opening.body, *opening.quote], key=lambda line: line.index)
    body = tuple(reader.block(line, "body", kind="quote" if line.index in quotes else None) for line in lines)
    if not body:
        return None
    known = {"\n".join(block.text for block in body)}
    comments: list[Comment] = []
    for number, each in enumerate(said[1:]):
        comment = comment_of(reader, each, number + 1, f"comments[{number}]")
        if comment is not None and comment.body not in known:
            known.add(comment.body)
            comments.append(comment)
    return Discussed(opening=opening, body=body, comments=tuple(comments))
