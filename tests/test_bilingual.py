from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tearsheet.text.bilingual import Split, split, split_tags

GAP = re.compile(r"\s*(?:[/|·•‧・／｜\-–—－]\s*)?")
WIDE = {ord(sign): ord(sign) + 0xFEE0 for sign in ",:;!?()%+/|&'\"#."}
NARROW = {wide: narrow for narrow, wide in WIDE.items()}

ENGLISH = "The council will vote on the harbour plan next week, after months of public hearings and delay."
CHINESE = "市议会将于下周就港口规划进行表决,此前已举行数月公开听证,进程一再推迟。"
LONG_ENGLISH = (
    "The council will vote on the harbour plan next week, after months of hearings that divided shop owners, dock "
    "workers and the families who live behind the old customs house. Its supporters say that the quay has been losing "
    "money for eleven years and that a smaller, cleaner port would bring visitors back; its critics answer that every "
    "figure in the report was supplied by the builder. Neither side has said what happens to the four hundred people "
    "whose work depends on the cranes, and the mayor, who once promised a referendum, no longer takes questions on it."
)


def lines():
    kind = ""
    for line in (Path(__file__).parent / "bilingual_lines.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            kind = line[2:]
        elif line:
            first, mark, rest = line.partition("¦")
            second = rest[GAP.match(rest).end() :]
            yield pytest.param(first + rest, (first, second) if mark else None, id=f"{kind}: {first[:40]}")


LINES = list(lines())
# Names of their own before a verb, and names said before at the end of English, can be read either way.
HARD = 4


def halves(found: Split | None):
    return found and (found.first, found.second)


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_line_is_cut_where_its_languages_meet_or_owns_up(text, expected):
    found = split(text)
    assert halves(found) == expected or (found is not None and found.ambiguous)


def test_few_lines_are_missed_and_few_are_called_ambiguous():
    found = [(split(line.values[0]), line.values[1]) for line in LINES]
    right = [one for one, expected in found if halves(one) == expected]
    assert len(right) >= len(LINES) - HARD
    assert sum(one is not None and one.ambiguous for one in right) <= len(LINES) // 12


def test_lines_beside_the_repository_are_cut_right_or_owned_up():
    path = Path(__file__).parents[2] / "shared" / "cases" / "bilingual.jsonl"
    if not path.exists():
        pytest.skip(f"{path} is not there")
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = [(split(case["text"]), (case["en"], case["zh"])) for case in cases]
    missed = [one for one, expected in found if halves(one) != expected]
    assert len(missed) <= 5
    assert all(one is not None and one.ambiguous for one in missed)


@pytest.mark.parametrize("text", [line.values[0] for line in LINES])
def test_width_of_punctuation_does_not_move_the_cut(text):
    places = {
        found and (found.cut, found.resume)
        for found in (split(text), split(text.translate(WIDE)), split(text.translate(NARROW)))
    }
    assert len(places) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "12:30",
        ENGLISH,
        CHINESE,
        "中文",
        "Nadia Orr (娜迪亚) signs on",
        "他在信中写道:“We will be back in spring”,随后再无音讯。",
        "港口(harbour)的词源",
        "作者:Nadia Orr",
    ],
)
def test_line_in_one_language_is_not_cut(text):
    assert split(text) is None


def test_offsets_and_separator_are_told():
    found = split("  Harbour  /  港口  ")
    assert found == Split(first="Harbour", second="港口", cut=9, resume=14, evidence="weighed")


# -- evidence ---------------------------------------------------------------------------------------------------------


def test_summary_cut_at_the_limit_is_told_by_its_length():
    limit = LONG_ENGLISH.index("referendum") + 4
    first = LONG_ENGLISH[:limit]
    found = split(f"{first} Nadia Orr在信中说,{CHINESE}", limit=limit)
    assert (found.first, found.evidence, found.ambiguous) == (first, "cut", False)
    assert found.second.startswith("Nadia Orr在信中说")


def test_limit_inside_the_chinese_half_is_no_evidence():
    text = f"{ENGLISH} 新港 2 号 泊位 {CHINESE}"
    limit = text.index(" 泊位")
    assert split(text, limit=limit).first == ENGLISH


def test_known_chinese_paragraph_tells_where_the_second_half_begins():
    chinese = f"Harbour Watch 与 Orr 的分歧由来已久。{CHINESE}"
    found = split(f"The council meets Harbour Watch and Orr {chinese}", known=[ENGLISH, chinese])
    assert (found.second, found.evidence) == (chinese, "known")


