"""AI news cards: one story printed in English and in Chinese, with three scores.

::

    AI News AI资讯 7h ago Updated 1h ago 更新于 1小时前 38      site, times, a number without a label
    English title 中文标题
    English summary (cut at 500 characters) 中文摘要
    75 Hot 热度   70 Quality 质量   70 Impact 影响力
    Analysis 深度分析
    English paragraphs, Chinese paragraphs, or one after the other in turn
    Disclaimer: … 免责声明:…
    tags, each printed once a language
    Share: 分享到:

The labels are what this adapter leans on; where a page ends its lines does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from attrs import evolve

from tearsheet.adapters.formats.ai_news_card.card_header import take_header
from tearsheet.model import Article, BlockKind, Image, Source
from tearsheet.reading.adapter import Adapter, Signature
from tearsheet.reading.blocks import Passage
from tearsheet.reading.boilerplate import Boilerplate, clear, either
from tearsheet.reading.editions import Editions, Half
from tearsheet.reading.reader import Reader
from tearsheet.reading.text_range import TextRange
from tearsheet.text.bilingual import CharRange, split_tags
from tearsheet.text.plaintext import BY_AI

__all__ = ["AINewsCard", "take_scores"]

_SCORES = {
    "hot": r"Hot\s*[热熱]度",
    "quality": r"Quality\s*[质質]量",
    "impact": r"Impact\s*影[响響]力",
}
_ANALYSIS = re.compile(r"^Analysis\s*深度分析$", re.MULTILINE)
_CHINESE_DISCLAIMER = re.compile(r"免[责責][声聲]明\s*[:：]")
_DISCLAIMER = re.compile(rf"^(?:Disclaimer\s*[:：]|{_CHINESE_DISCLAIMER.pattern})", re.MULTILINE)
_END = re.compile(rf"(?:{_DISCLAIMER.pattern})|^Share\s*[:：]|^分享到")
_SHARE = re.compile(r"^(?:Share\s*+(?:[:：]\s*+)?)?分享到\s*+[:：]?$|^Share\s*+[:：]?$")
_SOURCE = re.compile(
    r"^(?:Source\s*+[:：]\s*+(?P<source>\S(?:.*?\S)??)\s*+)?来源\s*+[:：]\s*+(?P<credited>.+)$", re.MULTILINE
)
_TAGS_LABEL = re.compile(r"(?:Tags\s*+[:：]?)?\s*+(?:标签\s*+[:：]?)?")
_ANCHORS = either(
    *map(re.compile, _SCORES.values()),
    _ANALYSIS,
    _DISCLAIMER,
    _SHARE,
    re.compile(r"更新[于於]|\bUpdated\b"),
    first="HQI更U",
)


class AINewsCard(Adapter):
    name = "ai-news-card"
    signature = Signature(tuple(_SCORES.values()))
    checked = date(2026, 11, 22)

    def read(self, reader: Reader) -> Article:
        boilerplate = clear(reader, _ANCHORS)
        page = reader.stretch(0)
        heading = page.search(_ANALYSIS)
        scores, scores_start, scores_end = take_scores(page, _SCORES, heading.start if heading is not None else 0)
        above = page.index_at(max(0, scores_start - 1)) + 1 if scores_start else 0
        below = page.index_at(scores_end - 1) + 1 if scores_end else 0
        editions = Editions(reader)

        header = take_header(reader, editions, above)
        if header.end >= above:
            reader.fail("title", "no line between the times and the scores")
        if heading is not None and heading.start >= scores_end:
            heading.drop_rest("section-heading")
            below = page.index_at(heading.end) + 1
        end = _body_end(reader, below)
        images, order = _body(reader, editions, boilerplate, below, end)
        _titles(reader, editions, boilerplate, header.end, above)
        source = _source(reader.stretch(header.end, below)) or _source(reader.stretch(end))
        _tail(reader, editions, boilerplate, end)
        editions.warn_of_oddities()
        built = editions.build()
        notices = " ".join(notice for edition in built for notice in edition.notices)
        return Article(
            adapter=self.name,
            editions=built,
            published=header.published,
            updated=header.updated,
            source=source,
            scores=scores,
            images=tuple([_placed(image, order, built[0].language) for image in images]),
            ai_generated=True if BY_AI.search(notices) else None,
            extras={} if header.header_number is None else {"header_number": header.header_number},
        )


def _placed(image: Image, order: list[str], leading: str) -> Image:
    """Count the place of a picture in the blocks of the *leading* edition, which are the article's."""
    return evolve(image, position=order[: image.position].count(leading))


