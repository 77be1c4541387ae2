"""Text exports, as HTML."""

from __future__ import annotations

from drawn.parts import HEADING, TITLE, body
from markup import Pen
from tearsheet import Article


def export(pen: Pen, article: Article) -> str:
    if pen.pick(False, True) and len(article.editions) == 2 and article.editions[0].language == "en":
        return _mixed_export(pen, article)
    sections = []
    for edition in article.editions:
        sections.append(pen.block(pen.words(edition.title), "title", heads=TITLE))
        if edition.summary:
            sections.append(pen.block(pen.words(edition.summary.text), "summary"))
        sections.append(pen.block("Analysis" if edition.language == "en" else "深度分析", "", heads=HEADING))
        sections.append(pen.stack(body(pen, edition), "body"))
        sections.extend(pen.block(pen.words(notice), "notice") for notice in edition.notices)
    return pen.page(sections, pen.pick("", article.title), head=1)


def _mixed_export(pen: Pen, article: Article) -> str:
    en, zh = article.editions
    one = ("plain", "spans", "glued")
    sections = [pen.line([pen.words(en.title), pen.words(zh.title)], "title", ways=one, heads=TITLE)]
    if en.summary and zh.summary:
        sections.append(pen.line([pen.words(en.summary.text), pen.words(zh.summary.text)], "summary", ways=one))
    sections.append(pen.line(["Analysis", "深度分析"], "", ways=one, heads=HEADING))
    sections += [pen.stack(body(pen, en), "body"), pen.stack(body(pen, zh), "body")]
    notices = [pen.words(notice) for edition in (en, zh) for notice in edition.notices]
    sections.append(pen.line(notices, "notice", ways=("plain", "spans", "blocks", "br")))
    return pen.page(sections, pen.pick("", en.title), head=2, tail=1)
