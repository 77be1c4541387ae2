"""Who wrote each post of a thread, when, and on which floor, by the lines around what was said.

A name is what stands in an element or a link named after a user, or behind "by"; a letter that stands for a picture, a
rank and a button are none. Of the times the one with a clock wins, be it only stated in the markup. Floors are what
counts up from post to post: a count of votes or a level that comes again is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from attrs import evolve, frozen

from tearsheet.adapters.generic.thread.post_names import BEGINNING, BESIDE_NAME, LONGEST_NAME, SURE, is_name, names_in
from tearsheet.adapters.generic.thread.post_times import LONGEST_HEAD, Mark, best_time, is_dated, stated_time, times_in
from tearsheet.adapters.generic.thread.threads import Post, nearly_all
from tearsheet.model import Moment
from tearsheet.page.address import parts_of
from tearsheet.page.lines import Line
from tearsheet.reading.reader import Reader


class _Looks:
    """How many lines are looked at for who wrote a post and when: the nearest, since farther off stand other posts."""

    INSIDE = 30
    """In the element of a post, above what was said and below,"""
    BACK = 8
    """above that element, or below that of an opening post;"""
    BACK_OF_OPENING = 30
    """above that of an opening post, where no other post stands;"""
    ABOVE_TITLE = 3
    """above the thread's title, for who opened it;"""
    LEADING = 2
    """the first of what was said, which a name and a time may lead;"""
    SIGNED = 3
    """and the last of what a comment says."""


_INITIALS = 2
"""Letters that stand for the picture of who has a first and a last name."""
_WORDS_OF_NAME = 2
"""Words that names mostly have at most."""
_UNNAMED = 5
"""One post in so many may be without a name."""
_FLOOR = re.compile(r"(?P<sign>#|第)?\s*+(?P<n>\d{1,5})\s*+(?P<mark>[#＃楼樓]|F|L)?(?=\s*+$)")
_REPLY = re.compile(r"(?:#|(?<!\S))(?P<n>\d{1,5})(?:[#＃楼樓])?(?!\S)")
_SIGNS = re.compile(r"(?:(?:posted|submitted|asked|answered|written) )?by\b", re.IGNORECASE)
_WORDS = {"楼主": 1, "樓主": 1, "沙发": 2, "沙發": 2, "板凳": 3, "地板": 4}
_OWN_NAME = re.compile(r"\d+|(?<=/)[^/?]*/?$")
_STEP = 3.0
"""How far the numbers of floors are apart at most, on average: deleted posts leave gaps, and votes larger ones."""
_STRESSED = frozenset({"a", "b", "strong", "h2", "h3", "h4", "h5", "dt"})


@frozen
class Head:
    """What stands around a post."""

    author: str | None = None
    named: Mark | None = None
    posted: Moment | None = None
    timed: Mark | None = None
    floor: int | None = None
    numbered: Mark | None = None


def read_heads(reader: Reader, posts: Sequence[Post], title: int | None, *, timed: bool = False) -> list[Head]:
    """Return the head of each of *posts*. *title* is the line of the thread's title.

    :param timed: whether none are wanted where too few posts have a time for a thread: then the rest are not read
    """
    heads: list[Head] = []
    untimed = 0
    numbers: list[list[tuple[str, int, Mark]]] = []
    stop = 0 if title is None else title + 1
    for number, post in enumerate(posts):
        back = _Looks.BACK if number else _Looks.BACK_OF_OPENING
        first = max(stop, post.unit.start - back) if stop <= post.unit.start else post.unit.start
        above = _own(reader, range(first, post.unit.start))
        before = _own(reader, range(post.unit.start, post.content.start))
        after = _own(reader, range(post.content.stop, post.unit.stop))[: _Looks.INSIDE]
        head = _head(reader, before[-_Looks.INSIDE :], after)
        if number and head.author is None:
            # A comment may be signed in its own last lines.
            signed = _own(reader, range(post.content.start + 1, post.content.stop))[-_Looks.SIGNED :]
            head = _with(head, _head(reader, [line for line in signed if len(line.text) <= LONGEST_NAME], []))
        if head.author is None or head.posted is None:
            signed = _own(reader, range(post.content.start + 1, post.content.stop))[-1:]
            if signed and _SIGNS.match(signed[0].text) is not None:
                head = _with(head, _head(reader, signed, []))
        if head.author is None or head.posted is None:
            wider = _head(reader, above, [])
            if not number and title is not None and wider.author is None and head.author is None:
                near = range(max(0, title - _Looks.ABOVE_TITLE), title + is_dated(reader, title))
                wider = _with(wider, _head(reader, _own(reader, near), []))
            head = _with(head, wider)
        if head.posted is None or head.author is None:
            inner = [reader.lines[index] for index in range(post.content.start, post.content.stop)[: _Looks.LEADING]]
            head = _with(head, _inside(reader, inner, alone=post.content.stop == post.content.start + 1))
        if head.posted is None and post.unit.node is not None:
            head = evolve(head, posted=stated_time(reader, post.unit.node))
        if not number and len(posts) > 1 and head.author is None and head.posted is None:
            # An opening post of another shape may be signed between its element and the first answer.
            head = _head(reader, [], _own(reader, range(post.unit.stop, posts[1].unit.start))[: _Looks.BACK])
        heads.append(head)
        untimed += head.posted is None
        if timed and not nearly_all(len(posts) - untimed, len(posts)):
            return []
        numbers.append([*_numbers(before), *_numbers(after), *_numbers(above)])
        stop = post.unit.stop
    return _floors(_known(reader, posts, _placed(reader, posts, heads)), numbers)


