"""Where an adapter goes: into tearsheet itself or into another package, and what has to be said there of it."""

from __future__ import annotations

import importlib
import importlib.util
import re
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from attrs import frozen

from tearsheet.authoring.learning.module import class_name, module_name
from tearsheet.errors import InputError
from tearsheet.reading.adapter import Adapter

_GROUP = '[project.entry-points."tearsheet.adapters"]'
_CASES = "tests/fixtures"
_PYTEST = "[tool.pytest.ini_options]"


class ProjectError(InputError):
    """A package that no adapter can be written into; the message says what to do."""


@frozen
class Project:
    """A package that adapters are written into.

    :ivar root: the directory of its pyproject.toml
    :ivar package: the directory of the modules
    :ivar fixtures: the directory of the golden cases
    :ivar is_tearsheet: whether it is tearsheet itself
    """

    root: Path
    package: Path
    fixtures: Path
    is_tearsheet: bool

    def module(self, name: str) -> Path:
        """Return the file of the adapter *name*."""
        return self.package / f"{module_name(name)}.py"

    @property
    def dotted(self) -> str:
        """The import name of the package."""
        parts = self.package.relative_to(self.root).parts
        return ".".join(parts[1:] if parts[0] == "src" else parts)

    def dotted_module(self, name: str) -> str:
        """Return the import name of the module of the adapter *name*."""
        return f"{self.dotted}.{module_name(name)}"

    def announce(self, name: str) -> list[Path]:
        """Say in the files of the package that there is an adapter *name*; return the files that this changed."""
        return self._list_built_in(name) if self.is_tearsheet else self._add_entry_point(name)

    def _add_entry_point(self, name: str) -> list[Path]:
        path = self.root / "pyproject.toml"
        text = before = path.read_text(encoding="utf-8")
        settings = tomllib.loads(text)
        points = settings.get("project", {}).get("entry-points", {}).get("tearsheet.adapters", {})
        if name not in points:
            quoted = f'"{name}"' if "." in name else name
            line = f'{quoted} = "{self.dotted_module(name)}:{class_name(name)}"'
            if _GROUP in text:
                text = text.replace(_GROUP, f"{_GROUP}\n{line}", 1)
            elif (
                "entry-points" in settings.get("project", {})
                and "tearsheet.adapters" in settings["project"]["entry-points"]
            ):
                raise ProjectError(f"{path}: add the entry point by hand, below tearsheet.adapters: {line}")
            else:
                text = f"{text.rstrip()}\n\n{_GROUP}\n{line}\n"
        pytest = settings.get("tool", {}).get("pytest", {}).get("ini_options", {})
        if "tearsheet_cases" not in pytest:
            line = f'tearsheet_cases = ["{self.fixtures.relative_to(self.root).as_posix()}"]'
            if _PYTEST in text:
                text = text.replace(_PYTEST, f"{_PYTEST}\n{line}", 1)
            else:
                text = f"{text.rstrip()}\n\n{_PYTEST}\n{line}\n"
        if text == before:
            return []
        tomllib.loads(text)
        path.write_text(text, encoding="utf-8")
        return [path]

    def _list_built_in(self, name: str) -> list[Path]:
        path = self.package.parent / "built_in.py"
        text = path.read_text(encoding="utf-8")
        own = f"from tearsheet.adapters.sites.{module_name(name)} import {class_name(name)}"
        if own in text:
            return []
        imports = [line for line in text.splitlines() if line.startswith("from tearsheet.adapters.")]
        after = [line for line in imports if line < own]
        listed = re.search(r"^(BUILT_IN\b[^=]*= \()([^)]*)(\))", text, re.MULTILINE)
        if listed is None or not imports:
            raise ProjectError(f"{path}: add {class_name(name)} to BUILT_IN by hand: {own}")
        names = [each.strip() for each in listed[2].split(",") if each.strip()]
        line = f"{listed[1]}{', '.join([*names, class_name(name)])})"
        if len(line) > 120:
            line = "\n".join([listed[1], *[f"    {each}," for each in [*names, class_name(name)]], ")"])
        text = text.replace(listed[0], line, 1)
        if after:
            text = text.replace(after[-1], f"{after[-1]}\n{own}", 1)
        else:
            text = text.replace(imports[0], f"{own}\n{imports[0]}", 1)
        path.write_text(text, encoding="utf-8")
        return [path]

    def load(self, name: str) -> Adapter | None:
        """Return the adapter *name* as its module has it now, ``None`` where there is no such module.

        :raises ProjectError: when the module cannot be imported or holds no adapter of that name
        """
        path = self.module(name)
        if not path.is_file():
            return None
        spec = importlib.util.spec_from_file_location(self.dotted_module(name), path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        with _importable(self.package.parent):
            try:
                spec.loader.exec_module(module)
            except Exception as error:
                raise ProjectError(f"{path} cannot be imported: {type(error).__name__}: {error}") from error
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, Adapter) and getattr(value, "name", None) == name:
                return value()
        raise ProjectError(f"{path} holds no adapter named {name!r}; give another name, or --force to write it anew")


@contextmanager
def _importable(folder: Path) -> Iterator[None]:
    """Let modules of a package that is not installed import each other."""
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))


