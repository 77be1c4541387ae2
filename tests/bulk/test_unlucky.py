"""What becomes of a run on a machine that is unlucky: nothing is lost, nothing stands there twice, nobody is left running.

The table in docs/bulk.md has a row for each; kills and interrupts are in test_resume.py, test_workers.py and
test_cli_bulk.py.
"""

from __future__ import annotations

import contextlib
import csv
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import settings

import tearsheet
from bulk.test_resume import EXPECTED, pages, titles_in  # noqa: F401 - a fixture
from killers import Told
from runner import runner
from tearsheet.bulk.resume import Journal
from tearsheet.bulk.run import run
from tearsheet.cli.app import cli

TESTS = Path(__file__).resolve().parents[1]
DOCS = TESTS.parent / "docs" / "bulk.md"
POSIX = pytest.mark.skipif(os.name != "posix", reason="limits, pipes and links of POSIX")
FORMS = ["a.jsonl", "a.jsonl.gz", "a.csv", "a.parquet", "a.sqlite", "a/"]
THOROUGH = settings.default.max_examples > 1_000


def told(folder, output, **about):
    return run([str(folder)], str(output), adapter=Told, workers=0, **about)


def output_in(folder, name):
    if "parquet" in name:
        pytest.importorskip("pyarrow")
    return f"{folder / name}{'/' if name.endswith('/') else ''}"


def titles(output):
    if output.endswith(".csv"):
        with Path(output).open(newline="", encoding="utf-8-sig") as file:
            return sorted(row["title"] for row in csv.DictReader(file))
    return titles_in(Path(output))


def test_each_row_of_the_table_names_tests_that_are_there():
    rows = re.findall(r"^\| .+ \| (`test_.+`) \|$", DOCS.read_text("utf-8"), re.MULTILINE)
    assert len(rows) >= 14
    source = "".join(path.read_text("utf-8") for path in TESTS.rglob("test_*.py"))
    for name in re.findall(r"`(test_\w+)`", " ".join(rows)):
        assert f"def {name}(" in source, name


