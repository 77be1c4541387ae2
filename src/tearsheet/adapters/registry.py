"""Holds adapters, chooses one for a page, and explains its choice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from threading import RLock
from typing import TypeVar

from tearsheet.errors import (
    DecodeError,
    DuplicateAdapterError,
    InputError,
    LimitError,
    NoAdapterError,
    ParseError,
    TearsheetError,
)
from tearsheet.model import Article, PageWarning
from tearsheet.model.frozen import FrozenDict
from tearsheet.page import Page
from tearsheet.reading.adapter import Adapter, Recognition
from tearsheet.reading.boilerplate import sweep
from tearsheet.reading.reader import Reader
from tearsheet.reading.reading import Reading, finish, page_of, reader_of

__all__ = ["Reading", "Registry"]

AnAdapter = TypeVar("AnAdapter", bound="Adapter | type[Adapter]")

_NAME = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_GROUP = "tearsheet.adapters"


class Registry:
    """A set of adapters with unique names.

    :param load: gives adapters to start with; called when they are first needed
    :param plugins: also hold the adapters that installed packages announce in the entry-point group
        ``tearsheet.adapters``; they are loaded when first needed
    """

    def __init__(
        self, load: Callable[[], Iterable[Adapter | type[Adapter]]] | None = None, *, plugins: bool = False
    ) -> None:
        self._adapters: dict[str, Adapter] = {}
        self._broken: dict[str, str] = {}
        self._first = load
        self._plugins = plugins
        self._lock = RLock()
        self._loading = self._loaded = False

    # -- holding ---------------------------------------------------------------------------------------------------

    def register(self, adapter: AnAdapter, *, replace: bool = False) -> AnAdapter:
        """Add *adapter*, a class or an instance; usable as a class decorator.

        :raises DuplicateAdapterError: when the name is taken, unless *replace*
        :raises InputError: when it is no adapter or its name is not lower case with hyphens
        """
        self._load()
        self._add(adapter, replace=replace)
        return adapter

    def _add(self, adapter: Adapter | type[Adapter], *, replace: bool = False) -> None:
        instance = adapter() if isinstance(adapter, type) and issubclass(adapter, Adapter) else adapter
        if not isinstance(instance, Adapter):
            raise InputError(f"{adapter!r} is no Adapter: derive it from tearsheet.Adapter")
        name = getattr(instance, "name", None)
        if not isinstance(name, str) or _NAME.fullmatch(name) is None:
            raise InputError(f"{type(instance).__qualname__}.name is {name!r}: use lower case words with hyphens")
        if not replace and name in self._adapters:
            raise DuplicateAdapterError(
                f"two adapters are named {name!r}: {_where(self._adapters[name])} and {_where(instance)}; "
                "rename one, or register it with replace=True"
            )
        self._adapters[name] = instance

    @property
    def adapters(self) -> Mapping[str, Adapter]:
        """The adapters by name, in the order in which they are asked."""
        self._load()
        return FrozenDict(self._adapters)

    @property
    def broken(self) -> Mapping[str, str]:
        """Plug-ins that could not be loaded, by name, each with the reason. They harm no other adapter."""
        self._load()
        return FrozenDict(self._broken)

    def _load(self) -> None:
        if self._loaded:
            return
        with self._lock:
            if self._loading:  # what is being loaded may itself register
                return
            self._loading = True
            for adapter in self._first() if self._first is not None else ():
                self._add(adapter)
            if self._plugins:
                self._load_plugins()
            self._loaded = True

    def _load_plugins(self) -> None:
        from importlib.metadata import entry_points  # noqa: PLC0415 - slow, and needed once

        for entry in sorted(entry_points(group=_GROUP), key=lambda entry: (entry.name, entry.value)):
            try:
                self._add(entry.load())
            except (Exception, SystemExit) as error:  # noqa: BLE001 - somebody else's code may fail in any way
                source = entry.dist.name if entry.dist is not None else entry.value
                self._broken[f"{entry.name} ({source})"] = f"{type(error).__name__}: {error}"

    # -- choosing --------------------------------------------------------------------------------------------------

    def explain(
        self,
        data: bytes | str | Page,
        url: str | None = None,
        *,
        content_type: str | None = None,
        captured_at: datetime | None = None,
        fallback: bool = True,
    ) -> tuple[Recognition, ...]:
        """Return what each adapter says of the page: the chosen one first, then others that said yes, then no.

        A fallback, which reads any page, says yes only where no other does. See :meth:`read` for the arguments.
        """
        page = page_of(data, url=url, content_type=content_type, captured_at=captured_at)
        answers = [self._ask(adapter, page) for adapter in self._asked(fallback=False)]
        if fallback:
            known = any(answer.matched for answer in answers)
            back = [adapter for adapter in self.adapters.values() if adapter.fallback]
            answers += [_stands_back(each.name) if known else self._ask(each, page) for each in back]
        return tuple(sorted(answers, key=lambda answer: (not answer.matched, answer.by != "url")))

    def match(
        self,
        data: bytes | str | Page,
        url: str | None = None,
        *,
        content_type: str | None = None,
        captured_at: datetime | None = None,
        fallback: bool = True,
    ) -> Adapter:
        """Return the adapter for the page.

        An adapter that knows the URL goes before one that knows the signature; among equals the first registered. A
        fallback is asked last, whenever it was registered.
        See :meth:`read` for the arguments.

        :raises NoAdapterError: when no adapter knows the page; it lists why each said no
        """
        page = page_of(data, url=url, content_type=content_type, captured_at=captured_at)
        return self._choose(page, None, fallback=fallback)[0]

    def _asked(self, *, fallback: bool) -> Iterator[Adapter]:
        """Yield the adapters in the order in which they are asked: fallbacks last, or not at all."""
        adapters = self.adapters.values()
        yield from (adapter for adapter in adapters if not adapter.fallback)
        if fallback:
            yield from (adapter for adapter in adapters if adapter.fallback)

    def _choose(self, page: Page, name: str | None, *, fallback: bool) -> tuple[Adapter, Recognition]:
        adapters = self.adapters
        if name is not None:
            chosen = adapters.get(name)
            if chosen is None:
                known = ", ".join(adapters) or "none"
                raise NoAdapterError(f"there is no adapter named {name!r}; registered: {known}")
            layout = chosen.layout_of(page)
            return chosen, Recognition(
                adapter=name, matched=True, by="name", reason="chosen by the caller", layout=layout
            )
        if page.url:
            for adapter in self._asked(fallback=fallback):
                if adapter.hosts and adapter.check_url(page.url)[0]:
                    answer = self._ask(adapter, page)
                    if answer.matched:
                        return adapter, answer
        reasons: dict[str, str] = {}
        for adapter in self._asked(fallback=fallback):
            answer = self._ask(adapter, page)
            if answer.matched:
                return adapter, answer
            reasons[adapter.name] = answer.reason
        said = "".join(f"\n  {name}: {reason}" for name, reason in reasons.items())
        raise NoAdapterError(
            f"no adapter recognises the page{f' {page.url}' if page.url else ''}; pass its url, or choose one by "
            f"adapter=..., or add an adapter for the site. Asked:{said or ' none is registered'}",
            reasons=reasons,
        )

    def _ask(self, adapter: Adapter, page: Page) -> Recognition:
        try:
            return adapter.recognise(page)
        except (DecodeError, LimitError):  # the page's fault, not the adapter's
            raise
        except Exception as error:  # noqa: BLE001 - one broken adapter must not stop the others
            reason = f"broken: recognise() raised {type(error).__name__}: {error}"
            return Recognition(adapter=adapter.name, matched=False, reason=reason)

    # -- reading ---------------------------------------------------------------------------------------------------

    def read(
        self,
        data: bytes | str | Page,
        url: str | None = None,
        *,
        content_type: str | None = None,
        captured_at: datetime | None = None,
        adapter: str | None = None,
        fallback: bool = True,
    ) -> Reading:
        """Read one article and keep the account.

        :param data: the page: bytes (best, they are decoded with care), str, or a :class:`Page`
        :param url: where it was fetched
        :param content_type: the HTTP Content-Type header
        :param captured_at: aware datetime at which it was fetched; anchors relative times
        :param adapter: name of the adapter to use instead of choosing one
        :param fallback: whether ``generic`` may read a page that no other adapter knows
        :raises NoAdapterError: when no adapter knows the page
        :raises ParseError: when a required part is not on the page
        :raises NotAnArticleError: when the document holds several articles
        :raises DecodeError: when the bytes are no text
        :raises LimitError: when the page is too large or too deep
        """
        page = page_of(data, url=url, content_type=content_type, captured_at=captured_at)
        chosen, recognition = self._choose(page, adapter, fallback=fallback)
        reading = _account(page, chosen, recognition, lambda reader: iter([chosen.read(reader)]))
        if reading.error is not None:
            raise reading.error
        return reading

    def read_all(
        self,
        data: bytes | str | Page,
        url: str | None = None,
        *,
        content_type: str | None = None,
        captured_at: datetime | None = None,
        adapter: str | None = None,
        fallback: bool = True,
    ) -> Reading:
        """Read each article of a document that may hold several, and keep the account, also where reading stops.

        What stops it halfway, and would be raised by :meth:`read`, is the reading's ``error``. See :meth:`read` for the
        arguments.

        :raises NoAdapterError: when no adapter knows the page
        :raises DecodeError: when the bytes are no text
        :raises LimitError: when the page is too large or too deep
        """
        page = page_of(data, url=url, content_type=content_type, captured_at=captured_at)
        chosen, recognition = self._choose(page, adapter, fallback=fallback)
        return _account(page, chosen, recognition, chosen.read_all)

    def parse(
        self,
        data: bytes | str | Page,
        url: str | None = None,
        *,
        content_type: str | None = None,
        captured_at: datetime | None = None,
        adapter: str | None = None,
        fallback: bool = True,
    ) -> Article:
        """Read one article; see :meth:`read` for the arguments and errors."""
        return self.read(
            data, url=url, content_type=content_type, captured_at=captured_at, adapter=adapter, fallback=fallback
        ).article

    def parse_all(
        self,
        data: bytes | str | Page,
        url: str | None = None,
        *,
        content_type: str | None = None,
        captured_at: datetime | None = None,
        adapter: str | None = None,
        fallback: bool = True,
    ) -> Iterator[Article]:
        """Yield each article of a document that may hold several; see :meth:`read` for the arguments and errors.

        The page is looked at, and errors of choosing an adapter are raised, at the call and not at the first item.
        """
        page = page_of(data, url=url, content_type=content_type, captured_at=captured_at)
        chosen, recognition = self._choose(page, adapter, fallback=fallback)
        reader = reader_of(page, chosen, recognition.layout)
        found = _read(chosen, reader, chosen.read_all)
        return (finish(article, reader, recognition) for article in found)


def _stands_back(name: str) -> Recognition:
    return Recognition(adapter=name, matched=False, reason="a fallback: another adapter knows the page")


def _account(
    page: Page, adapter: Adapter, recognition: Recognition, ask: Callable[[Reader], Iterator[Article]]
) -> Reading:
    """Read *page* by *ask*, as far as it can be."""
    reader = reader_of(page, adapter, recognition.layout)
    articles: list[Article] = []
    said: list[PageWarning] = []
    error: TearsheetError | None = None
    try:
        for article in _read(adapter, reader, ask):
            said += article.warnings
            articles.append(finish(article, reader, recognition))
    except TearsheetError as stopped:
        error = stopped
    else:
        sweep(reader)
    return Reading(
        articles=tuple(articles),
        ledger=reader.ledger,
        adapter=adapter,
        page=reader.page,
        recognition=recognition,
        warnings=(*reader.page.warnings, *reader.warnings, *said),
        error=error,
        sources=reader.sources,
    )


def _read(adapter: Adapter, reader: Reader, ask: Callable[[Reader], Iterator[Article]]) -> Iterator[Article]:
    """Yield what *adapter* reads, as it gives it; whatever is raised in it is a TearsheetError."""
    try:
        yield from ask(reader)
    except TearsheetError:
        raise
    except Exception as error:
        raise _defect(adapter, error) from error


def _defect(adapter: Adapter, error: Exception) -> ParseError:
    return ParseError(
        f"adapter {adapter.name!r} ({_where(adapter)}) failed with {type(error).__name__}: {error}; "
        "this is a defect of the adapter, please report it with the page",
        adapter=adapter.name,
        field="",
    )


def _where(adapter: Adapter) -> str:
    return f"{type(adapter).__module__}.{type(adapter).__qualname__}"
