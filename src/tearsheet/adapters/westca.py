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

import re

from tearsheet.adapter import Adapter, Layout, Signature
from tearsheet.byline import Byline
from tearsheet.discussion import Discussion
from tearsheet.furniture import Furniture, clear
from tearsheet.language import detect
from tearsheet.lines import Line
from tearsheet.model import Article, Block, BlockKind, Edition, Link
from tearsheet.pictures import Pictures
from tearsheet.reader import Reader, either
from tearsheet.shape import is_section_number

__all__ = ["Westca"]

_BAR = (
    r"[廣广]告[聯联][系繫]|[簡简繁][體体]版?|手[機机]版|微信|微博|搜索\s*[:：]?|[歡欢]迎您|游客|登[錄录]|免[費费]注[冊册]|忘[記记]了密[碼码]|"
    r"社交[賬账][號号]注[冊册]或登[錄录]|首[頁页]|新[聞闻][資资][訊讯]|[論论][壇坛]|[溫温]哥[華华](?:地[產产]|汽[車车]|教育)|大[溫温]餐[館馆][點点][評评]|"
    r"[黃黄][頁页]/二手|旅[游遊]"
)
# Possessive, since a run of separators can otherwise be parted in exponentially many ways.
_NAVIGATION = re.compile(rf"(?:{_BAR}|[\s|/·])++")
_FOOTER_LINKS = re.compile(
    r"(?:(?:Terms & Conditions|Privacy Policy|Political ADs|Activities Agreement|Contact Us|Sitemap)[\s|·]*+)++"
)
_SHARE = re.compile(r"[請请]用微信\s*[掃扫]一[掃扫].{0,160}?[謝谢][謝谢]\s*[!！。]?")
_TITLE = re.compile(r"(?P<section>[^:：\n]{1,14}?)\s*[:：]\s*(?P<title>\S[^\n]*)")
_LIKE = re.compile(r"[點点][個个][贊赞]吧\s*[!！]?\s*您的鼓[勵励][讓让]我[們们][進进]步")
_REMARK = re.compile(r"好新[聞闻][沒没]人[評评][論论]怎[麼么]行\s*[,，]?\s*我[來来][說说][幾几]句")
_NOTE = re.compile(r"^注\s*[:：]\s*")
_RELATED = re.compile(r"^(?:猜您喜[歡欢]|您可能也喜[歡欢])\s*[:：]?$")
_FORM = re.compile(
    r"^(?:我[來来][說说][兩两]句|[評评][論论]|安全校[驗验][碼码])\s*[:：]?|^[請请]在此[處处][輸输]入[圖图]片中的[數数]字|"
    r"^The Captcha image|^提交$"
)
_PUBLISHER = re.compile(r"(?P<site>加西[網网])\s*[為为]\s*(?P<publisher>\S.{0,40}?)\s*旗下[網网]站")
_STATISTICS = re.compile(r"[頁页]面生成\s*[:：].*")
_FROM = re.compile(r"^此文[來来]自\s*(?P<site>加西[網网])$")
_ADDRESS = re.compile(r"^此文[網网]址是?\s*[:：]")
_COMMENTS_BELONG = re.compile(r"^留言由[張张][貼贴]者[擁拥]有")
_SECTION_ALONE = re.compile(r"(?P<section>[^:：\s]{1,14})\s*[:：]")
_LONGEST_LABEL = 160
_WITHIN_BARS = 12
_WITHIN_TITLE = 30
_URL = re.compile(r"https?://\S+$")
_END = either(
    _LIKE, _REMARK, _NOTE, _RELATED, _FROM, _COMMENTS_BELONG, Discussion.HEAD, _FORM, _PUBLISHER, _FOOTER_LINKS
)


_ANCHORS = either(re.compile(f"^(?:{_BAR})"), _SHARE, _STATISTICS, _END)


