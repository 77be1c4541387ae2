"""Forum threads: where each post stands, by the markup that repeats."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate

from attrs import frozen

from tearsheet.adapters.generic.signs.class_hints import unnumbered
from tearsheet.adapters.generic.signs.elements import Box, Boxes, lines_of, told_sums

_NOT_POSTS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "tbody", "ul", "ol", "a", "blockquote", "pre", "figure", "form"}
).union({"header", "footer", "nav", "aside", "table", "dl", "figcaption", "label"})
_POSTLIKE = re.compile(
    r"(?<![a-z])(?:post|repl(?:y|ies)|comment|message|answer|content|body|topic|thread|article|entry|prose|markdown)",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"(?:post|reply|comment|message|answer|topic)[-_]{0,2}(?:content|body|text|message|entry|main|markdown)|^cooked|^bbwrapper",
    re.IGNORECASE,
)
_NOT_POSTLIKE = re.compile(
    r"(?<!has-)(?:btn|button|muted|quote|signature|avatar|user-?info|profile|activity|widget|sidebar)", re.IGNORECASE
)


class _Alike:
    """What counts for elements of one shape being the posts of a thread, and against, as factors of prose."""

    NAMED, NAMED_BODY = 1.5, 5
    """What the names of posts, and of what is said in one, are worth. Fitted on dev, 2026-11."""
    LEAST = 0.2
    """Share of the prose of the page that they must hold. Fitted on dev, 2026-11."""
    SKIPPED, DISTANCE = 0.2, 0.1
    """What prose and what links between the title and the first count against them: less than against a story, since an
    opening post of another shape may stand there.
    """


_LEAST_OPENING, _LEAST_UNTITLED = 60.0, 300.0
"""Prose of an opening post in another shape, below a title and where none is known. Fitted on dev, 2026-11."""
_REMARKED = 0.3
"""What posts say at least beside the remarks below them, as a share of these."""
_STARTER = re.compile(
    r"^(?!.*(?:answer|repl(?:y|ies)|comment)).*(?:first|starter|original|question|starttopic)", re.IGNORECASE
)
_PARTS = frozenset({"p", "ul", "ol", "pre", "blockquote"})
_WELCOME = re.compile(r"(?:register|join|sign up|create an account)\b.{0,24}$", re.IGNORECASE)
"""What a board greets its guests with at last, above the posts."""
_ASIDE = re.compile(
    r"summary|(?<![a-z])(?:ads?|notices?|rules|sticky|poll|alert|banner|announcement)(?![a-z])", re.IGNORECASE
)


@frozen
class Post:
    """One post: the element that holds it whole, and the one that holds what was said.

    :ivar lines: the lines that were said, where that is known
    """

    unit: Box
    content: Box
    lines: frozenset[int] | None = None


@frozen
class Thread:
    """The posts in reading order.

    :ivar alike: whether the first has the shape of the others
    """

    posts: list[Post]
    alike: bool = True

    @property
    def is_of_lines(self) -> bool:
        """Whether no post but the first says more than a line."""
        return all(post.content.stop == post.content.start + 1 for post in self.posts[1:])


def held(thread: Thread, sums: Sequence[float]) -> float:
    """Return what the posts hold, by running *sums*."""
    return _total([post.content for post in thread.posts], sums)


def within(inner: Thread, outer: Thread) -> bool:
    """Whether what the posts of *inner* say stands in posts of *outer*."""
    starts = [post.content.start for post in outer.posts]
    around = [bisect_right(starts, post.content.start) - 1 for post in inner.posts]
    return all(
        at >= 0 and post.content.stop <= outer.posts[at].content.stop
        for at, post in zip(around, inner.posts, strict=True)
    )


def find_thread(boxes: Boxes, prose: Sequence[float], title: int | None) -> Thread | None:
    """Find the posts of a thread: the elements of one shape that hold most of the page's prose and least besides."""
    sums = [0.0, *accumulate(prose)]
    raw = told_sums(prose)
    shapes: dict[tuple[str, str], list[Box]] = {}
    for box in boxes.all:
        if box.tag in _NOT_POSTS or box.node is None or raw[box.stop] == raw[box.start]:
            continue
        shapes.setdefault(_shape(box), []).append(box)
    best, kinds = _best_of(shapes, sums, raw, title)
    if not best:
        best, kinds = _best_of(_first_names(shapes), sums, raw, title)
    if not best:
        return None
    best = _above_remarks(best, kinds, raw)
    best = _outermost(_alike(boxes, best, _common(best[0], best[-1])))
    steps = min(_steps(box, best) for box in best)
    posts = [Post(_above(box, steps), box) for box in best]
    return with_opening(boxes, sums, raw, title, posts)


