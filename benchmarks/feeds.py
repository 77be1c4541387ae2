"""Feeds through tearsheet and through the libraries that read feeds: what each finds right, and how fast.

    python benchmarks/feeds.py [--reports FOLDER] [FOLDER …]

Libraries that are not installed are left out (feedparser, fastfeedparser, feedparser-rs). First each reads feeds whose
items are known: made ones of every format, and those made after bug reports of feed readers, in a folder beside the
repository. Then the real feeds of the folders are read, else the fixtures; the real ones meant are those in the source
distribution of chardet 5.2.0: ``pip download chardet==5.2.0 --no-binary :all: --no-deps``, unpacked.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import tearsheet
from tearsheet import Page

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "tests" / "fixtures" / "feed"
REPORTS = ROOT.parent / "shared" / "cases" / "reports"


class Item(NamedTuple):
    """What a reader makes of an item."""

    title: str
    url: str
    authors: tuple[str, ...]
    published: str
    updated: str
    text: str
    links: frozenset[str]


Reader = Callable[[bytes], list[Item]]


# -- readers -----------------------------------------------------------------------------------------------------------


def ours(data: bytes) -> list[Item]:
    return [
        Item(
            title=article.title,
            url=article.url or "",
            authors=article.authors,
            published=of_moment(article.published),
            updated=of_moment(article.updated),
            text="\n".join([article.text, article.summary.text if article.summary else ""]),
            links=frozenset(link.url or "" for block in article.body for link in block.links),
        )
        for article in tearsheet.parse_all(data)
    ]


def of_moment(moment: tearsheet.Moment | None) -> str:
    if moment is None:
        return ""
    return moment.start.isoformat() if moment.start is not None else moment.civil or ""


def of_entries(parse: Callable[[bytes], Any]) -> Reader:
    """Return a reader of what has the shape of feedparser's entries."""

    def read(data: bytes) -> list[Item]:
        return [of_entry(entry) for entry in parse(data).entries]

    return read


def of_entry(entry: Any) -> Item:
    def get(name: str) -> Any:
        return entry.get(name) if isinstance(entry, Mapping) else getattr(entry, name, None)

    contents = get("content") or []
    markups = [get("summary") or get("description") or "", *(value_of(each, "value") for each in contents)]
    # A reader that gives markup leaves it to others to make text of it: the same way for all.
    pages = [
        Page(f"<div>{markup}</div>", content_type="text/html", url=str(get("link") or ""))
        for markup in markups
        if markup
    ]
    authors = [name for each in get("authors") or [] if (name := value_of(each, "name"))]
    return Item(
        words(str(get("title") or "")),
        str(get("link") or ""),
        tuple(authors or filter(None, [str(get("author") or "")])),
        moment(get("published_parsed") or get("published")),
        moment(get("updated_parsed") or get("updated")),
        "\n".join(page.visible for page in pages),
        frozenset(node.attributes.get("href") or "" for page in pages for node in page.css("a[href]")),
    )


def value_of(each: Any, name: str) -> str:
    return str((each.get(name) if isinstance(each, Mapping) else getattr(each, name, None)) or "")


def words(markup: str) -> str:
    return " ".join(Page(f"<p>{markup}</p>", content_type="text/html").visible.split())


def moment(value: Any) -> str:
    """Return a time as ISO 8601, ``""`` where what a reader gives is none."""
    if isinstance(value, time.struct_time):
        return datetime(*value[:6], tzinfo=UTC).isoformat()
    try:
        return datetime.fromisoformat(str(value)).isoformat()
    except ValueError:
        return ""


READERS: dict[str, tuple[str, Callable[[Any], Reader]]] = {
    "feedparser": ("feedparser", lambda module: of_entries(module.parse)),
    "fastfeedparser": ("fastfeedparser", lambda module: of_entries(module.parse)),
    "feedparser-rs": ("feedparser_rs", lambda module: of_entries(module.parse)),
}


def readers() -> dict[str, Reader]:
    found: dict[str, Reader] = {"tearsheet": ours}
    for name, (module, make) in READERS.items():
        if importlib.util.find_spec(module) is not None:
            found[name] = make(importlib.import_module(module))
    return found


# -- feeds whose items are known ---------------------------------------------------------------------------------------


class Known(NamedTuple):
    """A feed and what a reader of it must get, an item each; ``number`` of them in all."""

    name: str
    data: bytes
    want: list[dict[str, Any]]
    number: int | None


def reported(folder: Path) -> Iterator[Known]:
    for path in sorted(folder.glob("*.xml")):
        spec = json.loads(path.with_suffix(".json").read_text("utf-8"))
        want = spec["want"] if isinstance(spec["want"], list) else [spec["want"]]
        yield Known(path.stem, path.read_bytes(), want, spec.get("count"))


