"""What an adapter is: one site or one format, how its pages are known, how they are read."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar
from urllib.parse import urlsplit

from attrs import field, frozen

from tearsheet.errors import InputError
from tearsheet.model import Article
from tearsheet.model.zones import zone_info
from tearsheet.page import Page
from tearsheet.page.address import host_of
from tearsheet.page.selectors import check_selector
from tearsheet.reading.reader import Reader

NAME = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
"""What adapters and their layouts are named."""


def _patterns(marks: tuple[str | re.Pattern[str], ...]) -> tuple[re.Pattern[str], ...]:
    _refuse_one(marks)
    return tuple(
        re.compile(mark, re.MULTILINE) if isinstance(mark, str) else re.compile(mark.pattern, mark.flags | re.MULTILINE)
        for mark in marks
    )


def _bears(page: Page, mark: str | re.Pattern[str]) -> bool:
    if isinstance(mark, str):
        return page.is_html and page.has(mark)
    return mark.search(page.visible) is not None


def _refuse_one(marks: object) -> None:
    if isinstance(marks, str | re.Pattern):
        raise InputError(f"the marks of a signature are {marks!r}: put it into a tuple, ({marks!r},)")


def _selectors(selectors: tuple[str, ...]) -> tuple[str, ...]:
    _refuse_one(selectors)
    return tuple([check_selector(selector) for selector in selectors])


@frozen
class Signature:
    """What a page prints that only pages of this kind print.

    :param marks: regular expressions sought in the visible text, where ``^`` and ``$`` are ends of the page's lines
    :param selectors: CSS selectors of elements that only these pages have; a text export has none
    :param at_least: how many of them, marks and selectors together, must be found; all by default
    :param none_of: what must not be found
    """

    marks: tuple[re.Pattern[str], ...] = field(default=(), converter=_patterns)
    at_least: int | None = None
    none_of: tuple[re.Pattern[str], ...] = field(default=(), converter=_patterns, kw_only=True)
    selectors: tuple[str, ...] = field(default=(), converter=_selectors, kw_only=True)

    def check(self, page: Page | str) -> tuple[bool, str]:
        """Return whether *page*, or a plain text, bears the signature, and why in words."""
        if isinstance(page, str):
            page = Page(page, content_type="text/plain")
        marks: tuple[str | re.Pattern[str], ...] = (*self.selectors, *self.marks)
        need = len(marks) if self.at_least is None else self.at_least
        found = 0
        missing: list[str] = []
        for left, mark in zip(range(len(marks), 0, -1), marks, strict=True):
            if found + left < need or found >= need:
                break
            if _bears(page, mark):
                found += 1
            else:
                missing.append(mark if isinstance(mark, str) else mark.pattern)
        if found >= need:
            for never in self.none_of:
                if never.search(page.visible) is not None:
                    return False, f'it prints "{never.pattern}", which these pages never do'
            return True, f"{need} of {len(marks)} marks found"
        wanting = ", ".join([f'"{pattern}"' for pattern in missing])
        return False, f"only {found} of the {need} marks needed found; not found: {wanting}"

    def any_of(self, page: Page) -> bool:
        """Return whether *page* has any of the marks."""
        marks: tuple[str | re.Pattern[str], ...] = (*self.selectors, *self.marks)
        return any(_bears(page, mark) for mark in marks)


@frozen
class Layout:
    """One of several shapes of a site's pages.

    :param signature: how pages in it are told from the others; ``None`` when only the date tells
    :param since: first day on which the site used it, where two layouts cannot be told apart
    """

    name: str
    signature: Signature | None = None
    since: date | None = None


@frozen(kw_only=True)
class Recognition:
    """An adapter's answer to "is this page yours?"."""

    adapter: str
    matched: bool
    by: str | None = None
    """``"url"``, ``"canonical"`` (the URL that a page without one declares), ``"signature"``, ``"fallback"`` or, when
    chosen by the caller, ``"name"``."""
    reason: str
    layout: str | None = None
    near: bool = False
    """Whether a page that is not the adapter's has something of its pages: the host, or a mark of the signature."""


