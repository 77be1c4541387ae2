"""Made pages of made sites, in several templates, for learning: the same template, another story on each page."""

from __future__ import annotations

from collections.abc import Sequence

ENGLISH = (
    (
        "Ferry to Lowmere Island runs again",
        "12 March 2025",
        "Ida Quill",
        (
            "The small ferry to Lowmere Island left the quay at seven, with nineteen people and two goats on board.",
            "It had been laid up since autumn, when a storm bent the ramp and nobody could agree who was to pay for it.",
            "The council found the money in a fund for street lamps, which the island has never had any use for.",
        ),
    ),
    (
        "Brass band finds its lost tuba",
        "3 April 2025",
        "Otto Venn",
        (
            "The tuba that went missing from the band room in January has been found in a barn behind the old dairy.",
            "A family of owls had moved into the bell, so the band will play without it until the young ones have flown.",
            "The conductor said that the owls keep better time than the tuba ever did, and nobody in the room disagreed.",
        ),
    ),
    (
        "Library lends out garden tools",
        "21 May 2025",
        "Ida Quill",
        (
            "Spades, rakes and one wheelbarrow can now be borrowed from the town library for three weeks at a time.",
            "The librarian stamps a paper label on each handle, since nobody could find a card that would hold on to it.",
            "Late tools cost a penny a day, or a bag of apples, whichever the borrower happens to have at hand that day.",
        ),
    ),
)
CHINESE = (
    (
        "小镇渡轮停航半年后重新启航",
        "2025年3月12日 07:15",
        "柳渡晚报",
        (
            "清晨七点，往返于柳渡镇和对岸芦苇岛之间的小渡轮载着十九名乘客和两只山羊离开了码头，重新开始航行。",
            "去年秋天的一场大风把上下船的跳板吹弯了，镇上和岛上为由谁出钱修理争论了整整半年，一直没有结果。",
            "最后还是镇里从路灯专款里拨出了这笔钱，因为岛上从来没有装过路灯，居民们说月亮就已经足够亮了。",
        ),
    ),
    (
        "铜管乐队找回了失踪的大号",
        "2025年4月3日 18:40",
        "柳渡晚报",
        (
            "今年一月从排练室里不见的那把大号，前天在老奶场后面的谷仓里被人找到了，里面住进了一家猫头鹰。",
            "乐队决定等小猫头鹰学会飞行以后再把乐器搬回来，在那之前的几场演出都将在没有大号的情况下进行。",
            "指挥笑着说，猫头鹰打拍子比原来的乐手还要准一些，在场的队员听了以后谁也没有出来反对这个说法。",
        ),
    ),
    (
        "图书馆开始出借园艺工具",
        "2025年5月21日 09:05",
        "芦苇岛通讯",
        (
            "从本周起，镇图书馆除了书籍以外，还向读者出借铁锹、耙子和一辆手推车，每次最多可以借三个星期。",
            "馆员在每把工具的木柄上贴了一张纸条，盖上归还日期，因为找不到一种能够牢牢粘在木柄上的借书卡。",
            "逾期一天罚款一分钱，或者用一袋苹果来抵，具体用哪一种，全看借的人当天手边有什么可以拿得出来。",
        ),
    ),
)


def plain(story: int, *, url: str | None = None, language: str = "en") -> str:
    """A page with lasting names, JSON-LD and decoys: the title among related links, a date in the comments."""
    stories = ENGLISH if language == "en" else CHINESE
    title, when, who, paragraphs = stories[story]
    other = stories[(story + 1) % len(stories)][0]
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    byline = f"<p class='byline'>By {who}</p><time class='posted'>{when}</time>"
    if language == "zh":
        byline = f"<div class='info'><span class='when'>{when}</span> <span>来源：<a href='/s'>{who}</a></span></div>"
    canonical = f'<link rel="canonical" href="{url}">' if url else ""
    return f"""<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title} - Lowmere Post</title>
    <meta property="og:site_name" content="Lowmere Post"><meta property="og:title" content="{title}">{canonical}</head>
    <body><div id="top"><a href="/">Lowmere Post</a> <a href="/a">Town</a> Weather: fair</div>
    <div class="page"><div class="story-head"><h1 class="headline">{title}</h1>{byline}</div>
    <div class="story-text">{body}<div class="tools"><b>Print this page</b></div></div>
    <div class="more-stories"><h4>More from the town</h4><ul><li><a href="/1">{title}</a></li><li><a href="/2">{other}</a></li>
    <li><a href="/3">The market moves to the square</a></li></ul></div>
    <div class="readers-comments"><h4>Readers</h4>
    <div class="comment"><b class="name">Wim</b> <i class="when">9 June 2025</i><p class="text">I waved at number {story}.</p></div>
    <div class="comment"><b class="name">Ann</b> <i class="when">8 June 2025</i><p class="text">So did I, twice, {story}.</p></div></div></div>
    <div id="bottom"><p>Printed in Lowmere, page {story + 4}</p></div></body></html>"""


def hashed(story: int, *, seed: str = "a1", language: str = "en") -> str:
    """A page whose classes a build made: css-1x2y3z, and the names of CSS modules."""
    title, when, _, paragraphs = (ENGLISH if language == "en" else CHINESE)[story]
    body = "".join(f'<p class="css-9{seed}k2">{each}</p>' for each in paragraphs)
    return f"""<!doctype html><html><head><title>{title} | Hashed</title></head><body>
    <div class="css-1{seed}9z"><div class="sc-b{seed}Xq">Menu of the day</div>
    <div class="Story_root__x{seed}Q7"><h1 class="css-7{seed}m3">{title}</h1>
    <span class="Story_date__9{seed}Zk">{when}</span><div class="Story_content__b{seed}R4">{body}</div></div>
    <div class="Footer_wrap__q{seed}T1">All of it {story} is made up</div></div></body></html>"""


def bare(story: int, *, language: str = "en") -> str:
    """A page of tables and line breaks that names nothing."""
    title, when, _, paragraphs = (ENGLISH if language == "en" else CHINESE)[story]
    return f"""<html><head><title>{title}</title></head><body><table><tr><td>The Bare Gazette</td></tr></table>
    <table><tr><td><font size=5>{title}</font><br>{when}</td></tr><tr><td>{"<br>".join(paragraphs)}</td></tr></table>
    <table><tr><td>Page {story + 1} of the Gazette</td></tr></table></body></html>"""


def other_layout(story: int) -> str:
    """The site of :func:`plain` in another layout."""
    title, when, who, paragraphs = ENGLISH[story]
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    return f"""<!doctype html><html lang="en"><head><title>{title} - Lowmere Post</title></head>
    <body><nav>Town</nav><main><h2 class="big">{title}</h2><p class="line">{when}, {who}</p>
    <section id="longread">{body}</section></main></body></html>"""


def text_of(story: int, language: str = "en") -> Sequence[str]:
    """The paragraphs of a story."""
    return (ENGLISH if language == "en" else CHINESE)[story][3]
