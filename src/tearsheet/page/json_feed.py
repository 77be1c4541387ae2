"""JSON Feed 1.0 and 1.1 as the elements of Atom that say the same, so that both are read alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element

_ATOM = "http://www.w3.org/2005/Atom"
_MEDIA = "{http://search.yahoo.com/mrss/}thumbnail"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_VERSION = "jsonfeed.org/version"
_HEAD = 4096  # characters in which a feed says that it is one
_TEXTS = (("title", "title"), ("summary", "summary"), ("published", "date_published"), ("updated", "date_modified"))


def is_json_feed(text: str) -> bool:
    """Whether *text* begins as a JSON Feed does, whose version is an address of the standard."""
    return text[:9].lstrip("\ufeff \t\r\n")[:1] == "{" and _VERSION in text[:_HEAD].replace("\\/", "/")


def atom_of(text: str) -> _Element | None:
    """Return the feed that *text* is as Atom has it; ``None`` where nothing can be made of it at all."""
    from lxml import etree  # noqa: PLC0415 - 20 ms, and few pages are feeds

    from tearsheet.page.loose_json import loose_values  # noqa: PLC0415 - as above

    said = next((value for value in loose_values(text) if isinstance(value, dict)), None)
    if said is None:
        return None
    root = etree.Element(f"{{{_ATOM}}}feed")
    if language := _words(said.get("language")):
        root.set(_LANGUAGE, language)
    _add(root, "title", said.get("title"))
    _link(root, said.get("home_page_url"))
    _link(root, said.get("feed_url"), "self")
    _authors(root, said)
    for item in _objects(said.get("items")):
        entry = etree.SubElement(root, f"{{{_ATOM}}}entry")
        _add(entry, "id", item.get("id"))
        for name, key in _TEXTS:
            _add(entry, name, item.get(key), "text")
        _link(entry, item.get("url") or item.get("external_url"))
        _authors(entry, item)
        if not _add(entry, "content", item.get("content_html"), "html"):
            _add(entry, "content", item.get("content_text"), "text")
        tags = item.get("tags")
        for tag in tags if isinstance(tags, list) else ():
            _add(entry, "category", tag)
        if image := _words(item.get("image") or item.get("banner_image")):
            etree.SubElement(entry, _MEDIA).set("url", image)
        for attached in _objects(item.get("attachments")):
            _link(entry, attached.get("url"), "enclosure", _words(attached.get("mime_type")))
    return root


def _add(parent: _Element, name: str, value: object, kind: str | None = None) -> bool:
    """Add an element of Atom that says *value*; tell whether there is anything to say."""
    from lxml import etree  # noqa: PLC0415 - as above

    words = _words(value)
    if words:
        element = etree.SubElement(parent, f"{{{_ATOM}}}{name}")
        element.text = words
        if kind is not None:
            element.set("type", kind)
    return bool(words)


def _link(parent: _Element, address: object, relation: str = "alternate", kind: str = "") -> None:
    from lxml import etree  # noqa: PLC0415 - as above

    if words := _words(address):
        element = etree.SubElement(parent, f"{{{_ATOM}}}link")
        element.set("rel", relation)
        element.set("href", words)
        if kind:
            element.set("type", kind)


def _authors(parent: _Element, said: dict[str, Any]) -> None:
    from lxml import etree  # noqa: PLC0415 - as above

    # Version 1.0 has one; and programs write one where a list is wanted, and a name where an object is.
    told = said.get("authors") or said.get("author")
    for author in told if isinstance(told, list) else [told]:
        name = author.get("name") if isinstance(author, dict) else author
        if _words(name):
            _add(etree.SubElement(parent, f"{{{_ATOM}}}author"), "name", name)


def _objects(values: object) -> list[dict[str, Any]]:
    return [value for value in values if isinstance(value, dict)] if isinstance(values, list) else []


def _words(value: object) -> str:
    """Return *value* as XML can hold it; what is no text and no number says nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    from tearsheet.page.loose_xml import characters_of  # noqa: PLC0415 - as above

    return characters_of(str(value))
