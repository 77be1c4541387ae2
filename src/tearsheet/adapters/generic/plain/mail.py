"""What a mail has around its words: head lines, quotation of all of it, a signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from attrs import frozen

from tearsheet.adapters.generic.head.names import split_names
from tearsheet.page.lines import Line
from tearsheet.page.text_lines import line_feeds

_FIELD = re.compile(
    r"(?:(?P<from>from|sender|von|de|发件人|發件人|寄件者|差出人|[发發寄]信人)|(?P<subject>subject|betreff|objet|asunto|oggetto|主[题題旨]|[标標]\s{0,2}[题題]|件名)"
    r"|(?P<date>date|sent|datum|gesendet|envoyé|fecha|日期|[发發寄][送件][时時日][间間期]|送信日時|[发發]信站)"
    r"|(?:to|b?cc|reply-to|message-id|in-reply-to|references|newsgroups|organi[sz]ation|path|lines|xref|followup-to"
    r"|keywords|importance|mime-version|user-agent|received|delivered-to|return-path|an|kopie|à|para"
    r"|收件[人者]|抄送|副本|宛先|(?:x|content|list|nntp)-[\w-]{1,40}))\s?[:：]\s*",
    re.IGNORECASE,
)
_OF_BOARD = re.compile(
    r"(?:(?P<from>作者)(?=\s\S+\s\()|看板(?=\s\w)|(?P<subject>標題)(?=\s\S)|(?P<date>時間)(?=\s\w{3}\s\w{3}\s))\s+"
)
"""The head of a post of a board in Taiwan, whose labels have no sign."""
_ABOVE, _LONGEST = 3, 60
"""Lines above the head at most, such as "Begin forwarded message:", and lines of a head."""
_ADDRESS = re.compile(r"[<\[(](?:mailto:)?[^\s<>@]{1,64}@[^\s<>@]{1,255}[>\])]|[^\s<>@]{1,64}@[^\s<>@]{1,255}")
_BOARD = re.compile(r"(?:\s?[(（][^()（）]{0,30}[)）])?[,，]?\s(?:信[区區]|看板|版[面块])[^\n]{0,40}$")
"""What stands behind the sign-in name of a text board: what its owner goes by, and the board."""
_SIGNATURE = 12
"""Lines of a signature at most."""


@frozen
class MailHead:
    """The head lines of a mail, by index, and where the words of those begin that say something of the story."""

    lines: frozenset[int]
    subject: tuple[int, int] | None
    sender: tuple[int, int] | None
    date: int | None

    def names(self, lines: Sequence[Line]) -> tuple[str, ...]:
        """Return who has written it, as far as the address is not all that is said."""
        if self.sender is None:
            return ()
        index, start = self.sender
        words = _ADDRESS.sub("", _BOARD.sub("", lines[index].text[start:]))
        return split_names(words.strip("\"'() "))


def mail_head(lines: Sequence[Line]) -> MailHead | None:
    """Return the head of the mail that *lines* are, ``None`` where it says not who has written it, and when or what."""
    first = next((at for at in range(min(_ABOVE, len(lines))) if _field(lines[at]) is not None), None)
    if first is None:
        return None
    found: dict[str, tuple[int, int]] = {}
    at, taken = first, set[int]()
    while at < min(first + _LONGEST, len(lines)) and (at == first or not lines[at].blanks):
        match = _field(lines[at])
        if match is not None:
            found.setdefault(match.lastgroup or "", (at, match.end()))
        taken.add(at)
        at += 1
    # Half of the lines at least begin a field; the others go on with one.
    known = sum(_field(lines[each]) is not None for each in taken)
    if "from" not in found or len(found.keys() & {"subject", "date"}) < 1 or 2 * known < len(taken):
        return None
    date = found["date"][0] if "date" in found else None
    return MailHead(frozenset(taken), found.get("subject"), found["from"], date)


def _field(line: Line) -> re.Match[str] | None:
    """Return where the field of a head begins that *line* is."""
    return _FIELD.match(line.text) or _OF_BOARD.match(line.text)


def without_marks(text: str) -> str | None:
    """Return *text* without the marks of quotation where nine tenths of its lines have one; else ``None``."""
    if not text.lstrip().startswith(">"):
        return None
    rows = text.split("\n")
    quoted = sum(row.startswith(">") for row in rows)
    if 10 * quoted < 9 * sum(bool(row.strip()) for row in rows):
        return None
    return "\n".join([re.sub("^> ?", "", row) for row in rows])


def signature(lines: Sequence[Line], text: str) -> int | None:
    """Return the line at which the signature of a mail begins: ``-- `` by itself, a few lines before the end.

    On a board in Taiwan it is ``--`` above where the post was sent from; answers follow below that.
    """
    for line, below in pairwise(lines) if "\n※" in text else ():
        if line.text == "--" and below.text.startswith("※"):
            return line.index
    for at in range(len(lines) - 1, max(0, len(lines) - _SIGNATURE - 1), -1):
        if lines[at].text == "--":
            return at if line_feeds(text).split("\n")[lines[at].number - 1] == "-- " else None
    return None
