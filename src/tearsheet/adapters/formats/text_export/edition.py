"""One edition of an export: title, labelled lines, summary, marker, body, tail."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import field, mutable

from tearsheet.adapters.formats.text_export.segments import Segment, structure, structures
from tearsheet.model import Block, Link, Moment
from tearsheet.page.lines import Line
from tearsheet.page.text_lines import bullets_of, indexes_of, places_of, texts_of
from tearsheet.reading.blocks import TextBlocks
from tearsheet.reading.editions import Draft, Editions
from tearsheet.reading.reader import Reader
from tearsheet.text.plaintext import NOTICE_HEADS, head_of, is_marker, is_tail, label_of


@mutable
class About:
    """What an export says of the article and not of one edition."""

    authors: list[str] = field(factory=list)
    source: str | None = None
    publisher: str | None = None
    published: Moment | None = None
    updated: Moment | None = None
    url: str | None = None
    canonical_url: str | None = None
    scores: dict[str, float] = field(factory=dict)
    related: list[Link] = field(factory=list)


class EditionReader:
    """Reads one segment."""

    def __init__(
        self,
        reader: Reader,
        editions: Editions,
        about: About,
        breadcrumbs: dict[str, list[str]],
        segment: Segment,
    ) -> None:
        self.reader = reader
        self.editions = editions
        self.about = about
        self.breadcrumbs = breadcrumbs
        self.lines = segment.lines
        self.language: str | None = None if segment.bilingual else segment.language or "en"

    def read(self) -> None:
        lines = self.lines
        if self.language is None:
            marker, stop = self._bounds(1)
            if marker is not None:
                self._body_first(marker, stop)
                return
            self.language = "en"
        start = 1
        while start < len(lines) and (label := label_of(structure(lines[start]))) and label[0] not in _NOT_METADATA:
            if label[0] == "language":
                self.language = label[1] or self.language
            start += 1
        draft = self.editions[self.language]
        draft.title = self._words(lines[0], "title")
        for line in lines[1:start]:
            self._labelled(line, draft)
        marker, stop = self._bounds(start)
        if marker is not None:
            if start < marker:
                draft.summary = self._words(lines[start], "summary")
                start += 1
            self.reader.drop(lines[marker], "section-heading")
            # What stands between summary and marker belongs to the story as well.
            self._body(draft, lines[start:marker])
            start = marker + 1
        self._body(draft, lines[start:stop])
        for line in lines[stop:]:
            self._tail(line, draft)

    def _body_first(self, marker: int, stop: int) -> None:
        """Read a segment whose lines hold two languages; known paragraphs tell where a mixed summary is cut."""
        reader, editions, lines = self.reader, self.editions, self.lines
        reader.drop(lines[marker], "section-heading")
        language = "en"
        bodies: list[tuple[str, Line]] = []
        for line in lines[marker + 1 : stop]:
            language = editions.language(line.text) or language
            bodies.append((language, line))
        known = [line.text for _, line in bodies]
        for line in lines[:marker]:
            for half in editions.halves(line, known=known, limit=500):
                editions.take_lead(half)
        for language, line in bodies:
            editions[language].body.append(reader.block(line, f"body@{language}"))
        for line in lines[stop:]:
            for half in editions.halves(line):
                editions[half.language].notices.append(editions.take(half, "notices"))

    def _bounds(self, start: int) -> tuple[int | None, int]:
        """Return the index of the marker line, and that of the first line of the tail."""
        lines = self.lines
        texts = structures(lines)
        marker = next((i for i in range(start, len(lines)) if is_marker(texts[i])), None)
        stop = len(lines)
        while stop > (marker or 0) + 1 and is_tail(texts[stop - 1]):
            stop -= 1
        return marker, stop

    def _words(self, line: Line, key: str) -> str:
        """Take *line* for the field *key*, less a label that says so."""
        return self.reader.ledger.claim(line, f"{key}@{self.language}", self._below_label(line, line.text, key))

    def _body(self, draft: Draft, lines: Sequence[Line]) -> None:
        role = f"body@{draft.language}"
        if self.reader.page.kind == "text":
            draft.body += self._blocks(lines, role)
            return
        for line in lines:
            start = self._below_label(line, structure(line), "text")
            draft.body.append(self.reader.block(line, role, start))

    def _blocks(self, lines: Sequence[Line], role: str) -> list[Block]:
        """Claim *lines* of a text for *role*; most of them are never made."""
        bullets = bullets_of(lines)
        labelled = frozenset(places_of(structures(lines), _is_labelled))
        block_of = TextBlocks().block
        blocks: list[Block] = []
        for at, (index, text) in enumerate(zip(indexes_of(lines), texts_of(lines), strict=True)):
            if at in labelled:
                blocks.append(self.reader.block(lines[at], role, self._below_label(lines[at], text, "text")))
            else:
                blocks.append(block_of(text, "list_item" if index in bullets else "paragraph"))
                self.reader.ledger.settle(index, index + 1, role=role)
        return blocks

    def _below_label(self, line: Line, text: str, key: str) -> int:
        """Return where the words after the label *key* begin, which is dropped; 0 where *text* has none."""
        label = label_of(text)
        if label is None or label[0] != key or not label[1]:
            return 0
        return self._drop_label(line, label[1])

    def _drop_label(self, line: Line, words: str) -> int:
        start = len(line.text) - len(words)
        self.reader.ledger.drop(line, "label", 0, start)
        return start

    def _labelled(self, line: Line, draft: Draft) -> None:
        label = label_of(line.text)
        assert label is not None, "only labelled lines come here"
        key, words = label
        start = self._drop_label(line, words)
        if not words:
            return
        self.reader.ledger.claim(
            line, f"{key}@{draft.language}" if key in {"site", "section", "breadcrumb"} else key, start
        )
        about = self.about
        if key in {"site", "section"}:
            setattr(draft, key, words)
        elif key == "breadcrumb":
            self.breadcrumbs.setdefault(draft.language, []).append(words)
        elif key == "author":
            about.authors.append(words)
        elif key in {"published", "updated"}:
            setattr(about, key, self.reader.moment(words) or Moment(raw=words))
        elif key == "score":
            name, _, number = words.rpartition(" ")
            try:
                about.scores[name] = float(number)
            except ValueError:
                self.reader.warn("score-unreadable", f"line {line.number}: no number in {words!r}", field="scores")
        elif key in {"source", "publisher", "url", "canonical_url"}:
            setattr(about, key, words)

    def _tail(self, line: Line, draft: Draft) -> None:
        label = label_of(line.text)
        key, words = label if label is not None else ("", "")
        ledger = self.reader.ledger
        if key not in _TAIL_KEYS or head_of(line.text)[0] in NOTICE_HEADS:
            draft.notices.append(ledger.claim(line, f"notices@{draft.language}"))
            return
        start = self._drop_label(line, words)
        if not words:
            return
        if key == "related":
            self.about.related.append(Link(text=ledger.claim(line, "related", start)))
        elif key == "tag":
            draft.tags.append(ledger.claim(line, f"tags@{draft.language}", start))
        else:
            draft.notices.append(ledger.claim(line, f"notices@{draft.language}", start))


def _is_labelled(text: str) -> bool:
    label = label_of(text)
    return label is not None and label[0] == "text" and bool(label[1])


_TAIL_KEYS = frozenset({"notice", "related", "tag"})
_NOT_METADATA = frozenset({*_TAIL_KEYS, "text", "summary", "title"})
