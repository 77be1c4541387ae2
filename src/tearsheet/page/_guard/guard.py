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
from collections.abc import Iterable, Iterator

from attrs import astuple, frozen

from tearsheet.model import PageWarning
from tearsheet.page._guard.defuse import GAP, NAME, TAG_NAME, VALUE, defuse
from tearsheet.page._guard.open_elements import FORMATTING, RAW, VOID
from tearsheet.page.compiled import compiled_walk
from tearsheet.page.limits import DEFAULT_LIMITS, Limits, check_size

__all__ = ["DEFAULT_LIMITS", "Guarded", "Limits", "check_size", "guard"]


@frozen(kw_only=True)
class Guarded:
    """What is safe to parse.

    :param text: the input itself, the same object, when nothing was found; made of *utf8* where it is ``None``
    :param utf8: the same text encoded, for a parser that would otherwise encode it once more
    :param warnings: codes ``surrogates-replaced``, ``nul-removed`` and ``markup-defused``
    """

    _text: str | None
    utf8: bytes
    warnings: tuple[PageWarning, ...] = ()

    @property
    def text(self) -> str:
        """What is safe to parse, as text."""
        return self.utf8.decode() if self._text is None else self._text


def guard(
    text: str | None, limits: Limits = DEFAULT_LIMITS, *, utf8: bytes | None = None, exact: bool = False
) -> Guarded:
    """Return *text* made safe to parse, in time linear in its length.

    A page that is proven harmless to Lexbor is not scanned, and may then be deeper than ``limits.depth``, up to
    15,000 levels; who finds that a document is asks again (:func:`tearsheet.page.document.document`). With
    ``exact=True``, or with a limit below the default, it is always scanned and every limit holds: lxml needs that.

    :param utf8: *text* in UTF-8, where the caller has it; the text itself is then not needed
    :raises LimitError: for more bytes or tags than *limits* allow
    """
    warnings: list[PageWarning] = []
    if utf8 is not None:
        data = utf8
    else:
        assert text is not None, "one of the two is given"
        check_size(len(text), limits)
        try:
            data = text.encode()
        except UnicodeEncodeError:
            text, count = _SURROGATE.subn("\ufffd", text)
            data = text.encode()
            warnings.append(_warning("surrogates-replaced", f"{count} lone surrogates were replaced by U+FFFD"))
    if b"\0" in data:
        # Lexbor leaves them out of text; lxml makes U+FFFD of them.
        count = data.count(b"\0")
        data = data.replace(b"\0", b"")
        text = data.decode()
        warnings.append(_warning("nul-removed", f"{count} NUL characters were removed"))
    if exact or not _covers(limits) or not _harmless(data):
        data, message = defuse(data, limits)
        if message:
            text = data.decode()
            warnings.append(_warning("markup-defused", message))
    return Guarded(text=text, utf8=data, warnings=tuple(warnings))


def _warning(code: str, message: str) -> PageWarning:
    return PageWarning(code=code, message=message)


_SURROGATE = re.compile("[\ud800-\udfff]")

# --- the proof -------------------------------------------------------------------------------------------------------
# A tag needs its ">", so their number bounds the tags. Measured: 2,000 tags of any shape make fewer than a million
# elements; the elements that open formatting makes are at most the
# product of the formatting tags and all tags.
_FEW_TAGS = 2_000
_MANY_TAGS = 15_000  # as many start tags nest no deeper than Lexbor bears
_VERY_MANY_TAGS = 50_000
_COPIES = 1_000_000
_STEPS = 60_000_000  # each tag may look through all that is open: 40 ms of nested list items; no real page has so many
# The look-ahead spares most tags the alternatives.
_FORMATTING_TAG = re.compile(
    rb"<(?=[bisuefnctBISUEFNCT])(?:[bisuBISU]|[eE][mM]|[tT][tT]|[bB][iI][gG]|[cC][oO][dD][eE]|[fF][oO][nN][tT]"
    rb"|[nN][oO][bB][rR]|[sS][mM][aA][lL][lL]|[sS][tT][rR](?:[oO][nN][gG]|[iI][kK][eE]))(?=[\t\n\f\r />])",
)
_CLOSED_AT_ONCE = re.compile(
    rb"<(b|i|u|s|em|tt|big|code|font|nobr|small|strong|strike)"
    rb"""(?:[\t\n\f\r /][^<>"']*+(?:"[^"<>]*+"[^<>"']*+|'[^'<>]*+'[^<>"']*+)*+)?+>[^<]*+</\1[\t\n\f\r ]*+>""",
    re.IGNORECASE,
)
_START_TAG = re.compile(rb"<[A-Za-z]")
_TAG = re.compile(rb"<" + TAG_NAME)
_FEW_ATTRIBUTES, _MANY_ATTRIBUTES = 200, 400
_MANY = re.compile(GAP + rb"(?:" + NAME + VALUE + GAP + rb"){%d}" % _MANY_ATTRIBUTES)
# A tag goes on behind a value that holds a ">"; before the first of those no attribute is missed for want of a ">".
_GOES_ON = re.compile(
    rb"""=[\t\n\f\r ]*+(?:"[^">]*+>[^"]*+"|'[^'>]*+>[^']*+')"""
    + GAP
    + rb"(?:"
    + NAME
    + VALUE
    + GAP
    + rb"){%d,}+" % _FEW_ATTRIBUTES
)
_GAPS = re.compile(rb"""[\t\n\f\r /"']+""")  # without one no attribute begins
_SCRIPT = 65_536
_PAIRS = 10_000_000  # of attributes of one tag, each compared with each: 60 ms
_OUTLINE = re.compile(
    rb"<(?:(/?)(" + TAG_NAME + rb")" + GAP + rb"(?:" + NAME + VALUE + GAP + rb")*+"
    rb"|!--(?:-?>|(?s:(.*?)(?:--!?>|\Z)))|[!?/][^>]*+)",
)
_RAW_END = re.compile(rb"</(?:" + b"|".join(sorted(RAW)) + rb")", re.IGNORECASE)
_FOREIGN = (b"svg", b"math")
_STRIDE = 2048
_SLACK = 1024


