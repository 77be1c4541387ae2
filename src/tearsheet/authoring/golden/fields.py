"""The Articles of a case as one mapping of fields, so that each can be checked and accepted by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from tearsheet.model.plain import span_of
from tearsheet.model.table import fields_of_kind

Json = dict[str, Any]
"""An Article as JSON."""

_PATH = re.compile(r"(?:articles\[(\d+)\]\.)?(?:editions\[(\d+)\]\.)?(.*)", re.DOTALL)
_FREE = frozenset(fields_of_kind("numbers", "values"))


def fields_of(articles: Sequence[Json], *, several: bool = False) -> dict[str, Any]:
    """Return the fields by path: ``"published"``, ``"editions[0].title"``, ``"articles[1].editions[0].title"``.

    :param several: whether paths name the article
    """
    found: dict[str, Any] = {}
    for number, article in enumerate(articles):
        before = f"articles[{number}]." if several else ""
        for key, value in article.items():
            if key != "editions":
                found[before + key] = value
                continue
            for index, edition in enumerate(value):
                found.update({f"{before}editions[{index}].{name}": text for name, text in edition.items()})
    return found


def articles_of(fields: Mapping[str, Any]) -> list[Json]:
    """Return the articles that have these *fields*, the inverse of :func:`fields_of`; gaps in numbering are closed."""
    articles: dict[int, Json] = {}
    editions: dict[tuple[int, int], Json] = {}
    for path, value in fields.items():
        match = _PATH.fullmatch(path)
        assert match is not None, "the pattern takes any path"
        number, edition, key = match.groups()
        article = articles.setdefault(int(number or 0), {})
        if edition is None:
            article[key] = value
        else:
            article.setdefault("editions", [])
            editions.setdefault((int(number or 0), int(edition)), {})[key] = value
    for number, index in sorted(editions):
        articles[number]["editions"].append(editions[number, index])
    return [articles[number] for number in sorted(articles)]


def accepted(expected: Mapping[str, Any], now: Mapping[str, Any], paths: Iterable[str]) -> dict[str, Any]:
    """Return *expected* with the fields at *paths* as they are *now*; a field that is no more is left out."""
    wanted = set(paths)
    fields = {path: now[path] if path in wanted else expected[path] for path in now if path in wanted | set(expected)}
    return fields | {path: value for path, value in expected.items() if path not in now and path not in wanted}


def is_absent(value: Any) -> bool:
    """Whether *value* stands for nothing: ``None``, an empty list or object, an empty text."""
    return value is None or value in ("", [], {})


def same(path: str, expected: Any, got: Any) -> bool:
    """Whether two values of the field at *path* say the same.

    A key that is not there is one that says nothing, so that a case outlives new keys of the model; only what a site
    defines itself, ``scores`` and ``extras``, is compared as it stands.
    """
    if path.rpartition(".")[2] in _FREE:
        return bool(_typed(expected or None) == _typed(got or None))
    return bool(_typed(bare(expected)) == _typed(bare(got)))


def bare(value: Any) -> Any:
    """Return *value* without the keys that say nothing; what says nothing is ``None``.

    Spans are as they are written now (``-PT6H``): up to 0.1 they were days and seconds.
    """
    if isinstance(value, dict):
        if isinstance(value.get("offset"), str):
            value = value | {"offset": _span(value["offset"])}
        value = {key: item for key, item in ((key, bare(item)) for key, item in value.items()) if item is not None}
    elif isinstance(value, list):
        value = [bare(item) for item in value]
    return None if is_absent(value) else value


_SPAN_BEFORE = re.compile(r"(-?)P(?:(\d{1,8})D)?(?:T(\d{1,12}(?:\.\d{1,6})?)S)?")


def _span(text: str) -> str:
    match = _SPAN_BEFORE.fullmatch(text)
    if match is None:
        return text
    length = timedelta(days=int(match[2] or 0), seconds=float(match[3] or 0))
    return span_of(-length if match[1] else length)


def _typed(value: Any) -> Any:
    """Keep ``True`` apart from 1, which Python takes for the same; 75 and 75.0 are one JSON number."""
    if isinstance(value, bool):
        return ("bool", value)
    if isinstance(value, dict):
        return {key: _typed(item) for key, item in value.items()}
    return [_typed(item) for item in value] if isinstance(value, list) else value