# -- disks -----------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def little_room(size):
    """No file may become larger than *size*, which ends what is written as a full disk does: in the middle."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@POSIX
@pytest.mark.parametrize("name", FORMS[:-1])
def test_a_full_disk_ends_the_run_and_resume_goes_on(pages, tmp_path, name):  # noqa: F811
    output = output_in(tmp_path, name)
    ended = 0
    for size in (1, 3_000, 10_000, 18_000, 21_000, 25_000, 50_000):
        try:
            with little_room(size):
                told(pages, output, resume=True, commit_pages=7)
        except OSError:
            ended += 1
    assert ended >= 3
    told(pages, output, resume=True)
    assert titles(output) == EXPECTED


def test_a_sink_that_finds_the_disk_full_leaves_what_was_noted(pages, tmp_path, monkeypatch):  # noqa: F811
    from tearsheet.bulk.sinks.lines import Tail

    output = tmp_path / "a.jsonl"
    write, left = Tail.write, [40]

    def full(self, data):
        left[0] -= 1
        if left[0] < 0:
            write(self, data[: len(data) // 2])
            raise OSError(28, "No space left on device")
        write(self, data)

    monkeypatch.setattr(Tail, "write", full)
    with pytest.raises(OSError, match="No space left") as raised:
        told(pages, output, resume=True, commit_pages=1)
    assert raised.value.filename == str(output)
    monkeypatch.undo()
    told(pages, output, resume=True)
    assert titles(str(output)) == EXPECTED


@contextlib.contextmanager
def nobody():
    """Be somebody whom permissions bind, where the tests run as root."""
    if os.geteuid():
        yield
        return
    os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(0)


@POSIX
@pytest.mark.parametrize("name", FORMS)
def test_a_folder_that_may_not_be_written_is_told_in_one_line(name):
    page = "<h1>A title that is long enough</h1><p>The words of a story stand here, and go on for a while.</p>"
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "in.jsonl").write_text(json.dumps({"text": page}) + "\n")
        closed = folder / "closed"
        closed.mkdir(mode=0o555)
        folder.chmod(0o755)
        output = output_in(closed, name)
        command = ["bulk", str(folder / "in.jsonl"), "-o", output, "--workers", "0"]
        # What is imported late may lie where nobody may read.
        runner().invoke(cli, [*command[:3], output_in(folder, name), *command[4:]])
        with nobody():
            done = runner().invoke(cli, command)
        assert done.exit_code == 2
        assert len(done.stderr.splitlines()) == 1, done.stderr
        assert "may not be written" in done.stderr or "Permission denied" in done.stderr
        assert [*closed.iterdir()] == []


# -- inputs ----------------------------------------------------------------------------------------------------------


def test_an_input_that_vanishes_costs_itself(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.txt").write_text(name)
    failed = []

    def after(outcome, summary, read):
        (folder / "b.txt").unlink(missing_ok=True)
        failed.extend(entry.failure.message for entry in outcome.entries if entry.failure is not None)

    summary = told(folder, tmp_path / "a.jsonl", commit_pages=1, on_outcome=after)
    assert (summary.articles, summary.failures) == (2, {"source": 1})
    assert failed == ["there is no such file"]


def rows(path, *words):
    path.write_text("".join(json.dumps({"text": word}) + "\n" for word in words))


@POSIX
@pytest.mark.parametrize("way", ["itself", "another spelling", "symbolic link", "hard link", "link to its folder"])
def test_an_output_that_is_the_input_is_refused_by_whatever_name(tmp_path, way):
    folder = tmp_path / "in"
    folder.mkdir()
    precious = folder / "a.jsonl"
    rows(precious, "one", "two")
    before = precious.read_bytes()
    name = {"itself": precious, "another spelling": folder / ".." / "in" / "a.jsonl"}.get(way, tmp_path / "b.jsonl")
    if way == "symbolic link":
        name.symlink_to(precious)
    elif way == "hard link":
        name.hardlink_to(precious)
    elif way == "link to its folder":
        (tmp_path / "other").symlink_to(folder)
        name = tmp_path / "other" / "a.jsonl"
    for about in ({"overwrite": True}, {"resume": True}, {}):
        with pytest.raises(tearsheet.InputError, match="is an input, too"):
            told(precious, name, **about)
    assert precious.read_bytes() == before
    assert not [*tmp_path.rglob("*.progress")]


@pytest.mark.parametrize("name", FORMS)
def test_what_a_run_writes_into_a_folder_of_inputs_is_no_input(tmp_path, name):
    rows(tmp_path / "pages.jsonl", "one", "two")
    output = output_in(tmp_path, name)
    counts = [told(tmp_path, output, overwrite=True).articles for _ in range(3)]
    assert counts == [2, 2, 2]


def test_files_of_failures_and_lines_are_no_inputs_and_never_the_input(tmp_path):
    rows(tmp_path / "pages.jsonl", "?", "?")
    before = (tmp_path / "pages.jsonl").read_bytes()
    command = ["bulk", str(tmp_path), "-o", str(tmp_path / "out.jsonl"), "--workers", "0", "--no-fallback"]
    for _ in range(2):
        done = runner().invoke(cli, [*command, "--overwrite", "--failures", str(tmp_path / "failures.jsonl")])
        assert "2 pages: 0 articles, 2 failures" in done.stderr
    for option in ("--failures", "--learn-lines"):
        done = runner().invoke(
            cli, ["bulk", str(tmp_path / "pages.jsonl"), *command[2:], option, str(tmp_path / "pages.jsonl")]
        )
        assert done.exit_code == 2
        assert "is an input, too" in done.stderr
        done = runner().invoke(cli, [*command[:3], str(tmp_path / "b.jsonl"), option, str(tmp_path / "b.jsonl")])
        assert done.exit_code == 2
    assert (tmp_path / "pages.jsonl").read_bytes() == before


@POSIX
def test_a_pipe_and_standard_input_are_read_once(tmp_path):
    fifo = tmp_path / "a.jsonl"
    os.mkfifo(fifo)
    writer = threading.Thread(target=rows, args=(fifo, "one", "two"))
    writer.start()
    summary = told(fifo, tmp_path / "b.jsonl", captured_at="mtime")
    writer.join()
    assert (summary.articles, summary.failed) == (2, 0)
    assert titles(str(tmp_path / "b.jsonl")) == ["one", "two"]


@POSIX
def test_a_reader_that_goes_away_ends_the_run_without_a_word(tmp_path, start):
    path = tmp_path / "in.jsonl"
    page = "<h1>A title that is long enough</h1><p>The words of a story stand here, and go on for a while.</p>"
    path.write_text((json.dumps({"text": page}) + "\n") * 3_000)
    command = [sys.executable, "-m", "tearsheet", "bulk", str(path), "-o", "-", "--workers", "1"]
    process = start(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert json.loads(process.stdout.readline())["title"] == "A title that is long enough"
    process.stdout.close()
    said = process.stderr.read()
    process.wait()
    assert b"Traceback" not in said, said


def test_many_small_files_take_little_memory(tmp_path):
    """As many as the journal writes at once, and more; the thorough profile takes 100,000."""
    count = 100_000 if THOROUGH else 1_200
    folder = tmp_path / "in"
    for number in range(count):
        path = folder / f"{number // 1000}" / f"{number}.txt"
        if number % 1000 == 0:
            path.parent.mkdir(parents=True)
        path.write_text(f"page {number}")
    output = tmp_path / "a.jsonl"
    with pytest.raises(ZeroDivisionError):
        told(folder, output, resume=True, on_outcome=lambda _, summary, __: 1 / (summary.pages < count // 2))
    tracemalloc.start()
    summary = told(folder, output, resume=True)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert summary.before + summary.pages == count
    assert titles(str(output)) == sorted(f"page {number}" for number in range(count))
    assert peak < 20_000_000


# -- two runs --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMS)
def test_a_second_run_on_one_output_is_refused_and_harms_nothing(pages, tmp_path, name):  # noqa: F811
    output = output_in(tmp_path, name)
    refused = []

    def meanwhile(outcome, summary, read):
        if summary.pages > 20 and len(refused) < 3:
            about = ({"resume": True}, {"overwrite": True}, {})[len(refused)]
            with pytest.raises(tearsheet.InputError, match=r"another run is writing a"):
                told(pages, output, **about)
            refused.append(about)

    told(pages, output, resume=True, commit_pages=5, on_outcome=meanwhile)
    assert len(refused) == 3
    assert titles(output) == EXPECTED
    assert told(pages, output, resume=True).pages == 0


SLEEPER = """
import sys
from killers import Told
from tearsheet.bulk.run import run
def wait(*_):
    print("begun", flush=True)
    sys.stdin.read()