TEXT = "The boats go out at six & come back by <b>noon</b>."
SAID = "The boats go out at six & come back by noon."
ESCAPED = TEXT.replace("&", "&amp;").replace("<", "&lt;")
TWICE = TEXT.replace("&", "&amp;amp;").replace("<", "&lt;")
AUTHORS = ("Ada Moll", "Tom Reed")
DATES = {
    "Tue, 05 Mar 2024 08:30:00 +0100": "2024-03-05",
    "Tue, 05 Mar 2024 08:30:00 EST": "2024-03-05",
    "2024-03-05T08:30:00Z": "2024-03-05",
    "2024-03-05 08:30:00": "2024-03-05",
    "5 Mar 2024 08:30": "2024-03-05",
    "Di, 05 Mär 2024 08:30:00 +0100": "2024-03-05",
    "2024年3月5日 08:30": "2024-03-05",
    "1709627400": "2024-03-05",
    "no date": "",
}


def made() -> Iterator[Known]:
    """Yield feeds of every format, each with one thing that feeds do in different ways."""
    link = "https://quay.example/1"
    whole = {"title": "Boats & nets", "url": link, "has": [SAID]}
    rss = "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>Quay</title><link>https://quay.example/</link>{}</channel></rss>"
    item = "<item><title>Boats &amp; nets</title><link>{}</link>{}</item>"
    kinds: dict[str, tuple[str, dict[str, Any]]] = {
        "rss description": (item.format(link, f"<description>{TWICE}</description>"), whole),
        "rss cdata": (item.format(link, f"<description><![CDATA[{TEXT.replace('&', '&amp;')}]]></description>"), whole),
        "rss content": (item.format(link, f"<content:encoded>{TWICE}</content:encoded>"), whole),
        "rss guid alone": (
            f"<item><title>Boats &amp; nets</title><guid>{link}</guid><description>{TWICE}</description></item>",
            whole,
        ),
        "rss link relative": (item.format("/1", f"<description>{TWICE}</description>"), whole),
        "rss creators": (
            item.format(link, "".join(f"<dc:creator>{name}</dc:creator>" for name in AUTHORS)),
            {"authors": list(AUTHORS)},
        ),
        "rss author by mail": (
            item.format(link, "<author>ada@quay.example (Ada Moll)</author>"),
            {"authors": ["Ada Moll"]},
        ),
        "rss title with markup": (
            item.format(link, "").replace("Boats &amp; nets", "Boats &lt;i&gt;and&lt;/i&gt; nets"),
            {"title": "Boats and nets"},
        ),
    }
    for name, (inner, want) in kinds.items():
        yield Known(name, f"<?xml version='1.0'?>{rss.format(inner)}".encode(), [want], 1)
    for date, day in DATES.items():
        inner = item.format(link, f"<pubDate>{date}</pubDate>")
        yield Known(f"rss date {date}", rss.format(inner).encode(), [{"published": day or None}], 1)
    atom = (
        "<feed xmlns='http://www.w3.org/2005/Atom'{}><title>Quay</title>"
        "<entry><title>Boats &amp; nets</title>{}</entry></feed>"
    )
    html = f"<content type='html'>{TWICE}</content>"
    xhtml = f"<div xmlns='http://www.w3.org/1999/xhtml'>{TEXT.replace('&', '&amp;')}</div>"
    kinds = {
        "atom html": (f"<link href='{link}'/>{html}", whole),
        "atom xhtml": (
            f"<link href='{link}'/><content type='xhtml'>{xhtml}</content>",
            whole,
        ),
        "atom text": (f"<link href='{link}'/><summary>{SAID.replace('&', '&amp;')}</summary>", whole),
        "atom links": (
            f"<link rel='self' href='https://quay.example/x'/><link rel='alternate' href='{link}'/>{html}",
            whole,
        ),
        "atom authors": (
            "".join(f"<author><name>{name}</name></author>" for name in AUTHORS),
            {"authors": list(AUTHORS)},
        ),
        "atom updated": ("<updated>2024-03-05T08:30:00Z</updated>", {"updated": "2024-03-05"}),
    }
    for name, (inner, want) in kinds.items():
        yield Known(name, atom.format("", inner).encode(), [want], 1)
    yield Known(
        "atom base", atom.format(" xml:base='https://quay.example/'", f"<link href='1'/>{html}").encode(), [whole], 1
    )
    rdf = (
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel><title>"
        f"Quay</title></channel>{item.format(link, f'<description>{TWICE}</description>')}</rdf:RDF>"
    )
    yield Known("rdf", rdf.encode(), [whole], 1)
    plain = rss.format(kinds_item := item.format(link, f"<description>{TWICE}</description>"))
    yield Known("utf-16", f"<?xml version='1.0' encoding='utf-16'?>{plain}".encode("utf-16"), [whole], 1)
    yield Known(
        "windows-1252",
        f"<?xml version='1.0' encoding='windows-1252'?>{plain.replace('Quay', 'Café')}".encode("cp1252"),
        [whole],
        1,
    )
    yield Known("cut off", rss.format(kinds_item + kinds_item)[:-60].encode(), [whole], 2)
    yield Known("text before", b"\n <!-- x -->" + plain.encode(), [whole], 1)
    yield Known("stray ampersand", plain.replace("Boats &amp;", "Boats &").encode(), [whole], 1)
    yield Known("html reference", plain.replace("<title>Quay", "<title>Caf&eacute;").encode(), [whole], 1)
    yield Known("control character", plain.replace("Quay", "Qu\x0bay").encode(), [whole], 1)


