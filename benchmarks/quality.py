"""How well unknown pages are read: the generic adapter on real pages with truth, beside other extractors.

    python benchmarks/quality.py [--half dev|blind|both] [--sets gne,aed] [--peers [NAMES]] [--cache FOLDER]
    python benchmarks/quality.py [--worst N] [--wrong FIELD] [--show ID]     of dev, whose pages may be looked at
    python benchmarks/quality.py --check      exits with 1 when a figure of either half is below its floor
    python benchmarks/quality.py --raise-floors
    python benchmarks/quality.py --lower-floors --reason "..."    kept with the floors, in benchmarks/floors*.json

The pages, their truth, the scorer and the figures of other extractors lie beside the repository in ../shared/pages,
which a plain checkout does not have; a half that is not there is skipped, and this says so. What holds on dev, which
was tuned on, and on blind, which nobody looked at, is a rule of news pages: the difference is printed for each set that
both have. With ``--cache`` the pages stay unpacked in a folder. ``--peers`` also runs the extractors that are
installed, in the same run, so that their times can be compared.
"""

from __future__ import annotations

import argparse
import difflib
import json
import multiprocessing
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import _quality_peers
from _quality_gate import MEASURES, Gate
from _quality_pages import SHARED, Page, peers, scorer, unpack
from selectolax.lexbor import LexborHTMLParser

import tearsheet

HALVES = ("dev", "blind")
_HERE = Path(__file__).resolve().parent
FLOORS = {"dev": _HERE / "floors.json", "blind": _HERE / "floors_blind.json"}
NO_FIGURES = "chardet_cjk"
"""The set whose truth is an encoding: nothing of it is measured here, so that it is run only when asked for."""
COLUMNS = ("P", "R", "F1", "title", "date", "author", "list")
Result = dict[str, Any]
Figures = dict[str, dict[str, float]]


# -- one page ----------------------------------------------------------------------------------------------------------

_extract: list[_quality_peers.Extractor] = []


def begin(name: str) -> None:
    """Make the extractor of a worker process and warm it up."""
    _extract[:] = [_quality_peers.named(name)]
    attempt(b"<title>Warm</title><p>up</p>", None)


def attempt(data: bytes, url: str | None) -> tuple[_quality_peers.Fields, str | None]:
    """Return what is extracted, and the error if any: an extractor may fail in any way, that is what is counted."""
    try:
        return _extract[0](data, url) or {}, None
    except Exception as error:  # noqa: BLE001
        return {}, f"{type(error).__name__}: {error}"


def measure(page: Page) -> Result:
    """Return the scores of one page, by the scorer's own functions."""
    score = scorer()
    row = page.row
    data = page.file.read_bytes()
    start = time.process_time()
    out, error = attempt(data, row.get("url"))
    result: Result = {"id": page.id, "set": page.set, "seconds": time.process_time() - start, "error": error}
    text = tearsheet.Page(data, content_type="text/html").text
    start = time.process_time()
    LexborHTMLParser(text)
    result["lexbor"] = time.process_time() - start
    if row.get("list"):
        result["list"] = error is not None and error.startswith("NotAnArticleError")
    elif row.get("body"):
        result["p"], result["r"] = score.precision_recall(row["body"], out.get("body"), page.set in score.CJK_SETS)
    elif row.get("with"):
        body = re.sub(r"\s+", " ", out.get("body") or "")
        keep = [re.sub(r"\s+", " ", words) in body for words in row["with"]]
        leak = [re.sub(r"\s+", " ", words) in body for words in row.get("without") or []]
        result.update(tp=sum(keep), fn=len(keep) - sum(keep), fp=sum(leak))
    if row.get("title") and not row.get("list") and page.set != NO_FIGURES:  # there it is but a placeholder
        result["title"] = score.fold(out.get("title")) == score.fold(row["title"])
    if score.day(row.get("date")):
        result["date"] = score.day(out.get("date")) == score.day(row["date"])
    if row.get("author"):
        result["author"] = score.same_author(row["author"], out.get("author"))
    result["got"] = {key: out.get(key) for key in ("title", "author", "date")}
    return result


def run(name: str, pages: Sequence[Page], processes: int) -> list[Result]:
    """Return the scores of all *pages* with one extractor."""
    with multiprocessing.Pool(processes, begin, (name,)) as pool:
        return pool.map(measure, pages, chunksize=8)


# -- all pages ---------------------------------------------------------------------------------------------------------


