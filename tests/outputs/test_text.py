"""The text form, read back by a reader written from the grammar in its module, and by the adapter."""

from __future__ import annotations

import pickle
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import tearsheet
from strategies import AWKWARD, articles, words
from tearsheet.errors import FormatError, NoEditionError
from tearsheet.model import Article, Block, Edition, Link, Moment, Source, Summary
from tearsheet.outputs import text
from tearsheet.outputs.forms import one_line, project, split_lines
from tearsheet.page.lines import Line
from tearsheet.page.text_lines import text_lines
from tearsheet.text import plaintext
from tearsheet.text.language import detect

# -- the reader ------------------------------------------------------------------------------------------------------


def read(written: str) -> list[Article]:
    found: list[list[Line]] = []
    for line in text_lines(written):
        if line.page_break or not found:
            found.append([])
        found[-1].append(line)
    return [read_article(lines) for lines in found]


def read_article(lines: list[Line]) -> Article:
    starts = [0, *(at for at in range(1, len(lines)) if lines[at].blanks)]
    article = {}
    editions = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        parts = list(read_edition(lines[start:end]))
        values = {
            key: tuple(value for name, value in parts if name == key)
            for key in ("body", "notice", "tag", "breadcrumb", "author", "score", "related")
        }
        single = dict(parts)
        editions.append(
            Edition(
                language=single["language"],
                title=single["title"],
                summary=Summary(text=single["summary"]) if "summary" in single else None,
                body=values["body"],
                tags=values["tag"],
                notices=values["notice"],
                site=single.get("site"),
                section=single.get("section"),
                breadcrumbs=values["breadcrumb"],
            )
        )
        if start == 0:
            article = {
                "url": single.get("url"),
                "canonical_url": single.get("canonical_url"),
                "published": Moment(raw=single["published"]) if "published" in single else None,
                "updated": Moment(raw=single["updated"]) if "updated" in single else None,
                "authors": values["author"],
                "source": Source(name=single["source"]) if "source" in single else None,
                "publisher": single.get("publisher"),
                "scores": {name: float(number) for name, _, number in (s.rpartition(" ") for s in values["score"])},
                "related": tuple(Link(text=words) for words in values["related"]),
            }
    return Article(adapter="text-export", editions=tuple(editions), **article)


METADATA = ("language", "site", "section", "breadcrumb", "author", "source", "publisher")
METADATA += ("published", "updated", "url", "canonical_url", "score")


def read_edition(lines: list[Line]) -> Iterator[tuple[str, object]]:
    found = detect("\n".join(line.text for line in lines[:12]), "en") or "en"
    title, *lines = lines
    label = plaintext.label_of(title.text)
    yield "title", label[1] if label and label[0] == "title" else title.text
    language = None
    while (label := plaintext.label_of(lines[0].text)) and label[0] in METADATA and not lines[0].marker:
        yield label
        language = label[1] if label[0] == "language" else language
        lines.pop(0)
    if not plaintext.is_marker(lines[0].text):
        summary = lines.pop(0).text
        label = plaintext.label_of(summary)
        yield "summary", label[1] if label and label[0] == "summary" else summary
    marker = lines.pop(0).text
    assert plaintext.is_marker(marker)
    if language is None:
        yield "language", found
    tail: list[Line] = []
    while lines and plaintext.is_tail(lines[-1].text) and not lines[-1].marker:
        tail.insert(0, lines.pop())
    for line in lines:
        label = plaintext.label_of(line.text)
        if line.marker:
            yield "body", Block(kind="list_item", text=line.text)
        else:
            assert not plaintext.is_rule(line.text)
            yield "body", Block(text=label[1] if label and label[0] == "text" else line.text)
    for line in tail:
        yield plaintext.label_of(line.text) or ("notice", line.text)


# -- the tests -------------------------------------------------------------------------------------------------------


def article(*bodies: str, **parts) -> Article:
    edition = {"language": "en", "title": "Rain", "body": tuple(Block(text=body) for body in bodies), **parts}
    return Article(adapter="generic", editions=(Edition(**edition),))


