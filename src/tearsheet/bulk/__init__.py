"""Many pages: :func:`parse_many` reads any iterable of pages in several processes, with constant memory.

>>> from tearsheet.bulk import parse_many
>>> for result in parse_many(pages, workers=2):    # doctest: +SKIP
...     print(result.id, result.article.title if result.ok else result.failure.message)
"""

from __future__ import annotations

from tearsheet.bulk.many import aparse_many, parse_many
from tearsheet.bulk.records import CODES, Failure, PageFailed, PageRead, Record, Result

__all__ = ["CODES", "Failure", "PageFailed", "PageRead", "Record", "Result", "aparse_many", "parse_many"]
