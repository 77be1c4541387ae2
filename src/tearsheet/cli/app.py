"""The command ``tearsheet`` itself, and how every command ends."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from typing import Any

import click

from tearsheet import __version__
from tearsheet.cli.adapters import adapters
from tearsheet.cli.bulk import bulk
from tearsheet.cli.check import check
from tearsheet.cli.explain import explain
from tearsheet.cli.fetch import fetch
from tearsheet.cli.heal import heal
from tearsheet.cli.health import health
from tearsheet.cli.ledger import ledger
from tearsheet.cli.new import new
from tearsheet.cli.parse import parse
from tearsheet.cli.report import report
from tearsheet.cli.show import show
from tearsheet.errors import TearsheetError
from tearsheet.page.opening import is_address
from tearsheet.text.printable import argument, printable

_MISUSED = 2  # what a shell takes for a wrong call
_INTERRUPTED = 130  # 128 and SIGINT
_CLOSED = 141  # 128 and SIGPIPE


class _Tearsheet(click.Group):
    """Ends quietly when interrupted or when nobody reads on; says in one line what could not be written."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        word = args[0]
        if self.get_command(ctx, word) is None:
            said = f"No such command {word!r}."
            if is_address(word):
                raise click.UsageError(f"{said} To save the page: tearsheet fetch {argument(word)} -o pages/", ctx)
            if os.path.exists(word):  # noqa: PTH110 - a name stays as it was given
                raise click.UsageError(f"{said} To read it: tearsheet parse {argument(word)}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except KeyboardInterrupt:
            click.echo(err=True)
            ctx.exit(_INTERRUPTED)
        except (click.UsageError, TearsheetError) as error:
            # Click's own form takes four lines.
            said = error.format_message() if isinstance(error, click.UsageError) else str(error)
            path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else _path_of(ctx)
            click.echo(f"{path}: {printable(said)} (see {path} --help)", err=True)
            ctx.exit(_MISUSED)
        except OSError as error:
            _hush()
            # Windows says EINVAL of a pipe that was closed.
            if error.errno == errno.EPIPE or (os.name == "nt" and error.errno == errno.EINVAL and not error.filename):
                ctx.exit(_CLOSED)
            where = click.format_filename(error.filename) if error.filename else "standard output"
            click.echo(f"tearsheet: {printable(where)} cannot be written: {error.strerror or error}", err=True)
            ctx.exit(_MISUSED)


def _path_of(ctx: click.Context) -> str:
    """Return the words by which the command that runs was called."""
    return " ".join(filter(None, (ctx.command_path, ctx.invoked_subcommand)))


def _hush() -> None:
    """Let what Python still writes at its end go nowhere."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say_version(ctx: click.Context, _option: click.Parameter, value: bool) -> None:
    if not value or ctx.resilient_parsing:
        return
    click.echo(f"tearsheet {__version__}")
    if ctx.params.get("verbose"):
        from tearsheet.page.compiled import why_not_compiled  # noqa: PLC0415 - asked for seldom

        why = why_not_compiled()
        click.echo("walk: compiled" if why is None else f"walk: Python, since {why}")
    ctx.exit()


@click.group(
    cls=_Tearsheet,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""\b
Examples:
  tearsheet fetch https://www.example.com/news/1 -o pages/
  tearsheet parse pages/
  tearsheet parse --format markdown pages/*.html
  tearsheet explain page.html
  tearsheet ledger page.html
  tearsheet show --open page.html
  tearsheet report --anonymise page.html
  tearsheet health captures/
  tearsheet heal NAME --old captures/september --new captures/november

\b
Exit codes:
  0    everything was read
  1    a page could not be read; explain: no adapter takes it;
       ledger --unexplained: there is something; check: a check fails;
       health: an adapter is ill; heal: the new layout does not hold;
       fetch: a page could not be had
  2    wrong usage, or the output cannot be written
  130  interrupted;  141  the output was closed by its reader
""",
)
@click.option("-v", "--verbose", is_flag=True, is_eager=True, help="With --version: which walk runs, and why.")
@click.option(
    "-V", "--version", is_flag=True, expose_value=False, callback=_say_version, help="Show the version and exit."
)
@click.pass_context
def cli(ctx: click.Context, verbose: bool) -> None:  # noqa: ARG001 - --version asks for it
    """Read pages of news sites, HTML or text exports, into articles.

    Only "fetch" uses the network, and nothing is guessed: what a page does not say, you do (--url, --captured-at).
    """
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        ctx.color = False


for _command in (parse, fetch, bulk, explain, ledger, show, report, check, adapters, health, heal, new):
    cli.add_command(_command)
