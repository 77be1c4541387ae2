"""What an Article is at the prompt: one line, and shortcuts to its leading edition."""

from __future__ import annotations

import re

import pytest

from tearsheet import Article, Block, Edition, FormatError, TearsheetError
from tearsheet.bulk.records import Failure, PageFailed, PageRead
from tearsheet.text.dates import parse_moment


def made(title: str = "Low tide", **other) -> Article:
    edition = Edition(language="en", title=title, site="Harbour Post", section="Coast", notices=("Made up.",))
    return Article(adapter="generic", editions=(edition,), **other)


def test_the_repr_is_one_line_with_what_tells_articles_apart():
    assert repr(made()) == "<Article 'Low tide' generic en 0 blocks>"
    dated = made(published=parse_moment("2019-09-07 10:00"))
    assert repr(dated) == "<Article 'Low tide' generic en 2019-09-07 0 blocks>"
    assert len(repr(made("tide " * 100))) < 120
    assert "\n" not in repr(made("a\nb"))


def test_shortcuts_are_those_of_the_leading_edition():
    article = made()
    assert (article.site, article.section, article.notices) == ("Harbour Post", "Coast", ("Made up.",))


def test_a_result_gives_its_article_or_says_why_there_is_none():
    article = made()
    assert PageRead(id=1, articles=(article,)).unwrap() is article
    failed = PageFailed(
        id=7, failure=Failure(id=7, code="no-adapter", error="NoAdapterError", message="nobody knows it")
    )
    with pytest.raises(TearsheetError, match=r"page 7: no-adapter: nobody knows it"):
        failed.unwrap()
    with pytest.raises(TearsheetError, match="no article"):
        PageRead(id=7, articles=()).unwrap()


def test_a_dict_of_another_shape_is_refused_with_the_place():
    with pytest.raises(FormatError, match=r"\$\.editions\[0\]\.title"):
        Article.from_dict({"adapter": "x", "editions": [{"language": "en", "title": 5}]})


NASTY = "</h3><script>alert(1)</script><img src=x onerror=alert(1)>\u202e\ud800\x00\x1b[31m&"


def test_a_notebook_shows_a_card_in_which_nothing_of_the_page_is_live():
    edition = Edition(language="en", title=NASTY, body=(Block(text=NASTY), *[Block(text="more")] * 20))
    article = Article(adapter="x", editions=(edition,), authors=(NASTY,), url="javascript:alert(1)", publisher=NASTY)
    shown = article._repr_html_()
    assert set(re.findall(r"<(\w+)", shown)) == {"div", "h3", "p", "small", "details", "summary"}
    assert " src=" not in shown.replace("img src=x", "")
    assert "href" not in shown
    assert not {"\u202e", "\ud800", "\x00", "\x1b"} & set(shown)
    assert "&lt;script&gt;" in shown
    assert len(shown) < 20_000
