"""What a run keeps, what it passes over, when it writes; and the texts of a crawl."""

from __future__ import annotations

import gzip
import json
import signal
import threading
from contextlib import nullcontext
from pathlib import Path

import pytest

import tearsheet
from tearsheet import captures
from tearsheet.bulk.flow import How, outcomes
from tearsheet.bulk.job import make_job
from tearsheet.bulk.records import Record
from tearsheet.bulk.resume import Shield
from tearsheet.bulk.run import run
from tearsheet.bulk.sinks.lines import LineEncoder

PAGES = Path(__file__).resolve().parents[2] / "examples" / "pages"
STORY = (
    "The ferry waits for the tide\nBy Ada Quill\n1 November 2026\n"
    "The morning ferry left the quay an hour late on Sunday, because the new ramp is longer than the old one was.\n"
    "Its captain said that nobody had measured the ramp at low water, and that she would wait for the moon instead.\n"
    "The council will measure it again in spring, when the water is lower and the forecast for the week is better.\n"
)


def lines(path) -> list[dict[str, object]]:
    return [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]


# -- filters ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("languages", "adapters"),
    [
        (["zh"], {"ai-news-card", "westca", "xishuta"}),
        (["zh-Hant"], {"westca"}),
        (["EN"], {"ai-news-card", "feed", "generic", "text-export"}),
        (["zh-hans", "zh-Hant"], {"ai-news-card", "westca", "xishuta"}),
        (["zh-Han"], set()),
    ],
)
def test_articles_in_a_language_alone_are_kept(tmp_path, languages, adapters):
    summary = run([str(PAGES)], str(tmp_path / "a.jsonl"), workers=0, languages=languages)
    assert {article["adapter"] for article in lines(tmp_path / "a.jsonl")} == adapters
    assert (summary.articles, summary.left_out, summary.failed) == (len(adapters), 6 - len(adapters), 0)


def test_what_an_adapter_reads_alone_is_kept_and_other_pages_are_not_read(tmp_path):
    (tmp_path / "broken.txt").write_text(STORY, "utf-8")
    inputs = [str(PAGES), str(tmp_path / "broken.txt")]
    summary = run(inputs, str(tmp_path / "a.jsonl"), workers=0, only=["westca", "xishuta"], fallback=False)
    assert {article["adapter"] for article in lines(tmp_path / "a.jsonl")} == {"westca", "xishuta"}
    assert (summary.articles, summary.left_out, summary.failed) == (2, 5, 0)
    assert dict(summary.adapters) == {"westca": 1, "xishuta": 1}
    with pytest.raises(tearsheet.InputError, match="no adapter named 'nobody'"):
        run(inputs, str(tmp_path / "b.jsonl"), workers=0, only=["nobody"])


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.parquet", "a.sqlite", "a/"])
@pytest.mark.parametrize("workers", [0, 1])
def test_every_output_takes_pages_of_which_nothing_is_kept(tmp_path, name, workers):
    if name == "a.parquet":
        pytest.importorskip("pyarrow")
    output = f"{tmp_path}/{name}"
    summary = run([str(PAGES)], output, workers=workers, languages=["fr"])
    assert (summary.articles, summary.left_out) == (0, 6)


# -- what is no page -------------------------------------------------------------------------------------------------


