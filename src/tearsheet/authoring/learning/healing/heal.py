"""Healing an adapter: what old pages tell of the new ones is learned from, and a new layout reads them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from attrs import evolve

from tearsheet.authoring.learning.block_scores import BlockScores
from tearsheet.authoring.learning.choice import Target
from tearsheet.authoring.learning.comments import learn_comments
from tearsheet.authoring.learning.context import contexts_of
from tearsheet.authoring.learning.drafts import lines_taken
from tearsheet.authoring.learning.drops import drops_anew
from tearsheet.authoring.learning.head import kept_list, learn_head, lost, what_finds_nothing
from tearsheet.authoring.learning.healing.healing import HealError, Healing, Pair
from tearsheet.authoring.learning.healing.new_pages import (
    NewPages,
    common_ground,
    has,
    read_old,
    sorted_out,
    target_pages_of,
)
from tearsheet.authoring.learning.healing.old_pages import OldPage
from tearsheet.authoring.learning.healing.verify import prove
from tearsheet.authoring.learning.healing.writing import class_source, healed_adapter, with_layout, with_signature
from tearsheet.authoring.learning.learned import FieldChoice, LearnedLayout
from tearsheet.authoring.learning.module import class_of_layout
from tearsheet.authoring.learning.old_fields import ModuleSource, OldFields, source_of
from tearsheet.authoring.learning.related import known_related
from tearsheet.authoring.learning.sample import SharedLines
from tearsheet.authoring.learning.signature import joined_signature, layout_marks
from tearsheet.authoring.learning.story import OldBody, learn_story
from tearsheet.authoring.learning.target_page import TargetPage
from tearsheet.errors import InputError
from tearsheet.fields import DeclaredAdapter, PageLayout
from tearsheet.fields.declared import FIELDS
from tearsheet.page import Page
from tearsheet.reading.adapter import NAME, Adapter, Signature

_FILLED = ("summary", "published", "updated", "authors", "source", "section", "tags", "related", "comments")


def heal(
    adapter: Adapter | type[Adapter],
    old: Iterable[Page],
    new: Iterable[Page],
    *,
    since: date | None = None,
    layout: str | None = None,
) -> Healing:
    """Find out how *adapter* can read its site's *new* pages, by what it could read of *old* ones.

    Nothing is written: the module with the new layout is in the result.

    :param old: pages that it reads, HTML or text exports; those that it does not are left aside
    :param new: pages in the new markup; those that it reads well are left aside
    :param since: first day of the new layout; by default that of the earliest capture among the pages it cannot read
    :param layout: name of the new layout; by default by its first day, ``y2026-11``
    :raises HealError: when the pages have too little in common to learn anything; ``missing`` says what is needed
    """
    healer = adapter() if isinstance(adapter, type) else adapter
    old_pages, broken = read_old(healer, list(old))
    new_pages = sorted_out(healer, old_pages, list(new))
    done = Healing(
        adapter=healer.name,
        needed=bool(new_pages.reasons),
        unreadable=tuple(new_pages.reasons.items()),
        unreadable_old=tuple(broken),
        pairs=tuple([pair for number, pair in new_pages.pairs.items() if number in new_pages.reasons]),
    )
    if not new_pages.reasons:
        return done
    every = target_pages_of(old_pages, new_pages)
    pages = [page for page in every if page.story]
    if not pages:
        raise HealError(
            f"{healer.name}: the {len(every)} new pages that cannot be read show no story",
            missing=("new pages that show a story",),
        )
    aside = [f"{page.call} shows no story, and is left aside" for page in every if not page.story]
    common = common_ground(old_pages, pages)
    base = _base(old_pages, done.pairs)
    days = [page.captured_at.date() for n in new_pages.reasons if (page := new_pages.pages[n]).captured_at is not None]
    since = since or min(days, default=None)
    done = evolve(done, base=base, since=since, pairs=tuple([e for e in done.pairs if e.new in new_pages.pairs]))
    learned, signature = _learned(healer, _old_fields(healer, base, old_pages), pages, old_pages, new_pages)
    doubts = [*aside, *learned.unsure]
    if not learned.marks:
        doubts.append("no selector tells the new pages from the old: only the day does")
    if since is None:
        doubts.append("no new page says when it was captured: give the first day of the layout with since")
    if signature is not None and not all(
        signature.check(page)[0] or healer.recognise(page).matched
        for page in [new_pages.pages[n] for n in new_pages.reasons]
    ):
        doubts.append(
            "the adapter does not recognise all the new pages as its own: look at its hosts, paths and signature"
        )
    if not done.pairs:
        doubts.append(f"{len(common)} lines of the site's own stand on old and new pages")
    done = evolve(
        done,
        fields=(*_in_order(learned), *learned.lost),
        drops=tuple(learned.drops.items()),
        signature=learned.marks,
        unsure=tuple(doubts),
    )
    if not isinstance(healer, DeclaredAdapter):
        return evolve(
            done,
            refused=f"{healer.name} is written by hand: nobody but its author can say where a layout goes in it. "
            "The fields are what a declared one would have",
        )
    name = _layout_name(healer, layout, since)
    learned = evolve(learned, name=name, since=since, note=_note(done), unsure=())
    done, healed = _written(healer, done, learned, signature)
    proof, readings = prove(healed, old_pages, pages)
    return evolve(done, proof=proof, readings=readings)


# -- the old layout ----------------------------------------------------------------------------------------------------


def _base(old_pages: Sequence[OldPage], pairs: Sequence[Pair]) -> str | None:
    """Return the layout that the known stories had, else that of the latest old pages."""
    told = {pair.old for pair in pairs}
    some = [each for each in old_pages if each.number in told] or list(old_pages)
    return Counter(each.reading.article.layout for each in some).most_common(1)[0][0]


def _old_fields(adapter: Adapter, base: str | None, old_pages: Sequence[OldPage]) -> OldFields:
    """Return the fields of the layout *base*; of an adapter that declares none, the names of those that it fills."""
    contexts = contexts_of([each.reading for each in old_pages])
    if not isinstance(adapter, DeclaredAdapter):
        filled = [name for name in _FILLED if any(has(each.reading.article, name) for each in old_pages)]
        return OldFields(fields=dict.fromkeys(["title", "body", *filled]), contexts=contexts)
    own = adapter.shapes.get(base or "")
    found: dict[str, Any] = {}
    for name in FIELDS:
        kinds = [kind for kind in (own or type(adapter)).__mro__ if kind is not PageLayout and name in vars(kind)]
        value = vars(kinds[0])[name] if kinds else getattr(type(adapter), name, None)
        if value:
            found[name] = value
    declared_in = own.__name__ if own is not None else None
    return OldFields(fields=found, contexts=contexts, module=source_of(adapter), base=declared_in)


# -- the new layout ----------------------------------------------------------------------------------------------------


def _learned(
    adapter: Adapter,
    old: OldFields,
    pages: Sequence[TargetPage],
    old_pages: Sequence[OldPage],
    new_pages: NewPages,
) -> tuple[LearnedLayout, Signature | None]:
    """Return the new layout, as yet without a name, and the signature of the adapter with its marks."""
    samples = [page.sample for page in pages]
    fields = learn_head(pages, old)
    if not fields["title"].code:
        raise HealError(
            f"{adapter.name}: no way leads to the titles of the new pages",
            missing=("new pages that print their titles",),
        )
    for name, find in (("related", known_related), ("comments", learn_comments)):
        if name in old.fields:
            before = old.fields[name]
            choice = kept_list(pages, name, before) or find(pages)
            fields[name] = choice or lost(Target(name=name, pages=tuple(pages), wanted=(None,) * len(pages)), before)
    layout = LearnedLayout(
        name="",
        pages=tuple([page.number for page in pages]),
        fields={name: each for name, each in fields.items() if each.code},
        lost=tuple([each for each in (*fields.values(), *what_finds_nothing(pages, old)) if not each.code]),
        old=old,
    )
    shared = SharedLines(samples)
    scores = [
        BlockScores(page.sample, shared, page.title_line, page.story if page.article is not None else None)
        for page in pages
    ]
    taken = [lines_taken(layout.fields.values(), sample) for sample in samples]
    try:
        story = learn_story(pages, scores, shared, taken, old=OldBody(old.fields.get("body"), layout.members()))
    except InputError as error:
        raise HealError(f"{adapter.name}: {error}", missing=("new pages that show a story",)) from error
    layout = evolve(layout, fields={**layout.fields, "body": story.field})
    left = drops_anew(layout, pages, story.lines, [each.reading for each in old_pages])
    others = [each.page for each in old_pages]
    others += [page for number, page in enumerate(new_pages.pages) if number not in new_pages.reasons]
    title = layout.fields["title"]
    marks = layout_marks(samples, story.selector, title, others)
    signature = joined_signature(adapter.signature, samples, story.selector, title)
    return evolve(layout, drops=left.drops, unsure=left.unsure, marks=marks), signature


def _in_order(layout: LearnedLayout) -> list[FieldChoice]:
    """Return the fields that were found: those of the class as they are written, then those of mappings."""
    keyed = [each for name, each in layout.fields.items() if "." in name]
    return [*[layout.fields[name] for name in FIELDS if name in layout.fields], *keyed]


def _layout_name(adapter: DeclaredAdapter, given: str | None, since: date | None) -> str:
    if given is not None:
        if NAME.fullmatch(given) is None:
            raise InputError(f"{given!r} cannot be the name of a layout; use lower case words with hyphens")
        if given in adapter.shapes:
            raise InputError(f"{adapter.name} has a layout {given!r} already: {', '.join(adapter.shapes)}")
        return given
    name = start = f"y{since:%Y}-{since:%m}" if since is not None else "healed"
    number = 1
    while name in adapter.shapes or hasattr(type(adapter), class_of_layout(name)):
        number += 1
        name = f"{start}-{number}"
    return name


def _note(done: Healing) -> str:
    kept = [each.name for each in done.fields if each.inherited and "." not in each.name and each.name != "body"]
    told = f"Healed from {len(done.unreadable)} pages, {len(done.pairs)} of them with a story known from an old page."
    return f"{told} Kept: {', '.join(kept)}." if kept else told


def _written(
    adapter: DeclaredAdapter, done: Healing, layout: LearnedLayout, signature: Signature | None
) -> tuple[Healing, DeclaredAdapter]:
    """Return *done* with the layout as it is written, in its module where that is known, and the adapter with it."""
    module = layout.old.module or ModuleSource(type(adapter).__name__)
    source = class_source(layout)
    text, unsure = module.source, done.unsure
    if text is not None and signature is not None and signature is not adapter.signature:
        text = with_signature(text, module.kind, signature)
        if text is None:
            text = module.source
            unsure = (*unsure, f"give the signature of {module.kind} the marks of the new pages: {signature}")
    done = evolve(
        done,
        unsure=unsure,
        layout=layout.name,
        source=source,
        before=module.source,
        after=with_layout(text, module.kind, layout) if text is not None else None,
        path=module.path,
    )
    return done, healed_adapter(adapter, layout.name, source, signature)
