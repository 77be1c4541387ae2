"""Who wrote a story of an unknown page and whom it is credited to.

Order of trust: the persons that the page states (:mod:`~tearsheet.page.metadata`), a printed byline, the site
itself. A name is what a label, a class or ``rel=author`` makes one; commenters, form fields, licence notes,
addresses, dates, roles and the like of "admin" are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from attrs import frozen

from tearsheet.adapters.generic.head.byline_marks import marked, parted, weigh
from tearsheet.adapters.generic.head.bylines import Named, Sure, credit, is_label, labelled, reported, signed
from tearsheet.adapters.generic.head.date_candidates import LONGEST_LINE
from tearsheet.adapters.generic.head.names import is_desk, is_login, is_person, split_names
from tearsheet.adapters.generic.head.time_elements import names_around
from tearsheet.adapters.generic.head.unlabelled import alone, beside_date, signature
from tearsheet.adapters.generic.signs.cards import is_of_another
from tearsheet.adapters.generic.signs.class_hints import COMMENTS, hint_of, names_of
from tearsheet.page.lines import Line
from tearsheet.page.metadata import Metadata
from tearsheet.reading.reader import Reader
from tearsheet.text.fold import folded

_LONGEST_NAMES = 80
"""Characters of a line that is names and nothing else."""
_MOST_MARKED = 6
"""Names in an element that is marked as an author's, at most."""
_MOST_WORDS = 4
"""Words in a name that only its markup makes one,"""
_PARTICLE = 4
"""of which those in lower case have no more letters: "van der", "dos"."""
_SENTENCE_END = frozenset(".。!！?？:：")
_RUNS = 8
"""Runs of a line whose markup is looked at."""
OPENING = 2
"""Lines of the story that may be its byline still."""
CALLED = 1.0
"""Weight from which on the markup calls a line an author's: that of CALLED in :class:`Sure`, three elements out."""
_STATED = 12
"""Statements of authors by one source that are looked at."""
_WRITTEN = frozenset(
    "by,written by,words by,story by,text by,von,par,por,di,door,text,author,autor".split(",")  # noqa: SIM905
)
_ABOUT = re.compile(
    r"about (?:the )?(?:authors?|writer)|meet the authors?|über (?:den autor|die autorin)|à propos de l['’]auteure?"
    r"|sobre (?:el autor|la autora|o autor|a autora)|sull['’]autor[ei]|over de auteur|om (?:författaren|forfatteren)"
    r"|o autorze|об авторе",
    re.IGNORECASE,
)
"""The heading of a box below the story, whose first line is the name of who wrote that."""
_NUMBERED = re.compile(r"\d{1,4}(?: [A-Z][\w.&'-]+){1,3}")


class _Place:
    """What the place of a byline says besides its form. Fitted on dev, 2026-11."""

    BELOW = 1.0
    """Between title and story,"""
    INSIDE = 0.6
    """in the story,"""
    ELSEWHERE = 0.3
    """and anywhere else."""


@frozen
class People:
    """Who wrote it and whom it is credited to; *printed* are the names to be claimed."""

    authors: tuple[str, ...] = ()
    source: str | None = None
    printed: tuple[Named, ...] = ()


