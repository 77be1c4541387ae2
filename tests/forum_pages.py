"""One thread in the markup of many kinds of forum software, each as its templates print it, and nothing else on the page.

Every function takes the posts and returns a page and the address that it would have.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

TITLE = "Who knows when the northern pier opens again?"


@dataclass(frozen=True)
class Post:
    """What one post says."""

    author: str
    at: datetime
    text: str

    @property
    def iso(self) -> str:
        return self.at.isoformat().replace("+00:00", "Z")

    @property
    def english(self) -> str:
        return f"{self.at:%b} {self.at.day}, {self.at:%Y}, {self.at:%I:%M:%S} {self.at:%p}"

    @property
    def american(self) -> str:
        return f"{self.at:%m-%d-%Y}, {self.at:%I:%M} {self.at:%p}"

    @property
    def plain(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S}"

    @property
    def chinese(self) -> str:
        return f"{self.at.astimezone(timezone(timedelta(hours=8))):%Y-%m-%d %H:%M:%S}"


POSTS = (
    Post(
        "mira_k",
        datetime(2024, 5, 1, 10, 21, 5, tzinfo=UTC),
        "The railings are gone from the seaward side, and the gate has been locked since the storm. Does anybody know "
        "when we can walk out to the lamp again, or whom to ask?",
    ),
    Post(
        "oldpier",
        datetime(2024, 5, 2, 8, 30, 10, tzinfo=UTC),
        "The council said after the spring tides, which is to say not before June. The drawings hang in the library.",
    ),
    Post(
        "Tobias",
        datetime(2024, 5, 3, 19, 2, 44, tzinfo=UTC),
        "I saw them on Friday. There is a bench for every ten paces, which is not too few, and no kiosk at all.",
    ),
    Post(
        "mira_k",
        datetime(2024, 5, 4, 6, 15, 30, tzinfo=UTC),
        "Thank you both. Then I shall bring my own tea in June and sit on every second bench.",
    ),
)


def _page(body: str, title: str, head: str = "", attributes: str = "") -> str:
    return (
        f"<!doctype html><html{attributes}><head><meta charset='utf-8'><title>{title}</title>{head}</head>{body}</html>"
    )


def xenforo(posts: Sequence[Post]) -> tuple[str, str]:
    units = "".join(
        f"""<article class="message message--post js-post js-inlineModContainer" data-author="{p.author}" id="js-post-{n}">
<span class="u-anchorTarget" id="post-{n}"></span><div class="message-inner"><div class="message-cell message-cell--user">
<section class="message-user"><div class="message-avatar"><div class="message-avatar-wrapper"><a href="/members/{n}/"
class="avatar"><span class="avatar-u">{p.author[0].upper()}</span></a></div></div><div class="message-userDetails">
<h4 class="message-name"><a href="/members/{n}/" class="username">{p.author}</a></h4><h5 class="userTitle
message-userTitle">Active member</h5></div><div class="message-userExtras"><dl class="pairs"><dt>Joined</dt><dd>Jun 29,
2016</dd></dl><dl class="pairs"><dt>Messages</dt><dd>11</dd></dl></div></section></div><div class="message-cell
message-cell--main"><div class="message-main"><header class="message-attribution"><ul class="message-attribution-main
listInline"><li class="u-concealed"><a href="/threads/77/post-{n}" rel="nofollow"><time class="u-dt" datetime="{p.iso}"
title="{p.english}">{p.at:%b} {p.at.day}, {p.at:%Y}</time></a></li></ul><ul class="message-attribution-opposite"><li><a
href="/threads/77/post-{n}">#{n}</a></li></ul></header><div class="message-content"><div class="message-userContent">
<article class="message-body"><div class="bbWrapper">{p.text}</div></article></div></div><footer class="message-footer">
<div class="message-actionBar actionBar"><a>Like</a><a>Reply</a></div></footer></div></div></div></article>"""
        for n, p in enumerate(posts, 1)
    )
    body = f"""<body><div class="p-pageWrapper"><header class="p-header"><a href="/">Pier Forum</a></header>
