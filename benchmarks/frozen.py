"""What every page gives today, to hold a change of the house against.

    python benchmarks/frozen.py --output before.json                   # on the tree that the change starts from
    python benchmarks/frozen.py --against before.json                  # on the changed tree: what differs
    python benchmarks/frozen.py --only tests/fixtures/163 --against before.json
    python benchmarks/frozen.py --page dev/00042.html                  # one page in full, to diff between two trees

Read are the fixtures and, where it is there, every page of ``../shared/pages/dev.tar.xz``, by ``parse``, ``parse_all``,
``read_all`` with its ledger, and ``show``. The file holds digests, since it would be 300 MB otherwise, and no text of
any page. Exit code 1 says that something differs; a page that is new or gone is named as such.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from _quality_pages import ROOT, SHARED, unpack

import tearsheet
from tearsheet import outputs
from tearsheet.authoring.report import render

FIXTURES = ROOT / "tests" / "fixtures"
DEV = SHARED / "dev.tar.xz"
SHOWN = 20  # differing pages named, of each part


class Frozen(NamedTuple):
    """A page to read: its name in the file, its bytes, and what is known of it."""

    name: str
    file: Path
    url: str | None
    captured_at: datetime | None

    def page(self) -> tearsheet.Page:
        return tearsheet.Page(self.file.read_bytes(), url=self.url, captured_at=self.captured_at)


def pages(unpacked: Path) -> Iterator[Frozen]:
    """Every fixture, then every page of dev, in the order of their names."""
    for meta in sorted(FIXTURES.glob("*/*/meta.json")):
        known = json.loads(meta.read_text(encoding="utf-8"))
        at = known.get("captured_at")
        for file in sorted(meta.parent.glob("page.*")):
            name = file.relative_to(ROOT).as_posix()
            yield Frozen(name, file, known.get("url"), None if at is None else datetime.fromisoformat(at))
    if DEV.exists():
        for page in unpack(unpacked, DEV):
            yield Frozen(f"dev/{page.file.name}", page.file, page.row.get("url"), None)


def parts(frozen: Frozen) -> dict[str, str]:
    """What the page gives, as text, by the function that gives it; an error is its class and words."""
    return {name: _or_error(function, frozen) for name, function in _PARTS.items()}


def _or_error(function: Callable[[tearsheet.Page], str], frozen: Frozen) -> str:
    try:
        return function(frozen.page())
    except tearsheet.TearsheetError as error:
        return f"{type(error).__name__}: {error}"


def _json(articles: Any) -> str:
    return "\n".join(json.dumps(json.loads(outputs.render(each, "json")), ensure_ascii=False) for each in articles)


def _ledger(page: tearsheet.Page) -> str:
    reading = tearsheet.read_all(page)
    entries = [f"{each.line} {each.role or each.rule!r} {each.text!r}" for each in reading.ledger.entries]
    return "\n".join([*entries, repr(dict(reading.sources)), repr(reading.error)])


_PARTS: dict[str, Callable[[tearsheet.Page], str]] = {
    "parse": lambda page: _json([tearsheet.parse(page)]),
    "parse_all": lambda page: _json(tearsheet.parse_all(page)),
    "ledger": _ledger,
    "show": lambda page: render(tearsheet.read_all(page), name=None),
}


def _digests(frozen: Frozen) -> dict[str, str]:
    return {
        name: hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        for name, text in parts(frozen).items()
    }


def _read(chosen: list[Frozen]) -> dict[str, dict[str, str]]:
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        found = {}
        for number, (frozen, digests) in enumerate(
            zip(chosen, pool.map(_digests, chosen, chunksize=8), strict=True), 1
        ):
            found[frozen.name] = digests
            if sys.stderr.isatty() and (number % 50 == 0 or number == len(chosen)):
                print(f"\r{number} of {len(chosen)} pages", end="\n" if number == len(chosen) else "", file=sys.stderr)
    return found


def _compare(before: dict[str, dict[str, str]], now: dict[str, dict[str, str]], *, whole: bool) -> int:
    """Print what differs and return how many pages do."""
    new = sorted(now.keys() - before.keys())
    gone = sorted(before.keys() - now.keys()) if whole else []
    differing = {
        name: [part for part in _PARTS if now[name].get(part) != before[name].get(part)]
        for name in now
        if name in before
    }
    changed = {name: those for name, those in differing.items() if those}
    counts = Counter(part for those in changed.values() for part in those)
    print(f"{len(now)} pages: {len(changed)} differ, {len(new)} are new, {len(gone)} are gone")
    print("".join(f"  {part}: {counts[part]} differ\n" for part in _PARTS), end="")
    for name, those in list(changed.items())[:SHOWN]:
        print(f"  {name}: {', '.join(those)}")
    for word, names in (("new", new), ("gone", gone)):
        print("".join(f"  {word}: {name}\n" for name in names[:SHOWN]), end="")
    return len(changed) + len(gone)


def main() -> int:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--output", type=Path, help="write the digests to this file")
    parser.add_argument("--against", type=Path, help="a file written before: say what differs")
    parser.add_argument("--only", default="", help="pages whose name begins so")
    parser.add_argument("--page", help="print all that one page gives, and do nothing else")
    parser.add_argument(
        "--unpacked",
        type=Path,
        default=Path(tempfile.gettempdir()) / "tearsheet-frozen",
        help="where pages are unpacked to",
    )
    options = parser.parse_args()
    chosen = [each for each in pages(options.unpacked) if each.name.startswith(options.page or options.only)]
    if not chosen:
        parser.error(f"no page has a name that begins with {options.page or options.only!r}")
    if options.page:
        for name, text in parts(chosen[0]).items():
            print(f"== {chosen[0].name} {name}\n{text}")
        return 0
    if not DEV.exists():
        print(f"{DEV} is not there: fixtures only", file=sys.stderr)
    now = _read(chosen)
    if options.output:
        options.output.write_text(json.dumps(now, indent=0) + "\n", encoding="utf-8")
        print(f"{len(now)} pages written to {options.output}")
    if not options.against:
        return 0
    before = json.loads(options.against.read_text(encoding="utf-8"))
    return 1 if _compare(before, now, whole=not options.only) else 0


if __name__ == "__main__":
    sys.exit(main())
