"""XML as programs write it who put strings together: read by libxml2 as far as it can be read.

What is put right, since it is common: references that only HTML knows, an ``&`` that begins none, a ``<`` that begins
no tag, references to no character, control characters, ``<br>`` that nothing closes, and an XML declaration that
stands there twice. No entity is expanded and nothing is fetched.
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element

# An "&" that begins no reference XML knows is often HTML's; CDATA holds what it holds.
_UNKNOWN = r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9A-Fa-f]{1,6});)(?:([A-Za-z][A-Za-z0-9]{1,31};))?+"
_LOOSE = re.compile(rf"<!\[CDATA\[(?s:.*?)(?:\]\]>|\Z)|<(?=[\s\d=<])|{_UNKNOWN}")
_LOOSE_ANYWHERE = re.compile(_UNKNOWN)
# References to what is no character; two halves of one that JSON or UTF-16 has left are that character.
_NO_CHARACTER = re.compile(
    r"(?:&#(?:0*+(?:[0-9]|[12][0-9]|3[01]|5[5-7][0-9]{3})|[xX]0*+(?:1?[0-9A-Fa-f]|[dD][89A-Fa-f][0-9A-Fa-f]{2}));)++"
)
_CODE = re.compile(r"&#(?:([0-9]+)|[xX]([0-9A-Fa-f]+));")
_VOID = re.compile(r"<!\[CDATA\[(?s:.*?)(?:\]\]>|\Z)|<(br|hr|img|wbr)(?=[\s>])[^<>]*+(?<!/)>", re.IGNORECASE)
_BY_NAME = re.compile(r"<!\[CDATA\[(?s:.*?)(?:\]\]>|\Z)|&(amp|lt|gt|quot|apos);")
_NUMBERS = {"amp": "&#38;", "lt": "&#60;", "gt": "&#62;", "quot": "&#34;", "apos": "&#39;"}
# A tag, and a value in it that lacks its quotes.
_TAG = re.compile(r"<!\[CDATA\[(?s:.*?)(?:\]\]>|\Z)|<[A-Za-z][^<>]*+>")
_BARE_VALUE = re.compile(r"(\s[\w:.-]++=)([^\s\"'<>/]++)(?=[\s/>])")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DECLARED_TWICE = re.compile(r"<\?xml\s[^<>]*+>\s*+(?=<\?xml\s)")


def characters_of(text: str) -> str:
    """Return *text* without the characters that XML has not."""
    return _NO_XML.sub("", text)


def loose_root(text: str) -> tuple[_Element | None, list[Any]]:
    """Return the root element of *text* and what is wrong with it; ``None`` where nothing can be made of it at all."""
    from lxml import etree  # noqa: PLC0415 - 20 ms, and most pages are no feeds

    text = _DECLARED_TWICE.sub("", text, count=1)
    text = _LOOSE.sub(_reference, characters_of(_NO_CHARACTER.sub(_character, text)))
    root, errors = _parsed(text)
    if errors:
        # Behind a fault libxml2 leaves out references by name, and with them the markup of every text.
        text = _BY_NAME.sub(_by_number, text)
        if any(error.type == etree.ErrorTypes.ERR_ATTRIBUTE_NOT_STARTED for error in errors):
            text = _TAG.sub(_quoted, text)
        root, errors = _parsed(text)
    if any(error.type == etree.ErrorTypes.ERR_TAG_NAME_MISMATCH for error in errors):
        # The end tag of a title or text would be taken for that of a <br> in it.
        root, errors = _parsed(_VOID.sub(_closed, text))
    return root, errors


def _parsed(text: str) -> tuple[_Element | None, list[Any]]:
    from lxml import etree  # noqa: PLC0415 - as above

    unknown = (etree.ErrorTypes.ERR_UNDECLARED_ENTITY, etree.ErrorTypes.WAR_UNDECLARED_ENTITY)
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:  # nothing at all could be made of it; the log says why
        root = None
    errors = list(parser.error_log)
    if any(error.type in unknown for error in errors) or (
        root is not None and next(root.iter(etree.Entity), None) is not None
    ):
        # What looked like CDATA is none, for it never ends or stands in a tag or comment: references in it are as any
        # others. (libxml2 keeps a reference it does not know as a node since 2.13; until then it left it out.)
        known = _LOOSE_ANYWHERE.sub(_reference, text)
        if known != text:
            return _parsed(known)
    return root, errors


def _closed(match: re.Match[str]) -> str:
    return f"{match[0][:-1]}/>" if match[1] else match[0]


def _by_number(match: re.Match[str]) -> str:
    return _NUMBERS[match[1]] if match[1] else match[0]


def _quoted(match: re.Match[str]) -> str:
    return match[0] if match[0].startswith("<![") else _BARE_VALUE.sub(r'\1"\2"', match[0])


def _reference(match: re.Match[str]) -> str:
    if match[0][0] == "<":
        return match[0] if match[0] != "<" else "&lt;"
    name = match[1] or ""
    return html5.get(name, "&amp;" + name).replace("<", "&lt;")


def _character(match: re.Match[str]) -> str:
    codes = [int(figures) if figures else int(hexadecimal, 16) for figures, hexadecimal in _CODE.findall(match[0])]
    return "".join(map(chr, codes)).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
