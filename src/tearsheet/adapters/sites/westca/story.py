"""The story: byline and body."""

from __future__ import annotations

from tearsheet.adapters.sites.westca.byline import Byline
from tearsheet.adapters.sites.westca.labels import END, NAVIGATION, SHARE
from tearsheet.model import Block, Image
from tearsheet.page.lines import Line
from tearsheet.reading.blocks import Passage, is_section_number
from tearsheet.reading.boilerplate import Boilerplate
from tearsheet.reading.reader import Reader

__all__ = ["Story"]

_LONGEST_LABEL = 160


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
        reader = self.reader
        passages: list[Passage] = []
        stop = start
        for stop, line in enumerate(reader.lines[start:], start):  # noqa: B007 - where it ends
            text = line.text
            if len(text) < _LONGEST_LABEL and END.search(text):
                break
            share = SHARE.search(text) if "微信" in text else None
            if share is not None:
                reader.ledger.drop(line, "share-prompt", share.start(), share.end())
                if not text[share.end() :].strip() and not text[: share.start()].strip():
                    continue
            if self.byline.read(line) or self._is_boilerplate(line, first=not passages):
                continue
            if is_section_number(text):
                passages.append(Passage(line, kind="heading", level=2))
            else:
                passages.append(Passage(line, 0 if share is None else share.end()))
        else:
            stop = len(reader.lines)
        self.body, self.images = reader.body(passages)
        return stop

    def _is_boilerplate(self, line: Line, *, first: bool) -> bool:
        rule = self.boilerplate.in_body(line)
        if rule is None and first and NAVIGATION.fullmatch(line.text):
            rule = "navigation"
        if rule is not None:
            self.reader.drop(line, rule)
        return rule is not None