def summary(results: Sequence[Result]) -> dict[str, dict[str, float]]:
    """Return the figures of each set as the scorer counts them, and the time as a multiple of Lexbor's."""
    score = scorer()
    sets: dict[str, list[Result]] = {}
    for result in results:
        sets.setdefault(result["set"], []).append(result)
    figures = {}
    for name, rs in sets.items():
        s: dict[str, float] = {"pages": len(rs), "fail": sum(bool(r["error"]) and not r.get("list") for r in rs)}
        body = [r for r in rs if "p" in r]
        if body:
            s["P"], s["R"] = (statistics.mean(r[key] for r in body) for key in "pr")
            s["F1"] = score.f1(s["P"], s["R"])
        elif any("tp" in r for r in rs):
            tp, fn, fp = (sum(r.get(key, 0) for r in rs) for key in ("tp", "fn", "fp"))
            s["P"], s["R"] = tp / max(1, tp + fp), tp / max(1, tp + fn)
            s["F1"] = score.f1(s["P"], s["R"])
        for key in ("title", "date", "author", "list"):
            got = [r[key] for r in rs if key in r]
            if got:
                s[key] = sum(got) / len(got)
        s["x"] = sum(r["seconds"] for r in rs) / max(1e-9, sum(r["lexbor"] for r in rs))
        figures[name] = s
    return figures


def cells(values: dict[str, float]) -> str:
    """Return one row of the table, less its name."""
    row = "".join(f"{values[key]:7.3f}" if key in values else " " * 7 for key in COLUMNS)
    row += f"{values['fail']:6.0f}" if "fail" in values else " " * 6
    return row + (f"{values['x']:8.1f}" if "x" in values else "")


def best_of(figures: dict[str, dict[str, dict[str, float]]], name: str) -> dict[str, float]:
    """Return the best figure of each measure over all peers for one set."""
    return {
        key: max(values)
        for key in COLUMNS
        if (values := [peer[name][key] for peer in figures.values() if key in peer.get(name, {})])
    }


def print_table(ours: dict[str, dict[str, float]], others: dict[str, dict[str, dict[str, float]]], every: bool) -> None:
    """Print a row of ours, one of the best of all peers and, with *every*, one of each peer, for each set."""
    print(f"{'set':20}{'pages':>6} {'':17}" + "".join(f"{key:>7}" for key in COLUMNS) + f"{'fail':>6}{'x Lexbor':>9}")
    for name, values in ours.items():
        print(f"{name:20}{values['pages']:6.0f} {'tearsheet':17}{cells(values)}")
        print(f"{'':27}{'best peer':17}{cells(best_of(others, name))}")
        if every:
            for peer, sets in others.items():
                if name in sets:
                    print(f"{'':27}{peer:17}{cells(sets[name])}")


def print_behind(ours: dict[str, dict[str, float]], others: dict[str, dict[str, dict[str, float]]]) -> None:
    """Print each figure that is below the best peer's."""
    behind = [
        f"{name} {key} {values[key]:.3f} < {best[key]:.3f}"
        for name, values in ours.items()
        if (best := best_of(others, name))
        for key in ("F1", "title", "date", "author")
        if key in values and key in best and values[key] < best[key]
    ]
    print("behind the best peer:", "; ".join(behind) or "nowhere")


def print_worst(results: Sequence[Result], count: int) -> None:
    score = scorer()
    for name in dict.fromkeys(r["set"] for r in results):
        ranked = sorted((score.f1(r["p"], r["r"]), r["id"], r) for r in results if r["set"] == name and "p" in r)
        ranked += sorted((r["tp"] - r["fn"] - r["fp"], r["id"], r) for r in results if r["set"] == name and "tp" in r)
        ranked += [(0.0, r["id"], r) for r in results if r["set"] == name and r.get("list") is False]
        print(f"worst of {name}:")
        for value, identity, r in ranked[:count]:
            part = f"  P {r['p']:.3f} R {r['r']:.3f}" if "p" in r else ""
            print(f"  {value:6.3f}  {identity}{part}  {(r['error'] or '')[:100]}")


def print_wrong(results: Sequence[Result], pages: Sequence[Page], field: str) -> None:
    """Print the truth and what was found, for every page where *field* is wrong."""
    for r, page in zip(results, pages, strict=True):
        if r.get(field) is False:
            print(f"{page.set}/{page.id}\n    truth {page.row[field]!r}\n    found {r['got'][field]!r}")


def show(page: Page, name: str) -> None:
    """Print one page's body against the truth, line by line: ``-`` is missing, ``+`` is too much."""
    begin(name)
    out, error = attempt(page.file.read_bytes(), page.row.get("url"))
    print(f"== {page.set}/{page.id}  {page.row.get('url') or ''}\n   {page.file}")
    if error:
        print("error:", error)
    for key in ("title", "author", "date"):
        print(f"{key}: truth {page.row.get(key)!r}, found {out.get(key)!r}")
    got = _lines(out.get("body") or "")
    if page.row.get("body"):
        for line in difflib.ndiff(_lines(page.row["body"]), got):
            if not line.startswith("?"):
                print(line[:400])
    else:
        body = " ".join(got)
        for sign, key in (("-", "with"), ("+", "without")):
            for words in page.row.get(key) or []:
                inside = re.sub(r"\s+", " ", words) in body
                print(f"{' ' if inside == (key == 'with') else sign} {key}: {words!r}")
        print("\n".join(got))


def _lines(text: str) -> list[str]:
    return [line for raw in text.splitlines() if (line := " ".join(raw.split()))]


