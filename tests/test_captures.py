"""Every form of file gives the same pages, and what is damaged in one costs no more than itself."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import lzma
import os
import sqlite3
import tarfile
import zipfile
from datetime import UTC, datetime

import pytest

import tearsheet
from tearsheet import captures
from tearsheet.bulk import Record
from tearsheet.captures import warc
from tearsheet.captures.files import Source
from tearsheet.errors import SourceError

WHEN = datetime(2026, 11, 1, 12, tzinfo=UTC)
PAGES = [f"<p>page {number} 第{number}页" for number in range(12)]


def read(path, form=None, skip=0):
    (source,) = captures.find([str(path)], form)
    return list(captures.read(source, skip))


def bodies(records):
    return [
        record.data if isinstance(record.data, str) else record.data.decode()
        for record in records
        if isinstance(record, Record)
    ]


def failures(records):
    return [record.message for record in records if not isinstance(record, Record)]


def rows():
    return [
        {"id": f"p{number}", "url": f"https://example.com/{number}", "content_type": "text/html", "data": page}
        | {"captured_at": WHEN.isoformat()}
        for number, page in enumerate(PAGES)
    ]


# -- finding ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    for name in ("b/2.html", "a/1.HTM", "a/3.txt", "a/picture.png", "note"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path / "in"


def test_a_folder_stands_for_its_pages_in_a_fixed_order(folder):
    names = [source.path.relative_to(folder).as_posix() for source in captures.find([str(folder)])]
    assert names == ["a/1.HTM", "a/3.txt", "b/2.html"]


def test_a_glob_stands_for_what_it_matches_and_a_file_for_itself(folder):
    names = [str(folder / "**" / "*.txt"), str(folder / "note"), str(folder / "b" / "2.html")]
    found = [(source.path.name, source.form) for source in captures.find(names)]
    assert found == [("3.txt", "page"), ("note", "page"), ("2.html", "page")]


def test_what_is_not_there_is_told_at_once(folder):
    with pytest.raises(tearsheet.InputError, match="no such file"):
        captures.find([str(folder), str(folder / "nothing")])
    with pytest.raises(tearsheet.InputError, match="--from"):
        captures.find(["-"])
    (folder / "empty").mkdir()
    for name in ("empty", "*.warc"):
        with pytest.raises(tearsheet.InputError, match=r"no file"):
            list(captures.find([str(folder / name)]))


def test_every_end_is_of_a_form_that_is_read():
    assert set(captures.ENDS.values()) == set(captures.FORMS)


def test_a_file_that_went_away_or_is_empty_is_a_failure(tmp_path):
    assert failures(captures.read(Source(str(tmp_path / "gone.html"), "page"))) == ["there is no such file"]
    with pytest.raises(SourceError, match=r"gone\.html: there is no such file"):
        captures.load(tmp_path / "gone.html")
    (tmp_path / "empty.html").touch()
    assert failures(read(tmp_path / "empty.html")) == ["the page is empty"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="permissions that hold")
def test_a_file_that_may_not_be_read_is_a_failure(tmp_path):
    (tmp_path / "a.html").write_text("a")
    (tmp_path / "a.html").chmod(0)
    assert "permissions" in failures(read(tmp_path / "a.html"))[0]


# -- every form ------------------------------------------------------------------------------------------------------


def as_jsonl(path):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows()))


def as_jsonl_gz(path):
    with gzip.open(path, "wt") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows())


def as_jsonl_zst(path):
    zstandard = pytest.importorskip("zstandard")
    # Frames one after the other, as they are where files were joined.
    path.write_bytes(b"".join(zstandard.compress(json.dumps(row).encode() + b"\n") for row in rows()))


def as_parquet(path):
    pa, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    table = pa.Table.from_pylist([row | {"data": row["data"].encode(), "captured_at": WHEN} for row in rows()])
    parquet.write_table(table, path, row_group_size=5)


def as_arrow_file(path):
    pa = pytest.importorskip("pyarrow")
    table = pa.Table.from_pylist([row | {"captured_at": WHEN} for row in rows()])
    with pa.ipc.new_file(str(path), table.schema) as writer:
        writer.write_table(table, max_chunksize=5)


def as_arrow_stream(path):
    pa = pytest.importorskip("pyarrow")
    table = pa.Table.from_pylist(rows())
    with pa.ipc.new_stream(str(path), table.schema) as writer:
        writer.write_table(table)


def as_sqlite(path):
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE other (a, b)")
        database.execute("CREATE TABLE crawl (id TEXT, url TEXT, content_type TEXT, data TEXT, captured_at TEXT)")
        database.executemany("INSERT INTO crawl VALUES (:id, :url, :content_type, :data, :captured_at)", rows())
    database.close()


def warc_bytes(*, packed, records=None):
    """An archive, and where each record begins: one about the archive, and one for each of *records*."""
    out, starts = [], []
    for row in [{"id": "about", "kind": "warcinfo", "data": "software: a test\r\n"}, *(records or rows())]:
        kind = row.get("kind", "response")
        block = row.get("body", row["data"].encode())
        media = row.get("content_type", "application/warc-fields")
        if kind == "response":
            status = row.get("status", "200 OK")
            fields = "".join(
                f"{name}: {value}\r\n" for name, value in [("Content-Type", media), *row.get("headers", ())]
            )
            block = f"HTTP/1.1 {status}\r\n{fields}\r\n".encode() + block
            media = "application/http; msgtype=response"
        head = {
            "WARC-Type": kind,
            "WARC-Record-ID": f"<{row['id']}>",
            "WARC-Date": "2026-11-01T12:00:00Z",
            "WARC-Target-URI": row.get("url", "about:archive"),
            "Content-Type": media,
            "Content-Length": len(block),
        }
        lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
        record = f"WARC/1.0\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"
        starts.append(sum(map(len, out)))
        out.append(gzip.compress(record) if packed else record)
    return b"".join(out), starts[1:]


def as_warc(path):
    path.write_bytes(warc_bytes(packed=False)[0])


def as_warc_gz(path):
    path.write_bytes(warc_bytes(packed=True)[0])


TABLES = {
    "a.jsonl": as_jsonl,
    "a.jsonl.gz": as_jsonl_gz,
    "a.jsonl.zst": as_jsonl_zst,
    "a.parquet": as_parquet,
    "a.arrow": as_arrow_file,
    "a.arrows": as_arrow_stream,
    "a.sqlite": as_sqlite,
    "a.warc": as_warc,
    "a.warc.gz": as_warc_gz,
}


@pytest.fixture(params=["_by_fastwarc", "_by_warcio"])
def library(request, monkeypatch):
    pytest.importorskip("warcio")
    if request.param == "_by_fastwarc":
        pytest.importorskip("fastwarc")
    monkeypatch.setattr(warc, "_reader", lambda: getattr(warc, request.param))


@pytest.mark.parametrize("name", TABLES)
def test_rows_and_records_are_pages_with_all_that_is_known_of_them(tmp_path, name):
    TABLES[name](tmp_path / name)
    found = read(tmp_path / name)
    assert failures(found) == []
    assert bodies(found) == PAGES
    assert [(page.id, page.url, page.content_type, page.captured_at) for page in found] == [
        (f"p{number}", f"https://example.com/{number}", "text/html", WHEN) for number in range(12)
    ]


@pytest.mark.parametrize("name", TABLES)
def test_the_first_records_can_be_passed_over(tmp_path, name):
    TABLES[name](tmp_path / name)
    assert bodies(read(tmp_path / name, skip=5)) == PAGES[5:]
    assert read(tmp_path / name, skip=12) == []


def as_tar(path, mode):
    with tarfile.open(path, mode) as archive:
        for number, page in enumerate([*PAGES, "not a page"]):
            info = tarfile.TarInfo(f"pages/{number}.html" if number < 12 else "picture.png")
            info.size = len(page.encode())
            archive.addfile(info, io.BytesIO(page.encode()))


@pytest.mark.parametrize(
    ("name", "mode"), [("a.tar", "w"), ("a.tgz", "w:gz"), ("a.tar.bz2", "w:bz2"), ("a.tar.xz", "w:xz"), ("a.zip", "")]
)
def test_members_of_an_archive_are_pages(tmp_path, name, mode):
    path = tmp_path / name
    if mode:
        as_tar(path, mode)
    else:
        with zipfile.ZipFile(path, "w") as archive:
            for number, page in enumerate(PAGES):
                archive.writestr(f"pages/{number}.html", page)
            archive.writestr("picture.png", "not a page")
    found = read(path)
    assert bodies(found) == PAGES
    assert found[3].id == f"{path}:pages/3.html"


def test_a_page_can_be_compressed(tmp_path):
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(b"packed"))
    (tmp_path / "a.bz2").write_bytes(bz2.compress(b"packed"))
    (tmp_path / "a.xz").write_bytes(lzma.compress(b"packed"))
    assert [bodies(read(tmp_path / name, "page")) for name in ("a.html.gz", "a.bz2", "a.xz")] == [["packed"]] * 3


# -- rows ------------------------------------------------------------------------------------------------------------


def test_bytes_are_base64_in_json_and_other_names_of_the_page_are_known(tmp_path):
    lines = [
        {"data_base64": base64.b64encode(b"\xff\xfe").decode()},
        {"html": "h"},
        {"text": "t", "captured_at": 1793534400},
        {"body": "b", "captured_at": "2026-11-01T12:00:00Z"},
        {"data": None, "content": "c", "id": 7},
    ]
    path = tmp_path / "a.ndjson"
    path.write_text("\n".join(json.dumps(line) for line in lines))
    found = read(path)
    assert [page.data for page in found] == [b"\xff\xfe", "h", "t", "b", "c"]
    assert [page.captured_at for page in found] == [None, None, WHEN, WHEN, None]
    assert [page.id for page in found] == [f"{path}:1", f"{path}:2", f"{path}:3", f"{path}:4", 7]


def test_a_row_that_holds_no_page_is_a_failure_and_the_next_is_read(tmp_path):
    path = tmp_path / "a.jsonl"
    lines = ["{}", '{"html": ""}', '{"html": 5}', "[]", "nonsense", '{"data_base64": "?"}', '{"html": "x"', ""]
    path.write_text("\n".join([*lines, '{"html": "good"}', '{"html": "x", "captured_at": "never"}', '{"html": "cut']))
    found = read(path)
    assert bodies(found) == ["good"]
    said = failures(found)
    assert [message.split(";")[0] for message in said] == [
        'it has no page: give it as "html", "text", "data", "base64" or "path"',
        "the page is empty",
        'it has no page: give it as "html", "text", "data", "base64" or "path"',
        "the line is a JSON list, not an object with a page and its url",
        "the line is not JSON",
        '"data_base64" is not base64: Only base64 data is allowed',
        "the line is not JSON",
        "captured_at is 'never', which is no time: write it as 2026-10-23T08:30:00+08:00",
        "the line is not JSON",
    ]
    assert "cut off" in said[-1]
    assert "cut off" not in said[4]


def test_a_line_without_end_does_not_fill_the_memory(tmp_path, monkeypatch):
    monkeypatch.setattr("tearsheet.captures.plain._LINE", 100)
    (tmp_path / "a.jsonl").write_text('{"html": "' + "x" * 1000 + '"}\n{"html": "good"}\n')
    found = read(tmp_path / "a.jsonl")
    assert bodies(found) == ["good"]
    assert "longer than 100 bytes" in failures(found)[0]


def test_a_table_that_holds_no_pages_is_told(tmp_path):
    with sqlite3.connect(tmp_path / "a.db") as database:
        database.execute("CREATE TABLE numbers (a, b)")
    database.close()
    assert "there is none" in failures(read(tmp_path / "a.db"))[0]
    (tmp_path / "b.db").write_text("no database at all, but long enough to be looked at as one" * 20)
    assert "damaged at its beginning" in failures(read(tmp_path / "b.db"))[0]


# -- damage ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst", "a.parquet", "a.arrow", "a.tgz", "a.tar", "a.zip"])
def test_a_file_that_is_cut_off_is_read_as_far_as_it_goes(tmp_path, name):
    path = tmp_path / name
    if "tar" in name or "tgz" in name:
        as_tar(path, "w:gz" if "tgz" in name else "w")
        data = path.read_bytes()
        path.write_bytes(data[: 5 * 1024 + 300] if name == "a.tar" else data[: len(data) - 40])
    elif name == "a.zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("1.html", PAGES[0])
        path.write_bytes(path.read_bytes()[:-30])
    else:
        TABLES[name](path)
        data = path.read_bytes()
        path.write_bytes(data[: len(data) * 2 // 3])
    found = read(path)
    assert len(failures(found)) == 1
    assert "\n" not in failures(found)[0]
    assert bodies(found) == PAGES[: len(bodies(found))]
    if name in {"a.jsonl.zst", "a.tar"}:
        assert bodies(found)


def test_a_broken_member_of_a_zip_costs_itself(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number, page in enumerate(PAGES):
            archive.writestr(f"{number}.html", page)
    path.write_bytes(path.read_bytes().replace(PAGES[4].encode(), b"?" * len(PAGES[4].encode()), 1))
    found = read(path)
    assert bodies(found) == PAGES[:4] + PAGES[5:]
    assert "CRC" in failures(found)[0]


# -- WARC ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("packed", [False, True], ids=["warc", "warc.gz"])
@pytest.mark.usefixtures("library")
class TestWarc:
    def put(self, tmp_path, packed, data):
        path = tmp_path / ("a.warc.gz" if packed else "a.warc")
        path.write_bytes(data)
        return read(path)

    def test_pages_are_the_good_responses_and_texts_and_nothing_else(self, tmp_path, packed):
        base = {"url": "https://example.com/", "data": "x", "content_type": "text/html; charset=utf-8"}
        chunked = b"2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n"
        records = [
            base | {"id": "good"},
            base | {"id": "gone", "status": "404 Not Found"},
            base | {"id": "picture", "content_type": "image/png"},
            base | {"id": "asked", "kind": "request"},
            base | {"id": "about", "kind": "metadata"},
            base | {"id": "text", "kind": "conversion", "content_type": "text/plain"},
            base | {"id": "saved", "kind": "resource"},
            base | {"id": "robots", "content_type": "text/plain"},
            base | {"id": "chunked", "body": chunked, "headers": [("Transfer-Encoding", "chunked")]},
            base | {"id": "zipped", "body": gzip.compress(b"unzipped"), "headers": [("Content-Encoding", "gzip")]},
        ]
        found = self.put(tmp_path, packed, warc_bytes(packed=packed, records=records)[0])
        assert {page.id: page.data for page in found} == {
            "good": b"x", "text": b"x", "saved": b"x", "chunked": b"abcde", "zipped": b"unzipped",
        }  # fmt: skip
        assert found[0].content_type == "text/html; charset=utf-8"

    @pytest.mark.parametrize("share", [0.1, 0.5, 0.97])
    def test_an_archive_that_is_cut_off_says_so(self, tmp_path, packed, share):
        data, starts = warc_bytes(packed=packed)
        found = self.put(tmp_path, packed, data[: round(starts[7] + share * (starts[8] - starts[7]))])
        # All of a page may be there, and the end of its member missing.
        assert bodies(found) == PAGES[: 8 if packed and share > 0.9 else 7]
        assert len(failures(found)) == 1
        assert "cut off" in failures(found)[0] or (packed and "broken" in failures(found)[0])

    def test_a_broken_record_is_passed_over(self, tmp_path, packed):
        data, starts = warc_bytes(packed=packed)
        for start, end in ((starts[8], starts[8] + 30), (starts[3], starts[3] + 5)):
            data = data[:start] + b"?" * (end - start) + data[end:]
        found = self.put(tmp_path, packed, data)
        assert bodies(found) == [page for number, page in enumerate(PAGES) if number not in {3, 8}]
        assert [message.partition(" after")[0] for message in failures(found)] == ["the record"] * 2

    def test_a_first_record_that_is_broken_is_passed_over(self, tmp_path, packed):
        data, _ = warc_bytes(packed=packed)
        found = self.put(tmp_path, packed, b"?????" + data[5:])
        assert bodies(found) == PAGES
        assert failures(found) == ["the first record is broken, and passed over"]

    def test_what_is_no_archive_is_a_failure(self, tmp_path, packed):
        assert bodies(self.put(tmp_path, packed, b"nothing of the kind " * 100)) == []
        assert len(failures(self.put(tmp_path, packed, b"nothing of the kind " * 100))) == 1


def test_without_a_library_the_remedy_is_told(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "warcio.archiveiterator", None)
    monkeypatch.setitem(__import__("sys").modules, "fastwarc.warc", None)
    (tmp_path / "a.warc").write_bytes(b"WARC/1.0\r\n")
    with pytest.raises(tearsheet.errors.MissingExtraError, match=r"pip install 'tearsheet\[warc\]'"):
        read(tmp_path / "a.warc")


# -- the clock of pages that do not tell theirs ----------------------------------------------------------------------

CLOCK = "<article><h1>A bell for the fog</h1><p>2026-11-01 12:30</p><p>The council has found the money at last.</p>"


@pytest.mark.parametrize("name", ["page.html.json", "meta.json"])
def test_a_zone_beside_a_page_is_its_clock(tmp_path, name):
    (tmp_path / "page.html").write_text(CLOCK)
    (tmp_path / name).write_text('{"zone": "Asia/Shanghai"}')
    page = captures.load(tmp_path / "page.html")
    assert page.zone == "Asia/Shanghai"
    published = tearsheet.parse(page).published
    assert (str(published.start), published.zone) == ("2026-11-01 12:30:00+08:00", "Asia/Shanghai")
    # What the caller says goes before what was noted.
    assert str(tearsheet.parse(page, zone="+01:00").published.start) == "2026-11-01 12:30:00+01:00"


def test_a_zone_in_a_row_is_the_clock_of_its_page_in_workers_too(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"id": "a", "html": CLOCK, "zone": "Asia/Tokyo"}) + "\n")
    records = read(path)
    for workers in (0, 1):
        (result,) = tearsheet.bulk.parse_many(records, workers=workers)
        assert str(result.unwrap().published.start) == "2026-11-01 12:30:00+09:00"


def test_a_zone_that_there_is_not_is_refused_where_it_is_said(tmp_path):
    (tmp_path / "page.html").write_text(CLOCK)
    (tmp_path / "page.html.json").write_text('{"zone": "Asia/Shangri-La"}')
    (failure,) = read(tmp_path / "page.html")
    assert "Asia/Shangri-La" in failure.message
    with pytest.raises(tearsheet.InputError, match="Shangri-La"):
        tearsheet.Page(CLOCK, zone="Asia/Shangri-La")


def test_a_golden_case_keeps_the_zone_of_its_page(tmp_path):
    from tearsheet.authoring.golden import load_case, write_case

    write_case(tmp_path / "generic" / "fog", CLOCK.encode(), zone="Asia/Seoul")
    assert load_case(tmp_path / "generic" / "fog").page().zone == "Asia/Seoul"
