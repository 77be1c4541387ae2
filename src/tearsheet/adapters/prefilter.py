"""Which of many signatures a page can bear, told by looking at it once, however many they are.

A mark is found only where some plain text stands (:mod:`~tearsheet.adapters.literals`). Of each text the five bytes
are looked for that fewest other texts have. Wherever they stand, their first four or their last four begin at an even
place: so the four bytes at each even place of a page are looked up, and a text whose bytes are met is looked for in
full. What a signature says for itself is never anticipated: those that are left are asked.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from struct import unpack_from

from attrs import frozen

from tearsheet.adapters.literals import of_pattern, of_selector
from tearsheet.page import Page
from tearsheet.reading.adapter import Signature

_FEW = 64  # so many texts are sooner looked for one by one than a page is taken apart: 21 us for 67 on 5 KB
_GROUP = 4  # bytes that stand for a text
_STEP = 2  # bytes from one group of a page to the next: a text is known by either of two

_NAMED = ("class", "id")
_MORE = ("content", "href", "itemprop", "itemtype", "name", "property", "rel", "src")
"""Attributes that are looked at only if a signature has nothing else; others may be too many to look for at once."""


@frozen
class _Need:
    """One signature: the page bears it only if it holds one of these texts."""

    owner: int
    texts: tuple[tuple[bytes, ...], ...]
    """For each, texts that are all there if one is; any of them will do to look for."""


class _Texts:
    """Finds whose texts stand in some bytes."""

    def __init__(self, needs: Iterable[_Need]) -> None:
        choices = [(need.owner, choice) for need in needs for choice in need.texts]
        common = Counter(group for _, choice in choices for text in choice for group in _groups(text))
        self._all: dict[bytes, list[int]] = {}
        self._texts: dict[int, dict[bytes, list[int]]] = {}
        self._short: dict[bytes, list[int]] = {}
        for owner, choice in choices:
            text, groups = _rarest(choice, common)
            self._all.setdefault(text, []).append(owner)
            for texts in [self._texts.setdefault(group, {}) for group in groups] or [self._short]:
                texts.setdefault(text, []).append(owner)
        self._sought = frozenset(self._texts)

    def __bool__(self) -> bool:
        return bool(self._sought or self._short)

    def found_in(self, data: bytes) -> set[int]:
        """Return the owners of texts that stand in *data*."""
        if len(self._all) <= _FEW:
            # A page in another script lacks the first byte already, which is found out ten times as fast.
            there = [owners for text, owners in self._all.items() if text[:1] in data and text in data]
            return {owner for owners in there for owner in owners}
        met: set[int] = set()
        for start in range(0, _GROUP, _STEP):
            count = max(0, len(data) - start) // _GROUP
            met |= self._sought.intersection(unpack_from(f"{count}I", data, start) if count else ())
        texts = [self._short, *[self._texts[group] for group in met]]
        return {owner for each in texts for text, owners in each.items() if text in data for owner in owners}


def _groups(text: bytes) -> list[int]:
    return [int.from_bytes(text[at : at + _GROUP], sys.byteorder) for at in range(len(text) - _GROUP + 1)]


def _rarest(choice: Iterable[bytes], common: Counter[int]) -> tuple[bytes, list[int]]:
    """Return the text of *choice* to look for, and its groups to look it up by; none for a text that is too short."""
    windows = [
        (text, groups[start : start + _STEP])
        for text in choice
        for groups in [_groups(text)]
        for start in range(len(groups) - _STEP + 1)
    ]
    if not windows:
        return max(choice, key=len), []
    return min(windows, key=lambda window: sum(common[group] for group in window[1]))


@frozen
class Prefilter:
    """Some signatures, by the numbers of their owners."""

    unsure: frozenset[int]
    """Those of which nothing is known beforehand."""
    printed: _Texts
    marked: _Texts
    attributes: tuple[str, ...]
    """Those whose values *marked* is sought in, beside classes and ids."""

    @classmethod
    def of(cls, signatures: Iterable[tuple[int, object]]) -> Prefilter:
        """Return the filter for *signatures*, each with its number."""
        unsure: set[int] = set()
        printed: list[_Need] = []
        marked: list[_Need] = []
        attributes: set[str] = set()
        for owner, signature in signatures:
            needs = _needs(signature) if type(signature) is Signature else None
            if needs is None:
                unsure.add(owner)
                continue
            printed.append(_Need(owner, tuple([need.texts for need in needs if not need.attributes])))
            marked.append(_Need(owner, tuple([need.texts for need in needs if need.attributes])))
            attributes.update([name for need in needs for name in need.attributes if name not in _NAMED])
        return cls(frozenset(unsure), _Texts(printed), _Texts(marked), tuple(sorted(attributes)))

    def may_bear(self, page: Page) -> set[int]:
        """Return the numbers of all signatures that *page* bears, and of few others."""
        found = set(self.unsure)
        if self.printed:
            found |= self.printed.found_in(page.visible.encode("utf-8", "surrogatepass"))
        if self.marked and page.is_html:
            found |= self.marked.found_in(self._values(page))
        return found

    def _values(self, page: Page) -> bytes:
        more = [value for name in self.attributes for value in page.names.values(name) if value]
        return page.names.words + _folded("\n".join(more))


def _folded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass").lower()


@frozen
class _Choice:
    """What stands where one mark is found: all of these texts, printed, or in values of the *attributes*."""

    texts: tuple[bytes, ...]
    attributes: tuple[str, ...] = ()


def _needs(signature: Signature) -> list[_Choice] | None:
    """Return of which choices one must be there; ``None`` where that cannot be told.

    Of *n* marks of which *k* are needed at most *n - k* can be missing, so one of any *n - k + 1* is there.
    """
    count = len(signature.marks) + len(signature.selectors)
    need = count if signature.at_least is None else signature.at_least
    if need < 1:
        return None
    known: list[list[_Choice]] = []
    for mark in signature.marks:
        texts = tuple([text.encode("utf-8", "surrogatepass") for text in of_pattern(mark)])
        if texts:
            known.append([_Choice(texts)])
    for selector in signature.selectors:
        choices = [_choice(dict.fromkeys(pairs)) for pairs in of_selector(selector)]
        if None not in choices:
            known.append([choice for choice in choices if choice is not None])
    least = count - need + 1
    if len(known) < least:
        return None
    # What has the longest texts says most, and the names of elements cost least.
    known.sort(key=lambda each: (any(name in _MORE for choice in each for name in choice.attributes), -_length(each)))
    return [choice for each in known[:least] for choice in each]


def _choice(pairs: Iterable[tuple[str, str]]) -> _Choice | None:
    for names in (_NAMED, _MORE):
        found = [(name, text) for name, text in pairs if name in names]
        if found:
            # A text of several classes stands in none of them.
            words = [word for _, text in found for word in (text.split() if names is _NAMED else [text])]
            return _Choice(tuple(map(_folded, words)), tuple([name for name, _ in found])) if words else None
    return None


def _length(choices: Iterable[_Choice]) -> int:
    return min(max(map(len, choice.texts)) for choice in choices)
