"""Bylines as unknown pages print them: names run into dates, jobs and each other; reporters without a colon."""

from __future__ import annotations

import pytest

import tearsheet

ENGLISH = """\
When the library closed its goods lift it locked four doors and forgot about the shaft behind them, until last autumn.
The tower now holds nine thousand maps. They hang from rails like coats in a wardrobe, and a small motor brings one down.
The idea came from a clerk who used to work in a dry cleaner's. He drew it on the back of an envelope in a meeting.
""".splitlines()
CHINESE = """\
九月初的一个晚上，江边三号仓库的卷帘门重新拉了起来。这里停用了十四年，墙上还留着当年码头工人写下的货号。
图书馆每天下午五点开门，凌晨一点关门，专门留给白天没有空的人。馆长说，开门头一个月一共借出两万多册书。
仓库的改造花了七个多月，总共用去三百六十万元，其中两百万元来自街道的旧房改造资金，其余由附近商户凑齐。
""".splitlines()


def authors(byline: str, *, lang: str = "en") -> tuple[str, ...]:
    title, body = ("A library in a lift shaft", ENGLISH) if lang == "en" else ("旧仓库改成夜间图书馆", CHINESE)
    story = "".join(f"<p>{text}</p>" for text in body)
    markup = f"<html lang={lang}><title>{title}</title><article><h1>{title}</h1>{byline}{story}</article></html>"
    return tearsheet.parse(markup.encode(), content_type="text/html; charset=utf-8").authors


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("<p>By Nora Whitlow Friday 3 May 2024", ("Nora Whitlow",)),
        ("<p class=byline><span>Ada Moll</span><span>March 3, 2021</span>", ("Ada Moll",)),
        ("<p class=byline>Ada MollMarch 3, 2021", ("Ada Moll",)),
        ("<p class=byline>By <a>Ada Moll</a>, <time datetime=2024-05-03>Friday</time>", ("Ada Moll",)),
        ("<p>by Ada Moll • 5 min read", ("Ada Moll",)),
        ("<p>May 3, 2024 by Ada Moll", ("Ada Moll",)),
        ("<p class=byline>Von Ada Moll Stand: 03.03.2021, 09.20 Uhr", ("Ada Moll",)),
        ("<p class=byline>Von Ada Moll Veröffentlicht am 3. März 2021", ("Ada Moll",)),
        ("<p class=byline>Por: Ada Moll Fecha: 3 de marzo de 2021", ("Ada Moll",)),
        ("<p class=byline>Ada Moll, le 3 mars 2021", ("Ada Moll",)),
        ("<p class=byline>Ada Moll Publicerad 3 mars 2021", ("Ada Moll",)),
        ("<p class=byline>Ada Moll Publisert: 03.03.2021 09:20", ("Ada Moll",)),
        ("<p class=byline>Publié le 3 mars 2021 par Ada d'Moll", ("Ada d'Moll",)),
        ("<p class=byline>Pubblicato il 3 marzo 2021 da Ada Moll", ("Ada Moll",)),
        ("<p class=byline>03.03.2021 09:20 Анна Мельник", ("Анна Мельник",)),
        ("<p>Um 12:30 von Berlin nach Rom", ()),
    ],
)
def test_a_name_ends_where_a_day_begins(byline, names):
    assert authors(byline) == names


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("<p>By Ada Moll Special to the Courier", ("Ada Moll",)),
        ("<p>Por Ada Moll / Corresponsal en Ribera", ("Ada Moll",)),
        ("<p class=byline>ADA MOLL | Ribera", ("ADA MOLL",)),
        ("<p>Von <a>Ada Moll</a> (Text) und <a>Bo Two</a> (Fotos)", ("Ada Moll",)),
        ("<p>Van onze verslaggever Ada Moll", ("Ada Moll",)),
        ("<p>dal nostro inviato Ada Moll", ("Ada Moll",)),
        ("<p class=author>oprac. Ada Moll", ("Ada Moll",)),
        ("<p>By Ada Moll for The Courier", ("Ada Moll",)),
        ("<p>By Ada Moll / Avery Courier", ("Ada Moll",)),
        ("<p>By Ada Moll of the Courier staff", ("Ada Moll",)),
        ("<p class=author>Von Ada Moll, dpa", ("Ada Moll",)),
        ("<p class=author>Par Ada Moll, à Saint-Vert", ("Ada Moll",)),
        ("<p class=author>von unserer Redakteurin Ada Moll", ("Ada Moll",)),
        ("<p class=author>Ein Kommentar von Ada Moll", ("Ada Moll",)),
        ("<p class=author>Texto: Ada Moll Fotos: Bo Two", ("Ada Moll",)),
        ("<a rel=author href=/author/ada>More by Ada Moll</a>", ("Ada Moll",)),
        ("<p>by <a href=/author/ada>Ada Moll</a> <a href=#c>Leave a comment</a>", ("Ada Moll",)),
        ("<div class=author-name>Ada Moll</div><div class=author-title>Harbour Editor</div>", ("Ada Moll",)),
        ("<p>Words: Ada Moll. Photographs: Bo Two", ("Ada Moll",)),
        ("<p>By <a href=/author/ada-moll>Ada Moll</a>, Berlin", ("Ada Moll",)),
        ("<p>By Center for Harbour Studies", ("Center for Harbour Studies",)),
        ("<p>Photographs by Bo Two, words by Ada Moll", ("Ada Moll",)),
        ("<p>Pictures: Bo Two. Words: Ada Moll", ("Ada Moll",)),
        ("<dl><dt>Words<dd>Ada Moll<dt>Pictures<dd>Bo Two</dl>", ("Ada Moll",)),
        ("<p><span class=author-title>Senior Reporter</span><span class=author-full>Ada Moll</span>", ("Ada Moll",)),
        ("<p class=author-name>Ada Moll<span>Following</span><span>Follow</span>", ("Ada Moll",)),
        ("<div class=autor>Ada Moll\u200b</div><div class=autor-ciudad>Bilbao</div>", ("Ada Moll",)),
        ("<p>Door onze redacteur Joost van 't Hof", ("Joost van 't Hof",)),
        ("<p><span>Words</span> <span>Ada Moll</span><p><span>Photography</span> <span>Bo Two</span>", ("Ada Moll",)),
        ("<p>Author: Ada Moll Editor: Lee Four Photographer: Bo Two", ("Ada Moll",)),
        ("<p>Par Marie Le Gall et Jean DUPONT", ("Marie Le Gall", "Jean DUPONT")),
        ("<p>By Ada Moll, PhD, and Bo Two Jr", ("Ada Moll", "Bo Two Jr")),
        ("<p>By Ada Moll<p>Translated from the Danish by Per Holm", ("Ada Moll",)),
        ("<p>Submitted by amoll on Fri, 05/03/2024 - 10:30", ("amoll",)),
        (
            "<div><span class=author-name>Ada Moll</span><span class=author-title>Science editor</span></div>",
            ("Ada Moll",),
        ),
    ],
)
def test_a_job_and_a_paper_are_no_part_of_a_name(byline, names):
    assert authors(byline) == names


