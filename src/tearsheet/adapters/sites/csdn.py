"""CSDN (csdn.net): the blogs of its members, and the news it ran until 2019.

::

    Title
    最新推荐文章于 … 发布                         of a blog that has been changed: 于 … 首次发布
    Author 于 2023-03-12 13:08:03 发布 阅读量…    or 已于 … 修改
    分类专栏：… 文章标签：…
    版权声明：… 本文链接：…
    body, its code with numbers of lines beside it
    other members' stories on the subject
    the member's card, stories and columns; forms

The news has 发表于… | …次阅读 | 来源… | 作者… in one line, tags, and a 摘要.
"""

from __future__ import annotations

from datetime import date

from tearsheet.fields import DeclaredAdapter, PageLayout, blocks, css, links
from tearsheet.reading.adapter import Signature


class Csdn(DeclaredAdapter):
    name = "csdn"
    hosts = ("csdn.net",)
    paths = (r"/article/details/\d+", r"^/article/\d{4}-\d\d-\d\d/\d+")
    signature = Signature(
        selectors=(
            ".blog-content-box #article_content, .detail > .news_content",
            ".title-article, .detail > .title",
            "[href*='csdn.net'], [src*='csdnimg.cn']",
        )
    )
    zone = "Asia/Shanghai"
    checked = date(2026, 11, 22)

    class Blog(PageLayout, signature=Signature(selectors=(".blog-content-box #article_content",))):
        title = css(".title-article")
        published = css(".article-info-box .up-time").match(r"于\s*+(?P<value>\d.{1,60}?)\s*+首次发布") | css(
            ".article-info-box .time"
        ).match(r"^(?:最后发布于|于)?\s*+(?P<value>\d.{1,60}?)\s*+(?:发布)?$")
        updated = css(".article-info-box .time").match(r"^(?:已于|最后修改于)\s*+(?P<value>\d.{1,60}?)\s*+(?:修改)?$")
        authors = css(".article-info-box .follow-nickName")
        section = css(".artic-tag-box > .tag-link[href*='/category_']")[0]
        tags = css(".artic-tag-box > .tag-link:not([href*='/category_'])")
        body = blocks(
            "#article_content",
            drop={
                "page-tools": ".pre-numbering, .hljs-button, .hide-preCode-box, .look-more-preCode",
                "app-prompt": ".hide-article-box, .skill-tree-box",
            },
        )
        notices = css(".article-copyright > .creativecommons")
        canonical_url = css(".article-source-link > a", attr="href")
        related = links(".recommend-item-box .tit", text=".left")
        extras = {"reads": css(".read-count").match(r"^阅读量\s*(\d+)$").map(int)}
        drops = {
            "navigation": "#csdn-toolbar, #blogColumnPayAdvert, .special-column-name",
            "label": ".artic-tag-box, .article-source-link, .bar-content > .time",
            "page-tools": (
                ".article-info-box > .up-time, .bar-content > .read-count-box, .operating, #toolBarBox",
                ".csdn-side-toolbar, .report-box",
            ),
            "related": ".recommend-item-box",
            "app-prompt": "#treeSkill, .skill-tree-box",
            "author-card": ".blog_container_aside",
            "comment-prompt": ".comment-side-tit, #pcFlodCommentSideBox, #lookBadComment",
            "comment-form": ".comment-rewarddialog-box, #pcCommentBox",
            "like-prompt": ".env-box, .pay-code",
            "site-recommendations": "#rightAside, .template-box",
            "advert": ".wwads-cn, [id^='kp_box_']",
            "login": ".passport-login-tip-container",
            "footer": ".blog-footer-bottom",
        }

    class News(PageLayout, signature=Signature(selectors=(".detail > .news_content",))):
        title = css(".detail > .title")
        published = css(".tit_bar").match(r"发表于\s*(?P<value>\d[\d: -]*\d)")
        authors = css(".tit_bar").match(r"作者\s*(?P<value>[^|\s][^|]{0,60}?)\s*$")
        source = css(".tit_bar").match(r"来源\s*(?P<value>[^|\s][^|]{0,60}?)\s*\|")
        section = css(".brea_nav > a")[-1]
        breadcrumbs = css(".brea_nav > a")
        summary = css(".detail > .summary").match(r"摘要[:：]\s*(.+)")
        tags = css(".detail > .tag > a")
        body = blocks(".detail > .news_content")
        related = links("#Tab3 .list_1 a")
        extras = {"reads": css(".tit_bar .view_time").match(r"(?<!\d)(\d++)\s*+次阅读").map(int)}
        drops = {
            "navigation": "#csdn-toolbar, #cx_tabmenu, .brea_nav",
            "label": ".tit_bar",
            "related": ".detail > .related, #Tab3",
            "site-recommendations": ".content > .right",
            "footer": ".pub_fo",
        }
