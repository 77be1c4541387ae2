"""A first pass over many pages that learns which lines their sites print on every page."""

from __future__ import annotations

from contextlib import suppress

from tearsheet import captures
from tearsheet.captures.files import Names, named
from tearsheet.errors import InputError, TearsheetError
from tearsheet.reading.site_lines import SiteLines


def learn_lines(inputs: Names, *, source_form: str | None = None) -> SiteLines:
    """Return the lines by host of the pages of *inputs*.

    Pages that cannot be read, and those of which no host is known, are passed over: reading them will say why.

    :param inputs: files, folders and globs, see :func:`tearsheet.captures.find`
    :param source_form: form of the inputs, instead of what their names tell
    :raises InputError: for standard input, which cannot be read twice, and an input that is not there
    """
    names = named(inputs)
    if "-" in names:
        raise InputError("standard input cannot be read twice: save the pages, or give lines that were learned before")
    lines = SiteLines()
    for source in captures.find(names, source_form):
        for record in captures.read(source):
            with suppress(TearsheetError):
                lines.learn(record.page())
    return lines
