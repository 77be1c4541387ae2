"""A run over golden cases: pages are read once, failures told once, and what is accepted is written."""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path

from attrs import evolve

from tearsheet.adapters.registry import Registry
from tearsheet.authoring.golden.cases import Case, CaseError, load_case
from tearsheet.authoring.golden.checks import Failure, accept, check
from tearsheet.authoring.golden.now import Now, read_now
from tearsheet.errors import TearsheetError

UNREAD = "read"
"""Stands for all checks of a page that could not be read."""


class Session:
    """Makes checks of cases.

    :param registry: what holds the adapters
    :param accept: write what is read now where a field differs, instead of failing
    :ivar accepted: the fields written, by the folder of their case
    """

    def __init__(self, registry: Registry, *, accept: bool = False) -> None:
        self.registry = registry
        self.accepting = accept
        self.accepted: dict[Path, list[str]] = {}
        self._told: dict[Path, str] = {}
        # The checks of a case follow each other, so only the last page is kept.
        self._last: tuple[Path, Now | Failure] | None = None

    def read(self, case: Case) -> Now | Failure:
        """Read *case* as it is now, or return why it cannot be read."""
        if self._last is None or self._last[0] != case.folder:
            self._last = case.folder, self._read(case)
        return self._last[1]

    def _read(self, case: Case) -> Now | Failure:
        try:
            return read_now(case, self.registry)
        except CaseError as error:
            return Failure(check=UNREAD, message=str(error))
        except TearsheetError as error:
            return Failure(check=UNREAD, message=f"The page could not be read.\n{error}{_origin(error.__cause__)}")
        except Exception as error:  # noqa: BLE001 - an adapter may fail in any way
            return Failure(
                check=UNREAD,
                message=f"The adapter failed with {type(error).__name__}: {error}{_origin(error)}",
            )

    def check(self, case: Case, name: str) -> Failure | None:
        """Make the check of *case* that is called *name*; return what is wrong, ``None`` also for what was accepted.

        Why a page could not be read is told by the first of its checks.
        """
        now = self.read(case)
        if isinstance(now, Failure):
            first = self._told.setdefault(case.folder, name)
            message = now.message if first == name else f"The page could not be read, see the check {first}."
            return evolve(now, check=name, message=message)
        if case.folder in self.accepted:
            case = load_case(case.folder)
        failure = check(case, name, now)
        if failure is None or not self.accepting or not failure.fields:
            return failure
        accept(case, failure.fields, now)
        self.accepted.setdefault(case.folder, []).extend(failure.fields)
        return None


def wrote(folder: Path, paths: Sequence[str]) -> str:
    """Return in words that the fields at *paths* of the case in *folder* were accepted."""
    few = f"{len(paths)} fields" if len(paths) > _FEW else ", ".join(paths)
    return f"wrote {folder / 'expected.json'}: {few}"


_FEW = 10  # fields that are named; more are counted


def why_not_accept(environ: Mapping[str, str]) -> str | None:
    """Return why nothing may be accepted here, ``None`` where it may."""
    if environ.get("CI", "").lower() not in {"", "0", "false"}:
        return "it writes expected.json, whose difference somebody has to look at; not where CI is set"
    return None


def _origin(error: BaseException | None) -> str:
    """Return where the code of an adapter failed, for whoever writes it."""
    if error is None:
        return ""
    return "\n" + "".join(traceback.format_exception(error, limit=-3, chain=False)).rstrip()
