"""The same story twice: copies are found, other stories are not, and memory has an end."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import tearsheet
from tearsheet import Article, Block, Edition, Summary
from tearsheet.bulk.dedupe import Deduper, dedupe
from tearsheet.errors import InputError, MissingExtraError
from tearsheet.outputs import text

pytest.importorskip("rensa")
opencc = pytest.importorskip("opencc")

HANS = "渡船老了，船底漏了三年，谁也不敢动它。朱师傅说铁钉会锈，竹钉不会，于是削了四百根，一根不多，一根不少，把它补得滴水不漏。"


def article(*editions: tuple[str, str, str]) -> Article:
    return Article(
        adapter="made",
        editions=tuple(
            Edition(language=language, title=title, body=tuple(Block(text=part) for part in body.split("\n")))
            for language, title, body in editions
        ),
    )


def story(number: int, words: int = 120) -> str:
    chance = random.Random(number)
    return " ".join(f"word{chance.randrange(5_000)}" for _ in range(words))


def groups(*articles: Article, **other) -> list[int]:
    return [group for _, group in dedupe(articles, **other)]


ENGLISH = ("en", "The ferry", story(1))
CHINESE = ("zh-Hans", "渡船", HANS)


def test_every_form_of_a_fixture_is_one_story(cases):
    for case in cases:
        for found in case.articles():
            try:
                export = text.dumps(found).encode()
            except tearsheet.FormatError:
                continue
            again = tearsheet.parse(export, content_type="text/plain", adapter="text-export")
            if any(edition.body or edition.summary for edition in found.editions):
                assert groups(found, again) == [0, 0]


def test_the_stories_of_the_fixtures_are_kept_apart(cases):
    known = Deduper()
    by_group: dict[object, set[str]] = {}
    for case in cases:
        for found in case.articles():
            titles = by_group.setdefault(known.add(found), set())
            titles |= {edition.title for edition in found.editions}
    assert len(by_group) > 20
    # Two layouts of one story print the same title in one language at least.
    assert max(map(len, by_group.values())) <= 3


def test_a_copy_with_another_title_and_lead_is_found():
    body = "\n".join(story(number, 60) for number in range(8))
    lead = story(99, 60) + body[body.index("\n") :]
    assert groups(article(("en", "A", body)), article(("en", "B", lead)), article(("en", "A", story(7)))) == [0, 0, 2]


def test_how_alike_is_alike_enough():
    body = story(1, 400)
    half = body[: len(body) // 2] + story(2, 200)
    pair = article(("en", "A", body)), article(("en", "B", half))
    assert groups(*pair, threshold=0.2) == [0, 0]
    assert groups(*pair, threshold=0.5) == [0, 1]


def test_traditional_and_simplified_are_one_story_after_folding():
    hant = opencc.OpenCC("s2t").convert(HANS)
    pair = article(CHINESE), article(("zh-Hant", "渡船", hant))
    assert groups(*pair) == [0, 0]
    assert groups(*pair, fold_scripts=False) == [0, 1]


def test_a_card_joins_the_copies_of_its_editions():
    card = article(ENGLISH, CHINESE)
    assert groups(card, article(CHINESE), article(ENGLISH)) == [0, 0, 0]
    # What came apart before is one story from the card on.
    assert groups(article(ENGLISH), article(CHINESE), card, article(CHINESE), article(ENGLISH)) == [0, 1, 0, 0, 0]


def test_short_texts_are_copies_only_word_for_word():
    short, other = "The seven fifteen sails at twenty past.", "The seven fifteen sails at twenty past today."
    assert groups(article(("en", "A", short)), article(("en", "A", short.upper())), article(("en", "A", other))) == [
        0,
        0,
        2,
    ]


def test_without_a_body_the_summary_is_compared_and_a_bare_title_is_not():
    bare = Article(adapter="made", editions=(Edition(language="en", title="Untitled"),))
    assert groups(bare, bare) == [0, 1]
    brief = evolve(bare, editions=(evolve(bare.editions[0], summary=Summary(text=story(3))),))
    assert groups(brief, article(("en", "Other", story(3)))) == [0, 0]


def test_ids_are_the_callers():
    known = Deduper()
    assert known.add(article(ENGLISH), "first.html") == "first.html"
    assert known.add(article(CHINESE)) == 1
    assert known.add(article(ENGLISH), "second.html") == "first.html"


def test_the_latest_are_remembered_and_the_oldest_forgotten():
    known = Deduper(remember=10)
    for number in range(25):
        assert known.add(article(("en", "A", story(number)))) == number
    for number in range(16, 25):
        assert known.add(article(("en", "B", story(number)))) == number
    assert known.add(article(("en", "A", story(0))), "again") == "again"
    assert len(known._young) + len(known._old) <= 20


def test_a_story_that_keeps_coming_is_not_forgotten():
    known = Deduper(remember=10)
    for number in range(60):
        if number % 8 == 0:
            assert known.add(article(ENGLISH), "ferry") == "ferry"
        known.add(article(("en", "A", story(100 + number))))
    assert known.add(article(ENGLISH), "late") == "ferry"


@given(st.lists(st.integers(0, 6), max_size=12), st.integers(1, 5))
def test_a_group_is_named_after_its_first_article(numbers, remember):
    articles = [article(("en", "A", story(number, 30))) for number in numbers]
    found = groups(*articles, remember=1_000)
    assert found == [numbers.index(number) for number in numbers]
    for place, group in enumerate(groups(*articles, remember=remember)):
        assert group <= place
        assert numbers[group] == numbers[place]


def test_groups_are_the_same_in_every_process():
    code = (
        "from tearsheet.bulk.dedupe import Deduper; import random;"
        "runs = [str(random.Random(n).random()) for n in range(99)];"
        "sketch = Deduper()._rensa.RMinHash(num_perm=8, seed=1); sketch.update(runs); print(sketch.digest())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


@pytest.mark.parametrize(
    "arguments", [{"threshold": 0}, {"threshold": 1.1}, {"threshold": float("nan")}, {"remember": 0}]
)
def test_arguments_that_cannot_be_are_refused(arguments):
    with pytest.raises(InputError):
        Deduper(**arguments)


@pytest.mark.parametrize(("missing", "said"), [("rensa", "tearsheet\\[dedupe\\]"), ("opencc", "Simplified")])
def test_what_is_missing_is_said_with_the_remedy(monkeypatch, missing, said):
    monkeypatch.delitem(sys.modules, missing, raising=False)
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(MissingExtraError, match=said):
        Deduper()
    if missing == "opencc":
        assert Deduper(fold_scripts=False).add(article(ENGLISH)) == 0
