"""The declared sites on real pages, which are third parties' and lie beside the repository: what is known of each holds.

Shingles, F1 and the comparison of titles and days are those of ``score.py`` beside the pages.
"""

from __future__ import annotations

import json
import runpy
import statistics
import tarfile
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import tearsheet

PAGES = Path(__file__).resolve().parents[2] / "shared" / "pages"

#: By adapter: its pages as set and id, and the floor of the mean F1 of the body.
SITES: dict[str, tuple[tuple[str, ...], float]] = {
    "163": (
        (
            *(f"gne/163_{number}" for number in range(1, 10)),
            "magic_article_zh/bb5f5ce0c70bc623",
            "magic_article_zh/fd0a94a0e3bc8c58",
        ),
        0.99,
    ),
    "baijiahao": (tuple(f"gne/baijiahao_{number}" for number in range(1, 5)), 0.999),
    "csdn": (("gne/csdn_1", "magic_article_zh/71bfee3a89353841", "magic_article_zh/d231b17088855d54"), 0.999),
    "discuz": (("magic_forum_zh/8cf0af42df35f70b", "magic_forum_zh/eaddae4e0149832f"), 0.999),
    "guancha": (("gne/guancha_2", "gne/guancha_3", "gne/guancha_guancha"), 0.999),
    "phpbb": (("wcxb_forum/0535", "wcxb_forum/0536", "wcxb_forum/0538"), 0.98),
    "sohu": (("magic_article_zh/9a0e481ae0f33a2e", "magic_article_zh/e751800204690e10"), 0.997),
    "thepaper": (tuple(f"gne/thepaper_{number}" for number in (1, 2, 3, 5)), 0.995),
    "toutiao": (
        (
            *(f"gne/toutiao_{name}" for name in ("3", "4", "5", "toutiao")),
            "magic_article_zh/e25d0dd87c529dc7",
            "magic_article_zh/7fbc6805c3fb26a9",
        ),
        0.999,
    ),
    "weixin": (("gne/wechat_1", "gne/wechat_2", "magic_article_zh/7e99760d0920deb0"), 0.995),
}
#: Families of forums: their story is the opening post, and their comments are the other posts.
FORUMS = {"discuz", "phpbb"}
#: Pages whose truth is not the story, or not what the page prints: why.
LOOSE = {
    "gne/163_5": "the teaser of another story, under 延伸 · 推荐",
    "gne/163_8": "the heading of a list of other stories",
    "gne/thepaper_3": "the prompt to read on in the app",
    "gne/thepaper_5": "the prompt to read on in the app",
    "magic_article_zh/7e99760d0920deb0": "lacks the two headings above the first paragraph",
    "magic_article_zh/e751800204690e10": "the way back to the site, and the label of an editor who is not named",
    "wcxb_forum/0535": "one quote of many, addresses that the page prints cut short",
    "wcxb_forum/0536": "the one quote",
    "wcxb_forum/0538": "lacks a mark of a quote that the page prints as it was typed",
}


@pytest.fixture(scope="session")
def known(tmp_path_factory) -> SimpleNamespace:
    """The pages of :data:`SITES` and what is known of each, unpacked once; the measures of score.py."""
    archive = PAGES / "dev.tar.xz"
    if not archive.is_file():
        pytest.skip(f"the real pages are not here: {archive} is absent")
    wanted = {page for pages, _ in SITES.values() for page in pages}
    folder = tmp_path_factory.mktemp("pages")
    rows: dict[str, dict[str, Any]] = {}
    with tarfile.open(archive, "r:xz") as tar:
        for member in tar:
            group, _, name = member.name.partition("/")
            if name.endswith("gt.jsonl"):
                for line in tar.extractfile(member).read().decode().split("\n"):
                    row = json.loads(line) if line else {}
                    if f"{group}/{row.get('id')}" in wanted:
                        rows[f"{group}/{row['id']}"] = row
            elif f"{group}/{Path(name).stem}" in wanted:
                path = folder / member.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(tar.extractfile(member).read())
    return SimpleNamespace(folder=folder, rows=rows, **runpy.run_path(str(PAGES / "score.py")))


