"""Sites learned from two of their pages, tried on the others.

    python benchmarks/learn.py [--pages ../shared/pages] [--site 163] [--json learn.json] [--peers]

For every site of which there are three pages or more with a known body: every choice of two pages to learn from (ten
at most), and every other page read with what was learned. Two rows a site: ``alone``, where nobody says anything of
the pages, and ``told``, where title, first and last words of the story are given as ``tearsheet new`` takes them.
Body: F1 over shingles of four words (four characters in the Chinese sets), as ``score.py`` beside the pages has it, a
mean over the pages tried. Peers read the same pages, each once.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import statistics
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

import tearsheet
from tearsheet import Page, Registry, TearsheetError
from tearsheet.authoring.learning import Known, Learned, NotOnPageError, Sample, check_known, learn

HERE = Path(__file__).resolve().parent
PAGES = HERE.parent.parent / "shared" / "pages"
CHOICES = 10
HOME = 0.85
# What the truth of a set takes for text beside the story: its printed summary, what is printed under pictures.
WITH_SUMMARY = {"aed", "wcxb_article"}
WITHOUT_CAPTIONS = {"aed"}
ALIASES = {"163": "163.com", "toutiao": "toutiao.com", "wechat": "mp.weixin.qq.com", "baijiahao": "baijiahao.baidu.com"}
Row = dict[str, Any]
Peer = Callable[[bytes, str | None], dict[str, Any]]


def score_module(folder: Path) -> ModuleType:
    """Return score.py, which stands beside the pages and has the measures."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sites(score: ModuleType, folder: Path) -> dict[str, list[Row]]:
    """Return the pages by site, of those with a known body or title."""
    found: dict[str, list[Row]] = defaultdict(list)
    for name, row, data in score.load(folder / "dev.tar.xz", None):
        if row.get("list") or name.endswith("_list") or not (row.get("body") or row.get("title")):
            continue
        site = _site(row)
        if site is not None:
            found[site].append({**row, "set": name, "data": data, "cjk": name in score.CJK_SETS})
    return {site: rows for site, rows in found.items() if sum(bool(row.get("body")) for row in rows) >= 3}


def _site(row: Row) -> str | None:
    if row["set"] == "gne":
        name = str(row["id"]).rpartition("_")[0]
        return str(ALIASES.get(name, name))
    host = re.sub(r"^(?:www\d?|m)\.", "", urlsplit(row.get("url") or "").hostname or "")
    return None if host in {"", "web.archive.org"} else host


def page_of(row: Row) -> Page:
    """Return a page as a caller has it."""
    return Page(row["data"], url=row.get("url"))


def told(row: Row) -> Known:
    """Return what a person would say of a page: its title and the ends of its story, where the page shows them."""
    lines = [line.text for line in page_of(row).lines]
    body = [" ".join(line.split()) for line in (row.get("body") or "").splitlines() if line.strip()]

    def seen(texts: list[str]) -> str | None:
        return next((text for text in texts[:3] if len(text) > 6 and any(text in line for line in lines)), None)

    title = " ".join((row.get("title") or "").split())
    title = title if title and any(title in line for line in lines) else ""
    known = Known(
        title=title or None,
        body_from=seen([text[:60].strip() for text in body]),
        body_to=seen([text[-60:].strip() for text in reversed(body)]),
    )
    try:
        check_known(Sample(page_of(row)), known)
    except NotOnPageError:  # a truth whose parts are in another order than those of the page
        return Known(title=title or None)
    return known


def read(learned: Learned, row: Row) -> dict[str, Any]:
    """Return what the learned adapter reads of a page, empty where it fails."""
    registry = Registry()
    registry.register(learned.adapter("learned"))
    try:
        reading = registry.read(page_of(row), adapter="learned")
    except TearsheetError:
        return {}
    article = reading.article
    when = article.published
    day = None
    if when is not None:
        day = when.start.date().isoformat() if when.start is not None else when.civil
    plain = row["set"] in WITHOUT_CAPTIONS
    texts = [block.text for block in article.body if not (plain and block.kind == "caption")]
    if article.summary is not None and row["set"] in WITH_SUMMARY and reading.sources["summary"].startswith("css("):
        texts.insert(0, article.summary.text)
    body = "\n".join(texts)
    return {"body": body, "title": article.title, "date": day}


