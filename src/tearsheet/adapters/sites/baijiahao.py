"""百家号 (baijiahao.baidu.com): stories of accounts that write for Baidu.

::

    Title
    Account
    发布时间：10-08 12:00 …                       no year in the year itself; the markup states it
    body, headings and captions marked
    相关搜索
    作者最新文章
    相关文章

The layouts of 2020 and 2022 are read by what is publicly known of their markup, and were not checked on real pages:
their class names end in a hash or are one, so the fields lean on what is before it and on ``data-testid``.
"""

from __future__ import annotations

from datetime import date

from tearsheet.fields import DeclaredAdapter, PageLayout, blocks, css, links, meta
from tearsheet.reading.adapter import Signature


class Baijiahao(DeclaredAdapter):
    name = "baijiahao"
    hosts = ("baijiahao.baidu.com", "mbd.baidu.com")
    paths = (r"^/s\?(?:.*&)?id=\d+", r"^/builder/preview/s\?", r"^/newspage/data/landing")
    signature = Signature(
        selectors=(
            "#article .article-content, [class*='index-module_articleWrap'], [data-testid='article']",
            ".bjh-p, .bjh-h3, .article-source-bjh",
            "[src*='bdstatic.com'], [src*='baidu.com'], [href*='bdstatic.com'], [href*='baidu.com']",
        )
    )
    zone = "Asia/Shanghai"
    checked = date(2026, 11, 22)

    class Article2018(PageLayout, signature=Signature(selectors=("#article .article-content",))):
        title = css(".article-title h2")
        published = meta("dateUpdate")
        authors = css(".author-txt .author-name")
        body = blocks("#article > .article-content", headings=".bjh-h3", captions=".bjh-image-caption")
        related = links(".related-news h3 a")
        drops = {
            "repeated": ".article-source .date, .article-source .time",
            "author-card": ".account-authentication, .recent-article",
            "login": "#userBlock, .header_menu",
            "search": ".search-diversion",
            "related": ".related-news",
            "page-tools": ".back-to-top, .report-link",
            "footer": "#bottom-container",
        }

    class Article2020(PageLayout, signature=Signature(selectors=("[class*='index-module_articleWrap']",))):
        title = css("[class*='index-module_articleTitle']")
        published = meta("dateUpdate")
        authors = css("[class*='index-module_authorName']")
        body = blocks(
            "[class*='index-module_articleWrap']",
            until=r"^举报/反馈$",
            headings=".bjh-h3",
            captions=".bjh-image-caption",
        )
        drops = {
            "repeated": "[class*='index-module_articleSource'] > span:not([class*='accountAuthentication'])",
            "author-card": "[class*='index-module_accountAuthentication']",
        }

    class Article2022(PageLayout, signature=Signature(selectors=("[data-testid='article']",))):
        title = css("#header > div:first-child")
        published = meta("dateUpdate") | css("#header [data-testid='updatetime']")
        authors = css("[data-testid='author-name']")[0]
        body = blocks(
            "[data-testid='article']",
            drop={
                "page-tools": "[data-testid='report-btn']",
            },
            headings=".bjh-h3",
            captions=".bjh-image-caption",
        )
