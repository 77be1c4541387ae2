"""What came of an address, and where it is kept so that every command reads it: a folder, or one WARC file."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import uuid
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol, Self
from urllib.parse import unquote, urlsplit

from attrs import frozen

from tearsheet import __version__
from tearsheet.captures import ENDS, Record
from tearsheet.captures.known import Known, said_of
from tearsheet.errors import InputError
from tearsheet.page.kind import media_type

# Compression and chunks are undone; the body is as long as it is.
_NOT_KEPT = frozenset({"content-encoding", "transfer-encoding", "content-length", "connection", "keep-alive"})
_NAME = 60  # characters of a file's name that are of the address


@frozen(kw_only=True)
class Fetched:
    """A page as it came.

    :param asked: the address that was asked for
    :param url: the address after redirects
    :param headers: those of the answer, in their order
    :param data: the body, unpacked from the compression it was sent in
    :param captured_at: when the answer came
    """

    asked: str
    url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    data: bytes
    captured_at: datetime

    @property
    def content_type(self) -> str | None:
        """The header, as it was sent."""
        return next((value for name, value in self.headers if name.lower() == "content-type"), None)

    def record(self) -> Record:
        """Return it as what :func:`tearsheet.bulk.parse_many` reads."""
        return Record(
            id=self.asked,
            data=self.data,
            url=self.url,
            content_type=self.content_type,
            captured_at=self.captured_at,
        )


@frozen(kw_only=True)
class Missed:
    """An address from which no page came.

    :param why: one line for people
    """

    asked: str
    why: str


class Keeper(Protocol):
    """Where pages are put."""

    def has(self, asked: str) -> bool:
        """Say whether the page of this address is there."""

    def keep(self, page: Fetched) -> None:
        """Put the page there; it is safe when this returns."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


def keeper_of(output: str, zone: str | None = None) -> Keeper:
    """Return the keeper for *output*: a WARC file where the name ends as one, else a folder, which is made.

    :param zone: the clock of pages that do not tell their own, for their sidecars
    :raises InputError: when it is there and something else, or named as a file of another form; for a zone where
        nothing keeps it
    """
    path = Path(output)
    if output.lower().endswith((".warc", ".warc.gz")):
        if zone is not None:
            raise InputError(
                "a WARC file has no place for a zone: keep the pages in a folder, or say --zone to who reads it"
            )
        return Warc(path)
    if path.exists() and not path.is_dir():
        raise InputError(f"{output} is a file: name a folder, or a file that ends in .warc.gz")
    if output.lower().endswith((*ENDS, ".json")) and not path.exists():
        raise InputError(f"{output} reads as a file: pages are kept in a folder, pages/, or in one file .warc.gz")
    return Folder(path, zone)


class Folder:
    """A folder for each host, with a file for each page, and the sidecar beside it: ``news-1-0f3a….html.json``."""

    def __init__(self, path: Path, zone: str | None = None) -> None:
        self.path = path
        self.zone = zone

    def __enter__(self) -> Self:
        self.path.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(self, *_: object) -> None:
        return

    def has(self, asked: str) -> bool:
        stem = self._stem(asked)
        return any(stem.with_name(f"{stem.name}{suffix}.json").is_file() for suffix in (".html", ".txt", ".xml"))

    def keep(self, page: Fetched) -> None:
        stem = self._stem(page.asked)
        path = stem.with_name(stem.name + _suffix(page.content_type))
        known = Known(url=page.url, content_type=page.content_type, captured_at=page.captured_at, zone=self.zone)
        asked = {"requested_url": page.asked} if page.asked != page.url else {}
        said = {"url": page.url, **asked, "status": page.status, **said_of(known)}
        side = json.dumps(said, ensure_ascii=False, indent=1)
        path.parent.mkdir(parents=True, exist_ok=True)
        # The sidecar last: where it is, the page is there whole.
        _write(path, page.data)
        _write(path.with_name(f"{path.name}.json"), f"{side}\n".encode())

    def _stem(self, asked: str) -> Path:
        parts = urlsplit(asked)
        words = re.sub(r"[^\w]+", "-", unquote(f"{parts.path} {parts.query}").lower()).strip("-_")[:_NAME].strip("-_")
        # Two addresses may have the same words.
        mark = hashlib.sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        host = re.sub(r"[^\w.-]+", "_", parts.netloc.lower()).strip(".") or "page"
        return self.path / host / f"{words}-{mark}".lstrip("-")


def _suffix(content_type: str | None) -> str:
    kind = media_type(content_type)
    if kind.endswith(("/xml", "+xml")) and "html" not in kind:
        return ".xml"
    return ".txt" if kind == "text/plain" else ".html"


def _write(path: Path, data: bytes) -> None:
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(data)
    os.replace(part, path)  # noqa: PTH105 - the file of an earlier day may be there


class Warc:
    """One WARC file (ISO 28500), a record a page; ``.gz`` packs each by itself.

    :raises InputError: when it is there already
    """

    def __init__(self, path: Path) -> None:
        if path.exists():
            raise InputError(f"{path} is there already: name another file")
        self.path = path
        self._packed = path.suffix.lower() == ".gz"
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self.path.open("xb")
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def has(self, asked: str) -> bool:  # noqa: ARG002 - of the protocol; the file is new
        return False

    def keep(self, page: Fetched) -> None:
        date = page.captured_at.isoformat().replace("+00:00", "Z")
        if self._file is not None and not self._file.tell():
            about = f"software: tearsheet/{__version__}\r\nformat: WARC File Format 1.0\r\n".encode()
            self._put("warcinfo", date, "application/warc-fields", about, ())
        lines = [f"{name}: {value}" for name, value in page.headers if name.lower() not in _NOT_KEPT]
        head = [f"HTTP/1.1 {page.status} {page.reason}".rstrip(), *lines, f"Content-Length: {len(page.data)}", "", ""]
        block = "\r\n".join(head).encode("latin-1", "replace") + page.data
        self._put("response", date, "application/http; msgtype=response", block, (("WARC-Target-URI", page.url),))

    def _put(self, kind: str, date: str, content_type: str, block: bytes, other: tuple[tuple[str, str], ...]) -> None:
        ident = uuid.uuid5(uuid.NAMESPACE_URL, f"{kind} {date} {other} {hashlib.sha256(block).hexdigest()}")
        head = [
            "WARC/1.0",
            f"WARC-Type: {kind}",
            f"WARC-Record-ID: <urn:uuid:{ident}>",
            f"WARC-Date: {date}",
            *(f"{name}: {value}" for name, value in other),
            f"Content-Type: {content_type}",
            f"Content-Length: {len(block)}",
        ]
        record = "\r\n".join([*head, "", ""]).encode("utf-8", "replace") + block + b"\r\n\r\n"
        assert self._file is not None, "it is entered first"
        self._file.write(gzip.compress(record, mtime=0) if self._packed else record)
        self._file.flush()
