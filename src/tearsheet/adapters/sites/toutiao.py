"""今日头条 (toutiao.com): stories of its accounts (头条号).

::

    首页 / 科技 / 正文                           until 2020
    Title
    原创 Account 2019-09-09 16:01:46             from 2021: 2024-05-09 22:30·Account
    body, captions marked since 2020, before in paragraphs of their own
    tags
    4,060 条评论                                 the first comments
    相关推荐                                     then the account's other stories, the day's top stories
"""

from __future__ import annotations

from datetime import date

from tearsheet.fields import DeclaredAdapter, PageLayout, blocks, css, links, posts
from tearsheet.reading.adapter import Signature
from tearsheet.reading.images import UNMARKED_CAPTION


class Toutiao(DeclaredAdapter):
    name = "toutiao"
    hosts = ("www.toutiao.com",)
    paths = (r"^/(?:article/|group/|item/|[ai])\d{15,}",)
    signature = Signature(
        selectors=(
            ".article-box > .article-sub, .article-detail-container .tt-article-content",
            ".article-content",
            "[href*='pstatp.com'], [src*='pstatp.com'], [href*='toutiao'], [src*='toutiao']",
        )
    )
    zone = "Asia/Shanghai"
    checked = date(2026, 11, 22)

    class Article2021(PageLayout, signature=Signature(selectors=(".tt-article-content",))):
        title = css(".article-content > h1")
        published = css(".article-meta span").match(r"^\d{4}-\d\d-\d\d.*")
        authors = css(".article-meta .name")
        body = blocks(".tt-article-content", captions=(".pgc-img-caption", UNMARKED_CAPTION))
        comments = posts(
            ".ttp-comment-item",
            body=css(".comment-info > .body > .content"),
            author=css(".user-name > .name"),
            posted=css(".footer > .left-action").match(r"[·⋅]\s*(\S.*)$"),
        )
        extras = {
            "original": css(".article-meta .original-tag").map(bool),
            "location": css(".article-meta").match(r"发布于\s*([^\s·]+)"),
        }
        drops = {
            "label": ".article-meta .dot",
            "navigation": ".ttp-site-header-wrapper, .ttp-toolbar",
            "share-prompt": ".left-sidebar .detail-side-interaction",
            "page-tools": ".detail-report",
            "comment-prompt": "#comment-area > .title, .side-drawer-btn, .check-more-reply",
            "comment-form": "#comment-area .main-input",
            "comment-tools": (".ttp-comment-item .right-action, .ttp-comment-item .footer, .ttp-comment-item .header"),
            "author-card": ".right-sidebar .media-info",
            "ranking": ".detail-hotboard",
            "site-recommendations": ".detail-end-feed, .seo-hot-link-list, .hot-video",
            "login": ".ttp-login-modal",
        }

    class Article2017(PageLayout, signature=Signature(selectors=(".article-box > .article-title",))):
        title = css(".article-box > .article-title")
        published = css(".article-sub span").match(r"^\d{4}-\d\d-\d\d.*")
        authors = css(".article-sub span:not(.original)").match(r"^(?!\d{4}-\d\d-\d\d).+")[0]
        section = css(".chinese-tag > a")[1]
        breadcrumbs = css(".chinese-tag > a")
        body = blocks(".article-box > .article-content", captions=(".pgc-img-caption", UNMARKED_CAPTION))
        tags = css(".tag-list .label-link")
        related = links(".detail-feed .title-box .link")
        comments = posts(
            ".c-item",
            body=css(".c-content > p"),
            author=css(".c-user-name"),
            posted=css(".c-create-time"),
        )
        extras = {"original": css(".article-sub .original").map(bool)}
        drops = {
            "breadcrumb": ".chinese-tag",
            "navigation": ".toutiao-header .topbar",
            "search": ".toutiao-header .search-wrap",
            "share-prompt": ".share-box",
            "page-tools": ".article-tag > .bui-right",
            "comment-prompt": "#comment > .c-header, .c-load-more",
            "comment-form": "#comment .inputBox",
            "comment-tools": ".c-footer-action",
            "related": ".detail-feed",
            "author-card": ".index-right .user-card",
            "site-recommendations": ".index-right .pane-module",
        }