<div class="p-body"><div class="p-title"><h1 class="p-title-value">{TITLE}</h1></div><div class="p-description"><ul
class="listInline"><li>Thread starter <a href="/members/1/" class="username">{posts[0].author}</a></li><li>Start date
<a href="/threads/77/"><time datetime="{posts[0].iso}">{posts[0].at:%b} {posts[0].at.day}, {posts[0].at:%Y}</time></a></li>
</ul></div><div class="block block--messages"><div class="block-body">{units}</div></div></div></div></body>"""
    return _page(body, f"{TITLE} | Pier Forum", attributes=' id="XF"'), "https://pier.example/threads/northern-pier.77/"


def vbulletin3(posts: Sequence[Post]) -> tuple[str, str]:
    units = "".join(
        f"""<table id="post{n}" class="tborder" width="100%"><tr><td class="thead"><div class="normal" style="float:right">
#<a href="showpost.php?p={n}" id="postcount{n}" name="{n}"><strong>{n}</strong></a></div><div class="normal"><a
name="post{n}"><img src="o.gif" alt="Old"></a> {p.american}</div></td></tr><tr><td class="alt2"><table width="100%"><tr>
<td><a href="member.php?u={n}"><img src="a.gif"></a></td><td><div id="postmenu_{n}"><a class="bigusername"
href="member.php?u={n}">{p.author}</a></div><div class="smallfont">Junior Member</div></td><td><div class="smallfont">
<div>Join Date: Mar 2019</div><div>Posts: 41</div></div></td></tr></table></td></tr><tr><td class="alt1" id="td_post_{n}">
<div class="smallfont"><strong>Re: {TITLE}</strong></div><hr><div id="post_message_{n}">{p.text}</div><div align="right">
<a href="newreply.php?p={n}"><img src="q.gif" alt="Reply With Quote"></a></div></td></tr></table>"""
        for n, p in enumerate(posts, 1)
    )
    body = f"""<body><table><tr><td class="navbar"><a href="index.php">Pier Forum</a> &gt; <a href="f.php?f=2">Piers</a></td>
</tr><tr><td class="navbar"><strong>{TITLE}</strong></td></tr></table><div id="posts">{units}</div></body>"""
    return _page(body, f"{TITLE} - Pier Forum"), "https://pier.example/showthread.php?t=77"


def vbulletin4(posts: Sequence[Post]) -> tuple[str, str]:
    units = "".join(
        f"""<li class="postbitlegacy postbitim postcontainer old" id="post_{n}"><div class="posthead"><span class="postdate
old"><span class="date">{p.american}</span></span><span class="nodecontrols"><a name="post{n}" href="showthread.php?77&amp;p={n}"
class="postcounter">#{n}</a></span></div><div class="postdetails"><div class="userinfo"><div class="username_container">
<div class="popupmenu memberaction"><a class="username offline popupctrl" href="member.php?{n}-{p.author}"><strong>{p.author}
</strong></a></div></div><span class="usertitle">Junior Member</span><dl class="userinfo_extra"><dt>Join Date</dt><dd>Mar
2019</dd><dt>Posts</dt><dd>41</dd></dl></div><div class="postbody"><div class="postrow"><h2 class="title icon">Re: {TITLE}
</h2><div class="content"><div id="post_message_{n}"><blockquote class="postcontent restore">{p.text}</blockquote></div></div>
</div></div></div><div class="postfoot"><div class="textcontrols"><span class="postcontrols"><a class="newreply"
href="newreply.php?p={n}">Reply With Quote</a></span></div></div></li>"""
        for n, p in enumerate(posts, 1)
    )
    body = f"""<body><div class="pagetitle"><h1>Thread: <span class="threadtitle"><a href="showthread.php?77">{TITLE}</a></span>
</h1></div><div id="postlist" class="postlist"><ol id="posts" class="posts">{units}</ol></div></body>"""
    return _page(body, TITLE), "https://pier.example/showthread.php?77-pier"


def old_reddit(posts: Sequence[Post]) -> tuple[str, str]:
    first, *replies = posts
    nested = ""
    for p in reversed(replies):
        nested = f"""<div class="thing id-t1_a noncollapsed comment"><p class="parent"><a name="a"></a></p><div class="midcol
