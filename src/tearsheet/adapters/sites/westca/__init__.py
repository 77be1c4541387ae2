"""加西網 (westca.com): news for readers of Chinese in Vancouver, on a Dragonfly CMS (CPG-Nuke).

::

    utility bar, welcome line, navigation
    加州: Title                              the CMS prints the category before the title
    請用微信 掃一掃 …                          share prompt; a byline may stand above or below it
    body, sections numbered by a bare 1, 2, 3
    點個贊吧!… 好新聞沒人評論怎麼行…            like and comment prompts
    注: … 猜您喜歡: … 您可能也喜歡:              notice, lists of related stories
    comments, comment form, footer links, publisher, page statistics

The print page has title, date and poster, body, 此文來自 加西網 and the address; the comments page has the story's
lead and the comments. Every label is known in Traditional and in Simplified Chinese.
"""

from __future__ import annotations

from datetime import date

from tearsheet.adapters.sites.westca.labels import (
    ADDRESS,
    ANCHORS,
    COMMENTS_BELONG,
    END,
    FROM,
    LIKE,
    NAVIGATION,
    PUBLISHER,
    SHARE,
    WITHIN_BARS,
)
from tearsheet.adapters.sites.westca.story import Story
from tearsheet.adapters.sites.westca.tail import Tail
from tearsheet.adapters.sites.westca.title import take_title, title_index
from tearsheet.model import Article, Edition
from tearsheet.reading.adapter import Adapter, Layout, Signature
from tearsheet.reading.boilerplate import clear
from tearsheet.reading.reader import Reader
from tearsheet.text.language import detect

__all__ = ["Westca"]


class Westca(Adapter):
    name = "westca"
    hosts = ("westca.com",)
    paths = (r"^/News/(?:article|print|comment)", r"[?&]name=News\b.*\bfile=(?:article|print|comments?)\b")
    signature = Signature(
        (
            PUBLISHER.pattern,
            r"[頁页]面生成\s*+[:：].{0,120}?DB Queries",
            r"[請请]用微信\s*[掃扫]一[掃扫]",
            LIKE.pattern,
            r"新[聞闻][來来]源[於于]其它媒[體体]",
            FROM.pattern,
            r"^https?://(?:www\.)?westca\.com/",
        ),
        at_least=2,
    )
    layouts = (
        Layout("print", Signature((FROM.pattern, ADDRESS.pattern))),
        Layout("comments", Signature((COMMENTS_BELONG.pattern,))),
        Layout("article"),
    )
    zone = "America/Vancouver"
    checked = date(2026, 11, 22)

    def read(self, reader: Reader) -> Article:
        boilerplate = clear(reader, ANCHORS)
        top = _skip_navigation(reader)
        at = title_index(reader, top)
        section, title, start = take_title(reader, at)
        story = Story(reader, boilerplate)
        stop = story.read(start)
        if not story.body:
            reader.fail("body", f"no text below the title {title!r}", reader.lines[at])
        tail = Tail(reader)
        tail.read(stop, story)
        language = detect(title + "".join(block.text for block in story.body[:8]), "zh-Hant") or "zh-Hant"
        edition = Edition(
            language=language,
            title=title,
            body=tuple(story.body),
            notices=tuple(tail.notices),
            site=tail.site,
            section=section,
        )
        extras: dict[str, object] = dict(tail.discussion.extras)
        if story.byline.reads is not None:
            extras["reads"] = story.byline.reads
        return Article(
            adapter=self.name,
            editions=(edition,),
            url=reader.page.url or tail.url,
            published=story.byline.published,
            authors=(story.byline.author,) if story.byline.author else (),
            publisher=tail.publisher,
            images=tuple(story.images),
            related=tuple(link for link in tail.related if link.text != title),
            comments=tail.discussion.build(),
            extras=extras,
        )


def _skip_navigation(reader: Reader) -> int:
    """Leave the bars above the story; return the index of the line after the last of them."""
    top = 0
    for index, line in enumerate(reader.lines):
        if NAVIGATION.fullmatch(line.text):
            reader.drop(line, "navigation")
            top = index + 1
        elif index - top >= WITHIN_BARS or SHARE.search(line.text) or END.search(line.text):
            break
    return top
