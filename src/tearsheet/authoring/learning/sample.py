"""Pages that are learned from: their lines, the elements around those, where a text stands, and what they share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from attrs import frozen
from selectolax.lexbor import LexborNode

from tearsheet.fields.scope import Scope
from tearsheet.model.once import cached_property
from tearsheet.page import Page
from tearsheet.page.lines import Line
from tearsheet.page.metadata import Metadata, read_metadata
from tearsheet.reading.boilerplate import all_links
from tearsheet.reading.reader import Reader
from tearsheet.reading.spans import Span, words

_NAME = "learned"
_LIKE = 0.4
"""How like a line must be to what is sought, as difflib counts, to be told as the closest,"""
_HELD = 0.97
"""where one that holds all of it counts for nearly as much as one that is it."""
_SOURCE = re.compile(r"(meta|jsonld)\((.+)\)")
"""Where a fact is stated, of what a field can be taken from."""


@frozen
class Box:
    """An element and the lines that stand in it, ``start:stop`` of the page's lines."""

    node: LexborNode
    start: int
    stop: int

    def __len__(self) -> int:
        return self.stop - self.start


@frozen
class Occurrence:
    """Where a text stands on a page.

    :ivar node: the innermost element that holds all of it
    :ivar line: the first line of it
    :ivar whole: whether the element shows nothing else
    :ivar before: what the line has before it, ``""`` where it begins the line
    :ivar after: what the line has after it
    """

    node: LexborNode
    line: Line
    whole: bool
    before: str = ""
    after: str = ""


class Sample:
    """A page that is learned from.

    :param page: the page, which must be HTML
    :param zone: IANA name of the zone in which the site prints its times
    """

    def __init__(self, page: Page, zone: str | None = None) -> None:
        self.page = page
        self.zone = zone
        self.lines = page.lines
        self.reader = Reader(page, adapter=_NAME, zone=zone)
        self.scope = Scope(self.reader)
        self._css: dict[str, list[LexborNode]] = {}

    @cached_property
    def stated(self) -> dict[tuple[str, str], str]:
        """What the page states: (``"meta"`` or ``"jsonld"``, name or path) → text."""
        found = {("meta", name): " ".join(value.split()) for name, value in self.page.meta.items()}
        for item in self.page.jsonld:
            for path, value in _leaves(item, ()):
                found.setdefault(("jsonld", path), value)
        return found

    def facts(self, name: str) -> dict[tuple[str, str], str]:
        """Return of what the page states that which stands for the field *name*, the most trusted first."""
        found = [_SOURCE.fullmatch(fact.source) for fact in self.metadata.all(name)]
        sources = [(match[1], match[2]) for match in found if match is not None]
        return {source: self.stated[source] for source in sources if source in self.stated}

    @cached_property
    def metadata(self) -> Metadata:
        """What the page states, by field."""
        return read_metadata(self.page)

    @cached_property
    def boxes(self) -> dict[int, Box]:
        """Each element around a line, by identity, outer ones after what stands in them."""
        found: dict[int, Box] = {}
        for line in self.lines:
            for node in line.ancestors():
                box = found.get(node.mem_id)
                found[node.mem_id] = Box(node, box.start if box is not None else line.index, line.index + 1)
        return found

    def box(self, node: LexborNode) -> Box:
        """Return the lines that *node* holds, wholly or in part; none for one that shows no words."""
        box = self.boxes.get(node.mem_id)
        if box is not None:
            return box
        places = self.scope.places(node)
        return Box(node, places[0].line.index, places[-1].line.index + 1) if places else Box(node, 0, 0)

    def css(self, selector: str) -> list[LexborNode]:
        """Return the elements that match *selector* and stand in no other that does; kept for the next time."""
        found = self._css.get(selector)
        if found is None:
            found = self._css[selector] = self.scope.outermost(selector)
        return found

    def words(self, node: LexborNode) -> str:
        """Return what *node* shows as one text."""
        return words(self.scope.places(node))

    def days(self, text: str) -> list[str]:
        """Return the days that the times in *text* are on, ISO 8601; of times that tell a day."""
        days = [each.moment.first_date for each in self.reader.moments(text)]
        return [day.isoformat() for day in days if day is not None]

    # -- where a text stands ---------------------------------------------------------------------------------------

    def occurrences(self, text: str) -> Iterator[Occurrence]:
        """Yield where *text* stands, in the order of the page; one that runs over several lines too."""
        wanted = " ".join(text.split())
        if not wanted:
            return
        for line in self.lines:
            at = line.text.find(wanted)
            if at >= 0:
                yield self._within(line, at, at + len(wanted))
            elif len(line.text) > 1 and wanted.startswith(line.text) and line.node is not None:
                # A title over two lines: the element around the line that shows all of it and no more.
                node = line.node
                if self.words(node) == wanted:
                    yield Occurrence(node, line, whole=True)

    def _within(self, line: Line, start: int, end: int) -> Occurrence:
        block = line.node
        assert block is not None, "the page is HTML"
        before, after = line.text[:start].strip(), line.text[end:].strip()
        if not before and not after:
            return Occurrence(self._outermost(line.element or block, line.text), line, whole=True)
        runs = [run for run in line.runs if run.node is not None and run.start < end and run.end > start]
        if len(runs) == 1 and runs[0].node is not None:
            node, wanted = runs[0].node, line.text[start:end]
            if self.words(node) == wanted:
                return Occurrence(self._outermost(node, wanted), line, whole=True)
            return Occurrence(node, line, whole=False, before=before, after=after)
        for node in _chain(runs[0].node if runs else block, block):
            said = self.words(node)
            if said == line.text[start:end].strip():
                return Occurrence(node, line, whole=True)
            if line.text[start:end].strip() in said:
                return Occurrence(node, line, whole=False, before=before, after=after)
        return Occurrence(block, line, whole=False, before=before, after=after)

    def _outermost(self, node: LexborNode, wanted: str) -> LexborNode:
        """Return *node*, or a heading around it that shows the same words: what is inside it may change."""
        for around in _chain(node, None):
            if around.tag in _TELLING and self.words(around) == wanted:
                return around
        return node

    def nearest(self, text: str) -> tuple[Line, str] | None:
        """Return the line that is most like *text* and the part of it that is, ``None`` where none is like it."""
        wanted = " ".join(text.split())
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(wanted.casefold())
        best: tuple[float, Line] | None = None
        for line in self.lines:
            matcher.set_seq1(line.text[: 2 * len(wanted) + 40].casefold())
            if best is None or matcher.real_quick_ratio() > best[0]:
                held = sum(block.size for block in matcher.get_matching_blocks()) / len(wanted)
                score = max(matcher.ratio(), _HELD * held)
                if score > (best[0] if best is not None else _LIKE):
                    best = (score, line)
        return (best[1], best[1].text) if best is not None else None

    def touches(self, nodes: Iterable[LexborNode], lines: frozenset[int]) -> bool:
        """Whether any of *nodes* holds one of *lines*, by index."""
        return any(index in lines for box in map(self.box, nodes) for index in range(box.start, box.stop))

    def around(
        self, node: LexborNode | None, keep: frozenset[int] = frozenset(), most: int = 7, lines: int | None = None
    ) -> Iterator[LexborNode]:
        """Yield *node* and the elements around it, up to *most*, that hold no line of *keep*.

        :param lines: how many lines they may hold, by default any number
        """
        for outer in _chain(node, None, most):
            if (lines is not None and len(self.box(outer)) > lines) or self.touches([outer], keep):
                return
            yield outer

    def places(self, nodes: Iterable[LexborNode]) -> list[Span]:
        """Return where the words of *nodes* stand."""
        return [place for node in nodes for place in self.scope.places(node)]


