"""Plain text, both ways: the form that news sites and crawlers export, and a superset of it.

The ``text-export`` adapter reads it back; the words that structure it are in :mod:`tearsheet.text.plaintext`.

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
    label(key)  = LABELS[language][key] colon           ; colon: ": ", in Chinese "："
    bullet      = "  • "

* A label that can repeat does so, one line for each author, tag, crumb or score ("hot 75"), so that no separator has
  to be guessed; this is the way of RIS files and mail headers.
* What belongs to the article and not to a language (author, source, url, score, related, …) stands in its first
  edition. Labels are in the language of their edition; a reader takes them in any.
* The language line is there in an article of several editions, where it tells the start of a further edition from a
  stray blank line, and otherwise where :func:`~tearsheet.text.language.detect` would not find the language in the
  first 12 lines of the edition.
* A reader tells by position: the first line is the title; labelled lines directly after it are metadata, up to the
  first line that is none; the first marker line ends the summary; the tail is the longest run of lines at the end for
  which :func:`~tearsheet.text.plaintext.is_tail` holds. A paragraph that would be misread is written under the label
  ``text``: one that starts with a bullet or that label, one that is a row of dashes or a marker, and a last paragraph
  for which ``is_tail`` holds.
* A score is its name, a space and its number; a date is its words as printed; a block of several lines (code, a
  table) is as many blocks. What else does not survive is declared in :data:`tearsheet.outputs.forms.FORMS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tearsheet.errors import FormatError
from tearsheet.model import Article, Edition
from tearsheet.outputs.forms import editions_of, one_line, split_lines
from tearsheet.text.language import detect
from tearsheet.text.plaintext import (
    BULLET,
    MARKERS,
    NOTICE_HEADS,
    head_of,
    is_marker,
    is_rule,
    is_tail,
    label_of,
    labels_for,
)

__all__ = ["dumps", "dumps_all"]

# As many lines as a reader looks at to know the language of an edition that does not say it.
_FIRST = 12
_BULLETS = tuple(f"{bullet} " for bullet in "•‣◦▪")


def dumps(article: Article, *, edition: str | None = None) -> str:
    """Return *article* as plain text, without a final line break.

    :param edition: write only the edition that best matches this language; all of them otherwise
    :raises NoEditionError: when no edition matches
    :raises FormatError: when an edition's title has no words, since its first line is how an edition begins
    """
    editions = editions_of(article, edition)
    several = len(editions) > 1
    return "\n\n".join(
        "\n".join(_lines(article, each, leading=not index, several=several)) for index, each in enumerate(editions)
    )


def dumps_all(articles: Iterable[Article]) -> str:
    """Return *articles* in one file, a form feed line between two."""
    return "\n\f\n".join(dumps(article) for article in articles)


def _lines(article: Article, edition: Edition, *, leading: bool, several: bool) -> list[str]:
    language = edition.language
    labels = labels_for(language)
    chinese = language.partition("-")[0].lower() == "zh"
    colon = "：" if chinese else ": "

    def label(key: str, words: str) -> str:
        return f"{labels[key]}{colon}{words}"

    title = one_line(edition.title)
    if not title:
        raise FormatError(f"the {language} edition has no title to begin with", path="$.editions[*].title")
    lines = [label("title", title) if _is_mistakable(title, "title") else title]
    for key, value in _metadata(article, edition, leading=leading):
        if words := one_line(value):
            lines.append(label(key, words))
    if edition.summary and (summary := one_line(edition.summary.text)):
        mistakable = label_of(summary) or _is_mistakable(summary, "summary")
        lines.append(label("summary", summary) if mistakable else summary)
    lines.append(MARKERS["zh-Hans" if chinese else "en"])

    for block in edition.body:
        for line in split_lines(block.text, indented=block.kind == "code"):
            if block.kind == "list_item":
                lines.append(BULLET + line)
            else:
                # Code keeps its indentation where a reader would not take what follows it for something else.
                words = one_line(line)
                lines.append(label("text", words) if _is_mistakable(words, "text") else line)
    if is_tail(last := one_line(lines[-1])):
        lines[-1] = label("text", last)

    notices = filter(None, map(one_line, edition.notices))
    lines += [words if head_of(words)[0] in NOTICE_HEADS else label("notice", words) for words in notices]
    related = [link.text for link in article.related] if leading else []
    for key, values in (("tag", edition.tags), ("related", related)):
        lines += [label(key, words) for value in values if (words := one_line(value))]

    if several or not _tell(lines, language):
        lines.insert(1, label("language", language))
    return lines


def _tell(lines: Sequence[str], language: str) -> bool:
    """Whether a reader knows the language from the first lines of an edition, as most exports want to be read."""
    first = "\n".join(line.removeprefix(BULLET) for line in lines[:_FIRST])
    return (detect(first, "en") or "en") == language


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
    """Whether *line* cannot stand bare where the label *key* could: a list item, a rule, a marker, or that label."""
    return line.startswith(_BULLETS) or is_rule(line) or is_marker(line) or (label_of(line) or ("",))[0] == key
