"""The visible lines of an HTML page, as a browser would lay it out.

The rules are those of ``innerText`` (HTML Standard, 3.2.7): block elements and ``<br>`` end a line, ``<pre>`` keeps its
line breaks, the cells of a table row share a line as long as they hold inline content only, and what a browser does
not show is not there. Of CSS, only ``display`` and ``white-space`` in ``style`` attributes are looked at; style sheets
would need a rendering engine. Kept on purpose although a browser may not show it: what ``visibility``, a closed
``<details>`` or a closed ``<dialog>`` hides, since scripts reveal it. Left out although a browser shows it: the words
in form controls, SVG, and whatever is ``aria-hidden``, since it is no part of the page's text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tearsheet.lines import CELL as NEXT_CELL
from tearsheet.lines import Line, Pieces, collapse

__all__ = ["html_lines"]

# How an element is laid out. Plain ints, since an enum's members compare at a tenth of the speed; all from SCOPE on
# have a frame of their own, all from CELL on are blocks, all from BLOCK on end the line when they close.
_INLINE: Final = 0
_SKIP: Final = 1  # not shown
_BREAK: Final = 2
_IMAGE: Final = 3
_STYLED: Final = 4  # look the element up among the overrides
_SCOPE: Final = 5  # inline, but with its own white space
_CELL: Final = 6
_BLOCK: Final = 7
_ROW: Final = 8
_SPACED: Final = 9  # with a margin
_PRE: Final = 10

_TAGS: Mapping[int, str] = {
    _SKIP: "annotation-xml area audio base canvas col colgroup datalist embed frame frameset head iframe "
    "input link meta meter noembed noframes noscript object param progress rp script select source style svg template "
    "textarea title track video wbr",
    _BREAK: "br",
    _IMAGE: "img image",
    _CELL: "td th",
    _BLOCK: "address article aside body caption center dd details dialog dir div dt fieldset figcaption footer form "
    "header hgroup hr html legend li main menu nav optgroup option search section summary tbody tfoot thead",
    _ROW: "tr",
    _SPACED: "blockquote dl figure h1 h2 h3 h4 h5 h6 ol p table ul",
    _PRE: "pre listing plaintext xmp",
}
_LANDMARKS = "article aside blockquote button caption dialog figure footer form header main menu nav pre table"


class _Tables(NamedTuple):
    kinds: dict[int, int]
    names: dict[int, str]
    landmarks: dict[int, str]
    text: int


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    """Return what is known of the elements by Lexbor's tag ids.

    The ids may differ between its versions, so they are asked for, once.
    """
    parser = LexborHTMLParser("<body>x<!---->")
    body = parser.body
    text = body.first_child if body is not None else None
    comment = text.next if text is not None else None
    assert text is not None, "the body begins with the text"
    assert comment is not None, "the comment follows it"
    ids = {tag: parser.create_node(tag).tag_id for tag in " ".join([*_TAGS.values(), _LANDMARKS]).split()}
    kinds = {ids[tag]: kind for kind, tags in _TAGS.items() for tag in tags.split()}
    kinds[comment.tag_id] = _SKIP
    return _Tables(
        kinds=kinds,
        names={number: tag for tag, number in ids.items()},
        landmarks={ids[tag]: tag for tag in _LANDMARKS.split()},
        text=text.tag_id,
    )


# -- what attributes change --------------------------------------------------------------------------------------------

_CHANGED = '[style*="display" i],[style*="white-space" i],[hidden],[aria-hidden]'
# What may hold a semicolon that ends no declaration: comments, strings and url(…); unclosed, they reach to the end.
_OPAQUE = re.compile(r"""/\*(?:.*?\*/|.*)|"[^"]*(?:"|$)|'[^']*(?:'|$)|\([^()]*(?:\)|$)""", re.DOTALL)
_DECLARATION = re.compile(r"(?:^|;)\s*(display|white-space)\s*:\s*([a-z-]+)([^;]*)", re.IGNORECASE)
_DISPLAYS = {
    display: kind
    for kind, displays in {
        _SKIP: "none",
        _INLINE: "inline inline-block inline-flex inline-grid inline-table contents",
        _BLOCK: "block flex grid flow-root list-item table table-caption table-row-group table-header-group "
        "table-footer-group -webkit-box -webkit-flex",
        _ROW: "table-row",
        _CELL: "table-cell",
    }.items()
    for display in displays.split()
}
_FLEXIBLE = frozenset({"flex", "grid", "inline-flex", "inline-grid", "-webkit-box", "-webkit-flex"})
_WHITE_SPACES = {"pre": True, "pre-line": True, "pre-wrap": True, "break-spaces": True, "normal": False, "nowrap": False}