unvoted"><div class="arrow up"></div></div><div class="entry unvoted"><p class="tagline"><a href="javascript:void(0)"
class="expand">[–]</a><a href="https://old.reddit.example/user/{p.author}" class="author may-blank">{p.author}</a><span
class="userattrs"></span> <span class="score unvoted">5 points</span> <time title="{p.at:%c} UTC" datetime="{p.iso}"
class="live-timestamp">2 years ago</time>&nbsp;<a href="javascript:void(0)" class="numchildren">(1 child)</a></p><form
class="usertext"><div class="usertext-body may-blank-within md-container"><div class="md"><p>{p.text}</p></div></div></form>
<ul class="flat-list buttons"><li class="first"><a class="bylink" href="/r/p/c/x/">permalink</a></li><li><a
href="javascript:void(0)">embed</a></li><li><a href="javascript:void(0)">save</a></li><li><a>report</a></li><li><a>reply</a>
</li></ul></div><div class="child"><div class="sitetable listing">{nested}</div></div></div>"""
    body = f"""<body class="single-page comments-page"><div class="content" role="main"><div id="siteTable" class="sitetable
linklisting"><div class="thing id-t3_x self link"><p class="parent"></p><div class="midcol unvoted"><div class="score
unvoted" title="41">41</div></div><div class="entry unvoted"><div class="top-matter"><p class="title"><a class="title
may-blank" href="/r/piers/comments/x/t/">{TITLE}</a> <span class="domain">(<a href="/r/piers/">self.piers</a>)</span></p>
<p class="tagline">submitted <time title="{first.at:%c} UTC" datetime="{first.iso}" class="live-timestamp">2 years ago</time>
by <a href="https://old.reddit.example/user/{first.author}" class="author may-blank">{first.author}</a></p></div><div
class="expando"><form class="usertext"><div class="usertext-body md-container"><div class="md"><p>{first.text}</p></div></div>
</form></div><ul class="flat-list buttons"><li class="first"><a class="comments" href="/r/">{len(replies)} comments</a></li>
<li><a>share</a></li><li><a>save</a></li></ul></div></div></div><div class="commentarea"><div class="panestack-title"><span
class="title">all {len(replies)} comments</span></div><div class="menuarea">sorted by: best</div><div class="sitetable
nestedlisting">{nested}</div></div></div></body>"""
    return _page(body, f"{TITLE} : piers"), "https://old.reddit.example/r/piers/comments/x/who_knows/"


def lemmy(posts: Sequence[Post]) -> tuple[str, str]:
    def person(p: Post) -> str:
        return f"""<a class="person-listing d-inline-flex align-items-baseline text-info" title="@{p.author}@lemmy.example"
href="/u/{p.author}"><span>{p.author}</span></a>"""

    def moment(p: Post) -> str:
        return f"""<span class="moment-time pointer unselectable" data-tippy-content="{p.iso}">2 years ago</span>"""

    first, *replies = posts
    nested = ""
    for n, p in reversed([*enumerate(replies, 1)]):
        nested = f"""<ul class="comments"><li class="comment list-unstyled"><article id="comment-{n}" class="details
comment-node py-2"><div class="ms-2"><div class="d-flex flex-wrap align-items-center text-muted small"><button class="btn
btn-sm btn-link">−</button>{person(p)} <span>•</span> {moment(p)}</div><div class="comment-content"><div class="md-div"><p>
{p.text}</p></div></div><div class="comment-bottom-btns"><button>reply</button></div></div></article>{nested}</li></ul>"""
    body = f"""<body><div id="app"><main><div class="post-listing mt-2"><article class="row post-container"><div class="col-12">
<div class="small mb-1">{person(first)} to <a class="community-link" href="/c/piers">Piers</a> · {moment(first)}</div><div
class="post-title"><h1 class="h5 d-inline text-break"><a class="link-dark" href="/post/77">{TITLE}</a></h1></div></div>
</article><article id="postContent" class="col-12 card my-2 p-2"><div class="md-div"><p>{first.text}</p></div></article></div>
<div class="post-comments">{nested}</div></main></div></body>"""
    return _page(body, f"{TITLE} - Lemmy"), "https://lemmy.example/post/77"


