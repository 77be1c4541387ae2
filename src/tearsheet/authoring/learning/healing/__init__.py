"""Mending an adapter whose site has changed its markup, by what is known from pages it could still read."""

from __future__ import annotations

from tearsheet.authoring.learning.healing._heal import heal
from tearsheet.authoring.learning.healing.healing import Healed, HealError, Healing, Pair, Proof

__all__ = ["HealError", "Healed", "Healing", "Pair", "Proof", "heal"]
