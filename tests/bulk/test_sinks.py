"""Every output holds the same articles; a disk that is full or may not be written costs one line and no article."""

from __future__ import annotations

import csv
import errno
import gzip
import io
import json
import os
import sqlite3
from pathlib import Path

import pytest
import yaml

import tearsheet
from killers import Told
from tearsheet.bulk import Record, sinks
from tearsheet.bulk.job import Entry
from tearsheet.bulk.pool import Outcome
from tearsheet.bulk.run import run
from tearsheet.bulk.sinks import lines
from tearsheet.bulk.sinks.markdown import file_name
from tearsheet.bulk.sinks.store import Store, search
from tearsheet.outputs import json as article_json
from tearsheet.outputs import markdown

ADAPTERS = ("ai-news-card", "text-export", "westca", "xishuta")
INPUTS = [str(Path(__file__).resolve().parents[1] / "fixtures" / name) for name in ADAPTERS]


@pytest.fixture(scope="module")
def expected(cases):
    return [article for case in cases if case.adapter in ADAPTERS for article in case.articles()]


def written(tmp_path, name, **options):
    summary = run(
        INPUTS, str(tmp_path / name) + ("/" if name.endswith("/") else ""), workers=0, all_of_each=True, **options
    )
    assert summary.failed == 0
    return tmp_path / name


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst"])
def test_lines_are_articles(tmp_path, name, expected):
    zstandard = pytest.importorskip("zstandard") if name.endswith("zst") else None
    path = written(tmp_path, name)
    data = path.read_bytes()
    if name.endswith("gz"):
        data = gzip.decompress(data)
    if zstandard is not None:
        data = zstandard.ZstdDecompressor().stream_reader(data, read_across_frames=True).read()
    assert [article_json.loads(line) for line in data.splitlines()] == expected


@pytest.mark.parametrize("name", ["a.parquet", "a.parquet/"])
def test_parquet_holds_articles(tmp_path, name, expected):
    parquet = pytest.importorskip("pyarrow.parquet")
    from tearsheet.bulk import arrow

    path = written(tmp_path, name, commit_pages=7)
    # How many parts depends on how quickly pages come.
    assert not path.is_dir() or len(list(path.iterdir())) > 1
    assert [arrow.row_to_article(row) for row in parquet.read_table(path).to_pylist()] == expected
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a.parquet"]


def test_a_folder_of_markdown_has_a_file_for_each_article(tmp_path, expected):
    path = written(tmp_path, "a/")
    texts = sorted(file.read_text("utf-8") for file in path.iterdir())
    bodies = [text.split("\n---\n\n", 1)[1] for text in texts]
    assert sorted(bodies) == sorted(markdown.dumps(article) + "\n" for article in expected)
    # Each says which page it is of.
    pages = [yaml.safe_load(text.split("\n---\n")[0])["id"] for text in texts]
    assert all(Path(page).is_file() for page in pages)


def test_names_of_markdown_files_are_safe_and_differ():
    names = [
        file_name(page) for page in ("a/b", "a-b", "../../etc/passwd", "x" * 500, "第一页", "", 7, "a\0b", "\ud800")
    ]
    assert len(set(names)) == len(names)
    assert all("/" not in name and "\0" not in name and name.endswith(".md") and len(name) < 90 for name in names)
    assert file_name("a", 2).endswith("-2.md")


def test_store_holds_articles_and_finds_chinese(tmp_path, expected):
    path = written(tmp_path, "a.sqlite")
    with sqlite3.connect(path) as database:
        rows = [row for (row,) in database.execute("SELECT article FROM articles ORDER BY id")]
    database.close()
    assert [article_json.loads(row) for row in rows] == expected
    some = next(article for article in expected if article.language.startswith("zh") and len(article.text) > 60)
    for words in (some.text[20:22], some.text[30:36], f"{some.title[:2]} {some.text[-5:-1]}"):
        if words.strip() and not words.isspace():
            assert some.title in {title.split("\n")[0] for _, title, _ in search(path, words, limit=100)}, words
    assert list(search(path, "")) == []
    assert list(search(path, "no such words anywhere 100%")) == []
    assert list(search(path, '"')) == list(search(path, '" "'))


def test_store_takes_a_page_once_and_its_last_reading(tmp_path):
    pages = tmp_path / "a.jsonl"
    output = str(tmp_path / "a.sqlite")
    row = {"url": "https://example.com/1", "captured_at": "2026-11-01T00:00:00Z", "id": "one"}
    for text in ("first words", "defect", "later words"):
        pages.write_text(json.dumps(row | {"text": text}))
        run([str(pages)], output, adapter=Told, workers=0)
    with sqlite3.connect(output) as database:
        assert list(database.execute("SELECT title, captured_at FROM articles")) == [
            ("later words", "2026-11-01T00:00:00+00:00")
        ]
        assert list(database.execute("SELECT * FROM failures")) == []
        database.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    database.close()
    assert [title for _, title, _ in search(output, "words")] == ["later words"]
    assert list(search(output, "first")) == []


def test_store_keeps_failures(tmp_path):
    (tmp_path / "a.txt").write_text("defect")
    run([str(tmp_path / "a.txt")], str(tmp_path / "a.sqlite"), adapter=Told, workers=0)
    with sqlite3.connect(tmp_path / "a.sqlite") as database:
        assert [tuple(row) for row in database.execute("SELECT code, adapter FROM failures")] == [("defect", "told")]
    database.close()