@pytest.mark.parametrize(
    "byline",
    [
        "<p class=byline><a href=/a/x>Ada Moll</a><a href=/a/y>Bo Two</a>",
        "<ul class=authors><li>Ada Moll<li>Bo Two</ul>",
        "<div class=authors><a rel=author href=/a>Ada Moll</a> <a rel=author href=/b>Bo Two</a></div>",
        "<p>By Ada Moll and Bo Two",
        "<p>By Ada Moll with Bo Two",
        "<p>By Ada Moll, as told to Bo Two",
        "".join(
            f"<div class=card><img src=/p.jpg width=40 height=40><p class=by-line>{name}</p><p class=job>Data editor</p></div>"
            for name in ("Ada Moll", "Bo Two")
        ),
    ],
)
def test_two_authors_are_two(byline):
    assert authors(byline) == ("Ada Moll", "Bo Two")


def _signed(below: str) -> tuple[str, ...]:
    story = "".join(f"<p>{text}</p>" for text in ENGLISH)
    markup = f"<title>A lift shaft</title><article><h1>A lift shaft</h1>{story}{below}</article>"
    return tearsheet.parse(markup.encode(), content_type="text/html; charset=utf-8").authors


@pytest.mark.parametrize(
    ("below", "names"),
    [
        ("<p><i>Ada Moll</i></p>", ("Ada Moll",)),
        ("<p>(Ada Moll)</p>", ("Ada Moll",)),
        ("<p>— Ada Moll</p>", ("Ada Moll",)),
        ("<p><b>Claire AUBERT</b></p>", ("Claire AUBERT",)),
        ("<p>Мария Лугова</p>", ("Мария Лугова",)),
        ("<p>A lamp was lit by Ada Moll.</p><p>Ada Moll</p>", ()),
        ("<blockquote>It is a fine shaft.</blockquote><p>Ada Moll</p>", ()),
        ("<p><a href=/n/1>Bo Two</a></p>", ()),
        ("<p>Harbour Museum</p>", ()),
        ("<div id=comments><b class=author>Bo Two</b><p>We came on Saturday and would do so again.</p></div>", ()),
    ],
)
def test_a_name_below_the_last_paragraph_signs_the_story(below, names):
    assert _signed(below) == names


