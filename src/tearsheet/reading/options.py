"""How one page is to be read: what the caller says of it, as one object."""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen

from tearsheet.model.zones import zone_name
from tearsheet.page import Page
from tearsheet.page.opening import page_of
from tearsheet.reading.site_lines import SiteLines

__all__ = ["ReadOptions"]


@frozen
class ReadOptions:
    """The keywords of :meth:`tearsheet.Registry.read`, in its order; it says what each means."""

    url: str | None = None
    content_type: str | None = None
    captured_at: datetime | None = None
    zone: str | None = field(default=None, converter=zone_name)
    site_lines: SiteLines | None = None
    adapter: str | None = None
    fallback: bool = True

    def page(self, data: bytes | str | Page) -> Page:
        """Return *data* as a page; of a page, another one where anything else is said of it."""
        return page_of(data, url=self.url, content_type=self.content_type, captured_at=self.captured_at)
