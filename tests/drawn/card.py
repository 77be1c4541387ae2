"""AI news cards."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drawn.parts import EVERY_WAY, HEADING, TITLE, body
from markup import Pen, Piece
from tearsheet import Article, Edition

_UNITS = {"m": "分钟", "h": "小时", "d": "天"}


def _in_chinese(raw: str) -> str | None:
    match = re.search(r"(\d+)(m|h|d) ago", raw)
    return f"{match[1]}{_UNITS[match[2]]}前" if match else None


def card(pen: Pen, article: Article) -> str:
    en, zh = article.edition("en"), article.edition("zh")
    assert en is not None
    assert zh is not None
    both = (en, zh)
    header = [pen.words(edition.site) for edition in both if edition.site]
    if article.published:
        header.append(pen.el("time", pen.words(article.published.raw)))
    if article.updated:
        header.append(pen.words(article.updated.raw))
        chinese = _in_chinese(article.updated.raw)
        if chinese:
            header.append(pen.words(f"更新于 {chinese}"))
    if "header_number" in article.extras:
        header.append(str(article.extras["header_number"]))
    sections = [pen.line(header, "header", ways=(*EVERY_WAY, "signs"))]
    sections.append(_pair(pen, "title", en.title, zh.title, heads=TITLE))
    if en.summary and zh.summary:
        sections.append(_pair(pen, "summary", en.summary.text, zh.summary.text))
    sections.append(_scores(pen, article))
    sections.append(pen.line(["Analysis", "深度分析"], "", heads=HEADING))
    sections.extend(_bodies(pen, en, zh))
    notices = [pen.words(notice) for edition in both for notice in edition.notices]
    sections.append(pen.line(notices, "notice"))
    if en.tags:
        sections.append(_tags(pen, en, zh))
    sections.append(pen.line(["Share:", pen.random.choice(["分享到:", "分享到："])], "share"))
    return pen.page(
        sections, pen.pick("", en.title, f"{en.title} {zh.title} | AI News"), head=3, tail=3 if en.tags else 2
    )


def _pair(pen: Pen, role: str, first: str, second: str, *, heads: Sequence[str] = ()) -> str:
    return pen.line(
        [pen.words(first), pen.words(second)],
        role,
        heads=heads,
        ways=("plain", "spans", "glued", "blocks", "br", "cells", "flex"),
    )


_LABELS = {"hot": ("Hot", "热度"), "quality": ("Quality", "质量"), "impact": ("Impact", "影响力")}


def _scores(pen: Pen, article: Article) -> str:
    number_first = pen.pick(True, True, False)
    whole = pen.pick("blocks", "one line", "glued", "list", "table", "columns", "definitions", "aside")
    bar = pen.pick("", "<progress max=100 value=50></progress>", '<div class="bar"><i style="width:50%"></i></div>')
    scores = []
    for name, value in article.scores.items():
        english, chinese = _LABELS[name]
        label = pen.random.choice(
            [
                f"{english} {chinese}",
                f"<span>{english}</span> <i>{chinese}</i>",
                f"<b>{english}</b><span>{chinese}</span>",
                f"<span>{english} <span>{chinese}</span></span>",
            ]
        )
        scores.append((f"{value:g}", label) if number_first else (label, f"{value:g}"))
    if whole in {"one line", "glued"}:
        parts = [pen.el("span", part) for score in scores for part in score]
        return pen.block(("" if whole == "glued" else " ").join(parts), "scores")
    if whole == "list":
        items = [pen.el("li", "".join(pen.el("div", part) for part in score) + bar) for score in scores]
        return pen.el("ul", pen.gap.join(items), "scores")
    if whole == "table":
        cells = [pen.el("td", pen.br.join(score)) for score in scores]
        return pen.el("table", pen.el("tr", pen.gap.join(cells)), "scores")
    if whole == "columns":
        rows = [pen.el("tr", "".join(pen.el("td", cell) for cell in row)) for row in zip(*scores, strict=True)]
        return pen.el("table", pen.gap.join(rows), "scores")
    if whole == "definitions":
        items = [pen.el("dt", a) + pen.el("dd", b) for a, b in scores]
        return pen.el("dl", pen.gap.join(items), "scores")
    blocks = [pen.el("div", pen.block(a) + pen.block(b) + bar) for a, b in scores]
    return pen.el("aside" if whole == "aside" else "div", pen.gap.join(blocks), "scores")


def _bodies(pen: Pen, en: Edition, zh: Edition) -> list[str]:
    """Write both bodies: one after the other, in turn, or side by side."""
    plain = all(block.kind == "paragraph" for block in (*en.body, *zh.body))
    way = pen.pick("after", "in turn", "pairs") if plain else "after"
    if way == "after":
        return [pen.stack(body(pen, en), "body"), pen.stack(body(pen, zh), "body")]
    first, second = body(pen, en), body(pen, zh)
    shared = min(len(first), len(second))
    rest = [*first[shared:], *second[shared:]]
    turns = list(zip(first, second, strict=False))
    if way == "in turn":
        return [pen.stack([*(piece for turn in turns for piece in turn), *rest], "body")]
    how = pen.pick("spans", "glued", "br", "cells", "blocks")
    pairs = [Piece(pen.line([a.html, b.html], "", ways=(how,)), block=True) for a, b in turns]
    return [pen.stack([*pairs, *rest], "body")]


def _tags(pen: Pen, en: Edition, zh: Edition) -> str:
    parts = [pen.words(tag) for pair in zip(en.tags, zh.tags, strict=True) for tag in pair]
    way = pen.pick("plain", "spans", "glued", "list", "links", "hashes", "blocks")
    if way == "links":
        return pen.block(" ".join(pen.el("a", part, href="/t/1") for part in parts), "tags")
    if way == "hashes":
        return pen.block(" ".join(pen.el("a", f"#{part}", href="/t/1") for part in parts), "tags")
    return pen.line(parts, "tags", ways=(way,))
