"""Words that tell boilerplate from the story."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pytest

from tearsheet.adapters.generic.signs import phrases


def _beginnings(pattern: re.Pattern[str]) -> set[str]:
    """Return the first two characters, folded, of whatever *pattern* matches after its signs; ``*`` is any."""

    def of_all(items: Iterable[tuple[Any, Any]]) -> set[str]:
        found = {""}
        for kind, value in items:
            short = {each for each in found if len(each) < 2}
            found = (found - short) | {(each + more)[:2] for each in short for more in of_one(str(kind), value)}
        return found

    def of_one(kind: str, value: Any) -> set[str]:
        if kind == "LITERAL":
            return {chr(value).casefold()}
        if kind == "IN":
            return set().union(*[of_one(str(each), inner) for each, inner in value])
        if kind == "BRANCH":
            return set().union(*map(of_all, value[1]))
        if kind == "SUBPATTERN":
            return of_all(value[3])
        if kind in {"MAX_REPEAT", "POSSESSIVE_REPEAT"}:
            least, most, inner = value
            once = of_all(inner)
            twice = {(one + other)[:2] for one in once for other in once} if most > 1 else set[str]()
            return (once if least < 2 else set[str]()) | twice | ({""} if least == 0 else set[str]())
        return {""} if kind in {"ASSERT", "ASSERT_NOT", "AT"} else {"*"}

    return of_all(list(re._parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))[1:])  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("patterns", "known"),
    [
        ((phrases._PROMPT, phrases._NOTICE, phrases._TAIL), phrases._BEGIN_PROMPT),
        ((phrases._TAIL,), phrases._BEGIN_TAIL),
    ],
)
def test_the_beginnings_of_phrases_are_those_of_their_patterns(
    patterns: tuple[re.Pattern[str], ...], known: frozenset[str]
) -> None:
    found = set().union(*map(_beginnings, patterns))
    assert {each for each in found if each[0].isalpha()} == known


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("desk@courier.example", "credits"),
        ("Ada Poe (@adapoe) March 2026", "credits"),
        ("A mill at dusk / REUTERS", "caption"),
        ("The old mill in winter Credit: Ada Poe", "caption"),
        ("A mill at dusk via Getty Images", "caption"),
        ("所有内容不得转载，违者必究", "notices"),
        ("12 comments", "comment-prompt"),
        ("» Share this", "share-prompt"),
        ("本文為作者觀點，不代表本站立場。", "notices"),
        ("À LIRE AUSSI : le moulin", "related"),
        ("The mill of the old town is sold", None),
        ("m", None),
        ("", None),
    ],
)
def test_a_phrase_is_known_whatever_it_begins_with(text: str, rule: str | None) -> None:
    assert phrases.prompt_of(text) == rule
