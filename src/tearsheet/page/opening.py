"""A page of whatever was given as one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tearsheet.page.page import Page
from tearsheet.page.refuse import refuse_no_page

__all__ = ["page_of"]


def page_of(
    data: bytes | str | Page,
    *,
    url: str | None = None,
    content_type: str | None = None,
    captured_at: datetime | None = None,
) -> Page:
    """Return *data* as a page; of a page, another one where anything else is said of it.

    :raises InputError: for what holds nothing to read, see :func:`tearsheet.page.refuse.refuse_no_page`
    """
    refuse_no_page(data.data if isinstance(data, Page) else data)
    said: dict[str, Any] = {"url": url, "content_type": content_type, "captured_at": captured_at}
    said = {name: value for name, value in said.items() if value is not None}
    if not isinstance(data, Page):
        return Page(data, **said)
    return Page(data.data, **{**data.known, **said}) if said else data
