"""搜狐 (sohu.com): stories of its accounts (搜狐号).

::

    Account, and what it counts                  in a column beside the story
    Title
    2024-05-20 06:48 发布于：…                   of older stories 来源: … and tags
    body; its last paragraph ends in 返回搜狐，查看更多
    责任编辑：…
    平台声明：…
    大家都在看                                   then the stories of the day, the accounts

What only older stories have (the source, tags, the title they first ran under) is read by what is publicly known of
their markup, and was not checked on real pages.
"""

from __future__ import annotations

import re
from datetime import date

from tearsheet.fields import DeclaredAdapter, blocks, css, links
from tearsheet.reading.adapter import Signature

_CREDITED = re.compile(r"(?:摄影?|供图|资料图片?|截图|图源.{1,20})[)）]?$")


class Sohu(DeclaredAdapter):
    name = "sohu"
    hosts = ("www.sohu.com",)
    paths = (r"^/a/\d+_\d+",)
    signature = Signature(
        selectors=("#mp-editor", ".text-title > h1", "[href*='sohu.com/'], [src*='sohu.com/'], [src*='sohucs.com']")
    )
    zone = "Asia/Shanghai"
    checked = date(2026, 11, 22)

    title = css(".text-title > h1")
    published = css("#news-time, .article-info .time")
    authors = css("#user-info > h4 > a")
    source = css(".article-info > span").match(r"^来源[:：]\s*(.+)")
    body = blocks(
        "#mp-editor",
        drop={
            "navigation": "#backsohucom",
            "label": "[data-role='editor-name']",
        },
        captions=_CREDITED,
    )
    tags = css(".article-info .tag > a")
    notices = (
        css("#mp-editor > p").match(r"^[(（](?:责任)?(?:编辑|责编)[:：][^()（）]+[)）](?=\s*(?:返回搜狐|$))")
        + css("[data-role='editor-name']").match(r"^责任编辑[:：]\s*\S.*")
        + css(".text > .statement")
    )
    related = links("#allseeList > [data-role='allsee-item'] > .allsee-title")
    extras = {
        "location": css(".article-info > .area").match(r"发布于[:：]?\s*(.+)"),
        "original_title": css("[data-role='original-title']").match(r"原标题[:：]\s*(.+)"),
    }
    drops = {
        "navigation": "#main-header, .back-sohu",
        "label": ".text-title .article-tag",
        "author-card": "#user-info",
        "comment-prompt": "#article-do > .article-done",
        "share-prompt": "#share",
        "like-prompt": "#article-like",
        "page-tools": ".read-wrap, #articleReport, .user-feedback",
        "related": "#articleAllsee > .title",
        "advert": ".pc-ad-common, #god_bottom_banner",
        "site-recommendations": "#groomRead, #right-side-bar",
        "login": ".safe-hint",
    }
