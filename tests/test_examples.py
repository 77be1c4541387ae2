"""The scripts in examples/ run as they stand: no arguments, no network, no files left, the same every time."""

from __future__ import annotations

import ast
import functools
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import tearsheet
from tearsheet.fields import DeclaredAdapter

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = sorted((ROOT / "examples").glob("*.py"))

# Runs a script with every way out of the process closed.
CLOSED = """
import runpy, socket, sys
def refuse(event, arguments):
    if event == "socket.__new__" and arguments[1] == getattr(socket, "AF_UNIX", None):
        return  # how processes of one script talk to each other
    if event.startswith(("socket.", "subprocess.", "os.system")) or (
        event == "open" and "w" in str(arguments[1]) and not isinstance(arguments[0], int)
    ):
        raise RuntimeError(f"an example must not use {event} {arguments}")
script = sys.argv.pop(1)
sys.addaudithook(refuse)
runpy.run_path(script, run_name="__main__")
"""


@functools.cache
def output(script: Path, seed: str = "0") -> str:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-B", "-W", "error", "-c", CLOSED, str(script)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT / "tests",
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    return done.stdout


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_script_runs_offline_and_prints_the_same_every_time(script):
    assert output(script).strip()
    assert output(script) == output(script, seed="1")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_script_is_short_and_says_what_it_is_for(script):
    source = script.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 90
    assert ast.get_docstring(ast.parse(source))


def test_every_script_stands_in_the_documentation_with_its_output():
    page = (ROOT / "docs" / "examples.md").read_text(encoding="utf-8")
    for script in SCRIPTS:
        assert f"```{{literalinclude}} ../examples/{script.name}\n" in page
        assert f"$ python examples/{script.name}\n" in page
    assert len(re.findall(r"^\$ ", page, re.MULTILINE)) == len(SCRIPTS)


@pytest.mark.parametrize("page", sorted((ROOT / "examples" / "pages").iterdir()), ids=lambda page: page.name)
def test_page_is_read_by_the_adapter_it_is_named_after_and_accounted_for(page):
    reading = tearsheet.read(page.read_bytes())
    assert reading.adapter.name == page.stem
    assert reading.ledger.unexplained == ()


def test_every_written_adapter_has_a_page():
    written = {name for name, each in tearsheet.registry.adapters.items() if not isinstance(each, DeclaredAdapter)}
    assert {page.stem for page in (ROOT / "examples" / "pages").iterdir()} == written


def test_pages_say_that_they_are_made():
    for page in ROOT.glob("examples/*/*.html"):
        assert b"<!-- made:" in page.read_bytes(), page
