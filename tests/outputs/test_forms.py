"""What each form is declared to lose is exactly what it loses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given

from strategies import articles
from tearsheet import model
from tearsheet.errors import InputError
from tearsheet.model import Article, Block, Comment, Edition, Image, Link, Moment, Source, Summary
from tearsheet.outputs import FORMATS, forms, render

NOON = datetime(2025, 10, 23, 12, tzinfo=UTC)
WHEN = Moment(
    raw="noon",
    start=NOON,
    end=NOON + timedelta(minutes=1),
    offset=timedelta(hours=-1),
    civil="2025-10-23T12:00",
    zone="Asia/Shanghai",
)
LINK = Link(text="word", url="http://news.example/word")
# Every field is filled, so that a change of any can show.
FULL = Article(
    adapter="generic",
    layout="wide",
    editions=(
        Edition(
            language="en",
            title="Title",
            summary=Summary(text="Short"),
            body=(
                Block(kind="heading", text="a word here", level=3, links=(LINK,)),
                Block(kind="heading", text="another", level=4),
            ),
            tags=("tag",),
            notices=("Notice",),
            site="Site",
            section="Section",
            breadcrumbs=("Crumb",),
        ),
    ),
    url="http://news.example/1",
    canonical_url="http://news.example/one",
    next_url="http://news.example/one/2",
    published=WHEN,
    updated=WHEN,
    authors=("Author",),
    source=Source(name="Source", url="http://source.example/"),
    publisher="Publisher",
    scores={"hot": 1.0},
    images=(Image(url="http://news.example/i", alt="alt", caption="caption", credit="credit", position=1),),
    related=(LINK,),
    comments=(
        Comment(
            body="body", author="me", posted=WHEN, quote="quote", position=1, floor=2, replies=(Comment(body="reply"),)
        ),
    ),
    ai_generated=True,
    extras={"a": 1},
    warnings=(model.PageWarning(code="odd", message="odd", field="url"),),
    captured_at=NOON,
)


def changed(value: Any, name: str) -> Any:
    """Return another value of the same type."""
    match value:
        case bool():
            return not value if name != "ai_generated" else None
        case str() if name in {"kind", "precision", "basis"}:
            return {"kind": "list_item", "precision": "year", "basis": "relative"}[name]
        case str():
            return "zh-Hant" if name == "language" else value + "x"
        case int():
            return value + 1
        case datetime():
            return value + timedelta(days=-400 if name == "start" else 400)
        case timedelta():
            return value * 2
        case tuple() if value and isinstance(value[0], str):
            return (*value, "more")
        case _:
            return {"more": 2.0}


def variants(value: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield, for every field below *value*, its path and *value* with that field changed."""
    for attribute in attrs.fields(type(value)):
        name, held = attribute.name, getattr(value, attribute.name)
        path = prefix + name
        if attrs.has(type(held)):
            inner = [(at, other) for at, other in variants(held, f"{path}.")]
        elif isinstance(held, tuple) and held and attrs.has(type(held[0])):
            inner = [(at, (other, *held[1:])) for at, other in variants(held[0], f"{path}.")]
        elif held in (None, ()):
            continue
        else:
            inner = [(path, changed(held, name))]
        for at, other in inner:
            yield at, attrs.evolve(value, **{name: other})


def is_lost(path: str, form: str) -> bool:
    return any(path == lost or path.startswith(f"{lost}.") for lost in forms.FORMS[form].loses)


VARIANTS = dict(variants(FULL))
# A date is written from its start where there is one, and from its civil form only where there is none.
KEPT_BUT_UNUSED_HERE = {"jsonld": {"published.civil", "updated.civil", "comments.posted.civil"}}
# The labels are in the language of the edition, but do not say which one that is.
LOST_BUT_SHOWS = {"markdown": {"editions.language"}}


@pytest.mark.parametrize("form", sorted(forms.FORMS))
def test_a_form_loses_what_it_is_declared_to_lose_and_nothing_else(form):
    assert len(VARIANTS) > 60
    lost = {path for path, other in VARIANTS.items() if render(other, form) == render(FULL, form)}
    declared = {path for path in VARIANTS if is_lost(path, form)}
    assert lost - declared == KEPT_BUT_UNUSED_HERE.get(form, set())
    assert declared - lost == LOST_BUT_SHOWS.get(form, set())


@pytest.mark.parametrize("form", sorted(forms.FORMS))
def test_a_projection_forgets_what_is_lost_and_keeps_the_rest(form):
    whole = forms.project(FULL, form)
    for path, other in VARIANTS.items():
        assert (forms.project(other, form) == whole) == is_lost(path, form), path


@pytest.mark.parametrize("form", sorted(forms.FORMS))
def test_every_declared_loss_is_a_field(form):
    for path in forms.FORMS[form].loses:
        assert any(known == path or known.startswith(f"{path}.") for known in VARIANTS), path


@given(articles())
def test_projecting_twice_is_projecting_once(one):
    for form in forms.FORMS:
        assert forms.project(forms.project(one, form), form) == forms.project(one, form)


@given(articles())
def test_every_format_writes_every_article(one):
    for form in FORMATS:
        assert render(one, form)


def test_every_format_is_declared():
    assert set(FORMATS) == set(forms.FORMS)
    assert all(form.name == name for name, form in forms.FORMS.items())


def test_json_loses_nothing():
    assert forms.project(FULL, "json") is FULL


def test_an_unknown_form_or_format_is_an_error_that_names_those_there_are():
    with pytest.raises(InputError, match=r"'docx'.*json.*markdown.*text"):
        render(FULL, "docx")
    with pytest.raises(InputError, match=r"'docx'.*json.*markdown.*text"):
        forms.project(FULL, "docx")


@pytest.mark.parametrize("form", sorted(forms.FORMS))
def test_one_edition_alone_is_written_when_asked_for(form):
    both = attrs.evolve(FULL, editions=(*FULL.editions, Edition(language="zh-Hans", title="标题")))
    assert "标题" in render(both, form)
    assert "标题" not in render(both, form, edition="en")
    only = render(both, form, edition="zh")
    assert "标题" in only
    assert "Short" not in only