def find_project(folder: Path) -> Project:
    """Return the package in *folder*, or in the nearest directory around it that has a pyproject.toml.

    :raises ProjectError: when there is none, or its modules cannot be found
    """
    start = folder.resolve()
    for root in (start, *start.parents):
        path = root / "pyproject.toml"
        if path.is_file():
            break
    else:
        raise ProjectError(
            f"there is no pyproject.toml in {folder}; start a package there with --start-package --package {folder}"
        )
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProjectError(f"{path}: {error}") from None
    name = str(settings.get("project", {}).get("name") or "")
    is_tearsheet = name == "tearsheet"
    cases = settings.get("tool", {}).get("pytest", {}).get("ini_options", {}).get("tearsheet_cases") or [_CASES]
    fixtures = root / str((cases.split() if isinstance(cases, str) else cases)[0])
    if is_tearsheet:
        return Project(root, root / "src" / "tearsheet" / "adapters" / "sites", fixtures, is_tearsheet=True)
    return Project(root, _package_of(root, name, settings), fixtures, is_tearsheet=False)


def _package_of(root: Path, name: str, settings: dict[str, Any]) -> Path:
    wheel = settings.get("tool", {}).get("hatch", {}).get("build", {}).get("targets", {}).get("wheel", {})
    named = [root / str(each) for each in wheel.get("packages", [])]
    plain = re.sub(r"[-.]+", "_", name)
    guessed = [root / "src" / plain, root / plain]
    for path in [*named, *guessed]:
        if (path / "__init__.py").is_file():
            return path
    inits = sorted([*root.glob("src/*/__init__.py"), *root.glob("*/__init__.py")])
    found = [path.parent for path in inits if path.parent.name not in {"tests", "docs", "examples"}]
    if len(found) == 1:
        return found[0]
    raise ProjectError(
        f"{root}: the package with the modules was not found; make src/{plain or 'name'}/__init__.py, or name it in "
        "pyproject.toml: [tool.hatch.build.targets.wheel] packages = [...]"
    )


# -- a new package for adapters: what it takes to be built, found by tearsheet and tested ------------------------------


_PYPROJECT = """\
[build-system]
requires = ["hatchling>=1.26"]
build-backend = "hatchling.build"

[project]
name = "{project}"
version = "0.1.0"
description = "Site adapters for tearsheet"
readme = "README.md"
requires-python = ">=3.11"
dependencies = ["tearsheet"]

[project.optional-dependencies]
test = ["pytest>=8.2", "tearsheet[cli]"]

[project.entry-points."tearsheet.adapters"]

[tool.hatch.build.targets.wheel]
packages = ["src/{package}"]

[tool.pytest.ini_options]
pythonpath = ["src"]
tearsheet_cases = ["tests/fixtures"]
"""
_README = """\
# {project}

Site adapters for [tearsheet](https://pypi.org/project/tearsheet/). Where this package is installed, `tearsheet.parse`
reads the sites it knows.

    pip install -e '.[test]'
    tearsheet adapters          # the adapters of this package are among them
    pytest                      # golden cases: one test for each field of each page in tests/fixtures

To add a site, save one or two of its pages and say what you see on them:

    tearsheet new NAME page1.html page2.html --url URL1 --url URL2 --title "..."

To add a page to a site that is known, run the same with its name again.
When a test fails and what is read now is right:

    pytest --accept
"""
_INIT = '''\
"""Site adapters for tearsheet."""
'''
_CONFTEST = '''\
"""Register the adapters of this package where it is not installed, or was installed before they were added."""

from __future__ import annotations

import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import tearsheet

_PYPROJECT = Path(__file__).parent.parent / "pyproject.toml"
_GROUP = "tearsheet.adapters"
_POINTS = tomllib.loads(_PYPROJECT.read_text(encoding="utf-8"))["project"]["entry-points"][_GROUP]

for _name, _value in _POINTS.items():
    if _name not in tearsheet.registry.adapters:
        tearsheet.registry.register(EntryPoint(_name, _value, _GROUP).load())
'''
_IGNORE = """\
__pycache__/
dist/
.venv/
"""


def package_files(root: Path) -> dict[Path, str]:
    """Return the files of a new package in *root*, by path.

    :raises InputError: when the name of the directory makes no name of a package
    """
    project = re.sub(r"[^a-z0-9]+", "-", root.resolve().name.lower()).strip("-")
    package = project.replace("-", "_")
    if not package.isidentifier():
        raise InputError(f"{root.resolve().name!r} makes no name of a package; name the directory with letters first")
    names = {"project": project, "package": package}
    return {
        root / "pyproject.toml": _PYPROJECT.format(**names),
        root / "README.md": _README.format(**names),
        root / ".gitignore": _IGNORE,
        root / "src" / package / "__init__.py": _INIT,
        root / "src" / package / "py.typed": "",
        root / "tests" / "conftest.py": _CONFTEST,
    }


def start_package(root: Path, *, force: bool = False) -> list[Path]:
    """Write a new package into *root* and return its files.

    :param force: write over files that are there
    :raises InputError: when one of the files is there, unless *force*; nothing is written then
    """
    files = package_files(root)
    there = [path for path in files if path.exists()]
    if there and not force:
        raise InputError(f"{', '.join(map(str, there))} is there already; leave out --start-package, or give --force")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(files)
