"""Time as fetching sees it, in one place, so that a test can put its own there."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from typing import Protocol

__all__ = ["Clock", "SystemClock"]


class Clock(Protocol):
    """Says what time it is, and lets it pass."""

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
