"""What stands between and below the paragraphs of papers and portals, and is none of the story: prompts, pagers, ends."""

from __future__ import annotations

import pytest

import tearsheet

STORY = """\
台北市政府今天宣布，港邊的舊倉庫將在明年春天改建為夜間圖書館，預計花費三百六十萬元，由附近商家與街道共同分攤。
館長林海表示，圖書館每天下午五點開門，凌晨一點關門，專門留給白天沒有空的人，開門頭一個月預計借出兩萬多冊書。
改建工程將由當地的木匠負責，書架全部用拆下來的舊船板做成，最早的一塊來自一九五三年下水的渡輪。
附近居民陳小河說，他小時候常在倉庫外面釣魚，沒想到有一天可以進去看書，「這是港口最好的消息」。
""".splitlines()
TITLE = "舊倉庫將改建為夜間圖書館"


def read(between: str = "", below: str = "", *, breaks: bool = False) -> tearsheet.Article:
    paragraphs = [f"{text}<br><br>" if breaks else f"<p>{text}</p>" for text in STORY]
    body = "".join([*paragraphs[:2], between, *paragraphs[2:], below])
    markup = f"<html lang=zh-TW><title>{TITLE}</title><article><h1>{TITLE}</h1><div class=story>{body}</div></article>"
    return tearsheet.parse(markup.encode(), "https://port.example/a/1.html", content_type="text/html; charset=utf-8")


@pytest.mark.parametrize(
    "between",
    [
        "<p>請繼續往下閱讀...</p>",
        "<p>我是廣告 請繼續往下閱讀</p>",
        "<p>[廣告]請繼續往下閱讀</p>",
        "<p>不用抽 現在用APP看新聞 保證天天中獎 <a href=/app>點我下載APP</a></p>",
        "<p>想跟上時事，快<a href=/line>點我加入港口新聞LINE好友</a>！</p>",
    ],
)
@pytest.mark.parametrize("breaks", [False, True])
def test_prompts_to_read_on_or_to_load_an_app_are_no_story(between, breaks):
    between = between.removeprefix("<p>").removesuffix("</p>") + "<br><br>" if breaks else between
    assert [block.text for block in read(between, breaks=breaks).body] == STORY


@pytest.mark.parametrize(
    "below",
    [
        "<p>END</p>",
        "<p>（全文完）</p>",
        "<p><a href=1_1.html>上一頁</a> <b>1</b> <a href=1_2.html>2</a> <a href=1_2.html>下一頁</a></p>",
        "<p>◤港口優惠◢</p><p><a href=/x>👉船票限時優惠</a></p>",
    ],
)
def test_ends_pagers_and_offers_below_the_story_are_left_out(below):
    article = read(below=below)
    assert [block.text for block in article.body] == STORY
    assert article.related == ()


def test_a_pager_leads_to_the_next_page():
    assert read(below="<p><a href=1.html>1</a> <a href=1_2.html>2</a> <a href=1_2.html>下一頁</a>").next_url == (
        "https://port.example/a/1_2.html"
    )


def test_numbers_between_paragraphs_are_no_pager():
    assert "1636" in [block.text for block in read("<p>1636</p>").body]


def test_a_warning_to_readers_is_a_notice():
    notice = "★港口日報提醒您：飲酒過量有害健康，禁止酒駕。"
    article = read(below=f"<p>{notice}</p>")
    assert (article.notices, len(article.body)) == ((notice,), len(STORY))


@pytest.mark.parametrize(
    "words",
    ["▲港邊舊倉庫。（圖／記者陳小河攝）", "圖為倉庫內景。", "港邊舊倉庫。（圖／港口日報）", "倉庫內景。李大海攝）"],
)
def test_a_line_under_a_picture_that_says_so_is_its_caption(words):
    article = read(f"<p><img src=/a.jpg width=600 height=400></p><p><strong>{words}</strong></p>")
    assert [image.caption for image in article.images] == [words]
    assert [block.text for block in article.body if block.kind == "caption"] == [words]


def test_a_line_that_ends_in_whose_picture_it_is_is_a_caption_wherever_the_picture_is_shown():
    for words in ("▼石磨有一百四十公斤重。（圖／業者提供）", "阿嬤的帳本掛在柱子上。（記者陳小河攝）"):
        article = read(f"<p>{words}</p>")
        assert [block.text for block in article.body if block.kind == "caption"] == [words]


PROSE = """\
The town council decided on Monday night to turn the old warehouse at the harbour into a library open until one.
Work will begin in spring and cost about three and a half million, said the mayor after a meeting of four hours.
Neighbours had gathered signatures for months, because the warehouse has stood empty for fourteen years.
This is the best news for the harbour in a long time, said a fisherman who used to mend his nets there as a boy.
""".splitlines()


def told(aside: str, lang: str = "en", below: str = "") -> list[str]:
    body = "".join(f"<p>{text}</p>" for text in PROSE[:3]) + aside + f"<p>{PROSE[3]}</p>" + below
    markup = (
        f"<html lang={lang}><title>A library at the harbour</title><article><h1>A library at the harbour</h1>{body}"
    )
    article = tearsheet.parse(markup.encode(), "https://port.example/a/1.html", content_type="text/html; charset=utf-8")
    return [block.text for block in article.body]


