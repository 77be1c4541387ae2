"""Comments as Dragonfly, PHP-Nuke and their kin print them: subject and score, poster and time, text."""

from __future__ import annotations

import re

from tearsheet.model import Comment, Moment
from tearsheet.page.lines import Line
from tearsheet.reading.reader import Reader

_POSTER = re.compile(r"(?:by|由)\s+(?P<author>\S.{0,60}?)\s+(?:on|[於于])\s+(?P<time>\S.{5,60})$")
_REPLY = re.compile(r"\[?\s*+(?:[對对]此回[覆复]|回[覆复]|Reply to This|reply)\s*\]?")


class _Draft:
    def __init__(self, subject: str, score: int, depth: int) -> None:
        self.subject = subject
        self.score = score
        self.depth = depth
        self.author: str | None = None
        self.posted: Moment | None = None
        self.body: list[str] = []
        self.quote: list[str] = []


class Discussion:
    """The comments under a story, in the order of the page; replies are nested as their markup nests them."""

    SCORE = re.compile(r"[(（]\s*+(?:Score|分[數数])\s*+(?:[:：]\s*+)?(?P<score>-?\d++)\s*+[)）]\s*+")
    HEAD = re.compile(rf"^(?P<subject>(?:.*?\S)??)\s*+{SCORE.pattern}")

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.drafts: list[_Draft] = []

    @property
    def extras(self) -> dict[str, object]:
        """Subjects and scores, which a Comment does not hold, in the order of the page."""
        if not self.drafts:
            return {}
        return {
            "comment_subjects": [draft.subject for draft in self.drafts],
            "comment_scores": [draft.score for draft in self.drafts],
        }

    def begins(self, line: Line) -> bool:
        """Start a comment if *line* is the head of one."""
        match = self.HEAD.match(line.text)
        if match is None:
            return False
        ledger = self.reader.ledger
        number = len(self.drafts)
        subject = ledger.claim(line, f"extras.comment_subjects[{number}]", *match.span("subject"))
        score = ledger.claim(line, f"extras.comment_scores[{number}]", *match.span("score"))
        self.drafts.append(_Draft(subject, int(score), _depth(line)))
        if match.end() < len(line.text):
            self._poster(line, match.end())
        ledger.drop(line, "label", match.start(), match.end())
        return True

    def add(self, line: Line) -> None:
        """Read *line* as part of the comment begun last."""
        draft = self.drafts[-1]
        ledger = self.reader.ledger
        role = f"comments[{len(self.drafts) - 1}]"
        if draft.author is None and not draft.body and self._poster(line, 0):
            return
        if _REPLY.fullmatch(line.text):
            ledger.drop(line, "reply-link")
        elif not draft.body and _quotes(line):
            draft.quote.append(ledger.claim(line, f"{role}.quote"))
        else:
            draft.body.append(ledger.claim(line, f"{role}.body"))

    def build(self) -> tuple[Comment, ...]:
        """Return the comments, replies within what they answer."""
        return _nest(self.drafts)

    def _poster(self, line: Line, start: int) -> bool:
        match = _POSTER.match(line.text, start)
        if match is None:
            return False
        times = self.reader.moments(match["time"])
        if not times:
            return False
        draft = self.drafts[-1]
        ledger = self.reader.ledger
        role = f"comments[{len(self.drafts) - 1}]"
        draft.author = ledger.claim(line, f"{role}.author", *match.span("author"))
        draft.posted = times[0].moment
        at = match.start("time")
        ledger.claim(line, f"{role}.posted", at + times[0].start, at + times[-1].end)
        ledger.drop(line, "label", match.start(), match.end())
        return True


def _depth(line: Line) -> int:
    return sum(node.tag in {"blockquote", "ul", "ol", "dd"} for node in line.ancestors())


def _quotes(line: Line) -> bool:
    for node in line.ancestors():
        if node.tag in {"q", "cite"} or "quote" in (node.attributes.get("class") or "").lower():
            return True
        if node.tag in {"td", "table"}:
            break
    return False


def _nest(drafts: list[_Draft]) -> tuple[Comment, ...]:
    """Make Comments, each holding the deeper ones that follow it."""
    made: list[tuple[int, Comment]] = []
    for position in range(len(drafts), 0, -1):
        draft = drafts[position - 1]
        replies: list[Comment] = []
        while made and made[-1][0] > draft.depth:
            replies.append(made.pop()[1])
        made.append(
            (
                draft.depth,
                Comment(
                    body="\n".join(draft.body),
                    author=draft.author,
                    posted=draft.posted,
                    quote="\n".join(draft.quote) or None,
                    position=position,
                    replies=tuple(replies),
                ),
            )
        )
    return tuple(comment for _, comment in reversed(made))
