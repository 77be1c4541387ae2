"""The four real samples against their gold records: every field, every block, every character.

The samples are third parties' texts and stand beside the repository; without them these tests are skipped.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

import tearsheet
from tearsheet import Article, Reading

NAMES = ("ai_news_card", "text_export", "westca", "xishuta")


@pytest.fixture(scope="module", params=NAMES)
def sample(request, samples) -> tuple[Reading, dict[str, Any]]:
    """The reading of a sample and its gold record."""
    gold = json.loads((samples / f"{request.param}.gold.json").read_text("utf-8"))
    return tearsheet.read((samples / f"{request.param}.txt").read_bytes()), gold


def said(value: Any, language: str) -> Any:
    """Return what a gold field says in *language*; some fields are not told apart by language."""
    return value.get(language) if isinstance(value, dict) else value


# -- the whole page ------------------------------------------------------------------------------------------------------


def test_the_adapter_and_the_languages_are_right(sample):
    reading, gold = sample
    assert reading.adapter.name == reading.article.adapter == gold["adapter"]
    assert [edition.language for edition in reading.article.editions] == gold["languages"]


def test_only_the_right_adapter_recognises_it(sample):
    reading, gold = sample
    answers = tearsheet.registry.explain(reading.page)
    assert [answer.adapter for answer in answers if answer.matched] == [gold["adapter"]]


def test_every_character_is_accounted_for(sample):
    reading, _ = sample
    assert [entry.text for entry in reading.ledger.unexplained] == []
    assert reading.ledger.coverage == 1


#: Gold roles that are no field of ours, by their beginning.
DROPPED = ("chrome", "title.sep", "analysis_heading", "scores.hot.label", "scores.quality.label", "scores.impact.label")


def test_the_ledger_agrees_with_the_gold_account_of_every_line(sample):
    """What the gold calls furniture no field claims; what it gives to a field is claimed, on the same line."""
    reading, gold = sample
    claimed: dict[int, Counter[str]] = {}
    dropped: dict[int, Counter[str]] = {}
    for entry in reading.ledger.entries:
        side = claimed if entry.role is not None else dropped
        side.setdefault(entry.line, Counter()).update(entry.text.replace(" ", ""))
    self_link = {item["text"] for item in gold["related"] if item["is_self"]}
    for line in gold["lines"]:
        fields: Counter[str] = Counter()
        for part in line["parts"]:
            label = part["role"].startswith(DROPPED) or part["role"].endswith((".label", ".dup"))
            if not label and not (part["role"].startswith("related") and part["text"] in self_link):
                fields.update("".join(part["text"].split()))
        # Site and publisher are claimed out of lines that the gold calls furniture.
        if any(part["role"].startswith("chrome") for part in line["parts"]):
            continue
        missing = fields - claimed.get(line["line"], Counter())
        assert not missing, (line["line"], missing)


def test_every_gold_text_is_found_in_its_edition(sample):
    reading, gold = sample
    for edition in reading.article.editions:
        language = edition.language
        assert edition.title == gold["title"][language]
        assert list(edition.tags) == gold["tags"]
        assert list(edition.breadcrumbs) == gold["breadcrumbs"]
        assert edition.site == said(gold["site_name"], language)
        assert edition.section == gold.get("category")
        notice = gold["disclaimer"].get(language)
        assert edition.notices == ((notice,) if notice else ())


def test_summaries_are_cut_where_the_page_cut_them(sample):
    reading, gold = sample
    for edition in reading.article.editions:
        wanted = gold["summary"].get(edition.language)
        if wanted is None:
            assert edition.summary is None
        else:
            assert edition.summary.text == wanted["text"]
            assert edition.summary.truncated == wanted["truncated"]
            assert len(edition.summary.text) == wanted["chars"]


def test_every_block_has_its_text_and_its_kind(sample):
    reading, gold = sample
    for edition in reading.article.editions:
        wanted = gold["body"][edition.language]
        assert [block.text for block in edition.body] == [block["text"] for block in wanted]
        kinds = {"pullquote": "quote"}
        wrong = [
            (block.kind, block.text)
            for block, gold_block in zip(edition.body, wanted, strict=True)
            if block.kind
            not in {kinds.get(kind, kind) for kind in (gold_block["type"], *gold_block.get("alt_types", []))}
        ]
        assert wrong == []


def test_captions_and_credits_describe_pictures(sample):
    reading, gold = sample
    captions = [block["text"] for body in gold["body"].values() for block in body if block["type"] == "caption"]
    told = [image.caption or image.credit for image in reading.article.images]
    assert len(told) == len(captions)
    assert all(caption.endswith(words) for caption, words in zip(captions, told, strict=True))
    assert all(image.url is None for image in reading.article.images)


def test_scores_and_numbers_are_right(sample):
    reading, gold = sample
    assert dict(reading.article.scores) == gold["scores"]
    assert reading.article.extras.get("header_number") == gold["header_number"]


def test_whom_the_page_names_is_right(sample):
    reading, gold = sample
    article = reading.article
    assert (article.source.name if article.source else None) == gold["source"]
    assert article.publisher == gold["publisher"]
    assert article.authors == ()
    assert article.url == gold["url"]
    assert article.ai_generated == gold["ai_generated"]


def test_related_titles_leave_out_the_article_itself(sample):
    reading, gold = sample
    assert [link.text for link in reading.article.related] == [
        item["text"] for item in gold["related"] if not item["is_self"]
    ]


def test_what_no_text_can_hold_is_absent(sample):
    article = sample[0].article
    assert article.comments == ()
    assert article.canonical_url is None
    assert article.captured_at is None


# -- times ---------------------------------------------------------------------------------------------------------------


def raws(wanted: dict[str, Any]) -> list[str]:
    return list(wanted["raw"].values()) if isinstance(wanted["raw"], dict) else [wanted["raw"]]


@pytest.mark.parametrize("name", ["published", "updated"])
def test_times_are_read_as_printed(sample, name):
    reading, gold = sample
    moment, wanted = getattr(reading.article, name), gold[name]
    if wanted is None:
        assert moment is None
        return
    assert moment.basis == wanted["kind"]
    assert any(raw.endswith(moment.raw) or moment.raw.endswith(raw) for raw in raws(wanted))
    if wanted["kind"] == "relative":
        assert moment.offset == timedelta(seconds=wanted["offset_seconds"])
        assert moment.start is None
    else:
        assert moment.start.replace(tzinfo=None).isoformat() == wanted["iso"]
        assert moment.zone == wanted["tz_guess"]


def test_a_capture_dates_what_was_printed_as_an_age(samples):
    when = datetime(2026, 6, 12, 9, 30, tzinfo=UTC)
    article = tearsheet.parse((samples / "ai_news_card.txt").read_bytes(), captured_at=when)
    for moment, ago in ((article.published, timedelta(hours=2)), (article.updated, timedelta(hours=1))):
        assert moment.start < when - ago + timedelta(minutes=1)
        assert moment.start <= when - ago < moment.end <= when


# -- what is odd about them ----------------------------------------------------------------------------------------------


def codes(article: Article) -> set[str]:
    return {warning.code for warning in article.warnings}


def test_what_is_odd_about_the_card_is_warned_of(samples):
    article = tearsheet.parse((samples / "ai_news_card.txt").read_bytes())
    assert {"summary-truncated", "edition-paragraph-missing", "title-story-differs"} <= codes(article)
    assert "bilingual-ambiguous" not in codes(article)


@pytest.mark.parametrize("name", ["westca", "xishuta"])
def test_nothing_is_odd_about_the_others(samples, name):
    assert codes(tearsheet.parse((samples / f"{name}.txt").read_bytes())) == set()


def test_the_export_is_the_english_half_of_the_card(samples):
    card = tearsheet.parse((samples / "ai_news_card.txt").read_bytes()).edition("en")
    export = tearsheet.parse((samples / "text_export.txt").read_bytes()).edition("en")
    assert (export.title, export.summary, export.body, export.notices) == (
        card.title,
        card.summary,
        card.body,
        card.notices,
    )


def test_a_url_from_the_caller_is_kept_beside_the_one_the_page_prints(samples):
    page = (samples / "xishuta.txt").read_bytes()
    assert (
        tearsheet.parse(page, "http://m.xishuta.com/newsview143485.html").url
        == "http://m.xishuta.com/newsview143485.html"
    )
    assert tearsheet.parse(page).url.endswith("/newsview143485.html")


# -- as it may also come -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "gb18030", "utf-32"])
def test_another_encoding_reads_the_same(samples, sample, codec):
    reading, _ = sample
    text = reading.page.text
    assert tearsheet.parse(text.encode(codec)) == reading.article


@pytest.mark.parametrize("name", NAMES)
def test_full_width_punctuation_reads_the_same_but_for_its_width(samples, name):
    """The samples were folded to half width; the live pages very probably were not."""
    wide = str.maketrans(",:!?();", "，：！？（）；")

    def widened(text: str) -> str:
        """Widen what stands beside a Chinese character."""
        signs = [
            sign.translate(wide) if at and "\u4e00" <= text[at - 1] <= "\u9fff" else sign
            for at, sign in enumerate(text)
        ]
        return "".join(signs)

    text = (samples / f"{name}.txt").read_text("utf-8")
    plain, article = tearsheet.parse(text), tearsheet.parse(widened(text))
    assert [edition.language for edition in article.editions] == [edition.language for edition in plain.editions]
    for edition, before in zip(article.editions, plain.editions, strict=True):
        assert edition.title == widened(before.title)
        assert [(block.kind, block.text) for block in edition.body] == [
            (block.kind, widened(block.text)) for block in before.body
        ]
        assert edition.notices == tuple(map(widened, before.notices))
        assert (edition.site, edition.section, edition.tags) == (before.site, before.section, before.tags)
    assert article.published == plain.published
    assert article.scores == plain.scores
    assert [link.text for link in article.related] == [widened(link.text) for link in plain.related]
    assert (article.source, article.publisher) == (plain.source, plain.publisher)
