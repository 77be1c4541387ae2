"""How the elements of an HTML page are laid out: by their names, and by what their attributes change.

The names follow the default style sheet of the HTML Standard (section 15.3). Of CSS, only ``display``, ``float`` and
``white-space`` in ``style`` attributes are looked at; style sheets would need a rendering engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

# How an element is laid out. Plain ints, since an enum's members compare at a tenth of the speed; all from SCOPE on
# have a frame of their own, all from CELL on are blocks, all from BLOCK on end the line when they close.
INLINE: Final = 0
SKIP: Final = 1  # not shown
BREAK: Final = 2
IMAGE: Final = 3
NOTHING: Final = 4  # not shown, and does not part words either
STYLED: Final = 5  # look the element up among what attributes change
SCOPE: Final = 6  # inline, but with its own white space
CELL: Final = 7
BLOCK: Final = 8
ROW: Final = 9
SPACED: Final = 10  # with a margin
PRE: Final = 11

_TAGS: Mapping[int, str] = {
    SKIP: "annotation-xml area audio base canvas col colgroup datalist embed frame frameset head iframe "
    "input link meta meter noembed noframes noscript object param progress script select source style svg template "
    "textarea title track video",
    NOTHING: "wbr rp rt rtc",
    BREAK: "br",
    IMAGE: "img image",
    CELL: "td th",
    BLOCK: "address article aside body caption center dd details dialog dir div dt fieldset figcaption footer form "
    "header hgroup hr html legend li main menu nav optgroup option search section summary tbody tfoot thead",
    ROW: "tr",
    SPACED: "blockquote dl figure h1 h2 h3 h4 h5 h6 ol p table ul",
    PRE: "pre listing plaintext xmp",
}
_LANDMARKS = "article aside blockquote button caption dialog figure footer form header main menu nav pre table"


class Elements(NamedTuple):
    """What is known of the elements, by Lexbor's tag ids."""

    kinds: dict[int, int]  # what is missing here is INLINE
    names: dict[int, str]
    landmarks: dict[int, str]
    text: int
    body: int
    paragraph: int
    anchor: int


@lru_cache(maxsize=1)
def _documents() -> tuple[LexborHTMLParser, LexborHTMLParser]:
    """Return two small documents, made once: what both say of a tag is so in every document."""
    return LexborHTMLParser("<body>x<!---->"), LexborHTMLParser("")


def tag_number(tag: str) -> int | None:
    """Return Lexbor's id of *tag*; ``None`` for one that it does not know, which gets another in each document."""
    number, other = (document.create_node(tag).tag_id for document in _documents())
    return number if number == other else None


@lru_cache(maxsize=1)
def elements() -> Elements:
    """Return Lexbor's tag ids, which may differ between its versions and are therefore asked for, once.

    A tag that a version does not know is left out, so it is laid out inline.
    """
    parser, _ = _documents()
    body = parser.body
    text = body.first_child if body is not None else None
    comment = text.next if text is not None else None
    assert text is not None, "the body begins with the text"
    assert comment is not None, "the comment follows it"
    ids = {
        tag: number
        for tag in " ".join([*_TAGS.values(), _LANDMARKS]).split()
        if (number := tag_number(tag)) is not None
    }
    kinds = {ids[tag]: kind for kind, tags in _TAGS.items() for tag in tags.split() if tag in ids}
    kinds[comment.tag_id] = NOTHING
    return Elements(
        kinds=kinds,
        names={number: tag for tag, number in ids.items()},
        landmarks={ids[tag]: tag for tag in _LANDMARKS.split() if tag in ids},
        text=text.tag_id,
        body=ids["body"],
        paragraph=ids["p"],
        anchor=parser.create_node("a").tag_id,
    )


# -- what attributes change --------------------------------------------------------------------------------------------

CHANGED = '[style*="display" i],[style*="white-space" i],[style*="float" i],[hidden],[aria-hidden]'
"""Finds every element of which an attribute may change how it is laid out."""
# What may hold a semicolon that ends no declaration: comments, strings and url(…); unclosed, they reach to the end.
_OPAQUE = re.compile(r"""/\*(?:.*?\*/|.*)|"[^"]*(?:"|$)|'[^']*(?:'|$)|\([^()]*(?:\)|$)""", re.DOTALL)
_DECLARATION = re.compile(r"(?:^|;)\s*(display|white-space|float)\s*:\s*([a-z-]+)([^;]*)", re.IGNORECASE)
_DISPLAYS = {
    display: kind
    for kind, displays in {
        SKIP: "none",
        INLINE: "inline inline-block inline-flex inline-grid inline-table contents",
        BLOCK: "block flex grid flow-root list-item table table-caption table-row-group table-header-group "
        "table-footer-group -webkit-box -webkit-flex",
        ROW: "table-row",
        CELL: "table-cell",
    }.items()
    for display in displays.split()
}
# Not "-webkit-box": browsers put a run of inline children of it into one anonymous box.
_FLEXIBLE = frozenset({"flex", "grid", "inline-flex", "inline-grid", "-webkit-flex"})
_KEEPS = {"pre": True, "pre-line": True, "pre-wrap": True, "break-spaces": True, "normal": False, "nowrap": False}
_FLOATS = {"left": True, "right": True, "none": False}
_KNOWN: Mapping[str, Mapping[str, int]] = {"display": _DISPLAYS, "white-space": _KEEPS, "float": _FLOATS}