class Westca(Adapter):
    name = "westca"
    hosts = ("westca.com",)
    paths = (r"^/News/(?:article|print|comment)", r"[?&]name=News\b.*\bfile=(?:article|print|comments?)\b")
    signature = Signature(
        (
            _PUBLISHER.pattern,
            r"[頁页]面生成\s*[:：].*DB Queries",
            r"[請请]用微信\s*[掃扫]一[掃扫]",
            _LIKE.pattern,
            r"新[聞闻][來来]源[於于]其它媒[體体]",
            _FROM.pattern,
            r"^https?://(?:www\.)?westca\.com/",
        ),
        at_least=2,
    )
    layouts = (
        Layout("print", Signature((_FROM.pattern, _ADDRESS.pattern))),
        Layout("comments", Signature((_COMMENTS_BELONG.pattern,))),
        Layout("article"),
    )
    zone = "America/Vancouver"

    def read(self, reader: Reader) -> Article:
        furniture = clear(reader, _ANCHORS)
        top = _skip_navigation(reader)
        title_index = _title_index(reader, top)
        section, title, start = _title(reader, title_index, printed=reader.layout == "print")
        story = Story(reader, furniture)
        stop = story.read(start)
        if not story.body:
            reader.fail("body", f"no text below the title {title!r}", reader.lines[title_index])
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
            images=tuple(story.pictures.found),
            related=tuple(link for link in tail.related if link.text != title),
            comments=tail.discussion.build(),
            extras=extras,
        )


def _skip_navigation(reader: Reader) -> int:
    """Leave the bars above the story; return the index of the line after the last of them."""
    top = 0
    for index, line in enumerate(reader.lines):
        if _NAVIGATION.fullmatch(line.text):
            reader.drop(line, "navigation")
            top = index + 1
        elif index - top >= _WITHIN_BARS or _SHARE.search(line.text) or _END.search(line.text):
            break
    return top


def _title_index(reader: Reader, top: int) -> int:
    """Find the title: what ``<title>`` repeats, else a heading, else what stands right above share prompt or byline.

    Where none of these tells, it is the first line below the navigation.
    """
    end = reader.find(_END, top, top + _WITHIN_TITLE)
    lines = reader.lines[top : top + _WITHIN_TITLE if end is None else end]
    if not lines:
        reader.fail("title", "nothing stands below the navigation")
    words = reader.page.title or ""
    for index, line in enumerate(lines):
        text = line.text
        if (
            len(text) > 3
            and not _SECTION_ALONE.fullmatch(text)
            and (text in words or (re.split(r"[:：]\s*", text, maxsplit=1)[-1] or text) in words)
        ):
            return top + index
    for index, line in enumerate(lines):
        if line.level is not None and len(line.text) > 3:
            return top + index
    if reader.layout != "print":
        if _TITLE.match(lines[0].text):
            return top
        for index, line in enumerate(lines[:2]):
            if _SECTION_ALONE.fullmatch(line.text) and index + 1 < len(lines):
                return top + index + 1
    for index, line in enumerate(lines[:4]):
        if index and (_SHARE.match(line.text) or Byline.begins(line.text)):
            return top + index - 1
    return top


def _title(reader: Reader, index: int, *, printed: bool) -> tuple[str | None, str, int]:
    """Take section and title; the print page has no section, and two of its lines are not joined."""
    line = reader.lines[index]
    if printed:
        return None, reader.take(line, "title"), index + 1
    above = reader.lines[index - 1] if index else None
    if above is not None and (match := _SECTION_ALONE.fullmatch(above.text)) and not reader.ledger.touched(above):
        alone = reader.ledger.claim(above, "section", *match.span("section"))
        return alone, reader.take(line, "title"), index + 1
    following = reader.lines[index + 1].text if index + 1 < len(reader.lines) else ""
    lines = 2 if following.startswith((":", "：")) else 1
    found = reader.stretch(index, index + lines).search(_TITLE)
    if found is None:
        return None, reader.take(line, "title"), index + 1
    section, title = found.take("section"), found.take("title")
    found.drop_rest("separator")
    return section, title or "", index + lines


