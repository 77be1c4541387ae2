"""The generic adapter on lists: what is refused as one, what is but doubted, and what each item says."""

from __future__ import annotations

import json

import pytest

import tearsheet
from list_pages import ARTICLES, LANGUAGES, LISTS, boards, collection_of_unlinked, directory, journal_issue, staff
from tearsheet import NotAnArticleError
from tearsheet.adapters.generic.lists.list_signs import LIST, address_sign, is_of_goods

NEWS = [
    ("Night ferry to the outer islands runs again", "2026-03-09"),
    ("Two storms and a leaning pier: what was found", "2026-03-08"),
    ("Town clock gains a minute a day", "2026-03-05"),
    ("Fish quay traders read the plans with care", "2026-03-02"),
]
ZH_NEWS = [
    ("关于北堤重建期间渡轮停靠码头调整的公告", "2026-03-09"),
    ("鱼市码头夜间开放时间通知", "2026-03-08"),
    ("港务局二月值班安排", "2026-03-05"),
    ("致沿岸商户的一封信：图纸已经贴出", "2026-03-02"),
]
SENTENCE = "The harbour council voted on Tuesday to rebuild the northern pier, which two storms had left leaning."
MENU = "<div class='top'>" + " ".join(f"<a href='/s/{n}'>Part {n}</a>" for n in range(6)) + "</div>"
FOOT = (
    "<div class='bottom'><a href='/about'>About</a> | <a href='/ads'>Advertise</a><br>Printed by nobody at all.</div>"
)

ROWS = {
    "items": ("<ul>{}</ul>", "<li><a href='/n/{n}'>{title}</a><span>{day}</span></li>"),
    "cells": ("<table>{}</table>", "<tr><td>·</td><td><a href='/n/{n}'>{title}</a></td><td>{day}</td></tr>"),
    "one cell": ("<table>{}</table>", "<tr><td><a href='/n/{n}'>{title}</a> [{day}]</td></tr>"),
    "definitions": ("<dl>{}</dl>", "<dd><a href='/n/{n}'>{title}</a><em>{day}</em></dd>"),
    "paragraphs": ("<div class='lb'>{}</div>", "<p><a href='/n/{n}'>{title}</a> {day}</p>"),
    "line breaks": ("<div class='lb'>{}</div>", "<a href='/n/{n}'>{title}</a> <span>({day})</span><br>"),
    "date first": ("<ul>{}</ul>", "<li><span>{day}</span> <a href='/n/{n}'>{title}</a></li>"),
    "sections": ("<ul>{}</ul>", "<li>[<a href='/c/{n}'>Sea</a>] <a href='/n/{n}'>{title}</a> {day}</li>"),
    "in the link": ("<ul>{}</ul>", "<li><a href='/n/{n}'>{title}<span>{day}</span></a></li>"),
    "stated": (
        "<div>{}</div>",
        "<div class='x'><p><a href='/n/{n}'>{title}</a></p><p>submitted <time datetime='{day}'>8 months ago</time> by u</p></div>",
    ),
    "headings": (
        "<div class='rows'>{}</div>",
        "<div class='row'><h3><a href='/n/{n}'>{title}</a></h3><span class='by'>by Ada Moll</span> <span>{day}</span></div>",
    ),
}


def page(body, title="Latest", head=""):
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{MENU}{body}{FOOT}</body></html>"


def rows(kind, news):
    around, row = ROWS[kind]
    return around.format("".join(row.format(n=n, title=title, day=day) for n, (title, day) in enumerate(news)))


def day(article):
    return article.published.start.date().isoformat() if article.published.start else article.published.civil


@pytest.mark.parametrize("news", [NEWS, ZH_NEWS], ids=["en", "zh"])
@pytest.mark.parametrize("kind", ROWS)
def test_a_row_is_parted_into_title_and_day(kind, news):
    data = page(rows(kind, news))
    found = list(tearsheet.parse_all(data, "https://quay.example/latest/"))
    assert [(each.title, day(each)) for each in found] == news
    assert [each.url for each in found] == [f"https://quay.example/n/{n}" for n in range(len(news))]
    with pytest.raises(NotAnArticleError, match="parse_all yields each of its 4 items"):
        tearsheet.parse(data, "https://quay.example/latest/")


