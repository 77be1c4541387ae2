"""The command line: what it writes where, and with which exit code."""

from __future__ import annotations

import errno
import io
import json
import os
import signal
import subprocess
import sys
import unicodedata
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

import click
import pytest
import yaml
from click.testing import Result
from hypothesis import example, given
from hypothesis import strategies as st

import tearsheet
from runner import run, runner
from tearsheet import captures, outputs
from tearsheet.cli import account as account_module
from tearsheet.cli.account import Account
from tearsheet.cli.app import cli
from tearsheet.cli.inputs import About, Input
from tearsheet.cli.options import inputs_of
from tearsheet.cli.terminal import fit, pad, wrap
from tearsheet.cli.writer import FORMS, form_of, open_writer
from tearsheet.outputs import json as json_form
from tearsheet.reading.ledger import Entry
from tearsheet.text.printable import argument, printable

pytestmark = pytest.mark.usefixtures("plain_terminal")

FIXTURES = Path(__file__).parent / "fixtures"
PAGE = FIXTURES / "westca" / "html-gbk-labelled-gb2312" / "page.html"
OTHER = FIXTURES / "text-export" / "english-cut-summary" / "page.txt"
BILINGUAL = FIXTURES / "text-export" / "bilingual-halves" / "page.txt"
THREE = FIXTURES / "text-export" / "three-articles" / "page.txt"
STRANGE = b"<p>A page that nobody knows.</p>"


def article(path: Path = PAGE, **about: object) -> tearsheet.Article:
    return tearsheet.parse(captures.load(path), **about)


def errors(result: Result) -> list[str]:
    return result.stderr.splitlines()


# -- parse: what is written ------------------------------------------------------------------------------------------


def test_one_page_is_one_json_object_of_its_article():
    result = run("parse", PAGE)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert json_form.loads(result.stdout) == article()
    assert result.stdout.startswith('{\n  "')


def test_the_forms_are_those_of_the_outputs():
    assert set(FORMS) == set(outputs.FORMATS)


@pytest.mark.parametrize("form", FORMS)
def test_one_page_is_written_as_the_output_writes_it(form):
    assert run("parse", "--format", form, PAGE).stdout == outputs.render(article(), form, id=str(PAGE)) + "\n"


def test_several_pages_are_an_array_in_the_order_given():
    result = run("parse", OTHER, PAGE)
    assert json.loads(result.stdout) == [
        json.loads(json_form.dumps_row(article(name), id=str(name))) for name in (OTHER, PAGE)
    ]
    assert run("parse", PAGE, OTHER).stdout != result.stdout


def test_a_line_separator_inside_a_string_does_not_break_the_array(tmp_path):
    value = {"text": "one\u2028two\x85three"}
    with open_writer(str(tmp_path / "out"), [], form="json", several=True, all_of_each=False) as writer:
        writer.put(Input("page"), json.dumps(value, ensure_ascii=False, indent=2))
    assert json.loads((tmp_path / "out").read_text("utf-8")) == [value]


def test_compact_json_of_several_pages_has_one_article_a_line():
    lines = run("parse", "--compact", PAGE, OTHER).stdout.splitlines()
    assert [lines[0], lines[-1], len(lines)] == ["[", "]", 4]
    assert run("parse", "--compact", PAGE).stdout == outputs.render(article(), "jsonl", id=str(PAGE)) + "\n"


def test_front_matter_is_for_markdown_and_says_which_page_it_is_of():
    written = run("parse", "--front-matter", "-f", "markdown", PAGE).stdout
    known = yaml.safe_load(written.split("\n---\n")[0])
    assert (known["id"], known["title"]) == (str(PAGE), article().title)
    assert run("parse", "--front-matter", PAGE).stderr.partition(": ")[2].startswith("--front-matter is for markdown")


def test_a_file_of_html_holds_one_article(tmp_path):
    assert run("parse", "-f", "html", PAGE).stdout == outputs.render(article(), "html") + "\n"
    assert "-o articles/" in run("parse", "-f", "html", PAGE, OTHER).stderr
    run("parse", "-f", "html", "-o", f"{tmp_path}/", PAGE, OTHER)
    assert len(list(tmp_path.rglob("*.html"))) == 2


def test_json_lines_are_an_article_a_line():
    result = run("parse", "-f", "jsonl", PAGE, OTHER)
    assert [json_form.loads(line) for line in result.stdout.splitlines()] == [article(PAGE), article(OTHER)]


def test_several_jsonld_pages_are_one_array():
    found = json.loads(run("parse", "-f", "jsonld", PAGE, OTHER).stdout)
    assert [each["headline"] for each in found] == [article(PAGE).title, article(OTHER).title]
    compact = run("parse", "-f", "jsonld", "--compact", PAGE).stdout
    assert compact.count("\n") == 1
    assert json.loads(compact)["headline"] == article().title


