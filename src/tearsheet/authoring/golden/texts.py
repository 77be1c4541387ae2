"""Every text that an Article says it found on its page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tearsheet.model import Article, Block, Comment, Edition, Image
from tearsheet.model.table import FIELDS, FieldKind

__all__ = ["texts"]


def texts(article: Article) -> Iterator[tuple[str, str]]:
    """Yield the path and the words of each text of *article* that must stand on the page, line by line."""
    for index, edition in enumerate(article.editions):
        yield from _texts(edition, "edition", f"editions[{index}].")
    yield from _texts(article, "article", "")


def _texts(holder: Article | Edition, of: str, before: str) -> Iterator[tuple[str, str]]:
    for row in FIELDS.values():
        if row.printed and row.of == of:
            value, path = getattr(holder, row.name), before + row.name
            if value is not None:
                yield from _WORDS[row.kind](value, path)


def _blocks(body: tuple[Block, ...], path: str) -> Iterator[tuple[str, str]]:
    for number, block in enumerate(body):
        yield f"{path}[{number}]", block.text
        for link in block.links:
            yield f"{path}[{number}].links", link.text


def _images(images: tuple[Image, ...], path: str) -> Iterator[tuple[str, str]]:
    for number, image in enumerate(images):
        for name, words in (("caption", image.caption), ("credit", image.credit)):
            if words is not None:
                yield f"{path}[{number}].{name}", words


def _comments(comments: tuple[Comment, ...], path: str) -> Iterator[tuple[str, str]]:
    for number, comment in enumerate(comments):
        yield from _said(comment, f"{path}[{number}]")


# How the words of a field are had from its value, by its kind.
_WORDS: Mapping[FieldKind, Callable[[Any, str], Iterator[tuple[str, str]]]] = {
    "text": lambda text, path: iter([(path, text)]),
    "texts": lambda texts, path: ((f"{path}[{number}]", text) for number, text in enumerate(texts)),
    "moment": lambda moment, path: iter([(path, moment.raw)]),
    "summary": lambda summary, path: iter([(path, summary.text)]),
    "source": lambda source, path: iter([(path, source.name)]),
    "links": lambda links, path: ((f"{path}[{number}]", link.text) for number, link in enumerate(links)),
    "blocks": _blocks,
    "images": _images,
    "comments": _comments,
}


def _said(comment: Comment, path: str) -> Iterator[tuple[str, str]]:
    for name, text in (("body", comment.body), ("quote", comment.quote), ("author", comment.author)):
        # A body keeps its paragraphs apart by line feeds; on the page they are lines.
        for line in (text or "").split("\n"):
            if line:
                yield f"{path}.{name}", line
    if comment.posted is not None:
        yield f"{path}.posted", comment.posted.raw
    for number, reply in enumerate(comment.replies):
        yield from _said(reply, f"{path}.replies[{number}]")
