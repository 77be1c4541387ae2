"""Pages that no other adapter knows: articles, forum threads and lists of cards, in any language."""

from __future__ import annotations

from collections.abc import Iterator

from tearsheet.adapter import Adapter, Recognition
from tearsheet.adapters.generic.body import choose, prose_of, title_line
from tearsheet.adapters.generic.boxes import Boxes
from tearsheet.adapters.generic.cards import card_groups, host_of
from tearsheet.adapters.generic.trim import trim
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
        title_at = title_line(boxes, reader.page.title)
        groups = card_groups(boxes, host_of(reader.page.url or reader.page.canonical_url))
        cards = [card for group in groups for card in group.cards]
        choice = choose(boxes, prose, cards, title_at)
        trimmed = trim(boxes, choice, title_at)
        body = []
        for line, rule in zip(reader.lines[trimmed.start : trimmed.stop], trimmed.rules, strict=True):
            if rule is None:
                body.append(reader.block(line, "body"))
            else:
                reader.drop(line, rule)
        if not body:
            reader.fail("body", "the page prints no text")
        title = reader.page.title or body[0].text
        text = "".join(block.text for block in body[:8])
        return Article(
            adapter=self.name, editions=(Edition(language=detect(text, "en") or "en", title=title, body=tuple(body)),)
        )

    def read_all(self, reader: Reader) -> Iterator[Article]:
        yield self.read(reader)
