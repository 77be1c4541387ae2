"""Safari's .webarchive: a property list with the page and what belongs to it."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from tearsheet.captures.known import Known
from tearsheet.errors import SourceError

__all__ = ["open_webarchive"]


def open_webarchive(data: bytes) -> tuple[bytes, Known]:
    """Return the page in *data*, and what the file says of it.

    A web archive has no time of its own. The servers' answers that it keeps have a date each: the last of them is when
    the page was there whole.

    :raises SourceError: when there is no page in it
    """
    try:
        archive: Any = plistlib.loads(data)
    except Exception as error:
        # What plistlib raises of a damaged file is not to be foreseen.
        raise SourceError(f"the file is no property list: {str(error) or type(error).__name__}") from error
    main: Any = archive.get("WebMainResource") if isinstance(archive, dict) else None
    main = main if isinstance(main, dict) else {}
    page = main.get("WebResourceData")
    if not isinstance(page, bytes):
        raise SourceError("the web archive holds no page: it has no WebMainResource")
    kind = _text(main.get("WebResourceMIMEType"))
    charset = _text(main.get("WebResourceTextEncodingName"))
    dates = [date for resource in _resources(archive) for date in _dates(resource.get("WebResourceResponse"))]
    return page, Known(
        url=_text(main.get("WebResourceURL")),
        content_type=f"{kind}; charset={charset}" if kind and charset else kind,
        captured_at=max(dates, default=None),
    )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _resources(archive: dict[str, Any]) -> Iterator[dict[str, Any]]:
    others = archive.get("WebSubresources")
    for each in [archive["WebMainResource"], *(others if isinstance(others, list) else [])]:
        if isinstance(each, dict):
            yield each


def _dates(response: Any) -> Iterator[datetime]:
    """Yield the ``Date`` of an answer: headers are a dictionary in a keyed archive, which is a property list again."""
    if not isinstance(response, bytes):
        return
    try:
        objects: Any = plistlib.loads(response)["$objects"]
        tables = [each for each in objects if isinstance(each, dict) and "NS.keys" in each]
        for table in tables:
            for key, value in zip(table["NS.keys"], table["NS.objects"], strict=False):
                if objects[key.data] == "Date":
                    when = parsedate_to_datetime(objects[value.data])
                    yield when if when.utcoffset() is not None else when.replace(tzinfo=UTC)
    except Exception:  # noqa: BLE001 - as above; an answer that cannot be read has no date
        return