@pytest.fixture(scope="session")
def readings(known) -> dict[str, tearsheet.Reading]:
    """The readings by page."""
    return {
        page: tearsheet.read((known.folder / row["file"]).read_bytes(), url=row["url"])
        for page, row in known.rows.items()
    }


def body_f1(known: SimpleNamespace, page: str, reading: tearsheet.Reading) -> float:
    article, truth = reading.article, known.rows[page]["body"]
    text = [article.text]
    if reading.adapter.name in FORUMS:
        truth = posts_of(truth, article)
        text += [comment.body for comment in article.comments]
    cjk = page.partition("/")[0] in known.CJK_SETS
    return known.f1(*known.precision_recall(truth, "\n".join(text), cjk=cjk))


def posts_of(truth: str, article: tearsheet.Article) -> str:
    """Return *truth*, of a thread, without the lines that give title, author and time of a post, and a button."""
    about = {article.title, *article.authors, *[comment.author for comment in article.comments], "[复制链接]"}
    reader = tearsheet.Reader(tearsheet.Page("", content_type="text/plain"), adapter="none")
    lines = [" ".join(line.split()) for line in truth.split("\n")]
    when = {line for line in lines if (moment := reader.moment(line)) is not None and moment.raw == line}
    return "\n".join([line for line in lines if line not in about | when])


@pytest.mark.parametrize("site", SITES)
def test_a_site_is_read_by_its_own_adapter_with_nothing_left_over(readings, site):
    for page in SITES[site][0]:
        assert readings[page].adapter.name == site
        assert [entry.text for entry in readings[page].ledger.unexplained] == [], page


@pytest.mark.parametrize("site", SITES)
def test_the_bodies_of_a_site_are_those_known(known, readings, site):
    pages, floor = SITES[site]
    found = {page: body_f1(known, page, readings[page]) for page in pages}
    assert statistics.mean(found.values()) >= floor, found
    assert {page for page, f1 in found.items() if f1 < 0.999} <= LOOSE.keys(), found


@pytest.mark.parametrize("site", SITES)
def test_titles_and_days_of_a_site_are_those_known(known, readings, site):
    for page in SITES[site][0]:
        row, article = known.rows[page], readings[page].article
        if row.get("title"):
            assert known.fold(article.title) == known.fold(row["title"]), page
        assert article.published is not None
        # A forum prints the clock of its board, whose zone nobody may state.
        start = article.published.start or datetime.fromisoformat(article.published.civil)
        if row.get("date"):
            assert start.date().isoformat() == known.day(row["date"]), page


@pytest.mark.parametrize("site", SITES)
def test_every_story_of_a_site_names_who_it_is_from(readings, site):
    for page in SITES[site][0]:
        article = readings[page].article
        assert article.source is not None or article.authors, page


@pytest.mark.parametrize("site", SITES)
def test_no_page_of_another_site_is_claimed_by_what_it_looks_like(known, readings, site):
    adapter = tearsheet.registry.adapters[site]
    others = [reading.page for page, reading in readings.items() if page not in SITES[site][0]]
    assert [page.title for page in others if adapter.signature is not None and adapter.signature.check(page)[0]] == []
    own = [tearsheet.Page(readings[page].page.data) for page in SITES[site][0]]
    assert [page.title for page in own if not adapter.recognise(page).matched] == []


@pytest.mark.parametrize(("page", "replies"), [("magic_forum_zh/8cf0af42df35f70b", 3), ("wcxb_forum/0536", 14)])
def test_every_reply_of_a_thread_has_its_author_and_its_time(readings, page, replies):
    comments = readings[page].article.comments
    assert len(comments) == replies
    assert [comment for comment in comments if comment.author is None or comment.posted is None] == []