def test_several_texts_read_back_as_as_many_articles():
    result = run("parse", "-f", "text", OTHER, PAGE)
    assert result.stdout == "\n\f\n".join(outputs.render(article(each), "text") for each in (OTHER, PAGE)) + "\n"
    back = list(tearsheet.parse_all(result.stdout, adapter="text-export"))
    assert [each.title for each in back] == [article(OTHER).title, article(PAGE).title]
    assert run("parse", "-f", "jsonl", "--all", "-", stdin=result.stdout_bytes).stdout.count("\n") == 2


def test_several_markdown_articles_are_parted_by_a_rule():
    written = run("parse", "-f", "markdown", OTHER, PAGE).stdout
    assert written == "\n\n---\n\n".join(outputs.render(article(each), "markdown") for each in (OTHER, PAGE)) + "\n"


def test_nothing_readable_is_an_empty_array_or_nothing():
    assert json.loads(run("parse", "no.html", "none.html").stdout) == []
    assert run("parse", "no.html").stdout == ""
    assert run("parse", "-f", "jsonl", "no.html", "none.html").stdout == ""


def test_compact_is_refused_where_it_means_nothing():
    result = run("parse", "--compact", "-f", "text", PAGE)
    assert (result.exit_code, result.stdout) == (2, "")


# -- parse: what comes in --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("names", [[], ["-"]])
def test_standard_input_is_read_as_bytes(names):
    result = run("parse", *names, stdin=PAGE.read_bytes())
    assert json_form.loads(result.stdout) == tearsheet.parse(PAGE.read_bytes())


def test_standard_input_can_stand_among_files():
    result = run("parse", "-f", "jsonl", OTHER, "-", stdin=PAGE.read_bytes())
    assert [json_form.loads(line) for line in result.stdout.splitlines()] == [
        article(OTHER),
        tearsheet.parse(PAGE.read_bytes()),
    ]


def test_without_files_at_a_terminal_the_usage_is_wrong(monkeypatch):
    monkeypatch.setattr("tearsheet.cli.options.sys.stdin", Terminal())
    with pytest.raises(click.UsageError, match="or - for standard input"):
        inputs_of((), About())


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_what_is_said_of_the_page_reaches_the_article():
    url = "http://www.westca.com/News/article/sid=7/lang=schinese.html"
    found = json_form.loads(run("parse", "--url", url, "--captured-at", "2026-06-19T08:00+08:00", PAGE).stdout)
    when = datetime.fromisoformat("2026-06-19T08:00+08:00")
    assert found == article(url=url, captured_at=when)
    assert found.captured_at == when
    assert found.url == url


def test_the_content_type_decides_how_bytes_are_read():
    shown = run("explain", "--content-type", "text/plain; charset=gb18030", PAGE).stdout
    assert "text, " in shown
    assert "as its Content-Type says" in shown


def test_an_adapter_can_be_chosen():
    found = json_form.loads(run("parse", "--adapter", "text-export", OTHER).stdout)
    assert found.adapter == "text-export"
    result = run("parse", "--adapter", "nobody", OTHER)
    assert result.exit_code == 2
    assert "there is no adapter named 'nobody'; registered:" in result.stderr
    assert "westca" in result.stderr


def test_an_edition_can_be_chosen():
    found = json_form.loads(run("parse", "--edition", "zh", BILINGUAL).stdout)
    assert [each.language for each in found.editions] == ["zh-Hans"]


def test_an_edition_that_is_not_there_is_an_error_that_says_which_are():
    result = run("parse", "--edition", "fr", BILINGUAL)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "'fr'" in result.stderr
    assert "zh-Hans" in result.stderr


def test_all_reads_each_article_and_without_it_the_error_names_it():
    result = run("parse", "--all", THREE)
    assert [each["editions"][0]["title"] for each in json.loads(result.stdout)] == [
        each.title for each in tearsheet.parse_all(THREE.read_bytes())
    ]
    refused = run("parse", THREE)
    assert refused.exit_code == 1
    assert "--all" in refused.stderr
    assert "parse_all" not in refused.stderr


# -- parse: times ----------------------------------------------------------------------------------------------------


def test_mtime_is_the_time_each_file_was_changed(tmp_path):
    early, late = tmp_path / "early.html", tmp_path / "late.html"
    for path, stamp in ((early, 1_700_000_000), (late, 1_750_000_000)):
        path.write_bytes(PAGE.read_bytes())
        os.utime(path, (stamp, stamp))
    found = [
        json_form.loads(line)
        for line in run("parse", "-f", "jsonl", "--captured-at", "mtime", early, late).stdout.splitlines()
    ]
    assert [each.captured_at for each in found] == [
        datetime.fromtimestamp(1_700_000_000, UTC),
        datetime.fromtimestamp(1_750_000_000, UTC),
    ]


