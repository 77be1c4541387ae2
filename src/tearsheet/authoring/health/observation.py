"""What health remembers of one capture: figures and hashes, no text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from hashlib import blake2b

from attrs import field, frozen

from tearsheet.adapters.choosing import no_such
from tearsheet.adapters.registry import Reading, Registry
from tearsheet.captures.records import bytes_of
from tearsheet.errors import NoAdapterError, ParseError, TearsheetError
from tearsheet.model import Article
from tearsheet.model.frozen import FrozenDict
from tearsheet.model.table import FIELDS, fields_of_kind
from tearsheet.page import Page

_SKEW = timedelta(minutes=10)
# What replaced bytes, two classics of Chinese, UTF-8 read as Latin-1 or as Windows-1252, UTF-8 read as GBK.
_GARBLED = re.compile(
    "\ufffd|锟斤拷|烫烫烫|[\xc2\xc3][\x80-\xbf]|(?:[\xe0-\xef][\x80-\xbf\u0152-\u02dc\u2013-\u2122]{2}){2}"
    "|[锛銆鈥][^锛銆鈥]{0,40}[锛銆鈥]"
)
_EDITION_FIELDS = tuple(row.name for row in FIELDS.values() if row.printed and row.of == "edition")
_ARTICLE_FIELDS = tuple(row.name for row in FIELDS.values() if row.printed and row.of == "article")
_MAPPINGS = fields_of_kind("numbers", "values")
_FLAGS = fields_of_kind("flag")


def _frozen(value: Mapping[str, int]) -> FrozenDict[str, int]:
    return FrozenDict(value)


@frozen(kw_only=True)
class Observation:
    """One capture as an adapter read it, or failed to.

    :param adapter: name of the adapter; ``""`` when none recognised the page
    :param day: the day of the capture, as its own clock had it; ``None`` when it is not known
    :param name: what to show a person who wants to look: a path or an address
    :param key: 64-bit hash of the address, else of the bytes: captures of one page are one page
    :param error: why it could not be read, as ``"ParseError: published"``; the rest is empty then
    :param unexplained: share of the visible characters that the ledger does not explain; ``None`` where
        none was kept
    :param filled: names of the fields that have a value; of editions after the first as ``"body@zh"``
    :param lengths: ``title`` and ``body`` in characters, ``blocks`` of the body, ``age`` in hours from the date of
        publication to the capture
    :param languages: tags of the editions, as ``"en+zh-Hans"``
    :param garbled: whether texts hold U+FFFD or what is left of text decoded wrongly, or bytes were replaced
    :param out_of_order: whether a date comes after one it cannot come after; ``None`` where there is nothing to compare
    :param site_as_title: whether the title is the name of the site
    :param values: 64-bit hashes of values that tell pages apart
    """

    adapter: str
    day: date | None = None
    name: str = ""
    key: int
    error: str | None = None
    unexplained: float | None = None
    filled: frozenset[str] = frozenset()
    lengths: Mapping[str, int] = field(default=FrozenDict(), converter=_frozen)
    languages: str = ""
    layout: str | None = None
    garbled: bool = False
    out_of_order: bool | None = None
    site_as_title: bool = False
    values: Mapping[str, int] = field(default=FrozenDict(), converter=_frozen)

    @classmethod
    def of(cls, reading: Reading, name: str = "") -> Observation:
        """Note what *reading* found."""
        return cls._of(reading.article, reading.page, name, unexplained=1 - reading.ledger.coverage)

    @classmethod
    def failed(cls, page: Page, error: TearsheetError, adapter: str = "", name: str = "") -> Observation:
        """Note that *page* could not be read by *adapter*."""
        said = type(error).__name__
        if isinstance(error, ParseError):
            adapter = adapter or error.adapter
            cause = type(error.__cause__).__name__ if error.__cause__ is not None else ""
            said = f"{said}: {error.field or f'defect, {cause}'}"
        return cls(adapter=adapter, day=_day(page), name=_name(page, name), key=_key(page), error=said)

    @classmethod
    def _of(
        cls, article: Article, page: Page, name: str, *, unexplained: float | None = None, number: int = 0
    ) -> Observation:
        first = article.editions[0]
        texts = [text for edition in article.editions for text in (edition.title, *(b.text for b in edition.body))]
        body = first.text
        return cls(
            adapter=article.adapter,
            day=_day(page),
            name=_name(page, name),
            key=_key(page, number),
            unexplained=unexplained,
            filled=_filled(article),
            lengths=_lengths(article, body, page),
            languages="+".join(edition.language for edition in article.editions),
            layout=article.layout,
            garbled=page.replacements > 0 or any(_GARBLED.search(text) for text in texts),
            out_of_order=_out_of_order(article, page),
            site_as_title=_plain(first.title) in _names_of_the_site(article, page),
            values=_values(article, body),
        )


def observe(page: Page, registry: Registry, *, adapter: str | None = None, name: str = "") -> list[Observation]:
    """Read *page* and note what came of it; a page that holds several articles gives one observation each.

    What goes wrong is noted, never raised. A page that no adapter takes has ``adapter=""``; one that cannot even be
    looked at is put down to the adapter to whose site its URL belongs.

    :raises NoAdapterError: when there is no *adapter* of that name
    """
    if adapter is not None and adapter not in registry.adapters:
        raise NoAdapterError(no_such(adapter, registry.adapters))
    try:
        reading = registry.read_all(page, adapter=adapter, fallback=False)
        if len(reading.articles) < 2:
            reading.article  # noqa: B018 - raises what went wrong
            return [Observation.of(reading, name)]
        if reading.error is not None:
            raise reading.error
    except TearsheetError as error:
        return [Observation.failed(page, error, adapter or _owner(page, registry), name)]
    # How much of a list is explained says nothing of its articles.
    return [Observation._of(article, page, name, number=number) for number, article in enumerate(reading.articles)]  # noqa: SLF001 - its own module


def _owner(page: Page, registry: Registry) -> str:
    try:
        return registry.match(page, fallback=False).name
    except TearsheetError:
        url = page.url
        return next((a.name for a in registry.adapters.values() if url and a.hosts and a.check_url(url)[0]), "")


def _hash(*parts: str) -> int:
    return int.from_bytes(blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest())


def _key(page: Page, number: int = 0) -> int:
    if page.url:
        return _hash(page.url, str(number))
    return int.from_bytes(blake2b(bytes_of(page.data), digest_size=8, salt=str(number).encode()[:16]).digest())


def _day(page: Page) -> date | None:
    return page.captured_at.date() if page.captured_at is not None else None


def _name(page: Page, name: str) -> str:
    return name or page.url or ""


def _filled(article: Article) -> frozenset[str]:
    found = {name for name in _ARTICLE_FIELDS if getattr(article, name)}
    found |= {f"{name}.{key}" for name in _MAPPINGS for key in getattr(article, name)}
    found |= {name for name in _FLAGS if getattr(article, name) is not None}
    if any(image.caption or image.credit for image in article.images):
        found.add("images.caption")
    for number, edition in enumerate(article.editions):
        at = f"@{edition.language.partition('-')[0]}" if number else ""
        found |= {f"{name}{at}" for name in _EDITION_FIELDS if getattr(edition, name)}
    return _shared(frozenset(found))


@lru_cache(maxsize=1024)
def _shared(names: frozenset[str]) -> frozenset[str]:
    """Return *names*, as one object for all pages that have the same: thousands of them are held."""
    return names


def _lengths(article: Article, body: str, page: Page) -> dict[str, int]:
    found = {"title": len(article.title)}
    if article.body:
        found |= {"body": len(body), "blocks": len(article.body)}
    if page.captured_at is not None and article.published is not None:
        start, day = article.published.start, article.published.first_date
        if start is not None:
            found["age"] = max(0, int((page.captured_at - start) / timedelta(hours=1)))
        elif day is not None:
            found["age"] = max(0, 24 * (page.captured_at.date() - day).days)
    return found


def _out_of_order(article: Article, page: Page) -> bool | None:
    """Whether published ≤ updated ≤ captured is certainly broken, whatever the intervals of the dates can mean."""
    published, updated, captured = article.published, article.updated, page.captured_at
    compared: list[bool] = []
    if published is not None and updated is not None and published.start is not None and updated.end is not None:
        compared.append(updated.end <= published.start)
    if captured is not None:
        tomorrow = captured.date() + timedelta(days=1)
        for moment in (published, updated):
            if moment is not None and moment.start is not None:
                compared.append(moment.start > captured + _SKEW)
            elif moment is not None and (day := moment.first_date) is not None:
                compared.append(day > tomorrow)
    return any(compared) if compared else None


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _names_of_the_site(article: Article, page: Page) -> set[str]:
    names: Iterable[str | None] = (
        *(edition.site for edition in article.editions),
        article.publisher,
        page.meta.get("og:site_name"),
    )
    return {_plain(name) for name in names if name}


def _values(article: Article, body: str) -> dict[str, int]:
    found = {"title": _hash(_plain(article.title))}
    if article.body:
        found["body"] = _hash(body)
        if len(article.body) > 1:
            found |= {"body.first": _hash(article.body[0].text), "body.last": _hash(article.body[-1].text)}
    if article.authors:
        found["authors"] = _hash(*article.authors)
    if article.summary is not None:
        found["summary"] = _hash(article.summary.text)
    moment = article.published
    # Pages of one day share a date; a clock time they do not.
    if moment is not None and moment.start is not None and moment.precision in {"second", "minute"}:
        found["published"] = _hash(moment.start.isoformat())
    return found