def _best_of(
    shapes: Mapping[tuple[str, str], list[Box]], sums: Sequence[float], raw: Sequence[float], title: int | None
) -> tuple[list[Box], list[list[Box]]]:
    """Return the elements of the one shape that are most like posts, none where they hold too little, and those of each
    shape that may be posts.
    """
    best: list[Box] = []
    best_score = _Alike.LEAST * raw[-1]
    kinds: list[list[Box]] = []
    after = 0 if title is None else title + 1
    for (_, names), found in shapes.items():
        if len(found) < 2 or not names:
            continue
        outer = _outermost([box for box in found if title is None or box.start > title])
        if len(outer) < 2:
            continue
        score = sum(sums[box.stop] - sums[box.start] for box in outer)
        first = outer[0].start
        if first > after:
            passed = raw[first] - raw[after]
            score -= _Alike.SKIPPED * passed + _Alike.DISTANCE * (passed - (sums[first] - sums[after]))
        if _NOT_POSTLIKE.search(outer[0].names()) is not None:
            continue
        if score > 0:
            kinds.append(outer)
        if _SAID.search(names) is not None:
            score *= _Alike.NAMED_BODY
        elif _POSTLIKE.search(names) is not None:
            score *= _Alike.NAMED
        if score > best_score or (score == best_score and not best):
            best, best_score = outer, score
    return best, kinds


def _first_names(shapes: Mapping[tuple[str, str], list[Box]]) -> dict[tuple[str, str], list[Box]]:
    """Return the elements side by side that share but the first name: that of the first post may say that it is."""
    merged: dict[tuple[str, str, int], list[Box]] = {}
    for (tag, names), found in shapes.items():
        for box in found:
            assert box.parent is not None, "the root is left out"
            merged.setdefault((tag, names.partition(" ")[0], box.parent.number), []).append(box)
    return {
        (tag, f"{name} {parent}"): sorted(found, key=lambda box: box.number)
        for (tag, name, parent), found in merged.items()
        if name and len({_shape(box) for box in found}) > 1
    }


def _alike(boxes: Boxes, best: Sequence[Box], top: Box) -> list[Box]:
    """Return the elements in *top* of the shape of *best*, and those of the same first name beside them, where they
    stand side by side.
    """
    shape = _shape(best[0])
    first = shape[1].partition(" ")[0]
    beside = {box.parent.number for box in best if box.parent is not None}
    if 2 * len(beside) > len(best):
        beside = set()
    found: list[Box] = []
    for box in boxes.all:
        if box.tag == shape[0] and box.node is not None and top.start <= box.start < top.stop:
            own = _shape(box)
            if own == shape or (
                own[1].partition(" ")[0] == first and box.parent is not None and box.parent.number in beside
            ):
                found.append(box)
    return found


def _above_remarks(best: list[Box], kinds: Sequence[list[Box]], raw: Sequence[float]) -> list[Box]:
    """Return what the remarks *best* stand below, several in one post of another kind, else *best*."""
    said = _total(best, raw)
    found, most = best, _REMARKED * said
    for kind in kinds:
        told = _total(kind, raw)
        if kind[0].start >= best[0].start or told <= most or (len(kind) >= len(best) and told <= said):
            continue
        steps = min(_steps(box, kind) for box in kind)
        units = [_above(box, steps) for box in kind]
        starts = [unit.start for unit in units]
        around = [bisect_right(starts, box.start) - 1 for box in best]
        below = [
            number >= 0 and kind[number].stop <= box.start and box.stop <= units[number].stop
            for number, box in zip(around, best, strict=True)
        ]
        if all(below) and len(set(around)) < len(best):
            found, most = kind, told
    return found


def nearly_all(posts: int, of: int) -> bool:
    """Whether what is true of *posts* is true of a thread of so many: four in five. Fitted on dev, 2026-11."""
    return posts * 10 >= of * 8


def _total(boxes: Sequence[Box], raw: Sequence[float]) -> float:
    return sum(raw[box.stop] - raw[box.start] for box in boxes)


