"""The element that holds the story: dense in prose, poor in links, the same on all pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from attrs import field, frozen
from selectolax.lexbor import LexborNode

from tearsheet.authoring.learning.sample import Box, Sample, SharedLines, folded
from tearsheet.authoring.learning.selectors import Selector, selectors_of
from tearsheet.page.lines import Line
from tearsheet.reading.boilerplate import Boilerplate, all_links
from tearsheet.reading.class_words import COMMENT_WORDS

__all__ = ["BlockScores", "BodyChoice", "agrees_with", "choose_body"]

_SENTENCE = re.compile(r"[.!?。！？…”」』；;:：\"’)]\s*$")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_TALK = re.compile(
    rf"(?:^|[-_\s])(?:{'|'.join(COMMENT_WORDS.split())}|reply|discussion|cmt|respond|bio|bylines?|authors?|contributors?|"
    r"newsletter|recirc|feedback|tooltip)(?:$|[-_\s])|comment(?:s|list|area|box)",
    re.IGNORECASE,
)
_CONTAINERS = frozenset(
    {"div", "section", "article", "main", "td", "table", "tbody", "tr", "center", "form", "font", "span"}
)
_PROSE_TAGS = frozenset({"p", "li", "blockquote", "pre", "dd"})
_FEWEST = 120
_AGAINST = (1.0, 0.3, 0.05)
_CARD_HEADS = frozenset({"h2", "h3", "h4", "h5"})
_FEWEST_CARDS = 3
_LONGEST_CARD = 12
_PROSE = 50
_KEPT = 0.965
_MOST = 0.6
_MIXED = 0.6
_TRIED = 40
_CLEAR = 0.8
_HALF = 0.5
_TWICE = 2.0


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
        furniture = Boilerplate([title] if title is not None else [])
        self._talk: dict[int, bool] = {}
        self._cards = _cards(sample)
        weights = [self._weigh(line, furniture, shared, wanted) for line in sample.lines]
        self._sum(weights)
        if wanted is None and (baseline or stated):
            self.baseline = self._agreed(weights, baseline, stated)
        if self.baseline is not None:
            self._sum([self._swayed(line, weights[line.index], shared) for line in sample.lines])

    def _sum(self, weights: list[tuple[float, float]]) -> None:
        self._good = [0.0, *accumulate(good for good, _ in weights)]
        self._bad = [0.0, *accumulate(bad for _, bad in weights)]
        # Short lines count little: a title or a date may stand beside a story, a heading in it.
        self._prose = [0.0, *accumulate(good if good > bad and good >= _PROSE else 0.0 for good, bad in weights)]

    def _weigh(
        self, line: Line, furniture: Boilerplate, shared: SharedLines, wanted: frozenset[int] | None
    ) -> tuple[float, float]:
        text = line.text
        # A wide character says about as much as two and a half letters do.
        size = len(text) + 1.5 * len(_WIDE.findall(text))
        if wanted is not None:
            return (size, 0.0) if line.index in wanted else (0.0, size)
        linked = sum(len(run.text) for run in line.runs if run.href is not None) * size / len(text)
        if line in shared:
            return 0.0, size
        is_prose = size >= 60 and (_SENTENCE.search(text) is not None or line.tag in _PROSE_TAGS or size >= 160)
        if linked > 0.6 * size and not (is_prose and size > 160):
            return 0.0, size
        if line.index in self._cards or self._is_talk(line):
            return 0.1 * size, size
        if furniture.around(line) is not None:
            # What a class says of a line is a hint: a story may stand in <div class="share-content">.
            return (0.5 * size, 0.4 * size) if is_prose else (0.1 * size, 0.9 * size)
        if is_prose:
            return size - linked, 0.5 * linked
        return 0.35 * size, 0.3 * size

    def _agreed(
        self, weights: list[tuple[float, float]], baseline: frozenset[int], stated: frozenset[int]
    ) -> frozenset[int] | None:
        """Return which lines are story by the vote of prose, *baseline*, *stated*; ``None`` where they contradict."""
        box = self.best()
        own = range(box.start, box.stop) if box is not None else range(0)

        def prose(lines: Iterable[int]) -> float:
            return sum(weights[index][0] for index in lines)

        whole = max(prose(own), 1.0)
        if prose(baseline.intersection(own)) >= _HALF * whole or prose(baseline) >= _TWICE * whole:
            return baseline
        if stated and prose(stated & baseline) >= _HALF * prose(stated):
            return baseline
        return stated or None

    def _swayed(self, line: Line, weight: tuple[float, float], shared: SharedLines) -> tuple[float, float]:
        """Return the weight of *line* where others say whether it is story."""
        assert self.baseline is not None
        good, bad = weight
        size = len(line.text) + 1.5 * len(_WIDE.findall(line.text))
        if line in shared:
            return weight
        if line.index in self.baseline:
            return max(good, 0.9 * size), min(bad, 0.1 * size)
        return (0.25 * good, bad + 0.6 * size) if good > bad else (0.05 * size, 0.9 * size)

    def _is_talk(self, line: Line) -> bool:
        """Whether *line* stands among readers' comments, by what its elements are called."""
        known = self._talk
        passed: list[int] = []
        answer = False
        for node in line.ancestors():
            identity = node.mem_id
            if identity in known:
                answer = known[identity]
                break
            passed.append(identity)
            attributes = node.attributes
            if _TALK.search(f"{attributes.get('class') or ''} {attributes.get('id') or ''}") is not None:
                answer = True
                break
        known.update(dict.fromkeys(passed, answer))
        return answer

    def good(self, box: Box) -> float:
        """Return how much prose stands in *box*."""
        return self._good[box.stop] - self._good[box.start]

    def prose(self, box: Box) -> float:
        """Return how much of the prose in *box* is in lines long enough to be sure of."""
        return self._prose[box.stop] - self._prose[box.start]

    def bad(self, box: Box) -> float:
        """Return how much of anything else stands in *box*."""
        return self._bad[box.stop] - self._bad[box.start]

    def score(self, boxes: Iterable[Box]) -> tuple[float, float]:
        """Return how much prose and how much else stands in *boxes* together."""
        each = list(boxes)
        return sum(map(self.good, each)), sum(map(self.bad, each))

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
            if child is None or weigh(child) < weigh(box) * _MOST:
                return box
            good, bad = self.good(box) - self.good(child), self.bad(box) - self.bad(child)
            if weigh(child) < weigh(box) * _KEPT and good > (good + bad) * _MIXED:
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


