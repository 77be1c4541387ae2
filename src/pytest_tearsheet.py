"""pytest plugin: golden cases of tearsheet's adapters are tests, one for each field of each case.

pytest loads this in every project where tearsheet is installed. So it stands outside the package, imports nothing of
it, and does nothing until the configuration names folders of cases::

    [tool.pytest.ini_options]
    tearsheet_cases = ["tests/fixtures"]
"""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tearsheet.authoring.golden.plugin import CaseFile

__all__: list[str] = []

# ruff: noqa: PLC0415 - a project without cases does not pay for the import of tearsheet

_INI = "tearsheet_cases"
_DEST = "tearsheet_accept"
_HELP = "Write what is read now into the expected.json of golden cases that fail; look at the difference."


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option and the setting."""
    parser.getgroup("tearsheet").addoption("--tearsheet-accept", dest=_DEST, action="store_true", help=_HELP)
    parser.addini(_INI, "Folders of golden cases, <folder>/<adapter>/<case>/meta.json, to run as tests.", type="paths")


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(parser: pytest.Parser) -> Generator[None, object, object]:
    """Add the short name of the option, unless a conftest or another plugin has one of that name."""
    result = yield
    try:
        _, unknown = parser.parse_known_and_unknown_args(["--accept"])
    except pytest.UsageError:  # there is one, and it takes a value
        unknown = []
    if unknown:
        parser.getgroup("tearsheet").addoption("--accept", dest=_DEST, action="store_true", help=_HELP)
    return result


def pytest_configure(config: pytest.Config) -> None:
    """Look at what was asked for before anything is run.

    :raises UsageError: when a folder of cases is not there, or nothing can be accepted here
    """
    roots = _roots(config)
    missing = [root for root in roots if not root.is_dir()]
    if missing:
        raise pytest.UsageError(f"{_INI}: there is no folder {', '.join(map(str, missing))}")
    accept = config.getoption(_DEST)
    if accept and not roots:
        raise pytest.UsageError(f'--accept: there are no golden cases; say where they are: {_INI} = ["tests/fixtures"]')
    if accept:
        from tearsheet.authoring.golden.plugin import begin

        begin(config, accept=accept)
    # Cases outside of testpaths are run too when pytest itself chooses what to run.
    if config.args_source == config.ArgsSource.TESTPATHS:
        chosen = [Path(argument).absolute() for argument in config.args]
        config.args += [str(root) for root in roots if not any(root.is_relative_to(path) for path in chosen)]


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> CaseFile | None:
    """Collect a case by its meta.json, and one that lacks it by what there is, so that it is missed."""
    name = file_path.name
    if name not in {"meta.json", "expected.json"} and file_path.stem != "page":
        return None
    folder = file_path.parent
    if folder.parent.parent not in _roots(parent.config):
        return None
    first = next((each for each in ("meta.json", "expected.json") if (folder / each).exists()), name)
    if name != first:
        return None
    from tearsheet.authoring.golden.plugin import CaseFile

    return CaseFile.from_parent(parent, path=file_path)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what was accepted."""
    if config.getoption(_DEST):
        from tearsheet.authoring.golden.plugin import sum_up

        for line in sum_up(config):
            terminalreporter.write_line(f"tearsheet: {line}")


def _roots(config: pytest.Config) -> list[Path]:
    return [Path(root) for root in config.getini(_INI)]