def test_what_a_form_cannot_write_is_a_failure_of_its_page(tmp_path):
    pages = tmp_path / "in.jsonl"
    pages.write_text("".join(json.dumps({"text": text}) + "\n" for text in ("good", "surrogate", "fine")))
    for name in ("a.jsonl", "a.parquet", "a.sqlite"):
        if name == "a.parquet":
            pytest.importorskip("pyarrow")
        summary = run([str(pages)], str(tmp_path / name), adapter=Told, workers=0)
        assert (summary.articles, dict(summary.failures)) == (2, {"format": 1}), name


# -- outputs that cannot be written ----------------------------------------------------------------------------------


def test_a_name_that_tells_no_form_is_refused(tmp_path):
    with pytest.raises(tearsheet.InputError, match=r"\.jsonl, "):
        sinks.form_of(str(tmp_path / "a.xml"))
    with pytest.raises(tearsheet.InputError, match="no folder"):
        run(INPUTS, str(tmp_path / "nowhere" / "a.jsonl"), workers=0)


def test_every_end_is_of_a_form_that_is_written():
    assert set(sinks.ENDS.values()) == set(sinks.SINKS)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_device_is_told():
    with pytest.raises(OSError, match="No space left") as raised:
        run(INPUTS, "/dev/full", output_form="jsonl", workers=0)
    assert raised.value.filename == "/dev/full"
    assert not Path("/dev/full.progress").exists()


class Extraction:
    """A file on a disk that has room for so many bytes."""

    def __init__(self, file, room):
        self._file, self._room = file, room

    def write(self, data):
        fits = bytes(data)[: self._room]
        self._room -= len(fits)
        if not fits:
            raise OSError(errno.ENOSPC, "No space left on device")
        return self._file.write(fits)

    def __getattr__(self, name):
        return getattr(self._file, name)


def test_on_a_full_disk_what_is_written_is_good_and_the_run_goes_on_later(tmp_path, monkeypatch, expected):
    opened = lines.Tail.__init__

    def filling(self, *arguments):
        opened(self, *arguments)
        self._file = Extraction(self._file, 50_000)

    output = tmp_path / "a.jsonl"
    with monkeypatch.context() as patch:
        patch.setattr(lines.Tail, "__init__", filling)
        with pytest.raises(OSError, match="No space left") as raised:
            run(INPUTS, str(output), workers=0, all_of_each=True, commit_pages=4)
    assert raised.value.filename == str(output)
    partial = [article_json.loads(line) for line in output.read_bytes().splitlines()]
    assert partial == expected[: len(partial)]
    assert 0 < len(partial) < len(expected)
    run(INPUTS, str(output), workers=0, all_of_each=True, resume=True)
    assert [article_json.loads(line) for line in output.read_bytes().splitlines()] == expected


@pytest.mark.parametrize("name", ["a.jsonl", "a.parquet", "a.sqlite", "a/"])
def test_a_folder_that_may_not_be_written_is_told(tmp_path, name):
    if name == "a.parquet":
        pytest.importorskip("pyarrow")
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o500)
    if os.access(folder, os.W_OK):  # no permission stops root
        folder = Path("/proc")
        if not folder.is_dir():
            pytest.skip("there is no folder that may not be written")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(OSError, match=r"cannot be written|may not be written|Permission"):
        run(INPUTS, f"{folder}/{name}", workers=0)
    assert sorted(tmp_path.rglob("*")) == before


def test_without_its_library_an_output_is_refused_with_the_remedy(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(tearsheet.errors.MissingExtraError, match=r"pip install 'tearsheet\[arrow\]'"):
        run(INPUTS, str(tmp_path / "a.parquet"), workers=0)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_store_is_told(tmp_path):
    path = tmp_path / "a.sqlite"
    path.write_text("words, and not a database; and more than a few of them " * 30)
    with pytest.raises(tearsheet.FormatError, match="cannot be used as a store"):
        run(INPUTS, str(path), workers=0)


def test_a_store_of_an_earlier_version_gets_the_columns_that_came_since(tmp_path):
    path = tmp_path / "store.sqlite"
    page = ("a", "<h1>A title here</h1><p>2026-03-02</p><article><p>The words of a story stand here.</p></article>")
    Store(path).close()
    with sqlite3.connect(path) as database:
        for name in ("published_at", "published_date"):
            database.execute(f"ALTER TABLE articles DROP COLUMN {name}")
    for _ in range(2):
        store = Store(path)
        record = Record(id=page[0], data=page[1])
        article = tearsheet.parse(page[1])
        outcome = Outcome(
            0, [record], [Entry(None, "generic", 1)], store.encoder.pack([store.encoder.encode(record, [article])])
        )
        store.put(outcome)
        store.connection.commit()
        store.close()
    rows = sqlite3.connect(path).execute("SELECT page, published_at, published_date FROM articles").fetchall()
    assert rows == [("a", None, article.published.date.isoformat())]


def test_csv_has_a_row_for_each_article_under_one_header_also_when_a_run_goes_on(tmp_path, expected):
    path = written(tmp_path, "a.csv")
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))
    assert [row["title"].lstrip("'") for row in rows] == [article.title for article in expected]
    assert all(row["id"] for row in rows)
    pages = tmp_path / "pages.jsonl"
    for number in range(2):
        with pages.open("a") as file:
            file.write(json.dumps({"id": number, "text": f"words {number}"}) + "\n")
        run([str(pages)], str(tmp_path / "b.csv"), adapter=Told, workers=0, resume=True)
    lines = (tmp_path / "b.csv").read_text("utf-8").splitlines()
    assert lines[0].startswith("id,title,language,")
    assert [line.split(",")[0] for line in lines[1:]] == ["0", "1"]
