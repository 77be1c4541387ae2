"""What each post of a thread says: who wrote it, when, on which floor, whom it quotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from attrs import frozen

from tearsheet.adapters.generic.signs.elements import Box, Boxes, is_mostly_link
from tearsheet.adapters.generic.signs.phrases import is_said, prompt_of
from tearsheet.adapters.generic.thread.post_heads import Head
from tearsheet.adapters.generic.thread.threads import Post
from tearsheet.model import Comment, Moment
from tearsheet.page.lines import Line
from tearsheet.reading.reader import Reader

_QUOTE = re.compile(r"quote|quotation|引用", re.IGNORECASE)
_WHOLE = re.compile(r"content|post|message|restore|select", re.IGNORECASE)
_USER_BOX = re.compile(
    r"avatar|img-frame|user-?info|author-?(?:box|info|meta)|poster|member-?info|reaction|timestamp|post-?date",
    re.IGNORECASE,
)
_SAID = re.compile(r"(?:wrote|said|posted|quote from|originally|发表于|發表於|发布者|写道|の発言)", re.IGNORECASE)
_QUOTED = re.compile(
    r".{1,60}\b(?:wrote|said|writes|schrieb|a écrit|escribió)\s*[:：]|.{1,40}(?:写道|說|说)\s*[:：]|"
    r"\(in reply to .{1,60}\)",
    re.IGNORECASE,
)
"""A line above a quotation that says whose words it has."""
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])")
_MARKED = re.compile(r"^[>\s]+")
"""What a mail, and who writes like one, puts before each line of another's."""
_SHORTEST = 12
"""Letters of a sentence that nobody writes a second time by chance."""
_SIGNATURE = re.compile(r"(?<![a-z])(?:(?:member)?signature|sig|sign)(?![a-z])", re.IGNORECASE)
_FURNITURE = re.compile(
    r"click (?:to (?:expand|shrink)|for thumbs)|(?:posted|submitted) by\b|"
    r"(?:last |post )?\(?edited\b|.{1,60} reacted to this post|"
    r"code:? select all|.{0,20}downloaded \d+ times|expand$|view: http|attachments?$|"
    r"originally (?:posted|written) by|said:$|report(?: post)?$|like(?:s|d)?$|"
    r"quote$|reply$|\d+ likes?$|share$|link to (?:comment|post)|share on other sites|本帖最后由|发表于|發表於|"
    r">>\d+$|description$|回复$|举报$|点评$|收藏$|只看该作者|下载附件|保存到相册",
    re.IGNORECASE,
)
_DELETED = frozenset({"[deleted]", "[removed]"})
_EDITED = re.compile(r"(?:last |post )?edited\b.*\d", re.IGNORECASE)
_ANSWER = re.compile(r"^(?:[*•»>]\s*)?(?:re|aw|sv|回[复復])\s*[:：]\s*|^[*•»>]\s+", re.IGNORECASE)
ADDRESSED = re.compile(r"(?:from|date|sent|to|cc|subject|in-reply-to|message-id)[:：]\s+\S.{0,80}$", re.IGNORECASE)
"""What a mail is headed by."""
_DIGIT = re.compile(r"\d|yesterday|today|昨天|前天|刚刚", re.IGNORECASE)
_TIME = re.compile(r"\d\d?[-/.:]\d\d")
_OF_ARTICLE = {"author": "authors", "posted": "published", "floor": "comments.floor"}


class _Longest:
    """Characters of what a board prints around what was said, or with links their weight. Prose has more."""

    FURNITURE = 60
    """A line that every post has, or that begins as one does,"""
    HEADING = 120
    """a poster and a time in one line, of which the time may be half,"""
    BESIDE, BESIDE_LINKED = 30, 60
    """and what such a line has besides them, without links and with some,"""
    BUTTON = 20
    """one of several words side by side that do something with the post."""


_REPEATED = 3
"""Posts that must print a line, and most of them, so that it is the board's."""
_BESIDE = 3
"""The part of a post, a third, that what is said of its user is less than."""
_NO_DIGITS = str.maketrans("", "", "0123456789")


def repeated_in(reader: Reader, posts: Sequence[Post]) -> frozenset[str]:
    """Return the lines, digits left out, that most posts print."""
    if len(posts) < _REPEATED:
        return frozenset()
    seen: Counter[str] = Counter()
    for post in posts:
        seen.update(
            {reader.lines[index].text.translate(_NO_DIGITS) for index in range(post.content.start, post.content.stop)}
        )
    return frozenset(text for text, count in seen.items() if count >= _REPEATED and count * 2 > len(posts))


