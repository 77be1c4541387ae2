"""Stories of The Harbour Ledger, which prints::

The Harbour Ledger                                  masthead and navigation
Tides                                               desk
The tide table was wrong, and the gulls knew
Filed from Stonequay by Marta Voss, 12 May 2026, 07:15

A misprint moved high water by an hour.             standfirst, then the story
…
More from the ledger                                other stories
The Harbour Ledger, kept since 1921                 footer
"""

from __future__ import annotations

import re

from tearsheet import Adapter, Article, Edition, Link, Reader, Signature, Summary

__all__ = ["HarbourLedger"]

_FILED = re.compile(r"^Filed from (?P<place>[^\n,]+?)\s+by\s+(?P<author>[^\n,]+),\s*(?P<time>\d[^\n]+)$", re.MULTILINE)
_MORE = re.compile(r"^More from the ledger$")
_FOOTER = re.compile(r"^The Harbour Ledger, kept since \d{4}$")


class HarbourLedger(Adapter):
    """Reads HTML and text exports alike, by the lines they print."""

    name = "harbour-ledger"
    hosts = ("harbourledger.example",)
    paths = (r"^/stories/[a-z0-9-]+",)
    signature = Signature((r"^Filed from \S", _FOOTER.pattern))
    zone = "Europe/London"

    def read(self, reader: Reader) -> Article:
        lines = reader.lines
        filed = reader.stretch(0).search(_FILED)
        if filed is None:
            reader.fail("published", "no line 'Filed from … by …' with a date after it")
        first = filed.stretch.index_at(filed.start)
        last = filed.stretch.index_at(filed.end - 1)
        if first < 2:
            reader.fail("title", "no desk and title above the line 'Filed from …'", lines[first])
        reader.drop(lines[: first - 2], "navigation")
        section = reader.take(lines[first - 2], "section")
        title = reader.take(lines[first - 1], "title")
        place = filed.take("place", "extras.filed_from")
        author = filed.take("author", "authors")
        published = reader.moment(filed.take("time", "published") or "")
        filed.drop_rest("label")

        end = reader.find(_FOOTER, last + 1) or len(lines)
        stop = reader.find(_MORE, last + 1, end) or end
        if stop - last < 3:
            reader.fail("body", "no standfirst and story below the line 'Filed from …'", lines[last])
        summary = Summary(text=reader.take(lines[last + 1], "summary"))
        body = tuple(reader.block(line, "body") for line in lines[last + 2 : stop])
        reader.drop(lines[stop:end][:1], "label")
        related: list[Link] = []
        for line in lines[stop:end][1:]:
            related += reader.links(line) or (Link(text=line.text),)
            reader.take(line, "related")
        reader.drop(lines[end:], "footer")
        return Article(
            adapter=self.name,
            editions=(Edition(language="en", title=title, summary=summary, body=body, section=section),),
            published=published,
            authors=(author,) if author else (),
            related=tuple(related),
            extras={"filed_from": place},
        )