@pytest.mark.parametrize(
    "line",
    [
        "By Easter she may sail",
        "文／图都由孩子们完成",
        "Von Hand gebaut, von Hebeln bewacht",
        "<p class=deck>Flights cut 40 % by March",
        "<p class=deck>Half of 200 shops close by Christmas",
        "<h2>1. This umbrella that opened by itself.</h2>",
        "<p class=byline>Tuesday",
        "<p class=source>The Avery Courier",
        "<p>Edited by Lee Four",
        "<p>Fact checked by Lee Four",
        "<p class=autor>Redacción",
        "<p class=autor>Da Redação",
        "<p class=autor>Red., dpa",
        "<p>Photos by Bo Two",
        "<p>Reporter: And who rings the bell at night?",
    ],
)
def test_a_deadline_a_weekday_an_editor_a_source_and_a_photographer_are_no_authors(line):
    assert authors(line) == ()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("本报记者张小河 通讯员李大海", ("张小河",)),
        ("□ 本报记者 张小河 李大海", ("张小河", "李大海")),
        ("江州日报记者 张小河", ("张小河",)),
        ("记者 张小河 李大海 报道", ("张小河", "李大海")),
        ("（记者 张小河）", ("张小河",)),
        ("文/图 张小河", ("张小河",)),
        ("文 | 张小河 图 | 李大海", ("张小河",)),
        ("文字 张小河 摄影 李大海", ("张小河",)),
        ("撰文丨张小河 编辑丨李大海", ("张小河",)),
        ("采写：南都记者 张小河", ("张小河",)),
        ("記者張小河台北報導", ("張小河",)),
        ("海港報／ 記者張小河／台北即時報導", ("張小河",)),
        ("記者張小河、李大海／台北報導", ("張小河", "李大海")),
        ("（中央社記者張小河台北5日電）", ("張小河",)),
        ("取材・文＝山田太郎", ("山田太郎",)),
        ("记者张小河报道", ("张小河",)),
        ("【記者張小河、李大海台南報導】", ("張小河", "李大海")),
        ("江州晚报 记者 张小河 2021-03-03", ("张小河",)),
        ("張小河／綜合報導", ("張小河",)),
        ("地方中心／台南報導", ()),
        ("图/文 张小河 李大海", ("张小河", "李大海")),
        ("张小河/文", ("张小河",)),
        ("主笔 | 张小河", ("张小河",)),
        ("通讯员 张小河", ("张小河",)),
        ("【文/江州晚报 张小河】", ("张小河",)),
        ("作者：阿·卡里莫夫", ("阿·卡里莫夫",)),
        ("责任编辑：李大海", ()),
        ("编辑丨李大海", ()),
        ("来源：江州日报　编辑：李大海", ()),
        ("■本报记者 张小河 文/图", ("张小河",)),
        ("江州体育记者张小河 李大海 柳湾报道", ("张小河", "李大海")),
        ("海港網記者張小河 台北　2024-03-05 08:21", ("張小河",)),
        ("江港中文记者", ()),
        ("文.圖/記者陳小河", ("陳小河",)),
        ("作者：江州广电记者 张小河 李大海　通讯员 王大山", ("张小河", "李大海")),
        ("作者：江青报·江青网记者 张小河", ("张小河",)),
        ("江州日报客户端记者 张小河 见习记者 李大海 江州报道", ("张小河", "李大海")),
        ("【記者張小河╱新北報導】", ("張小河",)),
        ("本报记者 张小河　《江州日报》（2024年03月05日 第 03 版）", ("张小河",)),
        ("HBC中文记者", ()),
        ("■ 张小河", ("张小河",)),
        ("撰文者：張小河", ("張小河",)),
        ("本报记者 张小河 文/摄", ("张小河",)),
        ("〔即時新聞／綜合報導〕", ()),
        ("编辑/李大海 来源/江州日报 2024-03-05 08:21", ()),
        ("<dl><dt>发布时间</dt><dd>2024-03-05</dd><dt>作者</dt><dd>张小河</dd></dl>", ("张小河",)),
    ],
)
def test_chinese_bylines_name_who_wrote_and_nobody_else(line, names):
    assert authors(f"<div class=info>{line}</div>", lang="zh") == names