def _hacker_news(posts: Sequence[Post], text: bool) -> tuple[str, str]:
    first, *replies = posts
    rows = "".join(
        f"""<tr class='athing comtr' id='{n}'><td><table border='0'><tr><td class='ind' indent='0'><img src="s.gif"></td><td
class="votelinks"><center><a id='up_{n}' href='vote?id={n}'><div class='votearrow' title='upvote'></div></a></center></td><td
class="default"><div style="margin-top:2px"><span class="comhead"><a href="user?id={p.author}" class="hnuser">{p.author}</a>
<span class="age" title="{p.at:%Y-%m-%dT%H:%M:%S} {int(p.at.timestamp())}"><a href="item?id={n}">on {p.at:%b} {p.at.day},
{p.at:%Y}</a></span> <span id="unv_{n}"></span><span class='navs'> | <a href="#{n}" class="clicky">next</a> <a class="togg
clicky" id="{n}" href="javascript:void(0)">[–]</a></span></span></div><br><div class="comment"><div class="commtext c00">
{p.text}</div><div class='reply'><p><font size="1"><u><a href="reply?id={n}">reply</a></u></font></div></div></td></tr></table>
</td></tr>"""
        for n, p in enumerate(replies, 101)
    )
    told = f"<tr><td colspan='2'></td><td><div class='toptext'>{first.text}</div></td></tr>" if text else ""
    body = f"""<body><center><table id="hnmain"><tr><td bgcolor="#ff6600"><span class="pagetop"><b class="hnname"><a
href="news">Hacker News</a></b> <a href="newest">new</a> | <a href="front">past</a> | <a href="jobs">jobs</a></span></td></tr>
<tr><td><table class="fatitem"><tr class='athing' id='77'><td class="title"><span class="rank"></span></td><td
class="votelinks"></td><td class="title"><span class="titleline"><a href="https://quay.example/pier">{TITLE}</a><span
class="sitebit comhead"> (<a href="from?site=quay.example"><span class="sitestr">quay.example</span></a>)</span></span></td>
</tr><tr><td colspan="2"></td><td class="subtext"><span class="subline"><span class="score">104 points</span> by <a
href="user?id={first.author}" class="hnuser">{first.author}</a> <span class="age" title="{first.at:%Y-%m-%dT%H:%M:%S}
{int(first.at.timestamp())}"><a href="item?id=77">on {first.at:%b} {first.at.day}, {first.at:%Y}</a></span> | <a
href="hide?id=77">hide</a> | <a href="item?id=77">{len(replies)}&nbsp;comments</a></span></td></tr>{told}</table><br><br>
<table class='comment-tree'>{rows}</table></td></tr></table></center></body>"""
    return _page(body, f"{TITLE} | Hacker News"), "https://news.example/item?id=77"


def hacker_news(posts: Sequence[Post]) -> tuple[str, str]:
    return _hacker_news(posts, text=True)


def hacker_news_link(posts: Sequence[Post]) -> tuple[str, str]:
    return _hacker_news(posts, text=False)


def v2ex(posts: Sequence[Post]) -> tuple[str, str]:
    first, *replies = posts
    units = "".join(
        f"""<div id="r_{n}" class="cell"><table><tr><td width="48"><img class="avatar" src="a.png"></td><td width="10"></td><td
width="auto" align="left"><div class="fr"><div id="thank_area_{n}" class="thank_area"><a href="#;">隐藏</a> <a href="#;"
class="thank">感谢回复者</a></div> &nbsp; <span class="no">{n}</span></div><div class="sep3"></div><strong><a
href="/member/{p.author}" class="dark">{p.author}</a></strong>&nbsp; &nbsp;<span class="ago" title="{p.chinese} +08:00">
{p.chinese} +08:00</span><div class="sep5"></div><div class="reply_content">{p.text}</div></td></tr></table></div>"""
        for n, p in enumerate(replies, 1)
    )
    last = posts[-1].chinese
    body = f"""<body><div id="Main"><div class="box"><div class="header"><div class="fr"><a href="/member/{first.author}"><img
class="avatar" src="a.png"></a></div><a href="/">V2EX</a> <span class="chevron">&nbsp;›&nbsp;</span> <a href="/go/pier">Pier</a>
<div class="sep10"></div><h1>{TITLE}</h1><div id="topic_77_votes" class="votes"></div> &nbsp; <small class="gray"><a
href="/member/{first.author}">{first.author}</a> · <span title="{first.chinese} +08:00">{first.chinese} +08:00</span> · 1318
次点击</small></div><div class="cell"><div class="topic_content"><div class="markdown_body"><p>{first.text}</p></div></div></div>
</div><div class="box"><div class="cell"><div class="fr"><a href="/tag/pier" class="tag">pier</a></div><span class="gray">
{len(replies)} 条回复 &nbsp;<strong class="snow">•</strong> &nbsp;{last} +08:00</span></div>{units}</div></div></body>"""
    return _page(body, f"{TITLE} - V2EX"), "https://v2ex.example/t/77"


