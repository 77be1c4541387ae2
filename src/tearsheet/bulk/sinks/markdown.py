"""A folder of Markdown, a file an article, named after its page."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from tearsheet.bulk.pool import Outcome
from tearsheet.bulk.records import Id, Record
from tearsheet.bulk.sinks import Sink
from tearsheet.model import Article

_OTHER = re.compile(r"[^\w.-]+")
# Names that Windows keeps for devices, whatever follows their first dot.
_RESERVED = frozenset(
    {"CON", "PRN", "AUX", "NUL", *[f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³"]}
)


class _Encoder:
    """Writes articles as Markdown, in the workers."""

    def encode(self, record: Record, articles: Sequence[Article]) -> list[tuple[str, bytes]]:
        from tearsheet.outputs import markdown  # noqa: PLC0415 - that only workers need

        return [
            (
                file_name(record.id, number if len(articles) > 1 else None),
                # So that a file says which page it is of.
                markdown.dumps(article, front_matter=True, id=record.id).encode("utf-8", "backslashreplace") + b"\n",
            )
            for number, article in enumerate(articles, 1)
        ]

    def pack(self, encoded: list[list[tuple[str, bytes]]]) -> list[tuple[str, bytes]]:
        return [file for files in encoded for file in files]


def file_name(page: Id, number: int | None = None) -> str:
    """Return the name of the file for a page: the same every time, and never that of another page.

    :param number: which of its articles, where there are several
    """
    words = _OTHER.sub("-", str(page)).strip("-.")[-60:]
    if words.partition(".")[0].upper() in _RESERVED:
        words = f"_{words}"
    digest = blake2b(str(page).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    return f"{words}-{digest}{f'-{number}' if number is not None else ''}.md"


class MarkdownFolder(Sink):
    """Writes articles into the folder *path*. A file appears when it is whole; one that is there is replaced."""

    def __init__(self, path: Path, _: Mapping[str, Any] | None = None) -> None:
        self.encoder = _Encoder()
        self._path = path
        path.mkdir(exist_ok=True)

    def put(self, outcome: Outcome) -> None:
        for name, text in outcome.packed or ():
            unfinished = self._path / ".unfinished"
            unfinished.write_bytes(text)
            unfinished.replace(self._path / name)

    def sync(self) -> Mapping[str, Any]:
        if hasattr(os, "sync"):
            os.sync()
        return {"version": 1}

    def close(self) -> None:
        (self._path / ".unfinished").unlink(missing_ok=True)
