"""The generic adapter: text that is only stated, and text beside a story, a list or a post."""

from __future__ import annotations

import pytest

import tearsheet
from quay import BOARD, FOOT, REPLIES, STORY, TITLE, article, page, paragraphs, texts
from tearsheet import NotAnArticleError, ParseError

STATED = f"{STORY[0]} {STORY[1]}"


def shell(head, body="<div id='app'></div>"):
    return (
        f"<html><head><title>{TITLE} - The Quay</title>{head}</head><body>{body}<script>start()</script></body></html>"
    )


def meta(name, content):
    return f'<meta property="{name}" content="{content}">'


def test_a_page_that_prints_nothing_is_read_by_what_it_states():
    head = meta("og:title", TITLE) + meta("og:description", STATED) + meta("article:published_time", "2026-03-02")
    reading = tearsheet.read(shell(head), "https://quay.example/t/pier/12")
    found = reading.article
    assert (found.title, texts(found)) == (TITLE, [STATED])
    assert found.published is not None
    assert found.published.raw == "2026-03-02"
    assert "body-not-printed" in [warning.code for warning in found.warnings]
    assert STATED in reading.page.visible
    assert reading.ledger.unexplained == ()


def test_a_stated_body_is_more_than_a_description():
    data = f'{{"@type": "NewsArticle", "headline": "{TITLE}", "articleBody": "{" ".join(STORY)}"}}'
    head = meta("og:description", STORY[0]) + f'<script type="application/ld+json">{data}</script>'
    assert tearsheet.parse(shell(head)).text == " ".join(STORY)


def test_what_a_page_prints_is_never_replaced_by_what_it_states():
    head = meta(
        "og:description", "Another text of some length that stands nowhere on the page but in its head, as it is."
    )
    found = tearsheet.parse(article(head=head + meta("og:type", "article")))
    assert texts(found) == STORY
    assert "body-not-printed" not in [warning.code for warning in found.warnings]


@pytest.mark.parametrize(
    "head",
    [
        meta("og:title", "The Quay") + meta("og:description", STATED),
        meta("og:title", TITLE) + meta("og:type", "article"),
        meta("og:title", TITLE) + meta("og:type", "article") + meta("og:description", "The Quay"),
    ],
    ids=["no article", "no text", "a slogan"],
)
def test_an_empty_shell_is_an_error(head):
    with pytest.raises(ParseError, match="no text"):
        tearsheet.parse(shell(head), "https://quay.example/a")


def test_parts_that_react_has_streamed_are_read():
    streamed = f'<template id="B:0"></template>{FOOT}<div hidden id="S:0"><h1>{TITLE}</h1>{paragraphs()}</div>'
    assert texts(tearsheet.parse(shell("", streamed), "https://quay.example/a")) == STORY
    assert tearsheet.parse(shell("", streamed), "https://quay.example/a").title == TITLE


HIDDEN = [
    f"<div id='js_text' style='color: red; display: none'>{paragraphs()}</div>",
    "".join(f"<div class='members' style='display:none'><p>{text}</p></div>" for text in STORY),
]


@pytest.mark.parametrize("hidden", HIDDEN, ids=["one", "several"])
def test_a_story_that_is_hidden_until_a_script_shows_it_is_read(hidden):
    reading = tearsheet.read(article(hidden, head=meta("og:type", "article")), "https://quay.example/a")
    assert texts(reading.article) == STORY
    assert reading.ledger.unexplained == ()


SHOWN_BY_SCRIPT = {
    "noscript": shell("", f"<div id='app'></div><noscript><h1>{TITLE}</h1>{paragraphs()}%s</noscript>"),
    "react": shell(
        "", f'<template id="B:0"></template>{FOOT}<div hidden id="S:0"><h1>{TITLE}</h1>{paragraphs()}%s</div>'
    ),
    "hidden": article(f"<div style='display:none'>{paragraphs()}<p>%s</p></div>", head=meta("og:type", "article")),
    "stated": shell(
        meta("og:title", TITLE) + meta("og:description", STATED + "%s") + meta("article:published_time", "2026-03-02")
    ),
}


