"""Read pages of aggregator-style news sites, HTML or plain-text export, into one typed Article.

>>> import tearsheet
>>> article = tearsheet.parse(data, captured_at=when)    # doctest: +SKIP
>>> article.title, article.edition("zh").title            # doctest: +SKIP
"""

from __future__ import annotations

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
from tearsheet.page.lines import Line
from tearsheet.reading.adapter import Adapter, Layout, Recognition, Signature
from tearsheet.reading.ledger import Entry, Ledger
from tearsheet.reading.reader import Reader

__all__ = [
    "Adapter",
    "Article",
    "Block",
    "Comment",
    "DecodeError",
    "DuplicateAdapterError",
    "Edition",
    "Entry",
    "FormatError",
    "Image",
    "InputError",
    "Layout",
    "Ledger",
    "LimitError",
    "Limits",
    "Line",
    "Link",
    "Moment",
    "NoAdapterError",
    "NoEditionError",
    "NotAnArticleError",
    "Page",
    "PageWarning",
    "ParseError",
    "Reader",
    "Reading",
    "Recognition",
    "Registry",
    "Signature",
    "Source",
    "Summary",
    "TearsheetError",
    "__version__",
    "parse",
    "parse_all",
    "read",
    "read_all",
    "registry",
]

__version__ = "0.1.0"


def _built_in() -> tuple[type[Adapter], ...]:
    from tearsheet.adapters.built_in import BUILT_IN  # noqa: PLC0415 - importing tearsheet is to be quick

    return BUILT_IN


registry = Registry(_built_in, plugins=True)
"""The default registry: the built-in adapters and those of installed packages."""

parse = registry.parse
parse_all = registry.parse_all
read = registry.read
read_all = registry.read_all
