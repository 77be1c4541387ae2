"""How a difference is told: short, in the words of the page, and with where they stand."""

from __future__ import annotations

import re

from hypothesis import assume, given
from hypothesis import strategies as st

from tearsheet import Ledger, Page
from tearsheet.authoring.golden.difference import Place, difference, shown
from tearsheet.authoring.golden.fields import same

TEXT = "渡船停航三天\n\n本报讯 记者李默。\nThe ferry stays at its pier until Monday morning, the harbour office said.\n"


def place(text: str = TEXT) -> Place:
    page = Page(text)
    ledger = Ledger(page.lines)
    if page.lines:
        ledger.claim(page.lines[0], "title@zh")
        ledger.drop(page.lines[-1], "advert")
    return Place(page, ledger)


def told(path: str, expected: object, got: object) -> list[str]:
    return difference(path, expected, got, place()).splitlines()


def test_short_texts_stand_one_below_the_other_with_their_lines():
    assert told("editions[0].title", "渡船停航", "记者李默") == [
        '  expected  "渡船停航"',
        '            ^ line 1: "渡船停航三天"  (title@zh)',
        '  got       "记者李默"',
        '            ^ line 3: "本报讯 记者李默。"  (unexplained)',
    ]


def test_a_text_that_stands_nowhere_is_shown_with_the_line_most_like_it():
    assert told("title", "渡船停航兩天", None) == [
        '  expected  "渡船停航兩天"',
        '            ^ not on the page; most like it is line 1: "渡船停航三天"',
        "  got       nothing",
    ]


def test_the_place_of_two_texts_on_one_line_is_said_once():
    lines = told("title", "渡船", "停航")
    assert [line for line in lines if "line 1" in line] == [lines[-1]]


def test_a_text_over_several_lines_is_found():
    assert "^ lines 1 to 3" in "\n".join(told("title", None, "停航三天 本报讯"))


def test_a_small_change_in_a_long_text_is_marked_where_it_is():
    old = "The ferry stays at its pier until Sunday morning, the harbour office said."
    new = "The ferry stays at its pier until Monday morning, the harbour office said."
    first, *rest = told("editions[0].body[2].text", old, new)
    assert first == (
        '  changed   "…stays at its pier until [-Sunday-]{+Monday+} morning, the harbour of…"   [-expected-] {+got+}'
    )
    assert rest[1] == "  got       ^ line 4  (dropped: advert)"


def test_one_block_more_is_one_difference_wherever_it_stands():
    old = [{"kind": "paragraph", "text": text} for text in "abcd"]
    new = [{"kind": "paragraph", "text": text, "links": []} for text in "axbcd"]
    assert told("body", old, new)[:2] == ["body[1] is new", '  got       {"kind": "paragraph", "text": "x"}']
    assert told("body", new, old)[:2] == ["body[1] is gone", '  expected  {"kind": "paragraph", "text": "x"}']


def test_of_an_object_only_what_differs_is_shown_with_where_it_was_printed():
    old = {"raw": "停航三天", "start": "2026-01-01T00:00:00+08:00", "precision": "day"}
    lines = told("published", old, {**old, "start": "2026-01-02T00:00:00+08:00"})
    assert lines == [
        "published.start",
        '  expected  "2026-01-01T00:00:00+08:00"',
        '  got       "2026-01-02T00:00:00+08:00"',
        '            line 1: "渡船停航三天"  (title@zh)',
    ]


def test_what_no_page_prints_is_not_looked_for():
    for path in ("layout", "url", "captured_at", "editions[0].language"):
        assert not any("page" in line or "line" in line for line in told(path, "a", "b"))


def test_truth_is_told_apart_from_one():
    assert told("ai_generated", True, 1) == ["  expected  true", "  got       1"]


def test_a_field_that_is_all_wrong_is_told_as_far_as_it_helps():
    lines = told("tags", [f"a{n}" for n in range(40)], [f"b{n}" for n in range(40)])
    assert lines[-1] == "… and 32 more differences"
    assert len(lines) < 40


def test_what_a_terminal_would_obey_is_escaped():
    assert "\x1b" not in difference("title", "a\x1b[2Jb", "\x1b]0;x\x07" * 30, place())


def test_texts_too_long_to_compare_by_letters_are_cut():
    old, new = "x" + "ab" * 200_000 + "y", "x" + "ba" * 200_000 + "y"
    assert len(difference("editions[0].body[0].text", old, new, place())) < 2_000
    assert len(difference("tags", ["a", "b"] * 20_000, ["b", "a"] * 20_000 + ["c"], place())) < 5_000
    assert len(difference("title", old, None, place("\n".join(f"{n} {TEXT[:6]}" for n in range(20_000))))) < 2_000


LONG = st.text("ab渡 ", min_size=60, max_size=300)


@given(LONG, LONG)
def test_marks_hold_both_texts(old, new):
    assume(old != new)
    first, *_ = told("title", old, new)
    changed = re.fullmatch(r'  changed   "…?(.*?)…?"   \[-expected-\] \{\+got\+\}', first)[1]
    assert re.sub(r"\[-.*?-\]|\{\+|\+\}", "", changed) in new
    assert re.sub(r"\{\+.*?\+\}|\[-|-\]", "", changed) in old


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=80),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["text", "raw", "kind", "links"]), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(JSON, JSON)
def test_whatever_differs_is_told(old, new):
    assert bool(difference("field", old, new, place())) is not same("field", old, new)
    assert shown(old)