class _Changed(NamedTuple):
    """What attributes change, by the identity of the element."""

    kinds: dict[int, int]
    tags: set[int]  # of the elements in kinds
    white: dict[int, bool]  # whether line breaks are kept


def _changed(root: LexborNode, usual_kinds: Mapping[int, int]) -> _Changed:
    kinds: dict[int, int] = {}
    tags: set[int] = set()
    white: dict[int, bool] = {}
    for node in root.css(_CHANGED):
        attributes = node.attributes
        display, keeps = _styles(attributes.get("style") or "")
        usual = usual_kinds.get(node.tag_id, _INLINE)
        kind = _kind(node.tag or "", usual, display, attributes)
        if keeps is not None and kind != _SKIP:
            white[node.mem_id] = keeps
            kind = kind or _SCOPE
        if kind != usual:
            kinds[node.mem_id] = kind
            tags.add(node.tag_id)
        if display in _FLEXIBLE and kind != _SKIP:
            # What stands directly in a flex or grid container is a block: CSS Display 3, 2.7.
            for child in node.iter():
                if usual_kinds.get(child.tag_id, _INLINE) == _INLINE:
                    kinds.setdefault(child.mem_id, _BLOCK)
                    tags.add(child.tag_id)
    return _Changed(kinds, tags, white)


def _kind(tag: str, usual: int, display: str | None, attributes: Mapping[str, str | None]) -> int:
    if usual == _SKIP or tag == "body":
        # What is never shown stays so; a body is hidden only until a script has run.
        return usual
    if display == "none" or (display is None and "hidden" in attributes):
        return _SKIP
    if (attributes.get("aria-hidden") or "").strip().lower() == "true":
        return _SKIP
    if display is None or usual in {_BREAK, _IMAGE}:
        return usual
    kind = _DISPLAYS[display]
    if usual >= _SPACED and (kind == _BLOCK or tag == "p"):
        # A margin stays, and a <p> ends the line whatever it is displayed as.
        return usual
    return kind


def _styles(style: str) -> tuple[str | None, bool | None]:
    """Return the ``display`` that *style* declares, and whether its ``white-space`` keeps line breaks."""
    found: dict[str, str] = {}
    important: set[str] = set()
    for match in _DECLARATION.finditer(_OPAQUE.sub("", style)):
        name, value = match[1].lower(), match[2].lower()
        if (value not in _DISPLAYS and value not in _WHITE_SPACES) or (name in important and "!" not in match[3]):
            continue
        if "!" in match[3]:
            important.add(name)
        found[name] = value
    return found.get("display"), _WHITE_SPACES.get(found.get("white-space", ""))


# -- the walk ----------------------------------------------------------------------------------------------------------


