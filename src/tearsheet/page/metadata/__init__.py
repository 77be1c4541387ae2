"""What a page states of itself, in marks that no reader sees: JSON-LD, Open Graph and other meta, microdata, links.

Every value keeps where it came from, as ``jsonld(headline)``, ``meta(og:title)``, ``microdata(author)``,
``link(canonical)`` or ``html(lang)``. The order of trust, best first:

==============  ======================================================================================================
title           ``headline`` of the JSON-LD article, then of the microdata, the titles made for newspapers' services
                (sailthru, parsely, cXense), Dublin Core, Open Graph, Twitter, the article's ``name``, ``<title>``
published       ``article:published_time``, ``datePublished`` of the JSON-LD article, of its ``WebPage``, of the
                microdata, then the other metas from the most to the least exact in meaning
updated         the same order for ``article:modified_time``, ``dateModified`` and their kin
authors         JSON-LD, newspapers' services, ``author`` and its kin, Dublin Core, the Twitter label "Written by",
                ``article:author`` where it is a name and no address, microdata
publisher       JSON-LD, Dublin Core, ``publisher``
==============  ======================================================================================================

Nothing is believed here: whether a stated headline is also printed is for whoever reads the page to check.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen
from selectolax.lexbor import LexborNode

from tearsheet.model.frozen import FrozenDict
from tearsheet.page import Page
from tearsheet.page.metadata.jsonld import read_jsonld
from tearsheet.page.metadata.meta import KEYS, read_meta
from tearsheet.page.metadata.microdata import read_microdata
from tearsheet.page.metadata.value import Facts, Value
from tearsheet.page.opening import page_of

__all__ = ["Metadata", "Value", "read_metadata"]

_MARKS = 'meta[content],script[type*="ld+json" i],link[rel~="alternate" i][type],link[rel~="author" i][href],[itemprop]'
_META_KEYS = ("property", "name", "itemprop", "http-equiv")
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")


@frozen(kw_only=True)
class Metadata:
    """What a page states of itself.

    :param facts: field → what is stated for it, most trusted first; see the module for the order
    :param types: the schema.org types of what the page is about, and ``og:`` with its Open Graph type, in lower case
    """

    facts: Mapping[str, tuple[Value, ...]] = field(factory=FrozenDict)
    types: frozenset[str] = frozenset()

    def all(self, name: str) -> tuple[Value, ...]:
        """Return every fact of the field *name*, most trusted first."""
        return self.facts.get(name, ())

    def first(self, name: str) -> str | None:
        """Return the most trusted value of the field *name*."""
        facts = self.facts.get(name)
        return facts[0].value if facts else None

    @property
    def headline(self) -> str | None:
        """The most trusted title; it may hold the name of the site."""
        return self.first("title")

    @property
    def titles(self) -> tuple[str, ...]:
        """Every stated title, each once, most trusted first, ``<title>`` among the last."""
        return tuple(dict.fromkeys([fact.value for fact in self.all("title")]))

    @property
    def authors(self) -> tuple[str, ...]:
        """The names that the most trusted source of authors gives."""
        facts = self.all("authors")
        return tuple(dict.fromkeys([fact.value for fact in facts if fact.source == facts[0].source]))

    @property
    def published(self) -> str | None:
        """When it was published, as stated: mostly ISO 8601, but sites write what they like."""
        return self.first("published")

    @property
    def updated(self) -> str | None:
        """When it was changed last, as stated."""
        return self.first("updated")

    @property
    def description(self) -> str | None:
        """What the page says it is about, in a sentence or two."""
        return self.first("description")

    @property
    def body(self) -> str | None:
        """The text of the article, where the JSON-LD holds it (``articleBody``)."""
        return self.first("body")

    @property
    def publisher(self) -> str | None:
        """Who published it: mostly the name of a company."""
        return self.first("publisher")

    @property
    def site(self) -> str | None:
        """The name of the site."""
        return self.first("site")

    @property
    def section(self) -> str | None:
        """The part of the site it stands in."""
        return self.first("section")

    @property
    def language(self) -> str | None:
        """The language as declared: mostly BCP 47, often wrong."""
        return self.first("language")

    @property
    def canonical_url(self) -> str | None:
        """The address that the page declares as its own, absolute where that of the page is known."""
        return self.first("canonical_url")

    @property
    def image(self) -> str | None:
        """The address of the picture that goes with it, as written."""
        return self.first("image")

    @property
    def tags(self) -> tuple[str, ...]:
        """The key words, one each, that the most trusted source gives."""
        facts = self.all("tags")
        return tuple(dict.fromkeys([fact.value for fact in facts if fact.source == facts[0].source]))

    @property
    def feeds(self) -> tuple[str, ...]:
        """Addresses of the feeds the page links to (RSS, Atom, JSON Feed)."""
        return tuple([fact.value for fact in self.all("feed")])


def read_metadata(data: bytes | str | Page, url: str | None = None, *, content_type: str | None = None) -> Metadata:
    """Return what a page states of itself, whatever it prints; nothing for a text export or a feed.

    The DOM is walked once. What a page states may be wrong or badly written, and is returned all the same.

    :param data: the page: bytes (best, they are decoded with care), str, or a :class:`~tearsheet.Page`
    :param url: where it was fetched, which makes the addresses in it absolute
    :param content_type: the HTTP Content-Type header
    :raises DecodeError: when the bytes are no text
    :raises LimitError: when the page is too large or too deep
    """
    page = page_of(data, url=url, content_type=content_type)
    if not page.is_html:
        return Metadata()
    scripts: list[str] = []
    metas: list[tuple[str, str]] = []
    marked: list[tuple[Mapping[str, str | None], LexborNode]] = []
    facts = Facts()
    root = page.root
    for node in root.css(_MARKS):
        attributes = node.attributes
        tag = node.tag
        if tag == "meta":
            for kind in _META_KEYS:
                key = attributes.get(kind)
                if key:
                    _meta(key.lower(), attributes.get("content"), metas)
        if tag == "script":
            scripts.append(node.text() or "")
        elif tag == "link" and "rel" in attributes:
            _link(page, attributes, facts)
        if "itemprop" in attributes:
            marked.append((attributes, node))
    address = page.canonical_url
    types = read_jsonld(scripts, address or page.url, page.title, facts)
    read_meta(metas, facts)
    types |= read_microdata(marked, facts)
    if page.title:
        facts.add("title", page.title, "html(title)")
    if address:
        facts.add("canonical_url", address, "link(canonical)")
    for key in ("lang", "xml:lang"):
        facts.add("language", root.attributes.get(key), f"html({key})")
    return Metadata(
        facts=facts.ordered(), types=frozenset(types | {f"og:{kind.lower()}" for kind in facts.values("og:type")})
    )


def _meta(keys: str, content: str | None, metas: list[tuple[str, str]]) -> None:
    if content and keys in KEYS:
        metas.append((keys, content))
    elif content and " " in keys:
        metas.extend([(key, content) for key in keys.split() if key in KEYS])


def _link(page: Page, attributes: Mapping[str, str | None], facts: Facts) -> None:
    rel = (attributes.get("rel") or "").lower().split()
    if "alternate" in rel and (attributes.get("type") or "").lower() in _FEEDS:
        facts.add("feed", page.absolute(attributes.get("href")), "link(alternate)")
    elif "author" in rel:
        facts.add("author_url", page.absolute(attributes.get("href")), "link(author)")
