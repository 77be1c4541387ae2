"""A worker that dies costs the page it was on, and nothing is left behind."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections import Counter
from pathlib import Path

import pytest

import tearsheet
from killers import Broken, Told
from tearsheet.bulk import parse_many, pool
from tearsheet.bulk.pool import _death

TESTS = Path(__file__).resolve().parents[1]
POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX")


@pytest.fixture(scope="module")
def survived():
    """One run over pages that do everything a page can do, among those that do nothing."""
    harm = ["kill", "segfault", "exit", "sys.exit", "memory", "hoard", "defect"]
    pages = [(f"good {number}", f"good {number}") for number in range(150)]
    for place, word in enumerate(harm):
        pages.insert(3 + 9 * place, (word, word))
    results = list(parse_many(pages, adapter=Told, workers=2, ordered=True, time_limit=None))
    return pages, {result.id: result for result in results}


def test_every_page_is_told_of_once_and_in_order(survived):
    pages, results = survived
    assert list(results) == [name for name, _ in pages]


def test_pages_beside_those_that_do_harm_are_read(survived):
    pages, results = survived
    assert [name for name, _ in pages if name.startswith("good") and not results[name].ok] == []


@pytest.mark.parametrize(
    ("word", "code", "said"),
    [
        pytest.param("kill", "worker-died", "SIGKILL", marks=POSIX),
        pytest.param("segfault", "worker-died", "SIGSEGV", marks=POSIX),
        ("exit", "worker-died", "exit code 3"),
        ("sys.exit", "defect", "SystemExit"),
        ("memory", "memory", "MemoryError"),
        ("hoard", "memory", "MemoryError"),
        ("defect", "defect", "ZeroDivisionError: a page of nothing"),
    ],
)
def test_page_that_does_harm_is_a_failure_that_says_what_it_did(survived, word, code, said):
    failure = survived[1][word].failure
    assert failure.code == code
    assert said in failure.message
    assert failure.id == word


@pytest.fixture
def stopped_clock(monkeypatch, tmp_path):
    """A clock that moves only while a worker says that it is stuck, by a file in this folder named by its process.

    So a page that is merely slow, on a machine that is busy, is never taken for one that does not end.
    """
    folder = tmp_path / "stuck"
    folder.mkdir()
    now = itertools.count()

    def monotonic():
        return float(next(now) if any(alive(int(file.name)) for file in folder.iterdir()) else 0)

    monkeypatch.setattr(pool, "monotonic", monotonic)
    return folder


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@POSIX
@pytest.mark.parametrize("way", ["loop told", "sleep told"])
def test_a_page_that_does_not_end_is_a_failure_that_tells_the_limit(stopped_clock, way):
    pages = [f"good {number}" for number in range(5)]
    pages.insert(2, f"{way}:{stopped_clock}")
    results = list(parse_many(pages, adapter=Told, workers=1, ordered=True, time_limit=0.5))
    assert [result.ok for result in results] == [True, True, False, True, True, True]
    failure = results[2].failure
    assert (failure.code, failure.error.seconds) == ("time-limit", 0.5)
    assert isinstance(failure.error, tearsheet.errors.TimeLimitError)
    assert "longer than 0.5 seconds" in failure.message


def test_errors_of_dead_workers_tell_the_exit_code(survived):
    results = survived[1]
    assert isinstance(results["exit"].failure.error, tearsheet.errors.WorkerDiedError)
    assert results["exit"].failure.error.exitcode == 3


def test_deaths_one_after_the_other_cost_a_page_each():
    pages = ["exit" if number % 5 == 0 else f"good {number}" for number in range(15)]
    results = list(parse_many(pages, adapter=Told, workers=1, ordered=True))
    assert [result.ok for result in results] == [page != "exit" for page in pages]


@POSIX
def test_a_page_that_takes_more_memory_than_it_may_is_a_failure():
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    pages = ["a", "hoard", "b"]
    results = list(parse_many(pages, adapter=Told, workers=1, ordered=True, memory_limit=3 << 30))
    assert [result.ok for result in results] == [True, False, True]
    assert results[1].failure.code == "memory"
    assert resource.getrlimit(resource.RLIMIT_AS) == before


@POSIX
def test_a_worker_killed_between_two_pages_costs_none():
    pages = (f"pid:{number}" for number in range(2000))
    pids = set()
    found = Counter()
    for result in parse_many(pages, adapter=Told, workers=1):
        found[result.ok] += 1
        if result.ok:
            pid = int(result.article.title.removeprefix("pid:"))
            if not pids:
                os.kill(pid, signal.SIGKILL)
            pids.add(pid)
    # It may have been on a page when it was killed: that one is told of.
    assert found.total() == 2000
    assert found[False] <= 1
    assert len(pids) == 2


def test_an_adapter_that_cannot_be_loaded_in_a_worker_ends_the_run_with_the_reason():
    with pytest.raises(tearsheet.errors.WorkerStartError, match="for one process"):
        list(parse_many(["a"], adapter=Broken, workers=2))
    assert not multiprocessing.active_children()


@POSIX
def test_exit_codes_are_told_in_words():
    assert "SIGKILL" in str(_death(-9))
    assert "out of memory" in str(_death(-9))
    assert "signal 250" in str(_death(-250))
    assert "exit code 1" in str(_death(1))
    assert _death(None).exitcode is None


# -- what is left behind ---------------------------------------------------------------------------------------------

SCRIPT = """
import os, sys, threading
from killers import Told
from tearsheet.bulk import parse_many

