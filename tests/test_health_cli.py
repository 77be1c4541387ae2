"""``tearsheet health``: what it reads, what it says, how it ends."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

import runner
import tearsheet

pytestmark = pytest.mark.usefixtures("plain_terminal")

FIXTURES = Path(__file__).parent / "fixtures"
PAGE = FIXTURES / "westca" / "html-english-byline" / "page.html"
START = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Bulletin(tearsheet.Adapter):
    """Reads pages made below."""

    name = "bulletin"
    hosts = ("bulletin.example",)

    def read(self, reader):
        if len(reader.lines) < 2:
            reader.fail("title", "no two lines")
        title, *rest = (reader.take(line, "line") for line in reader.lines)
        body = tuple(tearsheet.Block(text=text) for text in rest if not text.startswith("by "))
        authors = tuple(text[3:] for text in rest if text.startswith("by "))
        edition = tearsheet.Edition(language="en", title=title, body=body)
        return tearsheet.Article(adapter=self.name, editions=(edition,), authors=authors)


@pytest.fixture(autouse=True)
def bulletin():
    tearsheet.registry.register(Bulletin)
    yield
    tearsheet.registry.unregister(Bulletin.name)


run = partial(runner.run, "health")


def lines(days: int, each: int, *, ill: int = 99, start: int = 0) -> list[dict[str, object]]:
    return [
        {
            "url": f"https://bulletin.example/{start}/{day}/{number}",
            "captured_at": (START + timedelta(day)).isoformat(),
            "html": f"<h1>Title {start} {day} {number}</h1><p>Text {day} and {number * 7919} {start}.</p>"
            + (f"<p>by Writer {number % 5}</p>" if day < ill else ""),
        }
        for day in range(days)
        for number in range(each)
    ]


def stream(told: list[dict[str, object]]) -> bytes:
    return "\n".join(json.dumps(each) for each in told).encode()


@pytest.fixture
def profiles(tmp_path) -> Path:
    folder = tmp_path / "profiles"
    result = run("--write-profile", "--profiles", folder, "-", stdin=stream(lines(6, 15)))
    assert result.exit_code == 0, result.output
    assert "a profile of 90 pages" in result.stderr
    return folder


# -- what it says ----------------------------------------------------------------------------------------------------


def test_good_captures_are_ok(profiles):
    result = run("--profiles", profiles, "-", stdin=stream(lines(4, 10, start=1)))
    assert result.exit_code == 0
    assert result.stderr == ""
    assert result.stdout.startswith("bulletin  OK  40 captures of 4 days, profile of 90 pages\n")


def test_a_field_that_is_lost_is_told_with_its_day_and_three_pages(profiles):
    result = run("--profiles", profiles, "-", stdin=stream(lines(6, 10, ill=4, start=1)))
    assert result.exit_code == 1
    assert result.stdout.startswith("bulletin  DEGRADED")
    told = result.stdout.splitlines()
    assert told[1].strip().startswith("authors is missing since 2026-03-05: 20 of 20 pages")
    assert [line.strip() for line in told[2:5]] == [f"https://bulletin.example/1/4/{n}" for n in range(3)]
    (spark,) = [line for line in told if line.strip().startswith("authors ") and "█" in line]
    assert "████▁▁  0 %, usually 100  <- wrong" in spark


def test_json_is_what_it_says(profiles):
    result = run("--json", "--profiles", profiles, "-", stdin=stream(lines(6, 10, ill=4, start=1)))
    said = json.loads(result.stdout)
    assert result.exit_code == 1
    (about,) = said["adapters"]
    assert about["verdict"] == "DEGRADED"
    assert about["profile"] == {"pages": 90}
    assert about["findings"][0]["field"] == "authors"
    assert about["findings"][0]["since"] == "2026-03-05"
    assert said["unrecognised"] == []
    assert said["unreadable"] == 0


@pytest.mark.parametrize("suffix", [".svg", ".html"])
def test_plots_are_written(tmp_path, profiles, suffix):
    out = tmp_path / f"out{suffix}"
    run("--plots", out, "--profiles", profiles, "-", stdin=stream(lines(6, 10, ill=4, start=1)))
    assert "<svg" in out.read_text("utf-8")
    assert "DEGRADED" in out.read_text("utf-8")


def test_captures_since_a_day_alone_are_judged(profiles):
    told = lines(6, 10, ill=4, start=1)
    result = run("--since", "2026-03-05", "--json", "--profiles", profiles, "-", stdin=stream(told))
    (about,) = json.loads(result.stdout)["adapters"]
    assert [day["day"] for day in about["days"]] == ["2026-03-05", "2026-03-06"]
    undated = [{**each, "captured_at": None} for each in told]
    result = run("--since", "2026-03-05", "-", stdin=stream(undated))
    assert result.exit_code == 2
    assert "2026-03-05 or later" in result.stderr


def test_a_profile_can_be_added_to_or_replaced(profiles):
    more = stream(lines(2, 10, start=5))
    run("--write-profile", "--add", "--profiles", profiles, "-", stdin=more)
    assert json.loads((profiles / "bulletin.json").read_text("utf-8"))["pages"] == 110
    run("--write-profile", "--profiles", profiles, "-", stdin=more)
    assert json.loads((profiles / "bulletin.json").read_text("utf-8"))["pages"] == 20


def test_a_profile_of_captures_that_look_bad_is_written_with_a_doubt(tmp_path):
    told = [{**each, "html": "<h1>Latest</h1><p>News.</p>"} for each in lines(4, 10)]
    result = run("--write-profile", "--profiles", tmp_path, "-", stdin=stream(told))
    assert "are these captures good?" in result.stderr
    assert (tmp_path / "bulletin.json").exists()


def test_undated_captures_are_a_day(profiles):
    told = [{**each, "captured_at": None} for each in lines(2, 10, start=1)]
    result = run("--profiles", profiles, "-", stdin=stream(told))
    assert result.exit_code == 0
    assert "  undated" in result.stdout


def test_few_captures_are_said_to_be_too_few(profiles):
    result = run("--profiles", profiles, "-", stdin=stream(lines(1, 2, start=1)))
    assert result.exit_code == 0
    assert result.stdout.startswith("bulletin  TOO FEW")


# -- what it reads ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("adapter", ["text-export", "westca"])
def test_golden_cases_are_captures(cases, adapter):
    result = run("--json", FIXTURES / adapter)
    assert result.exit_code == 0
    (about,) = json.loads(result.stdout)["adapters"]
    assert about["adapter"] == adapter
    articles = sum(case.meta.get("several", 1) for case in cases if case.adapter == adapter)
    assert sum(day["captures"] for day in about["days"]) == articles
    assert all(day["day"] != "undated" for day in about["days"])


def test_a_page_is_told_of_by_the_file_of_its_name(tmp_path):
    for name, side in (("a.html", "a.html.json"), ("b.html", "b.json"), ("c.html", None)):
        (tmp_path / name).write_text(f"<h1>{name}</h1><p>Text {name}.</p>")
        if side:
            about = {"url": f"https://bulletin.example/{name}", "captured_at": "2026-03-02T00:00:00Z"}
            (tmp_path / side).write_text(json.dumps(about))
    said = json.loads(run("--json", "--adapter", "bulletin", tmp_path).stdout)
    assert [(day["day"], day["captures"]) for day in said["adapters"][0]["days"]] == [("2026-03-02", 2), ("undated", 1)]


@pytest.mark.parametrize("kind", ["html", "text", "base64", "path"])
def test_a_line_gives_its_page_in_any_way(tmp_path, kind):
    data = PAGE.read_bytes()
    text = "\n".join(line.text for line in tearsheet.Page(data).lines)
    way = {"html": data.decode(), "text": text, "base64": base64.b64encode(data).decode(), "path": "kept/page"}[kind]
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "page").write_bytes(data)
    (tmp_path / "all.jsonl").write_bytes(stream([{"captured_at": "2026-03-02T00:00:00Z", kind: way}]) + b"\n\n")
    said = json.loads(run("--json", tmp_path / "all.jsonl").stdout)
    assert [about["adapter"] for about in said["adapters"]] == ["westca"]
    assert said["adapters"][0]["days"][0]["read"] == 1
    assert json.loads(run("--json", tmp_path).stdout)["adapters"][0]["days"] == said["adapters"][0]["days"]


# -- what cannot be --------------------------------------------------------------------------------------------------


def test_no_captures_are_an_error_with_a_remedy(tmp_path):
    result = run(tmp_path)
    assert result.exit_code == 2
    assert "ends as a page or an archive does: .html" in result.stderr
    assert run("-", stdin=b"").exit_code == 2
    missing = run(tmp_path / "nothing")
    assert missing.exit_code == 2
    assert "there is no such file" in missing.stderr


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"{", "the line is not JSON"),
        (b"[1]", "JSON list, not an object"),
        (b"{}", 'has no page: give it as "html"'),
        (b'{"base64": "?"}', "is not base64"),
        (b'{"path": "nothing.html"}', "there is no such file"),
        (b'{"html": ""}', "is empty"),
        (b'{"html": "x", "captured_at": "2026-03-01T00:00:00"}', "has no offset"),
        (b'{"html": "x", "captured_at": "yesterday"}', "write it as"),
        (b'{"html": "x", "url": 7}', "url is 7, not a string"),
    ],
)
def test_a_broken_line_is_told_and_the_rest_is_judged(profiles, line, says):
    told = line + b"\n" + stream(lines(2, 10, start=1))
    result = run("--profiles", profiles, "-", stdin=told)
    assert result.exit_code == 1
    assert says in result.stderr
    assert "standard input:1" in result.stderr
    assert result.stdout.startswith("bulletin  OK  20 captures")


def test_a_broken_sidecar_is_named(tmp_path):
    (tmp_path / "a.html").write_text("<h1>x</h1><p>y</p>")
    (tmp_path / "meta.json").write_text("{")
    result = run(tmp_path)
    assert "meta.json is no JSON" in result.stderr


def test_an_unreadable_file_is_told(tmp_path, profiles):
    (tmp_path / "empty.html").write_bytes(b"")
    (tmp_path / "good.jsonl").write_bytes(stream(lines(2, 10, start=1)))
    result = run("--profiles", profiles, tmp_path)
    assert result.exit_code == 1
    assert "empty.html: the page is empty" in result.stderr
    assert result.stdout.startswith("bulletin  OK")


def test_a_broken_profile_is_told_and_the_adapter_judged_without(tmp_path):
    (tmp_path / "bulletin.json").write_text('{"format": "tearsheet-profile", "version": 7}')
    result = run("--profiles", tmp_path, "-", stdin=stream(lines(2, 10)))
    assert result.exit_code == 1
    assert "version 7" in result.stderr
    assert "judged without it" in result.stderr
    assert "no profile" in result.stdout


def test_captures_that_no_adapter_takes_are_told():
    result = run("-", stdin=stream([{"html": "<p>Who am I?</p>", "url": "https://nobody.example/1"}]))
    assert result.exit_code == 1
    assert "no adapter  recognises 1 capture" in result.stdout
    assert "https://nobody.example/1" in result.stdout


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--adapter", "nobody"], "there is no adapter named 'nobody'"),
        (["--plots", "out.png"], "--plots writes .svg or .html"),
        (["--add"], "goes with --write-profile"),
        (["--since", "soon"], "write it as 2026-10-23"),
    ],
)
def test_wrong_options_are_told(options, says):
    result = run(*options, "-", stdin=b"")
    assert result.exit_code == 2
    assert says in result.stderr
