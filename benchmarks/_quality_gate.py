"""The floors under the figures of the quality benchmark: falling below one fails, lowering one needs a reason."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

__all__ = ["MEASURES", "Figures", "Gate"]

MEASURES = ("F1", "title", "date", "author", "list")
"""What has a floor. Precision and recall have none: F1 holds them together."""

Figures = Mapping[str, Mapping[str, float]]
"""Set → measure → value, 0 to 1."""


class Gate:
    """The floors as a file in the repository keeps them.

    :ivar floors: set → measure → the least value allowed
    :ivar lowered: what was ever lowered: date, set, measure, from, to, reason
    """

    def __init__(self, floors: Figures | None = None, lowered: list[dict[str, Any]] | None = None) -> None:
        self.floors = {name: dict(values) for name, values in (floors or {}).items()}
        self.lowered = list(lowered or [])

    @classmethod
    def load(cls, path: Path) -> Gate:
        """Return the gate kept in *path*, one without floors where there is no such file."""
        if not path.exists():
            return cls()
        kept = json.loads(path.read_text(encoding="utf-8"))
        return cls(kept["floors"], kept["lowered"])

    def save(self, path: Path) -> None:
        kept = {"floors": self.floors, "lowered": self.lowered}
        path.write_text(json.dumps(kept, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")

    def check(self, figures: Figures) -> list[str]:
        """Return, in words, each figure that is below its floor or missing; sets that were not run are passed over."""
        missed = []
        for name, floors in self.floors.items():
            if name not in figures:
                continue
            for measure, floor in floors.items():
                value = figures[name].get(measure)
                if value is None:
                    missed.append(f"{name} {measure}: no figure, floor {floor:.3f}")
                elif value < floor:
                    missed.append(f"{name} {measure}: {value:.4f} is below its floor {floor:.3f}")
        return missed

    def raise_to(self, figures: Figures) -> list[str]:
        """Raise each floor to its figure, rounded down; none is lowered. Return what was raised, in words."""
        raised = []
        for name, measure, floor in self._rounded(figures):
            old = self.floors.get(name, {}).get(measure)
            if old is None or floor > old:
                self.floors.setdefault(name, {})[measure] = floor
                raised.append(f"{name} {measure}: {'none' if old is None else f'{old:.3f}'} -> {floor:.3f}")
        return raised

    def lower_to(self, figures: Figures, *, reason: str, date: str) -> list[str]:
        """Lower each floor that its figure misses and keep the *reason*. Return what was lowered, in words.

        :raises ValueError: without a reason
        """
        if not reason.strip():
            raise ValueError("lowering a floor needs a reason: --lower-floors --reason '…'")
        lowered = []
        for name, measure, floor in self._rounded(figures):
            old = self.floors.get(name, {}).get(measure)
            if old is not None and floor < old:
                self.floors[name][measure] = floor
                self.lowered.append(
                    {"date": date, "set": name, "measure": measure, "from": old, "to": floor, "reason": reason.strip()}
                )
                lowered.append(f"{name} {measure}: {old:.3f} -> {floor:.3f}")
        return lowered

    @staticmethod
    def _rounded(figures: Figures) -> list[tuple[str, str, float]]:
        return [
            (name, measure, math.floor(values[measure] * 1000 + 1e-6) / 1000)
            for name, values in sorted(figures.items())
            for measure in MEASURES
            if measure in values
        ]
