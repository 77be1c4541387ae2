"""The adapters that come with tearsheet, one site or format a module."""

from __future__ import annotations

from tearsheet.adapter import Adapter
from tearsheet.adapters.ai_news_card import AINewsCard
from tearsheet.adapters.feed import Feed
from tearsheet.adapters.text_export import TextExport
from tearsheet.adapters.westca import Westca
from tearsheet.adapters.xishuta import Xishuta

__all__ = ["BUILT_IN"]

BUILT_IN: tuple[type[Adapter], ...] = (Feed, AINewsCard, Westca, Xishuta, TextExport)
"""In the order in which they are asked."""
