"""Who is named in the lines around a post: in an element or a link called after a user, behind a label, or by "by".

A letter that stands for a picture, a rank and a button are no names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from selectolax.lexbor import LexborNode

from tearsheet.adapters.generic.thread.post_times import Mark, times_in
from tearsheet.page.lines import Line, Run
from tearsheet.reading.reader import Reader

LONGEST_NAME, _MOST_WORDS = 40, 5
"""Characters and words of a user's name at most; a subject or a sentence has more."""
_HAN = re.compile("[\u3040-\u9fff]")
_MOST_HAN = 12
"""Characters of Chinese or Japanese that a name has at most; a headline has more."""


class _Says:
    """How much is said of a run of text being a user's name. All but ``BY`` fitted on dev, 2026-11."""

    NAMED = 3
    """It stands in an element called so;"""
    LED = 2
    """it leads to a user;"""
    LABELLED = 2
    """it has a label;"""
    BY = 1
    """it stands behind "by", as other words do too;"""
    LETTER = -3
    """it is one letter, which stands for a picture."""
    LEAST = -1
    """What a name must have."""


_NEAR, _OTHER, _AROUND = 2, 2, 4
"""Elements between a name and the one called so, beyond which that says less; those, its own first, that make it no
name where they are called otherwise; and all that are asked. The farther out, the more an element holds besides.
"""
_USER_LINK = re.compile(
    r"/u/|/~|/@|/users?[/.?]|/members?/|member\.php|profile|/people/|/author/|space-uid|home\.php|user\?id=|"
    r"[?&;](?:u|uid|un|username)=|home/main"
)
"""Where the name of a user leads, in lower case."""
_USER = re.compile(
    r"user-?name|(?<![a-z])uname|user-?id|author|nick|poster(?!i)|creator|person|display-?name|user-?link|hnuser|comment-user|"
    r"(?<![a-z])(?:fn|name|handle)(?![a-z]|-[a-z])"
)
_NO_USER = re.compile(
    r"(?<!has-)(?<!no-)(?<!profile-)(?:avatar|badge|title|rank|role|stat(?:s|istic)|level|flair|group|count|score|"
    r"reputation|karma|banner|expand|posted|poston)"
)
_NO_NAME = re.compile(
    r"(?:re(?:ply|port)|quote|perma(?:nent )?link|link|parent|next|prev|posts?|author|message|share|like|edit|hide|"
    r"(?:share|follow|copy|email|print)\b.*|[^\W\d_]+(?: [^\W\d_]+){0,2} ?[:：#]\s*[\d,.]+|"
    r"(?:posts?|repl(?:y|ies)|messages|comments?|answers?)\s*[\d,]+|"
    r"[\d,.]+k?(?: \w+){1,2}|by|von|par|por|от|more|raw|save|embed|member|"
    r"guest|o(?:n|ff)line|top|logged|follow|thread starter|"
    r"original poster|(?:written |posted |submitted |published )?by|op|admin(?:istrator)?|moderator|"
    r"回[复復應应]|[举舉][报報]|只看[该該]作者|[隐隱]藏|感[谢謝]回[复復]者|[楼樓]主|[来來]自|看板|作者|[发發]表[于於]|收藏|赞|讚).?",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:(?:^|(?<!sort)(?<!sorted)(?<!powered)\s)by:?\s+|(?:作者|[发發]帖人|[发發]起人|提[问問]者|[楼樓]主)"
    r"\s*[:：]\s*)(?P<name>[^\s«»|·•,—].{0,38}?)(?=\s+(?:on|at|in|to)\s|\s*[«»|·•,—(]|\s+[-–]\s|\s+[^\W\d]{2,6}[:：]|\s*$)",
    re.IGNORECASE,
)
_SENT = re.compile(
    r"(?:From|Von|De|差出人|发件人|寄件人)\s*+[:：]\s*+(?P<name>[^<>@:：]{2,38}?)(?<!\s)\s*+(?:<\S+@|@\s+\d)"
)
_LABELS = frozenset(
    {"作者", "author", "by", "posted by", "submitted by", "楼主", "樓主", "发帖人", "提问者", "發問者", "发起人"}
)
BESIDE_NAME = " ,·•|:：»«"
SURE = 3
"""What is surely a name: in an element called so. To lead to a user is not enough: buttons do so too."""
BEGINNING = 12
"""Characters of a line, in which a name begins that leads it: before it may stand a number, a sign, a word."""


