"""What an Article can be written as. Each form is a module; :func:`render` is the one door to all of them.

:mod:`~tearsheet.outputs.json` and :mod:`~tearsheet.outputs.text` go both ways, :mod:`~tearsheet.outputs.markdown`,
:mod:`~tearsheet.outputs.html` and :mod:`~tearsheet.outputs.jsonld` go out only, and :mod:`~tearsheet.outputs.forms`
says what each of them can hold. The rows of :mod:`~tearsheet.outputs.csv` and the items of
:mod:`~tearsheet.outputs.zyte` are no forms by themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from tearsheet.errors import InputError
from tearsheet.model import Article

__all__ = ["FORMATS", "render"]

Id: TypeAlias = str | int | None


def render(article: Article, format: str, *, edition: str | None = None, id: str | int | None = None) -> str:  # noqa: A002 -- the words for it
    """Return *article* written as *format*, one of :data:`FORMATS`, without a final line break.

    ``json`` is indented by two spaces, ``jsonl`` is the same on one line; both are rows of
    :func:`tearsheet.outputs.json.dumps_row`.

    :param edition: only the edition that best matches this BCP 47 range; all of them otherwise
    :param id: of its page, in forms that have a place for it
    :raises InputError: for a format there is not
    :raises NoEditionError: when no edition matches
    :raises FormatError: for an Article that the form cannot write
    """
    try:
        write = FORMATS[format]
    except KeyError:
        raise InputError(f"no output format {format!r}; there are {', '.join(FORMATS)}") from None
    return write(article, edition, id)


# Each imports its module when it is first used: msgspec alone takes longer to import than a page to read.
# ruff: noqa: PLC0415


def _json(article: Article, edition: str | None, id: Id) -> str:  # noqa: A002
    from tearsheet.outputs import forms, json

    return json.dumps_row(forms.article_in(article, edition), id=id, indent=2)


def _jsonl(article: Article, edition: str | None, id: Id) -> str:  # noqa: A002
    from tearsheet.outputs import forms, json

    return json.dumps_row(forms.article_in(article, edition), id=id)


def _jsonld(article: Article, edition: str | None, _: Id) -> str:
    from tearsheet.outputs import jsonld

    return jsonld.dumps(article, edition=edition, indent=2)


def _markdown(article: Article, edition: str | None, _: Id) -> str:
    from tearsheet.outputs import markdown

    return markdown.dumps(article, edition=edition)


def _html(article: Article, edition: str | None, _: Id) -> str:
    from tearsheet.outputs import html

    return html.dumps(article, edition=edition)


def _text(article: Article, edition: str | None, _: Id) -> str:
    from tearsheet.outputs import text

    return text.dumps(article, edition=edition)


FORMATS: Mapping[str, Callable[[Article, str | None, Id], str]] = MappingProxyType(
    {"json": _json, "jsonl": _jsonl, "jsonld": _jsonld, "markdown": _markdown, "html": _html, "text": _text}
)
"""Name of each format, as in :data:`tearsheet.outputs.forms.FORMS`, → what writes an Article in it."""
