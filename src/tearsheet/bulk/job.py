"""What is done for each page, in whichever process: read it, and make of it what the caller wants back."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterable, Sequence
from datetime import tzinfo
from math import isfinite
from typing import Any, NamedTuple, Protocol, TypeAlias

from attrs import field, frozen

from tearsheet.adapters.choosing import no_such
from tearsheet.adapters.registry import Registry
from tearsheet.bulk.records import Failure, Record, failure_of
from tearsheet.errors import InputError, NoAdapterError
from tearsheet.model import Article
from tearsheet.model.frozen import FrozenDict, freeze
from tearsheet.model.table import fields_of_kind
from tearsheet.page import Page
from tearsheet.reading.adapter import Adapter
from tearsheet.reading.reading import ReadOptions
from tearsheet.reading.site_lines import SiteLines

_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8})*")


def _tags(languages: Iterable[str]) -> tuple[str, ...]:
    tags = tuple([tag.lower() for tag in languages])
    for tag in tags:
        if _TAG.fullmatch(tag) is None:
            raise InputError(f"{tag!r} is no language tag: write it as en, zh or zh-Hans")
    return tags


@frozen(kw_only=True)
class Wanted:
    """What is kept of the pages that are read; with neither, everything is.

    :param languages: tags; an article is wanted that has an edition in one of them, ``zh`` being ``zh-Hans`` as well
    :param adapters: names; pages that another adapter would read are not read at all
    """

    languages: tuple[str, ...] = field(default=(), converter=_tags)
    adapters: tuple[str, ...] = ()

    def check(self, registry: Registry) -> None:
        """Raise for a name that no adapter has.

        :raises InputError: it says which there are
        """
        for name in self.adapters:
            if name not in registry.adapters:
                raise InputError(no_such(name, registry.adapters))

    def is_for(self, page: Page, registry: Registry, options: ReadOptions) -> bool:
        """Say whether a wanted adapter reads *page*; what no adapter knows is wanted by nobody."""
        if not self.adapters:
            return True
        if options.adapter is not None:
            return options.adapter in self.adapters
        try:
            return registry.match(page, fallback=options.fallback).name in self.adapters
        except NoAdapterError:
            return False

    def is_in(self, article: Article) -> bool:
        """Say whether *article* has an edition in a wanted language."""
        return not self.languages or any(
            f"{edition.language.lower()}-".startswith(f"{tag}-")
            for edition in article.editions
            for tag in self.languages
        )


ALL = Wanted()
"""Everything."""


class Encoder(Protocol):
    """Makes of an article what is sent back or written. Runs in the worker process, so it has to be picklable."""

    def encode(self, record: Record, articles: Sequence[Article]) -> Any:
        """Return what is kept of one page.

        :raises TearsheetError: when the articles cannot be written so; the page has failed then
        """

    def pack(self, encoded: list[Any]) -> Any:
        """Return what is kept of many pages, in their order, as one thing that pickles quickly."""


class Entry(NamedTuple):
    """What is said of a page beside what is kept of it."""

    failure: Failure | None
    adapter: str | None = None
    articles: int = 0
    left_out: int = 0
    """How many articles, or pages that were not read, nobody wanted."""


@frozen
class Job:
    """How pages are read: made once, run in every worker."""

    registry: Registry
    options: ReadOptions
    all_of_each: bool
    encoder: Encoder
    whole_feeds: bool = False
    wanted: Wanted = ALL

    def run(self, record: Record | Failure) -> tuple[Entry, Any]:
        """Return what is said and what is kept of a page; raises nothing but :class:`KeyboardInterrupt`."""
        if isinstance(record, Failure):
            return Entry(record), None
        try:
            page = record.page()
            o = self.options
            if not self.wanted.is_for(page, self.registry, o):
                return Entry(None, left_out=1), self.encoder.encode(record, ())
            every = self.all_of_each or (self.whole_feeds and page.feed is not None)
            how: Any = {"adapter": o.adapter, "fallback": o.fallback, "zone": o.zone, "site_lines": o.site_lines}
            articles = tuple(self.registry.parse_all(page, **how)) if every else (self.registry.parse(page, **how),)
            kept = tuple(article for article in articles if self.wanted.is_in(article))
            encoded = self.encoder.encode(record, kept)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 - even an adapter that exits costs no more than its page
            return Entry(failure_of(error, id=record.id, url=record.url)), None
        adapter = articles[0].adapter if articles else None
        return Entry(None, adapter, len(kept), len(articles) - len(kept)), encoded

    def __reduce__(self) -> tuple[Any, ...]:
        # A registry holds a lock; its adapters are what has to get across, each by the name of its class.
        adapters = tuple(self.registry.adapters.values())
        return _rebuild, (adapters, self.options, self.all_of_each, self.encoder, self.whole_feeds, self.wanted)


def _rebuild(adapters: tuple[Adapter, ...], *rest: Any) -> Job:
    return Job(Registry(lambda: adapters), *rest)


def make_job(
    registry: Registry,
    adapter: str | Adapter | type[Adapter] | None,
    *,
    all_of_each: bool,
    fallback: bool,
    zone: str | tzinfo | None,
    site_lines: SiteLines | None,
    encoder: Encoder,
    alone: bool = False,
    whole_feeds: bool = False,
    wanted: Wanted | None = None,
) -> Job:
    """Return the job, its arguments checked.

    :param adapter: a name in the registry, or an adapter that then is asked alone
    :param whole_feeds: read each item of a feed, also where of other pages one article is read
    :param wanted: which articles are kept; by default all
    :param alone: it stays in this process, so that it need not be picklable
    :raises InputError: for an adapter there is not, or one that no other process can find, or a zone there is not
    """
    if adapter is not None and not isinstance(adapter, str):
        registry = Registry()
        registry.register(adapter)
        adapter = next(iter(registry.adapters))
    if adapter is not None and adapter not in registry.adapters:
        raise InputError(no_such(adapter, registry.adapters))
    options = ReadOptions(adapter=adapter, fallback=fallback, zone=zone, site_lines=site_lines)
    wanted = wanted or ALL
    wanted.check(registry)
    job = Job(registry, options, all_of_each, encoder, whole_feeds, wanted)
    if not alone:
        for held in registry.adapters.values():
            try:
                pickle.dumps(held)
            except (pickle.PicklingError, AttributeError, TypeError) as error:
                raise InputError(
                    f"adapter {held.name!r} cannot be sent to worker processes ({error}); define its class at the top "
                    "of a module, or pass workers=0"
                ) from error
    return job


# -- articles from process to process --------------------------------------------------------------------------------

Sent: TypeAlias = bytes | tuple[Article, ...]


class Wire:
    """Sends articles as they are. As JSON where that is exact, since it takes a third of the time of pickling."""

    def encode(self, record: Record, articles: Sequence[Article]) -> Sent:  # noqa: ARG002 - of the protocol
        from msgspec import json  # noqa: PLC0415 - 50 ms, and not needed to import

        if all(_is_json(article) for article in articles):
            try:
                return json.encode(articles)
            except (TypeError, ValueError, RecursionError):  # a lone surrogate, what an adapter made of its own
                pass
        return tuple(articles)

    def pack(self, encoded: list[Sent]) -> list[Sent]:
        return encoded


def articles_of(sent: Sent, record: Record) -> tuple[Article, ...]:
    """Return the articles that :class:`Wire` sent.

    :raises FormatError: when an adapter put values of a wrong type into one
    """
    if isinstance(sent, tuple):
        return sent
    import msgspec  # noqa: PLC0415 - as above

    from tearsheet.errors import FormatError  # noqa: PLC0415

    try:
        made: tuple[Article, ...] = _decoder().decode(sent)
    except msgspec.ValidationError as error:
        raise FormatError(f"the adapter put a value of a wrong type into the article: {error}") from error
    for article in made:
        _complete(article, record)
    return made


def _complete(article: Article, record: Record) -> None:
    """Do to an article that nobody else has yet what msgspec does not: freeze its mappings, keep its zone's name.

    In place, since to make it anew takes longer than to decode it.
    """
    put = object.__setattr__
    if article.captured_at is not None:
        put(article, "captured_at", record.captured_at)
    for name in _MAPPINGS:
        held = getattr(article, name)
        put(article, name, freeze(held) if held else _EMPTY)


_NUMBERS, _VALUES = fields_of_kind("numbers"), fields_of_kind("values")
_MAPPINGS = (*_NUMBERS, *_VALUES)
_MOMENTS = fields_of_kind("moment")
_EMPTY: FrozenDict[str, Any] = FrozenDict()
_made: list[Any] = []


def _decoder() -> Any:
    if not _made:
        from msgspec.json import Decoder  # noqa: PLC0415 - as above

        _made.append(Decoder(tuple[Article, ...]))
    return _made[0]


def _is_json(article: Article) -> bool:
    return (
        type(article) is Article
        and all(isfinite(score) for name in _NUMBERS for score in getattr(article, name).values())
        and all(_plain(getattr(article, name)) for name in _VALUES)
        and all(
            moment is None or moment.start is None or not moment.start.utcoffset().seconds % 60
            for moment in [getattr(article, name) for name in _MOMENTS]
        )
    )


def _plain(value: Any) -> bool:
    if value is None or isinstance(value, str | bool):
        return True
    if isinstance(value, int):
        return -(2**63) <= value < 2**63
    if isinstance(value, float):
        return isfinite(value)
    if isinstance(value, dict):
        return all(isinstance(key, str) and _plain(item) for key, item in value.items())
    return isinstance(value, tuple) and all(_plain(item) for item in value)