def read_people(
    reader: Reader,
    metadata: Metadata,
    indexes: Iterable[int],
    *,
    title: int | None,
    start: int,
    stop: int,
    sites: frozenset[str],
    unlabelled: bool = False,
    thread: bool = False,
) -> People:
    """Return who wrote the story whose body is ``lines[start:stop]``.

    :param indexes: the lines that may print it
    :param title: index of the title's last line, ``None`` where it is not printed
    :param sites: folded names of the site, which is no author where a person is named
    :param unlabelled: whether a name beside or next to a date, between title and body, needs no label: a text has no
        markup to tell it by
    :param thread: whether it is a thread, whose writers go by what they sign in with
    """
    names = _stated_names(metadata, sites, thread=thread)
    # A login, a newsroom or the site itself is whom a page names that prints who wrote it.
    persons = bool(names) and not all(
        folded(name) in sites or (not thread and (is_login(name) or is_desk(name))) for name in names
    )
    printed: list[tuple[float, Named]] = []
    source: Named | None = None
    known: dict[int, float] = {}
    lines = reader.lines

    def is_own(found: Named) -> bool:
        # Asked last, since few lines name anybody. A mail address below the story is that of whom to ask.
        if found.index < stop or thread:
            return True
        if _is_commented(lines[found.index]):
            return False
        mailed = any(href.startswith("mailto:") for href in lines[found.index].hrefs)
        return not (mailed or is_of_another(lines, found.index, stop, above=True))

    for index in indexes:
        line = lines[index]
        # The footer of an article says who wrote it.
        if line.region == "nav" or (line.region == "footer" and (thread or not articles_around(line))):
            continue
        below = title is not None and title < index < start
        inside = start <= index < stop
        head = not thread and title is not None and title < index < start + OPENING
        if len(line.text) > LONGEST_LINE:
            named = _marked_name(reader, index, line, known) if head or not (inside or thread) else None
        else:
            found = credit(reader, index, line)
            if found is not None and (source is None or found.weight > source.weight) and is_own(found):
                source = found
            above = lines[index - 1].text if index else ""
            named = reader.asked(labelled, line) or _bare_name(
                reader, index, line, above, names if persons else (), known
            )
            if named is None and not persons and (head or not (inside or thread)):
                named = _marked_name(reader, index, line, known)
            # Below the last line, and in it, a story is signed; a post that is shown there has a handle.
            signs = head or (stop - 1 <= index <= stop and "@" not in line.text)
            if named is None and (below if unlabelled else signs and not names):
                called = marked(line, known) >= CALLED
                named = beside_date(reader, index, sites, unlabelled=unlabelled, called=called)
            if named is None and head and not persons:
                named = alone(reader, index, stop)
        if named is not None and is_own(named):
            printed.append(
                (named.weight + (_Place.BELOW if below else _Place.INSIDE if inside else _Place.ELSEWHERE), named)
            )
    best = max(printed, key=lambda each: each[0], default=(0.0, None))[1]
    if best is None and not persons and not thread:
        ends = [*range(start, min(start + OPENING, stop)), stop - 1]
        best = next((named for index in ends if index >= 0 and (named := reported(reader, index)) is not None), None)
        if best is None and stop > start:
            best = signed(reader, stop - 1) or signature(reader, start, stop)
            best = best if best is not None and is_own(best) else None
        printed += [(0.0, best)] if best is not None else []
    if best is not None and (
        not thread and _outweighs(best, names, title, start) if persons else not names or _is_written(best)
    ):
        names = tuple(dict.fromkeys([name for named in _beside(best, printed) for name in named.names]))
    keys = [folded(name) for name in names]
    claimed = [named for _, named in printed if named is best or _same_person(named, keys)]
    if source is not None:
        claimed.append(source)
    return People(names, source.names[0] if source is not None else None, tuple(claimed))


def articles_around(line: Line) -> list[int]:
    """Return the identities of the articles that *line* stands in, the nearest first."""
    return [node.mem_id for node in line.ancestors() if node.tag == "article"]


def _is_commented(line: Line) -> bool:
    """Whether *line* stands in what is called comments."""
    return any(hint_of(names_of(node.attributes)) == COMMENTS for node in line.ancestors() if node.attributes)


def _is_written(best: Named) -> bool:
    """Whether the printed *best* says more than stated names of which none is that of a person."""
    return best.weight >= Sure.LABELLED or all(map(is_person, best.names))


def _outweighs(best: Named, names: tuple[str, ...], title: int | None, start: int) -> bool:
    """Whether the byline *best*, at the head of the story, names other persons than the page states: who posted it."""
    if title is None or not title < best.index < start + OPENING or best.label[0] == best.label[1]:
        return False
    label = best.stretch.text[slice(*best.label)].strip(" :").lower()
    return (
        label in _WRITTEN
        and all(map(is_person, best.names))
        and not _same_person(best, [folded(name) for name in names])
    )


