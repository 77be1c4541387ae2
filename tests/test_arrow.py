"""Rows of Arrow hold an article exactly, and a batch of pages gives a batch of rows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tearsheet
from tearsheet import Article, Comment, Edition, Moment

pa = pytest.importorskip("pyarrow")

from tearsheet.bulk import arrow  # noqa: E402 - it needs pyarrow

EAST = timezone(timedelta(hours=8))


def through(article):
    (row,) = arrow.to_batch([arrow.article_to_row(article, id="x")]).to_pylist()
    return arrow.row_to_article(row)


def test_every_fixture_comes_back_as_it_was(case):
    for article in case.articles():
        assert through(article) == article


comments = st.recursive(
    st.builds(Comment, body=st.text("评ab", min_size=1)),
    lambda replies: st.builds(Comment, body=st.just("c"), replies=st.lists(replies, max_size=3).map(tuple)),
    max_leaves=12,
)
instants = st.datetimes(
    datetime(1, 1, 2),  # noqa: DTZ001 - the zone is drawn apart
    datetime(9999, 12, 30),  # noqa: DTZ001 - as above
    timezones=st.integers(-720, 840).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text("x中"),
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(st.text("k键"), inner, max_size=3),
    max_leaves=6,
)
moments = st.builds(
    Moment,
    raw=st.text("昨天1"),
    start=st.none() | instants,
    end=st.none() | instants,
    offset=st.none() | st.timedeltas(timedelta(days=-9000), timedelta(days=9000)),
    civil=st.none() | st.text("D-1"),
)


@given(
    replies=st.lists(comments, max_size=4),
    published=st.none() | moments,
    captured_at=st.none() | instants,
    extras=st.dictionaries(st.text("ab"), values, max_size=3),
    scores=st.dictionaries(st.text("ab"), st.floats(allow_nan=False), max_size=3),
)
def test_every_article_comes_back_as_it_was(replies, published, captured_at, extras, scores):
    article = Article(
        adapter="a",
        editions=(Edition(language="en", title="t"),),
        comments=tuple(replies),
        published=published,
        captured_at=captured_at,
        extras=extras,
        scores=scores,
    )
    back = through(article)
    assert back == article
    for one, other in (
        (article.captured_at, back.captured_at),
        (published and published.start, published and back.published.start),
    ):
        assert (one and one.utcoffset()) == (other and other.utcoffset())


def test_an_offset_with_seconds_keeps_its_instant():
    when = datetime(1890, 1, 1, tzinfo=timezone(timedelta(hours=8, minutes=5, seconds=43)))
    article = Article(adapter="a", editions=(Edition(language="en", title="t"),), captured_at=when)
    assert through(article).captured_at == when


def test_what_json_or_utf_8_cannot_hold_is_refused():
    def with_extras(extras):
        return Article(adapter="a", editions=(Edition(language="en", title="t"),), extras=extras)

    with pytest.raises(tearsheet.FormatError, match=r"\$\.extras\.when"):
        arrow.article_to_row(with_extras({"when": datetime.now(UTC)}))
    bad = Article(adapter="a", editions=(Edition(language="en", title="\ud800"),))
    with pytest.raises(tearsheet.FormatError, match="UTF-8"):
        arrow.to_batch([arrow.article_to_row(bad)])


@pytest.mark.parametrize("row", [{}, {"adapter": "a"}, {"error_code": "parse", "error_message": "no title"}])
def test_a_row_that_holds_no_article_is_refused(row):
    with pytest.raises(tearsheet.FormatError):
        arrow.row_to_article(row)


def test_schema_says_its_version_and_survives_parquet(tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    assert arrow.SCHEMA.metadata[b"tearsheet.schema"] == str(arrow.SCHEMA_VERSION).encode()
    parquet.write_table(arrow.SCHEMA.empty_table(), tmp_path / "a.parquet")
    assert parquet.read_schema(tmp_path / "a.parquet").equals(arrow.SCHEMA)
    assert parquet.read_schema(tmp_path / "a.parquet").metadata[b"tearsheet.schema"] == b"1"


def test_a_batch_of_pages_gives_a_row_for_each(cases):
    chosen = [case for case in cases if not case.several]
    several = next(case for case in cases if case.several)
    data = [case.data for case in chosen]
    when = [case.about["captured_at"] for case in chosen]
    batch = pa.record_batch(
        {
            "html": [*data, several.data, None, b""],
            "other": list(range(len(data) + 3)),
            "url": [*[case.about["url"] for case in chosen], None, "https://example.com/none", None],
            "content_type": [*[case.about["content_type"] for case in chosen], None, None, None],
            # As text it keeps its offset, on which days like "yesterday" depend.
            "captured_at": [*(each and each.isoformat() for each in when), None, None, None],
        }
    )
    rows = arrow.parse_batch(batch).to_pylist()
    articles = [arrow.row_to_article(row) for row in rows[: len(chosen)]]
    assert articles == [tearsheet.parse(case.data, **case.about) for case in chosen]
    assert [row["error_code"] for row in rows[len(chosen) :]] == ["not-an-article", "input", "input"]
    assert rows[-2]["url"] == "https://example.com/none"
    assert [row["id"] for row in rows] == [str(number) for number in range(len(rows))]
    assert rows[0]["title"] == articles[0].title
    assert rows[0]["text"] == articles[0].text
    every = arrow.parse_batch(batch, all_of_each=True)
    assert every.num_rows == len(rows) - 1 + several.meta["several"]
    assert every.schema.equals(arrow.SCHEMA)


def test_a_batch_without_pages_or_for_an_adapter_there_is_not_is_refused():
    with pytest.raises(tearsheet.InputError, match="no column holds pages"):
        arrow.parse_batch(pa.record_batch({"url": ["x"]}))
    with pytest.raises(tearsheet.InputError, match="nobody"):
        arrow.parse_batch(pa.record_batch({"data": ["x"]}), adapter="nobody")


def test_a_page_that_nobody_knows_is_read_by_the_fallback_unless_it_is_told_not_to():
    batch = pa.record_batch({"text": ["Nothing that anybody knows"]})
    assert arrow.parse_batch(batch).column("adapter").to_pylist() == ["generic"]
    assert arrow.parse_batch(batch, fallback=False).column("error_code").to_pylist() == ["no-adapter"]


def test_an_empty_batch_gives_an_empty_one():
    empty = arrow.parse_batch(pa.record_batch({"data": pa.array([], pa.binary())}))
    assert empty.num_rows == 0
    assert empty.schema.equals(arrow.SCHEMA)


def test_a_row_has_its_date_flat_for_queries():
    start = datetime(2026, 3, 2, 1, tzinfo=EAST)
    for published, at, day in (
        (Moment(raw="x", start=start, end=start + timedelta(minutes=1)), start, date(2026, 3, 2)),
        (Moment(raw="x", civil="2026-03-02", precision="day"), None, date(2026, 3, 2)),
        (None, None, None),
    ):
        article = Article(adapter="a", editions=(Edition(language="en", title="t"),), published=published)
        (row,) = arrow.to_batch([arrow.article_to_row(article)]).to_pylist()
        assert (row["published_at"], row["published_date"]) == (at, day)
