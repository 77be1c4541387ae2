"""Dask: read the pages of many files in the workers of a cluster, or in processes of this machine.

    python examples/engines/dask_bag.py articles/ pages-1.warc.gz pages-2.warc.gz …

A file is one task, and one Parquet file comes of it. A worker that dies has its tasks done again by another.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import dask.bag as db
import pyarrow.parquet as pq
from dask.distributed import Client

from tearsheet.bulk.arrow import SCHEMA, page_batches, parse_batch


def read(path: str, out: str, parse: Callable[..., object] = parse_batch) -> int:
    """Read the pages of the file *path*; return how many rows were written to the folder *out*."""
    target = Path(out) / f"{Path(path).name}.parquet"
    half = target.with_suffix(".half")
    rows = 0
    with pq.ParquetWriter(half, SCHEMA) as writer:
        for batch in page_batches(path):
            found = parse(batch)
            writer.write_batch(found)
            rows += found.num_rows  # type: ignore[attr-defined]
    # A file that is there is whole, whatever became of another worker's try.
    half.replace(target)
    return rows


def articles(paths: Sequence[str], out: str) -> db.Bag:
    """Return a bag with the number of rows of each file; nothing is read before they are asked for."""
    Path(out).mkdir(parents=True, exist_ok=True)
    return db.from_sequence(paths, partition_size=1).map(read, out)


def main() -> None:
    out, *paths = sys.argv[1:]
    with Client(threads_per_worker=1):
        print(sum(articles(paths, out).compute()), "rows")


if __name__ == "__main__":
    main()
