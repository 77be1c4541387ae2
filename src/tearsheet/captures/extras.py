"""Packages that only some need: imported when they are, with the remedy where they are missing."""

from __future__ import annotations

import importlib
from typing import Any

from tearsheet.errors import MissingExtraError

__all__ = ["need"]

_WHAT_FOR = {
    "arrow": "Arrow and Parquet need",
    "dedupe": "near-duplicates need",
    "fetch": "fetching pages needs",
    "warc": "WARC files need",
    "zst": ".zst files need",
}


def need(module: str, extra: str) -> Any:
    """Return the *module*, which the *extra* of this package brings.

    :raises MissingExtraError: when it is not installed
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        package = module.partition(".")[0]
        if error.name is None or error.name.partition(".")[0] != package:
            raise
        raise MissingExtraError(
            f"{_WHAT_FOR[extra]} the package {package}: pip install 'tearsheet[{extra}]'"
        ) from error