@given(articles())
def test_reads_back_as_far_as_the_form_holds_it(one):
    (back,) = read(text.dumps(one))
    assert back == project(one, "text")
    assert project(back, "text") == back
    # Code is indented for people: a reader of lines takes each of them as words.
    assert _words(text.dumps(back)) == _words(text.dumps(one))


def _words(written: str) -> list[list[str]]:
    return [line.split() for line in written.split("\n")]


@given(st.lists(articles(), min_size=1, max_size=3))
def test_a_file_of_several_articles_reads_back(several):
    assert read(text.dumps_all(several)) == [project(one, "text") for one in several]


def adapter_reads_back(*several: Article) -> bool:
    found = tearsheet.parse_all(text.dumps_all(several), adapter="text-export", content_type="text/plain")
    return [project(back, "text") for back in found] == [project(one, "text") for one in several]


@given(articles())
def test_the_adapter_reads_back_what_was_written(one):
    assert adapter_reads_back(one)


@given(st.lists(articles(), min_size=2, max_size=3))
def test_the_adapter_reads_back_a_file_of_several(several):
    assert adapter_reads_back(*several)


@pytest.mark.parametrize("item", ["Note: nothing", "Text: nothing", "---"])
def test_the_adapter_takes_no_list_item_for_structure(item):
    assert adapter_reads_back(article(body=(Block(text="It rains."), Block(kind="list_item", text=item))))


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("awkward", AWKWARD)
def test_words_that_look_like_the_form_are_still_words(awkward, language):
    body = (Block(text=awkward), Block(kind="list_item", text=awkward), Block(text=awkward))
    parts = {
        "title": awkward,
        "summary": Summary(text=awkward),
        "body": body,
        "notices": (awkward,),
        "tags": (awkward,),
    }
    one = Article(adapter="generic", editions=(Edition(language=language, **parts),), source=Source(name=awkward))
    (back,) = read(text.dumps(one))
    assert back == project(one, "text")
    assert back.body == body


def test_a_plain_article_is_written_as_the_sites_export_it():
    one = article("First.", "Second.", summary=Summary(text="In short"), notices=("Disclaimer: for reference only.",))
    lines = ["Rain", "In short", "Analysis", "First.", "Second.", "Disclaimer: for reference only."]
    assert text.dumps(one) == "\n".join(lines)


def test_a_plain_chinese_article_has_the_chinese_marker():
    one = article("今天有雨。", language="zh-Hans", title="雨", notices=("免责声明：仅供参考。",))
    assert text.dumps(one) == "雨\n深度分析\n今天有雨。\n免责声明：仅供参考。"


@pytest.mark.parametrize(
    ("language", "words", "said"),
    [
        ("zh-Hant", "水位上漲三釐米,學校關閉。", None),
        ("zh-Hans", "水位上涨三厘米,学校关闭。", None),
        ("ja", "水位が三センチ上がった。", None),
        ("fr", "Le niveau de la rivière est haut et les écoles sont fermées.", None),
        ("fr-CA", "Le niveau de la rivière est haut et les écoles sont fermées.", "Language: fr-CA"),
        ("zh-Hans", "今天有雨", "语言：zh-Hans"),
        ("zh-Hant", "水位上涨三厘米,学校关闭。", "語言：zh-Hant"),
        ("en", "Le niveau de la rivière est haut et les écoles sont fermées.", "Language: en"),
    ],
)
def test_the_language_is_said_where_the_words_do_not_tell_it(language, words, said):
    written = text.dumps(article(words, words, language=language, title=words)).split("\n")
    assert next((line for line in written if (plaintext.label_of(line) or "x")[0] == "language"), None) == said


