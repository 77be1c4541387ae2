"""A page and what was read from it, side by side in one HTML file."""

from __future__ import annotations

from tearsheet.authoring.report.report import render

__all__ = ["render"]
