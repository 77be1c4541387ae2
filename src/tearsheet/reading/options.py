"""How one page is to be read: what the caller says of it, as one object."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from attrs import field, frozen

from tearsheet.errors import InputError
from tearsheet.model.zones import zone_info
from tearsheet.page import Page
from tearsheet.page.opening import page_of
from tearsheet.reading.site_lines import SiteLines

__all__ = ["ReadOptions", "zone_name"]


def zone_name(zone: str | tzinfo | None) -> str | None:
    """Return *zone* as a :class:`~tearsheet.Moment` names it: its IANA name, or its offset as ``"+08:00"``.

    :raises InputError: for a name that nobody knows, and a zone that has neither a name nor one offset
    """
    if zone is None:
        return None
    if isinstance(zone, tzinfo):
        name = getattr(zone, "key", None) or getattr(zone, "zone", None) or _offset(zone.utcoffset(None))
        if name is None:
            raise InputError(f"zone is {zone!r}, which has no name: use zoneinfo.ZoneInfo, or an IANA name")
        zone = name
    if not isinstance(zone, str):
        raise InputError(
            f'zone is {zone!r}: use an IANA name like "Asia/Shanghai", an offset like "+08:00", or a tzinfo'
        )
    if zone_info(zone) is None:
        raise InputError(
            f'zone is {zone!r}, which this machine does not know: use an IANA name like "Asia/Shanghai", or an offset '
            'like "+08:00"; where it should know the name, install tzdata'
        )
    return zone


def _offset(offset: timedelta | None) -> str | None:
    if offset is None:
        return None
    minutes = round(offset / timedelta(minutes=1))
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}" if minutes else "UTC"


@frozen(kw_only=True)
class ReadOptions:
    """The keywords of :meth:`tearsheet.Registry.read`, which says what each means."""

    url: str | None = None
    content_type: str | None = None
    captured_at: datetime | None = None
    adapter: str | None = None
    fallback: bool = True
    zone: str | None = field(default=None, converter=zone_name)
    site_lines: SiteLines | None = None

    def page(self, data: bytes | str | Page) -> Page:
        """Return *data* as a page; of a page, another one where anything else is said of it."""
        return page_of(data, url=self.url, content_type=self.content_type, captured_at=self.captured_at)
