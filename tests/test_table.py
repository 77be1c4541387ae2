"""One table of the Article's fields: whoever adds a field adds it in three files, and everything knows it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import attrs

from tearsheet.fields import PageLayout
from tearsheet.model import Article, Edition
from tearsheet.model.table import FIELDS

SOURCE = Path(__file__).parent.parent / "src"

# File → what is put before which of its lines. The docs have a line for each field too; test_docs.py looks after them.
A_NEW_FIELD = {
    "model/article.py": (
        ("    captured_at: datetime | None = None\n", "    mood: str | None = None\n"),
        ("    breadcrumbs: tuple[str, ...] = ()\n", "    moods: tuple[str, ...] = ()\n"),
    ),
    "model/table.py": (
        ('    _article("published", "time"),\n', '    _edition("moods", "tags"),\n    _article("mood", "people"),\n'),
    ),
}

WHAT_KNOWS_IT = """
import json, pickle
import tearsheet
from tearsheet.authoring.golden.checks import texts
from tearsheet.authoring.health.observation import Observation
from tearsheet.authoring.report import render
from tearsheet.bulk import arrow, parse_many
from tearsheet.fields import DeclaredAdapter, blocks, css
from tearsheet.outputs import FORMATS, forms, json as article_json
from tearsheet.outputs import render as written

class Moody(DeclaredAdapter):
    name = "moody"
    title = css("h1")
    body = blocks("article")
    mood = css(".mood")
    moods = css(".moods b")

page = "<h1>A title here</h1><p class=mood>calm<p class=moods><b>one</b> <b>two</b><article><p>Words.</article>"
reading = tearsheet.Registry(lambda: [Moody()]).read(page, adapter="moody")
article = reading.article
assert article.mood == "calm" and article.editions[0].moods == ("one", "two")
assert reading.ledger.coverage == 1
assert article_json.loads(article_json.dumps(article)) == article
described = article_json.schema()["$defs"]
assert "mood" in described["Article"]["properties"] and "moods" in described["Edition"]["properties"]
(row,) = arrow.to_batch([arrow.article_to_row(article)]).to_pylist()
assert row["mood"] == "calm" and arrow.row_to_article(row) == article
assert {("mood", "calm"), ("editions[0].moods[1]", "two")} <= set(texts(article))
assert {"mood", "moods"} <= Observation.of(reading).filled
shown = render(reading)
assert ">mood<" in shown and ">moods<" in shown and "calm" in shown
for form in FORMATS:
    assert written(article, form)
for form in ("markdown", "text", "jsonld"):
    assert {"mood", "editions.moods"} <= forms.FORMS[form].loses
    assert forms.project(article, form).mood is None
(result,) = parse_many([page], adapter=Moody, workers=0)
assert result.article.mood == "calm"
"""


def test_a_new_field_is_added_in_at_most_three_files(tmp_path):
    shutil.copytree(SOURCE, tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for name, changes in A_NEW_FIELD.items():
        path = tmp_path / "src" / "tearsheet" / name
        text = path.read_text(encoding="utf-8")
        for before, line in changes:
            assert text.count(before) == 1, before
            text = text.replace(before, line + before)
        path.write_text(text, encoding="utf-8")
    assert len(A_NEW_FIELD) <= 3
    script = tmp_path / "knows.py"
    script.write_text(WHAT_KNOWS_IT, encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, script],
        check=False,
        env={"PYTHONPATH": str(tmp_path / "src"), "PATH": ""},
        capture_output=True,
        text=True,
    )
    assert ended.stderr == ""
    assert ended.returncode == 0


def test_the_table_has_every_field_of_both_classes():
    for of, kind in (("article", Article), ("edition", Edition)):
        assert {row.name for row in FIELDS.values() if row.of == of} == {each.name for each in attrs.fields(kind)}


def test_the_fields_of_a_layout_have_types_of_their_own():
    declared = {name for name in PageLayout.__annotations__ if not name.startswith("_")} - {"drops"}
    assert declared == {row.name for row in FIELDS.values() if row.declared}
