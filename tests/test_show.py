"""The report of a page: everything on it once, nothing that runs, every field tied to its lines."""

from __future__ import annotations

import re
import sys
import webbrowser
from base64 import b64encode
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

import runner
import tearsheet
from shown import EVERYTHING, HOSTILE, account, everything
from tearsheet import captures
from tearsheet.authoring.report import render
from tearsheet.authoring.report.colours import FAMILIES, family_of
from tearsheet.page import Page

FIXTURES = Path(__file__).parent / "fixtures"
PAGE = FIXTURES / "westca" / "html-article-with-comments" / "page.html"
THREE = FIXTURES / "text-export" / "three-articles" / "page.txt"


def parsed(report: str) -> LexborHTMLParser:
    return LexborHTMLParser(report)


def parts(tree: LexborHTMLParser) -> list[tuple[int, str, str | None]]:
    """Line, text and what is said of it, of each part as the report shows it."""
    found = []
    for line in tree.css("li.line"):
        for part in line.css(".part"):
            said = part.css_first("button.role")
            text = part.css_first(".t").text()
            found.append((int(line.id[1:]), text, said.text() if said else None))
    return found


def expected(shown: tearsheet.Reading) -> list[tuple[int, str, str | None]]:
    return [
        (entry.line, entry.text, entry.role or (f"dropped: {entry.rule}" if entry.rule else None))
        for entry in shown.ledger.entries
    ]


# -- the lines -------------------------------------------------------------------------------------------------------


def test_every_entry_of_the_ledger_is_there_once_and_in_order(case):
    shown = account(case)
    assert parts(parsed(render(shown))) == expected(shown)


def test_every_line_has_its_number_and_says_it():
    shown = everything()
    lines = parsed(render(shown)).css("li.line")
    assert [line.id for line in lines] == [f"L{line.number}" for line in shown.ledger.lines]
    assert [line.css_first(".no b").text() for line in lines] == [str(line.number) for line in shown.ledger.lines]


def test_unexplained_parts_are_counted_listed_and_linked_in_a_ring():
    shown = everything()
    count = len(shown.ledger.unexplained)
    assert count == 3
    tree = parsed(render(shown))
    assert "3 parts unexplained" in tree.css_first(".bar").text()
    assert [link.attributes["href"] for link in tree.css(".jumps a")] == ["#u1", "#u2", "#u3"]
    marked = tree.css(".part.unexplained")
    assert [part.id for part in marked] == ["u1", "u2", "u3"]
    assert [part.css_first(".t").text() for part in marked] == [entry.text for entry in shown.ledger.unexplained]
    assert [[link.attributes["href"] for link in part.css("a")] for part in marked] == [
        ["#u3", "#u2"],
        ["#u1", "#u3"],
        ["#u2", "#u1"],
    ]


def test_a_page_that_is_explained_says_so(case):
    tree = parsed(render(account(case)))
    assert "Everything explained" in tree.css_first(".bar").text()
    assert "coverage 100 %" in tree.css_first(".bar").text()
    assert not tree.css(".part.unexplained, .jumps, #next")


# -- the fields ------------------------------------------------------------------------------------------------------


def test_every_role_and_rule_has_a_control_that_points_to_its_lines(case):
    shown = account(case)
    tree = parsed(render(shown))
    ids = {node.id for node in tree.css("[id]")}
    # A rule may have the name of a role.
    claimed: dict[str, set[int]] = {}
    for entry in shown.ledger.entries:
        claimed.setdefault(entry.role or f"dropped: {entry.rule}", set()).add(entry.line)
    controls = tree.css("#article button.name")
    named = {
        control.id: f"dropped: {control.text()}" if "dropped" in control.attributes["class"] else control.text()
        for control in controls
    }
    assert set(named.values()) == set(claimed)
    for control in controls:
        key = control.attributes["data-f"]
        lines = {int(part.parent.parent.id[1:]) for part in tree.css(f'.part[data-f="{key}"]')}
        assert lines == claimed[named[control.id]]
        told = tree.css_first(f"#{control.attributes['aria-describedby']}")
        starts = {int(link.attributes["href"][2:]) for link in told.css("a")}
        assert starts <= lines
        assert min(lines) in starts
        assert {f"L{line}" for line in starts} <= ids


