"""What is known of a saved page is known to every command alike: one loader reads it for all of them."""

from __future__ import annotations

import base64
import io
import json
import tarfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

import runner
import tearsheet
from tearsheet import InputError, captures
from tearsheet.authoring.golden import load_case
from tearsheet.captures import Record
from tearsheet.captures.known import in_head

URL = "https://www.quayside-echo.example/news/1"
WHEN = datetime(2026, 11, 1, 12, tzinfo=UTC)
SAID = "2026-11-01T12:00:00Z"
PAGE = """<!DOCTYPE html><html lang="en"><head><title>The ferry waits for the tide</title></head><body><article>
<h1>The ferry waits for the tide</h1><time>2 hours ago</time>
<p>The morning ferry left the quay an hour late on Sunday, because the new ramp is longer than the old one was.</p>
<p>Its captain said that nobody had measured the ramp at low water, and that she would wait for the moon instead.</p>
<p>The council will measure it again in spring, when the water is lower and the forecast for the week is better.</p>
</article></body></html>"""
SIDE = {"url": URL, "captured_at": WHEN.isoformat(), "content_type": "text/html; charset=utf-8"}


def run(*args: object, stdin: bytes | None = None, code: int = 0) -> str:
    result = runner.run(*args, stdin=stdin, code=code)
    return result.stdout if code == 0 else result.stderr


# -- what each command knows of a page -------------------------------------------------------------------------------


def by_parse(path: Path, where: Path) -> tuple[str | None, str | None]:
    article = json.loads(run("parse", "-f", "jsonl", path))
    return article["url"], article["captured_at"]


def by_bulk(path: Path, where: Path) -> tuple[str | None, str | None]:
    run("bulk", path, "-o", where / "out.jsonl", "--overwrite", "--workers", "0")
    article = json.loads((where / "out.jsonl").read_text("utf-8"))
    return article["url"], article["captured_at"]


def by_show(path: Path, where: Path) -> tuple[str | None, str | None]:
    run("show", "-o", where / "report.html", path)
    report = (where / "report.html").read_text("utf-8")
    return URL if URL in report else None, SAID if "2026-11-01" in report else None


def by_new(path: Path, where: Path) -> tuple[str | None, str | None]:
    package = where / "package"
    result = runner.run("new", "quayside-echo", path, "--start-package", "--package", package, "--force")
    assert result.exit_code in {0, 1}, result.stderr
    (meta,) = package.glob("tests/fixtures/quayside-echo/*/meta.json")
    said = json.loads(meta.read_text("utf-8"))
    return said["url"], said["captured_at"].replace("+00:00", "Z")


def by_health(path: Path, where: Path) -> tuple[str | None, str | None]:
    said = json.loads(run("health", "--json", "--adapter", "generic", path))
    (day,) = said["adapters"][0]["days"]
    return URL, f"{day['day']}T12:00:00Z"


def by_heal(path: Path, where: Path) -> tuple[str | None, str | None]:
    from tearsheet.cli.heal import _pages

    ((_, page),) = _pages([str(path)], "--old")
    return page.url, page.captured_at.isoformat().replace("+00:00", "Z")


COMMANDS = [by_parse, by_bulk, by_show, by_new, by_health, by_heal]


def as_page(where: Path) -> Path:
    (where / "a.html").write_text(PAGE, "utf-8")
    (where / "a.html.json").write_text(json.dumps(SIDE), "utf-8")
    return where / "a.html"


def as_folder(where: Path) -> Path:
    (where / "in").mkdir()
    (where / "in" / "a.html").write_text(PAGE, "utf-8")
    (where / "in" / "meta.json").write_text(json.dumps(SIDE), "utf-8")
    return where / "in"


def as_rows(**row: object):
    def write(where: Path) -> Path:
        (where / "in.jsonl").write_text(json.dumps(SIDE | row) + "\n", "utf-8")
        (where / "kept").write_text(PAGE, "utf-8")
        return where / "in.jsonl"

    return write


