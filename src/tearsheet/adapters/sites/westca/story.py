"""The story: byline and body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve

from tearsheet.adapters.sites.westca.labels import END, NAVIGATION, SHARE
from tearsheet.model import Block, Image, Moment
from tearsheet.page.lines import Line
from tearsheet.reading.blocks import Passage, is_section_number
from tearsheet.reading.boilerplate import Boilerplate
from tearsheet.reading.reader import Reader

_POSTED = re.compile(
    r"^(?:Posted by|[貼贴]出者[為为]?(?:\s*+[:：])?|[發发][佈布]者(?:\s*+[:：])?|由)\s++(?P<author>\S.{0,40}?)"
    r"(?:\s++(?:on|[於于]|@)\s++(?P<time>\S(?:.*?\S)?))?"
    r"(?:\s*+[(（]\s*+(?P<reads>\d[\d,]*+)\s*+(?:reads|次?[閱阅][讀读])\s*+[)）])?$"
)
_DATED = re.compile(r"^(?:日期|Date)\s*[:：]\s*(?P<time>.+)$")
_FIRST = frozenset("P貼贴發发由日D")  # what the two begin with
_NO_PARENTHESES = str.maketrans("()（）", "    ")
_LONGEST = 120  # no head of a post is longer; what is, is not searched


class Byline:
    """Author, time and number of reads, from the one line or the several in which Dragonfly and its kin print them."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.author: str | None = None
        self.published: Moment | None = None
        self.reads: int | None = None

    @staticmethod
    def begins(text: str) -> bool:
        """Whether *text* looks like a byline."""
        return len(text) <= _LONGEST and (_POSTED.match(text) or _DATED.match(text)) is not None

    def read(self, line: Line) -> bool:
        """Take *line* if it is a byline; say whether it was."""
        text = line.text
        if len(text) > _LONGEST or text[0] not in _FIRST:
            return False
        ledger = self.reader.ledger
        match = _POSTED.match(text)
        # 由 alone begins many a sentence (由此可見…); a byline goes on with a time.
        if match is not None and (match["time"] or match["reads"] or not text.startswith("由")):
            moment = self._moment(line, *match.span("time")) if match["time"] else None
            if match["time"] and moment is None:
                return False
            self.author = ledger.claim(line, "authors", *match.span("author"))
            if match["reads"]:
                self.reads = int(ledger.claim(line, "extras.reads", *match.span("reads")).replace(",", ""))
        else:
            match = _DATED.match(text)
            moment = self._moment(line, *match.span("time")) if match is not None else None
            if moment is None:
                return False
        self.published = moment or self.published
        ledger.drop(line, "label")
        return True

    def _moment(self, line: Line, start: int, end: int) -> Moment | None:
        # The clock may stand in parentheses: Tuesday, April 07, 2026 (14:20:11).
        words = line.text[start:end].translate(_NO_PARENTHESES)
        found = self.reader.moments(words)
        if not found:
            return None
        begin, stop = start + found[0].start, start + found[-1].end
        if "(" in line.text[begin:stop] and line.text[stop : stop + 1] == ")":
            stop += 1
        raw = self.reader.ledger.claim(line, "published", begin, stop)
        return evolve(found[0].moment, raw=raw)


_LONGEST_LABEL = 160  # a line that ends the story is shorter


class Story:
    """The story itself: byline and body."""

    def __init__(self, reader: Reader, boilerplate: Boilerplate) -> None:
        self.reader = reader
        self.boilerplate = boilerplate
        self.body: list[Block] = []
        self.images: list[Image] = []
        self.byline = Byline(reader)

    def read(self, start: int) -> int:
        """Read from line *start* on; return the index of the line at which the story ends."""
        self._stop = len(self.reader.lines)
        self.body, self.images = self.reader.body(self._passages(start))
        return self._stop

    def _passages(self, start: int) -> Iterator[Passage]:
        reader = self.reader
        first = True
        for index, line in enumerate(reader.lines[start:], start):
            text = line.text
            if len(text) < _LONGEST_LABEL and END.search(text):
                self._stop = index
                return
            share = SHARE.search(text) if "微信" in text else None
            if share is not None:
                reader.ledger.drop(line, "share-prompt", share.start(), share.end())
                if not text[share.end() :].strip() and not text[: share.start()].strip():
                    continue
            if self.byline.read(line) or self._is_boilerplate(line, first=first):
                continue
            first = False
            if is_section_number(text):
                yield Passage(line, kind="heading", level=2)
            else:
                yield Passage(line, 0 if share is None else share.end())

    def _is_boilerplate(self, line: Line, *, first: bool) -> bool:
        rule = self.boilerplate.in_body(line)
        if rule is None and first and NAVIGATION.fullmatch(line.text):
            rule = "navigation"
        if rule is not None:
            self.reader.drop(line, rule)
        return rule is not None
