"""The words of an HTML page as its text nodes hold them, and which of them stand in an element."""

from __future__ import annotations

from typing import Any

from selectolax.lexbor import LexborNode

CELL = "\0"
"""What stands in :class:`Pieces` where one table cell ends and the next begins. No HTML text node can hold it."""


class Pieces:
    """The words of an HTML page as its text nodes hold them, and the element that each text node stands in.

    All lines of a page share one, each knowing its part: most lines are never asked for their runs.

    :param tree: the compiled tree of the document, which knows where each element's texts are
    """

    __slots__ = ("_ends", "_known", "_links", "_tree", "anchors", "owners", "texts")

    def __init__(self, tree: Any = None) -> None:
        self._tree = tree
        self.texts: list[str] = []
        self.owners: list[LexborNode] = []
        self.anchors: list[LexborNode | None] = []
        """The ``<a>`` at or around each owner."""
        self._known: dict[int, LexborNode | None] | None = None
        self._links: dict[int, str | None] = {}
        self._ends: tuple[dict[int, int], dict[int, int]] | None = None

    def marks(self, start: int, stop: int) -> tuple[tuple[int, LexborNode], ...]:
        """Return where in the line of the texts ``start:stop`` each run begins, and the element it stands in."""
        if stop - start == 1:
            return ((0, self.owners[start]),)
        found: list[tuple[int, LexborNode]] = []
        length = 0
        gap = False
        fresh = True  # a cell begins: the white space before its words is not there
        last: LexborNode | None = None
        for text, owner in zip(self.texts[start:stop], self.owners[start:stop], strict=True):
            words = " ".join(text.split())
            if text.startswith(CELL):
                length += 1 if found else 0
                gap = False
                fresh = True
                continue
            if words:
                if not fresh and (gap or text[0].isspace()):
                    length += 1
                fresh = False
                if owner is not last:
                    found.append((length, owner))
                length += len(words)
                gap = text[-1].isspace()
            elif text:
                gap = True
            last = owner
        return tuple(found)

    def place(self, element: LexborNode) -> tuple[int, int]:
        """Return which texts stand in *element*, from the first to behind the last; ``(0, 0)`` where none do."""
        if self._tree is not None:
            place: tuple[int, int] = self._tree.place(element)
            return place
        ends = self._ends
        if ends is None:
            ends = self._ends = self._first_and_last()
        firsts, lasts = ends
        start = _extreme(element, firsts)
        if start is None:
            return (0, 0)
        stop = _extreme(element, lasts, backwards=True)
        return (start, stop + 1 if stop is not None else start + 1)

    def _first_and_last(self) -> tuple[dict[int, int], dict[int, int]]:
        """Return the first and the last text, of those that show words, that stand directly in each element."""
        firsts: dict[int, int] = {}
        lasts: dict[int, int] = {}
        last: LexborNode | None = None
        identity = 0
        for index, (text, owner) in enumerate(zip(self.texts, self.owners, strict=True)):
            if text and text != CELL:
                if owner is not last:
                    last = owner
                    identity = owner.mem_id
                    firsts.setdefault(identity, index)
                lasts[identity] = index
        return firsts, lasts

    def link(self, node: LexborNode | None) -> str | None:
        """Return the ``href`` of the nearest ``<a>`` at or around *node*."""
        owned = self._known
        if owned is None:
            owned = self._known = dict(zip(map(id, self.owners), self.anchors, strict=True))
        # All texts of an element share one owner, which lives on, so that nothing else can have its id.
        node = owned.get(id(node), node)
        return self.target(node) if node is not None else None

    def target(self, around: LexborNode) -> str | None:
        """Return the ``href`` of the ``<a>`` that *around* is or stands in."""
        node: LexborNode | None = around
        known = self._links
        identity = around.mem_id
        if identity in known:
            return known[identity]
        passed: list[int] = []
        href: str | None = None
        while node is not None:
            identity = node.mem_id
            if identity in known:
                href = known[identity]
                break
            passed.append(identity)
            if node.tag == "a":
                href = node.attributes.get("href")
                break
            node = node.parent
        known.update(dict.fromkeys(passed, href))
        return href


def _extreme(element: LexborNode, known: dict[int, int], *, backwards: bool = False) -> int | None:
    """Return the first place that *known* has for *element* or an element in it, or the last one.

    What stands in an element is one stretch. So once an element with a place is met, only one that is met next can
    have an earlier one: the element before the first words of that which it stands in.
    """
    best: int | None = None
    node = element
    depth = 0
    while True:
        place = known.get(node.mem_id)
        if place is not None:
            if best is not None and (place < best if backwards else place > best):
                return best
            best = place
        inner = node.last_child if backwards else node.first_child
        if inner is not None:
            node = inner
            depth += 1
            continue
        while depth:
            beside = node.prev if backwards else node.next
            if beside is not None:
                node = beside
                break
            around = node.parent
            assert around is not None, "it is below the element"
            node = around
            depth -= 1
        else:
            return best
