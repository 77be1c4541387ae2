"""Every made page gives exactly the Article in its expected.json.

``python tests/test_golden.py --accept [part of a path …]`` writes what is read now; look at ``git diff`` before you
commit it.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path

import pytest

import tearsheet
from tearsheet.outputs import json as article_json

FIXTURES = Path(__file__).parent / "fixtures"
CASES = sorted(path.parent for path in FIXTURES.glob("*/*/meta.json"))


def _name(case: Path) -> str:
    return f"{case.parent.name}/{case.name}"


def page_of(case: Path) -> tuple[tearsheet.Page, dict[str, object]]:
    meta = json.loads((case / "meta.json").read_text(encoding="utf-8"))
    captured = meta["captured_at"]
    page = tearsheet.Page(
        next(case.glob("page.*")).read_bytes(),
        url=meta["url"],
        content_type=meta["content_type"],
        captured_at=datetime.fromisoformat(captured) if captured else None,
    )
    return page, meta


def read_now(case: Path) -> list[object]:
    page, meta = page_of(case)
    articles = list(tearsheet.parse_all(page)) if meta.get("several") else [tearsheet.parse(page)]
    return [json.loads(article_json.dumps(article)) for article in articles]


@pytest.mark.parametrize("folder", CASES, ids=_name)
def test_page_gives_the_expected_article(folder):
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    assert read_now(folder) == expected


@pytest.mark.parametrize("folder", CASES, ids=_name)
def test_adapter_is_that_of_the_folder(folder):
    page, _ = page_of(folder)
    assert tearsheet.registry.match(page).name == folder.parent.name


def test_every_adapter_has_several_cases_in_html_and_in_text():
    for adapter in ("ai-news-card", "westca", "xishuta"):
        pages = [path.suffix for path in (FIXTURES / adapter).glob("*/page.*")]
        assert {".html", ".txt"} <= set(pages)
        assert len(pages) >= 5


def test_pages_say_that_they_are_made():
    for path in FIXTURES.glob("*/*/page.html"):
        assert b"<!-- made:" in path.read_bytes(), path
    for case in CASES:
        assert json.loads((case / "meta.json").read_text(encoding="utf-8"))["made"] is True


def accept(wanted: list[str]) -> None:
    for case in CASES:
        if wanted and not any(part in case.as_posix() for part in wanted):
            continue
        text = json.dumps(read_now(case), ensure_ascii=False, indent=1) + "\n"
        path = case / "expected.json"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            sys.stdout.write(f"wrote {path}\n")


if __name__ == "__main__":
    if sys.argv[1:2] != ["--accept"]:
        sys.exit(__doc__)
    accept(sys.argv[2:])
