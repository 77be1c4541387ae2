"""Archives that are made to do harm: each ends in one clear line, bounded memory and the rest of the run."""

from __future__ import annotations

import bz2
import copy
import gzip
import io
import json
import lzma
import os
import plistlib
import sqlite3
import stat
import struct
import tarfile
import tracemalloc
import zipfile
from functools import cache

import pytest

from killers import Told
from tearsheet.bulk.run import run
from tearsheet.captures import warc

MB = 1 << 20
LARGE = 120  # megabytes of nothing, which a few hundred bytes or kilobytes unpack to
MEMORY = 110 * MB  # 100 MB are asked for, if not used, to read a file of few pages
PAGE = b"good"


def zeros(pack) -> bytes:
    """What *pack*, given an open file, makes of many megabytes of nothing."""
    written = io.BytesIO()
    with pack(written) as file:
        for _ in range(LARGE):
            file.write(bytes(MB))
    return written.getvalue()


@cache
def gzipped() -> bytes:
    return zeros(lambda file: gzip.GzipFile(fileobj=file, mode="wb", compresslevel=1))


@cache
def zstandard_of(size: int) -> bytes:
    packing = pytest.importorskip("zstandard").ZstdCompressor().compressobj()
    return b"".join(packing.compress(bytes(MB)) for _ in range(size)) + packing.flush()


def line(text: str = "good") -> bytes:
    return b"\n" + json.dumps({"text": text}).encode() + b"\n"


def head(name: str, size: int, kind: bytes = tarfile.REGTYPE) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.type = size, kind
    return info.tobuf(tarfile.GNU_FORMAT)


def summed(header: bytearray) -> bytes:
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header)


GOOD = head("good.html", len(PAGE)) + PAGE.ljust(512, b"\0")
END = bytes(1024)


def tarred(*parts: bytes, packed: bool = False) -> bytes:
    data = b"".join((*parts, GOOD, END))
    return gzip.compress(data, 1) if packed else data


def zipped(*members: tuple[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", how) as archive:
        for name, data in (*members, ("good.html", PAGE)):
            archive.writestr(name, data)
    return written.getvalue()


def record(block: bytes, length: int | None = None, more: bytes = b"") -> bytes:
    about = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:x>\r\nWARC-Date: 2026-11-01T12:00:00Z\r\n"
        "WARC-Target-URI: https://a.example/\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n"
    )
    return about.encode() + more + b"\r\n" + block + b"\r\n\r\n"


def answer(body: bytes, *headers: str) -> bytes:
    lines = "".join(f"{each}\r\n" for each in ("HTTP/1.1 200 OK", "Content-Type: text/html", *headers))
    return lines.encode() + b"\r\n" + body


def overlapping() -> bytes:
    written = io.BytesIO()
    archive = zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED)
    archive.writestr("a.html", os.urandom(9_000))
    for number in range(50):
        member = copy.copy(archive.infolist()[0])
        member.filename = f"{number}.html"
        archive.filelist.append(member)
    archive.close()
    return written.getvalue()


def sparse() -> bytes:
    header = bytearray(head("sparse.html", 0, tarfile.GNUTYPE_SPARSE))
    header[482] = 1
    row = bytearray(512)
    row[504] = 1
    return tarred(summed(header), bytes(row) * 20_000)


def negative() -> bytes:
    header = bytearray(head("negative.html", 0))
    header[124:136] = b"\xff" * 12
    return tarred(summed(header))