def test_now_is_one_time_for_all_files():
    before = datetime.now(UTC).replace(microsecond=0)
    lines = run("parse", "-f", "jsonl", "--captured-at", "now", PAGE, OTHER).stdout.splitlines()
    times = {json_form.loads(line).captured_at for line in lines}
    assert len(times) == 1
    assert before <= times.pop() <= datetime.now(UTC)


@pytest.mark.parametrize(
    ("given_time", "remedy"),
    [
        ("2026-06-19T08:00", "2026-06-19T08:00+08:00"),
        ("2026-06-19", "2026-06-19T00:00+08:00"),
        ("yesterday", "2026-10-23T08:30+08:00"),
    ],
)
def test_a_time_that_cannot_be_used_is_answered_with_one_that_can(given_time, remedy):
    result = run("parse", "--captured-at", given_time, PAGE)
    assert (result.exit_code, len(errors(result))) == (2, 1)
    assert remedy in result.stderr


def test_wrong_usage_is_one_line_that_names_the_help():
    for args in (
        ["parse", "--nothing"],
        ["parse", "--url", "x", PAGE, OTHER],
        ["nothing"],
        ["parse", "-f", "pdf", PAGE],
    ):
        result = run(*args)
        assert (result.exit_code, len(errors(result))) == (2, 1)
        assert "--help)" in result.stderr
    result = run("parse", "--captured-at", "mtime", stdin=b"x")
    assert result.exit_code == 2
    assert "mtime" in result.stderr


# -- parse: what goes wrong ------------------------------------------------------------------------------------------


@pytest.fixture
def bad(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.html").touch()
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (tmp_path / "strange.html").write_bytes(STRANGE)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing.html", "there is no such file"),
        ("folder", ".html"),
        ("empty.html", "is empty"),
        ("picture.png", "PNG"),
        ("strange.html", "tearsheet explain"),
    ],
)
def test_a_page_that_cannot_be_read_is_one_line_and_the_others_are_written(bad, name, said):
    result = run("parse", "--no-fallback", "-f", "jsonl", bad / name, PAGE)
    assert result.exit_code == 1
    assert json_form.loads(result.stdout) == article()
    first, total = errors(result)
    assert first.startswith(f"tearsheet: {bad / name}: ")
    assert said in first.replace(str(bad / name), "")
    assert total == "tearsheet: 1 of 2 inputs could not be read"


def test_an_address_is_answered_with_how_to_fetch_it():
    result = run("parse", "https://www.example.com/news")
    assert result.exit_code == 1
    assert "curl" in result.stderr


def test_a_file_that_may_not_be_read_is_said_so(monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    result = run("parse", PAGE)
    assert result.exit_code == 1
    assert "permissions" in result.stderr


def test_a_page_over_the_limit_is_refused_without_being_held_whole():
    result = run("parse", stdin=b"a" * 10_000_001)
    assert result.exit_code == 1
    assert len(errors(result)) == 1
    assert "Limits(bytes=" in result.stderr


class Broken(tearsheet.Adapter):
    name = "broken"
    signature = tearsheet.Signature((r"nobody",))

    def read(self, reader: tearsheet.Reader) -> tearsheet.Article:
        raise RuntimeError("two\nlines")


class Failing(Broken):
    name = "failing"

    def read(self, reader: tearsheet.Reader) -> tearsheet.Article:
        reader.take(reader.lines[0], "title")
        reader.fail("body", "no body", reader.lines[0])


class Half(Broken):
    name = "half"

    def read(self, reader: tearsheet.Reader) -> tearsheet.Article:
        title = reader.take(reader.lines[0], "title")
        return tearsheet.Article(adapter=self.name, editions=(tearsheet.Edition(language="en", title=title),))


@pytest.fixture
def registry(monkeypatch):
    held = tearsheet.Registry()
    held.register(Broken)
    for module in ("adapters", "explain", "options", "ledger", "parse"):
        monkeypatch.setattr(f"tearsheet.cli.{module}.registry", held)
    return held


@pytest.mark.usefixtures("registry")
def test_a_defect_is_one_line_and_its_traceback_is_for_those_who_ask():
    result = run("parse", stdin=STRANGE)
    assert result.exit_code == 1
    assert len(errors(result)) == 1
    assert "RuntimeError: two lines; this is a defect" in result.stderr
    told = runner().invoke(cli, ["parse", "-v"], input=STRANGE)
    assert told.exit_code == 1
    assert "Traceback" in told.stderr


@pytest.mark.parametrize("command", ["parse", "ledger"])
def test_a_defect_outside_of_the_adapters_is_one_line_too(monkeypatch, command):
    def fail(*_: object) -> None:
        raise ZeroDivisionError("odd")

    monkeypatch.setattr(tearsheet.Page, "is_html", property(fail))
    result = run(command, "--adapter", "westca", PAGE)
    assert result.exit_code == 1
    assert len(errors(result)) == 1
    assert "defect" in result.stderr


def test_warnings_are_said_when_asked_for_each_kind_once():
    args = ["parse", "--content-type", "text/html; charset=utf-8", PAGE]
    assert run(*args).stderr == ""
    said = errors(run(*args, "-v"))
    assert said[0].endswith("read by westca, layout article")
    assert sum("warning encoding-contradicted" in line for line in said) == 1


def test_a_warning_that_repeats_is_said_once_with_its_number(registry):
    class Odd(Half):
        name = "odd"

        def read(self, reader: tearsheet.Reader) -> tearsheet.Article:
            for number in range(3):
                reader.warn("too-odd", f"odd {number}", "body")
            return super().read(reader)

    registry.register(Odd)
    assert errors(run("parse", "-v", "--adapter", "odd", stdin=b"words"))[1:] == [
        "tearsheet: standard input: warning too-odd (body): odd 0 (and 2 more)"
    ]


# -- parse: where it goes --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.json", "json"),
        ("a.JSONL", "jsonl"),
        ("a.ndjson", "jsonl"),
        ("a.md", "markdown"),
        ("a.txt", "text"),
        ("a.jsonld", "jsonld"),
        ("a", "json"),
        (None, "json"),
    ],
)
def test_the_output_file_says_its_form(name, form):
    assert form_of(name) == form