def tieba(posts: Sequence[Post]) -> tuple[str, str]:
    units = "".join(
        f"""<div class="l_post l_post_bright j_l_post clearfix"><div class="d_author"><ul class="p_author"><li class="icon"><div
class="icon_relative"><a class="p_author_face" href="/home/main?un={p.author}"><img src="a.jpg"></a></div></li><li
class="d_name"><a class="p_author_name j_user_card" href="/home/main?un={p.author}">{p.author}</a></li><li class="l_badge"><div
class="p_badge"><a class="user_badge" href="/f/like/level"><div class="d_badge_title">初级粉丝</div><div class="d_badge_lv">5
</div></a></div></li></ul></div><div class="d_post_content_main"><div class="p_content"><cc><div id="post_content_{n}"
class="d_post_content j_d_post_content clearfix">{p.text}</div></cc></div><div class="core_reply j_lzl_wrapper"><div
class="core_reply_tail clearfix"><div class="post-tail-wrap"><span class="tail-info">来自<a href="/c">Android客户端</a></span>
<span class="tail-info">{n}楼</span><span class="tail-info">{p.plain[:16]}</span></div><ul class="p_props_tail"><li
class="lzl_link_unfold"><a href="#">回复</a></li></ul></div></div></div></div>"""
        for n, p in enumerate(posts, 1)
    )
    body = f"""<body><div class="card_title"><a class="card_title_fname" href="/f?kw=pier">北堤吧</a></div><div
class="core_title_wrap_bright clearfix"><h3 class="core_title_txt pull-left" title="{TITLE}">{TITLE}</h3><ul
class="core_title_btns"><li><a>只看楼主</a></li><li><a>收藏</a></li><li><a>回复</a></li></ul></div><div class="p_postlist"
id="j_p_postlist">{units}</div></body>"""
    return _page(body, f"{TITLE}_北堤吧_百度贴吧"), "https://tieba.example/p/77"


def douban(posts: Sequence[Post]) -> tuple[str, str]:
    first, *replies = posts
    units = "".join(
        f"""<li class="clearfix comment-item reply-item" id="{n}"><div class="user-face"><a href="/people/{n}/"><img class="pil"
src="a.jpg"></a></div><div class="reply-doc content"><div class="bg-img-green"><h4><a href="/people/{n}/">{p.author}</a> <span
class="pubtime">{p.plain}</span></h4></div><div class="markdown"><p class="reply-content">{p.text}</p></div><div
class="operation-div"><a class="comment-vote">赞</a> <a class="lnk-reply">回应</a></div></div></li>"""
        for n, p in enumerate(replies, 1)
    )
    body = f"""<body><div id="content"><h1>{TITLE}</h1><div class="article"><div class="topic-content clearfix"><div
class="user-face"><a href="/people/9/"><img class="pil" src="a.jpg"></a></div><div class="topic-doc"><h3><span class="from">来自:
<a href="/people/9/">{first.author}</a>(江州)</span> <span class="create-time color-green">{first.plain}</span></h3><div
id="link-report"><div class="topic-content"><div class="rich-content topic-richtext"><p>{first.text}</p></div></div></div></div>
</div><div class="sns-bar"><span>赞</span> <span>收藏</span> <span>转发</span></div><ul class="topic-reply" id="comments">{units}
</ul></div></div></body>"""
    return _page(body, f"{TITLE}"), "https://douban.example/group/topic/77/"


def discourse(posts: Sequence[Post]) -> tuple[str, str]:
    units = "".join(
        f"""<div id='post_{n}' itemscope class='topic-body crawler-post'><div class='crawler-post-meta'><span class="creator"
itemprop="author" itemscope><a itemprop="url" rel='nofollow' href='https://pier.example/u/{p.author}'><span itemprop='name'>
{p.author}</span></a></span> <span class="crawler-post-infos"><time itemprop='datePublished' datetime='{p.iso}' class='post-time'>
{p.at:%B} {p.at.day}, {p.at:%Y}, {p.at:%I:%M}{p.at:%p}</time> <span itemprop='position'>{n}</span></span></div><div
class='post' itemprop='text'><p>{p.text}</p></div><div><span class='post-likes'>3 Likes</span></div></div>"""
        for n, p in enumerate(posts, 1)
    )
    body = f"""<body class='crawler'><header><a href="/">Pier Forum</a></header><div id="main-outlet" class="wrap"><div
id="topic-title"><h1><a href="/t/pier/77">{TITLE}</a></h1><div class="topic-category"><span class="category-title"><a
href="/c/piers">Piers</a></span></div></div><div itemscope>{units}</div></div><footer class="container wrap"><nav><ul><li><a
href="/">Home</a></li></ul></nav></footer></body>"""
    head = '<meta name="generator" content="Discourse 3.3.0">'
    return _page(body, f"{TITLE} - Pier Forum", head), "https://pier.example/t/pier/77"


