"""The right side of the report: the Article, field by field."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from tearsheet.authoring.report.fields import Fields
from tearsheet.authoring.report.markup import Html, Part, address, language_of, tag
from tearsheet.model import Article, Block, Comment, Edition, Image, Link, Moment, Source

__all__ = ["article_parts"]

_NAMES = {"en": "English", "zh": "Chinese", "zh-Hans": "Simplified Chinese", "zh-Hant": "Traditional Chinese"}


def article_parts(article: Article, fields: Fields) -> Iterator[Html]:
    """Yield the parts of the article: its editions, what is known of it, and its lists."""
    yield _editions(article.editions, fields)
    if known := list(_known(article, fields)):
        yield tag("section", tag("h3", "About it"), known)
    yield from _list("Images", ("images", "image"), [_image(image) for image in article.images], fields)
    yield from _list("Related", ("related",), [_link(link) for link in article.related], fields)
    yield from _list("Comments", ("comments", "comment"), [_comment(each) for each in article.comments], fields)
    extras = [
        fields.field(f"extras.{key}", fields.take("extras", sub=f".{key}"), tag("pre", _json(value), tabindex=0))
        for key, value in article.extras.items()
    ]
    if extras:
        yield tag("section", tag("h3", "Extras"), extras)


# -- editions --------------------------------------------------------------------------------------------------------


def _editions(editions: Sequence[Edition], fields: Fields) -> Html:
    """Return the editions side by side, the same field of each in one row."""
    columns = []
    for index, edition in enumerate(editions):
        leading = index == 0
        columns.append([_edition_field(edition, name, fields, leading=leading) for name in _EDITION_FIELDS])
    rows = [row for row, cells in enumerate(zip(*columns, strict=True)) if any(cells)]
    shown = [
        tag(
            "div",
            tag("h3", _language_name(edition.language), " ", tag("small", edition.language)),
            [cells[row] or tag("div", class_="field none") for row in rows],
            class_="edition",
        )
        for edition, cells in zip(editions, columns, strict=True)
    ]
    return tag("div", shown, class_=f"editions rows-{len(rows) + 1} of-{min(len(editions), 3)}")


_EDITION_FIELDS = {
    "title": ("title",),
    "summary": ("summary",),
    "body": ("body",),
    "tags": ("tags", "tag"),
    "notices": ("notices",),
    "site": ("site",),
    "section": ("section",),
    "breadcrumbs": ("breadcrumbs", "breadcrumb"),
}


def _edition_field(edition: Edition, name: str, fields: Fields, *, leading: bool) -> Html | None:
    value = _edition_value(edition, name)
    claims = fields.take(*_EDITION_FIELDS[name], language=edition.language)
    if leading:
        claims += fields.take(*_EDITION_FIELDS[name])
    if not value and not claims:
        return None
    words = tag("div", value or _NOTHING, lang=language_of(edition.language) if value else None)
    return fields.field(name, claims, words, class_=name)


def _edition_value(edition: Edition, name: str) -> Part:
    if name == "title":
        return tag("p", edition.title, class_="headline")
    if name == "summary":
        if edition.summary is None:
            return None
        cut = tag("span", "cut off by the page", class_="kind", lang="en") if edition.summary.truncated else None
        return tag("p", edition.summary.text, " ", cut)
    if name == "body":
        return [_block(block) for block in edition.body]
    if name in {"tags", "breadcrumbs"}:
        words: tuple[str, ...] = getattr(edition, name)
        return tag("ul", [tag("li", word) for word in words], class_=f"inline {name}") if words else None
    if name == "notices":
        return [tag("p", notice) for notice in edition.notices]
    word: str | None = getattr(edition, name)
    return word and tag("p", word)


def _block(block: Block) -> Html:
    kind = block.kind.replace("_", " ") + (f" {block.level}" if block.level else "")
    links = [tag("li", _link(link)) for link in block.links]
    return tag(
        "div",
        tag("span", kind, class_="kind", lang="en") if block.kind != "paragraph" else None,
        tag("p", block.text),
        tag("ul", links, class_="links") if links else None,
        class_=f"block {block.kind}",
    )


# -- what is known of the article ------------------------------------------------------------------------------------


def _known(article: Article, fields: Fields) -> Iterator[Html]:
    source = article.source
    values: dict[str, tuple[Part, tuple[str, ...]]] = {
        "published": (_moment(article.published) if article.published else None, ()),
        "updated": (_moment(article.updated) if article.updated else None, ()),
        "authors": (", ".join(article.authors), ("author",)),
        "source": (_source(source) if source else None, ()),
        "publisher": (article.publisher, ()),
        "url": (article.url and address(article.url), ()),
        "canonical_url": (article.canonical_url and address(article.canonical_url), ()),
        "ai_generated": ({True: "yes", False: "no", None: None}[article.ai_generated], ()),
    }
    for name, (value, also) in values.items():
        claims = fields.take(name, *also)
        if value or claims:
            yield fields.field(name, claims, value or _NOTHING)
    for key, score in article.scores.items():
        yield fields.field(f"scores.{key}", fields.take("scores", sub=f".{key}"), f"{key}: {score:g}")
    if claims := fields.take("scores", "score"):
        yield fields.field("scores", claims, "" if article.scores else _NOTHING)


def _source(source: Source) -> list[Html | str]:
    return [tag("bdi", source.name), *([" ", address(source.url)] if source.url else [])]


def _moment(moment: Moment) -> list[Html | str]:
    shown: list[Html | str] = [tag("bdi", f"“{moment.raw}”"), " "]
    if moment.start is not None:
        shown.append(tag("time", moment.start.isoformat(sep=" "), datetime=moment.start.isoformat()))
        if moment.end is not None:
            shown += [" to ", tag("time", moment.end.isoformat(sep=" "), datetime=moment.end.isoformat())]
    else:
        shown.append("waits for the time of capture or a zone")
    zone = f", {moment.zone}" if moment.zone else ""
    return [*shown, tag("span", f" {moment.basis}, to the {moment.precision}{zone}", class_="aside")]


# -- lists -----------------------------------------------------------------------------------------------------------


def _list(heading: str, names: Sequence[str], items: Sequence[Part], fields: Fields) -> Iterator[Html]:
    shown = [
        tag("li", fields.field(f"{names[0]}[{index}]", fields.take(*names, sub=f"[{index}]"), value))
        for index, value in enumerate(items)
    ]
    whole = fields.take(*names)
    if shown or whole:
        yield tag(
            "section",
            tag("h3", heading, " ", tag("small", str(len(items)))),
            [fields.control(claim) for claim in whole],
            tag("ol", shown, class_="items"),
        )


def _link(link: Link) -> list[Html]:
    return [tag("bdi", link.text), *([tag("br"), address(link.url)] if link.url else [])]


def _image(image: Image) -> Part:
    told = [("address", image.url and address(image.url)), ("alt", image.alt)]
    told += [("caption", image.caption), ("credit", image.credit)]
    return tag("dl", [tag("div", tag("dt", name), tag("dd", value)) for name, value in told if value])


def _comment(comment: Comment) -> list[Html]:
    """Return a comment and its replies, which the markup does not nest since a thread may be deep."""
    shown: list[Html] = []
    todo = [(comment, 0)]
    while todo:
        each, depth = todo.pop()
        number = each.floor if each.floor is not None else each.position
        told: list[Part] = [tag("b", each.author) if each.author else None]
        told.append(tag("span", f" #{number}", class_="aside") if number is not None else None)
        told.append([" ", *_moment(each.posted)] if each.posted else None)
        told.append(tag("span", f" reply, level {depth}", class_="kind") if depth else None)
        quote = tag("blockquote", each.quote) if each.quote else None
        shown.append(tag("div", tag("p", *told), quote, tag("p", each.body, class_="said"), class_="comment"))
        todo += [(reply, depth + 1) for reply in reversed(each.replies)]
    return shown


_NOTHING = tag("span", "no value", class_="aside")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, default=repr)


def _language_name(language: str) -> str:
    return _NAMES.get(language, language)
