"""HAR files: what a browser's developer tools saw go over the network, pages and all, as JSON."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import asdict

from tearsheet.captures.files import Source, whole
from tearsheet.captures.known import Known, time_of
from tearsheet.captures.records import Failure, Record, failure_of
from tearsheet.errors import InputError, SourceError
from tearsheet.page.kind import media_type

_PAGES = frozenset(
    {
        *("text/html", "application/xhtml+xml", "text/plain"),
        *("text/xml", "application/xml", "application/rss+xml", "application/atom+xml", "application/rdf+xml"),
    }
)


def read_har(source: Source) -> Iterator[Record | Failure]:
    """Yield the pages that were gone to: of each, the first answer that is a page; redirects are passed over.

    The time of a page is when it was asked for.
    """
    try:
        entries = json.loads(whole(source))["log"]["entries"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise SourceError(f"the file is no HAR: {str(error) or type(error).__name__}") from None
    count = 0
    seen: set[str] = set()
    for entry in entries if isinstance(entries, list) else []:
        if not isinstance(entry, dict) or not _is_page(entry):
            continue
        gone_to = entry.get("pageref")
        if isinstance(gone_to, str):
            if gone_to in seen:
                # A frame, or what a script asked for.
                continue
            seen.add(gone_to)
        yield _record(f"{source.name}#{count}", entry)
        count += 1
    if not count:
        raise SourceError("the HAR holds no page: no answer in it is HTML or text")


def _is_page(entry: Mapping[str, Any]) -> bool:
    response = _object(entry.get("response"))
    status = response.get("status")
    kind = media_type(str(_object(response.get("content")).get("mimeType") or ""))
    return (
        isinstance(status, int)
        and 200 <= status < 300
        and kind in _PAGES
        and entry.get("_resourceType", "document") == "document"
    )


def _record(ident: str, entry: Mapping[str, Any]) -> Record | Failure:
    content = _object(_object(entry.get("response")).get("content"))
    url = _object(entry.get("request")).get("url")
    url = url.partition("#")[0] if isinstance(url, str) else None
    try:
        known = Known(url=url, content_type=str(content["mimeType"]), captured_at=time_of(entry.get("startedDateTime")))
        text = content.get("text")
        if not isinstance(text, str) or not text:
            raise InputError(  # noqa: TRY301 - told as the others
                "the HAR does not have what was answered: save it once more, with content"
            )
        data = base64.b64decode(text, validate=True) if content.get("encoding") == "base64" else text
    except binascii.Error as error:
        return failure_of(SourceError(f"the answer is not base64: {error}"), id=ident, url=url)
    except InputError as error:
        return failure_of(error, id=ident, url=url)
    return Record(id=ident, data=data, **asdict(known))


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
