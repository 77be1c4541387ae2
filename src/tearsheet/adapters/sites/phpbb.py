"""phpBB: topics of forums on phpBB 3 (the styles prosilver and subsilver2) and phpBB 2 (subSilver), wherever they are.

::

    Board index › … › forum
    Title
    48 posts • Page 1 of 4
    Author, and what the board counts of them
    Re: Title
    Post by Author » 11. Sep 2024, 18:36
    the post; what it answers quoted in it, Author wrote: ↑ above
    Last edited by …; attachments; a signature

The opening post is the body, the others are comments. A board chooses how it prints times and in which zone: since
version 3.2.6 the markup states them in full, before that they have no zone. subsilver2 and phpBB 2 are read by what is
publicly known of their markup, and were not checked on real pages.
"""

from __future__ import annotations

from datetime import date

from tearsheet.fields import DeclaredAdapter, PageLayout, blocks, css, posts
from tearsheet.reading.adapter import Signature

_IN_POST = {
    "label": ".content cite, .codebox > p, .codebox dt, .quotetitle, .codetitle",
    "attachment": ".inline-attachment, .attachbox",
}

_ROW_OF_2 = ".forumline tr:has(> td > .name)"


class PhpBB(DeclaredAdapter):
    name = "phpbb"
    signature = Signature(
        selectors=(
            "#phpbb.section-viewtopic .post .content, .tablebg .postbody, .forumline span.postbody",
            ".topic-title, #page-body > h2 > a, #pageheader .titles, a.maintitle",
            "[href*='viewtopic.php?t='], [href*='viewtopic.php?f='], [href*='viewtopic.php?p=']",
        )
    )
    checked = date(2026, 11, 22)

    class Prosilver(PageLayout, signature=Signature(selectors=("#phpbb .post .content",))):
        title = css(".topic-title, #page-body > h2")
        published = (
            css(".post .author time", attr="datetime")
            | css(".post .author").match(r"[»›]\s*(.+)$")
            | css(".post .author")
        )
        authors = (css(".post .author strong") | css(".postprofile [class^='username']"))[0:1]
        section = css("#nav-breadcrumbs .crumb, #breadcrumbs .crumb")[-1]
        breadcrumbs = css("#nav-breadcrumbs .crumb, #breadcrumbs .crumb")
        body = blocks(".post .content", drop=_IN_POST, first=True)
        comments = posts(
            ".post",
            body=css(".content"),
            author=css(".author strong") | css(".postprofile [class^='username']"),
            posted=css(".author time", attr="datetime") | css(".author").match(r"[»›]\s*(.+)$") | css(".author"),
            quote=css(".content blockquote"),
            drop=_IN_POST,
        )[1:]
        drops = {
            "header": "#page-header, .headerbar",
            "navigation": ".navbar, .jumpbox, .jumpbox-return, .action-bar, .topic-actions, .pagination, #jumpbox",
            "author-card": ".postprofile",
            "repeated": ".postbody h3",
            "label": ".postbody .author",
            "comment-tools": ".post-buttons, .profile-icons, .postbody > * > .notice, .postbody > .notice",
            "signature": ".signature",
            "attachment": ".attachbox",
            "page-tools": ".back2top, .display-options",
            "comment-form": "#qr_postform",
            "cookie-notice": ".cc-window, [id*='cookiebanner']",
            "not-story": ".topic_poll, fieldset.polls, #page-body > .rules",
            "site-recommendations": ".similar-topics, .online-list, .stat-block",
            "footer": "#page-footer, .copyright",
        }

    class Subsilver2(PageLayout, signature=Signature(selectors=(".tablebg .postbody",))):
        title = css("#pageheader .titles")
        published = css(".tablebg td.gensmall > div:last-child")
        authors = css(".tablebg .postauthor")[0:1]
        section = css(".breadcrumbs > a")[-1]
        breadcrumbs = css(".breadcrumbs > a")
        body = blocks(".tablebg .postbody", drop=_IN_POST, quotes=".quotecontent", first=True)
        comments = posts(
            ".tablebg:has(.postauthor)",
            body=css(".postbody"),
            author=css(".postauthor"),
            posted=css("td.gensmall > div:last-child"),
            quote=css(".quotecontent"),
            drop=_IN_POST,
        )[1:]
        drops = {
            "header": "#logodesc",
            "navigation": "#menubar, #datebar, #pageheader, .breadcrumbs, .nav, #pagecontent > table:not(.tablebg)",
            "author-card": ".tablebg .profile",
            "comment-tools": ".tablebg:has(.postauthor) .gensmall",
            "signature": ".postbody + .signature",
            "footer": "#wrapfooter, .copyright",
        }

    class PhpBB2(PageLayout, signature=Signature(selectors=(".forumline span.postbody",)), layout="phpbb2"):
        title = css(".maintitle")
        published = css(f"{_ROW_OF_2} > td + td .postdetails")
        authors = css(f"{_ROW_OF_2} .name")[0:1]
        section = css("td.nav > .nav > a.nav, td > .nav > a.nav[href*='viewforum']")[-1]
        body = blocks(f"{_ROW_OF_2} > td + td", drop={"label": ".postdetails, .genmed"}, quotes=".quote", first=True)
        comments = posts(
            _ROW_OF_2,
            body=css(".postbody"),
            author=css(".name"),
            posted=css("td + td .postdetails"),
            quote=css("td.quote"),
        )[1:]
        drops = {
            "navigation": ".nav, .mainmenu, .catHead, .thLeft, .thRight, .catBottom, .gensmall",
            "author-card": ".forumline td:first-child > .postdetails",
            "label": ".forumline .postdetails, .forumline .genmed",
            "footer": ".copyright",
        }
