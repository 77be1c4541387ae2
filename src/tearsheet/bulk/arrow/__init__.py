"""Articles as rows of Apache Arrow, which Parquet, Spark, Ray, Dask, Polars and DuckDB all read.

``SCHEMA`` is versioned: its metadata has ``tearsheet.schema``. A row holds an article exactly
(:func:`article_to_row`, :func:`row_to_article`), or why its page could not be read. :func:`parse_batch` turns pages
into such rows, a record batch at a time, which is the shape that engines call.

It needs pyarrow: ``pip install 'tearsheet[arrow]'``.
"""

from __future__ import annotations

from tearsheet.bulk.arrow.batch import RowEncoder, parse_batch, to_batch
from tearsheet.bulk.arrow.pages import PAGES, page_batches
from tearsheet.bulk.arrow.rows import article_to_row, failure_to_row, row_to_article
from tearsheet.bulk.arrow.schema import SCHEMA, SCHEMA_VERSION

__all__ = [
    "PAGES",
    "SCHEMA",
    "SCHEMA_VERSION",
    "RowEncoder",
    "article_to_row",
    "failure_to_row",
    "page_batches",
    "parse_batch",
    "row_to_article",
    "to_batch",
]
