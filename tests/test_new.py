"""``tearsheet new``: what it writes passes its own tests, and nothing is written over."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import made_site
import runner
import tearsheet
from tearsheet.authoring.learning import Known, learn
from tearsheet.authoring.learning.cases import CasePage
from tearsheet.authoring.learning.module import class_name, module_name, module_source, wrapped
from tearsheet.authoring.learning.project import ProjectError, find_project
from tearsheet.authoring.learning.site import case_name, write_site

URLS = [f"https://www.lowmere.example/town/2025/{number}.html" for number in (412, 97, 530)]
ROOT = Path(__file__).parent.parent


def run(*args, code=0):
    result = runner.run("new", *args, code=code)
    return result.stdout + result.stderr


@pytest.fixture
def pages(tmp_path):
    """Three saved pages of a made site."""
    saved = []
    for number in range(3):
        path = tmp_path / f"story {number}.html"
        path.write_text(made_site.plain(number), encoding="utf-8")
        saved.append(path)
    return saved


@pytest.fixture
def package(tmp_path, pages):
    """A package that was started with a site learned from two pages."""
    folder = tmp_path / "my-adapters"
    options = [part for url in URLS[:2] for part in ("--url", url)]
    run("lowmere-post", *pages[:2], *options, "--start-package", "--package", folder)
    return folder


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# -- what is written -------------------------------------------------------------------------------------------------


def test_a_package_is_started_with_adapter_cases_and_entry_point(package):
    files = tree(package)
    assert {
        "pyproject.toml",
        "README.md",
        "tests/conftest.py",
        "src/my_adapters/__init__.py",
        "src/my_adapters/lowmere_post.py",
        "tests/fixtures/lowmere-post/story-0/page.html",
        "tests/fixtures/lowmere-post/story-0/meta.json",
        "tests/fixtures/lowmere-post/story-0/expected.json",
        "tests/fixtures/lowmere-post/story-1/expected.json",
    } <= set(files)
    assert b'lowmere-post = "my_adapters.lowmere_post:LowmerePost"' in files["pyproject.toml"]


def test_what_is_written_passes_its_own_tests(package):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=package,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "passed" in done.stdout


def test_the_module_is_as_a_person_would_write_it(package):
    source = (package / "src" / "my_adapters" / "lowmere_post.py").read_text(encoding="utf-8")
    for line in (
        '    hosts = ("lowmere.example",)',
        r'    paths = (r"^/town/\d+/\d+\.html",)',
        '    title = css("h1") | meta("og:title")',
        '    body = blocks(".story-text", drop=[".tools"])',
    ):
        assert line in source.splitlines()


@pytest.mark.parametrize("make", [made_site.plain, made_site.hashed, made_site.bare])
def test_the_module_is_clean(make, tmp_path):
    pages = [
        tearsheet.Page(make(number), url=f"https://lowmere.example/{number}/" + 30 * "long-") for number in range(2)
    ]
    path = tmp_path / "made.py"
    path.write_text(module_source(learn(pages), "made"), encoding="utf-8")
    for command in (["ruff", "check"], ["ruff", "format", "--check"]):
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                *command,
                "--no-cache",
                "--config",
                ROOT / "pyproject.toml",
                "--ignore",
                "INP001",
                path,
            ]
            if command[-1] == "check"
            else [sys.executable, "-m", *command, "--no-cache", "--config", ROOT / "pyproject.toml", path],
            capture_output=True,
            text=True,
            check=False,
        )
        if "No module named ruff" in done.stderr:
            pytest.skip("ruff is not installed")
        assert done.returncode == 0, done.stdout + done.stderr + path.read_text(encoding="utf-8")


def test_what_is_said_of_the_fields_has_values_confidence_and_next_steps(tmp_path, pages):
    said = run("lowmere-post", pages[0], "--start-package", "--package", tmp_path / "one")
    assert 'css("h1") | meta("og:title")' in said
    assert "Ferry to Lowmere Island runs again" in said
    assert "%" in said
    assert "unsure: learned from one page" in said
    assert "tearsheet check" in said
    assert "checks pass" in said


def test_what_is_known_goes_to_the_page_it_is_given_for(tmp_path, pages):
    title = made_site.ENGLISH[0][0]
    run(
        "lowmere-post",
        *pages[:2],
        "--title",
        title,
        "--author",
        "Otto Venn",
        "--start-package",
        "--package",
        tmp_path / "one",
    )
    cases = tmp_path / "one" / "tests" / "fixtures" / "lowmere-post"
    first, second = (json.loads((cases / f"story-{number}" / "expected.json").read_bytes())[0] for number in range(2))
    assert first["editions"][0]["title"] == title
    assert second["authors"] == ["Otto Venn"]


def test_meta_json_holds_url_and_time(tmp_path, pages):
    options = ["--url", URLS[0], "--captured-at", "2025-03-12T08:00+01:00"]
    run("lowmere-post", pages[0], *options, "--start-package", "--package", tmp_path / "one")
    meta = tmp_path / "one" / "tests" / "fixtures" / "lowmere-post" / "story-0" / "meta.json"
    assert json.loads(meta.read_bytes())["url"] == URLS[0]
    assert json.loads(meta.read_bytes())["captured_at"] == "2025-03-12T08:00:00+01:00"


def test_what_stands_beside_the_page_tells_url_and_time(tmp_path, pages):
    beside = {"url": URLS[0], "captured_at": "2025-03-12T08:00+01:00"}
    pages[0].with_name(f"{pages[0].name}.json").write_text(json.dumps(beside), encoding="utf-8")
    run("lowmere-post", *pages[:1], "--start-package", "--package", tmp_path / "one")
    meta = json.loads((tmp_path / "one" / "tests" / "fixtures" / "lowmere-post" / "story-0" / "meta.json").read_bytes())
    assert (meta["url"], meta["captured_at"]) == (URLS[0], "2025-03-12T08:00:00+01:00")


def test_what_is_said_goes_before_what_stands_beside_the_page(tmp_path, pages):
    pages[0].with_name(f"{pages[0].name}.json").write_text(json.dumps({"url": URLS[0]}), encoding="utf-8")
    run("lowmere-post", pages[0], "--url", URLS[1], "--start-package", "--package", tmp_path / "one")
    meta = json.loads((tmp_path / "one" / "tests" / "fixtures" / "lowmere-post" / "story-0" / "meta.json").read_bytes())
    assert meta["url"] == URLS[1]


def test_what_stands_beside_the_page_and_cannot_be_read_is_named(tmp_path, pages):
    pages[0].with_name(f"{pages[0].name}.json").write_text("{", encoding="utf-8")
    assert "story 0.html.json is no JSON" in run(
        "lowmere-post", pages[0], "--start-package", "--package", tmp_path / "one", code=2
    ).replace("\n", " ")


def test_the_class_says_what_it_was_learned_from(package):
    source = (package / "src" / "my_adapters" / "lowmere_post.py").read_text(encoding="utf-8")
    assert f"    Learned from 2 pages by ``tearsheet new``:\n\n    - {URLS[0]}\n    - {URLS[1]}\n" in source


# -- run again -------------------------------------------------------------------------------------------------------


def test_a_second_run_adds_a_case(package, pages):
    before = tree(package)
    said = run("lowmere-post", pages[2], "--url", URLS[2], "--package", package)
    after = tree(package)
    assert "all" in said
    assert {path for path in after if path not in before} == {
        f"tests/fixtures/lowmere-post/story-2/{name}" for name in ("page.html", "meta.json", "expected.json")
    }
    assert {path: after[path] for path in before} == before


def test_a_second_run_says_which_fields_the_new_page_breaks(package, tmp_path):
    path = tmp_path / "changed.html"
    path.write_text(
        made_site.plain(2).replace('class="posted"', "").replace("class='posted'", "class='x'"), encoding="utf-8"
    )
    said = run("lowmere-post", path, "--url", URLS[2], "--package", package, code=1)
    assert "changed: published: nothing, where all cases before have it" in said
    assert "--force" in said


def test_a_second_run_with_a_page_that_cannot_be_read_names_the_field(package, tmp_path):
    path = tmp_path / "other.html"
    path.write_text(made_site.other_layout(2).replace("og:title", "x"), encoding="utf-8")
    said = run("lowmere-post", path, "--url", URLS[2], "--package", package, code=1)
    assert "other: title: " in said
    assert not (package / "tests" / "fixtures" / "lowmere-post" / "other" / "expected.json").exists()


def test_with_force_the_site_is_learned_anew_from_all_its_pages(package, tmp_path):
    path = tmp_path / "other.html"
    path.write_text(made_site.other_layout(2), encoding="utf-8")
    said = run("lowmere-post", path, "--url", URLS[2], "--package", package, "--force")
    assert "2 layouts" in said
    assert "class First(PageLayout" in (package / "src" / "my_adapters" / "lowmere_post.py").read_text(encoding="utf-8")


def test_learned_anew_it_says_what_got_worse_in_which_case(package, tmp_path):
    expected = package / "tests" / "fixtures" / "lowmere-post" / "story-1" / "expected.json"
    article = json.loads(expected.read_bytes())[0]
    article["editions"][0]["section"] = "Town"
    article["authors"] = ["Otto Venn", "Ida Quill"]
    expected.write_text(json.dumps([article]), encoding="utf-8")
    path = tmp_path / "third.html"
    path.write_text(made_site.plain(2), encoding="utf-8")
    said = run("lowmere-post", path, "--url", URLS[2], "--package", package, "--force", code=1)
    assert "read less well than before:\n" in said
    assert "  story-1: section: nothing, where 'Town' was expected" in said
    assert "  story-1: authors: ['Otto Venn'], where ['Otto Venn', 'Ida Quill'] was expected" in said
    assert "story-0:" not in said


def test_a_page_that_cannot_be_read_is_taken_back(package, tmp_path):
    before = tree(package)
    path = tmp_path / "other.html"
    path.write_text(made_site.other_layout(2).replace("og:title", "x"), encoding="utf-8")
    assert "--take-back" in run("lowmere-post", path, "--url", URLS[2], "--package", package, code=1)
    assert "took back" in run("lowmere-post", path, "--package", package, "--take-back")
    assert tree(package) == before
    said = run("lowmere-post", path, "--package", package, "--take-back", code=2)
    assert "nothing to take back" in said.replace("\n", " ")


def test_values_that_nobody_has_looked_at_are_counted(package, pages):
    said = run("lowmere-post", pages[2], "--url", URLS[2], "--package", package)
    assert "values to look at: nobody has said that they are right" in said


def test_doubts_are_comments_of_the_module(tmp_path, pages):
    run("lowmere-post", pages[0], "--start-package", "--package", tmp_path / "one")
    source = (tmp_path / "one" / "src" / "one" / "lowmere_post.py").read_text(encoding="utf-8")
    assert "    # unsure: learned from one page" in source
    assert "    # unsure: proposed, not given: look whether these are stories" in source
    compile(source, "x", "exec")


def test_what_is_not_read_as_it_was_said_is_told(package, pages):
    told = ("--section", "Weather: fair", "--published", "9 June 2025", "--summary", "Spades, rakes")
    said = run("lowmere-post", pages[2], "--url", URLS[2], *told, "--package", package, code=1)
    assert "story-2: section: None, not 'Weather: fair'" in said
    assert "story-2: published: '21 May 2025', not '9 June 2025'" in said
    assert "story-2: summary: None, not 'Spades, rakes'" in said


# -- what is refused -------------------------------------------------------------------------------------------------


def test_nothing_is_written_over_without_force(package, pages):
    before = tree(package)
    said = run("lowmere-post", pages[0], "--package", package, code=2)
    assert "holds this page already" in said
    assert tree(package) == before


def test_a_module_is_not_written_over_without_force(package):
    before = tree(package)
    case_page = CasePage(tearsheet.Page(made_site.plain(2)), Known(), "new-case")
    with pytest.raises(ProjectError, match="--force writes it anew"):
        write_site(find_project(package), "lowmere-post", [case_page])
    assert tree(package) == before


def test_a_package_is_not_started_where_there_is_one(package, pages):
    before = tree(package)
    said = run("other-post", pages[0], "--start-package", "--package", package, code=2)
    assert "pyproject.toml is there already" in said.replace("\n", " ") or "is there already" in said
    assert tree(package) == before


def test_a_value_that_is_not_on_the_page_is_refused_and_nothing_written(tmp_path, pages):
    folder = tmp_path / "one"
    run("lowmere-post", pages[0], "--start-package", "--package", folder)
    before = tree(folder)
    said = run("new-post", pages[1], "--title", "Brass band finds its lost tube", "--package", folder, code=2)
    assert "'Brass band finds its lost tube' is not on the page; the closest is line" in said
    assert "'Brass band finds its lost tuba'" in said
    assert tree(folder) == before
    fresh = tmp_path / "fresh"
    run(
        "new-post", pages[1], "--title", "Brass band finds its lost tube", "--start-package", "--package", fresh, code=2
    )
    assert not fresh.exists()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["Lowmere Post"], "use lower case words with hyphens: lowmere-post"),
        (["westca"], "there is an adapter 'westca' already"),
        (["lowmere-post", "--title", "a", "--title", "b"], "--title is given 2 times"),
        (["lowmere-post", "--zone", "Mars/Olympus"], "zone is 'Mars/Olympus'"),
    ],
)
def test_wrong_usage_is_told_with_its_remedy(package, pages, args, said):
    assert said in run(args[0], pages[2], *args[1:], "--package", package, code=2)


def test_a_directory_without_a_package_is_told_of_start_package(tmp_path, pages):
    folder = tmp_path / "nothing"
    folder.mkdir()
    assert "--start-package" in run("lowmere-post", pages[0], "--package", folder, code=2)


def test_a_file_that_is_not_there_is_named(tmp_path, package):
    assert "nowhere.html: there is no such file" in run(
        "other", tmp_path / "nowhere.html", "--package", package, code=2
    )


# -- where it goes ---------------------------------------------------------------------------------------------------


def test_in_tearsheet_itself_the_adapter_is_listed_as_built_in(tmp_path, pages):
    root = tmp_path / "tearsheet"
    adapters = root / "src" / "tearsheet" / "adapters"
    (adapters / "sites").mkdir(parents=True)
    (root / "pyproject.toml").write_text('[project]\nname = "tearsheet"\n', encoding="utf-8")
    own = (ROOT / "src" / "tearsheet" / "adapters" / "built_in.py").read_text(encoding="utf-8")
    (adapters / "built_in.py").write_text(own, encoding="utf-8")
    run("lowmere-post", pages[0], "--url", URLS[0], "--package", root)
    text = (adapters / "built_in.py").read_text(encoding="utf-8")
    assert "from tearsheet.adapters.sites.lowmere_post import LowmerePost\n" in text
    compile(text, "adapters", "exec")
    assert "LowmerePost" in text.partition("BUILT_IN")[2]
    assert (adapters / "sites" / "lowmere_post.py").is_file()


def test_a_package_without_settings_for_cases_gets_them(tmp_path, pages):
    root = tmp_path / "mine"
    (root / "mine").mkdir(parents=True)
    (root / "mine" / "__init__.py").touch()
    (root / "pyproject.toml").write_text('[project]\nname = "mine"\nversion = "1"\n', encoding="utf-8")
    run("lowmere-post", pages[0], "--url", URLS[0], "--package", root)
    text = (root / "pyproject.toml").read_text(encoding="utf-8")
    assert '[project.entry-points."tearsheet.adapters"]\nlowmere-post = "mine.lowmere_post:LowmerePost"' in text
    assert 'tearsheet_cases = ["tests/fixtures"]' in text
    assert find_project(root / "mine").package == root / "mine"


@pytest.mark.parametrize(
    ("name", "module", "kind"), [("lowmere-post", "lowmere_post", "LowmerePost"), ("163", "site_163", "Site163")]
)
def test_names_of_modules_and_classes(name, module, kind):
    assert (module_name(name), class_name(name)) == (module, kind)


@pytest.mark.parametrize(
    ("file", "taken", "name"),
    [("Story 1.html", [], "story-1"), ("x/页面.html", [], "page"), ("a.htm", ["a"], "a-2"), ("-", [], "page")],
)
def test_names_of_cases(file, taken, name):
    assert case_name(file, taken) == name


def test_long_lines_are_broken_in_their_brackets_and_not_in_their_strings():
    long = "x], y(" * 20
    lines = wrapped(f'drops: ClassVar = {{"a": ["{long}", "b"], "c": "d"}}', 4, explode=True)
    assert lines == [
        "    drops: ClassVar = {",
        '        "a": [',
        f'            "{long}",',
        '            "b",',
        "        ],",
        '        "c": "d",',
        "    }",
    ]
