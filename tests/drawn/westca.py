"""Pages of westca."""

from __future__ import annotations

from collections.abc import Callable

from drawn.parts import TITLE, body, related
from markup import Pen
from tearsheet import Article

_TO_SIMPLIFIED = str.maketrans(
    "廣聯系簡體機歡迎錄費號冊賬會記錄頁頁資訊論壇產點評車華溫餐館黃請掃維碼後擊圖標發謝個贊勵讓進們聞沒評麼說幾來於內場猜歡可兩驗處輸數網為傳媒團屬站閱讀貼對載給",
    "广联系简体机欢迎录费号册账会记录页页资讯论坛产点评车华温餐馆黄请扫维码后击图标发谢个赞励让进们闻没评么说几来于内场猜欢可两验处输数网为传媒团属站阅读贴对载给",
)
_BAR = ["廣告聯系", "簡體版", "手機版", "微信", "微博", "搜索:"]
_WELCOME = ["歡迎您 游客", "登錄", "免費注冊", "忘記了密碼", "社交賬號注冊或登錄"]
_MENU = ["首頁", "新聞資訊", "論壇", "溫哥華地產", "大溫餐館點評", "溫哥華汽車", "溫哥華教育", "黃頁/二手", "旅游"]
_SHARE = "請用微信 掃一掃 掃描上面的二維碼,再點頁面右上角的 ... 圖標,選擇 發送給朋友分享到朋友圈,謝謝!"
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
        pen.block(
            " | ".join([f"{say(_WELCOME[0][:3])} <b>{say(_WELCOME[0][4:])}</b>", *map(link, map(say, _WELCOME[1:]))]),
            "navigation",
        ),
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
            pen.block(f"{pen.el('a', section + colon.strip(), href='News/catid=5.html')} {title}", "title", heads=TITLE),
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
    sections.append(pen.stack(body(pen, edition, unmarked=True), "body"))
    sections += [] if share_above else [share]
    sections += [byline] if byline and not above else []
    sections.append(
        pen.line([link(say(_LIKE)), link(say(_REMARK))], "", ways=("spans", "blocks", "br", "cells", "nbsp"))
    )
    notices = [pen.words(notice) for notice in edition.notices]
    sections.append(pen.line([say("注:"), *notices], "notice", ways=("blocks", "list", "plain", "br")))
    sections += related(pen, article, [say("猜您喜歡:")], None)
    sections.append(pen.block(say("您可能也喜歡:")))
    form = [say(words) for words in _FORM]
    fields = [form[0], f"{form[1]} <textarea name=c></textarea>", form[2], f"{form[3]} <input name=gfx>", form[4]]
    sections.append(pen.el("form", pen.line(fields, "form", ways=("blocks", "br", "list")), method="post"))
    sections.append(pen.line([*map(link, _FOOTER)], "footer", ways=("nbsp", "cells", "list", "blocks")))
    sections.append(pen.block(_published_by(pen, article, say), "footer"))
    sections.append(pen.block(say("頁面生成: 0.0512 秒 and 4 DB Queries in 0.0023 秒"), "footer"))
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
        words = f"{say('貼出者為')} {author} {say('於')} {article.published.raw}" + (
            f" ({reads} {say('閱讀')})" if reads else ""
        )
    return pen.block(words, "header")
