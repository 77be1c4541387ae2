"""From the fields of a shape to an Article: what is asked in which order, and what of the page is claimed for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve
from selectolax.lexbor import LexborNode

from tearsheet.fields.body import Body
from tearsheet.fields.field import Field, Found, timed
from tearsheet.fields.scope import Scope
from tearsheet.model import Article, Block, Comment, Edition, Image, Link, Moment, Source, Summary
from tearsheet.model.frozen import freeze
from tearsheet.model.table import FIELDS, FieldKind
from tearsheet.reading.ledger import Ledger
from tearsheet.reading.reader import Reader
from tearsheet.reading.spans import claim, drop
from tearsheet.text.language import detect

_CUT = ("...", "…")
# What is asked first keeps the words that two fields find: what is one short value goes before lists.
_ASKED_FIRST = (
    *("summary", "site", "section", "publisher", "published", "updated", "source", "authors", "breadcrumbs"),
    *("notices", "tags", "canonical_url", "ai_generated", "scores", "extras", "related", "comments", "images"),
)
_LAST = frozenset({"title", "body", "language"})
_ORDER = (
    *_ASKED_FIRST,
    *[row.name for row in FIELDS.values() if row.declared and row.name not in {*_ASKED_FIRST, *_LAST}],
)


class Extraction:
    """One page being read by the fields of one shape.

    :param fields: the fields by name, as the author of an adapter wrote them
    :param adapter: name of the adapter
    """

    def __init__(self, reader: Reader, fields: Mapping[str, Any], adapter: str) -> None:
        self.reader = reader
        self.ledger: Ledger = reader.ledger
        self.scope = Scope(reader)
        self.fields = fields
        self.adapter = adapter

    def article(self) -> Article:
        """Read the page: first what is short, then what is dropped, last the story, which takes what is left.

        :raises ParseError: when a required field has no value; it says what was tried and what comes nearest
        """
        title = self._text("title")
        assert title is not None, "it is required"
        said = {name: self._said(name, FIELDS[name].kind, title) for name in _ORDER}
        self._drop()
        blocks, pictures = self._body()
        self._drop_repeated(title)
        said["tags"] = tuple([tag.strip("#＃ ") for tag in said["tags"]])
        said["canonical_url"] = self.reader.page.absolute(said["canonical_url"])
        if "images" not in self.fields:
            said["images"] = tuple(pictures)
        here = {name: value for name, value in said.items() if FIELDS[name].of == "edition"}
        edition = Edition(language=self._language(title, blocks), title=title, body=tuple(blocks), **here)
        rest = {name: value for name, value in said.items() if name not in here}
        return Article(adapter=self.adapter, editions=(edition,), **rest)

    def _said(self, name: str, kind: FieldKind, title: str) -> Any:
        """Return the value of the field *name*, as the model has those of its *kind*."""
        match kind:
            case "texts":
                return tuple(dict.fromkeys(map(str, self._values(name))))
            case "moment":
                return self._moment(name)
            case "source":
                return self._source(name)
            case "links":
                return self._links(name, title)
            case "comments":
                return _each_once(self._values(name))
            case "images":
                return self._values(name)
            case "flag":
                return True if any(self._values(name)) else None
            case "numbers":
                return freeze({key: float(value) for key, value in self._named(name)})
            case "values":
                return freeze(dict(self._named(name)))
        text = self._text(name)
        if kind == "summary" and text is not None:
            return Summary(text=text, truncated=text.endswith(_CUT))
        return text

    # -- one value -------------------------------------------------------------------------------------------------

    def _first(self, name: str) -> Found[Any] | None:
        """Return the value of the field *name* and claim it, with where else its alternatives print the same."""
        field: Field[Any] | None = self.fields.get(name)
        if field is None:
            return None
        chosen: Found[Any] | None = None
        for alternative in field.alternatives:
            found = next(alternative.find(self.scope), None)
            if found is None:
                continue
            if chosen is None:
                chosen = found
                self.reader.sources[name] = found.how
            elif found.value != chosen.value:
                continue
            self._claim(found, name)
        if chosen is None and field.is_required:
            self._fail(name, field.missed(self.scope))
        return chosen

    def _text(self, name: str) -> str | None:
        found = self._first(name)
        return str(found.value) if found is not None else None

    def _moment(self, name: str) -> Moment | None:
        field: Field[Any] | None = self.fields.get(name)
        if field is None:
            return None
        chosen: Moment | None = None
        seen: Found[Any] | None = None
        for alternative in field.alternatives:
            found = next(alternative.find(self.scope), None)
            moment, places, labels = timed(self.reader, found)
            if found is None or moment is None:
                seen = seen or found
                continue
            if chosen is None:
                chosen = moment
                self.reader.sources[name] = found.how
            elif not _same_day(chosen, moment):
                continue
            claim(self.ledger, places, name)
            drop(self.ledger, labels, "label")
        if chosen is None:
            if seen is not None:
                self.reader.warn("time-unreadable", f"{seen.how}: {seen.value!r:.80} is no time", name)
            if field.is_required:
                self._fail(name, field.missed(self.scope))
        return chosen

    def _source(self, name: str) -> Source | None:
        found = self._first(name)
        if found is None:
            return None
        return Source(name=str(found.value), url=self._address(found))

    def _address(self, found: Found[Any]) -> str | None:
        """Return where the words of *found* lead, when they are a link."""
        if found.node is not None:
            inner = found.node.css_first("a[href]")
            anchor: LexborNode | None = inner if inner is not None else found.node
            while anchor is not None and anchor.tag != "a":
                anchor = anchor.parent
            return self.reader.page.absolute(anchor.attributes.get("href")) if anchor is not None else None
        for line, start, end in found.places:
            for low, high, url in self.reader.linked(line):
                if low < end and start < high:
                    return url
        return None

    # -- several values --------------------------------------------------------------------------------------------

    def _values(self, name: str) -> tuple[Any, ...]:
        """Return all values of the field *name*, each claimed."""
        field: Field[Any] | None = self.fields.get(name)
        if field is None:
            return ()
        values: list[Any] = []
        for found in field.find(self.scope):
            self._claim(found, name)
            values.append(found.value)
            self.reader.sources.setdefault(name, found.how)
        if not values and field.is_required:
            self._fail(name, field.missed(self.scope))
        return tuple(values)

    def _named(self, name: str) -> Iterator[tuple[str, Any]]:
        """Yield key and value of a field that is a mapping of fields."""
        for key, field in (self.fields.get(name) or {}).items():
            found = next(field.find(self.scope), None)
            if found is not None:
                self._claim(found, f"{name}.{key}")
                self.reader.sources[f"{name}.{key}"] = found.how
                yield key, found.value
            elif field.is_required:
                self._fail(f"{name}.{key}", field.missed(self.scope))

    def _links(self, name: str, title: str) -> tuple[Link, ...]:
        field: Field[Link] | None = self.fields.get(name)
        related: dict[Link, None] = {}
        for found in field.find(self.scope) if field is not None else ():
            if found.value.text == title:
                drop(self.ledger, found.places, "self-link")
                continue
            self._claim(found, name)
            related.setdefault(found.value)
            self.reader.sources.setdefault(name, found.how)
        if not related and field is not None and field.is_required:
            self._fail(name, field.missed(self.scope))
        return tuple(related)

    # -- the story -------------------------------------------------------------------------------------------------

    def _body(self) -> tuple[list[Block], list[Image]]:
        body: Body = self.fields["body"]
        story = body.read(self.scope)
        if not story.blocks:
            self._fail("body", body.missed(self.scope))
        self.reader.sources["body"] = story.how
        return story.blocks, story.images

    def _language(self, title: str, blocks: list[Block]) -> str:
        declared = self.fields.get("language")
        if isinstance(declared, str):
            return declared
        found = next(declared.find(self.scope), None) if declared is not None else None
        page = self.reader.page
        stated = found.value if found is not None else (page.root.attributes.get("lang") if page.is_html else None)
        return detect("\n".join([title, *[block.text for block in blocks[:8]]]), stated) or stated or "und"

    # -- the account -----------------------------------------------------------------------------------------------

    def _claim(self, found: Found[Any], role: str) -> None:
        if found.places:
            claim(self.ledger, found.places, role)
        for part, places in found.inner:
            claim(self.ledger, places, f"{role}.{part}")
        if found.labels:
            drop(self.ledger, found.labels, "label")
        for rule, places in found.drops:
            drop(self.ledger, places, rule)

    def _drop(self) -> None:
        for rule, selector in self.fields.get("drops", ()):
            for node in self.scope.outermost(selector):
                self.scope.drop(node, rule or "not-story")

    def _drop_repeated(self, title: str) -> None:
        """Leave out the title where the page prints it again: in a bar that stays in view, under the story."""
        for line in self.reader.lines:
            if line.text == title and not self.ledger.touched(line):
                self.ledger.drop(line, "repeated")

    def _fail(self, name: str, tried: str) -> None:
        self.reader.fail(name, f"required, but not on the page. Tried: {tried}")


def _each_once(comments: Sequence[Comment]) -> tuple[Comment, ...]:
    """Leave out comments that the page prints again, in a list of the most liked say, and number the others."""
    known = dict.fromkeys(evolve(comment, position=None) for comment in comments)
    return tuple([evolve(comment, position=position) for position, comment in enumerate(known, 1)])


def _same_day(one: Moment, other: Moment) -> bool:
    """Whether two times are of one day, as far as both say; one may lack the year."""
    shorter, longer = sorted((_day(one), _day(other)), key=len)
    return bool(shorter) and longer.endswith(shorter)


def _day(moment: Moment) -> str:
    """Return year, month and day, or what of them is known: ``2026-10-08``, ``10-08``."""
    if moment.first_date is not None:
        return moment.first_date.isoformat()
    return (moment.civil or "").removeprefix("--").partition("T")[0]
