"""What came of healing an adapter: the new layout, what speaks for each field of it, and whether it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from difflib import unified_diff
from typing import Any

import attrs
from attrs import field, frozen

from tearsheet.adapters.registry import Reading
from tearsheet.authoring.learning.learned import FieldChoice
from tearsheet.errors import TearsheetError


class HealError(TearsheetError):
    """An adapter that cannot be healed from these pages.

    :param missing: what would be needed, in words
    """

    def __init__(self, message: str, *, missing: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.missing = tuple(missing)


@frozen(kw_only=True)
class Pair:
    """A new page whose story an old page tells as well.

    :ivar new: which of the new pages, from 0
    :ivar old: which of the old pages, from 0
    :ivar by: ``"url"`` or ``"text"``
    :ivar likeness: share of the old story's words that are on the new page, from 0 to 1
    """

    new: int
    old: int
    by: str
    likeness: float


@frozen(kw_only=True)
class Proof:
    """How the healed adapter reads the pages.

    :ivar old: how many old pages there are
    :ivar same: how many of them give the same Article as before
    :ivar new: how many new pages there are that could not be read
    :ivar read: how many of them can be read now
    :ivar paired: of how many of them the story is known
    :ivar right: how many of those give what is known: title, time, authors, source and story
    :ivar likeness: mean share of the known stories' words that are read, and of the read words that are known (F1)
    :ivar failures: what is not so, in words
    """

    old: int
    same: int
    new: int
    read: int
    paired: int
    right: int
    likeness: float
    failures: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether old pages read as before, and all new ones are read with what is known of them."""
        return self.same == self.old and self.read == self.new and self.right == self.paired

    def __str__(self) -> str:
        said = f"{self.same} of {self.old} old pages read as before, {self.read} of {self.new} new ones are read"
        return f"{said}, {self.right} of {self.paired} known stories come out right (body {self.likeness:.1%})"


@frozen(kw_only=True)
class Healing:
    """What was found, and the new layout.

    :ivar adapter: name of the adapter
    :ivar needed: whether any new page could not be read; where not, there is nothing else
    :ivar layout: name of the new layout
    :ivar base: name of the layout that its pages had before, ``None`` where that is the adapter's own fields
    :ivar since: first day of the new layout
    :ivar unreadable: which of the new pages cannot be read, from 0, and why
    :ivar unreadable_old: which of the old pages cannot be read either, and why; nothing was learned from them
    :ivar pairs: the new pages whose story is known
    :ivar fields: the fields, those that are inherited too
    :ivar drops: selectors of what is no part of the story, by rule; empty where the old ones do
    :ivar signature: selectors that tell the new layout
    :ivar source: the class of the new layout; ``None`` where it cannot be written
    :ivar before: the module of the adapter; ``None`` where its source is not known
    :ivar after: the module with the new layout in it
    :ivar path: the file of the module
    :ivar proof: how the healed adapter does
    :ivar refused: why nothing is written, in words; ``None`` where something is
    :ivar unsure: what somebody should look at, besides what the fields say
    :ivar readings: what the healed adapter reads of the pages that could not be read, by which of the new pages it is
    """

    adapter: str
    needed: bool = True
    layout: str | None = None
    base: str | None = None
    since: date | None = None
    unreadable: tuple[tuple[int, str], ...] = ()
    unreadable_old: tuple[tuple[int, str], ...] = ()
    pairs: tuple[Pair, ...] = ()
    fields: tuple[FieldChoice, ...] = ()
    drops: tuple[tuple[str, tuple[str, ...]], ...] = ()
    signature: tuple[str, ...] = ()
    source: str | None = None
    before: str | None = None
    after: str | None = None
    path: str | None = None
    proof: Proof | None = None
    refused: str | None = None
    unsure: tuple[str, ...] = ()
    readings: Mapping[int, Reading] = field(factory=dict, eq=False, repr=False)

    @property
    def holds(self) -> bool:
        """Whether nothing had to be done, or what was done holds on all the pages."""
        return not self.needed or (self.proof is not None and self.proof.holds)

    @property
    def diff(self) -> str:
        """The change of the module as a unified diff; ``""`` where there is none."""
        if self.before is None or self.after is None:
            return ""
        name = self.path or self.adapter
        old, new = self.before.splitlines(keepends=True), self.after.splitlines(keepends=True)
        return "".join(unified_diff(old, new, name, name))

    def as_json(self) -> dict[str, Any]:
        """Return it as a JSON object; pages are numbered from 0, and the module's text is left out."""
        left_out = {"before", "after", "readings", "fields"}
        told = attrs.asdict(self, filter=lambda attribute, _: attribute.name not in left_out)
        told["fields"] = [each.as_json() for each in self.fields]
        told["since"] = self.since.isoformat() if self.since is not None else None
        told["drops"] = {rule: list(selectors) for rule, selectors in self.drops}
        told["holds"] = self.holds
        told["diff"] = self.diff
        return told
