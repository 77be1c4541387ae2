"""docs/adding-a-site.md, done as a newcomer would: its commands in its order, in one folder, in a fresh environment.

A block of Python that follows the name of a file in backticks and a colon is written to that file. ``pip install -e`` is
run without the network: what the package needs is lent by the environment of these tests.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest

from test_docs import as_pattern

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "adding-a-site.md"
BLOCK = re.compile(
    r"(?:^`(?P<file>[^`\n]+)`:\n\n)?^```(?P<language>console|python|sh)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)

EXIT = re.compile(r"^\(exits with (?P<code>\d)\)\n\Z", re.MULTILINE)


def steps() -> Iterator[tuple[str, str, str]]:
    """What the page says to do, in order: ``("write", file, text)`` or ``("run", command, output)``."""
    for block in BLOCK.finditer(PAGE.read_text(encoding="utf-8")):
        if block["file"] and block["language"] == "python":
            yield "write", block["file"], block["body"]
        elif block["language"] == "console":
            for shown in re.split(r"^\$ ", block["body"], flags=re.MULTILINE)[1:]:
                command, _, output = shown.partition("\n")
                while command.endswith("\\"):
                    more, _, output = output.partition("\n")
                    command = command[:-1] + more.strip()
                yield "run", command, output


@pytest.fixture(scope="module")
def python(tmp_path_factory) -> Path:
    """The interpreter of a fresh environment that sees this tearsheet and, lent, what the tests have installed."""
    folder = tmp_path_factory.mktemp("fresh") / "venv"
    venv.create(folder, with_pip=False)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    asked = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = Path(subprocess.run(asked, capture_output=True, encoding="utf-8", check=True).stdout.strip())
    lent = [ROOT / "src", *sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})]
    (site / "lent.pth").write_text("\n".join(map(str, lent)), encoding="utf-8")
    return python


def arguments(command: str, python: Path) -> list[str]:
    program, *words = shlex.split(command)
    if program == "tearsheet":
        return [str(python), "-m", "tearsheet", *words]
    if program == "pip":
        lent = [sys.executable, "-m", "pip", "--python", str(python), "--quiet", "--disable-pip-version-check"]
        return [*lent, *words, "--no-deps", "--no-build-isolation", "--no-index"]
    assert program == "pytest", f"{program!r} is not run here: make it an sh block"
    return [str(python), "-m", "pytest", "-p", "no:cacheprovider", *words]


@pytest.mark.skipif(importlib.util.find_spec("pip") is None, reason="the environment of these tests has no pip")
def test_the_page_can_be_followed_from_its_first_command_to_its_last(python, tmp_path):
    shutil.copytree(ROOT / "examples" / "tide_gazette", tmp_path / "examples" / "tide_gazette")
    keep = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "PYTEST", "COV"))}
    environment = {**keep, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("CI", None)
    done = 0
    for kind, what, text in steps():
        if kind == "write":
            (tmp_path / what).write_text(text, encoding="utf-8")
            continue
        told = EXIT.search(text)
        shown, code = (text[: told.start()], int(told["code"])) if told is not None else (text, 0)
        run = subprocess.run(
            arguments(what, python),
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        assert as_pattern(shown).fullmatch(run.stdout), f"$ {what}\nshown:\n{shown}\nprinted:\n{run.stdout}"
        assert run.returncode == code, run.stdout
        done += 1
    assert done > 8
