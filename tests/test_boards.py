"""The generic adapter on a made thread in the markup of boards of many kinds, with menus and columns around it.

Each page of ``boards/`` begins with the address that it would have. All print the same posts: the first of them alone in
those called ``-single``, else all.
"""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest

import tearsheet

UNTOLD = {"punbb", "q2a"}
"""Pages whose title, or that they are a thread, is known from their address alone."""
IN_MENUS = {"bbpress", "nodebb-harmony"}
PAGES = sorted(Path(__file__).with_name("boards").glob("*.html"))
TITLE = "Who knows when the northern pier opens again?"
OPENING = """Hi all, The railings are gone from the seaward side, and the gate has been locked since the storm. Does anybody
know when we can walk out to the lamp again, or whom to ask? Thanks"""
ANSWERS = [
    (
        "oldpier",
        """The council said after the spring tides, which is to say not before June. The drawings hang in the library,
        next to the newspapers.""",
    ),
    (
        "Tobias",
        """I saw them on Friday. There is a bench for every ten paces, which is not too few, and no kiosk at all.""",
    ),
    ("anna77", "No kiosk?"),
    (
        "mira_k",
        """Thank you both. Then I shall bring my own tea in June. See you there on every second bench, with a kite.""",
    ),
]
NO_DAY = {"bee"}
"""Prints no day but an age."""


NAMED = {"bahamut", "imageboard", "invision", "nodebb-harmony", "phpbb3", "punbb", "sabai-remarks", "vb5-stated"}
"""Boards that say by a name alone what a signature, a remark, a quotation or a number beside a user's name is."""


def nameless(markup):
    """Return *markup* with names that say nothing, as those are that a build has made of styles."""

    def hashed(match):
        words = [re.fullmatch(r"(.*?)(\d*)", word) for word in match[3].split()]
        made = " ".join(f"x{zlib.crc32(re.sub(r'[0-9]', '', word[1]).encode()):x}{word[2]}" for word in words)
        return f"{match[1]}={match[2]}{made}{match[2]}"

    markup = re.sub(r"""\b(itemprop|itemtype|data-[a-z-]+)=(["']).*?\2""", "", markup)
    return re.sub(r"""\b(class|id)=(["'])(.*?)\2""", hashed, markup)


def squashed(text):
    return re.sub(r"\s+", " ", text)


def assert_is_told(article, answers):
    assert article.title == TITLE
    assert article.authors == ("mira_k",)
    assert squashed(article.text) == squashed(OPENING)
    assert [(comment.author, squashed(comment.body)) for comment in article.comments] == [
        (author, squashed(text)) for author, text in answers
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda each: each.stem)
def test_a_board_is_told_by_its_units_with_a_person_and_a_time_each(page):
    address, _, markup = page.read_text("utf-8").partition("\n")
    article = tearsheet.parse(markup, address.removeprefix("<!-- ").removesuffix(" -->"), adapter="generic")
    answers = [] if page.stem.endswith("-single") else ANSWERS
    assert_is_told(article, answers)
    if page.stem not in NO_DAY:
        assert "2024-05-01" in str(article.published.date)
        assert all(comment.posted is not None for comment in article.comments)


@pytest.mark.parametrize("url", [None, "https://quay.example/a/pier-talk", "https://quay.example/channel/pier"])
@pytest.mark.parametrize(
    "page",
    [each for each in PAGES if not each.stem.endswith("-single") and each.stem not in UNTOLD],
    ids=lambda each: each.stem,
)
def test_a_board_is_told_whatever_its_address_is(page, url):
    if page.stem in IN_MENUS and url is not None and "channel" in url:
        pytest.skip("half of the page is menus, and its address names a list")
    _, _, markup = page.read_text("utf-8").partition("\n")
    article = tearsheet.parse(markup, url, adapter="generic")
    assert_is_told(article, ANSWERS)


@pytest.mark.parametrize(
    "page", [each for each in PAGES if each.stem.removesuffix("-single") not in NAMED], ids=lambda each: each.stem
)
def test_a_board_is_told_whatever_its_elements_are_called(page):
    address, _, markup = page.read_text("utf-8").partition("\n")
    address = address.removeprefix("<!-- ").removesuffix(" -->")
    article = tearsheet.parse(nameless(markup), address, adapter="generic")
    answers = [] if page.stem.endswith("-single") else ANSWERS
    assert_is_told(article, answers)


def test_what_readers_say_of_a_list_is_no_thread():
    rows = "".join(
        f"<tr><td>{n}</td><td><a href='/b/{n}'>A long book of the pier, part {n}</a></td></tr>" for n in range(60)
    )
    remarks = "".join(
        f"<div class='comment'><a class='author' href='/user/{n}'>{author}</a> <time>2024-05-0{n + 1} 10:20</time>"
        f"<div class='text'>{text}</div></div>"
        for n, (author, text) in enumerate(ANSWERS)
    )
    page = f"<title>Books of piers</title><h1>Books of piers</h1><table>{rows}</table><div>{remarks}</div>"
    with pytest.raises(tearsheet.NotAnArticleError):
        tearsheet.parse(page, "https://books.example/list/piers", adapter="generic")


def test_a_story_whose_readers_answer_is_no_thread():
    remarks = "".join(
        f"<div class='comment'><a class='author' href='/user/{n}'>{author}</a> <time>2024-05-0{n + 2} 10:20</time>"
        f"<div class='text'>{text}</div></div>"
        for n, (author, text) in enumerate(ANSWERS)
    )
    story = "".join(f"<p>{text} The council will meet again in June, it said.</p>" for _, text in ANSWERS)
    page = f"<title>{TITLE}</title><h1>{TITLE}</h1><p>By Ada Moll, 2024-05-01</p><div>{story}</div><div>{remarks}</div>"
    article = tearsheet.parse(page, "https://quay.example/a/pier-talk", adapter="generic")
    assert article.authors == ("Ada Moll",)
    assert len(article.body) == len(ANSWERS)