def _titles(reader: Reader, editions: Editions, boilerplate: Boilerplate, start: int, stop: int) -> None:
    """Take titles and summaries, the languages in the order in which the page first uses them."""
    known = [block.text for draft in editions.drafts.values() for block in draft.body]
    lead: list[Half] = []
    for line in reader.lines[start:stop]:
        if boilerplate.leaves_out(line, reader):
            continue
        if not reader.ledger.touched(line):
            lead.extend(editions.halves(line, known=known, title=reader.page.title, limit=500))
    order = list(dict.fromkeys(half.language for half in lead))
    editions.drafts = {language: editions[language] for language in [*order, *editions.drafts]}
    for half in lead:
        editions.take_lead(half)


def _body_end(reader: Reader, start: int) -> int:
    """Return the index of the first line after the body."""
    end = reader.find(_END, start)
    return len(reader.lines) if end is None else end


def _body(
    reader: Reader, editions: Editions, boilerplate: Boilerplate, start: int, stop: int
) -> tuple[list[Image], list[str]]:
    """Take the body; return also the pictures in it, and the language of each block, in the order of the page."""
    languages: list[str] = []

    def passages() -> Iterator[Passage]:
        language = "en"
        for line in reader.lines[start:stop]:
            if boilerplate.leaves_out(line, reader):
                continue
            halves = editions.printed_apart(line)
            if halves:
                # A row of a table that is one paragraph in each language is two paragraphs.
                kind: BlockKind | None = "paragraph" if line.tag == "tr" else None
                yield Passage(line, 0, 0)
                for half in halves:
                    languages.append(half.language)
                    yield Passage(line, half.start, half.end, kind, role=f"body@{half.language}", images=())
            else:
                language = editions.language(line.text) or language
                languages.append(language)
                yield Passage(line, role=f"body@{language}")

    blocks, images = reader.body(passages())
    for language, block in zip(languages, blocks, strict=True):
        editions[language].body.append(block)
    return images, languages


def _tail(reader: Reader, editions: Editions, boilerplate: Boilerplate, start: int) -> None:
    """Take disclaimers and tags; leave the share prompt."""
    share = reader.find(_SHARE, start)
    stop = len(reader.lines) if share is None else share
    reader.drop((line for line in reader.lines[stop:] if _SHARE.search(line.text)), "share-prompt")
    tags = []
    for line in reader.lines[start:stop]:
        if boilerplate.leaves_out(line, reader):
            continue
        if _DISCLAIMER.search(line.text):
            # Its label tells where the second half begins.
            label = _CHINESE_DISCLAIMER.search(line.text)
            known = [line.text[label.start() :]] if label is not None else []
            for half in editions.halves(line, known=known):
                editions[half.language].notices.append(editions.take(half, "notices"))
        elif _TAGS_LABEL.fullmatch(line.text):
            reader.drop(line, "label")
        elif not reader.ledger.touched(line) and line.text[-1] not in "。.":
            tags.append(line)
    _tags(TextRange(reader.ledger, tags), editions)


def _tags(tags: TextRange, editions: Editions) -> None:
    """Take tags, each printed once a language: the same words twice, or a name in each."""
    languages = list(editions.drafts)
    for pair in split_tags(tags.text, runs=tags.boundaries()):
        first = tags.take(*_bare(tags.text, pair.first), "tags")
        second = tags.take(*_bare(tags.text, pair.second), "tags") if pair.second is not None else first
        by_language = {editions.language(words): words for words in (first, second)}
        for language in languages:
            words = by_language.get(language) if len(by_language) == 2 else None
            editions[language].tags.append(words or (first if language == languages[0] else second))