def smf(posts: Sequence[Post]) -> tuple[str, str]:
    units = '<hr class="post_separator">'.join(
        f"""<div class="windowbg{"" if n % 2 else "2"}"><span class="topslice"><span></span></span><div class="post_wrapper"><div
class="poster"><h4><a href="index.php?action=profile;u={n}" title="View the profile of {p.author}">{p.author}</a></h4><ul
class="reset smalltext"><li class="postgroup">Newbie</li><li class="postcount">Posts: 41</li></ul></div><div class="postarea">
<div class="flow_hidden"><div class="keyinfo"><h5 id="subject_{n}"><a href="index.php?topic=77.msg{n}" rel="nofollow">
{"" if n == 1 else "Re: "}{TITLE}</a></h5><div class="smalltext">&#171; <strong>{"" if n == 1 else f"Reply #{n - 1} "}on:</strong>
{p.at:%B} {p.at:%d}, {p.at:%Y}, {p.at:%I:%M:%S} {p.at:%p} &#187;</div></div></div><div class="post"><div class="inner"
id="msg_{n}">{p.text}</div></div></div><div class="moderatorbar"><div class="smalltext reportlinks">Logged</div></div></div><span
class="botslice"><span></span></span></div>"""
        for n, p in enumerate(posts, 1)
    )
    body = f"""<body><div id="content_section"><div id="main_content_section"><div class="navigate_section"><ul><li><a
href="index.php"><span>Pier Forum</span></a> &#187;</li><li class="last"><a href="index.php?topic=77.0"><span>{TITLE}</span></a>
</li></ul></div><div id="forumposts"><div class="cat_bar"><h3 class="catbg"><span id="author">Author</span> Topic: {TITLE} &nbsp;
(Read 318 times)</h3></div><form id="quickModForm">{units}</form></div></div></div></body>"""
    return _page(body, TITLE), "https://pier.example/index.php?topic=77.0"


def smf_print(posts: Sequence[Post]) -> tuple[str, str]:
    units = "".join(
        f"""<dt class="postheader">Title: <strong>{"" if n == 1 else "Re: "}{TITLE}</strong><br>Post by: <strong>{p.author}</strong>
on <strong>{p.at:%B} {p.at:%d}, {p.at:%Y}, {p.at:%I:%M:%S} {p.at:%p}</strong></dt><dd class="postbody">{p.text}</dd>"""
        for n, p in enumerate(posts, 1)
    )
    body = f"""<body><h1 id="title">Pier Forum</h1><h2 id="linktree">Piers => Northern => Topic started by: {posts[0].author} on
{posts[0].at:%B} {posts[0].at:%d}, {posts[0].at:%Y}</h2><dl id="posts">{units}</dl><div id="footer" class="smalltext">Powered
by nothing</div></body>"""
    return _page(body, f"Print Page - {TITLE}"), "https://pier.example/index.php?action=printpage;topic=77.0"


def stack_exchange(posts: Sequence[Post]) -> tuple[str, str]:
    def layout(p: Post, verb: str, cell: str) -> str:
        return f"""<div class="post-layout"><div class="votecell post-layout--left"><div class="js-vote-count">12</div></div><div
class="{cell} post-layout--right"><div class="s-prose js-post-body" itemprop="text"><p>{p.text}</p></div><div class="mb0"><a
href="/q/1" class="js-share-link">Share</a> <a href="#">Improve this {verb}</a></div><div class="post-signature"><div
class="user-info"><div class="user-action-time">{verb} <span title="{p.at:%Y-%m-%d %H:%M:%S}Z" class="relativetime">{p.at:%b}
{p.at.day}, {p.at:%Y} at {p.at.hour}:{p.at:%M}</span></div><div class="user-details" itemprop="author" itemscope><a
href="/users/{len(p.author)}/{p.author}">{p.author}</a><span class="d-none" itemprop="name">{p.author}</span><div
class="-flair"><span class="reputation-score">1,318</span></div></div></div></div></div></div>"""

    first, *replies = posts
    answers = "".join(
        f"""<div id="answer-{n}" class="answer js-answer" itemscope>{layout(p, "answered", "answercell")}</div>"""
        for n, p in enumerate(replies, 1)
    )
    body = f"""<body class="question-page"><div id="content"><div id="question-header"><h1 itemprop="name"><a
href="/questions/77/pier" class="question-hyperlink">{TITLE}</a></h1></div><div class="d-flex"><div><span>Asked</span> <time
itemprop="dateCreated" datetime="{first.at:%Y-%m-%dT%H:%M:%S}">2 years ago</time></div><div>Viewed 318 times</div></div><div
id="mainbar"><div class="question" id="question">{layout(first, "asked", "postcell")}</div><div id="answers"><div
id="answers-header"><h2>{len(replies)} Answers</h2></div>{answers}</div></div></div></body>"""
    return _page(body, f"{TITLE} - Pier Exchange"), "https://exchange.example/questions/77/pier"


