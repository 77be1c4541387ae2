"""The story of the new layout, what is dropped in it, and the signature by which it is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import evolve

from tearsheet.adapters.registry import Reading
from tearsheet.authoring.learning import written
from tearsheet.authoring.learning.body import StoryAt, learn_body
from tearsheet.authoring.learning.container import Densities
from tearsheet.authoring.learning.healing.healing import Healed
from tearsheet.authoring.learning.healing.proof import likeness_of, read_by
from tearsheet.authoring.learning.healing.sheet import Sheet
from tearsheet.authoring.learning.healing.story import Old
from tearsheet.authoring.learning.healing.values import Choice
from tearsheet.authoring.learning.known import Known
from tearsheet.authoring.learning.learned import LearnedField, LearnedLayout
from tearsheet.authoring.learning.leftovers import account_for
from tearsheet.authoring.learning.naming import selectors_of
from tearsheet.authoring.learning.specimen import Specimen
from tearsheet.authoring.learning.template import Template
from tearsheet.authoring.learning.written import Written
from tearsheet.errors import TearsheetError
from tearsheet.fields import DeclaredAdapter
from tearsheet.fields.body import Blocks
from tearsheet.page import Page

__all__ = ["body_choice", "drops_anew", "read_draft", "signature_of"]

_SAME = 0.98
_NAME = "healed"
_LOOKED_AT = 800
_LASTING = 2.6
_MARKS = 2


def read_draft(members: Mapping[str, Any], page: Page, zone: str | None) -> Reading | TearsheetError:
    """Return what an adapter with the fields *members* reads of *page*."""
    kind = type("Draft", (DeclaredAdapter,), {"name": _NAME, "zone": zone, **members})
    return read_by(kind(), page)


def body_choice(
    sheets: Sequence[Sheet], template: Template, members: Mapping[str, Any], old: Any, zone: str | None
) -> tuple[Choice | None, StoryAt]:
    """Return the field of the story, and the lines that it has on each page.

    :param members: the other fields, with which it is tried
    :raises InputError: when no element holds the story
    """
    if old is not None:
        readings = [read_draft({**members, "body": old}, sheet.specimen.page, zone) for sheet in sheets]
        right = sum(
            isinstance(reading, Reading)
            and (sheet.article is None or likeness_of(reading.article.text, sheet.article.text) >= _SAME)
            for sheet, reading in zip(sheets, readings, strict=True)
        )
        known = sum(sheet.article is not None for sheet in sheets)
        if right == len(sheets) and known:
            healed = Healed(
                name="body",
                code=(repr(old),),
                inherited=True,
                right=known,
                known=known,
                lines=_starts(sheets),
                confidence=0.97,
            )
            lines = [_body_lines(reading) for reading in readings if isinstance(reading, Reading)]
            return Choice(Written((repr(old),), old, frozenset()), healed), _story(lines, old)
    # Where some stories are known, what is dropped in them is learned from those alone.
    told = [sheet for sheet in sheets if sheet.article is not None] or list(sheets)
    densities = [
        Densities(sheet.specimen, template, sheet.title, sheet.story if sheet.article is not None else None)
        for sheet in told
    ]
    starts = [sheet.specimen.lines[min(sheet.story)].text if sheet.article is not None else None for sheet in told]
    learned = learn_body(densities, template, [Known(body_from=start) for start in starts])
    field = _until(_lean(learned.field, members, told, zone), old, members, sheets, zone)
    lines_of = {sheet.number: lines for sheet, lines in zip(told, learned.lines, strict=True)}
    for sheet in sheets:
        if sheet.number not in lines_of:
            reading = read_draft({**members, "body": field.written.field}, sheet.specimen.page, zone)
            lines_of[sheet.number] = _body_lines(reading) if isinstance(reading, Reading) else frozenset()
    story = evolve(_story([lines_of[sheet.number] for sheet in sheets], old), selector=learned.selector)
    right = sum(
        sheet.article is not None and len(lines & sheet.story) >= 0.9 * len(lines | sheet.story)
        for sheet, lines in zip(sheets, story.lines, strict=True)
    )
    known = sum(sheet.article is not None for sheet in sheets)
    healed = Healed(
        name="body",
        code=field.written.code,
        right=right,
        known=known,
        lines=_starts(sheets),
        framed=not known,
        confidence=field.confidence,
        others=field.others,
        unsure=field.unsure,
    )
    return Choice(field.written, healed), story


def _lean(field: LearnedField, members: Mapping[str, Any], sheets: Sequence[Sheet], zone: str | None) -> LearnedField:
    """Return *field* without the drops that do nothing: of what other fields take before the story is read."""
    new = field.written.field
    if not isinstance(new, Blocks):
        return field
    kept = [css for _, css in new.drops]
    until = new.until.pattern if new.until is not None else None
    body = written.blocks(new.selector, tuple(kept), until, first=new.first)
    wanted = _stories({**members, "body": new}, sheets, zone)
    for css in list(kept):
        fewer = tuple([other for other in kept if other != css])
        lean = written.blocks(new.selector, fewer, until, first=new.first)
        if _stories({**members, "body": lean.field}, sheets, zone) == wanted:
            kept.remove(css)
            body = lean
    return evolve(field, written=body)


def _stories(members: Mapping[str, Any], sheets: Sequence[Sheet], zone: str | None) -> list[str | None]:
    readings = [read_draft(members, sheet.specimen.page, zone) for sheet in sheets]
    return [reading.article.text if isinstance(reading, Reading) else None for reading in readings]


def _until(
    field: LearnedField, old: Any, members: Mapping[str, Any], sheets: Sequence[Sheet], zone: str | None
) -> LearnedField:
    """Return *field* with the line at which the old one ended, where that is still so: it goes by words."""
    pattern = getattr(old, "until", None)
    new = field.written.field
    if pattern is None or not isinstance(new, Blocks) or new.until is not None or pattern.flags & re.IGNORECASE:
        return field
    body = written.blocks(new.selector, tuple([css for _, css in new.drops]), pattern.pattern, first=new.first)
    for sheet in sheets:
        reading = read_draft({**members, "body": body.field}, sheet.specimen.page, zone)
        if not isinstance(reading, Reading):
            return field
        if sheet.article is not None and likeness_of(reading.article.text, sheet.article.text) < _SAME:
            return field
    return evolve(field, written=body)


def _starts(sheets: Sequence[Sheet]) -> tuple[tuple[int, int], ...]:
    return tuple([(sheet.number, sheet.specimen.lines[min(sheet.story)].number) for sheet in sheets if sheet.story])


def _body_lines(reading: Reading) -> frozenset[int]:
    numbers = {entry.line for entry in reading.ledger.entries if (entry.role or "").startswith("body")}
    return frozenset(line.index for line in reading.ledger.lines if line.number in numbers)


def _story(lines: Sequence[frozenset[int]], old: Any) -> StoryAt:
    kept = Written((repr(old),), old, frozenset[str]())
    return StoryAt(
        field=LearnedField(name="body", written=kept, values=(), confidence=1.0),
        selector="",
        nodes=tuple([() for _ in lines]),
        lines=tuple(lines),
        spans=tuple([(min(each, default=0), max(each, default=-1) + 1) for each in lines]),
    )


# -- what is no story --------------------------------------------------------------------------------------------------


def drops_anew(
    sheets: Sequence[Sheet], members: Mapping[str, Any], story: StoryAt, old: Sequence[Old], zone: str | None
) -> tuple[dict[str, tuple[str, ...]] | None, tuple[str, ...]]:
    """Return the drops of the new layout, ``None`` where those of *members* still do, and what is unsure of them."""
    rules = _rules_of(old)
    parts = _drops_in_lines(sheets, rules)
    readings = [read_draft(members, sheet.specimen.page, zone) for sheet in sheets]
    fits = [
        isinstance(reading, Reading)
        and not reading.ledger.unexplained
        and (sheet.article is None or likeness_of(reading.article.text, sheet.article.text) >= _SAME)
        for sheet, reading in zip(sheets, readings, strict=True)
    ]
    if all(fits) and not parts:
        return None, ()
    fields = {
        name: LearnedField(name=name, written=Written((), value, frozenset()), values=(), confidence=1.0)
        for name, value in members.items()
        if name != "drops"
    }
    layout = LearnedLayout(name=_NAME, pages=tuple(range(len(sheets))), fields=fields)
    left = account_for(layout, [sheet.specimen for sheet in sheets], story)
    named: dict[str, list[str]] = {}
    for rule, selectors in left.drops.items():
        for selector in selectors:
            named.setdefault(_old_rule(selector, sheets, rules) or rule, []).append(selector)
    for rule, selector in parts:
        if all(selector not in each for each in named.values()):
            named.setdefault(rule, []).append(selector)
    # What account_for would keep as notices stands in no element of its own; a person may find out what it is.
    unsure = [doubt for doubt in left.unsure if not doubt.startswith("notices")]
    if left.notices is not None:
        unsure.append("some words stand beside the story in no element of their own, and stay unexplained")
    return {rule: tuple(each) for rule, each in sorted(named.items())}, tuple(unsure)


def _drops_in_lines(sheets: Sequence[Sheet], rules: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return rules and selectors of what stands in lines of the story and is no part of it."""
    found: dict[str, tuple[str, str]] = {}
    for sheet in sheets:
        if sheet.article is None:
            continue
        blocks = [block.text for block in sheet.article.body]
        for index in sorted(sheet.story):
            line = sheet.specimen.lines[index]
            block = next((text for text in blocks if text in line.text and text != line.text), None)
            if block is None or line.text in blocks:
                continue
            start = line.text.find(block)
            for run in line.runs:
                apart = run.end <= start or run.start >= start + len(block)
                if not apart or run.node is None or not any(map(str.isalnum, run.text)) or run.text in found:
                    continue
                selector = next((s for s in selectors_of(run.node)[:20] if _is_no_story(s.css, sheets)), None)
                if selector is not None and "nth-" not in selector.css:
                    found[run.text] = (rules.get(run.text, "not-story"), selector.css)
    return list(dict.fromkeys(found.values()))


