"""Fields that look at what a page states of itself beside what it shows: ``<meta>``, JSON-LD and its scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from attrs import frozen

from tearsheet.fields.field import Field, Found, pattern_of, value_group
from tearsheet.fields.scope import Scope
from tearsheet.reading.spans import Span


def meta(*names: str) -> Field[str]:
    """Find the value of a ``<meta>`` by its name, property or itemprop; of several names, the first the page has."""
    return _Meta(names)


@frozen(eq=False, repr=False, slots=False)
class _Meta(Field[str]):
    _names: tuple[str, ...]

    def find(self, scope: Scope) -> Iterator[Found[str]]:
        stated = scope.page.meta
        for name in self._names:
            value = " ".join(stated.get(name.lower(), "").split())
            if value:
                yield Found(value, f"meta({name!r})", _shown(scope, value))
                return

    def missed(self, scope: Scope) -> str:
        close = [repr(near) for name in self._names for near in get_close_matches(name.lower(), scope.page.meta, n=1)]
        return f"{self!r}: no such <meta>{f' (nearest: {close[0]})' if close else ''}"

    def __repr__(self) -> str:
        return f"meta({', '.join(map(repr, self._names))})"


def jsonld(path: str, *, type: str | None = None) -> Field[str]:  # noqa: A002 - the term of JSON-LD
    """Find a value in the JSON-LD of the page.

    :param path: names joined by dots: ``"author.name"``; lists on the way are opened; an object gives its ``name``
    :param type: look only in objects of this ``@type``
    """
    return _JsonLd(path, type)


@frozen(eq=False, repr=False, slots=False)
class _JsonLd(Field[str]):
    _path: str
    _type: str | None

    def find(self, scope: Scope) -> Iterator[Found[str]]:
        for item in scope.page.jsonld:
            if self._type is not None and self._type not in _types(item):
                continue
            nothing = True
            for value in _walk(item, self._path.split(".")):
                text = " ".join(str(value).split())
                if text:
                    nothing = False
                    yield Found(text, self.how, _shown(scope, text))
            if not nothing:
                return

    def missed(self, scope: Scope) -> str:
        types = [name for item in scope.page.jsonld for name in _types(item)]
        has = f"the page's JSON-LD has {', '.join(types)}" if types else "the page has no JSON-LD"
        return f"{self!r}: not stated; {has}"

    def __repr__(self) -> str:
        return f"jsonld({self._path!r}{f', type={self._type!r}' if self._type is not None else ''})"


def _types(item: Mapping[str, Any]) -> list[str]:
    types = item.get("@type")
    return [str(each) for each in (types if isinstance(types, list) else [types]) if each]


def _walk(value: Any, path: list[str]) -> Iterator[Any]:
    if isinstance(value, list):
        for item in value:
            yield from _walk(item, path)
    elif path:
        if isinstance(value, Mapping) and path[0] in value:
            yield from _walk(value[path[0]], path[1:])
    elif isinstance(value, Mapping):
        if "name" in value:
            yield from _walk(value["name"], [])
    elif value is not None and not isinstance(value, bool):
        yield value


def script(pattern: str | re.Pattern[str]) -> Field[str]:
    r"""Find what *pattern* matches in the text of the page's own scripts: ``script(r'var ct = "(\d+)"')``.

    The value is the group ``value``, else the first group, else the whole match, as the script has it: escapes of
    JavaScript stay. Scripts that are fetched from elsewhere are not seen.

    :raises InputError: at once, when *pattern* is no regular expression
    """
    return _Script(pattern_of(pattern))


@frozen(eq=False, repr=False, slots=False)
class _Script(Field[str]):
    _pattern: re.Pattern[str]

    def find(self, scope: Scope) -> Iterator[Found[str]]:
        for node in scope.css("script:not([src])"):
            for match in self._pattern.finditer(node.text()):
                start, end = value_group(match)
                value = " ".join(match.string[start:end].split()) if start < end else ""
                if value:
                    yield Found(value, self.how, _shown(scope, value), node=node)

    def missed(self, scope: Scope) -> str:
        if scope.css("script:not([src])"):
            return f"{self!r} matches in no script"
        return f"{self!r}: the page has no script of its own"

    def __repr__(self) -> str:
        return f"script({self._pattern.pattern!r})"


def _shown(scope: Scope, value: str) -> tuple[Span, ...]:
    """Return the line that prints *value* and nothing else."""
    line = scope.printed.get(value)
    return (Span(line, 0, len(line.text)),) if line is not None else ()