def _covers(limits: Limits) -> bool:
    """Whether the proof, made for the default limits, holds for *limits* too; ``bytes`` it leaves alone."""
    if limits is DEFAULT_LIMITS:
        return True
    pairs = zip(astuple(limits), astuple(DEFAULT_LIMITS), strict=True)
    return all(cap >= default for cap, default in list(pairs)[1:])


def _harmless(data: bytes) -> bool:
    walk = compiled_walk()
    if walk is None:
        tags, spans = data.count(b">"), [*[found.span() for found in _GOES_ON.finditer(data)], *_stretches(data)]
    else:
        tags, spans = walk.tags(data, _STRIDE, _SLACK, _FEW_ATTRIBUTES, _MANY_ATTRIBUTES)
    if tags > _VERY_MANY_TAGS or _is_long(data, spans):
        return False
    if tags <= _FEW_TAGS:
        return True
    # Only a start tag nests, and what is closed before the next tag is never left open.
    starts = tags if tags <= _MANY_TAGS and tags * tags <= _STEPS else len(_START_TAG.findall(data))
    if starts <= _MANY_TAGS and starts * tags <= _STEPS:
        if walk is not None:
            formatting = walk.formatting_tags(data)
        else:
            formatting = len(_FORMATTING_TAG.findall(data))
            if formatting * tags > _COPIES:
                formatting -= len(_CLOSED_AT_ONCE.findall(data))
        if formatting * tags <= _COPIES:
            return True
    return _is_orderly(data, tags)


def _is_orderly(data: bytes, tags: int) -> bool:
    """Whether few elements are left open, when only an end tag that fits the last start tag closes anything."""
    depth = DEFAULT_LIMITS.depth if tags > _MANY_TAGS else tags
    leaks = _COPIES // tags
    stack: list[bytes] = []
    formatting = foreign = 0
    raw = b""  # the raw text element that is open; what looks like tags inside it goes with it
    for end, written, comment in _OUTLINE.findall(data):
        name = written.lower()
        if comment:
            if raw and _RAW_END.search(comment):
                return False  # it begins inside a script and hides what follows the script
        elif not end:
            if name in RAW:
                if raw and foreign:
                    return False  # in SVG these are elements like any other
                if raw:
                    continue
                raw = name
            elif not name or (name in VOID and not foreign):
                continue
            stack.append(name)
            foreign += not raw and name in _FOREIGN
            formatting += name in FORMATTING and name != b"a"
            if len(stack) > depth or formatting > leaks or name == b"frameset":
                return False
        elif stack and (raw == name or stack[-1] == name):
            foreign -= not raw and name in _FOREIGN
            raw = b"" if raw == name else raw
            inner = b""
            while inner != name:
                inner = stack.pop()
                formatting -= inner in FORMATTING and inner != b"a"
    return True


def _is_long(data: bytes, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether a tag has more attributes than a parser takes in its stride: in *spans* each may be one.

    What a script writes (``i<n.length``) looks much like one, so a few that are not too long are let pass.
    """
    pairs = 0
    for start, end in spans:
        if end - start > _SCRIPT:
            return True
        pairs += len(_GAPS.findall(data, start, end)) ** 2
    return pairs > _PAIRS


def _stretches(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield where a ">" is missing for longer than a stride, and what looks like a tag has many attributes."""
    at = 0
    while at + _STRIDE < len(data):
        end = data.find(b">", at + _STRIDE)
        end = end if end >= 0 else len(data)
        if end - at > _STRIDE + _SLACK:
            start = data.rfind(b">", 0, at + _STRIDE) + 1
            # A tag that begins in the name of another has no more attributes than that.
            if any(_MANY.match(data, tag.end(), end) for tag in _TAG.finditer(data, start, end)):
                yield start, end
        at = end + 1
