"""The table in docs/architecture.md is true: every module stands in it, and imports run one way."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "tearsheet"
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
LAYERS = [
    re.findall(r"`([^`]+)`", cells) for _, cells in re.findall(r"^\| ([a-z ]+) \| (`[^|]+) \|", PAGE, re.MULTILINE)
]


def unit_of(path: Path) -> str:
    """Name of a module as the table has it: a package is one unit, and so are all adapters."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return f"{parts[0]}/*" if parts[0] in {"adapters", "outputs"} else parts[0]


def layer_of(unit: str) -> int:
    return next(number for number, units in enumerate(LAYERS) if unit in units)


MODULES = sorted(path for path in SOURCE.rglob("*.py") if path.parent != SOURCE or not path.name.startswith("__"))


def test_the_table_has_every_module_once():
    listed = [unit for units in LAYERS for unit in units]
    assert sorted(listed) == sorted({unit_of(path) for path in MODULES})


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_module_imports_nothing_on_its_right(path):
    own = layer_of(unit_of(path))
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tearsheet."):
            unit = node.module.split(".")[1]
            unit = f"{unit}/*" if unit in {"adapters", "outputs"} else unit
            assert layer_of(unit) <= own, f"{path.name} imports {node.module}"


def test_no_module_is_too_long_to_read():
    long = {path.name: lines for path in MODULES if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 350}
    assert long == {}
