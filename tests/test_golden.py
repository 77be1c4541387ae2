"""The cases in tests/fixtures, which pytest runs as tests by itself: each field of each, see docs/testing.md.

Here is what is asked of these cases beyond what is asked of any.
"""

from __future__ import annotations

import json
from pathlib import Path

import attrs

from tearsheet import Article, Edition
from tearsheet.authoring.golden import find_cases

FIXTURES = Path(__file__).parent / "fixtures"
CASES = list(find_cases(FIXTURES))


def test_cases_are_run_as_tests(pytestconfig):
    assert pytestconfig.pluginmanager.hasplugin("tearsheet")
    assert [Path(folder) for folder in pytestconfig.getini("tearsheet_cases")] == [FIXTURES]


def test_every_adapter_has_several_cases_in_html_and_in_text():
    for adapter in ("ai-news-card", "westca", "xishuta"):
        pages = [case.page_path.suffix for case in CASES if case.adapter == adapter]
        assert {".html", ".txt"} <= set(pages)
        assert len(pages) >= 5


def test_pages_say_that_they_are_made():
    assert [case.name for case in CASES if not case.made] == []
    for case in CASES:
        assert case.page_path.suffix != ".html" or b"<!-- made:" in case.page_path.read_bytes(), case.name


def test_expected_articles_are_whole_and_written_as_accepting_writes_them():
    for case in CASES:
        path = case.folder / "expected.json"
        assert path.read_text(encoding="utf-8") == json.dumps(case.expected, ensure_ascii=False, indent=1) + "\n", path
        for article in case.expected:
            assert list(article) == [field.name for field in attrs.fields(Article)], path
            for edition in article["editions"]:
                assert list(edition) == [field.name for field in attrs.fields(Edition)], path
