"""Pages of the four formats, drawn around a known Article: what must be read back is that Article.

A page prints what its site prints, in the site's order; everything else about it is the pen's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from attrs import evolve, frozen
from markup import Pen, Piece

from tearsheet import Article, Block, Edition

__all__ = ["DRAW", "Story", "differences", "essence", "fewer"]

TITLE = ("h1", "h2", "h3")
HEADING = ("h2", "h3", "h4")


# -- what must be equal ------------------------------------------------------------------------------------------------


def essence(article: Article) -> dict[str, Any]:
    """Return what any markup of a story says alike: all but addresses, levels of headings, pictures and warnings."""
    return {
        "adapter": article.adapter,
        "editions": [
            {
                "language": edition.language,
                "title": edition.title,
                "summary": edition.summary,
                "body": [(block.kind, block.text) for block in edition.body],
                "tags": edition.tags,
                "notices": edition.notices,
                "site": edition.site,
                "section": edition.section,
                "breadcrumbs": edition.breadcrumbs,
            }
            for edition in article.editions
        ],
        "published": article.published,
        "updated": article.updated,
        "authors": article.authors,
        "source": article.source and article.source.name,
        "publisher": article.publisher,
        "scores": article.scores,
        "captions": [(image.caption, image.credit) for image in article.images if image.caption or image.credit],
        "related": [link.text for link in article.related],
        "comments": article.comments,
        "ai_generated": article.ai_generated,
        "extras": article.extras,
    }


def differences(found: Any, wanted: Any, path: str = "") -> list[str]:
    """Say in short where two essences differ; the first place of a list stands for the rest of it."""
    if isinstance(found, dict) and isinstance(wanted, dict):
        keys = dict.fromkeys([*found, *wanted])
        return [line for key in keys for line in differences(found.get(key), wanted.get(key), f"{path}.{key}")]
    if isinstance(found, list | tuple) and isinstance(wanted, list | tuple) and found != wanted:
        at = next((i for i, pair in enumerate(zip(found, wanted, strict=False)) if pair[0] != pair[1]), None)
        if at is not None and len(found) == len(wanted):
            return differences(found[at], wanted[at], f"{path}[{at}]")
        at = min(len(found), len(wanted)) if at is None else at
        return [f"{path}[{at}:] is {_short(found[at:])}, not {_short(wanted[at:])} ({len(found)} for {len(wanted)})"]
    return [] if found == wanted else [f"{path} is {_short(found)}, not {_short(wanted)}"]


def _short(value: Any) -> str:
    said = repr(value)
    return said if len(said) < 160 else f"{said[:80]} … {said[-70:]}"


@frozen
class Story:
    """An Article to draw pages around; Hypothesis prints its name only."""

    name: str
    article: Article

    def __repr__(self) -> str:
        return f"<{self.name}>"


def fewer(pen: Pen, article: Article) -> Article:
    """Return *article* with some of what a page may lack left out."""
    editions = list(article.editions)
    paragraphs = pen.pick(99, 5, 1)
    cut = all("paragraph" == block.kind for edition in editions for block in edition.body)
    tags = pen.pick(9, 1, 0)
    for number, edition in enumerate(editions):
        # What a cut summary is the beginning of stays, since that is how a cut is known.
        body = edition.body[:paragraphs] if cut else edition.body
        editions[number] = evolve(edition, body=body, tags=edition.tags[:tags])
    updated = pen.pick(article.updated, None) if article.published else article.updated
    extras = dict(article.extras)
    if pen.pick(False, True):
        extras.pop("header_number", None)
    # What readers say is another test's matter.
    for key in ("comment_subjects", "comment_scores"):
        extras.pop(key, None)
    related = article.related[: pen.pick(99, 1, 0)]
    return evolve(article, editions=tuple(editions), updated=updated, extras=extras, related=related, comments=())


# -- what formats share ------------------------------------------------------------------------------------------------


def _piece(pen: Pen, block: Block, *, unmarked: bool = False) -> Piece:
    """Write a block of the body; *unmarked* headings may stand like paragraphs, as they do in a text export."""
    words = pen.inline(block.text)
    if block.kind == "heading":
        # One that ends like a sentence was marked where it came from.
        if not unmarked or not block.text[-1].isalnum() or pen.chance(0.6):
            return Piece(pen.el(pen.random.choice(["h2", "h3", "h4"]), words, ""), block=True)
        return Piece(pen.random.choice([words, pen.el("strong", words), pen.el("b", words)]))
    if block.kind == "list_item":
        return Piece(pen.el("ul", pen.el("li", words)), block=True)
    if block.kind == "quote":
        return Piece(pen.el("blockquote", pen.el("p", words)), block=True)
    if block.kind == "caption" and pen.chance(0.5):
        picture = '<img src="/uploads/1.jpg" alt="a picture">'
        return Piece(pen.el("figure", picture + pen.el("figcaption", words)), block=True)
    return Piece(words)


def _body(pen: Pen, edition: Edition, *, unmarked: bool = False) -> list[Piece]:
    return [_piece(pen, block, unmarked=unmarked) for block in edition.body]


# -- ai-news-card ------------------------------------------------------------------------------------------------------

_UNITS = {"m": "分钟", "h": "小时", "d": "天"}


def _in_chinese(raw: str) -> str | None:
    match = re.search(r"(\d+)(m|h|d) ago", raw)
    return f"{match[1]}{_UNITS[match[2]]}前" if match else None


def card(pen: Pen, article: Article) -> str:
    en, zh = article.edition("en"), article.edition("zh")
    assert en is not None and zh is not None
    both = [edition for edition in (en, zh) if edition is not None]
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
    sections = [pen.line(header, "header")]
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
    return pen.page(sections, pen.pick("", en.title, f"{en.title} {zh.title} | AI News"), head=3, tail=3 if en.tags else 2)


def _pair(pen: Pen, role: str, first: str, second: str, *, heads: Sequence[str] = ()) -> str:
    return pen.line([pen.words(first), pen.words(second)], role, heads=heads, ways=("plain", "spans", "glued", "blocks", "br", "cells", "flex"))


_LABELS = {"hot": ("Hot", "热度"), "quality": ("Quality", "质量"), "impact": ("Impact", "影响力")}


def _scores(pen: Pen, article: Article) -> str:
    number_first = pen.pick(True, True, False)
    whole = pen.pick("blocks", "one line", "list", "table", "definitions")
    label_ways = ("plain", "spans", "glued")
    scores = []
    for name, value in article.scores.items():
        number = f"{value:g}"
        english, chinese = _LABELS[name]
        label = {"plain": f"{english} {chinese}", "spans": f"<span>{english}</span> <i>{chinese}</i>", "glued": f"<b>{english}</b><span>{chinese}</span>"}[pen.random.choice(label_ways)]
        scores.append((number, label) if number_first else (label, number))
    if whole == "one line":
        parts = [pen.el("span", part) for score in scores for part in score]
        return pen.block(" ".join(parts), "scores")
    if whole == "list":
        items = [pen.el("li", "".join(pen.el("div", part) for part in score)) for score in scores]
        return pen.el("ul", pen.gap.join(items), "scores")
    if whole == "table":
        cells = [pen.el("td", pen.br.join(score)) for score in scores]
        return pen.el("table", pen.el("tr", pen.gap.join(cells)), "scores")
    if whole == "definitions":
        items = [pen.el("dt", a) + pen.el("dd", b) for a, b in scores]
        return pen.el("dl", pen.gap.join(items), "scores")
    return pen.el("div", pen.gap.join(pen.el("div", pen.block(a) + pen.block(b)) for a, b in scores), "scores")


def _bodies(pen: Pen, en: Edition, zh: Edition) -> list[str]:
    """Write both bodies: one after the other, in turn, or side by side."""
    plain = all(block.kind == "paragraph" for block in (*en.body, *zh.body))
    way = pen.pick("after", "in turn", "pairs") if plain else "after"
    if way == "after":
        return [pen.stack(_body(pen, en), "body"), pen.stack(_body(pen, zh), "body")]
    first, second = _body(pen, en), _body(pen, zh)
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


# -- xishuta -----------------------------------------------------------------------------------------------------------


def xishuta(pen: Pen, article: Article) -> str:
    edition = article.editions[0]
    colon = pen.pick(":", "：")
    sections = []
    if edition.breadcrumbs:
        sections.append(_crumbs(pen, edition))
    sections.append(pen.block(pen.words(edition.title), "title", heads=TITLE))
    byline = []
    if article.source:
        byline.append(_labelled(pen, "来源", colon, article.source.name))
    if article.published:
        byline.append(_labelled(pen, "时间", colon, article.published.raw))
    if pen.pick(False, True):
        byline.reverse()
    sections.append(pen.line(byline, "header"))
    sections.append(pen.stack(_body(pen, edition, unmarked=True), "body"))
    sections.extend(_related(pen, article, ["相关推荐"], edition.title))
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
    links = [f"<a href=/newsview{n}.html>{words}</a>" for n, words in ((7, "年货节里的智能春联"), (8, "会听写的台灯降价了"))]
    if pen.pick(False, True):
        footer += pen.line(links, "related", ways=("blocks", "list", "br"))
    sections.append(footer)
    return pen.page(sections, pen.pick("", f"{edition.title}_晰数塔互联网快讯", edition.title), tail=1)


def _labelled(pen: Pen, label: str, colon: str, words: str) -> str:
    words = pen.words(words)
    way = pen.random.choice(["plain", "spaced", "spans", "label"])
    if way == "spans":
        return pen.el("span", label + colon) + pen.el("span", words)
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
        return pen.el("ol", sign.join(pen.el("li", crumb, style="display:inline") for crumb in [*linked, crumbs[-1]]), "crumbs")
    return pen.line([*linked, crumbs[-1]], "crumbs", ways=(way,))


def _related(pen: Pen, article: Article, headings: list[str], own: str | None) -> list[str]:
    titles = ([own] if own else []) + [link.text for link in article.related]
    linked = pen.pick(True, False)
    items = [pen.el("a", pen.words(text), href=f"/n{n}.html") if linked else pen.words(text) for n, text in enumerate(titles)]
    sections = [pen.block(heading, "", heads=HEADING) for heading in headings]
    if items:
        sections.append(pen.line(items, "related", ways=("blocks", "list", "br")))
    return sections


# -- westca ------------------------------------------------------------------------------------------------------------

_TO_SIMPLIFIED = str.maketrans(
    "廣聯系簡體機歡迎錄費號冊賬會記錄頁頁資訊論壇產點評車華溫餐館黃請掃維碼後擊圖標發謝個贊勵讓進們聞沒評麼說幾來於內場猜歡可兩驗處輸數網為傳媒團屬站閱讀貼對載給",
    "广联系简体机欢迎录费号册账会记录页页资讯论坛产点评车华温餐馆黄请扫维码后击图标发谢个赞励让进们闻没评么说几来于内场猜欢可两验处输数网为传媒团属站阅读贴对载给",
)
_BAR = ["廣告聯系", "簡體版", "手機版", "微信", "微博", "搜索:"]
_WELCOME = ["歡迎您 游客", "登錄", "免費注冊", "忘記了密碼", "社交賬號注冊或登錄"]
_MENU = ["首頁", "新聞資訊", "論壇", "溫哥華地產", "大溫餐館點評", "溫哥華汽車", "溫哥華教育", "黃頁/二手", "旅游"]
_SHARE = "請用微信 掃一掃 掃描上面的二維碼,然後點擊頁面右上角的 ... 圖標,然後點擊 發送給朋友分享到朋友圈,謝謝!"
_LIKE, _REMARK = "點個贊吧!您的鼓勵讓我們進步", "好新聞沒人評論怎麼行,我來說幾句"
_FORM = ["我來說兩句:", "評論:", "安全校驗碼:", "請在此處輸入圖片中的數字", "The Captcha image"]
_FOOTER = ["Terms &amp; Conditions", "Privacy Policy", "Political ADs", "Activities Agreement", "Contact Us", "Sitemap"]


def westca(pen: Pen, article: Article) -> str:
    edition = article.editions[0]
    wide = pen.pick(False, True)

    def say(words: str) -> str:
        if wide:
            words = words.translate({ord(","): "，", ord(":"): "：", ord("!"): "！"})
        return words.translate(_TO_SIMPLIFIED) if edition.language == "zh-Hans" else words

    def link(words: str) -> str:
        return pen.el("a", words, href="News/1.html")

    bar = [say(words) for words in _BAR]
    sections = [
        pen.block("| " + " | ".join([*map(link, bar[:-1]), f'{bar[-1]} <input name="q">']), "navigation"),
        pen.block(" | ".join(map(link, map(say, _WELCOME))), "navigation"),
        pen.line([link(say(words)) for words in _MENU], "navigation", ways=("cells", "list", "blocks", "spans")),
    ]
    title = pen.words(edition.title)
    if edition.section:
        colon = pen.pick(": ", ":", "：")
        section = pen.words(edition.section)
        sections.append(pen.pick(
            pen.block(f"{section}{colon}{title}", "title", heads=TITLE),
            pen.block(f"{link(section)}{colon}{title}", "title", heads=TITLE),
            pen.block(f"{pen.el('span', link(section), 'navigation')}{colon}{pen.el('b', title)}", "title", heads=TITLE),
            pen.line([link(section) + colon, title], "title", ways=("cells", "br", "blocks")),
            pen.el("div", pen.el("span", link(section)) + colon + pen.el("h1", title)),
        ))  # fmt: skip
    else:
        sections.append(pen.block(title, "title", heads=TITLE))
    share = pen.block(f'<img src="/qr.png" width="120" height="120">{pen.br}{say(_SHARE)}', "share")
    byline = _byline(pen, article, say)
    above = pen.pick(True, False)
    sections += [byline] if byline and above else []
    share_above = pen.pick(True, False)
    sections += [share] if share_above else []
    sections.append(pen.stack(_body(pen, edition, unmarked=True), "body"))
    sections += [] if share_above else [share]
    sections += [byline] if byline and not above else []
    sections.append(pen.line([link(say(_LIKE)), link(say(_REMARK))], "", ways=("spans", "blocks", "br", "cells")))
    notices = [pen.words(notice) for notice in edition.notices]
    sections.append(pen.block(say("注:")))
    sections.append(pen.line(notices, "notice", ways=("list", "blocks")))
    sections += _related(pen, article, [say("猜您喜歡:")], None)
    sections.append(pen.block(say("您可能也喜歡:")))
    form = [say(words) for words in _FORM]
    fields = [form[0], f"{form[1]} <textarea name=c></textarea>", form[2], f"{form[3]} <input name=gfx>", form[4]]
    sections.append(pen.el("form", pen.line(fields, "form", ways=("blocks", "br", "list")), method="post"))
    sections.append(pen.block(" &nbsp; &nbsp; ".join(map(link, _FOOTER)), "footer"))
    sections.append(pen.block(_published_by(pen, article, say), "footer"))
    sections.append(pen.block(say("頁面生成: 0.0703 秒 and 3 DB Queries in 0.0018 秒"), "footer"))
    head = pen.pick("", f"{edition.title} - {edition.site}", f"{edition.section}: {edition.title}")
    return pen.page(sections, head, tail=3)


def _published_by(pen: Pen, article: Article, say: Callable[[str], str]) -> str:
    publisher = article.publisher or ""
    name = pen.pick(pen.words(publisher), pen.el("a", pen.words(publisher[:5]), href="/") + pen.words(publisher[5:]))
    return f"{pen.words(article.editions[0].site or '')}{say('為')}{name}{say('旗下網站')}"


def _byline(pen: Pen, article: Article, say: Callable[[str], str]) -> str | None:
    if not article.authors or article.published is None:
        return None
    author = pen.el("b", pen.words(article.authors[0]))
    reads = article.extras.get("reads")
    english = "Posted by" in article.published.raw or article.published.raw[0].isalpha()
    if english:
        words = f"Posted by {author} on {article.published.raw}" + (f" ({reads} reads)" if reads else "")
    else:
        words = f"{say('貼出者為')} {author} {say('於')} {article.published.raw}" + (f" ({reads} {say('閱讀')})" if reads else "")
    return pen.block(words, "header")


# -- text-export -------------------------------------------------------------------------------------------------------


def export(pen: Pen, article: Article) -> str:
    if pen.pick(False, True) and len(article.editions) == 2 and article.editions[0].language == "en":
        return _mixed_export(pen, article)
    sections = []
    for edition in article.editions:
        sections.append(pen.block(pen.words(edition.title), "title", heads=TITLE))
        if edition.summary:
            sections.append(pen.block(pen.words(edition.summary.text), "summary"))
        sections.append(pen.block("Analysis" if edition.language == "en" else "深度分析", "", heads=HEADING))
        sections.append(pen.stack(_body(pen, edition), "body"))
        sections.extend(pen.block(pen.words(notice), "notice") for notice in edition.notices)
    return pen.page(sections, pen.pick("", article.title), head=1)


def _mixed_export(pen: Pen, article: Article) -> str:
    en, zh = article.editions
    one = ("plain", "spans", "glued")
    sections = [pen.line([pen.words(en.title), pen.words(zh.title)], "title", ways=one, heads=TITLE)]
    if en.summary and zh.summary:
        sections.append(pen.line([pen.words(en.summary.text), pen.words(zh.summary.text)], "summary", ways=one))
    sections.append(pen.line(["Analysis", "深度分析"], "", ways=one, heads=HEADING))
    sections += [pen.stack(_body(pen, en), "body"), pen.stack(_body(pen, zh), "body")]
    notices = [pen.words(notice) for edition in (en, zh) for notice in edition.notices]
    sections.append(pen.line(notices, "notice", ways=("plain", "spans", "blocks", "br")))
    return pen.page(sections, pen.pick("", en.title), head=2, tail=1)


DRAW: dict[str, Callable[[Pen, Article], str]] = {
    "ai-news-card": card,
    "text-export": export,
    "westca": westca,
    "xishuta": xishuta,
}
