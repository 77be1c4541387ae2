"""``tearsheet fetch`` against servers on this machine, by a clock of its own: no test waits."""

from __future__ import annotations

import asyncio
import gzip
import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from runner import run

pytest.importorskip("protego")
httpx = pytest.importorskip("httpx")

import tearsheet  # noqa: E402 - these have to be there
from tearsheet import captures  # noqa: E402
from tearsheet.fetching import Fetched, Fetcher, Folder, Manners, Missed, keeper_of  # noqa: E402
from test_loader import COMMANDS, PAGE  # noqa: E402

START = datetime(2026, 11, 1, 12, tzinfo=UTC)
HTML = "text/html; charset=utf-8"


class Clock:
    """Time passes when somebody sleeps, and by *tick* each time that somebody looks."""

    def __init__(self, tick: float = 0.0) -> None:
        self.time = 0.0
        self.tick = tick
        self.waits: list[float] = []

    def now(self) -> datetime:
        return (START + timedelta(seconds=self.time)).replace(microsecond=0)

    def monotonic(self) -> float:
        self.time += self.tick
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += seconds
        await asyncio.sleep(0)


class Server:
    """What a server answers, by path; a list is answered one after the other, its last again and again."""

    def __init__(self, root: str, pages: dict[str, object]) -> None:
        self.root = root
        self.pages = pages
        self.asked: Counter[str] = Counter()
        self.agents: set[str] = set()

    def answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
        number = self.asked[path]
        self.asked[path] += 1
        found = self.pages.get(path, (404, {}, b"gone"))
        found = found[min(number, len(found) - 1)] if isinstance(found, list) else found
        if isinstance(found, str):
            found = (200, {"Content-Type": HTML}, found.encode())
        return found


@contextmanager
def server(pages: dict[str, object]) -> Iterator[Server]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            status, headers, body = held.answer(self.path)
            held.agents.add(self.headers["User-Agent"])
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    held = Server(f"http://127.0.0.1:{made.server_port}", pages)
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield held
    finally:
        made.shutdown()
        made.server_close()
        thread.join()


def fetched(urls, *, clock=None, transport=None, **manners) -> dict[str, Fetched | str]:
    async def work() -> list[Fetched | Missed]:
        fetcher = Fetcher(Manners(**manners), clock=clock or Clock(), transport=transport)
        return [each async for each in fetcher.fetch(urls)]

    return {each.asked: each.why if isinstance(each, Missed) else each for each in asyncio.run(work())}


def one(pages: dict[str, object], path: str = "/a", **other) -> Fetched | str:
    with server(pages) as held:
        (found,) = fetched([held.root + path], **other).values()
    return found


# -- one page --------------------------------------------------------------------------------------------------------


def test_a_page_comes_with_its_address_its_header_and_its_time():
    found = one({"/a": PAGE})
    assert (found.status, found.data, found.content_type, found.captured_at) == (
        200,
        PAGE.encode(),
        HTML,
        START + timedelta(seconds=1),  # after robots.txt
    )
    assert found.url == found.asked
    assert found.record().page().captured_at == found.captured_at


def test_a_page_that_was_sent_packed_is_unpacked():
    packed = (200, {"Content-Type": HTML, "Content-Encoding": "gzip"}, gzip.compress(PAGE.encode()))
    assert one({"/a": packed}).data == PAGE.encode()
    broken = (200, {"Content-Type": HTML, "Content-Encoding": "gzip"}, b"no gzip")
    assert "3 times" in one({"/a": broken})


def test_the_address_is_that_after_redirects():
    found = one({"/a": (301, {"Location": "b?x=1#part"}, b""), "/b?x=1": (302, {"Location": "/c"}, b""), "/c": PAGE})
    assert (found.url.rpartition("/")[2], found.asked.rpartition("/")[2]) == ("c", "a")


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ((404, {}, b"x"), "404 Not Found"),
        ((410, {}, b"x"), "410 Gone"),
        ((304, {}, b""), "304 Not Modified"),
        ((302, {}, b""), "302 Found"),
        ((200, {"Content-Type": "image/png"}, b"x"), "it is no page: image/png"),
        ((200, {"Content-Type": HTML}, b""), "the page is empty"),
        ((301, {"Location": "/a"}, b""), "in a circle"),
        ((301, {"Location": "ftp://a.example/"}, b""), "no page of the web"),
        ((301, {"Location": "http://[x/"}, b""), "no page of the web"),
        ((200, {"Content-Type": HTML}, b"x" * 10_000_001), "larger than 10,000,000 bytes"),
    ],
)
def test_what_is_no_page_is_told_and_asked_for_once(answer, why):
    with server({"/a": answer}) as held:
        (said,) = fetched([f"{held.root}/a"]).values()
    assert why in said
    assert held.asked == {"/robots.txt": 1, "/a": 1}


