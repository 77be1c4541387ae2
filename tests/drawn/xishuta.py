"""Pages of xishuta."""

from __future__ import annotations

from drawn.parts import EVERY_WAY, HEADING, TITLE, body, related
from markup import Pen
from tearsheet import Article, Edition


def xishuta(pen: Pen, article: Article) -> str:
    edition = article.editions[0]
    colon = pen.pick(":", "：")
    sections = []
    if edition.breadcrumbs:
        sections.append(_crumbs(pen, edition))
    title = pen.words(edition.title)
    sections.append(pen.block(pen.pick(title, pen.el("a", title, href=article.url or "/")), "title", heads=TITLE))
    apart = pen.pick("", "", "cells", "definition")
    byline = []
    if article.source:
        byline.append(_labelled(pen, "来源", colon, article.source.name, way=apart))
    if article.published:
        byline.append(_labelled(pen, "时间", colon, article.published.raw, way=apart))
    if pen.pick(False, True):
        byline.reverse()
    if apart:
        sections.append(pen.el("div", pen.gap.join(byline), "header"))
    else:
        sections.append(pen.line(byline, "header", ways=(*EVERY_WAY, "signs")))
    sections.append(pen.stack(body(pen, edition, unmarked=True), "body"))
    sections.extend(related(pen, article, ["相关推荐"], edition.title))
    url = pen.words(article.url or "")
    self_link = pen.pick(
        [f"网址{colon}", pen.words(edition.title), url],
        [f"网址{colon} {pen.words(edition.title)} {url}"],
        [f"网址{colon} {pen.el('a', pen.words(edition.title), href=article.url or '')}", url],
        [f"网址{colon}{pen.words(edition.title)}", pen.el("a", url, href=article.url or "")],
    )
    sections.append(pen.line(self_link, "", ways=("plain", "spans", "br", "cells")))
    if edition.section:
        sections.append(pen.block(_labelled(pen, "所属分类", colon, edition.section)))
    footer = pen.block("推荐科技快讯", "related", heads=HEADING)
    links = [
        f"<a href=/newsview{n}.html>{words}</a>" for n, words in ((7, "年货节里的智能春联"), (8, "会听写的台灯降价了"))
    ]
    if pen.pick(False, True):
        footer += pen.line(links, "related", ways=("blocks", "list", "br"))
    sections.append(footer)
    return pen.page(sections, pen.pick("", f"{edition.title}_晰数塔互联网快讯", edition.title), tail=1)


def _labelled(pen: Pen, label: str, colon: str, words: str, *, way: str = "") -> str:
    words = pen.words(words)
    way = way or pen.random.choice(["plain", "spaced", "spans", "label"])
    if way == "spans":
        return pen.el("span", label + colon) + pen.el("span", words)
    if way == "cells":
        cells = pen.el("td", label + colon) + pen.el("td", words)
        return pen.el("table", pen.el("tr", cells))
    if way == "definition":
        return pen.el("dl", pen.el("dt", label + colon) + pen.el("dd", words))
    if way == "label":
        return pen.el("b", label + colon) + words
    return f"{label}{colon}{' ' if way == 'spaced' else ''}{words}"


def _crumbs(pen: Pen, edition: Edition) -> str:
    crumbs = [pen.words(crumb) for crumb in edition.breadcrumbs]
    linked = [pen.el("a", crumb, href="/") for crumb in crumbs[:-1]]
    way = pen.pick("plain", "spans", "glued", "list", "separated", "marks", "cells")
    if way == "separated":
        sign = pen.random.choice([" &gt; ", " » ", "&gt;", " / ", " › "])
        return pen.block(sign.join([*linked, crumbs[-1]]), "crumbs")
    if way == "marks":
        sign = pen.el("span", "&gt;")
        return pen.el(
            "ol", sign.join(pen.el("li", crumb, style="display:inline") for crumb in [*linked, crumbs[-1]]), "crumbs"
        )
    return pen.line([*linked, crumbs[-1]], "crumbs", ways=(way,))
