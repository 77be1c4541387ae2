"""Pages as people have them: MHTML, web archives of Safari, HAR; each with its address and time."""

from __future__ import annotations

import base64
import json
import plistlib
import quopri
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tearsheet
from tearsheet import InputError, captures
from tearsheet.captures import Failure, Record
from tearsheet.captures.saved import open_mhtml, open_webarchive
from tearsheet.errors import SourceError
from test_loader import COMMANDS, PAGE, SAID, URL, WHEN

CHINESE = PAGE.replace("The ferry waits for the tide", "渡船等潮水，港口没有人着急")


def mhtml(page: str = PAGE, *, encoding: str = "quoted-printable", date: str | None = None, **other: str) -> bytes:
    """As Chrome writes it, with a picture."""
    body = page.encode()
    packed = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes, "binary": lambda data: data}
    head = {
        "From": "<Saved by Blink>",
        "Snapshot-Content-Location": URL,
        "Subject": "=?utf-8?Q?A=20page?=",
        "Date": date or format_datetime(WHEN).replace("+0000", "-0000"),
        "MIME-Version": "1.0",
        "Content-Type": 'multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----Part--x"',
    } | other
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items() if value)
    picture = base64.encodebytes(bytes(3_000)).decode()
    return (
        f"{lines}\r\n\r\n------Part--x\r\nContent-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\n"
        f"Content-Transfer-Encoding: {encoding}\r\nContent-Location: {URL}\r\n\r\n".encode()
        + packed[encoding](body).replace(b"\n", b"\r\n")
        + f"\r\n------Part--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Location: https://www.quayside-echo.example/a.png\r\n\r\n{picture}\r\n------Part--x--\r\n".encode()
    )


def webarchive(page: str = PAGE, *, fmt: plistlib.PlistFormat = plistlib.FMT_BINARY, dated: bool = True) -> bytes:
    """As Safari writes it: the answer of a server is a keyed archive inside."""

    def answer(when: datetime) -> bytes:
        objects = [
            *(
                "$null",
                {"NS.keys": [plistlib.UID(2), plistlib.UID(3)], "NS.objects": [plistlib.UID(4), plistlib.UID(5)]},
            ),
            *("Server", "Date", "made", format_datetime(when, usegmt=True)),
        ]
        return plistlib.dumps({"$archiver": "NSKeyedArchiver", "$objects": objects}, fmt=plistlib.FMT_BINARY)

    parts = [
        {"WebResourceURL": f"{URL}/{n}.png", "WebResourceData": b"", "WebResourceMIMEType": "image/png"}
        for n in range(3)
    ]
    if dated:
        parts[0]["WebResourceResponse"] = answer(WHEN - timedelta(days=3))  # from the browser's cache
        parts[1]["WebResourceResponse"] = answer(WHEN)
        parts[2]["WebResourceResponse"] = b"broken"
    main = {
        "WebResourceData": page.encode(),
        "WebResourceURL": URL,
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8",
        "WebResourceFrameName": "",
    }
    return plistlib.dumps({"WebMainResource": main, "WebSubresources": parts}, fmt=fmt)


def entry(url: str, page: str | None, **other) -> dict[str, object]:
    content = {"size": 1, "mimeType": other.pop("kind", "text/html; charset=utf-8")}
    if page is not None:
        content |= (
            {"text": page}
            if not other.pop("packed", False)
            else {"text": base64.b64encode(page.encode()).decode(), "encoding": "base64"}
        )
    response = {"status": other.pop("status", 200), "content": content}
    return {"startedDateTime": SAID, "request": {"method": "GET", "url": url}, "response": response} | other


def har(*entries: dict[str, object]) -> bytes:
    return json.dumps({"log": {"version": "1.2", "entries": entries or (entry(f"{URL}#top", PAGE),)}}).encode()


def read(path) -> list[Record | Failure]:
    return list(captures.read(captures.source_of(str(path))))


SAVED = {
    "a.mhtml": mhtml(),
    "b.mht": mhtml(encoding="base64"),
    "c.MHT": mhtml(encoding="binary"),
    "saved by IE.mht": mhtml(**{"Snapshot-Content-Location": "", "From": "<Saved by Windows Internet Explorer 8>"}),
    "a.webarchive": webarchive(),
    "b.webarchive": webarchive(fmt=plistlib.FMT_XML),
    "a.har": har(),
    "b.har": har(entry(URL, PAGE, packed=True)),
}


