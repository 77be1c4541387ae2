"""``tearsheet bulk``."""

from __future__ import annotations

import json
import sys
from collections import Counter
from contextlib import suppress
from datetime import datetime
from itertools import islice
from typing import Any, Literal, Self, TextIO

import click
from attrs import asdict

from tearsheet import registry
from tearsheet.bulk.output import check_apart
from tearsheet.bulk.pool import Outcome
from tearsheet.bulk.records import CODES, Failure
from tearsheet.bulk.run import Summary, run
from tearsheet.bulk.sinks import SINKS
from tearsheet.bulk.site_lines import learn_lines as lines_of
from tearsheet.captures import FORMS, find
from tearsheet.cli.options import AdapterName, Instant, Share, adapter_option, fallback_option, zone_option
from tearsheet.cli.terminal import say, write_json
from tearsheet.errors import InputError, TearsheetError
from tearsheet.reading.site_lines import SiteLines
from tearsheet.text.printable import count, escaped

_SHOWN = 10  # failures of a code that are told; the rest is counted
_COUNTED = 100_000  # inputs that are counted before the first is read, so that the account can say of how many


@click.command(
    epilog="""\b
Examples:
  tearsheet bulk pages/ -o articles.jsonl
  tearsheet bulk 'crawl/*.warc.gz' -o articles.parquet --workers 8 --resume
  tearsheet bulk pages.zip more.jsonl.gz -o store.sqlite --fail-over 1%
"""
)
@click.argument("inputs", nargs=-1, required=True, metavar="IN...", type=click.Path(allow_dash=True))
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="OUT",
    type=click.Path(allow_dash=True),
    help="What to write, told by how its name ends: .jsonl, .csv, .parquet, .sqlite, or / for a folder of Markdown; "
    "- is JSON Lines on standard output.",
)
@click.option(
    "--to", "output_form", type=click.Choice(list(SINKS)), help="What to write, instead of what its name tells."
)
@click.option(
    "--from",
    "source_form",
    type=click.Choice(list(FORMS)),
    help="What the inputs are, instead of what their names tell.",
)
@click.option(
    "--workers", type=click.IntRange(min=0), metavar="N", help="How many processes; by default one a processor."
)
@click.option(
    "--resume", is_flag=True, help="Go on where an earlier run stopped, or begin one that can be gone on with."
)
@click.option("--overwrite", is_flag=True, help="Begin an output anew that is there.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Take up N pages at most.")
@click.option("--all", "all_of_each", is_flag=True, help="Read each article of pages that hold several.")
@click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="TAG",
    help='Keep articles in this language alone, "zh" being "zh-Hans" as well; may be given again.',
)
@click.option(
    "--only",
    multiple=True,
    metavar="NAME",
    type=AdapterName(),
    help="Keep what this adapter reads alone, and leave other pages unread; may be given again.",
)
@adapter_option
@fallback_option
@zone_option
@click.option(
    "--learn-lines",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="Go through the pages first, learn which lines each site prints on every page, write that to FILE, and leave "
    "those lines out.",
)
@click.option(
    "--site-lines",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False),
    help="Leave out the lines that were learned before.",
)
@click.option(
    "--captured-at",
    metavar="TIME",
    type=Instant(),
    help='When pages were fetched that do not say it: ISO 8601 with its offset, "now", or "mtime" for the time their '
    "file was last changed.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    default=30.0,
    metavar="SECONDS",
    show_default=True,
    help="How long a page may take.",
)
@click.option(
    "--fail-over",
    type=Share(),
    default=0.0,
    metavar="SHARE",
    help="Exit with 1 when more than this share of the pages fail, as in 1%; by default when any does.",
)
@click.option(
    "--failures", metavar="FILE", type=click.Path(), help="Write each failure to this file, a JSON object a line."
)
@click.option("--json", "as_json", is_flag=True, help="Write the summary to standard output, as JSON.")
@click.pass_context
def bulk(
    ctx: click.Context,
    /,
    *,
    inputs: tuple[str, ...],
    output: str,
    failures: str | None,
    fail_over: float,
    as_json: bool,
    captured_at: datetime | Literal["mtime"] | None,
    learn_lines: str | None,
    site_lines: str | None,
    **options: Any,
) -> None:
    """Read many pages, in several processes, and write their articles.

    IN is a folder, a glob, a page, or a file that holds many.

    A page that cannot be read is told on standard error, the first few of each kind, and costs itself alone. A run
    that was interrupted goes on with --resume, and nothing is lost or written twice.
    """
    if as_json and output == "-":
        raise click.UsageError("--json writes where the articles go: name an --output")
    if learn_lines is not None and site_lines is not None:
        raise click.UsageError("--learn-lines learns anew: leave out --site-lines")
    telling = _Telling(failures)
    telling.expect(inputs, options["source_form"])
    beside = [name for name in (failures, learn_lines) if name is not None]
    try:
        for name in beside:
            check_apart((*inputs, output), name)
        lines = _lines(telling, inputs, options["source_form"], learn_lines, site_lines)
        with telling:
            summary = run(
                inputs,
                output,
                captured_at=captured_at,
                registry=registry,
                site_lines=lines,
                on_outcome=telling.outcome,
                aside=beside,
                **options,
            )
    except KeyboardInterrupt:
        telling.say("interrupted; what is written is good, and --resume goes on" if output != "-" else "interrupted")
        raise
    except TearsheetError as error:
        telling.say(str(error), fg="red")
        ctx.exit(2)
    if as_json:
        write_json(
            {
                **asdict(summary),
                "failures": {code: summary.failures[code] for code in CODES if summary.failures[code]},
                "adapters": dict(summary.adapters.most_common()),
                "passed_over": dict(summary.passed_over.most_common()),
                "seconds": round(summary.seconds, 3),
            }
        )
    telling.sum_up(summary)
    failed = summary.failed
    ctx.exit(1 if failed and failed > fail_over * summary.pages else 0)