LINKS = ((tarfile.SYMTYPE, b"1"), (tarfile.LNKTYPE, b"2"), (tarfile.CHRTYPE, b"3"), (tarfile.FIFOTYPE, b"4"))
# Name of a file → how it is made, what is said of each page that is none, whether the good page is read.
FILES = {
    "a.html.gz": (gzipped, ["too large"], False),
    "a.jsonl.gz": (lambda: gzipped() + gzip.compress(line()), ["longer than 80,000,000 bytes"], True),
    "a.jsonl.zst": (lambda: zstandard_of(LARGE) + zstandard_of(0), ["longer than 80,000,000 bytes"], False),
    "a.tar.bz2": (lambda: bz2.compress(tarred(head("a.html", 20 * MB), bytes(20 * MB)), 1), ["too large"], True),
    "a.tar.xz": (
        lambda: lzma.compress(b"x", filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 30}]),
        ["Memory usage limit"],
        False,
    ),
    "cut.tar.xz": (lambda: lzma.compress(tarred(head("a.html", 4), bytes(512)))[:-40], ["cut off"], False),
    "name.tar.gz": (
        lambda: tarred(head("././@LongLink", MB, b"L"), b"a" * MB, packed=True),
        ["a header in it is longer"],
        False,
    ),
    "pax.tar": (lambda: tarred(head("pax", MB, b"x"), b"1" * MB), ["a header in it is longer"], False),
    "sparse.tar": (sparse, ["a header in it is longer"], False),
    "lying.tar": (lambda: head("a.html", 1 << 62) + PAGE, ["cut off"], False),
    "negative.tar": (negative, ["empty"], True),
    "links.tar": (lambda: tarred(*[head(f"{end.decode()}.html", 0, kind) for kind, end in LINKS]), [], True),
    "outside.tar": (lambda: tarred(head("../../up.html", 1), b"u".ljust(512, b"\0")), [], True),
    "many.tar.gz": (lambda: tarred(head("a.png", 0) * 4_000, packed=True), [], True),
    "large.tar": (lambda: tarred(head("a.html", 12 * MB), b"x" * 12 * MB), ["too large"], True),
    "deflated.zip": (lambda: zipped(("a.html", bytes(LARGE * MB))), ["too large"], True),
    "bz2.zip": (lambda: zipped(("a.html", b"x"), how=zipfile.ZIP_BZIP2), ["neither stored nor deflated"] * 2, False),
    "overlapping.zip": (overlapping, ["one over the other"], False),
    "nested.zip": (
        lambda: zipped(("a.zip", zipped()), ("b.html", zipped()), ("c.html.gz", gzip.compress(PAGE))),
        ["the data is ZIP, not text"],
        True,
    ),
    "lying.zip": (
        lambda: zipped(("a.html", b"x" * 5 * MB)).replace(struct.pack("<L", 5 * MB), struct.pack("<L", 10)),
        ["the member cannot be read"],
        True,
    ),
    "sidecar.zip": (lambda: zipped(("a.html.json", b"[" * 60_000), ("a.html", b"a")), ["no JSON"], True),
    "body.warc": (
        lambda: record(answer(gzipped(), "Content-Encoding: gzip")) + record(answer(PAGE)),
        ["too large"],
        True,
    ),
    "chunk.warc": (
        lambda: (
            record(answer(b"1900000\r\n" + bytes(25 * MB) + b"\r\n0\r\n\r\n", "Transfer-Encoding: chunked"))
            + record(answer(PAGE))
        ),
        ["too large"],
        True,
    ),
    "headers.warc": (
        lambda: record(answer(PAGE), more=b"X-A: b\r\n" * 400_000) + record(answer(PAGE)),
        ["is broken, and passed over"],
        True,
    ),
    "answers.warc": (
        lambda: record(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 400_000 + b"\r\n") + record(answer(PAGE)),
        ["is broken, and passed over"],
        True,
    ),
    "lying.warc": (lambda: record(answer(PAGE), length=1 << 40) + record(answer(PAGE)), ["cut off"], False),
    "negative.warc": (
        lambda: record(answer(PAGE), length=-5) + record(answer(PAGE)),
        ["is broken, and passed over"],
        True,
    ),
    "headers.mhtml": (
        lambda: b"From: x\r\n" * 100_000 + b"Content-Type: multipart/related; boundary=x\r\n\r\n--x\r\n\r\nx",
        [],
        False,
    ),
    "parameters.mhtml": (
        lambda: (
            b"Content-Type: multipart/related; boundary=x; "
            + b"a=b; " * 20_000
            + b"\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\ngood\r\n--x--"
        ),
        [],
        True,
    ),
    "lying.webarchive": (
        lambda: plistlib.dumps({"a": 1}, fmt=plistlib.FMT_BINARY)[:-24] + struct.pack(">QQQ", 1 << 33, 0, 8),
        ["no property list"],
        False,
    ),
    "entities.webarchive": (
        lambda: b'<?xml version="1.0"?><!DOCTYPE plist [<!ENTITY a "aa">]><plist><string>&a;</string></plist>',
        ["no property list"],
        False,
    ),
    "deep.har": (lambda: b'{"log":{"entries":' + b"[" * MB, ["no HAR"], False),
    "odd.jsonl": (
        lambda: (
            b'{"text":"x","captured_at":1e308}\n{"text":"x","captured_at":1'
            + b"0" * 5000
            + b'}\n{"path":"."}\n{"path":"a\\u0000b"}\n{"path":"'
            + b"x" * 5000
            + b'"}\nNaN\n'
            + line()
        ),
        ["which is no time", "not JSON", "is no file", "cannot be read", "cannot be read", "JSON float"],
        True,
    ),
}