@pytest.mark.parametrize(
    "row",
    [
        "<dt>{day}</dt><dd><a href='/n/{n}'>{title}</a></dd>",
        "<h3>{day}</h3><ul><li><a href='/n/{n}'>{title}</a></li><li><a href='/n/{n}b'>{title}, again</a></li></ul>",
    ],
)
def test_days_that_stand_above_rows_are_theirs(row):
    body = "".join(row.format(n=n, title=title, day=day) for n, (title, day) in enumerate(NEWS))
    found = list(tearsheet.parse_all(page(f"<dl>{body}</dl>"), "https://quay.example/latest/"))
    assert {(each.title.removesuffix(", again"), day(each)) for each in found} == set(NEWS)


def test_rows_that_alternate_are_halves_of_one_item():
    body = "".join(
        f"<tr class=athing><td>{n}.</td><td><a href='https://s{n}.example/x'>{title}</a> (<a href='/from?{n}'>s.example</a>)</td></tr>"
        f"<tr><td></td><td><span>{n + 9} points</span> by ada <a href='/item?{n}'>{day}</a> | <a href='/item?{n}'>{n + 2} comments</a></td></tr>"
        for n, (title, day) in enumerate(NEWS)
    )
    found = list(tearsheet.parse_all(page(f"<table>{body}</table>"), "https://quay.example/"))
    assert [(each.title, day(each)) for each in found] == NEWS


def test_the_text_of_a_card_that_is_one_link_sums_it_up():
    body = "".join(
        f"<a class=item href='/n/{n}'><div>{title}</div><div>{SENTENCE}</div><div>{day}</div></a>"
        for n, (title, day) in enumerate(NEWS)
    )
    found = list(tearsheet.parse_all(page(f"<div>{body}</div>"), "https://quay.example/latest/"))
    assert [(each.title, day(each)) for each in found] == NEWS
    assert all(each.summary is not None and each.summary.text == SENTENCE for each in found)


def test_a_day_printed_in_a_box_beside_an_item_is_its_own():
    body = "".join(
        f"<li><div class=time><h3>{day[8:]}</h3><p>{day[:7]}</p></div><h4><a href='/n/{n}'>{title}</a></h4><p>{SENTENCE}</p></li>"
        for n, (title, day) in enumerate(NEWS)
    )
    found = list(tearsheet.parse_all(page(f"<ul>{body}</ul>"), "https://quay.example/latest/"))
    assert [(each.title, day(each)) for each in found] == NEWS


def test_a_day_stacked_in_a_box_beside_an_item_is_its_own():
    box = "<div class='d'><b>{}</b><span>{}</span></div>"
    items = [
        f"<li>{box.format(day[8:], day[:7])}<a href='/n/{n}'>{title}</a></li>" for n, (title, day) in enumerate(ZH_NEWS)
    ]
    found = list(tearsheet.parse_all(page(f"<ul>{''.join(items)}</ul>")))
    assert [(article.title, day(article)) for article in found] == ZH_NEWS


def test_headlines_set_in_bold_behind_a_day_name_nobody():
    body = "".join(
        f"<p class=item><span>{day}</span> <a href='/n/{n}'><b>{title[:28]}</b></a><br>{SENTENCE.replace('two', title[:4])}</p>"
        for n, (title, day) in enumerate(NEWS)
    )
    found = list(tearsheet.parse_all(page(f"<div>{body}</div>"), "https://quay.example/latest/"))
    assert [(each.title, day(each)) for each in found] == [(title[:28].strip(), day) for title, day in NEWS]


def test_items_whose_link_has_the_same_words_each_need_say_little():
    body = "".join(
        f"<div class=item><h3>{title}</h3><span>{day}</span><p>It was a vote.</p><a href='/n/{n}'>Read more</a></div>"
        for n, (title, day) in enumerate(NEWS)
    )
    found = list(tearsheet.parse_all(page(f"<div>{body}</div>"), "https://quay.example/latest/"))
    assert [(each.title, day(each), each.url) for each in found] == [
        (title, day, f"https://quay.example/n/{n}") for n, (title, day) in enumerate(NEWS)
    ]


def test_two_rows_with_a_day_each_are_a_list():
    found = list(tearsheet.parse_all(page(rows("items", NEWS[:2]) + "<div>Page 9 of 9</div>")))
    assert [(each.title, day(each)) for each in found] == NEWS[:2]


