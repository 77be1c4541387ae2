"""Precision and recall of tearsheet.bulk.dedupe on copies made of the fixtures and of real pages; rensa and datasketch.

    python benchmarks/dedupe.py [FOLDER]

The folder holds real pages as ``SET/gt.jsonl`` with ``title`` and ``body``; without one only the fixtures are used.
Each story goes in once, then its copies: a copy is found when it joins its own story, and wrong when it joins another.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

from attrs import evolve

import tearsheet
from tearsheet import Article, Block, Edition
from tearsheet.bulk.dedupe import Deduper
from tearsheet.model.fingerprint import letters
from tearsheet.outputs import text as export
from tearsheet.text.language import detect

FIXTURES = Path(__file__).parents[1] / "tests" / "fixtures"
LEADS = {
    True: "本报讯：以下内容由本站编辑整理，配图与标题为编者所加，读者可在文末看到原作者的姓名。",
    False: "Our desk picked up this report overnight and has put a headline and an opening of its own above it.",
}
CREDITS = {
    True: "（转自合作媒体，略有删改）",
    False: "This story first appeared elsewhere and is printed by arrangement.",
}


def fixtures() -> Iterator[Article]:
    for path in sorted(FIXTURES.glob("*/*/page.*")):
        yield from tearsheet.parse_all(path.read_bytes())


def pages(folder: Path) -> Iterator[Article]:
    for path in sorted(folder.glob("*/gt.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            page = json.loads(line)
            blocks = tuple(Block(text=text) for part in (page.get("body") or "").split("\n") if (text := part.strip()))
            # Test pages of one project all hold the same filler.
            if sum(len(block.text) for block in blocks) > 200 and "ipsum" not in page["body"]:
                title = page.get("title") or blocks[0].text
                language = detect("".join(block.text for block in blocks)[:2000]) or "und"
                yield Article(adapter="page", editions=(Edition(language=language, title=title, body=blocks),))


def chinese(edition: Edition) -> bool:
    return edition.language.startswith("zh")


def syndicated(edition: Edition) -> Edition:
    """Another title, lead and credit around the rest of the story."""
    lead, credit = (Block(text=texts[chinese(edition)]) for texts in (LEADS, CREDITS))
    return evolve(edition, title=lead.text[:20], body=(lead, *edition.body[1:], credit))


def edited(edition: Edition, chance: random.Random) -> Edition:
    """One word, or run of Han characters, of fifty is another."""

    def other(match: re.Match[str]) -> str:
        return "改" if chance.random() < 0.02 else match[0]

    return evolve(
        edition,
        body=tuple(evolve(block, text=re.sub(r"[\u4e00-\u9fff]|\w+", other, block.text)) for block in edition.body),
    )


def copies(article: Article, fold: dict[str, Callable[[str], str]]) -> Iterator[tuple[str, Article]]:
    chance = random.Random(article.fingerprint)
    editions = article.editions
    try:
        found = tearsheet.parse(export.dumps(article).encode(), content_type="text/plain", adapter="text-export")
        yield "text export", found
    except tearsheet.TearsheetError:
        pass
    if all(len(edition.body) > 3 for edition in editions):
        yield "other title, lead, credit", evolve(article, editions=tuple(map(syndicated, editions)))
        cut = tuple(evolve(each, body=each.body[: len(each.body) * 2 // 3]) for each in editions)
        yield "last third cut", evolve(article, editions=cut)
    yield "2 % of the words edited", evolve(article, editions=tuple(edited(each, chance) for each in editions))
    if len(editions) > 1:
        for edition in editions:
            yield "one edition of two", evolve(article, editions=(edition,))
    for edition in filter(chinese, editions):
        convert = fold["s2t" if edition.language != "zh-Hant" else "t2s"]
        other = evolve(
            edition,
            title=convert(edition.title),
            body=tuple(evolve(block, text=convert(block.text)) for block in edition.body),
        )
        yield "Traditional, Simplified", evolve(article, editions=(other,))


def measure(stories: list[Article], made: list[tuple[str, int, Article]], threshold: float) -> None:
    known = Deduper(threshold)
    wrong = sum(known.add(story, place) != place for place, story in enumerate(stories))
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    start = perf_counter()
    for number, (kind, place, copy) in enumerate(made):
        joined = known.add(copy, f"copy {number}")
        total[kind] += 1
        right[kind] += joined == place
        wrong += joined not in {place, f"copy {number}"}
    took = perf_counter() - start
    found = right.total()
    recalls = "  ".join(f"{kind} {right[kind] / total[kind]:.3f}" for kind in total)
    print(
        f"threshold {threshold:.1f}: precision {found / (found + wrong):.4f} ({wrong} wrong), "
        f"recall {found / total.total():.4f}; {took / len(made) * 1e3:.2f} ms an article\n    {recalls}"
    )


def libraries(stories: list[Article]) -> None:
    """Time sketching and indexing, and the error of the estimate, with each library."""
    import datasketch
    import rensa

    runs = Deduper(fold_scripts=False)._runs  # noqa: SLF001 - the same runs for both
    texts = [found for story in stories if len(found := runs(story.text)) > 50]
    chance = random.Random(1)
    pairs = [(one, chance.sample(one, len(one) * chance.randrange(2, 10) // 10)) for one in texts]

    def by_rensa(words: list[str]) -> rensa.RMinHash:
        sketch = rensa.RMinHash(num_perm=256, seed=1)
        sketch.update(words)
        return sketch

    def by_datasketch(words: list[str]) -> datasketch.MinHash:
        sketch = datasketch.MinHash(num_perm=256, seed=1)
        sketch.update_batch([word.encode() for word in words])
        return sketch

    for name, make, index in (
        ("rensa", by_rensa, rensa.RMinHashLSH(threshold=0.5, num_perm=256, num_bands=64)),
        ("datasketch", by_datasketch, datasketch.MinHashLSH(params=(64, 4), num_perm=256)),
    ):
        start = perf_counter()
        sketches = [make(words) for words in texts]
        sketched = perf_counter() - start
        start = perf_counter()
        for key, sketch in enumerate(sketches):
            index.query(sketch)
            index.insert(key, sketch)
        indexed = perf_counter() - start
        errors = [
            sketch.jaccard(make(part)) - len({*part}) / len({*whole})
            for sketch, (whole, part) in zip(sketches, pairs, strict=True)
        ]
        error = (sum(each * each for each in errors) / len(errors)) ** 0.5
        print(
            f"{name:11} sketch {sketched / len(texts) * 1e3:.3f} ms, index {indexed / len(texts) * 1e3:.3f} ms, "
            f"error of the estimate {error:.3f}"
        )


def main() -> None:
    import opencc

    fold: dict[str, Callable[[str], str]] = {name: opencc.OpenCC(name).convert for name in ("s2t", "t2s")}
    found = [*fixtures(), *(pages(Path(sys.argv[1])) if len(sys.argv) > 1 else ())]
    by_beginning: dict[str, Article] = {}
    for article in found:
        # Some fixtures print one story in several layouts, and some real pages are there under two addresses.
        beginnings = [letters(edition.text)[:60] for edition in article.editions]
        if article.text and not any(beginning in by_beginning for beginning in beginnings):
            by_beginning |= dict.fromkeys(beginnings, article)
    unique = {id(article): article for article in by_beginning.values()}
    stories = list(unique.values())
    made = [(kind, place, copy) for place, story in enumerate(stories) for kind, copy in copies(story, fold)]
    print(f"{len(stories)} stories, {len(made)} copies")
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        measure(stories, made, threshold)
    libraries(stories)


if __name__ == "__main__":
    main()
