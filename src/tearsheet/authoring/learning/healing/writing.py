"""The new layout written into the module of its adapter, of which every other byte but the imports stays."""

from __future__ import annotations

import ast
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from tearsheet.authoring.learning.healing.healing import HealError
from tearsheet.authoring.learning.learned import LearnedLayout
from tearsheet.authoring.learning.module import (
    class_of_layout,
    import_order,
    layout_lines,
    layout_uses,
    signature_code,
    wrapped,
)
from tearsheet.authoring.learning.old_fields import class_in, names_of, one_line, value_of
from tearsheet.fields import DeclaredAdapter
from tearsheet.reading.adapter import Signature

_STEP = 4  # spaces of an indent


def class_source(layout: LearnedLayout) -> str:
    """Return the text of the class of *layout*, not indented."""
    return "".join([f"{line[_STEP:]}\n" for line in layout_lines(layout, _STEP)])


def with_layout(source: str, kind: str, layout: LearnedLayout) -> str:
    """Return the module *source* with *layout* as the last member of the class *kind*.

    :raises HealError: when the class is not there, or stands in one line
    """
    classes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef)]
    owner = next((node for node in classes if node.name == kind), None)
    if owner is None or owner.body[0].lineno == owner.lineno:
        raise HealError(f"class {kind} is not in its module as text that a layout can be added to; add it by hand")
    ending = "\r\n" if "\r\n" in source else "\n"
    # Not splitlines, which parts lines where Python does not.
    lines = source.split("\n")
    last = owner.body[-1]
    assert last.end_lineno is not None, "the tree comes from a source"
    indent = lines[last.lineno - 1][: last.col_offset]
    if not indent.isspace():
        raise HealError(f"the last member of class {kind} shares its line with another; add the layout by hand")
    added = ["", *[indent + line[_STEP:] if line else "" for line in layout_lines(layout, _STEP)]]
    rest = lines[last.end_lineno :]
    body = lines[: last.end_lineno]
    if not rest:
        # The file ends without a line end.
        rest = [""]
        body[-1] += "\r" if ending == "\r\n" else ""
    tail = "\r" if ending == "\r\n" else ""
    text = "\n".join([*body, *[line + tail for line in added], *rest])
    for name in sorted(layout_uses(layout)):
        text = _with_import(text, name)
    return text


def _origin(name: str, inside: bool) -> str:
    if name == "date":
        return "datetime"
    if name == "ClassVar":
        return "typing"
    if name == "Signature":
        return "tearsheet.reading.adapter" if inside else "tearsheet"
    return "tearsheet.fields"


def _with_import(source: str, name: str) -> str:
    tree = ast.parse(source)
    imports = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    for node in imports:
        if any((alias.asname or alias.name) == name for alias in node.names):
            return source
    froms = [node for node in imports if isinstance(node, ast.ImportFrom) and not node.level]
    if any(node.module == _origin(name, inside=False) and node.names[0].name == "*" for node in froms):
        return source
    inside = any((node.module or "").startswith("tearsheet.") and node.module != "tearsheet.fields" for node in froms)
    origin = _origin(name, inside)
    same = next((node for node in froms if node.module == origin), None)
    lines = source.split("\n")
    tail = "\r" if "\r\n" in source else ""
    if same is not None:
        given = [f"{alias.name} as {alias.asname}" if alias.asname else alias.name for alias in same.names]
        code = f"from {origin} import {', '.join(sorted([*given, name], key=import_order))}"
        new = [line + tail for line in wrapped(code, 0)]
        lines[same.lineno - 1 : same.end_lineno] = new
        return "\n".join(lines)
    at, parted = _place(imports, origin, tree)
    added = [f"from {origin} import {name}{tail}"]
    added = [tail, *added] if parted == "before" else [*added, tail] if parted == "after" else added
    lines[at:at] = added
    return "\n".join(lines)


def _place(imports: Sequence[Any], origin: str, tree: ast.Module) -> tuple[int, str]:
    """Return before which line, from 0, an import of *origin* goes, and on which side a blank line must part it."""
    root = origin.partition(".")[0]
    standard = root in sys.stdlib_module_names
    group = [node for node in imports if _is_standard(node) == standard and _module(node) != "__future__"]
    later = [node for node in group if isinstance(node, ast.ImportFrom) and _module(node) > origin]
    if later:
        return later[0].lineno - 1, ""
    if group:
        return group[-1].end_lineno, ""
    future = [node for node in imports if _module(node) == "__future__"]
    if future:
        return future[-1].end_lineno, "before"
    first = imports[0].lineno - 1 if imports else tree.body[0].lineno - 1
    return first, "after"


def _is_standard(node: Any) -> bool:
    return _module(node).partition(".")[0] in sys.stdlib_module_names


def _module(node: Any) -> str:
    return (node.module or "") if isinstance(node, ast.ImportFrom) else node.names[0].name


# -- the adapter with it ----------------------------------------------------------------------------------------------


def with_signature(source: str, kind: str, signature: Signature) -> str | None:
    """Return the module *source* with the selectors of *signature* in that of the class *kind*.

    ``None`` where the class does not declare it in one call.
    """
    owner = class_in(source, kind)
    value = value_of(owner, "signature")
    statement = next((node for node in owner.body if getattr(node, "value", ...) is value), None) if owner else None
    called = value.func if isinstance(value, ast.Call) else None
    if not isinstance(value, ast.Call) or not isinstance(called, ast.Name | ast.Attribute) or statement is None:
        return None
    if (called.id if isinstance(called, ast.Name) else called.attr) != "Signature" or len(value.args) > 1:
        return None
    kept = [one_line(source, each) or "" for each in value.args]
    kept += [
        f"{each.arg}={one_line(source, each.value)}"
        for each in value.keywords
        if each.arg not in {"selectors", "at_least"}
    ]
    reached = () if signature.at_least is None else (f"at_least={signature.at_least}",)
    lines = source.split("\n")
    tail = "\r" if "\r\n" in source else ""
    first, last = statement.lineno, statement.end_lineno
    assert last is not None, "the tree comes from a source"
    written = lines[first - 1].encode()[statement.col_offset : value.col_offset].decode()
    call = signature_code(signature.selectors, kept, *reached).removeprefix("Signature")
    code = f"{written}{one_line(source, called)}{call}"
    lines[first - 1 : last] = [line + tail for line in wrapped(code, statement.col_offset)]
    return "\n".join(lines)


def healed_adapter(
    adapter: DeclaredAdapter, layout: str, source: str, signature: Signature | None = None
) -> DeclaredAdapter:
    """Return *adapter* with the new *layout*, made from the text of its class as it will be written.

    :param signature: that of the adapter with the marks of the new layout in it
    """
    kind = type(adapter)
    shapes = {shape.__name__: shape for shape in kind.shapes.values()}
    names = {**names_of(kind), "Signature": Signature, "date": date, "ClassVar": ClassVar, **shapes}
    # The text is our own, put together from selectors; running it is the proof that it is Python.
    exec(compile(source, f"<layout {layout}>", "exec"), names)  # noqa: S102
    made = class_of_layout(layout)
    members = {**shapes, made: names[made], "__module__": kind.__module__, "__doc__": kind.__doc__}
    members |= {"signature": signature} if signature is not None else {}
    healed: type[DeclaredAdapter] = type(kind.__name__, (kind,), members)
    return healed()
