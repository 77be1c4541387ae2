"""Where an article, and an edition of it, begins in a plain-text file that may hold several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import mutable

from tearsheet.model.once import cached_property
from tearsheet.page.lines import Line
from tearsheet.page.text_lines import breaks_of, bullets_of, indexes_of, places_of, texts_of
from tearsheet.text.language import detect
from tearsheet.text.plaintext import is_bilingual_marker, is_marker, is_rule, is_tail, label_of


def articles_in(lines: Sequence[Line]) -> list[list[Segment]]:
    """Return the articles of a file, each as its editions."""
    return _articles(_segments(lines))


def structure(line: Line) -> str:
    """Return the words of *line* as far as they may be structure: a list item's are its own, whatever they say."""
    return "" if line.marker else line.text


def structures(lines: Sequence[Line]) -> list[str]:
    """Return the words of each of *lines* as far as they may be structure."""
    texts = texts_of(lines)
    bullets = bullets_of(lines)
    if not bullets:
        return texts
    return ["" if index in bullets else text for index, text in zip(indexes_of(lines), texts, strict=True)]


@mutable(slots=False)
class Segment:
    """Title to tail: a whole article, or one edition of it."""

    lines: Sequence[Line] = ()
    parted: bool = False
    """Something that can only part articles stands before it."""

    @cached_property
    def language(self) -> str | None:
        return detect("\n".join(line.text for line in self.lines[:12]), "en")

    @cached_property
    def bilingual(self) -> bool:
        return any(map(is_bilingual_marker, texts_of(self.lines)))

    @property
    def labelled(self) -> bool:
        return any((label_of(structure(line)) or ("",))[0] == "language" for line in self.lines[1:3])


def _segments(lines: Sequence[Line]) -> list[Segment]:
    """Part the lines before each title: at a rule or form feed, and where a new title comes after a body.

    That a title has come is known by the marker line that follows it.
    """
    segments: list[Segment] = []
    for chunk in _chunks(lines):
        starts = [0]
        markers = places_of(structures(chunk), is_marker)
        for before, after in pairwise(markers):
            start = _title_between(chunk, before + 1, after)
            if start is not None:
                starts.append(start)
        for number, (start, stop) in enumerate(zip(starts, [*starts[1:], len(chunk)], strict=True)):
            segments.append(Segment(chunk[start:stop], parted=not number))
    return segments


def _chunks(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    rules = set(places_of(structures(lines), is_rule))
    start = 0
    for at in sorted(rules | breaks_of(lines)):
        if at > start:
            yield lines[start:at]
        start = at + 1 if at in rules else at
    if start < len(lines):
        yield lines[start:]


def _title_between(lines: Sequence[Line], start: int, marker: int) -> int | None:
    """Return where the title before *marker* stands: after a tail, else after the widest gap, else two lines above."""
    between = range(start, marker)
    labelled = [i - 1 for i in between if i > start and (label_of(structure(lines[i])) or ("",))[0] == "language"]
    if labelled:
        return labelled[-1]
    tails = [i for i in between if is_tail(structure(lines[i]))]
    if tails and tails[-1] + 1 < marker:
        return tails[-1] + 1
    gap = max((lines[i].blanks for i in between), default=0)
    ordinary = min((lines[i].blanks for i in between), default=0)
    if gap > ordinary:
        return max(i for i in between if lines[i].blanks == gap)
    return marker - 2 if marker - 2 > start else None


def _articles(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Put the editions of one article together: neighbours in different languages with nothing between them."""
    articles: list[list[Segment]] = []
    for segment in segments:
        if articles and not segment.parted and _same_article(articles[-1], segment):
            articles[-1].append(segment)
        else:
            articles.append([segment])
    return articles


def _same_article(editions: Sequence[Segment], segment: Segment) -> bool:
    if segment.labelled:
        return True
    if any(each.bilingual or each.language == segment.language for each in editions):
        return False
    if segment.bilingual:
        return False
    last = editions[-1].lines
    gap = segment.lines[0].blanks
    if gap <= max((line.blanks for line in last[1:]), default=0):
        return True
    return gap == 1 and abs(len(last) - len(segment.lines)) <= 1
