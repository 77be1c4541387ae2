"""httpx: fetch pages politely, and read them while others are on their way.

    python examples/sources/polite_fetcher.py https://news.example/1 https://news.example/2 …

One request at a time for each host, a pause between two, what robots.txt forbids is left alone, what fails for a while
is tried again. Pages go to ``aparse_many`` as they come, and it slows the fetching down when it falls behind.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from tearsheet.bulk import Record, aparse_many

AGENT = "tearsheet-example (+https://example.org/about-this-robot)"
AGAIN = frozenset({429, 500, 502, 503, 504})


class Host:
    """What is to be minded of one host."""

    def __init__(self, client: httpx.AsyncClient, root: str, delay: float, tries: int) -> None:
        self.client, self.root, self.delay, self.tries = client, root, delay, tries
        self.lock = asyncio.Lock()
        self.robots: RobotFileParser | None = None

    async def fetch(self, url: str) -> Record | None:
        """Return the page, or ``None`` where there is none to be had."""
        async with self.lock:
            if self.robots is None:
                found = await self._get(f"{self.root}/robots.txt")
                self.robots = RobotFileParser()
                # A host that fails to say what it allows is left alone; one without the file allows everything.
                denied = found is None or found.status_code >= 500
                text = found.text if found is not None and found.status_code == 200 else ""
                self.robots.parse(["User-agent: *", "Disallow: /"] if denied else text.splitlines())
                self.delay = max(self.delay, float(self.robots.crawl_delay(AGENT) or 0))
            if not self.robots.can_fetch(AGENT, url):
                return None
            response = await self._get(url)
        if response is None or response.status_code != 200:
            return None
        return Record(
            id=url,
            data=response.content,
            url=str(response.url),
            content_type=response.headers.get("Content-Type"),
            captured_at=datetime.now(UTC),
        )

    async def _get(self, url: str) -> httpx.Response | None:
        response = None
        for number in range(self.tries):
            # Also before the first, since the last request may just have been answered.
            await asyncio.sleep(self.delay * 2**number)
            try:
                response = await self.client.get(url)
            except httpx.TransportError:
                continue
            if response.status_code not in AGAIN:
                break
            wait = response.headers.get("Retry-After", "")
            await asyncio.sleep(min(float(wait), 60) if wait.isdecimal() else 0)
        return response


async def fetch(
    urls: Iterable[str], *, delay: float = 1.0, tries: int = 3, at_once: int = 100
) -> AsyncIterator[Record]:
    """Yield the pages at *urls* as they come.

    :param delay: seconds between two requests to one host, more where its robots.txt asks for it
    :param at_once: how many pages are on their way, or fetched and not yet taken
    """
    hosts: dict[str, Host] = {}
    room = asyncio.Semaphore(at_once)

    async def one(host: Host, url: str) -> Record | None:
        await room.acquire()
        return await host.fetch(url)

    timeout = httpx.Timeout(30)
    async with httpx.AsyncClient(headers={"User-Agent": AGENT}, follow_redirects=True, timeout=timeout) as client:
        tasks = []
        for url in urls:
            parts = urlsplit(url)
            root = f"{parts.scheme}://{parts.netloc}"
            host = hosts.setdefault(root, Host(client, root, delay, tries))
            tasks.append(asyncio.create_task(one(host, url)))
        try:
            for task in asyncio.as_completed(tasks):
                record = await task
                if record is not None:
                    yield record
                room.release()
        finally:
            for each in tasks:
                each.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def main() -> None:
    async for result in aparse_many(fetch(sys.argv[1:])):
        print(result.id, result.article.title if result.article else result.failure)


if __name__ == "__main__":
    asyncio.run(main())
