"""The real pages beside the repository, and the scorer that came with them.

Nothing of them is stored here: the pages are third parties'. ``../shared/pages`` holds ``dev.tar.xz``, ``score.py`` and
``peers.json``, and of pages that are scored on and not looked at ``blind.tar.xz`` and ``peers_blind.json``; a plain
checkout has none of it.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["ROOT", "SHARED", "Page", "peers", "scorer", "unpack"]

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "pages"
_INDEX = "pages.json"


class Page(NamedTuple):
    """A page and what is known of it; ``file`` is where its bytes were unpacked to."""

    set: str
    row: dict[str, Any]
    file: Path

    @property
    def id(self) -> str:
        return str(self.row["id"])


def scorer() -> Any:
    """Return the scorer as a module; its measures are used as they are, so that nothing is measured twice over."""
    if "tearsheet_score" not in sys.modules:
        spec = importlib.util.spec_from_file_location("tearsheet_score", SHARED / "score.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        sys.modules["tearsheet_score"] = module
    return sys.modules["tearsheet_score"]


def peers(half: str = "dev") -> dict[str, dict[str, dict[str, float]]]:
    """Return the figures of other extractors on a half of the pages: name → set → measure → value."""
    file = SHARED / ("peers.json" if half == "dev" else f"peers_{half}.json")
    figures: dict[str, dict[str, dict[str, float]]] = json.loads(file.read_text(encoding="utf-8"))
    return figures


def unpack(folder: Path, archive: Path) -> list[Page]:
    """Return the pages of *archive*, unpacked to *folder* unless they are there already.

    Files are numbered, since the archive holds several pages of one name.
    """
    index = folder / _INDEX
    stamp = [archive.name, archive.stat().st_size]
    if index.exists():
        known = json.loads(index.read_text(encoding="utf-8"))
        if known["archive"] == stamp:
            return [Page(name, row, folder / file) for name, row, file in known["pages"]]
    folder.mkdir(parents=True, exist_ok=True)
    pages = list(_unpacked(folder, archive))
    rows = [(page.set, page.row, page.file.name) for page in pages]
    index.write_text(json.dumps({"archive": stamp, "pages": rows}), encoding="utf-8")
    return pages


def _unpacked(folder: Path, archive: Path) -> Iterator[Page]:
    for number, (name, row, data) in enumerate(scorer().load(archive, None)):
        file = folder / f"{number:05}.html"
        file.write_bytes(data)
        yield Page(name, row, file)