def names_somebody(reader: Reader, line: Line) -> bool:
    """Whether the markup of *line*, or its words, say who wrote something."""
    return bool(reader.asked(names_in, line))


def begins_with_name(reader: Reader, line: Line) -> bool:
    """Whether *line* begins with the name of a user, told by the markup."""
    return reader.asked(_begins_with_name, line)


def may_begin_with_name(line: Line) -> bool:
    """Whether :func:`begins_with_name` may be true of *line*: a quick look, since most lines are no names."""
    return bool(line.boundaries) or is_name(line.text.strip(BESIDE_NAME))


def _begins_with_name(_: Reader, line: Line) -> bool:
    if not may_begin_with_name(line):
        return False
    for run in line.runs:
        if run.start > BEGINNING:
            break
        name = run.text.strip(BESIDE_NAME)
        begins = len(name) > 1 and line.text.find(name, run.start) <= BEGINNING
        if begins and is_name(name) and _rank(run, line) >= SURE:
            return True
    return False


def names_in(reader: Reader, line: Line) -> list[tuple[int, str, Mark]]:
    found: list[tuple[int, str, Mark]] = []
    label = ""
    for run in line.runs:
        text = run.text
        name = text.strip(BESIDE_NAME)
        label, above = text, label
        if not is_name(name):
            continue
        rank = _rank(run, line)
        if above.strip(" :：").casefold() in _LABELS:
            rank = max(rank, _Says.LABELLED)
        if rank <= 0:
            continue
        if len(name) == 1:
            rank += _Says.LETTER
        at = line.text.find(name, run.start)
        found.append((rank, name, Mark(line, at, at + len(name))))
    if (by := _BY.search(line.text) or _SENT.match(line.text)) is not None:
        start, end = by.span("name")
        timed = [mark.start for _, _, mark in times_in(reader, line) if start < mark.start < end]
        name = line.text[start : min(timed, default=end)].rstrip()
        if is_name(name):
            found.append((_Says.BY, name, Mark(line, start, start + len(name))))
    return [each for each in found if each[0] >= _Says.LEAST]


def _rank(run: Run, line: Line) -> int:
    """Return how much the markup says that *run* is a user's name."""
    rank = 0
    for distance, names in enumerate(_around(run.node, line)):
        of_user = _is_of_user(names) if names else None
        if of_user:
            rank = max(rank, _Says.NAMED - (distance > _NEAR))
        elif of_user is not None and distance < _OTHER:
            return 0
    href = run.href
    return rank + _Says.LED if href and _USER_LINK.search(href.lower()) is not None else rank


@lru_cache(maxsize=4096)
def _is_of_user(names: str) -> bool | None:
    """Whether an element with these *names* holds a user's name; ``None`` where they speak of no user."""
    low = names.lower()
    other = _NO_USER.search(low) is not None
    if _USER.search(low) is not None and not (other and "name" not in names):
        return True
    return False if other else None


def _around(node: LexborNode | None, line: Line) -> Iterator[str]:
    """Yield what the element of a run, and those around it up to its block and a little further, are named."""
    for _ in range(_AROUND):
        if node is None or node.tag in {"body", "table", "ul", "ol", "article", "section", "form", "tr"}:
            return
        attributes = node.attributes
        yield " ".join(filter(None, [attributes.get("class"), attributes.get("id"), attributes.get("itemprop")]))
        if line.node is not None and node.mem_id == line.node.mem_id and len(line.text) > LONGEST_NAME:
            return
        node = node.parent


def is_name(text: str) -> bool:
    return (
        0 < len(text) <= LONGEST_NAME
        and text[-1] not in ".?!。？！"
        and any(map(str.isalpha, text))
        and len(text.split()) <= _MOST_WORDS
        and len(_HAN.findall(text)) <= _MOST_HAN
        and _NO_NAME.fullmatch(text) is None
    )
