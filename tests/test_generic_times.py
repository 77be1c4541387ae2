"""Times of unknown pages: of two the one that says more, ages with a clock, and never the time of something else."""

from __future__ import annotations

from datetime import datetime

import pytest

import tearsheet
from pier import STORY, TITLE

CAPTURED = datetime.fromisoformat("2024-03-10T12:00:00+08:00")
MENU = "<div><a href=/>Home</a> <a href=/n>News</a> <a href=/s>Sport</a> <a href=/c>Culture</a></div>"


def published(below: str = "", *, above: str = "", after: str = "", head: str = "", lang: str = "en") -> str | None:
    markup = (
        f"<html lang={lang}><head><title>{TITLE}</title>{head}</head><body>{above}<article><h1>{TITLE}</h1>{below}{STORY}"
        f"</article>{after}</body></html>"
    )
    moment = tearsheet.parse(markup.encode(), content_type="text/html; charset=utf-8", captured_at=CAPTURED).published
    if moment is None:
        return None
    return (moment.start.isoformat() if moment.start else moment.civil or "")[:16]


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ('<time datetime="2026-06-21T09:30+02:00">21 June 2026</time>', "2026-06-21T09:30"),
        ('Posted <time datetime="2018-03-01T14:05:00-08:00">Mar 1, 2018</time>', "2018-03-01T14:05"),
        ('<time datetime="2018-03-01T14:05:00-08:00">Mar 1, 2018, 2:05 pm</time>', "2018-03-01T14:05"),
        ('<time datetime="2018-03-01T00:00:00Z">Mar 1, 2018, 14:05</time>', "2018-03-01T14:05"),
        ('<time datetime="2018-03-01T00:00:00Z">Mar 1, 2018</time>', "2018-03-01"),
        ('<time datetime="2018-03-01T14:05:00Z">1 Mawrth</time>', "2018-03-01T14:05"),
        ('<span class=date title="2018-03-01T14:05:00Z">6 years ago</span>', "2018-03-01T14:05"),
        ('<span class=date data-date="2018-03-01">Thursday</span>', "2018-03-01"),
        ('<div class=date datetime="2018-03-01T14:05:00">1 March</div>', "2018-03-01T14:05"),
        ('<span title="2018-03-01 14:05:00 +0000 UTC">March 1, 2018</span>', "2018-03-01T14:05"),
        ('<abbr title="March 1, 2018">6 years ago</abbr>', "2018-03-01"),
        ('Posted at <abbr class=published title="2011-04-25T00:23:00-04:00">12:23:00 AM</abbr>', "2011-04-25T00:23"),
    ],
)
def test_a_time_element_says_the_clock_that_its_words_leave_out(line, when):
    assert published(f"<p>{line}</p>") == when


def test_a_printed_minute_goes_before_a_stated_day_and_a_stated_minute_stays():
    day = '<meta property="article:published_time" content="2024-03-01">'
    minute = '<meta property="article:published_time" content="2024-03-01T08:00:00+00:00">'
    assert published("<p>1 March 2024, 14:05</p>", head=day) == "2024-03-01T14:05"
    assert published("<p>1 March 2024</p>", head=minute) == "2024-03-01T08:00"


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("昨天18:30 江州晚报", "2024-03-09T18:30"),
        ("今日 08:15", "2024-03-10T08:15"),
        ("星期五 18:30", "2024-03-08T18:30"),
        ("半小时前", "2024-03-10T11:00"),
        ("2024年3月5日(二) 下午6:30", "2024-03-05T18:30"),
        ("Today, 08:15", "2024-03-10T08:15"),
        ("Yesterday at 6:30 PM", "2024-03-09T18:30"),
        ("an hour ago", "2024-03-10T10:00"),
        ("Fri 5 Aug 2022 18.30 BST", "2022-08-05T18:30"),
        ("5. August 2022, 18.30 Uhr", "2022-08-05T18:30"),
        ("| 27/11/2017 a les 10:19h", "2017-11-27T10:19"),
        ("vor 3 Stunden", "2024-03-10T08:00"),
        ("Вчера в 18:30", "2024-03-09T18:30"),
        ("5 พฤศจิกายน 2566", "2023-11-05"),
        ("二〇二三年十一月五日", "2023-11-05"),
        ("05 Mayıs 2023 09:20 Son Güncelleme: 06 Mayıs 2023 10:05", "2023-05-05T09:20"),
        ("Accepted: 9 December 2022", None),
        ("收稿日期：2017-01-02 修回日期：2017-02-03 出版日期：2017-11-27", "2017-11-27"),
        ("Joined: 9 December 2022", None),
        ("Publié le 27/11/2017 à 10:19", "2017-11-27T10:19"),
        ("Le 27 nov. 2017 à 10 h 19", "2017-11-27T10:19"),
        ("27/11/2017 às 10h19", "2017-11-27T10:19"),
        ("27.11.2017 в 10:19", "2017-11-27T10:19"),
        ("106年11月27日", "2017-11-27"),
        ("27/nov/2017 10h19", "2017-11-27T10:19"),
        ("20171127 10:19", "2017-11-27T10:19"),
        ("2017.11.27 Mon posted at 10:19 JST", "2017-11-27T10:19"),
        ("Posted: Nov 27, 2017 / 10:19 AM EST", "2017-11-27T10:19"),
    ],
)
def test_ages_with_a_clock_and_clocks_of_other_countries(line, when):
    assert published(f"<div class=info>{line}</div>") == when


