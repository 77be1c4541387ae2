"""The field of the story: its container, and what in it is no story."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import partial, reduce
from operator import or_

from attrs import frozen
from selectolax.lexbor import LexborNode

from tearsheet.authoring.learning import written
from tearsheet.authoring.learning.block_scores import BlockScores, agrees_with
from tearsheet.authoring.learning.container import Container
from tearsheet.authoring.learning.cover import cover
from tearsheet.authoring.learning.learned import FieldChoice
from tearsheet.authoring.learning.sample import Sample, SharedLines
from tearsheet.authoring.learning.selectors import selectors_of
from tearsheet.authoring.learning.target_page import TargetPage
from tearsheet.fields.body import Body
from tearsheet.page.lines import Line
from tearsheet.reading.boilerplate import Boilerplate, all_links

_SHOWN = 60  # characters of the first line and of the last that are told
_MARK = re.compile(r"[（(【\[]?[^\s:：，。,.]{2,8}[:：](?!//)|(?:Source|Editor|Author|Via)\s*[:：]")
_CAPTION = '[class*="caption" i], [class*="img-desc" i], [class*="pic-desc" i], [class*="photo-desc" i]'
_CAPTION_LINES = 3  # a caption has no more: a credit, and words of two languages
_LONGEST_CAPTION = 400  # characters; longer is prose
_HEAD = 2  # lines at the beginning of a container that may be labelled
_MOST_DROPS = 8  # selectors; more tell that the container is the wrong one
_TAIL = 4  # the same at its end
_DEAREST = 3.5
"""What the selector of a drop may cost: less than a class for looks, which may be that of the story."""
_CAPTION_COST = 2.2
"""What that of captions may cost: a class that says what it holds."""


class _Confidence:
    """How sure the container is, beside its agreement from 0 to 1. Set by hand: it is told, and decides nothing."""

    COST = 0.02
    """Each point that its selector costs, against it."""
    PROPOSED = 0.05
    """That nobody said where the story is, against it."""
    ALONE = 0.1
    """That it was learned from one page, against it."""
    DOUBTED = 0.85
    """Below this agreement it is told that what it holds does not read like a story."""


@frozen(kw_only=True)
class StoryAt:
    """The story of each page of a layout.

    :ivar field: the field that reads it
    :ivar lines: for each page, the indexes of the lines that are story
    :ivar selector: its container; ``""`` for that of a field which is kept
    """

    field: FieldChoice
    lines: tuple[frozenset[int], ...]
    selector: str = ""


def learn_body(
    pages: Sequence[TargetPage],
    scores: Sequence[BlockScores],
    shared: SharedLines,
    container: Container,
    taken: Sequence[frozenset[int]],
) -> StoryAt:
    """Learn the field of the story, on pages of one layout.

    :param container: where the stories stand
    :param taken: for each page, the lines that other fields take
    """
    samples = [page.sample for page in pages]
    nodes, inside = container.nodes, container.lines
    junk = [_junk(each, some, shared, lines) for each, some, lines in zip(scores, nodes, inside, strict=True)]
    marks = _marks(samples, inside)
    junk = [
        bad | _marked(each.sample, lines, marks) if each.wanted is None else bad
        for each, lines, bad in zip(scores, inside, junk, strict=True)
    ]
    story = [frozenset(lines) - bad for lines, bad in zip(inside, junk, strict=True)]
    swept = [_swept(each, some) for each, some in zip(scores, nodes, strict=True)]
    lost = [bad - own - gone for bad, own, gone in zip(junk, taken, swept, strict=True)]
    dropped = partial(cover, samples, keep=story, within=nodes, lasting=True, dearest=_DEAREST, most=_MOST_DROPS)
    drops = dropped(lost)
    until = None
    if any(left and max(left) > max(lines, default=-1) for left, lines in zip(drops.left, story, strict=True)):
        # What no selector can tell stands after the story, perhaps after a line that says so.
        until, over = _until(samples, story, lost)
        if until is not None:
            drops = dropped([bad - after for bad, after in zip(lost, over, strict=True)])
    return StoryAt(
        field=FieldChoice(
            name="body",
            written=_written(container, tuple([drop.selector.css for drop in drops.chosen]), until, samples),
            values=tuple([_shown(sample, lines) for sample, lines in zip(samples, story, strict=True)]),
            confidence=_confidence(container, scores),
            reasons=_reasons(scores),
            unsure=_unsure(container, pages, story, left=sum(map(len, drops.left))),
            others=tuple(
                dict.fromkeys(
                    [f"blocks({written.literal(each.selector.css)})" for each in container.others if not each.first]
                )
            )[:3],
        ),
        selector=container.selector
        if min(map(len, nodes)) and len(container.choices) > 1
        else container.choices[0].selector.css,
        lines=tuple(story),
    )


def _written(
    container: Container, dropped: tuple[str, ...], until: str | None, samples: Sequence[Sample]
) -> written.Written[Body]:
    captions = _captions(samples, container.nodes)
    parts = [
        written.blocks(each.selector.css, drop=dropped, until=until, captions=captions, first=each.first)
        for each in container.choices
    ]
    return reduce(or_, parts)


def _junk(
    scores: BlockScores, nodes: Sequence[LexborNode], shared: SharedLines, inside: Sequence[int]
) -> frozenset[int]:
    """Return which lines in the container are no story.

    These are what other pages have too, lists of links, what stands above the title, and what others take for none.
    """
    if scores.wanted is not None:
        return frozenset(inside) - scores.wanted
    sample = scores.sample
    lines = [sample.lines[index] for index in inside]
    swept = Boilerplate.below(nodes[0]) if nodes else Boilerplate(())
    bad = {line.index for line in lines if line in shared and any(map(str.isalnum, line.text))}
    bad |= _link_lists(lines)
    if scores.baseline is not None:
        bad |= frozenset(inside) - scores.baseline
    if scores.title is not None and scores.title.index in inside:
        bad |= {index for index in inside if index <= scores.title.index}
    return frozenset(bad - {line.index for line in lines if swept.in_body(line)})


def _swept(scores: BlockScores, nodes: Sequence[LexborNode]) -> frozenset[int]:
    """Return which lines of a story that is known are boilerplate by their classes, so that no field need drop them."""
    if scores.wanted is None or not nodes:
        return frozenset()
    swept = Boilerplate.below(nodes[0])
    return frozenset(line.index for line in scores.sample.lines if swept.in_body(line))


def _link_lists(lines: list[Line]) -> set[int]:
    """Return the lines of lists of links: three or more lines, one after another, of nothing else."""
    found: set[int] = set()
    row: list[int] = []
    for line in [*lines, None]:
        if line is not None and line.node is not None and len(line.text) > 3 and all_links(line):
            row.append(line.index)
            continue
        if len(row) >= 3:
            found.update(row)
        row = []
    return found


def _captions(samples: Sequence[Sample], nodes: Sequence[Sequence[LexborNode]]) -> str | None:
    """Return a selector for captions that their tag does not show but their name does."""
    for sample, containers in zip(samples, nodes, strict=True):
        for container in containers:
            for node in container.css(_CAPTION):
                around: LexborNode | None = node
                while around is not None and around.tag != "figcaption" and around.mem_id != container.mem_id:
                    around = around.parent
                if around is None or around.tag == "figcaption" or not 0 < len(sample.box(node)) <= _CAPTION_LINES:
                    continue
                found = [each for each in selectors_of(node, within=container) if each.cost < _CAPTION_COST]
                # Prose in a caption's element would no longer be prose.
                if found and len(sample.words(node)) < _LONGEST_CAPTION:
                    return found[0].css
    return None


def _mark_of(text: str) -> str | None:
    """Return the label with which *text* begins: ``（原标题：``, ``责任编辑：``, ``Source:``."""
    match = _MARK.match(text)
    return match[0] if match is not None else None


def _edges(lines: Sequence[int]) -> list[int]:
    return [*lines[:_HEAD], *lines[max(_HEAD, len(lines) - _TAIL) :]]


def _marks(samples: Sequence[Sample], inside: Sequence[Sequence[int]]) -> frozenset[str]:
    """Return the labels that begin a line at the ends of the container on several pages: they are the site's."""
    count: Counter[str] = Counter()
    for sample, lines in zip(samples, inside, strict=True):
        count.update({mark for index in _edges(lines) if (mark := _mark_of(sample.lines[index].text)) is not None})
    return frozenset(mark for mark, times in count.items() if times >= max(2, len(samples) // 2 + 1))


def _marked(sample: Sample, lines: Sequence[int], marks: frozenset[str]) -> frozenset[int]:
    """Return the lines at the ends of the container that begin with one of *marks*."""
    return frozenset(index for index in _edges(lines) if _mark_of(sample.lines[index].text) in marks)


def _until(
    samples: Sequence[Sample], story: Sequence[frozenset[int]], junk: Sequence[frozenset[int]]
) -> tuple[str | None, list[frozenset[int]]]:
    """Return a pattern for the line on every page after which no story comes, and what stands from it on."""
    nothing: list[frozenset[int]] = [frozenset() for _ in samples]
    tails = [
        [index for index in sorted(bad) if index > max(lines, default=-1)]
        for lines, bad in zip(story, junk, strict=True)
    ]
    if not all(tails):
        return None, nothing
    first = [_mark_of(sample.lines[tail[0]].text) for sample, tail in zip(samples, tails, strict=True)]
    if first[0] is not None and len(set(first)) == 1:
        begun = [[sample.lines[index].text for index in lines] for sample, lines in zip(samples, story, strict=True)]
        if not any(text.startswith(first[0]) for each in begun for text in each):
            return written.exactly(first[0])[:-1], [frozenset(tail) for tail in tails]
    if not any(len(tail) > 2 for tail in tails):
        return None, nothing
    texts = [[sample.lines[index].text for index in tail] for sample, tail in zip(samples, tails, strict=True)]
    for text in texts[0]:
        if len(text) > 40 or not all(text in each for each in texts):
            continue
        stories = [{sample.lines[index].text for index in lines} for sample, lines in zip(samples, story, strict=True)]
        if any(text in each for each in stories):
            continue
        if len(samples) == 1 and any(char.isdigit() for char in text):
            continue
        return written.exactly(text), [
            frozenset(index for index in tail if index >= tail[each.index(text)])
            for tail, each in zip(tails, texts, strict=True)
        ]
    return None, nothing


def _shown(sample: Sample, story: frozenset[int]) -> str:
    lines = [sample.lines[index].text for index in sorted(story)]
    if not lines:
        return ""
    return f"{lines[0][:_SHOWN]} … {lines[-1][-_SHOWN:]} ({len(lines)} lines)" if len(lines) > 1 else lines[0][:_SHOWN]


def _confidence(container: Container, scores: Sequence[BlockScores]) -> float:
    given = any(each.wanted is not None for each in scores)
    value = (
        container.mean
        - _Confidence.COST * container.choices[0].selector.cost
        - (0.0 if given else _Confidence.PROPOSED)
        - (_Confidence.ALONE if len(scores) == 1 else 0.0)
    )
    return round(max(0.05, min(0.99, value)), 2)


def _reasons(scores: Sequence[BlockScores]) -> tuple[str, ...]:
    told = any(each.wanted is not None for each in scores)
    seconded = all(each.baseline is not None for each in scores)
    how = "it holds the lines that were given" if told else "the densest prose of the page"
    count = len(scores)
    reasons = (f"{how}, on {'the page' if count == 1 else f'all {count} pages'}",)
    return (*reasons, "the generic adapter reads the same") if seconded and not told else reasons


def _unsure(
    container: Container, pages: Sequence[TargetPage], story: Sequence[frozenset[int]], left: int
) -> tuple[str, ...]:
    doubts = [each.selector.doubt for each in container.choices if each.selector.doubt is not None]
    if container.mean < _Confidence.DOUBTED:
        doubts.append("much of what the container holds does not read like a story; give --body-from and --body-to")
    for page, lines in zip(pages, story, strict=True):
        text = "\n".join([page.sample.lines[index].text for index in sorted(lines)])
        described = page.sample.page.meta.get("og:description") or page.sample.page.meta.get("description")
        given = page.article is not None or page.told.body_from is not None
        if not given and agrees_with(text, described) is False and len(text) < 400:
            doubts.append(f"{page.call}: the stated description is not in it")
    if left:
        doubts.append(f"{left} lines in it that are no story could not be told from it by a selector")
    return tuple(doubts)
