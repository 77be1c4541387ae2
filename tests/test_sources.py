"""The examples of where pages come from, run against a server on this machine and files of this test."""

from __future__ import annotations

import asyncio
import gzip
import importlib.util
import json
import subprocess
import sys
import threading
from collections import Counter
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import tearsheet

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "examples" / "sources"
PAGE = (ROOT / "examples" / "pages" / "westca.html").read_bytes()
TITLE = tearsheet.parse(PAGE).title
FEEDS = ROOT / "tests" / "fixtures" / "feed"


def module(name: str):
    spec = importlib.util.spec_from_file_location(name, SOURCES / f"{name}.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def page(number: int) -> bytes:
    return PAGE.replace(TITLE.encode(), f"{TITLE}{number}".encode())


@contextmanager
def server(robots: str | int = "User-agent: *\nDisallow: /private/"):
    """Serve three stories, a page that is none, one that fails twice, one that is forbidden; count what is asked for."""
    asked: Counter[str] = Counter()
    home = b"".join(b'<p><a href="/story/%d">%d</a>' % (n, n) for n in range(3))
    home += b'<a href="/private/9">9</a><a href="https://elsewhere.example/">e</a>'

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked[self.path] += 1
            status, body = 200, home
            if self.path == "/robots.txt":
                status, body = (robots, b"") if isinstance(robots, int) else (200, robots.encode())
            elif self.path == "/flaky" and asked[self.path] < 3:
                status = 503
            elif self.path.startswith(("/story/", "/private/", "/flaky")):
                body = page(int("0" + self.path.rpartition("/")[2].removeprefix("flaky")))
            elif self.path != "/":
                status = 404
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{made.server_port}", asked
    finally:
        made.shutdown()
        made.server_close()
        thread.join()


# -- httpx -------------------------------------------------------------------------------------------------------------


def fetched(urls: list[str], **other) -> dict[str, str | None]:
    pytest.importorskip("httpx")
    fetcher = module("polite_fetcher")

    async def work() -> dict[str, str | None]:
        found = {}
        async for result in tearsheet.bulk.aparse_many(fetcher.fetch(urls, delay=0, **other), workers=1):
            found[result.id.rpartition(":")[2].partition("/")[2]] = result.article.title if result.ok else None
        return found

    import tearsheet.bulk

    return asyncio.run(work())


def test_fetcher_minds_robots_txt_and_tries_again():
    with server() as (root, asked):
        found = fetched([f"{root}/{path}" for path in ("story/1", "story/2", "flaky", "private/9", "gone", "")])
    assert found == {"story/1": f"{TITLE}1", "story/2": f"{TITLE}2", "flaky": f"{TITLE}0", "": None}
    assert asked == {"/robots.txt": 1, "/story/1": 1, "/story/2": 1, "/flaky": 3, "/gone": 1, "/": 1}


def test_fetcher_waits_while_what_it_has_is_not_taken():
    pytest.importorskip("httpx")
    fetcher = module("polite_fetcher")

    async def work(root: str) -> None:
        pages = fetcher.fetch([f"{root}/story/{n}" for n in range(50)], delay=0, at_once=3)
        await anext(pages)
        for _ in range(300):
            await asyncio.sleep(0)
        before = asked.total()
        assert before <= 5
        assert len([page async for page in pages]) == 49
        again = fetcher.fetch([f"{root}/story/{n}" for n in range(50)], delay=0, at_once=3)
        await anext(again)
        await again.aclose()
        assert len(asyncio.all_tasks()) == 1

    with server() as (root, asked):
        asyncio.run(work(root))
    assert asked.total() <= 51 + 6


def test_fetcher_gives_up_after_its_tries():
    with server() as (root, asked):
        assert fetched([f"{root}/flaky"], tries=2) == {}
    assert asked["/flaky"] == 2


@pytest.mark.parametrize(("robots", "found"), [(404, {"story/1": f"{TITLE}1"}), (500, {})])
def test_fetcher_takes_no_robots_txt_for_leave_and_a_broken_one_for_none(robots, found):
    with server(robots) as (root, _):
        assert fetched([f"{root}/story/1"], tries=1) == found


def test_fetcher_outlives_a_host_that_is_not_there():
    with server() as (root, _):
        gone = root
    with server() as (root, _):
        assert fetched([f"{gone}/story/1", f"{root}/story/2"], tries=1) == {"story/2": f"{TITLE}2"}


# -- Scrapy ------------------------------------------------------------------------------------------------------------


def test_scrapy_pipeline_makes_articles_of_the_pages_of_a_site(tmp_path):
    pytest.importorskip("scrapy")
    with server() as (root, asked):
        done = subprocess.run(
            [
                *(sys.executable, "-m", "scrapy", "runspider", str(SOURCES / "scrapy_pipeline.py")),
                *("-a", f"start={root}/", "-O", "articles.jsonl", "-s", "DOWNLOAD_DELAY=0"),
                *("-s", "AUTOTHROTTLE_ENABLED=False", "-s", "TELNETCONSOLE_ENABLED=False"),
            ],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    written = [json.loads(line) for line in (tmp_path / "articles.jsonl").read_text("utf-8").splitlines()]
    assert sorted(each["editions"][0]["title"] for each in written) == [f"{TITLE}{n}" for n in range(3)]
    assert {each["url"].partition("/story/")[0] for each in written} == {root}
    assert "/private/9" not in asked
    # The home page is no article, and is dropped with the reason.
    assert f"{root}/: generic: " in done.stderr
    assert "'item_dropped_count': 1" in done.stderr


# -- Common Crawl ------------------------------------------------------------------------------------------------------


def test_common_crawl_reads_the_ranges_that_the_index_names(tmp_path):
    pytest.importorskip("warcio")
    index, offset = [], 0
    (tmp_path / "crawl-data").mkdir()
    with (tmp_path / "crawl-data" / "1.warc.gz").open("wb") as file:
        for number in range(6):
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(number)
            url = f"https://www.westca.com/News/article/sid={number}.html"
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Target-URI: {url}\r\n"
                "WARC-Date: 2026-11-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(http)}\r\n\r\n"
            )
            member = gzip.compress(head.encode() + http + b"\r\n\r\n")
            entry = {
                "url": url,
                "status": "404" if number == 2 else "200",
                "mime": "application/pdf" if number == 3 else "text/html",
                "filename": "crawl-data/1.warc.gz",
                "offset": str(offset),
                "length": str(len(member)),
            }
            index.append(f"com,westca)/{number} 20261101000000 {json.dumps(entry)}")
            file.write(member)
            offset += len(member)
    # In another order than the file, and not all of it.
    (tmp_path / "index.cdxj").write_text("\n".join([*index[4:1:-1], index[0]]), encoding="utf-8")
    script = [sys.executable, str(SOURCES / "common_crawl.py"), "index.cdxj", "."]
    done = subprocess.run(script, cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
    assert sorted(done.stdout.splitlines()) == [
        f"https://www.westca.com/News/article/sid={number}.html {TITLE}{number}" for number in (0, 4)
    ]


# -- feeds -------------------------------------------------------------------------------------------------------------


def test_feeds_give_their_items_each_story_once(tmp_path):
    pytest.importorskip("rensa")
    pytest.importorskip("opencc")
    feeds = [
        *sorted(map(str, FEEDS.glob("*/page.xml"))),
        str(FEEDS / "rdf-big5" / "page.xml"),
        str(tmp_path / "no.xml"),
    ]
    (tmp_path / "no.xml").write_text("<p>no feed", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-X", "utf8", str(SOURCES / "read_feeds.py"), *feeds],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    lines = done.stdout.splitlines()
    meta = [json.loads(path.read_text("utf-8")) for path in FEEDS.glob("*/meta.json")]
    assert len(lines) == 2 * (sum(each["several"] for each in meta) + 2)
    assert sum("(as number" in line for line in lines) == 2
    assert done.stderr.startswith("no.xml: feed: title: the page is no feed")
