"""The module in which an adapter stands, and the adapter with a new layout, made from the text that is written."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from attrs import field, frozen

from tearsheet import fields
from tearsheet.authoring.learning.healing.writing import class_of_layout
from tearsheet.authoring.learning.module import tuple_of, wrapped
from tearsheet.authoring.learning.written import literal
from tearsheet.fields import DeclaredAdapter
from tearsheet.reading.adapter import Signature

__all__ = ["ModuleSource", "healed_adapter", "kept_code", "source_of", "with_signature"]


@frozen
class ModuleSource:
    """Where a class stands.

    :ivar kind: its name
    :ivar source: the text of its module; ``None`` where that is not known
    :ivar path: the file
    :ivar names: what the names in it stand for
    :ivar bare_mappings: whether its mappings are declared without ``ClassVar``
    """

    kind: str
    source: str | None = None
    path: str | None = None
    bare_mappings: bool = False
    names: Mapping[str, Any] = field(factory=dict, eq=False, repr=False)


def source_of(adapter: DeclaredAdapter) -> ModuleSource:
    """Return the module of *adapter*; one without source where its class was not read from a file."""
    kind = type(adapter).__name__
    try:
        path = inspect.getsourcefile(type(adapter))
        source = Path(path).read_bytes().decode("utf-8") if path is not None else None
    except (OSError, TypeError, UnicodeDecodeError):
        return ModuleSource(kind)
    if source is None or _class(source, kind) is None:
        return ModuleSource(kind)
    return ModuleSource(kind, source, path, _has_bare_mapping(source, kind), _names(type(adapter)))


def _names(kind: type[DeclaredAdapter]) -> dict[str, Any]:
    loaded = sys.modules.get(kind.__module__)
    names: dict[str, Any] = dict(vars(loaded)) if loaded is not None else {}
    return names | {name: getattr(fields, name) for name in fields.__all__}


def _class(source: str, kind: str) -> ast.ClassDef | None:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return None
    return next((node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == kind), None)


def _has_bare_mapping(source: str, kind: str) -> bool:
    owner = _class(source, kind)
    found = ast.walk(owner) if owner is not None else ()
    return any(
        isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id in {"drops", "extras", "scores"}
        for node in found
    )


def kept_code(module: ModuleSource, base: str | None, name: str, key: str | None = None) -> str | None:
    """Return the text of the field *name* as it is declared, ``None`` where it is not to be had.

    :param base: name of the class of the layout; what it does not declare, the adapter does
    :param key: of a mapping of fields, which of them
    """
    owner = _class(module.source, module.kind) if module.source is not None else None
    if owner is None or module.source is None:
        return None
    inner = next((node for node in owner.body if isinstance(node, ast.ClassDef) and node.name == base), None)
    for members in (inner, owner):
        value = _value_of(members, name)
        if value is not None and key is not None:
            pairs = zip(value.keys, value.values, strict=True) if isinstance(value, ast.Dict) else ()
            value = next(
                (each for given, each in pairs if isinstance(given, ast.Constant) and given.value == key), None
            )
        if value is not None:
            return _one_line(module.source, value)
    return None


def _value_of(owner: ast.ClassDef | None, name: str) -> ast.expr | None:
    for node in owner.body if owner is not None else ():
        target = (
            node.targets[0]
            if isinstance(node, ast.Assign)
            else node.target
            if isinstance(node, ast.AnnAssign)
            else None
        )
        if isinstance(target, ast.Name) and target.id == name and isinstance(node, ast.Assign | ast.AnnAssign):
            return node.value
    return None


def _one_line(source: str, node: ast.expr) -> str | None:
    """Return the text of *node* in one line, as it stands where that means the same."""
    text = ast.get_source_segment(source, node) or ""
    joined = " ".join(line.strip() for line in text.splitlines() if not line.strip().startswith("#"))
    try:
        same = ast.dump(ast.parse(joined, mode="eval").body) == ast.dump(node)
    except SyntaxError:
        same = False
    return joined if same else ast.unparse(node)


def with_signature(source: str, kind: str, signature: Signature) -> str | None:
    """Return the module *source* with the selectors of *signature* in that of the class *kind*.

    ``None`` where the class does not declare it in one call.
    """
    owner = _class(source, kind)
    value = _value_of(owner, "signature")
    statement = next((node for node in owner.body if getattr(node, "value", ...) is value), None) if owner else None
    called = value.func if isinstance(value, ast.Call) else None
    if not isinstance(value, ast.Call) or not isinstance(called, ast.Name | ast.Attribute) or statement is None:
        return None
    if (called.id if isinstance(called, ast.Name) else called.attr) != "Signature" or len(value.args) > 1:
        return None
    kept = [_one_line(source, each) or "" for each in value.args]
    kept += [
        f"{each.arg}={_one_line(source, each.value)}"
        for each in value.keywords
        if each.arg not in {"selectors", "at_least"}
    ]
    kept.append(f"selectors={tuple_of(list(map(literal, signature.selectors)))}")
    if signature.at_least is not None:
        kept.append(f"at_least={signature.at_least}")
    lines = source.split("\n")
    tail = "\r" if "\r\n" in source else ""
    first, last = statement.lineno, statement.end_lineno
    assert last is not None, "the tree comes from a source"
    written = lines[first - 1].encode()[statement.col_offset : value.col_offset].decode()
    code = f"{written}{_one_line(source, called)}({', '.join(kept)})"
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
    names = {**_names(kind), "Signature": Signature, "date": date, "ClassVar": ClassVar, **shapes}
    # The text is our own, put together from selectors; running it is the proof that it is Python.
    exec(compile(source, f"<layout {layout}>", "exec"), names)  # noqa: S102
    made = class_of_layout(layout)
    members = {**shapes, made: names[made], "__module__": kind.__module__, "__doc__": kind.__doc__}
    members |= {"signature": signature} if signature is not None else {}
    healed: type[DeclaredAdapter] = type(kind.__name__, (kind,), members)
    return healed()
