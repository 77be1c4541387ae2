"""What the golden cases do not say of the adapter: how tearsheet finds it, and what it does on a page cut short."""

from pathlib import Path

import pytest

import tearsheet

PAGE = Path(__file__).parent / "fixtures" / "harbour-ledger" / "html-story" / "page.html"


def test_tearsheet_finds_the_adapter_once_the_package_is_installed() -> None:
    assert "harbour-ledger" in tearsheet.registry.adapters
    assert tearsheet.parse(PAGE.read_bytes()).adapter == "harbour-ledger"


@pytest.mark.parametrize(
    ("cut", "field"), [(b"<p>Filed from", "published"), (b'<p class="lede">', "body")], ids=["byline", "story"]
)
def test_a_page_cut_short_names_the_field_that_is_missing(cut: bytes, field: str) -> None:
    page = PAGE.read_bytes().partition(cut)[0]
    with pytest.raises(tearsheet.ParseError) as caught:
        tearsheet.parse(page, "https://harbourledger.example/stories/tide-table")
    assert caught.value.field == field
