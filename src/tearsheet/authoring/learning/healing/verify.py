"""Whether a healed adapter holds: old pages read as before, new ones are read and say what is known."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from attrs import frozen

from tearsheet.adapters.registry import Reading
from tearsheet.authoring.learning.drafts import read_by
from tearsheet.authoring.learning.healing.healing import Proof
from tearsheet.authoring.learning.healing.old_pages import OldPage
from tearsheet.authoring.learning.sample import folded
from tearsheet.authoring.learning.story import likeness_of
from tearsheet.model import Article
from tearsheet.model.table import fields_of_kind
from tearsheet.page import Page
from tearsheet.reading.adapter import Adapter

__all__ = ["Expected", "differences", "prove"]

_ALIKE = 0.9
_TITLE_ALIKE = 0.75
_SHOWN = 12


@frozen(kw_only=True)
class Expected:
    """What a new page must give.

    :ivar number: which of the new pages it is, from 0
    :ivar page: the page
    :ivar article: its story as an old page has it; ``None`` where no old page has it
    :ivar fields: the fields of it that are on the new page too
    """

    number: int
    page: Page
    article: Article | None
    fields: frozenset[str]


def differences(read: Article, known: Article, fields: frozenset[str]) -> tuple[list[str], float]:
    """Return which of *fields* are not what is known, in words, and how like the stories are."""
    found: list[str] = []
    if "title" in fields and folded(read.title) != folded(known.title):
        ratio = SequenceMatcher(None, folded(read.title), folded(known.title), autojunk=False).ratio()
        if ratio < _TITLE_ALIKE:
            found.append(f"title {read.title!r:.60}, not {known.title!r:.60}")
    for name in fields_of_kind("moment"):
        if name in fields:
            one, two = getattr(read, name), getattr(known, name)
            if two is not None and two.basis == "relative":
                # Two hours ago is another day in a later capture.
                continue
            if one is None or two is None or one.first_date != two.first_date:
                found.append(f"{name} {one.raw if one is not None else None!r}, not {two.raw if two else None!r}")
    if "authors" in fields and read.authors != known.authors:
        found.append(f"authors {read.authors!r}, not {known.authors!r}")
    if "source" in fields and (read.source.name if read.source else None) != (
        known.source.name if known.source else None
    ):
        found.append(
            f"source {read.source.name if read.source else None!r}, not {known.source.name if known.source else None!r}"
        )
    likeness = likeness_of(read.text, known.text)
    if likeness < _ALIKE:
        found.append(f"body is {likeness:.0%} like what is known")
    return found, likeness


def prove(adapter: Adapter, old: Sequence[OldPage], new: Sequence[Expected]) -> tuple[Proof, dict[int, Reading]]:
    """Read all pages with *adapter*; return how it does, and what it reads of the new ones."""
    readings: dict[int, Reading] = {}
    failures: list[str] = []
    same = 0
    for each in old:
        now = read_by(adapter, each.page)
        if isinstance(now, Reading) and now.article == each.reading.article:
            same += 1
        else:
            why = f"in layout {now.article.layout}" if isinstance(now, Reading) else str(now)
            failures.append(f"old page {each.number + 1} is not read as before: {why:.200}")
    read = paired = right = 0
    likenesses: list[float] = []
    for page in new:
        paired += page.article is not None
        now = read_by(adapter, page.page)
        if not isinstance(now, Reading):
            failures.append(f"new page {page.number + 1} is not read: {now!s:.200}")
            likenesses += [0.0] if page.article is not None else []
            continue
        read += 1
        readings[page.number] = now
        if page.article is not None:
            wrong, likeness = differences(now.article, page.article, page.fields)
            likenesses.append(likeness)
            right += not wrong
            failures.extend(f"new page {page.number + 1}: {each}" for each in wrong)
    proof = Proof(
        old=len(old),
        same=same,
        new=len(new),
        read=read,
        paired=paired,
        right=right,
        likeness=round(sum(likenesses) / len(likenesses), 4) if likenesses else 0.0,
        failures=tuple(failures[:_SHOWN]),
    )
    return proof, readings