def test_an_output_file_is_utf8_with_line_feeds(tmp_path):
    out = tmp_path / "out.md"
    result = run("parse", "-o", out, PAGE)
    assert (result.exit_code, result.stdout) == (0, "")
    assert out.read_bytes() == (outputs.render(article(), "markdown") + "\n").encode()
    run("parse", "-o", out, "-f", "jsonl", PAGE, OTHER)
    assert out.read_bytes().count(b"\n") == 2


def test_a_dash_is_standard_output():
    assert run("parse", "-o", "-", PAGE).stdout == run("parse", PAGE).stdout


def test_nothing_readable_leaves_an_output_file_as_it_was(tmp_path):
    out = tmp_path / "out.json"
    out.write_text("kept")
    assert run("parse", "-o", out, tmp_path / "no.html").exit_code == 1
    assert out.read_text() == "kept"


def test_an_input_is_never_overwritten(tmp_path):
    page = tmp_path / "page.txt"
    page.write_bytes(OTHER.read_bytes())
    assert run("parse", "-o", page, page).exit_code == 2
    assert page.read_bytes() == OTHER.read_bytes()
    result = run("parse", "-f", "text", "-o", f"{tmp_path}/", page)
    assert result.exit_code == 2
    assert page.read_bytes() == OTHER.read_bytes()


def test_an_output_directory_gets_a_file_an_article_as_the_pages_lie(tmp_path):
    out = tmp_path / "out"
    result = run("parse", "-f", "text", "-o", f"{out}/", PAGE, OTHER)
    assert result.exit_code == 0
    assert names(out) == ["text-export/english-cut-summary/page.txt", "westca/html-gbk-labelled-gb2312/page.txt"]
    written = out / "westca" / "html-gbk-labelled-gb2312" / "page.txt"
    assert written.read_bytes() == (outputs.render(article(), "text") + "\n").encode()


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_pages_that_differ_in_their_suffix_alone_keep_it(tmp_path):
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    out.mkdir()
    (source / "a.html").write_bytes(PAGE.read_bytes())
    (source / "A.txt").write_bytes(OTHER.read_bytes())
    (source / "b.txt").write_bytes(OTHER.read_bytes())
    assert run("parse", "-o", out, *sorted(source.iterdir())).exit_code == 0
    assert names(out) == ["A.txt.json", "a.html.json", "b.json"]


def test_the_articles_of_one_file_are_numbered(tmp_path):
    run("parse", "--all", "-o", f"{tmp_path}/out/", THREE)
    assert names(tmp_path / "out") == ["page-1.json", "page-2.json", "page-3.json"]


def test_standard_input_has_a_name_in_a_directory(tmp_path):
    run("parse", "-o", tmp_path, "-", stdin=PAGE.read_bytes())
    assert names(tmp_path) == ["stdin.json"]


def test_what_cannot_be_written_is_one_line_and_wrong_usage(tmp_path):
    missing = run("parse", "-o", tmp_path / "no" / "out.json", PAGE)
    (tmp_path / "file").touch()
    blocked = run("parse", "-o", f"{tmp_path / 'file'}/", PAGE)
    for result in (missing, blocked):
        assert (result.exit_code, len(errors(result))) == (2, 1)
    assert "cannot be written" in blocked.stderr


