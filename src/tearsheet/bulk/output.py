"""The output of a run: opened for this run alone, and never read by it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from tearsheet.bulk import sinks
from tearsheet.bulk.resume import Journal, claim
from tearsheet.captures.files import Source
from tearsheet.errors import FormatError, InputError


def check_apart(inputs: Iterable[str], written: str) -> None:
    """Refuse to write to what is read, by whatever name.

    :raises InputError: where one of *inputs* is the file or folder *written*
    """
    for name in inputs:
        if name != "-" and _is_same(name, written):
            raise InputError(f"{written} is an input, too: name another file to write to")


def others(found: Iterable[Source], written: Iterable[str], passed: Counter[str]) -> Iterator[Source]:
    """Yield what is *found* but for what the run itself writes, which may lie in a folder or match a glob.

    :param passed: counts what is left out
    """
    written = [name for name in written if name != "-"]
    folders = [os.path.realpath(each) + os.sep for name in written for each in (name, f"{name}.parts")]
    folder, inside = None, False
    for source in found:
        if folder != (folder := os.path.dirname(source.name)):  # noqa: PTH120 - a name stays as it is
            place = os.path.realpath(folder) + os.sep
            inside = place.startswith(tuple(folders))
        if not source.is_stdin and (inside or any(_is_same(source.name, name) for name in written)):
            passed["what is written"] += 1
        else:
            yield source


def _is_same(name: str, other: str) -> bool:
    try:
        return os.path.samefile(name, other)  # noqa: PTH121 - as above
    except OSError:
        # One of them is not there yet.
        return os.path.realpath(name) == os.path.realpath(other)


def open_output(output: str, form: str, *, resume: bool, overwrite: bool) -> tuple[Journal | None, sinks.Sink]:
    """Open what is written to, and the journal of it; see :func:`tearsheet.bulk.run.run`.

    :raises InputError: for an output that is there, and one that another run is writing
    """
    path = Path(output)
    # A pipe or a device has no beginning to which a run could go back.
    kept = output != "-" and (not path.exists() or path.is_file() or path.is_dir())
    if not kept:
        return None, sinks.open_sink(output, form, {})
    if not path.parent.is_dir():
        raise InputError(f"{output}: there is no folder {path.parent}")
    progress = Journal.path_of(path)
    begun = progress.exists()
    try:
        claimed = claim(path)
    except FormatError:
        if resume:
            raise
        progress.unlink()
        claimed = claim(path)
    own = form in sinks.OWN_JOURNAL
    try:
        if overwrite and not resume:
            if path.is_file():
                path.unlink()
        elif form in sinks.ONCE and path.exists() and not (resume and begun):
            if begun:
                raise InputError(  # noqa: TRY301 - told as the others
                    f"{output} is there, of a run that was interrupted: --resume goes on with it, --overwrite begins "
                    "anew"
                )
            raise InputError(  # noqa: TRY301 - as above
                f"{output} is there: name another output, or begin it anew with --overwrite"
            )
        if own:
            sink = sinks.open_sink(output, form, {})
            assert sink.connection is not None
            return Journal(sink.connection, forget=not resume, claimed=claimed), sink
        journal = Journal(claimed, forget=not resume)
        return journal, sinks.open_sink(output, form, journal.state)
    except BaseException:
        claimed.close()
        if own or not begun:
            progress.unlink()
        raise
