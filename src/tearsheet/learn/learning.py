"""Learning a site from pages of it: what the values are, where they stand, and which fields will find them again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import evolve

from tearsheet.errors import InputError
from tearsheet.learn.address import hosts_of, paths_of, signature_of
from tearsheet.learn.body import StoryAt, learn_body
from tearsheet.learn.container import Densities, choose_body
from tearsheet.learn.known import Known, check_known, filled, span_of
from tearsheet.learn.learned import Learned, LearnedField, LearnedLayout
from tearsheet.learn.leftovers import account_for, learn_related
from tearsheet.learn.masthead import learn_masthead
from tearsheet.learn.proposals import Proposal, propose_title, title_line
from tearsheet.learn.specimen import Specimen
from tearsheet.learn.template import Template
from tearsheet.learn.thread import learn_comments
from tearsheet.learn.voting import sources_of
from tearsheet.page import Page

__all__ = ["learn"]

_FITS = 0.72
_NAMES = ("first", "second", "third", "fourth", "fifth")
_ORDER = (
    "title",
    "summary",
    "published",
    "updated",
    "authors",
    "source",
    "section",
    "tags",
    "body",
    "related",
    "comments",
    "notices",
)


def learn(
    pages: Sequence[Page],
    known: Sequence[Known | None] = (),
    *,
    zone: str | None = None,
    account: bool = True,
    propose: Callable[[Page], Known] | None = None,
) -> Learned:
    """Learn to read a site.

    :param pages: pages of one site, each with a story; HTML
    :param known: what is known of each page, in order; for those without it is proposed
    :param zone: IANA name of the zone in which the site prints its times
    :param account: also find what is no part of the story, so that nothing of the pages is left unexplained
    :param propose: asked for what is not known of a page, such as what another reader makes of it; what it says that is
        not on the page is left out, and the rest is taken as if it were known
    :raises InputError: for no pages, pages that are no HTML, and pages without a story
    :raises NotOnPageError: for a known text that is not on its page
    """
    if not pages:
        raise InputError("there is no page to learn from")
    for number, page in enumerate(pages, 1):
        if not page.is_html:
            raise InputError(f"page {number} is no HTML; a site is learned from its markup, so save the page as HTML")
    specimens = [Specimen(page, zone) for page in pages]
    told = [each or Known() for each in [*known, *[None] * (len(pages) - len(known))]]
    for number, (specimen, each) in enumerate(zip(specimens, told, strict=False)):
        check_known(specimen, each, number)
    if propose is not None:
        told = [filled(each, propose(specimen.page), specimen) for specimen, each in zip(specimens, told, strict=False)]
    template = Template(specimens)
    titles = [_title(specimen, template, each) for specimen, each in zip(specimens, told, strict=False)]
    densities = [
        _densities(specimen, template, title, each)
        for specimen, title, each in zip(specimens, titles, told, strict=False)
    ]
    unsure: list[str] = []
    groups = _groups(densities)
    layouts: list[LearnedLayout] = []
    for name, group in zip(_NAMES, groups, strict=False):
        some = [specimens[index] for index in group]
        story = learn_body([densities[index] for index in group], template, [told[index] for index in group])
        layouts.append(
            _layout(
                name,
                group,
                some,
                story,
                titles=[titles[i] for i in group],
                told=[told[i] for i in group],
                account=account,
            )
        )
    if len(groups) > 1:
        unsure.append(
            f"the pages are in {len(groups)} layouts: "
            + "; ".join(f"{layout.name}: page {', '.join(str(i + 1) for i in layout.pages)}" for layout in layouts)
            + "; each was learned from its own pages alone"
        )
    elif len(pages) == 1:
        unsure.append("learned from one page: what its other pages have is not known; a second page tells much")
    hosts, paths = hosts_of(pages), paths_of(pages)
    return Learned(
        layouts=tuple(layouts),
        hosts=hosts,
        paths=paths,
        signature=signature_of(specimens, [layout.marks for layout in layouts], hosts),
        zone=zone,
        unsure=tuple(unsure),
    )


def _title(specimen: Specimen, template: Template, known: Known) -> Proposal | None:
    stated = sources_of(specimen)
    if known.title is None:
        return propose_title(specimen, template, stated)
    wanted = " ".join(known.title.split())
    sightings = [each for each in specimen.sightings(wanted) if each.whole] or list(specimen.sightings(wanted))
    headed = [each for each in sightings if (each.node.tag or "") in {"h1", "h2", "h3"}] or sightings
    return Proposal(wanted, "given", 1.0, node=headed[0].node if headed else None)


def _densities(specimen: Specimen, template: Template, title: Proposal | None, known: Known) -> Densities:
    line = title_line(specimen, title)
    span = span_of(specimen, known)
    if span is not None and min(span) >= 0:
        return Densities(specimen, template, line, frozenset(range(*span)))
    return Densities(specimen, template, line)


def _groups(densities: Sequence[Densities]) -> list[list[int]]:
    """Return the pages by layout: those whose stories one selector finds belong together.

    :raises InputError: for a page without a story
    """
    left = list(range(len(densities)))
    groups: list[list[int]] = []
    for index, each in enumerate(densities):
        if each.best() is None:
            raise InputError(f"page {index + 1} shows no words to learn a story from")
    while left:
        some = [densities[index] for index in left]
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
    name: str,
    group: list[int],
    specimens: list[Specimen],
    story: StoryAt,
    *,
    titles: list[Proposal | None],
    told: list[Known],
    account: bool,
) -> LearnedLayout:
    fields: dict[str, LearnedField] = learn_masthead(specimens, titles, told, story)
    if "title" not in fields:
        which = " and ".join([str(index + 1) for index in group])
        raise InputError(f"page {which} prints and states no title; give the text that is one")
    fields["body"] = story.field
    comments = learn_comments(specimens, told, story.lines)
    if comments is not None:
        fields["comments"] = comments
    related = learn_related(specimens, story) if account else None
    if related is not None:
        fields["related"] = related
    layout = LearnedLayout(
        name=name,
        pages=tuple(group),
        fields={field: fields[field] for field in _ORDER if field in fields},
        marks=(story.selector,),
    )
    if account:
        left = account_for(layout, specimens, story)
        if left.notices is not None:
            layout = evolve(layout, fields={**layout.fields, "notices": left.notices})
        layout = evolve(layout, drops=left.drops, unsure=left.unsure)
    return layout
