"""What each post of a thread says: who wrote it, when, on which floor, whom it quotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from attrs import frozen

from tearsheet.adapters.generic.elements import Box, Boxes
from tearsheet.adapters.generic.phrases import prompt_of
from tearsheet.adapters.generic.threads import Post
from tearsheet.model import Comment, Moment
from tearsheet.page.lines import Line
from tearsheet.reading.reader import Reader

__all__ = ["Said", "comment_of", "repeated_in", "said_in"]

_QUOTE = re.compile(r"quote|quotation|引用", re.IGNORECASE)
_WHOLE = re.compile(r"content|post|message|restore|select", re.IGNORECASE)
_USER_BOX = re.compile(
    r"avatar|img-frame|user-?info|author-?(?:box|info|meta)|poster|member-?info|reaction|timestamp|post-?date",
    re.IGNORECASE,
)
_JOINED = re.compile(r"join|regist|member since|注册|註冊|beigetreten|inscri", re.IGNORECASE)
_SAID = re.compile(r"(?:wrote|said|posted|quote from|originally|发表于|發表於|写道|の発言)", re.IGNORECASE)
_SIGNATURE = re.compile(r"(?<![a-z])(?:signature|sig|sign)(?![a-z])", re.IGNORECASE)
_FURNITURE = re.compile(
    r"click (?:to (?:expand|shrink)|for thumbs)|(?:last |post )?\(?edited\b|.{1,60} reacted to this post|"
    r"code:? select all|.{0,20}downloaded \d+ times|expand$|view: http|attachments?$|"
    r"originally (?:posted|written) by|said:$|report(?: post)?$|like(?:s|d)?$|"
    r"quote$|reply$|share$|link to (?:comment|post)|share on other sites|本帖最后由|发表于|發表於|"
    r"回复$|举报$|点评$|收藏$|只看该作者|下载附件|保存到相册",
    re.IGNORECASE,
)
_USER = re.compile(r"user|member|profile|author|people|space-uid|home\.php|/u/|/@|uid=", re.IGNORECASE)
_NAMED = re.compile(r"user-?name|author|nick|poster|fn\b|creator|display-?name|user-?link|name", re.IGNORECASE)
_FLOOR = re.compile(r"^#?\s*(?P<n>\d{1,5})\s*(?:[#＃]|楼|樓|F|L)?$|^(?:#|第)\s*(?P<m>\d{1,5})\s*[楼樓]?$")
_BESIDE = re.compile(r"#(?P<n>\d{1,5})(?!\S)|(?<!\S)(?P<m>\d{1,5})\s?[#＃楼樓]")
_WORDS = {"楼主": 1, "樓主": 1, "沙发": 2, "沙發": 2, "板凳": 3, "地板": 4}
_DIGIT = re.compile(r"\d|yesterday|today|昨天|前天|刚刚", re.IGNORECASE)
_OF_ARTICLE = {"author": "authors", "posted": "published", "floor": "comments.floor"}
_LONGEST = 60
_MOST = 24
_NO_DIGITS = str.maketrans("", "", "0123456789")


def repeated_in(reader: Reader, posts: Sequence[Post]) -> frozenset[str]:
    """Return the lines, digits left out, that most posts print."""
    if len(posts) < 3:
        return frozenset()
    seen: Counter[str] = Counter()
    for post in posts:
        seen.update(
            {reader.lines[index].text.translate(_NO_DIGITS) for index in range(post.content.start, post.content.stop)}
        )
    return frozenset(text for text, count in seen.items() if count >= 3 and count * 2 > len(posts))


@frozen
class Said:
    """The lines of a post by what they are."""

    body: list[Line]
    quote: list[Line]
    author: str | None
    posted: Moment | None
    floor: int | None


def said_in(
    reader: Reader, boxes: Boxes, post: Post, role: str, repeated: frozenset[str], *, said: Collection[str] = ()
) -> Said:
    """Read *post* and claim its author, time and floor; its body and quote are for the caller to claim.

    :param said: the lines of the posts before; a bare ``<blockquote>`` that repeats none of them is no quoted post, but
        a letter, a log or a book that the poster cites
    """
    content, unit = post.content, post.unit
    quoted = [box for box in _apart(content, _QUOTE) if not _is_citation(reader, box, said)]
    signed = _apart(content, _SIGNATURE)
    signed += [box for box in _apart(content, _USER_BOX) if boxes.size(box) * 3 < boxes.size(content)]
    body: list[Line] = []
    quote: list[Line] = []
    for index in range(content.start, content.stop):
        line = reader.lines[index]
        if line.tag != "pre" and len(line.text) <= _LONGEST and line.text.translate(_NO_DIGITS) in repeated:
            reader.ledger.drop(line, "post-furniture")
            continue
        if any(box.start <= index < box.stop for box in signed):
            reader.ledger.drop(line, "signature")
        elif any(box.start <= index < box.stop for box in quoted):
            quote.append(line)
        elif line.tag != "pre" and not any(map(str.isalpha, line.text)):
            reader.ledger.drop(line, "separator")
        elif len(line.text) <= _LONGEST and (_FURNITURE.match(line.text) or prompt_of(line.text)):
            reader.ledger.drop(line, "post-furniture")
        else:
            body.append(line)
    if not body:
        body, quote = quote, []
    found = _Meta(reader, boxes, role)
    found.around(content, unit)
    while len(body) > 1 and found.inside(body[0]):
        del body[0]
    body = [line for line in body if not (boxes.linked[line.index] and found.inside(line))] or body
    return Said(body, quote, found.author, found.posted, found.floor)


def _is_citation(reader: Reader, box: Box, said: Collection[str]) -> bool:
    if box.tag != "blockquote" or box.names().strip():
        return False
    around = box.parent
    if around is not None and _QUOTE.search(around.names()) is not None and _WHOLE.search(around.names()) is None:
        return False
    lines = reader.lines[box.start : box.stop]
    if lines[0].text.rstrip().endswith((":", "：")) or _SAID.search(lines[0].text) is not None:
        return False
    return not any(line.text in said for line in lines)


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
        named = box.names()
        is_one = (names is _QUOTE and box.tag in {"blockquote", "aside"}) or names.search(named) is not None
        is_one = is_one and (names is not _QUOTE or _WHOLE.search(named) is None)
        if is_one:
            found.append(box)
        else:
            todo.extend(box.children)
    return found


class _Meta:
    """Who wrote a post, when, and on which floor, from the lines around what was said."""

    def __init__(self, reader: Reader, boxes: Boxes, role: str) -> None:
        self.reader = reader
        self.boxes = boxes
        self.role = role
        self.author: str | None = None
        self.posted: Moment | None = None
        self.floor: int | None = None

    def around(self, content: Box, unit: Box) -> None:
        """Read the lines of *unit* around *content*, and drop what is left of them."""
        lines, ledger = self.reader.lines, self.reader.ledger
        around = [lines[index] for index in (*range(unit.start, content.start), *range(content.stop, unit.stop))]
        for line in around[:_MOST]:
            if len(line.text) <= 2 * _LONGEST and not ledger.touched(line):
                self._read(line)
        for line in around:
            ledger.drop(line, "post-furniture")

    def inside(self, line: Line) -> bool:
        """Take *line*, the first of what was said, if it is none of it but the poster and the time."""
        text = line.text
        if len(text) > 2 * _LONGEST or _DIGIT.search(text) is None:
            return False
        times = self.reader.moments(text)
        if not times:
            return False
        rest = text[: times[0].start] + text[times[0].end :]
        if len(rest) > _LONGEST // 2 and not (self.boxes.linked[line.index] and len(rest) < _LONGEST):
            return False
        self._read(line)
        self.reader.ledger.drop(line, "post-furniture")
        return True

    def _role(self, name: str) -> str:
        """Return the role of what was found; of the opening post it is the article's own."""
        return f"{self.role}.{name}" if self.role else _OF_ARTICLE[name]

    def _read(self, line: Line) -> None:
        text, ledger = line.text, self.reader.ledger
        if self.floor is None and (found := _FLOOR.match(text)) is not None and line.tag not in {"dd", "li"}:
            self.floor = int(found["n"] or found["m"])
            ledger.claim(line, self._role("floor"))
        elif self.floor is None and text in _WORDS:
            self.floor = _WORDS[text]
            ledger.claim(line, self._role("floor"))
        elif (
            self.posted is None
            and line.tag != "dd"
            and _DIGIT.search(text) is not None
            and _JOINED.search(text) is None
            and (times := self.reader.moments(text))
        ):
            self.posted = times[0].moment
            ledger.claim(line, self._role("posted"), times[0].start, times[0].end)
            self._linked_name(line, times[0].start)
            if self.floor is None and (beside := _BESIDE.search(text)) is not None:
                group = "n" if beside["n"] else "m"
                if beside.end(group) <= times[0].start or beside.start(group) >= times[0].end:
                    self.floor = int(ledger.claim(line, self._role("floor"), *beside.span(group)))
        elif self.author is None and len(text) <= _LONGEST and _is_name(self.boxes, line):
            self.author = ledger.claim(line, self._role("author"))

    def _linked_name(self, line: Line, stop: int) -> None:
        """Take the name of the poster from the link before the time."""
        if self.author is None and self.boxes.linked[line.index]:
            for run in line.runs:
                if run.href and run.end <= stop and 0 < len(run.text) < _LONGEST:
                    self.author = self.reader.ledger.claim(line, self._role("author"), run.start, run.end)
                    return


def _is_name(boxes: Boxes, line: Line) -> bool:
    for run in line.runs:
        if run.href and _USER.search(run.href) is not None and any(map(str.isalnum, run.text)):
            return True
        if run.node is not None and _NAMED.search(run.node.attributes.get("class") or "") is not None:
            return True
    return _NAMED.search(boxes.of_line[line.index].names()) is not None and not line.text.isdecimal()