@pytest.mark.parametrize(
    "box",
    [
        "<div class=day>06</div><div class=month>Apr</div><div class=year>2020</div>",
        "<span class=day>06</span><em>2020-04</em>",
        "<p>4月6日</p><p>2020</p>",
        "<b>Apr</b><br><b>06</b><br><b>2020</b>",
        "<div>06</div><div>4月</div><div>2020</div>",
        "<div>06.</div><div>April 2020</div>",
        "<div>2020-04</div><div>06</div>",
        "<span>2020</span><strong>04/06</strong>",
        "<p>06</p><p>April</p><p>2020</p>",
    ],
)
def test_a_day_stacked_in_a_box_is_one(box):
    assert published(f"<div class=pubdate>{box}</div>") == "2020-04-06"


@pytest.mark.parametrize(
    "where",
    [
        {"above": f"<div class=today>Sunday, March 10, 2024</div>{MENU}"},
        {"above": f"{MENU}<div>Mittwoch, 6. März 2024</div>"},
        {
            "after": "<section><h2>À lire</h2><a href=/b><h3>Le pont rouvre</h3><time datetime=2024-02-02>2 février 2024</time></a>"
        },
        {
            "above": "<table><tr><td>March 10, 2024<td><a href=/>Home</a> <a href=/n>News</a> <a href=/s>Art</a> <a href=/c>Sea</a></table>"
        },
        {"above": f"{MENU}<div class=weather>Sunday, March 10, 2024, 7 °C</div>"},
        {"after": "<div id=comments><li class=comment><a href=#c1>April 2, 2019 at 8:11 am</a><p>Lovely lamp.</div>"},
        {"after": "<section><h2>Keep reading</h2><a href=/x><div>Bees <time>Mar 5, 2024</time></div></a></section>"},
        {
            "after": "<div><div><a href=/x>Bees in the bell tower</a><time datetime=2024-03-05>5 March 2024</time></div></div>"
        },
        {"after": "<div><a href=/x><h4>Bees in the bell tower</h4><time>2024-03-05</time></a></div>"},
        {
            "after": "<section><article><b>Otto</b> <time datetime=2019-04-02T08:11>2 April 2019</time><p>Lovely.</article>"
        },
        {"below": "<p>The pier was opened on 3 March 1874.</p>"},
        {"below": "<blockquote>It is back! <a href=https://t.example/1>January 15, 2020</a></blockquote>"},
        {"after": "<blockquote><p>It is back! <time datetime=2020-01-15T10:00Z>Jan 15</time></p></blockquote>"},
        {"below": "<p>Yesterday at 6:30 PM the bells rang.</p>"},
    ],
)
def test_the_time_of_the_head_of_the_page_a_comment_a_suggestion_a_quotation_or_a_sentence_is_not_the_storys(where):
    assert published(**where) is None