@pytest.mark.parametrize("way", SHOWN_BY_SCRIPT)
def test_a_page_shown_otherwise_keeps_what_was_odd_about_its_bytes(way):
    markup = SHOWN_BY_SCRIPT[way] % "码头委员会表决，重建北码头。"
    data = markup.encode("gb18030").replace(b"</head>", b"<!-- \xff\xff --></head>")
    page = tearsheet.Page(data, url="https://quay.example/t/pier/12", content_type="text/html; charset=utf-8")
    reading = tearsheet.read(page)
    assert reading.page is not page
    assert "码头委员会表决" in reading.page.visible
    said = [warning.code for warning in reading.article.warnings]
    assert said.count("undecodable-bytes") == said.count("encoding-contradicted") == 1
    about = ("data", "encoding", "encoding_source", "replacements", "url", "content_type")
    assert [getattr(reading.page, name) for name in about] == [getattr(page, name) for name in about]
    assert set(page.warnings) <= set(reading.article.warnings)


@pytest.mark.parametrize("way", SHOWN_BY_SCRIPT)
def test_a_page_shown_otherwise_keeps_what_the_guard_said_once(way):
    markup = SHOWN_BY_SCRIPT[way] % "" + "<p>" + "<b>" * 3000 + "deep"
    warnings = tearsheet.Page(markup, content_type="text/html").warnings
    assert warnings
    article = tearsheet.parse(markup, "https://quay.example/t/pier/12")
    codes = [warning.code for warning in article.warnings]
    assert all(codes.count(warning.code) == 1 for warning in warnings)


def test_a_hidden_form_of_consent_stays_hidden():
    hidden = f"<div class='cookie-consent' style='display:none'>{paragraphs()}</div>"
    found = tearsheet.parse(
        article(f"<p>{SUMMARY}</p>{hidden}", head=meta("og:type", "article")), "https://quay.example/a"
    )
    assert texts(found) == [SUMMARY]


def test_a_page_of_a_few_words_is_read():
    assert texts(tearsheet.parse("<title>Three words</title><p>abc</p><p>def</p>", content_type="text/html")) == [
        "abc",
        "def",
    ]


SECTIONS = "<ul>" + "".join(f'<li><a href="/part/{n}">Part {n} of the harbour</a></li>' for n in range(24)) + "</ul>"
SUMMARY = "Two storms had bent it, the ferry uses the fish quay, and the traders are still reading the plans."


@pytest.mark.parametrize("tag", ["h2", "p"])
def test_the_standfirst_between_title_and_story_opens_the_body(tag):
    head = meta("og:description", SUMMARY) if tag == "p" else ""
    body = f"<header><h1>{TITLE}</h1><{tag}>{SUMMARY}</{tag}></header>{SECTIONS}<div class='article-body'>{paragraphs(STORY * 2)}</div>"
    assert texts(tearsheet.parse(page(body, head=head))) == [SUMMARY, *STORY, *STORY]


def test_a_description_that_the_story_begins_with_stands_there_once():
    head = meta("og:description", STORY[0])
    body = f"<header><h1>{TITLE}</h1><p>{STORY[0]}</p></header>{SECTIONS}<div class='article-body'>{paragraphs(STORY * 2)}</div>"
    assert texts(tearsheet.parse(page(body, head=head))) == STORY * 2


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Ada Poe is a reporter for the Quay and writes about what the tide brings in.", "author-box"),
        ("— Harbour Office (@harbouroffice) March 2, 2026", "credits"),
        ("ada.poe@quay.example", "credits"),
        ("Want more from the harbour? Sign up for the letter that we send on Fridays.", "subscribe-prompt"),
        ("The pier at low tide, with the ferry behind it. Credit: Ada Poe", "caption"),
        ("港口新闻网版权所有，未经授权不得转载", "notices"),
    ],
)
def test_what_is_said_of_the_story_is_none_of_it(line, rule):
    reading = tearsheet.read(article(paragraphs() + f"<p>{line}</p>"), "https://quay.example/a")
    assert texts(reading.article) == STORY
    given = {
        (entry.role or entry.rule or "").split("[", 1)[0] for entry in reading.ledger.entries if line in entry.text
    }
    assert given & {rule, "images.caption"}


