"""What declaring costs: the same adapter declared and written by hand, on the same made pages, in one run.

    python benchmarks/declared.py [--rounds 30] [--check]

The figure is the ratio of process time for ``Registry.read``, page and all. ``--check`` fails above 1.3.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from datetime import UTC, datetime

from tearsheet import Adapter, Article, Block, Edition, Image, Link, Page, Reader, Registry, Source
from tearsheet.fields import DeclaredAdapter, blocks, css, links
from tearsheet.page.lines import Line
from tearsheet.reading.boilerplate import Boilerplate
from tearsheet.text.language import detect

LIMIT = 1.3
CAPTURED = datetime(2026, 3, 5, tzinfo=UTC)


class Declared(DeclaredAdapter):
    name = "declared"
    hosts = ("ledger.example",)
    zone = "Asia/Shanghai"
    title = css("h1.title")
    published = css(".info .time")
    source = css(".info .from")
    authors = css(".info .by").split("、")
    tags = css(".tags a")
    body = blocks("div.article", drop=[".promo"])
    related = links("ul.more a")
    drops = {"navigation": ".menu", "ranking": ".rank", "footer": ".foot"}


class Written(Adapter):
    """As a person would write it who knows the library: by selectors where there are some, claiming each line."""

    name = "written"
    hosts = ("ledger.example",)
    zone = "Asia/Shanghai"

    def read(self, reader: Reader) -> Article:
        lines: dict[int, list[Line]] = {}
        for line in reader.lines:
            for node in line.ancestors():
                lines.setdefault(node.mem_id, []).append(line)
        title_line = self._of(reader, lines, "h1.title")[0]
        title = reader.take(title_line, "title")
        texts: dict[str, str] = {}
        info = lines[reader.page.css(".info")[0].mem_id][0]
        for run in info.runs:
            owner = run.node
            name = owner.attributes.get("class") if owner is not None else None
            if name:
                texts[name] = reader.ledger.claim(
                    info, {"time": "published", "from": "source", "by": "authors"}[name], run.start, run.end
                )
        tags: list[str] = []
        for line in self._of(reader, lines, ".tags"):
            for start, end, _ in reader.linked(line):
                tags.append(reader.ledger.claim(line, "tags", start, end).strip("#"))
        related: list[Link] = []
        for line in self._of(reader, lines, "ul.more"):
            for start, end, url in reader.linked(line):
                related.append(Link(text=reader.ledger.claim(line, "related", start, end), url=url))
        for selector, rule in ((".menu", "navigation"), (".rank", "ranking"), (".foot", "footer")):
            reader.drop(self._of(reader, lines, selector), rule)
        container = reader.page.css("div.article")[0]
        for node in container.css(".promo"):
            reader.drop(lines.get(node.mem_id, []), "advert")
        body, images = self._body(reader, lines[container.mem_id], Boilerplate.below(container))
        edition = Edition(
            language=detect(title + body[0].text, "zh-Hans") or "zh-Hans",
            title=title,
            body=tuple(body),
            tags=tuple(tags),
        )
        return Article(
            adapter=self.name,
            editions=(edition,),
            published=reader.moment(texts["time"]),
            source=Source(name=texts["from"]),
            authors=tuple(texts["by"].split("、")),
            related=tuple(related),
            images=tuple(images),
        )

    @staticmethod
    def _of(reader: Reader, lines: dict[int, list[Line]], selector: str) -> list[Line]:
        return [line for node in reader.page.css(selector) for line in lines.get(node.mem_id, [])]

    @staticmethod
    def _body(reader: Reader, lines: list[Line], furniture: Boilerplate) -> tuple[list[Block], list[Image]]:
        kept: list[Line] = []
        for line in lines:
            if reader.ledger.touched(line):
                continue
            rule = furniture.in_body(line)
            if rule is not None:
                reader.drop(line, rule)
                continue
            kept.append(line)
        return reader.body(kept)


def page(paragraphs: int, furniture: int) -> bytes:
    """Make a page of the made-up site: a story among menus and rankings."""
    story = "".join(
        f"<p>第{n}段:渡轮今年冬天每晚照常开航,票价仍是两元,<a href='/fares'>详情见此</a>,港务处说。</p>"
        + ("<figure><img src='/a.jpg'><figcaption>码头清晨</figcaption></figure>" if n % 8 == 3 else "")
        + ("<div class='promo'>买双靴子</div>" if n % 10 == 5 else "")
        for n in range(paragraphs)
    )
    menu = "".join(f"<li><a href='/c/{n}'>栏目{n}</a></li>" for n in range(furniture))
    rank = "".join(f"<div><b>{n}</b><a href='/n/{n}'>另一个故事的标题之{n}</a></div>" for n in range(furniture))
    more = "".join(f"<li><a href='/n/{n + 500}'>相关故事{n}</a></li>" for n in range(6))
    return (
        f"<!doctype html><html lang='zh'><head><meta charset='utf-8'><title>渡轮全冬开航</title></head><body>"
        f"<ul class='menu'>{menu}</ul><div class='main'><h1 class='title'>渡轮全冬开航</h1>"
        f"<div class='info'><span class='time'>2026-03-04 08:00</span> <span class='from'>港口新闻</span> "
        f"<span class='by'>阿衡、小薇</span></div><div class='article'>{story}</div>"
        f"<div class='tags'><a href='/t/1'>#渡轮</a> <a href='/t/2'>#港口</a></div><ul class='more'>{more}</ul></div>"
        f"<div class='rank'>{rank}</div><div class='foot'>港口纪事报社</div></body></html>"
    ).encode()


def spent(registry: Registry, data: bytes, adapter: str) -> float:
    """Return the seconds of process time that one reading takes."""
    start = time.process_time()
    registry.read(Page(data, url="https://ledger.example/n/1", captured_at=CAPTURED), adapter=adapter)
    return time.process_time() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=30, help="how often each page is read; the best counts")
    parser.add_argument("--check", action="store_true", help=f"fail above {LIMIT}")
    options = parser.parse_args()
    registry = Registry()
    registry.register(Declared)
    registry.register(Written)
    worst = 0.0
    print("paragraphs  other lines    KB   written   declared   ratio")
    for paragraphs, furniture in ((5, 20), (30, 60), (100, 200), (20, 600)):
        data = page(paragraphs, furniture)
        one, other = (
            registry.read(data, "https://ledger.example/n/1", adapter=name) for name in ("written", "declared")
        )
        assert one.article.editions == other.article.editions, "the two must read the same"
        assert one.article.related == other.article.related
        assert not other.ledger.unexplained
        best = {"written": 1e9, "declared": 1e9}
        gc.collect()
        for _ in range(options.rounds):
            best = {name: min(known, spent(registry, data, name)) for name, known in best.items()}
        ratio = best["declared"] / best["written"]
        worst = max(worst, ratio)
        print(
            f"{paragraphs:10}  {furniture * 2:11} {len(data) / 1000:5.0f}  {best['written'] * 1e3:5.2f} ms   "
            f"{best['declared'] * 1e3:5.2f} ms   {ratio:5.2f}"
        )
    if options.check and worst > LIMIT:
        print(f"a declared adapter may cost {LIMIT} times a written one, and costs {worst:.2f} times", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
