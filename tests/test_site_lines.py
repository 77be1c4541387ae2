"""What a site prints on every page: counted by host, left out by generic, and never a story told twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tearsheet
from runner import run
from tearsheet import Page, SiteLines

HOST = "https://harbour.example"
SLOGAN = "The Harbour Post has told the harbour what it did not want to hear since the spring of 1911, and so it will."
STORY = (
    "Boat number {0} was lent to a family that had never rowed, and came back by dusk with one oar less than before.",
    "The keeper of pier {0} says that nobody has asked for the oar, which by now must be half way to the lighthouse.",
)


def text(number: int, *, last: str = SLOGAN) -> str:
    return "\n\n".join([f"Boat number {number} comes back late", *[line.format(number) for line in STORY], last])


def html(number: int, *, last: str = SLOGAN) -> str:
    paragraphs = "".join(f"<p>{line.format(number)}</p>" for line in (*STORY, last))
    return f"<html><body><h1>Boat number {number} comes back late</h1><div>{paragraphs}</div></body></html>"


def learned(*pages: str, host: str = HOST) -> SiteLines:
    lines = SiteLines()
    for number, page in enumerate(pages):
        lines.learn(Page(page, url=f"{host}/{number}"))
    return lines


@pytest.mark.parametrize("write", [text, html])
def test_a_line_on_every_page_is_left_out_and_the_ledger_counts_it(write) -> None:
    lines = learned(*[write(number) for number in range(6)])
    assert SLOGAN in tearsheet.parse(write(7), f"{HOST}/7").text
    reading = tearsheet.read(write(7), f"{HOST}/7", site_lines=lines)
    assert [block.text for block in reading.article.body] == [line.format(7) for line in STORY]
    assert [(entry.text, entry.pages) for entry in reading.ledger.entries if entry.rule == "site-line"] == [(SLOGAN, 6)]
    assert reading.ledger.unexplained == ()


@pytest.mark.parametrize("write", [text, html])
def test_a_line_on_two_pages_of_many_stays_story(write) -> None:
    said = "A bailer, said the keeper, is the first thing that people forget and the last thing that they forgive."
    lines = learned(
        *[write(number, last=said if number < 2 else f"Nothing was said on day {number}.") for number in range(9)]
    )
    assert said in tearsheet.parse(write(1, last=said), f"{HOST}/1", site_lines=lines).text


def test_few_pages_of_a_host_say_nothing() -> None:
    lines = learned(text(0), text(1), text(2))
    assert SLOGAN in tearsheet.parse(text(3), f"{HOST}/3", site_lines=lines).text


def test_lines_are_those_of_their_host() -> None:
    lines = learned(*[text(number) for number in range(6)])
    assert SLOGAN in tearsheet.parse(text(7), "https://other.example/7", site_lines=lines).text
    assert SLOGAN in tearsheet.parse(text(7), site_lines=lines).text
    assert SLOGAN not in tearsheet.parse(text(7), "https://www.harbour.example/7", site_lines=lines).text


def test_a_page_of_no_host_is_refused_with_the_remedy() -> None:
    with pytest.raises(tearsheet.InputError, match="Pass its url, or host="):
        SiteLines().learn(Page(text(0)))


def test_counts_of_two_processes_merge_and_come_back_from_a_file(tmp_path: Path) -> None:
    left, right = learned(*[text(number) for number in range(3)]), learned(*[text(number) for number in range(3, 6)])
    left.merge(right)
    left.write(tmp_path / "lines.jsonl")
    again = SiteLines.load(tmp_path / "lines.jsonl")
    assert again.hosts == {"harbour.example": 6}
    assert again.of(Page(text(9), url=HOST)) == left.of(Page(text(9), url=HOST)) != {}


@pytest.mark.parametrize(
    "content", ["", "{}", "[]", '{"form": "other"}', "nonsense", '{"form": "tearsheet site lines 1", "most": 9}\n1']
)
def test_a_file_of_something_else_is_said_to_be_one(tmp_path: Path, content: str) -> None:
    (tmp_path / "lines.jsonl").write_text(content, encoding="utf-8")
    with pytest.raises(tearsheet.FormatError, match="holds no lines of sites"):
        SiteLines.load(tmp_path / "lines.jsonl")


def test_memory_is_bounded_and_what_recurs_is_kept() -> None:
    lines = SiteLines(most=50)
    for number in range(40):
        lines.learn(Page("\n".join([SLOGAN, *[f"Line {number} of {row}" for row in range(20)]]), url=HOST))
    page = Page(SLOGAN, url=HOST)
    assert lines.of(page) == {0: 40}
    assert len(lines._counts["harbour.example"]) <= 100


@given(st.lists(st.text(max_size=30), max_size=8), st.integers(1, 8))
def test_what_recurs_is_a_line_of_the_page_and_stood_on_enough_pages(rows: list[str], times: int) -> None:
    page = "\n".join(rows)
    lines = learned(*[page] * times)
    found = lines.of(Page(page, url=HOST))
    assert set(found) <= {line.index for line in Page(page).lines}
    assert all(count == times >= 4 for count in found.values())


def test_bulk_learns_in_a_first_pass_and_reads_with_what_was_learned(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.html").write_text(html(number), encoding="utf-8")
        (folder / f"{number}.html.json").write_text(f'{{"url": "{HOST}/{number}"}}', encoding="utf-8")
    known, out = tmp_path / "lines.jsonl", tmp_path / "out.jsonl"
    result = run("bulk", "--workers", "0", "--learn-lines", known, "-o", out, folder, code=0)
    assert "lines of 1 site, from 6 pages" in result.stderr
    assert "fewer" not in result.stderr
    assert SLOGAN not in out.read_text(encoding="utf-8")
    again = tmp_path / "again.jsonl"
    run("bulk", "--workers", "0", "--site-lines", known, "-o", again, folder, code=0)
    assert SLOGAN not in again.read_text(encoding="utf-8")


def test_what_was_learned_of_a_site_is_left_out_by_parse_and_told_by_ledger(tmp_path: Path) -> None:
    known, page = tmp_path / "lines.jsonl", tmp_path / "page.html"
    learned(*[html(number) for number in range(6)]).write(known)
    page.write_text(html(1), encoding="utf-8")
    asked = ["--url", f"{HOST}/1", "--site-lines", str(known), str(page)]
    assert SLOGAN not in run("parse", "--format", "text", *asked, code=0).output
    assert "site-line" in run("ledger", "--full", *asked).output
    known.write_text("something else")
    assert "holds no lines of sites" in run("parse", *asked, code=2).stderr