def test_a_title_cut_in_print_is_taken_whole_from_its_link():
    title = NEWS[1][0]
    cut = f"<li><a href='/n/9' title='{title}'>{title[:30]}…</a> <span>2026-03-08</span></li>"
    found = list(tearsheet.parse_all(page(f"<ul>{cut}{rows('items', NEWS)[4:-5]}</ul>"), "https://quay.example/news/"))
    assert found[0].title == title


def test_the_home_page_is_a_list_of_the_articles_on_it():
    items = "".join(
        f"<article><h2><a href='/n/{n}'>{title}</a></h2><time>{day}</time><p>{SENTENCE} And there is more of it.</p></article>"
        for n, (title, day) in enumerate(NEWS)
    )
    found = list(tearsheet.parse_all(page(f"<main>{items}</main>"), "https://quay.example/"))
    assert [(each.title, day(each)) for each in found] == NEWS
    assert all(each.summary is not None and SENTENCE in each.summary.text for each in found)


def test_every_line_of_a_list_is_accounted_for():
    assert tearsheet.read_all(page(rows("sections", NEWS)), "https://quay.example/news/").ledger.unexplained == ()


def test_a_list_that_yields_no_item_says_so():
    goods = "".join(f"<div><b>Rope {'abcdefghijklmnop'[n]}</b><i>$ {n}.50</i><hr></div>" for n in range(16))
    with pytest.raises(NotAnArticleError, match="no item of it is told"):
        list(tearsheet.parse_all(page(f"<div>{goods}</div>"), "https://quay.example/collections/ropes"))


@pytest.mark.parametrize(
    "url",
    [
        None,
        "https://quay.example/2026/03/pier/",
        "https://quay.example/c/2026-03-09/pier.html",
        "https://quay.example/news/council-votes-to-rebuild-pier",
    ],
)
def test_a_story_of_one_paragraph_beside_much_else_is_no_list(url):
    beside = "".join(f"<li><a href='/n/{n}'>{title}</a></li>" for n, (title, _) in enumerate(NEWS * 4))
    data = page(
        f"<h1>Council votes to rebuild the pier</h1><div>2026-03-09 10:20</div><p>{SENTENCE}</p><ul>{beside}</ul>",
        title="Council votes to rebuild the pier",
    )
    assert [block.text for block in tearsheet.parse(data, url).body] == [SENTENCE]


def test_a_story_at_the_address_of_a_site_is_doubted_and_read():
    story = "".join(f"<p>{SENTENCE} {n} boats were moved to the fish quay.</p>" for n in range(8))
    story += rows("items", NEWS * 4)
    reading = tearsheet.read(
        page(f"<h1>The pier that leaned</h1>{story}", title="The pier that leaned"), "https://pier.example/"
    )
    assert len(reading.article.body) == 8
    assert [warning.code for warning in reading.warnings] == ["maybe-list"]
    assert "its address is that of a site" in reading.warnings[0].message


def test_a_story_that_states_itself_one_is_not_doubted():
    head = "<meta property='og:type' content='article'><meta property='article:published_time' content='2026-03-09'>"
    story = "".join(f"<p>{SENTENCE} {n} boats were moved to the fish quay.</p>" for n in range(8))
    data = page(f"<h1>The pier that leaned</h1>{story}{rows('items', NEWS)}", title="The pier that leaned", head=head)
    assert tearsheet.read(data, "https://pier.example/n/pier").warnings == ()


def test_terms_of_a_site_with_little_text_are_no_list():
    head = "<meta property='og:type' content='website'>"
    menu = "".join(f"<div><a href='/p/{n}'>Rope of the {title}</a></div>" for n, (title, _) in enumerate(NEWS))
    page_ = page(
        f"<h1>Terms of sale</h1><p>{SENTENCE}</p><p>{SENTENCE} Twice.</p>{menu}", title="Terms of sale", head=head
    )
    assert len(tearsheet.parse(page_, "https://quay.example/pages/terms").body) == 2