def _is_no_story(css: str, sheets: Sequence[Sheet]) -> bool:
    """Whether nothing that *css* matches holds words of a known story."""
    for sheet in sheets:
        blocks = [block.text for block in sheet.article.body] if sheet.article is not None else []
        for place in sheet.specimen.places(sheet.specimen.css(css)):
            if place.line.index in sheet.story and (not blocks or any(place.text in block for block in blocks)):
                return False
    return True


def _rules_of(old: Sequence[Old]) -> dict[str, str]:
    """Return under which rule lines were dropped on old pages, by their text."""
    count: dict[str, Counter[str]] = {}
    for each in old:
        for entry in each.reading.ledger.entries:
            if entry.rule is not None and entry.rule not in {"separator", "label", "bullet"}:
                count.setdefault(entry.text, Counter())[entry.rule] += 1
    return {text: rules.most_common(1)[0][0] for text, rules in count.items()}


def _old_rule(selector: str, sheets: Sequence[Sheet], rules: Mapping[str, str]) -> str | None:
    """Return the rule under which most of what *selector* matches was dropped on old pages."""
    count: Counter[str] = Counter()
    total = 0
    for sheet in sheets:
        for place in sheet.specimen.places(sheet.specimen.css(selector)):
            total += 1
            rule = rules.get(place.text)
            count.update([rule] if rule is not None else [])
    best = count.most_common(1)
    return best[0][0] if best and best[0][1] * 2 >= total else None


