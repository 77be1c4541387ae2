"""Pages that came as Markdown: front matter and head lines as stated facts, the text through CommonMark."""

from __future__ import annotations

import contextlib
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tearsheet

TITLE = "Harbour museum lends out its smallest boats"
STORY = """
The harbour museum has begun to lend its **smallest boats** to anyone who can row, and forty families have come to the
slipway since the first Sunday of spring.

## What comes with it

Each boat comes with a [whistle](https://harbour.example/w), a bailer and a paper map of the harbour, says the keeper.

- a hat
- two gloves

> Nobody has drowned.
"""
BLOCKS = [
    ("heading", "What comes with it"),
    ("list_item", "a hat"),
    ("list_item", "two gloves"),
    ("quote", "Nobody has drowned."),
]
YAML = f"""---
title: "{TITLE}"
date: 2024-03-05T09:30:00+01:00
authors:
  - Ada Moll
  - name: Ben Orr
tags: [boats, museum]
url: https://harbour.example/boats
---
"""
TOML = f"""+++
title = "{TITLE}"
date = 2024-03-05T09:30:00+01:00
authors = ["Ada Moll", "Ben Orr"]
tags = ["boats", "museum"]
url = "https://harbour.example/boats"
+++
"""


@pytest.mark.parametrize("front", [YAML, TOML])
@pytest.mark.parametrize("heading", ["", f"\n# {TITLE}\n"])
def test_front_matter_is_what_the_page_states(front: str, heading: str) -> None:
    article = tearsheet.parse(front + heading + STORY)
    assert article.title == TITLE
    assert article.authors == ("Ada Moll", "Ben Orr")
    assert article.tags == ("boats", "museum")
    assert article.canonical_url == "https://harbour.example/boats"
    assert article.published is not None
    assert str(article.published.start) == "2024-03-05 09:30:00+01:00"
    assert [(block.kind, block.text) for block in article.body if block.kind != "paragraph"] == BLOCKS


def test_head_lines_of_a_reader_service_are_stated_too() -> None:
    head = f"Title: {TITLE}\n\nURL Source: https://harbour.example/boats\n\nPublished Time: 2024-03-05T09:30:00Z\n\n"
    reading = tearsheet.read(f"{head}Markdown Content:\n# {TITLE}\n{STORY}")
    article = reading.article
    assert (article.title, article.canonical_url) == (TITLE, "https://harbour.example/boats")
    assert article.published is not None
    assert article.published.start is not None
    assert reading.ledger.unexplained == ()
    assert article.body[0].text.endswith("the first Sunday of spring.")


@pytest.mark.parametrize("content_type", ["text/markdown", "text/markdown; charset=utf-8"])
def test_the_content_type_makes_a_text_markdown(content_type: str) -> None:
    page = tearsheet.Page(STORY, content_type=content_type)
    assert page.kind == "markdown"
    assert "**" not in page.visible


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"# {TITLE}\n{STORY}", "markdown"),
        ("---\nA line between rules, and no fact in sight.\n---\nMore.", "text"),
        ("#1 on the list is the harbour\nAnd so on.", "text"),
        ("Title: a play in three acts\nIt has no address.", "text"),
        ("A story.\n\n# not first", "text"),
    ],
)
def test_what_begins_as_markdown_is_markdown(text: str, kind: str) -> None:
    assert tearsheet.Page(text).kind == kind
    assert tearsheet.Page(text, content_type="text/plain").kind == "text"


def test_a_link_keeps_its_address() -> None:
    article = tearsheet.parse(f"# {TITLE}\n{STORY}")
    assert [link.url for block in article.body for link in block.links] == ["https://harbour.example/w"]


def test_front_matter_that_is_no_yaml_is_text() -> None:
    article = tearsheet.parse(f"---\ntitle: [\n---\n\n# {TITLE}\n{STORY}", content_type="text/markdown")
    assert article.title == TITLE


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "markdown_it", None)
    with pytest.raises(tearsheet.InputError, match=r"pip install 'tearsheet\[markdown\]'"):
        tearsheet.parse(f"# {TITLE}\n{STORY}")


@given(st.text(alphabet="#-*_`>[]()|~!<&\\ \n1.ab", max_size=200), st.sampled_from(["", "---\n", "# ", YAML]))
def test_any_markdown_ends_in_an_article_or_an_error_of_ours(text: str, before: str) -> None:
    with contextlib.suppress(tearsheet.TearsheetError):
        tearsheet.parse(before + text, content_type="text/markdown")
