"""What came in, and each view of it, made once on first use: text, DOM, lines, and what the page states of itself."""

from __future__ import annotations

from tearsheet.page.page import Page

__all__ = ["Page"]