def test_known_chinese_paragraph_may_go_on_after_a_cut_half():
    chinese = f"Harbour Watch 与 Orr 的分歧由来已久。{CHINESE}"
    found = split(f"The council meets Orr {chinese[:40]}", known=[chinese])
    assert (found.second, found.evidence) == (chinese[:40], "known")


@pytest.mark.parametrize("length", [90, 131, 200, 333, 450])
def test_known_english_paragraph_tells_where_a_cut_summary_ends(length):
    first = LONG_ENGLISH[:length].rstrip()
    found = split(f"{first} Orr Orr Orr 的港口规划{CHINESE}", known=[LONG_ENGLISH])
    assert (found.first, found.evidence) == (first, "known")


def test_known_english_paragraph_may_be_whole():
    found = split(f"{ENGLISH} Orr:{CHINESE}", known=["Some other paragraph.", ENGLISH])
    assert (found.first, found.evidence) == (ENGLISH, "known")


@pytest.mark.parametrize(
    "title",
    [
        "Harbour talks with Orr Orr",
        "Harbour talks with Orr Orr | Dock News",
        "Harbour talks with Orr Orr - Dock News",
        "Dock News | Harbour talks with Orr Orr",
        "谈判破裂_码头新闻",
        "谈判破裂",
    ],
)
def test_page_title_tells_a_half(title):
    text = "Harbour talks with Orr Orr 谈判破裂"
    assert split(text).ambiguous or halves(split(text)) != ("Harbour talks with Orr Orr", "谈判破裂")
    found = split(text, title=title)
    assert (*halves(found), found.evidence, found.ambiguous) == (
        "Harbour talks with Orr Orr",
        "谈判破裂",
        "title",
        False,
    )


@pytest.mark.parametrize("title", ["", "Dock News", "Harbour talks with Orr Orr 谈判破裂", "Harb", "裂"])
def test_page_title_that_holds_no_half_is_no_evidence(title):
    assert split("Harbour talks with Orr Orr 谈判破裂", title=title).evidence == "weighed"


def test_run_boundary_between_the_languages_settles_it():
    text = "Orr Orr Orr 发言"
    found = split(text, runs=[8])
    assert (*halves(found), found.evidence, found.ambiguous) == ("Orr Orr", "Orr 发言", "runs", False)


def test_run_boundaries_of_emphasis_do_not_mislead():
    text = "Council backs Orr plan Orr方案获批准"
    runs = [text.index("Orr plan"), text.index(" plan"), text.index(" Orr方案"), text.index("方案")]
    found = split(text, runs=runs)
    assert (*halves(found), found.evidence) == ("Council backs Orr plan", "Orr方案获批准", "runs")


@pytest.mark.parametrize("runs", [[0], [999], [-3], [3]])
def test_run_boundary_that_parts_no_languages_is_no_evidence(runs):
    assert split("港口规划 Harbour plan", runs=[*runs]).second == "Harbour plan"


# -- any text ---------------------------------------------------------------------------------------------------------

MIXED = st.text(
    alphabet=st.one_of(st.sampled_from("aZé9 港口规划的与,，:：。.()（）\"“”'/|-—《》\u3000\xa0#%İ"), st.characters())
)


@given(MIXED, st.lists(st.integers(-2, 40), max_size=4), st.lists(MIXED, max_size=3), MIXED, st.integers(0, 30))
@example("İİİİ 港口", [], [], "", 0)
@example("中İ Orr 港口Orr", [], [], "", 0)
def test_halves_are_ranges_of_the_line(text, runs, known, title, limit):
    found = split(text, runs=runs, known=known, title=title, limit=limit)
    if found is None:
        return
    assert text[: found.cut].strip() == found.first
    assert text[found.resume :].strip() == found.second
    assert GAP.fullmatch(text[found.cut : found.resume])
    assert found.first
    assert found.second


WORDS = re.findall(r"\w+", "harbour council report season village teacher market winter garden letter bridge river")
HAN = "港口市民春秋山水风云花木石雨雪江湖灯影书信"


@given(
    st.lists(st.sampled_from(WORDS), min_size=3, max_size=7, unique=True),
    st.text(alphabet=HAN, min_size=4, max_size=16),
    st.sampled_from([" ", "  ", "\u3000", "\xa0", " / ", " | ", "\t"]),
)
def test_plain_english_and_plain_chinese_part_at_the_join(words, chinese, gap):
    english = " ".join(words).capitalize()
    assert halves(split(english + gap + chinese)) == (english, chinese)
    assert halves(split(chinese + gap + english)) == (chinese, english)