def as_single_file(where: Path) -> Path:
    comment = (
        f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: Sun Nov 01 2026 12:00:00 GMT+0000 (UTC)\n-->"
    )
    (where / "a.html").write_text(PAGE.replace('<html lang="en">', f'<html lang="en">{comment}'), "utf-8")
    return where / "a.html"


def as_tar(where: Path) -> Path:
    with tarfile.open(where / "in.tar.gz", "w:gz") as archive:
        # The sidecar may come first or last.
        for name, data in (("x/a.html", PAGE), ("x/a.html.json", json.dumps(SIDE))):
            info = tarfile.TarInfo(name)
            info.size = len(data.encode())
            archive.addfile(info, io.BytesIO(data.encode()))
    return where / "in.tar.gz"


def as_zip(where: Path) -> Path:
    with zipfile.ZipFile(where / "in.zip", "w") as archive:
        archive.writestr("x/a.html", PAGE)
        archive.writestr("x/meta.json", json.dumps(SIDE))
    return where / "in.zip"


ENCODED = base64.b64encode(PAGE.encode()).decode()
SAVED = {
    "sidecar": as_page,
    "meta.json": as_folder,
    "html": as_rows(html=PAGE),
    "text": as_rows(text=PAGE),
    "data": as_rows(data=PAGE),
    "base64": as_rows(base64=ENCODED),
    "data_base64": as_rows(data_base64=ENCODED),
    "path": as_rows(path="kept"),
    "seconds": as_rows(html=PAGE, captured_at=WHEN.timestamp()),
    "SingleFile": as_single_file,
    "tar": as_tar,
    "zip": as_zip,
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("saved", SAVED)
def test_every_command_knows_the_same_of_a_page_however_it_was_saved(tmp_path, command, saved):
    path = SAVED[saved](tmp_path)
    assert command(path, tmp_path) == (URL, SAID)


@pytest.mark.parametrize("command", ["parse", "show", "ledger", "explain", "health"])
def test_a_time_without_a_zone_is_refused_with_the_remedy_by_every_command(tmp_path, command):
    path = as_rows(html=PAGE, captured_at="2026-11-01T12:00:00")(tmp_path)
    said = run(command, path, code=2 if command == "health" else 1)
    assert "2026-11-01T12:00:00+08:00, or Z for UTC" in said


def test_a_time_without_a_zone_is_refused_in_bulk_and_costs_its_page_alone(tmp_path):
    naive = json.dumps(SIDE | {"html": PAGE, "captured_at": "2026-11-01 12:00"})
    (tmp_path / "in.jsonl").write_text(f"{naive}\n{json.dumps(SIDE | {'html': PAGE})}\n", "utf-8")
    said = run("bulk", tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl", "--workers", "0", code=1)
    assert "or Z for UTC" in said
    assert len((tmp_path / "out.jsonl").read_text("utf-8").splitlines()) == 1


def test_a_golden_case_knows_what_the_head_of_its_page_says(tmp_path):
    folder = tmp_path / "generic" / "one"
    folder.mkdir(parents=True)
    as_single_file(folder).rename(folder / "page.html")
    (folder / "meta.json").write_text("{}", "utf-8")
    page = load_case(folder).page()
    assert (page.url, page.captured_at) == (URL, WHEN)


# -- sidecars --------------------------------------------------------------------------------------------------------


def test_what_is_said_goes_before_what_stands_beside_the_page(tmp_path):
    path = as_page(tmp_path)
    said = ["--url", "https://other.example/2", "--captured-at", "2026-12-24T00:00Z"]
    article = json.loads(run("parse", *said, "-f", "jsonl", path))
    assert (article["url"], article["captured_at"]) == ("https://other.example/2", "2026-12-24T00:00:00Z")
    assert json.loads(run("parse", "--captured-at", "mtime", path))["captured_at"] == SAID


def test_a_sidecar_is_no_page_where_a_shell_names_it_among_pages(tmp_path):
    path = as_page(tmp_path)
    found = run("parse", "-f", "jsonl", tmp_path / "a.html.json", path)
    assert [json.loads(line)["url"] for line in found.splitlines()] == [URL]
    assert "JSON object" in run("parse", tmp_path / "a.html.json", code=1)
    assert "JSON object" in run("bulk", tmp_path / "a.html.json", "-o", tmp_path / "o.jsonl", "--workers", "0", code=1)
    run("bulk", str(tmp_path / "a.*"), "-o", tmp_path / "o.jsonl", "--overwrite", "--workers", "0")


def test_json_of_the_same_stem_that_is_something_else_is_left_alone(tmp_path):
    path = as_page(tmp_path)
    (tmp_path / "a.html.json").unlink()
    (tmp_path / "a.json").write_text(run("parse", path), "utf-8")
    (tmp_path / "meta.json").write_text('["other", "things"]', "utf-8")
    assert captures.load(path).url is None
    (tmp_path / "a.html.json").write_text('["other", "things"]', "utf-8")
    with pytest.raises(InputError, match=r"a\.html\.json is no object with url and captured_at"):
        captures.load(path)


@pytest.mark.parametrize(
    ("side", "said"),
    [
        ("{", "is no JSON"),
        ('{"url": 7}', "url is 7"),
        ('{"captured_at": "noon"}', "no time"),
        ("[" * 100_000, "no JSON"),
    ],
)
def test_a_sidecar_that_cannot_be_used_is_named(tmp_path, side, said):
    path = as_page(tmp_path)
    (tmp_path / "a.html.json").write_text(side, "utf-8")
    with pytest.raises(InputError, match=said) as caught:
        captures.load(path)
    assert "a.html.json" in str(caught.value)


def test_a_packed_page_has_the_sidecar_of_the_page(tmp_path):
    import gzip

    (tmp_path / "a.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    (tmp_path / "a.html.json").write_text(json.dumps(SIDE), "utf-8")
    assert captures.load(tmp_path / "a.html.gz").captured_at == WHEN


# -- what the page itself says ---------------------------------------------------------------------------------------


def test_browsers_say_the_address_in_a_comment():
    assert in_head(f"<!-- saved from url=({len(URL):04}){URL} -->\n{PAGE}").url == URL
    assert in_head(f"<!DOCTYPE html>\n<!-- saved from url=({len(URL):04}){URL} -->\n{PAGE}".encode()).url == URL
    assert in_head("<!-- saved from url=(0014)about:internet -->").url is None
    assert in_head(PAGE).url is None


@pytest.mark.parametrize(
    "date", ["Sun Nov 31 2026 12:00:00 GMT+0000", "Sonntag, 1. November", "Sun Nuv 01 2026 12:00:00 GMT+0000"]
)
def test_a_date_that_is_none_leaves_the_address(date):
    found = in_head(f"<html><!--\n Page saved with SingleFile \n url: {URL} \n saved date: {date}\n-->")
    assert (found.url, found.captured_at) == (URL, None)


def test_a_comment_of_another_capture_says_nothing(tmp_path):
    path = as_single_file(tmp_path)
    (tmp_path / "a.html.json").write_text(json.dumps({"url": "https://other.example/2"}), "utf-8")
    page = captures.load(path)
    assert (page.url, page.captured_at) == ("https://other.example/2", None)


# -- files of several pages ------------------------------------------------------------------------------------------


def test_a_file_of_many_pages_is_read_page_by_page(tmp_path):
    rows = [SIDE | {"html": PAGE, "url": f"{URL}{number}"} for number in range(3)]
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps(row) for row in [*rows, {"html": ""}]), "utf-8")
    said = run("parse", "-o", f"{tmp_path / 'out'}/", tmp_path / "in.jsonl", code=1)
    assert "in.jsonl:4: the page is empty" in said
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["in-1.json", "in-2.json", "in-3.json"]
    assert json.loads(run("parse", "--url", f"{URL}1", tmp_path / "in.jsonl"))[0]["url"] == f"{URL}1"
    assert "no page at https://nowhere" in run(
        "parse", "--url", "https://nowhere.example/", tmp_path / "in.jsonl", code=1
    )
    assert "by --url which page" in run("show", tmp_path / "in.jsonl", code=2)
    assert URL in run("show", "--url", f"{URL}2", tmp_path / "in.jsonl")


def test_a_folder_is_its_pages_and_not_what_a_browser_saved_with_them(tmp_path):
    folder = tmp_path / "in"
    for name in ("a.html", "a_files/frame.html", "b.htm", "b-Dateien/x.html", "c_2/d.html", ".hidden/e.html"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(PAGE.replace("tide", name), "utf-8")
    titles = [json.loads(line)["editions"][0]["title"] for line in run("parse", "-f", "jsonl", folder).splitlines()]
    assert [title.rpartition(" ")[2] for title in titles] == ["a.html", "b.htm", "c_2/d.html"]


def test_one_page_can_be_had_in_python(tmp_path):
    page = captures.load(as_page(tmp_path))
    assert (page.url, page.content_type, page.captured_at) == (URL, SIDE["content_type"], WHEN)
    (tmp_path / "two.jsonl").write_text('{"html": "<p>1"}\n{"html": "<p>2"}\n', "utf-8")
    with pytest.raises(InputError, match="several pages"):
        captures.load(tmp_path / "two.jsonl")
    with pytest.raises(tearsheet.TearsheetError, match="no such file"):
        captures.load(tmp_path / "nothing.html")
    assert all(isinstance(record, Record) for record in captures.read(captures.source_of(str(tmp_path / "two.jsonl"))))


# -- what is no page -------------------------------------------------------------------------------------------------

READERS = [
    tearsheet.parse,
    tearsheet.read,
    tearsheet.read_all,
    tearsheet.parse_all,
    tearsheet.registry.explain,
    tearsheet.registry.match,
]


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("empty", ["", b"", " \n\t", b"\r\n ", "\ufeff", b"\xef\xbb\xbf\n", b" " * 5_000, "\n" * 5_000])
def test_an_empty_page_is_said_to_be_empty_by_every_reader(read, empty):
    with pytest.raises(InputError, match=r"^the page is empty$"):
        read(empty)


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(
    ("given", "remedy"),
    [
        (URL, "fetch it"),
        (f"  {URL}\n", "fetch it"),
        (URL.encode(), "fetch it"),
        ("page.html", "read_bytes"),
        ("../saved pages/The story.htm", "read_bytes"),
        (r"C:\pages\a.mhtml", "read_bytes"),
        ("/var/pages/a.warc.gz", "read_bytes"),
        (json.dumps(SIDE), "JSON object"),
        (json.dumps(SIDE, indent=2).encode(), "JSON object"),
    ],
)
def test_what_stands_for_a_page_is_answered_with_what_to_pass(read, given, remedy):
    with pytest.raises(InputError, match=remedy):
        read(given)


@pytest.mark.parametrize(
    "text",
    [
        "The address is https://www.quayside-echo.example/news/1 and the ferry waits for the tide there.",
        "Nobody reads the file called page.html any more.",
        "{ferry} waits for the tide, and the captain of it waits for the moon.",
        f"{URL}\n\nThe ferry waits for the tide.",
    ],
)
def test_a_text_that_names_an_address_or_a_file_is_a_text(text):
    assert tearsheet.parse(text)


def test_an_empty_page_is_the_same_failure_everywhere(tmp_path):
    from tearsheet.bulk import parse_many

    (tmp_path / "a.html").write_text(" \n", "utf-8")
    (tmp_path / "b.html").write_text("", "utf-8")
    for name in ("a.html", "b.html"):
        assert "the page is empty" in run("parse", tmp_path / name, code=1)
        assert "the page is empty" in run("show", tmp_path / name, code=1)
    assert "the page is empty" in run("parse", "-", stdin=b"", code=1)
    found = [result.failure for result in parse_many(["", b"", " ", b"\n"], workers=0)]
    assert [(failure.code, failure.message) for failure in found] == [("input", "the page is empty")] * 4


@pytest.mark.parametrize("url", ["foo", "www.example.com/news", "https:", "//host/x", "http://[x"])
def test_an_address_that_is_none_is_refused(tmp_path, url):
    said = run("parse", "--url", url, as_page(tmp_path), code=2)
    assert "write it whole, as https://www.example.com/news/1" in said
    assert "write it whole" in run("new", "a", as_page(tmp_path), "--url", url, code=2)
