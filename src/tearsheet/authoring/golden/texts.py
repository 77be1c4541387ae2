"""Every text that an Article says it found on its page."""

from __future__ import annotations

from collections.abc import Iterator

from tearsheet.model import Article, Comment

__all__ = ["texts"]


def texts(article: Article) -> Iterator[tuple[str, str]]:
    """Yield the path and the words of each text of *article* that must stand on the page, line by line."""
    for index, edition in enumerate(article.editions):
        own = f"editions[{index}]"
        yield f"{own}.title", edition.title
        if edition.summary is not None:
            yield f"{own}.summary", edition.summary.text
        for number, block in enumerate(edition.body):
            yield f"{own}.body[{number}]", block.text
            for link in block.links:
                yield f"{own}.body[{number}].links", link.text
        for name, values in (
            ("tags", edition.tags), ("notices", edition.notices), ("breadcrumbs", edition.breadcrumbs)
        ):  # fmt: skip
            for number, value in enumerate(values):
                yield f"{own}.{name}[{number}]", value
        for name, word in (("site", edition.site), ("section", edition.section)):
            if word is not None:
                yield f"{own}.{name}", word
    for name, moment in (("published", article.published), ("updated", article.updated)):
        if moment is not None:
            yield name, moment.raw
    for number, author in enumerate(article.authors):
        yield f"authors[{number}]", author
    if article.publisher is not None:
        yield "publisher", article.publisher
    if article.source is not None:
        yield "source", article.source.name
    for number, link in enumerate(article.related):
        yield f"related[{number}]", link.text
    for number, image in enumerate(article.images):
        for name, word in (("caption", image.caption), ("credit", image.credit)):
            if word is not None:
                yield f"images[{number}].{name}", word
    for number, comment in enumerate(article.comments):
        yield from _said(comment, f"comments[{number}]")


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
