"""What the pages of a site have in common: words that are on all of them are furniture, the others are content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tearsheet.learn.specimen import Specimen

__all__ = ["Template"]

_LONG = 400


class Template:
    """The lines that pages share.

    :param specimens: the pages; of a single one nothing is known to be shared
    """

    def __init__(self, specimens: Sequence[Specimen]) -> None:
        count: Counter[str] = Counter()
        for specimen in specimens:
            count.update({line.text for line in specimen.lines})
        several = len({specimen.page.visible for specimen in specimens}) > 1
        need = max(2, len(specimens) // 2 + 1)
        self._shared = frozenset(text for text, times in count.items() if times >= need) if several else frozenset()

    def __contains__(self, text: str) -> bool:
        """Whether the line *text* stands on most of the pages, and so tells nothing of any."""
        return text in self._shared and len(text) < _LONG
