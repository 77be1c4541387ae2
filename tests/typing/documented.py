"""Writes the Python of the READMEs and of docs/ as modules, for type checkers: ``documented.py FOLDER``.

A page is a module, as it is a session for Sybil. What raises on purpose is on the page and so in the module.
"""

from __future__ import annotations

import re
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
_BLOCK = re.compile(r"^ *```python[^\n]*\n(.*?)^ *```", re.DOTALL | re.MULTILINE)


def module_of(page: str) -> str:
    """Return all Python of a page in Markdown, of its sessions what is typed."""
    blocks = []
    for found in _BLOCK.finditer(page):
        code = textwrap.dedent(found[1])
        if ">>>" in code:
            code = "\n".join(line[4:] for line in code.splitlines() if line.startswith((">>>", "...")))
        blocks.append(code)
    return "\n\n".join(blocks) + "\n"


def main(folder: str) -> None:
    """Write a module for each page into *folder*."""
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        if "```python" in (text := page.read_text(encoding="utf-8")):
            name = page.stem.replace("-", "_").lower()
            Path(folder, f"page_{name}.py").write_text(module_of(text), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
