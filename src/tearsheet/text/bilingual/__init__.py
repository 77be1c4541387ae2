"""Lines that print one thing in two languages: where one ends and the other begins."""

from __future__ import annotations

from tearsheet.text.bilingual.split import Evidence, Span, Split, TagPair, split, split_tags

__all__ = ["Evidence", "Span", "Split", "TagPair", "split", "split_tags"]
