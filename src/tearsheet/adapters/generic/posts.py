"""What each post of a thread says: who wrote it, when, on which floor, whom it quotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from attrs import frozen

from tearsheet.adapters.generic.boxes import Box, Boxes
from tearsheet.adapters.generic.threads import Post
from tearsheet.adapters.generic.words import prompt_of
from tearsheet.lines import Line
from tearsheet.model import Comment, Moment
from tearsheet.reader import Reader

__all__ = ["Said", "comment_of", "repeated_in", "said_in"]

_QUOTE = re.compile(r"quote|quotation|引用", re.IGNORECASE)
_WHOLE = re.compile(r"content|post|message|restore", re.IGNORECASE)
_JOINED = re.compile(r"join|regist|member since|注册|註冊|beigetreten|inscri", re.IGNORECASE)
_SIGNATURE = re.compile(r"(?<![a-z])(?:signature|sig|sign)(?![a-z])", re.IGNORECASE)
_FURNITURE = re.compile(
    r"click to expand|(?:last |post )?edited (?:by|on|at|\d)|originally (?:posted|written) by|said:$|report(?: post)?$|like(?:s|d)?$|"
    r"quote$|reply$|share$|link to (?:comment|post)|share on other sites|本帖最后由|发表于|發表於|回复$|举报$|点评$|收藏$|只看该作者|下载附件|保存到相册",
    re.IGNORECASE,
)
_USER = re.compile(r"user|member|profile|author|people|space-uid|home\.php|/u/|/@|uid=", re.IGNORECASE)
_NAMED = re.compile(r"user-?name|author|nick|poster|fn\b|creator|display-?name|user-?link|name", re.IGNORECASE)
_FLOOR = re.compile(r"^#?\s*(?P<n>\d{1,5})\s*(?:[#＃]|楼|樓|F|L)?$|^(?:#|第)\s*(?P<m>\d{1,5})\s*[楼樓]?$")
_WORDS = {"楼主": 1, "樓主": 1, "沙发": 2, "沙發": 2, "板凳": 3, "地板": 4}
_DIGIT = re.compile(r"\d|yesterday|today|昨天|前天|刚刚", re.IGNORECASE)
_LONGEST = 60
_NO_DIGITS = str.maketrans("", "", "0123456789")


def repeated_in(reader: Reader, posts: Sequence[Post]) -> frozenset[str]:
    """Return the lines, digits left out, that most posts print."""
    if len(posts) < 3:
        return frozenset()
    seen: Counter[str] = Counter()
    for post in posts:
        seen.update({reader.lines[index].text.translate(_NO_DIGITS) for index in range(post.content.start, post.content.stop)})
    return frozenset(text for text, count in seen.items() if count >= 3 and count * 2 > len(posts))


@frozen
class Said:
    """The lines of a post by what they are."""

    body: list[Line]
    quote: list[Line]
    author: str | None
    posted: Moment | None
    floor: int | None


def said_in(reader: Reader, boxes: Boxes, post: Post, role: str, repeated: frozenset[str]) -> Said:
    """Read *post* and claim its author, time and floor; its body and quote are for the caller to claim."""
    content, unit = post.content, post.unit
    quoted = _apart(content, _QUOTE)
    signed = _apart(content, _SIGNATURE)
    body: list[Line] = []
    quote: list[Line] = []
    for index in range(content.start, content.stop):
        line = reader.lines[index]
        if line.text.translate(_NO_DIGITS) in repeated:
            reader.ledger.drop(line, "post-furniture")
            continue
        if any(box.start <= index < box.stop for box in signed):
            reader.ledger.drop(line, "signature")
        elif any(box.start <= index < box.stop for box in quoted):
            quote.append(line)
        elif len(line.text) <= _LONGEST and (_FURNITURE.match(line.text) or prompt_of(line.text)):
            reader.ledger.drop(line, "post-furniture")
        else:
            body.append(line)
    if not body:
        body, quote = quote, []
    author, posted, floor = _meta(reader, boxes, content, unit, role)
    return Said(body, quote, author, posted, floor)


def comment_of(reader: Reader, said: Said, position: int, role: str) -> Comment | None:
    """Return the comment that a post is, its lines claimed; ``None`` for one that says nothing."""
    if not said.body:
        return None
    ledger = reader.ledger
    quote = "\n".join([ledger.claim(line, f"{role}.quote") for line in said.quote]) or None
    return Comment(
        body="\n".join([ledger.claim(line, f"{role}.body") for line in said.body]),
        author=said.author,
        posted=said.posted,
        quote=quote,
        position=position,
        floor=said.floor,
    )


def _apart(content: Box, names: re.Pattern[str]) -> list[Box]:
    found: list[Box] = []
    todo = list(content.children)
    while todo:
        box = todo.pop()
        if names is _QUOTE and box.tag in {"blockquote", "aside"}:
            is_one = _WHOLE.search(box.names()) is None
        else:
            is_one = names.search(box.names()) is not None
        if is_one:
            found.append(box)
        else:
            todo.extend(box.children)
    return found


def _meta(
    reader: Reader, boxes: Boxes, content: Box, unit: Box, role: str
) -> tuple[str | None, Moment | None, int | None]:
    """Read who, when and which floor from the lines of *unit* around *content*."""
    author: str | None = None
    posted: Moment | None = None
    floor: int | None = None
    ledger = reader.ledger
    around = [*range(unit.start, content.start), *range(content.stop, unit.stop)]
    for index in around[:24]:
        line = reader.lines[index]
        text = line.text
        if len(text) > 2 * _LONGEST or ledger.touched(line):
            continue
        if floor is None and (found := _FLOOR.match(text)) is not None:
            floor = int(found["n"] or found["m"])
            ledger.claim(line, f"{role}.floor")
            continue
        if floor is None and text in _WORDS:
            floor = _WORDS[text]
            ledger.claim(line, f"{role}.floor")
            continue
        if posted is None and line.tag != "dd" and _JOINED.search(text) is None and _DIGIT.search(text) is not None and (times := reader.moments(text)):
            posted = times[0].moment
            ledger.claim(line, f"{role}.posted", times[0].start, times[0].end)
            rest = text[: times[0].start].strip(" ,·•|-")
            if rest and author is None and boxes.linked[index] and len(rest) < 40:
                name = next((run for run in line.runs if run.href and run.end <= times[0].start and run.text), None)
                if name is not None:
                    author = ledger.claim(line, f"{role}.author", name.start, name.start + len(name.text))
            ledger.drop(line, "label")
            continue
        if author is None and len(text) <= 40 and _is_name(boxes, index, line):
            author = ledger.claim(line, f"{role}.author")
            continue
        ledger.drop(line, "post-furniture")
    for index in around:
        line = reader.lines[index]
        if not ledger.touched(line):
            ledger.drop(line, "post-furniture")
    return author, posted, floor


def _is_name(boxes: Boxes, index: int, line: Line) -> bool:
    for run in line.runs:
        if run.href and _USER.search(run.href) is not None and any(map(str.isalnum, run.text)):
            return True
        if run.node is not None and _NAMED.search(run.node.attributes.get("class") or "") is not None:
            return True
    return _NAMED.search(boxes.of_line[index].names()) is not None and not line.text.isdecimal()
