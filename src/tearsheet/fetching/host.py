"""One host, and what is due to it: one request at a time, a pause after each, and what its robots.txt says."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any, Protocol

from tearsheet.captures.extras import need

# A host that asks for more than this between two requests does not want to be read by anybody.
_LONGEST_PAUSE = 60.0


class Clock(Protocol):
    """Says what time it is, and lets it pass: time as fetching sees it, so that a test can put its own there."""

    def now(self) -> datetime:
        """The time of day, aware; pages are dated by it."""

    def monotonic(self) -> float:
        """Seconds since some beginning; waits are reckoned by it."""

    async def sleep(self, seconds: float) -> None:
        """Let *seconds* pass."""


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        return datetime.now(UTC).replace(microsecond=0)

    def monotonic(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class Rules:
    """What the robots.txt of an origin, *text*, allows."""

    def __init__(self, text: str, agent: str) -> None:
        self._agent = agent
        self._parsed: Any = need("protego", "fetch").Protego.parse(text)

    def allow(self, url: str) -> bool:
        """Say whether *url* may be asked for."""
        return bool(self._parsed.can_fetch(url, self._agent))

    @property
    def pause(self) -> float:
        """Seconds that it wants between two requests."""
        return min(float(self._parsed.crawl_delay(self._agent) or 0), _LONGEST_PAUSE)


class Host:
    """Whose turn it is with a host.

    :param pause: seconds between the end of a request and the next
    """

    def __init__(self, clock: Clock, pause: float) -> None:
        self.pause = pause
        self.rules: dict[str, Rules | str] = {}
        self._clock = clock
        self._lock = asyncio.Lock()
        self._free_at: float | None = None

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait until the host may be asked again; it may not by anybody else meanwhile."""
        async with self._lock:
            if self._free_at is not None:
                wait = self._free_at - self._clock.monotonic()
                if wait > 0:
                    await self._clock.sleep(wait)
            try:
                yield
            finally:
                self._free_at = self._clock.monotonic() + self.pause