def _lines(
    telling: _Telling, inputs: tuple[str, ...], source_form: str | None, learned: str | None, known: str | None
) -> SiteLines | None:
    """Return the lines that sites print on every page, as far as they are asked for."""
    if learned is None:
        return SiteLines.load(known) if known is not None else None
    lines = lines_of(inputs, source_form=source_form)
    try:
        lines.write(learned)
    except OSError as error:
        raise InputError(f"cannot write the lines of sites: {error}") from error
    pages = lines.hosts
    few = sum(number < SiteLines.FEWEST for number in pages.values())
    telling.say(
        f"{learned}: lines of {count(len(pages), 'site')}, from {count(sum(pages.values()), 'page')}"
        + (f"; of {few:,} there are fewer than {SiteLines.FEWEST}, which tell nothing" if few else "")
    )
    return lines


class _Telling:
    """What is said while a run goes on, and of it at the end."""

    def __init__(self, failures: str | None) -> None:
        self._path = failures
        self._file: TextIO | None = None
        self._told: Counter[str] = Counter()
        self._bar: Any = None

    def __enter__(self) -> Self:
        if self._path is not None:
            self._file = open(self._path, "w", encoding="utf-8")  # noqa: PTH123 - a name stays as it is given
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None
        if self._file is not None:
            self._file.close()

    def expect(self, inputs: tuple[str, ...], source_form: str | None) -> None:
        """Show on a terminal how far the run is, by the bytes of the inputs that are read."""
        if not sys.stderr.isatty():
            return
        with suppress(ImportError, TearsheetError):
            from tqdm import tqdm  # noqa: PLC0415 - for terminals only

            found = list(islice(find(inputs, source_form), _COUNTED + 1))
            known = len(found) <= _COUNTED and all(source.size is not None for source in found)
            self._bar = tqdm(
                total=sum(source.size or 0 for source in found) if known else None,
                bar_format="{percentage:3.0f}%|{bar:20}| {remaining} left, {desc}" if known else "{desc}",
                file=sys.stderr,
                leave=False,
            )

    def outcome(self, outcome: Outcome, summary: Summary, read: int) -> None:
        """Take note of what became of some pages."""
        if self._bar is not None:
            failed = "".join(f", {code} {count:,}" for code, count in summary.failures.most_common(3))
            rate = summary.pages / max(summary.seconds, 1e-9)
            self._bar.set_description_str(f"{summary.pages:,} pages, {rate:,.0f}/s{failed}", refresh=False)
            self._bar.update(read - self._bar.n)
        for entry in outcome.entries:
            if entry.failure is not None:
                self._failure(entry.failure)

    def _failure(self, failure: Failure) -> None:
        self._told[failure.code] += 1
        if self._told[failure.code] <= _SHOWN:
            where = f"{failure.id} ({failure.url})" if failure.url and failure.url != failure.id else failure.id
            self.say(f"{where}: {_remedy(failure)}", fg="red")
            if self._told[failure.code] == _SHOWN:
                more = "" if self._file is not None else "; --failures FILE keeps all"
                self.say(f"more of the kind {failure.code} are counted, and not shown{more}")
        if self._file is not None:
            about = {name: getattr(failure, name) for name in ("id", "url", "code", "adapter")}
            about["message"] = _remedy(failure)
            self._file.write(escaped(json.dumps(about, ensure_ascii=False)) + "\n")

    def say(self, message: str, *, fg: str | None = None) -> None:
        if self._bar is not None:
            self._bar.clear()
        say(message, fg)

    def sum_up(self, summary: Summary) -> None:
        """Say what came of the run."""
        seconds = max(summary.seconds, 1e-9)
        went_on = f", after {summary.before:,} of earlier runs" if summary.before else ""
        self.say(
            f"{count(summary.pages, 'page')}{went_on}: {count(summary.articles, 'article')}, "
            f"{count(summary.failed, 'failure')} "
            f"in {summary.seconds:.1f} s ({summary.pages / seconds:,.0f} pages/s, "
            f"{summary.bytes / seconds / 1e6:.1f} MB/s)"
        )
        if summary.left_out:
            self.say(f"  left out, being of other languages or adapters: {summary.left_out:,}")
        for what, counts in (
            ("read by", summary.adapters),
            ("failed:", summary.failures),
            ("passed over in folders:", summary.passed_over),
        ):
            if counts:
                said = ", ".join(f"{name} {count:,}" for name, count in counts.most_common())
                self.say(f"  {what} {said}")


def _remedy(failure: Failure) -> str:
    """Return the message of *failure* with its remedy in the words of the command line."""
    if failure.code == "no-adapter":
        return "no adapter recognises the page; choose an --adapter, or leave out --no-fallback"
    if failure.code == "not-an-article":
        return f"{failure.message.partition(';')[0]}; read each of them with --all"
    return failure.message