def outcomes(path, tmp_path):
    told = []
    tracemalloc.start()
    try:
        summary = run(
            [str(path)],
            str(tmp_path / "out.jsonl"),
            adapter=Told,
            workers=0,
            on_outcome=lambda outcome, *_: told.extend(e.failure for e in outcome.entries if e.failure is not None),
        )
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    written = (tmp_path / "out.jsonl").read_bytes().splitlines()
    titles = [json.loads(each)["title"] for each in written]
    assert len(titles) == summary.articles
    return titles, [failure.message for failure in told], peak


@pytest.mark.parametrize("name", FILES)
def test_what_is_made_to_do_harm_costs_one_line_and_little_memory(tmp_path, name):
    make, expected, read_on = FILES[name]
    path = tmp_path / name
    path.write_bytes(make())
    if name.endswith((".warc", ".zst")):
        pytest.importorskip("warcio" if name.endswith("warc") else "zstandard")
    titles, said, peak = outcomes(path, tmp_path)
    assert [word in message for word, message in zip(expected, said, strict=True)] == [True] * len(said), said
    assert all("\n" not in message and len(message) < 400 for message in said)
    assert ("good" in titles) is read_on
    # A line of JSON may have 80 MB, and is in memory when it is found to have more.
    assert peak < (200 * MB if ".jsonl" in name else MEMORY)


@pytest.mark.parametrize("name", ["headers.warc", "answers.warc", "body.warc", "chunk.warc", "lying.warc"])
def test_the_slower_reader_of_warc_is_held_to_the_same(tmp_path, monkeypatch, name):
    pytest.importorskip("warcio")
    monkeypatch.setattr(warc, "_reader", lambda: warc._by_warcio)
    test_what_is_made_to_do_harm_costs_one_line_and_little_memory(tmp_path, name)


def test_sidecars_of_a_tar_fill_no_memory(tmp_path, monkeypatch):
    monkeypatch.setattr("tearsheet.captures.archives.MOST", 100_000)
    path = tmp_path / "a.tar"
    path.write_bytes(tarred(*[head(f"{n}.json", 30_000) + b"1".ljust(30_208, b"\0") for n in range(5)]))
    titles, said, _ = outcomes(path, tmp_path)
    assert titles == ["good"]
    assert said == ["of the sidecars in it the first 100,000 bytes were read"]


# -- tables of other types -------------------------------------------------------------------------------------------


