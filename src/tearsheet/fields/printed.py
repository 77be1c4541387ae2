"""Fields that look at what a page prints, whatever its markup: labels and patterns. They read text exports too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from tearsheet.errors import InputError
from tearsheet.fields.field import Field, Found, pattern_of, value_group
from tearsheet.fields.scope import Scope
from tearsheet.reading.spans import Span

# Where a value ends: before the next label, a bar, or with the line.
_VALUE = r"(?P<value>[^\s|｜][^\n]*?)(?=\s+(?!\d+[:：])[^\s:：|｜]{1,8}[:：](?!//)|\s*[|｜]|[^\S\n]*$)"


def label(*labels: str) -> Field[str]:
    """Find what stands after a label: ``label("来源", "來源")`` finds the name in ``来源: Harbour News 时间: 9:00``.

    A label stands at the start of a line or after a space or a bar, with or without a colon; its value ends before the
    next label, at a bar, or with the line. A label alone on its line labels the next line.

    :raises InputError: when no label is given
    """
    return _Label(labels)


class _Label(Field[str]):
    def __init__(self, labels: tuple[str, ...]) -> None:
        if not labels or not all(map(str.strip, labels)):
            raise InputError("label() needs the words of a label: label('来源')")
        self._labels = labels
        each = [re.escape(text.strip()) + ("" if text.strip()[-1].isalnum() else r"(?#any)") for text in labels]
        # A label that ends in a letter or digit must be set apart from its value.
        parted = [text.replace("(?#any)", "") for text in each if "(?#any)" not in text]
        glued = [text.replace("(?#any)", "") for text in each if "(?#any)" in text]
        heads = []
        if parted:
            heads.append(rf"(?:{'|'.join(parted)})(?:\s*[:：]|(?=\s|\d))")
        if glued:
            heads.append(rf"(?:{'|'.join(glued)})")
        self._pattern = re.compile(
            rf"(?:^|(?<=[\s|｜/·•]))(?:{'|'.join(heads)})[^\S\n]*\n?[^\S\n]*{_VALUE}", re.MULTILINE
        )

    def find(self, scope: Scope) -> Iterator[Found[str]]:
        yield from _matches(scope, self._pattern, repr(self))

    def missed(self, scope: Scope) -> str:
        return f"{self!r} stands on no line{scope.nearest_line(self._labels[0])}"

    def __repr__(self) -> str:
        return f"label({', '.join(map(repr, self._labels))})"


def regex(pattern: str | re.Pattern[str]) -> Field[str]:
    """Find what *pattern* matches in the visible lines, joined by line feeds.

    The value is the group ``value``, else the first group, else the whole match; the rest of the match is dropped as a
    label. ``^`` and ``$`` are ends of lines.

    :raises InputError: at once, when *pattern* is no regular expression
    """
    return _Regex(pattern_of(pattern))


@frozen(eq=False, repr=False, slots=False)
class _Regex(Field[str]):
    _pattern: re.Pattern[str]

    def find(self, scope: Scope) -> Iterator[Found[str]]:
        yield from _matches(scope, self._pattern, repr(self))

    def missed(self, scope: Scope) -> str:
        return f"{self!r} matches nowhere{scope.nearest_line(self._pattern.pattern)}"

    def __repr__(self) -> str:
        return f"regex({self._pattern.pattern!r})"


def seen(pattern: str | re.Pattern[str]) -> Field[bool]:
    """Find ``True`` where *pattern* matches in the visible lines, nothing where it does not.

    For fields that hold only what the page says: ``ai_generated = seen("AI 生成")``.

    :raises InputError: at once, when *pattern* is no regular expression
    """
    return _Regex(pattern_of(pattern)).map(bool)


def _matches(scope: Scope, pattern: re.Pattern[str], how: str) -> Iterator[Found[str]]:
    stretch = scope.stretch
    for match in pattern.finditer(stretch.text):
        start, end = value_group(match)
        value = " ".join(stretch.text[start:end].split()) if start < end else ""
        if not value:
            continue
        labels = [*stretch.parts(match.start(), start), *stretch.parts(end, match.end())]
        places = tuple([Span(*part) for part in stretch.parts(start, end)])
        # As the lines have it, without the space that a stretch puts between two inline runs.
        value = " ".join([place.text for place in places]) or value
        yield Found(value, how, places, tuple([Span(*part) for part in labels]))
