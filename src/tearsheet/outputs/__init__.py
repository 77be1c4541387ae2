"""What an Article can be written as. Each form is a module; :func:`render` is the one door to all of them.

:mod:`~tearsheet.outputs.json` and :mod:`~tearsheet.outputs.text` go both ways, :mod:`~tearsheet.outputs.markdown`,
:mod:`~tearsheet.outputs.html` and :mod:`~tearsheet.outputs.jsonld` go out only, and :mod:`~tearsheet.outputs.forms`
says what each of them can hold. The rows of :mod:`~tearsheet.outputs.csv` and the items of
:mod:`~tearsheet.outputs.zyte` are no forms by themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any, TypeAlias

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
    :raises InputError: for a format there is not, and for what is no Article
    :raises NoEditionError: when no edition matches
    :raises FormatError: for an Article that the form cannot write
    """
    try:
        write = FORMATS[format]
    except KeyError:
        raise InputError(f"no output format {format!r}; there are {', '.join(FORMATS)}") from None
    if not isinstance(article, Article):
        raise InputError(f"an Article can be written, not {type(article).__name__}: of several, write one by one")
    return write(article, edition, id)


Write: TypeAlias = Callable[[Article, str | None, Id], str]


# Each imports its module when it is first used: msgspec alone takes longer to import than a page to read.


def _json(indent: int | None) -> Write:
    def write(article: Article, edition: str | None, id: Id) -> str:  # noqa: A002
        from tearsheet.outputs import forms, json  # noqa: PLC0415

        return json.dumps_row(forms.article_in(article, edition), id=id, indent=indent)

    return write


def _by(module: str, **about: Any) -> Write:
    def write(article: Article, edition: str | None, _: Id) -> str:
        written: str = import_module(f"tearsheet.outputs.{module}").dumps(article, edition=edition, **about)
        return written

    return write


FORMATS: Mapping[str, Write] = MappingProxyType(
    {
        "json": _json(2),
        "jsonl": _json(None),
        "jsonld": _by("jsonld", indent=2),
        "markdown": _by("markdown"),
        "html": _by("html"),
        "text": _by("text"),
    }
)
"""Name of each format, as in :data:`tearsheet.outputs.forms.FORMS`, → what writes an Article in it."""

_MODULES = frozenset({"csv", "forms", "html", "json", "jsonld", "markdown", "text", "zyte"})


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return import_module(f"tearsheet.outputs.{name}")
    raise AttributeError(f"module 'tearsheet.outputs' has no attribute {name!r}")
