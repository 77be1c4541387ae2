"""The right side of the report: the Article, field by field."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from tearsheet.authoring.report.claims import Fields
from tearsheet.model import Article, Block, Comment, Edition, Image, Link, Moment
from tearsheet.model.table import FIELDS, FieldKind, fields_of_kind
from tearsheet.outputs.markup import Html, Part, address, language_of, tag

_NAMES = {"en": "English", "zh": "Chinese", "zh-Hans": "Simplified Chinese", "zh-Hant": "Traditional Chinese"}


def article_parts(article: Article, fields: Fields) -> Iterator[Html]:
    """Yield the parts of the article: its editions, what is known of it, and its lists."""
    yield _editions(article.editions, fields)
    if known := list(_known(article, fields)):
        yield tag("section", tag("h3", "About it"), known)
    for name in fields_of_kind(*_ITEMS, of="article"):
        items = [_ITEMS[FIELDS[name].kind](each) for each in getattr(article, name)]
        yield from _list(name.capitalize(), FIELDS[name].names, items, fields)
    for name in fields_of_kind("values"):
        values = [
            fields.field(f"{name}.{key}", fields.take(name, sub=f".{key}"), tag("pre", shown, tabindex=0))
            for key, value in getattr(article, name).items()
            for shown in [json.dumps(value, ensure_ascii=False, indent=1, default=repr)]
        ]
        if values:
            yield tag("section", tag("h3", name.capitalize()), values)


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
            tag("h3", _NAMES.get(edition.language, edition.language), " ", tag("small", edition.language)),
            [cells[row] or tag("div", class_="field none") for row in rows],
            class_="edition",
        )
        for edition, cells in zip(editions, columns, strict=True)
    ]
    return tag("div", shown, class_=f"editions rows-{len(rows) + 1} of-{min(len(editions), 3)}")


_EDITION_FIELDS = {row.name: row.names for row in FIELDS.values() if row.of == "edition" and row.printed}


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
    if name == "notices":
        return [tag("p", notice) for notice in edition.notices]
    value, kind = getattr(edition, name), FIELDS[name].kind
    if kind == "summary":
        if value is None:
            return None
        cut = tag("span", "cut off by the page", class_="kind", lang="en") if value.truncated else None
        return tag("p", value.text, " ", cut)
    if kind == "blocks":
        return [_block(block) for block in value]
    if kind == "texts":
        return tag("ul", [tag("li", word) for word in value], class_=f"inline {name}") if value else None
    return tag("p", value) if value else None


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
    for row in FIELDS.values():
        if row.of == "article" and row.for_readers and row.kind in _SHOWN:
            value = _shown(row.name, row.kind, getattr(article, row.name))
            claims = fields.take(*row.names)
            if value or claims:
                yield fields.field(row.name, claims, value or _NOTHING)
    for name in fields_of_kind("numbers"):
        scores = getattr(article, name)
        for key, score in scores.items():
            yield fields.field(f"{name}.{key}", fields.take(name, sub=f".{key}"), f"{key}: {score:g}")
        if claims := fields.take(*FIELDS[name].names):
            yield fields.field(name, claims, "" if scores else _NOTHING)


_SHOWN: frozenset[FieldKind] = frozenset({"text", "texts", "moment", "source", "flag"})


def _shown(name: str, kind: FieldKind, value: Any) -> Part:
    if value is None:
        return None
    if kind == "moment":
        return _moment(value)
    if kind == "source":
        return [tag("bdi", value.name), *([" ", address(value.url)] if value.url else [])]
    if kind == "flag":
        return "yes" if value else "no"
    if kind == "texts":
        return ", ".join(value)
    return address(value) if name.endswith("url") else str(value)


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


_ITEMS: Mapping[FieldKind, Callable[[Any], Part]] = {"images": _image, "links": _link, "comments": _comment}
_NOTHING = tag("span", "no value", class_="aside")
