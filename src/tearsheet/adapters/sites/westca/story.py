"""The story: byline and body."""

from __future__ import annotations

from tearsheet.adapters.sites.westca.byline import Byline
from tearsheet.adapters.sites.westca.labels import END, LONGEST_LABEL, NAVIGATION, SHARE
from tearsheet.model import Block, BlockKind
from tearsheet.page.lines import Line
from tearsheet.reading.boilerplate import Furniture
from tearsheet.reading.images import Pictures
from tearsheet.reading.reader import Reader
from tearsheet.reading.shape import is_section_number

__all__ = ["Story"]


class Story:
    """The story itself: byline and body."""

    def __init__(self, reader: Reader, furniture: Furniture) -> None:
        self.reader = reader
        self.furniture = furniture
        self.body: list[Block] = []
        self.pictures = Pictures()
        self.byline = Byline(reader)

    def read(self, start: int) -> int:
        """Read from line *start* on; return the index of the line at which the story ends."""
        reader = self.reader
        for index in range(start, len(reader.lines)):
            line = reader.lines[index]
            text = line.text
            if len(text) < LONGEST_LABEL and END.search(text):
                return index
            share = SHARE.search(text) if "微信" in text else None
            if share is not None:
                reader.ledger.drop(line, "share-prompt", share.start(), share.end())
                if not text[share.end() :].strip() and not text[: share.start()].strip():
                    continue
            if self.byline.read(line) or self._furniture(line):
                continue
            self._block(line, 0 if share is None else share.end())
        return len(reader.lines)

    def _furniture(self, line: Line) -> bool:
        rule = self.furniture.in_body(line)
        if rule is None and not self.body and NAVIGATION.fullmatch(line.text):
            rule = "navigation"
        if rule is not None:
            self.reader.drop(line, rule)
        return rule is not None

    def _block(self, line: Line, start: int) -> None:
        reader = self.reader
        self.pictures.add(reader.images([line]))
        kind: BlockKind | None = None
        level = None
        if is_section_number(line.text):
            kind, level = "heading", 2
        elif self.pictures.is_caption(line.text):
            kind = "caption"
            self.pictures.describe(line.text)
        else:
            self.pictures.text()
        self.body.append(reader.block(line, "body", start, kind=kind, level=level))
