"""One host, and what is due to it: one request at a time, a pause after each, and what its robots.txt says."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from tearsheet.captures.extras import need
from tearsheet.fetching.clock import Clock

__all__ = ["Host", "Rules"]

# A host that asks for more than this between two requests does not want to be read by anybody.
_LONGEST_PAUSE = 60.0


class Rules:
    """What the robots.txt of an origin allows.

    :param text: the file; ``None`` where the origin did not say, which by RFC 9309 forbids everything
    """

    def __init__(self, text: str | None, agent: str) -> None:
        self._agent = agent
        self._parsed: Any = need("protego", "fetch").Protego.parse(text) if text is not None else None

    def allow(self, url: str) -> bool:
        """Say whether *url* may be asked for."""
        return self._parsed is not None and bool(self._parsed.can_fetch(url, self._agent))

    @property
    def pause(self) -> float:
        """Seconds that it wants between two requests."""
        said = self._parsed.crawl_delay(self._agent) if self._parsed is not None else None
        return min(float(said or 0), _LONGEST_PAUSE)


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
