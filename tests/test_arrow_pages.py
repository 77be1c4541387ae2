"""Pages as record batches: what engines read that have no reader of their own for WARC, tar and the like."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

pa = pytest.importorskip("pyarrow")

from tearsheet import Article, parse, parse_all  # noqa: E402 - pyarrow has to be there
from tearsheet.bulk import arrow  # noqa: E402
from tearsheet.errors import InputError  # noqa: E402

EXAMPLES = Path(__file__).parents[1] / "examples" / "pages"


def articles(batch) -> list[Article]:
    return [arrow.row_to_article(row) for row in arrow.parse_batch(batch).to_pylist()]


def test_a_folder_becomes_batches_of_its_pages():
    (batch,) = arrow.page_batches(str(EXAMPLES))
    assert batch.schema == arrow.PAGES
    assert [Path(name).name for name in batch.column("id").to_pylist()] == [
        path.name for path in sorted(EXAMPLES.iterdir())
    ]
    read = [arrow.row_to_article(row) for row in arrow.parse_batch(batch, all_of_each=True).to_pylist()]
    assert read == [article for path in sorted(EXAMPLES.iterdir()) for article in parse_all(path.read_bytes())]


def test_a_table_gives_a_table_and_a_batch_a_batch():
    (batch,) = arrow.page_batches(str(EXAMPLES))
    assert isinstance(arrow.parse_batch(batch), pa.RecordBatch)
    table = arrow.parse_batch(pa.Table.from_batches([batch]))
    assert isinstance(table, pa.Table)
    assert table.schema == arrow.SCHEMA
    assert table.num_rows == batch.num_rows
    assert arrow.parse_batch(pa.Table.from_batches([], arrow.PAGES)).schema == arrow.SCHEMA


@pytest.mark.parametrize("rows", [1, 3, 5, 100])
def test_batches_have_so_many_rows_at_most(tmp_path, rows):
    lines = [json.dumps({"id": str(number), "text": f"page {number}"}) for number in range(7)]
    (tmp_path / "pages.jsonl").write_text("\n".join(lines), encoding="utf-8")
    batches = list(arrow.page_batches(str(tmp_path / "pages.jsonl"), rows=rows))
    assert max(batch.num_rows for batch in batches) <= rows
    assert [name for batch in batches for name in batch.column("id").to_pylist()] == list("0123456")


def test_large_pages_make_small_batches(tmp_path):
    (tmp_path / "pages.jsonl").write_text(
        "\n".join(json.dumps({"text": str(number) * 3_000_000}) for number in range(7)), encoding="utf-8"
    )
    assert [batch.num_rows for batch in arrow.page_batches(str(tmp_path / "pages.jsonl"))] == [3, 3, 1]


def test_text_stays_what_it_is_whatever_it_declares(tmp_path):
    text = (EXAMPLES / "westca.html").read_text("utf-8")
    lie = text.replace("charset=utf-8", "charset=gb2312")
    assert lie != text
    (tmp_path / "pages.jsonl").write_text(json.dumps({"text": lie}), encoding="utf-8")
    (batch,) = arrow.page_batches(str(tmp_path / "pages.jsonl"))
    (article,) = articles(batch)
    assert (article.title, article.warnings) == (parse(text).title, ())


def test_what_is_damaged_is_a_row_that_says_so_to_the_end(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"id": "1", "text": "x"}\n{"id": \n', encoding="utf-8")
    (batch,) = arrow.page_batches(str(tmp_path / "a.jsonl"))
    first, damaged = batch.to_pylist()
    assert (first["error_code"], damaged["data"]) == (None, None)
    assert damaged["error_message"]
    read = arrow.parse_batch(batch, fallback=False).to_pylist()
    assert [row["error_code"] for row in read] == ["no-adapter", damaged["error_code"]]
    assert (read[1]["id"], read[1]["error_message"]) == (damaged["id"], damaged["error_message"])


def test_a_file_that_is_not_there_is_an_error():
    with pytest.raises(InputError, match="no such file"):
        next(arrow.page_batches("nowhere.warc.gz"))


def test_the_items_of_a_feed_are_rows_of_their_own():
    page = (EXAMPLES.parents[1] / "tests" / "fixtures" / "feed" / "rdf-big5" / "page.xml").read_bytes()
    batch = pa.record_batch({"data": [page]})
    (refused,) = arrow.parse_batch(batch).to_pylist()
    assert refused["error_code"] == "not-an-article"
    every = partial(arrow.parse_batch, all_of_each=True)(batch).to_pylist()
    assert [arrow.row_to_article(row) for row in every] == list(parse_all(page))
