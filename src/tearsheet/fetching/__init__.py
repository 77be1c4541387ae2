"""Fetches pages politely, for ``tearsheet fetch``: the one room that knows the network. Nothing above it imports it.

It needs the extra ``fetch``. What it keeps is read by every command, see :mod:`tearsheet.captures`.
"""

from __future__ import annotations

from tearsheet.fetching.fetcher import Fetcher, Manners
from tearsheet.fetching.host import Clock, SystemClock
from tearsheet.fetching.keeping import Fetched, Folder, Keeper, Missed, Warc, keeper_of

__all__ = ["Clock", "Fetched", "Fetcher", "Folder", "Keeper", "Manners", "Missed", "SystemClock", "Warc", "keeper_of"]
