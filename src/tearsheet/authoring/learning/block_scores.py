"""The element that holds the story: dense in prose, poor in links, the same on all pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from attrs import frozen
from selectolax.lexbor import LexborNode

from tearsheet.adapters.generic.body.boilerplate_boxes import boilerplate_rules
from tearsheet.adapters.generic.body.choice import prose_of
from tearsheet.adapters.generic.signs.cards import card_groups
from tearsheet.adapters.generic.signs.elements import Boxes
from tearsheet.authoring.learning.sample import Box, Sample, SharedLines
from tearsheet.authoring.learning.selectors import Selector, selectors_of
from tearsheet.page.address import domain_of
from tearsheet.page.lines import Line
from tearsheet.text.fold import folded

_CONTAINERS = frozenset(
    {"div", "section", "article", "main", "td", "table", "tbody", "tr", "center", "form", "font", "span"}
)
_FEWEST = 120
"""Prose that a story has at least; with less, what else stands in an element counts less against it."""
_AGAINST = (1.0, 0.3, 0.05)
"""What anything else counts against prose, tried in turn."""
_SENTENCE = 50
"""Weight from which on a line is prose for sure."""
_TRIED = 40  # selectors of an element, the best first: what each costs is a walk of every page
_CLEAR = 0.8  # share of two texts that is the same, in order, from which on they are one


class _Weights:
    """What of a line is prose and what is not, as shares of its weight, a byte of UTF-8 each.

    Where the generic adapter reads a story, that decides: its lines then count as good as whole, and the others next to
    nothing. Set by hand; all of them halved, or half as much again, move body F1 on 22 sites of benchmarks/learn.py by
    less than 0.003, and benchmarks/heal.py not at all.
    """

    RULED = 0.1
    """Prose in what is called boilerplate, which may be wrong."""
    LINKED = 0.5
    """Links in prose, against it."""
    CRUMB = 0.33
    """A few words, which may be a heading of the story or a label beside it."""
    SECONDED, SECONDED_AGAINST = 0.9, 0.1
    """What others take for story, at least and at most."""
    DENIED, DENIED_AGAINST = 0.25, 0.6
    """Of prose that others take for none; and what that says against it,"""
    NEITHER, NEITHER_AGAINST = 0.05, 0.9
    """and what is neither to them nor prose."""


class _Shares:
    """Of how much of the prose, from 0 to 1, something must be true.

    Set by hand; all of them halved cost 0.02 of body F1 on 22 sites of benchmarks/learn.py and two healings of 28.
    """

    NARROWED = 0.965
    """A child that holds this much stands for its parent,"""
    MOST = 0.6
    """as one that holds this much does, where the rest is mixed:"""
    MIXED = 0.6
    """where no more than this of the rest is prose."""
    AGREED = 0.5
    """Of the densest element, what another reader must take for story too, so as to be believed,"""
    OUTWEIGHED = 2.0
    """unless it takes this many times as much, elsewhere."""


class _Rank:
    """What makes a container better than another, in agreement from 0 to 1: little, for equals.

    Set by hand; halved, or half as much again, they move body F1 on 22 sites of benchmarks/learn.py by less than 0.003.
    """

    SAYS = 0.02
    """A name that people give to the body of a story."""
    COST = 0.012
    """Each point that its selector costs, against it."""
    FIRST = 0.02
    """That only the first match is meant, against it."""
    SNUG = 0.012
    """What leaves no room beside the story will hold nothing else on other pages."""


class BlockScores:
    """How much of each element of a page is prose and how much is anything else, in weighted characters.

    :param wanted: indexes of the lines that are known to be the story; they alone are then prose
    :param baseline: indexes of the lines that another reader takes for the story
    :param stated: indexes of the lines that the page states to be the story
    :ivar baseline: which lines are story in the view of others, where that fits to what is on the page; else ``None``
    """

    def __init__(
        self,
        sample: Sample,
        shared: SharedLines,
        title: Line | None = None,
        wanted: frozenset[int] | None = None,
        *,
        baseline: frozenset[int] = frozenset(),
        stated: frozenset[int] = frozenset(),
    ) -> None:
        self.sample = sample
        self.wanted = wanted
        self.title = title
        self.baseline: frozenset[int] | None = None
        weights = _weights(sample, shared, title, wanted)
        self._sum(weights)
        if wanted is None and (baseline or stated):
            self.baseline = self._agreed(weights, baseline, stated)
        if self.baseline is not None:
            self._sum([self._swayed(line, weights[line.index], shared) for line in sample.lines])

    def _sum(self, weights: list[tuple[float, float]]) -> None:
        self._good = [0.0, *accumulate(good for good, _ in weights)]
        self._bad = [0.0, *accumulate(bad for _, bad in weights)]
        # Short lines count little: a title or a date may stand beside a story, a heading in it.
        self._prose = [0.0, *accumulate(good if good > bad and good >= _SENTENCE else 0.0 for good, bad in weights)]

    def _agreed(
        self, weights: list[tuple[float, float]], baseline: frozenset[int], stated: frozenset[int]
    ) -> frozenset[int] | None:
        """Return which lines are story by the vote of prose, *baseline*, *stated*; ``None`` where they contradict."""
        box = self.best()
        own = range(box.start, box.stop) if box is not None else range(0)

        def prose(lines: Iterable[int]) -> float:
            return sum(weights[index][0] for index in lines)

        whole = max(prose(own), 1.0)
        if prose(baseline.intersection(own)) >= _Shares.AGREED * whole or prose(baseline) >= _Shares.OUTWEIGHED * whole:
            return baseline
        if stated and prose(stated & baseline) >= _Shares.AGREED * prose(stated):
            return baseline
        return stated or None

    def _swayed(self, line: Line, weight: tuple[float, float], shared: SharedLines) -> tuple[float, float]:
        """Return the weight of *line* where others say whether it is story."""
        assert self.baseline is not None
        good, bad = weight
        size = len(line.text.encode("utf-8", "replace"))
        if line in shared:
            return weight
        if line.index in self.baseline:
            return max(good, _Weights.SECONDED * size), min(bad, _Weights.SECONDED_AGAINST * size)
        if good > bad:
            return _Weights.DENIED * good, bad + _Weights.DENIED_AGAINST * size
        return _Weights.NEITHER * size, _Weights.NEITHER_AGAINST * size

    def good(self, box: Box) -> float:
        """Return how much prose stands in *box*."""
        return self._good[box.stop] - self._good[box.start]

    def prose(self, box: Box) -> float:
        """Return how much of the prose in *box* is in lines long enough to be sure of."""
        return self._prose[box.stop] - self._prose[box.start]

    def bad(self, box: Box) -> float:
        """Return how much of anything else stands in *box*."""
        return self._bad[box.stop] - self._bad[box.start]

    def best(self) -> Box | None:
        """Return the smallest element that holds nearly all of the densest prose; ``None`` for a page without prose."""
        boxes = self.sample.boxes
        boxes = {identity: box for identity, box in boxes.items() if box.node.tag in _CONTAINERS} or boxes
        if not boxes:
            return None
        top = next(iter(boxes.values()))
        for against in _AGAINST if self.wanted is None else _AGAINST[:2]:
            found = [(self.good(box) - against * self.bad(box), -len(box), box) for box in boxes.values()]
            top = max(found, key=lambda each: each[:2])[2]
            if self.good(top) >= _FEWEST:
                break
        return self._narrowed(top)

    def _narrowed(self, box: Box) -> Box:
        """Return the smallest element in *box* that holds nearly all its prose, or most where the rest is none."""
        while True:
            weigh = self.prose if self.prose(box) >= _FEWEST else self.good
            inner = [child for child in _children(self.sample, box) if child.node.tag in _CONTAINERS]
            child = max(inner, key=weigh, default=None)
            if child is None or weigh(child) < weigh(box) * _Shares.MOST:
                return box
            good, bad = self.good(box) - self.good(child), self.bad(box) - self.bad(child)
            if weigh(child) < weigh(box) * _Shares.NARROWED and good > (good + bad) * _Shares.MIXED:
                return box
            box = child

    def chain(self, box: Box) -> list[Box]:
        """Return *box*, some elements around it and some in it that may be meant as well."""
        found = [box]
        node = box.node.parent
        while node is not None and len(found) < 4 and node.mem_id in self.sample.boxes:
            found.append(self.sample.boxes[node.mem_id])
            node = node.parent
        inner = sorted(_children(self.sample, box), key=self.good, reverse=True)[:3]
        least = 0.1 * self.good(box)
        return found + [child for child in inner if self.good(child) > least and child.node.tag in _CONTAINERS]


def _weights(
    sample: Sample, shared: SharedLines, title: Line | None, wanted: frozenset[int] | None
) -> list[tuple[float, float]]:
    """Return of each line how much of it is prose and how much is anything else."""
    boxes = Boxes(sample.lines, [line.index for line in sample.lines if line in shared])
    if wanted is not None:
        return [
            (float(size), 0.0) if index in wanted else (0.0, float(size)) for index, size in enumerate(boxes.weight)
        ]
    prose = prose_of(boxes)
    host = domain_of(sample.page.url or sample.page.canonical_url)
    cards = [card for group in card_groups(boxes, host) for card in group.cards]
    sums = [0.0, *accumulate(max(0.0, value) for value in prose)]
    rules = boilerplate_rules(boxes, sums, cards, title.index if title is not None else None)
    found: list[tuple[float, float]] = []
    for line, value, rule, size, linked in zip(boxes.lines, prose, rules, boxes.weight, boxes.linked, strict=True):
        if line in shared or linked * 2 > size:
            found.append((0.0, size))
        elif rule is not None:
            found.append((_Weights.RULED * size, size))
        elif value > 0:
            found.append((value, _Weights.LINKED * linked))
        else:
            found.append((_Weights.CRUMB * size, _Weights.CRUMB * size))
    boxes.part()
    return found


def _children(sample: Sample, box: Box) -> list[Box]:
    found = []
    child = box.node.first_child
    while child is not None:
        inner = sample.boxes.get(child.mem_id)
        if inner is not None:
            found.append(inner)
        child = child.next
    return found


@frozen
class BodyChoice:
    """A selector for the story, and how well it does.

    :ivar selector: the selector
    :ivar first: whether only the first element that matches is meant
    :ivar agreement: for each page, from 0 to 1, how much of what it matches is the story and of the story it matches
    :ivar found: for each page, whether it matches anything there
    :ivar snug: for which share of the pages it matches the smallest element that holds the story
    """

    selector: Selector
    first: bool
    agreement: tuple[float, ...]
    found: tuple[bool, ...]
    snug: float = 0.0

    @property
    def mean(self) -> float:
        """The mean of the agreement over the pages."""
        return sum(self.agreement) / len(self.agreement)

    def nodes(self, sample: Sample) -> list[LexborNode]:
        """Return the elements of *sample* that it matches."""
        found = [node for node in sample.css(self.selector.css) if len(sample.box(node))]
        return found[:1] if self.first else found


def choose_body(scores: Sequence[BlockScores]) -> list[BodyChoice]:
    """Return selectors for the story, the best first, each tried on all pages.

    A selector wins that finds most of each page's prose and little else, and will last.
    """
    targets = [(each, best) for each in scores if (best := each.best()) is not None]
    if len(targets) < len(scores):
        return []
    tried: dict[str, Selector] = {}
    for each, best in targets:
        for box in each.chain(best):
            options = selectors_of(box.node)
            for selector in [*options[:_TRIED], options[-1]]:
                if not selector.css.isalnum() or selector.css in {"article", "main"}:
                    tried.setdefault(selector.css, selector)
    choices: list[BodyChoice] = []
    for selector in tried.values():
        found = [list(filter(len, map(each.sample.box, each.sample.css(selector.css)))) for each in scores]
        there = tuple(map(bool, found))
        pairs = list(zip(targets, found, strict=True))
        every = tuple([_agreement(*target, boxes) for target, boxes in pairs])
        snug = sum([box.node.mem_id for box in boxes] == [best.node.mem_id] for (_, best), boxes in pairs)
        choices.append(BodyChoice(selector, first=False, agreement=every, found=there, snug=snug / len(pairs)))
        if any(len(boxes) > 1 for boxes in found):
            alone = tuple([_agreement(*target, boxes[:1]) for target, boxes in pairs])
            choices.append(BodyChoice(selector, first=True, agreement=alone, found=there))
    choices.sort(key=_rank, reverse=True)
    return choices


def _agreement(scores: BlockScores, best: Box, boxes: Sequence[Box]) -> float:
    """Return, from 0 to 1, how much of what *boxes* hold is the story, which *best* holds, and of it is in them."""
    good, bad = sum(map(scores.good, boxes)), sum(map(scores.bad, boxes))
    recall = min(1.0, good / max(scores.good(best), 1.0))
    precision = good / (good + bad) if good + bad else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _rank(choice: BodyChoice) -> float:
    told = _Rank.SAYS if choice.selector.says_body else 0.0
    against = _Rank.COST * choice.selector.cost + _Rank.FIRST * choice.first
    return choice.mean + told + _Rank.SNUG * choice.snug - against


def agrees_with(story: str, description: str | None) -> bool | None:
    """Whether *story* holds what the page states as its description; ``None`` where that says too little."""
    said = folded(description or "")
    if len(said) < 12:
        return None
    text = folded(story[:6000])
    if said[:40] in text:
        return True
    return SequenceMatcher(None, said[:200], text[:2000], autojunk=False).ratio() > _CLEAR
