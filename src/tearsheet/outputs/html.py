"""Clean HTML of an article: its pictures, captions and links in place, and nothing that the page brought besides.

It is built from the model and not cleaned of what is bad: the elements are ``article header h1 h2 h3 h4 h5 h6 p strong
em a ul li blockquote figure figcaption img pre code``, the attributes ``lang``, ``href``, ``src``, ``alt`` and a few
that keep pictures from telling who reads. A link leads to http, https or mailto, a picture comes from http or https; of
any other only the words are left. Every text is escaped.

================  ====================================================================================================
kind of block     written as
================  ====================================================================================================
paragraph         ``p``
heading           ``h2`` to ``h6``; the highest level in the body becomes 2, below the title
caption           ``figcaption`` of the ``figure`` with its picture, or of one without where the picture is not known
quote             ``blockquote``
list_item         ``li``; items in succession are one ``ul``
table             ``pre``, since its columns are no longer known
code              ``pre`` and in it ``code``
================  ====================================================================================================

A picture stands where its position says. One without stands at its caption, else before the next that has a place, and
after the body where none follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from tearsheet.model import Article, Block, Comment, Edition, Image, Link
from tearsheet.outputs.forms import about, editions_of, linked, one_line, shown_level
from tearsheet.outputs.markup import Html, Part, language_of, tag
from tearsheet.text.plaintext import labels_for

__all__ = ["body", "dumps", "fragment"]

# Replies of replies are nested so deep and no deeper; a browser would squeeze them to nothing.
_DEEPEST = 12


def dumps(article: Article, *, edition: str | None = None, pictures: bool = True) -> str:
    """Return *article* as an HTML document, whose Content-Security-Policy allows its pictures and nothing else.

    :param edition: only the edition that best matches this language; all of them otherwise
    :param pictures: load pictures from where the page has them; without it they are links
    :raises NoEditionError: when no edition matches
    """
    leading = editions_of(article, edition)[0]
    allowed = "default-src 'none'; base-uri 'none'; form-action 'none'" + ("; img-src http: https:" if pictures else "")
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=allowed),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", one_line(leading.title)),
    )
    shown = fragment(article, edition=edition, pictures=pictures)
    page = tag("html", head, tag("body", Html(shown)), lang=language_of(leading.language))
    return f"<!DOCTYPE html>\n{page}"


def fragment(article: Article, *, edition: str | None = None, pictures: bool = True) -> str:
    """Return *article* as an ``<article>`` for each edition, to stand in a page of one's own.

    See :func:`dumps` for the arguments and errors.
    """
    editions = editions_of(article, edition)
    return "\n".join(_edition(article, each, pictures, leading=not index) for index, each in enumerate(editions))


def body(article: Article, *, edition: str | None = None, pictures: bool = True) -> str:
    """Return the body alone, of the leading edition or of *edition*, with its pictures.

    See :func:`dumps` for the arguments and errors.
    """
    chosen = editions_of(article, edition)[0]
    return "\n".join(_body(chosen.body, _images_in(article, chosen), pictures))


def _edition(article: Article, edition: Edition, pictures: bool, *, leading: bool) -> Html:
    labels = labels_for(edition.language)
    summary = edition.summary and one_line(edition.summary.text)
    parts: list[Part] = [
        tag("header", tag("h1", one_line(edition.title)), _about(article, edition)),
        tag("p", tag("strong", summary)) if summary else None,
        # The pictures are the article's; a further edition is their story in another language.
        *_body(edition.body, _images_in(article, edition) if leading else (), pictures),
        *[tag("p", tag("em", words)) for notice in edition.notices if (words := one_line(notice))],
    ]
    if tags := [words for each in edition.tags if (words := one_line(each))]:
        parts.append(tag("p", f"{labels['tag']}: {' · '.join(tags)}"))
    if leading:
        if related := [tag("li", _text(link.text, (link,))) for link in article.related if one_line(link.text)]:
            parts += [tag("p", f"{labels['related']}:"), tag("ul", related)]
        parts += [_comment(comment, 0) for comment in article.comments]
    lines = [Html(f"\n{part}") for part in parts if part]
    return tag("article", lines, "\n", lang=language_of(edition.language))


def _images_in(article: Article, edition: Edition) -> tuple[Image, ...]:
    """Return the pictures with their places in *edition*: those in the leading one, where it has as many blocks."""
    if len(edition.body) == len(article.body):
        return article.images
    return tuple([evolve(image, position=None) for image in article.images])


def _about(article: Article, edition: Edition) -> Html | None:
    parts: list[Part] = []
    for label, words, url in about(article, edition):
        parts += [" · " if parts else None, f"{label}: " if label else None]
        parts.append(_text(words, (Link(text=words, url=url),)))
    return tag("p", *parts) if parts else None


# -- the body --------------------------------------------------------------------------------------------------------


def _body(blocks: Sequence[Block], images: Sequence[Image], pictures: bool) -> Iterator[Html]:
    captions = _captions(blocks, images)
    standing = _standing(blocks, images, captions)
    items: list[Html] = []
    for index, block in enumerate(blocks):
        if items and (block.kind != "list_item" or index in standing):
            yield tag("ul", items)
            items = []
        captioned = captions.get(index)
        for number in standing.get(index, ()):
            if number != captioned:
                yield _figure(images[number], pictures, said=number not in captions.values())
        if block.kind == "caption":
            here = captioned is not None and captioned in standing.get(index, ())
            image = images[captioned] if captioned is not None and here else Image()
            yield _figure(image, pictures, _text(block.text, block.links))
        elif block.kind == "list_item":
            items += [tag("li", _text(block.text, block.links))] if block.text.strip() else []
        elif block.text.strip():
            yield _block(block, blocks)
    if items:
        yield tag("ul", items)
    for number in standing.get(len(blocks), ()):
        yield _figure(images[number], pictures, said=number not in captions.values())


def _captions(blocks: Sequence[Block], images: Sequence[Image]) -> dict[int, int]:
    """Return, by number of the block that is its caption, the number of a picture; each has one at most."""
    found: dict[int, int] = {}
    left = dict(enumerate(images))
    for index, block in enumerate(blocks):
        if block.kind == "caption":
            words = one_line(block.text)
            for number, image in left.items():
                if any(said and one_line(said) in words for said in (image.caption, image.credit)):
                    found[index] = number
                    del left[number]
                    break
    return found


def _standing(blocks: Sequence[Block], images: Sequence[Image], captions: Mapping[int, int]) -> dict[int, list[int]]:
    """Return which pictures stand before which block, in their order; after the last for those with no place."""
    of_image = {number: index for index, number in captions.items()}
    places: list[int] = []
    following = len(blocks)
    for number in reversed(range(len(images))):
        told = images[number].position
        place = told if told is not None and 0 <= told <= len(blocks) else of_image.get(number, following)
        following = place
        places.append(place)
    found: dict[int, list[int]] = {}
    for number, place in enumerate(reversed(places)):
        found.setdefault(place, []).append(number)
    return found


def _block(block: Block, blocks: Sequence[Block]) -> Html:
    if block.kind == "table":
        # A parser takes the first line end in it for the markup's.
        return tag("pre", Html("\n") if block.text.startswith("\n") else None, block.text)
    if block.kind == "code":
        return tag("pre", tag("code", block.text))
    words = _text(block.text, block.links)
    if block.kind == "heading":
        return tag(f"h{shown_level(block, blocks)}", words)
    return tag("blockquote", tag("p", words)) if block.kind == "quote" else tag("p", words)


def _figure(image: Image, pictures: bool, caption: Part = None, *, said: bool = True) -> Html:
    """Return a picture with *caption*, or with its own where that is *said* in no block of the body."""
    url = (image.url or "").strip()
    shown: Part = None
    if url.lower().startswith(("http://", "https://")):
        shown = (
            tag("img", src=url, alt=image.alt or "", loading="lazy", referrerpolicy="no-referrer")
            if pictures
            else _link(url, image.alt or url)
        )
    elif image.alt:
        shown = tag("p", image.alt)
    if caption is None and said:
        caption = " · ".join(one_line(said) for said in (image.caption, image.credit) if said) or None
    return tag("figure", shown, tag("figcaption", caption) if caption else None)


def _comment(comment: Comment, depth: int) -> Html:
    """Return *comment* as a block quote: who and when, what it quotes, what it says, and its replies in it."""
    said = (comment.author, comment.posted and comment.posted.raw)
    head = " · ".join(words for each in said if each and (words := one_line(each)))
    parts = [tag("p", tag("strong", head))] if head else []
    parts += [tag("blockquote", tag("p", one_line(comment.quote)))] if comment.quote else []
    parts += [tag("p", words) for line in comment.body.splitlines() if (words := one_line(line))]
    if depth < _DEEPEST:
        return tag("blockquote", parts, [_comment(reply, depth + 1) for reply in comment.replies])
    todo, flat = list(comment.replies)[::-1], [tag("blockquote", parts)]
    while todo:
        reply = todo.pop()
        todo += reply.replies[::-1]
        flat.append(_comment(evolve(reply, replies=()), depth))
    return Html("".join(flat))


# -- text ------------------------------------------------------------------------------------------------------------


def _text(text: str, links: Sequence[Link] = ()) -> list[str]:
    return [_link(url, words) if url else words for words, url in linked(text, links)]


def _link(url: str, words: str) -> Html:
    return tag("a", words, href=url, rel="noopener noreferrer nofollow")
