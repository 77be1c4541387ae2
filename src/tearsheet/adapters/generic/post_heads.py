"""Who wrote each post of a thread, when, and on which floor, by the lines around what was said.

A name is what stands in an element or a link named after a user, or behind "by"; a letter that stands for a picture, a
rank and a button are none. Of the times the one with a clock wins, be it only stated in the markup. Floors are what
counts up from post to post: a count of votes or a level that comes again is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import evolve, frozen
from selectolax.lexbor import LexborNode

from tearsheet.adapters.generic.post_times import Mark, best_time, stated_time, times_in
from tearsheet.adapters.generic.threads import Post, nearly_all
from tearsheet.model import Moment
from tearsheet.page.lines import Line, Run
from tearsheet.reading.reader import Reader

_LONGEST = 120
_LONGEST_NAME = 40
_MOST_WORDS = 5
_HAN = re.compile("[\u3040-\u9fff]")
_MOST_HAN = 12
"""Characters of Chinese or Japanese that a name has at most; a headline has more."""
_MOST = 30
_BACK = 8
_BACK_OF_OPENING = 30
_ABOVE_TITLE = 3
_NAMED, _LED, _LABELLED, _LETTER, _LEAST_RANK = 3, 2, 2, -3, -1
"""How much it says of a user's name to stand in an element called so, to lead to a user, and to have a label; of one
letter, which stands for a picture; and what a name must have. Fitted on dev, 2026-11."""
_NEAR = 2
"""Elements that may stand between a name and the one called so."""
_UNNAMED = 5
"""One post in so many may be without a name."""
_USER_LINK = re.compile(
    r"/u/|/~|/@|/users?[/.?]|/members?/|member\.php|profile|/people/|/author/|space-uid|home\.php|user\?id=|"
    r"[?&;](?:u|uid|un|username)=|home/main",
    re.IGNORECASE,
)
_USER = re.compile(
    r"user-?name|(?<![a-z])uname|user-?id|author|nick|poster(?!i)|creator|person|display-?name|user-?link|hnuser|comment-user|"
    r"(?<![a-z])(?:fn|name|handle)(?![a-z]|-[a-z])"
)
_NO_USER = re.compile(
    r"(?<!has-)(?<!no-)(?<!profile-)(?:avatar|badge|title|rank|role|stats|level|flair|group|count|score|reputation|karma|banner|expand|posted|poston)"
)
_NO_NAME = re.compile(
    r"(?:re(?:ply|port)|quote|perma(?:nent )?link|link|parent|next|prev|posts?|author|message|share|like|edit|hide|"
    r"(?:share|follow|copy|email|print)\b.*|(?:posts?|repl(?:y|ies)|messages)[:#\s]*[\d,]+|[\d,.]+k?(?: \w+){1,2}|"
    r"more|save|embed|member|guest|top|logged|follow|thread starter|original poster|op|admin(?:istrator)?|moderator|"
    r"回[复復應应]|[举舉][报報]|只看[该該]作者|[隐隱]藏|感[谢謝]回[复復]者|[楼樓]主|[来來]自|看板|作者|[发發]表[于於]|收藏|赞|讚).?",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:(?:^|(?<!sort)(?<!sorted)(?<!powered)\s)by:?\s+|(?:作者|[发發]帖人|[楼樓]主)\s*[:：]\s*)"
    r"(?P<name>[^\s«»|·•,—].{0,38}?)(?=\s+(?:on|at|in|to)\s|\s*[«»|·•,—(]|\s+[-–]\s|\s+[^\W\d]{2,6}[:：]|\s*$)",
    re.IGNORECASE,
)
_SENT = re.compile(r"(?:From|Von|De|差出人|发件人|寄件人)\s*+[:：]\s*+(?P<name>[^<>@:：]{2,38}?)(?<!\s)\s*+<\S+@")
_LABELS = frozenset({"作者", "author", "by", "posted by", "submitted by", "楼主", "樓主", "发帖人"})
_FLOOR = re.compile(r"(?P<sign>#|第)?\s*+(?P<n>\d{1,5})\s*+(?P<mark>[#＃楼樓]|F|L)?(?=\s*+$)")
_REPLY = re.compile(r"(?:#|(?<!\S))(?P<n>\d{1,5})(?:[#＃楼樓])?(?!\S)")
_SIGNS = re.compile(r"(?:(?:posted|submitted|asked|answered|written) )?by\b", re.IGNORECASE)
_WORDS = {"楼主": 1, "樓主": 1, "沙发": 2, "沙發": 2, "板凳": 3, "地板": 4}
_BESIDE_NAME = " ,·•|:：»«"
_STEP = 3.0
_SIGNED = 3
_SURE = 3
_BEGINNING = 12
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


def read_heads(reader: Reader, posts: Sequence[Post], title: int | None) -> list[Head]:
    """Return the head of each of *posts*. *title* is the line of the thread's title."""
    heads: list[Head] = []
    numbers: list[list[tuple[str, int, Mark]]] = []
    stop = 0 if title is None else title + 1
    for number, post in enumerate(posts):
        back = _BACK if number else _BACK_OF_OPENING
        first = max(stop, post.unit.start - back) if stop <= post.unit.start else post.unit.start
        above = _own(reader, range(first, post.unit.start))
        before = _own(reader, range(post.unit.start, post.content.start))
        after = _own(reader, range(post.content.stop, post.unit.stop))[:_MOST]
        head = _head(reader, before[-_MOST:], after)
        if number and head.author is None:
            # A comment may be signed in its own last lines.
            signed = _own(reader, range(post.content.start + 1, post.content.stop))[-_SIGNED:]
            head = _with(head, _head(reader, [line for line in signed if len(line.text) <= _LONGEST_NAME], []))
        if head.author is None or head.posted is None:
            signed = _own(reader, range(post.content.start + 1, post.content.stop))[-1:]
            if signed and _SIGNS.match(signed[0].text) is not None:
                head = _with(head, _head(reader, signed, []))
        if head.author is None or head.posted is None:
            wider = _head(reader, above, [])
            if not number and title is not None and wider.author is None and head.author is None:
                wider = _with(wider, _head(reader, _own(reader, range(max(0, title - _ABOVE_TITLE), title)), []))
            head = _with(head, wider)
        if head.posted is None or head.author is None:
            inner = [reader.lines[index] for index in range(post.content.start, post.content.stop)[:2]]
            head = _with(head, _inside(reader, inner, alone=post.content.stop == post.content.start + 1))
        if head.posted is None and post.unit.node is not None:
            head = evolve(head, posted=stated_time(reader, post.unit.node))
        if not number and len(posts) > 1 and head.author is None and head.posted is None:
            # An opening post of another shape may be signed between its element and the first answer.
            head = _head(reader, [], _own(reader, range(post.unit.stop, posts[1].unit.start))[:_BACK])
        heads.append(head)
        numbers.append([*_numbers(before), *_numbers(after), *_numbers(above)])
        stop = post.unit.stop
    return _floors(_placed(reader, posts, heads), numbers)


