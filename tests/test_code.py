"""Code in a story: the one text whose line breaks and indentation are kept."""

from __future__ import annotations

import pytest

import tearsheet
from tearsheet.outputs import html, markdown, text

CODE = "def boats(harbour):\n    for boat in harbour:\n\n        yield boat  # by name\n    return"
PROSE = "<p>The harbour counts its boats every morning, and since last spring a small program does it for the clerk on duty.</p>"
MARKED = (
    "<span class=k>def</span> <span>boats</span>(harbour):\n<span>    </span><b>for</b> boat in harbour:\n\n"
    "        <b>yield</b> boat  <i># by name</i>\n    return\n"
)
DIVS = "".join(f"<div class=line>{line or '<br>'}</div>" for line in CODE.split("\n"))
ITEMS = "<ol>" + "".join(f"<li>{line}</li>" for line in CODE.replace("\n\n", "\n").split("\n")) + "</ol>"


def read(code: str) -> tearsheet.Reading:
    markup = f"<title>Boats by program</title><article><h1>Boats by program</h1>{PROSE}{code}{PROSE}</article>"
    return tearsheet.read(markup.encode(), content_type="text/html; charset=utf-8")


@pytest.mark.parametrize("inside", [CODE, f"<code>{CODE}\n</code>", f"<code class=python>{MARKED}</code>", DIVS])
def test_the_lines_of_one_pre_are_one_block_laid_out_as_printed(inside):
    reading = read(f"<pre>{inside}</pre>")
    assert [(block.kind, block.text) for block in reading.article.body if block.kind == "code"] == [("code", CODE)]
    assert reading.ledger.coverage == 1


def test_numbered_lines_of_code_are_code():
    blocks = [block for block in read(f"<pre class=prettyprint>{ITEMS}</pre>").article.body if block.kind == "code"]
    assert [block.text for block in blocks] == [CODE.replace("\n\n", "\n")]


def test_two_listings_are_two_blocks_and_words_that_prompt_are_code_in_them():
    blocks = read("<pre>share\n  subscribe()</pre><pre>log in\n  print</pre>").article.body
    assert [block.text for block in blocks if block.kind == "code"] == ["share\n  subscribe()", "log in\n  print"]


def test_every_form_prints_code_as_it_is_laid_out():
    article = read(f"<pre>{CODE}</pre>").article
    assert f"```\n{CODE}\n```" in markdown.dumps(article)
    assert f"<pre><code>{CODE}</code></pre>" in html.dumps(article)
    assert CODE.replace("\n\n", "\n") in text.dumps(article)


def test_white_space_kept_for_looks_is_no_code():
    article = read(
        "<div style='white-space: pre-wrap'>  A long   walk along the quay, said the clerk, is worth it.</div>"
    ).article
    assert "code" not in {block.kind for block in article.body}
    assert "A long walk along the quay, said the clerk, is worth it." in [block.text for block in article.body]


def test_code_in_markdown_is_one_block():
    article = tearsheet.parse(f"# Boats by program\n\nThe harbour counts its boats.\n\n```python\n{CODE}\n```\n")
    assert [block.text for block in article.body if block.kind == "code"] == [CODE]
