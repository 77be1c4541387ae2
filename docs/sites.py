"""Writes docs/sites.md, the page of the sites that tearsheet reads, from the adapters: ``python docs/sites.py``."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tearsheet
from tearsheet.adapters.built_in import BUILT_IN
from tearsheet.fields import DeclaredAdapter, PageLayout
from tearsheet.reading.adapter import Adapter

PAGE = Path(__file__).with_name("sites.md")
FIXTURES = PAGE.parents[1] / "tests" / "fixtures"
HEAD = """# Sites

What `tearsheet` reads without an adapter of yours, written from the adapters by `python docs/sites.py`.

"Checked" is the day on which an adapter was last seen to read real pages. Sites change: a page in a new layout shows as
unexplained lines, see [troubleshooting](troubleshooting.md). To read a further site, see
[adding a site](adding-a-site.md).
"""
FIELDS = [name for name in PageLayout.__annotations__ if name not in {"drops", "language"} and not name.startswith("_")]


def page() -> str:
    """Return the text of docs/sites.md."""
    adapters = [adapter for adapter in tearsheet.registry.adapters.values() if type(adapter) in BUILT_IN]
    rows = [f"| [`{each.name}`](#{each.name}) | {_title(each)} | {each.checked or ''} |" for each in adapters]
    table = ["| adapter | site | checked |", "|---|---|---|", *rows]
    return "\n".join([HEAD, *table, *[line for each in adapters for line in _about(each)]]) + "\n"


def _told(adapter: Adapter) -> list[str]:
    """Return the paragraphs of the docstring of an adapter's module, without the shape of the page."""
    parts = (inspect.getdoc(inspect.getmodule(type(adapter))) or "").replace("``", "`").split("\n\n")
    return [" ".join(part.split()) for part in parts if not part.startswith((" ", "::"))]


def _title(adapter: Adapter) -> str:
    return _told(adapter)[0]


def _about(adapter: Adapter) -> Iterator[str]:
    yield from ("", f"({adapter.name})=", f"## `{adapter.name}`")
    for told in _told(adapter):
        yield from ("", told)
    yield ""
    yield f"- hosts: {_codes(adapter.hosts) or 'any'}{', where no other adapter knows the page' * adapter.fallback}"
    if adapter.paths:
        yield f"- paths: {_codes(adapter.paths)}"
    without = ["its canonical URL"] if adapter.hosts else []
    signature = adapter.signature
    if signature is not None:
        marks = [*signature.selectors, *[mark.pattern for mark in signature.marks]]
        need = len(marks) if signature.at_least is None else signature.at_least
        which = "all" if need == len(marks) else f"{need}"
        without.append(f"{which} of {_codes(marks)}")
    if without:
        yield f"- a page without a URL is known by {', else by '.join(without)}"
    if adapter.zone:
        yield f"- its clock: {adapter.zone}"
    yield f"- checked: {adapter.checked or 'not on real pages'}"
    yield from ("", "| layout | fields |", "|---|---|")
    for layout, fields in _fields(adapter):
        yield f"| {f'`{layout}`' if layout else ''} | {_codes(fields)} |"


def _codes(values: Any) -> str:
    return ", ".join([f"`` {value} ``" if "`" in value else f"`{value}`".replace("|", "\\|") for value in values])


def _fields(adapter: Adapter) -> Iterator[tuple[str, list[str]]]:
    """Yield each layout with the fields it has: as declared, else as its golden cases show."""
    if isinstance(adapter, DeclaredAdapter):
        for name, shape in adapter.shapes.items() or [("", type(adapter))]:
            yield (
                name,
                [field for field in FIELDS if getattr(shape, field, None) or getattr(type(adapter), field, None)],
            )
        return
    shown: dict[str, set[str]] = {}
    for path in sorted(FIXTURES.glob(f"{adapter.name}/*/expected.json")):
        for article in json.loads(path.read_text(encoding="utf-8")):
            filled = shown.setdefault(article["layout"] or "", set())
            for record in (article, *article["editions"]):
                filled |= {key for key, value in record.items() if value not in (None, [], {}, "")}
    for name in [each.name for each in adapter.layouts] or [""]:
        yield name, [field for field in FIELDS if field in shown.get(name, ())]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
