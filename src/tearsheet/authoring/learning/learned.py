"""What was learned of a site: fields with what speaks for and against them, and the adapter they make."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import field, frozen

from tearsheet.authoring.learning.old_fields import OldFields
from tearsheet.authoring.learning.written import NOTHING, Written, as_it_is
from tearsheet.fields import DeclaredAdapter, PageLayout
from tearsheet.reading.adapter import Signature


@frozen(kw_only=True)
class FieldChoice:
    """One field, and why it is this one.

    :ivar name: the name that :class:`~tearsheet.fields.PageLayout` has for it; of a mapping with the key:
        ``extras.views``
    :ivar written: the field, as it would be written; of one that was not found :data:`NOTHING`
    :ivar values: for each page of the layout what it finds there, ``None`` for nothing
    :ivar inherited: whether the old expression still holds, so that nothing is written
    :ivar right: on how many of the pages it finds what is known of them
    :ivar known: of how many of the pages that is known
    :ivar lines: where on the pages the known values stand: which page, from 0, and the number of the line
    :ivar framed: whether the values were known by what was printed around them on old pages, or by their looks alone
    :ivar confidence: from 0 to 1
    :ivar reasons: what speaks for it
    :ivar unsure: what somebody should look at
    :ivar others: other ways to the same values, the next best first
    """

    name: str
    written: Written[Any] = field(default=NOTHING, eq=str)
    values: tuple[Any, ...] = ()
    inherited: bool = False
    right: int = 0
    known: int = 0
    lines: tuple[tuple[int, int], ...] = ()
    framed: bool = False
    confidence: float = 0.0
    reasons: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @classmethod
    def kept(cls, name: str, field: Any, **more: Any) -> FieldChoice:
        """Return the choice of the old *field*, of which nothing is written."""
        return cls(name=name, written=as_it_is(field), inherited=True, **more)

    @property
    def code(self) -> tuple[str, ...]:
        """The field as it is written, parts that ``|`` joins; empty for one that was not found."""
        return self.written.code

    @property
    def evidence(self) -> str:
        """What speaks for it, in words."""
        if not self.code:
            return f"{self.name}: not found on the new pages"
        said = [f"right on {self.right} of {self.known} pages where it is known" if self.known else "nowhere known"]
        if self.framed:
            said.append("known by what stands around it")
        if self.lines:
            said.append("lines " + ", ".join(f"{page + 1}:{line}" for page, line in self.lines[:4]))
        said.append(f"confidence {self.confidence:.0%}")
        if self.others:
            said.append(f"next {self.others[0]}")
        return f"{self.name}: {'; '.join(said)}"

    def as_json(self) -> dict[str, Any]:
        """Return it as a JSON object, with the code for the field."""
        names = ("name", "code", "inherited", "right", "known", "lines", "framed", "confidence", "others", "unsure")
        return {name: getattr(self, name) for name in names}


@frozen(kw_only=True)
class LearnedLayout:
    """One layout of the site.

    :ivar name: its name
    :ivar pages: which of the pages are in it, from 0
    :ivar fields: the fields by name, those of mappings by name and key
    :ivar lost: what was not found of the fields that the pages had before
    :ivar drops: selectors of what is no part of the story, by rule; empty where the old ones do
    :ivar marks: selectors that tell the layout
    :ivar old: the fields of the layout that its pages had before, which are its own where it says nothing else
    :ivar since: its first day
    :ivar note: what is said of the whole of it
    :ivar unsure: what somebody should look at, besides what the fields say
    """

    name: str
    pages: tuple[int, ...]
    fields: Mapping[str, FieldChoice]
    lost: tuple[FieldChoice, ...] = ()
    drops: Mapping[str, tuple[str, ...]] = field(factory=dict)
    marks: tuple[str, ...] = ()
    old: OldFields = field(factory=OldFields)
    since: date | None = None
    note: str = ""
    unsure: tuple[str, ...] = ()

    @property
    def mappings(self) -> dict[str, dict[str, FieldChoice]]:
        """The fields of each mapping, by its name: those that are found, where any is, or an old one is misled."""
        found: dict[str, dict[str, FieldChoice]] = {}
        for name, each in self.fields.items():
            outer, _, key = name.partition(".")
            if key:
                found.setdefault(outer, {})[key] = each
        for each in self.lost:
            # An old expression that finds something which is not known must be written over.
            if "." in each.name and any(value is not None for value in each.values):
                found.setdefault(each.name.partition(".")[0], {})
        return found

    def members(self) -> dict[str, Any]:
        """Return what a class of fields has for them."""
        made = {name: value for name, value in self.old.fields.items() if value is not None}
        made |= {name: each.written.field for name, each in self.fields.items() if "." not in name}
        for name, keys in self.mappings.items():
            made[name] = {key: each.written.field for key, each in keys.items()}
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