def _placed(reader: Reader, posts: Sequence[Post], heads: list[Head]) -> list[Head]:
    """Give the posts whose markup names nobody the names that stand in one place of them all and differ.

    A single post is given the first that is stressed.
    """
    if sum(head.author is None for head in heads) * _UNNAMED < len(posts):
        return heads
    places: dict[str, dict[int, tuple[str, Mark]]] = {}
    for number, (post, head) in enumerate(zip(posts, heads, strict=True)):
        around = [*range(post.unit.start, post.content.start), *range(post.content.stop, post.unit.stop)]
        for index in around[:_MOST]:
            line = reader.lines[index]
            for run in line.runs if len(line.text) <= _LONGEST else ():
                name = run.text.strip(_BESIDE_NAME)
                at = line.text.find(name, run.start)
                timed = head.timed is not None and head.timed.line is line and head.timed.start <= at < head.timed.end
                if timed or not _is_name(name) or name[0].isdecimal():
                    continue
                classes = (run.node.attributes.get("class") or "") if run.node is not None else ""
                place = f"{line.tag} {run.tag} {classes}"
                places.setdefault(place, {}).setdefault(number, (name, Mark(line, at, at + len(name))))
    best: dict[int, tuple[str, Mark]] = {}
    best_score = 0.0
    for place, told in places.items():
        names = {name for name, _ in told.values()}
        stressed = any(tag in _STRESSED for tag in place.split()[:2])
        score = len(names) / len(told) + stressed
        enough = len(names) > 1 if len(posts) > 1 else stressed
        if score > best_score and enough and nearly_all(len(told), len(posts)):
            best, best_score = told, score
    return [
        evolve(head, author=best[number][0], named=best[number][1]) if head.author is None and number in best else head
        for number, head in enumerate(heads)
    ]


def _with(head: Head, other: Head) -> Head:
    if head.author is None and other.author is not None:
        head = evolve(head, author=other.author, named=other.named)
    if head.posted is None and other.posted is not None:
        head = evolve(head, posted=other.posted, timed=other.timed)
    return head