# -- what tells it -----------------------------------------------------------------------------------------------------


def signature_of(sheets: Sequence[Sheet], story: StoryAt, title: Choice, others: Sequence[Page]) -> tuple[str, ...]:
    """Return selectors that all new pages have and none of *others*; none where there are no such.

    Those by which the story and the title are found go first: a page without them could not be read anyway.
    """
    found: list[str] = []
    own = [story.selector] if story.selector else []
    own += [
        found_css for node in _title_nodes(sheets[:1], title) for found_css in [s.css for s in selectors_of(node)[:20]]
    ]
    for group in (own[:1], own[1:]) if story.selector else (own,):
        telling = [css for css in group if "nth-" not in css and not css.isalnum() and _tells(css, sheets, others)]
        found += [css for css in telling[:1] if css not in found]
    if len(found) < _MARKS:
        seen: set[str] = set(own)
        first = sheets[0].specimen
        for node in first.page.css("body [id], body [class]")[:_LOOKED_AT]:
            for selector in selectors_of(node)[:2]:
                if selector.css in seen:
                    continue
                seen.add(selector.css)
                lasting = selector.cost < _LASTING and "nth-" not in selector.css
                if lasting and _once(selector.css, sheets) and _tells(selector.css, sheets, others):
                    found.append(selector.css)
                    break
            if len(found) >= _MARKS:
                break
    return tuple(found[:_MARKS])


def _title_nodes(sheets: Sequence[Sheet], title: Choice) -> list[Any]:
    nodes = []
    for sheet in sheets:
        found = next(title.field.field.find(sheet.specimen.scope), None)
        if found is not None and found.node is not None:
            nodes.append(found.node)
    return nodes


def _tells(css: str, sheets: Sequence[Sheet], others: Sequence[Page]) -> bool:
    return all(sheet.specimen.css(css) for sheet in sheets) and not any(
        page.is_html and page.has(css) for page in others
    )


def _once(css: str, sheets: Sequence[Sheet]) -> bool:
    return all(len(_css(sheet.specimen, css)) == 1 for sheet in sheets)


def _css(specimen: Specimen, css: str) -> list[Any]:
    return specimen.css(css)
