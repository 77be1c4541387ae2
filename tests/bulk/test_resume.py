"""A run that is killed at any moment goes on where it was, and loses and repeats nothing."""

from __future__ import annotations

import gzip
import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import tearsheet
from killers import Told
from tearsheet.bulk.resume import Journal
from tearsheet.bulk.run import run

TESTS = Path(__file__).resolve().parents[1]
POSIX = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")

# For each line it reads, a run in a process of its own that is killed from within at a moment that nobody chose: at a
# call of the system that opens, cuts, renames or brings to the disk, before it or after it, or between two steps; and
# every other one by a clock, which strikes anywhere.
KILLED = """
import os, random, signal, sys
from contextlib import suppress
from killers import Told
from tearsheet.bulk.run import run
with suppress(ImportError):
    import tearsheet.bulk.arrow, pyarrow.parquet

def main(folder, output, workers, seed):
    fate = random.Random(int(seed))
    left = fate.randrange(1, 60)
    if int(seed) % 2:
        left = 10**9
        signal.setitimer(signal.ITIMER_REAL, fate.uniform(0.001, 0.1))
    def strike(*_):
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    def on_event(event, arguments):
        if event in {"open", "os.rename", "os.remove", "os.truncate", "sqlite3.connect"} and folder in str(arguments):
            strike()
    sys.addaudithook(on_event)
    for name in ("fsync", "rename", "replace"):
        call = getattr(os, name)
        def struck(*arguments, call=call):
            strike()
            answer = call(*arguments)
            strike()
            return answer
        setattr(os, name, struck)
    run([folder + "/in"], output, adapter=Told, workers=int(workers), resume=True, commit_pages=7,
        on_outcome=strike)

if __name__ == "__main__":
    for seed in sys.stdin:
        child = os.fork()
        if not child:
            try:
                main(*sys.argv[1:], seed)
            except BaseException:
                sys.excepthook(*sys.exc_info())
                os._exit(1)
            os._exit(0)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.fixture
def pages(tmp_path):
    """A folder with pages in files of several kinds, 150 in all, of which 5 fail."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number:02}.txt").write_text("defect" if number == 7 else f"file {number}")
    rows = [{"text": "defect" if number % 33 == 32 else f"row {number}", "id": f"r{number}"} for number in range(120)]
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows[:60]))
    with gzip.open(folder / "rows.jsonl.gz", "wt") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows[60:])
    (folder / "z.jsonl").write_text("no JSON\n" + "".join(json.dumps({"text": f"late {n}"}) + "\n" for n in range(9)))
    return folder


EXPECTED = sorted(
    [f"file {number}" for number in range(20) if number != 7]
    + [f"row {number}" for number in range(120) if number % 33 != 32]
    + [f"late {number}" for number in range(9)]
)


def titles_in(output: Path) -> list[str]:
    if output.suffix == ".sqlite":
        with sqlite3.connect(output) as database:
            found = [title for (title,) in database.execute("SELECT title FROM articles")]
        database.close()
        return sorted(found)
    if output.suffix == ".parquet":
        parquet = pytest.importorskip("pyarrow.parquet")
        return sorted(parquet.read_table(output)["title"].to_pylist())
    if output.suffix == ".gz":
        lines = gzip.decompress(output.read_bytes()).splitlines()
        return sorted(json.loads(line)["editions"][0]["title"] for line in lines)
    if output.is_dir():
        # The title stands in the front matter, and then in the text.
        return sorted(path.read_text().partition("\n# ")[2].split("\n")[0] for path in output.iterdir())
    return sorted(json.loads(line)["editions"][0]["title"] for line in output.read_bytes().splitlines())


def test_expected_titles_are_those_of_a_run_that_is_left_alone(pages, tmp_path):
    summary = run([str(pages)], str(tmp_path / "out.jsonl"), adapter=Told, workers=0)
    assert titles_in(tmp_path / "out.jsonl") == EXPECTED
    assert (summary.pages, summary.articles, summary.failed) == (150, 145, 5)
    assert summary.failures == {"defect": 4, "source": 1}
    assert not Journal.path_of(tmp_path / "out.jsonl").exists()