@pytest.mark.parametrize(
    ("lang", "words", "civil"),
    [
        ("de", "03.05.24, 18:30 Uhr", "2024-05-03T18:30"),
        ("de", "3.5.24", "2024-05-03"),
        ("de", "Freitag, 3. 5. 24 | 18.30 Uhr", "2024-05-03T18:30"),
        ("fr", "03/05/24", "2024-05-03"),
        ("en", "13.05.24", "2024-05-13"),
        ("en", "11.15.17", "2017-11-15"),
        ("en-us", "10/13/16 6:30 PM", "2016-10-13T18:30"),
        ("en", "11.03.17", None),
        ("en", "Wed, 05/01/2024 - 10:21", "2024-05-01T10:21"),
        ("en", "Sunday 05/01/2025", "2025-01-05"),
        ("en", "Monday 05/01/2024", None),
        ("de", "Version 3.5.24", None),
        ("zh", "24-05-03 18:30", "2024-05-03T18:30"),
        ("ja", "24.05.03", "2024-05-03"),
    ],
)
def test_years_of_two_figures(lang, words, civil):
    story = (
        "<p>The town council decided on Monday night to turn the old warehouse into a library open until one.</p>" * 3
    )
    markup = f"<html lang={lang}><title>A library at the harbour</title><article><h1>A library at the harbour</h1>"
    published = tearsheet.parse(f"{markup}<div class=date>{words}</div>{story}".encode()).published
    assert (published and published.civil) == civil


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", "Publié le 05/03/2024 à 18:30, mis à jour le 06/03/2024 à 09:10"),
        ("pt", "05/03/2024 18h30 Atualizado 06/03/2024 09h10"),
        ("tr", "Giriş: 05.03.2024 - 18:30 Güncelleme: 06.03.2024 - 09:10"),
        ("sv", "Publicerad: 5 mars 2024 kl 18:30 Uppdaterad: 6 mars 2024 kl 09:10"),
        ("ru", "05.03.2024 18:30 | Обновлено: 06.03.2024 09:10"),
        ("en", "Mar. 5, 2024 18:30 | Updated: Mar. 6, 2024 9:10 a.m."),
    ],
)
def test_of_two_times_the_later_is_that_of_the_change_in_any_language(lang, words):
    markup = f"<html lang={lang}><title>{TITLE}</title><article><h1>{TITLE}</h1><p class=date>{words}</p>{STORY}"
    article = tearsheet.parse(markup.encode(), content_type="text/html; charset=utf-8")
    assert (article.published.civil, article.updated.civil) == ("2024-03-05T18:30", "2024-03-06T09:10")


@pytest.mark.parametrize(
    ("other", "day"),
    [("Printed 23/04/2024", "2024-05-01"), ("Printed 04/23/2024", "2024-01-05"), ("Printed again", None)],
)
def test_figures_of_either_order_are_read_as_another_day_of_the_page_has_them(other, day):
    story = "".join(
        f"<p>The harbour council voted to rebuild the northern pier, for the {n}th time.</p>" for n in range(4, 9)
    )
    page = f"<html lang='en'><title>A pier</title><h1>A pier again</h1><p>01/05/2024</p>{story}<div class='foot'>{other}</div>"
    article = tearsheet.parse(page, adapter="generic")
    assert (str(article.published.date) if article.published is not None else None) == day


@pytest.mark.parametrize(
    ("locale", "words", "when"),
    [
        ("en_GB", "03/05/2024", "2024-05-03"),
        ("en_US", "03/05/2024", "2024-03-05"),
        ("en_GB", "03/05/24", "2024-05-03"),
        ("th_TH", "05/03/2567 18:30", "2024-03-05T18:30"),
        ("vi_VN", "18:30, 05/03/2024", "2024-03-05T18:30"),
    ],
)
def test_the_locale_that_is_stated_tells_the_order_of_day_and_month(locale, words, when):
    head = f'<meta property="og:locale" content="{locale}">'
    assert published(f"<p class=date>{words}</p>", head=head, lang="en") == when


@pytest.mark.parametrize(
    "line",
    [
        "The museum opens on Saturday, 9 March 2024 at 10 am.",
        "Tickets on sale until 30 June 2024",
        "Deadline: 30 June 2024",
    ],
)
def test_the_day_of_what_is_to_come_is_not_the_storys(line):
    assert published(f"<p class=deck>{line}</p>") is None


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@id":"https://avery.example/1","pubDate":"2024-03-05T08:21:33"}</script>',
        "<meta property='bytedance:published_time' content='2024-03-05T08:21:33+08:00'>",
        "<meta property='og:release_date' content='2024年03月05日08:21'>",
    ],
)
def test_the_time_stated_for_search_engines_in_china_is_that_of_publication(head):
    assert (published("", head=head, lang="zh") or "").startswith("2024-03-05T08:21")


