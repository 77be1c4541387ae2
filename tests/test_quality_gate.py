"""The gate of the quality benchmark: it fails below a floor, and lowers none without a reason. On made figures."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

_SPEC = importlib.util.spec_from_file_location(
    "quality_gate", Path(__file__).resolve().parents[1] / "benchmarks" / "_quality_gate.py"
)
assert _SPEC is not None
assert _SPEC.loader is not None
quality_gate = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(quality_gate)
Gate = quality_gate.Gate

FIGURES = {"news": {"F1": 0.9126, "title": 0.8, "P": 0.99}, "threads": {"F1": 0.85}}


def test_figures_at_their_floors_pass_and_below_them_fail():
    gate = Gate({"news": {"F1": 0.912, "title": 0.8}})
    assert gate.check(FIGURES) == []
    (missed,) = gate.check({"news": {"F1": 0.9119, "title": 0.8}})
    assert missed.startswith("news F1")


def test_a_figure_that_is_gone_fails():
    assert Gate({"news": {"F1": 0.9}}).check({"news": {"title": 1.0}}) == ["news F1: no figure, floor 0.900"]


def test_a_set_that_was_not_run_is_passed_over():
    assert Gate({"news": {"F1": 0.9}}).check({"threads": {"F1": 0.1}}) == []


def test_floors_are_raised_to_the_figures_rounded_down_and_never_lowered():
    gate = Gate({"news": {"title": 0.9}})
    raised = gate.raise_to(FIGURES)
    assert gate.floors == {"news": {"F1": 0.912, "title": 0.9}, "threads": {"F1": 0.85}}
    assert len(raised) == 2
    assert gate.raise_to(FIGURES) == []


@pytest.mark.parametrize("reason", ["", "  "])
def test_lowering_needs_a_reason(reason):
    gate = Gate({"news": {"title": 0.9}})
    with pytest.raises(ValueError, match="--reason"):
        gate.lower_to(FIGURES, reason=reason, date="2026-11-22")
    assert gate.floors == {"news": {"title": 0.9}}


def test_what_is_lowered_is_kept_with_its_reason(tmp_path):
    gate = Gate({"news": {"F1": 0.9, "title": 0.9}})
    assert gate.lower_to(FIGURES, reason="the truth was mended", date="2026-11-22") == ["news title: 0.900 -> 0.800"]
    gate.save(tmp_path / "floors.json")
    kept = Gate.load(tmp_path / "floors.json")
    assert kept.floors == {"news": {"F1": 0.9, "title": 0.8}}
    assert kept.lowered == [
        {
            "date": "2026-11-22",
            "set": "news",
            "measure": "title",
            "from": 0.9,
            "to": 0.8,
            "reason": "the truth was mended",
        }
    ]


def test_without_a_file_there_are_no_floors(tmp_path):
    assert Gate.load(tmp_path / "none.json").check(FIGURES) == []


def test_the_floors_in_the_repository_can_be_read():
    path = Path(__file__).resolve().parents[1] / "benchmarks" / "floors.json"
    if path.exists():
        assert set(json.loads(path.read_text(encoding="utf-8"))) == {"floors", "lowered"}
