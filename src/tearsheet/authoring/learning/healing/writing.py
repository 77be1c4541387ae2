"""The new layout written into the module of its adapter, of which every other byte but the imports stays."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from keyword import iskeyword
from typing import Any

from attrs import frozen

from tearsheet.authoring.learning.healing.healing import HealError
from tearsheet.authoring.learning.learned import FieldChoice
from tearsheet.authoring.learning.module import comment, field_lines, mapping_lines, one_or_more, tuple_of, wrapped
from tearsheet.authoring.learning.written import literal
from tearsheet.fields.declared import FIELDS

__all__ = ["FIELDS", "ORDER", "Layer", "class_of_layout", "with_layout"]

_FIRST = (
    "title",
    "summary",
    "published",
    "updated",
    "authors",
    "source",
    "publisher",
    "site",
    "section",
    "breadcrumbs",
    "tags",
    "body",
    "related",
    "images",
)
ORDER = (*_FIRST, *[name for name in FIELDS if name not in _FIRST])
"""The names of the fields in the order in which they are written."""
_WIDTH = 120
_STEP = 4


@frozen(kw_only=True)
class Layer:
    """A new layout as it will be written.

    :ivar name: name of the layout
    :ivar base: the class whose fields it inherits: ``PageLayout``, or another layout of the adapter
    :ivar fields: the code of each field that is written, by name; a mapping of fields is a mapping here
    :ivar evidence: what speaks for them, by name
    :ivar note: what is said of the whole layout
    """

    name: str
    base: str
    since: date | None
    signature: tuple[str, ...]
    fields: Mapping[str, tuple[str, ...] | Mapping[str, str]]
    evidence: Sequence[FieldChoice]
    drops: Mapping[str, Sequence[str]]
    note: str
    bare_mappings: bool = False

    @property
    def uses(self) -> set[str]:
        """The names that it needs."""
        code = " ".join(
            " ".join(each) if isinstance(each, tuple) else " ".join(each.values()) for each in self.fields.values()
        )
        plain = re.sub(r"""r?"(?:\\.|[^"\\])*"|r?'(?:\\.|[^'\\])*'""", "''", code)
        used = {name for name in re.findall(r"(?<![.\w])([a-z]+)\(", plain) if name in _FUNCTIONS}
        used |= {"PageLayout"} if self.base == "PageLayout" else set()
        used |= {"date"} if self.since is not None else set()
        used |= {"Signature"} if self.signature else set()
        mappings = bool(self.drops) or any(isinstance(each, Mapping) for each in self.fields.values())
        return used | ({"ClassVar"} if mappings and not self.bare_mappings else set())

    def lines(self) -> list[str]:
        """Return the class, not indented."""
        kind = class_of_layout(self.name)
        given = [self.base]
        if self.since is not None:
            given.append(f"since=date({self.since.year}, {self.since.month}, {self.since.day})")
        if self.signature:
            given.append(f"signature=Signature(selectors={tuple_of(list(map(literal, self.signature)))})")
        if kind.lower().replace("_", "-") != self.name:
            given.append(f"layout={literal(self.name)}")
        lines = [*wrapped(f"class {kind}({', '.join(given)}):", 0), *comment(self.note, _STEP, _WIDTH - _STEP), ""]
        for name, code in self.fields.items():
            for each in self.evidence:
                if each.name == name or each.name.startswith(f"{name}."):
                    lines += [
                        line
                        for said in (each.evidence, *[f"unsure: {x}" for x in each.unsure])
                        for line in comment(said, _STEP, _WIDTH - _STEP)
                    ]
            lines += [*self._field(name, code)]
        if self.drops:
            drops = {rule: one_or_more(each) for rule, each in self.drops.items()}
            lines += mapping_lines(self._mapping("drops"), drops, _STEP)
        return lines

    def _field(self, name: str, code: tuple[str, ...] | Mapping[str, str]) -> list[str]:
        if isinstance(code, Mapping):
            return mapping_lines(self._mapping(name), code, _STEP)
        # The class will stand one step further in.
        return [line[_STEP:] for line in field_lines(name, code, 2 * _STEP)]

    def _mapping(self, name: str) -> str:
        return name if self.bare_mappings else f"{name}: ClassVar"


_FUNCTIONS = frozenset(
    [
        "between",
        "blocks",
        "css",
        "jsonld",
        "label",
        "links",
        "meta",
        "pictures",
        "posts",
        "regex",
        "script",
        "seen",
        "xpath",
    ]
)


def class_of_layout(name: str) -> str:
    """Return the name of the class of the layout *name*."""
    plain = re.sub(r"\W+", "_", name).strip("_")
    plain = plain[:1].upper() + plain[1:]
    return plain if plain.isidentifier() and not iskeyword(plain) else f"Layout_{plain}"


# -- into the module ---------------------------------------------------------------------------------------------------


def with_layout(source: str, kind: str, layer: Layer) -> str:
    """Return the module *source* with *layer* as the last member of the class *kind*.

    :raises HealError: when the class is not there, or stands in one line
    """
    tree = ast.parse(source)
    owner = next((node for node in _classes(tree) if node.name == kind), None)
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
    added = ["", *[indent + line if line else "" for line in layer.lines()]]
    rest = lines[last.end_lineno :]
    body = lines[: last.end_lineno]
    if not rest:
        # The file ends without a line end.
        rest = [""]
        body[-1] += "\r" if ending == "\r\n" else ""
    tail = "\r" if ending == "\r\n" else ""
    text = "\n".join([*body, *[line + tail for line in added], *rest])
    for name in sorted(layer.uses):
        text = _with_import(text, name)
    return text


def _classes(tree: ast.AST) -> Iterator[ast.ClassDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


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
        code = f"from {origin} import {', '.join(sorted([*given, name], key=_order))}"
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


def _order(name: str) -> tuple[int, str]:
    """As isort has it: constants, then classes, then functions."""
    return (0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2, name)
