"""Fingerprints: equal for equal words, whatever the page, the form or the process."""

from __future__ import annotations

import unicodedata

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import tearsheet
from tearsheet import Article, Block, Edition, Summary
from tearsheet.model.fingerprint import fingerprint, letters
from tearsheet.outputs import json, text

WORDS = st.text(st.characters(codec="utf-8"), max_size=40)


def article(*editions: tuple[str, str, str], **other) -> Article:
    return Article(
        adapter="made",
        editions=tuple(
            Edition(language=language, title=title, body=(Block(text=body),)) for language, title, body in editions
        ),
        **other,
    )


def test_form_does_not_change_it(case):
    for found in case.articles():
        assert json.loads(json.dumps(found)).fingerprint == found.fingerprint
        try:
            export = text.dumps(found)
        except tearsheet.FormatError:
            continue
        again = tearsheet.parse(export.encode(), content_type="text/plain", adapter="text-export")
        assert {edition.fingerprint for edition in again.editions} == {
            edition.fingerprint for edition in found.editions
        }
        assert again.fingerprint == found.fingerprint


def test_fixtures_that_tell_different_stories_differ(cases):
    prints: dict[str, set[str]] = {}
    for each in cases:
        for found in each.articles():
            for edition in found.editions:
                prints.setdefault(edition.fingerprint, set()).add(letters(edition.title + edition.text))
    assert all(len(words) == 1 for words in prints.values())
    assert len(prints) > 20


@given(WORDS)
def test_width_case_space_and_punctuation_do_not_count(words):
    wide = "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in words)
    spaced = "\u3000，".join(words.split(" "))
    assert letters(wide) == letters(words)
    assert letters(spaced) == letters(words)
    assert letters(unicodedata.normalize("NFD", words)) == letters(unicodedata.normalize("NFC", words))
    if words.isascii():
        assert letters(words.upper()) == letters(words.lower())


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", ""),
        ("。、“”《》 -_\u00a0\u200b", ""),
        ("AI 芯片：第１代！", "ai芯片第1代"),
        ("Cafe\u0301", "café"),
        ("⑴ ½", "112"),
        ("ﾊﾞﾝｸｰﾊﾞｰ", "バンクーバー"),
        ("Straße", "strasse"),
        ("\ud800a", "a"),
    ],
)
def test_letters(text, kept):
    assert letters(text) == kept


@given(st.lists(WORDS, max_size=4))
def test_where_blocks_end_does_not_count(texts):
    assert fingerprint(texts) == fingerprint([*texts[:1], " ".join(texts[1:])])


def test_a_changed_letter_counts():
    one = article(("en", "Title", "The tide came in at nine."))
    assert article(("en", "Title", "The tide came in at noon.")).fingerprint != one.fingerprint
    assert article(("en", "Titles", "The tide came in at nine.")).fingerprint != one.fingerprint
    assert article(("en-GB", "TITLE", "The tide came in, at nine"), url="https://a.example/").fingerprint == (
        one.fingerprint
    )


def test_editions_in_any_order():
    english, chinese = ("en", "Title", "The tide came in."), ("zh-Hans", "标题", "潮水来了。")
    both = article(english, chinese)
    assert article(chinese, english).fingerprint == both.fingerprint
    assert {edition.fingerprint for edition in both.editions} == {
        article(english).fingerprint,
        article(chinese).fingerprint,
    }
    assert both.fingerprint not in {edition.fingerprint for edition in both.editions}


def test_without_a_body_the_summary_stands_in():
    bare = Edition(language="en", title="Title")
    short = evolve(bare, summary=Summary(text="The tide came in."))
    assert bare.fingerprint != short.fingerprint
    assert short.fingerprint == evolve(bare, body=(Block(text="The tide came in."),)).fingerprint


def test_it_is_the_same_in_every_process_and_release():
    assert article(("en", "Title", "The tide came in.")).fingerprint == "d3e989298613506713cbfd667f4d9cfb"
