"""CSV of the flat fields, read back by the standard library."""

from __future__ import annotations

import csv as stdlib_csv
import io

import pytest
from hypothesis import given

from strategies import articles
from tearsheet.model import Article, Edition, Source
from tearsheet.outputs import csv
from tearsheet.text.dates import parse_moment


def read(written: str) -> list[dict[str, str]]:
    return list(stdlib_csv.DictReader(io.StringIO(written, newline="")))


@given(articles())
def test_every_cell_comes_back(one):
    (row,) = read(csv.dumps([one]))
    assert list(row) == list(csv.COLUMNS)
    assert row["title"].lstrip("'") == one.title.lstrip("'")
    assert row["text"].lstrip("'") == one.text.lstrip("'")
    assert row["language"] == one.language
    assert row["ai_generated"] == {None: "", True: "true", False: "false"}[one.ai_generated]


def test_a_row_has_what_fits_in_a_cell():
    one = Article(
        adapter="x",
        editions=(Edition(language="en", title='Low, "tide"', tags=("a", "b")),),
        published=parse_moment("2019-09-07 10:00", zone="Asia/Shanghai"),
        authors=("Ann", "Bo"),
        source=Source(name="Post"),
    )
    (row,) = read(csv.header() + csv.row(one, id="a.html"))
    assert (row["id"], row["title"], row["tags"], row["authors"], row["source"]) == (
        "a.html", 'Low, "tide"', "a; b", "Ann; Bo", "Post",
    )  # fmt: skip
    assert (row["published_at"], row["published_date"]) == ("2019-09-07T10:00:00+08:00", "2019-09-07")
    assert row["published"] == "2019-09-07 10:00"


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])
def test_a_cell_is_no_formula(title):
    (row,) = read(csv.dumps([Article(adapter="x", editions=(Edition(language="en", title=title),))]))
    assert row["title"] == f"'{title}"
