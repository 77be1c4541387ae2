"""Ray Data: read the pages of many files on a cluster, or on the processors of this machine.

    python examples/engines/ray_data.py articles/ pages-1.warc.gz pages-2.warc.gz …

A file is one task. A worker that dies has its tasks done again by another.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
import ray

from tearsheet.bulk.arrow import PAGES, page_batches, parse_batch


def pages(paths: dict[str, Any]) -> Iterator[pa.Table]:
    for path in paths["item"]:
        for batch in page_batches(str(path)):
            yield pa.Table.from_batches([batch], PAGES)


def articles(paths: Sequence[str]) -> ray.data.Dataset:
    """Return the articles in the files *paths*; nothing is read before they are asked for."""
    files = ray.data.from_items(list(paths), override_num_blocks=len(paths))
    # A batch size for the second step would make Ray gather as many files for a task.
    return files.map_batches(pages, batch_size=1).map_batches(parse_batch, batch_format="pyarrow", batch_size=None)


def main() -> None:
    out, *paths = sys.argv[1:]
    ray.init()
    articles(paths).write_parquet(out)


if __name__ == "__main__":
    main()