def tables():
    pa = pytest.importorskip("pyarrow")
    good = ["good"] * 3
    no_utf8 = pa.Array.from_buffers(
        pa.string(), 3, [None, pa.py_buffer(struct.pack("<4i", 0, 1, 2, 6)), pa.py_buffer(b"a\xffgood")]
    )
    return {
        "numbers": (pa.table({"text": [1, 2, 3]}), ["no page"] * 3, 0),
        "structs beside pages": (pa.table({"data": [{"a": 1}] * 3, "text": good}), [], 3),
        "lists": (pa.table({"data": [[b"x"]] * 3, "html": [{"a": 1}] * 3}), ["no page"] * 3, 0),
        "dictionaries": (pa.table({"text": pa.array(good).dictionary_encode()}), [], 3),
        "views": (pa.table({"text": pa.array(good, pa.large_string()), "id": [1.5, 2.5, 3.5]}), [], 3),
        "addresses of other types": (pa.table({"text": good, "url": [b"a", None, b"b"]}), ["url is b"] * 2, 1),
        "times beyond the calendar": (
            pa.table({"text": good, "captured_at": pa.array([1 << 62, 0, None], pa.timestamp("us", "UTC"))}),
            ["the row cannot be read"],
            2,
        ),
        "text that is none": (pa.table({"text": no_utf8}), ["the row cannot be read"], 2),
        "no page at all": (pa.table({"words": good}), ["no column holds pages"], 0),
    }


@pytest.mark.parametrize("end", ["parquet", "arrow"])
def test_tables_of_other_types_cost_their_rows(tmp_path, end):
    pa, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    for number, (name, (table, expected, count)) in enumerate(tables().items()):
        path = tmp_path / f"{number}.{end}"
        if end == "parquet":
            parquet.write_table(table, path)
        else:
            with pa.ipc.new_file(str(path), table.schema) as writer:
                writer.write_table(table)
        folder = tmp_path / f"{number}-{end}"
        folder.mkdir()
        titles, said, _ = outcomes(path, folder)
        assert len(titles) == count, (name, said)
        assert all(any(word in message for word in expected) for message in said), (name, said)
        assert len(said) == len(expected) or len(set(expected)) == 1, (name, said)


def test_an_arrow_file_that_lies_of_a_length_is_damaged(tmp_path):
    pa = pytest.importorskip("pyarrow")
    table = pa.table({"text": ["y" * 100_000] * 20})
    written = io.BytesIO()
    with pa.ipc.new_stream(written, table.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
        writer.write_table(table)
    path = tmp_path / "a.arrows"
    path.write_bytes(written.getvalue().replace(struct.pack("<q", 2_000_000), struct.pack("<q", 1 << 45)))
    titles, said, _ = outcomes(path, tmp_path)
    assert (titles, len(said)) == ([], 1)
    assert "damaged" in said[0]


def test_a_database_of_other_types_costs_its_rows(tmp_path):
    path = tmp_path / "a.sqlite"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE pages (id, data, url)")
        rows = [(b"x", 1, 2), (1.5, None, None), ("a", "good", b"\xff"), ("b", b"good", None)]
        database.executemany("INSERT INTO pages VALUES (?, ?, ?)", rows)
        database.execute("INSERT INTO pages VALUES ('c', cast(x'61ff62' AS TEXT), NULL)")
        database.execute("INSERT INTO pages VALUES ('d', 'good', NULL)")
    database.close()
    titles, said, _ = outcomes(path, tmp_path)
    assert titles.count("good") == 2
    assert len(titles) == 3
    assert ["not a string" in message or "no page" in message for message in said] == [True] * 3


# -- what is no file -------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are of POSIX")
def test_pipes_and_devices_in_a_folder_are_passed_over_and_rows_that_name_them_fail(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    os.mkfifo(folder / "a.html")
    assert stat.S_ISFIFO((folder / "a.html").stat().st_mode)
    (folder / "b.html").write_bytes(PAGE)
    (folder / "c.jsonl").write_bytes(b'{"path":"a.html"}\n{"path":"/dev/zero"}\n{"path":"b.html"}\n')
    (folder / "gone.html").symlink_to(folder / "nowhere")
    titles, said, _ = outcomes(folder, tmp_path)
    assert titles == ["good", "good"]
    assert [message.rpartition(" is ")[2] for message in said[:2]] == ["no file", "no file"]
    assert said[2:] == ["there is no such file"]
