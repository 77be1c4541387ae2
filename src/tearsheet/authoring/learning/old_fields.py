"""The fields that a layout had before, and where they are written: the first candidates for what is learned anew."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import field, frozen

from tearsheet import fields
from tearsheet.authoring.learning.context import Context
from tearsheet.fields import DeclaredAdapter


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
    if source is None or class_in(source, kind) is None:
        return ModuleSource(kind)
    return ModuleSource(kind, source, path, _has_bare_mapping(source, kind), names_of(type(adapter)))


def names_of(kind: type[DeclaredAdapter]) -> dict[str, Any]:
    """Return what the names in the module of *kind* stand for, and the fields that may be used in it."""
    loaded = sys.modules.get(kind.__module__)
    names: dict[str, Any] = dict(vars(loaded)) if loaded is not None else {}
    return names | {name: getattr(fields, name) for name in fields.__all__}


def class_in(source: str, kind: str) -> ast.ClassDef | None:
    """Return the class *kind* of the module *source*, ``None`` where it is not there."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return None
    return next((node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == kind), None)


def _has_bare_mapping(source: str, kind: str) -> bool:
    owner = class_in(source, kind)
    found = ast.walk(owner) if owner is not None else ()
    return any(
        isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id in {"drops", "extras", "scores"}
        for node in found
    )


def value_of(owner: ast.ClassDef | None, name: str) -> ast.expr | None:
    """Return the value that *owner* gives to *name*, ``None`` where it gives none."""
    for node in owner.body if owner is not None else ():
        if isinstance(node, ast.Assign | ast.AnnAssign):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name) and target.id == name:
                return node.value
    return None


def one_line(source: str, node: ast.expr) -> str | None:
    """Return the text of *node* in one line, as it stands where that means the same."""
    text = ast.get_source_segment(source, node) or ""
    joined = " ".join(line.strip() for line in text.splitlines() if not line.strip().startswith("#"))
    try:
        same = ast.dump(ast.parse(joined, mode="eval").body) == ast.dump(node)
    except SyntaxError:
        same = False
    return joined if same else ast.unparse(node)


@frozen(kw_only=True)
class OldFields:
    """The fields of the layout that pages had before; none for a site that is learned.

    :ivar fields: the fields by name; of an adapter that declares none, the names of those that it fills
    :ivar contexts: what stood around the values on old pages
    :ivar module: where they are written
    :ivar base: name of the class of the layout there; ``None`` where the adapter's own are meant
    """

    fields: Mapping[str, Any] = field(factory=dict)
    contexts: Mapping[str, Context] = field(factory=dict)
    module: ModuleSource | None = None
    base: str | None = None

    def __bool__(self) -> bool:
        """Whether there was a layout before."""
        return bool(self.fields)

    def code(self, name: str, key: str | None = None) -> str | None:
        """Return the text of the field *name* as it is declared, ``None`` where it is not to be had.

        What the class of the layout does not declare, the adapter does.

        :param key: of a mapping of fields, which of them
        """
        source = self.module.source if self.module is not None else None
        owner = class_in(source, self.module.kind) if self.module is not None and source is not None else None
        if owner is None or source is None:
            return None
        inner = next((node for node in owner.body if isinstance(node, ast.ClassDef) and node.name == self.base), None)
        for members in (inner, owner):
            value = value_of(members, name)
            if value is not None and key is not None:
                pairs = zip(value.keys, value.values, strict=True) if isinstance(value, ast.Dict) else ()
                value = next(
                    (each for given, each in pairs if isinstance(given, ast.Constant) and given.value == key), None
                )
            if value is not None:
                return one_line(source, value)
        return None