def bbpress(posts: Sequence[Post]) -> tuple[str, str]:
    units = "".join(
        f"""<div id="post-{n * 37}" class="bbp-reply-header"><div class="bbp-meta"><span class="bbp-reply-post-date">{p.at:%B}
{p.at.day}, {p.at:%Y} at {p.at:%I:%M} {p.at:%p}</span> <a href="/forums/topic/pier/#post-{n * 37}"
class="bbp-reply-permalink">#{n * 37}</a></div></div><div class="odd bbp-parent-forum-1 post-{n * 37} reply type-reply"><div
class="bbp-reply-author"><a href="/forums/users/{p.author}/" class="bbp-author-link"><span class="bbp-author-avatar"><img
src="a.png"></span><span class="bbp-author-name">{p.author}</span></a><div class="bbp-author-role">Participant</div></div><div
class="bbp-reply-content"><p>{p.text}</p></div></div>"""
        for n, p in enumerate(posts, 1)
    )
    body = f"""<body class="topic bbpress"><article class="topic"><header class="entry-header"><h1 class="entry-title">{TITLE}</h1>
</header><div class="entry-content"><div id="bbpress-forums"><div class="bbp-breadcrumb"><p><a href="/">Home</a> › <a
href="/forums">Forums</a></p></div><ul id="topic-77-replies" class="forums bbp-replies"><li class="bbp-header"><div
class="bbp-reply-author">Author</div><div class="bbp-reply-content">Posts</div></li><li class="bbp-body">{units}</li></ul></div>
</div></article></body>"""
    return _page(body, f"{TITLE} – The Pier"), "https://pier.example/forums/topic/pier/"


def flarum(posts: Sequence[Post]) -> tuple[str, str]:
    units = "".join(
        f"""<div class="PostStream-item" data-index="{n - 1}"><article class="CommentPost Post"><div><header class="Post-header"><ul>
<li class="item-user"><div class="PostUser"><h3 class="PostUser-name"><a href="/u/{p.author}"><span class="Avatar PostUser-avatar">
{p.author[0].upper()}</span> <span class="username">{p.author}</span></a></h3></div></li><li class="item-meta"><div
class="Dropdown PostMeta"><a class="Dropdown-toggle"><time pubdate datetime="{p.iso}" title="{p.english}">May '24</time></a></div>
</li></ul></header><div class="Post-body"><p>{p.text}</p></div><footer class="Post-footer"></footer><aside class="Post-actions">
<ul><li class="item-reply"><button>Reply</button></li></ul></aside></div></article></div>"""
        for n, p in enumerate(posts, 1)
    )
    body = f"""<body><div id="app"><main class="App-content"><div class="DiscussionPage"><header class="Hero DiscussionHero"><ul
class="DiscussionHero-items"><li class="item-title"><h1 class="DiscussionHero-title">{TITLE}</h1></li></ul></header><div
class="PostStream">{units}</div></div></main></div></body>"""
    return _page(body, f"{TITLE} - Pier Forum"), "https://pier.example/d/77-pier"


