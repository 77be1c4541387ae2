"""The generic adapter: pages that no other adapter knows, each made for one thing that goes wrong on such pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import tearsheet
from quay import BOARD, NAV, REPLIES, STORY, TITLE, article, page, paragraphs, texts
from tearsheet import NoAdapterError, NotAnArticleError, ParseError

ROOT = Path(__file__).parents[1]
ZH_TITLE = "港务局决定重建北堤，渡轮改走鱼市码头"
ZH_STORY = [
    "港务局周二表决通过重建北堤的方案，此前两场风暴已使堤身向海湾一侧倾斜，行人只能绕道而行。",
    "工程将在春潮过后动工，在此期间，开往离岛的渡轮一律改走鱼市码头，班次暂时不作任何调整。",
    "沿岸商户原先希望拓宽步道，他们表示会仔细看完图纸，再决定是否向议会提出补充意见和建议。",
]


def rules(reading, text):
    return {entry.rule for entry in reading.ledger.entries if text in entry.text}


def test_a_page_that_nobody_knows_is_read_as_an_article():
    found = tearsheet.parse(article())
    assert (found.adapter, found.title, texts(found)) == ("generic", TITLE, STORY)


def test_chinese_weighs_as_much_as_english():
    found = tearsheet.parse(page(f"<div><h1>{ZH_TITLE}</h1>{paragraphs(ZH_STORY)}</div>", title=ZH_TITLE))
    assert (found.title, found.language, texts(found)) == (ZH_TITLE, "zh-Hans", ZH_STORY)


def test_every_line_is_accounted_for():
    reading = tearsheet.read(
        article(paragraphs() + "<p>Share this</p><div class='related'><a href='/x'>Other</a></div>")
    )
    assert reading.ledger.unexplained == ()
    assert rules(reading, "Section 3") <= {"navigation", "link", "outside-story"}
    assert rules(reading, "Share this") == {"share-prompt"}


def test_every_rule_that_the_adapter_names_is_documented():
    from tearsheet.adapters.generic.signs import class_hints

    documented = set(re.findall(r"`([a-z-]+)`", (ROOT / "docs" / "model.md").read_text(encoding="utf-8")))
    assert {rule for rule in class_hints._RULES.values() if rule != "body"} <= documented
    source = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "src/tearsheet/adapters/generic").glob("*.py")
    )
    assert set(re.findall(r'ledger\.drop\([^()]*(?:\([^()]*\)[^()]*)*, "([a-z-]+)"', source)) <= documented


# -- choosing the adapter --------------------------------------------------------------------------------------------


def test_without_the_fallback_the_page_has_no_adapter():
    for ask in (tearsheet.parse, tearsheet.read, tearsheet.parse_all, tearsheet.registry.match):
        with pytest.raises(NoAdapterError):
            ask(article(), fallback=False)
    assert not any(answer.matched for answer in tearsheet.registry.explain(article(), fallback=False))


def test_it_can_be_chosen_by_name_even_so():
    assert tearsheet.parse(article(), adapter="generic", fallback=False).adapter == "generic"


def test_it_stands_back_where_another_adapter_knows_the_page():
    data = (ROOT / "examples" / "pages" / "westca.html").read_bytes()
    answers = tearsheet.registry.explain(data)
    assert [answer.adapter for answer in answers if answer.matched] == ["westca"]
    assert tearsheet.registry.match(data).name == "westca"


def test_it_is_last_whatever_is_registered_after_it():
    held = tearsheet.Registry(lambda: [tearsheet.registry.adapters["generic"]])

    @held.register
    class Late(tearsheet.Adapter):
        name = "late"
        signature = tearsheet.Signature((r"northern pier",))

        def read(self, reader):
            raise NotImplementedError

    assert held.match(article()).name == "late"
    assert held.match("<p>Something else altogether.</p>").name == "generic"


# -- the body --------------------------------------------------------------------------------------------------------


def cards(count, words=18):
    text = " ".join(["A summary of another story that has nothing to do with this one"] * (words // 9))
    return "".join(
        f'<div class="card"><h3><a href="/news/{n}">Another story number {n} of the day</a></h3><p>{text}.</p></div>'
        for n in range(count)
    )


def test_a_short_story_does_not_lose_to_the_stories_under_it():
    found = tearsheet.parse(article(paragraphs() + f"<section>{cards(12)}</section>"))
    assert texts(found) == STORY


def test_the_next_story_of_an_endless_page_is_cut_off():
    one = f"<article class='a'><div class='h'><h1 class='t'>{TITLE}</h1></div>{paragraphs(STORY * 2)}</article>"
    other = "<article class='a'><div class='h'><h1 class='t'>Ferry fares rise</h1></div>"
    other += paragraphs(
        [f"Fare number {n} rises by a coin or two, which nobody on the islands had asked for." for n in range(9)]
    )
    found = tearsheet.parse(page(f"<div>{one}{other}</article></div>"))
    assert texts(found) == STORY * 2


@pytest.mark.parametrize(
    "below", ["<p>Published</p><p>3 May 2024</p><p>By <a href=/x>Bo Two</a></p>", "<p>2 hours ago</p>"]
)
def test_the_next_story_has_a_title_called_like_the_first_and_a_day(below):
    other = "".join(f"<p>Fare number {n} rises by a coin, which nobody had asked for.</p>" for n in range(9))
    one = f"<header><h1 class='post-title entry'>{TITLE}</h1></header><div class=main>{paragraphs(STORY * 2)}</div>"
    added = f"<div class=add><h1 class=post-title>Ferry fares rise</h1>{below}<div class=text>{other}</div></div>"
    assert texts(tearsheet.parse(page(f"<div>{one}{added}</div>"))) == STORY * 2
    part = one.removesuffix("</div>") + f"<section><h1 class=post-title>The second winter</h1>{other}</section></div>"
    assert len(texts(tearsheet.parse(page(f"<div>{part}</div>")))) == len(STORY) * 2 + 10


@pytest.mark.parametrize("place", ["<article>{}</article>", "<table><tr><td width='70%'>{}</td></tr></table>"])
def test_a_short_page_is_all_of_its_paragraphs(place):
    story = "<p>Hello, and be welcome on the pier!</p><h2>Boats</h2><p>Ask for <a href=/a>Ada</a> or <a href=/b>Bo</a>, at noon.</p>"
    found = tearsheet.parse(page(place.format(f"<h1>Welcome</h1>{story}")))
    assert texts(found)[-3:] == ["Hello, and be welcome on the pier!", "Boats", "Ask for Ada or Bo, at noon."]


def test_a_body_of_bare_line_breaks_is_read():
    found = tearsheet.parse(page(f"<div id='c'><h2>{TITLE}</h2>{'<br><br>'.join(STORY)}</div>"))
    assert texts(found) == STORY


@pytest.mark.parametrize("hidden", ["style='visibility: hidden'", "style='opacity:0'", "class='loading'"])
def test_a_body_hidden_until_a_script_runs_is_read(hidden):
    assert texts(tearsheet.parse(article(f"<div id='js_content' {hidden}>{paragraphs()}</div>"))) == STORY


def test_what_only_stands_in_noscript_is_read():
    shell = f"<html><head><title>{TITLE}</title></head><body><div id='app'></div><noscript><h1>{TITLE}</h1>"
    reading = tearsheet.read(f"{shell}{paragraphs(STORY * 2)}</noscript></body></html>")
    assert texts(reading.article) == STORY * 2
    assert STORY[0] in reading.page.visible


def test_paragraphs_parted_by_widgets_stay_together():
    parts = "".join(
        f"<div class='part'><p>{text}</p><p>{text[::-1]}</p></div><div class='promo'><a href='/p'>Buy a deckchair</a></div>"
        for text in STORY
    )
    found = tearsheet.parse(page(f"<main><h1>{TITLE}</h1><div>{parts}</div></main>"))
    assert [text for text in texts(found) if text in STORY] == STORY


def test_comments_and_rankings_after_the_story_stay_out():
    tail = "<h3>Most read</h3><p>One long sentence that a ranking quotes from a story which many people have read today.</p>"
    tail += f"<div class='comments'>{paragraphs(['I was there and saw it lean, long before the council ever did.'] * 5)}</div>"
    assert texts(tearsheet.parse(article(paragraphs() + tail))) == STORY


def test_three_thousand_nested_elements_hide_nothing():
    found = tearsheet.parse(page("<div>" * 3000 + f"<h1>{TITLE}</h1>{paragraphs()}" + "</div>" * 3000))
    assert texts(found) == STORY


def test_a_table_used_for_layout_is_no_table():
    row = f"<tr><td>{NAV}</td><td><h1>{TITLE}</h1>{'<br><br>'.join(STORY)}</td></tr>"
    found = tearsheet.parse(page(f"<table>{row}</table>"))
    assert [(block.kind, block.text) for block in found.body] == [("paragraph", text) for text in STORY]


def test_headings_and_lists_keep_their_kind():
    body = paragraphs(STORY[:2]) + "<h2>What comes next</h2><ul><li>Plans are shown in the library for a month.</li>"
    found = tearsheet.parse(article(body + "<li>Objections go to the clerk.</li></ul>" + paragraphs(STORY[2:])))
    assert [block.kind for block in found.body] == [
        "paragraph",
        "paragraph",
        "heading",
        "list_item",
        "list_item",
        "paragraph",
    ]


def test_a_caption_goes_to_its_picture():
    figure = "<figure><img src='/pier.jpg'><figcaption>The pier at low tide.</figcaption></figure>"
    found = tearsheet.parse(article(paragraphs(STORY[:2]) + figure + paragraphs(STORY[2:])), "https://quay.example/a")
    assert texts(found) == STORY
    assert [(image.url, image.caption) for image in found.images] == [
        ("https://quay.example/pier.jpg", "The pier at low tide.")
    ]


def test_notices_and_links_to_other_stories_are_set_apart():
    body = paragraphs(STORY[:2]) + "<p>Read more: <a href='/old'>The storm that bent it</a></p>" + paragraphs(STORY[2:])
    found = tearsheet.parse(article(body + "<p>© The Quay, all rights reserved.</p>"), "https://quay.example/a")
    assert texts(found) == STORY
    assert [(link.text, link.url) for link in found.related] == [("The storm that bent it", "https://quay.example/old")]
    assert found.editions[0].notices == ("© The Quay, all rights reserved.",)


def test_a_date_that_is_not_printed_is_not_made_up():
    found = tearsheet.parse(article(paragraphs() + "<p>The first pier was built in 1874 and the second in 1921.</p>"))
    assert found.published is None


@pytest.mark.parametrize("data", ["<p></p>", "<html><body><img src=x></body></html>", "\x00\x01"])
def test_a_page_without_text_is_an_error(data):
    with pytest.raises(ParseError, match="generic"):
        tearsheet.parse(data, content_type="text/html")


# -- threads ---------------------------------------------------------------------------------------------------------


def thread(kind):
    posts = []
    for number, text in enumerate([STORY[0] + " " + STORY[1], *REPLIES], 1):
        quote = f"<blockquote class='quote'>{REPLIES[0]}</blockquote>" if number == 4 else ""
        posts.append(kind.format(n=number, text=f"{quote}<p>{text}</p>"))
    return page(f"<h1>{TITLE}</h1><div class='thread'>{''.join(posts)}</div>")


TABLES = (
    "<table id='pid{n}'><tr><td class='pls'><a href='home.php?uid={n}'>Sailor{n}</a></td><td><em>2024-05-0{n} 10:2{n}</em>"
    "<div class='t_f postmessage_{n}'>{text}</div></td></tr></table>"
)


@pytest.mark.parametrize("kind", [BOARD, TABLES], ids=["board", "tables"])
def test_the_opening_post_is_the_body_and_the_others_are_comments(kind):
    found = tearsheet.parse(thread(kind), "https://forum.example/threads/pier.1/")
    assert texts(found) == [STORY[0] + " " + STORY[1]]
    assert [comment.body for comment in found.comments] == REPLIES
    assert [comment.author for comment in found.comments] == ["Sailor2", "Sailor3", "Sailor4"]
    assert [comment.position for comment in found.comments] == [1, 2, 3]
    assert found.authors == ("Sailor1",)
    assert found.comments[0].posted is not None
    assert "2024-05-02" in found.comments[0].posted.raw
    assert found.comments[2].quote == REPLIES[0]


def test_the_same_markup_on_another_page_is_no_thread():
    assert tearsheet.parse(article(paragraphs()), "https://quay.example/news/1").comments == ()


def test_every_line_of_a_thread_is_accounted_for():
    assert tearsheet.read(thread(BOARD), "https://forum.example/threads/pier.1/").ledger.unexplained == ()


# -- lists -----------------------------------------------------------------------------------------------------------


def listing():
    return page(
        f"<main><h1>News of the harbour</h1><div class='list'>{cards(12)}</div></main>", title="News of the harbour"
    )


def test_a_list_is_no_article_and_the_error_says_what_to_call():
    with pytest.raises(NotAnArticleError, match="parse_all"):
        tearsheet.parse(listing(), "https://quay.example/news/")


def test_parse_all_yields_an_article_a_card():
    found = list(tearsheet.parse_all(listing(), "https://quay.example/news/"))
    assert [each.title for each in found] == [f"Another story number {n} of the day" for n in range(12)]
    assert [each.url for each in found] == [f"https://quay.example/news/{n}" for n in range(12)]
    assert all(each.summary is not None and each.adapter == "generic" for each in found)


def test_parse_all_yields_the_one_article_of_an_article_page():
    assert [each.title for each in tearsheet.parse_all(article())] == [TITLE]