def test_an_index_of_threads_in_a_table_is_a_list_with_the_title_and_day_of_each():
    days = ["2024-01-22", "2024-01-18", "2024-01-15", "2024-01-12"]
    rows = "".join(
        f"<tbody id='thread_{n}'><tr><th><em>[<a href='forum.php?mod=forumdisplay&amp;fid=2'>Piers</a>]</em> "
        f"<a href='forum.php?mod=viewthread&amp;tid={n}'>Pier {n}</a></th><td><cite><a href='home.php?uid={n}'>ada</a></cite>"
        f"<em><span>{day}</span></em></td><td><a>0</a><em>318</em></td><td><cite><a href='home.php?u=x'>tom</a></cite><em>"
        "<a href='forum.php?mod=redirect'>2024-1-23 10:00</a></em></td></tr></tbody>"
        for n, day in enumerate(days)
    ).replace("Pier ", "A long word about the pier, number ")
    page = f"<title>Piers - Harbour Forum</title><body class='pg_forumdisplay'><table>{rows}</table></body>"
    url = "https://bbs.harbour.example/forum.php?mod=forumdisplay&fid=2"
    with pytest.raises(tearsheet.NotAnArticleError):
        tearsheet.parse(page, url, adapter="generic")
    articles = list(tearsheet.parse_all(page, url, adapter="generic"))
    assert [str(article.published.date) for article in articles] == days
    assert [article.title for article in articles] == [f"A long word about the pier, number {n}" for n in range(4)]
    assert [article.url.rpartition("=")[2] for article in articles] == ["0", "1", "2", "3"]


def test_cards_of_stories_with_a_person_and_a_time_are_no_posts():
    cards = "".join(
        f"<div class='card'><div><a class='author' href='/@quay'>Quay Times</a> <span>{n + 1} hours ago</span></div>"
        f"<a class='t' href='/news/{n}77'>{title}</a><div class='s'>{SENTENCE} {SENTENCE}</div></div>"
        for n, (title, _) in enumerate(NEWS)
    )
    with pytest.raises(NotAnArticleError):
        tearsheet.parse(page(f"<main>{cards}</main>"), "https://break.example/trending/piers", adapter="generic")


def test_what_a_search_found_is_a_list():
    items = "".join(
        f"<div class='result'><a href='/a/{n}'>{title}</a><div>… {SENTENCE} …</div></div>"
        for n, (title, _) in enumerate(NEWS)
    )
    data = page(f"<main><h1>Search: pier</h1>{items}</main>")
    with pytest.raises(NotAnArticleError, match="its address names a list"):
        tearsheet.parse(data, "https://quay.example/?s=pier", adapter="generic")


TITLED = [each for each in LISTS if each not in {collection_of_unlinked, directory, journal_issue, staff}]
"""Lists whose items are called by the headlines of :mod:`list_pages`."""
in_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.code)


@in_language
@pytest.mark.parametrize("made", LISTS, ids=lambda each: each.__name__)
def test_a_list_is_refused_whatever_kind_it_is_of(made, language):
    data, url = made(language)
    with pytest.raises(NotAnArticleError):
        tearsheet.parse(data, url, adapter="generic")


@in_language
@pytest.mark.parametrize("made", TITLED, ids=lambda each: each.__name__)
def test_the_items_of_a_list_are_told_by_their_headlines(made, language):
    data, url = made(language)
    titles = [each.title for each in tearsheet.parse_all(data, url, adapter="generic")]
    assert len(titles) >= 5
    shown = language.menu if made is boards else language.titles
    assert all(any(title[:10] in each or each in title for each in [*language.titles, *shown]) for title in titles)


@in_language
@pytest.mark.parametrize("made", ARTICLES, ids=lambda each: each.__name__)
def test_what_looks_like_a_list_and_is_told_in_paragraphs_is_read_without_doubt(made, language):
    data, url = made(language)
    reading = tearsheet.read(data, url, adapter="generic")
    assert "maybe-list" not in [warning.code for warning in reading.warnings]
    assert sum(len(block.text) for block in reading.article.body) > 60


@pytest.mark.parametrize(
    ("url", "offered"),
    [
        ("https://rope.example/en/tarred-rope/?srsltid=AfmB0", True),
        ("https://rope.example/blog/tarred-rope/?srsltid=AfmB0", False),
        ("https://rope.example/en/tarred-rope/", False),
        (None, False),
    ],
)
def test_the_address_of_things_on_offer_is_known_by_the_search_that_found_them(url, offered):
    assert is_of_goods(url) is offered


@pytest.mark.parametrize(
    ("url", "sign"),
    [
        ("https://rope.example/browse/rope/for-boats/tarred/thick", LIST),
        ("https://rope.example/rope/browse/for-boats/tarred/thick", None),
        ("https://rope.example/browse/rope/which-rope-is-best-for-a-boat", "its address is a headline"),
        ("https://rope.example/?kind=rope&page=0&id=20537", "its address has a day or a number"),
        ("https://rope.example/?kind=rope&page=20537", None),
    ],
)
def test_what_stands_first_in_an_address_names_all_that_is_below(url, sign):
    assert address_sign(url) == sign


