"""The adapters that come with tearsheet, one site or format a module."""

from __future__ import annotations

from tearsheet.adapters.formats.ai_news_card import AINewsCard
from tearsheet.adapters.formats.feed import Feed
from tearsheet.adapters.formats.text_export import TextExport
from tearsheet.adapters.generic import Generic
from tearsheet.adapters.sites.baijiahao import Baijiahao
from tearsheet.adapters.sites.csdn import Csdn
from tearsheet.adapters.sites.discuz import Discuz
from tearsheet.adapters.sites.guancha import Guancha
from tearsheet.adapters.sites.netease import Netease
from tearsheet.adapters.sites.phpbb import PhpBB
from tearsheet.adapters.sites.sohu import Sohu
from tearsheet.adapters.sites.thepaper import ThePaper
from tearsheet.adapters.sites.toutiao import Toutiao
from tearsheet.adapters.sites.weixin import Weixin
from tearsheet.adapters.sites.westca import Westca
from tearsheet.adapters.sites.xishuta import Xishuta
from tearsheet.reading.adapter import Adapter

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
