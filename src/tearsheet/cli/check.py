"""``tearsheet check``."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import click
from attrs import frozen

from tearsheet import registry
from tearsheet.cli.options import AdapterName
from tearsheet.cli.terminal import Progress, write_json
from tearsheet.text.printable import argument, count, printable

_DEFAULT = "tests/fixtures"


@click.command(
    epilog="""\b
Examples:
  tearsheet check
  tearsheet check tests/fixtures/example
  tearsheet check tests/fixtures/example/front-page -k title --accept
"""
)
@click.option("--accept", "accepting", is_flag=True, help="Write what is read now where a field differs.")
@click.option("-k", "pattern", metavar="PATTERN", help='Make only checks like this: "title", "westca/*::verbatim".')
@click.option("--adapter", metavar="NAME", type=AdapterName(), help="Check the cases of this adapter alone.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.argument("folders", nargs=-1, metavar="[FOLDER]...", type=click.Path(exists=True, file_okay=False))
@click.pass_context
def check(
    ctx: click.Context,
    *,
    folders: tuple[str, ...],
    accepting: bool,
    pattern: str | None,
    adapter: str | None,
    as_json: bool,
) -> None:
    """Hold golden cases against what is read now.

    FOLDER holds cases as <adapter>/<case>, or is an adapter's folder or a single case; by default what pyproject.toml
    says as tearsheet_cases, else tests/fixtures. Exits with 1 when a check fails.
    """
    from tearsheet.authoring.golden.cases import case_folders  # noqa: PLC0415 - with it comes difflib, which few commands need
    from tearsheet.authoring.golden.session import Session, why_not_accept  # noqa: PLC0415

    reason = why_not_accept(os.environ) if accepting else None
    if reason is not None:
        raise click.UsageError(f"--accept: {reason}")
    roots = [Path(folder) for folder in folders or _configured()]
    cases = list(dict.fromkeys(case for root in roots for case in case_folders(root)))
    cases = [case for case in cases if adapter is None or case.absolute().parent.name == adapter]
    if not cases:
        where = ", ".join(map(str, roots))
        of = f" of {adapter}" if adapter is not None else ""
        raise click.UsageError(
            f"there is no golden case{of} in {where}; a case is a folder <adapter>/<case> with page.html, meta.json "
            "and expected.json"
        )
    session = Session(registry, accept=accepting)
    results = []
    progress = Progress(wanted=not as_json and len(cases) > 20)
    for number, folder in enumerate(cases, 1):
        progress.show(f"{number}/{len(cases)}")
        result = _Result.of(folder, pattern, session)
        if result.checks:
            results.append(result)
            if not as_json:
                progress.clear()
                result.show(accepting=accepting)
    progress.clear()
    if not results:
        raise click.UsageError(f"no check is like {pattern!r}; see their names with --json, or leave -k out")
    if as_json:
        checks, failed = sum(len(each.checks) for each in results), sum(len(each.failures) for each in results)
        write_json({"cases": results, "checks": checks, "failed": failed})
    else:
        click.echo(_summary(results))
    ctx.exit(1 if any(result.failures for result in results) else 0)


@frozen(kw_only=True)
class _Result:
    """What came of the checks of one case."""

    case: str
    folder: Path
    checks: tuple[str, ...]
    failures: tuple[Any, ...]
    accepted: tuple[str, ...] = ()

    @classmethod
    def of(cls, folder: Path, pattern: str | None, session: Any) -> _Result:
        from tearsheet.authoring.golden.cases import CaseError, load_case  # noqa: PLC0415 - as above
        from tearsheet.authoring.golden.checks import Failure, names_of  # noqa: PLC0415
        from tearsheet.authoring.golden.session import UNREAD  # noqa: PLC0415

        name = f"{folder.absolute().parent.name}/{folder.name}"
        try:
            case = load_case(folder)
        except CaseError as error:
            broken = Failure(check="case", message=str(error))
            return cls(folder=folder, case=name, checks=("case",), failures=(broken,))
        names = tuple(check for check in names_of(case) if _is_like(f"{case.name}::{check}", pattern))
        now = session.read(case) if names else None
        if isinstance(now, Failure):
            return cls(folder=folder, case=name, checks=(UNREAD,), failures=(now,))
        failures = tuple(failure for check in names if (failure := session.check(case, check)) is not None)
        accepted = tuple(session.accepted.get(case.folder, ()))
        return cls(folder=folder, case=name, checks=names, failures=failures, accepted=accepted)

    def show(self, *, accepting: bool) -> None:
        """Write what failed and what was accepted; nothing of a case in which all is well."""
        for failure in self.failures:
            click.echo(click.style(printable(f"{self.case}::{failure.check}"), fg="red", bold=True))
            for line in failure.message.splitlines():
                click.echo(f"  {printable(line)}".rstrip())
        if self.accepted:
            from tearsheet.authoring.golden.session import wrote  # noqa: PLC0415 - as above

            click.echo(click.style(printable(wrote(self.folder, self.accepted)), fg="yellow"))
        fields = [failure.check for failure in self.failures if failure.fields]
        if fields and not accepting:
            left = ", ".join(failure.check for failure in self.failures if not failure.fields)
            command = f"tearsheet check --accept {argument(str(self.folder))}"
            click.echo(f"If what is read now is right: {command}{f'; all but {left}' if left else ''}\n")
        elif self.failures:
            click.echo()


def _is_like(name: str, pattern: str | None) -> bool:
    """Whether *pattern* is in *name*; with a star in it, it is held against the whole name, its start and end open."""
    return pattern is None or fnmatchcase(name.lower(), f"*{pattern.lower().replace('[', '[[]')}*")


def _configured() -> Iterator[str]:
    settings: Any = {}
    with suppress(OSError, tomllib.TOMLDecodeError):
        settings = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
    for key in ("tool", "pytest", "ini_options", "tearsheet_cases"):
        settings = settings.get(key, {}) if isinstance(settings, dict) else {}
    folders = settings.split() if isinstance(settings, str) else settings
    yield from folders or [_DEFAULT]


def _summary(results: list[_Result]) -> str:
    made = sum(len(result.checks) for result in results)
    failed = sum(len(result.failures) for result in results)
    accepted = sum(len(result.accepted) for result in results)
    wrong = sum(bool(result.failures) for result in results)
    parts = [f"{count(len(results), 'case')}, {count(made, 'check')}"]
    if accepted:
        parts.append(click.style(f"{count(accepted, 'field')} accepted: look at git diff", fg="yellow"))
    if failed:
        parts.append(click.style(f"{failed} failed in {count(wrong, 'case')}", fg="red", bold=True))
    else:
        parts.append(click.style("all passed", fg="green"))
    return ": ".join([parts[0], ", ".join(parts[1:])])
