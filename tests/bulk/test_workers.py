"""A worker that dies costs the page it was on, and nothing is left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
from collections import Counter
from pathlib import Path

import pytest

import tearsheet
from killers import Broken, Told
from tearsheet.bulk import parse_many
from tearsheet.bulk.pool import _death

TESTS = Path(__file__).resolve().parents[1]
POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX")


@pytest.fixture(scope="module")
def survived():
    """One run over pages that do everything a page can do, among those that do nothing."""
    harm = ["kill", "segfault", "exit", "sys.exit", "memory", "hoard", "loop", "sleep in C", "defect"]
    pages = [(f"good {number}", f"good {number}") for number in range(150)]
    for place, word in enumerate(harm):
        pages.insert(3 + 9 * place, (word, word))
    results = list(parse_many(pages, adapter=Told, workers=2, ordered=True, time_limit=0.5))
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
        ("loop", "time-limit", "longer than 0.5 seconds"),
        ("sleep in C", "time-limit", "longer than 0.5 seconds"),
        ("defect", "defect", "ZeroDivisionError: a page of nothing"),
    ],
)
def test_page_that_does_harm_is_a_failure_that_says_what_it_did(survived, word, code, said):
    failure = survived[1][word].failure
    assert failure.code == code
    assert said in failure.message
    assert failure.id == word


def test_errors_of_dead_workers_tell_the_exit_code_and_the_limit(survived):
    results = survived[1]
    assert isinstance(results["exit"].failure.error, tearsheet.errors.WorkerDiedError)
    assert results["exit"].failure.error.exitcode == 3
    assert isinstance(results["loop"].failure.error, tearsheet.errors.TimeLimitError)
    assert results["loop"].failure.error.seconds == 0.5


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


def test_exit_codes_are_told_in_words():
    assert "SIGKILL" in str(_death(-9))
    assert "out of memory" in str(_death(-9))
    assert "signal 250" in str(_death(-250))
    assert "exit code 1" in str(_death(1))
    assert _death(None).exitcode is None


# -- what is left behind ---------------------------------------------------------------------------------------------

SCRIPT = """
import sys
from killers import Told
from tearsheet.bulk import parse_many

def pages():
    while True:
        yield sys.argv[1]

if __name__ == "__main__":
    for result in parse_many(pages(), adapter=Told, workers=2, time_limit=60):
        pass
"""


def started(tmp_path, word):
    """A script that reads pages in two processes, in a group of its own, when the first of them is at work."""
    script = tmp_path / "script.py"
    script.write_text(textwrap.dedent(SCRIPT))
    process = subprocess.Popen(
        [sys.executable, str(script), word],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(TESTS)},
        start_new_session=True,
    )
    return process, int(process.stdout.readline())


def group_is_gone(group):
    """Whether every process of the group ends, and soon: its pipes are closed then, and it can be signalled no more."""
    for _ in range(200):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        multiprocessing.connection.wait([], 0.02)
    return False


@POSIX
@pytest.mark.parametrize("word", ["aloud", "loop aloud"])
def test_ctrl_c_leaves_no_process(tmp_path, word):
    process, _ = started(tmp_path, word)
    os.killpg(process.pid, signal.SIGINT)  # a terminal tells the whole group
    _, errors = process.communicate(timeout=20)
    assert process.returncode == -signal.SIGINT
    assert errors.count("KeyboardInterrupt") == 1, errors
    assert group_is_gone(process.pid)


@POSIX
def test_workers_go_when_their_parent_is_killed(tmp_path):
    process, _ = started(tmp_path, "loop aloud")
    process.kill()
    process.communicate(timeout=20)
    assert group_is_gone(process.pid)


UNGUARDED = """
from tearsheet.bulk import parse_many
print([result.id for result in parse_many(["a"], workers=1)])
"""


def test_a_script_without_a_guard_is_told_of_it(tmp_path):
    script = tmp_path / "unguarded.py"
    script.write_text(UNGUARDED)
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert 'if __name__ == "__main__"' in done.stderr.splitlines()[-1]
