"""Lines that print one thing in two languages: where one ends and the other begins."""

from __future__ import annotations

from tearsheet.text.bilingual.split import CharRange, Evidence, Split, TagPair, split, split_tags

__all__ = ["CharRange", "Evidence", "Split", "TagPair", "split", "split_tags"]
