"""The story of the new layout, what is dropped in it, and the signature by which it is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import evolve

from tearsheet.adapters.registry import Reading
from tearsheet.authoring.learning import written
from tearsheet.authoring.learning.block_scores import BlockScores
from tearsheet.authoring.learning.body import StoryAt, learn_body
from tearsheet.authoring.learning.drops import account_for
from tearsheet.authoring.learning.healing.old_pages import OldPage
from tearsheet.authoring.learning.healing.target_page import TargetPage
from tearsheet.authoring.learning.healing.verify import likeness_of, read_by
from tearsheet.authoring.learning.known import Known
from tearsheet.authoring.learning.learned import FieldChoice, LearnedLayout
from tearsheet.authoring.learning.selectors import selectors_of
from tearsheet.authoring.learning.shared_lines import SharedLines
from tearsheet.authoring.learning.written import as_it_is
from tearsheet.errors import TearsheetError
from tearsheet.fields import DeclaredAdapter
from tearsheet.fields.body import Blocks
from tearsheet.page import Page

__all__ = ["body_choice", "drops_anew", "read_draft"]

_SAME = 0.98
_NAME = "healed"


def read_draft(members: Mapping[str, Any], page: Page, zone: str | None) -> Reading | TearsheetError:
    """Return what an adapter with the fields *members* reads of *page*."""
    kind = type("Draft", (DeclaredAdapter,), {"name": _NAME, "zone": zone, **members})
    return read_by(kind(), page)


def body_choice(
    target_pages: Sequence[TargetPage], shared: SharedLines, members: Mapping[str, Any], old: Any, zone: str | None
) -> tuple[FieldChoice | None, StoryAt]:
    """Return the field of the story, and the lines that it has on each page.

    :param members: the other fields, with which it is tried
    :raises InputError: when no element holds the story
    """
    if old is not None:
        readings = [read_draft({**members, "body": old}, target_page.sample.page, zone) for target_page in target_pages]
        right = sum(
            isinstance(reading, Reading)
            and (target_page.article is None or likeness_of(reading.article.text, target_page.article.text) >= _SAME)
            for target_page, reading in zip(target_pages, readings, strict=True)
        )
        known = sum(target_page.article is not None for target_page in target_pages)
        if right == len(target_pages) and known:
            kept = FieldChoice(
                name="body",
                written=as_it_is(old),
                inherited=True,
                right=known,
                known=known,
                lines=_starts(target_pages),
                confidence=0.97,
            )
            lines = [_body_lines(reading) for reading in readings if isinstance(reading, Reading)]
            return kept, _story(lines, old)
    # Where some stories are known, what is dropped in them is learned from those alone.
    told = [target_page for target_page in target_pages if target_page.article is not None] or list(target_pages)
    scores = [
        BlockScores(
            target_page.sample,
            shared,
            target_page.title,
            target_page.story if target_page.article is not None else None,
        )
        for target_page in told
    ]
    starts = [
        target_page.sample.lines[min(target_page.story)].text if target_page.article is not None else None
        for target_page in told
    ]
    learned = learn_body(scores, shared, [Known(body_from=start) for start in starts])
    field = _until(_lean(learned.field, members, told, zone), old, members, target_pages, zone)
    lines_of = {target_page.number: lines for target_page, lines in zip(told, learned.lines, strict=True)}
    for target_page in target_pages:
        if target_page.number not in lines_of:
            reading = read_draft({**members, "body": field.written.field}, target_page.sample.page, zone)
            lines_of[target_page.number] = _body_lines(reading) if isinstance(reading, Reading) else frozenset()
    story = evolve(
        _story([lines_of[target_page.number] for target_page in target_pages], old), selector=learned.selector
    )
    right = sum(
        target_page.article is not None and len(lines & target_page.story) >= 0.9 * len(lines | target_page.story)
        for target_page, lines in zip(target_pages, story.lines, strict=True)
    )
    known = sum(target_page.article is not None for target_page in target_pages)
    body = FieldChoice(
        name="body",
        written=field.written,
        right=right,
        known=known,
        lines=_starts(target_pages),
        framed=not known,
        confidence=field.confidence,
        others=field.others,
        unsure=field.unsure,
    )
    return body, story


def _lean(
    field: FieldChoice, members: Mapping[str, Any], target_pages: Sequence[TargetPage], zone: str | None
) -> FieldChoice:
    """Return *field* without the drops that do nothing: of what other fields take before the story is read."""
    new = field.written.field
    if not isinstance(new, Blocks):
        return field
    kept = [css for _, css in new.drops]
    until = new.until.pattern if new.until is not None else None
    body = written.blocks(new.selector, tuple(kept), until, first=new.first)
    wanted = _stories({**members, "body": new}, target_pages, zone)
    for css in list(kept):
        fewer = tuple([other for other in kept if other != css])
        lean = written.blocks(new.selector, fewer, until, first=new.first)
        if _stories({**members, "body": lean.field}, target_pages, zone) == wanted:
            kept.remove(css)
            body = lean
    return evolve(field, written=body)


def _stories(members: Mapping[str, Any], target_pages: Sequence[TargetPage], zone: str | None) -> list[str | None]:
    readings = [read_draft(members, target_page.sample.page, zone) for target_page in target_pages]
    return [reading.article.text if isinstance(reading, Reading) else None for reading in readings]


def _until(
    field: FieldChoice, old: Any, members: Mapping[str, Any], target_pages: Sequence[TargetPage], zone: str | None
) -> FieldChoice:
    """Return *field* with the line at which the old one ended, where that is still so: it goes by words."""
    pattern = getattr(old, "until", None)
    new = field.written.field
    if pattern is None or not isinstance(new, Blocks) or new.until is not None or pattern.flags & re.IGNORECASE:
        return field
    body = written.blocks(new.selector, tuple([css for _, css in new.drops]), pattern.pattern, first=new.first)
    for target_page in target_pages:
        reading = read_draft({**members, "body": body.field}, target_page.sample.page, zone)
        if not isinstance(reading, Reading):
            return field
        if target_page.article is not None and likeness_of(reading.article.text, target_page.article.text) < _SAME:
            return field
    return evolve(field, written=body)


def _starts(target_pages: Sequence[TargetPage]) -> tuple[tuple[int, int], ...]:
    return tuple(
        [
            (target_page.number, target_page.sample.lines[min(target_page.story)].number)
            for target_page in target_pages
            if target_page.story
        ]
    )


def _body_lines(reading: Reading) -> frozenset[int]:
    numbers = {entry.line for entry in reading.ledger.entries if (entry.role or "").startswith("body")}
    return frozenset(line.index for line in reading.ledger.lines if line.number in numbers)


def _story(lines: Sequence[frozenset[int]], old: Any) -> StoryAt:
    return StoryAt(
        field=FieldChoice(name="body", written=as_it_is(old)),
        selector="",
        nodes=tuple([() for _ in lines]),
        lines=tuple(lines),
        spans=tuple([(min(each, default=0), max(each, default=-1) + 1) for each in lines]),
    )


# -- what is no story --------------------------------------------------------------------------------------------------


def drops_anew(
    target_pages: Sequence[TargetPage],
    members: Mapping[str, Any],
    story: StoryAt,
    old: Sequence[OldPage],
    zone: str | None,
) -> tuple[dict[str, tuple[str, ...]] | None, tuple[str, ...]]:
    """Return the drops of the new layout, ``None`` where those of *members* still do, and what is unsure of them."""
    rules = _rules_of(old)
    parts = _drops_in_lines(target_pages, rules)
    readings = [read_draft(members, target_page.sample.page, zone) for target_page in target_pages]
    fits = [
        isinstance(reading, Reading)
        and not reading.ledger.unexplained
        and (target_page.article is None or likeness_of(reading.article.text, target_page.article.text) >= _SAME)
        for target_page, reading in zip(target_pages, readings, strict=True)
    ]
    if all(fits) and not parts:
        return None, ()
    fields = {
        name: FieldChoice(name=name, written=as_it_is(value)) for name, value in members.items() if name != "drops"
    }
    layout = LearnedLayout(name=_NAME, pages=tuple(range(len(target_pages))), fields=fields)
    left = account_for(layout, [target_page.sample for target_page in target_pages], story)
    named: dict[str, list[str]] = {}
    for rule, selectors in left.drops.items():
        for selector in selectors:
            named.setdefault(_old_rule(selector, target_pages, rules) or rule, []).append(selector)
    for rule, selector in parts:
        if all(selector not in each for each in named.values()):
            named.setdefault(rule, []).append(selector)
    # What account_for would keep as notices stands in no element of its own; a person may find out what it is.
    unsure = [doubt for doubt in left.unsure if not doubt.startswith("notices")]
    if left.notices is not None:
        unsure.append("some words stand beside the story in no element of their own, and stay unexplained")
    return {rule: tuple(each) for rule, each in sorted(named.items())}, tuple(unsure)


def _drops_in_lines(target_pages: Sequence[TargetPage], rules: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return rules and selectors of what stands in lines of the story and is no part of it."""
    found: dict[str, tuple[str, str]] = {}
    for target_page in target_pages:
        if target_page.article is None:
            continue
        blocks = [block.text for block in target_page.article.body]
        for index in sorted(target_page.story):
            line = target_page.sample.lines[index]
            block = next((text for text in blocks if text in line.text and text != line.text), None)
            if block is None or line.text in blocks:
                continue
            start = line.text.find(block)
            for run in line.runs:
                apart = run.end <= start or run.start >= start + len(block)
                if not apart or run.node is None or not any(map(str.isalnum, run.text)) or run.text in found:
                    continue
                selector = next((s for s in selectors_of(run.node)[:20] if _is_no_story(s.css, target_pages)), None)
                if selector is not None and "nth-" not in selector.css:
                    found[run.text] = (rules.get(run.text, "not-story"), selector.css)
    return list(dict.fromkeys(found.values()))