def faults(items: list[Item], known: Known) -> Iterator[str]:
    if known.number is not None and len(items) != known.number:
        yield f"{len(items)} items, want {known.number}"
    for item, want in zip(items, known.want, strict=False):
        for key, expected in want.items():
            got: Any = getattr(item, key, None)
            if key in {"published", "updated"}:
                if not any(
                    of_time(got, each) for each in ([expected] if isinstance(expected, str | None) else expected)
                ):
                    yield f"{key}: {got}"
            elif key == "has":
                yield from (f"lacks {text[:40]!r}" for text in expected if squeezed(text) not in squeezed(item.text))
            elif key == "links_has":
                yield from (f"lacks {url}" for url in expected if url not in item.links)
            elif key == "authors":
                if list(item.authors) != expected:
                    yield f"authors: {item.authors}"
            elif key in {"title", "url"} and got != expected:
                yield f"{key}: {got!r}"


def of_time(got: str, expected: str | None) -> bool:
    if not expected or not got:
        return not expected and not got
    at = datetime.fromisoformat(got)
    return got.startswith(expected) or (at.tzinfo is not None and at.astimezone(UTC).isoformat().startswith(expected))


def squeezed(text: str | None) -> str:
    return "".join((text or "").split())


def right(read: Reader, feeds: list[Known]) -> tuple[int, list[str]]:
    """Return how many feeds are read right, and the faults of the others."""
    wrong: list[str] = []
    for known in feeds:
        try:
            found = list(faults(read(known.data), known))
        except Exception as error:  # noqa: BLE001 - a reader may fail in any way; that is what is counted
            found = [type(error).__name__]
        if found:
            wrong.append(f"{known.name}: {'; '.join(found)}")
    return len(feeds) - len(wrong), wrong


# -- real feeds --------------------------------------------------------------------------------------------------------


def compare(read: Reader, feeds: list[bytes], base: list[list[Item]]) -> tuple[Counter[str], float]:
    found: Counter[str] = Counter()
    started = time.process_time()
    result = []
    for data in feeds:
        try:
            result.append(read(data))
        except Exception:  # noqa: BLE001
            result.append([])
            found["failed"] += 1
    took = time.process_time() - started
    for items, mine in zip(result, base, strict=True):
        found["items"] += len(items)
        found["with a time"] += sum(bool(item.published or item.updated) for item in items)
        found["with text"] += sum(bool(item.text.strip()) for item in items)
        if len(items) == len(mine):
            found["same titles"] += sum(
                squeezed(a.title) == squeezed(b.title) for a, b in zip(items, mine, strict=True)
            )
    return found, took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--reports", type=Path, default=REPORTS)
    parser.add_argument("-v", "--verbose", action="store_true", help="print what each reads wrong")
    args = parser.parse_args()
    sets = {"made": list(made()), "reports": list(reported(args.reports)) if args.reports.is_dir() else []}
    for title, known in sets.items():
        print(f"{title}: {len(known)} feeds")
        for name, read in readers().items():
            count, wrong = right(read, known)
            print(f"  {name:18}{count:5} right")
            for fault in wrong if args.verbose else ():
                print(f"      {fault}")
    files = [path.read_bytes() for folder in args.folders or [FIXTURES] for path in sorted(folder.rglob("*.xml"))]
    feeds = [data for data in files if Page(data).feed is not None]
    base = [ours(data) for data in feeds]
    print(f"real: {len(feeds)} feeds, {sum(map(len, feeds)) / 1e6:.2f} MB")
    for name, read in readers().items():
        found, took = compare(read, feeds, base)
        print(f"  {name:18}{took:7.2f} s  " + ", ".join(f"{count:,} {what}" for what, count in found.items()))
    for name, (module, _) in READERS.items():
        if importlib.util.find_spec(module) is not None:
            parse = importlib.import_module(module).parse
            started = time.process_time()
            for data in feeds:
                try:
                    parse(data)
                except Exception:  # noqa: BLE001
                    continue
            print(f"  {name:18}{time.process_time() - started:7.2f} s for its parse alone")


if __name__ == "__main__":
    main()
