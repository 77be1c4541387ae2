"""The elements that hold the lines of a page, each a stretch of lines, with what is needed to weigh them.

Lines come in reading order, so the lines inside of one element always stand together: an element is a range of lines,
and the sum of anything over it is a difference of two running sums.

Text is weighed in bytes of UTF-8, less white space nothing: a Latin letter counts 1 and a Han character, a kana or a
Hangul syllable 3, which is about what each says.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import accumulate

from selectolax.lexbor import LexborNode

from tearsheet.adapters.generic.signs.class_hints import Hint, hint_of
from tearsheet.page.lines import OUTERMOST, Frame, Line

_TAG_HINTS: dict[str, Hint] = {
    "aside": "aside",
    "button": "button",
    "dialog": "dialog",
    "fieldset": "form",
    "footer": "footer",
    "form": "form",
    "legend": "form",
    "ins": "advert",
    "menu": "navigation",
    "nav": "navigation",
}
_SAYING = ("class", "id", "role", "data-testid", "itemprop")
_OF_ARTICLES = frozenset({"body", "comments", "related", "advert"})
PARAGRAPH = 100
"""Weight of a line or an element from which on it is a paragraph, in bytes; labels and notices are shorter."""
LINKS = 0.33
"""Share of links from which on what an element is called is believed; below it text stands there, whatever the name."""


def is_mostly_link(linked: int, weight: int) -> bool:
    """Whether more than half of a line is links: its weight, and that of the links in it."""
    return linked * 2 > weight


def is_link(linked: int, weight: int) -> bool:
    """Whether a line is a link but for a word: four fifths of its weight. Fitted on dev, 2026-11."""
    return linked * 10 >= weight * 8


def told_sums(prose: Sequence[float]) -> array[float]:
    """Return the running sums, from 0 on, of what lines count for being story; what counts against it is left out."""
    # A list takes four times as much.
    return array("d", accumulate([value if value > 0 else 0.0 for value in prose], initial=0.0))


class Box:
    """A block element that holds lines ``start:stop``.

    :ivar parent: the box around it; ``None`` for the outermost, which holds all lines
    :ivar link: whether it stands in an ``<a>``
    """

    __slots__ = ("_classes", "_hint", "_names", "children", "link", "node", "number", "parent", "start", "stop", "tag")

    def __init__(  # noqa: PLR0917 - by position, since a page makes hundreds
        self, number: int, parent: Box | None, node: LexborNode | None, tag: str, start: int, link: bool
    ) -> None:
        self.number = number
        self.parent = parent
        self.node = node
        self.tag = tag
        self.start = start
        self.stop = start
        self.link = link
        self.children: list[Box] | tuple[()] = ()
        self._hint: Hint | None = ""
        self._classes: str | None = None

    @property
    def hint(self) -> Hint | None:
        """What its tag and its names say of it: a rule of boilerplate, ``"comments"``, ``"body"``, or nothing."""
        hint = self._hint
        if hint == "":
            hint = _TAG_HINTS.get(self.tag)
            if hint is None and self.node is not None and self.tag != "main":
                attributes = self._look()
                for key in _SAYING if attributes else ():
                    value = attributes.get(key)
                    if value and (said := hint_of(value)) is not None:
                        hint = said if self.tag != "article" or said in _OF_ARTICLES else None
                        break
            self._hint = hint
        return hint

    @property
    def classes(self) -> str:
        """``class`` as written."""
        if self._classes is None:
            self._look()
        return self._classes or ""

    def names(self) -> str:
        """Return ``class`` and ``id`` as written; nothing for the outermost."""
        if self._classes is None:
            self._look()
        return self._names

    def _look(self) -> Mapping[str, str | None]:
        """Read the attributes, and keep the two that are asked for most."""
        attributes: Mapping[str, str | None] = self.node.attributes if self.node is not None else {}
        self._classes = classes = attributes.get("class") or ""
        name = attributes.get("id") or ""
        # Most elements have neither, and then share one string.
        self._names = f"{classes} {name}" if classes or name else " " if self.node is not None else ""
        return attributes

    def __repr__(self) -> str:
        return f"Box({self.tag} {self.names().strip()!r}, {self.start}:{self.stop})"


def lines_of(parent: Box, start: int, stop: int) -> Box:
    """Return the lines ``start:stop`` of *parent* as an element of their own."""
    box = Box(-1, parent, None, "div", start, link=False)
    box.stop = stop
    box.children = list(_inside(parent, start, stop))
    return box


def _inside(box: Box, start: int, stop: int) -> Iterator[Box]:
    """Yield the outermost elements in *box* whose lines all are among ``start:stop``."""
    children = box.children
    for at in range(bisect_right(children, start, key=lambda child: child.stop), len(children)):
        child = children[at]
        if child.start >= stop:
            break
        if start <= child.start and child.stop <= stop:
            yield child
        else:
            yield from _inside(child, start, stop)


class Boxes:
    """All boxes of a page.

    :ivar root: the outermost box
    :ivar all: every box, each after the one around it
    :ivar of_line: the box that each line stands in directly
    :ivar weight: of each line
    :ivar linked: how much of each line's weight is links
    :ivar site_lines: indexes of the lines that the site prints on every page
    :ivar around: of each box whether it stands in what surrounds the content, once somebody has asked for it
    :ivar consents: indexes of the lines that say that the reader's privacy is valued, once somebody has asked for them
    """

    def __init__(self, lines: Sequence[Line], site_lines: Collection[int] = ()) -> None:
        self.lines = lines
        self.site_lines = site_lines
        self.around: list[bool] | None = None
        self.consents: list[int] | None = None
        self.root = root = Box(0, None, None, "body", 0, link=False)
        self.all: list[Box] = [root]
        self.of_line = self._placed(lines)
        self.weight = [
            len(text) if text.isascii() else len(text.encode("utf-8", "replace"))
            for text in [line.text for line in lines]
        ]
        self.linked = [
            weight if box.link else _linked(line, weight)
            for line, box, weight in zip(lines, self.of_line, self.weight, strict=True)
        ]
        for box in reversed(self.all):
            parent = box.parent
            if parent is not None and parent.stop < box.stop:
                parent.stop = box.stop
        root.start, root.stop = 0, len(lines)
        self.weights = [0, *accumulate(self.weight)]
        self.links = [0, *accumulate(self.linked)]

    def _placed(self, lines: Sequence[Line]) -> list[Box]:
        """Make the boxes, and return the one that each of *lines* stands in directly."""
        root, boxes, found = self.root, self.all, list[Box]()
        made: dict[int, Box] = {}  # by the identities of frames, which the lines keep
        box, last = root, None
        at = 0  # the stop of one box is the start of another, and one object
        for line in lines:
            frame = line.frame
            if frame is not last and frame is not None:
                last = frame
                chain: list[Frame] = []
                around: Frame | None = frame
                while around is not None and id(around) not in made:
                    chain.append(around)
                    around = around[5]
                box = made[id(around)] if around is not None else root
                while chain:
                    around = chain.pop()
                    tag = around[7]
                    if tag in OUTERMOST:
                        box = root
                    else:
                        parent, box = box, Box(len(boxes), box, around[0], tag, at, box.link or tag == "a")
                        if parent.children:
                            parent.children.append(box)
                        else:
                            parent.children = [box]
                        boxes.append(box)
                    made[id(around)] = box
            box.stop = at = at + 1
            found.append(box)
        return found

    def inside(self, box: Box) -> Iterator[Box]:
        """The boxes in *box*, each after the one around it."""
        for number in range(box.number + 1, len(self.all)):
            inner = self.all[number]
            if inner.start >= box.stop:
                return
            yield inner

    def within(self, tells: Callable[[Box], bool]) -> list[bool]:
        """Return of each box, by its number, whether *tells* says yes of it or of one around it."""
        found: list[bool] = []
        for box in self.all:  # each after the one around it
            found.append((box.parent is not None and found[box.parent.number]) or tells(box))
        return found

    def part(self) -> None:
        """Forget which boxes hold which, so that they, and the page with them, are freed as soon as nobody has them."""
        for box in self.all:
            if box.children:
                box.children = ()

    def share(self, box: Box) -> float:
        """Return what share of *box* is links."""
        total = self.weights[box.stop] - self.weights[box.start]
        return (self.links[box.stop] - self.links[box.start]) / total if total else 0.0

    def size(self, box: Box) -> int:
        """Return the weight of *box*."""
        return self.weights[box.stop] - self.weights[box.start]


def _linked(line: Line, weight: int) -> int:
    """Return how much of *line* is links."""
    start, stop = line.span
    pieces = line.pieces
    if stop - start == 1:
        return weight if pieces.anchors[start] is not None else 0
    total = 0
    for at, anchor in enumerate(pieces.anchors[start:stop], start):
        if anchor is not None:
            text = pieces.texts[at]
            total += len(text) if text.isascii() else len(text.encode("utf-8", "replace"))
    return min(total, weight)
