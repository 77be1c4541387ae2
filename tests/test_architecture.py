"""The tree in docs/architecture.md is true: every room stands in it, and imports point up the list, never down."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "tearsheet"
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
MODULES = sorted(path for path in SOURCE.rglob("*.py") if path.parent != SOURCE or not path.name.startswith("__"))
# Rooms in the order of the tree, lowest first: a module imports from its own room and from those before it.
ROOMS = re.findall(r"^    ([a-z_]+)(?:\.py|/) ", PAGE, re.MULTILINE)
# Inside a room, where it has folders: lowest first as well.
INSIDE = {room: inside.split(" ◄ ") for room, inside in re.findall(r"^\* `([\w/]+)`: ([^:\n]+)$", PAGE, re.MULTILINE)}


def room_of(dotted: str) -> str:
    return dotted.split(".")[1]


def imports(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    return [name for name in found if name.startswith("tearsheet.")]


def dotted(path: Path) -> str:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {dotted(path) for path in MODULES}


def test_the_tree_has_every_room_once():
    there = {dotted(path).split(".")[1] for path in MODULES}
    assert sorted(ROOMS) == sorted(there)


def test_what_the_page_says_where_to_find_is_there():
    table = PAGE.partition("## Where is what")[2].partition("##")[0]
    named = re.findall(r"`([a-z_/]+(?:/|\.py))`", table)
    assert len(named) > 20
    assert [path for path in named if not (SOURCE / path).exists()] == []


def test_few_modules_stand_beside_the_rooms():
    assert len(list(SOURCE.glob("*.py"))) <= 5


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_module_imports_nothing_from_a_room_below_it(path):
    own = ROOMS.index(room_of(dotted(path)))
    below = [name for name in imports(path) if own < ROOMS.index(room_of(name))]
    assert below == []


@pytest.mark.parametrize("room", INSIDE)
def test_inside_a_room_imports_run_one_way_too(room):
    order = INSIDE[room]
    inside = re.compile(rf"tearsheet\.{room.replace('/', '[.]')}\.(\w+)")
    found = {name: order.index(parts[1]) for name in NAMES if (parts := inside.match(name)) and parts[1] in order}
    assert set(found.values()) == set(range(len(order)))
    for path in MODULES:
        own = found.get(dotted(path), len(order))
        for name in imports(path):
            assert found.get(name, -1) <= own, f"{path.name} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_what_begins_with_an_underscore_is_taken_by_no_other_module(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    taken = [
        f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tearsheet.")
        for alias in node.names
        if alias.name.startswith("_") and not alias.name.startswith("__")
    ]
    assert taken == []


def test_no_module_is_too_long_to_read():
    long = {path.name: lines for path in MODULES if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 350}
    assert long == {}


NETWORK = {"aiohttp", "http", "httpx", "protego", "requests", "socket", "ssl", "urllib.request", "urllib3"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_nothing_outside_of_fetching_knows_the_network(path):
    if room_of(dotted(path)) == "fetching":
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    found |= {f"{node.module}" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    found |= {
        f"{node.module}.{name.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    }
    # Packages of extras are asked for by name.
    asked = [node.args[0] for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "need"]
    found |= {node.value.partition(".")[0] for node in asked if isinstance(node, ast.Constant)}
    assert NETWORK & found == set()


def test_only_the_command_fetch_imports_the_room_that_fetches():
    users = {dotted(path) for path in MODULES if any(name.startswith("tearsheet.fetching") for name in imports(path))}
    assert {name for name in users if not name.startswith("tearsheet.fetching")} == {"tearsheet.cli.fetch"}
