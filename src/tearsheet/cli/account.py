"""What is said on standard error: a line for each thing that went wrong, and how far a long run is."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import click

from tearsheet import registry
from tearsheet.cli.inputs import Input
from tearsheet.cli.terminal import Progress, say
from tearsheet.errors import LimitError, NoAdapterError, NotAnArticleError, ParseError, TearsheetError
from tearsheet.model import Article
from tearsheet.text.printable import argument, printable


class Account:
    """The account of a run over several inputs.

    :param total: how many inputs there are
    :param verbose: also say which plug-ins are broken, what was read by which adapter, its warnings, and the traceback
        of a defect
    :param quiet: show no progress, because the terminal is needed for the output
    :ivar failed: how many inputs could not be read
    """

    def __init__(self, total: int, *, verbose: bool = False, quiet: bool = False) -> None:
        self.failed = 0
        self._total = total
        self._done = 0
        self._verbose = verbose
        self._progress = Progress(wanted=total > 1 and not quiet)
        self._last = time.monotonic()
        for name, reason in registry.broken.items() if verbose else ():
            self._say(f"plug-in {name} is broken: {reason}", fg="yellow")

    @contextmanager
    def reading(self, source: Input) -> Iterator[None]:
        """Note an error of the body as that of *source*, and go on. Errors of writing pass."""
        self._move(source)
        try:
            yield
        except TearsheetError as error:
            self.fail(source, _remedy(error, source))
            if error.__cause__ is not None:
                self._traceback(error.__cause__)
        except (click.ClickException, click.exceptions.Exit, OSError):
            raise
        except Exception as error:  # noqa: BLE001 -- a defect on one page must not keep the others from being read
            self.fail(
                source,
                f"{type(error).__name__}: {error}; this is a defect of tearsheet, please report it with the page",
            )
            self._traceback(error)

    def fail(self, source: Input, message: str) -> None:
        """Say why *source* could not be read, and count it."""
        self.failed += 1
        self._say(f"{source}: {message}", fg="red")

    def article(self, source: Input, article: Article) -> None:
        """When verbose, say who read *source* and what was odd about it, each kind once."""
        if not self._verbose:
            return
        layout = f", layout {article.layout}" if article.layout else ""
        self._say(f"{source}: read by {article.adapter}{layout}")
        count = Counter(warning.code for warning in article.warnings)
        for warning in article.warnings:
            times = count.pop(warning.code, 0)
            if times:
                where = f" ({warning.field})" if warning.field else ""
                more = f" (and {times - 1} more)" if times > 1 else ""
                self._say(f"{source}: warning {warning.code}{where}: {warning.message}{more}", fg="yellow")

    def close(self) -> None:
        """Clear the progress away and sum up."""
        self._progress.clear()
        total = max(self._total, self._done)
        if self.failed and total > 1:
            self._say(f"{self.failed} of {total} inputs could not be read", fg="red")

    def _say(self, message: str, *, fg: str | None = None) -> None:
        self._progress.clear()
        say(message, fg)

    def _traceback(self, error: BaseException) -> None:
        if self._verbose:
            import traceback  # noqa: PLC0415 -- for defects only

            said = "".join(traceback.format_exception(error))
            click.echo(printable(said, controls_only=True), err=True, nl=False)

    def _move(self, source: Input) -> None:
        self._done += 1
        now = time.monotonic()
        if now - self._last > 0.1:
            self._last = now
            self._progress.show(f"{self._done}/{max(self._total, self._done)} {source}")


def _remedy(error: TearsheetError, source: Input) -> str:
    """Return the message of *error* with its remedy in the words of the command line."""
    name = argument(source.file)
    if isinstance(error, NoAdapterError):
        return f"no adapter recognises the page; give its --url or an --adapter; to see why: tearsheet explain {name}"
    if isinstance(error, NotAnArticleError) and "parse_all" in str(error):
        return f"{str(error).partition(';')[0]}; read each of them with --all"
    if isinstance(error, LimitError):
        more = f"in Python, with Page(data, limits=Limits({error.limit}=...))"
        return f"{str(error).partition(';')[0]}; if you trust the page, read it {more}"
    if isinstance(error, ParseError) and error.__cause__ is None:
        return f"{error}; to see how far it was understood: tearsheet ledger {name}"
    return str(error)
