"""Plain-text exports: an article written out one block a line, in English, in Chinese, or in both.

::

    Title                       both languages on one line, or each edition whole, one after the other
    Source: …                   labelled lines, in our own exports
    Summary                     may be cut at 500 characters
    Analysis                    or 深度分析, or both
    paragraph
      • list item
    Disclaimer: …               notices; in our own exports also tags and related titles

A file may hold several articles: one after the other, or parted by blank lines, a row of dashes or a form feed.
The labels are those of :mod:`tearsheet.text.plaintext`.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from datetime import date

from attrs import evolve

from tearsheet.adapters.formats.text_export.edition import About, EditionReader
from tearsheet.adapters.formats.text_export.segments import Segment, articles_in, structure
from tearsheet.errors import NotAnArticleError
from tearsheet.model import Article, Source
from tearsheet.page import Page
from tearsheet.page.lines import Line
from tearsheet.page.text_lines import bullets_of, indexes_of, lines_at, places_of, texts_of
from tearsheet.reading.adapter import Adapter, Recognition, Signature
from tearsheet.reading.boilerplate import ADVERTS, all_links, clear
from tearsheet.reading.editions import Editions
from tearsheet.reading.reader import Reader
from tearsheet.text.plaintext import BY_AI, is_rule

__all__ = ["TextExport"]

_MARKER = r"^(?:Analysis|深度分析|Analysis\s*深度分析)$"
_DISCLAIMER = r"^(?:Disclaimer|免[责責][声聲]明)\s*[:：]"
_AROUND = frozenset({"footer", "link", "separator"})
_ANCHORS = re.compile(f"{_MARKER}|{_DISCLAIMER}")
_OTHERS = (r"Hot\s*[热熱]度", r"^相[关關]推[荐薦]$", r"旗下[網网]站", r"DB Queries")
_IN_TEXT = Signature((_MARKER, _DISCLAIMER), at_least=1, none_of=_OTHERS)
_IN_HTML = Signature((_MARKER, _DISCLAIMER), none_of=_OTHERS)
# One of these stands wherever a mark does, in HTML one of the first three: most pages have none of them, and patterns
# that begin a line look at every character.
_WORDS = ("Disclaimer", "免责", "免責", "Analysis", "深度分析")
_NO_MARK = _IN_TEXT.check("-")[1]
# Lines on top of a text, and how many of them are entries of a menu in that of a page: an export has title and summary.
# So many one below the other tell more lines further down.
_TOP, _ENTRIES, _ENTRY, _NEAR_TOP = 12, 6, 24, 60
_NO_ENTRY = frozenset(".。…:：,，")


class TextExport(Adapter):
    name = "text-export"
    checked = date(2026, 11, 22)
    signature = _IN_TEXT

    def recognise(self, page: Page) -> Recognition:
        """In HTML, where any page may print one of the two, both marks are asked for."""
        signature, words = (_IN_HTML, _WORDS[:3]) if page.is_html else (_IN_TEXT, _WORDS)
        found = any(map(page.visible.__contains__, words))
        known, reason = signature.check(page) if found else (False, _NO_MARK)
        if known and not page.is_html and not _IN_HTML.check(page)[0] and _begins_with_menu(page.lines):
            known, reason = False, "it begins with a menu, and bears one mark"
        return Recognition(adapter=self.name, matched=known, by="signature" if known else None, reason=reason)

    def read(self, reader: Reader) -> Article:
        _clear(reader)
        articles = articles_in(reader.lines)
        if len(articles) > 1:
            raise NotAnArticleError(f"the file holds {len(articles)} articles; use tearsheet.parse_all to get each")
        if not articles:
            reader.fail("title", "the file has no lines")
        return _read(reader, articles[0])

    def read_all(self, reader: Reader) -> Iterator[Article]:
        _clear(reader)
        for segments in articles_in(reader.lines):
            lines: Sequence[Line] = segments[0].lines
            if len(segments) > 1:
                indexes = [index for segment in segments for index in indexes_of(segment.lines)]
                lines = lines_at(reader.page.lines, array("I", indexes))
            part = reader.part(lines)
            article = _read(part, segments)
            yield evolve(article, warnings=(*part.warnings, *article.warnings)) if part.warnings else article


def _begins_with_menu(lines: Sequence[Line]) -> bool:
    """Whether a text is that of a whole page, which may have a section "Analysis", and a disclaimer at its end."""
    entries = [len(line.text) <= _ENTRY and line.text[-1] not in _NO_ENTRY for line in lines[:_NEAR_TOP]]
    if sum(entries[:_TOP]) >= _ENTRIES:
        return True
    return any(all(entries[at : at + _ENTRIES]) for at in range(len(entries) - _ENTRIES + 1))


def _clear(reader: Reader) -> None:
    """Leave the rules that part articles and, in HTML, what stands around the export."""
    if reader.page.kind == "text":
        _clear_text(reader)
        return
    boilerplate = clear(reader, _ANCHORS)
    rules = [(line, _rule_around(reader, line) or boilerplate.around(line)) for line in reader.lines]
    for line, rule in rules:
        if rule in _AROUND:
            reader.drop(line, rule)
    reader.lines = [line for line, rule in rules if rule not in _AROUND or rule == "separator"]


def _rule_around(reader: Reader, line: Line) -> str | None:
    """Return the rule under which *line* is no part of an export whatever its markup says: a rule, a row of links."""
    if len(reader.linked(line)) > 1 and all_links(line):
        return "link"
    return "separator" if is_rule(structure(line)) else None


def _clear_text(reader: Reader) -> None:
    """Leave the rules that part articles; a text has no elements by which anything else is told than adverts."""
    lines = reader.lines
    bullets = bullets_of(lines)
    texts = texts_of(lines)
    for index in places_of(texts, is_rule):
        if index not in bullets:
            reader.ledger.settle(index, index + 1, rule="separator")
    adverts = frozenset(places_of(texts, ADVERTS.__contains__))
    for index in adverts:
        reader.ledger.settle(index, index + 1, rule="advert")
    if adverts:
        reader.lines = lines_at(lines, array("I", [at for at in range(len(lines)) if at not in adverts]))


def _read(reader: Reader, segments: Sequence[Segment]) -> Article:
    about = About()
    editions = Editions(reader)
    breadcrumbs: dict[str, list[str]] = {}
    for segment in segments:
        EditionReader(reader, editions, about, breadcrumbs, segment).read()
    for draft in editions.drafts.values():
        editions.warn_if_cut(draft, by="export")
    built = editions.build()
    if breadcrumbs:
        built = tuple([evolve(each, breadcrumbs=tuple(breadcrumbs.get(each.language, ()))) for each in built])
    notices = " ".join(notice for edition in built for notice in edition.notices)
    return Article(
        adapter=reader.adapter,
        editions=built,
        url=reader.page.url or about.url,
        canonical_url=about.canonical_url,
        published=about.published,
        updated=about.updated,
        authors=tuple(about.authors),
        source=Source(name=about.source) if about.source else None,
        publisher=about.publisher,
        scores=about.scores,
        related=tuple(about.related),
        ai_generated=True if BY_AI.search(notices) else None,
    )