def page(head: str, around: str, lang: str = "en") -> tearsheet.Article:
    story = "".join(f"<p>{text}</p>" for text in ENGLISH)
    markup = f"<html lang={lang}><title>A library in a lift shaft</title>{head}{around.format(story=story)}</html>"
    return tearsheet.parse(markup.encode(), "https://courier.example/a/1", content_type="text/html; charset=utf-8")


H1 = "<h1>A library in a lift shaft</h1>"
LONG = (
    "<div class=entry-meta><a class=url href=/author/ada>Ada Moll</a> <a href=/c>Harbours and maps and boats</a> "
    "<time>3 May 2024</time> harbour, maps, boats, lifts and what they carry 0 Comments</div>"
)


@pytest.mark.parametrize(
    ("stated", "byline", "names"),
    [
        ("ada.moll", "<p class=author-name>Ada Moll", ("Ada Moll",)),
        ("ada-moll", "<p>By Ada Moll", ("Ada Moll",)),
        ("AdaM", "<p>By Ada Moll", ("Ada Moll",)),
        ("Courier staff", "<p>By Ada Moll", ("Ada Moll",)),
        ("Courier News", "<p class=byline><a href=/staff/ada-moll>Ada Moll</a>", ("Ada Moll",)),
        ("Bo Two", "<p>Words by Ada Moll", ("Ada Moll",)),
        ("Bo Two", "<p>Reviewed by Ada Moll", ("Bo Two",)),
        ("ada.moll", "<p class=byline>Tuesday", ("ada.moll",)),
        ("50 Ways Studio", "", ("50 Ways Studio",)),
    ],
)
def test_a_login_a_newsroom_and_who_posted_it_give_way_to_who_wrote_it(stated, byline, names):
    meta = f'<meta name=author content="{stated}">'
    assert page(meta, f"<article>{H1}{byline}{{story}}</article>").authors == names


@pytest.mark.parametrize(
    "around",
    [
        f"<article>{H1}{{story}}<footer class=meta><p>Posted by <a rel=author href=/x>Ada Moll</a></p></footer></article>",
        f"<article>{H1}{{story}}<div class=author-box><h4 class=author-box__name>Ada Moll</h4></div></article>",
        f"<article>{H1}<p>3 May 2024 | Ada Moll</p>{{story}}</article>",
        f"<article>{H1}<div><span>By</span><b>Ada Moll</b></div>{{story}}</article>",
        f"<article>{H1}<p>Ada Moll</p>{{story}}</article><aside><p>Ada Moll is a writer who lives by the harbour.</aside>",
        f"<article>{H1}<p><i>The Courier</i> <i>3/5/2024</i> <i class=authorname-txt>Ada Moll</i></p>{{story}}</article>",
        f"<article>{H1}{LONG}{{story}}</article>",
        f"<article>{H1}<div>Published in <a href=/v>Boats</a></div><div>Ada Moll</div><div>3 May 2024</div>{{story}}</article>",
        f"<article>{H1}<p>Ada Moll, Chief Reporter</p>{{story}}</article>",
        f"<article>{H1}<div class=columnist>Ada Moll</div><div>Guest columnist</div>{{story}}</article>",
        f"<article>{H1}<p>3 May 2024 · 3 min · 512 words · Ada Moll | <a href=/e>Suggest changes</a></p>{{story}}</article>",
        f"<article>{H1}<div><a href=/people/ada-moll/>Ada Moll</a> <i>3 May 2024</i></div>{{story}}</article>",
        f"<article>{H1}<p>As told to Ada Moll</p>{{story}}</article>",
        f"<article>{H1}<p>Ada Moll | Port Avery</p><p>3 May 2024</p>{{story}}</article>",
        f"<article>{H1}<p>Ada Moll | moll@quay.example | The Quay</p>{{story}}</article>",
        f"<article>{H1}<p>✍️ Ada Moll</p><p>3 May 2024</p>{{story}}</article>",
        f"<article>{H1}<p>Ada Moll / TNN / May 3, 2024, 09:15 IST</p>{{story}}</article>",
        f"<article>{H1}{{story}}<p>(Reporting by Ada Moll in Port Avery; editing by Lee Four)</p></article>",
        f"<article>{H1}{{story}}<p>Ada Moll, 3 May 2024</p></article>",
        f"<article>{H1}{{story}}<div><h3>About the author</h3><h4>Ada Moll</h4></div></article>",
    ],
)
def test_a_name_is_found_at_the_foot_beside_a_date_amid_a_long_line_or_in_a_box_of_its_own(around):
    assert page("", around).authors == ("Ada Moll",)