PLACE = {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 1, "name": "Ropes"}]}


@pytest.mark.parametrize(
    ("stated", "name", "listed"),
    [
        (None, "", False),
        (PLACE, "", True),
        ({"@type": "Product", "name": "Rope"}, "", True),
        ({"@type": "Article", "headline": "Tarred rope", "breadcrumb": PLACE}, "", False),
        (None, "facet-row", True),
    ],
)
def test_what_a_page_says_to_others_than_readers_tells_a_list(stated, name, listed):
    goods = "".join(f"<div><b>Rope {'abcdef'[n]}</b><p>{SENTENCE} {n} times.</p><i>Ask us</i></div>" for n in range(6))
    sizes = "".join(f"<div class='{name}'>{n} millimetres, in coils of {n * 7} metres</div>" for n in range(40))
    head = "<meta property='og:type' content='website'>"
    if stated is not None:
        stated = {"@context": "https://schema.org", **stated}
        head += f"<script type='application/ld+json'>{json.dumps(stated)}</script>"
    data = page(f"<h1>Tarred rope</h1><div>{sizes}</div>{goods}", title="Tarred rope", head=head)
    if listed:
        with pytest.raises(NotAnArticleError):
            tearsheet.parse(data, "https://quay.example/tarred-rope", adapter="generic")
    else:
        assert len(tearsheet.parse(data, "https://quay.example/tarred-rope", adapter="generic").body) > 5


LOST = "Sorry, the page that you are looking for cannot be found. It may have been moved or deleted."
STATUS = {
    "check": (
        "Just a moment...",
        "<h2>Verifying you are human</h2><p>We make sure that you are not a robot.</p>",
        "a check",
    ),
    "check zh": ("人机验证", "<p>检测到您的网络存在异常流量，请拖动滑块完成验证。</p>", "a check"),
    "denied": ("403 Forbidden", "<h1>403 Forbidden</h1><hr>webserver", "a refusal"),
    "region": ("Post", "<p>This content is not available in your region.</p>", "a refusal"),
    "missing": ("Page not found | Post", f"<h1>Page not found</h1><p>{LOST}</p>", "there is none"),
    "missing zh": ("提示", "<p>抱歉，您访问的页面不存在或已被删除。</p><p>3秒后自动返回首页</p>", "there is none"),
    "missing de": ("Fehler", "<h1>Diese Seite gibt es leider nicht mehr</h1>", "there is none"),
    "missing ja": ("404", "<p>お探しのページは見つかりませんでした。</p>", "there is none"),
    "server": ("502 Bad Gateway", "<center><h1>502 Bad Gateway</h1></center><hr>", "a server's message"),
    "login": ("Log in", "<p>Please log in to read on.</p><form><input type=password></form>", "a form to log in"),
    "consent": (
        "We value your privacy",
        "<p>We and our 842 partners store data on your device.</p>",
        "a form of consent",
    ),
    "shell": ("Post", "<div id=app><p>Please enable JavaScript in your browser.</p></div>", "the shell of a program"),
    "leads on": ("Redirecting", "<p>If you are not redirected, follow <a href='/x'>this link</a>.</p>", "leads on"),
    "for sale": ("quay.example is for sale", "<p>This domain is for sale. Buy this domain today.</p>", "a placeholder"),
    "files": ("Index of /n", "<h1>Index of /n</h1><p>boats.html 2026-03-05 12K</p>", "a list of files"),
}


@pytest.mark.parametrize(("title", "body", "kind"), STATUS.values(), ids=STATUS)
def test_what_stands_where_a_story_should_is_refused_by_its_name(title, body, kind):
    whole = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    for read in (tearsheet.parse, lambda *given: list(tearsheet.parse_all(*given))):
        with pytest.raises(NotAnArticleError, match=f"(?=.*{kind})(?=.*no article)"):
            read(whole, "https://quay.example/n/81234.html")


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("“404 Not Found” greets visitors of the town’s page", "The page was not found after a server had been moved."),
        ("Access denied: why the pier stays closed", "Anglers say that they were not asked. You need no ticket."),
        ("Council’s new map", "The council shows all moorings on a map. To see the map, please enable JavaScript."),
        ("Robots at the fair", "Visitors can meet robots from Saturday on. You need no ticket, says the fair."),
        ("多个网站打不开", "多名市民反映网站打开后显示“页面不存在”。相关部门称系服务器搬迁所致，目前已恢复。"),
    ],
)
def test_a_short_story_about_such_pages_is_none(title, told):
    article = tearsheet.parse(
        f"<title>{title}</title><h1>{title}</h1><p>{told}</p>", "https://quay.example/n/81234.html"
    )
    assert (article.title, article.text, article.warnings) == (title, told, ())


