"""Learning a site from pages of it: what the values are, where they stand, and which fields will find them again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest

from attrs import evolve

from tearsheet.authoring.learning.baseline import NO_BASELINE, Baseline, baseline_of, stated_story
from tearsheet.authoring.learning.block_scores import BlockScores, choose_body
from tearsheet.authoring.learning.comments import learn_comments
from tearsheet.authoring.learning.container import container_of
from tearsheet.authoring.learning.drafts import lines_taken
from tearsheet.authoring.learning.drops import account_for
from tearsheet.authoring.learning.head import learn_head
from tearsheet.authoring.learning.known import NOTHING_TOLD, Known, check_known, completed, option_of, span_of
from tearsheet.authoring.learning.learned import FieldChoice, Learned, LearnedLayout
from tearsheet.authoring.learning.proposals import Proposal, propose_title, site_suffix, title_at
from tearsheet.authoring.learning.proposed import Proposed
from tearsheet.authoring.learning.related import proposed_related
from tearsheet.authoring.learning.sample import Sample, SharedLines
from tearsheet.authoring.learning.signature import hosts_of, paths_of, site_marks
from tearsheet.authoring.learning.story import learn_story
from tearsheet.authoring.learning.target_page import TargetPage
from tearsheet.errors import InputError
from tearsheet.fields.declared import FIELDS
from tearsheet.model.table import fields_of_kind
from tearsheet.page import Page

_FITS = 0.72
"""Agreement, from 0 to 1, from which on a container finds the story of a page, so that it is of the layout."""
_SECONDED = 0.7
"""Share of a story whose ends are given that another reader must take for one, so that it tells what stands in it."""
_NAMES = ("first", "second", "third", "fourth", "fifth")
_CLOCKS = frozenset({"hour", "minute", "second"})


def learn(
    pages: Sequence[Page],
    known: Sequence[Known | None] = (),
    *,
    zone: str | None = None,
    account: bool = True,
    propose: Callable[[Page], Baseline | None] | None = baseline_of,
) -> Learned:
    """Learn to read a site.

    :param pages: pages of one site, each with a story; HTML
    :param known: what is known of each page, in order; for those without it is proposed
    :param zone: IANA name of the zone in which the site prints its times
    :param account: also find what is no part of the story, so that nothing of the pages is left unexplained
    :param propose: asked what another reader makes of a page, by default the generic adapter; that is evidence beside
        what the pages have in common and what they state, and is never taken as known
    :raises InputError: for no pages, pages that are no HTML, and pages without a story
    :raises NotOnPageError: for a known text that is not on its page
    """
    if not pages:
        raise InputError("there is no page to learn from")
    for number, page in enumerate(pages, 1):
        if not page.is_html:
            raise InputError(f"page {number} is no HTML; a site is learned from its markup, so save the page as HTML")
    samples = [Sample(page, zone) for page in pages]
    shared = SharedLines(samples)
    targets: list[TargetPage] = []
    for number, (sample, each) in enumerate(zip_longest(samples, known[: len(pages)])):
        told = each or NOTHING_TOLD
        check_known(sample, told, number)
        baseline = (propose(sample.page) if propose is not None else None) or NO_BASELINE
        told = completed(sample, told)
        title = _title(sample, shared, told, baseline)
        targets.append(
            TargetPage(
                number=number, call=f"page {number + 1}", sample=sample, told=told, baseline=baseline, title=title
            )
        )
    targets = _without_site(targets)
    scores = [_scores(target, shared) for target in targets]
    unsure: list[str] = []
    groups = _groups(scores)
    layouts = [
        _layout(name, [targets[index] for index in group], [scores[index] for index in group], shared, account=account)
        for name, group in zip(_NAMES, groups, strict=False)
    ]
    if len(groups) > 1:
        unsure.append(
            f"the pages are in {len(groups)} layouts: "
            + "; ".join(f"{layout.name}: page {', '.join(str(i + 1) for i in layout.pages)}" for layout in layouts)
            + "; each was learned from its own pages alone"
        )
    elif len(pages) == 1:
        unsure.append("learned from one page: what its other pages have is not known; a second page tells much")
    for layout in layouts:
        for number in layout.pages:
            unsure.extend(_not_found(layout, targets[number]))
    hosts, paths = hosts_of(pages), paths_of(pages)
    return Learned(
        layouts=tuple(layouts),
        hosts=hosts,
        paths=paths,
        signature=site_marks(samples, layouts[0].marks[:1] if len(layouts) == 1 else (), hosts),
        zone=zone,
        unsure=tuple(unsure),
        pages=len(pages),
        urls=tuple([page.url for page in pages if page.url]),
    )


def _not_found(layout: LearnedLayout, page: TargetPage) -> Iterator[str]:
    """Yield in words what is known of a page and found by no field of its layout."""
    sample = page.sample
    for name, text in page.told.texts():
        if name.partition("_")[0] in layout.fields:
            continue
        near = next((place.line for place in sample.occurrences(text)), None) or (sample.nearest(text) or (None,))[0]
        where = f"; the closest is line {near.number}: {near.text!r:.80}" if near is not None else ""
        said = (
            "is read as no time" if name in {"published", "updated"} and not sample.days(text) else "no field finds it"
        )
        yield f"{page.call}: {option_of(name)} {text!r:.60} was given, and {said}{where}"


def _title(sample: Sample, shared: SharedLines, known: Known, baseline: Baseline) -> Proposal | None:
    if known.title is None:
        return propose_title(sample, shared, baseline.title)
    wanted = " ".join(known.title.split())
    node = title_at(sample, shared, wanted) or next((each.node for each in sample.occurrences(wanted)), None)
    return Proposal(wanted, "given", 1.0, node=node)


def _without_site(pages: Sequence[TargetPage]) -> list[TargetPage]:
    """Return *pages* with their titles, those that are the ``<title>`` without the name of the site."""
    suffix = site_suffix([page.sample.page.title or "" for page in pages])
    return [
        evolve(page, title=evolve(page.title, text=page.title.text.removesuffix(suffix), sure=0.5))
        if suffix and page.title is not None and page.title.text == page.sample.page.title
        else page
        for page in pages
    ]


def _scores(page: TargetPage, shared: SharedLines) -> BlockScores:
    sample, line = page.sample, page.title_line
    span = span_of(sample, page.told)
    if span is not None and min(span) >= 0:
        return BlockScores(sample, shared, line, _within(sample, span, shared, page.baseline))
    return BlockScores(sample, shared, line, baseline=page.baseline.story, stated=stated_story(sample.page))


def _within(sample: Sample, span: tuple[int, int], shared: SharedLines, baseline: Baseline) -> frozenset[int]:
    """Return the lines of a story whose ends are known: those between them, without what stands among them."""
    lines = [sample.lines[index] for index in range(*span)]
    ends = {span[0], span[1] - 1}
    seconded = sum(len(line.text) for line in lines if line.index in baseline.story)
    others = seconded < _SECONDED * sum(len(line.text) for line in lines)
    return frozenset(
        line.index
        for line in lines
        if line.index in ends or (line not in shared and (others or line.index in baseline.story))
    )


def _groups(scores: Sequence[BlockScores]) -> list[list[int]]:
    """Return the pages by layout: those whose stories one selector finds belong together.

    :raises InputError: for a page without a story
    """
    left = list(range(len(scores)))
    groups: list[list[int]] = []
    for index, each in enumerate(scores):
        if each.best() is None:
            raise InputError(f"page {index + 1} shows no words to learn a story from")
    while left:
        some = [scores[index] for index in left]
        choices = choose_body(some)
        fitting = [choice for choice in choices if min(choice.agreement) >= _FITS] or choices[:1]
        if len(left) == 1 or min(fitting[0].agreement) >= _FITS or len(groups) == len(_NAMES) - 1:
            groups.append(left)
            break
        alone = choose_body(some[:1])[0]
        tried = [choice for choice in choices if choice.agreement[0] >= _FITS]
        best = max(tried, key=lambda choice: sum(value >= _FITS for value in choice.agreement), default=alone)
        agreement = best.agreement if len(best.agreement) == len(left) else (1.0, *[0.0] * (len(left) - 1))
        group = [index for index, value in zip(left, agreement, strict=True) if value >= _FITS] or left[:1]
        groups.append(group)
        left = [index for index in left if index not in group]
    return groups


def _layout(
    name: str, pages: list[TargetPage], scores: list[BlockScores], shared: SharedLines, *, account: bool
) -> LearnedLayout:
    samples = [page.sample for page in pages]
    container = container_of(scores)
    fields = learn_head(pages, propose=Proposed(pages, container.spans).field)
    if "title" not in fields:
        which = " and ".join([str(page.number + 1) for page in pages])
        told = next((page for page in pages if page.told.title), None)
        near = told.sample.nearest(told.told.title or "") if told is not None else None
        if told is not None and near is not None:
            raise InputError(
                f"--title {told.told.title!r} is no title whole; give it as line {near[0].number} of page "
                f"{told.number + 1} has it: {near[1]!r}"
            )
        raise InputError(f"page {which} prints and states no title; give the text that is one")
    fields |= {name: _clocked(fields[name], samples) for name in fields_of_kind("moment") if name in fields}
    taken = [lines_taken(fields.values(), sample) for sample in samples]
    story = learn_story(pages, scores, shared, taken, container=container)
    more = {
        "body": story.field,
        "comments": learn_comments(pages, story.lines),
        "related": proposed_related(samples, story.lines) if account else None,
    }
    fields |= {name: each for name, each in more.items() if each is not None}
    layout = LearnedLayout(
        name=name,
        pages=tuple([page.number for page in pages]),
        fields={field: fields[field] for field in FIELDS if field in fields},
        marks=(story.selector,),
    )
    if account:
        left = account_for(layout, samples, story.lines)
        if left.notices is not None:
            layout = evolve(layout, fields={**layout.fields, "notices": left.notices})
        layout = evolve(layout, drops=left.drops, unsure=left.unsure)
    return layout


def _clocked(field: FieldChoice, samples: Sequence[Sample]) -> FieldChoice:
    """Return *field*, with a doubt where its times have a clock and no zone is known."""
    moments = [
        sample.reader.moment(text) for sample, text in zip(samples, field.values, strict=True) if isinstance(text, str)
    ]
    if any(moment is not None and moment.zone is None and moment.precision in _CLOCKS for moment in moments):
        return evolve(
            field, unsure=(*field.unsure, "its clock is of no known zone; give --zone, or declare zone = ...")
        )
    return field