def test_what_is_passed_over_in_folders_is_counted_by_how_it_ends(tmp_path):
    folder = tmp_path / "in"
    for name in (
        "a.txt",
        "b.md",
        "c.PNG",
        "d.png",
        "e",
        "f.json",
        "a.txt.json",
        "sub/meta.json",
        "page.html",
        "page_files/x.css",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("{}" if name.endswith("json") else STORY, "utf-8")
    (folder / "feed.rss").write_text(
        "<rss version='2.0'><channel><item><title>One story</title><description>Words of it.</description></item>"
        "<item><title>Another</title><description>Other words.</description></item></channel></rss>", "utf-8"
    )  # fmt: skip
    # A sidecar that says nothing is none.
    (folder / "a.txt.json").write_text('{"url": "https://a.example/1"}', "utf-8")
    summary = run([str(folder)], str(tmp_path / "a.jsonl"), workers=0)
    assert dict(summary.passed_over) == {".png": 2, "no ending": 1, ".json": 1, "what was saved with a page": 1}
    assert (summary.pages, summary.articles, summary.failed) == (4, 5, 0)


def test_markdown_is_read_as_such(tmp_path):
    (tmp_path / "a.md").write_text(f"# {STORY}".replace("\n", "\n\n") + "<b>one</b> <i>two</i>\n", "utf-8")
    assert captures.load(tmp_path / "a.md").kind == "markdown"


# -- when it is written ----------------------------------------------------------------------------------------------


def test_slow_pages_are_given_back_one_by_one(monkeypatch):
    time = [0.0]
    monkeypatch.setattr("tearsheet.bulk.flow.monotonic", lambda: time[0])

    def slow():
        for number in range(5):
            time[0] += 0.6
            yield Record(id=number, data=STORY)

    options = {"all_of_each": False, "fallback": True, "zone": None, "site_lines": None}
    job = make_job(tearsheet.registry, None, encoder=LineEncoder(), alone=True, **options)
    assert [len(each.records) for each in outcomes(slow(), job, How(workers=0, at_once=64))] == [2, 2, 1]


def interrupted(times: int, *, closed: bool) -> list[str]:
    """What is done when Ctrl-C comes so many times, while something is done by half or not."""
    done = []

    def work():
        with Shield() as shield:
            with shield.closed() if closed else nullcontext():
                for _ in range(times):
                    signal.raise_signal(signal.SIGINT)
                done.append("whole")
            done.append("after")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    return done


def test_ctrl_c_comes_after_what_must_not_be_done_by_half():
    assert interrupted(1, closed=True) == ["whole"]


def test_ctrl_c_twice_is_not_put_off_and_once_where_nothing_is_at_stake():
    assert interrupted(2, closed=True) == []
    assert interrupted(1, closed=False) == []


def test_a_handler_of_somebody_else_and_threads_are_left_alone():
    heard = []
    before = signal.signal(signal.SIGINT, lambda *_: heard.append(1))
    try:
        with Shield() as shield, shield.closed():
            signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)
    assert heard == [1]
    thread = threading.Thread(target=lambda: Shield().__enter__().__exit__())
    thread.start()
    thread.join()
    assert signal.getsignal(signal.SIGINT) is before


def test_ctrl_c_while_the_output_is_written_keeps_what_was_read(tmp_path):
    def on_outcome(outcome, summary, read):
        if summary.pages == 3:
            signal.raise_signal(signal.SIGINT)

    output = tmp_path / "a.jsonl"
    with pytest.raises(KeyboardInterrupt):
        run([str(PAGES)], str(output), workers=0, commit_pages=3, on_outcome=on_outcome)
    assert len(lines(output)) == 3
    run([str(PAGES)], str(output), workers=0, resume=True)
    assert len(lines(output)) == 6


# -- WET -------------------------------------------------------------------------------------------------------------


def wet(*records: tuple[str, str]) -> bytes:
    out = []
    for url, text in records:
        data = text.encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-11-22T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{len(out)}>\r\nContent-Type: text/plain\r\nContent-Length: {len(data)}\r\n\r\n"
        )
        out.append(gzip.compress(head.encode() + data + b"\r\n\r\n"))
    return b"".join(out)


def test_the_texts_of_a_crawl_are_read_by_the_adapter_of_their_host_where_it_reads_text(tmp_path):
    pytest.importorskip("warcio")
    xishuta = (PAGES / "xishuta.txt").read_text("utf-8")
    (tmp_path / "a.warc.wet.gz").write_bytes(
        wet(
            ("http://www.xishuta.com/newsview157318.html", xishuta),
            ("https://www.guancha.cn/internation/2026_11_01_123456.shtml", STORY),
            ("https://www.quayside-echo.example/news/1", STORY),
        )
    )
    summary = run([str(tmp_path / "a.warc.wet.gz")], str(tmp_path / "a.jsonl"), workers=0)
    found = lines(tmp_path / "a.jsonl")
    assert summary.failed == 0
    assert [article["adapter"] for article in found] == ["xishuta", "generic", "generic"]
    assert found[1]["url"] == "https://www.guancha.cn/internation/2026_11_01_123456.shtml"
    assert {article["captured_at"] for article in found} == {"2026-11-22T00:00:00Z"}
    assert found[2]["editions"][0]["title"] == "The ferry waits for the tide"


def test_an_adapter_that_reads_markup_says_so_of_a_text():
    url = "https://www.guancha.cn/internation/2026_11_01_123456.shtml"
    answer = next(each for each in tearsheet.registry.explain(STORY, url) if each.adapter == "guancha")
    assert (answer.matched, answer.reason) == (False, "it reads markup, and the page is text")
    with pytest.raises(tearsheet.NoAdapterError):
        tearsheet.parse(STORY, url, fallback=False)
