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
from tearsheet.authoring.learning.drafts import read_draft
from tearsheet.authoring.learning.drops import account_for
from tearsheet.authoring.learning.healing.old_pages import OldPage
from tearsheet.authoring.learning.healing.target_page import TargetPage
from tearsheet.authoring.learning.healing.verify import likeness_of
from tearsheet.authoring.learning.known import Known
from tearsheet.authoring.learning.learned import FieldChoice, LearnedLayout
from tearsheet.authoring.learning.selectors import selectors_of
from tearsheet.authoring.learning.shared_lines import SharedLines
from tearsheet.authoring.learning.written import as_it_is
from tearsheet.fields.body import Blocks

__all__ = ["body_choice", "drops_anew"]

_SAME = 0.98
_NAME = "healed"


def body_choice(
    pages: Sequence[TargetPage], shared: SharedLines, members: Mapping[str, Any], old: Any, zone: str | None
) -> tuple[FieldChoice, StoryAt]:
    """Return the field of the story, and the lines that it has on each page.

    :param members: the other fields, with which it is tried
    :raises InputError: when no element holds the story
    """
    if old is not None:
        readings = [read_draft({**members, "body": old}, page.sample.page, zone) for page in pages]
        right = sum(
            isinstance(reading, Reading)
            and (page.article is None or likeness_of(reading.article.text, page.article.text) >= _SAME)
            for page, reading in zip(pages, readings, strict=True)
        )
        known = sum(page.article is not None for page in pages)
        if right == len(pages) and known:
            kept = FieldChoice(
                name="body",
                written=as_it_is(old),
                inherited=True,
                right=known,
                known=known,
                lines=_starts(pages),
                confidence=0.97,
            )
            lines = [_body_lines(reading) for reading in readings if isinstance(reading, Reading)]
            return kept, _story(lines, old)
    # Where some stories are known, what is dropped in them is learned from those alone.
    told = [page for page in pages if page.article is not None] or list(pages)
    scores = [
        BlockScores(
            page.sample,
            shared,
            page.title,
            page.story if page.article is not None else None,
        )
        for page in told
    ]
    starts = [page.sample.lines[min(page.story)].text if page.article is not None else None for page in told]
    learned = learn_body(scores, shared, [Known(body_from=start) for start in starts])
    field = _until(_lean(learned.field, members, told, zone), old, members, pages, zone)
    lines_of = {page.number: lines for page, lines in zip(told, learned.lines, strict=True)}
    for page in pages:
        if page.number not in lines_of:
            reading = read_draft({**members, "body": field.written.field}, page.sample.page, zone)
            lines_of[page.number] = _body_lines(reading) if isinstance(reading, Reading) else frozenset()
    story = evolve(_story([lines_of[page.number] for page in pages], old), selector=learned.selector)
    right = sum(
        page.article is not None and len(lines & page.story) >= 0.9 * len(lines | page.story)
        for page, lines in zip(pages, story.lines, strict=True)
    )
    known = sum(page.article is not None for page in pages)
    body = evolve(field, right=right, known=known, lines=_starts(pages), framed=not known, reasons=(), values=())
    return body, story


def _lean(field: FieldChoice, members: Mapping[str, Any], pages: Sequence[TargetPage], zone: str | None) -> FieldChoice:
    """Return *field* without the drops that do nothing: of what other fields take before the story is read."""
    new = field.written.field
    if not isinstance(new, Blocks):
        return field
    kept = [css for _, css in new.drops]
    until = new.until.pattern if new.until is not None else None
    body = written.blocks(new.selector, tuple(kept), until, first=new.first)
    wanted = _stories({**members, "body": new}, pages, zone)
    for css in list(kept):
        fewer = tuple([other for other in kept if other != css])
        lean = written.blocks(new.selector, fewer, until, first=new.first)
        if _stories({**members, "body": lean.field}, pages, zone) == wanted:
            kept.remove(css)
            body = lean
    return evolve(field, written=body)


def _stories(members: Mapping[str, Any], pages: Sequence[TargetPage], zone: str | None) -> list[str | None]:
    readings = [read_draft(members, page.sample.page, zone) for page in pages]
    return [reading.article.text if isinstance(reading, Reading) else None for reading in readings]


def _until(
    field: FieldChoice, old: Any, members: Mapping[str, Any], pages: Sequence[TargetPage], zone: str | None
) -> FieldChoice:
    """Return *field* with the line at which the old one ended, where that is still so: it goes by words."""
    pattern = getattr(old, "until", None)
    new = field.written.field
    if pattern is None or not isinstance(new, Blocks) or new.until is not None or pattern.flags & re.IGNORECASE:
        return field
    body = written.blocks(new.selector, tuple([css for _, css in new.drops]), pattern.pattern, first=new.first)
    for page in pages:
        reading = read_draft({**members, "body": body.field}, page.sample.page, zone)
        if not isinstance(reading, Reading):
            return field
        if page.article is not None and likeness_of(reading.article.text, page.article.text) < _SAME:
            return field
    return evolve(field, written=body)


def _starts(pages: Sequence[TargetPage]) -> tuple[tuple[int, int], ...]:
    return tuple([(page.number, page.sample.lines[min(page.story)].number) for page in pages if page.story])


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
    pages: Sequence[TargetPage],
    members: Mapping[str, Any],
    story: StoryAt,
    old: Sequence[OldPage],
    zone: str | None,
) -> tuple[dict[str, tuple[str, ...]] | None, tuple[str, ...]]:
    """Return the drops of the new layout, ``None`` where those of *members* still do, and what is unsure of them."""
    rules = _rules_of(old)
    parts = _drops_in_lines(pages, rules)
    readings = [read_draft(members, page.sample.page, zone) for page in pages]
    fits = [
        isinstance(reading, Reading)
        and not reading.ledger.unexplained
        and (page.article is None or likeness_of(reading.article.text, page.article.text) >= _SAME)
        for page, reading in zip(pages, readings, strict=True)
    ]
    if all(fits) and not parts:
        return None, ()
    fields = {
        name: FieldChoice(name=name, written=as_it_is(value)) for name, value in members.items() if name != "drops"
    }
    layout = LearnedLayout(name=_NAME, pages=tuple(range(len(pages))), fields=fields)
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
    return {rule: tuple(each) for rule, each in sorted(named.items())}, tuple(unsure)


def _drops_in_lines(pages: Sequence[TargetPage], rules: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return rules and selectors of what stands in lines of the story and is no part of it."""
    found: dict[str, tuple[str, str]] = {}
    for page in pages:
        if page.article is None:
            continue
        blocks = [block.text for block in page.article.body]
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
        blocks = [block.text for block in page.article.body] if page.article is not None else []
        for place in page.sample.places(page.sample.css(css)):
            if place.line.index in page.story and (not blocks or any(place.text in block for block in blocks)):
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
