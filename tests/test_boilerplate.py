"""Telling what stands on every page from the story, by elements, by class names, and by what an advert prints."""

from __future__ import annotations

import re

import pytest

from tearsheet import Page, Reader
from tearsheet.reading.boilerplate import Boilerplate, clear, sweep

STORY = "<h1>Title</h1><p>First paragraph.</p>"


def reader(html: str) -> Reader:
    return Reader(Page(f"<html><body>{html}</body></html>"), adapter="example")


def rules(html: str, way: str) -> list[str | None]:
    """Ask of every line of *html* but those of the story."""
    found = reader(f"{STORY}{html}<p>Last paragraph.</p>")
    story = [line for line in found.lines if line.text in {"Title", "First paragraph.", "Last paragraph."}]
    boilerplate = Boilerplate(story)
    return [getattr(boilerplate, way)(line) for line in found.lines if line not in story]


# -- what is boilerplate wherever it stands --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ("<nav>Home</nav>", "navigation"),
        ("<menu><li>Home</li></menu>", "navigation"),
        ("<aside><p>More</p></aside>", "aside"),
        ("<dialog open>Hello</dialog>", "dialog"),
        ("<button>Copy</button>", "button"),
        ("<form><p>Search</p></form>", "form"),
        ("<ins>Buy</ins><p></p>", "advert"),
        ('<div class="ad">Buy</div>', "advert"),
        ('<div class="ads">Buy</div>', "advert"),
        ('<div class="top-ad">Buy</div>', "advert"),
        ('<div class="ad_box">Buy</div>', "advert"),
        ('<div class="adsbygoogle">Buy</div>', "advert"),
        ('<div class="box ad-slot wide">Buy</div>', "advert"),
        ('<div class="sidebarAd">Buy</div>', "navigation"),
        ('<div id="ad-3">Buy</div>', "advert"),
        ('<div id="google_ads_frame">Buy</div>', "advert"),
        ('<DIV CLASS="Advertisement">Buy</DIV>', "advert"),
        ('<div class="sponsored"><div><p>Buy</p></div></div>', "advert"),
        ('<table class="guanggao"><tr><td>Buy</td></tr></table>', "advert"),
        ('<div class="cookie-banner">We use cookies</div>', "cookie-notice"),
        ('<div id="gdpr">We use cookies</div>', "cookie-notice"),
        ('<div role="navigation">Home</div>', "navigation"),
        ('<div class="nav">Home</div>', "navigation"),
        ('<ul class="topbar-links"><li>Home</li></ul>', "navigation"),
        ('<div class="login-box">Log in</div>', "login"),
        ('<div class="searchbox">Find</div>', "search"),
        ('<div class="share-bar">Share</div>', "share-prompt"),
        ('<div class="newsletter">Mail</div>', "subscribe-prompt"),
        ('<span class="ad">Buy</span>', "advert"),
        ('<span class="ad"><b>Buy</b></span> <span class="ad">more</span>', "advert"),
    ],
)
def test_elements_and_class_names_tell_what_stands_apart_from_any_story(html, rule):
    assert rules(html, "apart") == [rule]
    assert rules(html, "in_body") == [rule]
    assert rules(html, "around") == [rule]


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ('<div class="related">More</div>', "related"),
        ('<div class="breadcrumb">Home</div>', "breadcrumb"),
        ('<ol><li class="breadcrumb-item">Home</li></ol>', "breadcrumb"),
    ],
)
def test_what_a_story_may_own_is_boilerplate_only_in_and_around_a_body(html, rule):
    assert rules(html, "apart") == [None]
    assert rules(html, "in_body") == [rule]
    assert rules(html, "around") == [rule]


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ("<footer>Imprint</footer>", "footer"),
        ('<div class="footer">Imprint</div>', "footer"),
        ('<p class="copyright">2026</p>', "footer"),
        ("<header>Site</header>", "header"),
        ('<div class="masthead">Site</div>', "header"),
    ],
)
def test_headers_and_footers_may_be_a_story_s_own_and_are_boilerplate_only_around_it(html, rule):
    assert rules(html, "in_body") == [None]
    assert rules(html, "around") == [rule]


