"""Who is named in the lines around a post: in an element or a link called after a user, behind a label, or by "by".

A letter that stands for a picture, a rank and a button are no names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from selectolax.lexbor import LexborNode

from tearsheet.adapters.generic.post_times import Mark, times_in
from tearsheet.page.lines import Line, Run
from tearsheet.reading.reader import Reader

LONGEST_NAME = 40
_MOST_WORDS = 5
_HAN = re.compile("[\u3040-\u9fff]")
_MOST_HAN = 12
"""Characters of Chinese or Japanese that a name has at most; a headline has more."""
_NAMED, _LED, _LABELLED, _LETTER, _LEAST_RANK = 3, 2, 2, -3, -1
"""How much it says of a user's name to stand in an element called so, to lead to a user, and to have a label; of one
letter, which stands for a picture; and what a name must have. Fitted on dev, 2026-11."""
_NEAR = 2
"""Elements that may stand between a name and the one called so."""
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
    r"(?<!has-)(?<!no-)(?<!profile-)(?:avatar|badge|title|rank|role|stats|level|flair|group|count|score|reputation|"
    r"karma|banner|expand|posted|poston)"
)
_NO_NAME = re.compile(
    r"(?:re(?:ply|port)|quote|perma(?:nent )?link|link|parent|next|prev|posts?|author|message|share|like|edit|hide|"
    r"(?:share|follow|copy|email|print)\b.*|(?:posts?|repl(?:y|ies)|messages|comments?|answers?)[:#\s]*[\d,]+|"
    r"[\d,.]+k?(?: \w+){1,2}|more|raw|save|embed|member|guest|o(?:n|ff)line|top|logged|follow|thread starter|"
    r"original poster|op|admin(?:istrator)?|moderator|"
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
BEGINNING = 12


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
            rank = max(rank, _LABELLED)
        if rank <= 0:
            continue
        if len(name) == 1:
            rank += _LETTER
        at = line.text.find(name, run.start)
        found.append((rank, name, Mark(line, at, at + len(name))))
    if (by := _BY.search(line.text) or _SENT.match(line.text)) is not None:
        start, end = by.span("name")
        timed = [mark.start for _, _, mark in times_in(reader, line) if start < mark.start < end]
        name = line.text[start : min(timed, default=end)].rstrip()
        if is_name(name):
            found.append((1, name, Mark(line, start, start + len(name))))
    return [each for each in found if each[0] >= _LEAST_RANK]


def _rank(run: Run, line: Line) -> int:
    """Return how much the markup says that *run* is a user's name."""
    rank = 0
    for distance, names in enumerate(_around(run.node, line)):
        of_user = _is_of_user(names) if names else None
        if of_user:
            rank = max(rank, _NAMED - (distance > _NEAR))
        elif of_user is not None and distance < 2:
            return 0
    href = run.href
    return rank + _LED if href and _USER_LINK.search(href) is not None else rank


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
    for _ in range(4):
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
