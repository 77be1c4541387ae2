"""Pages that no other adapter knows: articles, forum threads and lists of cards, in any language."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from tearsheet.adapter import Adapter, Recognition
from tearsheet.adapters.generic.body import choose, furniture_of, prose_of, title_line
from tearsheet.adapters.generic.boxes import Boxes
from tearsheet.adapters.generic.cards import card_groups, host_of
from tearsheet.adapters.generic.trim import trim
from tearsheet.adapters.generic.posts import comment_of, repeated_in, said_in
from tearsheet.adapters.generic.reveal import reveal
from tearsheet.adapters.generic.threads import find_thread, held, is_forum, within
from tearsheet.language import detect
from tearsheet.model import Article, Edition
from tearsheet.page import Page
from tearsheet.reader import Reader

__all__ = ["Generic"]

_ALLOWED = frozenset({"like-prompt", "author-box", "tags", "widget", "login", "header", "footer", "advert"})
"""What the names of elements may say of a post and mean nothing."""


class Generic(Adapter):
    """Reads what no other adapter knows."""

    name = "generic"

    def recognise(self, page: Page) -> Recognition:
        return Recognition(adapter=self.name, matched=True, by="fallback", reason="reads any page")

    def read(self, reader: Reader) -> Article:
        reveal(reader)
        boxes = Boxes(reader.lines)
        prose = prose_of(boxes)
        title_at = title_line(boxes, reader.page.title)
        if is_forum(reader.page):
            article = self._thread(reader, boxes, prose, title_at)
            if article is not None:
                return article
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

    def _thread(self, reader: Reader, boxes: Boxes, prose: list[float], title_at: int | None) -> Article | None:
        """Read the page as a thread; ``None`` where no posts are found."""
        raw = [0.0, *accumulate(max(0.0, value) for value in prose)]
        found = []
        for allowed in (_ALLOWED | {"comments"}, _ALLOWED):
            rules = furniture_of(boxes, raw, (), title_at, allowed)
            values = [min(0.0, value) if rule else value for value, rule in zip(prose, rules, strict=True)]
            found.append(find_thread(boxes, values, title_at))
        thread, bare = found
        if thread is None:
            return None
        if bare is not None and within(bare, thread) and held(bare, raw) > 0.3 * held(thread, raw):
            # Where posts have comments of their own, the posts are the thread.
            thread = bare
        repeated = repeated_in(reader, thread.posts)
        body = []
        said = [said_in(reader, boxes, post, f"comments[{number}]", repeated) for number, post in enumerate(thread.posts)]
        opening = said[0]
        for line in opening.body:
            body.append(reader.block(line, "body"))
        for line in opening.quote:
            body.append(reader.block(line, "body", kind="quote"))
        comments = []
        for number, each in enumerate(said[1:], 1):
            comment = comment_of(reader, each, number, f"comments[{number - 1}]")
            if comment is not None:
                comments.append(comment)
        if not body:
            return None
        title = reader.page.title or body[0].text
        text = "".join(block.text for block in body[:8])
        return Article(
            adapter=self.name,
            editions=(Edition(language=detect(text, "en") or "en", title=title, body=tuple(body)),),
            comments=tuple(comments),
        )

    def read_all(self, reader: Reader) -> Iterator[Article]:
        yield self.read(reader)