# -- ledger ----------------------------------------------------------------------------------------------------------


def test_the_ledger_shows_every_part_of_every_line():
    reading = tearsheet.read(PAGE.read_bytes())
    rows = run("ledger", PAGE).stdout.splitlines()
    assert len(rows) == len(reading.ledger.entries) + 1
    for row, entry in zip(rows, reading.ledger.entries, strict=False):
        assert (entry.role or f"dropped: {entry.rule}") in row
        assert row.endswith(entry.text.replace("\t", " "))
    assert [row.split()[0] for row in rows if row[:2].strip()][:3] == ["1", "2", "3"]
    assert rows[-1].endswith("coverage 100 %, everything explained")


def test_the_ledger_is_that_of_the_library_for_every_page():
    pages = [path for path in sorted(FIXTURES.glob("*/*/page.[ht]*")) if path != THREE]
    found = json.loads(run("ledger", "--json", *pages).stdout)
    assert [each["file"] for each in found] == list(map(str, pages))
    for page, each in zip(pages, found, strict=True):
        assert [Entry(**entry) for entry in each["entries"]] == list(tearsheet.read(page.read_bytes()).ledger.entries)


def test_the_ledger_is_cut_to_the_width_of_the_terminal():
    rows = run("ledger", PAGE, env={"COLUMNS": "60"}).stdout.splitlines()[:-1]
    assert max(map(cells, rows)) in {59, 60}
    assert any(row.endswith("…") for row in rows)
    full = run("ledger", "--full", PAGE, env={"COLUMNS": "60"}).stdout
    assert "…" not in full.replace("……", "")


def cells(text: str) -> int:
    return sum(
        0 if unicodedata.category(char) in {"Mn", "Me"} else 1 + (unicodedata.east_asian_width(char) in {"W", "F"})
        for char in text
    )


@pytest.fixture
def drifted(registry, tmp_path):
    registry.register(Half)
    page = tmp_path / "page.txt"
    page.write_text("nobody knows\nwhat this is\n")
    return page


def test_what_is_unexplained_is_loud_and_fails_when_asked_for(drifted):
    plain = run("ledger", "--adapter", "half", drifted)
    assert plain.exit_code == 0
    assert plain.stdout.splitlines()[:2] == ["1  title        nobody knows", "2  UNEXPLAINED  what this is"]
    asked = run("ledger", "--adapter", "half", "--unexplained", drifted)
    assert asked.exit_code == 1
    first, last = asked.stdout.splitlines()
    assert first == "2  UNEXPLAINED  what this is"
    assert last == "half: 2 lines, coverage 52.38 %, 1 part UNEXPLAINED"


def test_where_everything_is_explained_asking_succeeds():
    result = run("ledger", "--unexplained", PAGE)
    assert result.exit_code == 0
    assert result.stdout.endswith("everything explained\n")
    assert result.stdout.count("\n") == 1


def test_of_several_pages_those_with_something_unexplained_are_shown():
    assert run("ledger", "--unexplained", PAGE, OTHER).stdout == "2 pages: everything explained\n"
    shown = run("ledger", PAGE, OTHER).stdout
    assert f"{PAGE}\n" in shown
    assert f"{OTHER}\n" in shown


def test_the_ledger_of_a_page_that_cannot_be_read_goes_as_far_as_it_was_understood(registry):
    registry.register(Failing)
    result = run("ledger", "--adapter", "failing", stdin=b"nobody\nelse\n")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[:2] == ["1  title        nobody", "2  UNEXPLAINED  else"]
    assert "body: line 1: no body" in result.stderr
    told = run("parse", "--adapter", "failing", stdin=b"nobody\nelse\n")
    assert "tearsheet ledger -" in told.stderr


def test_the_ledger_of_several_articles_holds_them_all():
    result = run("ledger", THREE)
    assert result.exit_code == 0
    assert "everything explained" in result.stdout
    assert all(each.title in result.stdout for each in tearsheet.parse_all(THREE.read_bytes()))


def test_the_ledger_for_machines():
    reading = tearsheet.read(PAGE.read_bytes())
    found = json.loads(run("ledger", "--json", PAGE).stdout)
    assert found["coverage"] == reading.ledger.coverage
    assert found["adapter"] == "westca"
    assert [Entry(**entry) for entry in found["entries"]] == list(reading.ledger.entries)
    several = json.loads(run("ledger", "--json", "--unexplained", PAGE, OTHER).stdout)
    assert [(each["file"], each["entries"]) for each in several] == [(str(PAGE), []), (str(OTHER), [])]


