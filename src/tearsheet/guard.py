"""Keep what would hang a parser away from it: a size cap, a cheap proof of innocence, and a scan of the tags.

A running Lexbor parse cannot be stopped, and its cost is not linear: nesting, formatting elements left open, attributes
of one tag and options of one select are all quadratic or worse. :func:`guard` therefore looks first.

Two steps. The *proof* counts bytes at C speed; nearly every real page ends there. What is not proven is *scanned*: the
tags are read once, with a stack that follows the tree construction of the HTML standard (section 13.2.6) and errs
towards more depth, and the tags that do harm are dropped. Text is never dropped. What cannot be defused by dropping
tags is refused with :class:`~tearsheet.errors.LimitError`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Never

from attrs import astuple, frozen

from tearsheet.errors import LimitError
from tearsheet.model import Warning
from tearsheet.open_elements import BLOCKS, FORMATTING, LEAVES, RAW, OpenElements

__all__ = ["DEFAULT_LIMITS", "Guarded", "Limits", "check_size", "guard"]


@frozen(kw_only=True)
class Limits:
    """How much of what may reach a parser. Beyond ``bytes`` and ``tags`` a page is refused, beyond the rest defused.

    The defaults are at least ten times what 1,474 real pages hold, ``depth`` twice.

    :param bytes: size of the input, in bytes, or in characters of a str
    :param tags: start tags, end tags, comments and declarations
    :param depth: elements open at once; lxml loses what lies deeper than 255
    :param formatting: formatting elements (b, i, font …) open or waiting to be opened again at once
    :param copies: elements that a parser adds because formatting was left open
    :param attributes: attributes of one tag
    :param names: different names of tags and attributes
    :param options: ``<option>`` tags
    """

    bytes: int = 10_000_000
    tags: int = 250_000
    depth: int = 250
    formatting: int = 64
    copies: int = 100_000
    attributes: int = 256
    names: int = 2_000
    options: int = 10_000


DEFAULT_LIMITS = Limits()


@frozen(kw_only=True)
class Guarded:
    """What is safe to parse.

    :param text: the input itself, the same object, when nothing was found
    :param utf8: the same text encoded, for a parser that would otherwise encode it once more
    :param warnings: codes ``surrogates-replaced``, ``nul-removed`` and ``markup-defused``
    """

    text: str
    utf8: bytes
    warnings: tuple[Warning, ...] = ()


def check_size(size: int, limits: Limits = DEFAULT_LIMITS) -> None:
    """Raise :class:`LimitError` when *size*, in bytes or characters, is above ``limits.bytes``."""
    if size > limits.bytes:
        _refuse("bytes", size, limits.bytes, "the input is too large")


def guard(text: str, limits: Limits = DEFAULT_LIMITS, *, utf8: bytes | None = None, exact: bool = False) -> Guarded:
    """Return *text* made safe to parse, in time linear in its length.

    A page that is proven harmless to Lexbor is not scanned, and may then be deeper than ``limits.depth``, up to
    10,000 levels. With ``exact=True``, or with a limit below the default, it is always scanned and every limit holds:
    lxml needs that.

    :param utf8: *text* in UTF-8, where the caller has it; encoding takes as long as the proof
    :raises LimitError: for more bytes or tags than *limits* allow
    """
    check_size(len(text), limits)
    warnings: list[Warning] = []
    try:
        data = text.encode() if utf8 is None else utf8
    except UnicodeEncodeError:
        count = len(_SURROGATE.findall(text))
        text = _SURROGATE.sub("\ufffd", text)
        data = text.encode()
        warnings.append(_warning("surrogates-replaced", f"{count} lone surrogates were replaced by U+FFFD"))
    if b"\0" in data:
        # Lexbor leaves them out of text; lxml makes U+FFFD of them.
        count = data.count(b"\0")
        data = data.replace(b"\0", b"")
        text = data.decode()
        warnings.append(_warning("nul-removed", f"{count} NUL characters were removed"))
    if exact or not _covers(limits) or not _harmless(data):
        data, message = _defuse(data, limits)
        if message:
            text = data.decode()
            warnings.append(_warning("markup-defused", message))
    return Guarded(text=text, utf8=data, warnings=tuple(warnings))


def _warning(code: str, message: str) -> Warning:
    return Warning(code=code, message=message)


def _refuse(limit: str, value: int, cap: int, what: str) -> Never:
    raise LimitError(
        f"{what} ({limit}: {value:,}, at most {cap:,}); pass Limits({limit}=…) with more if the page is trusted",
        limit=limit,
        value=value,
        cap=cap,
    )


_SURROGATE = re.compile("[\ud800-\udfff]")

# --- the proof -------------------------------------------------------------------------------------------------------
# A tag needs its ">", so their number bounds the tags. Measured: 1,500 tags of any shape make fewer than 600,000
# elements; 10,000 nested ones of the worst kind take 0.5 s; the elements that open formatting makes are at most the
# product of the formatting tags and all tags.
_FEW_TAGS = 1_500
_MANY_TAGS = 10_000
_COPIES = 1_000_000
_FORMATTING_TAG = re.compile(
    rb"<(?:[bisuBISU]|(?i:em|font|nobr|strong|strike|small|code|big|tt))(?=[\t\n\f\r />])",
)
# A tag as section 13.2.5 reads it: its name, then attributes, each a name, perhaps a value, and a gap.
_TAG_NAME = rb"[a-zA-Z][^\t\n\f\r />]*+"
_NAME = rb"[^\t\n\f\r />][^\t\n\f\r />=]*+"
_VALUE = (
    rb"[\t\n\f\r ]*+(?:=[\t\n\f\r ]*+"
    rb"(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\"'\t\n\f\r >][^\t\n\f\r >]*+)?+)?+"
)
_GAP = rb"[\t\n\f\r /]*+"
_LONG_TAG = re.compile(rb"<" + _TAG_NAME + _GAP + rb"(?:" + _NAME + _VALUE + _GAP + rb"){400}")
_STRIDE = 1024
_PROBE = re.compile(rb"(?s:.{1024}[^>]{0,512}+>)*+")


def _covers(limits: Limits) -> bool:
    """Whether the proof, made for the default limits, holds for *limits* too; ``bytes`` it leaves alone."""
    pairs = zip(astuple(limits), astuple(DEFAULT_LIMITS), strict=True)
    return limits is DEFAULT_LIMITS or all(cap >= default for cap, default in list(pairs)[1:])


def _harmless(data: bytes) -> bool:
    tags = data.count(b">")
    if tags > _MANY_TAGS or _has_long_tag(data):
        return False
    return tags <= _FEW_TAGS or len(_FORMATTING_TAG.findall(data)) * tags <= _COPIES


def _has_long_tag(data: bytes) -> bool:
    """Whether a tag has 400 attributes, looking only where a ">" is missing for longer than a stride."""
    at = 0
    while len(data) - (at := _PROBE.match(data, at).end()) > _STRIDE:  # type: ignore[union-attr]  # it matches nothing
        start = data.rfind(b">", 0, at + _STRIDE) + 1
        end = data.find(b">", at + _STRIDE)
        end = len(data) if end < 0 else end
        if _LONG_TAG.search(data, start, end):
            return True
        at = end
    return False


# --- the scan --------------------------------------------------------------------------------------------------------
_TOKEN = re.compile(
    rb"<(?:(?P<end>/?)(?P<name>" + _TAG_NAME + rb")(?P<gap>" + _GAP + rb")"
    rb"(?P<attributes>(?:" + _NAME + _VALUE + rb"(?P<last>" + _GAP + rb"))*+)(?P<whole>>?)"
    rb"|(?P<comment>!--(?:-?>)?)|(?P<cdata>!\[CDATA\[)|[!?/])"
)
_ATTRIBUTE = re.compile(rb"(" + _NAME + rb")" + _VALUE + _GAP)
_COMMENT_END = re.compile(rb"--!?>")
_SCRIPT_STEP = re.compile(rb"<!--|-->|<(/?)script(?=[\t\n\f\r />])", re.IGNORECASE)
_RAW_END = {name: re.compile(rb"</" + name + rb"(?=[\t\n\f\r />])", re.IGNORECASE) for name in RAW}
_MARKUP = re.compile(rb"<[a-zA-Z/!?]")
_ROOTS = (b"html", b"body")


def _defuse(data: bytes, limits: Limits) -> tuple[bytes, str]:
    """Return *data* without the tags that do harm, and what was done: an empty string for nothing."""
    scan = _Scan(data, limits, plain=False)
    parts = list(scan.parts())
    if scan.overflow:
        scan = _Scan(data, limits, plain=True)
        parts = list(scan.parts())
    if not scan.done:
        return data, ""
    done = ", ".join(f"{count:,} {what}" for what, count in scan.done.items())
    return b"".join(parts), f"markup that would hang a parser was taken out, no text with it: {done}"


class _Scan:
    """One reading of the tags. ``plain`` drops all formatting tags but links."""

    def __init__(self, data: bytes, limits: Limits, *, plain: bool) -> None:
        self.overflow = False  # formatting got out of hand
        self.done: Counter[str] = Counter()
        self._data = data
        self._limits = limits
        self._plain = plain
        self._tree = OpenElements()
        self._dropped: Counter[bytes] = Counter()  # start tags dropped whose end tags are yet to come
        self._names: set[bytes] = set()
        self._root_attributes: Counter[bytes] = Counter()  # a parser merges those of every <html>, every <body>
        self._options = 0

    def parts(self) -> Iterator[bytes]:
        """The document in pieces, what does harm replaced."""
        data, limits, search = self._data, self._limits, _TOKEN.search
        at = kept = tags = 0
        while (token := search(data, at)) and not self.overflow:
            before, (start, at) = at, token.span()
            if (tags := tags + 1) > limits.tags:
                _refuse("tags", tags, limits.tags, "the page has too many tags")
            name = token["name"]
            if name is None:
                new = self._other(token)
                at = token.end() if new is not None else self._end_of_other(token)
            elif not token["whole"]:
                break  # a parser leaves out a tag that the document's end cuts off
            elif token["end"]:
                new = self._end(name.lower())
            else:
                name = name.lower()
                new = self._start(name, token)
            if new is not None:
                yield data[kept:start]
                # Nothing may grow together over a gap: "<" + "b>", "&am" + "p;".
                joins = not new and (b"<" in (near := data[max(before, start - 40) : start]) or b"&" in near)
                yield b"<!---->" if joins else new
                kept = at
            if name in RAW and not token["end"] and not self._is_closed(token):
                end = self._raw_end(name, at)
                if self._tree.ambiguous and _MARKUP.search(data, at, end):
                    self.done["tags inside <script>, <style> and the like"] += 1
                    yield data[kept:at]
                    yield data[at:end].replace(b"<", b"&lt;")
                    kept = end
                at = end
        yield data[kept:]

    def _other(self, token: re.Match[bytes]) -> bytes | None:
        if token["cdata"] and self._tree.ambiguous:  # text in SVG, a comment elsewhere
            self.done["CDATA marks"] += 1
            return b""
        return None

    def _end_of_other(self, token: re.Match[bytes]) -> int:
        """End of a comment, or of what is read as one."""
        if token["comment"] is None:
            return self._data.find(b">", token.start() + 2) + 1 or len(self._data)
        if token["comment"].endswith(b">"):
            return token.end()
        end = _COMMENT_END.search(self._data, token.end())
        return end.end() if end else len(self._data)

    def _raw_end(self, name: bytes, at: int) -> int:
        """Where the content of a raw text element ends; section 13.2.5.15 and on for scripts."""
        if name != b"script":
            end = _RAW_END[name].search(self._data, at)
            return end.start() if end else len(self._data)
        escaped = nested = False
        while step := _SCRIPT_STEP.search(self._data, at):
            at = step.end()
            if step[0] == b"<!--":
                escaped = True
                at -= 2  # "<!-->" opens and closes
            elif step[0] == b"-->":
                escaped = nested = False
            elif not step[1]:
                nested = escaped
            elif nested:
                nested = False
            else:
                return step.start()
        return len(self._data)

    def _is_closed(self, token: re.Match[bytes]) -> bool:
        """Whether the start tag is an empty element, as it can be in SVG and MathML."""
        gap: bytes = token["last"] if token["attributes"] else token["gap"]
        return gap.endswith(b"/") and self._tree.in_foreign()

    def _start(self, name: bytes, token: re.Match[bytes]) -> bytes | None:
        limits, tree = self._limits, self._tree
        if name not in self._names and name not in LEAVES:
            if len(self._names) >= limits.names:
                return self._drop(name, "tags of ever new names")
            self._names.add(name)
        self._options += name == b"option"
        if name == b"option" and self._options > limits.options:
            return self._drop(name, "options")
        if name == b"plaintext":
            return self._drop(name, "<plaintext>")
        if self._plain and name in FORMATTING and name != b"a":
            return self._drop(name, "formatting tags")
        if name not in LEAVES and tree.depth >= limits.depth:
            return self._drop(name, "tags nested too deeply")
        if name not in RAW:
            tree.start(name, token[0], closed=self._is_closed(token))
        self.overflow = not self._plain and (tree.formatting > limits.formatting or tree.copies > limits.copies)
        return self._fewer_attributes(name, token) if token["attributes"] else None

    def _end(self, name: bytes) -> bytes | None:
        if self._dropped[name]:
            self._dropped[name] -= 1
        elif name in self._names or len(self._names) < self._limits.names:
            self._names.add(name)
            if not self._plain or name not in FORMATTING or name == b"a":
                self._tree.end(name)
                return None
        else:
            self.done["end tags of ever new names"] += 1
        return self._gap(name)

    def _drop(self, name: bytes, what: str) -> bytes:
        self.done[what] += 1
        self._dropped[name] += 1
        return self._gap(name)

    def _gap(self, name: bytes) -> bytes:
        """What stands for a dropped tag: a line end for a block's."""
        if name not in BLOCKS:
            return b""
        self._tree.start(b"br", b"<br>")
        return b"<br>"

    def _fewer_attributes(self, name: bytes, token: re.Match[bytes]) -> bytes | None:
        """The tag with as many attributes as are allowed, or ``None`` when it may stay as it is."""
        names = [found.lower() for found in _ATTRIBUTE.findall(token["attributes"])]
        room = self._limits.attributes - self._root_attributes[name]
        free = self._limits.names - len(self._names)
        if name in _ROOTS:
            self._root_attributes[name] += min(len(names), room)
        if len(names) <= room and (len(names) <= free or len(set(names) - self._names) <= free):
            self._names.update(names)
            return None
        kept: list[bytes] = []
        for match in _ATTRIBUTE.finditer(token["attributes"]):
            known = match[1].lower() in self._names or len(self._names) < self._limits.names
            if known and len(kept) < room:
                self._names.add(match[1].lower())
                kept.append(match[0])
        self.done["attributes"] += len(names) - len(kept)
        return b"<" + token["name"] + b" " + b" ".join(kept) + (b" />" if self._is_closed(token) else b" >")