@pytest.mark.parametrize(
    "text",
    [
        "a中" * 30_000,
        "中 " * 30_000 + "a",
        "a." * 30_000 + "中",
        "(" * 60_000 + "中a",
        "a中 " * 30_000,
        "aA" * 30_000 + "中",
    ],
    ids=["alternating", "spaced", "dotted", "brackets", "pairs", "capitals"],
)
def test_hostile_lines_are_answered(text):
    split(text, runs=range(0, len(text), 7), known=["a中" * 100], title="a | " * 1_000, limit=500)
    split_tags(text)


# -- tags -------------------------------------------------------------------------------------------------------------


def printed(text, runs=()):
    return [
        (text[slice(*pair.first)], None if pair.second is None else text[slice(*pair.second)])
        for pair in split_tags(text, runs=runs)
    ]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("", []),
        ("港口", [("港口", None)]),
        ("港口 港口", [("港口", "港口")]),
        ("港口 港口 公共交通 公共交通 3D 3D", [("港口", "港口"), ("公共交通", "公共交通"), ("3D", "3D")]),
        ("Ports 港口 Public Transport 公共交通", [("Ports", "港口"), ("Public Transport", "公共交通")]),
        ("港口 Ports 公共交通 Transit", [("港口", "Ports"), ("公共交通", "Transit")]),
        ("Night Trains Night Trains 夜车 夜车", [("Night Trains", "Night Trains"), ("夜车", "夜车")]),
        ("AI Ports AI 港口 Cranes 吊车", [("AI Ports", "AI 港口"), ("Cranes", "吊车")]),
        ("港口 夜车 港口 夜车", [("港口", "港口"), ("夜车", "夜车")]),
        ("#Ports #Ports", [("#Ports", "#Ports")]),
        ("#Ports #港口", [("#Ports", "#港口")]),
        ("AI港口 AI港口", [("AI港口", "AI港口")]),
        ("Ports ports", [("Ports", "ports")]),
        ("港口港口公共交通公共交通", [("港口", "港口"), ("公共交通", "公共交通")]),
        ("3D3D港口港口", [("3D", "3D"), ("港口", "港口")]),
        ("港口港口夜车", [("港口港口夜车", None)]),
        ("港口、港口、夜车、夜车", [("港口", "港口"), ("夜车", "夜车")]),
        ("Ports, Ports, Night Trains, Night Trains", [("Ports", "Ports"), ("Night Trains", "Night Trains")]),
        ("港口 夜车 吊车", [("港口", None), ("夜车", None), ("吊车", None)]),
        ("港口 港口 夜车", [("港口", "港口"), ("夜车", None)]),
    ],
)
def test_tags_printed_twice_are_paired(text, tags):
    assert printed(text) == tags


@pytest.mark.parametrize(
    ("slots", "tags"),
    [
        (["港口", "港口", "夜车", "夜车"], [("港口", "港口"), ("夜车", "夜车")]),
        (["Night Trains", "夜车", "Ports", "港口"], [("Night Trains", "夜车"), ("Ports", "港口")]),
        (["Ports", "夜车", "Ports", "夜车"], [("Ports", "Ports"), ("夜车", "夜车")]),
        (["港口", "夜车", "吊车"], [("港口", None), ("夜车", None), ("吊车", None)]),
        (["港口", "港口", "夜车"], [("港口", "港口"), ("夜车", None)]),
    ],
)
@pytest.mark.parametrize("joint", ["", " ", "\u3000"])
def test_each_run_is_one_printing(slots, tags, joint):
    text, runs = "", []
    for slot in slots:
        text += slot + joint
        runs.append(len(text))
    assert printed(text, runs) == tags


@given(st.lists(st.text(alphabet=HAN, min_size=2, max_size=5), min_size=1, max_size=6, unique=True))
def test_doubled_tags_are_all_found(tags):
    assume(not any(tag[: len(tag) // 2] * 2 == tag for tag in tags))
    assert printed(" ".join(f"{tag} {tag}" for tag in tags)) == [(tag, tag) for tag in tags]


@given(MIXED, st.lists(st.integers(-2, 40), max_size=4))
def test_tags_are_ranges_in_order_that_leave_no_word_out(text, runs):
    pairs = split_tags(text, runs=runs)
    spans = [span for pair in pairs for span in (pair.first, pair.second) if span is not None]
    assert all(text[start:end] and text[start:end] == text[start:end].strip() for start, end in spans)
    claimed = sorted(spans)
    assert all(one[1] <= two[0] for one, two in pairwise(claimed))
    left = list(text)
    for start, end in spans:
        left[start:end] = " " * (end - start)
    assert not "".join(left).translate(dict.fromkeys(map(ord, ",，、;；|｜/／·•-–—‧・－"))).strip()
