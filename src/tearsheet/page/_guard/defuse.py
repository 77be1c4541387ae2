"""One reading of a page's tags that drops those which do harm to a parser, and no text.

The tags are cut as a browser's tokenizer cuts them (HTML standard, section 13.2.5), and the elements they open are
followed with :class:`~tearsheet.page._guard.open_elements.OpenElements`. Time is linear in the length of the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tearsheet.page._guard.open_elements import BLOCKS, FORMATTING, LEAVES, RAW, OpenElements
from tearsheet.page.limits import Limits, refuse

# A tag as section 13.2.5 reads it: its name, then attributes, each a name, perhaps a value, and a gap.
TAG_NAME = rb"[a-zA-Z][^\t\n\f\r />]*+"
NAME = rb"[^\t\n\f\r />][^\t\n\f\r />=]*+"
VALUE = (
    rb"[\t\n\f\r ]*+(?:=[\t\n\f\r ]*+"
    rb"(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\"'\t\n\f\r >][^\t\n\f\r >]*+)?+)?+"
)
GAP = rb"[\t\n\f\r /]*+"

_TOKEN = re.compile(
    rb"<(?:(?P<end>/?)(?P<name>" + TAG_NAME + rb")(?P<gap>" + GAP + rb")"
    rb"(?P<attributes>(?:" + NAME + VALUE + rb"(?P<last>" + GAP + rb"))*+)(?P<whole>>?)"
    rb"|(?P<comment>!--(?:-?>)?)|(?P<cdata>!\[CDATA\[)|[!?/])"
)
_ATTRIBUTE = re.compile(rb"(" + NAME + rb")" + VALUE + GAP)
_COMMENT_END = re.compile(rb"--!?>")
_SCRIPT_STEP = re.compile(rb"<!--|-->|<(/?)script(?=[\t\n\f\r />])", re.IGNORECASE)
_RAW_END = {name: re.compile(rb"</" + name + rb"(?=[\t\n\f\r />])", re.IGNORECASE) for name in RAW}
_MARKUP = re.compile(rb"<[a-zA-Z/!?]")
_ROOTS = (b"html", b"body")
_FOREIGN = (b"svg", b"math")


def defuse(data: bytes, limits: Limits) -> tuple[bytes, str]:
    """Return *data* without the tags that do harm, and what was done: an empty string for nothing."""
    likely = len(_MARKUP.findall(data))
    if likely > 2 * limits.tags:  # spares reading them one by one, at the price of counting those in scripts too
        refuse("tags", likely, limits.tags, "the page has too many tags")
    plain = strict = False
    while True:  # three times at most
        scan = _Scan(data, limits, plain=plain, strict=strict)
        parts = list(scan.parts())
        if scan.overflow:
            plain = True
        elif scan.too_many_names():
            strict = True
        else:
            break
    if not scan.done:
        return data, ""
    done = ", ".join(f"{count:,} {what}" for what, count in scan.done.items())
    return b"".join(parts), f"markup that would hang a parser was taken out, no text with it: {done}"


class _Scan:
    """One reading of the tags. ``plain`` drops all formatting tags but links, ``strict`` counts names as it goes."""

    def __init__(self, data: bytes, limits: Limits, *, plain: bool, strict: bool) -> None:
        self.overflow = False  # formatting got out of hand
        self.done: Counter[str] = Counter()
        self._data = data
        self._limits = limits
        self._plain = plain
        self._strict = strict
        self._tree = OpenElements()
        self._dropped: Counter[bytes] = Counter()  # start tags dropped whose end tags are yet to come
        self._names: set[bytes] = set()
        self._attributes: list[bytes] = []
        self._root_attributes: Counter[bytes] = Counter()  # a parser merges those of every <html>, every <body>
        self._counts = {b"option": 0, b"frameset": 0}

    def too_many_names(self) -> bool:
        """Whether the page, read without counting the names of attributes, has too many."""
        if self._strict:
            return False
        return len(self._names.union(_ATTRIBUTE.findall(b" ".join(self._attributes).lower()))) > self._limits.names

    def parts(self) -> Iterator[bytes]:
        """The document in pieces, what does harm replaced."""
        data, search, left = self._data, _TOKEN.search, self._limits.tags
        at = kept = 0
        while (token := search(data, at)) and not self.overflow:
            before, (start, at) = at, token.span()
            if (left := left - 1) < 0:
                refuse("tags", self._limits.tags + 1, self._limits.tags, "the page has too many tags")
            end, name, whole = token.group("end", "name", "whole")
            if name is None:
                new = self._other(token)
                at = token.end() if new is not None else self._end_of_other(token)
            elif not whole:
                break  # a parser leaves out a tag that the document's end cuts off
            else:
                name = name.lower()
                new = self._end(name) if end else self._start(name, token)
            if new is not None:
                yield data[kept:start]
                # Nothing may grow together over a gap: "<" + "b>", "&am" + "p;".
                joins = not new and (b"<" in (near := data[max(before, start - 40) : start]) or b"&" in near)
                yield b"<!---->" if joins else new
                kept = at
            if name in RAW and not end and not self._is_closed(token):
                close = self._raw_end(name, at)
                if (self._tree.ambiguous or self._counts[b"frameset"]) and _MARKUP.search(data, at, close):
                    self.done["tags inside <script>, <style> and the like"] += 1
                    yield data[kept:at]
                    yield data[at:close].replace(b"<", b"&lt;")
                    kept = close
                at = close
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
        return gap.endswith(b"/") and (token["name"].lower() in _FOREIGN or self._tree.in_foreign())

    def _start(self, name: bytes, token: re.Match[bytes]) -> bytes | None:
        limits, tree = self._limits, self._tree
        if name not in self._names and name not in LEAVES:
            if len(self._names) >= limits.names:
                return self._drop(name, "tags of ever new names")
            self._names.add(name)
        if name in self._counts:
            self._counts[name] += 1
            if self._counts[name] > (limits.options if name == b"option" else limits.depth):
                return self._drop(name, f"{name.decode()}s")
        if name == b"plaintext":
            return self._drop(name, "<plaintext>")
        if self._plain and name in FORMATTING and name != b"a":
            return self._drop(name, "formatting tags")
        if tree.depth >= limits.depth and name not in RAW and tree.deepens(name):
            return self._drop(name, "tags nested too deeply")
        if name not in RAW:
            tree.start(name, token[0], closed=self._is_closed(token))
            if tree.formatting > limits.formatting or tree.copies > limits.copies:
                self.overflow = not self._plain
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
        if not self._strict and len(token["attributes"]) < 2 * self._limits.attributes and name not in _ROOTS:
            self._attributes.append(token["attributes"])
            return None
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