def marks(score: ModuleType, row: Row, out: dict[str, Any]) -> dict[str, float]:
    """Return how *out* does on a page."""
    found: dict[str, float] = {}
    if row.get("body"):
        found["f1"] = score.f1(*score.precision_recall(row["body"], out.get("body"), row["cjk"]))
    if row.get("title"):
        found["title"] = float(score.fold(out.get("title")) == score.fold(row["title"]))
    if score.day(row.get("date")):
        found["date"] = float(score.day(out.get("date")) == score.day(row["date"]))
    return found


def templates(rows: list[Row]) -> list[int]:
    """Return which template each page is in: those whose stories stand in elements that share a class or an id."""
    names = [_home_of(row) for row in rows]
    kinds = list(range(len(rows)))
    for one, other in combinations(range(len(rows)), 2):
        if names[one] & names[other]:
            old, new = kinds[other], kinds[one]
            kinds = [new if kind == old else kind for kind in kinds]
    return kinds


def _home_of(row: Row) -> set[str]:
    """Return classes and id of the smallest element that holds most of the known story."""
    truth = " ".join((row.get("body") or "").split())
    lines = page_of(row).lines
    found: dict[int, tuple[int, Any]] = {}
    whole = 0
    for line in lines:
        if len(line.text) > 12 and line.text in truth:
            whole += len(line.text)
            for node in line.ancestors():
                found[node.mem_id] = (found.get(node.mem_id, (0, node))[0] + len(line.text), node)
    home = next((node for size, node in found.values() if size > HOME * whole and node.tag != "p"), None)
    # Dictionaries keep the order in which elements were met: inner ones first.
    attributes = home.attributes if home is not None else {}
    return {*(attributes.get("class") or "").split(), f"#{attributes.get('id')}"} - {"#None", "clearfix"}


def tried(
    score: ModuleType, rows: list[Row], *, hints: bool
) -> Iterator[tuple[tuple[int, ...], int, dict[str, float]]]:
    """Yield the choice of pages, the page tried and its marks, for each."""
    trainable = [index for index, row in enumerate(rows) if row.get("body")]
    for choice in list(combinations(trainable, 2))[:CHOICES]:
        some = [rows[index] for index in choice]
        try:
            learned: Learned | None = learn(
                [page_of(row) for row in some], [told(row) for row in some] if hints else (), account=False
            )
        except TearsheetError as error:
            print(f"  {[row['id'] for row in some]}: {error}", file=sys.stderr)
            learned = None
        for index, row in enumerate(rows):
            if index not in choice:
                yield choice, index, marks(score, row, read(learned, row) if learned is not None else {})


def mean(values: list[dict[str, float]]) -> dict[str, float]:
    """Return the mean of each mark."""
    keys = ("f1", "title", "date")
    each = {key: [value[key] for value in values if key in value] for key in keys}
    return {key: round(statistics.mean(found), 4) for key, found in each.items() if found}


# -- peers -----------------------------------------------------------------------------------------------------------


def peers() -> dict[str, Peer]:
    """Return the peers that are installed."""
    found: dict[str, Peer] = {}
    for name, make in (
        ("trafilatura", _trafilatura),
        ("newspaper4k", _newspaper),
        ("readability", _readability),
        ("resiliparse", _resiliparse),
    ):
        try:
            found[name] = make()
        except ImportError:
            print(f"{name} is not installed", file=sys.stderr)
    return found


def _trafilatura() -> Peer:
    import trafilatura

    def run(data: bytes, url: str | None) -> dict[str, Any]:
        document = trafilatura.bare_extraction(data, url=url, with_metadata=True, include_comments=False)
        found: dict[str, Any] = document if isinstance(document, dict) else document.as_dict() if document else {}
        return {"body": found.get("text"), "title": found.get("title"), "date": found.get("date")}

    return run


