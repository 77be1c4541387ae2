"""Fields for the story itself: the lines of a container, or those between two labels."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import field, frozen
from selectolax.lexbor import LexborNode

from tearsheet.errors import InputError
from tearsheet.fields.field import pattern_of
from tearsheet.fields.scope import Scope
from tearsheet.model import Block, BlockKind, Image
from tearsheet.page.lines import Line
from tearsheet.page.selectors import check_selector
from tearsheet.reading.blocks import Passage
from tearsheet.reading.boilerplate import Boilerplate
from tearsheet.reading.spans import Span, nearest

ROLE = "body"
_LONGEST_CAPTION = 120  # characters of a line under a picture that its words alone make a caption


@frozen
class Story:
    """What a :class:`Body` has read: the blocks, the pictures among them, and the field that read it."""

    blocks: list[Block] = field(factory=list)
    images: list[Image] = field(factory=list)
    how: str = ""


class Body(ABC):
    """A source of the story's blocks. It is read last, and leaves alone what other fields have claimed.

    :ivar until: pattern of the line with which, and with all after it, no story is left
    """

    until: re.Pattern[str] | None = None

    @abstractmethod
    def read(self, scope: Scope) -> Story:
        """Claim and return the story; one without blocks where it is not on the page."""

    @abstractmethod
    def present(self, scope: Scope) -> bool:
        """Whether the page has what this reads."""

    @abstractmethod
    def missed(self, scope: Scope) -> str:
        """Say in words why nothing was found, and what comes nearest."""

    @abstractmethod
    def __repr__(self) -> str:
        """Return the field as it is written."""

    def __or__(self, other: Body) -> Body:
        """Read *other* where this finds nothing."""
        return _Either(self, other)


class _Either(Body):
    def __init__(self, first: Body, second: Body) -> None:
        self._both = (first, second)
        self.until = first.until or second.until

    def read(self, scope: Scope) -> Story:
        story = self._both[0].read(scope)
        return story if story.blocks else self._both[1].read(scope)

    def present(self, scope: Scope) -> bool:
        return any(each.present(scope) for each in self._both)

    def missed(self, scope: Scope) -> str:
        return "; ".join([each.missed(scope) for each in self._both])

    def __repr__(self) -> str:
        return " | ".join(map(repr, self._both))


Captions = str | re.Pattern[str]
Drops = str | Sequence[str] | Mapping[str, str | Sequence[str]]


def rules_of(drops: Drops) -> tuple[tuple[str | None, str], ...]:
    """Return selectors of what is dropped, each with its rule, ``None`` where none is given.

    :raises InputError: for a selector that is not valid CSS, and for what is none
    """
    if isinstance(drops, Mapping):
        return tuple([(rule, check_selector(", ".join(_selectors(given)))) for rule, given in drops.items()])
    return tuple([(None, check_selector(selector)) for selector in _selectors(drops)])


def _selectors(given: Any) -> list[str]:
    found = [given] if isinstance(given, str) else list(given) if isinstance(given, Iterable) else [given]
    for each in found:
        if not isinstance(each, str):
            raise InputError(f"{each!r} is to be dropped: say it by a CSS selector, as text")
    return found


def blocks(
    selector: str,
    *,
    drop: Drops = (),
    until: str | re.Pattern[str] | None = None,
    headings: str | None = None,
    captions: Captions | Sequence[Captions] = (),
    quotes: str | None = None,
    first: bool = False,
) -> Body:
    """Read the lines of the elements that match a CSS selector, one block a line.

    What kind of block a line is, its tag says (``<h2>``, ``<li>``, ``<figcaption>``…). Adverts, share prompts and the
    like are dropped under the rule that their class or id names; what other fields claim is theirs.

    :param selector: the container of the story; several, such as the pages of a long story, are read in order
    :param drop: selectors, in the container, of what is no story; a mapping gives each its rule for the ledger
    :param until: a regular expression; the line in which it is found, and all after it, are dropped as ``tail``
    :param headings: selector of headings that their tag does not show
    :param captions: selector of captions that their tag does not show, or a compiled pattern that is found in the line
        right after a picture when it is a caption; several of either
    :param quotes: selector of quotes that their tag does not show
    :param first: read only the first element, as where each post of a thread has the same class
    :raises InputError: at once, for a selector or pattern that is not valid
    """
    kinds: list[tuple[BlockKind, str]] = []
    told = [captions] if isinstance(captions, str | re.Pattern) else list(captions)
    selectors = ", ".join([each for each in told if isinstance(each, str)])
    for kind, each in (("heading", headings), ("caption", selectors), ("quote", quotes)):
        if each:
            kinds.append((kind, check_selector(each)))  # type: ignore[arg-type]  # the literals above
    return Blocks(
        check_selector(selector),
        rules_of(drop),
        pattern_of(until) if until is not None else None,
        tuple(kinds),
        tuple([each for each in told if isinstance(each, re.Pattern)]),
        first=first,
    )


@frozen(eq=False, repr=False, slots=False)
class Blocks(Body):
    """What :func:`blocks` makes; see there.

    :ivar selector: the container of the story
    :ivar drops: selectors, in the container, of what is no story, each with its rule
    :ivar first: whether only the first container is read
    """

    selector: str
    drops: tuple[tuple[str | None, str], ...]
    until: re.Pattern[str] | None
    _kinds: tuple[tuple[BlockKind, str], ...]
    _under: tuple[re.Pattern[str], ...]
    first: bool = field(kw_only=True)

    def _containers(self, scope: Scope) -> list[LexborNode]:
        found = scope.outermost(self.selector)
        return found[:1] if self.first else found

    def present(self, scope: Scope) -> bool:
        return any(scope.places(container) for container in self._containers(scope))

    def read(self, scope: Scope) -> Story:
        passages = (passage for container in self._containers(scope) for passage in self._passages(scope, container))
        return Story(*scope.reader.body(passages), how=repr(self))

    def _passages(self, scope: Scope, container: LexborNode) -> Iterator[Passage]:
        ledger = scope.reader.ledger
        boilerplate = Boilerplate.below(container)
        places = scope.places(container)
        for rule, selector in self.drops:
            for node in container.css(selector):
                scope.drop(node, rule or boilerplate.of_element(node) or "not-story")
        kinds: dict[int, BlockKind | None] = {
            node.mem_id: kind for kind, selector in self._kinds for node in container.css(selector)
        }
        around = {container.mem_id: True}
        over = False
        for place in places:
            line = place.line
            shown = _pictures_of(scope, line, around) if line.images else []
            if shown:
                yield Passage(line, 0, 0, images=shown)
            if over or (self.until is not None and self.until.search(line.text) is not None):
                over = True
                ledger.drop(line, "tail", place.start, place.end)
                continue
            rule = boilerplate.in_body(line)
            if rule is not None:
                ledger.drop(line, rule, place.start, place.end)
                continue
            kind = nearest(line.element or line.node, kinds, default=None) if kinds else None
            if shown and len(line.text) <= _LONGEST_CAPTION and any(under.search(line.text) for under in self._under):
                kind = "caption"
            for start, end in _parts(scope, place):
                yield _passage(line, start, end, kind)
        # Pictures after the last line of a container stand in the line that follows it.
        if places and places[-1].line.index + 1 < len(scope.page.lines):
            following = scope.page.lines[places[-1].line.index + 1]
            yield Passage(following, 0, 0, images=_pictures_of(scope, following, around))

    def missed(self, scope: Scope) -> str:
        if self._containers(scope):
            return f"{self!r} found an element without words of its own"
        return f"{self!r} found no element{scope.nearest_element(self.selector)}"

    def __repr__(self) -> str:
        return f"blocks({self.selector!r}{', first=True' if self.first else ''})"


def _parts(scope: Scope, place: Span) -> Iterable[tuple[int, int]]:
    """Return what of *place* nobody has claimed, where it holds words."""
    line, start, end = place
    if not scope.reader.ledger.touched(line):
        return ((start, end),)
    free = [(max(start, a), min(end, b)) for a, b in scope.reader.ledger.left(line)]
    return [(a, b) for a, b in free if a < b and any(map(str.isalnum, line.text[a:b]))]


def _passage(line: Line, start: int, end: int, kind: BlockKind | None) -> Passage:
    whole = start == 0 and end == len(line.text)
    level = 2 if kind == "heading" else None
    return Passage(line, start, None if whole else end, kind, level, ROLE, ())


def _pictures_of(scope: Scope, line: Line, around: dict[int, bool]) -> list[Image]:
    found = [scope.reader.image(node) for node in line.images if nearest(node, around, default=False)]
    return [image for image in found if image is not None]


def between(
    start: str | re.Pattern[str], end: str | re.Pattern[str] | None = None, *, skip: str | re.Pattern[str] | None = None
) -> Body:
    """Read the lines between two others, by what these print: for pages, or text exports, whose markup says nothing.

    :param start: regular expression found in the last line before the story
    :param end: regular expression found in the first line after it; to the end of the page by default
    :param skip: regular expression found in lines that are no story; they are dropped as ``not-story``
    :raises InputError: at once, for a pattern that is no regular expression
    """
    return _Between(
        pattern_of(start), pattern_of(end) if end is not None else None, pattern_of(skip) if skip is not None else None
    )


@frozen(eq=False, repr=False, slots=False)
class _Between(Body):
    _start: re.Pattern[str]
    _end: re.Pattern[str] | None
    _skip: re.Pattern[str] | None

    def _bounds(self, scope: Scope) -> tuple[int, int] | None:
        reader = scope.reader
        first = reader.find(self._start)
        if first is None:
            return None
        stop = reader.find(self._end, first + 1) if self._end is not None else None
        return first + 1, len(reader.lines) if stop is None else stop

    def present(self, scope: Scope) -> bool:
        return self._bounds(scope) is not None

    def read(self, scope: Scope) -> Story:
        return Story(*scope.reader.body(self._passages(scope)), how=repr(self))

    def _passages(self, scope: Scope) -> Iterator[Passage]:
        reader = scope.reader
        start, stop = self._bounds(scope) or (0, 0)
        for line in reader.lines[start:stop]:
            yield Passage(line, 0, 0)
            if self._skip is not None and self._skip.search(line.text) is not None:
                reader.drop(line, "not-story")
                continue
            for a, b in _parts(scope, Span(line, 0, len(line.text))):
                yield _passage(line, a, b, None)

    def missed(self, scope: Scope) -> str:
        if self._bounds(scope) is None:
            return f"{self!r}: no line matches the start{scope.nearest_line(self._start.pattern)}"
        return f"{self!r} found no line between the two that is not in another field"

    def __repr__(self) -> str:
        ends = [self._start.pattern] + ([self._end.pattern] if self._end is not None else [])
        return f"between({', '.join(map(repr, ends))})"
