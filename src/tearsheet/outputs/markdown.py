"""Markdown (CommonMark 0.31), safe: parsed back, every block is of its kind and has its text, to the character.

What a page prints is never taken for markup: a paragraph ``1.`` or ``#`` stays a paragraph, ``<b>`` stays three
characters. The order is: title, a line of what is known of the article (site, author, source, date, address), the
summary in bold, the body, the notices in italics, the tags, the related titles, the comments. Editions follow one
another, each under its own title of level 1, parted by a thematic break.

================  ====================================================================================================
kind of block     written as
================  ====================================================================================================
paragraph         a paragraph
heading           an ATX heading; the highest level in the body becomes 2, below the title, and none goes past 6
caption           a paragraph in italics
quote             a block quote
list_item         an item of a bullet list; items in succession are one tight list
table             a fenced block with the info string ``text``, since its columns are no longer known
code              a fenced block
================  ====================================================================================================

Of the links in a block those are links here whose words stand in the block's text and whose URL is http, https or
mailto. Any other, ``javascript:`` above all, is left as its words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from tearsheet.model import Article, Block, Comment, Edition, Link
from tearsheet.outputs.forms import about, editions_of, linked, one_line, shown_level
from tearsheet.outputs.jsonld import date_of
from tearsheet.text.plaintext import labels_for
from tearsheet.text.printable import known_as

__all__ = ["dumps"]


def dumps(
    article: Article,
    *,
    edition: str | None = None,
    front_matter: bool = False,
    id: str | int | None = None,  # noqa: A002 -- the key
) -> str:
    """Return *article* as Markdown, without a final line break.

    :param edition: write only the edition that best matches this language; all of them otherwise
    :param front_matter: begin with YAML front matter for site generators: id, title, language, date, updated, author,
        source, url, tags, as far as known; dates as :func:`tearsheet.outputs.jsonld.date_of` has them
    :param id: of the page, for the front matter
    :raises NoEditionError: when no edition matches
    """
    editions = editions_of(article, edition)
    parts = ["\n\n".join(_edition(article, each, leading=not index)) for index, each in enumerate(editions)]
    written = "\n\n---\n\n".join(parts)
    return f"{_front_matter(article, editions[0], id)}\n\n{written}" if front_matter else written


def _edition(article: Article, edition: Edition, *, leading: bool) -> Iterator[str]:
    yield _heading(1, edition.title)
    if known := _about(article, edition):
        yield known
    if edition.summary and (summary := _inline(edition.summary.text)):
        yield f"**{summary}**"
    yield from _blocks(edition.body)
    for notice in map(_inline, edition.notices):
        if notice:
            yield f"*{notice}*"
    labels = labels_for(edition.language)
    if tags := [words for tag in edition.tags if (words := _inline(tag))]:
        yield _paragraph(f"{labels['tag']}: {' · '.join(tags)}")
    if leading:
        related = [f"- {_line(link.text, (link,))}" for link in article.related if one_line(link.text)]
        if related:
            yield _paragraph(f"{labels['related']}:")
            yield "\n".join(related)
        yield from map(_comment, article.comments)


def _about(article: Article, edition: Edition) -> str:
    parts = []
    for label, words, url in about(article, edition):
        written = _inline(words, (Link(text=words, url=url),))
        parts.append(f"{label}: {written}" if label else written)
    return _paragraph(" · ".join(parts))


# -- blocks ----------------------------------------------------------------------------------------------------------


def _blocks(body: Iterable[Block]) -> Iterator[str]:
    body = tuple(body)
    items: list[str] = []
    for block in body:
        written = _block(block, body)
        if not written:
            continue
        if block.kind == "list_item":
            items.append(written)
            continue
        if items:
            yield "\n".join(items)
            items = []
        yield written
    if items:
        yield "\n".join(items)


def _block(block: Block, body: Sequence[Block]) -> str:
    kind = block.kind
    if kind in {"code", "table"}:
        return _fenced(block.text, "text" if kind == "table" else "")
    if kind == "heading":
        return _heading(shown_level(block, body), block.text, block.links)
    if kind == "caption":
        text = _inline(block.text, block.links)
        return f"*{text}*" if text else ""
    text = _line(block.text, block.links)
    if not text:
        return ""
    return _PREFIX.get(kind, "") + text


_PREFIX = {"quote": "> ", "list_item": "- "}


def _heading(level: int, text: str, links: Sequence[Link] = ()) -> str:
    inline = _inline(text, links)
    # A run of "#" at the end would close the heading and be lost.
    kept = inline.rstrip("#")
    closing = inline[len(kept) :]
    if closing:
        inline = f"{kept}\\{closing}"
    return f"{'#' * level} {inline}" if inline else ""


def _fenced(text: str, info: str) -> str:
    if not text.strip():
        return ""
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{info}\n{text}\n{fence}"


def _comment(comment: Comment) -> str:
    """Return *comment* as a block quote: who and when in bold, what it quotes, what it says, and its replies in it."""
    head = " · ".join(
        words for said in (comment.author, comment.posted and comment.posted.raw) if said and (words := _inline(said))
    )
    quote = _line(comment.quote) if comment.quote else ""
    parts = [
        f"**{head}**" if head else "",
        f"> {quote}" if quote else "",
        *(_line(line) for line in comment.body.splitlines()),
        *map(_comment, comment.replies),
    ]
    lines = "\n\n".join(part for part in parts if part).split("\n")
    return "\n".join(f"> {line}".rstrip() for line in lines)


# -- text ------------------------------------------------------------------------------------------------------------

# Whatever can begin or end an inline construct (CommonMark 0.31, section 6), and "~", which extensions strike out with.
_SPECIAL = re.compile(r"[\\`*_\[\]<~]")
_ENTITY = re.compile(r"&(?=#?[0-9A-Za-z]+;)")
# What can still begin a block (sections 4 and 5).
_OPENER = re.compile(r"[>=#]|[+-](?=[ -]|\Z)|[0-9]{1,9}(?=[.)](?: |\Z))")
# What would end a link's destination, or be taken for an escape, an entity or the start of a code span in it.
_NOT_IN_URL = re.compile(r"[\s<>()\\`\x00-\x20\x7f]|&(?=#?[0-9A-Za-z]+;)")


def _line(text: str, links: Sequence[Link] = ()) -> str:
    """Return *text* as the first line of a block."""
    return _paragraph(_inline(text, links))


def _paragraph(inline: str) -> str:
    """Escape what at the start of *inline* would make it another kind of block."""
    opener = _OPENER.match(inline)
    if not opener:
        return inline
    # A digit cannot be escaped; the dot or parenthesis after the number can.
    at = opener.end() if opener[0].isdigit() else 0
    return f"{inline[:at]}\\{inline[at:]}"


def _inline(text: str, links: Sequence[Link] = ()) -> str:
    """Return *text* on one line with its markup characters escaped and *links*, in their order, made links."""
    if not links:
        return _escaped(one_line(text))
    parts: list[str] = []
    for words, url in linked(text, links):
        if url is None:
            parts.append(_escaped(words))
            continue
        if parts and parts[-1].endswith("!"):
            # Before a link it would make an image of it.
            parts[-1] = parts[-1][:-1] + "\\!"
        parts.append(f"[{_escaped(words)}]({_NOT_IN_URL.sub(_in_url, url)})")
    return "".join(parts)


def _escaped(text: str) -> str:
    # Two passes: a set of characters alone is searched for many times faster than one with an alternative.
    escaped = _SPECIAL.sub(r"\\\g<0>", text)
    return _ENTITY.sub(r"\\&", escaped) if "&" in escaped else escaped


def _in_url(found: re.Match[str]) -> str:
    # An ampersand is the URL's own; it is kept from being read as an entity. The rest is percent-encoded.
    if found[0] == "&":
        return "&amp;"
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))


# -- front matter ----------------------------------------------------------------------------------------------------


def _front_matter(article: Article, edition: Edition, page: str | int | None) -> str:
    known = {
        "id": known_as(page),
        "title": one_line(edition.title),
        "language": edition.language,
        "date": date_of(article.published),
        "updated": date_of(article.updated),
        "author": list(article.authors),
        "source": article.source and article.source.name,
        "url": article.url,
        "tags": list(edition.tags),
    }
    # A JSON string is a YAML string (YAML 1.2.2, section 1.3) but for the characters that YAML does not print.
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in known.items() if value or value == 0]
    return _NOT_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", "\n".join(["---", *lines, "---"]))


_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
