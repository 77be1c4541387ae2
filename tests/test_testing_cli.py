"""``tearsheet check``: the checks of golden cases without pytest."""

from __future__ import annotations

import json
import re
import shutil
from functools import partial
from pathlib import Path

import pytest

import runner
from tearsheet.authoring.golden.checks import RULES

ROOT = Path(__file__).resolve().parents[1]
CASE = ROOT / "tests" / "fixtures" / "xishuta" / "text-date-without-time"
run = partial(runner.run, "check")


@pytest.fixture
def fixtures(tmp_path, monkeypatch) -> Path:
    """The folder of two cases of two adapters, where it is looked for when none is named."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CI", raising=False)
    folder = tmp_path / "tests" / "fixtures"
    shutil.copytree(CASE, folder / "xishuta" / "one")
    shutil.copytree(CASE.parents[1] / "westca" / "html-print", folder / "westca" / "two")
    return folder


def change(fixtures: Path, **fields: object) -> Path:
    path = fixtures / "xishuta" / "one" / "expected.json"
    articles = json.loads(path.read_bytes())
    articles[0].update(fields)
    path.write_text(json.dumps(articles, ensure_ascii=False), encoding="utf-8")
    return path


def test_all_that_passes_is_one_line(fixtures):
    result = run()
    assert result.exit_code == 0
    assert re.fullmatch(r"2 cases, \d+ checks: all passed\n", result.stdout)
    assert result.stderr == ""


def test_the_folders_are_those_of_the_configuration(fixtures, tmp_path):
    (tmp_path / "pages").mkdir()
    shutil.move(fixtures / "westca", tmp_path / "pages" / "westca")
    (tmp_path / "pyproject.toml").write_text('[tool.pytest.ini_options]\ntearsheet_cases = ["pages"]\n')
    assert run().stdout.startswith("1 case,")
    assert run("tests/fixtures", "pages").stdout.startswith("2 cases,")
    assert run("pages/westca/two", "pages/westca").stdout.startswith("1 case,")


def test_a_field_that_differs_is_told_with_how_to_accept_it(fixtures):
    change(fixtures, url="https://news.example/1")
    result = run()
    assert result.exit_code == 1
    assert result.stdout.startswith(
        "xishuta/one::url\n"
        "  url is not what is expected.\n"
        '    expected  "https://news.example/1"\n'
        '    got       "http://www.xishuta.com/newsview146655.html"\n'
        "If what is read now is right: tearsheet check --accept tests/fixtures/xishuta/one\n"
    )
    assert re.search(r"\n2 cases, \d+ checks: 1 failed in 1 case\n$", result.stdout)


def test_accepting_writes_it_and_then_all_passes(fixtures):
    before = (fixtures / "xishuta" / "one" / "expected.json").read_bytes()
    path = change(fixtures, url="x", titel="y")
    result = run("--accept")
    assert result.exit_code == 0
    assert "wrote tests/fixtures/xishuta/one/expected.json: url, titel\n" in result.stdout
    assert "2 fields accepted: look at git diff, all passed" in result.stdout
    assert path.read_bytes() == before
    assert run().exit_code == 0


def test_only_what_is_asked_for_is_checked_and_accepted(fixtures):
    path = change(fixtures, url="x", canonical_url="y")
    assert run("-k", "title").stdout == "2 cases, 2 checks: all passed\n"
    assert run("-k", "XISHUTA/*::editions[0].title").stdout == "1 case, 1 check: all passed\n"
    assert run("--adapter", "westca").exit_code == 0
    assert run("-k", "::url", "--accept").exit_code == 0
    assert json.loads(path.read_bytes())[0]["canonical_url"] == "y"
    assert run("-k", "_url").exit_code == 1


def test_what_cannot_be_accepted_is_named_beside_what_can(fixtures):
    change(fixtures, url="x")
    page = fixtures / "xishuta" / "one" / "page.txt"
    page.write_bytes("突如其来的一行\n".encode() + page.read_bytes())
    result = run()
    assert (
        "If what is read now is right: tearsheet check --accept tests/fixtures/xishuta/one; all but accounted-for"
        in (result.stdout)
    )
    assert run("--accept").exit_code == 1


def test_a_broken_case_keeps_no_other_from_being_checked(fixtures):
    (fixtures / "westca" / "two" / "meta.json").write_text("{")
    change(fixtures, url="x")
    result = run()
    assert result.exit_code == 1
    assert "westca/two::case\n  tests/fixtures/westca/two/meta.json:1:2: broken JSON" in result.stdout
    assert "xishuta/one::url\n" in result.stdout
    assert "2 failed in 2 cases" in result.stdout


def test_a_page_that_cannot_be_read_is_told_once(fixtures):
    (fixtures / "xishuta" / "one" / "page.txt").write_bytes(b"\x00\x01\xff" * 100)
    result = run("tests/fixtures/xishuta")
    assert result.stdout.count("\n  ") == 2
    assert "xishuta/one::read\n  The page could not be read.\n" in result.stdout
    assert "1 case, 1 check: 1 failed" in result.stdout


def test_what_a_terminal_would_obey_is_escaped(fixtures):
    change(fixtures, url="\x1b[2J", titel="\x1b]0;x\x07")
    assert "\x1b" not in run().stdout


def test_json_has_each_case_its_checks_and_its_failures(fixtures):
    change(fixtures, url="x")
    result = run("--json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert [case["case"] for case in told["cases"]] == ["westca/two", "xishuta/one"]
    assert set(RULES) < set(told["cases"][0]["checks"])
    assert told["cases"][0]["failures"] == told["cases"][0]["accepted"] == []
    (failure,) = told["cases"][1]["failures"]
    assert failure["check"] == "url"
    assert failure["fields"] == ["url"]
    assert told["failed"] == 1
    assert told["checks"] == sum(len(case["checks"]) for case in told["cases"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "Directory 'nowhere' does not exist"),
        (["empty"], "there is no golden case in empty; a case is a folder <adapter>/<case> with page.html"),
        (["--adapter", "text-export"], "there is no golden case of text-export in tests/fixtures"),
        (["--adapter", "nobody"], "there is no adapter named 'nobody'"),
        (["-k", "titel"], "no check is like 'titel'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_nothing_to_check_is_wrong_usage(fixtures, tmp_path, arguments, message):
    (tmp_path / "empty").mkdir()
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_nothing_is_accepted_in_ci(fixtures, monkeypatch):
    monkeypatch.setenv("CI", "1")
    path = change(fixtures, url="x")
    result = run("--accept")
    assert result.exit_code == 2
    assert "not where CI is set" in result.stderr
    assert json.loads(path.read_bytes())[0]["url"] == "x"


def test_every_rule_is_documented():
    page = (ROOT / "docs" / "testing.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([a-z-]+)` \| [^|]+ \|$", page, re.MULTILINE)) >= set(RULES)
