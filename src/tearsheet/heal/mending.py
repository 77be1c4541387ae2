"""Healing an adapter: what old pages tell of the new ones, and a new layout that reads them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from attrs import evolve, frozen

from tearsheet.adapter import Adapter
from tearsheet.errors import InputError
from tearsheet.fields import DeclaredAdapter
from tearsheet.heal.aligned import story_lines
from tearsheet.heal.frames import framed, frames_of, furniture_of
from tearsheet.heal.healing import HealError, Healing, Pair, Proof
from tearsheet.heal.home import Home, healed_adapter, home_of, kept_code
from tearsheet.heal.layering import body_choice, drops_anew, signature_of
from tearsheet.heal.proof import Expected, differences, prove, read_by
from tearsheet.heal.shaping import Shaper, known_text
from tearsheet.heal.sheet import Sheet, printed
from tearsheet.heal.story import Old, pairs_of
from tearsheet.heal.values import Choice
from tearsheet.heal.writing import FIELDS, Layer, class_of_layout, with_layout
from tearsheet.learn.container import Densities
from tearsheet.learn.proposals import propose_title
from tearsheet.learn.specimen import Specimen
from tearsheet.learn.template import Template
from tearsheet.learn.voting import sources_of
from tearsheet.model import Article
from tearsheet.page import Page
from tearsheet.registry import Reading

__all__ = ["heal"]

_USUAL = ("summary", "published", "updated", "authors", "source", "section", "tags")
_COMPARED = frozenset({"title", "published", "updated", "authors", "source"})
_FEWEST_OLD = 2
_LESS_EXPLAINED = 0.25
_FOUND = 0.3
_FEWEST_FURNITURE = 2


@frozen
class _News:
    """The new pages: all of them, those that cannot be read and why, and whose stories are known."""

    pages: list[Page]
    specimens: dict[int, Specimen]
    reasons: dict[int, str]
    pairs: dict[int, Pair]


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
    olds, broken = _read_old(healer, list(old))
    news = _sorted_out(healer, olds, list(new))
    done = Healing(
        adapter=healer.name,
        needed=bool(news.reasons),
        unreadable=tuple(news.reasons.items()),
        unreadable_old=tuple(broken),
        pairs=tuple([pair for number, pair in news.pairs.items() if number in news.reasons]),
    )
    if not news.reasons:
        return done
    sheets = _sheets(olds, news)
    shared = _common_ground(olds, news, sheets)
    base = _base(olds, [pair for pair in done.pairs if pair.new in news.reasons])
    declared = _declared(healer, base, olds)
    home = home_of(healer) if isinstance(healer, DeclaredAdapter) else None
    kind = healer.shapes[base].__name__ if isinstance(healer, DeclaredAdapter) and base in healer.shapes else None
    shaper = Shaper(sheets, declared, frames_of(olds), home, kind)
    shaper.shape()
    if "title" not in shaper.choices:
        raise HealError(
            f"{healer.name}: no way leads to the titles of the new pages", missing=("new pages that print their titles",)
        )
    return _layered(healer, done, shaper, olds, news, base, since=since, layout=layout, shared=shared)


# -- the pages ---------------------------------------------------------------------------------------------------------


def _read_old(adapter: Adapter, pages: Sequence[Page]) -> tuple[list[Old], list[tuple[int, str]]]:
    olds: list[Old] = []
    broken: list[tuple[int, str]] = []
    for number, page in enumerate(pages):
        reading = read_by(adapter, page)
        if isinstance(reading, Reading):
            olds.append(Old(number, page, reading))
        else:
            broken.append((number, str(reading)))
    if not olds:
        why = f": the first says {broken[0][1]:.200}" if broken else ""
        raise HealError(
            f"{adapter.name} reads none of the {len(pages)} old pages, so nothing is known of the site{why}",
            missing=("captures from before the change, which the adapter reads",),
        )
    return olds, broken


def _sorted_out(adapter: Adapter, olds: Sequence[Old], pages: list[Page]) -> _News:
    """Tell the new pages that *adapter* reads well from the others."""
    specimens = {number: Specimen(page, adapter.zone) for number, page in enumerate(pages) if page.is_html}
    if not specimens:
        raise HealError(
            f"{adapter.name}: none of the {len(pages)} new pages is HTML; a layout is learned from markup",
            missing=("new pages saved as HTML",),
        )
    pairs = {pair.new: pair for pair in pairs_of(olds, list(specimens.items()))}
    usual = [name for name in _USUAL if len(olds) >= _FEWEST_OLD and all(_has(each.reading.article, name) for each in olds)]
    worst = min(each.reading.ledger.coverage for each in olds)
    by_number = {each.number: each for each in olds}
    reasons: dict[int, str] = {}
    for number, specimen in specimens.items():
        reading = read_by(adapter, specimen.page)
        if not isinstance(reading, Reading):
            reasons[number] = str(reading)
            continue
        article = reading.article
        known = by_number[pairs[number].old].reading.article if number in pairs else None
        if known is not None:
            found, _ = differences(article, known, _on_page(specimen, known))
            if found:
                reasons[number] = "; ".join(found)
                continue
        lacking = [name for name in usual if not _has(article, name)]
        if lacking:
            reasons[number] = f"no {', '.join(lacking)}, which all old pages have"
        elif reading.ledger.coverage < worst - _LESS_EXPLAINED:
            reasons[number] = f"{1 - reading.ledger.coverage:.0%} of its words are unexplained"
    return _News(pages, specimens, reasons, pairs)


def _has(article: Article, name: str) -> bool:
    return bool(getattr(article.editions[0] if name == "section" else article, name))


def _on_page(specimen: Specimen, known: Article) -> frozenset[str]:
    """Return which of the fields that are compared the page prints as they are known."""
    found = {"title"}
    for name in ("published", "updated"):
        moment = getattr(known, name)
        if moment is not None and moment.basis != "relative" and (printed(specimen, moment.raw) or _states_day(specimen, moment.raw)):
            found.add(name)
    if known.authors and all(printed(specimen, author) for author in known.authors):
        found.add("authors")
    if known.source is not None and printed(specimen, known_text(known, "source")):
        found.add("source")
    return frozenset(found)


def _states_day(specimen: Specimen, raw: str) -> bool:
    """Whether a short line of the page, outside of running text, prints the day of *raw* in another form."""
    days = set(specimen.days(raw))
    return bool(days) and any(
        days & set(specimen.days(line.text))
        for line in specimen.lines
        if len(line.text) <= 60 and any(map(str.isdigit, line.text))
    )


def _sheets(olds: Sequence[Old], news: _News) -> list[Sheet]:
    by_number = {each.number: each for each in olds}
    template = Template([news.specimens[number] for number in news.reasons])
    found: list[Sheet] = []
    for number in news.reasons:
        specimen = news.specimens[number]
        pair = news.pairs.get(number)
        known = by_number[pair.old].reading.article if pair is not None else None
        story: frozenset[int] = frozenset()
        coverage = 0.0
        if known is not None:
            story, coverage = story_lines(specimen, [block.text for block in known.body])
        if known is None or coverage < _FOUND:
            news.pairs.pop(number, None)
            found.append(_unknown(number, specimen, template))
            continue
        talk = {comment.body.split("\n")[0] for comment in known.comments}
        sheet = Sheet(
            number=number,
            specimen=specimen,
            article=known,
            story=story,
            coverage=coverage,
            title_text=printed(specimen, known.title, similar=True),
            talk=frozenset(line.index for line in specimen.lines if line.text in talk and line.index not in story),
        )
        sightings = list(specimen.sightings(sheet.title_text)) if sheet.title_text is not None else []
        best = min(sightings, key=sheet.title_penalty, default=None)
        found.append(evolve(sheet, title=best.line if best is not None else None))
    if not any(sheet.title_text for sheet in found):
        found = [_guessed(sheet, template) for sheet in found]
    return found


def _unknown(number: int, specimen: Specimen, template: Template) -> Sheet:
    """Return a page of which no story is known: what is dense in prose stands for it."""
    box = Densities(specimen, template).best()
    story = frozenset(range(box.start, box.stop)) if box is not None else frozenset[int]()
    return Sheet(number=number, specimen=specimen, article=None, story=story)


def _guessed(sheet: Sheet, template: Template) -> Sheet:
    """Return *sheet* with what seems to be its title."""
    proposal = propose_title(sheet.specimen, template, sources_of(sheet.specimen))
    if proposal is None:
        return sheet
    lines = [sighting.line for sighting in sheet.specimen.sightings(proposal.text)]
    return evolve(sheet, title_text=proposal.text, title=lines[0] if lines else None)


def _common_ground(olds: Sequence[Old], news: _News, sheets: Sequence[Sheet]) -> tuple[str, ...]:
    """Return the words of the site on old and new pages alike.

    :raises HealError: when the pages have neither stories nor such words in common
    """
    shared = furniture_of(olds, [sheet.specimen for sheet in sheets])
    if any(sheet.article is not None for sheet in sheets):
        return shared
    frames = frames_of(olds)
    held = {name for name, frame in frames.items() for sheet in sheets if framed(sheet.specimen, frame, sheet.story)}
    missing: list[str] = []
    if len(shared) + len(held) < _FEWEST_FURNITURE:
        missing.append("a story that both an old and a new page tell: capture again a page that there is an old capture of")
        missing.append("or words of the site's own that old and new pages print: labels, a footer, its name")
    if len(sheets) < _FEWEST_FURNITURE:
        missing.append("at least two new pages, where none tells a known story")
    if any(not sheet.story for sheet in sheets):
        missing.append("new pages that show a story: " + ", ".join(str(s.number + 1) for s in sheets if not s.story) + " do not")
    if missing:
        raise HealError(
            f"none of the {len(sheets)} new pages that cannot be read tells a story of the {len(olds)} old ones, and they have "
            f"{len(shared)} lines and {len(held)} labels in common: too little to heal by",
            missing=missing,
        )
    return shared


# -- the adapter -------------------------------------------------------------------------------------------------------


def _base(olds: Sequence[Old], pairs: Sequence[Pair]) -> str | None:
    """Return the layout that the known stories had, else that of the latest old pages."""
    told = {pair.old for pair in pairs}
    some = [each for each in olds if each.number in told] or list(olds)
    return Counter(each.reading.article.layout for each in some).most_common(1)[0][0]


def _declared(adapter: Adapter, base: str | None, olds: Sequence[Old]) -> dict[str, Any]:
    """Return the fields of the layout *base*; of an adapter that declares none, the names of those that it fills."""
    if not isinstance(adapter, DeclaredAdapter):
        names = ("summary", "published", "updated", "authors", "source", "section", "tags", "related", "comments")
        return dict.fromkeys(name for name in names if any(_has(each.reading.article, name) for each in olds))
    shape = adapter.shapes.get(base or "", type(adapter))
    found: dict[str, Any] = {}
    for name in FIELDS:
        value = getattr(shape, name, None) or getattr(type(adapter), name, None)
        if value:
            found[name] = value
    return found


def _layered(
    adapter: Adapter,
    done: Healing,
    shaper: Shaper,
    olds: Sequence[Old],
    news: _News,
    base: str | None,
    *,
    since: date | None,
    layout: str | None,
    shared: tuple[str, ...],
) -> Healing:
    sheets = shaper.sheets
    found = {name: choice for name, choice in shaper.choices.items() if choice.field.field is not None}
    members = _members(shaper, found)
    template = Template([sheet.specimen for sheet in sheets])
    try:
        body, story = body_choice(sheets, template, members, shaper.declared.get("body"), adapter.zone)
    except InputError as error:
        raise HealError(f"{adapter.name}: {error}", missing=("new pages that show a story",)) from error
    assert body is not None, "it is found, or an error is raised"
    choices: dict[str, Choice] = {**shaper.choices, "body": body}
    members["body"] = body.field.field
    drops, unsure = drops_anew(sheets, members, story, olds, adapter.zone)
    others = [each.page for each in olds] + [page for n, page in enumerate(news.pages) if n not in news.reasons]
    signature = signature_of(sheets, story, choices["title"], others)
    days = [page.captured_at.date() for n in news.reasons if (page := news.pages[n]).captured_at is not None]
    since = since or min(days, default=None)
    doubts = [*unsure]
    if not signature:
        doubts.append("no selector tells the new pages from the old: only the day does")
    if since is None:
        doubts.append("no new page says when it was captured: give the first day of the layout with since")
    if adapter.signature is not None and not all(adapter.recognise(news.pages[n]).matched for n in news.reasons):
        doubts.append("the adapter does not recognise all the new pages as its own: look at its hosts, paths and signature")
    told = [choices[name].healed for name in ("title", *[n for n in FIELDS if n != "title"]) if name in choices]
    told += [each.healed for keys in shaper.mappings.values() for each in keys.values() if each is not None]
    done = evolve(
        done,
        base=base,
        since=since,
        pairs=tuple([pair for pair in done.pairs if pair.new in news.pairs]),
        fields=(*told, *shaper.lost),
        drops=tuple((drops or {}).items()),
        signature=signature,
        unsure=(*doubts, *([f"{len(shared)} lines of the site's own stand on old and new pages"] if not done.pairs else [])),
    )
    if not isinstance(adapter, DeclaredAdapter):
        return evolve(
            done,
            refused=f"{adapter.name} is written by hand: nobody but its author can say where a layout goes in it. "
            "The fields are what a declared one would have",
        )
    home = home_of(adapter)
    layer = Layer(
        name=_layout_name(adapter, layout, since),
        base=adapter.shapes[base].__name__ if base in adapter.shapes else "Shape",
        since=since,
        signature=signature,
        fields=_written(shaper, choices, home),
        evidence=[each for each in (*told, *shaper.lost) if not each.inherited],
        drops=drops or {},
        note=_note(done, shaper),
        bare_mappings=home.bare_mappings,
    )
    healed = healed_adapter(adapter, layer, home)
    proof = _proved(healed, olds, news, sheets)
    after = with_layout(home.source, type(adapter).__name__, layer) if home.source is not None else None
    return evolve(
        done,
        layout=layer.name,
        source="\n".join(layer.lines()) + "\n",
        before=home.source,
        after=after,
        path=home.path,
        proof=proof,
    )


def _members(shaper: Shaper, found: Mapping[str, Choice]) -> dict[str, Any]:
    """Return the fields of the new layout but the story, as a class of fields has them."""
    gone = {name for name, choice in shaper.choices.items() if choice.field.field is None}
    members = {name: value for name, value in shaper.declared.items() if name not in {*gone, "body"} and value is not None}
    members |= {name: choice.field.field for name, choice in found.items()}
    for name, keys in shaper.mappings.items():
        if all(choice is None for choice in keys.values()) and name not in shaper.misled:
            continue
        members[name] = {key: choice.field.field for key, choice in keys.items() if choice is not None}
    return members


def _written(
    shaper: Shaper, choices: Mapping[str, Choice], home: Home
) -> dict[str, tuple[str, ...] | Mapping[str, str]]:
    """Return the code of the fields that are written: those that are not inherited."""
    written: dict[str, tuple[str, ...] | Mapping[str, str]] = {}
    for name in ("title", *[name for name in FIELDS if name != "title"]):
        if name in choices and not choices[name].healed.inherited:
            written[name] = choices[name].field.code
        keys = shaper.mappings.get(name)
        anew = [choice for choice in (keys or {}).values() if choice is not None and not choice.healed.inherited]
        if keys and (anew or name in shaper.misled):
            codes: dict[str, str] = {}
            for key, choice in keys.items():
                if choice is not None:
                    kept = kept_code(home, shaper.base, name, key) if choice.healed.inherited else str(choice.field)
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


def _note(done: Healing, shaper: Shaper) -> str:
    kept = [name for name, choice in shaper.choices.items() if choice.healed.inherited]
    told = f"Healed from {len(done.unreadable)} pages, {len(done.pairs)} of them with a story known from an old page."
    return f"{told} Kept: {', '.join(kept)}." if kept else told


def _proved(adapter: Adapter, olds: Sequence[Old], news: _News, sheets: Sequence[Sheet]) -> Proof:
    expected = [
        Expected(
            number=sheet.number,
            page=sheet.specimen.page,
            article=sheet.article,
            fields=_on_page(sheet.specimen, sheet.article) & _COMPARED if sheet.article is not None else frozenset(),
        )
        for sheet in sheets
    ]
    del news
    return prove(adapter, olds, expected)
