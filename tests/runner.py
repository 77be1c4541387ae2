"""The command line run in this process, its two outputs apart; what breaks in it fails the test."""

from __future__ import annotations

import inspect
from pathlib import Path

from click.testing import CliRunner, Result

from tearsheet.cli.app import cli

# Before click 8.2 the runner mixes what goes to the two outputs unless told not to.
_APART = {name: False for name in ("mix_stderr",) if name in inspect.signature(CliRunner).parameters}


def runner(**about: object) -> CliRunner:
    """Return a runner that keeps standard output and standard error apart, whichever click is installed."""
    return CliRunner(**_APART, **about)


def run(
    *args: object,
    stdin: bytes | str | None = None,
    env: dict[str, str] | None = None,
    code: int | None = None,
    **about: object,
) -> Result:
    """Run ``tearsheet`` with *args*; it may end as it likes, or with *code*, but never in an exception."""
    result = runner(env=env).invoke(cli, [str(arg) for arg in args], input=stdin, **about)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.stderr
    assert code is None or result.exit_code == code, result.stdout + result.stderr
    return result


def everything(result: Result) -> str:
    """Return what a command has said on both outputs, in its order where click keeps that (8.2)."""
    return result.output if result.stderr in result.output else result.stdout + result.stderr


def expanded(word: str) -> list[str]:
    """What a shell makes of *word*: the files it matches in the current folder, where it has a star."""
    return sorted(path.as_posix() for path in Path().glob(word)) if "*" in word else [word]
