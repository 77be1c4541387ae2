"""A few damaged pages through every target of the fuzzer; tests/fuzz/run.py runs it for as long as you like."""

from __future__ import annotations

import re
import signal

import pytest
from hypothesis import given

import tearsheet
from fuzz import run
from fuzz.damage import damaged, seeds
from fuzz.targets import TARGETS


@pytest.mark.parametrize("name", TARGETS)
def test_damaged_pages_end_well_or_in_an_error_of_ours(name: str) -> None:
    @given(damaged())
    def one(data: bytes) -> None:
        try:
            TARGETS[name](data)
        except tearsheet.TearsheetError:
            return

    one()


@pytest.mark.parametrize("name", TARGETS)
def test_no_target_fails_on_a_whole_page(name: str) -> None:
    for page in seeds()[::5]:
        try:
            TARGETS[name](page)
        except tearsheet.TearsheetError:
            continue


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no clock of process time")
def test_what_would_never_end_is_found(monkeypatch, tmp_path):
    monkeypatch.setattr(run, "_SLOW", 0.05)
    monkeypatch.setattr(run, "_ENDED", 0.1)
    monkeypatch.setitem(
        TARGETS, "endless", lambda data: re.compile(r"(?:a|aa)+$").match("a" * len(data) + "b") and None
    )
    with pytest.raises(run.FoundError, match=r"endless: .* s for 99 bytes"):
        run.tried("endless", b"x" * 99, tmp_path)
    assert (tmp_path / "endless-0.bin").read_bytes() == b"x" * 99
