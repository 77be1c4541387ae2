"""Feeds: RSS 0.9x and 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0 (RFC 4287), and the lines that a reader of one would see.

A feed is known by its root element, whatever it is served as. It is read by libxml2, which goes on after most errors;
no entity is expanded and nothing is fetched. Markup inside of texts is laid out as that of a page is, so that a feed's
lines are lines like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from html.entities import html5
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from tearsheet.model import PageWarning
from tearsheet.page.address import joined
from tearsheet.page.document import document, root_of
from tearsheet.page.limits import DEFAULT_LIMITS, Limits, refuse
from tearsheet.page.lines import Line, collapse

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Feed", "Part", "is_feed", "read_feed"]

_ROOT = re.compile(
    r"(?:[^<]{0,600}+(?=<\?xml\s))?+[\s\ufeff]*+(?:<\?[^>]*+>\s*+|<!--(?:[^-]++|-(?!->))*+-->\s*+|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\]\s*+)?+>\s*+)*+"
    r"<(?:rss(?=[\s>/])|(?:[\w.-]++:)?+feed(?=[\s>/])|(?:[\w.-]++:)?+RDF\s[^>]*?(?:purl\.org/rss/|netscape\.com/rdf))"
)
# An "&" that begins no reference XML knows is often HTML's; CDATA holds what it holds.
_LOOSE = re.compile(
    r"<!\[CDATA\[(?s:.*?)(?:\]\]>|\Z)"
    r"|&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9A-Fa-f]{1,6});)(?:([A-Za-z][A-Za-z0-9]{1,31};))?+"
)
_VOID = re.compile(r"<!\[CDATA\[(?s:.*?)(?:\]\]>|\Z)|<(br|hr|img|wbr)(?=[\s>])[^<>]*+(?<!/)>", re.IGNORECASE)
_BEFORE = 700
# Markup that was escaped twice: once decoded, it still shows its tags as words.
_ESCAPED = re.compile(r"&lt;(?:p|br|div|a|img|ul|ol|li|h[1-6]|strong|em|b|i|span|blockquote)\b[^<]{0,300}?&gt;")
# Where a plain text begins a new paragraph: at a blank line, and at a line with a bullet.
_BREAK = re.compile(r"\n[ \t]*+(?:\n\s*+|(?=[-*•·‣–][ \t]))")
_BULLET = re.compile(r"[-*•·‣–][ \t]+")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
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
_ITEMS = frozenset({"item", "entry"})
# What may hold markup: RSS does not say whether it does, Atom does.
_MARKED = frozenset(
    {"title", "description", "summary", "content", "content:encoded", "xhtml:body", "tagline", "subtitle"}
)
_LONGER = frozenset({"description", "summary", "content", "content:encoded"})
_NAMES = frozenset({"dc:creator", "author", "name"})
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
    :param attributes: by their local names, those that say where something is and of what kind
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
    """Whether the root element of *text* is that of a feed."""
    return _ROOT.match(text) is not None


def read_feed(text: str, limits: Limits = DEFAULT_LIMITS) -> Feed:
    """Return the feed in *text*, in time linear in its length.

    :raises LimitError: for more tags than *limits* allow
    """
    from lxml import etree  # noqa: PLC0415 - 20 ms, and most pages are no feeds

    if (tags := text.count("<")) > limits.tags:
        refuse("tags", tags, limits.tags, "the feed has too many tags")
    # What a broken program printed before it, or white space alone, is no part of it.
    declaration = text.find("<?xml", 0, _BEFORE)
    text = text[declaration:] if declaration > 0 else text.lstrip("\ufeff \t\r\n")
    text = _LOOSE.sub(_reference, _NO_XML.sub("", text))
    feed = Feed()
    layout = _Layout(feed, limits)
    root, errors = _parsed(text)
    if any(error.type == etree.ErrorTypes.ERR_TAG_NAME_MISMATCH for error in errors):
        # The end tag of a title or text would be taken for that of a <br> in it.
        root, errors = _parsed(_VOID.sub(_closed, text))
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


def _parsed(text: str) -> tuple[_Element | None, list[Any]]:
    from lxml import etree  # noqa: PLC0415 - as above

    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:  # nothing at all could be made of it; the log says why
        root = None
    return root, list(parser.error_log)


def _closed(match: re.Match[str]) -> str:
    return f"{match[0][:-1]}/>" if match[1] else match[0]


def _reference(match: re.Match[str]) -> str:
    if match[0][0] == "<":
        return match[0]
    name = match[1] or ""
    return html5.get(name, "&amp;" + name).replace("<", "&lt;")


class _Layout:
    """Lays out the elements of a feed as lines."""

    def __init__(self, feed: Feed, limits: Limits) -> None:
        self.feed = feed
        self.limits = limits
        self.warnings: dict[str, PageWarning] = {}
        self._start = 0  # index of the item's first line

    def read(self, root: _Element) -> None:
        feed = self.feed
        head: list[Part] = []
        feed.language = root.get(_LANGUAGE)
        for element in _children(root):
            name = _name(element)
            if name in _ITEMS:
                self._item(element)
            elif name == "channel":
                feed.language = element.get(_LANGUAGE) or feed.language
                for child in _children(element):
                    if _name(child) in _ITEMS:
                        self._item(child)
                    else:
                        head.extend(self._parts(child, ""))
            else:
                head.extend(self._parts(element, ""))
        feed.head = tuple(head)

    def _item(self, element: _Element) -> None:
        start = self._start = len(self.feed.lines)
        own = {"about": about} if (about := _attributes(element).get("about")) else {}
        parts = [Part("", (), MappingProxyType(own))]
        for child in _children(element):
            parts.extend(self._parts(child, ""))
        if len(self.feed.lines) > start:
            self.feed.lines[start].page_break = True
        self.feed.items.append(tuple(parts))

    def _parts(self, element: _Element, above: str) -> Iterator[Part]:
        name = _name(element)
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
            words = "".join(map(str, element.itertext()))
            if name == "category" and not words.strip():
                words = element.get("label") or element.get("term") or ""
            plain = not marked or ("<" not in words and "&" not in words) or _is_text(element)
            if "<" not in words and _ESCAPED.search(words) is not None and marked and not _is_text(element):
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
        if path not in _LONGER or "\n" not in words:
            return self._plain(words, path)
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


def _name(element: Any) -> str:
    tag = element.tag
    namespace, _, local = tag[1:].partition("}") if tag[0] == "{" else ("", "", tag)
    if namespace in _CORE:
        return str(local)
    prefix = _PREFIXES.get(namespace) or element.prefix or "other"
    return f"{prefix}:{local}"


def _is_text(element: Any) -> bool:
    """Whether what looks like markup is none: so it is in Atom, unless it says otherwise."""
    return element.tag.startswith(_ATOM) and element.get("type") in {None, "text", "text/plain"}


def _attributes(element: Any) -> Mapping[str, str]:
    # Going through all of them is quadratic in lxml, looking one up is not.
    found = {local: value for local, name in _ATTRIBUTES.items() if (value := element.get(name))}
    if (base := element.base) is not None:
        found |= {key: joined(base, found[key]) for key in ("href", "url") if key in found}
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
