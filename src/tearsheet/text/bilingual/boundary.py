"""Where two languages meet in one line, told by the words alone: the change of script, then the exact word.

Lines are full of names in the other script, so the change looked for is the one that leaves least of either language on
the wrong side; :mod:`tearsheet.text.bilingual.weights` then weighs the words around it.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from attrs import frozen

from tearsheet.text.bilingual.hints import COSTS
from tearsheet.text.bilingual.weights import (
    CLOSING,
    NEAR,
    OPENING,
    PUNCTUATION,
    STOPS,
    after_chinese,
    before_chinese,
    is_predicate,
    lower_case,
)
from tearsheet.text.language import CJK, LETTER

_LATIN = re.compile(f"[{LETTER}]+")
_CJK_RUN = re.compile(f"[{CJK}]+")
_CJK_STRETCH = re.compile(f"[{CJK}]++(?:[^{LETTER}{CJK}]*+[{CJK}]++)*+")
_SPACE = re.compile(r"\s")
_GLOSS = re.compile("[(（][^()（）]*+[)）]")
_COLON = re.compile("[:：]")
_LABEL = re.compile(r"[:：]\Z")

_FEW: Final = 64  # stretches beyond which repeats are not looked for, to stay linear
_CHANGES: Final = 3  # changes of script tried, in the order of their cost


@frozen
class Boundary:
    """Where a line parts.

    :param place: offset at which the second half begins, or the white space before it
    :param lead: by how much the place leads the next best; below 1 the line can be read either way
    """

    place: int
    lead: float


def find_boundary(text: str) -> Boundary | None:
    """Return where a line of two languages parts, or ``None`` where it is in one. Takes time linear in the line."""
    changes = _changes(text)
    for index, (cost, change, latin_first) in enumerate(changes[:_CHANGES]):
        places = sorted(before_chinese(text, change) if latin_first else after_chinese(text, change), reverse=True)
        place = places[0][1] if places else 0
        if _is_pair(text[:place], text[place:], latin_first=latin_first):
            leads = [places[0][0] - score for score, _ in places[1:2]]
            leads += [2 * (other - cost) for other, _, _ in changes[index + 1 : index + 2]]
            return Boundary(place, min(leads, default=1.0))
    return None


def _changes(text: str) -> list[tuple[float, int, bool]]:
    """Changes of script by what a cut there leaves on the wrong side, least first: cost, offset, Latin before it."""
    stretches = [match.span() for match in _CJK_STRETCH.finditer(text)]
    if not stretches:
        return []
    gaps = [text[: stretches[0][0]]]
    gaps += [text[end:start] for (_, end), (start, _) in pairwise(stretches)]
    gaps.append(text[stretches[-1][1] :])
    told = len(stretches) <= _FEW and (len(stretches) > 1 or _LATIN.search(gaps[-1]))
    lower = lower_case(text) if told else ""
    latin = [_latin_cost(gap, lower) for gap in gaps]
    cjk = [_cjk_cost(start, end, text, lower) for start, end in stretches]
    found = []
    cjk_before, latin_before, cjk_all, latin_all = 0.0, 0.0, sum(cjk), sum(latin)
    last = len(stretches) - 1
    for index, (start, end) in enumerate(stretches):
        latin_before += latin[index]
        if latin[index]:
            inside = COSTS.inside * (index > 0 and _is_inside(gaps[index]))
            found.append((cjk_before + latin_all - latin_before + inside, start, True))
        cjk_before += cjk[index]
        if latin[index + 1]:
            inside = COSTS.inside * (index < last and _is_inside(gaps[index + 1]))
            found.append((latin_before + cjk_all - cjk_before + inside, end, False))
    found.sort()
    # It must be cheaper to cut than to call all of it English that quotes, or Chinese that names.
    single = min(cjk_all, latin_all)
    return [change for change in found if change[0] + COSTS.split < single]


def _is_inside(gap: str) -> bool:
    return gap[0].isalnum() and gap[-1].isalnum() and not _SPACE.search(gap)


def _latin_cost(gap: str, lower: str) -> float:
    """What it costs to leave this Latin text in the Chinese half: a word each; names, quotes and repeats less."""
    if len(gap) > NEAR:
        return 1.0 + gap.count(" ") if _LATIN.search(gap) else 0.0
    words = _LATIN.findall(gap)
    if not words:
        return 0.0
    lower_case_words = sum(map(str.islower, words))
    cost = COSTS.name * (len(words) - lower_case_words) + COSTS.word * lower_case_words
    core = gap.strip(STOPS)
    if core[0] in OPENING and core[-1] in CLOSING:
        cost /= COSTS.quoted
    if lower and lower.count(core.strip(PUNCTUATION).lower()) > 1:
        cost /= COSTS.repeated
    return cost


def _cjk_cost(start: int, end: int, text: str, lower: str) -> float:
    """What it costs to leave this Chinese text in the English half: a character each; quotes and repeats less."""
    cost = float(end - start)
    if start and text[start - 1] in OPENING:
        cost /= COSTS.quoted_chinese
    if lower and cost < NEAR and lower.count(text[start:end].lower()) > 1:
        cost /= COSTS.repeated
    return cost


def _is_pair(first: str, second: str, *, latin_first: bool) -> bool:
    """Whether two halves can say the same: not a name and what it does, a label and its value, a word and its gloss."""
    latin, chinese = (first, second) if latin_first else (second, first)
    if min(len(latin), len(chinese)) > NEAR:
        return True
    words = _LATIN.findall(latin[-NEAR:])
    others = _LATIN.findall(chinese[:NEAR].lower())
    han = sum(map(len, _CJK_RUN.findall(chinese[:NEAR])))
    if not words or not han or _GLOSS.fullmatch(second.strip()) or _closes_more(second):
        return False
    if _LABEL.search(first) and not _COLON.search(second):
        return False
    if any(map(str.islower, words)):
        return han <= 4 * len(words) + 4 if len(words) < 4 else 2 * han + 3 * len(others) > len(words)
    if latin_first and first[-1:].isalnum() and is_predicate(chinese):
        return False
    return han <= 2.5 * len(words) + 2 and set(others) <= {word.lower() for word in words}


def _closes_more(part: str) -> bool:
    return any(part.count(closing) > part.count(opening) for opening, closing in ("()", "（）"))
