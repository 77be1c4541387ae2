"""Holds adapters, chooses one for a page, and explains its choice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, tzinfo
from threading import RLock
from typing import TYPE_CHECKING, TypeVar

from tearsheet.errors import DuplicateAdapterError, InputError, ParseError
from tearsheet.model import Article
from tearsheet.model.frozen import FrozenDict
from tearsheet.page import Page
from tearsheet.reading.adapter import NAME, Adapter, Recognition, misdeclared
from tearsheet.reading.reader import Reader
from tearsheet.reading.reading import Ask, Reading, ReadOptions, account, articles_by, finish, place_of, reader_of
from tearsheet.reading.site_lines import SiteLines

if TYPE_CHECKING:
    from tearsheet.adapters.choosing import Chooser
    from tearsheet.adapters.generic.status_pages import Status

__all__ = ["Reading", "Registry"]

AnAdapter = TypeVar("AnAdapter", bound="Adapter | type[Adapter]")

_GROUP = "tearsheet.adapters"
_FEW_LINES = 40  # of a page that may be an error or a login


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
        self._made: Chooser | None = None
        self._first = load
        self._plugins = plugins
        self._lock = RLock()
        self._loading = self._loaded = False

    def __repr__(self) -> str:
        return f"<Registry of {len(self.adapters):,} adapters>"

    # -- holding ---------------------------------------------------------------------------------------------------

    def register(self, adapter: AnAdapter, *, replace: bool = False) -> AnAdapter:
        """Add *adapter*, a class or an instance; usable as a class decorator.

        :raises DuplicateAdapterError: when the name is taken, unless *replace*
        :raises InputError: when it is no adapter, its name is not lower case with hyphens, or its hosts are none
        """
        self._load()
        self._add(adapter, replace=replace)
        return adapter

    def unregister(self, name: str) -> Adapter:
        """Take the adapter *name* out and return it.

        :raises InputError: when there is none of that name
        """
        if name not in self.adapters:
            from tearsheet.adapters.choosing import no_such  # noqa: PLC0415 - as below

            raise InputError(no_such(name, self.adapters))
        self._made = None
        return self._adapters.pop(name)

    def _add(self, adapter: Adapter | type[Adapter], *, replace: bool = False, checked: bool = True) -> None:
        instance = adapter() if isinstance(adapter, type) and issubclass(adapter, Adapter) else adapter
        if not isinstance(instance, Adapter):
            raise InputError(f"{adapter!r} is no Adapter: derive it from tearsheet.Adapter")
        name = getattr(instance, "name", None)
        if not isinstance(name, str) or NAME.fullmatch(name) is None:
            raise InputError(f"{type(instance).__qualname__}.name is {name!r}: use lower case words with hyphens")
        wrong = misdeclared(instance) if checked else None
        if wrong is not None:
            raise InputError(f"{type(instance).__qualname__}.{wrong}")
        if not replace and name in self._adapters:
            raise DuplicateAdapterError(
                f"two adapters are named {name!r}: {place_of(self._adapters[name])} and {place_of(instance)}; "
                "rename one, or register it with replace=True"
            )
        self._adapters[name] = instance
        self._made = None

    @property
    def adapters(self) -> Mapping[str, Adapter]:
        """The adapters by name, in the order in which they are asked."""
        return self._chooser.adapters

    @property
    def _chooser(self) -> Chooser:
        self._load()
        chooser = self._made
        if chooser is None:
            from tearsheet.adapters.choosing import Chooser  # noqa: PLC0415 - importing tearsheet is to be quick

            chooser = self._made = Chooser(self._adapters)
        return chooser

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
                self._add(adapter, checked=False)
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
        page = ReadOptions(url, content_type, captured_at).page(data)
        return self._chooser.explain(page, fallback=fallback)

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
        page = ReadOptions(url, content_type, captured_at).page(data)
        return self._chooser.choose(page, fallback=fallback)[0]

    # -- reading ---------------------------------------------------------------------------------------------------

    def parse(
        self,
        data: bytes | str | Page,
        url: str | None = None,
        *,
        content_type: str | None = None,
        captured_at: datetime | None = None,
        zone: str | tzinfo | None = None,
        site_lines: SiteLines | None = None,
        adapter: str | None = None,
        fallback: bool = True,
    ) -> Article:
        """Read one article.

        :param data: the page: bytes (best, they are decoded with care), str, or a :class:`Page`
        :param url: where it was fetched
        :param content_type: the HTTP Content-Type header
        :param captured_at: aware datetime at which it was fetched; anchors relative times
        :param zone: the clock of a page that does not tell its own, where the adapter does not either: IANA name,
            ``"+08:00"`` or tzinfo
        :param site_lines: what the page's site prints on every page, which ``generic`` leaves out
        :param adapter: name of the adapter to use instead of choosing one
        :param fallback: whether ``generic`` may read a page that no other adapter knows
        :raises NoAdapterError: when no adapter knows the page
        :raises ParseError: when a required part is not on the page
        :raises NotAnArticleError: when the document holds several articles
        :raises DecodeError: when the bytes are no text
        :raises LimitError: when the page is too large or too deep
        :raises InputError: when an argument cannot be
        """
        options = ReadOptions(url, content_type, captured_at, zone, site_lines, adapter, fallback)
        chosen, recognition, reader = self._opened(data, options)
        return finish(next(articles_by(reader, chosen, _ask(chosen))), reader, recognition)

    def read(
        self,
        data: bytes | str | Page,
        url: str | None = None,
        *,
        content_type: str | None = None,
        captured_at: datetime | None = None,
        zone: str | tzinfo | None = None,
        site_lines: SiteLines | None = None,
        adapter: str | None = None,
        fallback: bool = True,
    ) -> Reading:
        """Read one article and keep the account.

        :param data: the page: bytes (best, they are decoded with care), str, or a :class:`Page`
        :param url: where it was fetched
        :param content_type: the HTTP Content-Type header
        :param captured_at: aware datetime at which it was fetched; anchors relative times
        :param zone: the clock of a page that does not tell its own, where the adapter does not either: IANA name,
            ``"+08:00"`` or tzinfo
        :param site_lines: what the page's site prints on every page, which ``generic`` leaves out
        :param adapter: name of the adapter to use instead of choosing one
        :param fallback: whether ``generic`` may read a page that no other adapter knows
        :raises NoAdapterError: when no adapter knows the page
        :raises ParseError: when a required part is not on the page
        :raises NotAnArticleError: when the document holds several articles
        :raises DecodeError: when the bytes are no text
        :raises LimitError: when the page is too large or too deep
        :raises InputError: when an argument cannot be
        """
        options = ReadOptions(url, content_type, captured_at, zone, site_lines, adapter, fallback)
        chosen, recognition, reader = self._opened(data, options)
        reading = account(reader, chosen, recognition, _ask(chosen))
        if reading.error is not None:
            raise reading.error
        return reading

    def parse_all(
        self,
        data: bytes | str | Page,
        url: str | None = None,
        *,
        content_type: str | None = None,
        captured_at: datetime | None = None,
        zone: str | tzinfo | None = None,
        site_lines: SiteLines | None = None,
        adapter: str | None = None,
        fallback: bool = True,
    ) -> Iterator[Article]:
        """Yield each article of a document that may hold several.

        The page is looked at, and errors of choosing an adapter are raised, at the call and not at the first item.

        :param data: the page: bytes (best, they are decoded with care), str, or a :class:`Page`
        :param url: where it was fetched
        :param content_type: the HTTP Content-Type header
        :param captured_at: aware datetime at which it was fetched; anchors relative times
        :param zone: the clock of a page that does not tell its own, where the adapter does not either: IANA name,
            ``"+08:00"`` or tzinfo
        :param site_lines: what the page's site prints on every page, which ``generic`` leaves out
        :param adapter: name of the adapter to use instead of choosing one
        :param fallback: whether ``generic`` may read a page that no other adapter knows
        :raises NoAdapterError: when no adapter knows the page
        :raises ParseError: when a required part is not on the page
        :raises DecodeError: when the bytes are no text
        :raises LimitError: when the page is too large or too deep
        :raises InputError: when an argument cannot be
        """
        options = ReadOptions(url, content_type, captured_at, zone, site_lines, adapter, fallback)
        chosen, recognition, reader = self._opened(data, options)
        found = articles_by(reader, chosen, _ask(chosen, several=True))
        return (finish(article, reader, recognition) for article in found)

    def read_all(
        self,
        data: bytes | str | Page,
        url: str | None = None,
        *,
        content_type: str | None = None,
        captured_at: datetime | None = None,
        zone: str | tzinfo | None = None,
        site_lines: SiteLines | None = None,
        adapter: str | None = None,
        fallback: bool = True,
    ) -> Reading:
        """Read each article of a document that may hold several, and keep the account, also where reading stops.

        What stops it halfway, and would be raised by :meth:`read`, is the reading's ``error``.

        :param data: the page: bytes (best, they are decoded with care), str, or a :class:`Page`
        :param url: where it was fetched
        :param content_type: the HTTP Content-Type header
        :param captured_at: aware datetime at which it was fetched; anchors relative times
        :param zone: the clock of a page that does not tell its own, where the adapter does not either: IANA name,
            ``"+08:00"`` or tzinfo
        :param site_lines: what the page's site prints on every page, which ``generic`` leaves out
        :param adapter: name of the adapter to use instead of choosing one
        :param fallback: whether ``generic`` may read a page that no other adapter knows
        :raises NoAdapterError: when no adapter knows the page
        :raises DecodeError: when the bytes are no text
        :raises LimitError: when the page is too large or too deep
        :raises InputError: when an argument cannot be
        """
        options = ReadOptions(url, content_type, captured_at, zone, site_lines, adapter, fallback)
        chosen, recognition, reader = self._opened(data, options)
        return account(reader, chosen, recognition, _ask(chosen, several=True))

    def _opened(self, data: bytes | str | Page, options: ReadOptions) -> tuple[Adapter, Recognition, Reader]:
        """Return who reads *data*, why, and with what."""
        page = options.page(data)
        chosen, recognition = self._chooser.choose(page, options.adapter, fallback=options.fallback)
        return chosen, recognition, reader_of(page, chosen, recognition.layout, options)


def _ask(adapter: Adapter, *, several: bool = False) -> Ask:
    """Return how *adapter* is asked; where it fails on an error or a login of its site, it is told what that is."""

    def asked(reader: Reader) -> Iterator[Article]:
        try:
            for article in ask(reader):
                if (status := _status(reader)) is not None:
                    reader.warn("maybe-no-article", status.doubt, "body")
                yield article
        except ParseError:
            if (status := _status(reader)) is None:
                raise
            raise status.error(adapter.name) from None

    ask: Ask = adapter.read_all if several else lambda reader: iter([adapter.read(reader)])
    return ask if adapter.fallback else asked


def _status(reader: Reader) -> Status | None:
    if not reader.page.is_html or len(reader.page.lines) > _FEW_LINES:
        return None
    from tearsheet.adapters.generic.status_pages import page_status  # noqa: PLC0415 - importing is to be quick

    return page_status(reader.page)
