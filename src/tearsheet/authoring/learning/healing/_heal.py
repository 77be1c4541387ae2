"""Healing an adapter: what old pages tell of the new ones, and a new layout that reads them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from attrs import evolve

from tearsheet.adapters.registry import Reading
from tearsheet.authoring.learning.healing.context import contexts_of
from tearsheet.authoring.learning.healing.field_repair import FieldRepair
from tearsheet.authoring.learning.healing.healing import HealError, Healing, Pair, Proof
from tearsheet.authoring.learning.healing.layout import body_choice, drops_anew
from tearsheet.authoring.learning.healing.new_pages import (
    NewPages,
    common_ground,
    has,
    on_page,
    read_old,
    sorted_out,
    target_pages_of,
)
from tearsheet.authoring.learning.healing.old_pages import OldPage
from tearsheet.authoring.learning.healing.signature import joined_signature, signature_of
from tearsheet.authoring.learning.healing.source import (
    ModuleSource,
    healed_adapter,
    kept_code,
    source_of,
    with_signature,
)
from tearsheet.authoring.learning.healing.target_page import TargetPage
from tearsheet.authoring.learning.healing.verify import Expected, prove
from tearsheet.authoring.learning.healing.writing import FIELDS, ORDER, Layer, class_of_layout, with_layout
from tearsheet.authoring.learning.learned import FieldChoice
from tearsheet.authoring.learning.shared_lines import SharedLines
from tearsheet.errors import InputError
from tearsheet.fields import DeclaredAdapter, PageLayout
from tearsheet.page import Page
from tearsheet.reading.adapter import Adapter

__all__ = ["heal"]

_COMPARED = frozenset({"title", "published", "updated", "authors", "source"})


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
    target_pages = [target_page for target_page in every if target_page.story]
    if not target_pages:
        raise HealError(
            f"{healer.name}: the {len(every)} new pages that cannot be read show no story",
            missing=("new pages that show a story",),
        )
    aside = [
        f"new page {target_page.number + 1} shows no story, and is left aside"
        for target_page in every
        if not target_page.story
    ]
    common = common_ground(old_pages, target_pages)
    base = _base(old_pages, [pair for pair in done.pairs if pair.new in new_pages.reasons])
    declared = _declared(healer, base, old_pages)
    module = source_of(healer) if isinstance(healer, DeclaredAdapter) else None
    kind = _class_of(healer, base)
    repair = FieldRepair(target_pages, declared, contexts_of(old_pages), module, kind)
    repair.shape()
    if "title" not in repair.choices:
        raise HealError(
            f"{healer.name}: no way leads to the titles of the new pages",
            missing=("new pages that print their titles",),
        )
    return _layered(
        healer, done, repair, old_pages, new_pages, base=base, since=since, layout=layout, common=common, aside=aside
    )


# -- the adapter -------------------------------------------------------------------------------------------------------


def _base(old_pages: Sequence[OldPage], pairs: Sequence[Pair]) -> str | None:
    """Return the layout that the known stories had, else that of the latest old pages."""
    told = {pair.old for pair in pairs}
    some = [each for each in old_pages if each.number in told] or list(old_pages)
    return Counter(each.reading.article.layout for each in some).most_common(1)[0][0]


def _class_of(adapter: Adapter, layout: str | None) -> str | None:
    """Return the name of the class that declares *layout*, ``None`` where the adapter itself does."""
    shape = adapter.shapes.get(layout or "") if isinstance(adapter, DeclaredAdapter) else None
    return shape.__name__ if shape is not None else None


def _declared(adapter: Adapter, base: str | None, old_pages: Sequence[OldPage]) -> dict[str, Any]:
    """Return the fields of the layout *base*; of an adapter that declares none, the names of those that it fills."""
    if not isinstance(adapter, DeclaredAdapter):
        names = ("summary", "published", "updated", "authors", "source", "section", "tags", "related", "comments")
        return dict.fromkeys(name for name in names if any(has(each.reading.article, name) for each in old_pages))
    shape = adapter.shapes.get(base or "", type(adapter))
    found: dict[str, Any] = {}
    for name in FIELDS:
        own = next((vars(kind)[name] for kind in shape.__mro__ if kind is not PageLayout and name in vars(kind)), ...)
        value = getattr(type(adapter), name, None) if own is ... else own
        if value:
            found[name] = value
    return found


def _layered(
    adapter: Adapter,
    done: Healing,
    repair: FieldRepair,
    old_pages: Sequence[OldPage],
    new_pages: NewPages,
    *,
    base: str | None,
    since: date | None,
    layout: str | None,
    common: tuple[str, ...],
    aside: list[str],
) -> Healing:
    target_pages = repair.pages
    found = {name: choice for name, choice in repair.choices.items() if choice.written.field is not None}
    members = _members(repair, found)
    shared = SharedLines([target_page.sample for target_page in target_pages])
    try:
        body, story = body_choice(target_pages, shared, members, repair.declared.get("body"), adapter.zone)
    except InputError as error:
        raise HealError(f"{adapter.name}: {error}", missing=("new pages that show a story",)) from error
    choices: dict[str, FieldChoice] = {**repair.choices, "body": body}
    members["body"] = body.written.field
    drops, unsure = drops_anew(target_pages, members, story, old_pages, adapter.zone)
    others = [each.page for each in old_pages] + [
        page for n, page in enumerate(new_pages.pages) if n not in new_pages.reasons
    ]
    signature = signature_of(target_pages, story, choices["title"], others)
    days = [page.captured_at.date() for n in new_pages.reasons if (page := new_pages.pages[n]).captured_at is not None]
    since = since or min(days, default=None)
    doubts = [*aside, *unsure]
    if not signature:
        doubts.append("no selector tells the new pages from the old: only the day does")
    if since is None:
        doubts.append("no new page says when it was captured: give the first day of the layout with since")
    signature_of_site = joined_signature(adapter.signature, target_pages, story, choices["title"])
    if signature_of_site is not None and not all(
        signature_of_site.check(page)[0] or adapter.recognise(page).matched
        for page in [new_pages.pages[n] for n in new_pages.reasons]
    ):
        doubts.append(
            "the adapter does not recognise all the new pages as its own: look at its hosts, paths and signature"
        )
    told = [choices[name] for name in ORDER if name in choices]
    told += [each for keys in repair.mappings.values() for each in keys.values() if each is not None]
    done = evolve(
        done,
        base=base,
        since=since,
        pairs=tuple([pair for pair in done.pairs if pair.new in new_pages.pairs]),
        fields=(*told, *repair.lost),
        drops=tuple((drops or {}).items()),
        signature=signature,
        unsure=(
            *doubts,
            *([f"{len(common)} lines of the site's own stand on old and new pages"] if not done.pairs else []),
        ),
    )
    if not isinstance(adapter, DeclaredAdapter):
        return evolve(
            done,
            refused=f"{adapter.name} is written by hand: nobody but its author can say where a layout goes in it. "
            "The fields are what a declared one would have",
        )
    module = source_of(adapter)
    layer = Layer(
        name=_layout_name(adapter, layout, since),
        base=_class_of(adapter, base) or "PageLayout",
        since=since,
        signature=signature,
        fields=_written(repair, choices, module),
        evidence=[each for each in (*told, *repair.lost) if not each.inherited],
        drops=drops or {},
        note=_note(done, repair),
        bare_mappings=module.bare_mappings,
    )
    source = "\n".join(layer.lines()) + "\n"
    healed = healed_adapter(adapter, layer.name, source, signature_of_site)
    proof, readings = _proved(healed, old_pages, target_pages)
    text, lacking = module.source, list[str]()
    if text is not None and signature_of_site is not None and signature_of_site is not adapter.signature:
        text = with_signature(text, type(adapter).__name__, signature_of_site)
        if text is None:
            text = module.source
            lacking.append(f"give the signature of {module.kind} the marks of the new pages: {signature_of_site}")
    after = with_layout(text, type(adapter).__name__, layer) if text is not None else None
    return evolve(
        done,
        unsure=(*done.unsure, *lacking),
        layout=layer.name,
        source=source,
        before=module.source,
        after=after,
        path=module.path,
        proof=proof,
        readings=readings,
    )


def _members(repair: FieldRepair, found: Mapping[str, FieldChoice]) -> dict[str, Any]:
    """Return the fields of the new layout but the story, as a class of fields has them."""
    gone = {name for name, choice in repair.choices.items() if choice.written.field is None}
    members = {
        name: value for name, value in repair.declared.items() if name not in {*gone, "body"} and value is not None
    }
    members |= {name: choice.written.field for name, choice in found.items()}
    for name, keys in repair.mappings.items():
        if all(choice is None for choice in keys.values()) and name not in repair.misled:
            continue
        members[name] = {key: choice.written.field for key, choice in keys.items() if choice is not None}
    return members


def _written(
    repair: FieldRepair, choices: Mapping[str, FieldChoice], module: ModuleSource
) -> dict[str, tuple[str, ...] | Mapping[str, str]]:
    """Return the code of the fields that are written: those that are not inherited."""
    written: dict[str, tuple[str, ...] | Mapping[str, str]] = {}
    for name in ORDER:
        if name in choices and not choices[name].inherited:
            written[name] = choices[name].code
        keys = repair.mappings.get(name)
        anew = [choice for choice in (keys or {}).values() if choice is not None and not choice.inherited]
        if keys and (anew or name in repair.misled):
            codes: dict[str, str] = {}
            for key, choice in keys.items():
                if choice is not None:
                    kept = kept_code(module, repair.base, name, key) if choice.inherited else str(choice.written)
                    codes |= {key: kept} if kept is not None else {}
            written[name] = codes
    return written


def _layout_name(adapter: DeclaredAdapter, given: str | None, since: date | None) -> str:
    if given is not None:
        if re.fullmatch(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*", given) is None:
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


def _note(done: Healing, repair: FieldRepair) -> str:
    kept = [name for name, choice in repair.choices.items() if choice.inherited]
    told = f"Healed from {len(done.unreadable)} pages, {len(done.pairs)} of them with a story known from an old page."
    return f"{told} Kept: {', '.join(kept)}." if kept else told


def _proved(
    adapter: Adapter, old_pages: Sequence[OldPage], target_pages: Sequence[TargetPage]
) -> tuple[Proof, dict[int, Reading]]:
    expected = [
        Expected(
            number=target_page.number,
            page=target_page.sample.page,
            article=target_page.article,
            fields=on_page(target_page.sample, target_page.article) & _COMPARED
            if target_page.article is not None
            else frozenset(),
        )
        for target_page in target_pages
    ]
    return prove(adapter, old_pages, expected)