@frozen
class Said:
    """The lines of a post by what they are."""

    body: list[Line]
    quote: list[Line]
    author: str | None
    posted: Moment | None
    floor: int | None
    part: tuple[int, int] | None = None
    """What of its one line the post says, where the poster stands in it as well."""


def said_in(
    reader: Reader,
    boxes: Boxes,
    post: Post,
    head: Head,
    role: str,
    *,
    repeated: frozenset[str],
    said: Collection[str] = (),
    title: str = "",
) -> Said:
    """Read *post* and claim what its *head* found; its body and quote are for the caller to claim.

    :param said: the lines of the posts before and their sentences; a bare ``<blockquote>`` that repeats none of them is
        no quoted post, but a letter, a log or a book that the poster cites
    :param title: that of the thread, which many posts print again
    """
    heading = _claim(reader, head, role)
    content, unit = post.content, post.unit
    quoting = [box for box in _apart(content, _QUOTE) if not _is_citation(reader, box, said)]
    begins = {box.start for box in quoting}
    quoted = _lines_of(quoting)
    signed = _lines_of(_apart(content, _SIGNATURE))
    signed |= _lines_of(box for box in _apart(content, _USER_BOX) if boxes.size(box) * _BESIDE < boxes.size(content))
    body: list[Line] = []
    quote: list[Line] = []
    for index in range(content.start, content.stop):
        line = reader.lines[index]
        if (
            (index in heading and content.stop > content.start + 1)
            or (post.lines is not None and index not in post.lines)
            or all(run.tag == "button" for run in line.runs)
        ):
            reader.ledger.drop(line, "post-furniture")
            continue
        coded = line.tag == "pre" and not boxes.linked[index]
        if not coded and len(line.text) <= _Longest.FURNITURE and line.text.translate(_NO_DIGITS) in repeated:
            reader.ledger.drop(line, "post-furniture")
            continue
        if index in signed:
            reader.ledger.drop(line, "signature")
        elif index in quoted:
            quote.append(line)
        elif line.tag != "pre" and not any(map(str.isalpha, line.text)):
            reader.ledger.drop(line, "separator")
        elif line.text.startswith(">") and _MARKED.sub("", line.text) in said:
            quote.append(line)
            if body and index == body[-1].index + 1 and _QUOTED.fullmatch(body[-1].text):
                reader.ledger.drop(body.pop(), "post-furniture")
        elif (len(line.text) <= _Longest.HEADING and _EDITED.match(line.text)) or (
            len(line.text) <= _Longest.FURNITURE
            and (
                _FURNITURE.match(line.text)
                or _prompts(boxes, line)
                or (index + 1 in begins and _QUOTED.fullmatch(line.text.rstrip()))
            )
        ):
            reader.ledger.drop(line, "post-furniture")
        else:
            body.append(line)
    if len(body) > 1 and _is_bar(body[-1], boxes):
        reader.ledger.drop(body.pop(), "post-furniture")
    if not body:
        body, quote = quote, []
    first = 0
    while first + 1 < len(body) and (
        is_title(body[first].text, title)
        or _is_heading(reader, boxes, body[first])
        or _is_beginning(body[first], body[first + 1])
        or ADDRESSED.match(body[first].text)
    ):
        first += 1
    rest = [line for line in body[first:] if not (boxes.linked[line.index] and _is_heading(reader, boxes, line))]
    rest = rest or body[first:]
    kept = {line.index for line in rest}
    reader.drop([line for line in body if line.index not in kept], "post-furniture")
    body = rest
    for index in (*range(unit.start, content.start), *range(content.stop, unit.stop)):
        reader.ledger.drop(reader.lines[index], "post-furniture")
    return Said(body, quote, head.author, head.posted, head.floor, _part(body, head))


def _prompts(boxes: Boxes, line: Line) -> bool:
    """Whether *line* asks the reader for something, and is no sentence of the poster's."""
    rule = prompt_of(line.text)
    return rule is not None and (bool(boxes.linked[line.index]) or not is_said(line.text, rule))


def _lines_of(boxes: Iterable[Box]) -> set[int]:
    return {index for box in boxes for index in range(box.start, box.stop)}


def _part(body: Sequence[Line], head: Head) -> tuple[int, int] | None:
    """Return what a post of one line says behind its poster and before its time."""
    if len(body) != 1 or head.named is None or head.named.line is not body[0]:
        return None
    line = body[0]
    start = head.named.end
    stop = next((run.start for run in line.runs if run.start > start and _TIME.match(run.text)), len(line.text))
    while start < stop and not line.text[start].isalnum() and line.text[start] in " :：-–—":
        start += 1
    return start, len(line.text[:stop].rstrip())


