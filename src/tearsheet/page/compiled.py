"""The compiled walk, where there is one: the same answers as :mod:`~tearsheet.page.layout` and its kin, sooner.

It reads the nodes of Lexbor as they lie in memory. So it is used only with versions of selectolax that it was tried
with, and only after it has read a small page as the Python walk does. Nothing needs it, and ``TEARSHEET_PURE=1`` in the
environment does without.
"""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from importlib import import_module
from typing import Any

import selectolax
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tearsheet.page.elements import INLINE, changed_by, elements
from tearsheet.page.lines import Frame, Line
from tearsheet.page.pieces import Pieces

_TRIED = frozenset({"1.0.2"})
# What is asked of the module and of a tree: one that was compiled of an older source may lack some of it.
_OF_THE_WALK = frozenset({"configure", "facts", "formatting_tags", "tags", "tree"})
_OF_A_TREE = frozenset({"lines", "place", "select", "styled", "words"})
_SAMPLE = """<nav><i class='A b' id=c style='display:block' hidden aria-hidden=true>t</i> </nav>x<a href=y>z <b>&#937;
</b></a><br><table><tr><td>1<td><p>2<tr><td>3<td style='display:inline'>4</table><pre>a\n\nb</pre><img><ul><li>&nbsp;
<li>&eacute;</ul>"""


def compiled_walk() -> Any | None:
    """Return the module of the compiled walk, ``None`` where the Python walk is to be used."""
    walk = _loaded()
    return None if isinstance(walk, str) else walk


def why_not_compiled() -> str | None:
    """Return why the Python walk is used, ``None`` where the compiled one is."""
    walk = _loaded()
    return walk if isinstance(walk, str) else None


@lru_cache(maxsize=1)
def _loaded() -> Any | str:
    if os.environ.get("TEARSHEET_PURE", "0") not in {"", "0"}:
        return "TEARSHEET_PURE is set"
    if selectolax.__version__ not in _TRIED:
        return f"it was not tried with selectolax {selectolax.__version__}"
    try:
        walk = import_module("tearsheet.page._walk")
    except ImportError:
        return "it was not compiled"
    try:
        fits = _fits(walk)
    except (ValueError, TypeError, AttributeError):
        fits = False
    return walk if fits else "the nodes of this selectolax are not those that it knows"


def _fits(walk: Any) -> bool:
    """Whether *walk*, told what the Python walk goes by, reads a small page as that does."""
    from tearsheet.page.layout import TooDeepError, html_lines, tidied  # noqa: PLC0415 - it asks for the compiled walk

    root = LexborHTMLParser(_SAMPLE).root
    if not {*dir(walk)} >= _OF_THE_WALK:
        return False
    if root is None or not all(_is_so(walk, node) for node in [root, *root.traverse(include_text=True)]):
        return False
    tables = elements()
    tags = range(1 + max(*tables.kinds, *tables.names, *tables.landmarks))
    walk.configure(
        root.css_first("i"),
        Line,
        bytes([tables.kinds.get(tag, INLINE) for tag in tags]),
        tuple(map(tables.names.get, tags)),
        tuple(map(tables.landmarks.get, tags)),
        tables.text,
        tables.anchor,
        TooDeepError,
        tidied,
    )
    tree = walk.tree(root)
    if not {*dir(tree)} >= _OF_A_TREE:
        return False
    lines = tree_lines(tree, None)
    same = [_told(line) for line in lines] == [_told(line) for line in html_lines(root)]
    names = [
        name for name in (".a", ".b", "#c", ".c", "#b") if tree.select((((False, -1, (name,)),),), False, False) != []
    ]
    selected = tree.select((((False, -1, (".b",)),),), False, False)
    root.attrs["lang"] = "en"
    is_sound = tree.select((((False, -1, (".b",)),),), False, False) is None
    return same and len(selected) == 1 and names == [".a", ".b", "#c"] and is_sound


def _is_so(walk: Any, node: LexborNode) -> bool:
    """Whether *walk* finds in the structure of *node* what selectolax says of it."""
    beside = (node.next, node.prev, node.parent, node.first_child, node.last_child)
    text = (node.text_content or "").encode() if node.tag == "-text" else None
    said = (node.parser, *[other.mem_id if other is not None else 0 for other in beside], node.tag_id, text)
    return bool(walk.facts(node, node.mem_id) == said)


def _told(line: Line) -> tuple[Any, ...]:
    owners = [owner.mem_id for owner in line.owners]
    frames = []
    frame: Frame | None = line.frame
    while frame is not None:
        frames.append([part.mem_id if isinstance(part, LexborNode) else part for part in (*frame[:5], *frame[6:])])
        frame = frame[5]
    return line.text, line.tag, line.blanks, line.region, line.span, line.boundaries, len(line.images), owners, frames


def tree_lines(tree: Any, depth: int | None) -> list[Line]:
    """Return what :func:`tearsheet.page.layout.html_lines` does, by the compiled *tree* of a document."""
    pieces = Pieces(tree)
    changes = changed_by(tree.styled, elements())
    images: list[LexborNode] = []
    most = sys.maxsize if depth is None else depth
    lines: list[Line] = tree.lines(
        pieces, pieces.texts, pieces.owners, pieces.anchors, images, changes.kinds, changes.white, most
    )
    if images and lines:
        lines[-1].images += tuple(images)
    return lines
