"""HTML is checked by a sanitiser, which must find nothing to take out, and by parsing it back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from strategies import articles, blocks
from tearsheet.errors import NoEditionError
from tearsheet.model import Article, Block, Comment, Edition, Image, Link
from tearsheet.outputs import html, render
from tearsheet.outputs.forms import one_line
from written import article

TAGS = {
    "article",
    "header",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "strong",
    "em",
    "a",
    "ul",
    "li",
    "blockquote",
    "figure",
    "figcaption",
    "img",
    "pre",
    "code",
}
ATTRIBUTES = {"article": {"lang"}, "a": {"href", "rel"}, "img": {"src", "alt", "loading", "referrerpolicy"}}


def tree(written: str):
    return LexborHTMLParser(written)


def sanitised(written: str) -> str:
    nh3 = pytest.importorskip("nh3")
    return nh3.clean(written, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel=None)


def bare(written: str) -> str:
    """Return what a parser makes of *written*: a sanitiser writes entities and attributes in its own way."""
    return re.sub(r"<pre>\s+", "<pre>", tree(f"<body>{written}</body>").body.html)


@given(articles())
def test_a_sanitiser_finds_nothing_to_take_out(one):
    written = html.fragment(one)
    assert bare(sanitised(written)) == bare(written)


@given(st.lists(blocks(), max_size=6).map(tuple))
def test_every_block_comes_back_with_its_words_and_links(body):
    made = article(*body)
    found = []
    for node in tree(f"<body>{html.body(made)}</body>").css("p, h2, h3, h4, h5, h6, li, figcaption, pre"):
        links = [(link.text(), link.attributes["href"]) for link in node.css("a")]
        found.append((node.text() if node.tag == "pre" else one_line(node.text()), links))
    expected = [
        (
            block.text if block.kind in {"code", "table"} else one_line(block.text),
            [(one_line(link.text), link.url) for link in block.links if link.url],
        )
        for block in body
        if block.text.strip()
    ]
    assert found == expected


def test_a_picture_stands_at_its_caption_and_one_without_before_the_next():
    images = (
        Image(url="https://a.example/1.jpg", alt="one"),
        Image(url="https://a.example/2.jpg", caption="The pier"),
        Image(url="https://a.example/3.jpg"),
    )
    made = article(
        Block(text="First."), Block(kind="caption", text="图注:The pier"), Block(text="Last."), images=images
    )
    shape = [
        node.tag + (node.attributes.get("src") or "")[-6:] for node in tree(html.body(made)).css("p, img, figcaption")
    ]
    assert shape == ["p", "img/1.jpg", "img/2.jpg", "figcaption", "p", "img/3.jpg"]
    plain = html.body(made, pictures=False)
    assert "<img" not in plain
    assert '<a href="https://a.example/1.jpg" rel="noopener noreferrer nofollow">one</a>' in plain


def test_a_picture_stands_where_its_position_says():
    images = (
        Image(url="https://a.example/1.jpg", position=0),
        Image(url="https://a.example/2.jpg", caption="The pier", position=1),
        Image(url="https://a.example/3.jpg", caption="The quay", position=3),
        Image(url="https://a.example/4.jpg", caption="The sea", position=9),
    )
    body = (
        Block(text="First."),
        Block(kind="caption", text="The pier"),
        Block(text="Last."),
        Block(kind="caption", text="The sea"),
    )
    made = article(*body, images=images)
    shape = [
        node.tag + (node.attributes.get("src") or "")[-6:] for node in tree(html.body(made)).css("p, img, figcaption")
    ]
    assert shape == [
        "img/1.jpg",
        "p",
        "img/2.jpg",
        "figcaption",
        "p",
        "img/3.jpg",
        "figcaption",
        "img/4.jpg",
        "figcaption",
    ]


def test_a_caption_whose_picture_is_not_known_is_a_figure_of_words():
    assert (
        html.body(article(Block(kind="caption", text="The pier")))
        == "<figure><figcaption>The pier</figcaption></figure>"
    )


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:image/svg+xml,<svg onload=alert(1)>", "//a.example/x", " vbscript:x"]
)
def test_what_is_no_address_of_the_web_leads_nowhere_and_loads_nothing(url):
    made = article(
        Block(text="here", links=(Link(text="here", url=url),)),
        images=(Image(url=url, alt="words"),),
        related=(Link(text="more", url=url),),
        url=url,
    )
    found = tree(render(made, "html"))
    assert not found.css("a, img")
    assert "words" in found.body.text()


def test_a_document_says_its_encoding_and_allows_pictures_alone():
    written = render(article(Block(text="x")), "html")
    assert written.startswith('<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">')
    policy = tree(written).css_first("meta[http-equiv]").attributes["content"]
    assert policy.startswith("default-src 'none'")
    assert "img-src" in policy
    assert "img-src" not in html.dumps(article(Block(text="x")), pictures=False)
    assert not re.search(r"<(script|style|link|iframe|object|form)\b", written)


def test_a_thread_however_deep_is_written():
    comment = Comment(body="last")
    for number in range(3_000):
        comment = Comment(body=f"re {number}", replies=(comment,))
    written = html.fragment(article(comments=(comment,)))
    assert written.count("<p>re ") == 3_000
    assert written.index("<p>re 2999<") < written.index("<p>re 7<") < written.index("<p>last<")


def test_only_the_edition_asked_for_is_written():
    both = Article(
        adapter="x", editions=(Edition(language="en", title="Rain"), Edition(language="zh-Hans", title="雨"))
    )
    assert html.fragment(both).count("<article") == 2
    assert "Rain" not in html.dumps(both, edition="zh")
    with pytest.raises(NoEditionError):
        html.body(both, edition="fr")
