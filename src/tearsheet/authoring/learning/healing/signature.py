"""What tells the new layout: its own signature, and its marks in the signature of the adapter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tearsheet.authoring.learning.body import StoryAt
from tearsheet.authoring.learning.healing.target_page import TargetPage
from tearsheet.authoring.learning.learned import FieldChoice
from tearsheet.authoring.learning.selectors import selectors_of
from tearsheet.page import Page
from tearsheet.reading.adapter import Signature

__all__ = ["joined_signature", "signature_of"]

_LOOKED_AT = 800
_LASTING = 2.6
_MARKS = 2
_FEWEST = 2
"""Marks by which a page of the site must be known: one alone, a class or the name of a site, stands on many."""


def signature_of(
    target_pages: Sequence[TargetPage], story: StoryAt, title: FieldChoice, others: Sequence[Page]
) -> tuple[str, ...]:
    """Return selectors that all new pages have and none of *others*; none where there are no such.

    Those by which the story and the title are found go first: a page without them could not be read anyway.
    """
    return tuple(_marks(target_pages, story, title, others, _MARKS))


def joined_signature(
    own: Signature | None, target_pages: Sequence[TargetPage], story: StoryAt, title: FieldChoice
) -> Signature | None:
    """Return the signature *own* of an adapter with marks of the new pages in it, so that it knows those as well.

    As many marks must be found as before, where the new pages have that many: a page of either layout bears its own
    and those that both have. *own* as it is where it knows the pages, or they have too few marks.
    """
    if own is None or all(own.check(each.sample.page)[0] for each in target_pages):
        return own
    marks = [Signature(selectors=(css,)) for css in own.selectors] + [Signature((mark,)) for mark in own.marks]
    need = own.at_least if own.at_least is not None else len(marks)
    borne = sum(all(mark.check(each.sample.page)[0] for each in target_pages) for mark in marks)
    found = [css for css in _marks(target_pages, story, title, (), need + 1) if css not in own.selectors]
    found = found[: max(0, need - borne)]
    reached = min(need, borne + len(found))
    if reached < _FEWEST:
        return own
    return Signature(own.marks, reached, none_of=own.none_of, selectors=(*own.selectors, *found))


def _marks(
    target_pages: Sequence[TargetPage], story: StoryAt, title: FieldChoice, others: Sequence[Page], most: int
) -> list[str]:
    """Return up to *most* selectors that all the pages have and none of *others*, the most telling first."""
    found: list[str] = []
    own = [story.selector] if story.selector else []
    own += [
        found_css
        for node in _title_nodes(target_pages[:1], title)
        for found_css in [s.css for s in selectors_of(node)[:20]]
    ]
    for group in (own[:1], own[1:]) if story.selector else (own,):
        telling = [
            css for css in group if "nth-" not in css and not css.isalnum() and _tells(css, target_pages, others)
        ]
        found += [css for css in telling[:1] if css not in found]
    if len(found) < most:
        found += _landmarks(target_pages, others, {*own, *found}, most - len(found))
    return found[:most]


def _landmarks(target_pages: Sequence[TargetPage], others: Sequence[Page], seen: set[str], most: int) -> Iterator[str]:
    """Yield lasting selectors of elements that stand once on every page, and on none of *others*."""
    count = 0
    for node in target_pages[0].sample.page.css("body [id], body [class]")[:_LOOKED_AT]:
        for selector in selectors_of(node)[:2]:
            if selector.css in seen:
                continue
            seen.add(selector.css)
            lasting = selector.cost < _LASTING and "nth-" not in selector.css
            if lasting and _once(selector.css, target_pages) and _tells(selector.css, target_pages, others):
                yield selector.css
                count += 1
                break
        if count >= most:
            return


def _title_nodes(target_pages: Sequence[TargetPage], title: FieldChoice) -> list[Any]:
    nodes = []
    for target_page in target_pages:
        found = next(title.written.field.find(target_page.sample.scope), None)
        if found is not None and found.node is not None:
            nodes.append(found.node)
    return nodes


def _tells(css: str, target_pages: Sequence[TargetPage], others: Sequence[Page]) -> bool:
    return all(each.sample.css(css) for each in target_pages) and not any(
        page.is_html and page.has(css) for page in others
    )


def _once(css: str, target_pages: Sequence[TargetPage]) -> bool:
    return all(len(each.sample.css(css)) == 1 for each in target_pages)