def _newspaper() -> Peer:
    import newspaper

    def run(data: bytes, url: str | None) -> dict[str, Any]:
        text = Page(data).text
        chinese = len(re.findall(r"[\u4e00-\u9fff]", text)) > 200
        article = newspaper.Article(
            url or "http://example.com/", language="zh" if chinese else "en", fetch_images=False
        )
        article.download(input_html=text)
        article.parse()
        when = article.publish_date
        return {"body": article.text, "title": article.title, "date": str(when)[:10] if when else None}

    return run


def _readability() -> Peer:
    import lxml.html
    from readability import Document

    def run(data: bytes, url: str | None) -> dict[str, Any]:
        document = Document(Page(data).text, url=url)
        summary = lxml.html.fromstring(document.summary())
        text = "\n".join(part for node in summary.iter() for part in (node.text, node.tail) if part)
        return {"body": text, "title": document.short_title(), "date": None}

    return run


def _resiliparse() -> Peer:
    from resiliparse.extract.html2text import extract_plain_text

    def run(data: bytes, url: str | None) -> dict[str, Any]:
        del url
        return {"body": extract_plain_text(Page(data).text, main_content=True)}

    return run


def peer_marks(score: ModuleType, rows: list[Row], peer: Peer) -> list[dict[str, float]]:
    """Return the marks of *peer* on each page."""
    found = []
    for row in rows:
        try:
            out = peer(row["data"], row.get("url"))
        except Exception:  # noqa: BLE001 - a peer may fail in any way; that is what is counted
            out = {}
        found.append(marks(score, row, out))
    return found


def _row(site: str, what: str, count: int, entry: dict[str, Any]) -> str:
    found = entry[what]
    cells = "".join(f"{found[key]:7.3f}" if key in found else f"{'':7}" for key in ("f1", "title", "date"))
    best = max(found["peers"], key=lambda peer: found["peers"][peer].get("f1", 0.0), default=None)
    said = f"   {best} {found['peers'][best]['f1']:.3f}" if best is not None and found["peers"][best] else ""
    return f"{site:22}{what:22}{count:6}{cells}{said}"


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, default=PAGES)
    parser.add_argument("--site")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("-v", "--verbose", action="store_true", help="show each choice and page below 0.95")
    args = parser.parse_args()
    if not (args.pages / "score.py").is_file():
        sys.exit(f"there are no pages in {args.pages}; give --pages the folder with score.py and dev.tar.xz")
    score = score_module(args.pages)
    chosen = {} if args.no_peers else peers()
    table: dict[str, dict[str, Any]] = {}
    print(f"{'site':22}{'learned':22}{'tried':>6}{'F1':>7}{'title':>7}{'date':>7}   best peer, F1")
    for site, rows in sorted(sites(score, args.pages).items()):
        if args.site and site not in args.site.split(","):
            continue
        by_page = {name: peer_marks(score, rows, peer) for name, peer in chosen.items()}
        kinds = templates(rows)
        entry: dict[str, Any] = {"pages": len(rows), "templates": len(set(kinds))}
        for name, hints in (("alone", False), ("told", True)):
            results = list(tried(score, rows, hints=hints))
            same = [each for each in results if kinds[each[1]] in {kinds[page] for page in each[0]}]
            for what, some in ((name, results), (f"{name}, same template", same)):
                # Peers are held against the same pages, each as often as it was tried.
                beside = {peer: mean([found[page] for _, page, _ in some]) for peer, found in by_page.items()}
                entry[what] = {**mean([each for _, _, each in some]), "peers": beside}
                print(_row(site, what, len(some), entry), flush=True)
            if args.verbose:
                for choice, index, each in results:
                    if each.get("f1", 1) < 0.95 or not each.get("title", 1) or not each.get("date", 1):
                        print(f"    {[rows[i]['id'][:12] for i in choice]} → {rows[index]['id'][:16]} {each}")
        table[site] = entry
    for what in ("alone", "alone, same template", "told", "told, same template"):
        print(f"all sites, {what}: {mean([entry[what] for entry in table.values()])}")
        for peer in chosen:
            print(f"    {peer}: {mean([entry[what]['peers'][peer] for entry in table.values()])}")
    if args.json:
        args.json.write_text(json.dumps({"tearsheet": tearsheet.__version__, "sites": table}, indent=1) + "\n")


if __name__ == "__main__":
    main()
