"""Where articles go: one after the other into a stream or a file, or each into a file of its own."""

from __future__ import annotations

import os
import sys
from abc import abstractmethod
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, BinaryIO

import click
from attrs import frozen

from tearsheet.cli.inputs import Input
from tearsheet.text.printable import printable


@frozen(kw_only=True)
class Form:
    """How a form is kept in files.

    :param suffix: what its files end in
    :param opening: what stands before several articles in one file
    :param between: what stands between two of them
    :param ending: what stands after each
    :param closing: what stands after the last
    :param alone: a file holds one article
    """

    suffix: str
    opening: str = ""
    between: str = ""
    ending: str = "\n"
    closing: str = ""
    alone: bool = False


_ARRAY: dict[str, Any] = {"opening": "[\n", "between": ",\n", "ending": "", "closing": "\n]\n"}
FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "json": Form(suffix=".json", **_ARRAY),
        "jsonl": Form(suffix=".jsonl"),
        "markdown": Form(suffix=".md", between="\n---\n\n"),
        "html": Form(suffix=".html", alone=True),
        "text": Form(suffix=".txt", between="\f\n"),
        "jsonld": Form(suffix=".jsonld", **_ARRAY),
    }
)
"""By the names that :func:`tearsheet.outputs.render` takes."""

_OTHER_SUFFIXES = {".ndjson": "jsonl", ".htm": "html", ".markdown": "markdown", ".text": "text"}


def form_of(name: str | None) -> str:
    """Return the form that the file *name* says by how it ends; ``json`` for a folder, and where it has no ending.

    :raises UsageError: where it ends as something that is not written here
    """
    suffix = Path(name).suffix.lower() if name is not None and not _is_folder(name) else ""
    form = "json" if not suffix else _OTHER_SUFFIXES.get(suffix)
    form = next((form for form, how in FORMS.items() if how.suffix == suffix), form)
    if form is None:
        bulk = "; tearsheet bulk writes tables" if suffix in {".csv", ".parquet", ".sqlite", ".sqlite3", ".db"} else ""
        ends = ", ".join([how.suffix for how in FORMS.values()])
        raise click.UsageError(f"{name} ends as no form that is written here, {ends}: say which by --format{bulk}")
    return form


def _is_folder(name: str) -> bool:
    return name.endswith(tuple(filter(None, (os.sep, os.altsep)))) or Path(name).is_dir()


class Writer(AbstractContextManager["Writer"]):
    """Takes written articles. Leaving its context finishes what was begun."""

    @abstractmethod
    def put(self, source: Input, written: str) -> None:
        """Write an article of *source*."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return


def open_writer(target: str | None, inputs: Sequence[Input], *, form: str, several: bool, all_of_each: bool) -> Writer:
    """Return the writer for *target*: a file, a directory, or ``None`` for standard output.

    :param several: more than one article may come, so that a JSON file holds an array
    :param all_of_each: more than one article may come from one input
    :raises UsageError: when *target* cannot be written to
    """
    folder = target is not None and _is_folder(target)
    if several and FORMS[form].alone and not folder:
        raise click.UsageError(f"a file of {form} holds one article: write several into a directory, -o articles/")
    if target is None or target == "-":
        return _Stream(None, FORMS[form], several=several)
    path = Path(target)
    if folder:
        return _Folder(path, inputs, FORMS[form].suffix, numbered=all_of_each)
    for source in inputs:
        source.path_to_write(target)
    return _Stream(path, FORMS[form], several=several)


class _Stream(Writer):
    """One article after the other, in standard output or in a file, which is made when the first comes."""

    def __init__(self, path: Path | None, form: Form, *, several: bool) -> None:
        self._path = path
        self._form = form if several else Form(suffix=form.suffix)
        self._indent = "  " if self._form.opening else ""
        self._stack = ExitStack()
        self._file: BinaryIO | None = None
        self._terminal = False

    def put(self, source: Input, written: str) -> None:  # noqa: ARG002
        before = self._form.opening if self._file is None else self._form.between
        # JSON has line feeds between its tokens only, but other line ends in its strings, so splitlines is not used.
        self._write(before + self._indent + written.replace("\n", f"\n{self._indent}") + self._form.ending)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with _naming(self._path), self._stack:
            # What was broken off is left open, so that it is not taken for the whole.
            if kind is None and self._file is not None:
                self._write(self._form.closing)
            elif kind is None and self._form.opening:
                self._write("[]\n")

    def _write(self, text: str) -> None:
        if self._file is None:
            if self._path is None:
                self._file = sys.stdout.buffer
                self._terminal = self._file.isatty()
            else:
                self._file = self._stack.enter_context(self._path.open("wb"))
        if self._terminal:
            text = printable(text, controls_only=True)
        with _naming(self._path):
            self._file.write(text.encode("utf-8", "backslashreplace"))
            self._file.flush()


class _Folder(Writer):
    """Each article in a file of its own, in folders as the inputs lie under the folder they have in common."""

    def __init__(self, path: Path, inputs: Sequence[Input], suffix: str, *, numbered: bool) -> None:
        self._suffix = suffix
        self._numbered = numbered
        self._count: Counter[str] = Counter()
        self._stems = _stems(path, inputs)
        self._inputs = {os.path.realpath(source.name) for source in inputs if not source.is_stdin}

    def put(self, source: Input, written: str) -> None:
        self._count[source.file] += 1
        number = f"-{self._count[source.file]}" if self._numbered or source.holds_many else ""
        stem = self._stems[source.file]
        path = stem.with_name(f"{stem.name}{number}{self._suffix}")
        if os.path.realpath(path) in self._inputs:
            raise click.UsageError(f"{path} is input and --output at once: write to another directory")
        path.parent.mkdir(parents=True, exist_ok=True)
        with _naming(path), path.open("wb") as file:
            file.write(f"{written}\n".encode("utf-8", "backslashreplace"))


@contextmanager
def _naming(path: Path | None) -> Iterator[None]:
    """Give errors of writing the name of the file, which only those of opening have by themselves."""
    try:
        yield
    except OSError as error:
        if path is not None and error.filename is None:
            error.filename = str(path)
        raise


def _stems(folder: Path, inputs: Sequence[Input]) -> dict[str, Path]:
    """Return, by name of the input, the path of its output without suffix; no two inputs get the same.

    Where two inputs differ in their suffix only, both keep it: ``page.html.json``.
    """
    sources = {source.name: Path(os.path.abspath(source.name)) for source in inputs if not source.is_stdin}  # noqa: PTH100 -- links are not followed
    try:
        common = os.path.commonpath([path.parent for path in sources.values()]) if sources else ""
    except ValueError as error:
        raise click.UsageError(
            f"the files lie on different drives ({error}): write those of each by themselves"
        ) from None
    stems = {name: path.relative_to(common) for name, path in sources.items()}
    # Case is folded because many file systems do.
    shared = Counter(str(path.with_suffix("")).casefold() for path in set(stems.values()))
    found: dict[str, Path] = {}
    taken: set[str] = set()
    for name, path in stems.items():
        stem = path if shared[str(path.with_suffix("")).casefold()] > 1 else path.with_suffix("")
        number = 1
        unique = stem
        while str(unique).casefold() in taken:
            # They differ by case alone.
            number += 1
            unique = stem.with_name(f"{stem.name}-{number}")
        taken.add(str(unique).casefold())
        found[name] = folder / unique
    return {"-": folder / "stdin", **found}
