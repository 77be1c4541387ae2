"""The Article and its parts; data only."""

from __future__ import annotations

from tearsheet.model.article import (
    Article,
    Block,
    BlockKind,
    Comment,
    Edition,
    Image,
    Link,
    PageWarning,
    Source,
    Summary,
)
from tearsheet.model.moment import Moment

__all__ = [
    "Article",
    "Block",
    "BlockKind",
    "Comment",
    "Edition",
    "Image",
    "Link",
    "Moment",
    "PageWarning",
    "Source",
    "Summary",
]
