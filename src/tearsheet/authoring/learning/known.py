"""What a person knows of a page: texts that are on it."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
from attrs import evolve, frozen

from tearsheet.authoring.learning.sample import Sample
from tearsheet.errors import InputError

_QUOTED = 8
"""Letters of a beginning from which on another line with it repeats it, and does not have it by chance."""


class NotOnPageError(InputError):
    """A text that the page is said to show, and does not; the message says what comes nearest.

    :param field: the field it was given for
    :param page: which of the pages, from 0
    :param line: number of the line that is most like it
    :param nearest: the text of that line
    """

    def __init__(
        self, message: str, *, field: str, page: int, line: int | None = None, nearest: str | None = None
    ) -> None:
        super().__init__(message)
        self.field = field
        self.page = page
        self.line = line
        self.nearest = nearest


@frozen(kw_only=True)
class Known:
    """What a person knows of one page; each is a text seen on it, and all may be left out.

    :ivar body_from: the words with which the story begins, or the line that holds them
    :ivar body_to: the words with which it ends
    :ivar comments: words of readers' comments
    """

    title: str | None = None
    published: str | None = None
    updated: str | None = None
    summary: str | None = None
    source: str | None = None
    section: str | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    body_from: str | None = None
    body_to: str | None = None
    comments: tuple[str, ...] = ()

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield each text with the name of its field."""
        for name in ONE_TEXT:
            value = getattr(self, name)
            if value is not None:
                yield name, value
        for name in TEXTS:
            for value in getattr(self, name):
                yield name, value


NOTHING_TOLD = Known()
ONE_TEXT = tuple([each.name for each in attrs.fields(Known) if each.default is None])
"""What is told of a page with one text,"""
TEXTS = tuple([each.name for each in attrs.fields(Known) if each.default == ()])
"""and what with any number of them."""


def check_known(sample: Sample, known: Known, page: int = 0) -> None:
    """Look that everything known of a page is on it.

    :raises NotOnPageError: for the first that is not, with the closest text found
    """
    visible = " ".join([line.text for line in sample.lines])
    for name, text in known.texts():
        wanted = " ".join(text.split())
        if wanted and wanted in visible:
            continue
        option = option_of(name)
        if not wanted:
            raise NotOnPageError(f"{option} is empty; leave it out, and it is proposed", field=name, page=page)
        near = sample.nearest(wanted)
        said = f"the closest is line {near[0].number}: {near[1]!r}" if near is not None else "nothing is like it"
        raise NotOnPageError(
            f"{option} {wanted!r} is not on the page; {said}",
            field=name,
            page=page,
            line=near[0].number if near is not None else None,
            nearest=near[1] if near is not None else None,
        )
    if known.body_from is not None and known.body_to is not None and span_of(sample, known) is None:
        raise NotOnPageError(
            f"--body-to {known.body_to!r} stands before --body-from {known.body_from!r}", field="body_to", page=page
        )


def option_of(name: str) -> str:
    """Return the option of ``tearsheet new`` that gives the field *name*."""
    return f"--{name.rstrip('s') if name in {'authors', 'tags', 'comments'} else name.replace('_', '-')}"


def completed(sample: Sample, known: Known) -> Known:
    """Return *known* with the whole title where what was given is that without the signs about it: ``Runs again``."""
    wanted = " ".join((known.title or "").split())
    places = list(sample.occurrences(wanted))
    if not places or any(place.whole for place in places):
        return known
    signs = [place for place in places if not any(map(str.isalnum, place.before + place.after))]
    return evolve(known, title=signs[0].line.text) if signs else known


def span_of(sample: Sample, known: Known) -> tuple[int, int] | None:
    """Return the lines ``start:stop`` of the story that *known* tells; an end it does not tell is -1.

    ``None`` where neither end is known, or the end comes before the start.
    """
    if known.body_from is None and known.body_to is None:
        return None
    start = stop = -1
    starts: list[int] = []
    if known.body_from is not None:
        holding = _lines_with(sample, known.body_from)
        begun = known.body_from.strip()
        starts = [index for index in holding if sample.lines[index].text.startswith(begun)] or holding
        start = starts[0] if starts else -1
    if known.body_to is not None:
        ends = [index for index in _lines_with(sample, known.body_to, last=True) if index >= start]
        if known.body_from is not None:
            # The story may be quoted once more below it: of several ends the first that is one.
            ends = [index for index in ends if sample.lines[index].text.endswith(known.body_to.strip())] or ends
        if not ends:
            return None
        stop = ends[0] + 1
        if len(known.body_from or "") > _QUOTED and starts:
            # Of several starts, as where the summary repeats it, the last before the end.
            start = max(index for index in starts if index < stop)
    return start, stop


def _lines_with(sample: Sample, text: str, *, last: bool = False) -> list[int]:
    """Return the indexes of the lines that hold *text*; of one over several lines its first, or its *last*."""
    wanted = " ".join(text.split())
    found = [line.index for line in sample.lines if wanted in line.text]
    if found:
        return found
    joined, starts = "", []
    for line in sample.lines:
        starts.append(len(joined))
        joined += line.text + " "
    at = joined.find(wanted)
    if at < 0:
        return []
    at = at + len(wanted) - 1 if last else at
    return [max(index for index, start in enumerate(starts) if start <= at)]
