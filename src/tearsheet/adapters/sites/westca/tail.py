"""What follows the story: prompts, notices, related stories, comments, footer."""

from __future__ import annotations

import re

from tearsheet.adapters.sites.westca.discussion import Discussion
from tearsheet.adapters.sites.westca.labels import (
    ADDRESS,
    COMMENTS_BELONG,
    FOOTER_LINKS,
    FORM,
    FROM,
    LIKE,
    NOTE,
    ON_EVERY_PAGE,
    PUBLISHER,
    RELATED,
    REMARK,
    STATISTICS,
)
from tearsheet.adapters.sites.westca.story import Story
from tearsheet.model import Link
from tearsheet.page.lines import Line
from tearsheet.reading.reader import Reader

_URL = re.compile(r"https?://\S+$")


class Tail:
    """What follows the story: prompts, notices, related stories, comments, footer."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.notices: list[str] = []
        self.related: list[Link] = []
        self.discussion = Discussion(reader)
        self.site: str | None = None
        self.publisher: str | None = None
        self.url: str | None = None

    def read(self, start: int, story: Story) -> None:
        reader = self.reader
        lines = reader.lines[start:]
        state = ""
        for line in lines:
            text = line.text
            if self._fixed(line):
                state = ""
            elif note := NOTE.match(text):
                state = "notices"
                reader.ledger.drop(line, "label", 0, note.end())
                if text[note.end() :]:
                    self.notices.append(reader.ledger.claim(line, "notices", note.end()))
            elif RELATED.match(text):
                state = "related"
                reader.drop(line, "label")
            elif ADDRESS.match(text):
                state = "url"
                reader.drop(line, "label")
            elif self.discussion.begins(line):
                state = "comments"
            elif state == "notices":
                self.notices.append(reader.take(line, "notices"))
            elif state == "related":
                self.related.extend(reader.links(line) or (Link(text=text),))
                reader.take(line, "related")
            elif state == "comments":
                self.discussion.add(line)
            elif _URL.match(text):
                if state == "url":
                    self.url = reader.take(line, "url")
                else:
                    reader.drop(line, "site-address")
            else:
                story.byline.read(line)

    def _fixed(self, line: Line) -> bool:
        """Take or leave a line that every page prints."""
        ledger = self.reader.ledger
        text = line.text
        if ON_EVERY_PAGE.search(text) is None:
            return False
        done = False
        for mark, rule in (
            (LIKE, "like-prompt"),
            (REMARK, "comment-prompt"),
            (FORM, "comment-form"),
            (STATISTICS, "page-statistics"),
            (COMMENTS_BELONG, "disclaimer-of-comments"),
        ):
            if (match := mark.search(text)) is not None:
                whole = rule in {"comment-form", "disclaimer-of-comments"}
                ledger.drop(line, rule, 0 if whole else match.start(), len(text) if whole else match.end())
                done = True
        if FOOTER_LINKS.fullmatch(text):
            ledger.drop(line, "footer-links")
            return True
        for mark in (PUBLISHER, FROM):
            if (match := mark.search(text)) is not None:
                self.site = ledger.claim(line, "site", *match.span("site"))
                if "publisher" in match.groupdict():
                    self.publisher = ledger.claim(line, "publisher", *match.span("publisher"))
                ledger.drop(line, "label", match.start(), match.end())
                done = True
        return done
