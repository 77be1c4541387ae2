"""Mending an adapter whose site has changed its markup, by what is known from pages it could still read."""

from __future__ import annotations

from tearsheet.authoring.learning.healing.healing import Healed, HealError, Healing, Pair, Proof
from tearsheet.authoring.learning.healing.mending import heal

__all__ = ["HealError", "Healed", "Healing", "Pair", "Proof", "heal"]
