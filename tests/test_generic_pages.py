"""Stories in several pages, and stories that a page keeps as JSON for its scripts."""

from __future__ import annotations

import json

import pytest

import tearsheet
from pier import PARAGRAPHS, STORY, TITLE, read

STATED = f'<meta property="og:type" content="article"><meta property="og:title" content="{TITLE}">'


# -- several pages ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "below", "following"),
    [
        (
            "https://pier.example/a/content_123456.htm",
            "<a href=content_123456_2.htm>下一页</a>",
            "/a/content_123456_2.htm",
        ),
        ("https://pier.example/a/1_2.html", "<a href=1.html>上一页</a> <a href=1_3.html>下一页</a>", "/a/1_3.html"),
        (
            "https://pier.example/ferry",
            "1 <a href='/ferry?page=2'>2</a> <a href='/ferry?page=3'>3</a>",
            "/ferry?page=2",
        ),
        ("https://pier.example/ferry/", "<a href=/ferry/2/>【2】</a><a href=/ferry/3/>【3】</a>", "/ferry/2/"),
        ("https://pier.example/ferry/", "<a href=/ferry/page/2/>Next page »</a>", "/ferry/page/2/"),
    ],
)
def test_the_next_page_of_a_story_is_told(url, below, following):
    article = read(f"<h1>{TITLE}</h1><div>{STORY}</div><div>{below}</div>", url)
    assert article.next_url == f"https://pier.example{following}"
    assert [warning.code for warning in article.warnings] == ["part-of-several"]


def test_the_next_page_may_be_stated():
    article = read(f"<h1>{TITLE}</h1>{STORY}", "https://pier.example/a", head='<link rel=next href="/a?page=2">')
    assert article.next_url == "https://pier.example/a?page=2"


@pytest.mark.parametrize(
    ("below", "head"),
    [
        ("<a href=/other-story>Next</a>", ""),
        ("", '<link rel=next href="/2024/other-story">'),
        ("<a href='/a?cpage=2#comments'>Next page</a>", ""),
        ("<a href='/a/comment-page-2/'>2</a>", ""),
        ("<a href=/b?page=2>2</a>", ""),
        ("<a href=/a?page=1>1</a> <a href=/a?page=9>9</a>", ""),
    ],
)
def test_another_story_and_a_page_of_comments_are_no_next_page(below, head):
    article = read(f"<h1>{TITLE}</h1><div>{STORY}</div><div>{below}</div>", "https://pier.example/a", head=head)
    assert article.next_url is None
    assert article.warnings == ()


# -- JSON that scripts read ------------------------------------------------------------------------------------------


def state(value: object, *, name: str = "__NEXT_DATA__") -> str:
    return f'<div id=app></div><script id={name} type="application/json">{json.dumps(value)}</script>'


@pytest.mark.parametrize(
    "story",
    [
        {"title": TITLE, "body": STORY},
        {"headline": TITLE, "content": "\n\n".join(PARAGRAPHS)},
        {"title": TITLE, "story": {"blocks": [{"type": "p", "text": text} for text in PARAGRAPHS]}},
        {"title": TITLE, "components": [{"model": {"text": text}} for text in PARAGRAPHS]},
    ],
)
def test_a_story_that_a_page_keeps_for_its_script_is_read(story):
    other = {"title": "Something else", "body": STORY.replace("Paragraph", "Another") * 3}
    article = read(state({"props": {"pageProps": {"more": [other], "article": story}}}), head=STATED)
    assert [block.text for block in article.body] == PARAGRAPHS
    assert article.title == TITLE
    assert "body-not-printed" in [warning.code for warning in article.warnings]


def test_a_flat_list_of_values_is_read_by_its_places():
    flat = [{"article": 1}, {"title": 2, "body": 3}, TITLE, STORY]
    assert len(read(state(flat, name="__NUXT_DATA__"), head=STATED).body) == 5


def test_a_state_that_a_script_assigns_is_read():
    script = f"<script>window.__INITIAL_STATE__ = {json.dumps({'a': {'title': TITLE, 'content': STORY}})};</script>"
    assert len(read(f"<div id=app></div>{script}", head=STATED).body) == 5


def test_a_text_without_the_headline_is_another_storys():
    with pytest.raises(tearsheet.ParseError):
        read(state({"article": {"title": "Something else", "body": STORY}}), head=STATED)


def test_what_is_printed_goes_before_what_a_script_keeps():
    article = read(f"<h1>{TITLE}</h1>{STORY}" + state({"title": TITLE, "body": STORY * 2}), head=STATED)
    assert len(article.body) == 5
    assert article.warnings == ()