def test_a_short_story_titled_as_such_pages_are_is_doubted_unless_it_is_dated():
    made = "<title>Gone</title><h1>Gone</h1>{}<p>The last of the nets are gone from the bay, and the men with them.</p>"
    assert [each.code for each in tearsheet.parse(made.format("")).warnings] == ["maybe-no-article"]
    assert tearsheet.parse(made.format("<p>March 5, 2026</p>")).warnings == ()


def test_a_story_that_states_itself_not_free_and_shows_little_may_be_its_beginning():
    said = json.dumps({"@type": "NewsArticle", "headline": NEWS[0][0], "isAccessibleForFree": False})
    made = f"<script type='application/ld+json'>{said}</script><h1>{NEWS[0][0]}</h1><p>{SENTENCE}</p>"
    assert [each.code for each in tearsheet.parse(made).warnings] == ["maybe-teaser"]
    assert tearsheet.parse(made.replace(SENTENCE, f"{SENTENCE} " * 20)).warnings == ()


def test_the_imprint_of_a_page_without_a_story_is_none():
    menu = "<nav><a href='/news'>News</a> <a href='/sport'>Sport</a></nav>"
    foot = "<footer><p>© 2026 The Quay. All rights reserved.</p></footer>"
    with pytest.raises(tearsheet.ParseError, match="nothing but notices"):
        tearsheet.parse(f"<title>The Quay</title>{menu}<main></main>{foot}")


@pytest.mark.parametrize(
    "data",
    [
        '<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>The key does not exist.</Message></Error>',
        "(function(w){'use strict';w.q=[];})(window);\n",
        "/* boats */\nbody{margin:0}\n.head .nav li{float:left}\n",
        'callback_12({"code":0,"list":[]});',
        "<pre><b>&lt;!DOCTYPE html&gt;</b>\n<b>&lt;html&gt;&lt;body&gt;</b></pre>",
        "&lt;!DOCTYPE html&gt;&lt;html&gt;&lt;p&gt;It was escaped.&lt;/p&gt;",
        "1b\r\n<html><p>It came in parts\r\n7\r\n</html>\r\n0\r\n\r\n",
        '"<html><p>It was quoted.</p></html>"',
        "data:text/html;base64,PGgxPkJvYXRzPC9oMT4=PGgxPkJvYXRzPC9oMT4=",
        "From: Ada\nSubject: Boats\nContent-Transfer-Encoding: quoted-printable\n\nIt was =C3=A9.\n",
    ],
)
def test_what_is_given_instead_of_a_page_is_refused_by_its_name(data):
    with pytest.raises(tearsheet.InputError, match=r"the page is (?:a |the |packed|still)"):
        tearsheet.parse(data.encode(), content_type="text/html")


@pytest.mark.parametrize(
    "url",
    ["https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv", "https://www.guancha.cn/politics/2026_03_05_812345.shtml"],
)
def test_what_stands_at_the_address_of_a_site_that_is_known_is_told_as_well(url):
    whole = "<title>{0}</title><h2>{0}</h2><p>当前环境异常，完成验证后即可继续访问。</p>".format("环境异常")
    with pytest.raises(NotAnArticleError, match=r"(?!generic).*a check of the visitor"):
        tearsheet.parse(whole, url)
    with pytest.raises(tearsheet.ParseError, match="title"):
        tearsheet.parse("<p>Nothing of that kind stands here today, and nobody knows why.</p>", url)


def test_an_adapter_that_reads_an_error_warns_of_it():
    article = tearsheet.parse(
        "<title>502 Bad Gateway</title><h1>502 Bad Gateway</h1><hr><p>webserver</p>",
        "https://www.westca.com/News/article/sid=123456/lang=schinese.html",
    )
    assert (article.adapter, [each.code for each in article.warnings]) == ("westca", ["maybe-no-article"])
