"""The pages to heal by: which old ones tell something, which new ones cannot be read, and what is known of those."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from tearsheet.adapters.registry import Reading
from tearsheet.authoring.learning.container import Densities
from tearsheet.authoring.learning.healing.aligned import story_lines
from tearsheet.authoring.learning.healing.asking import known_text
from tearsheet.authoring.learning.healing.frames import framed, frames_of, furniture_of
from tearsheet.authoring.learning.healing.healing import HealError, Pair
from tearsheet.authoring.learning.healing.proof import differences, read_by
from tearsheet.authoring.learning.healing.sheet import Sheet, printed
from tearsheet.authoring.learning.healing.story import Old, pairs_of
from tearsheet.authoring.learning.proposals import propose_title
from tearsheet.authoring.learning.specimen import Specimen
from tearsheet.authoring.learning.template import Template
from tearsheet.authoring.learning.voting import sources_of
from tearsheet.model import Article
from tearsheet.page import Page
from tearsheet.reading.adapter import Adapter

__all__ = ["News", "common_ground", "has", "on_page", "read_old", "sheets_of", "sorted_out"]

_USUAL = ("summary", "published", "updated", "authors", "source", "section", "tags")
_FEWEST_OLD = 2
_LESS_EXPLAINED = 0.25
_FOUND = 0.3
_FEWEST_WORDS = 120
_FEWEST_FURNITURE = 2


@frozen
class News:
    """The new pages: all of them, those that cannot be read and why, and whose stories are known."""

    pages: list[Page]
    specimens: dict[int, Specimen]
    reasons: dict[int, str]
    pairs: dict[int, Pair]


def read_old(adapter: Adapter, pages: Sequence[Page]) -> tuple[list[Old], list[tuple[int, str]]]:
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


def sorted_out(adapter: Adapter, olds: Sequence[Old], pages: list[Page]) -> News:
    """Tell the new pages that *adapter* reads well from the others."""
    specimens = {number: Specimen(page, adapter.zone) for number, page in enumerate(pages) if page.is_html}
    if not specimens:
        raise HealError(
            f"{adapter.name}: none of the {len(pages)} new pages is HTML; a layout is learned from markup",
            missing=("new pages saved as HTML",),
        )
    pairs = {pair.new: pair for pair in pairs_of(olds, list(specimens.items()))}
    usual = [
        name for name in _USUAL if len(olds) >= _FEWEST_OLD and all(has(each.reading.article, name) for each in olds)
    ]
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
            found, _ = differences(article, known, on_page(specimen, known))
            if found:
                reasons[number] = "; ".join(found)
                continue
        lacking = [name for name in usual if not has(article, name)]
        if lacking:
            reasons[number] = f"no {', '.join(lacking)}, which all old pages have"
        elif reading.ledger.coverage < worst - _LESS_EXPLAINED:
            reasons[number] = f"{1 - reading.ledger.coverage:.0%} of its words are unexplained"
    return News(pages, specimens, reasons, pairs)


def has(article: Article, name: str) -> bool:
    return bool(getattr(article.editions[0] if name == "section" else article, name))


def on_page(specimen: Specimen, known: Article) -> frozenset[str]:
    """Return which of the fields that are compared the page prints as they are known."""
    found = {"title"}
    for name in ("published", "updated"):
        moment = getattr(known, name)
        if (
            moment is not None
            and moment.basis != "relative"
            and (printed(specimen, moment.raw) or _states_day(specimen, moment.raw))
        ):
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


def sheets_of(olds: Sequence[Old], news: News) -> list[Sheet]:
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
    densities = Densities(specimen, template)
    box = densities.best()
    shows = box is not None and densities.good(box) >= _FEWEST_WORDS
    story = frozenset(range(box.start, box.stop)) if box is not None and shows else frozenset[int]()
    return Sheet(number=number, specimen=specimen, article=None, story=story)


def _guessed(sheet: Sheet, template: Template) -> Sheet:
    """Return *sheet* with what seems to be its title."""
    proposal = propose_title(sheet.specimen, template, sources_of(sheet.specimen))
    if proposal is None:
        return sheet
    lines = [sighting.line for sighting in sheet.specimen.sightings(proposal.text)]
    return evolve(sheet, title_text=proposal.text, title=lines[0] if lines else None)


def common_ground(olds: Sequence[Old], sheets: Sequence[Sheet]) -> tuple[str, ...]:
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
        missing.append(
            "a story that both an old and a new page tell: capture again a page that there is an old capture of"
        )
        missing.append("or words of the site's own that old and new pages print: labels, a footer, its name")
    if len(sheets) < _FEWEST_FURNITURE:
        missing.append("at least two new pages, where none tells a known story")
    if missing:
        raise HealError(
            f"none of the {len(sheets)} new pages that cannot be read tells a story of the {len(olds)} old ones, "
            f"and they have {len(shared)} lines and {len(held)} labels in common: too little to heal by",
            missing=missing,
        )
    return shared
