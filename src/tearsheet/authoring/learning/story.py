"""The story of a layout: the old field of it where that still reads it, else one that is learned from known stories."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from tearsheet.adapters.registry import Reading
from tearsheet.authoring.learning import written
from tearsheet.authoring.learning.block_scores import BlockScores
from tearsheet.authoring.learning.body import StoryAt, learn_body
from tearsheet.authoring.learning.container import Container, container_of
from tearsheet.authoring.learning.drafts import read_draft
from tearsheet.authoring.learning.learned import FieldChoice
from tearsheet.authoring.learning.sample import SharedLines
from tearsheet.authoring.learning.target_page import TargetPage
from tearsheet.errors import TearsheetError
from tearsheet.fields.body import Blocks, Body

_SAME = 0.98
"""From this likeness on a story is read as it is known: a sign or a label more, and no sentence less."""
_KEPT = 0.97
"""How sure an old field is that still reads every story. Set by hand."""
_HELD = 0.9
"""Share of the lines of a known story, and of those that are read, that must be the same."""


@frozen
class OldBody:
    """The field that read the story of a layout before.

    :ivar field: it; ``None`` for an adapter that declares none
    :ivar members: the other fields, as they are by now, with which it is tried
    """

    field: Body | None
    members: Mapping[str, Any]

    def read(self, body: Any, page: TargetPage) -> Reading | TearsheetError:
        """Return what the fields read of *page* with *body* for the story."""
        return read_draft({**self.members, "body": body}, page.sample)

    def reads(self, body: Any, pages: Sequence[TargetPage]) -> list[Reading] | None:
        """Return what they read of *pages*; ``None`` where that is not what is known of their stories."""
        readings = [self.read(body, page) for page in pages]
        right = [reading for page, reading in zip(pages, readings, strict=True) if reads_story(page, reading)]
        return [reading for reading in right if isinstance(reading, Reading)] if len(right) == len(pages) else None


def reads_story(page: TargetPage, reading: Reading | TearsheetError) -> bool:
    """Whether a page was read, and its story as far as that is known."""
    return isinstance(reading, Reading) and (
        page.article is None or likeness_of(reading.article.text, page.article.text) >= _SAME
    )


def likeness_of(read: str, known: str) -> float:
    """Return how like two texts are, from 0 to 1: F1 over their characters, or their words where those are parted."""
    one, two = _tokens(read), _tokens(known)
    common = sum((one & two).values())
    total = sum(one.values()) + sum(two.values())
    return 2 * common / total if total else 1.0


def _tokens(text: str) -> Counter[str]:
    words: list[str] = []
    for word in text.casefold().split():
        words.extend([word] if word.isascii() else word)
    return Counter(filter(str.isalnum, words)) + Counter(word for word in words if not word.isalnum() and len(word) > 1)


def learn_story(
    pages: Sequence[TargetPage],
    scores: Sequence[BlockScores],
    shared: SharedLines,
    taken: Sequence[frozenset[int]],
    *,
    container: Container | None = None,
    old: OldBody | None = None,
) -> StoryAt:
    """Learn the field of the story, on pages of one layout.

    :param taken: for each page, the lines that other fields take
    :param container: where the stories stand, if that is known
    :param old: the field that read the story before, which is kept where it still does
    :raises InputError: where no element holds it
    """
    kept = _kept(pages, old) if old is not None else None
    if kept is not None:
        return kept
    # Where some stories are known, what is dropped in them is learned from those alone.
    told = [place for place, page in enumerate(pages) if page.article is not None] or list(range(len(pages)))
    some = [scores[place] for place in told]
    story = learn_body(
        [pages[place] for place in told],
        some,
        shared,
        container or container_of(some),
        [taken[place] for place in told],
    )
    if old is None:
        return story
    field = _ended(pages, story.field, old)
    lines = dict(zip(told, story.lines, strict=True))
    for place, page in enumerate(pages):
        if place not in lines:
            reading = old.read(field.written.field, page)
            lines[place] = _lines_read(reading) if isinstance(reading, Reading) else frozenset()
    known = [(page.story, lines[place]) for place, page in enumerate(pages) if page.article is not None]
    right = sum(len(own & found) >= _HELD * len(own | found) for own, found in known)
    return evolve(
        story,
        field=evolve(field, right=right, known=len(known), lines=_starts(pages), framed=not known),
        lines=tuple([lines[place] for place in range(len(pages))]),
    )


def _kept(pages: Sequence[TargetPage], old: OldBody) -> StoryAt | None:
    """Return the story as the old field reads it, ``None`` where it does not, or nobody knows what it is."""
    known = sum(page.article is not None for page in pages)
    readings = old.reads(old.field, pages) if old.field is not None and known else None
    if readings is None:
        return None
    return StoryAt(
        field=FieldChoice.kept("body", old.field, right=known, known=known, lines=_starts(pages), confidence=_KEPT),
        lines=tuple(map(_lines_read, readings)),
    )


def _ended(pages: Sequence[TargetPage], field: FieldChoice, old: OldBody) -> FieldChoice:
    """Return *field* with the line at which the old one ended, where that is still so: it goes by words."""
    pattern, new = old.field.until if old.field is not None else None, field.written.field
    if pattern is None or not isinstance(new, Blocks) or new.until is not None or pattern.flags & re.IGNORECASE:
        return field
    body = written.blocks(
        new.selector, drop=tuple([css for _, css in new.drops]), until=pattern.pattern, first=new.first
    )
    return evolve(field, written=body) if old.reads(body.field, pages) is not None else field


def _starts(pages: Sequence[TargetPage]) -> tuple[tuple[int, int], ...]:
    return tuple([(page.number, page.sample.lines[min(page.story)].number) for page in pages if page.story])


def _lines_read(reading: Reading) -> frozenset[int]:
    numbers = {entry.line for entry in reading.ledger.entries if (entry.role or "").startswith("body")}
    return frozenset(line.index for line in reading.ledger.lines if line.number in numbers)