@POSIX
@pytest.mark.parametrize(
    ("name", "kills", "workers"),
    [("a.jsonl", 22, 0), ("a.jsonl.gz", 4, 0), ("a.parquet", 10, 0), ("a.sqlite", 12, 0), ("b.jsonl", 2, 1)],
)
def test_killed_at_random_it_loses_and_repeats_nothing(pages, tmp_path, name, kills, workers):
    script = tmp_path / "killed.py"
    script.write_text(KILLED)
    output = tmp_path / name
    killed = 0
    with subprocess.Popen(
        [sys.executable, str(script), str(tmp_path), str(output), str(workers)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(TESTS)},
    ) as runs:
        for seed in range(1000):
            runs.stdin.write(f"{seed}\n")
            runs.stdin.flush()
            code = int(runs.stdout.readline())
            if code in {-signal.SIGKILL, -signal.SIGALRM}:
                killed += 1
                continue
            assert code == 0
            assert titles_in(output) == EXPECTED
            if killed >= kills:
                break
            # It came to its end before enough was tried: from the beginning, with other fates.
            for path in (output, Journal.path_of(output)):
                path.unlink(missing_ok=True)
        runs.stdin.close()
    assert killed >= kills
    # Once more, with nothing left to do.
    summary = run([str(pages)], str(output), adapter=Told, workers=0, resume=True)
    assert (summary.pages, summary.before) == (0, 150)
    assert titles_in(output) == EXPECTED


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.parquet", "a.sqlite", "a/"])
def test_a_run_that_is_broken_off_after_every_page_in_turn_goes_on(pages, tmp_path, name):
    output = str(tmp_path / name) + ("/" if name.endswith("/") else "")

    class Enough(Exception):  # noqa: N818 - it is none
        pass

    for after in range(0, 150, 19):
        seen = 0

        def count(outcome, summary, read, after=after):
            nonlocal seen
            seen += len(outcome.records)
            if seen > after:
                raise Enough

        try:
            run([str(pages)], output, adapter=Told, workers=0, resume=True, on_outcome=count, commit_pages=5)
        except Enough:
            continue
    summary = run([str(pages)], output, adapter=Told, workers=0, resume=True)
    assert summary.before + summary.pages == 150
    assert titles_in(Path(output)) == EXPECTED


def test_what_was_written_by_half_is_cut_off(pages, tmp_path):
    output = tmp_path / "a.jsonl"
    run([str(pages)], str(output), adapter=Told, workers=0, resume=True, limit=40)
    good = output.read_bytes()
    output.write_bytes(good + b'{"adapter": "told", "editi')
    run([str(pages)], str(output), adapter=Told, workers=0, resume=True)
    assert output.read_bytes().startswith(good)
    assert titles_in(output) == EXPECTED


def test_what_was_added_since_is_read_by_a_later_run(pages, tmp_path):
    output = tmp_path / "a.parquet"
    pytest.importorskip("pyarrow")
    run([str(pages)], str(output), adapter=Told, workers=0, resume=True)
    (pages / "05b.txt").write_text("new file")
    with (pages / "z.jsonl").open("a") as file:
        file.write(json.dumps({"text": "new row"}) + "\n")
    summary = run([str(pages)], str(output), adapter=Told, workers=0, resume=True)
    assert (summary.before, summary.pages) == (150, 2)
    assert titles_in(output) == sorted([*EXPECTED, "new file", "new row"])


def test_an_input_that_shrank_is_another_one(pages, tmp_path):
    output = tmp_path / "a.jsonl"
    run([str(pages)], str(output), adapter=Told, workers=0, resume=True)
    (pages / "rows.jsonl").write_text("")
    with pytest.raises(tearsheet.InputError, match="smaller"):
        run([str(pages)], str(output), adapter=Told, workers=0, resume=True)


def test_an_output_that_was_changed_is_refused(pages, tmp_path):
    output = tmp_path / "a.jsonl"
    run([str(pages)], str(output), adapter=Told, workers=0, resume=True, limit=40)
    output.write_bytes(output.read_bytes()[:-10])
    with pytest.raises(tearsheet.FormatError, match="changed since"):
        run([str(pages)], str(output), adapter=Told, workers=0, resume=True)


def test_an_output_that_is_there_is_not_lost_by_mistake(pages, tmp_path):
    output = tmp_path / "a.jsonl"
    output.write_text("precious\n")
    for resume in (False, True):
        with pytest.raises(tearsheet.InputError, match="--overwrite"):
            run([str(pages)], str(output), adapter=Told, workers=0, resume=resume)
    assert output.read_text() == "precious\n"
    run([str(pages)], str(output), adapter=Told, workers=0, overwrite=True)
    assert titles_in(output) == EXPECTED


def test_a_journal_that_is_none_or_of_another_version_is_refused(pages, tmp_path):
    output = tmp_path / "a.jsonl"
    Journal.path_of(output).write_text("This is no database, however long it may be. " * 20)
    with pytest.raises(tearsheet.FormatError, match="no journal"):
        run([str(pages)], str(output), adapter=Told, workers=0, resume=True)
    database = sqlite3.connect(tmp_path / "later")
    Journal(database)._set("version", 99)
    with pytest.raises(tearsheet.FormatError, match="version 99"):
        Journal(database)
    database.close()