def form_of(head: Head) -> str | None:
    """Return the form of the address that the name of *head* leads to."""
    named = head.named
    if named is None or head.author is None:
        return None
    href = next((run.href for run in named.line.runs if run.href and run.start <= named.start < run.end), None)
    return _form(href, head.author)


def _form(href: str | None, name: str) -> str | None:
    """Return the path of *href*, the *name* itself and numbers left out."""
    parts = parts_of(href)
    told = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return _OWN_NAME.sub("", told).casefold().replace(name.casefold(), "") or None


def _known(reader: Reader, posts: Sequence[Post], heads: list[Head]) -> list[Head]:
    """Give the posts of which but the time is known the name beside that time which another post has, or which leads to
    an address of the form that other names lead to: the head of an opening post may have a markup of its own.
    """
    names = {head.author for head in heads if head.author is not None}
    if not names or all(head.author is not None for head in heads):
        return heads
    told = Counter(form_of(head) for head in heads if head.author is not None)
    form, often = told.most_common(1)[0]
    common = form if 2 * often > sum(told.values()) else None
    found = list(heads)
    for number, (post, head) in enumerate(zip(posts, heads, strict=True)):
        if head.author is not None or head.timed is None:
            continue
        first, timed = posts[number - 1].unit.stop if number else 0, head.timed.line.index
        for line in _own(reader, range(max(first, timed - 1), min(timed + 2, len(reader.lines)))):
            if post.content.start <= line.index < post.content.stop or found[number].author is not None:
                continue
            for run in line.runs:
                name = run.text.strip(BESIDE_NAME)
                known = is_name(name) and (name in names or (common is not None and _form(run.href, name) == common))
                if known and (at := line.text.find(name, run.start)) >= 0:
                    found[number] = evolve(head, author=name, named=Mark(line, at, at + len(name)))
                    break
    return found


def _placed(reader: Reader, posts: Sequence[Post], heads: list[Head]) -> list[Head]:
    """Give the posts whose markup names nobody the names that stand in one place of them all and differ.

    A single post is given the first that is stressed.
    """
    if sum(head.author is None for head in heads) * _UNNAMED < len(posts):
        return heads
    places: dict[str, dict[int, tuple[str, Mark]]] = {}
    for number, (post, head) in enumerate(zip(posts, heads, strict=True)):
        around = [*range(post.unit.start, post.content.start), *range(post.content.stop, post.unit.stop)]
        for index in around[: _Looks.INSIDE]:
            line = reader.lines[index]
            for run in line.runs if len(line.text) <= LONGEST_HEAD else ():
                name = run.text.strip(BESIDE_NAME)
                at = line.text.find(name, run.start)
                timed = head.timed is not None and head.timed.line is line and head.timed.start <= at < head.timed.end
                if timed or not is_name(name) or name[0].isdecimal():
                    continue
                classes = (run.node.attributes.get("class") or "") if run.node is not None else ""
                place = f"{line.tag} {run.tag} {classes}"
                places.setdefault(place, {}).setdefault(number, (name, Mark(line, at, at + len(name))))
    best: dict[int, tuple[str, Mark]] = {}
    best_score = 0.0
    for place, told in places.items():
        if any(_abbreviates(told, other) for other in places.values()):
            continue
        names = {name for name, _ in told.values()}
        if 2 * sum(len(name.split()) > _WORDS_OF_NAME for name in names) > len(names):
            continue  # headlines
        stressed = any(tag in _STRESSED for tag in place.split()[:2])
        score = len(names) / len(told) + stressed
        enough = len(names) > 1 if len(posts) > 1 else stressed
        # The head of an opening post may have a markup of its own.
        all_named = nearly_all(len(told), len(posts)) or (0 not in told and nearly_all(len(told), len(posts) - 1))
        if score > best_score and enough and all_named:
            best, best_score = told, score
    return [
        evolve(head, author=best[number][0], named=best[number][1]) if head.author is None and number in best else head
        for number, head in enumerate(heads)
    ]


