"""The same pages from WARC.gz to Parquet through tearsheet bulk, Ray Data, Dask and Spark: pages/s, start included.

    python benchmarks/engines.py [--files N] [--pages N] [--size BYTES] [ENGINE …]

ENGINE is one or more of loop, bulk, ray, dask, spark; what is not installed is passed over. Each runs in a process of
its own with two workers (the loop with none). Pages are the made ones of tests/fixtures, filled up to the size.
"""

from __future__ import annotations

import argparse
import gzip
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bulk import corpus

ENGINES = Path(__file__).parents[1] / "examples" / "engines"
LOOP = """
import sys
from pathlib import Path
import pyarrow.parquet as pq
from tearsheet.bulk.arrow import SCHEMA, page_batches, parse_batch
out, *paths = sys.argv[1:]
Path(out).mkdir()
with pq.ParquetWriter(f"{out}/all.parquet", SCHEMA) as writer:
    for path in paths:
        for batch in page_batches(path):
            writer.write_batch(parse_batch(batch))
"""
BULK = """
import sys
from tearsheet.bulk.run import run
if __name__ == "__main__":
    run(sys.argv[2:], sys.argv[1] + "/", output_form="parquet-folder", workers=2)
"""
RAY = """
import sys, ray, ray_data
ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
ray_data.articles(sys.argv[2:]).write_parquet(sys.argv[1])
"""
DASK = """
import sys, dask_bag
from dask.distributed import Client
if __name__ == "__main__":
    with Client(n_workers=2, threads_per_worker=1, dashboard_address=None):
        dask_bag.articles(sys.argv[2:], sys.argv[1]).compute()
"""
SPARK = """
import sys, spark
from pyspark.sql import SparkSession
session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
spark.articles(session, sys.argv[2:]).write.parquet(sys.argv[1])
"""
DRIVERS = {"loop": LOOP, "bulk": BULK, "ray": RAY, "dask": DASK, "spark": SPARK}


def archive(path: Path, pages: list[bytes], number: int) -> None:
    with path.open("wb") as file:
        for at, page in enumerate(pages):
            head = (
                "WARC/1.1\r\nWARC-Type: resource\r\n"
                f"WARC-Record-ID: <urn:made:{number}:{at}>\r\nWARC-Target-URI: https://made.example/{number}/{at}\r\n"
                "WARC-Date: 2026-11-01T00:00:00Z\r\nContent-Type: text/html\r\n"
                f"Content-Length: {len(page)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + page + b"\r\n\r\n", 1))


def main() -> None:
    import pyarrow.parquet as pq

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=16)
    parser.add_argument("--pages", type=int, default=1_250)
    parser.add_argument("--size", type=int, default=20_000)
    parser.add_argument("engines", nargs="*", default=list(DRIVERS))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = corpus(options.pages, options.size)
        paths = [folder / f"{number:03}.warc.gz" for number in range(options.files)]
        for number, path in enumerate(paths):
            archive(path, pages, number)
        count = options.files * options.pages
        size = sum(map(len, pages)) * options.files / 1e6
        print(f"{count:,} pages, {size:,.0f} MB, in {options.files} files; load {os.getloadavg()[0]:.1f}")
        for engine in options.engines:
            out = folder / engine
            before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            done = subprocess.run(
                [sys.executable, "-c", DRIVERS[engine], str(out), *map(str, paths)],
                env={**os.environ, "PYTHONPATH": str(ENGINES), "PYSPARK_PYTHON": sys.executable},
                capture_output=True,
                text=True,
                check=False,
            )
            took = time.perf_counter() - start
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            if done.returncode:
                print(f"{engine:6} failed: {(done.stderr.strip() or 'no word').splitlines()[-1][:90]}")
                continue
            rows = sum(pq.read_metadata(path).num_rows for path in out.rglob("*.parquet"))
            written = sum(path.stat().st_size for path in out.rglob("*.parquet")) / 1e6
            used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            print(
                f"{engine:6} {took:6.1f} s {count / took:6,.0f} pages/s {size / took:6.1f} MB/s, "
                f"{used:6.1f} s of CPU seen; {rows:,} rows, {written:.1f} MB"
            )


if __name__ == "__main__":
    main()
