"""The visible lines of an HTML page, as a browser would lay it out.

The rules are those of ``innerText`` (HTML Standard, 3.2.7): block elements and ``<br>`` end a line, ``<pre>`` keeps its
line breaks, the cells of a table row share a line as long as they hold inline content only, and what a browser does
not show is not there. Kept on purpose although a browser may not show it: what ``visibility``, a closed ``<details>``
or a closed ``<dialog>`` hides, since scripts reveal it. Left out although a browser shows it: the words in form
controls, SVG, what stands in for an ``<object>``, the readings of ``<ruby>``, since the words are read without them,
and whatever is ``aria-hidden`` but amid a sentence, since it is no part of the text.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from selectolax.lexbor import LexborNode

from tearsheet.page.elements import (
    BLOCK,
    BREAK,
    CELL,
    IMAGE,
    INLINE,
    NOTHING,
    PRE,
    ROW,
    SCOPE,
    SPACED,
    STYLED,
    changed,
    elements,
)
from tearsheet.page.lines import Frame, Line, collapse
from tearsheet.page.pieces import CELL as NEXT_CELL
from tearsheet.page.pieces import Pieces
from tearsheet.page.text_lines import text_lines


def shown_lines(lines: list[Line]) -> Sequence[Line]:
    """Return the visible *lines* of a document, or those of the text that it was made of.

    A browser saves a text it was shown as one ``<pre>`` without markup; its lines are those of the text.
    """
    first = lines[0].node if lines else None
    if (
        first is not None
        and first.tag == "pre"
        and "pre-wrap" in (first.attributes.get("style") or "")
        and all(line.element is first for line in lines)
    ):
        return text_lines(first.text())
    return lines


class TooDeepError(Exception):
    """A document is deeper than it may be. Never leaves :mod:`tearsheet.page`."""


def html_lines(root: LexborNode, depth: int | None = None) -> list[Line]:
    """Return the visible lines of the document below *root*, its ``<html>`` element.

    :param depth: how many elements may be open at once
    :raises TooDeepError: where more are, shown or not
    """
    tables = elements()
    usual_kinds, names, text_id, anchor_id = tables.kinds, tables.names, tables.text, tables.anchor
    changed_kinds, changed_tags, white = changed(root, tables)
    kinds = usual_kinds
    if changed_tags:
        kinds = usual_kinds | dict.fromkeys(changed_tags, STYLED)
    kind_of, landmark_of = kinds.get, tables.landmarks.get

    lines: list[Line] = []
    pieces = Pieces()
    texts, owners, anchors = pieces.texts, pieces.owners, pieces.anchors
    # An explicit stack, since real pages nest deeper than Python recurses.
    opened = [root]
    frame: Frame = (root, BLOCK, root, "", False, None, 0, "html")
    scope = root
    anchor: LexborNode | None = None  # the innermost <a> that is open
    outer_anchors: list[LexborNode | None] = []
    row = -1  # index that the first line of the row has

    # The line being built: where its texts start, -1 before the first, and the frame that its first text stands in.
    start = -1
    line_frame = frame
    images: list[LexborNode] = []
    margin = False
    breaks = 0
    indent = ""  # white space before a line whose white space is kept
    room = depth + 1 if depth is not None else sys.maxsize  # the document itself is no element

    def end_line() -> None:
        nonlocal start, images, margin, breaks, indent
        indent = ""
        text = texts[start] if len(texts) - start == 1 else "".join(texts[start:])
        text = text.strip()
        around = line_frame
        while around[0] is not around[2] and around[5] is not None:
            around = around[5]
        if not text.isprintable() or "  " in text:
            # White space other than the plain space is not printable, nor is what shows nothing.
            if NEXT_CELL in text:
                around = around[5] or around
            text = tidied(text)
        if text:
            node = around[0]
            index = len(lines)
            lines.append(
                Line(
                    index + 1,
                    index,
                    text,
                    breaks or (1 if margin and index else 0),
                    around[7],
                    "",
                    False,
                    line_frame[3],
                    node,
                    tuple(images) if images else (),
                    pieces,
                    start,
                    len(texts),
                    around,
                )
            )
            if images:
                images = []
            margin = False
            breaks = 0
        else:
            breaks += 1
        start = -1

    def add_kept(text: str) -> None:
        """Add a text whose line breaks are kept."""
        nonlocal start, line_frame, breaks, indent
        for number, part in enumerate(text.split("\n")):
            if number:
                indent = ""
                if start >= 0:
                    end_line()
                else:
                    breaks += 1
            if start < 0:
                if not part or part.isspace():
                    indent += part
                    continue
                start = len(texts)
                line_frame = frame
                texts.append(indent + part)
            else:
                texts.append(part)
            owners.append(opened[-1])
            anchors.append(anchor)

    def part(node: LexborNode) -> None:
        """Note that an element without words, an icon say, stands between words."""
        texts.append("")
        owners.append(node)
        anchors.append(anchor)

    node = root.first_child
    while True:
        while node is not None:
            tag_id = node.tag_id
            if tag_id == text_id:
                if frame[4]:
                    add_kept(node.text_content or "")
                elif node.is_empty_text_node:
                    if start >= 0 and texts[-1][-1:] != " ":
                        texts[-1] += " "
                else:
                    if start < 0:
                        start = len(texts)
                        line_frame = frame
                    texts.append(node.text_content or "")
                    owners.append(opened[-1])
                    anchors.append(anchor)
                node = node.next
                continue
            kind = kind_of(tag_id, INLINE)
            if kind == STYLED:
                kind = changed_kinds.get(node.mem_id, -1)
                if kind < 0:
                    kind = usual_kinds.get(tag_id, INLINE)
            if kind == INLINE:
                child = node.first_child
                if child is not None:
                    if len(opened) >= room:
                        raise TooDeepError
                    opened.append(node)
                    if tag_id == anchor_id:
                        outer_anchors.append(anchor)
                        anchor = node
                    node = child
                    continue
                if start >= 0:
                    part(node)
            elif kind >= SCOPE:
                child = node.first_child
                if start >= 0 and kind != SCOPE:
                    if kind == CELL and row == len(lines) and _inline_only(child, usual_kinds):
                        texts.append(NEXT_CELL)
                        owners.append(node)
                        anchors.append(anchor)
                    else:
                        end_line()
                if kind == ROW:
                    row = len(lines)
                elif kind >= SPACED:
                    margin = True
                if child is not None:
                    within = len(opened)
                    if within >= room:
                        raise TooDeepError
                    if within - frame[6] > 1:
                        # Inline elements around a block have a frame too, but only then.
                        for level in range(frame[6] + 1, within):
                            inline = opened[level]
                            frame = (
                                inline,
                                INLINE,
                                *frame[2:5],
                                frame,
                                level,
                                names.get(inline.tag_id) or _tag(inline),
                            )
                    opened.append(node)
                    scope = node
                    block, keeps = node, frame[4]
                    if kind == PRE:
                        keeps, indent = True, ""
                    elif kind == SCOPE:
                        block = frame[2]
                    if white:
                        keeps = white.get(node.mem_id, keeps)
                    tag = names.get(tag_id) or _tag(node)
                    frame = (node, kind, block, landmark_of(tag_id, frame[3]), keeps, frame, within, tag)
                    if tag_id == anchor_id:
                        outer_anchors.append(anchor)
                        anchor = node
                    node = child
                    continue
            elif kind == BREAK:
                if start >= 0:
                    end_line()
                else:
                    breaks += 1
            elif kind != NOTHING:
                child = node.first_child
                if child is not None and (child.next or child.tag_id != text_id):
                    _check_depth(node, room - len(opened))
                if kind == IMAGE:
                    images.append(node)
                if start >= 0:
                    part(node)
            node = node.next
        node = opened.pop()
        if not opened:
            break
        if node is scope:
            kind = frame[1]
            if kind >= BLOCK:
                if start >= 0:
                    end_line()
                if kind >= SPACED:
                    margin = True
            frame = frame[5] or frame
            scope = frame[0]
        if node is anchor:
            anchor = outer_anchors.pop()
        node = node.next
    if start >= 0:
        end_line()
    if images and lines:
        lines[-1].images += tuple(images)
    return lines


def _tag(node: LexborNode) -> str:
    return node.tag or ""


def tidied(text: str) -> str:
    """Return *text* as a line has it, its white space normalised; of a table row, in which a NUL parts the cells."""
    if NEXT_CELL not in text:
        return collapse(text)
    return "\t".join([" ".join(cell.split()) for cell in text.split(NEXT_CELL)]).strip()


def _check_depth(top: LexborNode, room: int) -> None:
    """Raise when in *top*, which is not shown, more than *room* elements are open at once, itself counted."""
    level = 1
    node = top.first_child
    while node is not None:
        child = node.first_child
        if child is not None:
            level += 1
            if level > room:
                raise TooDeepError
            node = child
            continue
        while node is not None and node.next is None:
            level -= 1
            node = node.parent if level else None
        node = node.next if node is not None else None


def _inline_only(child: LexborNode | None, kinds: Mapping[int, int]) -> bool:
    while child is not None:
        kind = kinds.get(child.tag_id, INLINE)
        if kind >= CELL or kind == BREAK:
            return False
        child = child.next
    return True
