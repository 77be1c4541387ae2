"""微信公众号 (mp.weixin.qq.com): stories of official accounts.

::

    Title
    原创 Author Account 昨天                      a script prints the time; another one holds it in full
    body, hidden until scripts have run
    推荐阅读：…                                   links to other stories, set by hand at the end of the body
    微信扫一扫 关注该公众号

Readers' comments are fetched later and are no part of a page. Tags and the place that newer stories print are read by
what is publicly known of their markup, and were not checked on real pages.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from tearsheet.fields import DeclaredAdapter, blocks, css, links, meta, script
from tearsheet.model import Moment
from tearsheet.reading.adapter import Signature

_CHINA = timezone(timedelta(hours=8))


def _second(text: str) -> Moment:
    """Return the second that *text*, a count of seconds since 1970, names."""
    start = datetime.fromtimestamp(int(text), _CHINA)
    return Moment(raw=text, start=start, end=start + timedelta(seconds=1), precision="second", zone="Asia/Shanghai")


class Weixin(DeclaredAdapter):
    name = "weixin"
    hosts = ("mp.weixin.qq.com",)
    paths = (r"^/s(?:/[\w-]+|\?)", r"^/mp/appmsg/show\?")
    signature = Signature(
        selectors=(
            "#activity-name",
            "#js_content",
            "[href*='weixin.qq.com'], [src*='res.wx.qq.com'], [data-src*='mmbiz.qpic.cn'], [content*='mmbiz.qpic.cn']",
        )
    )
    zone = "Asia/Shanghai"
    checked = date(2026, 11, 22)

    title = css("#activity-name")
    published = script(r"""\b(?:ct|ori_create_time) ?[=:][^\n;,]{0,80}?["'](\d{10})["']""").map(_second) | css(
        "#publish_time"
    )
    authors = css("#js_author_name") | meta("author")
    source = css("#js_name")
    body = blocks(
        "#js_content",
        drop={
            "app-prompt": "mp-common-profile, mp-miniprogram, .js_mpvedio, mpvoice",
        },
        until=r"^[【\[]?(?:推荐阅读|往期推荐|往期回顾|延伸阅读|相关阅读|精彩回顾)[】\]]?(?:[:：]|$)",
    )
    tags = css("#js_tags .article-tag__item")
    related = links("#js_content p:has(:lexbor-contains('推荐阅读')) > a")
    extras = {
        "original": css("#copyright_logo").map(bool),
        "location": css("#js_ip_wording"),
    }
    drops = {
        "repeated": "#meta_content > #publish_time",
        "label": "#js_ip_wording_wrp, #meta_content > .rich_media_meta_split",
        "author-card": "#js_profile_qrcode",
        "app-prompt": "#js_pc_qr_code, #js_pc_weapp_code, #unlogin_bottom_bar, #content_bottom_area",
        "navigation": "#js_album_area, #js_album_keep_read",
        "page-tools": "#js_view_source, #js_tags_preview_toast, .rich_media_tool, #js_article_bottom_bar",
        "comment-form": "#js_cmt_container, #js_cmt_area",
        "related": "#js_related_area",
    }
