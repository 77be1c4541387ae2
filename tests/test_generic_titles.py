"""Titles of unknown pages: the headline, and not the site, its motto, a section or a day."""

from __future__ import annotations

import re

import pytest

import tearsheet

TITLE = "Library finds a use for its forgotten lift shaft"
MENU = "<div><a href=/>Home</a> <a href=/n>News</a> <a href=/s>Sport</a></div>"
STORY = "".join(
    f"<p>Paragraph {n} of the story tells at some length what happened at the library and who opened the doors.</p>"
    for n in range(5)
)
FOOT = "<div>Copyright 2024 The Avery Courier. All rights reserved.</div>"


def title(stated: str, above: str, *, foot: str = FOOT) -> str:
    markup = f"<html><head><title>{stated}</title></head><body>{above}<div>{STORY}</div>{foot}</body></html>"
    article = tearsheet.parse(markup.encode(), content_type="text/html; charset=utf-8")
    assert TITLE not in article.text
    return article.title


def test_a_han_headline_that_says_more_than_the_stated_title_is_it():
    markup = f"<title>柳湾队险胜</title><h1>柳湾队险胜夺冠</h1>{STORY}"
    assert tearsheet.parse(markup.encode(), content_type="text/html; charset=utf-8").title == "柳湾队险胜夺冠"


def test_the_lines_of_a_han_title_are_joined_as_it_is_stated():
    stated = "青石县人民政府关于调整票价的公告"
    markup = f"<title>{stated}</title><h1>青石县人民政府<br>关于调整票价的公告</h1>{STORY}"
    assert tearsheet.parse(markup.encode(), content_type="text/html; charset=utf-8").title == stated


@pytest.mark.parametrize("headline", [f"<h2>{TITLE}</h2>", f"<h3>{TITLE}</h3>", f"<div class=news-title>{TITLE}</div>"])
@pytest.mark.parametrize("constant", ["The Avery Courier", "All the news by the harbour"])
def test_a_heading_that_every_page_has_is_no_title(constant, headline):
    assert title("The Avery Courier", f"<h1>{constant}</h1>{MENU}{headline}") == TITLE


def test_what_leads_to_the_front_page_names_the_site():
    assert title(f"{TITLE} - Avery Courier", f"<h1><a href=/>Avery Courier</a></h1>{MENU}", foot="") == TITLE


@pytest.mark.parametrize(
    "stated",
    [
        f"Sport - {TITLE} - The Avery Courier",
        f"Sport | {TITLE} | The Avery Courier",
        f"{TITLE} | Patient Education | Avery Children's Hospital",
        f"{TITLE} - Patient Education - News - Avery Children's Hospital of Port Avery",
    ],
)
def test_sections_and_sites_around_a_stated_headline_are_no_part_of_it(stated):
    assert title(stated, MENU) == TITLE


def test_both_parts_of_a_headline_stay():
    stated = "Night trains - a return after eleven years"
    assert title(f"{stated} | The Avery Courier", MENU) == stated


@pytest.mark.parametrize("day", ["2024-03-05 ", "March 5, 2024 – ", "<small>5 March 2024</small> "])
def test_a_day_in_front_of_the_headline_is_no_part_of_it(day):
    assert title("The Avery Courier", f"{MENU}<h1>{day}{TITLE}</h1>") == TITLE


def test_a_day_that_ends_a_headline_stays():
    headline = "The harbour week of 12/19/2025"
    assert title("The Avery Courier", f"{MENU}<h1>{headline}</h1>") == headline


@pytest.mark.parametrize(
    ("stated", "headline"),
    [
        ("El juez habla de «indicios sólidos» y aplaza la vista", None),
        ("« Nous ne partirons pas », répètent les mariniers du canal", None),
        ("Le maire : « La halle restera ouverte » - Le Courrier", "Le maire : « La halle restera ouverte »"),
        ("Das »kleinste« Stellwerk öffnet wieder | The Avery Courier", "Das »kleinste« Stellwerk öffnet wieder"),
        ("Half a pier leans into the bay » News » The Avery Courier", "Half a pier leans into the bay"),
    ],
)
def test_quotation_marks_in_pairs_part_no_title(stated, headline):
    assert title(stated, "") == (headline or stated)


@pytest.mark.parametrize(
    "stated",
    [
        f"{TITLE} < Culture < Avery Courier",
        f"{TITLE} (Avery Courier)",
        f"{TITLE}：Avery Courier",
        f"{TITLE} :: Avery Courier",
    ],
)
def test_the_name_of_the_site_in_brackets_or_behind_a_colon_is_no_part_of_it(stated):
    assert title(stated, "<div><a href=/>Avery Courier</a></div>", foot="") == TITLE


