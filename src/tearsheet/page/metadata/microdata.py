"""What microdata states (HTML Standard, 5): ``itemprop`` on what is printed, within ``itemscope``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from selectolax.lexbor import LexborNode

from tearsheet.page.metadata.value import Facts

_FIELDS = {
    "headline": ("title", 35),
    "datepublished": ("published", 15),
    "datecreated": ("published", 48),
    "datemodified": ("updated", 15),
    "author": ("authors", 37),
    "creator": ("authors", 38),
    "publisher": ("publisher", 30),
    "articlesection": ("section", 30),
}
_PEOPLE = frozenset({"authors", "publisher"})
_NOT_THE_STORY = ("comment", "person", "organization", "listitem", "imageobject", "wpadblock", "review", "offer")
_MOST = 200  # elements looked at


def read_microdata(marked: Sequence[tuple[Mapping[str, str | None], LexborNode]], facts: Facts) -> set[str]:
    """Add what the elements with ``itemprop`` state, those inside comments and the like left out; return the types."""
    types: set[str] = set()
    for attributes, node in marked[:_MOST]:
        for key in (attributes.get("itemprop") or "").lower().split():
            place = _FIELDS.get(key)
            if place is None:
                continue
            scope = _scope(node)
            if any(kind in scope for kind in _NOT_THE_STORY):
                continue
            if scope:
                types.add(scope)
            name, rank = place
            value: str | None
            if name in _PEOPLE and "itemscope" in attributes:
                inner = node.css_first("[itemprop~=name]")
                value = _value(inner) if inner is not None else node.text()
            else:
                value = _value(node)
            if value and len(value) < 2000:
                facts.add(name, value, f"microdata({key})", rank)
    return types


def _value(node: LexborNode) -> str | None:
    attributes = node.attributes
    for key in ("content", "datetime", "title"):
        value = attributes.get(key)
        if value and (key != "title" or node.tag == "abbr"):
            return value
    return node.text()


def _scope(node: LexborNode) -> str:
    """Return the type, in lower case, of the item that *node* is a property of; ``""`` where there is none."""
    parent = node.parent
    while parent is not None:
        attributes = parent.attributes
        if "itemscope" in attributes or "itemtype" in attributes:
            return (attributes.get("itemtype") or "").rstrip("/").rpartition("/")[2].lower()
        if "comment" in (attributes.get("id") or "") or "comment" in (attributes.get("itemprop") or ""):
            return "comment"
        parent = parent.parent
    return ""
