"""What an Article is at the prompt: one line, and shortcuts to its leading edition."""

from __future__ import annotations

import pytest

from tearsheet import Article, Edition, TearsheetError
from tearsheet.bulk.records import Failure, Result
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
    assert Result(id=1, articles=(article,)).unwrap() is article
    failed = Result(id=7, failure=Failure(id=7, code="no-adapter", error="NoAdapterError", message="nobody knows it"))
    with pytest.raises(TearsheetError, match=r"page 7: no-adapter: nobody knows it"):
        failed.unwrap()
    with pytest.raises(TearsheetError, match="no article"):
        Result(id=7).unwrap()
