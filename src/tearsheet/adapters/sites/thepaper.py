"""澎湃新闻 (thepaper.cn): its own news, and that of the accounts on 澎湃号.

::

    首页 > 10%公司                               of an account: 澎湃号 > Account
    Title
    澎湃新闻记者 …                               or Author/Paper; empty above the story of an account
    2020-06-06 10:08 来源：澎湃新闻
    body, its captions grey under their pictures
    责任编辑：… 校对：…                           of an account: 特别声明 …
    关键词 >> …,…
    相关推荐
    热评论, 新评论                               comments, those they answer in floors above them

The layout of 2022 is read by what is publicly known of its markup, and was not checked on real pages: its class names
end in a hash, so the fields lean on what is before it.
"""

from __future__ import annotations

from datetime import date

from tearsheet.fields import DeclaredAdapter, PageLayout, blocks, css, links, posts
from tearsheet.reading.adapter import Signature
from tearsheet.reading.images import UNMARKED_CAPTION

_NAMES = r"(?:澎湃新闻\S{0,4}记者\s+)?(?P<value>[^/\s](?:[^/]*?[^/\s])?)\s*+(?:/.*)?$"
# A space parts two names in Chinese, not the two parts of one in Latin.
_BETWEEN_NAMES = r"、\s*|(?<=[\u4e00-\u9fff])\s+(?:实习生\s*)?(?=[\u4e00-\u9fff])"


class ThePaper(DeclaredAdapter):
    name = "thepaper"
    hosts = ("www.thepaper.cn",)
    paths = (r"^/newsDetail_forward_\d+", r"^/baidu\.jsp\?contid=\d+")
    signature = Signature(
        selectors=(
            ".newscontent > .news_txt, [class*='index_cententWrap']",
            ".newscontent > .news_about, [class*='index_headerContent']",
            "[src*='thepaper.cn'], [href*='thepaper.cn']",
        )
    )
    zone = "Asia/Shanghai"
    checked = date(2026, 11, 22)

    class Article2014(PageLayout, signature=Signature(selectors=(".newscontent > .news_txt",))):
        title = css(".newscontent > .news_title")
        published = css(".news_about > p").match(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d)?")
        authors = css(".news_about > p:first-of-type").match(rf"^(?!\d{{4}}-){_NAMES}").split(_BETWEEN_NAMES) | css(
            ".news_paike_author .name"
        )
        source = css(".news_about span").match(r"来源[:：]\s*(.+)") | css(".news_about > p:first-of-type").match(
            r"^[^/]+/\s*(.+)$"
        )
        section = css(".news_path > a")[-1]
        breadcrumbs = css(".news_path > a")
        body = blocks(
            ".news_txt",
            drop={
                "app-prompt": ".hide_word",
            },
            captions=("span[style*='rgb(128, 128, 128)']", UNMARKED_CAPTION),
        )
        tags = css(".news_keyword").match(r">>\s*(.+)").split("[,，]")
        notices = css(".infor_item") + css(".disclaimer")
        related = links(".ctread_bd .ctread_name a")
        comments = posts(
            ".comment_que",
            body=css(".aqwright > .ansright_cont"),
            author=css(".aqwright > h3 > a"),
            posted=css(".aqwright > h3 > span"),
            quote=css(".floor_content .gl_cont")[-1],
        )
        drops = {
            "breadcrumb": ".news_path",
            "navigation": "#head, .main_rt .hotnews_time",
            "page-tools": ".news_about .font_size, .news_love, .news_feedback",
            "author-card": ".news_paike_author",
            "label": ".news_keyword",
            "related": ".newscontent > .news_tit2, .ctread_bd",
            "comment-prompt": ".newscontent > .news_tit3, .comment_title",
            "comment-form": "#commtid .aqw_tip, .wordTip, .aqw_pub, .aqw_tip",
            "comment-tools": ".ansright_time",
            "quoted-comment": ".comment_que .floor_content",
            "ranking": ".rthotnews_tt, .list_hot, .topic_hot",
            "site-recommendations": ".rtnews_hot",
            "app-prompt": ".rtapp_down",
            "footer": ".news_infor_extra, .news_editor, .con_us, .about, .copyright, a[href*='beian.gov.cn']",
        }

    class Article2022(PageLayout, signature=Signature(selectors=("[class*='index_cententWrap']",))):
        title = css("h1[class*='index_title']") | css("h1")
        published = css("[class*='index_headerContent'] span").match(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d)?")
        authors = (
            css("[class*='index_headerContent'] > div > div:first-child")
            .match(rf"^(?!\d{{4}}-|来源){_NAMES}")
            .split(_BETWEEN_NAMES)
        )
        source = css("[class*='index_headerContent'] span").match(r"来源[:：]\s*(.+)")
        body = blocks("[class*='index_cententWrap']", captions=(".image_desc", UNMARKED_CAPTION))