def test_a_page_cannot_command_the_terminal():
    result = run("ledger", "--adapter", "text-export", stdin=b"a\x1b[31mb\n")
    assert "\x1b" not in result.stdout
    assert "\\x1b[31m" in result.stdout


# -- explain and adapters --------------------------------------------------------------------------------------------


def test_explain_marks_the_chosen_adapter_and_gives_each_reason():
    result = run("explain", PAGE)
    assert result.exit_code == 0
    chosen = [line for line in result.stdout.splitlines() if "chosen" in line]
    assert len(chosen) == 1
    assert "yes  westca" in chosen[0]
    assert "layout article" in chosen[0]
    assert "gb18030, as the page declares" in result.stdout


def test_explain_shows_those_that_could_have_been_and_all_when_asked_for():
    shop = '<div class="blog-content-box">A text.</div>'
    url = "https://www.xishuta.com/about.html"
    few = run("explain", "--url", url, stdin=shop)
    answers = tearsheet.registry.explain(shop, url)
    near = [answer for answer in answers if answer.near or answer.matched]
    assert [answer.adapter for answer in near] == ["generic", "xishuta"]
    assert [line.split()[1] for line in few.stdout.splitlines() if line.startswith(("  yes", "  no"))] == [
        "generic", "xishuta", str(len(answers) - 2),
    ]  # fmt: skip
    assert "-v shows why" in few.stdout
    every = run("explain", "-v", "--url", url, stdin=shop).stdout
    assert all(answer.reason in every for answer in answers)
    assert "-v shows why" not in every


def test_explain_fails_where_no_adapter_takes_the_page():
    result = run("explain", "--no-fallback", PAGE, "-", stdin=STRANGE)
    assert result.exit_code == 1
    assert "No adapter takes it" in result.stdout
    assert "--url" in result.stdout


def test_a_page_that_nobody_knows_is_read_by_the_fallback_unless_told_not_to():
    assert json.loads(run("parse", stdin=STRANGE).stdout)["adapter"] == "generic"
    assert "generic  by its fallback" in run("explain", stdin=STRANGE).stdout
    assert "generic: " in run("ledger", stdin=STRANGE).stdout
    for command in ("parse", "explain", "ledger"):
        assert run(command, "--no-fallback", stdin=STRANGE).exit_code == 1


def test_explain_knows_the_address():
    told = json.loads(run("explain", "--json", "--url", "https://www.westca.com/News/article/sid=1.html", PAGE).stdout)
    assert told["adapter"] == "westca"
    assert told["answers"][0]["by"] == "url"
    assert told["encoding"] == "gb18030"
    both = json.loads(run("explain", "--json", "--no-fallback", PAGE, "-", stdin=STRANGE).stdout)
    assert [each["adapter"] for each in both] == ["westca", None]


def test_adapters_are_listed_with_where_they_come_from():
    result = run("adapters")
    assert result.exit_code == 0
    for name, adapter in tearsheet.registry.adapters.items():
        assert f"{name}\n" in result.stdout
        assert f"{type(adapter).__module__}.{type(adapter).__qualname__}" in result.stdout
    listed = json.loads(run("adapters", "--json").stdout)
    assert [each["name"] for each in listed["adapters"]] == list(tearsheet.registry.adapters)


def test_a_broken_plugin_is_listed_with_the_reason(monkeypatch):
    entry = metadata.EntryPoint(name="gone", value="no.such.module:Adapter", group="tearsheet.adapters")
    monkeypatch.setattr(metadata, "entry_points", lambda **_: [entry])
    held = tearsheet.Registry(plugins=True)
    for module in ("adapters", "account"):
        monkeypatch.setattr(f"tearsheet.cli.{module}.registry", held)
    assert "ModuleNotFoundError" in run("adapters").stdout
    assert "gone" in json.loads(run("adapters", "--json").stdout)["broken"][0]["name"]
    assert "gone" in run("parse", "-v", stdin=STRANGE).stderr


# -- help and colours ------------------------------------------------------------------------------------------------


def test_help_has_examples_and_the_exit_codes():
    assert "Exit codes:" in run("--help").stdout
    for command in ("parse", "explain", "ledger"):
        result = run(command, "-h")
        assert result.exit_code == 0
        assert "Examples:" in result.stdout
    assert max(map(len, run("parse", "--help").stdout.splitlines())) <= 80


def test_the_version_is_that_of_the_package():
    assert run("--version").stdout == f"tearsheet {tearsheet.__version__}\n"


def test_colours_are_for_terminals_and_not_against_the_users_will():
    assert "\x1b[" in run("ledger", PAGE, color=True, env={"NO_COLOR": "", "TERM": "xterm"}).stdout
    assert "\x1b[" not in run("ledger", PAGE, color=True, env={"NO_COLOR": "1", "TERM": "xterm"}).stdout
    assert "\x1b[" not in run("ledger", PAGE, color=True, env={"NO_COLOR": "", "TERM": "dumb"}).stdout
    assert "\x1b[" not in run("ledger", PAGE).stdout


