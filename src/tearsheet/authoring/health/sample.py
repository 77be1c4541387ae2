"""The captures of an adapter on one day, in bounded memory, and such tallies put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from tearsheet.authoring.health.observation import Observation
from tearsheet.errors import InputError

SAMPLE: Final = 256
"""How many different pages a tally looks at."""


class Tally:
    """Captures read by one adapter.

    It counts every capture, and keeps the observations of at most :data:`SAMPLE` different pages: those whose keys are
    smallest. Keys are hashes, so this is an even sample of the pages, the same in any order and however the captures
    were parted before they were merged. Of several captures of one page the latest is kept.

    :ivar adapter: name of the adapter
    :ivar captures: how many captures were added
    """

    def __init__(self, adapter: str, observations: Iterable[Observation] = ()) -> None:
        self.adapter = adapter
        self.captures = 0
        self._sample: dict[int, Observation] = {}
        self._bar: int | None = None
        for observation in observations:
            self.add(observation)

    def add(self, observation: Observation) -> None:
        """Add one capture.

        :raises InputError: when it was read by another adapter
        """
        if observation.adapter != self.adapter:
            raise InputError(f"a capture of {observation.adapter!r} in the tally of {self.adapter!r}")
        self.captures += 1
        self._keep(observation)

    def _keep(self, observation: Observation) -> None:
        key, sample = observation.key, self._sample
        have = sample.get(key)
        if have is not None:
            if _age(observation) > _age(have):
                sample[key] = observation
            return
        if self._bar is not None:
            if key > self._bar:
                return
            del sample[self._bar]
        sample[key] = observation
        if len(sample) >= SAMPLE:
            self._bar = max(sample)

    def merge(self, other: Tally) -> Tally:
        """Return the tally of the captures of both; neither is changed.

        :raises InputError: when they are of different adapters
        """
        both = Tally(self.adapter)
        for tally in (self, other):
            for observation in tally.pages:
                both.add(observation)
        both.captures = self.captures + other.captures
        return both

    @property
    def pages(self) -> tuple[Observation, ...]:
        """The pages looked at, in the order of their days and names."""
        return tuple(sorted(self._sample.values(), key=_age))

    @property
    def read(self) -> tuple[Observation, ...]:
        """Those of them that could be read."""
        return tuple(page for page in self.pages if page.error is None)

    @property
    def errors(self) -> Mapping[str, int]:
        """Why the others could not be, and how many, the most frequent first."""
        found = Counter(page.error for page in self.pages if page.error is not None)
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    def quantiles(self, of: str, *shares: float) -> tuple[int, ...]:
        """Return quantiles of a length (see :class:`Observation`), each a value that was met; none for no page."""
        values = sorted(page.lengths[of] for page in self._sample.values() if of in page.lengths)
        return tuple(values[min(len(values) - 1, int(share * len(values)))] for share in shares) if values else ()


def _age(observation: Observation) -> tuple[date, str, int, str, int, int]:
    values = observation.values
    which = observation.name, observation.key, observation.error or "", values.get("body", 0), values.get("title", 0)
    return (observation.day or date.min, *which)


class Tallies:
    """Tallies by adapter and day. Mergeable, so that several processes can each read a part of the captures."""

    def __init__(self, observations: Iterable[Observation] = ()) -> None:
        self._held: dict[tuple[str, date | None], Tally] = {}
        for observation in observations:
            self.add(observation)

    def add(self, observation: Observation) -> None:
        """Add one capture to the tally of its adapter and day."""
        key = observation.adapter, observation.day
        tally = self._held.get(key)
        if tally is None:
            tally = self._held[key] = Tally(observation.adapter)
        tally.add(observation)

    def merge(self, other: Tallies) -> Tallies:
        """Return the tallies of the captures of both."""
        both = Tallies()
        both._held = dict(self._held)
        for key, tally in other._held.items():
            held = both._held.get(key)
            both._held[key] = tally if held is None else held.merge(tally)
        return both

    def __iter__(self) -> Iterator[tuple[str, dict[date | None, Tally]]]:
        """Yield each adapter with its days, the undated captures last; ``""`` is what no adapter takes."""
        for adapter in sorted({name for name, _ in self._held}):
            days = [day for name, day in self._held if name == adapter]
            ordered = sorted(days, key=lambda day: (day is None, day or date.min))
            yield adapter, {day: self._held[adapter, day] for day in ordered}

    def __len__(self) -> int:
        return len(self._held)
