"""Which paragraphs of a text are the story: the stretch whose weights sum to most, less what stands in it by chance."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tearsheet.adapters.generic.phrases import heads_comments, is_said, prompt_of, tail_of
from tearsheet.adapters.generic.plain.units import STOP_WORDS, Units

__all__ = ["TAIL", "body_rules", "boilerplate_of", "judged", "story_range", "whole_range"]

_WORD = re.compile(r"\w+")
_PAUSE = re.compile("[，。、；：！？「」“”]|[.,;:] ")
_COOKIE = re.compile(r"\bcookies?\b|privacy policy|terms of (?:use|service)|ICP[备備]|许可证|公网安备", re.IGNORECASE)
_LEGAL = tuple([words.encode() for words in ("cookie", "privacy policy", "terms of ", "icp", "许可证", "公网安备")])
_LONGEST_LEGAL = 600
_MOST = 300
_PROSE, _SENTENCE = 80, 24
_WORDS = 3
_SHORT_COST, _LABEL_COST, _TAIL_COST, _COMMENTS_COST = 0.5, 1.2, 4.0, 10.0
# Tried on dumps of real pages by three writers: dearer, what follows a table is lost; cheaper, other stories come in.
_RUN_COST = 2.0
_RUN = 3
_SHORT, _SEPARATOR = -_SHORT_COST, -_SHORT_COST / 2
TAIL = -_TAIL_COST
"""What weighs no more is a heading under which no story goes on."""
# Columns of a line that is looked at once however often it comes, and how many such lines are remembered.
_REMEMBERED, _MOST_REMEMBERED = 20, 10_000
# How many lines may close a story after its last paragraph, and the share of them that end as sentences do.
_LINES_AFTER, _SENTENCES = 20, 0.6


def judged(units: Units, recurring: Mapping[int, int]) -> tuple[list[str | None], list[float]]:
    """Return under which rule each unit is furniture by its words, if any, and what each says of being story.

    Long sentences say much, short lines a little against it, labels more.

    :param recurring: the lines that stand on every page of the site
    """
    rules: list[str | None] = []
    weights: list[float] = []
    whole = "\n".join(units.texts).encode("utf-8", "surrogatepass").lower()
    legal = any(words in whole for words in _LEGAL)
    # Short lines come again and again in a long text.
    known: dict[str, tuple[str | None, float]] = {}
    for text, size, ends in zip(units.texts, units.sizes, units.ends, strict=True):
        told = known.get(text)
        if told is None:
            rule = boilerplate_of(text, legal=legal)
            told = rule, _weight(text, size, rule, ends=bool(ends))
            if size < _REMEMBERED and len(known) < _MOST_REMEMBERED:
                known[text] = told
        rules.append(told[0])
        weights.append(told[1])
    for at in range(len(units)) if recurring else ():
        if all(map(recurring.__contains__, range(units.firsts[at], units.firsts[at + 1]))):
            rules[at] = "site-line"
            weights[at] = _weight(units.texts[at], units.sizes[at], rules[at], ends=bool(units.ends[at]))
    return rules, weights


def boilerplate_of(text: str, *, legal: bool = True) -> str | None:
    """Return the rule under which the paragraph *text* is furniture by its words, or ``None``.

    :param legal: whether the text that it is of has any words of cookie notices
    """
    if not (text[:1].isalnum() or any(map(str.isalnum, text))):
        return "separator"
    rule = prompt_of(text)
    if rule is not None:
        return None if is_said(text, rule) else rule
    return "cookie-notice" if legal and len(text) <= _LONGEST_LEGAL and _COOKIE.search(text) is not None else None


def _weight(text: str, size: int, rule: str | None, *, ends: bool) -> float:
    if tail_of(text):
        # Chinese pages print 最新评论 over boxes beside the story, too.
        return -_COMMENTS_COST if text.isascii() and heads_comments(text) else -_TAIL_COST
    if rule is not None:
        return _SEPARATOR if rule == "separator" else -_LABEL_COST
    if ends and size >= _SENTENCE:
        return min(size, _MOST) / 100 * (1.0 if size >= _PROSE or _is_said(text) else 0.6)
    if size >= _PROSE and _is_said(text):
        return min(size, _MOST) / 100 * 0.5
    return 0.0 if ends else _SHORT


def _is_said(text: str) -> bool:
    """Whether *text* has pauses and small words, as sentences have and names of things have not."""
    words = len(_PAUSE.findall(text, 0, _MOST))
    return (
        words >= _WORDS or words + sum([word in STOP_WORDS for word in _WORD.findall(text[:_MOST].lower())]) >= _WORDS
    )


def story_range(weights: Sequence[float]) -> tuple[int, int]:
    """Return the stretch of the greatest sum, empty where nothing weighs.

    However long a run of short lines is, it costs no more than a few: a story may hold tables and lists of contents.
    """
    best, chosen = 0.0, (0, 0)
    total, start = 0.0, 0
    run = 0.0
    for index, weight in enumerate(weights):
        if total <= 0:
            total, start, run = 0.0, index, 0.0
        if weight > 0:
            run = 0.0
        elif weight >= -_SHORT_COST:
            run -= weight
            if run > _RUN_COST:
                continue
        total += weight
        if total > best:
            best, chosen = total, (start, index + 1)
    return chosen


def whole_range(units: Units, rules: Sequence[str | None], start: int, stop: int) -> tuple[int, int]:
    """Return the story ``units[start:stop]`` with the short lines that close it.

    A story may end in a list of short sentences under a heading, which weigh nothing. What follows it up to a heading
    of other stories, to boilerplate or to the end belongs to it where most of its lines end as sentences do: entries
    of menus, headlines and names of sections do not.
    """
    end = stop
    while end < len(units) and end - stop < _LINES_AFTER and rules[end] is None and not tail_of(units.texts[end]):
        end += 1
    while end > stop and not units.ends[end - 1]:
        end -= 1
    closing = range(stop, end)
    if closing and sum(units.ends[at] for at in closing) >= _SENTENCES * len(closing):
        return start, end
    return start, stop


def body_rules(
    units: Units, rules: Sequence[str | None], weights: Sequence[float], start: int, stop: int
) -> dict[int, str]:
    """Return which units of the story ``units[start:stop]`` are none, and why: furniture, and runs of short lines."""
    found = {at: rule for at in range(start, stop) if (rule := rules[at]) is not None}
    first = start
    for index in range(start, stop + 1):
        if index < stop and weights[index] < 0:
            continue
        if first < index:
            run = range(first, index)
            listed = any(
                units.texts[at][-1:] in {":", "："} for at in range(max(start, first - 1), min(first + 1, index))
            )
            labelled = any(weights[at] <= TAIL for at in run)
            if labelled or (
                len(run) >= _RUN and not listed and not all(units.firsts[at] in units.bullets for at in run)
            ):
                rule = "related" if labelled else "crumb"
                found.update({at: rule for at in run if at not in found})
        first = index + 1
    return found
