"""Whether a healed adapter holds: old pages read as before, new ones are read and say what is known."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from tearsheet.adapters.registry import Reading
from tearsheet.authoring.learning.drafts import read_by
from tearsheet.authoring.learning.healing.healing import Proof
from tearsheet.authoring.learning.healing.old_pages import OldPage
from tearsheet.authoring.learning.sample import Sample
from tearsheet.authoring.learning.story import likeness_of
from tearsheet.authoring.learning.target_page import TargetPage, known_text, printed
from tearsheet.model import Article
from tearsheet.model.table import fields_of_kind
from tearsheet.reading.adapter import Adapter
from tearsheet.text.fold import folded

_ALIKE = 0.9
"""How like a story must be to what is known of it: it may have been edited since."""
_TITLE_ALIKE = 0.75
"""How like a title must be: that many of its letters in order."""
_SHOWN = 12  # failures that are told
_LONGEST_WITH_DAY = 60
"""Letters of a line that prints a day outside of running text."""


def differences(sample: Sample, read: Article, known: Article) -> tuple[list[str], float]:
    """Return in words what was *read* of a page and is not what is *known* and printed on it.

    And how like the stories are, from 0 to 1.
    """
    found: list[str] = []
    fields = _on_page(sample, known)
    if folded(read.title) != folded(known.title):
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
    ours, theirs = known_text(read, "source"), known_text(known, "source")
    if "source" in fields and ours != theirs:
        found.append(f"source {ours!r}, not {theirs!r}")
    likeness = likeness_of(read.text, known.text)
    if likeness < _ALIKE:
        found.append(f"body is {likeness:.0%} like what is known")
    return found, likeness


def _on_page(sample: Sample, known: Article) -> frozenset[str]:
    """Return which of the fields that are compared the page prints as they are known."""
    found = {"title"}
    for name in fields_of_kind("moment"):
        moment = getattr(known, name)
        if (
            moment is not None
            and moment.basis != "relative"
            and (printed(sample, moment.raw) or _states_day(sample, moment.raw))
        ):
            found.add(name)
    if known.authors and all(printed(sample, author) for author in known.authors):
        found.add("authors")
    if known.source is not None and printed(sample, known_text(known, "source")):
        found.add("source")
    return frozenset(found)


def _states_day(sample: Sample, raw: str) -> bool:
    """Whether a short line of the page, outside of running text, prints the day of *raw* in another form."""
    days = set(sample.days(raw))
    return bool(days) and any(
        days & set(sample.days(line.text))
        for line in sample.lines
        if len(line.text) <= _LONGEST_WITH_DAY and any(map(str.isdigit, line.text))
    )


def prove(adapter: Adapter, old: Sequence[OldPage], new: Sequence[TargetPage]) -> tuple[Proof, dict[int, Reading]]:
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
        now = read_by(adapter, page.sample.page)
        if not isinstance(now, Reading):
            failures.append(f"new page {page.number + 1} is not read: {now!s:.200}")
            likenesses += [0.0] if page.article is not None else []
            continue
        read += 1
        readings[page.number] = now
        if page.article is not None:
            wrong, likeness = differences(page.sample, now.article, page.article)
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
