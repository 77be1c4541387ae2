"""Run the compiled walk under AddressSanitizer and UndefinedBehaviorSanitizer, over pages of every kind.

    python tests/sanitized.py                  # fixtures, hostile and damaged pages, failing allocations
    python tests/sanitized.py PAGE …           # also these files, or all files in a folder

It needs gcc, and stops at the first thing that a sanitizer says. What the walk reads is held against the Python walk.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
FLAGS = ("-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-g", "-O1", "-fno-omit-frame-pointer")
PAGES = 200  # damaged ones


def main() -> int:
    """Compile, and run this file again with the sanitizers loaded."""
    sys.path.insert(0, str(ROOT))
    from hatch_build import compiled

    with tempfile.TemporaryDirectory() as folder:
        compiled(Path(folder), flags=FLAGS)
        library = subprocess.run(["gcc", "-print-file-name=libasan.so"], capture_output=True, text=True, check=True)
        environment = {
            **os.environ,
            "LD_PRELOAD": library.stdout.strip(),
            "ASAN_OPTIONS": "detect_leaks=0:halt_on_error=1",
            "PYTHONMALLOC": "malloc",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(TESTS)]),
            "TEARSHEET_SANITIZED": folder,
        }
        return subprocess.run([sys.executable, __file__, *sys.argv[1:]], env=environment, check=False).returncode


def checked(folder: str, given: list[str]) -> int:
    """Read all pages with both walks; return how many differ."""
    import tearsheet.page

    tearsheet.page.__path__.insert(0, folder)
    from hypothesis import HealthCheck, Phase, seed, settings
    from hypothesis import given as drawn

    from fuzz.damage import damaged, seeds
    from tearsheet.page.compiled import compiled_walk, why_not_compiled
    from twin_walks import differences

    walk = compiled_walk()
    assert walk is not None, why_not_compiled()
    assert walk.__file__.startswith(folder), walk.__file__
    pages = [*seeds(), *hostile()]
    for each in map(Path, given):
        pages += [
            file.read_bytes() for file in (sorted(each.rglob("*")) if each.is_dir() else [each]) if file.is_file()
        ]
    differing = [data[:60] for data in pages if differences(walk, data)]

    @settings(
        max_examples=PAGES, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=HealthCheck
    )
    @seed(1)
    @drawn(damaged())
    def run(data: bytes) -> None:
        if differences(walk, data):
            differing.append(data[:60])

    run()
    failed = without_memory(walk)
    print(
        f"{len(pages)} pages and {PAGES} damaged ones: {len(differing)} differ; {failed} allocations failed, all in turn"
    )
    for data in differing[:10]:
        print(repr(data))
    return len(differing)


def hostile() -> list[bytes]:
    """Pages that are deep, wide, long, cut off, or full of what is odd."""
    tags = ("div", "b", "a", "table", "tr", "td", "svg", "math", "select", "template", "pre", "li", "p hidden", "font")
    return [
        *[f"<{tag}>".encode() * 1_500 + b"x" for tag in tags],
        *[f"<{tag} class='a b c' id=d style=display:flex>y".encode() * 200 for tag in tags],
        b"<p class='" + b"x " * 20_000 + b"'>",
        b"<p style='" + b"display:" * 20_000,
        b"<p " + b"a=b " * 200 + b">x",
        b"<pre>" + b"\n" * 50_000 + b"x",
        b"<p>" + "\u200b\u00a0\u3000".encode() * 20_000,
        b"\xff\xfe\xed\xa0\x80<p class=\xff>\xf0\x9f",
        b"<img>" * 2_000 + b"x<wbr>" * 2_000,
        b"",
        b"<",
    ]


def without_memory(walk) -> int:
    """Let every allocation of a walk fail in turn: it ends in a MemoryError. Return how many there are."""
    from _testcapi import remove_mem_hooks, set_nomemory

    from tearsheet.page.elements import changed_by, elements
    from tearsheet.page.pieces import Pieces
    from twin_walks import parsed

    root = parsed(
        b"<nav class='a b' id=c>x <b>y</b><a href=z>w</a><table><tr><td>1<td>2</table><img><pre>p\n\nq</pre></nav>"
    )
    changes = changed_by(walk.tree(root).styled, elements())
    element = root.css("b")[0]
    for count in range(100_000):
        pieces = Pieces()
        parts: list[list[object]] = [pieces.texts, pieces.owners, pieces.anchors, []]
        set_nomemory(count)
        try:
            tree = walk.tree(root)
            tree.lines(pieces, *parts, changes.kinds, changes.white, 250)
            tree.place(element)
            tree.words()
            tree.select((((False, -1, (".a",)), (True, -1, ())), ((False, -1, ("#c", ".b")),)), False, False)
        except MemoryError:
            continue
        finally:
            remove_mem_hooks()
        return count
    raise AssertionError("there is no end to it")


if __name__ == "__main__":
    sanitized = os.environ.get("TEARSHEET_SANITIZED")
    sys.exit(main() if sanitized is None else min(checked(sanitized, sys.argv[1:]), 1))