def test_a_single_article_has_one_control_for_each_role():
    controls = [node.text() for node in parsed(render(everything())).css("#article button.name")]
    assert len(controls) == len(set(controls))


def test_lines_that_follow_one_another_are_one_link_and_many_are_cut():
    text = "title: t\n" + "\n\n".join(f"body: {n}\nbody: {n}\n-ad: x" for n in range(20))
    tree = parsed(render(everything(text)))
    control = next(node for node in tree.css("#article button.name") if node.text() == "body")
    told = tree.css_first(f"#{control.attributes['aria-describedby']}").text()
    assert told.startswith("lines 2–3, 6–7, 10–11")
    assert told.endswith("and 8 more")


def test_ids_are_unique_and_references_lead_somewhere(case):
    tree = parsed(render(account(case)))
    ids = [node.id for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    for name in ("aria-describedby", "aria-labelledby"):
        assert {node.attributes[name] for node in tree.css(f"[{name}]")} <= set(ids)
    assert {node.attributes["href"][1:] for node in tree.css('a[href^="#"]')} <= set(ids)


def test_every_value_of_the_article_is_shown():
    text = parsed(render(everything())).css_first("#article").text()
    for words in (
        *("short", "cut off by the page", "heading 2", "Part one", "two", "标题", "正文", "声明", "“3 May”"),
        *(
            "2026-05-03 00:00:00+00:00",
            "Ann, Bob",
            "7.5",
            "under it",
            "Cy",
            "other",
            "#3",
            "“2h ago”",
            "said",
            "a reply",
        ),
        *("one more", "reply, level 2", '"deep": null', "javascript:alert(2)", "odd"),
    ):
        assert words in text, words


def test_editions_stand_side_by_side_with_the_same_fields_in_the_same_rows():
    editions = parsed(render(everything())).css(".edition")
    assert [edition.css_first("small").text() for edition in editions] == ["en", "zh-Hans"]
    rows = [
        [(child.attributes.get("class") or child.tag).split()[1:2] for child in edition.iter()] for edition in editions
    ]
    assert rows == [
        [[], ["title"], ["summary"], ["body"], ["tags"], ["none"]],
        [[], ["title"], ["none"], ["body"], ["none"], ["notices"]],
    ]
    assert "rows-6" in editions[0].parent.attributes["class"]


def test_text_of_an_edition_carries_its_language():
    tree = parsed(render(everything()))
    assert {node.text() for node in tree.css('#article [lang="zh-Hans"]')} >= {"标题", "正文", "声明"}
    assert "正文" in {node.text() for node in tree.css('.part [lang="zh-Hans"]')}


def test_a_value_tells_where_it_came_from():
    tree = parsed(render(everything()))
    told = {node.text() for node in tree.css(".source")}
    assert told == {f", from css({HOSTILE!r})", ', from jsonld("datePublished")'}
    published = next(node for node in tree.css(".head") if node.text().startswith("published"))
    assert "not on a line" in published.text()


def test_above_stands_how_the_page_was_read():
    shown = tearsheet.read_all(Page(PAGE.read_bytes(), url="http://www.westca.com/News/article/sid=1/"))
    facts = parsed(render(shown, name="a <b>.html")).css_first(".facts").text()
    for words in ("a <b>.html", "westca", "layout article", "its URL", "http://www.westca.com", "utf-8 (declared)"):
        assert words in facts
    assert "nothing unreadable" in facts


def test_what_could_not_be_decoded_is_told():
    data = PAGE.read_bytes().replace("午餐鈴".encode(), b"\xff\xfe", 1)
    shown = tearsheet.read_all(Page(data, content_type="text/html; charset=utf-8"), adapter="westca")
    tree = parsed(render(shown))
    assert re.search(r"\d+ characters unreadable", tree.css_first(".facts").text())
    assert "undecodable-bytes" in tree.css_first(".warnings").text()


def test_a_reading_is_shown_like_a_reading_of_all():
    page = Page(PAGE.read_bytes())
    assert render(tearsheet.read(page)) == render(tearsheet.read_all(page))


# -- when reading stops ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "told"),
    [("stop", "everything: body: line 5: the page says stop"), ("defect", "ZeroDivisionError: somebody divided")],
)
def test_a_page_that_breaks_off_is_shown_up_to_there(word, told):
    shown = everything(f"title: t\n-ad: x\n\n\n{word}: now\nbody: never")
    tree = parsed(render(shown))
    assert told in tree.css_first(".error").text()
    assert parts(tree) == expected(shown)
    assert {node.text() for node in tree.css("#article button.name")} == {"title", "label", "ad"}
    assert "2 parts unexplained" in tree.css_first(".bar").text()
    if word == "stop":
        assert tree.css_first('.error a[href="#L5"]') is not None