@pytest.mark.parametrize("name", SAVED)
def test_a_saved_page_has_its_address_and_its_time(tmp_path, name):
    (tmp_path / name).write_bytes(SAVED[name])
    page = captures.load(tmp_path / name)
    assert (page.url, page.captured_at) == (URL, WHEN)
    assert page.text.replace("\r\n", "\n").strip() == PAGE
    assert tearsheet.parse(page).title == "The ferry waits for the tide"


@pytest.mark.parametrize("name", ["a.mhtml", "a.webarchive", "a.har"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_reads_what_a_browser_saved(tmp_path, command, name):
    (tmp_path / name).write_bytes(SAVED[name])
    assert command(tmp_path / name, tmp_path) == (URL, SAID)


def test_a_folder_holds_saved_pages_of_every_kind(tmp_path):
    for name, data in SAVED.items():
        (tmp_path / name).write_bytes(data)
    assert sum(len(read(source.name)) for source in captures.find([str(tmp_path)])) == len(SAVED)


@pytest.mark.parametrize("data", [mhtml(CHINESE), webarchive(CHINESE)])
def test_a_saved_page_is_known_by_how_it_begins_where_its_name_tells_nothing(tmp_path, data):
    (tmp_path / "saved").write_bytes(data)
    page = captures.load(tmp_path / "saved")
    assert (page.url, tearsheet.parse(page).title) == (URL, "渡船等潮水，港口没有人着急")
    with pytest.raises(InputError, match=r"tearsheet\.captures\.load"):
        tearsheet.parse(data)


def test_a_sidecar_goes_before_what_the_file_says(tmp_path):
    (tmp_path / "a.mhtml").write_bytes(mhtml())
    (tmp_path / "a.mhtml.json").write_text('{"url": "https://other.example/1"}')
    page = captures.load(tmp_path / "a.mhtml")
    assert (page.url, page.captured_at) == ("https://other.example/1", WHEN)


# -- MHTML -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "when"),
    [
        ("Sun, 1 Nov 2026 12:00:00 -0000", WHEN),
        ("Sun, 1 Nov 2026 20:00:00 +0800", datetime(2026, 11, 1, 20, tzinfo=timezone(timedelta(hours=8)))),
        ("Sun, 1 Nov 2026 12:00:00 GMT", WHEN),
        ("Sun, 1 Nov 2026 12:00:00", None),
        ("yesterday", None),
    ],
)
def test_the_time_of_an_mhtml_file_is_that_of_its_header_where_it_has_a_zone(date, when):
    assert open_mhtml(mhtml(date=date))[1].captured_at == when


def test_the_page_is_the_part_that_is_named_as_the_start():
    data = (
        b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x; start="<main>"\n\n'
        b"--x\nContent-Type: text/html\nContent-ID: <frame>\nContent-Location: https://a.example/frame\n\n<p>frame\n"
        b"--x\nContent-Type: text/html; charset=gbk\nContent-ID: <main>\nContent-Location: https://a.example/main\n\n<p>main\n--x--"
    )
    page, known = open_mhtml(data)
    assert (page.strip(), known.url, known.content_type) == (
        b"<p>main",
        "https://a.example/main",
        "text/html; charset=gbk",
    )
    inner = (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n"
        b"Content-Type: multipart/alternative; boundary=y\n\n--y\nContent-Type: text/html\n\n<p>deep\n--y--\n--x--\n"
    )
    assert open_mhtml(inner)[0].strip() == b"<p>deep"


@pytest.mark.parametrize(
    "data",
    [
        b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n<p>",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: image/png\n\nx\n--x--",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x",
        b"MIME-Version: 1.0\nContent-Type: image/png\n\nx",
    ],
)
def test_an_mhtml_file_without_a_page_is_told(tmp_path, data):
    (tmp_path / "a.mhtml").write_bytes(data)
    (failure,) = read(tmp_path / "a.mhtml")
    assert (failure.code, "holds no page" in failure.message) == ("source", True)


@given(st.integers(0, 6_000), st.integers(0, 6_000), st.binary(max_size=40))
def test_a_damaged_mhtml_file_ends_in_no_other_exception(start, length, noise):
    data = mhtml()
    damaged = data[:start] + noise + data[start + length :]
    try:
        open_mhtml(damaged)
    except SourceError:
        pass
    except (ValueError, LookupError, TypeError, AttributeError):
        # The loader tells of it as damage, see below.
        pass


def test_what_the_libraries_say_of_damage_is_told_as_damage(tmp_path):
    for name, data in (("a.webarchive", webarchive()[:-40]), ("b.webarchive", b"<plist><dict>"), ("a.har", har()[:-9])):
        (tmp_path / name).write_bytes(data)
        (failure,) = read(tmp_path / name)
        assert failure.code == "source"


# -- web archives ----------------------------------------------------------------------------------------------------


def test_a_web_archive_without_dates_has_no_time():
    page, known = open_webarchive(webarchive(dated=False))
    assert (page, known.url, known.captured_at) == (PAGE.encode(), URL, None)
    assert known.content_type == "text/html; charset=UTF-8"


def test_a_property_list_of_another_kind_is_told():
    with pytest.raises(SourceError, match="no WebMainResource"):
        open_webarchive(plistlib.dumps({"a": 1}))
    with pytest.raises(SourceError, match="no property list"):
        open_webarchive(b'<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "b">]><plist><string>&a;</string></plist>')


# -- HAR -------------------------------------------------------------------------------------------------------------


def test_the_pages_of_a_har_are_those_that_were_gone_to(tmp_path):
    data = har(
        entry("http://a.example/", "", status=301, pageref="p1"),
        entry("https://a.example/style.css", "x", kind="text/css", pageref="p1"),
        entry("https://a.example/", "<p>one", pageref="p1"),
        entry("https://a.example/frame", "<p>frame", pageref="p1"),
        entry("https://a.example/gone", "<p>gone", pageref="p2", status=404),
        entry("https://a.example/two", "<p>two", pageref="p3", _resourceType="document"),
        entry("https://a.example/part", "<p>part", pageref="p4", _resourceType="xhr"),
        entry("https://a.example/three", "<p>three"),
        entry("https://a.example/lost", None, pageref="p5"),
        entry("https://a.example/naive", "<p>x", startedDateTime="2026-11-01T12:00:00"),
        entry("https://a.example/odd", "?", packed=False) | {"response": None},
        "no entry",
    )
    (tmp_path / "a.har").write_bytes(data)
    found = read(tmp_path / "a.har")
    assert [record.data for record in found if isinstance(record, Record)] == ["<p>one", "<p>two", "<p>three"]
    lost, naive = (record for record in found if isinstance(record, Failure))
    assert (lost.url, "with content" in lost.message) == ("https://a.example/lost", True)
    assert "or Z for UTC" in naive.message


@pytest.mark.parametrize("data", [b"", b"[]", b'{"log": 1}', b'{"log": {"entries": []}}', b'{"log": {"entries": 7}}'])
def test_a_har_without_pages_is_told(tmp_path, data):
    (tmp_path / "a.har").write_bytes(data)
    (failure,) = read(tmp_path / "a.har")
    assert failure.code == "source"


def test_a_file_that_is_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("tearsheet.captures.files.MOST", 1_000)
    for name in ("a.mhtml", "a.webarchive", "a.har"):
        (tmp_path / name).write_bytes(SAVED[name] + bytes(1_000))
        (failure,) = read(tmp_path / name)
        assert (failure.code, "larger than 1,000 bytes" in failure.message) == ("source", True)


def mail(kinds, body):
    parts = "".join(
        f"--b\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        f"{base64.encodebytes(body[kind].encode()).decode()}\r\n"
        for kind in kinds
    )
    head = "From: =?utf-8?q?Zo=C3=AB_Moll?= <z@quay.example>\r\nDate: Thu, 5 Mar 2026 10:00:00 +0000\r\nSubject: Boats are lent"
    return f"{head}\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n{parts}--b--\r\n".encode()


@pytest.mark.parametrize("kinds", [["text/plain", "text/html"], ["text/plain"]], ids=["html", "text"])
def test_a_mail_is_read_by_its_html_or_its_text_below_its_head(tmp_path, kinds):
    told = "The harbour lends its smallest boats to anyone who can row, “for nothing”, says the café."
    body = {"text/plain": f"{told}\n", "text/html": f"<h1>Boats are lent</h1><p>{told}</p>"}
    (tmp_path / "a.eml").write_bytes(mail(kinds, body))
    page = captures.load(tmp_path / "a.eml")
    article = tearsheet.parse(page)
    assert (article.title, article.text) == ("Boats are lent", told)
    assert page.captured_at is not None
    assert page.captured_at.isoformat() == "2026-03-05T10:00:00+00:00"
    if kinds == ["text/plain"]:
        assert (article.authors, str(article.published.date)) == (("Zoë Moll",), "2026-03-05")
