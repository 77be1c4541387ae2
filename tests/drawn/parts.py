"""What pages of several formats are made of."""

from __future__ import annotations

from collections.abc import Sequence

from markup import Pen, Piece
from tearsheet import Article, Block, Edition

TITLE = ("h1", "h2", "h3")
HEADING = ("h2", "h3", "h4")
EVERY_WAY = ("plain", "spans", "glued", "cells", "blocks", "br", "list", "flex")


def piece(pen: Pen, block: Block, *, unmarked: bool = False) -> Piece:
    """Write a block of the body; *unmarked* headings may stand like paragraphs, as they do in a text export."""
    words = pen.inline(block.text)
    if block.kind == "heading":
        # One that ends like a sentence was marked where it came from.
        if not unmarked or not block.text[-1].isalnum() or pen.chance(0.6):
            return Piece(pen.el(pen.random.choice(["h2", "h3", "h4"]), words, ""), block=True)
        return Piece(pen.random.choice([words, pen.el("strong", words), pen.el("b", words)]))
    if block.kind == "list_item":
        return Piece(pen.el("ul", pen.el("li", words)), block=True)
    if block.kind == "quote":
        return Piece(pen.el("blockquote", pen.el("p", words)), block=True)
    if block.kind == "caption" and pen.chance(0.5):
        picture = '<img src="/uploads/1.jpg" alt="a picture">'
        return Piece(pen.el("figure", picture + pen.el("figcaption", words)), block=True)
    return Piece(words)


def body(pen: Pen, edition: Edition, *, unmarked: bool = False) -> list[Piece]:
    return [piece(pen, block, unmarked=unmarked) for block in edition.body]


def related(pen: Pen, article: Article, headings: Sequence[str], own: str | None) -> list[str]:
    titles = ([own] if own else []) + [link.text for link in article.related]
    linked = pen.pick(True, False)
    items = [
        pen.el("a", pen.words(text), href=f"/n{n}.html") if linked else pen.words(text) for n, text in enumerate(titles)
    ]
    sections = [pen.block(heading, "", heads=HEADING) for heading in headings]
    if items:
        sections.append(pen.line(items, "related", ways=("blocks", "list", "br")))
    if own and pen.pick(False, False, True):
        return [pen.el("aside", pen.gap.join(sections), "related")]
    return sections