@contextmanager
def page_folder(cache: Path | None, half: str) -> Iterator[Path]:
    if cache is not None:
        yield cache / half
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)


def gate(half: str, ours: Figures, options: argparse.Namespace) -> bool:
    """Hold the figures of a half to its floors as the options say; return whether all are held."""
    kept = Gate.load(FLOORS[half])
    if options.lower_floors:
        print("lowered:", *kept.lower_to(ours, reason=options.reason, date=datetime.now(UTC).date().isoformat()))
    if options.raise_floors:
        print("raised:", *kept.raise_to(ours), sep="\n  ")
    if options.lower_floors or options.raise_floors:
        kept.save(FLOORS[half])
    missed = kept.check(ours)
    print(f"floors of {half}:", "all held" if not missed else "")
    for words in missed:
        print("  missed:", words)
    return not missed


def print_differences(dev: Figures, blind: Figures) -> None:
    """Print by how much each figure of blind is above that of dev, for the sets that both have."""
    print("blind above dev:")
    for name in sorted(dev.keys() & blind.keys()):
        found = [
            f"{key} {blind[name][key] - dev[name][key]:+.3f}"
            for key in MEASURES
            if key in dev[name] and key in blind[name]
        ]
        print(f"  {name:20}{'  '.join(found)}")


def measured(half: str, options: argparse.Namespace) -> dict[str, Figures] | None:
    """Measure one half and print its figures; return ours and those of the peers that were run, by their name.

    Return ``None`` where the half is not there, or one page of it was shown instead.
    """
    archive = SHARED / f"{half}.tar.xz"
    if not archive.exists():
        print(f"quality: {half} skipped, {archive} is not there")
        return None
    with page_folder(options.cache, half) as folder:
        pages = unpack(folder, archive)
        wanted = options.sets.split(",") if options.sets else None
        pages = [page for page in pages if (page.set in wanted if wanted else page.set != NO_FIGURES)]
        if options.show:
            for page in pages:
                if options.show in {page.id, f"{page.set}/{page.id}"}:
                    show(page, options.extractor)
            return None
        results = run(options.extractor, pages, options.processes)
        found = {"tearsheet": summary(results)}
        for name in [name for name in _quality_peers.installed() if name in options.peers.split(",")]:
            print(f"running {name}", file=sys.stderr)
            found[f"{name} (live)"] = summary(run(name, pages, options.processes))
    others = {**peers(half), **{name: sets for name, sets in found.items() if name != "tearsheet"}}
    print(f"-- {half}")
    print_table(found["tearsheet"], others, bool(options.peers))
    print_behind(found["tearsheet"], others)
    print_worst(results, options.worst) if options.worst else None
    if options.wrong:
        print_wrong(results, pages, options.wrong)
    return found


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--half", choices=[*HALVES, "both"], help="dev where pages are shown, else both")
    ap.add_argument("--sets", help="only these, parted by commas")
    ap.add_argument("--worst", type=int, default=0, metavar="N", help="print the worst N pages of each set")
    ap.add_argument("--wrong", choices=["title", "author", "date"], help="print every page where this field is wrong")
    ap.add_argument("--show", metavar="ID", help="print one page's body against its truth and end")
    ap.add_argument(
        "--peers",
        nargs="?",
        const=",".join(_quality_peers.PEERS),
        default="",
        metavar="NAMES",
        help="print every peer, and run those that are installed; or only these, parted by commas",
    )
    ap.add_argument("--extractor", default="tearsheet", help="what is run as ours: a peer, or module:function")
    ap.add_argument("--cache", type=Path, metavar="FOLDER", help="keep the pages unpacked there")
    ap.add_argument("--processes", type=int, default=2)
    ap.add_argument(
        "--json", type=Path, metavar="FILE", help="write all figures there, by half, ours and the live peers'"
    )
    ap.add_argument("--check", action="store_true", help="exit with 1 when a figure is below its floor")
    ap.add_argument("--raise-floors", action="store_true", help="raise the floors to what is reached now")
    ap.add_argument("--lower-floors", action="store_true", help="lower the floors that are missed; needs --reason")
    ap.add_argument("--reason", default="", help="why floors are lowered")
    options = ap.parse_args()
    if options.lower_floors and not options.reason.strip():
        ap.error("--lower-floors needs --reason")
    looks = bool(options.worst or options.wrong or options.show)
    if looks and options.half not in {None, "dev"}:
        ap.error("the blind half gives sums only: its pages are not looked at")
    halves = ("dev",) if looks else HALVES if options.half in {None, "both"} else (options.half,)
    sys.path.insert(0, ".")
    figures = {half: found for half in halves if (found := measured(half, options)) is not None}
    if len(figures) == len(HALVES):
        print_differences(*[figures[half]["tearsheet"] for half in HALVES])
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    held = [gate(half, found["tearsheet"], options) for half, found in figures.items()]
    sys.exit(int(options.check and not all(held)))


if __name__ == "__main__":
    main()
