"""Fetches addresses: politely to each host, several hosts at a time, what fails for a while again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

from attrs import frozen

from tearsheet import __version__
from tearsheet.captures.extras import need
from tearsheet.fetching.host import Clock, Host, Rules, SystemClock
from tearsheet.fetching.keeping import Fetched, Missed
from tearsheet.page.address import host_of
from tearsheet.page.kind import media_type
from tearsheet.page.limits import DEFAULT_LIMITS

_AGAIN = frozenset({429, 500, 502, 503, 504})
_MOVED = frozenset({301, 302, 303, 307, 308})
_REDIRECTS = 10  # that are followed, as most clients do; browsers follow 20
# RFC 9309 has readers take at least 500 KiB of a robots.txt.
_ROBOTS = 512_000
# What a page may be; an answer that does not say what it is may be one.
_PAGES = ("text/", "application/xhtml", "application/xml", "application/rss", "application/atom", "application/rdf")


@frozen(kw_only=True)
class Manners:
    """How hosts are asked.

    :param agent: the User-Agent, by which robots.txt is read as well; say there whom to write to
    :param pause: seconds between two requests to one host; its robots.txt may ask for more
    :param tries: how often an address is asked for that fails for a while, each time after twice the wait
    :param backoff: seconds before the second try
    :param patience: the longest wait that a host may ask for by ``Retry-After``
    :param time_limit: seconds in which an answer has to be there whole
    :param timeout: seconds without any byte after which a request is given up
    :param hosts: how many hosts are asked at a time
    """

    agent: str = f"tearsheet/{__version__}"
    pause: float = 1.0
    tries: int = 3
    backoff: float = 2.0
    patience: float = 120.0
    time_limit: float = 60.0
    timeout: float = 30.0
    hosts: int = 16


class _Answer(NamedTuple):
    status: int
    reason: str
    headers: Any
    data: bytes
    found: Any


class _Failed(Exception):  # noqa: N818 - it is told of and not raised to anybody
    """No answer that could be used. Its text says why."""


class Fetcher:
    """Fetches pages.

    :param transport: an ``httpx.AsyncBaseTransport`` in place of the network
    """

    def __init__(self, manners: Manners | None = None, *, clock: Clock | None = None, transport: Any = None) -> None:
        self._httpx = need("httpx", "fetch")
        need("protego", "fetch")
        self.manners = manners or Manners()
        self._clock = clock or SystemClock()
        self._transport = transport
        self._hosts: dict[str, Host] = {}

    async def fetch(self, urls: Iterable[str]) -> AsyncIterator[Fetched | Missed]:
        """Yield what comes of each of *urls*, as it comes. An address is asked for once.

        The addresses of one host are asked for in their order. Close the iterator (``contextlib.aclosing``) when
        leaving it early.
        """
        lanes: dict[str, list[str]] = {}
        for url in dict.fromkeys(urldefrag(url.strip()).url for url in urls):
            lanes.setdefault(host_of(url), []).append(url)
        inbox: asyncio.Queue[Fetched | Missed | None] = asyncio.Queue(maxsize=4 * self.manners.hosts)
        room = asyncio.Semaphore(self.manners.hosts)
        async with self._httpx.AsyncClient(
            headers={"User-Agent": self.manners.agent},
            follow_redirects=False,
            timeout=self._httpx.Timeout(self.manners.timeout),
            transport=self._transport,
        ) as client:
            tasks = [asyncio.create_task(self._lane(client, lane, room, inbox)) for lane in lanes.values()]
            try:
                for _ in range(sum(map(len, lanes.values()))):
                    found = await _next(inbox, tasks)
                    yield found
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

    async def _lane(self, client: Any, urls: Sequence[str], room: asyncio.Semaphore, inbox: asyncio.Queue[Any]) -> None:
        async with room:
            for url in urls:
                try:
                    await inbox.put(await self._page(client, url))
                except _Failed as failed:
                    await inbox.put(Missed(asked=url, why=str(failed)))

    async def _page(self, client: Any, asked: str) -> Fetched:
        """Return the page at *asked*, wherever it has moved to."""
        url = asked
        seen = {url}
        for _ in range(_REDIRECTS + 1):
            await self._allowed(client, url)
            answer = await self._answer(client, url, DEFAULT_LIMITS.bytes, pages=True)
            if answer.status in _MOVED and "location" in answer.headers:
                url = _moved(url, answer.headers["location"])
                if url in seen:
                    raise _Failed(f"it moves in a circle, to {url}")
                seen.add(url)
                continue
            if not 200 <= answer.status < 300:
                raise _Failed(f"{answer.status} {answer.reason}".strip())
            if not answer.data:
                raise _Failed("the page is empty")
            return Fetched(
                asked=asked,
                url=url,
                status=answer.status,
                reason=answer.reason,
                headers=tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in answer.headers.raw),
                data=answer.data,
                captured_at=answer.found,
            )
        raise _Failed(f"it moves more than {_REDIRECTS} times")

    # -- robots.txt --------------------------------------------------------------------------------------------------

    async def _allowed(self, client: Any, url: str) -> None:
        host = self._host_of(url)
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in host.rules:
            host.rules[origin] = await self._robots(client, origin)
            rules = host.rules[origin]
            if isinstance(rules, Rules):
                host.pause = max(host.pause, rules.pause)
        rules = host.rules[origin]
        if isinstance(rules, str):
            raise _Failed(rules)
        if not rules.allow(url):
            raise _Failed(f"robots.txt of {parts.netloc} forbids it")

    async def _robots(self, client: Any, origin: str) -> Rules | str:
        """Return the rules of *origin*, or why nothing there may be asked for."""
        url = f"{origin}/robots.txt"
        try:
            for _ in range(_REDIRECTS):
                answer = await self._answer(client, url, _ROBOTS, pages=False)
                if answer.status not in _MOVED or "location" not in answer.headers:
                    break
                url = _moved(url, answer.headers["location"])
        except _Failed as failed:
            return f"its robots.txt cannot be had: {failed}"
        if answer.status >= 500 or answer.status == 429:
            return f"its robots.txt cannot be had: {answer.status} {answer.reason}".strip()
        # Who has no robots.txt, or does not show it, allows everything.
        text = answer.data.decode("utf-8", "replace") if 200 <= answer.status < 300 else ""
        return Rules(text, self.manners.agent)

    # -- one request -------------------------------------------------------------------------------------------------

    async def _answer(self, client: Any, url: str, most: int, *, pages: bool) -> _Answer:
        """Ask for *url*, again where it fails for a while.

        :param most: how many bytes are taken; a page that is larger is refused, another file is cut off
        """
        wait, why = self.manners.backoff, ""
        for number in range(1, self.manners.tries + 1):
            asked = 0.0
            try:
                async with self._host_of(url).turn():
                    answer = await self._request(client, url, most, pages=pages)
                if answer.status not in _AGAIN:
                    return answer
                why = f"{answer.status} {answer.reason}".strip()
                asked = self._asked_wait(answer.headers.get("retry-after"))
            except (self._httpx.InvalidURL, UnicodeError) as error:
                raise _Failed(f"it is no address: {error}") from None
            except (self._httpx.TransportError, self._httpx.DecodingError) as error:
                why = _said(error)
            if asked > self.manners.patience:
                raise _Failed(f"{why}; the host asks to wait for {asked:,.0f} seconds")
            if number < self.manners.tries:
                await self._clock.sleep(max(wait, asked))
                wait *= 2
        tries = f", {self.manners.tries} times" if self.manners.tries > 1 else ""
        raise _Failed(f"{why}{tries}")

    async def _request(self, client: Any, url: str, most: int, *, pages: bool) -> _Answer:
        start = self._clock.monotonic()
        async with client.stream("GET", url) as response:
            found = self._clock.now()
            good = 200 <= response.status_code < 300
            if pages and good:
                kind = media_type(response.headers.get("content-type"))
                if kind and not kind.startswith(_PAGES):
                    raise _Failed(f"it is no page: {kind}")
            data = bytearray()
            if good:
                async for chunk in response.aiter_bytes():
                    data += chunk
                    if len(data) > most and pages:
                        raise _Failed(f"it is larger than {most:,} bytes")
                    if len(data) > most:
                        break
                    if self._clock.monotonic() - start > self.manners.time_limit:
                        raise _Failed(f"it takes longer than {self.manners.time_limit:g} seconds")
            return _Answer(response.status_code, response.reason_phrase, response.headers, bytes(data[:most]), found)

    def _asked_wait(self, said: str | None) -> float:
        """Return how many seconds ``Retry-After`` asks for."""
        if said is None:
            return 0.0
        if said.strip().isdecimal():
            return float(said)
        try:
            when = parsedate_to_datetime(said)
        except (ValueError, TypeError):
            return 0.0
        return max(0.0, (when - self._clock.now()).total_seconds()) if when.utcoffset() is not None else 0.0

    def _host_of(self, url: str) -> Host:
        name = host_of(url)
        if name not in self._hosts:
            self._hosts[name] = Host(self._clock, self.manners.pause)
        return self._hosts[name]


def _moved(url: str, location: str) -> str:
    try:
        moved = urldefrag(urljoin(url, location)).url
        if urlsplit(moved).scheme in {"http", "https"} and urlsplit(moved).hostname:
            return moved
    except ValueError:
        pass
    raise _Failed(f"it moves to {location[:200]!r}, which is no page of the web")


def _said(error: Exception) -> str:
    kind = type(error).__name__
    said = {
        "ConnectTimeout": "the host does not answer",
        "ReadTimeout": "the answer does not come",
        "RemoteProtocolError": "the answer is broken off",
    }
    return said.get(kind) or f"the host cannot be reached ({str(error) or kind})"


async def _next(inbox: asyncio.Queue[Any], tasks: Sequence[asyncio.Task[None]]) -> Any:
    """Return what comes next, or raise what ended a task: a defect, since what fails on the way is told of."""
    getting = asyncio.create_task(inbox.get())
    try:
        while True:
            alive = [task for task in tasks if not task.done()]
            done, _ = await asyncio.wait([getting, *alive], return_when=asyncio.FIRST_COMPLETED)
            if getting in done:
                return getting.result()
            for task in done:
                task.result()
            if not alive and inbox.empty():
                raise AssertionError("every address has an outcome")
    finally:
        getting.cancel()
