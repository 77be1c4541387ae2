"""Real pages written out as plain text, and read from the text alone.

    python benchmarks/dumps.py                         # resiliparse's dumps of dev, by set
    python benchmarks/dumps.py --ways resiliparse,inscriptis,soup --half blind
    python benchmarks/dumps.py --site-lines            # hosts of five pages or more, with and without what they repeat
    python benchmarks/dumps.py --peers                 # and what boilerpy3 and jusText make of the same dumps
    python benchmarks/dumps.py --check                 # exits with 1 when a mean is below its floor

The pages, the truth and the three writers lie in ``../shared/pages``; where it is absent the benchmark says so. Of the
blind half only sums are printed. Figures are those of the scorer there. Peers read HTML alone and are fed a ``<p>`` a
line; Trafilatura makes nothing of that. jusText has word lists of languages, none of Chinese, Japanese or Korean.
"""

from __future__ import annotations

import argparse
import html as markup
import importlib
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import _quality_peers as peers
from _quality_pages import SHARED, scorer

import tearsheet
from tearsheet import Article, Page, SiteLines

SETS = ("gne", "magic_article_zh", "np4k_cjk", "aed", "wcxb_article", "fundus", "sch", "twnews")
# The least mean body F1 over the sets of a half, by writer: measured on 29 November 2026, less 0.005.
FLOORS = {
    "dev": {"resiliparse": 0.924, "inscriptis": 0.923, "soup": 0.921},
    "blind": {"resiliparse": 0.902, "inscriptis": 0.895, "soup": 0.874},
}
FEWEST = 5


class Dump(NamedTuple):
    """A page as a writer wrote it out, with what is known of it."""

    set: str
    way: str
    row: dict[str, Any]
    text: str
    html: bytes
    url: str | None


def written(item: tuple[str, dict[str, Any], bytes, tuple[str, ...]]) -> list[Dump]:
    name, row, data, ways = item
    sys.path.insert(0, str(SHARED))
    dumps = importlib.import_module("dumps")
    # Some sets know no addresses; then a page says its own.
    url = row.get("url") or Page(data, content_type="text/html").canonical_url
    return [Dump(name, way, row, dumps.write_out(way, data), data, url) for way in ways]


PEERS = ("boilerpy3", "justext")


def peer_figures(job: tuple[Dump, str]) -> dict[str, float | bool]:
    """Return precision and recall of the body that a peer finds in a dump."""
    dump, peer = job
    score = scorer()
    page = "".join(f"<p>{markup.escape(line)}</p>" for line in filter(None, map(str.strip, dump.text.splitlines())))
    page = f"<html><body>{page}</body></html>"
    try:
        body = peers.named(peer)(page.encode(), None)["body"]
    except Exception:  # noqa: BLE001 - what a peer raises is its page's loss, as for us
        body = ""
    precision, recall = score.precision_recall(dump.row["body"], body, dump.set in score.CJK_SETS)
    return {"P": precision, "R": recall}


def article_of(dump: Dump, *, html: bool, lines: SiteLines | None = None) -> Article | None:
    data, kind = (dump.html, "text/html") if html else (dump.text, "text/plain")
    try:
        return tearsheet.parse(data, dump.url, content_type=kind, adapter="generic", site_lines=lines)
    except tearsheet.TearsheetError:
        return None


def day_of(article: Article | None) -> str | None:
    moment = (article.published or article.updated) if article else None
    return (moment.start.date().isoformat() if moment.start else moment.civil) if moment else None


def figures(job: tuple[Dump, bool, SiteLines | None]) -> dict[str, float | bool]:
    """Return precision, recall and what else is right of one page, from its text or its HTML."""
    dump, html, lines = job
    score, row = scorer(), dump.row
    article = article_of(dump, html=html, lines=lines)
    day = day_of(article)
    precision, recall = score.precision_recall(row["body"], article.text if article else "", dump.set in score.CJK_SETS)
    found: dict[str, float | bool] = {"P": precision, "R": recall}
    if row.get("title"):
        found["title"] = score.fold(article.title if article else None) == score.fold(row["title"])
    if score.day(row.get("date")):
        found["date"] = score.day(day) == score.day(row["date"])
        if html or score.day(day_of(article_of(dump, html=True))) == score.day(row["date"]):
            found["of HTML's"] = found["date"]
    if row.get("author"):
        found["author"] = score.same_author(row["author"], ", ".join(article.authors) if article else None)
    return found