def _abbreviates(told: Mapping[int, tuple[str, Mark]], other: Mapping[int, tuple[str, Mark]]) -> bool:
    """Whether the names in one place are the first letters of those in another: they stand for pictures."""
    return all(
        len(name) <= _INITIALS and number in other and other[number][0].casefold().startswith(name.casefold())
        for number, (name, _) in told.items()
    ) and any(len(name) < len(other[number][0]) for number, (name, _) in told.items())


def _with(head: Head, other: Head) -> Head:
    if head.author is None and other.author is not None:
        head = evolve(head, author=other.author, named=other.named)
    if head.posted is None and other.posted is not None:
        head = evolve(head, posted=other.posted, timed=other.timed)
    return head


def _own(reader: Reader, indexes: range) -> list[Line]:
    return [reader.lines[index] for index in indexes if len(reader.lines[index].text) <= LONGEST_HEAD]


def _inside(reader: Reader, lines: Sequence[Line], *, alone: bool) -> Head:
    """Read the first lines of what was said: a name and a time, and little else, may lead it; a name may begin the line
    that is all of it.
    """
    for line in lines:
        if alone:
            names = [each for each in reader.asked(names_in, line) if each[0] >= SURE and each[2].start <= BEGINNING]
            if names:
                return Head(author=names[0][1], named=names[0][2])
        if len(line.text) > LONGEST_HEAD:
            continue
        times = times_in(reader, line)
        if times:
            _, moment, mark = times[0]
            if len(line.text) - (mark.end - mark.start) <= LONGEST_NAME:
                name = max(reader.asked(names_in, line), key=lambda each: each[0], default=None)
                found = Head(posted=moment, timed=mark)
                return found if name is None else evolve(found, author=name[1], named=name[2])
    return Head()


def _head(reader: Reader, before: Sequence[Line], after: Sequence[Line]) -> Head:
    head = Head()
    for lines in (before, after):
        if head.posted is None and (timed := best_time(reader, lines)) is not None:
            head = evolve(head, posted=timed[0], timed=timed[1])
        if head.author is None:
            names = [each for line in lines for each in reader.asked(names_in, line)]
            since = head.timed.line.index if head.timed is not None and lines is after else -1
            names = [each for each in names if each[2].line.index >= since] or names
            if names:
                _, name, mark = max(names, key=lambda each: each[0])
                head = evolve(head, author=name, named=mark)
    return head


def _numbers(lines: Sequence[Line]) -> Iterator[tuple[str, int, Mark]]:
    """Yield the numbers that may be floors, each with the place that it has in the markup of its post."""
    for line in lines:
        if line.text in _WORDS:
            yield "#word", _WORDS[line.text], Mark(line, 0, len(line.text))
        for run in line.runs:
            text = run.text
            found = _FLOOR.fullmatch(text)
            if found is not None:
                place = f"{run.tag}.{(run.node.attributes.get('class') or '') if run.node is not None else ''}"
                marked = found["sign"] or found["mark"]
                at = run.start + found.start("n")
                yield ("#" if marked else "") + place, int(found["n"]), Mark(line, at, at + len(found["n"]))
            elif "#" in text and (reply := _REPLY.search(text)) is not None and text[reply.start()] == "#":
                at = run.start + reply.start("n")
                yield "#in" + run.tag, int(reply["n"]), Mark(line, at, at + len(reply["n"]))


def _floors(heads: list[Head], numbers: Sequence[list[tuple[str, int, Mark]]]) -> list[Head]:
    """Give the heads their floors: the numbers in one place that count up from post to post."""
    places = dict.fromkeys(place for each in numbers for place, _, _ in each)
    for place in sorted(places, key=lambda each: not each.startswith("#")):
        if place == "#word":
            continue
        told = [next(((n, mark) for at, n, mark in each if at == place), None) for each in numbers]
        values = [each[0] for each in told if each is not None]
        if len(values) < max(1, len(heads) - 1) or (len(heads) == 1 and not place.startswith("#")):
            continue
        steps = [later - earlier for earlier, later in pairwise(values)]
        if all(step > 0 for step in steps) and sum(steps) <= _STEP * len(steps):
            return [
                evolve(head, floor=each[0], numbered=each[1]) if each is not None else head
                for head, each in zip(heads, told, strict=True)
            ]
    words = [next(((n, mark) for at, n, mark in each if at == "#word"), None) for each in numbers]
    return [
        evolve(head, floor=each[0], numbered=each[1]) if each is not None else head
        for head, each in zip(heads, words, strict=True)
    ]
