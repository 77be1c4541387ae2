"""Runs the Python of the READMEs and of docs/ with Sybil: what a page shows is what the library does.

Each page is one session, run from the root of the repository. Adapters that a page registers are gone after it.
The shell commands of the pages are run by tests/test_docs.py.
"""

from __future__ import annotations

import os
from doctest import ELLIPSIS
from pathlib import Path
from typing import Any

from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser

import tearsheet

ROOT = Path(__file__).parent


def _enter(namespace: dict[str, Any]) -> None:
    namespace["_left"] = Path.cwd(), dict(tearsheet.registry.adapters)
    os.chdir(ROOT)


def _leave(namespace: dict[str, Any]) -> None:
    folder, adapters = namespace["_left"]
    os.chdir(folder)
    for name in set(tearsheet.registry.adapters) - set(adapters):
        tearsheet.registry.unregister(name)
    for adapter in adapters.values():
        tearsheet.registry.register(adapter, replace=True)


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS)],
    patterns=["README*.md", "docs/*.md"],
    excludes=["tests/*"],
    setup=_enter,
    teardown=_leave,
).pytest()