class Story:
    """The story itself: byline and body."""

    def __init__(self, reader: Reader, furniture: Furniture) -> None:
        self.reader = reader
        self.furniture = furniture
        self.body: list[Block] = []
        self.pictures = Pictures()
        self.byline = Byline(reader)

    def read(self, start: int) -> int:
        """Read from line *start* on; return the index of the line at which the story ends."""
        reader = self.reader
        for index in range(start, len(reader.lines)):
            line = reader.lines[index]
            text = line.text
            if len(text) < _LONGEST_LABEL and _END.search(text):
                return index
            share = _SHARE.search(text) if "微信" in text else None
            if share is not None:
                reader.ledger.drop(line, "share-prompt", share.start(), share.end())
                if not text[share.end() :].strip() and not text[: share.start()].strip():
                    continue
            if self.byline.read(line) or self._furniture(line):
                continue
            self._block(line, 0 if share is None else share.end())
        return len(reader.lines)

    def _furniture(self, line: Line) -> bool:
        rule = self.furniture.in_body(line)
        if rule is None and not self.body and _NAVIGATION.fullmatch(line.text):
            rule = "navigation"
        if rule is not None:
            self.reader.drop(line, rule)
        return rule is not None

    def _block(self, line: Line, start: int) -> None:
        reader = self.reader
        self.pictures.add(reader.images([line]))
        kind: BlockKind | None = None
        level = None
        if is_section_number(line.text):
            kind, level = "heading", 2
        elif self.pictures.is_caption(line.text):
            kind = "caption"
            self.pictures.describe(line.text)
        else:
            self.pictures.text()
        self.body.append(reader.block(line, "body", start, kind=kind, level=level))


class Tail:
    """What follows the story: prompts, notices, related stories, comments, footer."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.notices: list[str] = []
        self.related: list[Link] = []
        self.discussion = Discussion(reader)
        self.site: str | None = None
        self.publisher: str | None = None
        self.url: str | None = None

    def read(self, start: int, story: Story) -> None:
        reader = self.reader
        lines = reader.lines[start:]
        state = ""
        for line in lines:
            text = line.text
            if self._fixed(line):
                state = ""
            elif note := _NOTE.match(text):
                state = "notices"
                reader.ledger.drop(line, "label", 0, note.end())
                if text[note.end() :]:
                    self.notices.append(reader.ledger.claim(line, "notices", note.end()))
            elif _RELATED.match(text):
                state = "related"
                reader.drop(line, "label")
            elif _ADDRESS.match(text):
                state = "url"
                reader.drop(line, "label")
            elif self.discussion.begins(line):
                state = "comments"
            elif state == "notices":
                self.notices.append(reader.take(line, "notices"))
            elif state == "related":
                self.related.extend(reader.links(line) or (Link(text=text),))
                reader.take(line, "related")
            elif state == "comments":
                self.discussion.add(line)
            elif _URL.match(text):
                if state == "url":
                    self.url = reader.take(line, "url")
                else:
                    reader.drop(line, "site-address")
            else:
                story.byline.read(line)

    def _fixed(self, line: Line) -> bool:
        """Take or leave a line that every page prints."""
        ledger = self.reader.ledger
        text = line.text
        done = False
        for mark, rule in (
            (_LIKE, "like-prompt"),
            (_REMARK, "comment-prompt"),
            (_FORM, "comment-form"),
            (_STATISTICS, "page-statistics"),
            (_COMMENTS_BELONG, "disclaimer-of-comments"),
        ):
            if (match := mark.search(text)) is not None:
                whole = rule in {"comment-form", "disclaimer-of-comments"}
                ledger.drop(line, rule, 0 if whole else match.start(), len(text) if whole else match.end())
                done = True
        if _FOOTER_LINKS.fullmatch(text):
            ledger.drop(line, "footer-links")
            return True
        for mark in (_PUBLISHER, _FROM):
            if (match := mark.search(text)) is not None:
                self.site = ledger.claim(line, "site", *match.span("site"))
                if "publisher" in match.groupdict():
                    self.publisher = ledger.claim(line, "publisher", *match.span("publisher"))
                ledger.drop(line, "label", match.start(), match.end())
                done = True
        return done