def test_progress_is_shown_on_a_terminal_and_cleared_before_a_message(monkeypatch):
    clock = iter(range(100))
    monkeypatch.setattr(account_module.time, "monotonic", lambda: next(clock))
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    progress = Account(2)
    with progress.reading(Input("one.html")):
        pass
    with progress.reading(Input("two.html")):
        raise tearsheet.InputError("is odd")
    progress.close()
    shown = screen.getvalue().replace("\x1b[0m", "").replace("\x1b[31m", "").replace("\x1b[1m", "")
    assert "\r1/2 one.html" in shown
    assert "\r2/2 two.html" in shown
    assert shown.endswith("\rtearsheet: two.html: is odd\ntearsheet: 1 of 2 inputs could not be read\n")


def test_progress_is_not_shown_elsewhere(monkeypatch):
    clock = iter(range(100))
    monkeypatch.setattr(account_module.time, "monotonic", lambda: next(clock))
    assert run("parse", "-f", "jsonl", PAGE, OTHER).stderr == ""


# -- what a terminal can show ----------------------------------------------------------------------------------------

texts = st.text(st.sampled_from("ab 中，é\u0301、𠮷e"), max_size=60)


@given(texts, st.integers(2, 40))
def test_fitted_text_has_room(text, width):
    fitted = fit(text, width)
    assert cells(fitted) <= width
    assert fitted == text or (fitted.endswith("…") and text.startswith(fitted[:-1]))


@given(texts, st.integers(60, 80))
def test_padded_text_fills_its_column(text, width):
    assert cells(pad(fit(text, width), width)) == width


