"""Reading a page by an adapter that is not registered: one that is being made, or tried."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tearsheet.adapters.registry import Reading, Registry
from tearsheet.errors import TearsheetError
from tearsheet.fields import DeclaredAdapter
from tearsheet.page import Page
from tearsheet.reading.adapter import Adapter

__all__ = ["read_by", "read_draft"]

_NAME = "learned"


def read_by(adapter: Adapter, page: Page) -> Reading | TearsheetError:
    """Return what *adapter* reads of *page*, or why it cannot."""
    registry = Registry()
    registry.register(adapter)
    try:
        return registry.read(page, adapter=adapter.name)
    except TearsheetError as error:
        return error


def read_draft(members: Mapping[str, Any], page: Page, zone: str | None) -> Reading | TearsheetError:
    """Return what an adapter with the fields *members* reads of *page*."""
    kind = type("Draft", (DeclaredAdapter,), {"name": _NAME, "zone": zone, **members})
    return read_by(kind(), page)