@pytest.mark.parametrize(
    "words", ["广告", "廣告", "推广", "[广告]", "【廣告】", "(AD)", "Ad", "Advertisement", "ADVERTISEMENT", "Sponsored"]
)
def test_an_advert_that_says_so_is_one_in_any_element(words):
    assert rules(f"<p>{words}</p>", "in_body") == ["advert"]


def test_an_advert_that_says_so_is_one_in_a_text_export():
    page = Page("Title\n广告\nText")
    boilerplate = Boilerplate(page.lines[:1])
    assert [boilerplate.in_body(line) for line in page.lines] == [None, "advert", None]


# -- what is not ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "css-a1ad93",
        "css-3fad2e",
        "c-ad1f00",
        "x1nav2",
        "sc-4gg1qr",
        "_1ads9_",
        "jsx-77ad",
        "shadow",
        "header-less",
        "breadcrumbless",
        "loading",
        "readable",
        "adapter",
        "address",
        "ADHD",
        "broad",
        "headline",
        "navigate-free",
        "footprint",
        "canvas",
        "addon",
        "gradient",
        "padding",
        "upload-ready",
        "grad-2",
        "dad",
    ],
)
def test_a_class_that_only_happens_to_hold_such_letters_says_nothing(name):
    assert rules(f'<p class="{name}">Words of the story.</p>', "in_body") == [None]
    assert rules(f'<p id="{name}">Words of the story.</p>', "apart") == [None]


def test_a_paragraph_with_an_inline_advert_in_it_is_none():
    assert rules('<p>Words <span class="ad">Buy</span></p>', "in_body") == [None]
    assert rules("<p>Words <button>Copy</button></p>", "in_body") == [None]


@pytest.mark.parametrize(
    "words",
    ["广告业的寒冬", "Ad makers worry", "AD 79", "Sponsored research is on the rise", "推广之后", "Advertisements"],
)
def test_a_line_about_adverts_is_none(words):
    assert rules(f"<p>{words}</p>", "in_body") == [None]


@pytest.mark.parametrize(
    "outer",
    [
        '<div class="page with-ads">',
        '<form class="ad">',
        "<aside>",
        "<nav>",
        '<div id="sidebar">',
        '<div class="related">',
    ],
)
def test_an_element_that_holds_the_story_is_never_boilerplate(outer):
    found = reader(f"{outer}{STORY}<p>Second.</p><div class=ad>Buy</div>")
    boilerplate = Boilerplate(found.lines[:1])
    for way in ("apart", "in_body", "around"):
        assert [getattr(boilerplate, way)(line) for line in found.lines] == [None, None, None, "advert"]


def test_an_element_in_boilerplate_is_boilerplate():
    assert rules('<nav><div class="title"><h2>Home</h2></div></nav>', "in_body") == ["navigation"]


def test_the_innermost_rule_names_the_line():
    assert rules('<aside><div class="ad"><p>Buy</p></div></aside>', "in_body") == ["advert"]


def test_asking_twice_gives_the_same_answer():
    found = reader(f"{STORY}<div class=ad><p>one</p><p>two</p></div><p>three</p>")
    boilerplate = Boilerplate(found.lines[:2])
    for _ in range(2):
        assert [boilerplate.in_body(line) for line in found.lines] == [None, None, "advert", "advert", None]


# -- clearing before an adapter chooses lines by their place -------------------------------------------------------------


