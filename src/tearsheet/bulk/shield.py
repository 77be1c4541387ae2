"""Ctrl-C at a moment at which it does no harm."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

__all__ = ["Shield"]


class Shield:
    """Puts Ctrl-C off while something is done by half; a second one is not put off.

    A handler that somebody else has set is left alone, and so are threads, which hear of no signal.
    """

    def __init__(self) -> None:
        self._before: Any = None
        self._closed = False
        self._heard = False

    def __enter__(self) -> Self:
        main = threading.current_thread() is threading.main_thread()
        if main and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            self._before = signal.signal(signal.SIGINT, self._hear)
        return self

    def __exit__(self, *_: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)
            self._before = None

    def _hear(self, *_: object) -> None:
        if not self._closed or self._heard:
            raise KeyboardInterrupt
        self._heard = True

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Do the body whole.

        :raises KeyboardInterrupt: after it, where Ctrl-C came meanwhile
        """
        self._closed = True
        try:
            yield
        finally:
            self._closed = False
        if self._heard:
            raise KeyboardInterrupt