def test_redirects_without_end_are_given_up():
    pages = {f"/{n}": (301, {"Location": f"/{n + 1}"}, b"") for n in range(30)}
    assert one(pages, "/0") == "it moves more than 10 times"


@pytest.mark.parametrize("kind", ["text/plain", "application/rss+xml", "application/xhtml+xml", ""])
def test_text_and_feeds_are_pages_and_so_is_what_does_not_say(kind):
    assert isinstance(one({"/a": (200, {"Content-Type": kind} if kind else {}, b"words")}), Fetched)


# -- again, and not for ever -----------------------------------------------------------------------------------------


def test_what_fails_for_a_while_is_asked_for_again_after_twice_the_wait():
    clock = Clock()
    failing = (503, {}, b"")
    assert isinstance(one({"/a": [failing, failing, PAGE]}, clock=clock, pause=0), Fetched)
    assert clock.waits == [2, 4]
    assert one({"/a": failing}, tries=2) == "503 Service Unavailable, 2 times"


def test_a_host_that_says_when_to_come_back_is_heard():
    clock = Clock()
    busy = (429, {"Retry-After": "17"}, b"")
    later = (429, {"Retry-After": format_datetime(START + timedelta(seconds=60), usegmt=True)}, b"")
    assert isinstance(one({"/a": [busy, later, PAGE]}, clock=clock, pause=0), Fetched)
    assert clock.waits == [17, 43]
    with server({"/a": (429, {"Retry-After": "86400"}, b"")}) as held:
        (said,) = fetched([f"{held.root}/a"]).values()
    assert said == "429 Too Many Requests; the host asks to wait for 86,400 seconds"
    assert held.asked["/a"] == 1
    assert "3 times" in one({"/a": (429, {"Retry-After": "soon"}, b"")})


def test_an_answer_that_drips_is_given_up():
    # Of a clock that leaps ahead whenever it is looked at, the first bytes come too late.
    assert one({"/a": PAGE}, clock=Clock(tick=70)) == "it takes longer than 60 seconds"


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (httpx.ReadTimeout("x"), "the answer does not come, 3 times"),
        (httpx.ConnectTimeout("x"), "the host does not answer, 3 times"),
        (httpx.RemoteProtocolError("x"), "the answer is broken off, 3 times"),
        (httpx.ConnectError("no name"), "the host cannot be reached (no name), 3 times"),
    ],
)
def test_a_network_that_fails_is_told(error, why):
    def answer(request):
        if request.url.path == "/robots.txt":
            return httpx.Response(404)
        raise error

    assert fetched(["https://a.example/1"], transport=httpx.MockTransport(answer)) == {"https://a.example/1": why}


def test_a_host_that_is_not_there_is_asked_no_further():
    asked = []

    def answer(request):
        asked.append(str(request.url))
        raise httpx.ConnectError("nobody")

    found = fetched([f"https://a.example/{n}" for n in range(5)], transport=httpx.MockTransport(answer))
    assert all("robots.txt cannot be had" in why for why in found.values())
    assert asked == ["https://a.example/robots.txt"] * 3


# -- manners ---------------------------------------------------------------------------------------------------------


def test_robots_txt_is_asked_once_and_minded():
    robots = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /private/\nCrawl-delay: 7")
    clock = Clock()
    with server(
        {
            "/robots.txt": robots,
            "/a": PAGE,
            "/b": PAGE,
            "/private/c": PAGE,
            "/go": (301, {"Location": "/private/c"}, b""),
        }
    ) as held:
        found = fetched([held.root + path for path in ("/a", "/private/c", "/b", "/go")], clock=clock)
    assert [isinstance(each, Fetched) for each in found.values()] == [True, False, True, False]
    assert "forbids it" in found[f"{held.root}/private/c"]
    assert held.asked == {"/robots.txt": 1, "/a": 1, "/b": 1, "/go": 1}
    assert clock.waits == [1, 7, 7]


def test_robots_txt_of_this_agent_goes_before_that_of_all():
    robots = (200, {}, b"User-agent: *\nDisallow: /\n\nUser-agent: gentle\nAllow: /")
    with server({"/robots.txt": robots, "/a": PAGE}) as held:
        assert isinstance(
            fetched([f"{held.root}/a"], agent="gentle/2 (mailto:me@a.example)")[f"{held.root}/a"], Fetched
        )
        assert held.agents == {"gentle/2 (mailto:me@a.example)"}
        assert "forbids" in fetched([f"{held.root}/a"])[f"{held.root}/a"]


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        ((404, {}, b""), True),
        ((403, {}, b""), True),
        ((500, {}, b""), False),
        ((429, {}, b""), False),
        ((301, {"Location": "/elsewhere.txt"}, b""), False),
        ((200, {}, b"\xff\xfe\x00nonsense"), True),
        ((200, {}, b"# long\n" * 200_000), True),
    ],
)
def test_a_host_that_cannot_say_what_it_allows_allows_nothing_and_one_that_says_nothing_all(robots, allowed):
    other = (200, {}, b"User-agent: *\nDisallow: /")
    assert isinstance(one({"/robots.txt": robots, "/elsewhere.txt": other, "/a": PAGE}), Fetched) == allowed