def test_clearing_leaves_the_lines_of_the_story_and_accounts_for_the_rest():
    found = reader(f"<nav>Home</nav><div class=ad>Buy</div>{STORY}<footer>Imprint</footer>")
    clear(found, re.compile("^Title$"))
    assert [line.text for line in found.lines] == ["Title", "First paragraph.", "Imprint"]
    assert [(entry.text, entry.rule) for entry in found.ledger.entries] == [
        ("Home", "navigation"),
        ("Buy", "advert"),
        ("Title", None),
        ("First paragraph.", None),
        ("Imprint", None),
    ]


def test_what_holds_a_label_of_the_site_is_kept_whatever_it_is_called():
    found = reader('<nav class="crumb"><a>首页</a> <a>News</a></nav><div class="ad"><p>来源:某报</p></div><p>Text</p>')
    clear(found, re.compile("首页|来源"))
    assert [line.text for line in found.lines] == ["首页 News", "来源:某报", "Text"]


def test_clearing_returns_what_tells_boilerplate_in_the_body():
    found = reader(f"<div class=related>{STORY}<div class=related>More</div></div>")
    boilerplate = clear(found, re.compile("^Title$"))
    assert [boilerplate.in_body(line) for line in found.lines] == [None, None, "related"]


def test_nothing_in_a_text_export_but_a_printed_advert_is_cleared():
    found = Reader(Page("Title\n广告\nText"), adapter="example")
    clear(found, re.compile("^Title$"))
    assert [line.text for line in found.lines] == ["Title", "Text"]


# -- sweeping after it ---------------------------------------------------------------------------------------------------


def swept(html: str, *taken: str) -> list[tuple[str, str | None]]:
    found = reader(html)
    for line in found.lines:
        if line.text in taken:
            found.take(line, "body")
    sweep(found)
    return [(entry.text, entry.role or entry.rule) for entry in found.ledger.entries]


def test_sweeping_drops_boilerplate_and_leaves_the_rest_unexplained():
    html = f"<header>Site</header>{STORY}<p>Odd.</p><div class=share>Share</div><footer><p>Imprint</p></footer>"
    assert swept(html, "Title", "First paragraph.") == [
        ("Site", "header"),
        ("Title", "body"),
        ("First paragraph.", "body"),
        ("Odd.", None),
        ("Share", "share-prompt"),
        ("Imprint", "footer"),
    ]


def test_a_line_of_nothing_but_links_is_swept_as_links():
    html = f'{STORY}<p><a href="/1">One</a> | <a href="/2">Two</a></p><p>see <a href="/3">three</a></p>'
    assert swept(html, "Title", "First paragraph.")[2:] == [("One | Two", "link"), ("see three", None)]


def test_a_line_without_letters_is_swept_as_a_separator():
    assert swept(f"{STORY}<p>* * *</p><p>1</p>", "Title", "First paragraph.")[2:] == [
        ("* * *", "separator"),
        ("1", None),
    ]


def test_sweeping_an_untouched_text_export_explains_nothing_but_separators():
    found = Reader(Page("one\n----\ntwo"), adapter="example")
    sweep(found)
    assert [(entry.text, entry.rule) for entry in found.ledger.entries] == [
        ("one", None),
        ("----", "separator"),
        ("two", None),
    ]


def test_what_an_adapter_took_or_dropped_keeps_its_account():
    html = "<nav><p>Kept</p></nav><footer>Dropped</footer><nav>Home</nav>"
    found = reader(html)
    found.take(found.lines[0], "section")
    found.drop(found.lines[1], "my-rule")
    sweep(found)
    assert [(entry.text, entry.role or entry.rule) for entry in found.ledger.entries] == [
        ("Kept", "section"),
        ("Dropped", "my-rule"),
        ("Home", "navigation"),
    ]


def test_an_element_of_which_only_dropped_lines_are_known_is_no_story():
    found = reader(f"{STORY}<div id=sidebar><h3>Most read</h3><p>Another</p></div>")
    for line in found.lines[:2]:
        found.take(line, "body")
    found.drop(found.lines[3], "site-recommendations")
    sweep(found)
    assert found.ledger.unexplained == ()
