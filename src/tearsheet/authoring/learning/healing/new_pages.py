"""The pages to heal by: which old ones tell something, which new ones cannot be read, and what is known of those."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from tearsheet.adapters.registry import Reading
from tearsheet.authoring.learning.baseline import baseline_of
from tearsheet.authoring.learning.block_scores import BlockScores
from tearsheet.authoring.learning.context import common_lines, contexts_of, in_context
from tearsheet.authoring.learning.drafts import read_by
from tearsheet.authoring.learning.healing.healing import HealError, Pair
from tearsheet.authoring.learning.healing.old_pages import OldPage, pairs_of, story_lines
from tearsheet.authoring.learning.healing.verify import differences
from tearsheet.authoring.learning.proposals import Proposal, propose_title
from tearsheet.authoring.learning.sample import Occurrence, Sample, SharedLines
from tearsheet.authoring.learning.target_page import TargetPage, printed, texts_of_story
from tearsheet.model import Article
from tearsheet.model.table import FIELDS
from tearsheet.page import Page
from tearsheet.reading.adapter import Adapter

_USUAL = ("summary", "published", "updated", "authors", "source", "section", "tags")
_FEWEST_OLD = 2
"""Old pages from which on it is known what all of them have."""
_LESS_EXPLAINED = 0.25
"""Of the page's words, by how much less may be explained than on the worst of the old ones."""
_FOUND = 0.3
"""Share of a known story's words that must be found on a page to know where it stands."""
_FEWEST_WORDS = 120
"""Prose that a story has at least, as in block_scores."""
_FEWEST_SHARED = 2
"""Lines and labels, and pages, in common that it takes to heal without a common story."""


@frozen
class NewPages:
    """The new pages: all of them, those that cannot be read and why, and whose stories are known."""

    pages: list[Page]
    samples: dict[int, Sample]
    reasons: dict[int, str]
    pairs: dict[int, Pair]


def read_old(adapter: Adapter, pages: Sequence[Page]) -> tuple[list[OldPage], list[tuple[int, str]]]:
    """Return the old pages that *adapter* reads, and the others with the reason.

    :raises HealError: where it reads none
    """
    old_pages: list[OldPage] = []
    broken: list[tuple[int, str]] = []
    for number, page in enumerate(pages):
        reading = read_by(adapter, page)
        if isinstance(reading, Reading):
            old_pages.append(OldPage(number, page, reading))
        else:
            broken.append((number, str(reading)))
    if not old_pages:
        why = f": the first says {broken[0][1]:.200}" if broken else ""
        raise HealError(
            f"{adapter.name} reads none of the {len(pages)} old pages, so nothing is known of the site{why}",
            missing=("captures from before the change, which the adapter reads",),
        )
    return old_pages, broken


def sorted_out(adapter: Adapter, old_pages: Sequence[OldPage], pages: list[Page]) -> NewPages:
    """Tell the new pages that *adapter* reads well from the others.

    :raises HealError: where none is HTML
    """
    samples = {number: Sample(page, adapter.zone) for number, page in enumerate(pages) if page.is_html}
    if not samples:
        raise HealError(
            f"{adapter.name}: none of the {len(pages)} new pages is HTML; a layout is learned from markup",
            missing=("new pages saved as HTML",),
        )
    pairs = {pair.new: pair for pair in pairs_of(old_pages, list(samples.items()))}
    usual = [
        name
        for name in _USUAL
        if len(old_pages) >= _FEWEST_OLD and all(has(each.reading.article, name) for each in old_pages)
    ]
    worst = min(each.reading.ledger.coverage for each in old_pages)
    by_number = {each.number: each for each in old_pages}
    reasons: dict[int, str] = {}
    for number, sample in samples.items():
        reading = read_by(adapter, sample.page)
        if not isinstance(reading, Reading):
            reasons[number] = str(reading)
            continue
        article = reading.article
        known = by_number[pairs[number].old].reading.article if number in pairs else None
        if known is not None:
            found, _ = differences(sample, article, known)
            if found:
                reasons[number] = "; ".join(found)
                continue
        lacking = [name for name in usual if not has(article, name)]
        if lacking:
            reasons[number] = f"no {', '.join(lacking)}, which all old pages have"
        elif reading.ledger.coverage < worst - _LESS_EXPLAINED:
            reasons[number] = f"{1 - reading.ledger.coverage:.0%} of its words are unexplained"
    return NewPages(pages, samples, reasons, pairs)


