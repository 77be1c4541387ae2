"""What those who mend what is read wrong need, in one file: the page, what is known of it, what was read from it."""

from __future__ import annotations

import io
import json
import platform
import zipfile
from collections.abc import Iterable
from importlib import metadata
from typing import Any

from attrs import asdict

import tearsheet
from tearsheet.captures.known import Known, said_of
from tearsheet.captures.records import bytes_of
from tearsheet.model import Moment
from tearsheet.model.table import FIELDS
from tearsheet.page import Page
from tearsheet.reading.adapter import Recognition
from tearsheet.reading.reading import Reading

_ENDS = {"html": ".html", "text": ".txt", "feed": ".xml", "markdown": ".md"}
# A zip holds a time for each file; one that is always the same makes equal packs of equal pages.
_WHEN = (1980, 1, 1, 0, 0, 0)


def pack(page: Page, reading: Reading, answers: Iterable[Recognition], **said: Any) -> bytes:
    """Return a zip of *page*, which every command reads as it is, and of what was read from it.

    ``page.html``, or ``.txt``, ``.xml``, ``.md``
        the page as it came
    ``page.html.json``
        its address, Content-Type and time, as far as they are known
    ``reading.json``
        the articles with their warnings, the ledger, and the error
    ``about.json``
        the versions of what takes part, what each adapter said of the page, and *said*
    """
    name = "page" + _ENDS[page.kind]
    known = Known(url=page.url, content_type=page.content_type, captured_at=page.captured_at, zone=page.zone)
    about = {"versions": _versions(), "answers": [asdict(answer) for answer in answers], **said}
    files = {
        name: bytes_of(page.data),
        f"{name}.json": _json(said_of(known)),
        "reading.json": _json(_read(reading)),
        "about.json": _json(about),
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for member, content in files.items():
            archive.writestr(zipfile.ZipInfo(member, _WHEN), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _read(reading: Reading) -> dict[str, Any]:
    return {
        "adapter": reading.recognition.adapter,
        "layout": reading.recognition.layout,
        "error": reading.error and f"{type(reading.error).__name__}: {reading.error}",
        "coverage": reading.ledger.coverage,
        "warnings": [asdict(warning) for warning in reading.warnings],
        "articles": [article.to_dict() for article in reading.articles],
        "ledger": [[entry.line, entry.role or f"-{entry.rule or ''}", entry.text] for entry in reading.ledger.entries],
    }


def _versions() -> dict[str, str]:
    found = {"tearsheet": tearsheet.__version__, "python": platform.python_version(), "system": platform.platform()}
    for said in metadata.requires("tearsheet") or ():
        if "extra ==" in said:
            continue
        name = said.partition(";")[0].split("[")[0].rstrip("0123456789.<>=!~ ,")
        try:
            found.setdefault(name, metadata.version(name))
        except metadata.PackageNotFoundError:
            continue
    return found


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=True, indent=1).encode()


def differences(one: Reading, other: Reading) -> list[str]:
    """Return in which fields two readings differ in more than their words: how many, how long, which time."""
    first, second = _shape(one), _shape(other)
    return [name for name in dict.fromkeys((*first, *second)) if first.get(name) != second.get(name)]


def _shape(reading: Reading) -> dict[str, Any]:
    found: dict[str, Any] = {
        "adapter": (reading.recognition.adapter, reading.recognition.layout),
        "error": type(reading.error),
        "articles": len(reading.articles),
    }
    for number, article in enumerate(reading.articles):
        before = f"articles[{number}]." if number else ""
        for field in FIELDS.values():
            if not field.printed:
                continue
            if field.of == "article":
                found[f"{before}{field.name}"] = _size(getattr(article, field.name))
            for edition in article.editions if field.of == "edition" else ():
                found[f"{before}{field.name}@{edition.language}"] = _size(getattr(edition, field.name))
    return found


def _size(value: Any) -> Any:
    if isinstance(value, Moment):
        return value.start, value.precision
    return len(value) if isinstance(value, tuple) else bool(value)