@pytest.mark.parametrize(
    ("lang", "byline"),
    [
        ("fr", "<p class=auteur>Ada Moll"),
        ("fr", "<p>Auteur(s) :<div>Ada Moll</div>"),
        ("fr", "<p>Texte : Ada Moll"),
        ("de", "<div class=autor>Ada Moll</div>"),
        ("de", "<p>Autor/in: Ada Moll"),
        ("de", "<p>Text: Ada Moll"),
        ("es", "<div class=autor><h6>Ada Moll | Publicado hace 3 horas</h6></div>"),
        ("it", "<p class=autore>Ada Moll"),
        ("en", "<p>Contributors: Ada Moll"),
        ("en", "<p><span>By</span><a>J.R. Stone</a>"),
    ],
)
def test_bylines_of_european_papers(lang, byline):
    assert page("", f"<article>{H1}{byline}{{story}}</article>", lang).authors in {("Ada Moll",), ("J.R. Stone",)}


@pytest.mark.parametrize(
    "line",
    [
        "<p>World News | 3 May 2024",
        "<p>New York — 3 May 2024",
        '<p><a href="/tag/harbour-boats">Harbour Boats</a> | 3 May 2024',
        "<p>Press Release",
        "<div><a href=/tag/ada-moll>Ada Moll</a></div><div>3 May 2024</div>",
        "<div>Film Reviews</div><div>3 May 2024</div>",
        "<div>Human Rights</div><div>3 May 2024</div>",
        "<div>Port Avery Library</div><div>3 May 2024</div>",
        "<p>Avery Harbour",
    ],
)
def test_a_section_a_place_and_a_line_told_of_nowhere_are_no_authors(line):
    assert page("", f"<article>{H1}{line}</p>{{story}}</article>").authors == ()


ZH = "旧仓库改成夜间图书馆"


def reporters(first: str = "", *, above: str = "", last: str = "") -> tuple[str, ...]:
    body = [first + CHINESE[0], CHINESE[1], CHINESE[2] + last]
    story = "".join(f"<p>{text}</p>" for text in body)
    markup = f"<html lang=zh><title>{ZH}</title><article><h1>{ZH}</h1>{above}{story}</article></html>"
    return tearsheet.parse(markup.encode(), content_type="text/html; charset=utf-8").authors


@pytest.mark.parametrize(
    ("first", "names"),
    [
        ("〔記者張小河／台北報導〕", ("張小河",)),
        ("（中央社記者張小河台北3日電）", ("張小河",)),
        ("本报讯（记者 张小河 通讯员 李大海）", ("张小河",)),
        ("江州日报5月3日讯（记者张小河、李大海）", ("张小河", "李大海")),
        ("本报讯 记者张小河报道：", ("张小河",)),
        ("图书馆的记者会（下午三点）开始了，", ()),
    ],
)
def test_a_reporter_in_the_dateline_wrote_the_story_and_stays_in_it(first, names):
    assert reporters(first) == names


@pytest.mark.parametrize(
    ("first", "names"),
    [
        ("江新网江州3月5日电 (张小河 李大海)九月初的一个晚上，仓库的卷帘门重新拉了起来。", ("张小河", "李大海")),
        ("【江訊2024年03月05日訊】（江訊記者張小河綜合報導）九月初的一個晚上，倉庫開了門。", ("張小河",)),
        ("江新社青石3月5日电 (完)九月初的一个晚上，仓库的卷帘门重新拉了起来，灯也亮了。", ()),
    ],
)
def test_a_wire_names_who_sent_it_in_brackets(first, names):
    assert reporters(first) == names


@pytest.mark.parametrize(
    "head",
    [
        "<ul><li>张小河</li></ul><p>2024年5月3日 08:21</p>",
        "<div>张小河</div><div>江港日报记者</div><time>2024年5月3日</time>",
        "<p>2024-05-03 08:21</p><p>张小河</p>",
    ],
)
def test_a_han_name_alone_beside_the_line_of_the_day_is_who_wrote_it(head):
    assert authors(head, lang="zh") == ("张小河",)
    assert authors(head.replace("张小河", "<a href=/c>张小河</a>"), lang="zh") == ()


