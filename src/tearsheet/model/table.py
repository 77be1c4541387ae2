"""The fields of an Article and of its editions in one table, under everything that goes through all of them.

Whoever adds a field adds it to its class and to this table: JSON, Arrow, golden cases, health, the report, the Wire
between processes and declared adapters then know it. The forms for readers (Markdown, text, JSON-LD) lack it, and say
so, until somebody writes it there.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal, get_type_hints

from attrs import frozen

from tearsheet.model.article import (
    Article,
    Block,
    Comment,
    Edition,
    Image,
    Link,
    PageWarning,
    Source,
    Summary,
)
from tearsheet.model.moment import Moment

FieldKind = Literal[
    "text",
    "texts",
    "moment",
    "summary",
    "blocks",
    "source",
    "links",
    "images",
    "comments",
    "numbers",
    "values",
    "flag",
    "instant",
    "warnings",
    "editions",
]
_KINDS: Mapping[Any, FieldKind] = {
    str: "text",
    str | None: "text",
    tuple[str, ...]: "texts",
    Moment | None: "moment",
    Summary | None: "summary",
    tuple[Block, ...]: "blocks",
    Source | None: "source",
    tuple[Link, ...]: "links",
    tuple[Image, ...]: "images",
    tuple[Comment, ...]: "comments",
    Mapping[str, float]: "numbers",
    Mapping[str, Any]: "values",
    bool | None: "flag",
    datetime | None: "instant",
    tuple[PageWarning, ...]: "warnings",
    tuple[Edition, ...]: "editions",
}


@frozen(kw_only=True)
class ArticleField:
    """What is known of a field beside its type.

    :param of: the class it is a field of
    :param kind: told from its type
    :param group: what it is about, for reports that put like to like
    :param also: other names that its words go under in a ledger: ``author`` of ``authors``
    :param printed: its words are words of the page, which health counts, learning looks for and golden cases hold
    :param declared: a declared adapter may have a field of this name
    :param for_readers: it is shown to readers; otherwise only programs ask for it
    """

    name: str
    of: Literal["article", "edition"]
    kind: FieldKind
    group: str = "extras"
    also: tuple[str, ...] = ()
    printed: bool = True
    declared: bool = True
    for_readers: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """All names that its words go under in a ledger."""
        return (self.name, *self.also)

    def value_in(self, article: Article) -> Any:
        """Return what *article* has in it; of a field of editions, what the leading one has."""
        return getattr(article if self.of == "article" else article.editions[0], self.name)


_TYPES = {"edition": get_type_hints(Edition), "article": get_type_hints(Article)}


def _edition(name: str, group: str, **more: Any) -> ArticleField:
    return ArticleField(name=name, of="edition", kind=_KINDS[_TYPES["edition"][name]], group=group, **more)


def _article(name: str, group: str = "extras", **more: Any) -> ArticleField:
    return ArticleField(name=name, of="article", kind=_KINDS[_TYPES["article"][name]], group=group, **more)


_STATED: dict[str, Any] = {"printed": False, "declared": False}
_MACHINE: dict[str, Any] = {**_STATED, "for_readers": False}

_ROWS = (
    _edition("title", "title"),
    _edition("summary", "summary"),
    _edition("body", "body"),
    _edition("tags", "tags", also=("tag",)),
    _edition("notices", "notices"),
    _edition("site", "place"),
    _edition("section", "place"),
    _edition("breadcrumbs", "place", also=("breadcrumb",)),
    _edition("language", "extras", printed=False),
    _article("published", "time"),
    _article("updated", "time"),
    _article("authors", "people", also=("author",)),
    _article("source", "people"),
    _article("publisher", "place"),
    _article("url", "place", **_STATED),
    _article("canonical_url", "place", printed=False),
    _article("next_url", "place", **_STATED),
    _article("ai_generated", "notices", printed=False),
    _article("scores", "scores", also=("score",), printed=False),
    _article("images", "images", also=("image",)),
    _article("related", "related"),
    _article("comments", "comments", also=("comment",)),
    _article("extras", printed=False, for_readers=False),
    _article("editions", **_STATED),
    _article("adapter", **_MACHINE),
    _article("layout", **_MACHINE),
    _article("warnings", **_MACHINE),
    _article("captured_at", **_MACHINE),
)
FIELDS: Mapping[str, ArticleField] = MappingProxyType({row.name: row for row in _ROWS})
"""By name, in the order in which a reader wants to know them: those of an edition first. No name is in both classes."""


def fields_of_kind(*kinds: FieldKind, of: Literal["article", "edition"] | None = None) -> tuple[str, ...]:
    """Return the names of the fields of these *kinds*, in the order of the table.

    :param of: only those of this class
    """
    return tuple([row.name for row in _ROWS if row.kind in kinds and of in {None, row.of}])
