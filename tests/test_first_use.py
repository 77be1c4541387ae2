"""What people type who do not know tearsheet yet: at the prompt, in a script, in a shell."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.runner import run

import tearsheet
from tearsheet import DeclaredAdapter, Registry, Signature, blocks, captures, css, outputs
from tearsheet.bulk import parse_many
from tearsheet.bulk.run import run as run_bulk
from tearsheet.errors import InputError, SourceError, TearsheetError

HTML = '<html lang="en"><h1>The ferry waits</h1><div><p>It waits for the tide.</p></div></html>'


def said(*words, code=2, stdin=None):
    result = run(*words, stdin=stdin)
    assert result.exit_code == code, result.output
    return result.stderr


# -- a place instead of a page ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "given",
    [
        "www.quay.example",
        "www.quay.example/news/1.html",
        "quay.example/news",
        "ftp://quay.example/a",
        b"HTTP://QUAY.example",
    ],
)
def test_an_address_is_known_as_people_type_it(given):
    with pytest.raises(InputError, match="is an address, and nothing is fetched"):
        tearsheet.parse(given)


@pytest.mark.parametrize(
    "given",
    [
        "pages/",
        "./pages",
        "../pages/old",
        "~/pages",
        "/var/pages/7",
        r"C:\My Pages\old",
        r"pages\7.html",
        "file:///a/b.html",
    ],
)
def test_a_path_is_known_whether_it_is_of_a_file_or_of_a_folder(given):
    with pytest.raises(InputError, match="is the name of a file"):
        tearsheet.parse(given)


@pytest.mark.parametrize("text", ["and/or", "24/7", "Rain", "a.m./p.m.", "Rain / Wind", "第1/2页", "1.5/10"])
def test_a_word_with_a_stroke_is_no_place(text):
    assert tearsheet.parse(text).adapter == "generic"


def test_every_command_answers_an_address_with_how_to_save_it(tmp_path):
    for address in ("https://quay.example/1", "www.quay.example/1"):
        for words in (("parse", address), ("show", address), ("ledger", address)):
            assert "tearsheet fetch" in said(*words, code=1)
        assert "tearsheet fetch" in said("bulk", address, "-o", tmp_path / "out.jsonl")
        assert f"tearsheet fetch {address} -o pages/" in said(address)
    page = tmp_path / "page.html"
    page.write_text(HTML, "utf-8")
    assert "tearsheet parse" in said(page)


SITEMAP = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://quay.example/1</loc></url></urlset>'
)


@pytest.mark.parametrize(
    ("given", "remedy"),
    [
        ('[{"title": "Rain", "body": "It rained."}]', "JSON array"),
        (f'<?xml version="1.0"?>\n<!-- of today -->{SITEMAP}', "names pages"),
        (SITEMAP.encode(), "names pages"),
    ],
)
def test_what_servers_send_beside_pages_is_no_article(given, remedy):
    with pytest.raises(InputError, match=remedy):
        tearsheet.parse(given)


@pytest.mark.parametrize(
    "text", ["[Rain] It rained all day at the quay.", "[1] See the notes below.", "<url> is a word here, and rain"]
)
def test_a_bracket_makes_no_json_and_no_sitemap(text):
    assert tearsheet.parse(text)


# -- what is none of the types ---------------------------------------------------------------------------------------


class Response:
    content = HTML.encode()


@pytest.mark.parametrize(
    ("given", "remedy"),
    [
        (Path("page.html"), "Path.read_bytes()"),
        (io.BytesIO(HTML.encode()), "read() gives"),
        (Response(), "pass its content"),
        (None, "Path.read_bytes()"),
        ({"html": HTML}, "not dict"),
    ],
)
def test_what_is_no_page_is_answered_with_what_to_pass_one_by_one_and_many(given, remedy):
    with pytest.raises(InputError) as caught:
        tearsheet.parse(given)
    assert remedy in str(caught.value)
    if given is not None:
        (result,) = parse_many([given], workers=0)
        assert result.failure is not None
        assert result.failure.message == str(caught.value)


@pytest.mark.parametrize("name", ["url", "content_type"])
@pytest.mark.parametrize(("value", "how"), [(b"text/html", r"its decode\(\)"), (7, r"str\(")])
def test_what_is_said_of_a_page_is_text(name, value, how):
    with pytest.raises(InputError, match=rf"{name} is a (bytes|int), not a str: pass {how}"):
        tearsheet.parse(HTML, **{name: value})


@pytest.mark.parametrize("url", ["foo", "www.quay.example/1", "//quay.example/1", "/news/1"])
def test_an_address_of_a_page_is_whole(url):
    with pytest.raises(InputError, match="write it whole"):
        tearsheet.parse(HTML, url)
    assert tearsheet.parse(HTML, "file:///pages/1.html").url == "file:///pages/1.html"


@pytest.mark.parametrize("given", [None, 7, Path("pages")])
def test_many_pages_are_given_one_by_one(given):
    with pytest.raises(InputError, match="give pages one by one"):
        parse_many(given)
    with pytest.raises(InputError, match="workers is '2'"):
        parse_many([HTML], workers="2")


@pytest.mark.parametrize("given", [None, "text", []])
def test_what_is_no_article_is_not_written(given):
    with pytest.raises(InputError, match="an Article can be written, not"):
        outputs.render(given, "json")


# -- at the prompt ---------------------------------------------------------------------------------------------------


def test_what_comes_back_is_shown_in_a_line():
    reading = tearsheet.read(HTML, "https://quay.example/1")
    assert repr(reading) == f"<Reading by generic: {reading.article!r}, {reading.ledger!r}>"
    assert repr(reading.page) == f"<Page https://quay.example/1, {len(HTML)} str>"
    assert repr(tearsheet.Page(b"ab")) == "<Page without an address, 2 bytes>"
    assert repr(tearsheet.registry).startswith("<Registry of ")
    assert repr(tearsheet.registry.adapters["westca"]) == "<Westca westca>"


@pytest.mark.parametrize("name", ["bulk", "captures", "outputs"])
def test_a_room_that_people_use_needs_no_import_of_its_own(name):
    assert getattr(tearsheet, name).__name__ == f"tearsheet.{name}"


def test_every_form_is_at_hand_where_outputs_is():
    probe = "from tearsheet import outputs; print(outputs.html.body, outputs.csv.COLUMNS, outputs.zyte.to_item, outputs.json)"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with pytest.raises(AttributeError, match="no attribute 'pdf'"):
        outputs.pdf  # noqa: B018 - the attribute is asked for


def test_a_name_with_a_slip_brings_the_near_ones_and_not_thousands():
    registry = Registry()
    for number in range(30):
        registry.register(
            type("A", (DeclaredAdapter,), {"name": f"site-{number}", "title": css("h1"), "body": blocks("p")})
        )
    with pytest.raises(TearsheetError, match=r"did you mean site-12\b.*and 10 more") as caught:
        registry.parse(HTML, adapter="Site_12")
    assert len(str(caught.value)) < 400


# -- saved pages -----------------------------------------------------------------------------------------------------


def test_a_path_will_do_where_saved_pages_are_read(tmp_path):
    lines = tmp_path / "pages.jsonl"
    lines.write_text("".join(json.dumps({"id": name, "html": HTML}) + "\n" for name in "ab"), "utf-8")
    assert (
        [record.id for record in captures.read(lines)]
        == [record.id for record in captures.read(str(lines))]
        == ["a", "b"]
    )
    assert [source.name for source in captures.find(tmp_path)] == [
        source.name for source in captures.find([str(tmp_path)])
    ]
    assert run_bulk(lines, tmp_path / "out.jsonl", workers=0).articles == 2
    with pytest.raises(InputError, match="a page is read by parse"):
        captures.load(HTML.encode())
    with pytest.raises(SourceError, match=r"(folder: captures\.find|permissions)"):
        captures.load(tmp_path)


@pytest.mark.parametrize("end", [".jsonl", ".parquet", ".sqlite"])
def test_what_was_written_is_not_read_again_as_pages(tmp_path, end):
    pages, written = tmp_path / "pages", tmp_path / f"pages/out{end}"
    pages.mkdir()
    (pages / "a.html").write_text(HTML, "utf-8")
    assert run_bulk([str(pages)], str(written), workers=0).articles == 1
    summary = run_bulk([str(pages)], str(tmp_path / "again.jsonl"), workers=0)
    assert (summary.articles, summary.failed) == (1, 1)
    (problem,) = captures.read(written)
    assert "leave it out of the inputs" in problem.message


@pytest.mark.parametrize("how", [{"languages": ["english"]}, {"languages": "zh"}, {}])
def test_a_run_that_cannot_begin_writes_nothing(tmp_path, how):
    pages = tmp_path / "pages"
    pages.mkdir()
    if how:
        (pages / "a.html").write_text(HTML, "utf-8")
    with pytest.raises(InputError, match=r"no language tag|no file in this folder"):
        run_bulk([str(pages)], str(tmp_path / "out.jsonl"), workers=0, **how)
    assert list(tmp_path.iterdir()) == [pages]


def test_a_report_of_a_page_of_which_nothing_is_known_is_read_as_the_page(tmp_path):
    page, report = tmp_path / "page.html", tmp_path / "report.zip"
    page.write_text(HTML, "utf-8")
    assert run("report", "-o", report, page).exit_code == 0
    for command in ("parse", "show", "ledger", "explain"):
        assert run(command, report).exit_code == 0


# -- where it goes ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "more"), [("out.csv", "tearsheet bulk"), ("out.docx", "--format"), ("out.parquet", "bulk")]
)
def test_an_output_of_another_form_is_not_written_as_json(tmp_path, name, more):
    assert more in said("parse", "-o", tmp_path / name, "-", stdin=HTML.encode())
    assert list(tmp_path.iterdir()) == []
    assert run("parse", "-o", tmp_path / name, "-f", "json", "-", stdin=HTML.encode()).exit_code == 0


def test_pages_are_not_fetched_into_a_folder_that_reads_as_a_file(tmp_path):
    assert "pages are kept in a folder" in said("fetch", "https://quay.example/1", "-o", tmp_path / "page.html")
    assert "cannot be fetched" in said("fetch", "ftp://quay.example/1", "-o", tmp_path / "pages")
    assert list(tmp_path.iterdir()) == []


# -- a site of one's own ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("declared", "remedy"),
    [
        ({"hosts": "quay.example"}, r"into a tuple, \('quay.example',\)"),
        ({"hosts": ("https://quay.example/",)}, "the host alone"),
        ({"hosts": ("Quay.example",)}, "lower case"),
        ({"hosts": ("*.quay.example",)}, "it has its subdomains"),
        ({"paths": r"^/\d+"}, "into a tuple"),
        ({"signature": "h1"}, r"Signature\(\.\.\.\)"),
        ({"zone": "Asia/Beijing"}, "IANA name"),
    ],
)
def test_an_adapter_that_no_page_could_reach_is_refused(declared, remedy):
    body = {"name": "quay", "hosts": ("quay.example",), "title": css("h1"), "body": blocks("div"), **declared}
    with pytest.raises(InputError, match=remedy):
        Registry().register(type("Quay", (DeclaredAdapter,), body))


def test_one_mark_of_a_signature_is_not_taken_letter_by_letter():
    for given in ({"selectors": "h1"}, {"marks": "^Quay$"}, {"none_of": "Sale"}):
        with pytest.raises(InputError, match="into a tuple"):
            Signature(**given)


@pytest.mark.parametrize("given", [css(".ad"), [css(".ad")], {"advert": css(".ad")}, 7])
def test_what_is_dropped_is_said_by_selectors(given):
    with pytest.raises(InputError, match="by a CSS selector, as text"):
        blocks("div", drop=given)


def test_a_field_is_no_list_and_joins_fields_alone():
    with pytest.raises(TypeError):
        list(css("h1"))
    with pytest.raises(TypeError):
        "h1" in css("h1")  # noqa: B015 - what is asked is the point
    for join in ("__or__", "__add__"):
        assert getattr(css("h1"), join)("h2") is NotImplemented


def test_a_title_that_is_cut_off_is_answered_with_the_whole(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(HTML, "utf-8")
    words = (
        "new",
        "quay",
        page,
        "--url",
        "https://quay.example/1",
        "--title",
        "The ferry wai",
        "--package",
        tmp_path / "own",
    )
    assert "The ferry waits" in said(*words, "--start-package")


def test_pages_of_one_name_are_cases_apart_and_no_case_is_lost(tmp_path):
    own, pages = tmp_path / "own", []
    for day in ("mon", "tue", "wed"):
        (tmp_path / day).mkdir()
        pages.append(tmp_path / day / "1.html")
        pages[-1].write_text(HTML.replace("ferry", f"{day} ferry").replace("</p>", f" On {day} too.</p>" * 2), "utf-8")
    new = ("new", "quay", "--package", own, "--url", "https://quay.example/1")
    assert run(*new, pages[0], "--start-package").exit_code == 0
    assert run(*new, pages[1]).exit_code == 0
    assert "--take-back removes it" in said(*new, pages[0])
    assert run(*new, pages[2], "--force").exit_code == 0
    cases = own / "tests/fixtures/quay"
    assert {page.read_bytes() for page in cases.glob("*/page.html")} == {page.read_bytes() for page in pages}


def test_a_signature_names_no_version_and_an_author_is_no_credit_of_a_picture(tmp_path):
    from tearsheet.authoring.learning import learn

    head = """<meta name="generator" content="QuayPress 6.4.2"><meta property="og:site_name" content="Quay">
        <meta name="author" content="Bo Wren"><script type="application/ld+json">{"@type": "NewsArticle",
        "headline": "The ferry waits", "image": {"@type": "ImageObject", "caption": "Bo Wren"}}</script>"""
    page = tearsheet.Page(
        f"<html><head>{head}</head><body>{HTML}<p>By Bo Wren</p></body></html>", url="https://quay.example/1"
    )
    from tearsheet.authoring.learning import Known

    learned = learn([page], [Known(authors=("Bo Wren",))])
    assert "6.4" not in str(learned.signature)
    assert "image" not in str(learned.layouts[0].fields["authors"].written)