def test_a_person_in_the_story_is_no_author_box():
    story = [*STORY, "Ada Poe was the editor who found the drawings.", *STORY, STORY[0], STORY[1], STORY[2]]
    assert "Ada Poe was the editor who found the drawings." in texts(tearsheet.parse(article(paragraphs(story))))


def place(button):
    lines = ["The Fish Quay Inn", "Quay Street 12", "Open 11-23", "Rooms 14", button]
    return "<div><a href='/inn'>" + "".join(f"<p>{line}</p>" for line in lines) + "</a></div>"


def test_a_place_told_in_a_card_is_part_of_the_story_and_an_offer_is_none():
    told = tearsheet.parse(article(paragraphs() + place("Dogs welcome") + paragraphs()), "https://quay.example/a")
    assert "Quay Street 12" in texts(told)
    sold = tearsheet.parse(article(paragraphs() + place("Shop now") + paragraphs()), "https://quay.example/a")
    assert texts(sold) == [*STORY, *STORY]


def shop(prices):
    offers = "".join(
        f"<div><span>Rope of {n} metres, tarred, with a spliced eye at both of its ends for the bollard</span>"
        f"<p>{f'${n}.50' if n <= prices else 'Ask us'}</p><button>Add to cart</button></div>"
        for n in range(1, 17)
    )
    return page(f"<main><h1>Ropes for the harbour</h1>{offers}{paragraphs()}</main>", title="Ropes for the harbour")


def test_a_page_of_offers_is_a_list():
    with pytest.raises(NotAnArticleError):
        tearsheet.parse(shop(16), "https://quay.example/ropes")


@pytest.mark.parametrize(
    "head", ["<b class=author>{}</b> <time>{} March 2024</time>", "<h5>{} (UK)</h5>Reviewed {} March 2024"]
)
def test_what_buyers_say_of_goods_is_no_thread(head):
    offers = "".join(
        f"<li><a href=/r/{n}>Tarred rope {n}</a><b>${n}.50</b><button>Buy</button></li>" for n in range(16)
    )
    said = "".join(
        f"<article class=comment>{head.format(name, day)}<p>{words}</p></article>"
        for day, (name, words) in enumerate(zip(("Ada Moll", "Otto Brack", "Ida Fenn"), REPLIES, strict=True), 1)
    )
    with pytest.raises(NotAnArticleError):
        tearsheet.parse(page(f"<h1>Ropes</h1><ul>{offers}</ul>{said}", title="Ropes"), "https://quay.example/ropes")


def test_buttons_without_prices_make_no_list():
    assert tearsheet.parse(shop(0), "https://quay.example/ropes").title == "Ropes for the harbour"


def test_a_book_that_a_poster_cites_is_said_and_a_post_that_he_repeats_is_quoted():
    letter = "Dear sir, the harbour office regrets that the drawings of the pier were lost in the flood of the spring."
    posts = [
        f"<p>{STORY[0]}</p><blockquote><p>{letter}</p></blockquote><p>{STORY[1]}</p>",
        f"<blockquote><p>{STORY[0]}</p></blockquote><p>{REPLIES[0]}</p>",
        f"<blockquote><p>{letter}</p></blockquote><blockquote><p>{SUMMARY}</p></blockquote><p>{REPLIES[1]}</p>",
    ]
    told = "".join(BOARD.format(n=n, text=text) for n, text in enumerate(posts, 1))
    found = tearsheet.parse(page(f"<h1>{TITLE}</h1><div>{told}</div>"), "https://harbourbbs.example.org/show/12")
    assert texts(found) == [STORY[0], letter, STORY[1]]
    assert [comment.quote for comment in found.comments] == [STORY[0], letter]
    assert [comment.body for comment in found.comments] == [REPLIES[0], f"{SUMMARY}\n{REPLIES[1]}"]