class _Style(NamedTuple):
    display: int | None  # as a kind
    flexible: bool
    floats: bool
    keeps: bool | None  # whether line breaks are kept


@lru_cache(maxsize=1024)
def _style(text: str) -> _Style:
    """Read a ``style`` attribute: the last valid declaration holds, unless one before it is important."""
    found: dict[str, str] = {}
    important: set[str] = set()
    for match in _DECLARATION.finditer(_OPAQUE.sub("", text)):
        name, value, rest = match[1].lower(), match[2].lower(), match[3]
        if value in _KNOWN[name] and ("!" in rest or name not in important):
            found[name] = value
            if "!" in rest:
                important.add(name)
    display = found.get("display", "")
    return _Style(
        display=_DISPLAYS.get(display),
        flexible=display in _FLEXIBLE,
        floats=_FLOATS.get(found.get("float", ""), False),
        keeps=_KEEPS.get(found.get("white-space", "")),
    )


def _kind(usual: int, style: _Style, attributes: Mapping[str, str | None], is_paragraph: bool, node: LexborNode) -> int:
    if SKIP in {usual, style.display} or (style.display is None and "hidden" in attributes):
        return SKIP
    if (attributes.get("aria-hidden") or "").strip().lower() == "true" and not (
        _is_amid_words(node) if usual == INLINE else is_paragraph and _is_prose(node)
    ):
        return SKIP
    kind = usual if style.display is None else style.display
    if style.floats and kind == INLINE and not _is_initial(node):
        kind = BLOCK
    if usual in {BREAK, IMAGE, NOTHING} or (usual >= SPACED and (kind == BLOCK or is_paragraph)):
        # A margin stays, and a <p> ends the line whatever it is displayed as.
        return usual
    return kind


_TWIN = re.compile(r"sr[-_]?only|visually[-_]?hidden|screen[-_]?reader|assistive", re.IGNORECASE)
_LEAST_WORD = 2  # letters; less is a sign


def _is_amid_words(node: LexborNode) -> bool:
    """Whether *node* is words of a sentence: words stand right before and behind it, and no twin says them aloud.

    What is ``aria-hidden`` is an icon or says again what another element says; without either it is text like any
    other, since a browser shows it.
    """
    for beside in (node.prev, node.next):
        if beside is None or beside.tag != "-text" or not any(map(str.isalpha, beside.text_content or "")):
            return False
    if sum(map(str.isalpha, node.text())) < _LEAST_WORD or node.parent is None:
        return False
    twins = (child.attributes.get("class") or "" for child in node.parent.iter())
    return not any(_TWIN.search(names) for names in twins)


_LEAST_PROSE = 60  # bytes of words that end as a sentence does


def _is_prose(node: LexborNode) -> bool:
    """Whether *node* is a paragraph of prose that no twin says aloud: a browser shows it like any other."""
    words = node.text().strip()
    if len(words.encode()) < _LEAST_PROSE or words[-1] not in '.!?。！？”」"':
        return False
    twins = (each.attributes.get("class") or "" for each in (node.prev, node.next) if each is not None)
    return not any(_TWIN.search(names) for names in twins)


def _is_initial(node: LexborNode) -> bool:
    """Whether *node* is the first letter of the word that follows it, printed large."""
    after = node.next
    rest = (after.text_content or "") if after is not None and after.tag == "-text" else ""
    return len(node.text().strip()) == 1 and rest[:1].isalpha()


class Changed(NamedTuple):
    """What attributes change, by the identity of the element."""

    kinds: dict[int, int]
    tags: set[int]  # of the elements in kinds
    white: dict[int, bool]  # whether line breaks are kept


def changed(root: LexborNode, tables: Elements) -> Changed:
    """Return what ``style``, ``hidden`` and ``aria-hidden`` change below *root*."""
    return changed_by(root.css(CHANGED), tables)


def changed_by(nodes: Iterable[LexborNode], tables: Elements) -> Changed:
    """Return what ``style``, ``hidden`` and ``aria-hidden`` of *nodes* change, which are in document order."""
    changed = Changed({}, set(), {})
    for node in nodes:
        attributes = node.attributes
        style = _style(attributes.get("style") or "")
        tag_id = node.tag_id
        kind = usual = tables.kinds.get(tag_id, INLINE)
        if tag_id != tables.body:
            # A body is hidden only until a script has run.
            kind = _kind(usual, style, attributes, tag_id == tables.paragraph, node)
        if style.keeps is not None and kind != SKIP:
            changed.white[node.mem_id] = style.keeps
            kind = kind or SCOPE
        if kind != usual:
            changed.kinds[node.mem_id] = kind
            changed.tags.add(tag_id)
        if style.flexible and kind != SKIP:
            # What stands directly in a flex or grid container is a block: CSS Display 3, 2.7.
            for child in node.iter():
                if tables.kinds.get(child.tag_id, INLINE) == INLINE:
                    changed.kinds[child.mem_id] = BLOCK
                    changed.tags.add(child.tag_id)
    return changed
