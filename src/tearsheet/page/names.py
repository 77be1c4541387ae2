"""The classes and ids of a document's elements: which selectors can find anything, and in which elements to look.

Whoever reads a page asks for dozens of elements, most of which are not there. The compiled tree answers what asks for
tags, classes and ids alone. For all else Lexbor is asked, about less of the document, or not at all where a name is
missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from selectolax.lexbor import LexborNode

from tearsheet.model.once import cached_property
from tearsheet.page.elements import CHANGED
from tearsheet.page.selectors import Alternative, Plan, alternatives, plan_of

# Asking Lexbor about an element costs a few microseconds, and about a whole page 70: so many elements are worth it.
_FEW = 16
_UNKNOWN: Plan = (((False, 0xFFFF, ()),),)
"""Finds, in the compiled tree, the elements whose tags Lexbor does not know: they have the largest id there."""


class Names:
    """The classes and ids of *root*, the ``<html>`` element, and of all in it; looked at on first use.

    :param tree: the compiled tree of the document, which knows them
    """

    def __init__(self, root: LexborNode, tree: Any = None) -> None:
        self._root = root
        self._tree = tree

    def css(self, selector: str) -> list[LexborNode]:
        """Return the elements that match *selector*, as Lexbor says and in its order."""
        found = self._selected(selector, first=False)
        if found is not None:
            return found
        narrowed, roots = self._narrowed(selector)
        if len(roots) == 1:
            return roots[0].css(narrowed)
        return [node for root in roots for node in root.css(narrowed)]

    def has(self, selector: str) -> bool:
        """Return whether any element matches *selector*."""
        found = self._selected(selector, first=True)
        if found is not None:
            return bool(found)
        narrowed, roots = self._narrowed(selector)
        return any(root.css_first(narrowed) is not None for root in roots)

    def first(self, selector: str) -> LexborNode | None:
        """Return the first element that matches *selector*."""
        found = self._selected(selector, first=True)
        if found is None:
            return self._root.css_first(selector)
        return found[0] if found else None

    def _selected(self, selector: str, *, first: bool) -> list[LexborNode] | None:
        """Return what the compiled tree finds by itself, ``None`` where Lexbor is to be asked."""
        plan = plan_of(selector) if self._tree is not None else None
        found: list[LexborNode] | None = self._tree.select(plan, first, False) if plan is not None else None
        return found

    def has_unknown(self, *tags: str) -> bool:
        """Return whether there is an element of one of *tags*, which HTML does not have."""
        unknown = self._tree.select(_UNKNOWN, False, False) if self._tree is not None else None
        return self.has(",".join(tags)) if unknown is None else any(node.tag in tags for node in unknown)

    def styled(self) -> Iterable[LexborNode]:
        """Return all elements that ``style``, ``hidden`` or ``aria-hidden`` may hide, and others, in document order."""
        found: Iterable[LexborNode] = self._root.css(CHANGED) if self._tree is None else self._tree.styled
        return found

    @cached_property
    def words(self) -> bytes:
        """All classes and ids in UTF-8, a line each, what is ASCII of them in lower case."""
        if self._tree is not None:
            words: bytes = self._tree.words()
            return words
        values = [value for each in self._values.values() for value in set(each) if value]
        return "\n".join(values).encode("utf-8", "surrogatepass").lower()

    def values(self, attribute: str) -> Iterable[str]:
        """Return the different values of *attribute*."""
        return {node.attrs.sget(attribute) or "" for node in self._root.css(f"[{attribute}]")}

    def _narrowed(self, selector: str) -> tuple[str, list[LexborNode]]:
        """Return what is left of *selector*, a list maybe, and the elements in which all that it finds stands."""
        known = alternatives(selector)
        if known is None:
            return selector, [self._root]
        there = [each for each in known if all(map(self._has, each.names))]
        text = selector if len(there) == len(known) else ",".join([each.text for each in there])
        roots = self._around(there)
        return text, _outermost(roots) if roots is not None else [self._root]

    def _around(self, those: Iterable[Alternative]) -> list[LexborNode] | None:
        """Return in document order the elements in which *those* find all they find; ``None`` where they are many."""
        # An id is sought rather than a class: few elements have one.
        names = [min(each.around, default="") for each in those]
        if "" in names:
            return None
        if self._tree is not None:
            found: list[LexborNode] | None = self._tree.select(_plan(*names), False, True)
            if found is None or len(found) > _FEW:
                return None
            return list({node.mem_id: node for node in found}.values())
        places = {place for name in names for place in self._places(name)}
        return [self._nodes[place] for place in sorted(places)] if len(places) <= _FEW else None

    @cached_property
    def _nodes(self) -> list[LexborNode]:
        return self._root.css(":is([class],[id])")

    @cached_property
    def _values(self) -> dict[str, list[str | None]]:
        """What each of the nodes has for class and for id, by the marks of these."""
        nodes = self._nodes
        return {".": [node.attrs.sget("class") for node in nodes], "#": [node.id for node in nodes]}

    @cached_property
    def _lowered(self) -> dict[str, dict[str, list[int]]]:
        """At which places among the nodes each value stands, in lower case."""
        found: dict[str, dict[str, list[int]]] = {}
        for mark, values in self._values.items():
            places = found[mark] = {}
            for place, value in enumerate(values):
                if value:
                    places.setdefault(value.lower(), []).append(place)
        return found

    @cached_property
    def _all(self) -> dict[str, str]:
        return {mark: "\n".join(filter(None, set(values))).lower() for mark, values in self._values.items()}

    def _has(self, name: str) -> bool:
        """Whether any element has the class or id *name*, in any case."""
        if self._tree is not None:
            return bool(self._tree.select(_plan(name), True, True) != [])
        return name[1:] in self._all[name[0]]

    def _places(self, name: str) -> list[int]:
        """Return the places of the elements that may have the class or id *name*."""
        sought = name[1:]
        return [place for value, places in self._lowered[name[0]].items() if sought in value for place in places]


def _plan(*names: str) -> Plan:
    """Return how all elements with any of *names* are selected."""
    return tuple([((False, -1, (name,)),) for name in names])


def _outermost(nodes: list[LexborNode]) -> list[LexborNode]:
    """Return those of *nodes*, which are in document order, that stand in no other of them."""
    if len(nodes) < 2:
        return nodes
    known = {node.mem_id for node in nodes}
    found: list[LexborNode] = []
    for node in nodes:
        around = node.parent
        while around is not None and around.mem_id not in known:
            around = around.parent
        if around is None:
            found.append(node)
    return found
