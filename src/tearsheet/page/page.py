"""What came in, and each view of it: text, lines, DOM, metadata. Every view is made once, on first use."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any, TypeVar

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from tearsheet.errors import InputError
from tearsheet.model import PageWarning
from tearsheet.model.frozen import FrozenDict
from tearsheet.model.once import cached_property
from tearsheet.model.zones import check_captured_at, zone_name
from tearsheet.page.address import joined
from tearsheet.page.document import Document, document, root_of
from tearsheet.page.feed import Feed, read_feed
from tearsheet.page.kind import Kind, check_given, kind_by_opening, kind_of
from tearsheet.page.layout import shown_lines
from tearsheet.page.limits import DEFAULT_LIMITS, Limits, check_size
from tearsheet.page.lines import Line
from tearsheet.page.names import Names
from tearsheet.page.text_lines import TextLines, text_lines

if TYPE_CHECKING:
    from tearsheet.page._guard import Guarded
    from tearsheet.page.decode import Decoded, Source

Found = TypeVar("Found")

_OPENING = 2_048  # bytes by which nearly every page of HTML is known
_BASE = 2_048  # characters of an address, the most that sitemaps have


class Page:
    """One page as it came in.

    :param data: the page; bytes are decoded, see :func:`tearsheet.page.decode.decode`
    :param url: where it was fetched
    :param content_type: the HTTP Content-Type header, or ``"text/plain"`` to read an export as text whatever it holds
    :param captured_at: when it was fetched, with a time zone; relative times ("7h ago") are read from it
    :param zone: the clock of the page where neither it nor its adapter tells one: ``"Asia/Shanghai"``, ``"+08:00"``
    :param limits: what is refused as too large or too deep
    :raises InputError: for a zone there is not, a time without one, and what is none of the types
    :raises LimitError: for a page over a limit, here or when a view is first asked for
    :raises DecodeError: for bytes that are no text, when a view is first asked for
    """

    def __init__(
        self,
        data: bytes | bytearray | memoryview | str,
        *,
        url: str | None = None,
        content_type: str | None = None,
        captured_at: datetime | None = None,
        zone: str | tzinfo | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> None:
        if isinstance(data, bytearray | memoryview):
            data = bytes(data)
        check_given(data, url=url, content_type=content_type)
        check_captured_at(captured_at)
        check_size(len(data), limits)
        self.data = data
        self.url = url
        self.content_type = content_type
        self.captured_at = captured_at
        self.zone = zone_name(zone)
        self.limits = limits
        self._shown_for: tuple[PageWarning, ...] | None = None

    def __repr__(self) -> str:
        return f"<Page {self.url or 'without an address'}, {len(self.data):,} {type(self.data).__name__}>"

    @property
    def known(self) -> dict[str, Any]:
        """What is known of it beside its data, as the keywords of another page."""
        return {name: getattr(self, name) for name in ("url", "content_type", "captured_at", "zone", "limits")}

    def shown_as(self, html: str) -> Page:
        """Return this page as a browser comes to show it, when *html* has taken the place of its markup.

        It came as the same bytes, so it has their data, encoding and replacements, and all warnings of this page beside
        those of *html*. This page lets its own views go, since two trees would take twice the memory; they are made
        anew where they are asked for.

        :raises LimitError: for markup over a limit
        """
        check_size(len(html), self.limits)
        shown = Page(self.data, **self.known)
        shown._source = self._source.shown_as(html)
        shown._shown_for = self.warnings
        self._let_go("_document", "dom", "names", "lines", "visible", "decoded", "_markup")
        self._source.let_go()
        return shown

    def _let_go(self, *views: str) -> None:
        for name in views:
            self.__dict__.pop(name, None)

    # -- text ----------------------------------------------------------------------------------------------------

    @cached_property
    def _source(self) -> Source:
        from tearsheet.page.decode import Source  # noqa: PLC0415 - its patterns are many

        return Source(self.data, self.content_type)

    @cached_property
    def decoded(self) -> Decoded:
        """The text and how it was decoded."""
        return self._source.decoded

    @property
    def text(self) -> str:
        """The page as text, markup and all; that of HTML is not kept once it is parsed, and decoded anew."""
        return self._source.text

    @property
    def encoding(self) -> str:
        """The Python name of the codec that read the bytes."""
        return self._source.account.encoding

    @property
    def encoding_source(self) -> str:
        """How the encoding was known: see :class:`tearsheet.page.decode.Decoded`."""
        return self._source.account.source

    @property
    def replacements(self) -> int:
        """How many characters could not be decoded and stand as U+FFFD."""
        return self._source.account.replacements

    @cached_property
    def is_html(self) -> bool:
        """Whether the page is HTML, or Markdown read as such; otherwise it is text or a feed."""
        return self.kind in {"html", "markdown"}

    @cached_property
    def kind(self) -> Kind:
        """What the page is: ``"html"``, ``"markdown"``, ``"feed"`` or ``"text"``, see :mod:`tearsheet.page.kind`."""
        if self._shown_for is not None:
            return "html"
        utf8 = self._source.utf8
        opening = utf8[:_OPENING].decode("utf-8", "ignore") if utf8 is not None else ""
        return kind_by_opening(opening, self.content_type) or kind_of(self.text, self.content_type)

    @cached_property
    def _markup(self) -> str:
        from tearsheet.page.markdown import markdown_html  # noqa: PLC0415 - few pages need it

        return markdown_html(self.text) if self.kind == "markdown" else self.text

    @cached_property
    def feed(self) -> Feed | None:
        """The feed, where the page is one in XML or JSON; ``"text/plain"`` is read as text whatever it holds."""
        return read_feed(self.text, self.limits, self.url) if self.kind == "feed" else None

    @cached_property
    def guarded(self) -> Guarded:
        """The text after the guard has refused or defused what would hang a parser."""
        return self._document.guarded

    @cached_property
    def _document(self) -> Document:
        if isinstance(self.data, str) or self._shown_for is not None:
            return document(self._markup, self.limits)
        utf8 = self._source.utf8 if self.kind == "html" else None
        markup = self._markup if utf8 is None else None
        self._let_go("decoded", "_markup")
        self._source.let_go()
        return document(markup, self.limits, utf8=utf8, again=lambda: self._markup)

    @cached_property
    def warnings(self) -> tuple[PageWarning, ...]:
        """What was odd about the bytes and the markup."""
        if self._shown_for is not None:
            return tuple(dict.fromkeys([*self._shown_for, *self.guarded.warnings]))
        decoded = self._source.account
        found: list[PageWarning] = []
        if decoded.replacements:
            lost = f"{decoded.replacements} characters could not be decoded as {decoded.encoding} and stand as U+FFFD"
            found.append(PageWarning(code="undecodable-bytes", message=lost))
        if decoded.contradicted is not None:
            lie = f"declared as {decoded.contradicted}, but the bytes are {decoded.encoding}"
            found.append(PageWarning(code="encoding-contradicted", message=lie))
        if self.is_html:
            return (*found, *self.guarded.warnings)
        return (*found, *self.feed.warnings) if self.feed is not None else tuple(found)

    # -- lines ---------------------------------------------------------------------------------------------------

    @cached_property
    def lines(self) -> Sequence[Line]:
        """The visible lines in reading order."""
        if not self.is_html:
            return self.feed.lines if self.feed is not None else text_lines(self.text)
        return shown_lines(self._document.lines)

    @cached_property
    def visible(self) -> str:
        """The lines' texts joined by line feeds."""
        lines = self.lines
        return lines.words if isinstance(lines, TextLines) else "\n".join([line.text for line in lines])

    # -- trees ---------------------------------------------------------------------------------------------------

    @cached_property
    def dom(self) -> LexborHTMLParser:
        """The Lexbor document, to be read and not changed. A text export has one with the text in ``<pre>``."""
        if not self.is_html:
            parser = LexborHTMLParser("<pre></pre>")
            node = parser.css_first("pre")
            if node is not None:
                node.insert_child(self.text.encode("utf-8", "replace").decode())
            return parser
        return self._document.dom

    @property
    def root(self) -> LexborNode:
        """The ``<html>`` element."""
        return root_of(self.dom)

    def css(self, selector: str) -> list[LexborNode]:
        """Return the elements that match the CSS *selector*, in document order.

        :raises InputError: for a selector that is not valid CSS
        """
        return _asked(self.names.css, selector)

    def has(self, selector: str) -> bool:
        """Return whether any element matches the CSS *selector*.

        :raises InputError: for a selector that is not valid CSS
        """
        return _asked(self.names.has, selector)

    @cached_property
    def names(self) -> Names:
        """The classes and ids of its elements, by which selectors are answered."""
        return Names(self.root, self._document.tree if self.is_html else None)

    @cached_property
    def tree(self) -> Any:
        """The lxml tree, made only for XPath."""
        from lxml import etree  # noqa: PLC0415 - 20 ms, and most pages need no XPath
        from lxml import html as lxml_html  # noqa: PLC0415

        from tearsheet.page._guard import guard  # noqa: PLC0415

        data = guard(self._markup, self.limits, exact=True).utf8 if self.is_html else b""

        parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
        try:
            return lxml_html.document_fromstring(data, parser=parser)
        except etree.ParserError:
            # Nothing, or nothing but comments.
            return lxml_html.document_fromstring(b"<html></html>", parser=parser)

    def xpath(self, expression: str) -> Any:
        """Return what the XPath 1.0 *expression* gives on the lxml tree: a list, a string, a number or a bool.

        :raises InputError: for an expression that is not valid XPath
        """
        from lxml import etree  # noqa: PLC0415

        try:
            return self.tree.xpath(expression)
        except (etree.XPathError, ValueError) as error:
            raise InputError(f"not an XPath expression: {expression!r} ({error})") from error

    # -- what the page states of itself --------------------------------------------------------------------------

    @cached_property
    def title(self) -> str | None:
        """The ``<title>``, white space collapsed."""
        if not self.is_html:
            return None
        node = self.names.first("head title") or self.root.css_first("title:not(svg title)")
        return (" ".join(node.text().split()) or None) if node is not None else None

    @cached_property
    def meta(self) -> Mapping[str, str]:
        """``<meta>`` values by ``name``, ``property``, ``itemprop`` or ``http-equiv`` in lower case; the first wins."""
        values: dict[str, str] = {}
        if self.is_html:
            for node in self.root.css("meta[content]"):
                attributes = node.attributes
                content = attributes.get("content")
                for kind in ("name", "property", "itemprop", "http-equiv"):
                    key = attributes.get(kind)
                    if key and content:
                        values.setdefault(key.strip().lower(), content.strip())
        return FrozenDict(values)

    @cached_property
    def jsonld(self) -> tuple[Mapping[str, Any], ...]:
        """The JSON-LD objects of the page; arrays and ``@graph`` are opened.

        Broken JSON is read as far as it can be, see :mod:`tearsheet.page.loose_json`.
        """
        from tearsheet.page.loose_json import loose_objects  # noqa: PLC0415 - few pages are asked

        nodes = self.root.css('script[type*="ld+json" i]') if self.is_html else []
        return tuple([value for node in nodes for value in loose_objects(node.text() or "")])

    # -- addresses -----------------------------------------------------------------------------------------------

    @cached_property
    def base_url(self) -> str | None:
        """What relative links are relative to: ``<base href>`` of up to 2,048 characters, else the URL of the page."""
        href = self._declared("base", "[href]", "href") if self.is_html else None
        # Each link would have a long one in front of it.
        return joined(self.url, href) if href and len(href) <= _BASE else self.url

    def absolute(self, href: str | None) -> str | None:
        """Return *href* as an absolute URL where a base is known, else as written; ``None`` for what leads nowhere."""
        href = (href or "").strip()
        if not href or href[:11].lower().startswith(("#", "javascript:", "data:", "about:")):
            return None
        return href if href.startswith(("http://", "https://")) else joined(self.base_url, href)

    @cached_property
    def canonical_url(self) -> str | None:
        """What the page declares as its canonical URL: ``<link rel=canonical>``, else ``og:url``."""
        if not self.is_html:
            return None
        href = self._declared("link", '[rel~="canonical" i][href]', "href")
        href = href or self._declared("meta", '[property="og:url"][content]', "content")
        return self.absolute(href)

    def _declared(self, tag: str, which: str, attribute: str) -> str | None:
        """Return *attribute* of the first element that matches: in the head mostly, and some stand astray below it."""
        if not self.has(tag):
            return None
        head = self.dom.head
        node = head.css_first(tag + which) if head is not None else None
        if node is None and self.has(f"body {tag}"):
            node = self.root.css_first(tag + which)
        return node.attributes.get(attribute) if node is not None else None


def _asked(find: Callable[[str], Found], selector: str) -> Found:
    try:
        return find(selector)
    except (SelectolaxError, UnicodeEncodeError) as error:
        raise InputError(f"not a CSS selector: {selector!r} ({error})") from error
