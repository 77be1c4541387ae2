"""What stands at the top of the package, and what importing it costs."""

from __future__ import annotations

import subprocess
import sys

import pytest

import tearsheet
from tearsheet import fields
from tearsheet.page import Page

ARTICLE = """<html lang="en"><head><title>A pier - The Quay</title><meta property="og:title" content="A pier">
<meta property="article:published_time" content="2026-03-02T17:08:00+08:00"><link rel="canonical" href="/t/1"></head>
<body><p>Nothing of this is printed.</p></body></html>"""


def test_dir_shows_what_is_public_and_no_more():
    assert dir(tearsheet) == sorted(tearsheet.__all__)


@pytest.mark.parametrize("name", tearsheet.__all__)
def test_all_that_is_public_is_there(name):
    assert getattr(tearsheet, name) is not None


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match=r"module 'tearsheet' has no attribute 'comments'"):
        tearsheet.comments  # noqa: B018 - the attribute is asked for


def test_a_site_is_declared_with_what_stands_at_the_top():
    factories = {name for name in fields.__all__ if name.islower()}
    assert factories <= set(tearsheet.__all__)
    for name in (*factories, "DeclaredAdapter", "PageLayout"):
        assert getattr(tearsheet, name) is getattr(fields, name)


def test_importing_imports_nothing_that_only_some_need():
    probe = "import sys, tearsheet; dir(tearsheet); print(*sys.modules)\nfrom tearsheet.page import elements"
    probe += "; print(elements._documents.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    later = ("fields", "adapters.built_in", "adapters.generic", "page.metadata", "page.decode", "text.dates.reading")
    *modules, parsed = done.stdout.split()
    later += (
        "adapters.choosing",
        "page.loose_xml",
        "page.opening",
        "reading.images",
    )
    assert {*[f"tearsheet.{name}" for name in later], "json", "html"} & set(modules) == set()
    assert parsed == "0", "importing parses nothing"


# -- what a page states ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [ARTICLE, ARTICLE.encode(), Page(ARTICLE)], ids=lambda data: type(data).__name__)
def test_what_a_page_states_is_read_of_whatever_is_a_page(data):
    stated = tearsheet.read_metadata(data, "https://quay.example/t/1?from=home")
    assert isinstance(stated, tearsheet.Metadata)
    assert (stated.headline, stated.published, stated.language) == ("A pier", "2026-03-02T17:08:00+08:00", "en")
    assert stated.canonical_url == "https://quay.example/t/1"
    assert [value.source for value in stated.all("title")] == ["meta(og:title)", "html(title)"]


def test_a_page_made_before_keeps_its_address():
    page = Page(ARTICLE, url="https://quay.example/t/1?from=home")
    assert tearsheet.read_metadata(page).canonical_url == "https://quay.example/t/1"


def test_what_has_no_marks_states_nothing():
    for data, content_type in (("A title\nA text", None), (ARTICLE, "text/plain"), ("<rss><channel/></rss>", None)):
        assert tearsheet.read_metadata(data, content_type=content_type) == tearsheet.Metadata()


def test_what_is_no_page_is_an_error_of_ours():
    with pytest.raises(tearsheet.InputError):
        tearsheet.read_metadata(None)
