"""A new package for adapters: what it takes to be built, found by tearsheet and tested."""

from __future__ import annotations

import re
from pathlib import Path

from tearsheet.errors import InputError

__all__ = ["package_files", "start_package"]

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
