"""``tearsheet bulk``: what it says, and what it exits with."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from runner import runner
from tearsheet.bulk.resume import Journal, claim
from tearsheet.cli.app import cli

FIXTURES = str(Path(__file__).parent / "fixtures")
PAGES = str(Path(__file__).resolve().parents[1] / "examples" / "pages")


# click before 8.2 joins the two outputs unless told not to.


def bulk(*arguments):
    return runner(env={"NO_COLOR": "1"}).invoke(cli, ["bulk", *map(str, arguments), "--workers", "0"])


@pytest.fixture
def mixed(tmp_path):
    """Three pages that are read, one that is not."""
    path = tmp_path / "in.jsonl"
    texts = [Path(PAGES, name).read_text("utf-8") for name in ("ai-news-card.html", "text-export.txt", "westca.html")]
    path.write_text("".join(json.dumps({"text": text, "id": f"p{n}"}) + "\n" for n, text in enumerate([*texts, "?"])))
    return path


def test_summary_counts_pages_articles_failures_and_adapters(tmp_path, mixed):
    done = bulk(mixed, "-o", tmp_path / "a.jsonl", "--no-fallback")
    assert done.exit_code == 1
    failure, summary, adapters, failed = done.stderr.splitlines()
    assert failure.startswith("tearsheet: p3: no adapter recognises the page; ")
    assert failure.endswith(" leave out --no-fallback")
    assert summary.startswith("tearsheet: 4 pages: 3 articles, 1 failure in ")
    assert summary.endswith(" MB/s)")
    assert adapters == "tearsheet: read by ai-news-card 1, text-export 1, westca 1"
    assert failed == "tearsheet: failed: no-adapter 1"
    assert done.stdout == ""


@pytest.mark.parametrize(("share", "code"), [("25%", 0), ("24%", 1), ("0.25", 0), ("0", 1), ("100%", 0)])
def test_exit_code_tells_whether_more_failed_than_may(tmp_path, mixed, share, code):
    assert bulk(mixed, "-o", tmp_path / "a.jsonl", "--fail-over", share).exit_code == code


@pytest.mark.parametrize("share", ["2", "-1%", "some", "nan%"])
def test_a_share_that_is_none_is_wrong_usage(tmp_path, mixed, share):
    done = bulk(mixed, "-o", tmp_path / "a.jsonl", "--fail-over", share)
    assert done.exit_code == 2
    assert "1%" in done.stderr


def test_summary_and_failures_can_be_had_as_json(tmp_path, mixed):
    failures = tmp_path / "failures.jsonl"
    done = bulk(mixed, "-o", tmp_path / "a.jsonl", "--no-fallback", "--json", "--failures", failures)
    summary = json.loads(done.stdout)
    assert (summary["pages"], summary["articles"], summary["failures"]) == (4, 3, {"no-adapter": 1})
    assert summary["adapters"] == {"ai-news-card": 1, "text-export": 1, "westca": 1}
    (failure,) = map(json.loads, failures.read_text().splitlines())
    assert (failure["id"], failure["code"]) == ("p3", "no-adapter")


def test_articles_go_to_standard_output_alone(mixed):
    done = bulk(mixed, "-o", "-")
    assert len([json.loads(line) for line in done.stdout.splitlines()]) == 3
    assert bulk(mixed, "-o", "-", "--json").exit_code == 2


def test_limit_and_resume_go_on_from_run_to_run(tmp_path, mixed):
    output = tmp_path / "a.jsonl"
    said = [bulk(mixed, "-o", output, "--resume", "--limit", "2").stderr for _ in range(3)]
    assert "2 pages: 2 articles" in said[0]
    assert "2 pages, after 2 of earlier runs: 1 article, 1 failure" in said[1]
    assert "0 pages, after 4 of earlier runs" in said[2]
    assert len(output.read_bytes().splitlines()) == 3


def test_adapter_and_time_of_capture_are_passed_on(tmp_path):
    output = tmp_path / "a.jsonl"
    done = bulk(f"{PAGES}/xishuta.txt", "-o", output, "--adapter", "xishuta", "--captured-at", "2026-11-22T08:00+08:00")
    assert done.exit_code == 0
    article = json.loads(output.read_text())
    assert (article["adapter"], article["captured_at"]) == ("xishuta", "2026-11-22T08:00:00+08:00")
    done = bulk(f"{PAGES}/xishuta.txt", "-o", output, "--overwrite", "--captured-at", "mtime")
    assert json.loads(output.read_text())["captured_at"] is not None


def test_many_failures_of_a_kind_are_told_shortly(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text('{"text": "nothing known"}\n' * 50)
    done = bulk(path, "-o", tmp_path / "a.jsonl", "--no-fallback")
    assert len(done.stderr.splitlines()) == 13
    assert "--failures FILE keeps all" in done.stderr


def test_a_page_that_no_adapter_knows_is_read_by_the_fallback(tmp_path):
    done = bulk(f"{PAGES}/generic.html", "-o", tmp_path / "a.jsonl")
    assert done.exit_code == 0
    assert done.stderr.endswith("read by generic 1\n")


def test_a_page_of_several_articles_says_how_each_can_be_had(tmp_path):
    one = Path(PAGES, "text-export.txt").read_text("utf-8")
    (tmp_path / "two.txt").write_text(f"{one}\n{one}", "utf-8")
    done = bulk(tmp_path / "two.txt", "-o", tmp_path / "a.jsonl")
    assert "the file holds 2 articles; read each of them with --all\n" in done.stderr
    done = bulk(tmp_path / "two.txt", "-o", tmp_path / "a.jsonl", "--overwrite", "--all")
    assert "1 page: 2 articles, 0 failures" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing.html", "-o", "a.jsonl"], "there is no such file"),
        ([PAGES, "-o", "a.xml"], "what is to be written?"),
        ([PAGES, "-o", "nowhere/a.jsonl"], "there is no folder nowhere"),
        (["-", "-o", "a.jsonl"], "--from"),
        ([PAGES, "-o", "there.jsonl"], "--overwrite"),
    ],
    ids=str,
)
def test_what_cannot_be_is_told_in_one_line(tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    Path("there.jsonl").write_text("precious")
    done = bulk(*arguments)
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1
    assert said in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["there.jsonl"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_is_told_in_one_line():
    done = bulk(PAGES, "-o", "/dev/full", "--to", "jsonl")
    assert done.exit_code == 2
    assert done.stderr == "tearsheet: /dev/full cannot be written: No space left on device\n"


def test_standard_input_is_read_as_what_it_is_said_to_be(tmp_path, mixed):
    done = subprocess.run(
        [sys.executable, "-m", "tearsheet", "bulk", "-", "--from", "jsonl", "-o", "-", "--workers", "0"],
        input=mixed.read_bytes(),
        capture_output=True,
        check=False,
    )
    assert len(done.stdout.splitlines()) == 3


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_ctrl_c_is_told_and_the_run_goes_on_later(tmp_path, start):
    output = tmp_path / "a.jsonl"
    command = [sys.executable, "-m", "tearsheet", "bulk", "-", "--from", "jsonl", "-o", str(output), "--workers", "1"]
    command.append("--no-fallback")
    page = json.dumps({"text": Path(PAGES, "xishuta.txt").read_text("utf-8")}) + "\n"
    run = start(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    run.stdin.write(page * 300 + '{"text": "?"}\n')
    run.stdin.write(page * 300)
    run.stdin.flush()
    assert "no adapter" in run.stderr.readline()  # so much is written; it reads on
    run.send_signal(signal.SIGINT)
    _, errors = run.communicate()
    assert run.returncode == 130
    assert "interrupted; what is written is good, and --resume goes on" in errors
    assert "Traceback" not in errors
    lines = output.read_bytes().splitlines()
    journal = Journal(claim(output))
    done, _ = journal.done("-")
    journal.close()
    assert len(lines) == done - (done > 300)  # the page that cannot be read is the 301st
    assert all(json.loads(line)["adapter"] == "xishuta" for line in lines)
