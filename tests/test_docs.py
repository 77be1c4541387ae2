"""The documentation says what is so: its commands are run, its tables are held against the source.

The Python blocks are run by Sybil, see the conftest.py above this folder.
"""

from __future__ import annotations

import ast
import functools
import inspect
import json as plain_json
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

import tearsheet
from runner import everything, expanded, run
from tearsheet import model
from tearsheet.cli.app import cli
from tearsheet.outputs import FORMATS, json
from tearsheet.page import compiled
from tearsheet.reading import boilerplate

ROOT = Path(__file__).resolve().parents[1]
SOURCE = sorted((ROOT / "src" / "tearsheet").rglob("*.py"))
READMES = [ROOT / "README.md", ROOT / "README.zh.md"]
DOCS = sorted((ROOT / "docs").glob("*.md"))
PAGES = [*READMES, *DOCS, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]
FENCE = re.compile(r"^```(?P<language>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
# Run here, run by Sybil, or only looked at.
LANGUAGES = {"console", "python", "html", "sh", "text", "toml"}


@functools.cache
def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def blocks(path: Path, language: str) -> Iterator[str]:
    return (match["body"] for match in FENCE.finditer(read(path)) if match["language"] == language)


def section(path: Path, heading: str) -> str:
    """The text under *heading*, up to the next heading of any level."""
    match = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", read(path), re.MULTILINE | re.DOTALL)
    assert match, f"{path.name} has no section {heading!r}"
    return match[1]


def first_column(text: str) -> list[str]:
    """The names in backticks in the first column of the tables in *text*."""
    return [
        name for row in re.findall(r"^\| (`[^|]*) \|", text, re.MULTILINE) for name in re.findall(r"`([^`]+)`", row)
    ]


# -- commands --------------------------------------------------------------------------------------------------------


def commands() -> Iterator[tuple[str, str, str]]:
    """Each command that a page shows: where, the command, and the output shown."""
    for path in PAGES:
        if path.name == "adding-a-site.md":  # one long session: see test_tutorial.py
            continue
        for block in blocks(path, "console"):
            for shown in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, output = shown.partition("\n")
                yield path.name, command, output


COMMANDS = list(commands())


def as_pattern(shown: str) -> re.Pattern[str]:
    """A line "…" stands for any lines, and a line that ends in it for all that begin so."""
    parts = []
    for line in shown.splitlines():
        if line == "…":
            parts.append(r"(?:.*\n)*?")
        elif line.endswith("…"):
            parts.append(re.escape(line[:-1]) + r".*\n")
        else:
            parts.append(re.escape(line) + r"\n")
    return re.compile("".join(parts))


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """What the commands may find: the examples and the fixtures, in a folder in which they may also write."""
    folder = tmp_path_factory.mktemp("clone")
    for part in ("examples", "tests/fixtures"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.mark.parametrize(("page", "command", "shown"), COMMANDS, ids=[f"{page}: {line}" for page, line, _ in COMMANDS])
def test_command_prints_what_is_shown(page, command, shown, copy, monkeypatch):
    monkeypatch.chdir(copy)
    program, *words = shlex.split(command)
    arguments = [file for word in words for file in expanded(word)]
    if program == "tearsheet":
        said = run(*arguments, env={"COLUMNS": "80", "NO_COLOR": "1"}, prog_name="tearsheet", code=0)
        printed = everything(said)
    else:
        assert program == "python", f"{page} shows {program!r}, which is not run here: make it an sh block"
        done = subprocess.run(
            [sys.executable, "-X", "utf8", *arguments], capture_output=True, encoding="utf-8", check=True
        )
        assert not done.stderr
        printed = done.stdout
    printed = printed if printed.endswith("\n") or not printed else printed + "\n"
    assert as_pattern(shown).fullmatch(printed), f"shown:\n{shown}\nprinted:\n{printed}"


def test_commands_and_python_are_found_at_all():
    assert {page for page, _, _ in COMMANDS} >= {"README.md", "README.zh.md", "command-line.md", "examples.md"}
    assert all(list(blocks(ROOT / "docs" / name, "python")) for name in ("quickstart.md", "fields.md"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_block_is_of_a_kind_that_is_known(path):
    languages = {match["language"] for match in FENCE.finditer(read(path))}
    assert {language for language in languages if not language.startswith("{")} <= LANGUAGES


def test_every_block_is_closed():
    for path in PAGES:
        fences = re.findall(r"^```(.*)$", read(path), re.MULTILINE)
        assert not any(fences[1::2]), path
        assert len(fences) % 2 == 0, path


# -- links -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_to_files_that_are_there(path):
    targets = re.findall(r"\]\((?!https?:)([^)#\s]+)", FENCE.sub("", read(path)))
    targets += re.findall(r"^```\{(?:literalinclude|image)\} (\S+)", read(path), re.MULTILINE)
    missing = [target for target in targets if not (path.parent / target).exists()]
    assert not missing


# -- the model -------------------------------------------------------------------------------------------------------

CLASSES = [getattr(model, name) for name in model.__all__ if attrs.has(getattr(model, name))]


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_model_page_has_every_field_in_its_order(kind):
    fields = [attribute.name for attribute in attrs.fields(kind)]
    assert first_column(section(ROOT / "docs" / "model.md", kind.__name__)) == fields


def warning_codes() -> set[str]:
    """Every code that the source gives to a Warning, by whichever of the functions that make one."""
    codes = set()
    for path in SOURCE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if called in {"warn", "PageWarning", "_warning"}:
                    given = [*node.args[:1], *(each.value for each in node.keywords if each.arg == "code")]
                    codes |= {each.value for each in given if isinstance(each, ast.Constant)}
    return codes


def test_table_of_warnings_is_that_of_the_source():
    listed = first_column(section(ROOT / "docs" / "model.md", "Warning codes"))
    assert listed == sorted(warning_codes())


@functools.cache
def readings() -> list[tearsheet.Reading]:
    paths = [*ROOT.glob("examples/pages/*"), *ROOT.glob("tests/fixtures/*/*/page.*")]
    found = []
    for path in paths:
        try:
            found.append(tearsheet.read(path.read_bytes()))
        except tearsheet.NotAnArticleError:
            continue
    assert len(found) > 20
    return found


def test_warnings_of_the_fixtures_are_in_the_table():
    listed = first_column(section(ROOT / "docs" / "model.md", "Warning codes"))
    assert {warning.code for reading in readings() for warning in reading.article.warnings} <= set(listed)


def test_extras_of_the_fixtures_are_in_the_table():
    listed = first_column(section(ROOT / "docs" / "model.md", "Extras"))
    assert {key for reading in readings() for key in reading.article.extras} == set(listed)


def ledger_tables() -> tuple[set[str], set[str]]:
    text = section(ROOT / "docs" / "model.md", "Roles and rules in the ledger")
    roles, _, rules = text.partition("| rule |")
    return set(first_column(roles)), set(first_column(rules))


def test_roles_of_the_fixtures_are_in_the_table():
    roles = {entry.role for reading in readings() for entry in reading.ledger.entries if entry.role}
    assert {re.sub(r"\[\d+\]|@[\w-]+", "", role) for role in roles} <= ledger_tables()[0]


def test_rules_of_the_fixtures_are_in_the_table():
    used = {entry.rule for reading in readings() for entry in reading.ledger.entries if entry.rule}
    used |= {*boilerplate._TAG_RULES.values(), *boilerplate._WORD_RULES.values()}
    assert used <= ledger_tables()[1]


def test_rules_in_the_table_are_in_the_source():
    words = {
        node.value
        for path in SOURCE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert ledger_tables()[1] <= words


# -- the interface ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", tearsheet.__all__)
def test_public_name_is_documented(name):
    assert f"tearsheet.{name}" in re.split(r"[\s`(<>]", read(ROOT / "docs" / "api.md"))
    assert name == "__version__" or inspect.getdoc(getattr(tearsheet, name))


# Names that say all.
NEED_NO_WORDS: set[str] = set()


def test_public_methods_have_docstrings():
    bare = set()
    for name in tearsheet.__all__:
        kind = getattr(tearsheet, name)
        members = vars(kind).items() if isinstance(kind, type) else ()
        for member, value in members:
            told = callable(value) or isinstance(
                value, property | functools.cached_property | classmethod | staticmethod
            )
            if told and not member.startswith("_") and not inspect.getdoc(value):
                bare.add(f"{name}.{member}")
    assert bare <= NEED_NO_WORDS


def test_command_line_page_has_every_command_and_option():
    page = ROOT / "docs" / "command-line.md"
    for name, command in cli.commands.items():
        text = section(page, name)
        for parameter in command.params:
            longest = max(parameter.opts, key=len)
            assert not longest.startswith("--") or longest in text or longest == "--verbose", f"{name} {longest}"
    assert all(f"`{form}`" in section(page, "parse") for form in FORMATS)


def test_readmes_list_every_adapter_that_comes_with_tearsheet():
    for path in READMES:
        assert {f"`{name}`" for name in tearsheet.registry.adapters} <= set(re.findall(r"`[a-z0-9-]+`", read(path)))


def test_benchmarks_page_has_every_script():
    for script in (ROOT / "benchmarks").glob("[a-z]*.py"):
        assert f"python benchmarks/{script.name}" in read(ROOT / "docs" / "benchmarks.md")


# -- examples --------------------------------------------------------------------------------------------------------


def test_worked_example_is_the_script():
    script = read(ROOT / "examples" / "own_adapter.py")
    shown = next(block for block in blocks(ROOT / "docs" / "writing-a-grammar.md", "python") if "@tearsheet" in block)
    assert shown.strip() in script
    page = read(ROOT / "examples" / "own_site" / "harbour-post.html")
    assert next(blocks(ROOT / "docs" / "writing-a-grammar.md", "html")) == page


def test_json_schema_takes_the_articles_of_the_examples():
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(json.schema())
    for path in sorted(ROOT.glob("examples/pages/*")):
        validator.validate(plain_json.loads(json.dumps(tearsheet.parse(path.read_bytes()))))


def test_the_pinned_versions_are_such_as_are_allowed_and_none_is_missing():
    requirements = pytest.importorskip("packaging.requirements")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = (ROOT / ".ci" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [requirements.Requirement(line) for line in lines if line and not line.startswith("#")]
    pinned = {pin.name: next(iter(pin.specifier)).version for pin in pins}
    extras = project["optional-dependencies"]
    wanted = [
        *project["dependencies"],
        *(line for name in ("test", "lint", "docs", "bulk", "fetch") for line in extras[name]),
    ]
    for said in map(requirements.Requirement, wanted):
        if said.name != "tearsheet":
            assert pinned.get(said.name.lower()) in said.specifier, f"{said}: make .ci/constraints.txt anew, as it says"


def test_what_security_says_is_held_is_held_by_files_that_are_there():
    rows = [row for row in read(ROOT / "SECURITY.md").splitlines() if row.startswith("| ") and " held by " not in row]
    for row in rows:
        named = re.findall(r"`((?:tests|benchmarks)/[\w/]+\.py)[^`]*`", row)
        assert named, row
        assert [name for name in named if not (ROOT / name).is_file()] == []


def test_hosted_checks_are_the_local_ones_on_the_pythons_that_are_promised():
    hosted = read(ROOT / ".github" / "workflows" / "ci.yml")
    project = tomllib.loads(read(ROOT / "pyproject.toml"))
    (parts,) = re.findall(r"part: \[(.+)\]", hosted)
    local = set(re.findall(r"^(\w+)\(\) \{", read(ROOT / ".ci" / "run"), re.MULTILINE))
    assert {"tests", *parts.split(", ")} == local - {"say", "readme_command", "tools", "together"}
    (pythons,) = re.findall(r"python: \[(.+)\]", hosted)
    versions = plain_json.loads(f"[{pythons}]")
    said = [each.rpartition(" ")[2] for each in project["project"]["classifiers"] if "Python :: 3." in each]
    built = project["tool"]["cibuildwheel"]["build"].split()
    assert versions == said == [f"3.{each.removeprefix('cp3').removesuffix('-*')}" for each in built]


def test_wheels_are_tested_with_a_selectolax_that_their_walk_was_tried_with():
    tested = tomllib.loads(read(ROOT / "pyproject.toml"))["tool"]["cibuildwheel"]["test-requires"]
    (version,) = [each.partition("==")[2] for each in tested if each.startswith("selectolax")]
    assert version in compiled._TRIED