@pytest.mark.parametrize(
    ("lang", "aside"),
    [
        ("es", "<p>Lea también: <a href=/n/1>El ferri vuelve</a></p>"),
        ("pl", "<p>Czytaj też: <a href=/n/1>Prom wraca</a></p>"),
        ("id", "<p>Baca juga: <a href=/n/1>Feri kembali berlayar</a></p>"),
        ("de", "<p>Jetzt weiterlesen mit H+</p>"),
        ("de", "<p>Jetzt unseren Newsletter abonnieren</p>"),
        ("fr", "<p>La suite après la publicité</p>"),
        ("pt", "<p>Continua depois da publicidade</p>"),
        ("it", "<p>Pubblicità</p>"),
        ("ru", "<p>Реклама</p>"),
        ("ja", "<p>記事の続きは広告の後</p>"),
        ("fr", "<p>Abonnez-vous à notre newsletter pour recevoir le meilleur de l’actualité.</p>"),
        ("fr", "<p>Suivez-nous sur <a href=x>Facebook</a> et <a href=y>X</a></p>"),
        ("de", "<p>Hier können Sie unseren kostenlosen <a href=/n>Newsletter</a> abonnieren.</p>"),
        ("fr", "<p>Recevez l’essentiel dans votre boîte mail. <a href=/n>Je m’inscris</a></p>"),
        ("it", "<p>Segui il Molo su <a href=x>Facebook</a></p>"),
        ("pl", "<p>Polub nas na Facebooku i bądź na bieżąco.</p>"),
        ("ru", "<p>Подписывайтесь на наш телеграм-канал.</p>"),
        ("sv", "<p>Prenumerera på vårt nyhetsbrev.</p>"),
        ("tr", "<p>Haberlerimizi Google News'te takip edin.</p>"),
        ("fr", "<div class=encart><span>Lire également</span><a href=/n/1>Le ferry repart</a></div>"),
        ("en", "<p>Like what you read? Support our journalism for a pound a week.</p>"),
        ("en", "<p>This video is hosted by another site. Allow it to be shown.</p>"),
        ("en", "<p class=button-wrapper><a class=button href=/c><span>Leave a comment</span></a></p>"),
    ],
)
def test_asides_of_european_papers_and_buttons_amid_a_story_are_left_out_and_end_nothing(lang, aside):
    assert told(aside, lang) == PROSE


@pytest.mark.parametrize(
    "below",
    [
        "<p>La rédaction vous conseille</p><ul><li><a href=/n/1>Le ferry repart</a><li><a href=/n/2>Le marché</a></ul>",
        "<p>Archivado en: <a href=/t/1>Puerto</a> <a href=/t/2>Biblioteca</a></p>",
        "<p>Ada Moll can be reached at amoll@courier.example or 555-0100.</p>",
        "<p>Editing by Bo Two</p>",
        "<p>Additional reporting by Bo Two</p>",
        "<p>Únete a nuestro canal de WhatsApp.</p>",
        "<p>(Avec AFP)</p>",
        "<p>Bron: ANP</p>",
    ],
)
def test_what_papers_print_below_a_story_is_left_out(below):
    assert told("", below=below) == PROSE


@pytest.mark.parametrize(
    "aside",
    [
        "<aside class='callout note'><p>The quay is closed to cars from November to April.</p></aside>",
        "<p>Suivez le vent, dit le vieux pêcheur, et il eut raison.</p>",
        "<p>Volg ons, riep de schipper, en iedereen ging mee.</p>",
    ],
)
def test_a_note_and_a_sentence_of_the_story_stay_in_it(aside):
    assert len(told(aside)) == len(PROSE) + 1


@pytest.mark.parametrize("name", ["promo-copy", "popup-p", "cookie-recipe", "subscribe-text", "footer-words"])
def test_a_name_on_every_paragraph_of_a_story_is_chance(name):
    body = "".join(f"<p class={name}>{text}</p>" for text in PROSE)
    markup = f"<title>A library at the harbour</title><main><h1>A library at the harbour</h1>{body}</main>"
    article = tearsheet.parse(f"{markup}<footer><p>© 2026 The Quay Ltd. <a href=/t>Terms</a></p></footer>".encode())
    assert [block.text for block in article.body] == PROSE


def test_a_list_below_a_bold_line_closes_a_story_though_no_sentence_is_in_it():
    below = "<div><b>The stops</b></div><div><ul><li>Mill at 7.10<li>Quay at 7.25<li>School at 7.45</ul></div>"
    assert told("", below=below)[len(PROSE) :] == ["The stops", "Mill at 7.10", "Quay at 7.25", "School at 7.45"]


def test_a_line_of_names_and_times_under_european_labels_is_no_story():
    line = "Par Claire Moll | Publié le 3 mai 2024 à 18h30, mis à jour le 4 mai 2024 à 9h05"
    body = "".join(f"<p>{text}</p>" for text in PROSE)
    markup = f"<html lang=fr><title>A library at the harbour</title><article><h1>A library at the harbour</h1><p>{line}{body}"
    article = tearsheet.parse(markup.encode(), content_type="text/html; charset=utf-8")
    assert [block.text for block in article.body] == PROSE