@given(texts, st.integers(20, 60), st.integers(0, 10))
@example("ab " + "中" * 30, 30, 2)
def test_wrapped_text_has_room_and_loses_nothing(text, width, indent):
    lines = wrap(text, width, indent).split("\n")
    assert all(cells(line) <= max(20, width - indent) + indent for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_lines_are_wrapped_between_words():
    assert wrap("one two three four five six", 20, 0) == "one two three four\nfive six"


@given(st.text())
def test_printable_text_has_nothing_to_obey(text):
    assert all(unicodedata.category(char)[0] != "C" for char in printable(text))
    assert not any(char in printable(text, controls_only=True) for char in "\x00\x07\x08\x0d\x1b\x7f\x9b")


@pytest.mark.parametrize(
    ("windows", "word", "pasted"),
    [
        (True, r"C:\pages of mine\a.html", r'"C:\pages of mine\a.html"'),
        (True, r"C:\pages\a.html", r"C:\pages\a.html"),
        (False, "pages of mine/a.html", "'pages of mine/a.html'"),
        (False, "a\x1b[31m.html", r"'a\x1b[31m.html'"),
    ],
)
def test_a_remedy_names_a_file_as_the_shell_of_the_system_takes_it(monkeypatch, windows, word, pasted):
    monkeypatch.setattr(tearsheet.text.printable, "_ON_WINDOWS", windows)
    assert argument(word) == pasted


@pytest.mark.parametrize(
    "words",
    [("parse", "-", "-"), ("health", "-", "-"), ("heal", "westca", "--old", "-", "--new", "-")],
    ids=lambda words: words[0],
)
def test_standard_input_is_read_only_once(words):
    assert "can be read only once" in run(*words, stdin=STRANGE, code=2).stderr


def test_printable_text_stays_a_text():
    assert printable("一\n\n\f\t二", controls_only=True) == "一\n\n\f\t二"
    assert printable("中文　abc\u00a0d") == "中文　abc\u00a0d"


# -- as a process ----------------------------------------------------------------------------------------------------

COMMAND = [sys.executable, "-m", "tearsheet"]


# Without buffers, what is not flushed would not be missed.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in {"PYTHONUNBUFFERED", "COLUMNS"}}


def process(*args: object, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    command = [*COMMAND, *map(str, args)]
    return subprocess.run(command, input=stdin, capture_output=True, env={**ENVIRONMENT, **env}, check=False)


def test_a_pipeline_gives_utf8_whatever_the_locale():
    odd = {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0", "LC_ALL": "C"}
    done = process("parse", "-f", "markdown", stdin=PAGE.read_bytes(), **odd)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == (outputs.render(tearsheet.parse(PAGE.read_bytes()), "markdown") + "\n").encode()
    shown = process("ledger", stdin=PAGE.read_bytes(), **odd)
    assert article().title.encode() in shown.stdout
    assert b"\r" not in shown.stdout


def test_without_click_the_remedy_is_one_line():
    code = "import sys; sys.modules['click'] = None; from tearsheet.cli import main; main(['adapters'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "pip install 'tearsheet[cli]'" in done.stderr


def test_listing_the_adapters_imports_nothing_heavy():
    code = (
        "import sys, atexit; from tearsheet.cli import main\n"
        "atexit.register(lambda: print(*{'msgspec', 'lxml', 'chardet', 'tearsheet.outputs'} & set(sys.modules), file=sys.stderr))\n"
        "main(['adapters'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "\n")


@pytest.fixture
def started(start):
    """Starts the command line, with pipes for all that it reads and writes."""
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    return lambda *args: start([*COMMAND, *map(str, args)], **pipes, env=ENVIRONMENT)


@pytest.mark.skipif(os.name == "nt", reason="signals and pipes as POSIX has them")
def test_a_closed_pipe_is_quiet(started):
    running = started("parse", "-f", "jsonl", PAGE, "-")
    assert json_form.loads(running.stdout.readline()) == article()
    running.stdout.close()
    running.stdin.write(PAGE.read_bytes())
    running.stdin.close()
    assert running.stderr.read() == b""
    assert running.wait() == 141


@pytest.mark.skipif(os.name == "nt", reason="signals and pipes as POSIX has them")
def test_an_interrupt_ends_without_a_traceback_and_leaves_the_array_open(started):
    running = started("parse", "--compact", PAGE, "-")
    assert running.stdout.readline() == b"[\n"
    running.send_signal(signal.SIGINT)
    rest, said = running.communicate()
    assert (running.returncode, said.strip()) == (130, b"")
    assert not rest.rstrip().endswith(b"]")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("args", [["parse", PAGE], ["adapters"]])
def test_a_full_disk_is_one_line(args):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, *map(str, args)], stdout=full, stderr=subprocess.PIPE, env=ENVIRONMENT, check=False
        )
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert b"standard output cannot be written" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_names_the_file():
    result = run("parse", "-o", "/dev/full", PAGE)
    assert (result.exit_code, len(errors(result))) == (2, 1)
    assert "/dev/full cannot be written" in result.stderr


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no pseudo-terminals here")
def test_a_text_shown_on_a_terminal_cannot_command_it():
    ours, theirs = os.openpty()
    page = b"A \x1b]0;title\x07 b\nAnalysis\nWords.\n"
    args = [*COMMAND, "parse", "-f", "text", "--adapter", "text-export", "-"]
    done = subprocess.run(args, input=page, stdout=theirs, stderr=subprocess.PIPE, check=False)
    os.close(theirs)
    shown = os.read(ours, 10_000)
    os.close(ours)
    assert done.returncode == 0
    assert b"\x1b" not in shown
    assert b"\\x1b]0;title\\x07" in shown


# -- the zone of pages that do not tell theirs -----------------------------------------------------------------------


@pytest.fixture
def clockless(tmp_path):
    """A page that prints a clock without its zone."""
    path = tmp_path / "page.html"
    story = "".join(
        f"<p>{'The council voted on Tuesday to rebuild the pier, and said when. ' * 3}</p>" for _ in range(4)
    )
    path.write_text(f"<title>A pier</title><article><h1>A pier</h1><p>2026-03-02 17:08</p>{story}</article>", "utf-8")
    return path


def test_the_zone_is_that_of_clocks_that_have_none(clockless):
    assert json.loads(run("parse", clockless).stdout)["published"]["start"] is None
    for zone in ("Asia/Shanghai", "+08:00"):
        found = json.loads(run("parse", "--zone", zone, clockless).stdout)["published"]
        assert (found["start"], found["zone"]) == ("2026-03-02T17:08:00+08:00", zone)


@pytest.mark.parametrize("command", ["parse", "ledger", "show"])
def test_a_zone_that_there_is_not_is_wrong_usage(clockless, command):
    result = run(command, "--zone", "Mars/Olympus", clockless)
    assert result.exit_code == 2
    assert "'Mars/Olympus', which this machine does not know" in " ".join(result.stderr.split())


def test_bulk_takes_the_zone_too(clockless, tmp_path):
    result = run("bulk", "--zone", "Asia/Shanghai", "--workers", "0", "-o", tmp_path / "out.jsonl", clockless)
    assert result.exit_code == 0
    row = json.loads((tmp_path / "out.jsonl").read_text("utf-8"))
    assert "2026-03-02T17:08:00+08:00" in json.dumps(row)


def test_the_help_of_a_terminal_of_80_columns_cuts_no_line():
    said = runner().invoke(cli, ["--help"], terminal_width=78).stdout  # click leaves two columns of a terminal free
    assert [line for line in said.splitlines() if line.endswith("...") and "Usage" not in line] == []