def with_opening(
    boxes: Boxes, sums: Sequence[float], raw: Sequence[float], title: int | None, posts: list[Post]
) -> Thread:
    """Return the thread of *posts*, and of what opens it above them in another shape."""
    first = posts[0].unit
    opening = _opening(boxes, sums, raw, title, first.start)
    if opening is None or opening.tag == "p":
        opening = lines_above(boxes, title, first) or (opening and _lines_around(opening, title, first.start))
    if opening is not None and _STARTER.search(first.names()) is None and not _is_aside(boxes, opening, first):
        unit = opening
        while (
            unit.parent is not None and unit.parent.stop <= first.start and (title is None or unit.parent.start > title)
        ):
            unit = unit.parent
        return Thread([Post(unit, opening), *posts], alike=False)
    return Thread(posts)


def _is_aside(boxes: Boxes, box: Box, first: Box) -> bool:
    """Whether *box* stands in what is no post; what holds the *first* post as well is around the thread."""
    around: Box | None = box
    while around is not None and around.stop <= first.start:
        if around.tag in {"details", "aside", "form", "footer", "nav"} or _ASIDE.search(around.names()) is not None:
            return True
        if _WELCOME.match(boxes.lines[around.stop - 1].text) is not None:
            return True
        around = around.parent
    return False


def _opening(boxes: Boxes, sums: Sequence[float], raw: Sequence[float], title: int | None, stop: int) -> Box | None:
    """Return the opening post where its shape is not that of the replies: the best element above them."""
    start = 0 if title is None else title + 1
    best: Box | None = None
    best_score = _LEAST_OPENING if title is not None else _LEAST_UNTITLED
    for box in boxes.all:
        if start <= box.start and box.stop <= stop and raw[box.stop] > raw[box.start] and not _says_nothing(boxes, box):
            score = sums[box.stop] - sums[box.start]
            if score > best_score:
                best, best_score = box, score
    return best


def _says_nothing(boxes: Boxes, box: Box) -> bool:
    """Whether *box* is headings, or rows of several cells, and nothing else."""
    lines = boxes.lines[box.start : box.stop]
    return all(line.level is not None for line in lines) or all("\t" in line.text for line in lines)


def lines_above(boxes: Boxes, title: int | None, first: Box) -> Box | None:
    """Return the lines that stand in the element around the posts itself, above the *first* of them."""
    start = first.start
    while start > (0 if title is None else title + 1) and boxes.of_line[start - 1] is first.parent:
        start -= 1
    if boxes.weights[first.start] - boxes.weights[start] < _LEAST_OPENING:
        return None
    return lines_of(first.parent, start, first.start) if first.parent is not None else None


def _lines_around(paragraph: Box, title: int | None, stop: int) -> Box:
    """Return the element around *paragraph*, of which it is but one, or the lines of it that stand below the title.

    Where it holds the other posts as well, the paragraphs, lists and code side by side are the opening one.
    """
    around = paragraph.parent
    if around is None:
        return paragraph
    if around.parent is None or around.stop > stop:
        at = first = last = around.children.index(paragraph)
        while first and _goes_on(around.children[first - 1], around.children[first]):
            first -= 1
        while last + 1 < len(around.children) and _goes_on(around.children[last], around.children[last + 1]):
            last += 1
        start, stop = around.children[first].start, around.children[last].stop
        return lines_of(around, start, stop) if first < at or at < last else paragraph
    if title is None or around.start > title:
        return around
    return lines_of(around, title + 1, around.stop)


def _goes_on(above: Box, below: Box) -> bool:
    """Whether both may be parts of one text, and nothing stands between them."""
    return above.stop == below.start and {above.tag, below.tag} <= _PARTS


def _shape(box: Box) -> tuple[str, str]:
    """Return the tag and the first two names without numbers: further names tell one post from others."""
    assert box.node is not None, "the root is left out"
    names = unnumbered(box.classes or box.names()).split()
    return box.tag, " ".join(names[:2])


def _outermost(boxes: Sequence[Box]) -> list[Box]:
    found: list[Box] = []
    for box in boxes:
        if not found or box.start >= found[-1].stop:
            found.append(box)
    return found


def _common(first: Box, last: Box) -> Box:
    """Return the element around both."""
    around: Box = first
    while around.stop < last.stop and around.parent is not None:
        around = around.parent
    return around


def _steps(content: Box, contents: Sequence[Box]) -> int:
    """Return how many elements around *content* hold no other post's content."""
    steps = 0
    around = content.parent
    while around is not None:
        first = bisect_left(contents, around.start, key=lambda box: box.start)
        if first + 1 < len(contents) and contents[first + 1].start < around.stop:
            break
        steps += 1
        around = around.parent
    return steps


def _above(box: Box, steps: int) -> Box:
    for _ in range(steps):
        assert box.parent is not None, "the steps were counted on the way up"
        box = box.parent
    return box