def test_a_verb_behind_each_of_two_times_tells_which_is_that_of_a_change():
    row = "<p>已于 2024-03-06 09:10:00 修改 阅读量318</p><p>于 2024-03-05 08:21:33 首次发布</p>"
    markup = f"<html lang=zh><title>{TITLE}</title><h1>{TITLE}</h1>{row}{STORY}"
    article = tearsheet.parse(markup.encode(), content_type="text/html; charset=utf-8")
    assert (article.published.civil, article.updated.civil) == ("2024-03-05T08:21:33", "2024-03-06T09:10:00")


@pytest.mark.parametrize(
    ("words", "day"), [("三小时前发布", "2024-03-10"), ("刚才", "2024-03-10"), ("1周前", "2024-02-25")]
)
def test_an_age_in_han_figures_or_of_weeks_dates_the_story(words, day):
    markup = f"<html lang=zh><title>{TITLE}</title><h1>{TITLE}</h1><div>{words}</div>{STORY}"
    at = datetime.fromisoformat("2024-03-10T12:00:00+08:00")
    article = tearsheet.parse(markup.encode(), captured_at=at, content_type="text/html; charset=utf-8")
    assert article.published is not None
    assert str(article.published.first_date) == day


def test_the_day_that_signs_a_notice_is_not_that_of_its_publication():
    stated = "<meta name=PubDate content='2024-03-05 08:21'>"
    signed = f"<html lang=zh><head><title>{TITLE}</title>{stated}</head><h1>{TITLE}</h1><div>{STORY}<p>2024年3月1日</p></div>"
    article = tearsheet.parse(signed.encode(), content_type="text/html; charset=utf-8")
    assert article.published.civil == "2024-03-05T08:21"


@pytest.mark.parametrize(
    ("row", "when"),
    [
        ("2024/3/5 08:21（3/5 10:05 更新）", "2024-03-05T10:05"),
        ("2024/3/5 08:21（3/6 10:05 更新）", "2024-03-06T10:05"),
        ("发表时间：2024-03-05 08:21 更改时间：2024-03-06 10:05", "2024-03-06T10:05"),
    ],
)
def test_a_clock_of_a_change_is_of_the_day_before_it(row, when):
    markup = f"<html lang=zh><title>{TITLE}</title><h1>{TITLE}</h1><div>{row}</div>{STORY}"
    article = tearsheet.parse(markup.encode(), content_type="text/html; charset=utf-8")
    assert (article.published.civil, article.updated.civil) == ("2024-03-05T08:21", when)


def test_a_sign_of_copyright_behind_a_name_is_none_of_its_day():
    assert published("<p><a href=/u/1>江边观察©</a><span>2024-03-05 08:21</span></p>", lang="zh") == "2024-03-05T08:21"


@pytest.mark.parametrize(
    ("path", "when"),
    [
        ("2024/03/05/lamp.html", "2024-03-05"),
        ("news/20240305/lamp.html", "2024-03-05"),
        ("a/2024-03-05-lamp/", "2024-03-05"),
        ("2024/03/lamp.html", None),
        ("a/20241305/lamp.html", None),
        ("a/120240305/lamp.html", None),
    ],
)
def test_the_day_in_the_address_is_the_last_resort(path, when):
    markup = f"<title>{TITLE}</title><article><h1>{TITLE}</h1>%s{STORY}"
    url = f"https://harbour.example/{path}"
    found = tearsheet.parse((markup % "").encode(), url).published
    assert (found and found.civil) == when
    assert tearsheet.parse((markup % "<p class=date>4 March 2024</p>").encode(), url).published.civil == "2024-03-04"


def test_the_imprint_below_the_story_dates_it():
    assert published(after="<p>责任编辑：李小满 2024-03-05 18:30</p>", lang="zh") == "2024-03-05T18:30"


def test_the_day_of_a_story_that_is_offered_in_an_aside_goes_last():
    aside = "<aside><a href=/x>Bees in the bell tower</a> <time datetime=2024-01-02>January 2, 2024</time></aside>"
    assert published(f"{aside}<p>March 3, 2024</p>") == "2024-03-03"
