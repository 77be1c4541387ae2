"""One printed line that holds two languages: where the first ends and the second begins, and how that is known.

Bilingual pages print a line in English and again in Chinese, or the other way round, and a text export glues the two.
The page's own evidence settles most lines; the rest are weighed, see :mod:`tearsheet.text.bilingual.boundary`. Every
half and every tag is a range of the line, so that a ledger can claim it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal

from attrs import frozen

from tearsheet.text.bilingual.boundary import Boundary, find_boundary
from tearsheet.text.bilingual.weights import is_separator
from tearsheet.text.language import CJK, LETTER, dominant

Evidence = Literal["runs", "known", "cut", "title", "weighed"]
CharRange = tuple[int, int]

_LETTER = re.compile(f"[{LETTER}]")
_CJK = re.compile(f"[{CJK}]")
_TITLE_JOINT = re.compile(r"\s[|_·–—-]\s|[|｜_]")
_NEAR: Final = 120  # code points within which the second half must show its script
_FEW: Final = 64  # boundaries of runs, or joints of a title, that are tried
_TELLING: Final = 16  # code points by which a known text is recognised inside a line
_SUMMARY: Final = 60  # code points that a summary and its paragraph share; a title may share fewer by chance
_CLEAR: Final = 1.0  # lead in score below which a cut is ambiguous


@frozen(kw_only=True)
class Split:
    """A line cut in two.

    :param first: the first half, ``text[:cut]`` less the white space around it
    :param second: the second half, ``text[resume:]`` less the white space after it
    :param cut: offset in code points where the first half ends
    :param resume: offset where the second half begins; between the two stand only white space and one separator
    :param evidence: what settled it: inline ``runs``, a ``known`` text of the page, a ``cut`` at the page's length
        limit, the page's ``title``, or the words themselves, ``weighed``
    :param ambiguous: another cut explains the line nearly as well; the caller owes a warning
    """

    first: str
    second: str
    cut: int
    resume: int
    evidence: Evidence
    ambiguous: bool = False


@frozen(kw_only=True)
class TagPair:
    """One tag of a line of tags, as offsets into the line: as printed first, and as printed again, if it was."""

    first: CharRange
    second: CharRange | None = None


def split(
    text: str,
    *,
    runs: Sequence[int] = (),
    known: Sequence[str] = (),
    title: str | None = None,
    limit: int | None = None,
) -> Split | None:
    """Cut a line that holds two languages, or return ``None`` where it holds one. Time is linear in the input.

    :param runs: offsets in *text* where one inline element of the page ends and the next begins
    :param known: other texts of the page, in either language; a half that is one of them or the beginning of one is
        told by it
    :param title: the page's ``<title>``, which may hold one half, both, and the site's name
    :param limit: where the page cuts a first half off, in code points: a half of exactly this length followed by white
        space was cut there, mid-word or not
    """
    if text.isascii() or not _LETTER.search(text):
        return None
    second = _by_known_second(text, known) if known else None
    if second is not None and any(second.cut <= at <= second.resume for at in runs):
        return second  # of several runs, the one that begins as a known text does
    return (
        (_by_runs(text, runs) if runs else None)
        or second
        or (_by_limit(text, limit) if limit else None)
        or (_by_known_first(text, known) if known else None)
        or (_by_title(text, title) if title else None)
        or _halves(text, find_boundary(text))
    )


def _sure(text: str, place: int, evidence: Evidence) -> Split | None:
    """The split at *place*, if its halves are in two languages."""
    first, second = dominant(text[:place]), dominant(text[place:])
    if first is None or second is None or first == second:
        return None
    return _halves(text, Boundary(place, _CLEAR), evidence)


def _halves(text: str, boundary: Boundary | None, evidence: Evidence = "weighed") -> Split | None:
    if boundary is None:
        return None
    cut = len(text[: boundary.place].rstrip())
    resume = len(text) - len(text[boundary.place :].lstrip())
    end = len(text.rstrip())
    if cut and is_separator(text, cut - 1):
        cut = len(text[: cut - 1].rstrip())
    elif resume < end and is_separator(text, resume):
        resume = len(text) - len(text[resume + 1 :].lstrip())
    first, second = text[:cut].lstrip(), text[resume:end]
    if not first or not second:
        return None
    return Split(
        first=first, second=second, cut=cut, resume=resume, evidence=evidence, ambiguous=boundary.lead < _CLEAR
    )


def _by_runs(text: str, runs: Sequence[int]) -> Split | None:
    inside = [at for at in runs if 0 < at < len(text) and not (_CJK.match(text, at - 1) and _CJK.match(text, at))]
    if len(inside) > 1:
        # Emphasis and links are runs too, so the boundary that the words speak for comes first.
        boundary = find_boundary(text)
        if boundary is not None:
            inside.sort(key=lambda offset: abs(offset - boundary.place))
    return next(filter(None, (_sure(text, offset, "runs") for offset in inside[:_FEW])), None)


def _by_known_second(text: str, known: Sequence[str]) -> Split | None:
    for other in known:
        start = text.find(other[:_TELLING], 1) if len(other) >= _TELLING else -1
        if start > 0 and other.startswith(text[start : start + 4 * _TELLING].rstrip()):
            found = _sure(text, start, "known")
            if found is not None:
                return found
    return None


def _by_limit(text: str, limit: int) -> Split | None:
    if not text[limit : limit + 1].isspace():
        return None
    near = _CJK.search(text, max(0, limit - _NEAR))
    return _sure(text, limit, "cut") if near and limit < near.start() < limit + _NEAR else None


_FULL_STOP = re.compile(r"[a-z0-9)][.!?][\"')]?\s")


def _by_known_first(text: str, known: Sequence[str]) -> Split | None:
    for other in known:
        if len(other) < _SUMMARY or not text.startswith(other[:_SUMMARY]):
            continue
        shared = _shared(text, other)
        cut = shared if text[shared : shared + 1].isspace() else text.rfind(" ", 0, shared)
        near = _CJK.search(text, max(0, cut))
        # Between the cut and the first Han there is room for a name that opens the second half, not for a sentence.
        if cut >= _SUMMARY and near and near.start() < cut + _NEAR and not _FULL_STOP.search(text, cut, near.start()):
            found = _sure(text, cut, "known")
            if found is not None:
                return found
    return None


def _shared(one: str, other: str) -> int:
    """Length of the beginning that two texts share, by halving."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _by_title(text: str, title: str) -> Split | None:
    whole = text.strip()
    start = text.index(whole)
    joints = [match.span() for match in _TITLE_JOINT.finditer(title)][:_FEW]
    pieces = [title, *(title[:end] for end, _ in reversed(joints)), *(title[begin:] for _, begin in joints)]
    for piece in map(str.strip, pieces):
        if not piece or piece == whole:
            continue
        found = None
        if whole.startswith(piece) and not text[start + len(piece)].isalnum():
            found = _sure(text, start + len(piece), "title")
        elif whole.endswith(piece) and not whole[-len(piece) - 1].isalnum():
            found = _sure(text, start + len(whole) - len(piece), "title")
        if found is not None:
            return found
    return None


