"""The adapters that come with tearsheet, one site or format a module."""

from __future__ import annotations

from tearsheet.adapter import Adapter
from tearsheet.adapters.ai_news_card import AINewsCard
from tearsheet.adapters.baijiahao import Baijiahao
from tearsheet.adapters.csdn import Csdn
from tearsheet.adapters.discuz import Discuz
from tearsheet.adapters.feed import Feed
from tearsheet.adapters.generic import Generic
from tearsheet.adapters.guancha import Guancha
from tearsheet.adapters.netease import Netease
from tearsheet.adapters.phpbb import PhpBB
from tearsheet.adapters.sohu import Sohu
from tearsheet.adapters.text_export import TextExport
from tearsheet.adapters.thepaper import ThePaper
from tearsheet.adapters.toutiao import Toutiao
from tearsheet.adapters.weixin import Weixin
from tearsheet.adapters.westca import Westca
from tearsheet.adapters.xishuta import Xishuta

__all__ = ["BUILT_IN"]

BUILT_IN: tuple[type[Adapter], ...] = (
    Feed,
    AINewsCard,
    Westca,
    Xishuta,
    Baijiahao,
    Csdn,
    Guancha,
    Netease,
    Sohu,
    ThePaper,
    Toutiao,
    Weixin,
    Discuz,
    PhpBB,
    TextExport,
    Generic,
)
"""In the order in which they are asked."""
