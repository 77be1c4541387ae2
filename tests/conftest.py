"""What every test may ask for: the fixtures under ``tests/fixtures``, the real samples, the Hypothesis profiles.

A test that names ``case`` runs once for each fixture, ``text_case`` and ``html_case`` for those of one kind.

Hypothesis draws the same few examples on every run ("ci"); ``pytest --hypothesis-profile thorough`` draws many new
ones and is for runs by hand.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tearsheet

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared"

# Whoever is started in the background by a shell ignores Ctrl-C, and so do all that it starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile(
    "ci",
    derandomize=True,
    max_examples=60,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile("thorough", settings.get_profile("ci"), derandomize=False, max_examples=2_000)
settings.load_profile("ci")


@frozen(slots=False)
class Case:
    """A fixture: the bytes of a page and what a caller would pass with them."""

    path: Path

    def __str__(self) -> str:
        return f"{self.adapter}/{self.path.parent.name}"

    @property
    def adapter(self) -> str:
        return self.path.parents[1].name

    @property
    def is_html(self) -> bool:
        return self.path.suffix == ".html"

    @cached_property
    def data(self) -> bytes:
        return self.path.read_bytes()

    @cached_property
    def meta(self) -> dict[str, Any]:
        return json.loads(self.path.with_name("meta.json").read_text("utf-8"))

    @property
    def several(self) -> bool:
        return self.meta.get("several", 1) > 1

    @property
    def about(self) -> dict[str, Any]:
        """The keywords for ``tearsheet.parse`` and its kin."""
        when = self.meta["captured_at"]
        return {
            "url": self.meta["url"],
            "content_type": self.meta["content_type"],
            "captured_at": datetime.fromisoformat(when) if when else None,
        }

    def articles(self, **other: Any) -> list[tearsheet.Article]:
        """Read the page, with *other* keywords in place of its own."""
        return list(tearsheet.parse_all(self.data, **{**self.about, **other}))


CASES = [Case(path) for path in sorted(HERE.glob("fixtures/*/*/page.*"))]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    for name, chosen in (
        ("case", CASES),
        ("text_case", [case for case in CASES if case.path.suffix == ".txt"]),
        ("html_case", [case for case in CASES if case.is_html]),
    ):
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, chosen, ids=str)


@pytest.fixture
def start() -> Iterator[Callable[..., subprocess.Popen]]:
    """Start a command as ``subprocess.Popen`` does, in a process group that is gone when the test is, however it ends."""
    running: list[subprocess.Popen] = []

    def started(command: list[str], **about: Any) -> subprocess.Popen:
        process = subprocess.Popen(command, start_new_session=True, **about)
        running.append(process)
        return process

    yield started
    for process in running:
        if os.name == "posix":
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


_RUN = "TEARSHEET_TEST_RUN"


def pytest_sessionstart() -> None:
    os.environ[_RUN] = str(os.getpid())


def pytest_collection_finish() -> None:
    """Leave what was collected, some sixteen thousand tests, out of every later round of the garbage collector.

    With its first test Hypothesis takes charge of the numbers that numpy draws, and asks the collector who holds them: what
    is frozen by then is taken for forgotten, so that test comes first.
    """
    _first_of_hypothesis()
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@settings(max_examples=1, database=None)
@given(st.none())
def _first_of_hypothesis(_: None) -> None:
    pass


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """End what the tests have left running, and fail for it; a worker of pytest-xdist tells who started it."""
    left = _left_running()
    for pid, _ in left:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    _LEFT.extend(command for _, command in left)
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left"] = _LEFT
        return
    for command in _LEFT:
        session.config.get_terminal_writer().line(f"left running: {command}")
    if _LEFT and not session.exitstatus:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


_LEFT: list[str] = []


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    _LEFT.extend(getattr(node, "workeroutput", {}).get("left", ()))


def _left_running() -> list[tuple[int, str]]:
    """Return the processes that have the mark of this run in their environment, where the system shows that."""
    mark = f"\0{_RUN}={os.getpid()}\0".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if mark in b"\0" + (folder / "environ").read_bytes() and int(folder.name) != os.getpid():
                # What ends is shown for a moment longer, without a command.
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
                if command and "resource_tracker" not in command:
                    found.append((int(folder.name), command))
    return found


@pytest.fixture
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what the shell of whoever runs the tests says of widths and colours."""
    for name in ("COLUMNS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def cases() -> list[Case]:
    """All fixtures, for tests that draw from them."""
    return CASES


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the real samples; tests that need it are skipped where it is absent."""
    folder = SHARED / "samples"
    if not folder.is_dir():
        pytest.skip(f"the real samples are not here: {folder} is absent")
    return folder
