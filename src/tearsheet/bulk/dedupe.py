"""The same story twice: groups articles whose words are nearly the same, as they come.

Copies that are word for word the same are known by :attr:`~tearsheet.Edition.fingerprint`; others by MinHash over
runs of words, and of Han characters, with an LSH index (rensa). Any edition of an article may match any of another:
a card in English and Chinese joins a copy in English and a copy in Chinese. Traditional and Simplified are one after
OpenCC has folded both. Translations are told by nothing but such a card.

It needs rensa and opencc: ``pip install 'tearsheet[dedupe]'``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from unicodedata import normalize

from tearsheet.bulk.records import Id
from tearsheet.captures.extras import need
from tearsheet.errors import InputError, MissingExtraError
from tearsheet.model import Article, Edition
from tearsheet.text.language import CJK

_TOKEN = re.compile(rf"[{CJK}]|[^\W_{CJK}]+")
_HAN = re.compile("[\u3400-\u9fff]")
_RUN = 4
"""Words, or Han characters, in what is compared: fewer are found in any two stories, more are lost with each edit."""
_FEWEST = 16
"""Runs that a text needs to be compared at all; a shorter one is a copy only if it is word for word the same."""
_PERMUTATIONS = 256  # of a sketch: likeness is told to 3 in 100
_SEED = 1  # the same sketches on every machine
_FOUND = 0.95
"""Chance, at least, that the index finds two texts as alike as the threshold."""


def dedupe(
    articles: Iterable[Article], threshold: float = 0.5, *, remember: int = 50_000, fold_scripts: bool = True
) -> Iterator[tuple[Article, int]]:
    """Yield each article with the place, from 0, of the first article that tells its story: its own, if it is new.

    See :class:`Deduper` for the arguments and errors, and for what is remembered.
    """
    known = Deduper(threshold, remember=remember, fold_scripts=fold_scripts)
    return ((article, int(known.add(article, place))) for place, article in enumerate(articles))


class Deduper:
    """Remembers stories, and tells of each article whether its story has come before.

    Deterministic: the same articles in the same order give the same groups, in any process.

    :param threshold: share of their runs of words that two texts must have in common, from 0 to 1 (the Jaccard
        similarity of their sets, as MinHash estimates it: give or take 0.03)
    :param remember: how many editions are remembered at least, the latest; never more than twice as many. Each takes
        about 7 KB
    :param fold_scripts: fold Traditional into Simplified Chinese before texts are compared; without it a story in
        one script is not known again in the other
    :raises InputError: for a threshold or a number that cannot be
    :raises MissingExtraError: when rensa is missing, or opencc with *fold_scripts*
    """

    def __init__(self, threshold: float = 0.5, *, remember: int = 50_000, fold_scripts: bool = True) -> None:
        if not 0 < threshold <= 1:
            raise InputError(f"threshold is {threshold!r}: a share above 0 and up to 1")
        if remember < 1:
            raise InputError(f"remember is {remember!r}: a number from 1")
        self.threshold = threshold
        self.remember = remember
        self._fold = _folder() if fold_scripts else None
        self._rensa = need("rensa", "dedupe")
        self._bands = _bands(threshold)
        self._young = self._old = self._memory()
        self._count = 0

    def add(self, article: Article, id: Id | None = None) -> Id:  # noqa: A002 - as everywhere in tearsheet.bulk
        """Return the id of the first remembered article with the story of *article*: its own *id*, if it is new.

        An article with two editions can show that two stories are one; from then on both go by the earlier.

        :param id: by default how many articles were added before
        """
        order = self._count
        self._count += 1
        story = _Story(order if id is None else id, order)
        for edition in article.editions:
            self._add(edition, story)
        if len(self._young) >= self.remember:
            self._old, self._young = self._young, self._memory()
        return story.root().id

    def _add(self, edition: Edition, story: _Story) -> None:
        text = edition.text or (edition.summary.text if edition.summary is not None else "")
        if not text:
            return
        fingerprint = bytes.fromhex(edition.fingerprint)
        for memory in (self._young, self._old):
            known = memory.exact.get(fingerprint)
            if known is not None:
                story.join(known)
        if fingerprint in self._young.exact:
            return
        self._young.exact[fingerprint] = story
        runs = self._runs(text)
        if len(runs) < _FEWEST:
            return
        sketch = self._rensa.RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        sketch.update(runs)
        for memory in (self._young, self._old):
            for key in memory.index.query(sketch):
                other, known = memory.sketches[key]
                if sketch.jaccard(other) >= self.threshold:
                    story.join(known)
        self._young.index.insert(len(self._young.sketches), sketch)
        self._young.sketches.append((sketch, story))

    def _runs(self, text: str) -> list[str]:
        if self._fold is not None and _HAN.search(text) is not None:
            text = self._fold(text)
        tokens = _TOKEN.findall(normalize("NFKC", text).casefold())
        return [" ".join(tokens[at : at + _RUN]) for at in range(len(tokens) - _RUN + 1)]

    def _memory(self) -> _Memory:
        return _Memory(self._rensa.RMinHashLSH(threshold=self.threshold, num_perm=_PERMUTATIONS, num_bands=self._bands))


class _Story:
    """The first article of a story, or one that has turned out to tell an earlier one."""

    __slots__ = ("id", "order", "parent")

    def __init__(self, id: Id, order: int) -> None:  # noqa: A002 - as above
        self.id = id
        self.order = order
        self.parent: _Story | None = None

    def root(self) -> _Story:
        story = self
        while story.parent is not None:
            if story.parent.parent is not None:
                story.parent = story.parent.parent
            story = story.parent
        return story

    def join(self, other: _Story) -> None:
        first, second = sorted((self.root(), other.root()), key=lambda story: story.order)
        if first is not second:
            second.parent = first


class _Memory:
    """Editions that came in a row. There are two, and the older is forgotten as a whole."""

    def __init__(self, index: Any) -> None:
        self.exact: dict[bytes, _Story] = {}
        self.index = index
        self.sketches: list[tuple[Any, _Story]] = []

    def __len__(self) -> int:
        return len(self.exact)


def _bands(threshold: float) -> int:
    """Return the fewest bands with which two texts as alike as *threshold* share one with the chance wanted."""
    choices = [bands for bands in range(1, _PERMUTATIONS + 1) if _PERMUTATIONS % bands == 0]
    return next(
        (bands for bands in choices if 1 - (1 - threshold ** (_PERMUTATIONS // bands)) ** bands >= _FOUND),
        _PERMUTATIONS,
    )


def _folder() -> Callable[[str], str]:
    try:
        opencc = need("opencc", "dedupe")
    except MissingExtraError as error:
        raise MissingExtraError(
            f"{error}; or pass fold_scripts=False: then a story in Traditional Chinese is not known again in Simplified"
        ) from error
    convert: Callable[[str], str] = opencc.OpenCC("t2s").convert
    return convert
