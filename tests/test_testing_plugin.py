"""Golden cases as tests of pytest: which there are, what a failure says, and how one is accepted."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import tearsheet
import tearsheet.authoring.golden.plugin  # pytester forgets modules that were first imported inside of it

pytest_plugins = ["pytester"]

FIXTURES = Path(__file__).parent / "fixtures"
INI = "[pytest]\ntearsheet_cases = tests/fixtures\n"
RULES = 6


@pytest.fixture(autouse=True)
def undisturbed(monkeypatch):
    """Adapters registered inside are gone after; the tests may themselves run in CI."""
    monkeypatch.delenv("CI", raising=False)
    held = dict(tearsheet.registry.adapters)
    yield
    for name in set(tearsheet.registry.adapters) - set(held):
        tearsheet.registry.unregister(name)
    for adapter in held.values():
        tearsheet.registry.register(adapter, replace=True)


@pytest.fixture
def one(pytester) -> Path:
    """The folder of one correct one, in a project that says where its cases are."""
    pytester.makeini(INI)
    return Path(
        shutil.copytree(FIXTURES / "xishuta" / "text-date-without-time", pytester.path / "tests/fixtures/xishuta/one")
    )


def change(folder: Path, edit) -> None:
    path = folder / "expected.json"
    articles = json.loads(path.read_bytes())
    edit(articles[0])
    path.write_text(json.dumps(articles, ensure_ascii=False), encoding="utf-8")


def failed(result) -> list[str]:
    """Names of the checks that failed."""
    prefix = "FAILED tests/fixtures/xishuta/one/meta.json::"
    return [line.removeprefix(prefix).partition(" - ")[0] for line in result.outlines if line.startswith(prefix)]


# -- which there are ---------------------------------------------------------------------------------------------------


def test_a_correct_case_passes_with_a_test_for_each_field_and_each_rule(pytester, one):
    (article,) = json.loads((one / "expected.json").read_bytes())
    result = pytester.runpytest("-v")
    result.assert_outcomes(passed=len(article) - 1 + len(article["editions"][0]) + RULES)
    for name in ("editions[0].title", "published", "recognised-alone", "nothing-extra", "accounted-for", "verbatim"):
        assert any(f"tests/fixtures/xishuta/one/meta.json::{name} PASSED" in line for line in result.outlines)


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (["-k", "title"], 1),
        (["-k", "editions[0].body or verbatim"], 2),
        (["tests/fixtures/xishuta/one/meta.json::editions[0].title"], 1),
        (["tests/fixtures/xishuta/one/meta.json::published"], 1),
        (["tests/fixtures/xishuta/one/meta.json::editions"], 9),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_tests_are_chosen_as_others_are(pytester, one, arguments, count):
    pytester.runpytest(*arguments).assert_outcomes(passed=count, deselected=33 - count if "-k" in arguments else 0)


def test_cases_outside_of_testpaths_are_run_when_nothing_is_chosen(pytester, one):
    pytester.makeini(INI + "testpaths = unit\n")
    pytester.mkdir("unit").joinpath("test_one.py").write_text("def test_one(): pass")
    pytester.runpytest().assert_outcomes(passed=34)
    pytester.runpytest("unit").assert_outcomes(passed=1)


def test_cases_inside_of_testpaths_are_run_once(pytester, one):
    pytester.makeini(INI + "testpaths = tests\n")
    pytester.runpytest().assert_outcomes(passed=33)


def test_a_project_that_names_no_cases_gets_no_tests(pytester, one):
    pytester.makeini("[pytest]\n")
    pytester.makepyfile("def test_one(): pass")
    pytester.runpytest().assert_outcomes(passed=1)


def test_a_project_without_cases_does_not_import_tearsheet(pytester):
    pytester.makepyfile(
        "import sys\ndef test_one(): assert not [name for name in sys.modules if name.startswith('tearsheet')]"
    )
    done = subprocess.run([sys.executable, "-m", "pytest", "-q"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_a_folder_with_no_cases_gives_no_tests(pytester):
    pytester.makeini(INI)
    pytester.mkdir("tests").joinpath("fixtures").mkdir()
    pytester.path.joinpath("tests/fixtures/meta.json").write_text("{}")
    assert pytester.runpytest().ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_a_folder_that_is_not_there_is_an_error_of_usage(pytester):
    pytester.makeini(INI)
    result = pytester.runpytest()
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*tearsheet_cases: there is no folder *tests/fixtures"])


def test_a_conftest_may_have_an_option_of_the_same_short_name(pytester, one):
    pytester.makeconftest("def pytest_addoption(parser): parser.addoption('--accept', choices=['all'])")
    pytester.runpytest("--accept", "all").assert_outcomes(passed=33)
    change(one, lambda article: article.update(url="other"))
    pytester.runpytest("--tearsheet-accept").assert_outcomes(passed=33)


# -- what fails --------------------------------------------------------------------------------------------------------


def test_a_changed_field_fails_alone_and_shows_both_and_where_they_stand(pytester, one):
    change(one, lambda article: article["editions"][0].update(title="別的標題"))
    result = pytester.runpytest()
    assert failed(result) == ["editions[0].title"]
    result.assert_outcomes(passed=32, failed=1)
    title = json.loads((FIXTURES / "xishuta/text-date-without-time/expected.json").read_bytes())[0]["editions"][0][
        "title"
    ]
    text = "\n".join(result.outlines)
    assert 'editions[0].title is not what is expected.\n  expected  "別的標題"\n            ^ not on the page\n' in text
    assert f'  got       "{title}"\n            ^ line 1' in text
    assert (
        "If what is read now is right: pytest --accept 'tests/fixtures/xishuta/one/meta.json::editions[0].title'"
        in text
    )
    assert "Traceback" not in text
    assert "plugin.py" not in text


def test_a_field_that_is_not_expected_fails_one_rule(pytester, one):
    change(one, lambda article: article.pop("published"))
    result = pytester.runpytest()
    assert failed(result) == ["nothing-extra"]
    result.stdout.fnmatch_lines(["The page gives 1 field that expected.json does not have.", "  published: {*"])


def test_an_absent_field_need_not_be_written(pytester, one):
    change(one, lambda article: [article.pop(key) for key in ("updated", "comments", "scores")])
    pytester.runpytest().assert_outcomes(passed=30)


def test_a_field_that_no_article_has_fails_and_says_so(pytester, one):
    change(one, lambda article: article.update(titel="x"))
    result = pytester.runpytest()
    assert failed(result) == ["titel"]
    result.stdout.fnmatch_lines(["The Article has no such field."])


def test_an_unexplained_line_fails_one_rule_and_is_named(pytester, one):
    page = one / "page.txt"
    page.write_bytes("突如其来的一行\n".encode() + page.read_bytes())
    result = pytester.runpytest()
    assert failed(result) == ["accounted-for"]
    result.stdout.fnmatch_lines(
        ["1 part of the page in no field*", '  line 1: "突如其来的一行"', "See the whole account: tearsheet ledger *"]
    )


def test_a_page_whose_bytes_are_broken_fails(pytester, one):
    page = one / "page.txt"
    page.write_bytes(page.read_bytes().replace("的".encode(), b"\xff"))
    result = pytester.runpytest("-k", "no-replacement")
    assert failed(result) == ["no-replacement"]
    result.stdout.fnmatch_lines(
        ["*characters of the page could not be decoded as utf-8*", "editions*.body holds U+FFFD*"]
    )


def test_a_page_that_was_read_in_a_wrong_encoding_before_it_was_saved_fails(pytester, one):
    page = one / "page.txt"
    page.write_bytes(page.read_bytes().replace("的".encode(), "锟斤拷".encode()))
    result = pytester.runpytest("-k", "no-replacement")
    result.stdout.fnmatch_lines(["*holds U+FFFD read as GBK*"])


OTHER = """
import tearsheet
from tearsheet import Adapter, Article, Edition, Signature