def _claim(reader: Reader, head: Head, role: str) -> frozenset[int]:
    """Claim what *head* found, and return the lines that are little else."""
    covered: dict[int, int] = {}
    marks = (("author", head.named), ("posted", head.timed), ("floor", head.numbered))
    for name, mark in marks:
        if mark is not None:
            # Of the opening post they are the article's own.
            reader.ledger.claim(mark.line, f"{role}.{name}" if role else _OF_ARTICLE[name], mark.start, mark.end)
            covered[mark.line.index] = covered.get(mark.line.index, 0) + mark.end - mark.start
    return frozenset(
        index for index, told in covered.items() if len(reader.lines[index].text) - told <= _Longest.BESIDE
    )


def _is_heading(reader: Reader, boxes: Boxes, line: Line) -> bool:
    """Whether *line* is but a poster and a time."""
    text = line.text
    if len(text) > _Longest.HEADING or _DIGIT.search(text) is None or not (times := reader.moments(text)):
        return False
    rest = len(text) - (times[0].end - times[0].start)
    return rest <= _Longest.BESIDE or (bool(boxes.linked[line.index]) and rest < _Longest.BESIDE_LINKED)


def _is_bar(line: Line, boxes: Boxes) -> bool:
    """Whether *line* is what can be done with a post: words with bars between them, some of them links, or short links
    and next to nothing else.
    """
    linked = boxes.linked[line.index]
    parts = line.text.split("|")
    if len(parts) > 2 and linked > 0 and max(map(len, parts)) <= _Longest.BUTTON:
        return True
    links = [run.text for run in line.runs if run.href]
    weight = boxes.weight[line.index]
    few = is_mostly_link(linked, weight) if len(links) == 2 else len(links) > 2 and weight - linked < _Longest.FURNITURE
    return few and max(map(len, links)) <= _Longest.BUTTON


def _is_beginning(line: Line, following: Line) -> bool:
    """Whether *line* is a heading that a board made of the first words of what *following* says."""
    return line.level is not None and following.text.startswith(line.text.rstrip(".… "))


def is_title(text: str, title: str) -> bool:
    """Whether *text* is the *title* of the thread, or an answer to it."""
    said = _ANSWER.sub("", text).casefold()
    return said in title.casefold() and len(said) * 2 > len(title)


def sentences(text: str) -> list[str]:
    """Return *text* and its sentences, of those that somebody else would quote."""
    return [text, *[part for part in _SENTENCE.split(text) if len(part) >= _SHORTEST]]


def _is_citation(reader: Reader, box: Box, said: Collection[str]) -> bool:
    if box.tag != "blockquote" or box.names().strip():
        return False
    around = box.parent
    if around is not None and _QUOTE.search(around.names()) is not None and _WHOLE.search(around.names()) is None:
        return False
    lines = reader.lines[box.start : box.stop]
    if lines[0].text.rstrip().endswith((":", "：")) or _SAID.search(lines[0].text) is not None:
        return False
    return not any(part in said for line in lines for part in sentences(line.text))


def comment_of(reader: Reader, said: Said, position: int, role: str) -> Comment | None:
    """Return the comment that a post is, its lines claimed; ``None`` for one that says nothing."""
    if not said.body or (len(said.body) == 1 and said.body[0].text in _DELETED):
        return None
    ledger = reader.ledger
    quote = "\n".join([ledger.claim(line, f"{role}.quote") for line in said.quote]) or None
    return Comment(
        body="\n".join([ledger.claim(line, f"{role}.body", *(said.part or (0, None))) for line in said.body]),
        author=said.author,
        posted=said.posted,
        quote=quote,
        position=position,
        floor=said.floor,
    )


def _role(box: Box) -> str:
    attributes = box.node.attributes if box.node is not None else {}
    return f"{attributes.get('data-role') or ''} {attributes.get('component') or ''}"


def _apart(content: Box, names: re.Pattern[str]) -> list[Box]:
    found: list[Box] = []
    todo = list(content.children)
    while todo:
        box = todo.pop()
        named = box.names() if names is _QUOTE else f"{box.names()} {_role(box)}"
        is_one = (names is _QUOTE and box.tag in {"blockquote", "aside"}) or names.search(named) is not None
        is_one = is_one and (names is not _QUOTE or _WHOLE.search(named) is None)
        if is_one:
            found.append(box)
        else:
            todo.extend(box.children)
    return found