def pages():
    while True:
        yield sys.argv[1]

def end_with_the_test():
    sys.stdin.read()
    os._exit(1)

if __name__ == "__main__":
    threading.Thread(target=end_with_the_test, daemon=True).start()
    for result in parse_many(pages(), adapter=Told, workers=2, time_limit=None):
        pass
"""


def started(start, tmp_path, word):
    """A script that reads pages in two processes, in a group of its own, when the first of them is at work."""
    script = tmp_path / "script.py"
    script.write_text(textwrap.dedent(SCRIPT))
    theirs, ours = os.pipe()  # not Popen's own, which communicate closes
    process = start(
        [sys.executable, str(script), word],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS), *sys.path])},
    )
    os.close(theirs)
    process.stdin_held = os.fdopen(ours, "w")
    int(process.stdout.readline())
    return process


def ended(process):
    """Wait until every process of its group has ended, which closes their pipes; return what it wrote.

    Nothing here says how soon: who never ends is ended by the fixture, ten minutes later, and fails the test.
    """
    _, errors = process.communicate(timeout=600)
    assert any(not alive(-process.pid) for _ in moments())
    process.stdin_held.close()
    return errors


def moments():
    """Ten minutes of them."""
    for _ in range(30_000):
        yield
        time.sleep(0.02)


@POSIX
@pytest.mark.parametrize("word", ["aloud", "loop aloud"])
def test_ctrl_c_leaves_no_process(start, tmp_path, word):
    process = started(start, tmp_path, word)
    os.killpg(process.pid, signal.SIGINT)  # a terminal tells the whole group
    errors = ended(process)
    assert process.returncode == -signal.SIGINT
    assert errors.count("KeyboardInterrupt") == 1, errors


@POSIX
@pytest.mark.parametrize("end", ["SIGKILL", "SIGTERM"])
@pytest.mark.parametrize("word", ["aloud", "loop aloud"])
def test_workers_go_when_their_parent_is_ended(start, tmp_path, word, end):
    process = started(start, tmp_path, word)
    process.send_signal(signal.Signals[end])
    ended(process)
    assert process.returncode == -signal.Signals[end]


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone ends a child with its parent")
def test_a_worker_that_never_lets_python_run_goes_when_its_parent_is_killed(start, tmp_path):
    process = started(start, tmp_path, "hold aloud")
    process.kill()
    ended(process)


FORKED = """
import os, sys
from killers import Told
from tearsheet.bulk import parse_many

if __name__ == "__main__":
    results = parse_many([sys.argv[1]] * 10_000, adapter=Told, workers=1, time_limit=None)
    next(results)
    if os.fork() == 0:
        os.close(1)
        sys.stdin.read()  # holds all that its parent holds open, for as long as the test does
        os._exit(0)
    os.kill(os.getpid(), 9)
"""


@POSIX
def test_workers_go_though_another_process_holds_the_pipe_of_their_parent(start, tmp_path):
    script = tmp_path / "script.py"
    script.write_text(FORKED)
    path = os.pathsep.join([str(TESTS), *sys.path])
    process = start(
        [sys.executable, "-W", "ignore", str(script), "aloud"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    worker = int(process.stdout.readline())
    assert process.wait() == -signal.SIGKILL
    assert any(not alive(worker) for _ in moments())


UNGUARDED = """
from tearsheet.bulk import parse_many
print([result.id for result in parse_many(["a"], workers=1)])
"""


def test_a_script_without_a_guard_is_told_of_it(tmp_path):
    script = tmp_path / "unguarded.py"
    script.write_text(UNGUARDED)
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert 'if __name__ == "__main__"' in done.stderr.splitlines()[-1]