class Adapter(ABC):
    r"""One site or one format.

    A subclass names itself, says how its pages are known and reads them::

        class Example(Adapter):
            name = "example"
            hosts = ("example.com",)
            paths = (r"^/news/\d+",)
            signature = Signature((r"^Example News$",))

            def read(self, reader):
                ...
                return Article(adapter=self.name, editions=(...,))
    """

    name: ClassVar[str]
    """Lower case with hyphens; stable, since Articles carry it."""
    hosts: ClassVar[tuple[str, ...]] = ()
    """Hosts of the site; a host also stands for its subdomains."""
    paths: ClassVar[tuple[str, ...]] = ()
    """Regular expressions for path and query of the pages it reads; none means every path."""
    signature: ClassVar[Signature | None] = None
    """How a page without a URL is known."""
    layouts: ClassVar[tuple[Layout, ...]] = ()
    """Newest first, where the site has several."""
    zone: ClassVar[str | None] = None
    """IANA name of the zone in which the site prints its times."""
    checked: ClassVar[date | None] = None
    """The day on which it was last seen to read real pages of the site."""
    reads_text: ClassVar[bool] = True
    """Whether it reads the text of a page without its markup. Text of a site whose adapter does not goes to others."""
    fallback: ClassVar[bool] = False
    """Whether it is asked only where no other adapter knows the page, and not at all with ``fallback=False``."""

    def __repr__(self) -> str:
        return f"<{type(self).__qualname__} {self.name}>"

    @property
    def has_plain_layout(self) -> bool:
        """Whether a page in none of its named layouts is in one all the same: that of the class itself."""
        return False

    @abstractmethod
    def read(self, reader: Reader) -> Article:
        """Read the page.

        :raises ParseError: by ``reader.fail``, when a required part is missing
        """

    def read_all(self, reader: Reader) -> Iterator[Article]:
        """Read a document that may hold several articles; by default it holds one."""
        yield self.read(reader)

    def recognise(self, page: Page) -> Recognition:
        """Say whether *page* is one of this adapter's: by its URL, or its canonical URL, else by its signature."""
        if not self.reads_kind(page):
            return Recognition(adapter=self.name, matched=False, reason="it reads markup, and the page is text")
        by, reason = None, "no URL rule and no signature"
        if page.url and self.hosts:
            ok, reason = self.check_url(page.url)
            by = "url" if ok else None
        elif self.hosts and page.canonical_url and self.check_url(page.canonical_url)[0]:
            by, reason = "canonical", f"it declares {page.canonical_url} as its canonical URL"
        if by is None and self.signature is not None:
            ok, why = self.signature.check(page)
            by = "signature" if ok else None
            reason = why if ok or not page.url or not self.hosts else f"{reason}; {why}"
        if by is None:
            near = self._at_home(page.url or "") or (self.signature is not None and self.signature.any_of(page))
            return Recognition(adapter=self.name, matched=False, reason=reason, near=near)
        return Recognition(adapter=self.name, matched=True, by=by, reason=reason, layout=self.layout_of(page))

    def reads_kind(self, page: Page) -> bool:
        """Say whether it reads what *page* is: HTML, or its text where the adapter reads that."""
        return self.reads_text or page.kind == "html"

    def check_url(self, url: str) -> tuple[bool, str]:
        """Return whether host and path of *url* are this site's, and why in words."""
        try:
            parts = urlsplit(url)
            host = (parts.hostname or "").lower().rstrip(".")
        except ValueError:
            return False, f"not a URL: {url!r}"
        if not self._hosts(host):
            return False, f"host {host!r} is not one of {', '.join(self.hosts)}"
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        for pattern in self.paths:
            if re.search(pattern, path) is not None:
                return True, f"host {host} and path {path} match"
        if not self.paths:
            return True, f"host {host} matches"
        return False, f"host {host} is its own, but path {path} is not that of an article"

    def _hosts(self, host: str) -> bool:
        return any(host == own or host.endswith("." + own) for own in self.hosts)

    def _at_home(self, url: str) -> bool:
        return self._hosts(host_of(url))

    def layout_of(self, page: Page) -> str | None:
        """Return the name of the layout *page* is in, ``None`` where the site has but one.

        Signatures tell layouts apart; among those that fit equally, the one in force when the page was captured wins,
        and for a page without ``captured_at`` the newest.
        """
        fitting = [layout for layout in self.layouts if layout.signature is None or layout.signature.check(page)[0]]
        signed = [layout for layout in fitting if layout.signature is not None]
        fitting = signed or fitting
        if page.captured_at is not None and len(fitting) > 1:
            fitting = in_force(fitting, page.captured_at.date())
        return fitting[0].name if fitting else None


def misdeclared(adapter: Adapter) -> str | None:
    """Return in words what of *adapter* can know no page, and how it is written; ``None`` where all may."""
    for name in ("hosts", "paths"):
        value = getattr(adapter, name)
        if isinstance(value, str):
            return f"{name} is {value!r}: put it into a tuple, ({value!r},)"
    hosts: tuple[Any, ...] = adapter.hosts
    for host in hosts:
        if not isinstance(host, str) or _HOST.fullmatch(host) is None:
            return f"hosts has {host!r}: name the host alone, in lower case, as 'example.com'; it has its subdomains"
    if adapter.signature is not None and not hasattr(adapter.signature, "check"):
        return f"signature is {adapter.signature!r}: use Signature(...)"
    if adapter.zone is not None and zone_info(adapter.zone) is None and zone_info(_ANY_ZONE) is not None:
        return f"zone is {adapter.zone!r}, which is none: use an IANA name like 'Asia/Shanghai', or an offset, '+08:00'"
    return None


_ANY_ZONE = "Europe/London"  # where this machine does not know it, it knows no zones
_HOST = re.compile(r"[^\s/:*@?#A-Z]+")


def in_force(layouts: list[Layout], day: date) -> list[Layout]:
    """Return those of *layouts* that the site used on *day*, the newest first; all where none is known to be."""
    begun = [layout for layout in layouts if layout.since is None or layout.since <= day]
    dated = [layout for layout in begun if layout.since is not None]
    dated.sort(key=lambda layout: layout.since or day, reverse=True)
    return dated or begun or layouts
