"""What only some need: imported when they do, with the remedy where it is missing."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from tearsheet.errors import MissingExtraError

_WHAT_FOR = {
    "arrow": "Arrow and Parquet need",
    "dedupe": "near-duplicates need",
    "fetch": "fetching pages needs",
    "warc": "WARC files need",
    "zst": ".zst files need",
}


def later(module: str, name: str) -> Callable[..., Any]:
    """Return what calls *name* of *module*, imported at the first call: the libraries behind some are large."""

    def call(*given: Any, **about: Any) -> Any:
        return getattr(import_module(module), name)(*given, **about)

    return call


def need(module: str, extra: str) -> Any:
    """Return the *module*, which the *extra* of this package brings.

    :raises MissingExtraError: when it is not installed
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        package = module.partition(".")[0]
        if error.name is None or error.name.partition(".")[0] != package:
            raise
        raise MissingExtraError(
            f"{_WHAT_FOR[extra]} the package {package}: pip install 'tearsheet[{extra}]'"
        ) from error
