"""Pages to share: what is in a pack, and what is left of a page without its words."""

from __future__ import annotations

import io
import json
import re
import zipfile
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tearsheet
from runner import run
from tearsheet import captures, registry
from tearsheet.authoring.sharing import anonymous, differences
from tearsheet.authoring.sharing.anonymous import kept_words
from tearsheet.page import Page

FIXTURES = Path(__file__).parent / "fixtures"
PAGES = sorted(
    path
    for name in ("ai-news-card", "westca", "xishuta", "text-export", "generic", "feed")
    for path in FIXTURES.glob(f"{name}/*/page.*")
    if path.suffix != ".json"
)
SECRET = bytes(range(32))
STORY = FIXTURES / "westca" / "html-article-with-comments" / "page.html"


def words(text: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]{5,}", text.lower()) if word.isascii()} - kept_words()


def test_most_pages_are_read_alike_without_their_words():
    alike = []
    for path in PAGES:
        page = captures.load(path)
        there = registry.read_all(page), registry.read_all(anonymous(page, secret=SECRET))
        alike.append(not differences(*there))
    # What rules know by a pattern, and not by a word, may be lost: 2 pages of 100 when this was written.
    assert sum(alike) >= 0.85 * len(alike)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.parent.name)
def test_no_word_of_a_story_is_left(path):
    page = captures.load(path)
    shared = anonymous(page, secret=SECRET)
    told = " ".join(str(block.text) for article in registry.read_all(page).articles for block in all_blocks(article))
    left = words(told) & words(shared.text)
    # Markup may have the name of a thing that the story tells of; a short word may be drawn by chance.
    assert len(left) <= 0.02 * len(words(told)) + 1, left
    assert len(shared.data) == pytest.approx(len(page.data), rel=0.02)


def all_blocks(article: tearsheet.Article):
    return [block for edition in article.editions for block in edition.body]


@pytest.mark.parametrize(
    ("markup", "secrets"),
    [
        ("<p>Marguerite said so</p>", ["arguerite"]),
        ('<img alt="Marguerite" src="/p/marguerite.jpg">', ["arguerite"]),
        ('<meta content="Marguerite">', ["arguerite"]),
        ("<p class=x title='Marguerite'>", ["arguerite"]),
        ("<!-- Marguerite -->", ["arguerite"]),
        ('<script>{"x": "\\u9a6c\\u683c\\u4e3d\\u7279"}</script>', ["9a6c", "683c"]),
        ("<a href='/%E9%A9%AC%E6%A0%BC%E4%B8%BD%E7%89%B9'>", ["%E9%A9%AC%E6%A0%BC"]),
        ("<p>&#39532;&#26684;</p>", ["39532", "26684"]),
        ("<p>马格丽特来了</p>", ["马格丽特"]),
        ("<p>Call 604 5551234</p>", ["5551234"]),
        ("<p>Маргарита пришла</p>", ["аргарита"]),
        ("<p Marguerite", ["arguerite"]),
        ("<p title='Marguerite>", ["arguerite"]),
    ],
)
def test_words_are_replaced_wherever_and_however_they_are_written(markup, secrets):
    # The letters of another page, so that there are others to choose from.
    rest = "<p>天地玄黄宇宙洪荒日月盈昃辰宿列张 Съешь же ещё этих мягких французских булок</p>"
    shared = anonymous(Page(f"<html><body>{rest}{markup}"), secret=SECRET).text
    assert [secret for secret in secrets if secret in shared] == []


def test_markup_and_times_stay():
    page = Page(
        '<p class="byline" id="lead"><time datetime="2026-11-23T10:00Z">23 November 2026, 10:00</time> By Zed</p>'
    )
    shared = anonymous(page, secret=SECRET).text
    assert shared.startswith(page.text.removesuffix("Zed</p>"))
    assert shared.endswith("</p>")
    assert "Zed" not in shared