@pytest.mark.parametrize(
    "row",
    [
        "来源：江州日报<a href=/z>参与互动</a>",
        "来源: <a href=/j>江州日报</a> <a href=/b>江州 举报</a>",
        "作者：张小河 图：李大海 来源：江州日报 审核：王大山 点击数：12",
        "来源：江州日报 摄影：李大海",
        "<a class=source href=/j>江州日报</a>",
        "转自：江州日报",
        "作者 | 张小河 | 来源 江州日报（ID：jzrb）",
        "编辑/李大海 来源/江州日报",
        "来源：《江州日报》",
        "<dl><dt>来源</dt><dd>江州日报</dd></dl>",
        "<meta name=ContentSource content=江州日报>",
    ],
)
def test_a_source_ends_where_its_element_does_or_the_next_label_begins(row):
    story = "".join(f"<p>{text}</p>" for text in CHINESE)
    markup = (
        f"<html lang=zh><title>旧仓库</title><h1>旧仓库改成图书馆</h1><div>2024-03-05 08:21 {row}</div>{story}</html>"
    )
    source = tearsheet.parse(markup.encode(), content_type="text/html; charset=utf-8").source
    assert source is not None
    assert source.name == "江州日报"


def test_a_reporter_signs_below_the_story_and_a_photographer_below_a_picture():
    assert reporters(last="（记者 张小河）") == ("张小河",)
    picture = "<p><img src=/a.jpg width=600 height=400><p>三号仓库内景。（記者李大海攝）"
    assert reporters(above=picture) == ()
    assert reporters(above=picture, last="（记者 张小河）") == ("张小河",)


def test_the_desk_stands_before_the_name_and_what_readers_may_do_behind_it():
    assert authors("<p>生活中心／張小河報導", lang="zh") == ("張小河",)
    assert authors("<p>娛樂中心／綜合報導", lang="zh") == ()
    assert authors("<div>2024年5月3日 来源：江州日报 作者：张小河 我要评论(12) 字号：大 中 小</div>", lang="zh") == (
        "张小河",
    )


def test_who_comments_below_the_story_has_not_written_it():
    said = "".join(
        f"<li><span class=author>{name}</span> <span>2019-04-02 08:11</span><p>{text}</p></li>"
        for name, text in REMARKS
    )
    page = f"<article><h1>Ferry waits</h1>{'<p>The ferry waited for the baker, who had lost his key in the harbour again.</p>' * 4}"
    article = tearsheet.parse(f"{page}</article><div id=talk><h3>Comments</h3><ul>{said}</ul></div>", adapter="generic")
    assert article.authors == ()


REMARKS = [
    ("Otto Quill", "It waited for me, too, and I was glad of it."),
    ("Pia Lund", "I found a key last week, is it his?"),
]


def test_the_footer_of_the_article_names_its_author_below_the_comments_and_that_of_a_comment_does_not():
    said = "".join(
        f"<article><footer><b class=author>{name}</b> says</footer><p>{text}</p></article>" for name, text in REMARKS
    )
    story = "<p>The ferry waited for the baker, who had lost his key in the harbour again.</p>" * 4
    foot = "<footer><p>Posted by <a href=/author/ida>Ida Marsh</a> on 2025-12-18</p></footer>"
    page = f"<article><h1>Ferry waits</h1>{story}<section><h2>Comments</h2>{said}</section>{{}}</article>"
    assert tearsheet.parse(page.format(foot), adapter="generic").authors == ("Ida Marsh",)
    assert tearsheet.parse(page.format(""), adapter="generic").authors == ()


