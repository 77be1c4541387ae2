"""What we write is safe whatever stands in titles, authors, links, selectors, file names and meta: one corpus of nasty
strings, put into everything that is written."""

from __future__ import annotations

import ast
import html as stdlib_html
import json
import os
import re
import sqlite3
import sys
from datetime import date
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

import tearsheet
from nasty import NASTY, NO_TERMINAL
from runner import runner
from tearsheet import Article, Block, Comment, Edition, Image, Link, Source
from tearsheet.authoring.learning import written as code
from tearsheet.authoring.learning.healing.writing import with_layout
from tearsheet.authoring.learning.learned import FieldChoice, Learned, LearnedLayout
from tearsheet.authoring.learning.module import class_name, class_of_layout, module_name, module_source
from tearsheet.authoring.learning.old_fields import OldFields
from tearsheet.authoring.learning.site import case_name
from tearsheet.authoring.report import render as report
from tearsheet.bulk.run import run
from tearsheet.bulk.sinks.markdown import file_name
from tearsheet.bulk.sinks.store import search
from tearsheet.cli.app import cli
from tearsheet.cli.inputs import Input
from tearsheet.cli.writer import open_writer
from tearsheet.errors import InputError
from tearsheet.model import PageWarning, Summary
from tearsheet.outputs import csv, html, jsonld, markdown, render
from tearsheet.text.dates import parse_moment

each = pytest.mark.parametrize("nasty", NASTY.values(), ids=NASTY)

RUNNER = runner()


def everywhere(nasty: str) -> Article:
    """Return an article that has *nasty* in every field that a page can fill."""
    link = Link(text=nasty, url=nasty)
    text = f"before {nasty} after"
    kinds = ("paragraph", "heading", "caption", "quote", "list_item", "table", "code")
    return Article(
        adapter="generic",
        editions=(
            Edition(
                language="en",
                title=nasty or "x",
                summary=Summary(text=nasty),
                body=tuple(Block(kind=kind, text=words, links=(link,)) for kind in kinds for words in (text, nasty)),
                tags=(nasty, nasty),
                notices=(nasty,),
                site=nasty,
                section=nasty,
                breadcrumbs=(nasty,),
            ),
        ),
        layout=nasty,
        url=nasty,
        canonical_url=nasty,
        published=parse_moment("2026-03-01 10:00"),
        authors=(nasty, nasty),
        source=Source(name=nasty, url=nasty),
        publisher=nasty,
        images=(Image(url=nasty, alt=nasty, caption=nasty, credit=nasty), Image(url=nasty)),
        related=(link,),
        comments=(Comment(body=nasty, author=nasty, quote=nasty, replies=(Comment(body=nasty),)),),
        extras={"key": nasty},
        warnings=(PageWarning(code="odd", message=nasty, field=nasty),),
    )


# -- documents -------------------------------------------------------------------------------------------------------


def live(written: str) -> list[str]:
    """Return what in an HTML document would run, or load what is not a picture of http or https."""
    found = []
    for node in LexborHTMLParser(written).css("*"):
        if node.tag in {
            "script",
            "iframe",
            "object",
            "embed",
            "link",
            "base",
            "form",
            "svg",
            "style",
            "audio",
            "video",
        }:
            found.append(node.html)
        for name, value in node.attributes.items():
            address = (value or "").strip().lower()
            if name.startswith("on") or name in {"style", "srcset", "srcdoc", "action", "formaction", "background"}:
                found.append(node.html)
            if name == "src" and not (node.tag == "img" and address.startswith(("http://", "https://"))):
                found.append(node.html)
            if name == "href" and not address.startswith(("http://", "https://", "mailto:", "#")):
                found.append(node.html)
            if node.tag == "meta" and name == "http-equiv" and address != "content-security-policy":
                found.append(node.html)
    return found


@each
def test_html_holds_nothing_live(nasty):
    article = everywhere(nasty)
    for written in (render(article, "html"), html.fragment(article), html.body(article), article._repr_html_()):
        assert live(written) == []
    assert "default-src 'none'" in stdlib_html.unescape(render(article, "html"))


