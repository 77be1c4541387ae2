"""What was learned of a site: fields with what speaks for and against them, and the adapter they make."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from tearsheet.authoring.learning.written import Written
from tearsheet.fields import DeclaredAdapter, PageLayout
from tearsheet.fields.body import Body
from tearsheet.fields.field import Field
from tearsheet.reading.adapter import Signature

__all__ = ["Learned", "LearnedField", "LearnedLayout"]


@frozen(kw_only=True)
class LearnedField:
    """A field, and why it is this one.

    :ivar name: the name that :class:`~tearsheet.PageLayout` has for it
    :ivar written: the field, as it would be written
    :ivar values: for each page of the layout what it finds there, ``None`` for nothing
    :ivar confidence: from 0 to 1
    :ivar reasons: what speaks for it
    :ivar unsure: what somebody should look at
    :ivar others: other ways to the same values, the next best first
    """

    name: str
    written: Written[Field[Any]] | Written[Body]
    values: tuple[Any, ...]
    confidence: float
    reasons: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@frozen(kw_only=True)
class LearnedLayout:
    """One layout of the site.

    :ivar name: its name
    :ivar pages: which of the pages are in it, from 0
    :ivar fields: the fields by name, in the order in which they are written
    :ivar drops: selectors of what is no part of the story, by rule
    :ivar marks: selectors that tell the layout
    :ivar unsure: what somebody should look at, besides what the fields say
    """

    name: str
    pages: tuple[int, ...]
    fields: Mapping[str, LearnedField]
    drops: Mapping[str, tuple[str, ...]] = field(factory=dict)
    marks: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()

    def members(self) -> dict[str, Any]:
        """Return what a class of fields has for them."""
        made: dict[str, Any] = {name: each.written.field for name, each in self.fields.items()}
        if self.drops:
            made["drops"] = {rule: list(selectors) for rule, selectors in self.drops.items()}
        return made


@frozen(kw_only=True)
class Learned:
    """What was learned of a site.

    :ivar layouts: its layouts, at least one
    :ivar hosts: its hosts
    :ivar paths: regular expressions for the paths of its stories
    :ivar signature: selectors that tell its pages where there is no URL
    :ivar zone: the zone of its times
    :ivar unsure: what somebody should look at, besides what the fields say
    :ivar pages: how many pages it was learned from
    :ivar urls: the addresses of those whose address is known
    """

    layouts: tuple[LearnedLayout, ...]
    hosts: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    signature: tuple[str, ...] = ()
    zone: str | None = None
    unsure: tuple[str, ...] = ()
    pages: int = 0
    urls: tuple[str, ...] = ()

    def adapter(self, name: str) -> type[DeclaredAdapter]:
        """Return the adapter as it would be written."""
        members: dict[str, Any] = {
            "name": name,
            "hosts": self.hosts,
            "paths": self.paths,
            "signature": Signature(selectors=self.signature) if self.signature else None,
            "zone": self.zone,
            "__module__": __name__,
        }
        if len(self.layouts) == 1:
            members |= self.layouts[0].members()
        else:
            for layout in self.layouts:
                members[layout.name.title()] = type(
                    layout.name.title(), (PageLayout,), layout.members(), signature=Signature(selectors=layout.marks)
                )
        return type("LearnedAdapter", (DeclaredAdapter,), members)
