"""All that the compiled walk and the Python walk say of a document, to be held against each other."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tearsheet.page.compiled import tree_lines
from tearsheet.page.document import root_of
from tearsheet.page.layout import TooDeepError, html_lines
from tearsheet.page.lines import Line
from tearsheet.page.names import Names

NAMES = ("a", "b", "title", "content", "main", "nav", "post", "foot", "zz")


def parsed(data: bytes) -> LexborNode:
    return root_of(LexborHTMLParser(data, scripting=True))


def differences(walk, data: bytes, *, depth: int | None = None) -> list[str]:
    """Return in what *walk*, the compiled one, differs on a page from the Python walk."""
    root = parsed(data)
    tree = walk.tree(root)
    mine, error = _lines(lambda: tree_lines(tree, depth))
    wanted, expected = _lines(lambda: html_lines(root, depth))
    if error or expected:
        return [] if error == expected else [f"depth {depth}: {error} for {expected}"]
    found = []
    for one, other in zip(mine, wanted, strict=False):
        found += [f"{other!r}: {name}" for name, value in told(one).items() if value != told(other)[name]]
    if len(mine) != len(wanted):
        found.append(f"{len(mine)} lines for {len(wanted)}")
    if found or not mine:
        return found
    here, there = mine[0].pieces, wanted[0].pieces
    for name in ("texts", "owners", "anchors"):
        if _ids(getattr(here, name)) != _ids(getattr(there, name)):
            found.append(name)
    elements = root.css("*")
    found += [f"place of {each!r}" for each in elements if here.place(each) != there.place(each)]
    # One object for an element in all pieces, since they are told apart by identity.
    if len({id(owner) for owner in here.owners}) != len({id(owner) for owner in there.owners}):
        found.append("objects of owners")
    return found + _names(tree, root)


def _names(tree, root: LexborNode) -> list[str]:
    compiled, python = Names(root, tree), Names(root)
    found = ["words"] if _words(compiled) != _words(python) else []
    known = sorted({word for each in ("class", "id") for value in python.values(each) for word in value.split()})
    words = [word for word in known[:: max(1, len(known) // 40)] if word.isascii() and word.replace("-", "").isalnum()]
    for word in (*NAMES, *words):
        if not word[0].isalpha():
            continue
        for selector in (
            *(f".{word}", f"#{word}", f".{word} a", f"div > .{word}, #{word} p", f".{word}, .{word.upper()}, *"),
            *(f"DIV.{word}>*", f".b.{word} > #a * *", f"div .{word} > b , .{word}", f".{word}.{word.title()}:not(a)"),
        ):
            wanted = _ids(root.css(selector))
            if _ids(compiled.css(selector)) != wanted or _ids(python.css(selector)) != wanted:
                found.append(selector)
            if compiled.has(selector) != bool(wanted):
                found.append(f"has {selector}")
    return found


def _words(names):
    return {word.decode("utf-8", "replace") for word in names.words.split()}


def _lines(make):
    try:
        return make(), ""
    except TooDeepError:
        return [], "TooDeepError"


def _ids(nodes):
    return [node.mem_id if isinstance(node, LexborNode) else node for node in nodes]


def told(line) -> dict[str, object]:
    """Every property of a line."""
    return {
        "number": (line.number, line.index, line.blanks, line.page_break, line.marker),
        "text": line.text,
        "tag": (line.tag, line.region, line.level),
        "node": _ids([line.node, line.element, *line.ancestors(), *line.images]),
        "span": line.span,
        "marks": [(at, node.mem_id) for at, node in line.marks],
        "runs": [(run.text, run.tag, run.href, run.start, run.end) for run in line.runs],
        "owners": _ids(line.owners),
        "linked": line.is_linked,
        "frame": _frame(line.frame),
        "slots": [name for name in Line.__slots__ if not hasattr(line, name)],
    }


def _frame(frame):
    found = []
    while frame is not None:
        node, kind, block, landmark, keeps, outer, depth, tag = frame
        found.append((node.mem_id, kind, block.mem_id, landmark, keeps, depth, tag))
        frame = outer
    return found
