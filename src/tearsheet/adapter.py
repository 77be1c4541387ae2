"""What an adapter is: one site or one format, how its pages are known, how they are read."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import date
from typing import ClassVar
from urllib.parse import urlsplit

from attrs import field, frozen

from tearsheet.model import Article
from tearsheet.page import Page
from tearsheet.reader import Reader

__all__ = ["Adapter", "Layout", "Recognition", "Signature"]


def _patterns(marks: tuple[str | re.Pattern[str], ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(mark, re.MULTILINE) if isinstance(mark, str) else re.compile(mark.pattern, mark.flags | re.MULTILINE)
        for mark in marks
    )


@frozen
class Signature:
    """What a page prints that only pages of this kind print.

    :param marks: regular expressions sought in the visible text, where ``^`` and ``$`` are ends of the page's lines
    :param at_least: how many of them must be found; all by default
    :param none_of: what must not be found
    """

    marks: tuple[re.Pattern[str], ...] = field(converter=_patterns)
    at_least: int | None = None
    none_of: tuple[re.Pattern[str], ...] = field(default=(), converter=_patterns, kw_only=True)

    def check(self, text: str) -> tuple[bool, str]:
        """Return whether *text* bears the signature, and why in words."""
        for mark in self.none_of:
            if mark.search(text) is not None:
                return False, f'it prints "{mark.pattern}", which these pages never do'
        need = len(self.marks) if self.at_least is None else self.at_least
        found = 0
        missing: list[str] = []
        for left, mark in zip(range(len(self.marks), 0, -1), self.marks, strict=True):
            if found + left < need or found >= need:
                break
            if mark.search(text) is not None:
                found += 1
            else:
                missing.append(mark.pattern)
        if found >= need:
            return True, f"{need} of {len(self.marks)} marks found"
        wanting = ", ".join([f'"{pattern}"' for pattern in missing])
        return False, f"only {found} of the {need} marks needed found; not found: {wanting}"


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
    """``"url"``, ``"signature"``, ``"fallback"`` or, when chosen by the caller, ``"name"``."""
    reason: str
    layout: str | None = None


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
    fallback: ClassVar[bool] = False
    """Whether it is asked only where no other adapter knows the page, and not at all with ``fallback=False``."""

    @abstractmethod
    def read(self, reader: Reader) -> Article:
        """Read the page.

        :raises ParseError: by ``reader.fail``, when a required part is missing
        """

    def read_all(self, reader: Reader) -> Iterator[Article]:
        """Read a document that may hold several articles; by default it holds one."""
        yield self.read(reader)

    def recognise(self, page: Page) -> Recognition:
        """Say whether *page* is one of this adapter's, by its URL, else by its signature."""
        by, reason = None, "no URL rule and no signature"
        if page.url and self.hosts:
            ok, reason = self.check_url(page.url)
            by = "url" if ok else None
        if by is None and self.signature is not None:
            ok, why = self.signature.check(page.visible)
            by = "signature" if ok else None
            reason = why if ok or not page.url or not self.hosts else f"{reason}; {why}"
        layout = self.layout_of(page) if by is not None else None
        return Recognition(adapter=self.name, matched=by is not None, by=by, reason=reason, layout=layout)

    def check_url(self, url: str) -> tuple[bool, str]:
        """Return whether host and path of *url* are this site's, and why in words."""
        try:
            parts = urlsplit(url)
            host = (parts.hostname or "").lower().rstrip(".")
        except ValueError:
            return False, f"not a URL: {url!r}"
        if not any(host == own or host.endswith("." + own) for own in self.hosts):
            return False, f"host {host!r} is not one of {', '.join(self.hosts)}"
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        for pattern in self.paths:
            if re.search(pattern, path) is not None:
                return True, f"host {host} and path {path} match"
        if not self.paths:
            return True, f"host {host} matches"
        return False, f"host {host} is its own, but path {path} is not that of an article"

    def layout_of(self, page: Page) -> str | None:
        """Return the name of the layout *page* is in, ``None`` where the site has but one.

        Signatures tell layouts apart; among those that fit equally, the one in force when the page was captured wins,
        and for a page without ``captured_at`` the newest.
        """
        fitting = [
            layout for layout in self.layouts if layout.signature is None or layout.signature.check(page.visible)[0]
        ]
        signed = [layout for layout in fitting if layout.signature is not None]
        fitting = signed or fitting
        if page.captured_at is not None and len(fitting) > 1:
            day = page.captured_at.date()
            in_force = [layout for layout in fitting if layout.since is None or layout.since <= day]
            dated = sorted(
                (layout for layout in in_force if layout.since is not None),
                key=lambda layout: layout.since or day,
                reverse=True,
            )
            fitting = dated or in_force or fitting
        return fitting[0].name if fitting else None