@each
def test_markdown_holds_no_html_no_picture_and_no_link_but_to_the_web(nasty):
    written = markdown.dumps(everywhere(nasty))
    parser = MarkdownIt("commonmark", {"html": True})
    # As the viewers that show Markdown without looking at its links.
    parser.validateLink = lambda url: True
    todo = parser.parse(written)
    while todo:
        token = todo.pop()
        todo += token.children or []
        assert token.type not in {"html_block", "html_inline", "image"}, token
        if token.type == "link_open":
            assert re.match(r"(?:https?://|mailto:)", str(token.attrs["href"]), re.IGNORECASE), token


@each
def test_front_matter_is_parsed_to_the_same_strings(nasty):
    yaml = pytest.importorskip("yaml")
    written = markdown.dumps(everywhere(nasty), front_matter=True, id=nasty)
    known = yaml.safe_load(written.split("\n---\n")[0])
    assert known["author"] == [nasty, nasty]
    assert known["title"] == " ".join(nasty.split())
    assert known["id"] == nasty.encode("utf-8", "backslashreplace").decode()


@each
def test_json_ld_closes_no_script_and_opens_no_comment(nasty):
    written = jsonld.dumps(everywhere(nasty))
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written)["headline"] == (nasty or "x")


@each
def test_csv_has_one_row_whose_cells_are_the_same_strings(nasty):
    import csv as stdlib_csv
    import io

    if "\0" in nasty and sys.version_info < (3, 11):
        pytest.skip("the reader of that version refuses NUL")
    head, row = list(stdlib_csv.reader(io.StringIO(csv.dumps([everywhere(nasty)]), newline="")))
    cells = dict(zip(head, row, strict=True))
    assert cells["title"].removeprefix("'") == nasty.removeprefix("'")
    assert not cells["title"].startswith(("=", "+", "-", "@"))