run([sys.argv[1]], sys.argv[2], adapter=Told, workers=0, resume=True, commit_pages=5, on_outcome=wait)
"""


def asleep(start, pages, output):  # noqa: F811
    """Begin a run in a process of its own, which waits amid it."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS), *sys.path])}
    command = [sys.executable, "-c", SLEEPER, str(pages), output]
    process = start(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout.readline() == "begun\n"
    return process


@POSIX
@pytest.mark.parametrize("name", ["a.jsonl", "a.sqlite"])
def test_what_keeps_other_runs_away_is_gone_with_the_process(pages, tmp_path, start, name):  # noqa: F811
    output = output_in(tmp_path, name)
    process = asleep(start, pages, output)
    with pytest.raises(tearsheet.InputError, match="another run"):
        told(pages, output, resume=True)
    process.send_signal(signal.SIGKILL)
    process.wait()
    told(pages, output, resume=True)
    assert titles(output) == EXPECTED
    assert Journal.path_of(Path(output)).exists() is (name == "a.jsonl")


@POSIX
def test_sigterm_ends_a_run_that_goes_on_later(pages, tmp_path, start):  # noqa: F811
    output = output_in(tmp_path, "a.jsonl")
    process = asleep(start, pages, output)
    process.terminate()
    assert process.wait() == -signal.SIGTERM
    told(pages, output, resume=True)
    assert titles(output) == EXPECTED