def test_a_host_gets_one_request_a_second():
    clock = Clock()
    with server({f"/{n}": PAGE for n in range(5)}) as held:
        fetched([f"{held.root}/{n}" for n in range(5)], clock=clock)
    assert clock.waits == [1] * 5


def test_hosts_are_asked_at_the_same_time_and_each_in_order():
    asked: list[str] = []
    at_work: Counter[str] = Counter()

    async def answer(request):
        at_work[request.url.host] += 1
        assert at_work[request.url.host] == 1
        await asyncio.sleep(0)
        asked.append(str(request.url))
        at_work[request.url.host] -= 1
        return httpx.Response(404) if request.url.path == "/robots.txt" else httpx.Response(200, text=PAGE)

    urls = [f"https://{host}.example/{n}" for host in "abc" for n in range(4)]
    found = fetched([*urls, urls[0], f"{urls[1]}#part"], transport=httpx.MockTransport(answer))
    assert set(found) == set(urls)
    assert len(asked) == 3 + len(urls)
    assert [url for url in asked if "a.ex" in url][1:] == urls[:4]
    assert asked[:3] == [f"https://{host}.example/robots.txt" for host in "abc"]


# -- what is kept ----------------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    held = Clock()
    monkeypatch.setattr("tearsheet.fetching.fetcher.SystemClock", lambda: held)
    return held


def test_pages_are_kept_as_they_came_with_what_is_known_beside_them(tmp_path):
    gbk = "<meta charset=gbk><p>渡船等潮水".encode("gbk")
    pages = {
        "/news/1?a=b": PAGE,
        "/go": (301, {"Location": "/gbk"}, b""),
        "/gbk": (200, {"Content-Type": "text/html"}, gbk),
        "/feed": (200, {"Content-Type": "application/rss+xml"}, b"<rss/>"),
        "/text": (200, {"Content-Type": "text/plain"}, b"words"),
    }
    with server(pages) as held:
        done = run(
            "fetch", *[held.root + path for path in ("/news/1?a=b", "/go", "/feed", "/text", "/no")], "-o", tmp_path
        )
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        f"tearsheet: {held.root}/no: 404 Not Found",
        f"tearsheet: 4 pages kept in {tmp_path}, 1 could not be had",
    ]
    (host,) = tmp_path.iterdir()
    names = sorted(path.name for path in host.iterdir() if path.suffix != ".json")
    assert [name.partition("-")[0] for name in names] == ["feed", "go", "news", "text"]
    assert [Path(name).suffix for name in names] == [".xml", ".html", ".html", ".txt"]
    moved = json.loads((host / f"{names[1]}.json").read_text("utf-8"))
    assert moved == {
        "url": f"{held.root}/gbk",
        "requested_url": f"{held.root}/go",
        "status": 200,
        "content_type": "text/html",
        "captured_at": moved["captured_at"],
    }
    assert (host / names[1]).read_bytes() == gbk
    assert captures.load(host / names[1]).captured_at >= START