def test_who_wrote_the_stories_listed_below_has_not_written_it():
    card = "<div><a href=/r/{0}>Bees in the bell tower, part {0}</a><b class=author>Rosa Kemp</b> <i>{0}h ago</i></div>"
    story = "".join(f"<p>{text}</p>" for text in ENGLISH)
    cards = "".join(map(card.format, (1, 2, 3)))
    markup = f"<article><h1>Ferry waits</h1>{{}}{story}</article><div><h3>Latest</h3>{cards}</div>"
    assert tearsheet.parse(markup.format(""), adapter="generic").authors == ()
    assert tearsheet.parse(markup.format("<p>By Ada Moll"), adapter="generic").authors == ("Ada Moll",)


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ("Ada Moll <ada@courier.example>", ("Ada Moll",)),
        ("WordPress", ()),
        ("Moll, Ada", ("Moll, Ada",)),
        ("Ada Moll, Bo Two", ("Ada Moll", "Bo Two")),
        ("Ada Moll, Berlin", ("Ada Moll",)),
    ],
)
def test_stated_names_are_read_as_printed_ones(stated, names):
    head = f'<meta name="author" content="{stated.replace("<", "&lt;")}">'
    assert page(head, f"<article>{H1}{{story}}</article>").authors == names


def test_a_paper_on_the_next_line_of_the_byline_is_no_story():
    markup = "<title>A pier</title><article><h1>A pier</h1><p class=byline>By Ada Moll<br>The Quay</p>{}</article>"
    story = "".join(f"<p>{text}</p>" for text in ENGLISH)
    assert [block.text for block in tearsheet.parse(markup.format(story), adapter="generic").body] == ENGLISH


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("<p class='p-author h-card'><a class='u-url p-name' href=/ada>Ada Moll</a>", ("Ada Moll",)),
        (
            "<div class=vcard><a class='url fn n' href=/ada>Ada Moll</a> <span class=role>Reporter</span></div>",
            ("Ada Moll",),
        ),
        ("<div class=hcard><span class=fn>Ada Moll</span>, <span class=org>The Courier</span></div>", ("Ada Moll",)),
        ("<p><a href='mailto:moll@quay.example'>Ada Moll</a> | 3 March 2021", ("Ada Moll",)),
        ("<p>By Ada Moll (moll@quay.example)", ("Ada Moll",)),
        ("<meta name=author content='moll@quay.example (Ada Moll)'>", ("Ada Moll",)),
        ("<p><a href='mailto:desk@quay.example'>Contact us</a>", ()),
    ],
)
def test_a_card_and_a_mail_address_tell_who_wrote_it(byline, names):
    assert authors(byline) == names


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ('[{"@type":"Organization","name":"Harbour Wire"},{"@type":"Person","name":"Ada Moll"}]', ("Ada Moll",)),
        ('[{"@type":"NewsMediaOrganization","name":"Wire"},{"@type":"Organization","name":"Post"}]', ("Wire", "Post")),
    ],
)
def test_an_organisation_that_is_stated_beside_a_person_did_not_write_it(stated, names):
    ld = f'{{"@type":"NewsArticle","headline":"A library in a lift shaft","author":{stated}}}'
    assert authors(f'<script type="application/ld+json">{ld}</script>') == names


@pytest.mark.parametrize(
    "byline",
    [
        "Opinion by Ada Moll",
        "Guest post by Ada Moll",
        "Ein Artikel von Ada Moll",
        "Von Ada Moll aus Emden",
        "Par Ada Moll avec AFP",
        "Posted by Ada Moll in Harbour, Museums",
        "By Ada Moll · Edited by Bo Lind",
        "Author: Ada Moll | Translator: Bo Lind",
        "By Ada Moll<br>Special to the Courier",
        "Tekst: Ada Moll, zdjęcia: Bo Lind",
        "Autoři: Ada Moll",
        "Yazar: Ada Moll",
        "Írta: Ada Moll",
        "Teksti: Ada Moll",
        "Kirjoittanut Ada Moll",
        "Tác giả: Ada Moll",
        "Oleh Ada Moll",
        "De Ada Moll",
    ],
)
def test_labels_of_authors_in_more_languages_are_none_of_the_story(byline):
    title = "A library in a lift shaft"
    story = "".join(f"<p>{text}</p>" for text in ENGLISH)
    markup = f"<title>{title}</title><article><h1>{title}</h1><p>{byline}</p>{story}</article>"
    article = tearsheet.parse(markup.encode(), content_type="text/html; charset=utf-8")
    assert (article.authors, [block.text for block in article.body]) == (("Ada Moll",), ENGLISH)