def nodebb(posts: Sequence[Post]) -> tuple[str, str]:
    units = "".join(
        f"""<li component="post" class="w-100 posts-list-item" data-index="{n - 1}" data-username="{p.author}"><div
class="post-container"><div class="post-header"><a href="/user/{p.author}"><span class="avatar" component="avatar/icon">
{p.author[0].upper()}</span></a> <a class="fw-bold" href="/user/{p.author}">{p.author}</a> <a class="post-permalink"
href="/post/{n}"><span class="timeago" title="{p.iso}">wrote on {p.at.day} {p.at:%b} {p.at:%Y}</span></a> <a
class="post-index" href="/topic/77/{n}">#{n}</a></div><div class="content" component="post/content"><p>{p.text}</p></div><div
class="post-footer"><a>Reply</a> <a>Quote</a> <span>0</span></div></div></li>"""
        for n, p in enumerate(posts, 1)
    )
    body = f"""<body class="page-topic"><main id="panel"><div class="topic"><h1 component="post/header">{TITLE}</h1><ul
component="topic" class="posts list-unstyled">{units}</ul></div></main></body>"""
    return _page(body, f"{TITLE} | Pier Forum"), "https://pier.example/topic/77/pier"


def mybb(posts: Sequence[Post]) -> tuple[str, str]:
    units = "".join(
        f"""<div class="post" id="post_{n}"><div class="post_author"><div class="author_avatar"><a href="member.php?uid={n}"><img
src="a.png"></a></div><div class="author_information"><strong><span class="largetext"><a href="member.php?action=profile&amp;
uid={n}">{p.author}</a></span></strong><br><span class="smalltext">Junior Member<br></span></div><div
class="author_statistics">Posts: 41<br>Threads: 3<br>Joined: Mar 2019</div></div><div class="post_content"><div class="post_head">
<div class="float_right"><strong><a href="showthread.php?tid=77&amp;pid={n}#pid{n}">#{n}</a></strong></div><span
class="post_date">{p.american}</span></div><div class="post_body scaleimages" id="pid_{n}">{p.text}</div></div><div
class="post_controls"><div class="postbit_buttons"><a class="postbit_quote"><span>Reply</span></a></div></div></div>"""
        for n, p in enumerate(posts, 1)
    )
    body = f"""<body><div id="content"><div class="navigation"><a href="index.php">Pier Forum</a> › <span class="active">{TITLE}
</span></div><table class="tborder"><tr><td class="thead"><div><strong>{TITLE}</strong></div></td></tr><tr><td
id="posts_container"><div id="posts">{units}</div></td></tr></table></div></body>"""
    return _page(body, TITLE), "https://pier.example/showthread.php?tid=77"


def ptt(posts: Sequence[Post]) -> tuple[str, str]:
    first, *replies = posts
    pushes = "".join(
        f"""<div class="push"><span class="hl push-tag">推 </span><span class="f3 hl push-userid">{p.author}</span><span
class="f3 push-content">: {p.text}</span><span class="push-ipdatetime"> {p.at:%m/%d %H:%M}
</span></div>"""
        for p in replies
    )
    body = f"""<body><div id="topbar-container"><div id="topbar" class="bbs-content"><a id="logo" href="/bbs/">批踢踢實業坊</a><span>
›</span><a class="board" href="/bbs/Pier/index.html"><span class="board-label">看板 </span>Pier</a></div></div><div
id="main-container"><div id="main-content" class="bbs-screen bbs-content"><div class="article-metaline"><span
class="article-meta-tag">作者</span><span class="article-meta-value">{first.author} (江上)</span></div><div
class="article-metaline-right"><span class="article-meta-tag">看板</span><span class="article-meta-value">Pier</span></div><div
class="article-metaline"><span class="article-meta-tag">標題</span><span class="article-meta-value">{
        TITLE
    }</span></div><div
class="article-metaline"><span class="article-meta-tag">時間</span><span class="article-meta-value">{
        first.at:%a %b %d %H:%M:%S
%Y}</span></div>
{first.text}

--
<span class="f2">※ 發信站: 批踢踢實業坊(ptt.example), 來自: 203.0.113.7 (臺灣)
</span><span class="f2">※ 文章網址: <a href="https://ptt.example/bbs/Pier/M.1.A.B.html">https://ptt.example/bbs/Pier/M.1.A.B.html
</a>
</span>{pushes}</div></div></body>"""
    return _page(body, f"{TITLE} - 看板 Pier - 批踢踢實業坊"), "https://ptt.example/bbs/Pier/M.1.A.B.html"


SOFTWARE: tuple[Callable[[Sequence[Post]], tuple[str, str]], ...] = (
    xenforo,
    vbulletin3,
    vbulletin4,
    old_reddit,
    lemmy,
    hacker_news,
    hacker_news_link,
    v2ex,
    tieba,
    douban,
    discourse,
    smf,
    smf_print,
    stack_exchange,
    bbpress,
    flarum,
    nodebb,
    mybb,
    ptt,
)
