"""What was printed around the values on old pages, the same on each: labels, and the line above."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from attrs import frozen

from tearsheet.authoring.learning.sample import Sample
from tearsheet.page import Page
from tearsheet.page.lines import Line
from tearsheet.reading.reading import Reading

_NEXT = re.compile(r"(?<!\s)\s++[^\s:：|｜]{1,8}[:：](?!//)|(?<!\s)\s*+[|｜]")
_LONGEST = 80  # characters of what stands beside a value; longer is a sentence and no label
_MOST = 0.6
"""Share of the pages that must have the same words around a value, or the same line."""


@frozen
class Context:
    """What stands around the value of a field.

    :ivar before: the end of what its line has before it
    :ivar after: the start of what its line has after it
    :ivar above: the line above it
    """

    before: str = ""
    after: str = ""
    above: str = ""


def contexts_of(old: Sequence[Reading]) -> dict[str, Context]:
    """Return what stands around the values of each field on *old* pages, where it is the same on most of them."""
    seen: dict[str, list[tuple[str, str, str]]] = {}
    for each in old:
        ledger = each.ledger
        by_number = {line.number: line for line in ledger.lines}
        met: set[str] = set()
        for entry in ledger.entries:
            if entry.role is None or entry.role in met or entry.line not in by_number:
                continue
            met.add(entry.role)
            line = by_number[entry.line]
            before, after = line.text[: max(0, entry.start)], line.text[max(0, entry.start) + len(entry.text) :]
            above = ledger.lines[line.index - 1].text if line.index and not before.strip() else ""
            seen.setdefault(entry.role.partition("@")[0], []).append((before.strip(), after.strip(), above))
    found: dict[str, Context] = {}
    for role, places in seen.items():
        befores, afters, aboves = ([place[part] for place in places] for part in range(3))
        before = _shared([text[::-1] for text in befores])[::-1] if len(places) > 1 else _label_of(befores[0])
        context = Context(
            before=_label_of(before) or _whole_words(before),
            after=_shared(afters)[:8] if len(places) > 1 else "",
            above=_usual(aboves) if len(places) > 1 else "",
        )
        if any(map(str.isalnum, context.before)) or context.above:
            found[role] = context
    return found


def _shared(texts: Sequence[str]) -> str:
    """Return what all of *texts* begin with."""
    return "".join(chars[0] for chars in takewhile(lambda chars: len(set(chars)) == 1, zip(*texts, strict=False)))


def _label_of(before: str) -> str:
    """Return the label with which *before* ends; what stands before that may be the same on some pages by chance."""
    match = re.search(r"[^\s:：|｜]{1,12}\s*[:：]$", before)
    return match[0] if match is not None else ""


def _whole_words(text: str) -> str:
    """Return *text* without the end of a word that it begins with by chance."""
    return text.partition(" ")[2] if " " in text and text[:1].isascii() and text[:1].isalnum() else text


def _usual(texts: Sequence[str]) -> str:
    text, times = Counter(texts).most_common(1)[0]
    return text if times >= _MOST * len(texts) and any(map(str.isalnum, text)) and len(text) <= _LONGEST else ""


def in_context(sample: Sample, context: Context, story: frozenset[int]) -> str | None:
    """Return what stands in *context* on the page, ``None`` where nothing or more than one thing does.

    :param story: lines in which nothing is looked for
    """
    found: dict[str, None] = {}
    for line in sample.lines:
        if line.index in story:
            continue
        text = _in_line(line, context)
        if text is None and context.above and line.index and sample.lines[line.index - 1].text == context.above:
            text = line.text if len(line.text) <= _LONGEST else None
        if text:
            found.setdefault(text)
    return next(iter(found)) if len(found) == 1 else None


def _in_line(line: Line, context: Context) -> str | None:
    before = context.before
    at = line.text.find(before) if before else -1
    if at < 0 or (at and line.text[at - 1].isalnum()):
        return None
    rest = line.text[at + len(before) :].strip()
    end = rest.find(context.after) if context.after else -1
    if end < 0:
        match = _NEXT.search(rest)
        end = match.start() if match is not None else len(rest)
    return rest[:end].strip() if len(rest) <= 2 * _LONGEST else None


def common_lines(old: Sequence[Page], new: Sequence[Sample]) -> tuple[str, ...]:
    """Return the lines that stand on most old pages and on most new ones: the site's own words."""
    count: Counter[str] = Counter()
    for each in old:
        count.update({line.text for line in each.lines})
    usual = {text for text, times in count.items() if times >= max(2, _MOST * len(old))}
    again: Counter[str] = Counter()
    for sample in new:
        again.update({line.text for line in sample.lines} & usual)
    need = max(1.0, _MOST * len(new))
    return tuple([text for text, times in again.items() if times >= need and any(map(str.isalnum, text))])
