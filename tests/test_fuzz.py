"""A few damaged pages through every target of the fuzzer; tests/fuzz/run.py runs it for as long as you like."""

from __future__ import annotations

import pytest
from hypothesis import given

import tearsheet
from fuzz.damage import damaged, seeds
from fuzz.targets import TARGETS


@pytest.mark.parametrize("name", TARGETS)
def test_damaged_pages_end_well_or_in_an_error_of_ours(name: str) -> None:
    @given(damaged())
    def run(data: bytes) -> None:
        try:
            TARGETS[name](data)
        except tearsheet.TearsheetError:
            return

    run()


@pytest.mark.parametrize("name", TARGETS)
def test_no_target_fails_on_a_whole_page(name: str) -> None:
    for page in seeds()[::5]:
        try:
            TARGETS[name](page)
        except tearsheet.TearsheetError:
            continue