def has(article: Article, name: str) -> bool:
    """Whether *article* has anything in the field *name*."""
    return bool(FIELDS[name].value_in(article))


def target_pages_of(old_pages: Sequence[OldPage], new_pages: NewPages) -> list[TargetPage]:
    """Return the new pages that cannot be read, with what old pages tell of their stories."""
    by_number = {each.number: each for each in old_pages}
    shared = SharedLines([new_pages.samples[number] for number in new_pages.reasons])
    found: list[TargetPage] = []
    for number in new_pages.reasons:
        sample = new_pages.samples[number]
        page = TargetPage(number=number, call=f"new page {number + 1}", sample=sample)
        pair = new_pages.pairs.get(number)
        known = by_number[pair.old].reading.article if pair is not None else None
        story, coverage = story_lines(sample, texts_of_story(known) if known is not None else ())
        if known is None or coverage < _FOUND:
            new_pages.pairs.pop(number, None)
            found.append(evolve(page, story=_dense_lines(sample, shared)))
            continue
        talk = {comment.body.split("\n")[0] for comment in known.comments}
        talking = frozenset(line.index for line in sample.lines if line.text in talk and line.index not in story)
        page = evolve(page, article=known, story=story, talk=talking)
        title = printed(sample, known.title, similar=True)
        if title is not None:
            place = min(sample.occurrences(title), key=page.title_penalty, default=None)
            page = evolve(page, title=_given(title, place))
        found.append(page)
    if not any(page.title for page in found):
        found = [evolve(page, title=_guessed(page.sample, shared)) for page in found]
    return found


def _dense_lines(sample: Sample, shared: SharedLines) -> frozenset[int]:
    """Return the lines that are dense in prose, which stand for a story that nobody knows."""
    scores = BlockScores(sample, shared)
    box = scores.best()
    return frozenset(range(box.start, box.stop) if box is not None and scores.good(box) >= _FEWEST_WORDS else ())


def _guessed(sample: Sample, shared: SharedLines) -> Proposal | None:
    """Return what seems to be the title, and where it stands first."""
    baseline = baseline_of(sample.page)
    proposal = propose_title(sample, shared, baseline.title if baseline is not None else None)
    return _given(proposal.text, next(sample.occurrences(proposal.text), None)) if proposal is not None else None


def _given(title: str, place: Occurrence | None) -> Proposal:
    return Proposal(title, "given", 1.0, node=place.node if place is not None else None)


def common_ground(old_pages: Sequence[OldPage], target_pages: Sequence[TargetPage]) -> tuple[str, ...]:
    """Return the words of the site on old and new pages alike.

    :raises HealError: when the pages have neither stories nor such words in common
    """
    common = common_lines([each.page for each in old_pages], [target_page.sample for target_page in target_pages])
    if any(target_page.article is not None for target_page in target_pages):
        return common
    contexts = contexts_of([each.reading for each in old_pages])
    held = {
        name
        for name, context in contexts.items()
        for target_page in target_pages
        if in_context(target_page.sample, context, target_page.story)
    }
    missing: list[str] = []
    if len(common) + len(held) < _FEWEST_SHARED:
        missing.append(
            "a story that both an old and a new page tell: capture again a page that there is an old capture of"
        )
        missing.append("or words of the site's own that old and new pages print: labels, a footer, its name")
    if len(target_pages) < _FEWEST_SHARED:
        missing.append("at least two new pages, where none tells a known story")
    if missing:
        raise HealError(
            f"none of the {len(target_pages)} new pages that cannot be read tells a story of the {len(old_pages)} old "
            f"ones, and they have {len(common)} lines and {len(held)} labels in common: too little to heal by",
            missing=missing,
        )
    return common
