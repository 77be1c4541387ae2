"""What is handed in as a page and is no text: packed data, pictures, programs, told by their first bytes."""

from __future__ import annotations

import re

from tearsheet.errors import DecodeError

_FORMAT = re.compile(
    rb"(?P<gzip>\x1f\x8b)|(?P<zstd>\x28\xb5\x2f\xfd)|(?P<xz>\xfd7zXZ\0)|(?P<bzip2>BZh[1-9]1AY)|(?P<ZIP>PK[\x03\x05])"
    rb"|(?P<RAR>Rar!\x1a)|(?P<PDF>%PDF-)|(?P<PNG>\x89PNG)|(?P<JPEG>\xff\xd8\xff)|(?P<GIF>GIF8[79]a)|(?P<ELF>\x7fELF)"
    rb"|(?P<RIFF>RIFF....(?:WEBP|WAVE|AVI ))|(?P<MP4>\0\0..ftyp)|(?P<Office>\xd0\xcf\x11\xe0\xa1\xb1)",
    re.DOTALL,
)
_PACKED = {"gzip", "zstd", "xz", "bzip2", "ZIP", "RAR"}
_CONTROLS = bytes({*range(32)} - set(b"\t\n\x0b\f\r\x0e\x0f\x1b"))


def format_of(head: bytes) -> str | None:
    """Return the name of the format, no text, that a file that begins with *head* is in."""
    found = _FORMAT.match(head)
    return found.lastgroup if found is not None else None


def refuse_binary(head: bytes) -> None:
    """Raise for a file that begins with *head* and is no text.

    :raises DecodeError: for a format of packed data or pictures, or for many control characters; it says what to do
    """
    if name := format_of(head):
        remedy = "decompress it first" if name in _PACKED else "give the page's HTML or text"
        raise DecodeError(f"the data is {name}, not text: {remedy}", position=0)
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > 3 and controls * 20 > len(head):
        position = next(i for i, byte in enumerate(head) if byte in _CONTROLS)
        share = f"{controls} control characters in its first {len(head)} bytes"
        remedy = "if it was sent compressed (Content-Encoding: br, deflate), decompress it first"
        raise DecodeError(f"the data is binary, not text ({share}): {remedy}", position=position)