def test_what_is_there_is_not_fetched_again_unless_it_is_to_be(tmp_path):
    with server({"/a": [PAGE, PAGE.replace("tide", "moon")], "/b": PAGE}) as held:
        assert run("fetch", f"{held.root}/a", "-o", tmp_path).exit_code == 0
        done = run("fetch", f"{held.root}/a", f"{held.root}/b", f"{held.root}/b", "-o", tmp_path)
        assert done.stderr == f"tearsheet: 1 page kept in {tmp_path}, 1 were there already\n"
        assert held.asked["/a"] == 1
        assert run("fetch", f"{held.root}/a", "--again", "-o", tmp_path).exit_code == 0
    titles = [
        record.page().text.count("moon waits")
        for source in captures.find([str(tmp_path)])
        for record in captures.read(source)
    ]
    assert len(titles) == 2
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize("output", ["pages", "pages.warc.gz", "pages.warc"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_reads_what_is_kept_with_nothing_more_to_type(tmp_path, command, output, clock, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: START)
    if "warc" in output:
        pytest.importorskip("warcio")
    with server({"/a": PAGE}) as held:
        assert run("fetch", f"{held.root}/a", "-o", tmp_path / output).exit_code == 0
    monkeypatch.setattr("test_loader.URL", f"{held.root}/a")
    assert command(tmp_path / output, tmp_path) == (f"{held.root}/a", "2026-11-01T12:00:00Z")


def test_a_warc_file_holds_what_was_answered(tmp_path):
    pytest.importorskip("warcio")
    packed = (200, {"Content-Type": HTML, "Content-Encoding": "gzip", "X-Other": "kept"}, gzip.compress(PAGE.encode()))
    with server({"/a": packed, "/b": PAGE}) as held:
        run("fetch", f"{held.root}/a", f"{held.root}/b", "-o", tmp_path / "a.warc.gz")
        assert "is there already" in run("fetch", f"{held.root}/a", "-o", tmp_path / "a.warc.gz").stderr
    records = list(captures.read(captures.source_of(str(tmp_path / "a.warc.gz"))))
    assert [(record.url, record.data, record.content_type) for record in records] == [
        (f"{held.root}/{name}", PAGE.encode(), HTML) for name in "ab"
    ]
    assert b"X-Other: kept" in gzip.decompress((tmp_path / "a.warc.gz").read_bytes())


def test_addresses_come_from_a_file_and_from_standard_input(tmp_path):
    with server({"/a": PAGE, "/b": PAGE}) as held:
        lines = f"# two pages\n\n{held.root}/a\n  {held.root}/b  \n"
        assert run("fetch", "--from-file", "-", "-o", tmp_path / "one", stdin=lines).exit_code == 0
        (tmp_path / "list").write_text(lines)
        assert run("fetch", "--from-file", tmp_path / "list", f"{held.root}/a", "-o", tmp_path / "two").exit_code == 0
    assert len(list((tmp_path / "two").rglob("*.html"))) == len(list((tmp_path / "one").rglob("*.html"))) == 2
    said = run("fetch", "--from-file", "-", "-o", tmp_path / "x", stdin="https://a.example/\nnews\n")
    assert (said.exit_code, "line 2" in said.stderr) == (2, True)
    assert run("fetch", "-o", tmp_path / "x").exit_code == 2
    assert "write it whole" in run("fetch", "news", "-o", tmp_path / "x").stderr


def test_the_pages_of_a_feed_are_fetched(tmp_path):
    items = "".join(f"<item><title>{n}</title><link>/{n}</link></item>" for n in "ab")
    with server({"/a": PAGE, "/b": PAGE, "/no": PAGE}) as held:
        feed = f"<rss version='2.0'><channel><title>x</title>{items}</channel></rss>".replace(
            "<link>", f"<link>{held.root}"
        )
        held.pages["/rss"] = (200, {"Content-Type": "application/rss+xml"}, feed.encode())
        done = run("fetch", "--feed", f"{held.root}/rss", f"{held.root}/no", f"{held.root}/gone", "-o", tmp_path)
    assert done.exit_code == 1
    assert "/no: it is no feed" in done.stderr
    assert "/gone: 404" in done.stderr
    assert f"2 pages kept in {tmp_path}, 2 could not be had" in done.stderr


def test_names_of_files_are_safe_and_differ(tmp_path):
    folder = Folder(tmp_path)
    urls = [
        "https://a.example/", "https://a.example", "https://a.example/../../etc/passwd", "https://a.example/a?b",
        "https://a.example/a/b", "https://..", f"https://a.example/{'x' * 3_000}", "https://a.example/%00%2F..%2F",
        "https://a.example:8080/", "https://a.example/第一页", "https://[::1]/",
    ]  # fmt: skip
    stems = [folder._stem(url) for url in urls]
    assert len({str(stem).casefold() for stem in stems}) == len(urls)
    assert all(stem.parent.parent == tmp_path and len(stem.name) < 90 and ".." not in stem.parts for stem in stems)


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "a").touch()
    with pytest.raises(tearsheet.InputError, match=r"\.warc\.gz"):
        keeper_of(str(tmp_path / "a"))


def test_without_the_extra_the_remedy_is_one_line(tmp_path, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "httpx", None)
    said = run("fetch", "https://a.example/", "-o", tmp_path)
    assert (said.exit_code, "pip install 'tearsheet[fetch]'" in said.stderr) == (2, True)


def test_a_zone_is_kept_beside_the_pages(tmp_path):
    page = Fetched(
        asked="http://a.example/1",
        url="http://a.example/1",
        status=200,
        reason="OK",
        headers=(),
        data=b"<p>x",
        captured_at=START,
    )
    with keeper_of(str(tmp_path / "pages"), "Asia/Taipei") as keeper:
        keeper.keep(page)
    (path,) = (tmp_path / "pages").glob("*/*.html")
    assert captures.load(path).zone == "Asia/Taipei"
    with pytest.raises(tearsheet.InputError, match="no place for a zone"):
        keeper_of(str(tmp_path / "a.warc"), "Asia/Taipei")
