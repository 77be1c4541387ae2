"""Adapters that are declared as a class of fields, for sites that need no grammar.

The class and the functions stand at the top of the package as well.

>>> from tearsheet import DeclaredAdapter, blocks, css, label, meta
>>> class Example(DeclaredAdapter):
...     name = "example"
...     hosts = ("example.com",)
...     title = css("h1.title") | meta("og:title")
...     published = label("發表於") | css("time", attr="datetime")
...     body = blocks("div.article", drop=[".ad"])
"""

from __future__ import annotations

from tearsheet.fields.body import Body, Story, between, blocks
from tearsheet.fields.declared import DeclaredAdapter, PageLayout
from tearsheet.fields.field import Field, Found
from tearsheet.fields.lists import links, pictures
from tearsheet.fields.markup import css, xpath
from tearsheet.fields.metadata import jsonld, meta, script
from tearsheet.fields.posts import posts
from tearsheet.fields.printed import label, regex, seen
from tearsheet.fields.scope import Scope
from tearsheet.reading.spans import Span

__all__ = [
    "Body",
    "DeclaredAdapter",
    "Field",
    "Found",
    "PageLayout",
    "Scope",
    "Span",
    "Story",
    "between",
    "blocks",
    "css",
    "jsonld",
    "label",
    "links",
    "meta",
    "pictures",
    "posts",
    "regex",
    "script",
    "seen",
    "xpath",
]
