"""Teach tearsheet a site of your own, and read its HTML and its text export with the same adapter.

docs/adding-a-site.md builds this adapter step by step.
"""

from __future__ import annotations

import re
from pathlib import Path

import tearsheet
from tearsheet import Adapter, Article, Edition, Link, Reader, Signature

OWN_SITE = Path(__file__).parent / "own_site"

BYLINE = re.compile(r"^By (?P<author>[^\n·]+?)\s*[·\n]\s*(?P<time>\d[^\n]+)$", re.MULTILINE)
NEXT = re.compile(r"^Read next$")
FOOTER = re.compile(r"^© Harbour Post\b")


@tearsheet.registry.register
class HarbourPost(Adapter):
    name = "harbour-post"
    hosts = ("harbourpost.example",)
    paths = (r"^/story/\d+",)
    signature = Signature((r"^By \S", FOOTER.pattern))
    zone = "Europe/London"

    def read(self, reader: Reader) -> Article:
        lines = reader.lines
        byline = reader.stretch(0).search(BYLINE)
        if byline is None:
            reader.fail("published", "no line 'By …' with a date after it")
        first = byline.stretch.index_at(byline.start)
        last = byline.stretch.index_at(byline.end - 1)
        if first < 2:
            reader.fail("title", "no section and title above the byline", lines[first])
        reader.drop(lines[: first - 2], "navigation")
        section = reader.take(lines[first - 2], "section")
        title = reader.take(lines[first - 1], "title")
        author = byline.take("author", "authors")
        published = reader.moment(byline.take("time", "published") or "")
        byline.drop_rest("label")

        end = reader.find(FOOTER, last + 1) or len(lines)
        stop = reader.find(NEXT, last + 1, end) or end
        body, images = reader.body(lines[last + 1 : stop])
        if not body:
            reader.fail("body", "no text below the byline", lines[last])
        reader.drop(lines[stop:end][:1], "label")
        related: list[Link] = []
        for line in lines[stop:end][1:]:
            related += reader.links(line) or (Link(text=line.text),)
            reader.take(line, "related")
        reader.drop(lines[end:], "footer")
        return Article(
            adapter=self.name,
            editions=(Edition(language="en", title=title, body=tuple(body), section=section),),
            published=published,
            authors=(author,) if author else (),
            images=tuple(images),
            related=tuple(related),
        )


def main() -> None:
    for name in ("harbour-post.html", "harbour-post.txt"):
        reading = tearsheet.read((OWN_SITE / name).read_bytes(), "https://harbourpost.example/story/4711")
        article = reading.article
        published = article.published
        assert published is not None
        print(f"{name}: {article.title}")
        print(f"  {article.authors[0]}, {published.start}")
        print(f"  {[block.kind for block in article.body]}")
        print(f"  {[link.url for link in article.related]}")
        print(f"  {reading.ledger.coverage:.0%} explained")


if __name__ == "__main__":
    main()