def _bare(text: str, span: CharRange) -> CharRange:
    """Leave the sign before a tag (#) out."""
    start, end = span
    while start < end - 1 and text[start] in "#＃":
        start += 1
    return start, end


def _source(page: TextRange) -> Source | None:
    found = page.search(_SOURCE)
    if found is None:
        return None
    name = found.take("source", "source") or found.take("credited", "source")
    found.take("credited", "source")
    found.drop_rest("label")
    return Source(name=name) if name else None


# -- scores: numbers with a label each, as printed number first, label first, or a row of either -----------------------


_NUMBER = r"\d+(?:\.\d+)?"
_AFTER = re.compile(rf"\s*+(?:[:：]\s*+)?({_NUMBER})(?:\s*+/\s*+100)?(?!\S)")
_BEFORE = re.compile(rf"(?:^|(?<=\s))({_NUMBER})\s*$")
# How far before a label its number is looked for, and a row of numbers before a row of labels.
_NEAR = 16
_ROW_NEAR = 64  # characters before the first label in which the row of numbers stands

_Span = tuple[int, int]


def take_scores(page: TextRange, labels: Mapping[str, str], default: int = 0) -> tuple[dict[str, float], int, int]:
    """Claim the numbers of *labels*, name → pattern; return them by name, and where they begin and end.

    :param default: where they would be, on a page that prints none
    """
    found = [(name, match) for name, label in labels.items() if (match := re.search(label, page.text)) is not None]
    found.sort(key=lambda item: item[1].start())
    matches = [match for _, match in found]
    start = matches[0].start() if matches else default
    end = matches[-1].end() if matches else default
    scores: dict[str, float] = {}
    spans = (_in_row(page.text, matches) if _adjoin(page.text, matches) else None) or _beside(page.text, matches)
    for (name, match), span in zip(found, spans, strict=True):
        page.drop(match.start(), match.end(), "label")
        if span is not None:
            scores[name] = float(page.take(*span, f"scores.{name}"))
            start, end = min(start, span[0]), max(end, span[1])
    return scores, start, end


def _adjoin(text: str, labels: Sequence[re.Match[str]]) -> bool:
    """Whether nothing stands between one label and the next."""
    return len(labels) > 1 and not any(text[one.end() : two.start()].strip() for one, two in pairwise(labels))


def _in_row(text: str, labels: Sequence[re.Match[str]]) -> Sequence[_Span | None] | None:
    """Return where the numbers stand that are a row of their own, above the row of labels or below it."""
    row = rf"((?:{_NUMBER}\s+){{{len(labels) - 1}}}{_NUMBER})"
    offset = max(0, labels[0].start() - _ROW_NEAR)
    numbers = re.search(rf"(?:^|(?<=\s)){row}\s*$", text[offset : labels[0].start()])
    if numbers is None:
        offset = labels[-1].end()
        numbers = re.match(rf"\s*{row}(?!\S)", text[offset : offset + _ROW_NEAR])
    if numbers is None:
        return None
    offset += numbers.start(1)
    return [(number.start() + offset, number.end() + offset) for number in re.finditer(_NUMBER, numbers[1])]


def _beside(text: str, labels: Sequence[re.Match[str]]) -> Sequence[_Span | None]:
    """Return where the number of each label stands: after it if one follows the last label, else before it."""
    spans: list[_Span | None] = []
    number_last = bool(labels) and _AFTER.match(text, labels[-1].end()) is not None
    for label in labels:
        offset = 0 if number_last else max(0, label.start() - _NEAR)
        number = _AFTER.match(text, label.end()) if number_last else _BEFORE.search(text[offset : label.start()])
        spans.append((number.start(1) + offset, number.end(1) + offset) if number is not None else None)
    return spans
