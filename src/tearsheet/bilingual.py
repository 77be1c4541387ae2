"""One printed line that holds two languages: where the first ends and the second begins, and how that is known.

Bilingual pages print a line in English and again in Chinese, or the other way round, and a text export glues the two.
The page's own evidence settles most lines; the rest are weighed, see :mod:`tearsheet.seam`. Every half is a substring
of the line, so that a ledger can claim it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from attrs import frozen

from tearsheet.language import CJK, LETTER, dominant
from tearsheet.seam import find_seam, is_separator

__all__ = ["Evidence", "Span", "Split", "TagPair", "split", "split_tags"]

Evidence = Literal["runs", "known", "cut", "title", "weighed"]
Span = tuple[int, int]

_NEAR: Final = 120  # code points on either side of a change of language in which its exact place is looked for
_FEW: Final = 64  # stretches, runs and joints beyond which a line is read more coarsely, to stay linear
_TRIES: Final = 10  # words that the Chinese half may borrow, at most
_SPLIT_COST: Final = 0.3  # what a split must save, in words
_TELLING: Final = 16  # code points by which a known text is recognised inside a line
_SUMMARY: Final = 60  # code points that a summary and its paragraph must share; a title may share fewer by chance
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

    first: Span
    second: Span | None = None


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
    if text.isascii() or not _LATIN.search(text):
        return None
    folded = text.translate(_FOLD) if _WIDE.search(text) else text
    weighed = find_seam(folded)
    found: tuple[int | None, Evidence]
    for found in (
        (_by_runs(text, runs, weighed), "runs"),
        (_by_known_second(text, known), "known"),
        (_by_limit(text, limit), "cut"),
        (_by_known_first(text, known), "known"),
        (_by_title(text, title), "title"),
    ):
        if found[0] is not None:
            return _halves(text, folded, found[0], found[1], ambiguous=False)
    return _halves(text, folded, weighed.place, "weighed", ambiguous=weighed.lead < _CLEAR) if weighed else None


def _halves(text: str, folded: str, place: int, evidence: Evidence, *, ambiguous: bool) -> Split | None:
    cut = len(folded[:place].rstrip())
    resume = len(folded) - len(folded[place:].lstrip())
    end = len(folded.rstrip())
    if cut and is_separator(folded, cut - 1):
        cut = len(folded[: cut - 1].rstrip())
    elif resume < end and is_separator(folded, resume):
        resume = len(folded) - len(folded[resume + 1 :].lstrip())
    first, second = text[:cut].lstrip(), text[resume:end]
    if not first or not second:
        return None
    return Split(first=first, second=second, cut=cut, resume=resume, evidence=evidence, ambiguous=ambiguous)


def is_separator(folded: str, index: int) -> bool:
    sign = folded[index]
    if sign in _DASHES:
        return folded[index - 1 : index].isspace() and folded[index + 1 : index + 2].isspace()
    return sign in _SEPARATORS


def _differ(first: str, second: str) -> bool:
    one, other = dominant(first), dominant(second)
    return one is not None and other is not None and one != other


def _by_runs(text: str, runs: Sequence[int], weighed: Seam | None) -> int | None:
    inside = [offset for offset in runs if 0 < offset < len(text)]
    if weighed:
        # Emphasis and links are runs too, so the boundary that the words speak for comes first.
        inside.sort(key=lambda offset: abs(offset - weighed.place))
    return next((offset for offset in inside[:_FEW] if _differ(text[:offset], text[offset:])), None)


def _by_known_second(text: str, known: Sequence[str]) -> int | None:
    for other in known:
        start = text.find(other[:_TELLING], 1) if len(other) >= _TELLING else -1
        if start > 0 and other.startswith(text[start : start + 4 * _TELLING].rstrip()):
            if _differ(text[:start], text[start:]):
                return start
    return None


def _by_limit(text: str, limit: int | None) -> int | None:
    if limit is None or not text[limit : limit + 1].isspace():
        return None
    near = _CJK.search(text, max(0, limit - _NEAR))
    if near and limit < near.start() < limit + _NEAR and _differ(text[:limit], text[limit:]):
        return limit
    return None


def _by_known_first(text: str, known: Sequence[str]) -> int | None:
    for other in known:
        if not text.startswith(other[:_SUMMARY]):
            continue
        shared = len(commonprefix((text, other)))
        cut = shared if text[shared : shared + 1].isspace() else max(text.rfind(" ", 0, shared), 0)
        near = _CJK.search(text, cut)
        if cut >= _SUMMARY and near and near.start() < cut + _NEAR and _differ(text[:cut], text[cut:]):
            return cut
    return None


def _by_title(text: str, title: str | None) -> int | None:
    if not title:
        return None
    whole = text.strip()
    joints = [match.span() for match in _TITLE_JOINT.finditer(title)][:_FEW]
    pieces = [title, *(title[:start] for start, _ in reversed(joints)), *(title[end:] for _, end in joints)]
    for piece in map(str.strip, pieces):
        if not piece or piece == whole:
            continue
        if whole.startswith(piece):
            cut = text.index(piece) + len(piece)
        elif whole.endswith(piece):
            cut = text.rindex(piece)
        else:
            continue
        if _differ(text[:cut], text[cut:]):
            return cut
    return None


def split_tags():
    pass
