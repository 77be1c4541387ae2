"""What a declared field is: a source of values that also says where on the page each of them stands.

Fields are put together by operators and stay typed: ``a | b`` takes what *b* finds only where *a* finds nothing,
``a + b`` takes both, ``a[0]`` and ``a[1:]`` choose among several, ``a.match(...)`` and ``a.split(...)`` narrow text,
``a.map(...)`` converts.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, overload

from attrs import evolve, field, frozen
from selectolax.lexbor import LexborNode

from tearsheet.errors import InputError
from tearsheet.model import Moment
from tearsheet.model.once import cached_property
from tearsheet.reading.reader import Reader
from tearsheet.reading.spans import Span, narrowed, words

if TYPE_CHECKING:
    from tearsheet.fields.scope import Scope

T_co = TypeVar("T_co", covariant=True)
U = TypeVar("U")
V = TypeVar("V")


@frozen
class Found(Generic[T_co]):
    """A value and where it stands.

    :ivar value: the value
    :ivar how: the field that found it, as it is written: ``css('h1.title')``
    :ivar places: the parts of lines that print it; none for what only the markup states
    :ivar labels: the parts of lines that say what it is (``来源:``)
    :ivar node: the element it was found in
    :ivar inner: of a value with parts of its own, where each of them stands
    :ivar drops: what stands in it and is no part of it, by the rule under which it is left out
    """

    value: T_co
    how: str
    places: tuple[Span, ...] = ()
    labels: tuple[Span, ...] = ()
    node: LexborNode | None = field(default=None, eq=False)
    inner: tuple[tuple[str, tuple[Span, ...]], ...] = ()
    drops: tuple[tuple[str, tuple[Span, ...]], ...] = ()


class Field(ABC, Generic[T_co]):
    """A source of values of one type.

    A field knows nothing of what it is used for: the same ``css(".name")`` may be a title, a tag or the author of a
    comment.
    """

    @property
    def is_required(self) -> bool:
        """Whether a page without a value fails."""
        return False

    @cached_property
    def how(self) -> str:
        """The field as it is written, made once: every value names it."""
        return repr(self)

    @abstractmethod
    def find(self, scope: Scope) -> Iterator[Found[T_co]]:
        """Yield each value in *scope*, in the order of the page. What is empty is not yielded."""

    @abstractmethod
    def __repr__(self) -> str:
        """Return the field as it is written."""

    def missed(self, scope: Scope) -> str:
        """Say in words why nothing was found, and what comes nearest."""
        del scope
        return f"{self!r} found nothing"

    # -- putting together ------------------------------------------------------------------------------------------

    __iter__: ClassVar[None] = None  # items have no end: Python would take a field for an endless list

    def __or__(self, other: Field[U]) -> Field[T_co | U]:
        """Take what *other* finds where this finds nothing."""
        if not isinstance(other, Field):
            return NotImplemented
        return _Alternatives((*self.alternatives, *other.alternatives))

    def __add__(self, other: Field[U]) -> Field[T_co | U]:
        """Take what this finds, then what *other* finds."""
        return _Chain((self, other)) if isinstance(other, Field) else NotImplemented  # type: ignore[redundant-expr]

    @overload
    def __getitem__(self, which: int) -> Field[T_co]: ...
    @overload
    def __getitem__(self, which: slice) -> Field[T_co]: ...
    def __getitem__(self, which: int | slice) -> Field[T_co]:
        """Choose among the values by their place in order, as from a list."""
        return _Chosen(self, which)

    def map(self, convert: Callable[[T_co], U]) -> Field[U]:
        """Convert each value.

        A *convert* that raises ValueError, TypeError, KeyError or ArithmeticError says that the value is none of its
        kind: the value is left out, with the warning ``value-unreadable``, and its words stay unexplained.
        """
        return _Mapped(self, convert)

    def match(self: Field[str], pattern: str | re.Pattern[str]) -> Field[str]:
        """Narrow each text to what *pattern* finds in it: group ``value``, else the first group, else the match.

        What the pattern matches beside that group is dropped as a label. A text without a match is left out.

        :raises InputError: for a pattern that is no regular expression
        """
        return _Matched(self, pattern_of(pattern))

    def split(self: Field[str], separators: str = r"[\s、,，;；/|]+") -> Field[str]:
        """Cut each text into several at *separators*, a regular expression.

        :raises InputError: for one that is no regular expression
        """
        return _Split(self, pattern_of(separators))

    def required(self) -> Field[T_co]:
        """Make a page without a value fail with a ParseError that says what was tried."""
        return _Required(self)

    @property
    def alternatives(self) -> tuple[Field[T_co], ...]:
        """What ``|`` has joined, first choice first."""
        return (self,)


def pattern_of(pattern: str | re.Pattern[str]) -> re.Pattern[str]:
    """Return *pattern* compiled, with ``^`` and ``$`` at the ends of lines.

    :raises InputError: for one that is no regular expression; it says where
    """
    if isinstance(pattern, re.Pattern):
        return pattern
    try:
        return re.compile(pattern, re.MULTILINE)
    except re.error as error:
        raise InputError(f"not a regular expression: {pattern!r}: {error}") from error


def value_group(match: re.Match[str]) -> tuple[int, int]:
    """Return the span of the group that holds the value: ``value``, else the first, else the whole match."""
    if "value" in match.re.groupindex:
        return match.span("value")
    return match.span(1 if match.re.groups else 0)


@frozen(eq=False, repr=False, slots=False)
class _Several(Field[T_co]):
    _fields: tuple[Field[T_co], ...]

    @property
    def is_required(self) -> bool:
        return any(each.is_required for each in self._fields)

    def missed(self, scope: Scope) -> str:
        return "; ".join([each.missed(scope) for each in self._fields])


class _Alternatives(_Several[T_co]):
    @property
    def alternatives(self) -> tuple[Field[T_co], ...]:
        return self._fields

    def find(self, scope: Scope) -> Iterator[Found[T_co]]:
        for each in self._fields:
            nothing = True
            for found in each.find(scope):
                nothing = False
                yield found
            if not nothing:
                return

    def __repr__(self) -> str:
        return " | ".join(map(repr, self._fields))


class _Chain(_Several[T_co]):
    def find(self, scope: Scope) -> Iterator[Found[T_co]]:
        for each in self._fields:
            yield from each.find(scope)

    def __repr__(self) -> str:
        return " + ".join([f"({each!r})" if isinstance(each, _Alternatives) else repr(each) for each in self._fields])


@frozen(eq=False, repr=False, slots=False)
class _On(Field[T_co], Generic[T_co, V]):
    """A field made of another one."""

    inner: Field[V]

    @property
    def is_required(self) -> bool:
        return self.inner.is_required

    def missed(self, scope: Scope) -> str:
        said = next((found for found in self.inner.find(scope)), None)
        if said is not None:
            return f"{self!r} has nothing for {said.value!r:.80}"
        return self.inner.missed(scope)

    @property
    def _inner(self) -> str:
        return f"({self.inner!r})" if len(self.inner.alternatives) > 1 else repr(self.inner)


@frozen(eq=False, repr=False, slots=False)
class _Chosen(_On[T_co, T_co]):  # type: ignore[type-var]  # a field is only read
    _which: int | slice

    def find(self, scope: Scope) -> Iterator[Found[T_co]]:
        which = self._which
        if isinstance(which, int):
            if which >= 0:
                yield from islice(self.inner.find(scope), which, which + 1)
            else:
                yield from list(self.inner.find(scope))[which : which + 1 or None]
        else:
            yield from list(self.inner.find(scope))[which]

    def __repr__(self) -> str:
        which = self._which
        if isinstance(which, int):
            return f"{self._inner}[{which}]"
        ends = [("" if end is None else str(end)) for end in (which.start, which.stop)]
        return f"{self._inner}[{':'.join(ends)}{f':{which.step}' if which.step is not None else ''}]"


@frozen(eq=False, repr=False, slots=False)
class _Mapped(_On[T_co, V]):
    _convert: Callable[[V], T_co]

    def find(self, scope: Scope) -> Iterator[Found[T_co]]:
        for found in self.inner.find(scope):
            try:
                value = self._convert(found.value)
            except (ValueError, TypeError, LookupError, ArithmeticError) as error:
                scope.reader.warn("value-unreadable", f"{self!r}: {found.value!r:.80}: {error}")
                continue
            yield Found(value, self.how, found.places, found.labels, found.node, found.inner, found.drops)

    def __repr__(self) -> str:
        return f"{self._inner}.map({getattr(self._convert, '__name__', repr(self._convert))})"


@frozen(eq=False, repr=False, slots=False)
class _Matched(_On[str, str]):
    _pattern: re.Pattern[str]

    def find(self, scope: Scope) -> Iterator[Found[str]]:
        for found in self.inner.find(scope):
            match = self._pattern.search(found.value)
            if match is None:
                continue
            start, end = value_group(match)
            value = found.value[start:end].strip() if start < end else ""
            if not value:
                continue
            places, labels = found.places, found.labels
            if words(places) == found.value:
                labels += narrowed(places, match.start(), start) + narrowed(places, end, match.end())
                places = narrowed(places, start, end)
            yield evolve(found, value=value, how=self.how, places=places, labels=labels)

    def __repr__(self) -> str:
        return f"{self._inner}.match({self._pattern.pattern!r})"


@frozen(eq=False, repr=False, slots=False)
class _Split(_On[str, str]):
    _separators: re.Pattern[str]

    def find(self, scope: Scope) -> Iterator[Found[str]]:
        for found in self.inner.find(scope):
            printed = words(found.places) == found.value
            labels = found.labels
            at = 0
            cuts = [match.span() for match in self._separators.finditer(found.value) if match.end() > match.start()]
            for start, end in [*cuts, (len(found.value), len(found.value))]:
                value = found.value[at:start].strip()
                if value:
                    places = narrowed(found.places, at, start) if printed else found.places
                    cut = narrowed(found.places, start, end) if printed else ()
                    yield evolve(found, value=value, how=self.how, places=places, labels=labels + cut)
                    labels = ()
                at = end

    def __repr__(self) -> str:
        return f"{self._inner}.split({self._separators.pattern!r})"


class _Required(_On[T_co, T_co]):  # type: ignore[type-var]  # as above
    @property
    def is_required(self) -> bool:
        return True

    @property
    def alternatives(self) -> tuple[Field[T_co], ...]:
        return self.inner.alternatives

    def find(self, scope: Scope) -> Iterator[Found[T_co]]:
        return self.inner.find(scope)

    def missed(self, scope: Scope) -> str:
        return self.inner.missed(scope)

    def __repr__(self) -> str:
        return repr(self.inner)


def timed(
    reader: Reader, found: Found[str] | Found[Moment] | None
) -> tuple[Moment | None, tuple[Span, ...], tuple[Span, ...]]:
    """Return the time that *found* is or names, where it stands, and where its label stands.

    Of a text that says more than a time, the first time in it counts, and only its words are taken.
    """
    if found is None:
        return None, (), ()
    if isinstance(found.value, Moment):
        return found.value, found.places, found.labels
    text = found.value
    # What is not printed is stated in the markup, where bare numbers are times too.
    is_printed = words(found.places) == text
    moment = reader.moment(text) if is_printed else reader.stated(text)
    if moment is not None:
        return moment, found.places, found.labels
    first = next(iter(reader.moments(text)), None)
    if first is None:
        return None, (), ()
    if not is_printed:
        return first.moment, found.places, found.labels
    # Claimed after the time itself, so that what the label's span holds of it stays the time's.
    label = narrowed(found.places, first.label_start, max(first.label_end, first.label_start))
    return first.moment, narrowed(found.places, first.start, first.end), found.labels + label
