"""Which encoding a page says that it is in, and which of Python's codecs that is."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from encodings.aliases import aliases
from functools import lru_cache
from typing import Literal

EncodingSource = Literal["bom", "content-type", "declared", "utf-8", "scored", "detected", "fallback", "str"]

HEAD = 4096
"""How many bytes of a page are looked at."""
# The rest of a tag; a quote that is never closed runs to the end, so that no byte is scanned twice.
_REST = rb"""[^>=]*+(?:=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?[^>=]*+)*+"""
_RAW = rb"<((?i:script|style|title|textarea|iframe|noframes|noembed|xmp))(?=[\s/>])"
_MARKUP = re.compile(
    rb"<!(?=--)[^-]*+(?:-(?!->)[^-]*+)*+|" + _RAW + _REST + rb"[^<]*+(?:<(?!/(?i:\1))[^<]*+)*+"
    rb"|<(?i:meta)(?=[\s/])(?P<meta>" + _REST + rb")|<[a-zA-Z/!?]" + _REST
)
_ATTRIBUTE = re.compile(rb"""([^\s"'>/=]++)(?:\s*+=\s*+(?:"([^"]*+)|'([^']*+)|([^\s>"']*+)))?""")
_XML = re.compile(rb"""\s*+<\?xml(?=\s)[^>]*?\sencoding\s*+=\s*+["']([^"'>]*+)""")
_CHARSET = re.compile(r"""charset\s*+=\s*+["']?\s*+([^\s"';,>]++)""", re.IGNORECASE)


def charset_of(content_type: str) -> str:
    """Return the label in a Content-Type header."""
    if not content_type:
        return ""
    found = _CHARSET.search(content_type, 0, HEAD)
    # Some callers hand on the charset alone.
    return found[1] if found else content_type[:HEAD].strip(" \t\r\n\"'")


def declarations(head: bytes, content_type: str | None) -> Iterator[tuple[str, EncodingSource]]:
    """Labels of the header, of the first ``<meta>`` that names a known one, and of the XML declaration."""
    yield charset_of(content_type or ""), "content-type"
    if b"charset" in head.lower():
        tags = (tag["meta"] or b"" for tag in _MARKUP.finditer(head))
        yield next(filter(codec_of, (_meta(tag) for tag in tags if b"charset" in tag.lower())), ""), "declared"
    if xml := _XML.match(head):
        yield xml[1].decode("ascii", "replace").strip(), "declared"


def _meta(tag: bytes) -> str:
    attributes: dict[bytes, str] = {}
    for name, *values in _ATTRIBUTE.findall(tag):
        # Of an attribute given twice the first counts.
        attributes.setdefault(name.lower(), b"".join(values).decode("ascii", "replace").strip())
    if attributes.get(b"http-equiv", "").lower() == "content-type":
        attributes.setdefault(b"charset", charset_of(attributes.get(b"content", "")))
    return attributes.get(b"charset", "")


_LABEL = re.compile(r"[a-z0-9][a-z0-9 _.:()+-]{0,40}")
# Spellings beyond the WHATWG table, without punctuation: x-gb2312, cn-gb, big5-eten, utf8mb4 ...
_FAMILY = re.compile(r"(?:x|cn|cs)*(gb|euccn|big5|utf8|unicode)")
_FAMILIES = {"gb": "gb18030", "euccn": "gb18030", "big5": "big5hkscs", "utf8": "utf-8", "unicode": "utf-8"}
_WIDER = {"gbk": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs", "shift_jis": "cp932", "euc_kr": "cp949"}
_WIDER |= {"ascii": "cp1252", "iso8859-1": "cp1252", "x-user-defined": "cp1252", "tis-620": "cp874"}
_WIDER |= {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}
# Python's codecs less those that are no character encodings, hold no ASCII (EBCDIC), or depend on the machine.
_OTHER = re.compile(r".*_codec|rot_13|mbcs|utf_7|cp(?:037|1026|1140|273|424|500)")
_PYTHON = {name for name in aliases.values() if not _OTHER.fullmatch(name)}
_PYTHON |= {"cp720", "cp737", "cp856", "cp874", "cp1006", "koi8_t", "koi8_u"}


def codec_of(label: str) -> str | None:
    """The Python codec for what *label* means on the web, or None."""
    label = label.strip().lower()
    return _codec_of(label) if _LABEL.fullmatch(label) else None


@lru_cache(maxsize=256)  # pages say the same few, and each is asked for several times
def _codec_of(label: str) -> str | None:
    if family := _FAMILY.match(re.sub(r"[^a-z0-9]", "", label)):
        return _FAMILIES[family[1]]
    import webencodings  # noqa: PLC0415 - 5 ms, and most pages stop above

    known = webencodings.lookup(label)
    # WHATWG refuses the text of ISO-2022-KR and HZ, for fear of hidden scripts; nothing is run here.
    if known and known.name != "replacement":
        name = known.codec_info.name
    else:
        # Python's own search would import, and remember, whatever a page asks for.
        module = re.sub(r"[^a-z0-9]+", "_", label)
        module = aliases.get(module, module)
        name = codecs.lookup(module).name if module in _PYTHON else ""
    return _WIDER.get(name, name) or None