def test_the_same_word_is_the_same_everywhere_and_another_next_time():
    page = Page("<title>Quolls</title><h1>Quolls</h1><h2>QUOLLS</h2>")
    first, again, other = (anonymous(page, secret=secret).text for secret in (SECRET, SECRET, None))
    one, two, three = re.findall(r">(\w+)<", first)
    assert one == two == three.capitalize() != "Quolls"
    assert first == again != other


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "big5", "utf-16", "utf-16-be", "latin-1"])
def test_the_encoding_of_a_page_stays(encoding):
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    text = (
        f'<html><head><meta charset="{declared}"><title>Wombat news</title></head><body><p>A wombat walked.</p></body>'
    )
    page = Page(text.encode(encoding), content_type=f"text/html; charset={declared}")
    shared = anonymous(page)
    assert shared.encoding == page.encoding
    assert len(shared.data) == len(page.data)
    assert shared.replacements == 0


@given(st.text(max_size=80))
def test_any_text_keeps_its_shape(text):
    shared = anonymous(Page(text, content_type="text/plain"), secret=SECRET).text
    plain = Page(text, content_type="text/plain").text
    if not re.search(r"[\\%&]", plain):
        assert [letter.isspace() for letter in shared] == [letter.isspace() for letter in plain]


def test_names_of_fields_say_what_is_read_otherwise():
    one, other = (
        registry.read_all(Page(f"<h1>A title of it</h1>{'<p>A paragraph that says enough.</p>' * n}")) for n in (3, 4)
    )
    assert differences(one, one) == []
    assert [name.partition("@")[0] for name in differences(one, other)] == ["body"]


# -- the command -----------------------------------------------------------------------------------------------------


packed = partial(run, "report")


def test_a_pack_is_read_as_the_page_is(tmp_path):
    target = tmp_path / "lost.zip"
    done = packed(str(STORY), "-o", str(target), "--note", "the byline is lost", "--zone", "+08:00")
    assert done.exit_code == 0, done.stderr
    assert registry.parse(captures.load(target)) == registry.parse(captures.load(STORY))
    with zipfile.ZipFile(target) as archive:
        assert archive.read("page.html") == STORY.read_bytes()
        about, reading = (json.loads(archive.read(name)) for name in ("about.json", "reading.json"))
    assert about["note"] == "the byline is lost"
    assert about["options"] == {"adapter": None, "fallback": True, "zone": "+08:00"}
    assert about["versions"]["tearsheet"] == tearsheet.__version__
    assert about["answers"][0]["adapter"] == reading["adapter"] == "westca"
    assert tearsheet.Article.from_dict(reading["articles"][0]).title == registry.parse(captures.load(STORY)).title


def test_an_anonymous_pack_holds_nothing_of_the_page(tmp_path):
    target = tmp_path / "lost.zip"
    done = packed(str(STORY), "-o", str(target), "--anonymise")
    assert done.exit_code == 0, done.stderr
    assert "without its words it is read" in done.stderr
    title = registry.parse(captures.load(STORY)).title
    with zipfile.ZipFile(target) as archive:
        assert not [name for name in archive.namelist() if title in archive.read(name).decode("utf-8", "replace")]


def test_a_page_that_cannot_be_read_is_packed_too(tmp_path):
    page = tmp_path / "odd.html"
    page.write_text("<p>nothing of the kind</p>")
    done = packed(str(page), "-o", "-", "--adapter", "westca")
    assert done.exit_code == 0
    with zipfile.ZipFile(io.BytesIO(done.stdout_bytes)) as archive:
        assert "ParseError" in json.loads(archive.read("reading.json"))["error"]


def test_without_output_it_is_named_after_the_page(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert packed(str(STORY)).exit_code == 0
    assert packed("-", stdin=STORY.read_bytes()).exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page.html.report.zip", "page.report.zip"]


def test_what_cannot_be_packed_is_said(tmp_path):
    assert "one page" in packed(str(FIXTURES / "westca")).stderr
    assert "make it first" in packed(str(STORY), "-o", str(tmp_path / "no" / "a.zip")).stderr
    copy = tmp_path / "page.html"
    copy.write_bytes(STORY.read_bytes())
    assert "input and --output at once" in packed(str(copy), "-o", str(copy)).stderr
