"""晰数塔 (xishuta.com, xishuta.cn): technology news re-published in Simplified Chinese.

::

    首页 科技快讯 Title                       breadcrumb, its last crumb the title
    Title
    来源:… 时间:2025年10月23日 17:08
    body, its headings unmarked short lines, captions labelled 图注: or 图源:
    相关推荐                                  then one title a line, the first the article's own
    网址: Title http://www.xishuta.com/newsview143485.html
    所属分类:…
    推荐科技快讯                              then links that stand on every page
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from datetime import date

from tearsheet.adapters.sites.xishuta.head import TIME, crumb_lines, linked, read_head, take_breadcrumbs
from tearsheet.model import Article, Block, Edition, Image, Link
from tearsheet.page.text_lines import lines_at, texts_of
from tearsheet.reading.adapter import Adapter, Signature
from tearsheet.reading.blocks import Passage, heading_shapes
from tearsheet.reading.boilerplate import Boilerplate, clear, either
from tearsheet.reading.reader import Reader
from tearsheet.text.language import detect

__all__ = ["Xishuta"]

_RELATED = re.compile(r"^相[关關]推[荐薦]$")
_ADDRESS = re.compile(
    r"^[网網]址\s*[:：]\s*+(?P<title>(?:\S(?:[^\n]{0,298}?\S)??)??)\s*+(?P<url>https?://\S{1,2000})?$", re.MULTILINE
)
_SECTION = re.compile(r"^所[属屬]分[类類]\s*[:：]\s*(?P<section>\S[^\n]*)$", re.MULTILINE)
_FOOTER = re.compile(r"^推[荐薦]科技快[讯訊]$")
_ANCHORS = either(
    re.compile(r"^首页"),
    re.compile(r"[来來]源\s*[:：]|[时時][间間]\s*[:：]\s*[\d昨前今刚剛二一半几幾数數]"),
    *map(re.compile, (r"^相[关關]推[荐薦]$", r"^[网網]址\s*[:：]", r"^所[属屬]分[类類]", r"^推[荐薦]科技")),
    first="来來时時",
)
_HOME = "首页"
_LABEL_STARTS = "相网網所推"
_SITE = "晰数塔"


class Xishuta(Adapter):
    name = "xishuta"
    hosts = ("xishuta.com", "xishuta.cn")
    paths = (r"^/newsview\d+\.html",)
    signature = Signature((_RELATED.pattern, _ADDRESS.pattern, _SECTION.pattern, _FOOTER.pattern), at_least=3)
    zone = "Asia/Shanghai"
    checked = date(2026, 11, 22)

    def read(self, reader: Reader) -> Article:
        boilerplate = clear(reader, _ANCHORS, keep=crumb_lines(reader, _HOME, reader.find(TIME)))
        head = read_head(reader, reader.stretch(0), _own_titles(reader))
        title = head.title
        breadcrumbs = take_breadcrumbs(reader, _HOME, title, head.at)
        start = head.start
        ends = _ends(reader, start)
        stop = min(ends.values(), default=len(reader.lines))
        body, images = _body(reader, boilerplate, start, stop)
        if not body:
            reader.fail("body", "no text between 来源:… 时间:… and 相关推荐", reader.lines[start - 1])
        related = _related(reader, title, ends.get(_RELATED))
        tail = reader.stretch(stop)
        address = tail.search(_ADDRESS)
        url = None
        if address is not None:
            url = address.take("url") or linked(reader, tail.lines[tail.index_at(address.start) :][:1], title)
            address.drop_rest("self-link")
        category = tail.search(_SECTION)
        section = category.take("section") if category is not None else None
        if category is not None:
            category.drop_rest("label")
        _drop_footer(reader, ends.get(_FOOTER))
        edition = Edition(
            language=detect(title + "".join(block.text for block in body[:8]), "zh-Hans") or "zh-Hans",
            title=title,
            body=tuple(body),
            site=head.source.name if head.source and head.source.name.startswith(_SITE) else None,
            section=section,
            breadcrumbs=breadcrumbs,
        )
        return Article(
            adapter=self.name,
            editions=(edition,),
            url=reader.page.url or url,
            published=head.published,
            source=head.source,
            images=tuple(images),
            related=tuple(related),
        )


def _own_titles(reader: Reader) -> Iterator[tuple[int, str]]:
    """Yield what the page calls the article below the story: beside its address, and first among the related."""
    lines = reader.lines
    for index, line in enumerate(lines):
        if line.text[0] in _LABEL_STARTS:
            address = _ADDRESS.match(line.text)
            if address is not None and address["title"]:
                yield index, address["title"]
            elif _RELATED.match(line.text) and index + 1 < len(lines):
                yield index, lines[index + 1].text


def _ends(reader: Reader, start: int) -> dict[re.Pattern[str], int]:
    """Return where each of the labels that follow the body first stands."""
    found: dict[re.Pattern[str], int] = {}
    for index, text in enumerate(texts_of(reader.lines)[start:], start):
        if text[0] in _LABEL_STARTS:
            for mark in (_RELATED, _ADDRESS, _SECTION, _FOOTER):
                if mark.match(text) is not None:
                    found.setdefault(mark, index)
    return found


def _body(reader: Reader, boilerplate: Boilerplate, start: int, stop: int) -> tuple[list[Block], list[Image]]:
    kept = array("I", [at for at in range(start, stop) if not boilerplate.leaves_out(reader.lines[at], reader)])
    lines = lines_at(reader.lines, kept)
    told = zip(lines, heading_shapes(lines), strict=True)
    return reader.body(Passage(line, kind="heading", level=2) if heading else Passage(line) for line, heading in told)


def _related(reader: Reader, title: str, start: int | None) -> list[Link]:
    found: list[Link] = []
    if start is None:
        return found
    reader.drop(reader.lines[start], "label")
    for line in reader.lines[start + 1 :]:
        if line.text[0] in _LABEL_STARTS and any(mark.search(line.text) for mark in (_ADDRESS, _SECTION, _FOOTER)):
            break
        links: list[tuple[int, int, str | None]] = [*reader.linked(line)]
        for at, end, url in links or [(0, len(line.text), None)]:
            text = line.text[at:end]
            if text == title:
                reader.ledger.drop(line, "self-link", at, end)
            else:
                reader.ledger.claim(line, f"related[{len(found)}]", at, end)
                found.append(Link(text=text, url=url))
    return found


def _drop_footer(reader: Reader, start: int | None) -> None:
    """Leave the list of links that ends every page; in HTML anything but links there stays unexplained."""
    if start is None:
        return
    reader.drop(reader.lines[start], "footer")
    for line in reader.lines[start + 1 :]:
        if line.node is None or reader.links(line):
            reader.drop(line, "site-recommendations")