def _marked_name(reader: Reader, index: int, line: Line, known: dict[int, float]) -> Named | None:
    """Return the names that elements amid the line at *index* are marked to be."""
    if line.node is None:
        return None
    runs = [run for run in line.runs[:_RUNS] if weigh(run.node, line.node, known) >= Sure.PROFILE]
    names = tuple(dict.fromkeys([name for run in runs for name in split_names(run.text)]))
    if not names or len(names) > _MOST_MARKED or not all(map(_is_named, names)):
        return None
    stretch = reader.stretch(index, index + 1)
    return Named(index, stretch, runs[0].start, runs[-1].start + len(runs[-1].text), names, Sure.PROFILE)


def _beside(best: Named, printed: Sequence[tuple[float, Named]]) -> list[Named]:
    """Return the bylines that are items of one list with *best*: two authors, each in an element of its own.

    The items are such elements side by side, or side by side each holds one that is named alike: a card with name, job
    and portrait.
    """
    node = best.stretch.lines[0].node
    parent = node.parent if node is not None else None
    if node is None or parent is None or best.label != (0, 0):
        return [best]
    persons = all(map(is_person, best.names))
    found = [best]
    for _, named in sorted(printed, key=lambda each: each[1].index):
        other = named.stretch.lines[0].node
        around = other.parent if other is not None else None
        alike = named.weight == best.weight and named.label == (0, 0) and named is not best
        job = any(map(is_desk, named.names)) and not any(map(is_desk, best.names))
        if other is None or around is None or not alike or other.tag != node.tag or job:
            continue
        cards = around.parent is not None and parent.parent is not None and around.parent.mem_id == parent.parent.mem_id
        if (around.mem_id == parent.mem_id or (cards and names_around(other) == names_around(node) != "")) and (
            not persons or all(map(is_person, named.names))
        ):
            found.append(named)
    return sorted(found, key=lambda named: named.index)


def _same_person(named: Named, keys: list[str]) -> bool:
    return any(one in other or other in one for one in map(folded, named.names) for other in keys)


def _stated_names(metadata: Metadata, sites: frozenset[str], *, thread: bool) -> tuple[str, ...]:
    """Return the names of the most trusted source that names somebody; a person goes before the site and a login."""
    sources: dict[str, list[str]] = {}
    for fact in metadata.all("authors"):
        sources.setdefault(fact.source, []).append(fact.value)
    reserve: tuple[str, ...] = ()
    for values in sources.values():
        names = tuple(
            dict.fromkeys([name for value in values[:_STATED] for name in split_names(value) or _numbered(value)])
        )
        if names and not all(folded(name) in sites or (not thread and is_login(name)) for name in names):
            return names
        reserve = reserve or names
    return reserve


def _numbered(value: str) -> tuple[str, ...]:
    """Return *value* where it is a name that begins with a number: "50 Ways Studio"."""
    words = " ".join(value.split())
    return (words,) if _NUMBERED.fullmatch(words) is not None else ()


def _is_named(name: str) -> bool:
    """Whether *name* is written as names are: few words, the long ones with a capital where there are capitals."""
    words = name.split()
    return len(words) <= _MOST_WORDS and not any(len(word) > _PARTICLE and word.islower() for word in words[1:])


def _bare_name(  # noqa: PLR0917 - called once
    reader: Reader, index: int, line: Line, above: str, stated: tuple[str, ...], known: dict[int, float]
) -> Named | None:
    """Return the names that the line at *index* is by its markup, by the label above it, or because they are stated."""
    text = line.text
    if len(text) > _LONGEST_NAMES or len(text) < 2 or text[-1] in _SENTENCE_END or "。" in text:
        return None
    weight = Sure.ALONE if is_label(above) or _ABOUT.fullmatch(above) is not None else 0.0
    if stated:
        if not weight and not any(name in text for name in stated):
            return None
        weight = Sure.ALONE
    elif not weight:
        weight = marked(line, known)
    names = split_names(parted(line, known)) if weight and (not text[0].isdigit() or split_names(text)) else ()
    if len(names) > 1:  # "Senior Reporter" beside who is one
        names = tuple([name for name in names if is_person(name) and not is_desk(name)]) or names
    if not names or len(names) > _MOST_MARKED or not all(map(_is_named, names)):
        return None
    stretch = reader.stretch(index, index + 1)
    end = max([stretch.text.rfind(name) + len(name) for name in names])
    return Named(index, stretch, 0, end if end > 0 else len(stretch.text), names, weight)
