"""What an element holds besides one story told once: the title and the text again, and the next story of the page.

What is believed of news pages: a next story has a head of the form of the first, with a byline or a date right below;
an element apart that says words of a paragraph again, in their order, prints them in large to be looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tearsheet.adapters.generic.body.core import PROSE, Core, beside, shape_of
from tearsheet.adapters.generic.body.edges import HEADINGS
from tearsheet.adapters.generic.head.stated_titles import LONGEST as LONGEST_TITLE
from tearsheet.adapters.generic.signs.elements import Boxes
from tearsheet.text.fold import folded

_LEAST_COPIED = 2
"""Paragraphs of a story that is printed twice, and of which the copy may lack the last."""
_WORD = re.compile(r"\w+")
_PULLED, _LONGEST_PULLED = 8, 400
"""Words of a pull quote at least, since a few come again by chance; and what it weighs at most."""
_LONGEST_PARAGRAPH = 4000
"""Weight of a paragraph that is searched for a quote: it is searched for each."""
_QUOTING = frozenset({"blockquote", "aside", "q"})
_OCCURRENCES = 3
"""Paragraphs with the same four words that are looked at."""
_NEXT = 400
"""Weight of what a story has told at least before the next one of an endless page begins."""

_LINES_OF_HEAD = 9
"""Lines of the head of a story, from its title on: date, byline, what is said of sharing, each in parts."""
_DATED = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\bago\b|\d前$")


def cut_next_story(boxes: Boxes, start: int, rules: list[str | None], title: int | None) -> None:
    """Cut where the next story of an endless page begins: at a second heading of the first rank."""
    if title is None or boxes.lines[title].level is None:
        return
    lines = boxes.lines
    tag = lines[title].tag
    shape, form = shape_of(boxes.of_line[title]), _form_of_head(boxes, title)
    seen = 0
    for index in range(max(start, title + 1), start + len(rules)):
        alike = lines[index].tag == tag and seen >= _NEXT
        if alike and (
            (tag == "h1" and (shape_of(boxes.of_line[index]) == shape or _heads_another(boxes, index, title)))
            or (form is not None and _form_of_head(boxes, index) == form)
        ):
            # In the very element of the title it heads a part of this story.
            if lines[index].text == lines[title].text or boxes.of_line[index].parent is boxes.of_line[title].parent:
                continue
            for offset in range(index - start, len(rules)):
                rules[offset] = rules[offset] or "next-story"
            return
        if rules[index - start] is None:
            seen += boxes.weight[index]


def _heads_another(boxes: Boxes, index: int, title: int) -> bool:
    """Whether the heading has a name of the title's, and a date below it before any prose."""
    if set(boxes.of_line[index].names().split()).isdisjoint(boxes.of_line[title].names().split()):
        return False
    for at in range(index + 1, min(index + _LINES_OF_HEAD, len(boxes.lines))):
        if boxes.weight[at] >= PROSE:
            return False
        if _DATED.search(boxes.lines[at].text) is not None:
            return True
    return False


def _form_of_head(boxes: Boxes, index: int) -> tuple[str, ...] | None:
    """Return what a heading that begins its element and the short line right below are called, a byline or a date."""
    around = boxes.of_line[index].parent
    if around is None or index + 1 >= around.stop or around.start < index - 1 or boxes.weight[index + 1] >= PROSE:
        return None
    names = [boxes.of_line[at].names().strip() for at in (index, index + 1)]
    return (*names, boxes.of_line[index + 1].tag) if all(names) else None


def drop_pull_quotes(boxes: Boxes, start: int, rules: list[str | None], core: Core) -> None:
    """Drop what stands amid the story in an element apart and prints words of a paragraph again, in large."""
    lines = boxes.lines
    likely = [
        (at, said)
        for at in range(core.first, core.last)
        if rules[at - start] is None
        and _may_be_pulled(boxes, core, at)
        and len(said := _WORD.findall(lines[at].text.lower())) >= _PULLED
    ]
    if not likely:
        return
    words: dict[int, list[str]] = {}
    # Of all fours of words those alone are noted with which one of the likely begins.
    begun: dict[tuple[str, ...], list[int]] = {tuple(said[:4]): [] for _, said in likely}
    first_words = {said[0] for _, said in likely}
    longest = {max(four, key=len) for four in begun}
    for index in range(start, start + len(rules)):
        if rules[index - start] is not None or not PROSE <= boxes.weight[index] <= _LONGEST_PARAGRAPH:
            continue
        text = lines[index].text.lower()
        if not any(map(text.__contains__, longest)):
            continue  # spares most paragraphs the rest
        said = words[index] = _WORD.findall(text)
        for place, word in enumerate(said):
            at = begun.get(tuple(said[place : place + 4])) if word in first_words else None
            if at is not None and len(at) < _OCCURRENCES:
                at.append(index)
    for index, said in likely:
        text = f" {' '.join(said)} "
        for other in begun[tuple(said[:4])]:
            if len(words[other]) > len(said) and text in f" {' '.join(words[other])} ":
                rules[index - start] = "repeated"


def _may_be_pulled(boxes: Boxes, core: Core, index: int) -> bool:
    box = boxes.of_line[index]
    apart = box.tag in _QUOTING or (box.tag == "div" and beside(boxes, index) not in core.around)
    return apart and boxes.weight[index] <= _LONGEST_PULLED


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