_TELLING = frozenset({"h1", "h2", "h3", "time", "address"})


def _chain(node: LexborNode | None, stop: LexborNode | None, most: int = 4) -> Iterator[LexborNode]:
    for _ in range(most):
        if node is None or node.tag in {"body", "html"}:
            return
        yield node
        if stop is not None and node.mem_id == stop.mem_id:
            return
        node = node.parent


def _leaves(value: Any, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if len(path) > 3:
        return
    if isinstance(value, Mapping):
        if path and isinstance(value.get("name"), str):
            yield ".".join(path), " ".join(value["name"].split())
        for key, inner in value.items():
            if not key.startswith("@") and "." not in key:
                yield from _leaves(inner, (*path, key))
    elif isinstance(value, list):
        for inner in value[:3]:
            yield from _leaves(inner, path)
    elif isinstance(value, str) and path and value.strip():
        yield ".".join(path), " ".join(value.split())


# -- what pages share --------------------------------------------------------------------------------------------------

_LONGEST_SHARED = 400
"""What is longer is a story, however often it is printed."""


class SharedLines:
    """The lines that pages share.

    What counts is a text in its part: the title of one page may stand in the lists of the others, and is still its own.

    :param samples: the pages; of a single one nothing is known to be shared
    """

    def __init__(self, samples: Sequence[Sample]) -> None:
        count: Counter[tuple[str, str]] = Counter()
        for sample in samples:
            count.update({(line.text, _part_of(line)) for line in sample.lines})
        several = len({sample.page.visible for sample in samples}) > 1
        need = max(2, len(samples) // 2 + 1)
        self._shared = frozenset(each for each, times in count.items() if times >= need) if several else frozenset()

    def __contains__(self, line: Line) -> bool:
        """Whether *line* stands on most of the pages, and so tells nothing of any."""
        return (line.text, _part_of(line)) in self._shared and len(line.text) < _LONGEST_SHARED


def _part_of(line: Line) -> str:
    """Return what part *line* plays: its tag, and whether it only leads elsewhere."""
    return f"{line.tag} link" if all_links(line) else line.tag or ""