def _is_no_story(css: str, target_pages: Sequence[TargetPage]) -> bool:
    """Whether nothing that *css* matches holds words of a known story."""
    for target_page in target_pages:
        blocks = [block.text for block in target_page.article.body] if target_page.article is not None else []
        for place in target_page.sample.places(target_page.sample.css(css)):
            if place.line.index in target_page.story and (not blocks or any(place.text in block for block in blocks)):
                return False
    return True


def _rules_of(old: Sequence[OldPage]) -> dict[str, str]:
    """Return under which rule lines were dropped on old pages, by their text."""
    count: dict[str, Counter[str]] = {}
    for each in old:
        for entry in each.reading.ledger.entries:
            if entry.rule is not None and entry.rule not in {"separator", "label", "bullet"}:
                count.setdefault(entry.text, Counter())[entry.rule] += 1
    return {text: rules.most_common(1)[0][0] for text, rules in count.items()}


def _old_rule(selector: str, target_pages: Sequence[TargetPage], rules: Mapping[str, str]) -> str | None:
    """Return the rule under which most of what *selector* matches was dropped on old pages."""
    count: Counter[str] = Counter()
    total = 0
    for target_page in target_pages:
        for place in target_page.sample.places(target_page.sample.css(selector)):
            total += 1
            rule = rules.get(place.text)
            count.update([rule] if rule is not None else [])
    best = count.most_common(1)
    return best[0][0] if best and best[0][1] * 2 >= total else None
