"""What somebody else makes of a page: the generic adapter, and the page where it states its whole story.

It is evidence beside what the pages have in common and what they state, and never stronger than what a person gives.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import frozen

import tearsheet
from tearsheet.errors import TearsheetError
from tearsheet.page import Page
from tearsheet.reading.reading import Reading
from tearsheet.text.fold import folded

_ADAPTER = "generic"
_STORY = frozenset({"body", "images"})
_FEWEST = 200
"""Letters of a story that is stated, and no summary."""
_SHOWN = 0.7
"""Share of it that the page must show."""
_SHORTEST = 8
"""Letters of a line that stands in it by no chance."""


@frozen(kw_only=True)
class Baseline:
    """What another reader makes of a page; each text as the page prints it.

    :ivar story: indexes of the lines of the story and of the captions in it; empty where it does not say
    """

    title: str | None = None
    published: str | None = None
    source: str | None = None
    authors: tuple[str, ...] = ()
    story: frozenset[int] = frozenset()


NO_BASELINE = Baseline()
"""Of a page that nobody else has looked at, or that is no article to who has."""


def baseline_of(page: Page) -> Baseline | None:
    """Return what the generic adapter makes of *page*; ``None`` where it takes it for no article."""
    try:
        reading = tearsheet.registry.read(page, adapter=_ADAPTER)
    except TearsheetError:
        return None
    article = reading.article
    return Baseline(
        title=article.title or None,
        published=article.published.raw if article.published is not None else None,
        source=article.source.name if article.source is not None else None,
        authors=article.authors,
        story=_story_of(reading, page),
    )


def _story_of(reading: Reading, page: Page) -> frozenset[int]:
    roles = {entry.line for entry in reading.ledger.entries if (entry.role or "").split(".")[0].split("@")[0] in _STORY}
    if reading.page is page:
        return frozenset(line.index for line in page.lines if line.number in roles)
    # It may have read a page with more text than is shown; then the words tell the line.
    texts = {line.text for line in reading.page.lines if line.number in roles}
    return frozenset(line.index for line in page.lines if line.text in texts)


def stated_story(page: Page) -> frozenset[int]:
    """Return the lines that *page* states in JSON-LD to be its story (``articleBody``); none where it shows another."""
    said = folded(" ".join(_bodies(page.jsonld)))
    if len(said) < _FEWEST:
        return frozenset()
    found = {line.index: len(own) for line in page.lines if len(own := folded(line.text)) >= _SHORTEST and own in said}
    return frozenset(found) if sum(found.values()) >= _SHOWN * len(said) else frozenset()


def _bodies(items: Iterable[Any]) -> list[str]:
    found = [item.get("articleBody") for item in items if isinstance(item, dict)]
    return [text for text in found if isinstance(text, str)]
