"""观察者网 (guancha.cn): news, and the essays of its columnists.

::

    Title
    Columnist, and what they are                 above an essay only
    2019-09-07 15:10:53 字号：A- A A+ 来源：…
    最后更新: …
    body, its captions grey in centred paragraphs
    标签 …
    原标题：…
    责任编辑: …                                  of an essay: 本文仅代表作者个人观点。 and the page's address
    a topic's other stories, the author's, the columnists'
    热门评论, 观察员评论, 全部评论               comments, those they answer in boxes above them
    相关推荐
"""

from __future__ import annotations

from datetime import date

from tearsheet.fields import DeclaredAdapter, blocks, css, links, posts
from tearsheet.reading.adapter import Signature


class Guancha(DeclaredAdapter):
    name = "guancha"
    hosts = ("www.guancha.cn",)
    paths = (r"/\d{4}_\d\d_\d\d_\d+(?:_\w+)?\.shtml",)
    signature = Signature(
        selectors=(".left-main > h3", ".left-main > .all-txt", "[src*='guancha.cn'], [href*='guancha.cn']")
    )
    zone = "Asia/Shanghai"
    checked = date(2026, 11, 22)

    title = css(".left-main > h3")
    published = css(".left-main > .time span").match(r"^\d{4}-\d\d-\d\d.*")
    updated = css(".left-main > .time span").match(r"最后更新[:：]\s*(.+)")
    authors = css(".author-intro p > a")
    source = css(".left-main > .time span").match(r"来源[:：]\s*(.+)")
    body = blocks(".left-main > .all-txt", captions="[style*='#999']")
    tags = css(".key-word a")
    notices = css(".article-other > *:not(#context_endf)").match(r"^(?!\s*原标题)[^\n]+")
    related = links(".img-special .right_title .c_hidden a, .new-left-list .module-title a")
    comments = posts(
        ".comment-item",
        body=css(".comment-item > .comment-txt"),
        author=css(".comment-item > .clearfix .user-nick"),
        posted=css(".comment-item > .list-footer .time"),
        quote=css(".cmt-item-main > .comment-txt")[-1],
    )
    extras = {"original_title": css(".article-other > li").match(r"原标题[:：]\s*(.+)")}
    drops = {
        "navigation": ".nav, .content-menu, #select_page, .gc-comment .pagination",
        "search": ".right > .search",
        "label": ".key-word > span",
        "self-link": "#context_endf",
        "share-prompt": ".left-main > .share",
        "page-tools": ".time span:has(a[fsize])",
        "author-card": ".author-intro",
        "comment-form": ".gc-comment .comment-component",
        "comment-prompt": ".gc-comment .tab-control-header, .gc-comment .cmt-desc",
        "comment-tools": (
            ".comment-item .operations, .comment-item .signature, .comment-item .all-floor",
            ".comment-item .user-box",
        ),
        "quoted-comment": ".comment-item .comment-box",
        "related": ".img-special .right_title, .new-left-list",
        "ranking": ".fenwen24, .module-news-2",
        "site-recommendations": (
            ".left-main > .img-special, #post-member, .head-inpost, .post-member-right, .latest-video",
            ".kuaixun-new, #member-recommend",
        ),
        "footer": ".footer",
    }