def test_a_document_of_several_articles_is_shown_whole():
    shown = tearsheet.read_all(Page(THREE.read_bytes()))
    assert len(shown.articles) == 3
    tree = parsed(render(shown))
    assert len(tree.css(".article")) == 3
    assert parts(tree) == expected(shown)


def test_a_page_without_words_has_a_report():
    shown = tearsheet.read_all(Page("<html></html>", url="http://www.westca.com/News/article/sid=1/"))
    assert "The page shows no words." in render(shown)


def test_an_adapter_that_is_not_there_is_refused():
    with pytest.raises(tearsheet.NoAdapterError, match="no adapter named 'nobody'"):
        tearsheet.read_all(Page("words"), adapter="nobody")


# -- nothing gets in -------------------------------------------------------------------------------------------------


def skeleton(report: str) -> list[str]:
    return [node.tag for node in parsed(report).root.traverse(include_text=False)]


def test_hostile_words_stay_words():
    shown = everything()
    report = render(shown, name=HOSTILE)
    assert skeleton(report) == skeleton(render(everything(EVERYTHING.replace(HOSTILE, "harmless")), name="x"))
    tree = parsed(report)
    assert len(tree.css("script")) == len(tree.css("style")) == 1
    assert not tree.css("img, iframe, object, embed, form, link, base, video, audio")
    assert parts(tree) == expected(shown)
    for node in tree.root.traverse(include_text=False):
        assert not [name for name in node.attributes if name.startswith("on") or name in {"style", "src", "srcset"}]
    assert {link.attributes["href"].partition(":")[0] for link in tree.css('a:not([href^="#"])')} == {"https"}


@given(st.lists(st.tuples(st.sampled_from(["title", "body@en", "-ad", "x[0]", ""]), st.text(max_size=30)), max_size=6))
def test_any_words_are_shown_to_the_letter(lines):
    text = "title: t\n" + "\n".join(f"{role}: {words}" if role else words for role, words in lines)
    shown = everything(text)
    report = render(shown)
    report.encode()
    shaped = [
        (line, re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "?", words), said)
        for line, words, said in expected(shown)
    ]
    got = [(line, re.sub(r"[\u2400-\u2421\ufffd]", "?", words), said) for line, words, said in parts(parsed(report))]
    assert got == [(line, re.sub(r"[\u2400-\u2421\ufffd]", "?", words), said) for line, words, said in shaped]