@pytest.mark.parametrize("byline", ["<p>De Madrid al cielo</p>", "<p>Analysis by the institute follows below</p>"])
def test_a_label_that_is_a_word_of_a_sentence_names_persons_or_nobody(byline):
    assert authors(byline) == ()


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("<div><span>张小河</span><span>2024-03-05 18:30</span></div>", ("张小河",)),
        ("<div>2024-03-05 18:30 张小河 李小满</div>", ("张小河", "李小满")),
        ("<div><span>佐藤 花子</span> <time>2024年3月5日</time></div>", ("佐藤 花子",)),
        ("<div><span>原创</span> <span>张小河</span> <a href=#>江边来信</a> <em>2024-03-05</em></div>", ("张小河",)),
        ("<p>원고 2024-03-05</p>", ()),
        ("<div><a href=/n>张家界</a> 2024-03-05</div>", ()),
        ("<div>石川県 2024-03-05</div>", ()),
        ("<div>江州报社 2024-03-05</div>", ()),
        ("<div>金融街 2024-03-05</div>", ()),
        ("<p>김민수·이서연 기자 minsu@quay.example</p>", ("김민수", "이서연")),
        ("<p>글·사진 김민수</p>", ("김민수",)),
        (
            "<p>[부산=김민수 기자] 열두 해 전 마지막 열차가 떠난 간이역에 지난달부터 새벽마다 불이 켜진다.</p>",
            ("김민수",),
        ),
    ],
)
def test_a_bare_name_beside_the_day_is_told_by_its_surname(byline, names):
    assert authors(byline, lang="zh") == names


@pytest.mark.parametrize(
    ("end", "names"),
    [
        ("（张小河）", ("张小河",)),
        ("（张小河 李小满）", ("张小河", "李小满")),
        ("【佐藤花子】", ("佐藤花子",)),
        ("（全文完）", ()),
        ("（见图）", ()),
        ("（本报讯）", ()),
    ],
)
def test_a_story_is_signed_at_its_end(end, names):
    title = "旧仓库改成夜间图书馆"
    story = "".join(f"<p>{text}{end if text is CHINESE[-1] else ''}</p>" for text in CHINESE)
    markup = f"<html lang=zh><title>{title}</title><article><h1>{title}</h1>{story}</article></html>"
    assert tearsheet.parse(markup.encode(), content_type="text/html; charset=utf-8").authors == names


@pytest.mark.parametrize(
    "byline",
    [
        "<p class=byline>Staff report",
        "<p class=author>Illustration by Bo Two",
        "<p>Translated from the Danish by Per Holm",
        "<p>Author: Ada Moll Editor: Lee Four Photographer: Bo Two",
        "<p>By Ada Moll on May 3, 2024 in Boats with 12 Comments",
        "<p>Posted by Ada Moll on Friday May 3, 2024 @8:00PM from the harbour dept.",
        "<p class=byline>By Ada Moll</p><p class=author-desc>Ada writes about the harbour and about what it has lost.",
    ],
)
def test_a_line_that_is_called_a_byline_or_names_who_and_when_is_none_of_the_story(byline):
    story = "".join(f"<p>{text}</p>" for text in ENGLISH)
    markup = f"<title>A library in a lift shaft</title><article>{H1}{byline}</p>{story}</article>"
    assert [block.text for block in tearsheet.parse(markup, adapter="generic").body] == ENGLISH


OF_ANOTHER = {
    "zh": "图片来源：视觉江州|数据来源：江州统计局|（圖片來源：江州社）|封面作者：李小河|视频记者：李小河|原作者：李小河|"
    "拍摄时间：2018年3月4日|图片拍摄于2018年3月4日|数据截至2018年3月4日|活动时间：2018年3月4日|有效期至2018年3月4日|更正（2018年3月4日）：塔不旧",
    "en": "Image Source: Getty|Photo source: Ada Moll|Data source: Harbour office|Photographed 4 March 2018|"
    "Event date: 4 March 2018|Doors open March 4, 2018 at 7 p.m.|Data as of March 4, 2018",
}


@pytest.mark.parametrize("at", [0, 2])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_who_and_what_a_picture_is_of_and_where_figures_are_from_is_not_told_of_the_story(lang, at):
    story = CHINESE if lang == "zh" else ENGLISH
    for said in OF_ANOTHER[lang].split("|"):
        told = [*story[:at], said, *story[at:]]
        title = "A library in a lift shaft" if lang == "en" else "旧仓库改成夜间图书馆"
        body = "".join(f"<p>{text}</p>" for text in told)
        markup = f"<html lang={lang}><title>{title}</title><article><h1>{title}</h1>{body}</article></html>"
        article = tearsheet.parse(markup.encode(), content_type="text/html; charset=utf-8")
        assert (article.source, article.authors, article.published) == (None, (), None), said