@each
def test_the_report_holds_nothing_live_but_its_own_script_and_says_so(nasty):
    words = nasty.encode("utf-8", "replace").decode()
    escaped = stdlib_html.escape(words)
    page = (
        f'<html lang="{escaped}"><head><title>{escaped}</title><meta property="og:title" content="{escaped}">'
        f'<meta name="author" content="{escaped}"><link rel="canonical" href="{escaped}"></head><body>'
        f"<h1>{escaped} and a title</h1><p class=author>{escaped}</p><article>"
        f'<p>The words of a story, <a href="{escaped}">{escaped}</a>, stand here and go on for a while.</p>'
        f'<figure><img src="{escaped}" alt="{escaped}" width=600 height=400><figcaption>{escaped}</figcaption></figure>'
        f"<p>{escaped}</p><p>The story has a second paragraph, as stories have, and ends with it.</p></article>"
    )
    reading = tearsheet.read_all(page, url="https://a.example/1")
    written = report(reading, name=nasty)
    tree = LexborHTMLParser(written)
    assert len(tree.css("script")) == 1
    assert len(tree.css("style")) == 1
    policy = tree.css_first("meta[http-equiv]").attributes["content"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert len(tree.css("svg")) == 1
    own = {tree.css_first(name).html for name in ("script", "style", "svg")}
    assert [node for node in live(written) if node not in own] == []
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", written)


# -- modules ---------------------------------------------------------------------------------------------------------

WORDS = {
    *("Signature", "DeclaredAdapter", "PageLayout", "ClassVar", "date"),
    *("css", "meta", "jsonld", "label", "regex", "links", "blocks", "posts", "pictures", "xpath", "script", "seen"),
    *("between", "match", "split", "map", "required", "None", "True", "False"),
}


def strings_of(source: str, *, also: frozenset[str] = frozenset()) -> set[str]:
    """Return the strings in a module, having made sure that it is declarations and nothing else."""
    tree = ast.parse(source)
    compile(tree, "module", "exec")
    classes = {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt):
            kinds = (ast.ImportFrom, ast.ClassDef, ast.Assign, ast.AnnAssign)
            docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            assert isinstance(node, kinds) or docstring, ast.dump(node)
        if isinstance(node, ast.ImportFrom):
            assert node.module in {"__future__", "typing", "datetime", "tearsheet", "tearsheet.fields"}
        if isinstance(node, ast.Call):
            called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            assert called in WORDS | also, called
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            assert node.id in WORDS | classes | also, node.id
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def declared(nasty: str) -> dict[str, code.Written]:
    """Return fields in each of the ways in which a string can stand in one."""
    quoted = "".join(rf"\{ord(char):x} " for char in nasty if 0 < ord(char) < 0xD800 or ord(char) > 0xDFFF)
    ways = {
        "title": lambda: code.css(f'h1[title="{quoted}"]', attr="title"),
        "summary": lambda: code.meta(nasty) | code.jsonld(nasty) | code.meta("og:description"),
        "source": lambda: code.label(nasty, nasty),
        "section": lambda: code.regex(re.escape(nasty)),
        "authors": lambda: code.split(code.match(code.css("p"), re.escape(nasty)), re.escape(nasty)),
        "body": lambda: code.blocks(f'[title="{quoted}"]', drop=(f'b[title="{quoted}"]',), until=re.escape(nasty)),
    }
    found = {}
    for name, make in ways.items():
        try:
            found[name] = make()
        except InputError:  # nothing but white space is no label
            continue
    return found


@each
@pytest.mark.parametrize("literal", [code.literal, code.pattern_literal])
def test_a_literal_is_the_string(nasty, literal):
    assert ast.literal_eval(literal(nasty)) == nasty
    assert "\n" not in literal(nasty)


@each
def test_a_module_that_new_writes_parses_to_the_same_strings_and_does_nothing(nasty):
    fields = {
        name: FieldChoice(
            name=name, written=each, values=(nasty,), confidence=0.5, reasons=(nasty,), unsure=(nasty, nasty)
        )
        for name, each in declared(nasty).items()
    }
    layout = LearnedLayout(name="first", pages=(0,), fields=fields, drops={nasty: (nasty, nasty)}, unsure=(nasty,))
    other = LearnedLayout(name="second", pages=(1,), fields=fields, marks=(nasty,))
    for layouts in ((layout,), (layout, other)):
        learned = Learned(
            layouts=layouts,
            hosts=(nasty,),
            paths=(re.escape(nasty),),
            signature=(nasty,),
            zone=nasty,
            unsure=(nasty,),
            pages=2,
            urls=(f"https://a.example/{nasty}", nasty),
        )
        source = module_source(learned, "site")
        found = strings_of(source)
        assert {nasty, re.escape(nasty)} <= found
        source.encode()


@each
def test_a_layout_that_heal_writes_parses_to_the_same_strings_and_does_nothing(nasty):
    written = {**declared(nasty), f"extras.{nasty}": code.meta(nasty)}
    fields = {
        name: FieldChoice(name=name, written=each, known=1, others=(nasty,), unsure=(nasty,))
        for name, each in written.items()
    }
    layout = LearnedLayout(
        name=nasty,
        pages=(0,),
        old=OldFields(fields={"title": code.css("h1").field}),
        since=date(2026, 3, 1),
        marks=(nasty,),
        fields=fields,
        drops={nasty: (nasty, nasty)},
        note=nasty,
    )
    before = "from tearsheet.fields import DeclaredAdapter, css\n\n\nclass Site(DeclaredAdapter):\n    name = 'site'\n"
    source = with_layout(before, "Site", layout)
    assert nasty in strings_of(source)
    source.encode()


@pytest.mark.parametrize("name", ["none", "true", "class", "import", "2026", "a-b.c", "con"])
def test_names_of_classes_and_modules_can_be_imported(name):
    compile(f"from {module_name(name)} import {class_name(name)}", "x", "exec")
    compile(f"class {class_of_layout(name)}: ...", "x", "exec")


# -- names of files --------------------------------------------------------------------------------------------------

SAFE = re.compile(r"[^\x00-\x1f/\\:*?\"<>|\ud800-\udfff]{1,120}")


def test_names_of_files_are_safe_and_differ_whatever_the_case():
    names = [file_name(nasty) for nasty in NASTY.values()]
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert SAFE.fullmatch(name)
        assert name.partition(".")[0].upper() not in {"CON", "NUL", "AUX", "PRN", "COM1"}
        assert Path(name).name == name
        name.encode()
    taken: list[str] = []
    for nasty in NASTY.values():
        taken.append(case_name(nasty, taken))
    assert len(set(taken)) == len(taken)
    assert all(re.fullmatch(r"[a-z0-9-]{1,44}", name) for name in taken)


def test_a_folder_of_markdown_has_no_file_outside(tmp_path):
    page = b"<h1>A title that is long enough</h1><article><p>The words of a story stand here, and go on.</p></article>"
    pages = tmp_path / "pages.jsonl"
    rows = [{"id": nasty, "text": page.decode()} for nasty in NASTY.values()]
    pages.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    folder = tmp_path / "in" / "out"
    folder.mkdir(parents=True)
    summary = run([str(pages)], f"{folder}/", workers=0)
    assert summary.articles == len(rows)
    assert len([path for path in folder.iterdir() if path.suffix == ".md"]) == len(rows)
    assert {path.name for path in tmp_path.iterdir()} == {"pages.jsonl", "in"}
    assert all(path.resolve().parent == folder for path in folder.iterdir())


def test_files_of_a_folder_differ_where_the_inputs_do_by_case_alone(tmp_path):
    inputs = [Input(str(tmp_path / name)) for name in ("Page.html", "page.html", "PAGE.htm", "other.html")]
    with open_writer(f"{tmp_path}/out/", inputs, form="text", several=True, all_of_each=False) as writer:
        for source in inputs:
            writer.put(source, source.name)
    names = [path.name.casefold() for path in (tmp_path / "out").iterdir()]
    assert len(set(names)) == len(names) == len(inputs)


# -- stores ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["a.jsonl", "a.csv", "a.parquet", "a.sqlite", "a/"])
def test_every_output_takes_every_id(tmp_path, end):
    """Of a name that is no text, what is told is how it is escaped; nothing fails for it."""
    if end == "a.parquet":
        pytest.importorskip("pyarrow")
    folder = tmp_path / "in"
    folder.mkdir()
    page = b"<h1>A title that is long enough</h1><article><p>The words of a story stand here, and go on.</p></article>"
    count = 0
    for nasty in NASTY.values():
        # A name that begins with a dot is hidden, and hidden files are passed over.
        name = re.sub(r"[/\0]|^\.", "_", nasty)[:60] + ".html"
        try:
            (folder / name).write_bytes(page)
        except (OSError, ValueError):  # not on this system
            continue
        count += 1
    summary = run([str(folder)], str(tmp_path / end) + ("/" if end.endswith("/") else ""), workers=0)
    assert (summary.articles, summary.failed) == (count, 0)


def test_words_are_no_syntax_of_the_store(tmp_path):
    pages = tmp_path / "pages.jsonl"
    kept = {name: nasty.encode("utf-8", "replace").decode() for name, nasty in NASTY.items()}
    body = "<article><p>The words of a story stand here, and {} goes on for a while.</p></article>"
    rows = [
        {"id": name, "text": f"<h1>A title about {name}</h1>" + body.format(stdlib_html.escape(nasty))}
        for name, nasty in kept.items()
    ]
    pages.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    path = tmp_path / "store.sqlite"
    assert run([str(pages)], str(path), workers=0).failed == 0
    for nasty in NASTY.values():
        for words in (nasty, f"{nasty} story"):
            for _, _, article in search(path, words):
                assert json.loads(article)["adapter"]
    # A word that stands there is found, with all its syntax.
    assert [title for _, title, _ in search(path, "NEAR(a")] == ["A title about search syntax"]
    assert [title for _, title, _ in search(path, "100%_\\")] == ["A title about like"]
    assert sqlite3.connect(path).execute("SELECT count(*) FROM articles").fetchone() == (len(rows),)


# -- terminals -------------------------------------------------------------------------------------------------------


@pytest.fixture
def nasty_pages(tmp_path):
    found = []
    for number, nasty in enumerate(("ANSI", "C1", "bidi", "line separators", "undecodable name")):
        words = NASTY[nasty]
        name = f"{number} {words}.html"
        escaped = words.encode("utf-8", "replace").decode()
        stated = json.dumps({"@type": "NewsArticle", "headline": escaped, "author": escaped, "articleSection": escaped})
        page = (
            f"<title>{escaped}</title><meta name=author content='{escaped}'><meta property='og:site_name' "
            f"content='{escaped}'><script type='application/ld+json'>{stated}</script>"
            f"<h1>A title {escaped} here</h1><p>{escaped}</p><article><p>The words of a story {escaped} stand here, and "
            "go on for a while, so that there is something to read.</p></article>"
        )
        try:
            (tmp_path / name).write_bytes(page.encode())
        except (OSError, ValueError):  # not on this system
            continue
        found.append(str(tmp_path / name))
    return found


@pytest.mark.parametrize(
    "command",
    [
        ["explain"],
        ["explain", "--json"],
        ["ledger", "--full"],
        ["ledger", "--json"],
        ["parse", "-v", "--adapter", "xishuta"],
        ["parse", "-v", "-f", "text", "-o", os.devnull],
        ["bulk", "-o", "OUT.jsonl", "--no-fallback", "--workers", "0"],
        ["health", "--json"],
        ["health"],
        ["adapters", "--json"],
        ["show", "--nothing"],
    ],
    ids=" ".join,
)
def test_a_terminal_gets_no_escape(command, nasty_pages, tmp_path):
    args = [str(tmp_path / each) if each.startswith("OUT") else each for each in command]
    pages = [] if command[0] == "adapters" else nasty_pages
    ended = RUNNER.invoke(cli, [*args, *pages])
    assert ended.exception is None or isinstance(ended.exception, SystemExit), ended.exception
    assert ended.stdout + ended.stderr
    # What parse writes into a pipe is data; the words that a terminal gets are escaped, see test_cli.py.
    for said in (ended.stdout if command[0] != "parse" else "", ended.stderr):
        assert NO_TERMINAL.search(said) is None, NO_TERMINAL.search(said)


def test_a_terminal_gets_no_escape_of_what_is_learned_checked_or_packed(nasty_pages, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    package = str(tmp_path / "package")
    for args in (
        ["new", "nasty-site", "--start-package", "--package", package, "--host", "a.example", *nasty_pages[:3]],
        ["new", "nasty-site", "--package", package, "--title", "not what is printed", nasty_pages[0]],
        ["check", package],
        ["check", package, "--json"],
        ["heal", "generic", "--old", nasty_pages[0], "--new", nasty_pages[1]],
        *(["report", "-o", str(tmp_path / f"{number}.zip"), page] for number, page in enumerate(nasty_pages)),
    ):
        ended = RUNNER.invoke(cli, args)
        assert ended.exception is None or isinstance(ended.exception, SystemExit), (args, ended.exception)
        said = ended.stdout + ended.stderr
        assert said
        assert NO_TERMINAL.search(said) is None, (args, NO_TERMINAL.search(said), said)


@each
def test_what_is_wrong_with_an_argument_is_told_without_escapes(nasty, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # --output=x is an argument too
    if "\0" in nasty or "\ud800" in nasty:
        pytest.skip("no argument of a program can hold it")
    for args in (["parse", nasty], ["parse", "--adapter", nasty, "-"], ["parse", "--captured-at", nasty, "-"]):
        ended = RUNNER.invoke(cli, args, input=b"<p>x")
        assert ended.exception is None or isinstance(ended.exception, SystemExit), ended.exception
        assert NO_TERMINAL.search(ended.stderr) is None, (args, ended.stderr)
