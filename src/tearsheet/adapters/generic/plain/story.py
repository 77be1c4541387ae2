"""Which paragraphs of a text are the story: the stretch whose weights sum to most, less what stands in it by chance."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tearsheet.adapters.generic.phrases import heads_comments, is_said, prompt_of, tail_of
from tearsheet.adapters.generic.plain.units import STOP_WORDS, Unit
from tearsheet.page.lines import Line
from tearsheet.text.plaintext import is_rule

__all__ = ["body_rules", "boilerplate_of", "story_range", "weights_of", "whole_range"]

_WORD = re.compile(r"\w+")
_PAUSE = re.compile("[，。、；：！？「」“”]|[.,;:] ")
_COOKIE = re.compile(r"\bcookies?\b|privacy policy|terms of (?:use|service)|ICP[备備]|许可证|公网安备", re.IGNORECASE)
_LONGEST_LEGAL = 600
_MOST = 300
_PROSE, _SENTENCE = 80, 24
_WORDS = 3
_SHORT_COST, _LABEL_COST, _TAIL_COST, _COMMENTS_COST = 0.5, 1.2, 4.0, 10.0
# Tried on dumps of real pages by three writers: dearer, what follows a table is lost; cheaper, other stories come in.
_RUN_COST = 2.0
_RUN = 3
# How many lines may close a story after its last paragraph, and the share of them that end as sentences do.
_LINES_AFTER, _SENTENCES = 20, 0.6


def boilerplate_of(unit: Unit) -> str | None:
    """Return the rule under which *unit* is furniture by its words, or ``None``."""
    text = unit.text
    if not any(map(str.isalnum, text)) or is_rule(text):
        return "separator"
    rule = prompt_of(text)
    if rule is not None and is_said(text, rule):
        return None
    if rule is None and len(text) <= _LONGEST_LEGAL and _COOKIE.search(text) is not None:
        return "cookie-notice"
    return rule


def weights_of(units: Sequence[Unit], rules: Sequence[str | None]) -> list[float]:
    """Return what each unit says of being story: long sentences much, short lines a little against, labels more."""
    return [_weight(unit, rule) for unit, rule in zip(units, rules, strict=True)]


def _weight(unit: Unit, rule: str | None) -> float:
    text = unit.text
    if tail_of(text):
        # Chinese pages print 最新评论 over boxes beside the story, too.
        return -_COMMENTS_COST if text.isascii() and heads_comments(text) else -_TAIL_COST
    if rule == "separator":
        return -_SHORT_COST / 2
    if rule is not None:
        return -_LABEL_COST
    if unit.ends and unit.size >= _SENTENCE:
        return min(unit.size, _MOST) / 100 * (1.0 if unit.size >= _PROSE or _is_said(text) else 0.6)
    if unit.size >= _PROSE and _is_said(text):
        return min(unit.size, _MOST) / 100 * 0.5
    return 0.0 if unit.ends else -_SHORT_COST


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


def whole_range(units: Sequence[Unit], rules: Sequence[str | None], start: int, stop: int) -> tuple[int, int]:
    """Return the story ``units[start:stop]`` with the short lines that close it.

    A story may end in a list of short sentences under a heading, which weigh nothing. What follows it up to a heading
    of other stories, to boilerplate or to the end belongs to it where most of its lines end as sentences do: entries
    of menus, headlines and names of sections do not.
    """
    end = stop
    while end < len(units) and end - stop < _LINES_AFTER and rules[end] is None and not tail_of(units[end].text):
        end += 1
    while end > stop and not units[end - 1].ends:
        end -= 1
    closing = range(stop, end)
    if closing and sum(units[at].ends for at in closing) >= _SENTENCES * len(closing):
        return start, end
    return start, stop


def body_rules(
    units: Sequence[Unit], lines: Sequence[Line], rules: Sequence[str | None], weights: Sequence[float]
) -> list[str | None]:
    """Return for each unit of the story why it is none, or ``None``: furniture, and runs of short lines."""
    found = list(rules)
    start = 0
    for index in range(len(units) + 1):
        if index < len(units) and weights[index] < 0:
            continue
        if start == index:
            start += 1
            continue
        run = range(start, index)
        listed = any(unit.text[-1:] in {":", "："} for unit in units[max(0, start - 1) : min(start + 1, index)])
        labelled = any(tail_of(units[at].text) for at in run)
        if labelled or (len(run) >= _RUN and not listed and not all(lines[units[at].first].marker for at in run)):
            for at in run:
                found[at] = found[at] or ("related" if labelled else "crumb")
        start = index + 1
    return found
