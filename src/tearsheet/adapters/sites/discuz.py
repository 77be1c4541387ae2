"""Discuz!: threads of forums on Discuz! X, and on Discuz! 6 and 7, wherever they are.

::

    Forum › … › section › Title
    查看: 3481|回复: 3
    Title
    Author, and what the forum counts of them    楼主, then 沙发, 板凳, 地板, 5#, 6# …
    发表于 2024-4-5 23:20:45 | 只看该作者
    the post, what it answers quoted above
    点评                                         short remarks on a post

The opening post is the body, the others are comments. Discuz! prints times of China unless an administrator says
otherwise. Versions 6 and 7 are read by what is publicly known of their markup, and were not checked on real pages.
"""

from __future__ import annotations

from datetime import date

from tearsheet.fields import DeclaredAdapter, PageLayout, blocks, css, links, posts
from tearsheet.reading.adapter import Signature

_FLOORS = {"楼主": "1", "沙发": "2", "板凳": "3", "地板": "4"}
_FIRST = "[id^='post_']:not([id^='post_'] ~ *)"
_PUBLISHED = css(f"{_FIRST} [id^='authorposton'] > span", attr="title") | css(f"{_FIRST} [id^='authorposton']")
_POSTED = css("[id^='authorposton'] > span", attr="title") | css("[id^='authorposton']")
_PRINTED = css(".authorinfo, .postinfo").match(r"发表于\s*\d.+?\d(?=\D*$)")
_IN_POST = {
    "label": ".quote a[href*='goto=findpost']",
    "comment-tools": ".pstatus, .tip, .jammer, .blockcode > em",
    "login": ".locked, .attach_nopermission",
}


def _floor(text: str) -> str:
    """Return the number of a post of which the forum may print a name."""
    return _FLOORS.get(text, text)


class Discuz(DeclaredAdapter):
    name = "discuz"
    signature = Signature(
        selectors=(
            "[id^='postmessage_']",
            "#thread_subject, #threadtitle, .threadtitle, form[name='modactions']",
            "meta[name='generator'][content^='Discuz!'], body.pg_viewthread, a[href*='viewthread']",
        )
    )
    zone = "Asia/Shanghai"
    checked = date(2026, 11, 22)
    body = blocks("[id^='postmessage_']", drop=_IN_POST, first=True)
    drops = {
        "navigation": "#toptb, #hd, #nv, #header, #menu, #pt, #nav, .pgs, .pgbtn, .pages_btns",
        "search": "#scbar",
        "label": "#postlist .authi, #postlist .hm.ptn, h1.ts",
        "author-card": "td.pls, td.postauthor",
        "comment-tools": (
            ".plc > .pi, .po, .modact, .pcb > .cm, .psth, .rate, [id^='post_rate_']",
            ".postinfo, .postactions",
        ),
        "signature": ".sign, .signatures",
        "page-tools": "#postlist .vwthd, #p_btn, #scrolltop",
        "comment-form": "#f_pst, #fastpostform, #f_post",
        "related": ".pcb h3.bbda",
        "login": ".attach_nopermission, .locked",
        "attachment": ".pattl, .postattachlist",
        "advert": "#postlist .ad, .a_pr, .a_pt, .a_pb",
        "footer": "#ft, #footer, #frt",
    }

    class X(PageLayout, signature=Signature(selectors=("#thread_subject",))):
        title = css("#thread_subject")
        published = _PUBLISHED
        authors = css(".plhin .pls .authi")[0:1]
        section = css("#pt a[href*='forumdisplay'], #pt a[href*='forum-']")[-1]
        breadcrumbs = css("#pt .z > a:not([href*='viewthread']):not([href*='thread-'])")
        related = links(".pcb .xl > li > a[href*='viewthread'], .pcb .xl > li > a[href*='thread-']")
        tags = css("h1.ts > a:not(#thread_subject)").match(r"^\[?(?P<value>.+?)\]?$")
        comments = posts(
            "table.plhin",
            body=css("[id^='postmessage_']"),
            author=css(".pls .authi"),
            posted=_POSTED,
            quote=css(".quote"),
            floor=css("[id^='postnum']").map(_floor),
            replies=posts(
                ".pstl",
                body=css(".psti"),
                author=css(".psta > a.xw1"),
                posted=css(".psti > .xg1 > span", attr="title") | css(".psti > .xg1"),
                drop={"label": ".psti > .xg1"},
            ),
            drop=_IN_POST,
        )[1:]
        extras = {
            "reads": css("#postlist .hm").match(r"查看[:：]\s*(\d+)").map(int),
            "replies": css("#postlist .hm").match(r"回复[:：]\s*(\d+)").map(int),
        }

    class Discuz7(PageLayout, signature=Signature(selectors=("#threadtitle, .threadtitle, .postcontent",))):
        title = css("#threadtitle h1, .threadtitle h1, #threadtitle h2, .threadtitle h2, .mainbox > h1")
        published = _PUBLISHED | _PRINTED
        authors = css("td.postauthor .postinfo, td.postauthor > cite")[0:1]
        breadcrumbs = css("#nav a")
        section = css("#nav a")[-1]
        comments = posts(
            "table[id^='pid']",
            body=css("[id^='postmessage_']"),
            author=css("td.postauthor .postinfo") | css("td.postauthor > cite"),
            posted=_POSTED | _PRINTED,
            quote=css(".quote").match(r"^(?:原帖由\s.{1,80}?\s发表\s+)?(?P<value>.+)"),
            floor=css("[id^='postnum']").map(_floor),
            drop=_IN_POST,
        )[1:]
