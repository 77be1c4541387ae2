"""What fields find on a page, and what an Article has in them, in a form to compare."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tearsheet.authoring.learning.sample import Sample
from tearsheet.authoring.learning.voting import texts_of
from tearsheet.errors import TearsheetError
from tearsheet.fields.field import Field
from tearsheet.model import Article

__all__ = ["all_of", "finds", "first_of", "is_number", "known_text", "tags_of", "text_of"]


def known_text(article: Article, name: str) -> str | None:
    """Return the text of a field of *article* that has one."""
    if name == "summary":
        return article.summary.text if article.summary is not None else None
    if name == "source":
        return article.source.name if article.source is not None else None
    value = getattr(article.editions[0] if name in {"title", "section", "site"} else article, name)
    return str(value) if value is not None else None


def first_of(sample: Sample, field: Field[Any]) -> Any:
    """Return the first value that *field* finds, ``None`` for nothing."""
    return next(iter(all_of(sample, field)), None)


def all_of(sample: Sample, field: Field[Any]) -> list[Any]:
    """Return what *field* finds; nothing where it cannot look."""
    try:
        return [found.value for found in field.find(sample.scope)]
    except TearsheetError:
        return []


def finds(samples: Iterable[Sample], field: Any) -> bool:
    """Whether *field* finds anything on any of the pages."""
    return isinstance(field, Field) and any(all_of(sample, field) for sample in samples)


def tags_of(sample: Sample, field: Field[Any]) -> tuple[str, ...] | None:
    """As an Article has them: without the sign that some sites print before a tag."""
    found = texts_of(sample, field)
    return tuple([text.strip("#＃ ") for text in found]) if found is not None else None


def text_of(value: Any) -> str:
    """Return the words of a link, or of a comment."""
    text = getattr(value, "body", None)
    return str(text if text is not None else value.text)


def is_number(text: str) -> bool:
    """Whether *text* is a printed number."""
    return text.replace(",", "").replace(".", "", 1).isdigit()