def _children(sample: Sample, box: Box) -> list[Box]:
    found = []
    child = box.node.first_child
    while child is not None:
        inner = sample.boxes.get(child.mem_id)
        if inner is not None:
            found.append(inner)
        child = child.next
    return found


def _cards(sample: Sample) -> frozenset[int]:
    """Return the lines of cards: three elements or more, each about a heading that is a link, as lists have."""
    heads = [line for line in sample.lines if line.tag in _CARD_HEADS and all_links(line)]
    if len(heads) < _FEWEST_CARDS:
        return frozenset()
    held: Counter[int] = Counter(node.mem_id for line in heads for node in line.ancestors())
    found: set[int] = set()
    for line in heads:
        for node in line.ancestors():
            if held[node.mem_id] > 1:
                break
            box = sample.box(node)
            if len(box) > _LONGEST_CARD:
                break
            found.update(range(box.start, box.stop))
    return frozenset(found)


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


@frozen
class _Target:
    scores: BlockScores
    best: Box
    good: float = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "good", max(self.scores.good(self.best), 1.0))

    def agreement(self, boxes: list[Box]) -> float:
        if not boxes:
            return 0.0
        good, bad = self.scores.score(boxes)
        recall = min(1.0, good / self.good)
        precision = good / (good + bad) if good + bad else 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def choose_body(scores: Sequence[BlockScores]) -> list[BodyChoice]:
    """Return selectors for the story, the best first, each tried on all pages.

    A selector wins that finds most of each page's prose and little else, and will last.
    """
    targets = [_Target(each, best) for each in scores if (best := each.best()) is not None]
    if len(targets) < len(scores):
        return []
    tried: dict[str, Selector] = {}
    for target in targets:
        for box in target.scores.chain(target.best):
            options = selectors_of(box.node)
            for selector in [*options[:_TRIED], options[-1]]:
                if not selector.css.isalnum() or selector.css in {"article", "main"}:
                    tried.setdefault(selector.css, selector)
    choices: list[BodyChoice] = []
    for selector in tried.values():
        found = [[t.scores.sample.box(node) for node in t.scores.sample.css(selector.css)] for t in targets]
        found = [[box for box in boxes if len(box)] for boxes in found]
        every = tuple([target.agreement(boxes) for target, boxes in zip(targets, found, strict=True)])
        there = tuple(map(bool, found))
        pairs = list(zip(targets, found, strict=True))
        snug = sum([box.node.mem_id for box in boxes] == [target.best.node.mem_id] for target, boxes in pairs)
        choices.append(BodyChoice(selector, first=False, agreement=every, found=there, snug=snug / len(pairs)))
        if any(len(boxes) > 1 for boxes in found):
            alone = tuple([target.agreement(boxes[:1]) for target, boxes in zip(targets, found, strict=True)])
            choices.append(BodyChoice(selector, first=True, agreement=alone, found=there))
    choices.sort(key=_rank, reverse=True)
    return choices


def _rank(choice: BodyChoice) -> float:
    told = 0.02 if choice.selector.says_body else 0.0
    # What leaves no room beside the story will hold nothing else on other pages.
    return choice.mean - 0.012 * choice.selector.cost - 0.02 * choice.first + told + 0.012 * choice.snug


def agrees_with(story: str, description: str | None) -> bool | None:
    """Whether *story* holds what the page states as its description; ``None`` where that says too little."""
    said = folded(description or "")
    if len(said) < 12:
        return None
    text = folded(story[:6000])
    if said[:40] in text:
        return True
    return SequenceMatcher(None, said[:200], text[:2000], autojunk=False).ratio() > _CLEAR
