"""A page of whatever was given as one."""

from __future__ import annotations

from datetime import datetime

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
    if not isinstance(data, Page):
        return Page(data, url=url, content_type=content_type, captured_at=captured_at)
    if url is None and content_type is None and captured_at is None:
        return data
    return Page(
        data.data,
        url=url if url is not None else data.url,
        content_type=content_type if content_type is not None else data.content_type,
        captured_at=captured_at if captured_at is not None else data.captured_at,
        limits=data.limits,
    )
