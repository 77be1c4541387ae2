"""What each written form of an Article can hold, and what it cannot.

A form is honest about its losses: :data:`FORMS` names every field that does not survive it, and :func:`project` takes
the same fields out of an Article. Two Articles say the same in a form when their projections are equal, so the check
of a round trip is ``project(read_back, form) == project(article, form)``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Literal

import attrs

from tearsheet.errors import InputError, NoEditionError
from tearsheet.model import Article, Block, Edition, Link
from tearsheet.model.table import FIELDS, FieldKind, fields_of_kind
from tearsheet.text.plaintext import labels_for
from tearsheet.text.printable import known_as

__all__ = [
    "FORMS",
    "Form",
    "about",
    "article_in",
    "editions_of",
    "flat",
    "linked",
    "one_line",
    "project",
    "shown_level",
    "split_lines",
]


@attrs.frozen(kw_only=True)
class Form:
    """A written form of an Article.

    :param name: as :func:`tearsheet.outputs.render` takes it
    :param media_type: RFC 6838 media type of the written form
    :param reads_back: whether this library reads the form back into an Article
    :param loses: the fields that do not survive, as dotted paths into the Article (``editions.body.links``)
    :param changes: what is kept in a reduced shape, in words
    """

    name: str
    media_type: str
    reads_back: bool
    loses: frozenset[str] = frozenset()
    changes: tuple[str, ...] = ()


_DATES = (*fields_of_kind("moment"), "comments.posted")
# A reader is shown the words of a date; what they can mean is worked out again by whoever reads them.
_MEANING = frozenset(
    f"{date}.{part}" for date in _DATES for part in ("basis", "civil", "end", "offset", "precision", "start", "zone")
)


def _all_but(article: str, edition: str) -> frozenset[str]:
    """Return the fields of the table that a form does not write, given those that it does."""
    written = {*article.split(), *edition.split(), "editions"}
    return frozenset(
        f"editions.{row.name}" if row.of == "edition" else row.name
        for row in FIELDS.values()
        if row.name not in written
    )


_SHOWN = (
    "line breaks survive in code and tables only; elsewhere they are spaces",
    "heading levels are moved so that the highest stands just below the title",
    "links that are not http, https or mailto, or whose words are not in the text, are plain words",
)
FORMS: Mapping[str, Form] = MappingProxyType(
    {
        form.name: form
        for form in (
            Form(name="json", media_type="application/json", reads_back=True),
            Form(name="jsonl", media_type="application/jsonl", reads_back=True),
            Form(
                name="jsonld",
                media_type="application/ld+json",
                reads_back=False,
                loses=_all_but(
                    "published updated authors source publisher url canonical_url ai_generated images related comments",
                    "title summary body tags site section breadcrumbs language",
                )
                | {f"{date}.{part}" for date in _DATES for part in ("basis", "offset", "raw", "zone")}
                | {"comments.floor", "comments.quote", "images.position", "related.text"}
                | {"editions.body.kind", "editions.body.level", "editions.body.links"}
                | {"editions.summary.truncated"},
                changes=(
                    "a date is as fine as its interval allows, and is left out where no form of date contains it",
                    "ai_generated is written only when true",
                    "related keeps the links that have a URL",
                ),
            ),
            Form(
                name="markdown",
                media_type="text/markdown",
                reads_back=False,
                loses=_all_but(
                    "published updated authors source url related comments",
                    "title summary body tags notices site section",
                )
                | _MEANING
                | {"comments.floor", "comments.position", "editions.summary.truncated"},
                changes=_SHOWN,
            ),
            Form(
                name="html",
                media_type="text/html",
                reads_back=False,
                loses=_all_but(
                    "published updated authors source url images related comments",
                    "title summary body tags notices site section language",
                )
                | _MEANING
                | {"comments.floor", "comments.position", "editions.summary.truncated"},
                changes=(
                    *_SHOWN,
                    "a picture without a position stands at its caption, else before the next, or after the body",
                ),
            ),
            Form(
                name="text",
                media_type="text/plain",
                reads_back=True,
                loses=_all_but(
                    "published updated authors source publisher url canonical_url scores related",
                    "title summary body tags notices site section breadcrumbs language",
                )
                | _MEANING
                | {"related.url", "source.url"}
                | {"editions.body.level", "editions.body.links", "editions.summary.truncated"},
                changes=(
                    "of the kinds of block list_item is kept; every other is a paragraph",
                    "a block of several lines is as many blocks, of code without its indentation",
                ),
            ),
        )
    }
)


def project(article: Article, form: str) -> Article:
    """Return *article* reduced to what *form* holds; projecting twice is projecting once.

    What is lost has its default, or is empty where it has none; ``adapter`` is the name of the form (``"text-export"``
    for text, after the adapter that reads it).

    :raises InputError: for a form that is not in :data:`FORMS`
    """
    if form not in FORMS:
        raise InputError(f"no form {form!r}; there are {', '.join(sorted(FORMS))}")
    loses = FORMS[form].loses
    if not loses:
        return article
    reduced: Article = _without(article, loses, "")
    if form == "text":
        reduced = _as_text(reduced)
    return attrs.evolve(reduced, adapter="text-export" if form == "text" else form)


def _without(value: Any, loses: frozenset[str], prefix: str) -> Any:
    changes: dict[str, Any] = {}
    for attribute in attrs.fields(type(value)):
        path = prefix + attribute.name
        held = getattr(value, attribute.name)
        if path in loses:
            changes[attribute.name] = "" if attribute.default is attrs.NOTHING else attribute.default
            continue
        inner = path + "."
        if not any(lost.startswith(inner) for lost in loses):
            continue
        if isinstance(held, tuple):
            changes[attribute.name] = tuple(_without(item, loses, inner) for item in held)
        elif held is not None:
            changes[attribute.name] = _without(held, loses, inner)
    return attrs.evolve(value, **changes) if changes else value


def _as_text(article: Article) -> Article:
    """Put every text on one line, as a text export has it, and drop what has no words."""
    editions = tuple(attrs.evolve(edition, **_on_lines(edition, "edition")) for edition in article.editions)
    return attrs.evolve(article, editions=editions, **_on_lines(article, "article"))


def _on_lines(value: Article | Edition, of: Literal["article", "edition"]) -> dict[str, Any]:
    return {
        row.name: _ON_LINES[row.kind](getattr(value, row.name))
        for row in FIELDS.values()
        if row.of == of and row.kind in _ON_LINES and row.name not in _FIRST
    } | ({"title": one_line(value.title)} if of == "edition" else {})


def _word(text: str | None) -> str | None:
    return (one_line(text) or None) if text else None


def _words(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(words for text in texts if (words := one_line(text)))


# An edition begins with its title, and says its language in a form of its own.
_FIRST = frozenset({"adapter", "language", "title"})
_ON_LINES: Mapping[FieldKind, Callable[[Any], Any]] = {
    "text": _word,
    "texts": _words,
    "moment": lambda moment: moment and attrs.evolve(moment, raw=one_line(moment.raw)),
    "source": lambda source: source and attrs.evolve(source, name=one_line(source.name)),
    "links": lambda links: tuple(attrs.evolve(link, text=words) for link in links if (words := one_line(link.text))),
    "summary": lambda summary: (
        attrs.evolve(summary, text=words) if summary and (words := one_line(summary.text)) else None
    ),
    "blocks": lambda body: tuple(
        Block(kind="list_item" if block.kind == "list_item" else "paragraph", text=line)
        for block in body
        for line in split_lines(block.text)
    ),
}


def one_line(text: str) -> str:
    """Return *text* on one line, runs of white space made one space, as in :attr:`tearsheet.page.lines.Line.text`."""
    # Of white space only the plain space is printable. Most stored text passes, and is looked at twice as fast so.
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(text.split())


def split_lines(text: str, *, indented: bool = False) -> list[str]:
    """Return the lines of *text* that have words, each as :func:`one_line` has it, or as it stands where *indented*."""
    return [part.rstrip() if indented else line for part in text.splitlines() if (line := one_line(part))]


_SAFE_URL = re.compile(r"(?:https?://|mailto:)\S", re.IGNORECASE)


def linked(text: str, links: Iterable[Link]) -> Iterator[tuple[str, str | None]]:
    """Yield *text*, on one line, in parts: words, and the address that they lead to, which most have none of.

    Of *links*, in their order, those count whose words stand in the text and whose address is http, https or mailto;
    any other, ``javascript:`` above all, is left as its words.
    """
    text = one_line(text)
    start = 0
    for link in links:
        words = one_line(link.text)
        url = (link.url or "").strip()
        at = text.find(words, start) if words and _SAFE_URL.match(url) else -1
        if at < 0:
            continue
        if at > start:
            yield text[start:at], None
        yield words, url
        start = at + len(words)
    if start < len(text):
        yield text[start:], None


def shown_level(heading: Block, body: Iterable[Block]) -> int:
    """Return the level of *heading* below the title of *body*: its highest becomes 2, and none goes past 6."""
    highest = min((block.level or 2 for block in body if block.kind == "heading"), default=2)
    return min(6, (heading.level or 2) + 2 - highest)


def about(article: Article, edition: Edition) -> Iterator[tuple[str, str, str | None]]:
    """Yield what the line under the title says, where, by whom, after whom, when: label, words, where they lead."""
    labels, source = labels_for(edition.language), article.source
    known = [
        ("", edition.site, None),
        ("", edition.section, None),
        *((labels["author"], author, None) for author in article.authors),
        (labels["source"], source.name if source else None, source.url if source else None),
        (labels["published"], article.published.raw if article.published else None, None),
        (labels["updated"], article.updated.raw if article.updated else None, None),
        (labels["url"], article.url, article.url),
    ]
    yield from ((label, shown, url) for label, words, url in known if words and (shown := one_line(words)))


def editions_of(article: Article, edition: str | None) -> tuple[Edition, ...]:
    """Return all editions, or the one that best matches *edition*, a BCP 47 range (see :meth:`Article.edition`).

    :raises NoEditionError: when none matches
    """
    if edition is None:
        return article.editions
    found = article.edition(edition)
    if found is None:
        available = tuple(each.language for each in article.editions)
        message = f"the article has no edition {edition!r}; it has {', '.join(available)}"
        raise NoEditionError(message, edition=edition, available=available)
    return (found,)


def flat(article: Article, id: str | int | None = None) -> dict[str, Any]:  # noqa: A002 -- the key
    """Return what is asked for most of an article, for rows: of the leading edition but for the *id* of its page.

    ``published_at`` is a datetime, the first instant that the date can mean, ``published_date`` the printed day.
    """
    published = article.published
    return {
        "id": known_as(id),
        "title": article.title,
        "language": article.language,
        "published_at": published.start if published is not None else None,
        "published_date": published.date if published is not None else None,
        "text": article.text,
    }


def article_in(article: Article, edition: str | None) -> Article:
    """Return *article* with the edition asked for alone, or as it is when *edition* is ``None``.

    :raises NoEditionError: when none matches
    """
    return article if edition is None else attrs.evolve(article, editions=editions_of(article, edition))