_WORD = re.compile(r"\S+")
_LISTED = re.compile(r"[^\s,，、;；|｜/／·•]++(?:[^\S\n]++[^\s,，、;；|｜/／·•]++)*+")
_LISTING = re.compile(r"[,，、;；|｜/／·•]")
_TAG_WORDS: Final = 6  # words in a tag, at most
_GLUED_TAGS: Final = 1000  # code points of a run of tags that lost its spaces, at most
_TAG_LENGTH: Final = 24  # code points of a tag that is printed again without a space


def split_tags(text: str, *, runs: Sequence[int] = ()) -> tuple[TagPair, ...]:
    """Tell the tags of a line in which a bilingual page prints each twice, once a language.

    Both printings may be the same words ("AI AI 芯片 芯片") or a name in each language ("Chips 芯片"). A whole list may
    be printed and then again, and spaces may be lost ("芯片芯片编程编程"). A tag printed once has no second span.
    A leading ``#`` is part of its tag; commas and other signs between tags are part of none.

    :param runs: offsets in *text* where one inline element ends and the next begins; each run is then one printing
    """
    bounds = [0, *sorted({offset for offset in runs if 0 < offset < len(text)}), len(text)]
    slots = [match.span() for start, end in pairwise(bounds) for match in _LISTED.finditer(text, start, end)]
    if len(bounds) > 2 or _LISTING.search(text):
        return _pair_slots(text, slots)
    words = [match.span() for match in _WORD.finditer(text)]
    if len(words) > 2 and [bool(_CJK.search(text, *word)) for word in words] == [True, False] * (len(words) // 2):
        return _pair_slots(text, words)
    return tuple(_pair_words(text, words))


def _pair_slots(text: str, slots: list[CharRange]) -> tuple[TagPair, ...]:
    """Pair printings whose bounds are known."""
    said = [text[start:end].lower() for start, end in slots]
    half = len(slots) // 2
    if half and said == said[:half] * 2:
        return tuple(TagPair(first=one, second=two) for one, two in zip(slots, slots[half:], strict=False))
    pairs = [(said[index], said[index + 1]) for index in range(0, len(said) - 1, 2)]
    if len(said) % 2 == 0 and all(one == two or dominant(one) != dominant(two) for one, two in pairs):
        return tuple(TagPair(first=one, second=two) for one, two in zip(slots[::2], slots[1::2], strict=True))
    tags, index = [], 0
    while index < len(slots):
        twice = said[index : index + 1] == said[index + 1 : index + 2]
        tags.append(TagPair(first=slots[index], second=slots[index + 1] if twice else None))
        index += 1 + twice
    return tuple(tags)


def _pair_words(text: str, words: list[CharRange]) -> Iterator[TagPair]:
    """Pair printings of which only the words are known: the shortest that is repeated, else a name in each script."""
    said = [text[start:end].lower() for start, end in words]
    index = 0
    while index < len(words):
        start = words[index][0]
        sizes = range(1, min(_TAG_WORDS, (len(words) - index) // 2) + 1)
        size = next((n for n in sizes if said[index : index + n] == said[index + n : index + 2 * n]), 0)
        if size > 1 and not _LETTER.search(text, start, words[index + size - 1][1]):
            # Chinese tags hold no spaces, so this is a list printed twice.
            pairs = zip(words[index : index + size], words[index + size : index + 2 * size], strict=True)
            yield from (TagPair(first=one, second=two) for one, two in pairs)
        elif size:
            one = (start, words[index + size - 1][1])
            yield TagPair(first=one, second=(words[index + size][0], words[index + 2 * size - 1][1]))
        else:
            ahead = range(index, min(index + 2 * _TAG_WORDS, len(words)))
            last = next((n for n in ahead if _CJK.search(said[n])), index)
            paired = last > index and said[last : last + 1] != said[last + 1 : last + 2]
            halves = split(text[start : words[last][1]]) if paired else None
            if halves is not None:
                yield TagPair(first=(start, start + halves.cut), second=(start + halves.resume, words[last][1]))
                index = last + 1
                continue
            yield from _unglue(text, *words[index])
        index += 2 * size or 1


def _unglue(text: str, start: int, end: int) -> Iterator[TagPair]:
    """Take a word apart that is made of nothing but doubled tags; any other word is a tag."""
    if end - start > _GLUED_TAGS:
        yield TagPair(first=(start, end))
        return
    tail = {end: 0}  # offset from which the rest is doubled tags → length of the first of them
    for at in range(end - 4, start - 1, -1):
        longest = min(_TAG_LENGTH, (end - at) // 2)
        for size in range(2, longest + 1):
            if at + 2 * size in tail and text[at : at + size] == text[at + size : at + 2 * size]:
                tail[at] = size
                break
    if start not in tail:
        yield TagPair(first=(start, end))
        return
    at = start
    while at < end:
        size = tail[at]
        yield TagPair(first=(at, at + size), second=(at + size, at + 2 * size))
        at += 2 * size
