"""Polars: pages that are in a data frame already, and articles as a data frame.

    python examples/engines/polars_frame.py pages.parquet articles.parquet

The frame has the page in a column ``data`` (or ``html``, ``text`` …), and if it likes ``id``, ``url``, ``content_type``
and ``captured_at``. It runs in one process; for more than one, ``tearsheet bulk`` reads and writes Parquet itself.
"""

from __future__ import annotations

import sys

import polars as pl

from tearsheet.bulk.arrow import parse_batch


def articles(pages: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each page of *pages*: its article, or why it could not be read."""
    found = pl.from_arrow(parse_batch(pages.to_arrow()))
    assert isinstance(found, pl.DataFrame)
    return found


def main() -> None:
    source, out = sys.argv[1:]
    parts = [articles(part) for part in pl.read_parquet(source).iter_slices(256)]
    pl.concat(parts).write_parquet(out)


if __name__ == "__main__":
    main()
