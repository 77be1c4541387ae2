"""An old expression pointed at other elements: what a person wrote of the words stays, the selector changes."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from tearsheet.authoring.learning.selectors import selectors_of
from tearsheet.authoring.learning.target_page import TargetPage
from tearsheet.authoring.learning.voting import Way
from tearsheet.authoring.learning.written import Written, literal
from tearsheet.errors import TearsheetError
from tearsheet.fields.field import Field

_OCCURRENCES = 4  # places of a text that are tried
_SELECTORS = 12  # selectors of each
_UP = 3  # elements around it
_MOST = 150  # ways in all, the best first: each costs a walk of every page
_OUTER = 0.2
"""What an element around the value costs, each."""
_TRUSTED = 0.3
"""What it is worth that a person wrote what is done with the words."""


def retargeted(code: str, names: Mapping[str, Any], texts: Sequence[tuple[TargetPage, str]]) -> Iterator[Way]:
    """Yield ways that are an alternative of *code* with another selector in its ``css(...)``.

    Only alternatives that do more than select are of interest: ``.match(...)``, ``.split(...)``, an index.

    :param names: what the names in *code* stand for
    :param texts: pages, each with what the field must find there, or the first of it
    """
    written = _alternatives(ast.parse(code, mode="eval").body)
    alternatives = [each for each in written if not (isinstance(each, ast.Call) and isinstance(each.func, ast.Name))]
    if not alternatives:
        return
    found: dict[str, tuple[float, str | None]] = {}
    for page, wanted in texts:
        for occurrence in islice(page.sample.occurrences(wanted), _OCCURRENCES):
            for level, node in enumerate(page.sample.around(occurrence.node, most=_UP, lines=_UP)):
                for selector in selectors_of(node)[:_SELECTORS]:
                    cost = selector.cost + page.penalty(occurrence) + _OUTER * level - _TRUSTED
                    if selector.css not in found or cost < found[selector.css][0]:
                        found[selector.css] = cost, selector.doubt
    best = sorted(found.items(), key=lambda item: (item[1][0], item[0]))[:_MOST]
    for alternative in alternatives:
        for css, (cost, doubt) in best:
            text = _with_selector(code, alternative, css)
            field = _made(text, names) if text is not None else None
            if text is not None and field is not None:
                yield Way(Written((text,), field, frozenset({"css"})), cost, doubt)


def _alternatives(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        yield from _alternatives(node.left)
        yield from _alternatives(node.right)
    else:
        yield node


def _with_selector(code: str, node: ast.expr, css: str) -> str | None:
    """Return the text of *node* with *css* in its one ``css(...)``; ``None`` where it has none or several."""
    calls = [
        each
        for each in ast.walk(node)
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id == "css" and each.args
    ]
    if len(calls) != 1 or node.end_col_offset is None or calls[0].args[0].end_col_offset is None:
        return None
    given = calls[0].args[0]
    # Offsets of the tree are of UTF-8.
    data = code.encode()
    start, end = data[node.col_offset : given.col_offset], data[given.end_col_offset : node.end_col_offset]
    return f"{start.decode()}{literal(css)}{end.decode()}"


def _made(text: str, names: Mapping[str, Any]) -> Field[Any] | None:
    try:
        # The adapter's own code, with a selector changed.
        made = eval(compile(text, "<field>", "eval"), dict(names))  # noqa: S307
    except (TearsheetError, SyntaxError, NameError):
        return None
    return made if isinstance(made, Field) else None
