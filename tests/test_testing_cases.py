"""Golden cases as folders: found, read, written, and what is said of those that cannot be used."""

from __future__ import annotations

import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tearsheet
from tearsheet import InputError
from tearsheet.authoring.golden import Case, CaseError, find_cases, load_case, read_now, write_case
from tearsheet.authoring.golden.fields import accepted, articles_of, fields_of, same

FIXTURES = Path(__file__).parent / "fixtures"
WHEN = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
PAGE = b"<!doctype html><title>Ferry</title><h1>Ferry</h1>"


@pytest.fixture
def folder(tmp_path) -> Path:
    """A case that can be used."""
    return Path(
        shutil.copytree(FIXTURES / "xishuta" / "text-date-without-time", tmp_path / "fixtures" / "xishuta" / "one")
    )


# -- found -----------------------------------------------------------------------------------------------------------


def test_cases_are_found_from_the_fixtures_an_adapters_folder_or_their_own(folder):
    for start in (folder.parents[1], folder.parent, folder, os.path.relpath(folder)):
        (case,) = find_cases(start)
        assert case.name == "xishuta/one"
        assert case.adapter == "xishuta"
    assert list(find_cases(folder.parents[1] / "nothing")) == []


def test_a_case_read_from_inside_its_folder_knows_its_adapter(folder, monkeypatch):
    monkeypatch.chdir(folder)
    assert load_case(".").adapter == "xishuta"


def test_a_case_has_what_its_files_say(folder):
    case = load_case(folder)
    assert case.page_path == folder / "page.txt"
    assert case.url == "http://www.xishuta.com/newsview146655.html"
    assert case.captured_at == datetime.fromisoformat("2025-12-02T21:00:00+08:00")
    assert not case.several
    assert case.made
    assert len(case.expected) == 1
    assert case.page().url == case.url
    assert case.page(with_url=False).url is None


# -- what cannot be used -----------------------------------------------------------------------------------------------

BROKEN = {
    "no page": ("page.txt", None, "there is no page; save it as page.html"),
    "two pages": ("page.html", "<p>", "2 pages (page.html, page.txt); a case has one"),
    "no meta": ("meta.json", None, "there is no such file; the least it holds"),
    "broken meta": ("meta.json", '{"url": null,\n "made": tru}', "meta.json:2:10: broken JSON"),
    "meta is a list": ("meta.json", "[]", "it is a list, and must be an object"),
    "unknown key": ("meta.json", '{"capturedat": null}', 'unknown key "capturedat" (did you mean "captured_at"?)'),
    "url is a number": ("meta.json", '{"url": 7}', '"url" is a whole number, and must be a text: where the page'),
    "several is true": ("meta.json", '{"several": true}', '"several" is true or false, and must be a whole number'),
    "no time": ("meta.json", '{"captured_at": "noon"}', "'noon', which is no time: write it as 2026-"),
    "no offset": ("meta.json", '{"captured_at": "2026-01-02T03:04"}', "no offset: add that of its zone"),
    "broken articles": ("expected.json", "[{]", "expected.json:1:3: broken JSON"),
    "not UTF-8": ("expected.json", b"[\xff]", "expected.json: it is not UTF-8"),
    "a text": ("expected.json", '"article"', "it is a text, and must be a list of articles"),
    "no article": ("expected.json", "[]", "0 articles, and must be one"),
    "two articles": ("expected.json", "[{}, {}]", 'say how many in meta.json: "several": 2'),
    "editions": ("expected.json", '[{"editions": ["zh"]}]', '"editions" must be a list of objects'),
    "too deep": ("expected.json", "[" * 100_000, "nests too deeply"),
}


@pytest.mark.parametrize(("name", "content", "message"), BROKEN.values(), ids=BROKEN)
def test_a_case_that_cannot_be_used_says_where_and_why(folder, name, content, message):
    path = folder / name
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(CaseError) as caught:
        load_case(folder)
    assert message in str(caught.value)
    assert str(folder) in str(caught.value)
    assert isinstance(caught.value, tearsheet.TearsheetError)


def test_a_case_of_an_adapter_that_is_not_there_says_which_there_are(folder):
    other = shutil.copytree(folder, folder.parents[1] / "xishu" / "one")
    with pytest.raises(CaseError, match=r"no adapter named 'xishu'; did you mean xishuta.* westca"):
        read_now(load_case(other), tearsheet.registry)


def test_one_article_may_stand_without_a_list(folder):
    (article,) = json.loads((folder / "expected.json").read_bytes())
    (folder / "expected.json").write_text(json.dumps(article), encoding="utf-8")
    assert load_case(folder).expected == (article,)


