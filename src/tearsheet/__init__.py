"""Read pages of aggregator-style news sites, HTML or plain-text export, into one typed Article.

>>> import tearsheet
>>> article = tearsheet.parse(data, captured_at=when)    # doctest: +SKIP
>>> article.title, article.edition("zh").title            # doctest: +SKIP
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from tearsheet.adapters.registry import Reading, Registry
from tearsheet.errors import (
    DecodeError,
    DuplicateAdapterError,
    FormatError,
    InputError,
    LimitError,
    NoAdapterError,
    NoEditionError,
    NotAnArticleError,
    ParseError,
    TearsheetError,
)
from tearsheet.model import Article, Block, Comment, Edition, Image, Link, Moment, PageWarning, Source, Summary
from tearsheet.page import Page
from tearsheet.page.limits import Limits
from tearsheet.reading.adapter import Adapter, Layout, Signature
from tearsheet.reading.ledger import Ledger
from tearsheet.reading.reader import Reader

if TYPE_CHECKING:
    from tearsheet.fields import (
        DeclaredAdapter,
        PageLayout,
        between,
        blocks,
        css,
        jsonld,
        label,
        links,
        meta,
        pictures,
        posts,
        regex,
        script,
        seen,
        xpath,
    )
    from tearsheet.page.metadata import Metadata, read_metadata
    from tearsheet.reading.site_lines import SiteLines

__all__ = [
    "Adapter",
    "Article",
    "Block",
    "Comment",
    "DeclaredAdapter",
    "DecodeError",
    "DuplicateAdapterError",
    "Edition",
    "FormatError",
    "Image",
    "InputError",
    "Layout",
    "Ledger",
    "LimitError",
    "Limits",
    "Link",
    "Metadata",
    "Moment",
    "NoAdapterError",
    "NoEditionError",
    "NotAnArticleError",
    "Page",
    "PageLayout",
    "PageWarning",
    "ParseError",
    "Reader",
    "Reading",
    "Registry",
    "Signature",
    "SiteLines",
    "Source",
    "Summary",
    "TearsheetError",
    "__version__",
    "between",
    "blocks",
    "css",
    "jsonld",
    "label",
    "links",
    "meta",
    "parse",
    "parse_all",
    "pictures",
    "posts",
    "read",
    "read_all",
    "read_metadata",
    "regex",
    "registry",
    "script",
    "seen",
    "xpath",
]

__version__ = "0.1.0"


# How a site is declared, and what a page states: imported when first asked for, so that importing tearsheet is quick.
_LATER = {
    "tearsheet.fields": "DeclaredAdapter PageLayout between blocks css jsonld label links meta pictures posts regex "
    "script seen xpath",
    "tearsheet.page.metadata": "Metadata read_metadata",
    "tearsheet.reading.site_lines": "SiteLines",
}
_HOME = {name: module for module, names in _LATER.items() for name in names.split()}
_MODULES = frozenset({"bulk", "captures", "outputs"})


def __getattr__(name: str) -> Any:
    home = _HOME.get(name)
    if home is not None:
        value = globals()[name] = getattr(import_module(home), name)
        return value
    if name in _MODULES:
        return import_module(f"tearsheet.{name}")
    raise AttributeError(f"module 'tearsheet' has no attribute {name!r}", name=name, obj=sys.modules[__name__])


def __dir__() -> list[str]:
    return sorted(__all__)


def _built_in() -> tuple[type[Adapter], ...]:
    from tearsheet.adapters.built_in import BUILT_IN  # noqa: PLC0415 - importing tearsheet is to be quick

    return BUILT_IN


registry = Registry(_built_in, plugins=True)
"""The default registry: the built-in adapters and those of installed packages."""

parse = registry.parse
parse_all = registry.parse_all
read = registry.read
read_all = registry.read_all
