"""Golden cases as tests: what ``pytest_tearsheet`` needs once there are any."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tearsheet
from tearsheet.authoring.golden.cases import Case, CaseError, load_case
from tearsheet.authoring.golden.checks import Failure, names_of
from tearsheet.authoring.golden.session import Session, why_not_accept, wrote
from tearsheet.text.printable import argument

_SESSION = pytest.StashKey[Session]()


class CheckFailedError(Exception):
    """A check failed; the traceback of it says nothing."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.message)
        self.failure = failure


class CaseFile(pytest.File):
    """A case, by its ``meta.json``."""

    def collect(self) -> Iterator[CheckItem]:
        """Yield its checks; the page is not read for that."""
        try:
            case = load_case(self.path.parent)
        except CaseError as error:
            raise self.CollectError(str(error)) from None
        for name in names_of(case):
            yield CheckItem.from_parent(self, name=name, case=case)


class CheckItem(pytest.Item):
    """One check of one case."""

    def __init__(self, *, case: Case, **about: Any) -> None:
        super().__init__(**about)
        self.case = case

    def runtest(self) -> None:
        """Make the check."""
        failure = _session(self.config).check(self.case, self.name)
        if failure is not None:
            raise CheckFailedError(failure)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *args: Any, **about: Any) -> Any:
        """Tell what is wrong, and how to accept what is read now where that may be right."""
        if not isinstance(excinfo.value, CheckFailedError):
            return super().repr_failure(excinfo, *args, **about)
        failure = excinfo.value.failure
        if not failure.fields:
            return failure.message
        return f"{failure.message}\nIf what is read now is right: pytest --accept {argument(self.nodeid)}"

    def reportinfo(self) -> tuple[Any, int | None, str]:
        """Name the check in the words of the case."""
        return self.path, None, f"{self.case.name}: {self.name}"


def begin(config: pytest.Config, *, accept: bool) -> None:
    """Refuse to accept where nobody could look at what is written.

    :raises UsageError: in CI, and under pytest-xdist, whose workers would write over each other
    """
    if not accept:
        return
    reason = why_not_accept(os.environ)
    if reason is None and config.getoption("dist", "no") != "no":
        reason = "several workers would write over each other; add -n 0"
    if reason is not None:
        raise pytest.UsageError(f"--accept: {reason}")


def _session(config: pytest.Config) -> Session:
    session = config.stash.get(_SESSION, None)
    if session is None:
        accept = bool(config.getoption("tearsheet_accept"))
        session = config.stash[_SESSION] = Session(tearsheet.registry, accept=accept)
    return session


def sum_up(config: pytest.Config) -> list[str]:
    """Return in words what was accepted."""
    session = config.stash.get(_SESSION, None)
    accepted = session.accepted if session is not None else {}
    return [wrote(Path(os.path.relpath(folder)), paths) for folder, paths in accepted.items()]
