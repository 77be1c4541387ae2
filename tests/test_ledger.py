"""The account of a page: every visible character once, with a role, a rule, or neither."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet import Ledger, Page
from tearsheet.reading.ledger import Entry

TEXT = "AI News 2h ago\n\n75\nHot 热度\n  • A point"


@pytest.fixture
def ledger() -> Ledger:
    return Ledger(Page(TEXT).lines)


def said(ledger: Ledger) -> list[tuple[str, str | None, str | None]]:
    return [(entry.text, entry.role, entry.rule) for entry in ledger.entries]


def test_an_untouched_page_is_unexplained(ledger):
    assert said(ledger) == [
        ("AI News 2h ago", None, None),
        ("75", None, None),
        ("Hot 热度", None, None),
        ("•", None, "bullet"),
        ("A point", None, None),
    ]
    assert [entry.text for entry in ledger.unexplained] == ["AI News 2h ago", "75", "Hot 热度", "A point"]


def test_a_claim_returns_its_words_and_the_rest_of_the_line_stays_unexplained(ledger):
    line = ledger.lines[0]
    assert ledger.claim(line, "site", 0, 8) == "AI News"
    assert said(ledger)[:2] == [("AI News", "site", None), ("2h ago", None, None)]
    assert ledger.entries[1].start == 8


def test_a_claim_of_a_whole_line_returns_its_text(ledger):
    assert ledger.claim(ledger.lines[2], "body") == "Hot 热度"
    assert ledger.claim(ledger.lines[0], "body", 8) == "2h ago"


def test_entries_name_the_line_of_the_file(ledger):
    assert [entry.line for entry in ledger.entries] == [1, 3, 4, 5, 5]


def test_entries_stand_in_reading_order_whatever_the_order_of_claims(ledger):
    line = ledger.lines[0]
    ledger.drop(line, "label", 11, 14)
    ledger.claim(line, "published", 8, 10)
    ledger.claim(line, "site", 0, 7)
    assert said(ledger)[:3] == [("AI News", "site", None), ("2h", "published", None), ("ago", None, "label")]


def test_the_earlier_of_two_claims_keeps_the_characters(ledger):
    line = ledger.lines[0]
    ledger.claim(line, "published", 8, 14)
    ledger.drop(line, "label")
    ledger.claim(line, "late")
    assert said(ledger)[:2] == [("AI News", None, "label"), ("2h ago", "published", None)]


def test_a_claim_amid_a_later_one_parts_it(ledger):
    line = ledger.lines[0]
    ledger.claim(line, "middle", 3, 7)
    ledger.claim(line, "around")
    assert said(ledger)[:3] == [("AI", "around", None), ("News", "middle", None), ("2h ago", "around", None)]


def test_what_only_separates_two_parts_of_a_line_needs_no_claim():
    page = Page("北京 | 上海 > 天津：Title")
    ledger = Ledger(page.lines)
    line = page.lines[0]
    for words in ("北京", "上海", "天津", "Title"):
        start = line.text.index(words)
        ledger.claim(line, "crumb", start, start + len(words))
    assert ledger.unexplained == ()
    assert {entry.rule for entry in ledger.entries if entry.role is None} == {"separator"}


def test_a_separator_alone_on_a_line_that_nobody_touched_is_unexplained():
    ledger = Ledger(Page("| one |").lines)
    assert [entry.text for entry in ledger.unexplained] == ["| one |"]


def test_words_between_two_claims_are_no_separator(ledger):
    line = ledger.lines[0]
    ledger.claim(line, "first", 0, 2)
    ledger.claim(line, "last", 11, 14)
    assert ledger.unexplained[0].text == "News 2h"


def test_touched_and_in_field_tell_a_dropped_line_from_a_claimed_one(ledger):
    first, second, third = ledger.lines[:3]
    ledger.drop(first, "navigation")
    ledger.claim(second, "scores.hot")
    assert [ledger.touched(line) for line in (first, second, third)] == [True, True, False]
    assert [ledger.in_field(line) for line in (first, second, third)] == [False, True, False]


def test_entries_asked_for_early_are_made_anew_after_another_claim(ledger):
    before = ledger.entries
    ledger.claim(ledger.lines[1], "scores.hot")
    assert ledger.entries != before
    ledger.drop(ledger.lines[2], "label")
    assert ("Hot 热度", None, "label") in said(ledger)


def test_coverage_is_the_explained_share_of_visible_characters():
    page = Page("abc de\n中 文")
    ledger = Ledger(page.lines)
    assert ledger.coverage == 0
    ledger.claim(page.lines[0], "title")
    assert ledger.coverage == 5 / 7
    ledger.drop(page.lines[1], "footer", 0, 1)
    assert ledger.coverage == 6 / 7
    ledger.drop(page.lines[1], "footer")
    assert ledger.coverage == 1


@pytest.mark.parametrize("nothing", ["", " \n\n\t", "<html><body><p>&nbsp;</p></body></html>"])
def test_an_empty_page_is_accounted_for(nothing):
    ledger = Ledger(Page(nothing).lines)
    assert ledger.coverage == 1
    assert ledger.entries == ()


def test_an_entry_is_explained_by_a_role_or_a_rule():
    about = {"line": 1, "start": 0, "text": "x"}
    assert Entry(**about, role="title").explained
    assert Entry(**about, rule="advert").explained
    assert not Entry(**about).explained


def test_a_ledger_says_in_short_how_it_stands(ledger):
    ledger.claim(ledger.lines[0], "site")
    assert repr(ledger) == "<Ledger of 4 lines, 3 parts unexplained>"


CLAIMS = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(["claim", "drop"]), st.integers(0, 14), st.integers(0, 14)), max_size=8
)


@given(CLAIMS)
def test_no_character_is_counted_twice_or_lost_whatever_is_claimed(claims):
    ledger = Ledger(Page(TEXT).lines)
    first: dict[tuple[int, int], str] = {}
    for number, (index, way, *ends) in enumerate(claims):
        line = ledger.lines[index]
        start, end = sorted(ends)
        getattr(ledger, way)(line, f"{way}{number}", start, min(end, len(line.text)))
        for at in range(start, min(end, len(line.text))):
            first.setdefault((index, at), f"{way}{number}")
    indexes = {line.number: line.index for line in ledger.lines}
    found: dict[tuple[int, int], str | None] = {}
    for entry in ledger.entries:
        if entry.start < 0:
            continue
        line = ledger.lines[indexes[entry.line]]
        at = line.text.index(entry.text, entry.start)
        for offset in range(at, at + len(entry.text)):
            assert (line.index, offset) not in found
            found[line.index, offset] = entry.role or entry.rule
    for line in ledger.lines:
        for at, sign in enumerate(line.text):
            if not sign.isspace():
                assert found[line.index, at] == first.get((line.index, at))


def test_claims_that_overlap_keep_what_came_first_whatever_their_order():
    chance = random.Random(5)
    for _ in range(200):
        ledger = Ledger(Page("abcdefghijklmnopqrst").lines)
        line = ledger.lines[0]
        owner: list[str | None] = [None] * 20
        for number in range(chance.randrange(1, 9)):
            start, end = sorted((chance.randrange(21), chance.randrange(21)))
            ledger.claim(line, f"f{number}", start, end)
            for at in range(start, end):
                owner[at] = owner[at] or f"f{number}"
        told = [None] * 20
        for entry in ledger.entries:
            told[entry.start : entry.start + len(entry.text)] = [entry.role] * len(entry.text)
        assert told == owner
        assert sum(b - a for a, b in ledger.left(line)) == owner.count(None)
