"""The elements that hold the lines of a page, each a stretch of lines, with what is needed to weigh them.

Lines come in reading order, so the lines inside of one element always stand together: an element is a range of lines,
and the sum of anything over it is a difference of two running sums.

Text is weighed in bytes of UTF-8, less white space nothing: a Latin letter counts 1 and a Han character, a kana or a
Hangul syllable 3, which is about what each says.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from selectolax.lexbor import LexborNode

from tearsheet.adapters.generic.names import Hint, hint_of
from tearsheet.lines import OUTERMOST, Line

__all__ = ["Box", "Boxes"]

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
_OF_ARTICLES = frozenset({"body", "comments", "related", "advert"})


class Box:
    """A block element that holds lines ``start:stop``.

    :ivar parent: the box around it; ``None`` for the outermost, which holds all lines
    :ivar link: whether it stands in an ``<a>``
    """

    __slots__ = ("_hint", "children", "link", "node", "number", "parent", "start", "stop", "tag")

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
        self.children: list[Box] = []
        self._hint: Hint | None = ""

    @property
    def hint(self) -> Hint | None:
        """What its tag and its names say of it: a rule of furniture, ``"comments"``, ``"body"``, or nothing."""
        hint = self._hint
        if hint == "":
            hint = _TAG_HINTS.get(self.tag)
            if hint is None and self.node is not None and self.tag != "main":
                attributes = self.node.attributes
                for key in ("class", "id", "role", "data-testid", "itemprop"):
                    value = attributes.get(key)
                    if value and (said := hint_of(value)) is not None:
                        hint = said if self.tag != "article" or said in _OF_ARTICLES else None
                        break
            self._hint = hint
        return hint

    def names(self) -> str:
        """Return ``class`` and ``id`` as written."""
        if self.node is None:
            return ""
        attributes = self.node.attributes
        return f"{attributes.get('class') or ''} {attributes.get('id') or ''}"

    def __repr__(self) -> str:
        return f"Box({self.tag} {self.names().strip()!r}, {self.start}:{self.stop})"


class Boxes:
    """All boxes of a page.

    :ivar root: the outermost box
    :ivar all: every box, each after the one around it
    :ivar of_line: the box that each line stands in directly
    :ivar weight: of each line
    :ivar linked: how much of each line's weight is links
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.root = root = Box(0, None, None, "body", 0, link=False)
        self.all: list[Box] = [root]
        self.of_line: list[Box] = []
        self.weight: list[int] = []
        self.linked: list[int] = []
        known: dict[int, Box] = {}
        links: dict[int, bool] = {}
        for line in lines:
            node = line.node
            box = root
            if node is not None:
                box = known.get(node.mem_id) or self._open(node, line.index, known)
            box.stop = line.index + 1
            self.of_line.append(box)
            text = line.text
            weight = len(text) if text.isascii() else len(text.encode("utf-8", "replace"))
            self.weight.append(weight)
            self.linked.append(weight if box.link else _linked(line, box, links, weight))
        for box in reversed(self.all):
            parent = box.parent
            if parent is not None:
                parent.stop = max(parent.stop, box.stop)
                parent.start = min(parent.start, box.start)
        root.start, root.stop = 0, len(lines)
        self.weights = [0, *accumulate(self.weight)]
        self.links = [0, *accumulate(self.linked)]

    def _open(self, node: LexborNode, index: int, known: dict[int, Box]) -> Box:
        """Make the boxes around *node* that are not known yet; ``<a>`` and other inline elements leave a trace only."""
        chain: list[tuple[LexborNode, int, str]] = []
        around: LexborNode | None = node
        parent = self.root
        while around is not None:
            identity = around.mem_id
            found = known.get(identity)
            if found is not None:
                parent = found
                break
            tag = around.tag or ""
            if tag in OUTERMOST:
                break
            chain.append((around, identity, tag))
            around = around.parent
        boxes = self.all
        for element, identity, tag in reversed(chain):
            box = Box(len(boxes), parent, element, tag, index, link=parent.link or tag == "a")
            parent.children.append(box)
            boxes.append(box)
            known[identity] = parent = box
        return parent

    def share(self, box: Box) -> float:
        """Return what share of *box* is links."""
        total = self.weights[box.stop] - self.weights[box.start]
        return (self.links[box.stop] - self.links[box.start]) / total if total else 0.0

    def size(self, box: Box) -> int:
        """Return the weight of *box*."""
        return self.weights[box.stop] - self.weights[box.start]


def _linked(line: Line, box: Box, links: dict[int, bool], weight: int) -> int:
    """Return how much of *line*, which stands in no link as a whole, is links."""
    block = line.node
    start, stop = line.span
    owners = line.pieces.owners
    if stop - start == 1:
        owner = owners[start]
        return weight if owner is not block and _in_link(owner, box, links) else 0
    total = 0
    last: LexborNode | None = None
    inside = False
    for text, owner in zip(line.pieces.texts[start:stop], owners[start:stop], strict=True):
        if not text or owner is block:
            continue
        if owner is not last:
            inside, last = _in_link(owner, box, links), owner
        if inside:
            total += len(text) if text.isascii() else len(text.encode("utf-8", "replace"))
    return min(total, weight)


def _in_link(node: LexborNode, box: Box, links: dict[int, bool]) -> bool:
    """Whether an ``<a>`` stands at or around *node*, below the block that *box* is."""
    stop = box.node.mem_id if box.node is not None else 0
    passed: list[int] = []
    found = False
    around: LexborNode | None = node
    while around is not None:
        identity = around.mem_id
        if identity == stop:
            break
        known = links.get(identity)
        if known is not None:
            found = known
            break
        passed.append(identity)
        tag = around.tag
        if tag == "a":
            found = True
            break
        if tag in OUTERMOST:
            break
        around = around.parent
    for identity in passed:
        links[identity] = found
    return found
