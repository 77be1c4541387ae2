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
    Moment,
    Source,
    Summary,
    Warning,
)

__all__ = [
    "Article",
    "Block",
    "BlockKind",
    "Comment",
    "Edition",
    "Image",
    "Link",
    "Moment",
    "Source",
    "Summary",
    "Warning",
]