def test_the_policy_allows_the_report_itself_and_nothing_else(case):
    tree = parsed(render(account(case)))
    policy = tree.css_first('meta[http-equiv="Content-Security-Policy"]').attributes["content"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    for name in ("script", "style"):
        digest = sha256(tree.css_first(name).text().encode()).digest()
        assert rules[f"{name}-src"] == f"'sha256-{b64encode(digest).decode()}'"
    assert "url(" not in tree.css_first("style").text()
    assert "@import" not in tree.css_first("style").text()


def test_the_same_page_gives_the_same_report(case):
    assert render(account(case)) == render(account(case))


# -- colours ---------------------------------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
@pytest.mark.parametrize(("scheme", "text"), [("light", "#22242a"), ("dark", "#e3e5e9")])
def test_colours_of_a_family_can_be_read(family, scheme, text):
    tint = getattr(family, scheme)
    assert contrast(tint.paper, tint.ink) >= 4.5
    assert contrast(tint.paper, text) >= 4.5
    assert f"--paper:{tint.paper};--ink:{tint.ink}" in render(everything())


def test_a_role_has_the_colour_of_its_field():
    named = {role: family_of(role).name for role in ("body@en", "comments[1].author", "scores.hot", "x", "", "[0]")}
    assert named == {"body@en": "body", "comments[1].author": "comments", "scores.hot": "scores"} | dict.fromkeys(
        ("x", "", "[0]"), "extras"
    )


# -- the command -----------------------------------------------------------------------------------------------------

run = partial(runner.run, "show")


def test_show_writes_the_report_where_it_is_told(tmp_path):
    target = tmp_path / "report.html"
    result = run("-o", target, PAGE)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    shown = tearsheet.read_all(captures.load(PAGE))
    assert target.read_text(encoding="utf-8") == render(shown, name="page.html")


def test_show_writes_to_standard_output_and_reads_standard_input():
    result = run("-", stdin=PAGE.read_bytes())
    assert result.exit_code == 0
    assert result.stdout_bytes.decode() == render(tearsheet.read_all(Page(PAGE.read_bytes())))


def test_show_open_opens_a_new_file_or_the_one_written(tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(webbrowser, "open", lambda url: not opened.append(url))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert run("--open", PAGE).exit_code == 0
    (written,) = tmp_path.glob("tearsheet-*.html")
    assert opened == [written.as_uri()]
    assert run("--open", "-o", tmp_path / "a b.html", PAGE).stdout == ""
    assert opened[1].endswith("/a%20b.html")


def test_show_says_where_the_report_is_when_there_is_no_browser(tmp_path, monkeypatch):
    monkeypatch.setattr(webbrowser, "open", lambda _: False)
    result = run("--open", "-o", tmp_path / "r.html", PAGE)
    assert result.exit_code == 0
    assert "no browser" in result.stderr
    assert str(tmp_path / "r.html") in result.stderr


def test_show_of_a_page_that_breaks_off_writes_the_report_and_fails(tmp_path):
    page = tmp_path / "page.html"
    page.write_bytes(re.sub(rb"<font size=\"3\">.*?</font>", b"", PAGE.read_bytes(), flags=re.DOTALL))
    result = run("-o", tmp_path / "r.html", page)
    assert result.exit_code == 1
    assert "westca: body" in result.stderr
    assert "Reading stopped" in (tmp_path / "r.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ((PAGE, PAGE), "one file at a time"),
        (("-o", PAGE, PAGE), "input and --output at once"),
        (("-o", "nowhere/at/all.html", PAGE), "make it first"),
        (("--open", "-o", "-", PAGE), "cannot be opened"),
    ],
)
def test_show_refuses_what_cannot_be(args, told):
    result = run(*args)
    assert result.exit_code == 2
    assert told in result.stderr


def test_show_does_not_fill_a_terminal(monkeypatch):
    monkeypatch.setattr(
        "tearsheet.cli.show.sys", type("Sys", (), {"stdout": type("Out", (), {"isatty": lambda: True})})
    )
    result = run(PAGE)
    assert result.exit_code == 2
    assert "--open" in result.stderr


def test_show_of_an_unknown_page_writes_nothing(tmp_path):
    result = run("--no-fallback", "-o", tmp_path / "r.html", "-", stdin=b"<p>A page that nobody knows.</p>")
    assert result.exit_code == 1
    assert "no adapter recognises the page" in result.stderr
    assert not (tmp_path / "r.html").exists()


def test_importing_tearsheet_does_not_import_the_report():
    import subprocess

    code = "import sys, tearsheet; print([name for name in sys.modules if 'report' in name])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