@tearsheet.registry.register
class Other(Adapter):
    name = "{name}"
    fallback = name == "generic"
    signature = Signature((r".",))

    def read(self, reader):
        return Article(adapter=self.name, editions=(Edition(language="zh", title=reader.take(reader.lines[0], "title")),))
"""


def test_a_page_that_another_adapter_also_takes_fails_and_names_it(pytester, one):
    pytester.makeconftest(OTHER.format(name="greedy"))
    result = pytester.runpytest()
    assert failed(result) == ["recognised-alone"]
    result.stdout.fnmatch_lines(
        [
            "With its url http*, greedy takes the page too: 1 of 1 marks found.",
            "Without a url, greedy takes the page too*",
        ]
    )


def test_the_fallback_may_take_the_page_of_an_adapter_too(pytester, one):
    pytester.makeconftest(FALLBACK)
    pytester.runpytest().assert_outcomes(passed=33)


FALLBACK = OTHER.format(name="generic").replace(
    "@tearsheet.registry.register\n", "@lambda kind: tearsheet.registry.register(kind, replace=True)\n"
)


def test_the_fallback_never_makes_the_case_of_a_site_pass(pytester, one):
    pytester.makeconftest(FALLBACK)
    (one / "page.txt").write_text("A page\nof no site that is known.\n")
    article = json.loads((one / "expected.json").read_bytes())[0]
    edition = {**article["editions"][0], "language": "zh", "title": "A page", "body": []}
    change(one, lambda article: article.update(adapter="generic", editions=[edition]))
    result = pytester.runpytest("--accept")
    assert "recognised-alone" in failed(result)
    result.assert_outcomes(failed=33)


def test_why_a_page_cannot_be_read_is_told_once(pytester, one):
    (one / "page.txt").write_bytes(b"\x00\x01\x02\xff" * 100)
    result = pytester.runpytest()
    result.assert_outcomes(failed=33)
    assert sum("DecodeError" in line or "could not be read.\n" in line + "\n" for line in result.outlines) == 1
    assert sum("see the check recognised-alone" in line for line in result.outlines) == 32


def test_where_an_adapter_raised_is_shown(pytester, one):
    pytester.makeconftest(
        OTHER.format(name="clumsy").replace('reader.lines[0], "title"', "reader.lines[10**6], 'title'")
    )
    one.parent.rename(one.parents[1] / "clumsy")
    result = pytester.runpytest("-x")
    result.stdout.fnmatch_lines(["*IndexError*", '*conftest.py", line *, in read', "*reader.lines[[]10**6[]]*"])


def test_a_broken_case_is_one_clear_error(pytester, one):
    (one / "meta.json").write_text('{"url": nul}')
    result = pytester.runpytest()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*one/meta.json:1:9: broken JSON: Expecting value"])
    assert "Traceback" not in result.stdout.str()


@pytest.mark.parametrize("kept", ["expected.json", "page.txt"])
def test_a_case_without_meta_is_missed(pytester, one, kept):
    for path in one.iterdir():
        if path.name != kept:
            path.unlink()
    result = pytester.runpytest()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*meta.json: there is no such file*"])


# -- accepting ---------------------------------------------------------------------------------------------------------


def test_accepting_writes_what_is_read_and_says_so_and_then_all_passes(pytester, one):
    before = (one / "expected.json").read_bytes()

    def edit(article):
        article["editions"][0]["title"] = "x"
        article["titel"] = "y"
        del article["published"]
        article["editions"].append({"language": "en", "title": "nobody wrote this"})

    change(one, edit)
    assert failed(pytester.runpytest()) == [
        "editions[0].title",
        "editions[1].language",
        "editions[1].title",
        "titel",
        "nothing-extra",
    ]
    result = pytester.runpytest("--accept")
    result.assert_outcomes(passed=35)
    result.stdout.fnmatch_lines(
        ["tearsheet: wrote tests/fixtures/xishuta/one/expected.json: editions?0?.title, *published"]
    )
    assert (one / "expected.json").read_bytes() == before
    pytester.runpytest().assert_outcomes(passed=33)
    assert "wrote" not in pytester.runpytest("--accept").stdout.str()


def test_only_what_is_chosen_is_accepted(pytester, one):
    change(one, lambda article: (article.update(url="x"), article["editions"][0].update(title="y")))
    pytester.runpytest("-k", "title", "--accept").assert_outcomes(passed=1, deselected=32)
    assert failed(pytester.runpytest()) == ["url"]


def test_a_case_without_expected_articles_fails_until_they_are_accepted(pytester, one):
    whole = (one / "expected.json").read_bytes()
    (one / "expected.json").unlink()
    result = pytester.runpytest()
    assert failed(result) == ["expected.json"]
    result.stdout.fnmatch_lines(["There is no expected.json yet. What is read now:", "  editions?0?.title: *"])
    pytester.runpytest("--accept").assert_outcomes(passed=7)
    assert (one / "expected.json").read_bytes() == whole


def test_a_rule_cannot_be_accepted_away(pytester, one):
    page = one / "page.txt"
    page.write_bytes("突如其来的一行\n".encode() + page.read_bytes())
    assert failed(pytester.runpytest("--accept")) == ["accounted-for"]


@pytest.mark.parametrize(
    ("environment", "ini", "message"),
    [
        ({"CI": "true"}, INI, "not where CI is set"),
        ({}, "[pytest]\n", "there are no golden cases; say where they are: tearsheet_cases ="),
    ],
)
def test_accepting_is_refused_where_nobody_looks_and_where_there_is_nothing(
    pytester, one, monkeypatch, environment, ini, message
):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    pytester.makeini(ini)
    change(one, lambda article: article.update(url="x"))
    result = pytester.runpytest("--accept")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert message in result.stderr.str()
    assert json.loads((one / "expected.json").read_bytes())[0]["url"] == "x"


def test_accepting_is_refused_to_several_workers(pytester, one):
    # As pytest-xdist has it, which these tests may themselves be run by.
    pytester.makeconftest("def pytest_addoption(parser): parser.addoption('--dist', dest='dist', default='no')")
    change(one, lambda article: article.update(url="x"))
    result = pytester.runpytest("-p", "no:xdist", "--accept", "--dist", "load")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*several workers would write over each other; add -n 0*"])
