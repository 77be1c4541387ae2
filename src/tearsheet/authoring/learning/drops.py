"""What is no part of the story, named by selectors and rules, so that every line of the pages is accounted for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from tearsheet.adapters.registry import Reading
from tearsheet.authoring.learning import written
from tearsheet.authoring.learning.cover import Covering, cover
from tearsheet.authoring.learning.drafts import read_draft
from tearsheet.authoring.learning.learned import FieldChoice, LearnedLayout
from tearsheet.authoring.learning.sample import Sample
from tearsheet.authoring.learning.selectors import named, selectors_of
from tearsheet.authoring.learning.story import reads_story
from tearsheet.authoring.learning.target_page import TargetPage
from tearsheet.errors import TearsheetError
from tearsheet.reading.boilerplate import Boilerplate
from tearsheet.reading.ledger import Ledger

_ROUNDS = 3  # by names apart from the fields, by names, by places
_SURE = 0.2
"""How sure a field is that nothing but its words speaks for."""
_WORDS = (
    ("comment-prompt", r"comment|pinglun|reply|discuss|cmt"),
    ("share-prompt", r"share|social|weibo|weixin|wechat|qr|follow"),
    ("like-prompt", r"like|zan|praise|vote|favou?r|collect|dashang|reward"),
    ("related", r"relat|(?:read-?)?more(?![a-z])|also(?![a-z])"),
    ("ranking", r"hot|rank|popular|trending|most-?read|most-?viewed|paihang"),
    ("site-recommendations", r"latest|recom"),
    ("login", r"login|user|account|passport|register"),
    ("subscribe-prompt", r"newsletter|subscri|app|download"),
    ("navigation", r"nav|menu|crumb|channel|tab|tool|font|size|top(?![a-z])"),
    ("footer", r"foot|copyright|beian|license|about|contact|bottom|statement|disclaim"),
    ("header", r"head|logo|banner"),
    ("label", r"meta|info|about|source|author|byline|date|time|tag"),
)


@frozen
class Leftovers:
    """What accounts for the lines outside of the story.

    :ivar drops: selectors by rule
    :ivar notices: a field for words that no element holds alone; ``None`` where there are none
    :ivar unsure: what somebody should look at
    """

    drops: dict[str, tuple[str, ...]]
    notices: FieldChoice | None = None
    unsure: tuple[str, ...] = ()


def account_for(layout: LearnedLayout, samples: Sequence[Sample], story: Sequence[frozenset[int]]) -> Leftovers:
    """Return drops for all lines of the pages that the fields of *layout* leave unexplained.

    No drop touches a line of the story, nor, where that can be had, one of another field.

    :param story: for each page, the lines of the story
    """
    drops: dict[str, list[str]] = {}
    doubts: list[str] = []
    lost: list[frozenset[int]] = []
    for turn in range(_ROUNDS + 1):
        now = evolve(layout, drops={rule: tuple(each) for rule, each in drops.items()})
        ledgers = [_ledger(now, sample) for sample in samples]
        lost = [_unexplained(ledger, sample) for ledger, sample in zip(ledgers, samples, strict=True)]
        if not any(lost) or turn == _ROUNDS:
            break
        keep = list(story)
        if not turn:
            # First what stands apart, then what shares its element, or its line, with a field.
            keep = [
                lines | frozenset(line.index for line in sample.lines if ledger.in_field(line))
                for lines, ledger, sample in zip(keep, ledgers, samples, strict=True)
            ]
        # Positions are for what no name can be found for at all.
        lasting = turn < _ROUNDS - 1
        missing = [lines - kept for lines, kept in zip(lost, keep, strict=True)]
        found = cover(samples, missing, keep, lasting=lasting)
        for each in found.chosen:
            rule = _rule_of(each)
            if each.selector.css not in drops.setdefault(rule, []):
                drops[rule].append(each.selector.css)
            if each.selector.by_place:
                doubts.append(f"drops: {each.selector.doubt}")
    notices = _notices(samples, lost) if any(lost) else None
    if notices is not None:
        doubts.append(
            "notices: these words stand beside the story in no element of their own; look whether they matter"
        )
    return Leftovers({rule: tuple(each) for rule, each in sorted(drops.items())}, notices, tuple(doubts))


def _ledger(layout: LearnedLayout, sample: Sample) -> Ledger:
    reading = read_draft(
        {**layout.members(), "drops": {rule: list(each) for rule, each in layout.drops.items()}}, sample
    )
    # The lines of a page that cannot be read are all unexplained; the field that fails says so itself.
    return sample.reader.ledger if isinstance(reading, TearsheetError) else reading.ledger


def _unexplained(ledger: Ledger, sample: Sample) -> frozenset[int]:
    numbers = {entry.line for entry in ledger.unexplained}
    return frozenset(line.index for line in sample.lines if line.number in numbers)


def _rule_of(each: Covering) -> str:
    """Return the rule for what is dropped: what its element is called, else what its selector says."""
    around = each.node.parent
    rule = (Boilerplate.below(around) if around is not None else Boilerplate(())).of_element(each.node)
    if rule is not None:
        return rule
    nodes = [node for node in (each.node, around) if node is not None and node.tag not in {"body", "html"}]
    for text in (each.selector.css, *map(named, nodes)):
        for rule, pattern in _WORDS:
            if re.search(rf"(?<![a-z])(?:{pattern})", text, re.IGNORECASE):
                return rule
    return "not-story"


def _notices(samples: Sequence[Sample], lost: Sequence[frozenset[int]]) -> FieldChoice | None:
    """Return a field for lines that no selector can name, since they share their element with the story."""
    texts = dict.fromkeys(
        sample.lines[index].text for sample, lines in zip(samples, lost, strict=True) for index in sorted(lines)
    )
    if not texts or len(texts) > 12:
        return None
    patterns = [written.exactly(text)[1:-1] for text in texts]
    field = written.regex(f"^(?:{'|'.join(patterns)})$" if len(patterns) > 1 else f"^{patterns[0]}$")
    values = tuple(
        [
            tuple([sample.lines[index].text for index in sorted(lines)]) or None
            for sample, lines in zip(samples, lost, strict=True)
        ]
    )
    return FieldChoice(
        name="notices", written=field, values=values, confidence=_SURE, reasons=("nothing else accounts for them",)
    )


# -- beside what old pages dropped -------------------------------------------------------------------------------------


def drops_anew(
    layout: LearnedLayout, pages: Sequence[TargetPage], story: Sequence[frozenset[int]], old: Sequence[Reading]
) -> Leftovers:
    """Return the drops of a layout, none where the old ones still do; those go under the rules that *old* pages had."""
    rules = _rules_of(old)
    parts = _drops_in_lines(pages, rules)
    readings = [read_draft(layout.members(), page.sample) for page in pages]
    fits = [
        isinstance(reading, Reading) and not reading.ledger.unexplained and reads_story(page, reading)
        for page, reading in zip(pages, readings, strict=True)
    ]
    if all(fits) and not parts:
        return Leftovers({})
    left = account_for(layout, [page.sample for page in pages], story)
    named: dict[str, list[str]] = {}
    for rule, selectors in left.drops.items():
        for selector in selectors:
            named.setdefault(_old_rule(selector, pages, rules) or rule, []).append(selector)
    for rule, selector in parts:
        if all(selector not in each for each in named.values()):
            named.setdefault(rule, []).append(selector)
    # What account_for would keep as notices stands in no element of its own; a person may find out what it is.
    unsure = [doubt for doubt in left.unsure if not doubt.startswith("notices")]
    if left.notices is not None:
        unsure.append("some words stand beside the story in no element of their own, and stay unexplained")
    return Leftovers({rule: tuple(each) for rule, each in sorted(named.items())}, unsure=tuple(unsure))


def _drops_in_lines(pages: Sequence[TargetPage], rules: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return rules and selectors of what stands in lines of the story and is no part of it."""
    found: dict[str, tuple[str, str]] = {}
    for page in pages:
        if page.article is None:
            continue
        blocks = page.story_texts()
        for index in sorted(page.story):
            line = page.sample.lines[index]
            block = next((text for text in blocks if text in line.text and text != line.text), None)
            if block is None or line.text in blocks:
                continue
            start = line.text.find(block)
            for run in line.runs:
                apart = run.end <= start or run.start >= start + len(block)
                if not apart or run.node is None or not any(map(str.isalnum, run.text)) or run.text in found:
                    continue
                selector = next((s for s in selectors_of(run.node)[:20] if _is_no_story(s.css, pages)), None)
                if selector is not None and "nth-" not in selector.css:
                    found[run.text] = (rules.get(run.text, "not-story"), selector.css)
    return list(dict.fromkeys(found.values()))