# -- written -----------------------------------------------------------------------------------------------------------


def test_a_written_case_reads_back(tmp_path):
    case = write_case(
        tmp_path / "ledger" / "one",
        PAGE,
        url="https://news.example/1",
        captured_at=WHEN,
        content_type="text/html",
        note="a ferry",
        made=True,
        expected=[{"adapter": "ledger", "editions": []}],
    )
    assert case == load_case(tmp_path / "ledger" / "one")
    assert case == Case(
        folder=tmp_path / "ledger" / "one",
        page_path=tmp_path / "ledger" / "one" / "page.html",
        url="https://news.example/1",
        captured_at=WHEN,
        content_type="text/html",
        note="a ferry",
        made=True,
        expected=({"adapter": "ledger", "editions": []},),
    )
    assert case.page_path.read_bytes() == PAGE


def test_a_text_export_is_written_as_text_and_without_what_is_not_known(tmp_path):
    case = write_case(tmp_path / "a" / "b", "渡船\r\n".encode("gb18030"))
    assert case.page_path.name == "page.txt"
    assert case.page_path.read_bytes() == "渡船\r\n".encode("gb18030")
    assert json.loads((case.folder / "meta.json").read_bytes()) == {
        "url": None,
        "content_type": None,
        "captured_at": None,
    }
    assert case.expected is None


def test_a_case_is_not_written_over_unless_forced(tmp_path):
    folder = tmp_path / "a" / "b"
    write_case(folder, b"A ferry\n", expected=[{}])
    with pytest.raises(CaseError, match=r"there is a case already \(expected.json, meta.json, page.txt\)"):
        write_case(folder, PAGE)
    assert (folder / "page.txt").read_bytes() == b"A ferry\n"
    case = write_case(folder, PAGE, force=True)
    assert sorted(path.name for path in folder.iterdir()) == ["meta.json", "page.html"]
    assert case.expected is None


def test_a_naive_time_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(InputError, match="time zone"):
        write_case(tmp_path / "a" / "b", PAGE, captured_at=WHEN.replace(tzinfo=None))
    assert list(tmp_path.iterdir()) == []


# -- fields ------------------------------------------------------------------------------------------------------------

VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.lists(st.text(), max_size=2))
EDITIONS = st.lists(
    st.dictionaries(st.sampled_from(["language", "title", "body"]), VALUES, min_size=1), min_size=1, max_size=3
)
ARTICLES = st.lists(
    st.tuples(EDITIONS, VALUES, VALUES).map(lambda drawn: dict(zip(("editions", "url", "tags"), drawn, strict=True))),
    min_size=1,
    max_size=3,
)


@given(ARTICLES)
def test_articles_come_back_from_their_fields(articles):
    assert articles_of(fields_of(articles, several=True)) == articles
    assert articles_of(fields_of(articles[:1])) == articles[:1]


@given(ARTICLES, ARTICLES)
def test_accepting_all_fields_gives_what_is_read_now(before, after):
    old, new = fields_of(before, several=True), fields_of(after, several=True)
    assert articles_of(accepted(old, new, {*old, *new})) == after
    assert accepted(old, new, ()) == old


@given(ARTICLES, ARTICLES, st.data())
def test_accepting_one_field_changes_that_alone(before, after, data):
    old, new = fields_of(before, several=True), fields_of(after, several=True)
    path = data.draw(st.sampled_from(sorted({*old, *new})))
    got = accepted(old, new, [path])
    assert {key: value for key, value in got.items() if key != path} == {
        key: value for key, value in old.items() if key != path
    }
    assert got.get(path) == new.get(path)
    assert (path in got) == (path in new)


@pytest.mark.parametrize(
    ("path", "expected", "got", "equal"),
    [
        ("url", None, None, True),
        ("tags", [], None, True),
        ("ai_generated", None, False, False),
        ("ai_generated", True, 1, False),
        ("scores", {"hot": 75}, {"hot": 75.0}, True),
        ("editions[0].body", [{"text": "a", "links": []}], [{"text": "a", "level": None}], True),
        ("editions[0].body", [{"text": "a"}], [{"text": "a", "level": 2}], False),
        ("extras", {"seen": None}, {}, False),
        ("articles[1].extras", {"seen": None}, {"seen": None}, True),
    ],
)
def test_absent_says_the_same_as_empty_but_for_what_the_site_defines(path, expected, got, equal):
    assert same(path, expected, got) is equal
