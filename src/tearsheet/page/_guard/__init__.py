"""What stands before the parsers, since a running parse cannot be stopped."""

from __future__ import annotations

from tearsheet.page._guard.guard import DEFAULT_LIMITS, Guarded, Limits, check_size, guard

__all__ = ["DEFAULT_LIMITS", "Guarded", "Limits", "check_size", "guard"]
