"""The paragraphs that are surely the story: those that stand side by side where most of it is told."""

from __future__ import annotations

from array import array
from itertools import accumulate

from attrs import frozen

from tearsheet.adapters.generic.signs.class_hints import unnumbered
from tearsheet.adapters.generic.signs.elements import PARAGRAPH, Box, Boxes
from tearsheet.reading.blocks import is_bold

PROSE = 60
"""Weight from which on a line that is mostly no link is prose: a short sentence, or 20 Han characters."""
PARAGRAPHS = frozenset({"p", "h2", "h3", "h4", "blockquote", "pre"})
_NAMES_OF_SHAPE = 3
"""Boxes whose names make a shape: those of one say little, and farther out all of a page is alike."""
_TOLD = 0.5
"""Share of a paragraph's words, from 0 to 1, that must not be links."""
_QUOTED, _STOPS = "\"'”’」』)）»", ".。"
"""What may stand behind the end of a sentence, and the ends that no headline has."""
_ITEMS = 3
"""Items that are a list at least: two may be chance."""
_BESIDE = 0.5
"""An element holds paragraphs of the story if it holds this share of what the one with most of them does."""


@frozen
class Core:
    """The paragraphs that are surely the story.

    :ivar lines: of each line of the chosen element, whether it is one
    :ivar sums: how many there are before each of its lines, and in all
    :ivar around: numbers of the boxes in which they stand
    :ivar first: index on the page of the first
    :ivar last: and of the last
    :ivar start: index of the first line of the chosen element
    :ivar shapes: the shapes of the boxes *around*
    """

    lines: list[bool]
    sums: array[int]
    around: set[int]
    first: int
    last: int
    start: int
    shapes: frozenset[tuple[str, ...]]

    def holds(self, index: int) -> bool:
        """Whether the line at *index* of the page is one."""
        return 0 <= index - self.start < len(self.lines) and self.lines[index - self.start]

    def stands_in(self, box: Box) -> bool:
        """Whether *box* holds one of them."""
        first, stop = (min(max(0, at - self.start), len(self.lines)) for at in (box.start, box.stop))
        return self.sums[stop] > self.sums[first]


def find_core(boxes: Boxes, start: int, rules: list[str | None]) -> Core:
    """Find the paragraphs that stand directly where most of the story's paragraphs stand."""
    held: dict[int, int] = {}
    paragraphs: list[tuple[int, int]] = []
    for offset, rule in enumerate(rules):
        weight = boxes.weight[start + offset]
        if rule is None and weight >= PROSE:
            number = beside(boxes, start + offset)
            paragraphs.append((offset, number))
            if boxes.linked[start + offset] < _TOLD * weight:
                held[number] = held.get(number, 0) + weight
    most = max(held.values(), default=0)
    best = {number for number, weight in held.items() if weight > _BESIDE * most}
    if len(held) > len(best):
        best |= _sections(boxes, start, list(held), best, len(rules))
    lines = [False] * len(rules)
    for offset, number in paragraphs:
        lines[offset] = number in best
    where = [start + offset for offset, is_core in enumerate(lines) if is_core] or [start]
    shapes = frozenset(_shape(boxes.all[number]) for number in best)
    return Core(lines, array("L", accumulate(lines, initial=0)), best, where[0], where[-1], start, shapes)


def beside(boxes: Boxes, index: int) -> int:
    """Return the number of the box in which the paragraph at *index* stands beside others."""
    box = boxes.of_line[index]
    return box.parent.number if box.tag in PARAGRAPHS and box.parent is not None else box.number


def leads_amid(boxes: Boxes, core: Core, index: int) -> bool:
    """Whether the line is all link and a paragraph of the story all the same, in its place between two of them.

    A paper may lead from a whole paragraph to an earlier story. The headline of another one has no full stop.
    """
    return (
        core.first < index < core.last
        and boxes.weight[index] >= PARAGRAPH
        and boxes.of_line[index].tag == "p"
        and boxes.lines[index].text.rstrip(_QUOTED)[-1:] in _STOPS
        and _shape(boxes.all[beside(boxes, index)]) in core.shapes
    )


def _sections(boxes: Boxes, start: int, held: list[int], best: set[int], count: int) -> set[int]:
    """Return which of the boxes *held* have the shape of one of the *best*: a story may have an element a section.

    Below a second heading of the first rank stands another story, in elements of the same shape.
    """
    shapes = {shape for number in best if any(map(str.strip, shape := _shape(boxes.all[number])))}
    last = max(boxes.all[number].stop for number in best)
    stop = next((index for index in range(last, start + count) if boxes.lines[index].tag == "h1"), start + count)
    return {each for each in held if shapes and boxes.all[each].start < stop and _shape(boxes.all[each]) in shapes}


def _shape(box: Box) -> tuple[str, ...]:
    """Return the shape of *box* without the numbers in it: sections are counted."""
    return tuple(map(unnumbered, shape_of(box)))


def shape_of(box: Box) -> tuple[str, ...]:
    """Return what *box* and the two boxes around it are called."""
    names: list[str] = []
    around: Box | None = box
    while around is not None and len(names) < _NAMES_OF_SHAPE:
        names.append(around.names())
        around = around.parent
    return tuple(names)


def reaches(boxes: Boxes, core: Core) -> list[tuple[int, int]]:
    """Return where each shape that the story's paragraphs stand in comes first, and the last line of those so far."""
    last: dict[tuple[str, ...], int] = {}
    first: dict[tuple[str, ...], int] = {}
    for index in range(core.first, core.last + 1):
        if core.holds(index):
            shape = _shape(boxes.all[beside(boxes, index)])
            first.setdefault(shape, index)
            last[shape] = index
    return list(zip(first.values(), accumulate([last[shape] for shape in first], max), strict=True))


def is_headed_list(boxes: Boxes, box: Box, rules: list[str | None], core: Core) -> bool:
    """Whether *box* holds but a list without links, below a heading that is kept, set in bold perhaps."""
    above = box.start - 1
    if above <= core.last or box.stop - box.start < _ITEMS or boxes.share(box) or rules[above - core.start] is not None:
        return False
    items = all(line.tag == "li" for line in boxes.lines[box.start : box.stop])
    return items and (bool(boxes.lines[above].level) or is_bold(boxes.lines[above]))
