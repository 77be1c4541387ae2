"""Mending an adapter whose site has changed its markup, by what is known from pages it could still read."""

from __future__ import annotations

from tearsheet.authoring.learning.healing.heal import heal
from tearsheet.authoring.learning.healing.healing import HealError, Healing, Pair, Proof
from tearsheet.authoring.learning.learned import FieldChoice

__all__ = ["FieldChoice", "HealError", "Healing", "Pair", "Proof", "heal"]
