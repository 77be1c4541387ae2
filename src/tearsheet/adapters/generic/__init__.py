"""Pages that no other adapter knows: articles, forum threads and lists of cards, in any language."""

from __future__ import annotations

from collections.abc import Iterator

from tearsheet.adapter import Adapter, Recognition
from tearsheet.adapters.generic.body import choose, prose_of
from tearsheet.adapters.generic.boxes import Boxes
from tearsheet.language import detect
from tearsheet.model import Article, Edition
from tearsheet.page import Page
from tearsheet.reader import Reader

__all__ = ["Generic"]


class Generic(Adapter):
    """Reads what no other adapter knows."""

    name = "generic"

    def recognise(self, page: Page) -> Recognition:
        return Recognition(adapter=self.name, matched=True, by="fallback", reason="reads any page")

    def read(self, reader: Reader) -> Article:
        boxes = Boxes(reader.lines)
        prose = prose_of(boxes)
        choice = choose(boxes, prose, (), None)
        body = []
        for index in range(choice.box.start, choice.box.stop):
            if choice.furniture[index] is None and choice.prose[index] > 0:
                body.append(reader.block(reader.lines[index], "body"))
        if not body:
            reader.fail("body", "the page prints no text")
        title = reader.page.title or body[0].text
        text = "".join(block.text for block in body[:8])
        return Article(
            adapter=self.name, editions=(Edition(language=detect(text, "en") or "en", title=title, body=tuple(body)),)
        )

    def read_all(self, reader: Reader) -> Iterator[Article]:
        yield self.read(reader)
