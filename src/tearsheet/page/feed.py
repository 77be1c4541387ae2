"""Feeds: RSS 0.9x and 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0 (RFC 4287), JSON Feed, and the lines a reader would see.

A feed is known by its root element or its version, whatever it is served as. It is read by libxml2, which goes on after
most errors; no entity is expanded and nothing is fetched. Markup inside of texts is laid out as that of a page is, so
that a feed's lines are lines like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from tearsheet.model import PageWarning
from tearsheet.page.address import joined
from tearsheet.page.document import document, root_of
from tearsheet.page.json_feed import atom_of, is_json_feed
from tearsheet.page.limits import DEFAULT_LIMITS, Limits, refuse
from tearsheet.page.lines import Line, collapse

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROOT = re.compile(
    r"[\s\ufeff]*+(?:<\?[^>]*+>\s*+|<!--(?:[^-]++|-(?!->))*+-->\s*+|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\]\s*+)?+>\s*+)*+"
    r"<(?:(?i:rss)(?=[\s>/])|(?:[\w.-]++:)?+feed(?=[\s>/])|(?:[\w.-]++:)?+entry\s[^>]*?w3\.org/2005/Atom|(?:[\w.-]++:)?+RDF\s[^>]*?(?:purl\.org/rss/|netscape\.com/rdf))"
)
_BARE_ROOT = re.compile(r"<(rss|(?:\w+:)?feed|rdf:RDF)\s[^<>]*=")
_OF_PAGE = re.compile(r"<(?:!--|!doctype html|html|head|body)", re.IGNORECASE)
_BEFORE = 700  # characters that a server may have printed before the declaration
# Markup that was escaped twice: once decoded, it still shows its tags as words.
_ESCAPED = re.compile(r"&lt;(?:p|br|div|a|img|ul|ol|li|h[1-6]|strong|em|b|i|span|blockquote)\b[^<]{0,300}?&gt;")
# Where a plain text begins a new paragraph: at a blank line, and at a line with a bullet.
# A whole text in tags: markup, though Atom calls it text.
_IN_TAGS = re.compile(r"\s*+<(?:p|div|h[1-6]|ul|ol|table|figure|blockquote|section|img)\b[^<>]*+>.*>\s*\Z", re.DOTALL)
_BREAK = re.compile(r"\n[ \t]*+(?:\n\s*+|(?=[-*•·‣–][ \t]))")
_BULLET = re.compile(r"[-*•·‣–][ \t]+")
_CORE = frozenset(
    {
        "",
        "http://www.w3.org/2005/Atom",
        "http://purl.org/atom/ns#",
        "http://purl.org/rss/1.0/",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://backend.userland.com/rss2",
    }
)
_PREFIXES = {
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/1999/xhtml": "xhtml",
}
# Names that are not in lower case throughout, by what they are in lower case: programs write <pubdate> and <PubDate>.
_CASES = {"pubdate": "pubDate", "lastbuilddate": "lastBuildDate"}
_ITEMS = frozenset({"item", "entry"})
# What may hold markup: RSS does not say whether it does, Atom does.
_MARKED = frozenset(
    {"title", "description", "summary", "content", "content:encoded", "xhtml:body", "tagline", "subtitle"}
)
# In a title other tags are words: The HTML <meta> element.
_OF_TITLE = re.compile(
    r"</?(?:a|abbr|b|bdi|big|br|cite|code|del|div|em|font|h[1-6]|i|img|ins|kbd|mark|p|q|s|small|span|strike|strong|sub|sup|tt|u)"
    r"(?:[\s/][^<>]*+)?>",
    re.IGNORECASE,
)
_LONGER = frozenset(
    {"description", "summary", "content", "content:encoded", "media:description", "media:group/media:description"}
)
_NAMES = frozenset({"dc:creator", "author", "name"})
_LABELS = _NAMES | {"category", "dc:subject"}
_ATOM = ("{http://www.w3.org/2005/Atom}", "{http://purl.org/atom/ns#}")
_HTML_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


_ATTRIBUTES = {
    **{name: name for name in ("href", "isPermaLink", "medium", "rel", "type", "url")},
    "about": "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about",
}


class Part(NamedTuple):
    """An element of the feed or of one of its items that holds no others but markup.

    :param name: ``"title"``, ``"dc:creator"``, ``"author/name"``: with the prefix that is usual for its namespace
    :param lines: its words; a category of Atom shows its label
    :param attributes: by their local names, those that say where something is and of what kind; ``base`` is what a
        relative address in it is below
    """

    name: str
    lines: tuple[Line, ...]
    attributes: Mapping[str, str]


class Feed:
    """A feed as it came in.

    :ivar head: what it says of itself
    :ivar items: what it says of each item, in its order
    :ivar lines: all visible lines; each item begins a page of its own
    :ivar language: what it declares, as written
    :ivar warnings: codes ``feed-broken`` and those of the guard
    """

    def __init__(self) -> None:
        self.head: tuple[Part, ...] = ()
        self.items: list[tuple[Part, ...]] = []
        self.lines: list[Line] = []
        self.language: str | None = None
        self.warnings: tuple[PageWarning, ...] = ()


def is_feed(text: str) -> bool:
    """Whether the root element of *text* is that of a feed, or its version that of JSON Feed."""
    return is_json_feed(text) or _ROOT.match(text, _start(text)) is not None


def _start(text: str) -> int:
    """Return where the XML declaration or the root stands: what a broken program printed before it is no part of it."""
    start = text.find("<?xml", 0, _BEFORE)
    if start > 0 and "<html" in text[:start].lower():
        return 0
    start = max(start, 0)
    root = _BARE_ROOT.search(text, start, _BEFORE) if _ROOT.match(text, start) is None else None
    whole = root is not None and text.endswith(f"</{root[1]}>", 0, len(text.rstrip()))
    return root.start() if root is not None and whole and _OF_PAGE.search(text, start, root.start()) is None else start


def read_feed(text: str, limits: Limits = DEFAULT_LIMITS, address: str | None = None) -> Feed:
    """Return the feed in *text*, in time linear in its length.

    :param address: where it comes from; without it, relative addresses are below the one that the feed gives as its own
    :raises LimitError: for more tags than *limits* allow
    """
    from tearsheet.page.loose_xml import loose_root  # noqa: PLC0415 - few pages are feeds

    if (tags := text.count("<")) > limits.tags:
        refuse("tags", tags, limits.tags, "the feed has too many tags")
    text = text[_start(text) :].lstrip("\ufeff \t\r\n")
    feed = Feed()
    layout = _Layout(feed, limits, address)
    root, errors = (atom_of(text), []) if is_json_feed(text) else loose_root(text)
    if root is not None:
        layout.read(root)
    if errors:
        first = errors[0]
        layout.warnings["feed-broken"] = PageWarning(
            code="feed-broken",
            message=f"the feed is not well-formed XML, and was read as far as it goes: line {first.line}: "
            f"{first.message.partition(chr(10))[0][:80]}",
        )
    feed.warnings = tuple(layout.warnings.values())
    return feed


class _Layout:
    """Lays out the elements of a feed as lines."""

    def __init__(self, feed: Feed, limits: Limits, address: str | None) -> None:
        self.address = address
        self.core = _CORE
        self.feed = feed
        self.limits = limits
        self.warnings: dict[str, PageWarning] = {}
        self._start = 0  # index of the item's first line

    def read(self, root: _Element) -> None:
        feed = self.feed
        head: list[Part] = []
        feed.language = root.get(_LANGUAGE)
        if self._name(root) not in {"RDF", "rdf:RDF"}:
            # Whatever namespace the program has made up for the feed itself.
            self.core |= {root.tag[1:].partition("}")[0]}
        if self.address is None and root.base is None:
            root.base = self._own_address(root)
        # RFC 4287 has documents that are one entry.
        for element in [root] if self._name(root) in _ITEMS else _children(root):
            name = self._name(element)
            if name in _ITEMS:
                self._item(element)
            elif name == "channel":
                feed.language = element.get(_LANGUAGE) or feed.language
                for child in _children(element):
                    if self._name(child) in _ITEMS:
                        self._item(child)
                    else:
                        head.extend(self._parts(child, ""))
            else:
                head.extend(self._parts(element, ""))
        feed.head = tuple(head)

    def _own_address(self, root: _Element) -> str | None:
        """Return the address that the feed gives as its own, else that of its site."""
        found = None
        for element in [*_children(root), *(child for each in _children(root) for child in _children(each))]:
            if self._name(element) == "link":
                about = (element.get("href") or element.text or "").strip()
                if about.startswith(("http://", "https://")) and (found is None or element.get("rel") == "self"):
                    found = about
            elif self._name(element) in _ITEMS and found is not None:
                break
        return found

    def _name(self, element: Any) -> str:
        tag = element.tag
        namespace, _, local = tag[1:].partition("}") if tag[0] == "{" else ("", "", tag)
        if namespace in self.core:
            return str(_CASES.get(lower := local.lower(), lower))
        prefix = _PREFIXES.get(namespace) or element.prefix or "other"
        return f"{prefix}:{local}"

    def _item(self, element: _Element) -> None:
        start = self._start = len(self.feed.lines)
        own = {"about": about} if (about := _attributes(element).get("about")) else {}
        parts = [Part("", (), MappingProxyType(own))]
        following = [
            child for child in _children(element) if self._name(child) in _ITEMS
        ]  # where an end tag is missing
        for child in _children(element):
            if child not in following:
                parts.extend(self._parts(child, ""))
        if len(self.feed.lines) > start:
            self.feed.lines[start].page_break = True
        self.feed.items.append(tuple(parts))
        for child in following:
            self._item(child)

    def _parts(self, element: _Element, above: str) -> Iterator[Part]:
        name = self._name(element)
        path = f"{above}/{name}" if above else name
        marked = name in _MARKED
        if len(element) and not marked:
            for child in _children(element):
                yield from self._parts(child, path)
            yield Part(path, self._plain(element.text or "", path), _attributes(element))
            return
        if marked and len(element):
            lines = self._marked(_markup(element), element.base)
        else:
            from html import unescape  # noqa: PLC0415 - few pages are feeds

            words = "".join(map(str, element.itertext()))
            if name == "category" and not words.strip():
                words = element.get("label") or element.get("term") or ""
            if name in _LABELS and "&" in words:
                words = unescape(words)
            if (told := words.strip()).startswith("<![CDATA[") and told.endswith("]]>"):
                words = told[len("<![CDATA[") : -len("]]>")]  # which was escaped itself
            if name == "title" and "<" in words and _OF_TITLE.search(words) is None:
                words, marked = unescape(words), False
            plain = not marked or ("<" not in words and "&" not in words) or _is_text(element, name, words)
            if (
                "<" not in words
                and _ESCAPED.search(words) is not None
                and marked
                and not _is_text(element, name, words)
            ):
                words, plain = unescape(words), False
            elif name in _NAMES and "<" in words and ">" in words:
                plain = False
            lines = self._paragraphs(words, path) if plain else self._marked(words, element.base)
        yield Part(path, lines, _attributes(element))

    def _plain(self, words: str, path: str) -> tuple[Line, ...]:
        words = collapse(words)
        if not words:
            return ()
        index = len(self.feed.lines)
        line = Line(index + 1, index, words, 0, path)
        self.feed.lines.append(line)
        return (line,)

    def _paragraphs(self, words: str, path: str) -> tuple[Line, ...]:
        """Lay out a text without markup; the paragraphs and the list in a longer one are lines of their own."""
        if path not in _LONGER or ("\n" not in words and "\r" not in words):
            return self._plain(words, path)
        words = words.replace("\r\n", "\n").replace("\r", "\n")
        found: list[Line] = []
        for text in _BREAK.split(words.strip()):
            bullet = _BULLET.match(text)
            lines = self._plain(text[bullet.end() :] if bullet else text, path)
            for line in lines:
                line.marker = bullet[0][0] if bullet else ""
            found.extend(lines)
        return tuple(found)

    def _marked(self, markup: str, base: str | None) -> tuple[Line, ...]:
        if not markup.strip():
            return ()
        guarded, dom, found, _ = document(markup, self.limits)
        if base is not None:
            for node in root_of(dom).css("a[href],img[src]"):
                key = "href" if node.tag == "a" else "src"
                node.attrs[key] = joined(base, node.attributes.get(key) or "")
        for warning in guarded.warnings:
            self.warnings.setdefault(warning.code, warning)
        if not found:
            # Nothing but a picture, perhaps: it stands with the item's line before it, and is not lost.
            for line in self.feed.lines[self._start :][-1:]:
                line.images += tuple(root_of(dom).css("img"))
        index = len(self.feed.lines)
        for line in found:
            line.index, line.number = index, index + 1
            index += 1
        self.feed.lines.extend(found)
        return tuple(found)


def _children(element: _Element) -> Iterator[_Element]:
    # The parser leaves comments and processing instructions out, so that every child is an element.
    return iter(element)


def _is_text(element: Any, name: str, words: str) -> bool:
    """Whether what looks like markup is none: so Atom has it, unless it says otherwise or all of it stands in tags."""
    text = element.tag.startswith(_ATOM) and element.get("type") in {None, "text", "text/plain"}
    return text and (name == "title" or _IN_TAGS.match(words) is None)


def _attributes(element: Any) -> Mapping[str, str]:
    # Going through all of them is quadratic in lxml, looking one up is not.
    found = {local: value for local, name in _ATTRIBUTES.items() if (value := element.get(name))}
    if (base := element.base) is not None:
        found |= {key: joined(base, found[key]) for key in ("href", "url") if key in found}
        found["base"] = base
    return MappingProxyType(found)


def _markup(element: _Element) -> str:
    """Return what stands inside of *element*, markup in place of a text, as HTML."""
    from lxml import etree  # noqa: PLC0415 - as above

    for child in element.iter():
        if isinstance(child.tag, str):
            name = child.tag.rpartition("}")[2].rpartition(":")[2]
            # What is left of a broken prefix (<x:>, <a:00Z>) may be no name, and lxml takes none that is not one.
            child.tag = name if _HTML_NAME.fullmatch(name) else "span"
    element.tag = "div"
    return etree.tostring(element, encoding="unicode", method="html", with_tail=False)