def _own(reader: Reader, indexes: range) -> list[Line]:
    return [reader.lines[index] for index in indexes if len(reader.lines[index].text) <= _LONGEST]


def _inside(reader: Reader, lines: Sequence[Line], *, alone: bool) -> Head:
    """Read the first lines of what was said: a name and a time, and little else, may lead it; a name may begin the line
    that is all of it.
    """
    for line in lines:
        if alone:
            names = [each for each in reader.asked(_names_in, line) if each[0] >= _SURE and each[2].start <= _BEGINNING]
            if names:
                return Head(author=names[0][1], named=names[0][2])
        if len(line.text) > _LONGEST:
            continue
        times = times_in(reader, line)
        if times:
            _, moment, mark = times[0]
            if len(line.text) - (mark.end - mark.start) <= _LONGEST_NAME:
                name = max(reader.asked(_names_in, line), key=lambda each: each[0], default=None)
                found = Head(posted=moment, timed=mark)
                return found if name is None else evolve(found, author=name[1], named=name[2])
    return Head()


def begins_with_name(reader: Reader, line: Line) -> bool:
    """Whether *line* begins with the name of a user, told by the markup."""
    return reader.asked(_begins_with_name, line)


def _begins_with_name(_: Reader, line: Line) -> bool:
    for run in line.runs:
        if run.start > _BEGINNING:
            break
        name = run.text.strip(_BESIDE_NAME)
        begins = len(name) > 1 and line.text.find(name, run.start) <= _BEGINNING
        if begins and _is_name(name) and _rank(run, line) >= _SURE:
            return True
    return False


def _head(reader: Reader, before: Sequence[Line], after: Sequence[Line]) -> Head:
    head = Head()
    for lines in (before, after):
        if head.posted is None and (timed := best_time(reader, lines)) is not None:
            head = evolve(head, posted=timed[0], timed=timed[1])
        if head.author is None:
            names = [each for line in lines for each in reader.asked(_names_in, line)]
            since = head.timed.line.index if head.timed is not None and lines is after else -1
            names = [each for each in names if each[2].line.index >= since] or names
            if names:
                _, name, mark = max(names, key=lambda each: each[0])
                head = evolve(head, author=name, named=mark)
    return head


def _names_in(_: Reader, line: Line) -> list[tuple[int, str, Mark]]:
    found: list[tuple[int, str, Mark]] = []
    label = ""
    for run in line.runs:
        text = run.text
        name = text.strip(_BESIDE_NAME)
        label, above = text, label
        if not _is_name(name):
            continue
        rank = _rank(run, line)
        if above.strip(" :：").casefold() in _LABELS:
            rank = max(rank, _LABELLED)
        if rank <= 0:
            continue
        if len(name) == 1:
            rank += _LETTER
        at = line.text.find(name, run.start)
        found.append((rank, name, Mark(line, at, at + len(name))))
    if (by := _BY.search(line.text) or _SENT.match(line.text)) is not None and _is_name(by["name"]):
        found.append((1, by["name"], Mark(line, *by.span("name"))))
    return [each for each in found if each[0] >= _LEAST_RANK]


def _rank(run: Run, line: Line) -> int:
    """Return how much the markup says that *run* is a user's name."""
    rank = 0
    for distance, names in enumerate(_around(run.node, line)):
        if not names:
            continue
        low = names.lower()
        if _USER.search(low) is not None and not (_NO_USER.search(low) is not None and "name" not in names):
            rank = max(rank, _NAMED - (distance > _NEAR))
        elif distance < 2 and _NO_USER.search(low) is not None:
            return 0
    href = run.href
    return rank + _LED if href and _USER_LINK.search(href) is not None else rank


def _around(node: LexborNode | None, line: Line) -> Iterator[str]:
    """Yield what the element of a run, and those around it up to its block and a little further, are named."""
    for _ in range(4):
        if node is None or node.tag in {"body", "table", "ul", "ol", "article", "section", "form", "tr"}:
            return
        attributes = node.attributes
        yield " ".join(filter(None, [attributes.get("class"), attributes.get("id"), attributes.get("itemprop")]))
        if line.node is not None and node.mem_id == line.node.mem_id and len(line.text) > _LONGEST_NAME:
            return
        node = node.parent


def _is_name(text: str) -> bool:
    return (
        0 < len(text) <= _LONGEST_NAME
        and text[-1] not in ".?!。？！"
        and any(map(str.isalpha, text))
        and len(text.split()) <= _MOST_WORDS
        and len(_HAN.findall(text)) <= _MOST_HAN
        and _NO_NAME.fullmatch(text) is None
    )


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