def summed(found: Sequence[dict[str, float | bool]]) -> dict[str, float]:
    means = {
        key: statistics.mean(float(row[key]) for row in found if key in row)
        for key in ("P", "R", "title", "date", "of HTML's", "author")
        if any(key in row for row in found)
    }
    return {"F1": scorer().f1(means.pop("P"), means.pop("R")), **means}


def shown(label: str, means: dict[str, float], pages: int) -> None:
    print(f"{label:32} {pages:4} pages  " + "  ".join(f"{key} {value:.3f}" for key, value in means.items()))


def by_set(dumps: Sequence[Dump], pool: ProcessPoolExecutor) -> Iterator[tuple[str, float]]:
    """Print the figures of each way and set; give the mean F1 of each way."""
    results = pool.map(figures, [(dump, False, None) for dump in dumps], chunksize=8)
    found: dict[str, dict[str, list[dict[str, float | bool]]]] = defaultdict(lambda: defaultdict(list))
    for dump, row in zip(dumps, results, strict=True):
        found[dump.way][dump.set].append(row)
    for way, sets in found.items():
        means = {name: summed(rows) for name, rows in sets.items()}
        for name, mean in means.items():
            shown(f"{way} {name}", mean, len(sets[name]))
        yield way, statistics.mean(mean["F1"] for mean in means.values())


def by_peers(dumps: Sequence[Dump], pool: ProcessPoolExecutor) -> None:
    """Print what the peers that are installed find in the same dumps."""
    for peer in PEERS:
        if peer not in peers.installed():
            print(f"{peer} is not installed, and is left out")
            continue
        readable = [dump for dump in dumps if peer != "justext" or dump.set not in scorer().CJK_SETS]
        results = pool.map(peer_figures, [(dump, peer) for dump in readable], chunksize=8)
        found: dict[tuple[str, str], list[dict[str, float | bool]]] = defaultdict(list)
        for dump, row in zip(readable, results, strict=True):
            found[dump.way, dump.set].append(row)
        for (way, name), rows in found.items():
            shown(f"{peer} {way} {name}", summed(rows), len(rows))


def with_lines(dumps: Sequence[Dump], pool: ProcessPoolExecutor) -> None:
    """Print what pages of hosts with several give with and without the lines that their sites repeat."""
    hosts: dict[str, list[Dump]] = defaultdict(list)
    for dump in dumps:
        host = urlsplit(dump.url or "").hostname
        if host:
            hosts[host.removeprefix("www.")].append(dump)
    chosen = [dump for found in hosts.values() if len(found) >= FEWEST for dump in found]
    if not chosen:
        print(f"no host has {FEWEST} pages here")
        return
    for html in (False, True):
        lines = SiteLines()
        for dump in chosen:
            kind = "text/html" if html else "text/plain"
            lines.learn(Page(dump.html if html else dump.text, url=dump.url, content_type=kind))
        for label, known in (("without", None), ("with", lines)):
            rows = list(pool.map(figures, [(dump, html, known) for dump in chosen], chunksize=8))
            shown(f"{'HTML' if html else 'text'} {label} site lines", summed(rows), len(rows))


def main() -> int:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--half", choices=("dev", "blind"), default="dev")
    parser.add_argument("--ways", default="resiliparse", help="writers, with commas: resiliparse, inscriptis, soup")
    parser.add_argument("--sets", default=",".join(SETS), help="sets, with commas")
    parser.add_argument("--site-lines", action="store_true", help="measure hosts of five pages or more with site lines")
    parser.add_argument("--peers", action="store_true", help="also print what boilerpy3 and jusText find, if installed")
    parser.add_argument("--check", action="store_true", help="exit with 1 when a mean is below its floor")
    options = parser.parse_args()
    archive = SHARED / f"{options.half}.tar.xz"
    if not archive.exists():
        print(f"{archive} is not there, and nothing is measured")
        return 0
    ways = tuple(options.ways.split(","))
    pages = [(*item, ways) for item in scorer().load(archive, set(options.sets.split(","))) if item[1].get("body")]
    with ProcessPoolExecutor() as pool:
        dumps = sorted(
            (dump for found in pool.map(written, pages, chunksize=16) for dump in found), key=lambda d: d.way
        )
        if options.site_lines:
            with_lines([dump for dump in dumps if dump.way == ways[0]], pool)
            return 0
        missed = [way for way, mean in by_set(dumps, pool) if mean < FLOORS[options.half][way]]
        if options.peers:
            by_peers(dumps, pool)
    print("below the floor: " + ", ".join(missed) if missed else "every mean is at its floor or above")
    return 1 if missed and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
