"""What an element holds besides one story told once: the title and the text again, and the next story of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tearsheet.adapters.generic.core import PROSE, beside, shape_of
from tearsheet.adapters.generic.edges import HEADINGS
from tearsheet.adapters.generic.elements import Boxes
from tearsheet.adapters.generic.stated_titles import LONGEST as LONGEST_TITLE
from tearsheet.text.fold import folded

_LEAST_COPIED = 2
"""Paragraphs of a story that is printed twice, and of which the copy may lack the last."""
_NEXT = 400
"""Weight of what a story has told at least before the next one of an endless page begins."""


def cut_next_story(boxes: Boxes, start: int, rules: list[str | None], title: int | None) -> None:
    """Cut where the next story of an endless page begins: at a second heading of the first rank."""
    if title is None or boxes.lines[title].tag != "h1":
        return
    lines = boxes.lines
    shape = shape_of(boxes.of_line[title])
    seen = 0
    for index in range(max(start, title + 1), start + len(rules)):
        if lines[index].tag == "h1" and seen >= _NEXT and shape_of(boxes.of_line[index]) == shape:
            # In the very element of the title it heads a part of this story.
            if lines[index].text == lines[title].text or boxes.of_line[index].parent is boxes.of_line[title].parent:
                continue
            for offset in range(index - start, len(rules)):
                rules[offset] = rules[offset] or "next-story"
            return
        if rules[index - start] is None:
            seen += boxes.weight[index]


def drop_copies(boxes: Boxes, start: int, rules: list[str | None], title: int | None) -> None:
    """Drop what the story says again: the title as its first line or above that, and a copy of all of it.

    Pages print a story for desks and for phones, each in an element of its own, and show one. A paragraph alone may
    come again, and so may a few: a refrain, a question, a letter that is answered.
    """
    lines = boxes.lines
    kept = [start + offset for offset, rule in enumerate(rules) if rule is None]
    told = [index for index in kept if boxes.weight[index] >= PROSE and lines[index].tag not in {*HEADINGS, "pre"}]
    wanted = folded(lines[title].text) if title is not None else ""
    for index in kept if wanted and told else ():
        if index > told[0] or told == [index]:
            break
        if index != title and len(lines[index].text) <= LONGEST_TITLE and folded(lines[index].text) == wanted:
            rules[index - start] = "repeated"
    for length in _repeats([lines[index].text for index in told]):
        copied = len(told) - length
        if _LEAST_COPIED <= length <= copied and beside(boxes, told[0]) != beside(boxes, told[copied]):
            for index in range(_after(kept, told[copied - 1]), told[-1] + 1):
                rules[index - start] = rules[index - start] or "repeated"
            return


def _repeats(texts: Sequence[str]) -> Iterator[int]:
    """Yield, the longest first, how many of the first *texts* are the last ones too, in their order.

    By the failure function of Knuth, Morris and Pratt: a page may print thousands of paragraphs that are all alike.
    """
    repeats = [0]
    for text in texts[1:]:
        length = repeats[-1]
        while length and texts[length] != text:
            length = repeats[length - 1]
        repeats.append(length + (texts[length] == text))
    length = repeats[-1]
    while length:
        yield length
        length = repeats[length - 1]


def _after(kept: list[int], index: int) -> int:
    """Return the line of the story that follows the one at *index*."""
    return kept[kept.index(index) + 1]