def test_what_more_there_is_stands_in_labelled_lines():
    chinese = Edition(language="zh-Hant", title="雨", body=(Block(text="今天有雨。"),), tags=("天氣",), section="本地")
    english = Edition(
        language="en",
        title="Rain",
        body=(Block(text="It rains."), Block(kind="list_item", text="a lot")),
        tags=("w", "x"),
    )
    one = Article(
        adapter="generic",
        editions=(english, chinese),
        published=Moment(raw="2h ago"),
        source=Source(name="The Gauge", url="http://gauge.example/"),
        authors=("A. Drop", "B. Drop"),
        scores={"quality": 72.5, "hot": 70.0},
        related=(Link(text="Snow", url="http://news.example/snow"),),
    )
    assert text.dumps(one).split("\n") == [
        *("Rain", "Language: en", "Author: A. Drop", "Author: B. Drop", "Source: The Gauge", "Published: 2h ago"),
        *("Score: hot 70", "Score: quality 72.5", "Analysis", "It rains.", "  • a lot", "Tag: w", "Tag: x"),
        *("Related: Snow", "", "雨", "語言：zh-Hant", "欄目：本地", "深度分析", "今天有雨。", "標籤：天氣"),
    ]
    assert text.dumps(one, edition="zh").split("\n")[:3] == ["雨", "欄目：本地", "作者：A. Drop"]


def test_only_the_last_paragraph_needs_a_label_against_the_tail():
    assert text.dumps(article("Note: this", "Note: that")) == "Rain\nAnalysis\nNote: this\nText: Note: that"
    assert text.dumps(article("Note: this", "that")) == "Rain\nAnalysis\nNote: this\nthat"


def test_lines_of_code_are_blocks_of_their_own():
    one = article(body=(Block(kind="code", text="if rain:\n\n    stay()"),))
    assert text.dumps(one) == "Rain\nAnalysis\nif rain:\n    stay()"


def test_no_line_break_of_any_kind_splits_a_title():
    title = "p\nq\rr\fs\x85t\u2028u\u2029v\x1dw"
    assert text.dumps(article(title=title)) == "p q r s t u v w\nAnalysis"


def test_a_title_without_words_is_refused():
    with pytest.raises(FormatError, match="title"):
        text.dumps(article(title=" \n"))


def test_an_edition_that_is_not_there_is_an_error_that_names_those_there_are():
    with pytest.raises(NoEditionError, match=r"'zh'.*en") as caught:
        text.dumps(article(), edition="zh")
    assert caught.value.available == ("en",)
    assert pickle.loads(pickle.dumps(caught.value)).edition == "zh"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Source: The Gauge", ("source", "The Gauge")),
        ("SOURCE : The Gauge", ("source", "The Gauge")),
        ("来源：水尺报", ("source", "水尺报")),
        ("来源:水尺报", ("source", "水尺报")),
        ("來源: 水尺報", ("source", "水尺報")),
        ("Canonical URL: http://a.example/", ("canonical_url", "http://a.example/")),
        ("URL:", ("url", "")),
        ("Sources say: no", None),
        ("He said: source: none", None),
        ("Source", None),
        ("x" * 10_000 + ": y", None),
    ],
)
def test_labels_are_known_in_every_language_and_either_colon(line, expected):
    assert plaintext.label_of(line) == expected


def test_no_label_stands_for_two_things():
    for labels in plaintext.LABELS.values():
        assert len(set(labels.values())) == len(labels)
        for key, label in labels.items():
            assert plaintext.label_of(f"{label}: x") == (key, "x")
            assert label.casefold() not in plaintext.NOTICE_HEADS


@pytest.mark.parametrize("line", ["---", "- - -", "————", "***", "=====", "…………"])
def test_rows_of_dashes_are_rules(line):
    assert plaintext.is_rule(line) == (line != "…………")


@pytest.mark.parametrize("line", ["--", "", "   ", "- a -", "1---"])
def test_words_are_no_rules(line):
    assert not plaintext.is_rule(line)


@given(st.text() | words())
@example("a  b")
@example("a b")
@example("\u3000a\u2028")
def test_one_line_and_split_lines_are_plain_white_space_rules(drawn):
    assert one_line(drawn) == " ".join(drawn.split())
    assert [word for line in split_lines(drawn) for word in line.split()] == drawn.split()
