"""The words that structure a plain-text export: labels, the line before the body, notices, rules between articles.

One table serves the writer (:mod:`tearsheet.outputs.text`, where the form is described) and the reader (the
``text-export`` adapter).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

__all__ = [
    "BULLET",
    "LABELS",
    "MARKERS",
    "NOTICE_HEADS",
    "head_of",
    "is_bilingual_marker",
    "is_marker",
    "is_rule",
    "is_tail",
    "label_of",
    "labels_for",
]

# key: English, Simplified, Traditional; in the order in which an edition is written.
_LABELS = {
    "title": ("Title", "标题", "標題"),
    "language": ("Language", "语言", "語言"),
    "site": ("Site", "网站", "網站"),
    "section": ("Section", "栏目", "欄目"),
    "breadcrumb": ("Breadcrumb", "路径", "路徑"),
    "author": ("Author", "作者", "作者"),
    "source": ("Source", "来源", "來源"),
    "publisher": ("Publisher", "发布者", "發布者"),
    "published": ("Published", "时间", "時間"),
    "updated": ("Updated", "更新时间", "更新時間"),
    "url": ("URL", "网址", "網址"),
    "canonical_url": ("Canonical URL", "规范网址", "規範網址"),
    "score": ("Score", "评分", "評分"),
    "summary": ("Summary", "摘要", "摘要"),
    "text": ("Text", "正文", "正文"),
    "notice": ("Notice", "附注", "附註"),
    "tag": ("Tag", "标签", "標籤"),
    "related": ("Related", "相关", "相關"),
}
LABELS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        language: MappingProxyType({key: names[column] for key, names in _LABELS.items()})
        for column, language in enumerate(("en", "zh-Hans", "zh-Hant"))
    }
)
"""Language → key → label, without its colon."""

MARKERS: Mapping[str, str] = MappingProxyType({"en": "Analysis", "zh-Hans": "深度分析", "zh-Hant": "深度分析"})
"""Language → the line between summary and body."""

NOTICE_HEADS = frozenset(
    {
        *("correction", "disclaimer", "editor's note", "editor’s note", "note"),
        *("免责声明", "声明", "特别声明", "版权声明", "风险提示", "编者按", "编者注", "注"),
        *("免責聲明", "聲明", "特別聲明", "版權聲明", "風險提示", "編者按", "編者註", "註"),
    }
)
"""What stands before the colon of a notice that says itself what it is, in lower case."""

BULLET = "  • "
"""What stands before a list item."""

_TAIL = frozenset({"notice", "related", "tag"})
_KEYS = {name.casefold(): key for key, names in _LABELS.items() for name in names}
_MARKS = frozenset(marker.casefold() for marker in MARKERS.values())
_MARK_ENDS = frozenset("sSſ析")
_BOTH_MARKS = MARKERS["en"].casefold() + MARKERS["zh-Hans"]
_COLON = re.compile("[:：]")
_RULE = re.compile(r"[-‐‑‒–—―─━=_*~.·][-‐‑‒–—―─━=_*~.·\s]{2,}")
_RULE_BEGINS = frozenset("-‐‑‒–—―─━=_*~.·")
_LONGEST_HEAD = 1 + max(map(len, (*_KEYS, *NOTICE_HEADS)))


def labels_for(language: str) -> Mapping[str, str]:
    """Return the labels that an edition in *language*, a BCP 47 tag, is written with."""
    return LABELS[_column(language)]


def label_of(line: str) -> tuple[str, str] | None:
    """Return the key of the label that *line* starts with, and the words after it; ``None`` where it has no label."""
    head, words = head_of(line)
    key = _KEYS.get(head)
    return (key, words) if key is not None else None


def is_marker(line: str) -> bool:
    """Whether *line* is the line between summary and body, in any language or in both."""
    line = line.strip()
    return line[-1:] in _MARK_ENDS and (line.casefold() in _MARKS or is_bilingual_marker(line))


def is_bilingual_marker(line: str) -> bool:
    """Whether *line* is that line in English and in Chinese at once, so that the lines around it hold both as well."""
    return "析" in line and len(line) < 30 and "".join(line.split()).casefold() == _BOTH_MARKS


def is_rule(line: str) -> bool:
    """Whether *line* is a row of dashes or the like, as people draw between two articles."""
    return line[:1] in _RULE_BEGINS and _RULE.fullmatch(line) is not None


def is_tail(line: str) -> bool:
    """Whether *line*, at the end of an edition, is a notice, a tag or a related title and no longer body."""
    head, _ = head_of(line)
    return head in NOTICE_HEADS or _KEYS.get(head) in _TAIL


def head_of(line: str) -> tuple[str, str]:
    """Return what stands before the first colon near the start of *line*, in lower case, and what stands after it."""
    colon = _COLON.search(line, 0, _LONGEST_HEAD + 1)
    if colon is None:
        return "", ""
    return line[: colon.start()].strip().casefold(), line[colon.end() :].strip()


def _column(language: str) -> str:
    parts = language.lower().split("-")
    if parts[0] != "zh":
        return "en"
    return "zh-Hant" if {"hant", "tw", "hk", "mo"} & set(parts) else "zh-Hans"