def _is_no_story(css: str, pages: Sequence[TargetPage]) -> bool:
    """Whether nothing that *css* matches holds words of a known story."""
    for page in pages:
        blocks = page.story_texts()
        for place in page.sample.places(page.sample.css(css)):
            if place.line.index in page.story and (not blocks or any(place.text in block for block in blocks)):
                return False
    return True


def _rules_of(old: Sequence[Reading]) -> dict[str, str]:
    """Return under which rule lines were dropped on old pages, by their text."""
    count: dict[str, Counter[str]] = {}
    for each in old:
        for entry in each.ledger.entries:
            if entry.rule is not None and entry.rule not in {"separator", "label", "bullet"}:
                count.setdefault(entry.text, Counter())[entry.rule] += 1
    return {text: rules.most_common(1)[0][0] for text, rules in count.items()}


def _old_rule(selector: str, pages: Sequence[TargetPage], rules: Mapping[str, str]) -> str | None:
    """Return the rule under which most of what *selector* matches was dropped on old pages."""
    count: Counter[str] = Counter()
    total = 0
    for page in pages:
        for place in page.sample.places(page.sample.css(selector)):
            total += 1
            rule = rules.get(place.text)
            count.update([rule] if rule is not None else [])
    best = count.most_common(1)
    return best[0][0] if best and best[0][1] * 2 >= total else None
