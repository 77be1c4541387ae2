"""The adapter of another package: installed from its wheel beside that of tearsheet, found, used and tested there.

The environment is fresh and holds the two wheels. What they depend on is lent to it by a ``.pth`` file from the
environment of these tests, so that nothing is downloaded; tearsheet itself is found in the fresh one first.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "third_party_adapter"
STORY = "tests/fixtures/harbour-ledger/html-story/page.html"


def run(*command: object, cwd: Path, check: bool = True) -> str:
    """Return what the command writes to its standard output."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "PYTEST", "COV"))}
    done = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**environment, "PYTHONDONTWRITEBYTECODE": "1", "NO_COLOR": "1"},
    )
    assert not check or done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """A copy of the package, out of reach of this repository."""
    folder = tmp_path_factory.mktemp("third-party") / "project"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("__pycache__", ".pytest_cache", "dist"))
    return folder


@pytest.fixture(scope="module")
def wheels(project, tmp_path_factory) -> list[Path]:
    folder = tmp_path_factory.mktemp("wheels")
    for source in (ROOT, project):
        run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, source, cwd=folder)
    return sorted(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def site(wheels, tmp_path_factory) -> Path:
    """The site-packages of a fresh environment in which both wheels are installed."""
    folder = tmp_path_factory.mktemp("fresh") / "venv"
    run(sys.executable, "-m", "venv", folder, cwd=folder.parent)
    install = ("install", "--quiet", "--no-index", "--no-deps", "--disable-pip-version-check")
    run(python_of(folder), "-m", "pip", *install, *wheels, cwd=folder.parent)
    found = run(python_of(folder), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder.parent)
    site = Path(found.strip())
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (site / "lent.pth").write_text("\n".join(sorted(lent)), encoding="utf-8")
    return site


def python_of(environment: Path) -> Path:
    return environment / ("Scripts" if os.name == "nt" else "bin") / "python"


@pytest.fixture(scope="module")
def python(site) -> Path:
    return python_of(next(parent for parent in site.parents if (parent / "pyvenv.cfg").exists()))


def test_wheels_hold_the_adapter_its_entry_point_and_the_plugin(wheels):
    import zipfile

    held = {path.name.partition("-")[0]: zipfile.ZipFile(path) for path in wheels}
    assert sorted(held) == ["tearsheet", "tearsheet_harbour_ledger"]
    assert {"tearsheet_harbour_ledger/__init__.py", "tearsheet_harbour_ledger/py.typed"} <= set(
        held["tearsheet_harbour_ledger"].namelist()
    )
    assert {"tearsheet/py.typed", "tearsheet/authoring/golden/plugin.py", "pytest_tearsheet.py"} <= set(
        held["tearsheet"].namelist()
    )
    entries = next(name for name in held["tearsheet"].namelist() if name.endswith("entry_points.txt"))
    assert "[pytest11]\ntearsheet = pytest_tearsheet\n" in held["tearsheet"].read(entries).decode()


def test_the_installed_adapter_reads_through_tearsheet_parse(python, project, site):
    script = (
        "import sys, tearsheet, pathlib\n"
        "article = tearsheet.parse(pathlib.Path(sys.argv[1]).read_bytes())\n"
        "print(tearsheet.__file__, article.adapter, article.title, sep='\\n')"
    )
    where, adapter, title = run(python, "-c", script, STORY, cwd=project).splitlines()
    assert Path(where).is_relative_to(site)
    assert adapter == "harbour-ledger"
    assert title == "The tide table was wrong, and the gulls knew"


def test_its_own_tests_pass_there_with_a_test_for_each_field(python, project):
    output = run(python, "-m", "pytest", "-v", "-p", "no:cacheprovider", cwd=project)
    assert "html-story/meta.json::editions[0].title PASSED" in output
    assert "html-windows-1252/meta.json::recognised-alone PASSED" in output
    assert "test_harbour_ledger.py::test_tearsheet_finds_the_adapter" in output


def test_a_story_that_has_changed_fails_there_and_is_accepted(python, project, tmp_path):
    changed = Path(shutil.copytree(project, tmp_path / "changed"))
    page = changed / STORY
    page.write_bytes(page.read_bytes().replace(b"tin of biscuits", b"tin of shortbread"))
    pytest_in = (python, "-m", "pytest", "-p", "no:cacheprovider")
    output = run(*pytest_in, cwd=changed, check=False)
    assert re.search(r"\b1 failed, \d+ passed", output)
    assert "a tin of [-biscuits-]{+shortbread+} to each boat." in output
    environment_free = "import os, sys; os.environ.pop('CI', 0); import pytest; sys.exit(pytest.main(sys.argv[1:]))"
    run(python, "-c", environment_free, "-p", "no:cacheprovider", "--accept", cwd=changed)
    assert "tin of shortbread" in (page.parent / "expected.json").read_text(encoding="utf-8")
    assert re.search(
        r"^3 cases, \d+ checks: all passed$", run(python, "-m", "tearsheet", "check", cwd=changed), re.MULTILINE
    )


BROKEN = """
from tearsheet import Adapter

NOT_AN_ADAPTER = {"name": "dictionary"}

class Raising(Adapter):
    name = "raising"

    def recognise(self, page):
        raise KeyError("no such setting")

    def read(self, reader):
        raise NotImplementedError
"""
ENTRIES = """[tearsheet.adapters]
gone = tearsheet_broken.gone:Adapter
dictionary = tearsheet_broken:NOT_AN_ADAPTER
raising = tearsheet_broken:Raising
"""


@pytest.fixture
def broken(site):
    """Install a package of which nothing works."""
    about = site / "tearsheet_broken-1.dist-info"
    module = site / "tearsheet_broken.py"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: tearsheet-broken\nVersion: 1\n")
    (about / "entry_points.txt").write_text(ENTRIES)
    module.write_text(BROKEN)
    yield
    shutil.rmtree(about)
    module.unlink()


def test_a_broken_package_is_reported_and_harms_nothing(python, project, broken):
    told = run(python, "-m", "tearsheet", "adapters", cwd=project)
    assert told.count("broken\n") == 3
    for line in (
        "gone (tearsheet-broken)  broken\n  reason   ModuleNotFoundError: No module named 'tearsheet_broken.gone'",
        "dictionary (tearsheet-broken)  broken\n  reason   InputError: {'name': 'dictionary'} is no Adapter",
        "raising (tearsheet_broken.Raising)  broken\n  reason   recognise() raised KeyError: 'no such setting'",
    ):
        assert line in told
    listed = json.loads(run(python, "-m", "tearsheet", "adapters", "--json", cwd=project))
    assert "harbour-ledger" in [adapter["name"] for adapter in listed["adapters"]]
    assert [entry["name"].partition(" ")[0] for entry in listed["broken"]] == ["raising", "dictionary", "gone"]
    assert json.loads(run(python, "-m", "tearsheet", "parse", STORY, cwd=project))["adapter"] == "harbour-ledger"
    assert re.search(
        r"^3 cases, \d+ checks: all passed$", run(python, "-m", "tearsheet", "check", cwd=project), re.MULTILINE
    )
