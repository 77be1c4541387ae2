"""What a type checker knows of declared fields and of what they read; ``mypy`` checks this file, ``pytest`` runs it.

``# type: ignore[…]`` marks what must be an error: mypy is told to complain of one that is not needed.
"""

from __future__ import annotations

from typing import Any, assert_type

import pytest

from tearsheet import Article, Comment, Image, InputError, Link, Moment, Registry
from tearsheet.bulk import Failure, PageFailed, PageRead, parse_many
from tearsheet.fields import (
    Body,
    DeclaredAdapter,
    Field,
    PageLayout,
    blocks,
    css,
    jsonld,
    label,
    links,
    meta,
    pictures,
    posts,
    regex,
    seen,
    xpath,
)


class Typed(DeclaredAdapter):
    name = "typed"
    title = css("h1") | meta("og:title")
    published = label("Posted") | css("time", attr="datetime")
    body = blocks("article")
    related = links(".more")
    images = pictures("figure")
    comments = posts(".comment", body=css("p"))
    extras = {"views": css(".views").map(int)}


def test_fields_know_the_type_of_their_values() -> None:
    assert_type(css("h1"), Field[str])
    assert_type(css("h1", attr="id") | meta("x") | jsonld("y") | label("z") | regex("w") | xpath("//v"), Field[str])
    assert_type(links("a"), Field[Link])
    assert_type(pictures("img"), Field[Image])
    assert_type(posts("p", body=css("p"))[1:], Field[Comment])
    assert_type(seen("x"), Field[bool])
    assert_type(blocks("article") | blocks("main"), Body)


def test_operators_keep_types() -> None:
    assert_type(css("b").map(int), Field[int])
    assert_type(css("b").map(int) | css("i"), Field[int | str])
    assert_type(css("b") + css("i").map(float), Field[str | float])
    assert_type(css("b").match("x").split(",")[0].required(), Field[str])


def test_what_is_read_has_the_types_of_the_model() -> None:
    registry = Registry()
    assert_type(registry.register(Typed), type[Typed])
    article = registry.parse("<h1>T</h1><time datetime='2026-03-04'></time><article>x</article>", adapter="typed")
    assert_type(article, Article)
    assert_type(article.title, str)
    assert_type(article.published, Moment | None)
    assert_type(article.related, tuple[Link, ...])


def test_a_field_of_another_kind_is_an_error_for_the_checker() -> None:
    class Links(PageLayout):
        title = links("a")  # type: ignore[assignment]

    with pytest.raises(InputError, match="use blocks"):

        class Text(PageLayout):
            body = css("p")  # type: ignore[assignment]

    class Numbers(PageLayout):
        tags = css("b").map(int)  # type: ignore[arg-type]

    assert repr(Links.title) == "links('a')"
    assert repr(Numbers.tags) == "css('b').map(int)"


def test_narrowing_is_for_text_only() -> None:
    with pytest.raises(AttributeError):
        next(links("a").match("x").find(None))  # type: ignore[misc, arg-type]


def test_what_became_of_a_page_is_told_by_what_it_has() -> None:
    for result in parse_many(["<h1>T</h1>"], workers=0):
        if result.ok:
            assert_type(result, PageRead)
            assert_type(result.article, Article)
        else:
            assert_type(result.failure, Failure)
        if result.failure is not None:
            assert_type(result, PageFailed)
            continue
        assert_type(result.unwrap(), Article)


def test_an_article_is_a_dict_and_back_again() -> None:
    registry = Registry()
    registry.register(Typed)
    article = registry.parse("<h1>T</h1><article>x</article>", adapter="typed")
    assert_type(article.to_dict(), dict[str, Any])
    assert_type(Article.from_dict(article.to_dict()), Article)
