"""What the pages of a site have in common: words that are on all of them are furniture, the others are content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tearsheet.authoring.learning.sample import Sample
from tearsheet.page.lines import Line
from tearsheet.reading.boilerplate import all_links

__all__ = ["SharedLines"]

_LONG = 400


class SharedLines:
    """The lines that pages share.

    What counts is a text in its part: the title of one page may stand in the lists of the others, and is still its own.

    :param samples: the pages; of a single one nothing is known to be shared
    """

    def __init__(self, samples: Sequence[Sample]) -> None:
        count: Counter[tuple[str, str]] = Counter()
        for sample in samples:
            count.update({(line.text, _part_of(line)) for line in sample.lines})
        several = len({sample.page.visible for sample in samples}) > 1
        need = max(2, len(samples) // 2 + 1)
        self._shared = frozenset(each for each, times in count.items() if times >= need) if several else frozenset()

    def __contains__(self, line: Line) -> bool:
        """Whether *line* stands on most of the pages, and so tells nothing of any."""
        return (line.text, _part_of(line)) in self._shared and len(line.text) < _LONG


def _part_of(line: Line) -> str:
    """Return what part *line* plays: its tag, and whether it only leads elsewhere."""
    return f"{line.tag} link" if all_links(line) else line.tag or ""