def html_lines(root: LexborNode) -> list[Line]:
    """Return the visible lines of the document below *root*, its ``<html>`` element."""
    usual_kinds, names, landmarks, text_id = _tables()
    changed_kinds, changed_tags, white = _changed(root, usual_kinds)
    kinds = usual_kinds
    if changed_tags:
        kinds = usual_kinds | dict.fromkeys(changed_tags, _STYLED)
    kind_of = kinds.get

    lines: list[Line] = []
    pieces = Pieces()
    texts, owners = pieces.texts, pieces.owners
    # An explicit stack, since real pages nest deeper than Python recurses.
    opened = [root]
    frames: list[tuple[LexborNode, int, LexborNode, str, bool]] = []
    frame = (root, _BLOCK, root, "", False)
    scope = root
    row = -1  # index that the first line of the row has

    # The line being built: where its texts start, -1 before the first, and the frame that its first text stands in.
    start = -1
    line_frame = frame
    images: list[LexborNode] = []
    margin = False
    breaks = 0

    def end_line() -> None:
        nonlocal start, images, margin, breaks
        text = texts[start] if len(texts) - start == 1 else "".join(texts[start:])
        text = text.strip()
        node = line_frame[2]
        if not text.isprintable() or "  " in text:
            # White space other than the plain space is not printable, nor is what shows nothing.
            if NEXT_CELL in text:
                text = "\t".join([collapse(cell) for cell in text.split(NEXT_CELL)]).strip()
                node = node.parent or node
            else:
                text = collapse(text)
        if text:
            index = len(lines)
            lines.append(
                Line(
                    index + 1,
                    index,
                    text,
                    breaks or (1 if margin and index else 0),
                    names.get(node.tag_id) or node.tag or "",
                    "",
                    False,
                    line_frame[3],
                    node,
                    tuple(images),
                    pieces,
                    start,
                    len(texts),
                )
            )
            images = []
            margin = False
            breaks = 0
        else:
            breaks += 1
        start = -1

    def add_kept(text: str) -> None:
        """Add a text whose line breaks are kept."""
        nonlocal start, line_frame, breaks
        for number, part in enumerate(text.split("\n")):
            if number:
                if start >= 0:
                    end_line()
                else:
                    breaks += 1
            if start < 0:
                if not part or part.isspace():
                    continue
                start = len(texts)
                line_frame = frame
            texts.append(part)
            owners.append(opened[-1])

    node = root.first_child
    while True:
        while node is not None:
            tag_id = node.tag_id
            if tag_id == text_id:
                if frame[4]:
                    add_kept(node.text_content or "")
                elif node.is_empty_text_node:
                    if start >= 0:
                        texts[-1] += " "
                else:
                    if start < 0:
                        start = len(texts)
                        line_frame = frame
                    texts.append(node.text_content or "")
                    owners.append(opened[-1])
                node = node.next
                continue
            kind = kind_of(tag_id, _INLINE)
            if kind == _STYLED:
                kind = changed_kinds.get(node.mem_id, -1)
                if kind < 0:
                    kind = usual_kinds.get(tag_id, _INLINE)
            if kind == _INLINE:
                child = node.first_child
                if child is not None:
                    opened.append(node)
                    node = child
                    continue
                if start >= 0:
                    # An icon, say, parts the words of one element into two runs.
                    texts.append("")
                    owners.append(node)
            elif kind >= _SCOPE:
                child = node.first_child
                if start >= 0 and kind != _SCOPE:
                    if kind == _CELL and row == len(lines) and _inline_only(child, usual_kinds):
                        texts.append(NEXT_CELL)
                        owners.append(node)
                    else:
                        end_line()
                if kind == _ROW:
                    row = len(lines)
                elif kind >= _SPACED:
                    margin = True
                if child is not None:
                    frames.append(frame)
                    opened.append(node)
                    scope = node
                    keeps = kind == _PRE or frame[4]
                    if white:
                        keeps = white.get(node.mem_id, keeps)
                    block = node if kind != _SCOPE else frame[2]
                    frame = (node, kind, block, landmarks.get(tag_id, frame[3]), keeps)
                    node = child
                    continue
            elif kind == _BREAK:
                if start >= 0:
                    end_line()
                else:
                    breaks += 1
            elif kind == _IMAGE:
                images.append(node)
                if start >= 0:
                    texts.append("")
                    owners.append(node)
            node = node.next
        node = opened.pop()
        if not opened:
            break
        if node is scope:
            kind = frame[1]
            if kind >= _BLOCK:
                if start >= 0:
                    end_line()
                if kind >= _SPACED:
                    margin = True
            frame = frames.pop()
            scope = frame[0]
        node = node.next
    if start >= 0:
        end_line()
    if images and lines:
        lines[-1].images += tuple(images)
    return lines


def _inline_only(child: LexborNode | None, kinds: Mapping[int, int]) -> bool:
    while child is not None:
        kind = kinds.get(child.tag_id, _INLINE)
        if kind >= _CELL or kind == _BREAK:
            return False
        child = child.next
    return True
