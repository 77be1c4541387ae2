"""The adapters that come with tearsheet, one site or format a module."""

from __future__ import annotations

from tearsheet.adapter import Adapter
from tearsheet.adapters.ai_news_card import AINewsCard
from tearsheet.adapters.baijiahao import Baijiahao
from tearsheet.adapters.guancha import Guancha
from tearsheet.adapters.netease import Netease
from tearsheet.adapters.text_export import TextExport
from tearsheet.adapters.thepaper import ThePaper
from tearsheet.adapters.toutiao import Toutiao
from tearsheet.adapters.westca import Westca
from tearsheet.adapters.xishuta import Xishuta

__all__ = ["BUILT_IN"]

BUILT_IN: tuple[type[Adapter], ...] = (
    AINewsCard,
    Westca,
    Xishuta,
    Baijiahao,
    Guancha,
    Netease,
    ThePaper,
    Toutiao,
    TextExport,
)
"""In the order in which they are asked."""