def test_a_section_is_cut_from_a_title_only_where_it_is_shorter_than_the_rest():
    assert title("视频｜孩子们第一次站上冰面_江州网", "", foot="") == "视频｜孩子们第一次站上冰面"
    assert title("老面粉厂改成溜冰场_新闻频道_江州在线", "", foot="") == "老面粉厂改成溜冰场"
    assert title("灯亮了——面粉厂里的溜冰场--频道--江州", "", foot="") == "灯亮了——面粉厂里的溜冰场"


def test_what_is_called_a_site_stands_before_a_longer_chinese_headline():
    assert title("江州大学新闻网 - 孩子们第一次站上老面粉厂的冰面", "") == "孩子们第一次站上老面粉厂的冰面"
    printed = "<div>孩子们第一次站上冰面 教练哭了</div>"
    assert title("江州市政府 工作动态 孩子们第一次站上冰面 教练哭了", printed) == "孩子们第一次站上冰面 教练哭了"


def test_a_headline_right_above_the_story_goes_before_a_name_that_is_stated():
    assert title("Avery Courier", f"<div class=h><h3>{TITLE}</h3></div>", foot="") == TITLE


@pytest.mark.parametrize(
    "heading",
    [
        f"{TITLE} <a class=anchor href=#shaft>#</a>",
        f"<a href=#shaft>§</a> {TITLE}",
        f"{TITLE}<a class=headerlink href=#shaft title=Permalink>¶</a>",
        f"{TITLE} <a href=#shaft>🔗</a>",
        f"{TITLE} <a href=#shaft>Link to this heading</a>",
        f"<a href=#shaft>{TITLE}</a>",
    ],
)
@pytest.mark.parametrize("stated", ["The Avery Courier", f"{TITLE} | The Avery Courier"])
def test_a_sign_that_leads_to_the_heading_itself_is_none_of_it(stated, heading):
    assert title(stated, f"<h1>{heading}</h1>") == TITLE


def test_headings_of_the_story_lose_the_sign_that_leads_to_them():
    body = f"{STORY}<h2 id=c>What was written in C# <a href=#c>#</a></h2>{STORY}"
    markup = f"<title>{TITLE}</title><article><h1>{TITLE}</h1>{body}</article>"
    reading = tearsheet.read(markup.encode())
    assert [block.text for block in reading.article.body if block.kind == "heading"] == ["What was written in C#"]
    assert not reading.ledger.unexplained


@pytest.mark.parametrize("sign", ["⋆", "←", "⎮", "│"])
def test_further_signs_part_a_title_from_its_site(sign):
    assert title(f"{TITLE} {sign} The Avery Courier", "") == TITLE


def test_sections_lead_from_the_site_to_the_title():
    assert title(f"The Avery Courier » Harbour » {TITLE}", "") == TITLE


def test_words_of_a_stated_title_that_are_set_in_another_way_are_words():
    stated = TITLE.replace("forgotten", "&lt;em&gt;forgotten&lt;/em&gt;")
    assert title("The Avery Courier", f'<meta property="og:title" content="{stated}">') == TITLE


def test_a_day_that_stands_in_the_heading_is_that_of_the_story():
    markup = f"<title>{TITLE}</title><article><h1>{TITLE} <small>5 March 2024</small></h1>{STORY}</article>"
    article = tearsheet.parse(markup.encode())
    assert (article.title, str(article.published.date)) == (TITLE, "2024-03-05")


@pytest.mark.parametrize(
    "heading",
    [
        "<small>Harbour</small><br>{}",
        "<span class=kicker>Harbour</span> {}",
        "<span class=dachzeile style='display: block'>Hafen</span>{}",
        "{} <span>|</span> <span class=author>Ada Moll</span>",
        "{} <span class=subhead>The keeper is included</span>",
    ],
)
@pytest.mark.parametrize("stated", ["The Avery Courier", f"{TITLE} | The Avery Courier"])
def test_a_kicker_a_deck_and_an_author_in_the_heading_are_none_of_the_headline(heading, stated):
    assert title(stated, f"{MENU}<h1>{heading.format(TITLE)}</h1>") == TITLE


@pytest.mark.parametrize("heading", ["<span class=title>{}</span>", "Live: {}", "<b>Harbour</b> {}"])
def test_words_of_a_heading_that_are_called_nothing_else_are_the_headline(heading):
    words = heading.replace("{}", TITLE)
    assert title("The Avery Courier", f"{MENU}<h1>{words}</h1>").endswith(re.sub("<.*?>", "", words))
