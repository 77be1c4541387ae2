"""Pages of the four formats, drawn around a known Article: what must be read back is that Article.

A page prints what its site prints, in the site's order; everything else about it is the pen's.
"""

from __future__ import annotations

from collections.abc import Callable

from drawn.card import card
from drawn.export import export
from drawn.story import Story, differences, essence, fewer
from drawn.westca import westca
from drawn.xishuta import xishuta
from markup import Pen
from tearsheet import Article

__all__ = ["DRAW", "Story", "differences", "essence", "fewer"]

DRAW: dict[str, Callable[[Pen, Article], str]] = {
    "ai-news-card": card,
    "text-export": export,
    "westca": westca,
    "xishuta": xishuta,
}
