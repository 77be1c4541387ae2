"""Plain text, both ways: the form that news sites and crawlers export, and a superset of it.

One block a line. An article that has only a title, a summary, paragraphs and disclaimers is written as those and
nothing else; what more there is goes into labelled lines. The form, in the ABNF of RFC 5234 over lines (each line in
reading order, ended by LF, the last one not)::

    file        = article *( FF-line article )          ; FF-line: a form feed alone
    article     = edition *( blank-line edition )       ; the leading language first
    edition     = title *metadata [ summary ] marker *block *tail
    title       = words / label("title") words          ; the label only where words would be mistaken
    metadata    = label(key) words                      ; key: language site section breadcrumb author source publisher
                                                        ; published updated url canonical_url score, in this order
    summary     = words / label("summary") words        ; the label only where words would be mistaken
    marker      = "Analysis" / "深度分析"
    block       = words / bullet words / label("text") words
    tail        = disclaimer / label("notice") words / label("tag") words / label("related") words
    disclaimer  = notice-head colon words               ; a notice that says itself what it is: "Disclaimer: …"
    label(key)  = LABELS[language][key] colon           ; colon: ": " or ":"
    bullet      = "  • "

* A label that can repeat does so, one line for each author, tag, crumb or score ("hot 75"), so that no separator has
  to be guessed; this is the way of RIS files and mail headers.
* What belongs to the article and not to a language (author, source, url, score, related, …) stands in its first
  edition. Labels are in the language of their edition; a reader takes them in any.
* The language line is there in an article of several editions, and otherwise for any language but ``en`` (which the
  marker "Analysis" means) and ``zh-Hans`` (which "深度分析" means). It is what tells the start of a further edition
  from a stray blank line.
* A reader tells by position: the first line is the title; labelled lines directly after it are metadata, up to the
  first line that is none; the first marker line ends the summary; the tail is the longest run of lines at the end for
  which :func:`is_tail` holds. A paragraph that would be misread is written under the label ``text``: one that starts
  with a bullet or that label, one that is a row of dashes, and a last paragraph for which ``is_tail`` holds.
* A score is its name, a space and its number; a date is its words as printed; a block of several lines (code, a
  table) is as many blocks. What else does not survive is declared in :data:`tearsheet.outputs.forms.FORMS`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from tearsheet.errors import FormatError
from tearsheet.model import Article, Edition
from tearsheet.outputs.forms import editions_of, one_line, split_lines

__all__ = [
    "BULLET",
    "LABELS",
    "MARKERS",
    "NOTICE_HEADS",
    "dumps",
    "dumps_all",
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

_TAIL = frozenset({"notice", "related", "tag"})
_KEYS = {name.casefold(): key for key, names in _LABELS.items() for name in names}
_MARKS = frozenset(marker.casefold() for marker in MARKERS.values())
_COLON = re.compile("[::]")
_BULLETS = tuple(f"{bullet} " for bullet in "•‣◦▪")
_RULE = re.compile(r"[-‐‑‒–—―─━=_*~.·][-‐‑‒–—―─━=_*~.·\s]{2,}")
_LONGEST_HEAD = 1 + max(map(len, (*_KEYS, *NOTICE_HEADS)))


def labels_for(language: str) -> Mapping[str, str]:
    """Return the labels that an edition in *language*, a BCP 47 tag, is written with."""
    return LABELS[_column(language)]


def label_of(line: str) -> tuple[str, str] | None:
    """Return the key of the label that *line* starts with, and the words after it; ``None`` where it has no label."""
    head, words = _head(line)
    key = _KEYS.get(head)
    return (key, words) if key is not None else None


def is_marker(line: str) -> bool:
    """Whether *line* is the line between summary and body, in any language."""
    return line.strip().casefold() in _MARKS


def is_rule(line: str) -> bool:
    """Whether *line* is a row of dashes or the like, as people draw between two articles."""
    return _RULE.fullmatch(line) is not None


def is_tail(line: str) -> bool:
    """Whether *line*, at the end of an edition, is a notice, a tag or a related title and no longer body."""
    head, _ = _head(line)
    return head in NOTICE_HEADS or _KEYS.get(head) in _TAIL


def dumps(article: Article, *, edition: str | None = None) -> str:
    """Return *article* as plain text, without a final line break.

    :param edition: write only the edition that best matches this language; all of them otherwise
    :raises NoEditionError: when no edition matches
    :raises FormatError: when an edition's title has no words, since its first line is how an edition begins
    """
    editions = editions_of(article, edition)
    return "\n\n".join(
        "\n".join(_edition_lines(article, each, leading=not index, several=len(editions) > 1))
        for index, each in enumerate(editions)
    )


def dumps_all(articles: Iterable[Article]) -> str:
    """Return *articles* in one file, a form feed line between two."""
    return "\n\f\n".join(dumps(article) for article in articles)


def _edition_lines(article: Article, edition: Edition, *, leading: bool, several: bool) -> Iterator[str]:
    column = _column(edition.language)
    labels = LABELS[column]
    colon = ": " if column == "en" else ":"

    def label(key: str, words: str) -> str:
        return f"{labels[key]}{colon}{words}"

    title = one_line(edition.title)
    if not title:
        raise FormatError(f"the {edition.language} edition has no title to begin with", path="$.editions[*].title")
    yield label("title", title) if _is_mistakable(title, "title") else title

    if several or edition.language not in {"en", "zh-Hans"}:
        yield label("language", edition.language)
    for key, value in _metadata(article, edition, leading=leading):
        if words := one_line(value):
            yield label(key, words)
    if edition.summary and (summary := one_line(edition.summary.text)):
        mistakable = label_of(summary) or is_marker(summary) or _is_mistakable(summary, "summary")
        yield label("summary", summary) if mistakable else summary
    yield MARKERS[column]

    lines = [(block.kind == "list_item", line) for block in edition.body for line in split_lines(block.text)]
    for number, (is_item, line) in enumerate(lines, 1):
        if is_item:
            yield BULLET + line
        elif _is_mistakable(line, "text") or (number == len(lines) and is_tail(line)):
            yield label("text", line)
        else:
            yield line

    for notice in map(one_line, edition.notices):
        if notice:
            yield notice if _head(notice)[0] in NOTICE_HEADS else label("notice", notice)
    related = [link.text for link in article.related] if leading else []
    for key, values in (("tag", edition.tags), ("related", related)):
        for value in values:
            if words := one_line(value):
                yield label(key, words)


def _metadata(article: Article, edition: Edition, *, leading: bool) -> Iterator[tuple[str, str]]:
    yield "site", edition.site or ""
    yield "section", edition.section or ""
    for crumb in edition.breadcrumbs:
        yield "breadcrumb", crumb
    if not leading:
        return
    for author in article.authors:
        yield "author", author
    yield "source", article.source.name if article.source else ""
    yield "publisher", article.publisher or ""
    yield "published", article.published.raw if article.published else ""
    yield "updated", article.updated.raw if article.updated else ""
    yield "url", article.url or ""
    yield "canonical_url", article.canonical_url or ""
    for name in sorted(article.scores):
        yield "score", f"{name} {repr(float(article.scores[name])).removesuffix('.0')}"


def _is_mistakable(line: str, key: str) -> bool:
    """Whether *line* cannot stand bare where the label *key* could: a list item, a rule, or that label itself."""
    return line.startswith(_BULLETS) or is_rule(line) or _KEYS.get(_head(line)[0]) == key


def _head(line: str) -> tuple[str, str]:
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
