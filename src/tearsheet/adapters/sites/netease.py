"""网易 (163.com): news of its channels, and of the accounts on 网易号 (dy.163.com).

::

    网易首页 > 财经频道 > 正文
    Title
    2019-09-07 13:43:45 来源: … 举报             on 网易号 with a place: 来源: … 北京 举报
    （原标题：…）
    body, pictures in p.f_center, their captions in it or in a paragraph of their own
    本文来源：… 责任编辑：…
    特别声明：…                                  on 网易号, with an English Notice
    跟贴                                         comments, those they answer in floors above them
    相关推荐                                     then the columns of every page
"""

from __future__ import annotations

from datetime import date

from tearsheet.fields import DeclaredAdapter, PageLayout, blocks, css, links, posts
from tearsheet.reading.adapter import Signature
from tearsheet.reading.images import UNMARKED_CAPTION

_CHANNELS = "www news money tech sports ent war mobile digi auto edu lady travel art jiankang home gov data dy"


class Netease(DeclaredAdapter):
    name = "163"
    hosts = tuple(f"{channel}.163.com" for channel in _CHANNELS.split())
    paths = (r"^/\d\d/\d{4}/\d\d/[0-9A-Z]{16}\.html", r"/article/(?:detail/)?[0-9A-Z]{16}\.html")
    signature = Signature(
        selectors=(
            "#epContentLeft #endText, .article_wrap .article_box > #content, .post_main .post_body",
            "[src*='.126.net/'], [href*='.126.net/']",
        )
    )
    zone = "Asia/Shanghai"
    checked = date(2026, 11, 22)
    comments = posts(
        ".single-tie",
        body=css(".bdy-inner > .tie-cnt"),
        author=css(".bdy-inner > .tie-author .name") | css(".bdy-inner > .tie-author .name-desp"),
        posted=css(".bdy-inner > .tie-author .tie-time"),
        quote=css(".floor-tie-self > .tie-cnt")[-1],
    )
    drops = {
        "label": ".post_time_source, .ep-time-soure, .post_info",
        "breadcrumb": ".post_crumb",
        "navigation": ".ntes_nav_wrap, .post_recommends_titles, .post_recommend_ctrl",
        "share-prompt": (
            ".post_topshare, .post_btmshare, .post_top_share, .article_title .nt-wx2dcode-pop",
            ".share_box",
        ),
        "page-tools": ".post_size_ctrl",
        "comment-prompt": (
            ".post_tie_top, .post_top_tie, .post_comment_toolbar, .tie-title-bar, #tieArea .empty-tip",
            "#tieArea .show-all-tie",
        ),
        "comment-form": ".tie-input-bar",
        "disclaimer-of-comments": ".tie-reminder",
        "comment-tools": ".single-tie .tool-bar, .bdy-inner > .tie-author",
        "quoted-comment": ".single-tie .floor-tie",
        "related": ".post_recommends_list",
        "author-card": ".colum_wrap, .post_wemedia, .article_wrap > .header",
        "login": ".noLoginIn, #hw-layer",
        "site-recommendations": (
            "#post_recommend .post_recommend_news, .post_recommend_add, .post_recommends_ulist",
            "#epContentRight, .post_side, #instant-news, .post_next_post, .post_next",
            ".article_wrap .next",
        ),
        "footer": ".N-nav-bottom",
    }

    class Channel(PageLayout, signature=Signature(selectors=("#epContentLeft #endText",))):
        title = css("#epContentLeft > h1")
        published = css(".post_time_source, .ep-time-soure")
        source = css("#ne_article_source") | css(".ep-source .left").match(r"来源[:：]\s*(.+)")
        section = css(".post_crumb > a")[-1]
        breadcrumbs = css(".post_crumb > a")
        body = blocks(
            "#endText",
            drop={
                "related": ".related_article, .special_tag_wrap",
                "label": ".ep-source",
                "navigation": ".ep-pages",
            },
            captions=(".f_center:has(img)", UNMARKED_CAPTION),
        )
        notices = css(".ep-editor")
        related = links(".related_article_item a, .special_tag_cnt a")
        extras = {"original_title": css(".otitle").match(r"^(?>.*?原标题[:：]\s*+)(\S(?:.*?\S)?)\s*+[)）]?$")}

    class Account(PageLayout, signature=Signature(selectors=(".post_main .post_body",))):
        title = css(".post_main > .post_title")
        published = css(".post_info")
        source = css(".post_info a:not(.post_jubao)")
        section = css(".post_crumb > a:not(.to_reg)")[-1]
        breadcrumbs = css(".post_crumb > a:not(.to_reg)")
        body = blocks(".post_main .post_body", captions=(".f_center:has(img)", UNMARKED_CAPTION))
        notices = css(".creative_statement") + css(".post_statement p")
        related = links("li.post_recommend .post_recommend_title a")
        extras = {
            "original_title": css(".otitle").match(r"^(?>.*?原标题[:：]\s*+)(\S(?:.*?\S)?)\s*+[)）]?$"),
            "location": css(".post_info").match(r"^(?>.*?来源[:：]\s*+\S).*\s(?P<value>[^\s\d]{2,8})\s++举报$"),
        }

    class Account2019(PageLayout, signature=Signature(selectors=(".article_wrap .article_title",))):
        title = css(".article_title h2")
        published = css(".share_box .time span:first-child")
        source = css(".share_box .time span:last-child")
        section = css(".dy_logo")
        body = blocks(".article_box > #content", captions=(".f_center:has(img)", UNMARKED_CAPTION))
        notices = css(".article_wrap .statement p")
