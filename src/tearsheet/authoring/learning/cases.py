"""The cases of a site: what is expected of a page that was given, and what of it is not read so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import evolve, frozen

from tearsheet.adapters.registry import Reading, Registry
from tearsheet.authoring.golden.cases import Case
from tearsheet.authoring.golden.fields import is_absent, same
from tearsheet.authoring.learning.known import Known, completed
from tearsheet.authoring.learning.sample import Sample
from tearsheet.errors import TearsheetError
from tearsheet.model.table import FIELDS
from tearsheet.page import Page


@frozen
class CasePage:
    """A saved page, what is known of it, and the name of its case."""

    page: Page
    known: Known
    case: str


def with_whole_title(case_page: CasePage, zone: str | None) -> CasePage:
    if not case_page.page.is_html:
        return case_page
    return evolve(case_page, known=completed(Sample(case_page.page, zone), case_page.known))


def read_case(case_page: CasePage, registry: Registry, name: str) -> Reading | TearsheetError:
    try:
        return registry.read(case_page.page, adapter=name)
    except TearsheetError as error:
        return error


def expected_of(reading: Reading, known: Known) -> dict[str, Any]:
    """Return the Article as JSON, with what is known to be so instead of what is read."""
    article = reading.article.to_dict()
    edition = article["editions"][0]
    if known.title is not None:
        edition["title"] = " ".join(known.title.split())
    if known.authors:
        article["authors"] = [" ".join(author.split()) for author in known.authors]
    if known.tags:
        edition["tags"] = [" ".join(tag.split()) for tag in known.tags]
    if known.source is not None:
        article["source"] = {**(article.get("source") or {}), "name": " ".join(known.source.split())}
    return article


def usual_fields(cases: Sequence[Case]) -> list[str]:
    """Return the fields that all *cases* have."""
    expected = [case.expected[0] for case in cases if case.expected]
    if not expected:
        return []
    return [row.name for row in FIELDS.values() if row.printed and all(_value(each, row.name) for each in expected)]


def what_is_broken(case_page: CasePage, registry: Registry, name: str, usual: Sequence[str]) -> list[str]:
    """Return in words what *name* does not read right on *case_page*."""
    reading = read_case(case_page, registry, name)
    if isinstance(reading, TearsheetError):
        return [_why(reading)]
    read, expected = reading.article.to_dict(), expected_of(reading, case_page.known)
    found = [f"{field}: nothing, where all cases before have it" for field in usual if not _value(read, field)]
    told = [(field, _value(read, field), _value(expected, field)) for field in ("title", "tags", "authors", "source")]
    found += [f"{field}: {now!r}, not {then!r}" for field, now, then in told if now != then]
    found += not_as_told(case_page, registry, name)
    left = reading.ledger.unexplained
    if left:
        lines = ", ".join(dict.fromkeys(str(entry.line) for entry in left[:8]))
        found.append(f"{len(left)} parts are unexplained, in lines {lines}{'…' if len(left) > 8 else ''}")
    return found


def not_as_told(case_page: CasePage, registry: Registry, name: str) -> Iterator[str]:
    """Yield in words what a person said of a page and is read otherwise."""
    reading = read_case(case_page, registry, name)
    if isinstance(reading, TearsheetError):
        return
    known, article = case_page.known, reading.article
    edition = article.editions[0]
    texts = {
        "summary": (known.summary, article.summary.text if article.summary is not None else None),
        "section": (known.section, edition.section),
    }
    for field, (wanted, now) in texts.items():
        if wanted is not None and " ".join(wanted.split()) != now:
            yield f"{field}: {now!r:.60}, not {wanted!r:.60}"
    for field in ("published", "updated"):
        wanted, moment = getattr(known, field), getattr(article, field)
        if wanted is not None and (moment is None or " ".join(wanted.split()) not in moment.raw):
            days = Sample(case_page.page, None).days(wanted)
            if moment is None or str(moment.first_date) not in days:
                yield f"{field}: {moment.raw if moment is not None else None!r}, not {wanted!r:.60}"
    text = " ".join(article.text.split())
    for option, words in (("body-from", known.body_from), ("body-to", known.body_to)):
        if words is not None and " ".join(words.split()) not in text:
            yield f"body: it lacks what was given as --{option}"


def what_is_worse(case: Case, registry: Registry, name: str) -> Iterator[str]:
    """Yield in words what *name* no longer reads as is expected of *case*: fields that are gone, and other values."""
    if not case.expected:
        return
    reading = read_case(CasePage(case.page(), Known(), case.folder.name), registry, name)
    if isinstance(reading, TearsheetError):
        yield _why(reading)
        return
    read = reading.article.to_dict()
    for row in FIELDS.values():
        then, now = _value(case.expected[0], row.name), _value(read, row.name)
        if row.printed and then and not same(row.name, then, now):
            yield f"{row.name}: {_told(now) if now else 'nothing'}, where {_told(then)} was expected"


def _why(error: TearsheetError) -> str:
    return f"{getattr(error, 'field', None) or 'page'}: {error}"


def _value(article: dict[str, Any], name: str) -> Any:
    return (article["editions"][0] if FIELDS[name].of == "edition" else article).get(name)


def _told(value: Any) -> str:
    """Return a value of an Article in few words."""
    if isinstance(value, dict):
        value = value.get("raw") or value.get("text") or value.get("name") or value
    if isinstance(value, list):
        words = sum(len(str(each.get("text") or "")) for each in value if isinstance(each, dict))
        return f"{len(value)} with {words} characters" if words else f"{value!r:.60}"
    return f"{value!r:.60}"


def values_in(cases: Sequence[Case]) -> int:
    """Return how many values are expected of *cases* that only what was read says."""
    return sum(not is_absent(value) for case in cases for value in case.fields.values())
