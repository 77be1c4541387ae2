"""Spark: read the pages of many files on a cluster, or on the processors of this machine.

    spark-submit examples/engines/spark.py articles/ pages-1.warc.gz pages-2.warc.gz …

A file is one partition, as long as it is not shuffled. A task that fails is done again, four times by default.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

from tearsheet.bulk.arrow import SCHEMA, page_batches, parse_batch


def read(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for paths in batches:
        for path in paths.column("path").to_pylist():
            yield from map(parse_batch, page_batches(path))


def articles(spark: SparkSession, paths: Sequence[str]) -> DataFrame:
    """Return the articles in the files *paths*; nothing is read before they are asked for."""
    # Every partition of the frame begins with the paths alone, which are small.
    files = spark.createDataFrame([(path,) for path in paths], "path string").repartition(len(paths))
    return files.mapInArrow(read, from_arrow_schema(SCHEMA))


def main() -> None:
    out, *paths = sys.argv[1:]
    spark = SparkSession.builder.getOrCreate()
    articles(spark, paths).write.parquet(out)


if __name__ == "__main__":
    main()
