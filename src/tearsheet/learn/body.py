"""The field of the story: its container, and what in it is no story."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from attrs import frozen
from selectolax.lexbor import LexborNode

from tearsheet.errors import InputError
from tearsheet.furniture import Furniture, all_links
from tearsheet.learn import written
from tearsheet.learn.container import BodyChoice, Densities, agrees_with, choose_body
from tearsheet.learn.islands import cover
from tearsheet.learn.known import Known
from tearsheet.learn.learned import LearnedField
from tearsheet.learn.naming import selectors_of
from tearsheet.learn.specimen import Specimen
from tearsheet.learn.template import Template
from tearsheet.lines import Line

__all__ = ["StoryAt", "learn_body"]

_SHOWN = 60
_MARK = re.compile(r"[（(【\[]?[^\s:：，。,.]{2,8}[:：](?!//)|(?:Source|Editor|Author|Via)\s*[:：]")
_CAPTION = '[class*="caption" i], [class*="img-desc" i], [class*="pic-desc" i], [class*="photo-desc" i]'
_CAPTION_LINES = 3
_LONGEST_CAPTION = 400
_HEAD = 2
_MOST_DROPS = 8
_SPARE = 0.9
_SPARE_COST = 2.2
_WORDS = re.compile(r"[\w-]+")
_TAIL = 4


@frozen(kw_only=True)
class StoryAt:
    """The story of each page of a layout.

    :ivar field: the field that reads it
    :ivar selector: its container
    :ivar nodes: for each page, the containers
    :ivar lines: for each page, the indexes of the lines in them that are story
    :ivar spans: for each page, the first line of the containers and the one after the last
    """

    field: LearnedField
    selector: str
    nodes: tuple[tuple[LexborNode, ...], ...]
    lines: tuple[frozenset[int], ...]
    spans: tuple[tuple[int, int], ...]


def learn_body(densities: Sequence[Densities], template: Template, known: Sequence[Known]) -> StoryAt:
    """Learn where the story stands, on pages of one layout.

    :raises InputError: where no element holds it
    """
    choices = choose_body(densities)
    if not choices:
        raise InputError("no element of the pages holds a story")
    choice = choices[0]
    specimens = [each.specimen for each in densities]
    nodes = [choice.nodes(specimen) for specimen in specimens]
    inside = [_lines_in(specimen, each) for specimen, each in zip(specimens, nodes, strict=True)]
    wanted = [each.wanted for each in densities]
    junk = [
        _junk(specimen, each, template, lines, want)
        for specimen, each, lines, want in zip(specimens, nodes, inside, wanted, strict=True)
    ]
    marks = _marks(specimens, inside)
    junk = [
        bad | _marked(specimen, lines, marks) if want is None else bad
        for specimen, lines, bad, want in zip(specimens, inside, junk, wanted, strict=True)
    ]
    story = [frozenset(lines) - bad for lines, bad in zip(inside, junk, strict=True)]
    until, over = _until(specimens, story, junk)
    drops = cover(
        specimens,
        [bad - after for bad, after in zip(junk, over, strict=True)],
        story,
        within=nodes,
        lasting=True,
        most=_MOST_DROPS,
    )
    dropped = tuple([drop.selector.css for drop in drops.chosen])
    captions = _captions(specimens, nodes)
    field = written.blocks(choice.selector.css, dropped, until, captions=captions, first=choice.first)
    spare = _spare(choice, choices)
    if spare is not None:
        other = written.blocks(spare.selector.css, dropped, until, captions=captions)
        field = written.Written((*field.code, *other.code), field.field | other.field, field.uses)
    return StoryAt(
        field=LearnedField(
            name="body",
            written=field,
            values=tuple([_shown(specimen, lines) for specimen, lines in zip(specimens, story, strict=True)]),
            confidence=_confidence(choice, densities),
            reasons=_reasons(known),
            unsure=_unsure(choice, specimens, story, known, left=sum(map(len, drops.left))),
            others=tuple(
                dict.fromkeys(
                    [f"blocks({written.literal(each.selector.css)})" for each in choices[1:12] if not each.first]
                )
            )[:3],
        ),
        selector=choice.selector.css,
        nodes=tuple(map(tuple, nodes)),
        lines=tuple(story),
        spans=tuple([(min(lines), max(lines) + 1) if lines else (0, 0) for lines in inside]),
    )


def _spare(choice: BodyChoice, choices: Sequence[BodyChoice]) -> BodyChoice | None:
    """Return another way to the story, by a lasting name that the first does not lean on."""
    own = set(_WORDS.findall(choice.selector.css))
    for each in choices[1:]:
        if each.first or each.selector.cost > _SPARE_COST or each.mean < choice.mean * _SPARE:
            continue
        if each.selector.says_body and not own & set(_WORDS.findall(each.selector.css)):
            return each
    return None


def _lines_in(specimen: Specimen, nodes: Sequence[LexborNode]) -> list[int]:
    return sorted({place.line.index for place in specimen.places(nodes)})


def _junk(
    specimen: Specimen,
    nodes: Sequence[LexborNode],
    template: Template,
    inside: list[int],
    wanted: frozenset[int] | None,
) -> frozenset[int]:
    """Return which lines in the container are no story: what other pages have too, and lists of links."""
    if wanted is not None:
        return frozenset(inside) - wanted
    lines = [specimen.lines[index] for index in inside]
    furniture = Furniture.below(nodes[0]) if nodes else None
    bad = {line.index for line in lines if line.text in template and any(map(str.isalnum, line.text))}
    bad |= _link_lists(lines)
    return frozenset(bad - {line.index for line in lines if furniture is not None and furniture.in_body(line)})


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


def _captions(specimens: Sequence[Specimen], nodes: Sequence[Sequence[LexborNode]]) -> str | None:
    """Return a selector for captions that their tag does not show but their name does."""
    for specimen, containers in zip(specimens, nodes, strict=True):
        for container in containers:
            for node in container.css(_CAPTION):
                around: LexborNode | None = node
                while around is not None and around.tag != "figcaption" and around.mem_id != container.mem_id:
                    around = around.parent
                if around is None or around.tag == "figcaption" or not 0 < len(specimen.box(node)) <= _CAPTION_LINES:
                    continue
                found = [each for each in selectors_of(node, within=container) if each.cost < _SPARE_COST]
                # Prose in a caption's element would no longer be prose.
                if found and len(specimen.words(node)) < _LONGEST_CAPTION:
                    return found[0].css
    return None


def _mark_of(text: str) -> str | None:
    """Return the label with which *text* begins: ``（原标题：``, ``责任编辑：``, ``Source:``."""
    match = _MARK.match(text)
    return match[0] if match is not None else None


def _edges(lines: Sequence[int]) -> list[int]:
    return [*lines[:_HEAD], *lines[max(_HEAD, len(lines) - _TAIL) :]]


def _marks(specimens: Sequence[Specimen], inside: Sequence[list[int]]) -> frozenset[str]:
    """Return the labels that begin a line at the ends of the container on several pages: they are the site's."""
    count: Counter[str] = Counter()
    for specimen, lines in zip(specimens, inside, strict=True):
        count.update({mark for index in _edges(lines) if (mark := _mark_of(specimen.lines[index].text)) is not None})
    return frozenset(mark for mark, times in count.items() if times >= max(2, len(specimens) // 2 + 1))


def _marked(specimen: Specimen, lines: list[int], marks: frozenset[str]) -> frozenset[int]:
    """Return the lines at the ends of the container that begin with one of *marks*."""
    return frozenset(index for index in _edges(lines) if _mark_of(specimen.lines[index].text) in marks)


def _until(
    specimens: Sequence[Specimen], story: Sequence[frozenset[int]], junk: Sequence[frozenset[int]]
) -> tuple[str | None, list[frozenset[int]]]:
    """Return a pattern for the line on every page after which no story comes, and what stands from it on."""
    nothing: list[frozenset[int]] = [frozenset() for _ in specimens]
    tails = [
        [index for index in sorted(bad) if index > max(lines, default=-1)]
        for lines, bad in zip(story, junk, strict=True)
    ]
    if not all(tails):
        return None, nothing
    first = [_mark_of(specimen.lines[tail[0]].text) for specimen, tail in zip(specimens, tails, strict=True)]
    if first[0] is not None and len(set(first)) == 1:
        begun = [
            [specimen.lines[index].text for index in lines] for specimen, lines in zip(specimens, story, strict=True)
        ]
        if not any(text.startswith(first[0]) for each in begun for text in each):
            return written.exactly(first[0])[:-1], [frozenset(tail) for tail in tails]
    if not any(len(tail) > 2 for tail in tails):
        return None, nothing
    texts = [[specimen.lines[index].text for index in tail] for specimen, tail in zip(specimens, tails, strict=True)]
    for text in texts[0]:
        if len(text) > 40 or not all(text in each for each in texts):
            continue
        stories = [
            {specimen.lines[index].text for index in lines} for specimen, lines in zip(specimens, story, strict=True)
        ]
        if any(text in each for each in stories):
            continue
        if len(specimens) == 1 and any(char.isdigit() for char in text):
            continue
        return written.exactly(text), [
            frozenset(index for index in tail if index >= tail[each.index(text)])
            for tail, each in zip(tails, texts, strict=True)
        ]
    return None, nothing


def _shown(specimen: Specimen, story: frozenset[int]) -> str:
    lines = [specimen.lines[index].text for index in sorted(story)]
    if not lines:
        return ""
    return f"{lines[0][:_SHOWN]} … {lines[-1][-_SHOWN:]} ({len(lines)} lines)" if len(lines) > 1 else lines[0][:_SHOWN]


def _confidence(choice: BodyChoice, densities: Sequence[Densities]) -> float:
    given = any(each.wanted is not None for each in densities)
    value = choice.mean - 0.02 * choice.selector.cost - (0.0 if given else 0.05) - (0.1 if len(densities) == 1 else 0.0)
    return round(max(0.05, min(0.99, value)), 2)


def _reasons(known: Sequence[Known]) -> tuple[str, ...]:
    told = sum(each.body_from is not None or each.body_to is not None for each in known)
    how = "it holds the lines that were given" if told else "the densest prose of the page"
    count = len(known)
    return (f"{how}, on {'the page' if count == 1 else f'all {count} pages'}",)


def _unsure(
    choice: BodyChoice,
    specimens: Sequence[Specimen],
    story: Sequence[frozenset[int]],
    known: Sequence[Known],
    left: int,
) -> tuple[str, ...]:
    doubts = [choice.selector.doubt] if choice.selector.doubt is not None else []
    if choice.mean < 0.85:
        doubts.append("much of what the container holds does not read like a story; give --body-from and --body-to")
    for number, (specimen, lines) in enumerate(zip(specimens, story, strict=True), 1):
        text = "\n".join([specimen.lines[index].text for index in sorted(lines)])
        described = specimen.page.meta.get("og:description") or specimen.page.meta.get("description")
        if known[number - 1].body_from is None and agrees_with(text, described) is False and len(text) < 400:
            doubts.append(f"page {number}: the stated description is not in it")
    if left:
        doubts.append(f"{left} lines in it that are no story could not be told from it by a selector")
    return tuple(doubts)
