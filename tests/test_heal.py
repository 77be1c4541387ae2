"""Adapters are healed: stories known from old pages are found in new markup, and a new layout reads them."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import heal_sites
import made_site
import runner
import tearsheet
from rewritten import CHANGES, Rewriter
from tearsheet import InputError, Page, Registry, Signature
from tearsheet.adapters.registry import Reading
from tearsheet.authoring.golden.cases import find_cases, load_case, write_case
from tearsheet.authoring.golden.checks import names_of
from tearsheet.authoring.golden.session import Session
from tearsheet.authoring.learning import Known, Sample, learn
from tearsheet.authoring.learning import written as code
from tearsheet.authoring.learning.cases import CasePage
from tearsheet.authoring.learning.drafts import read_by
from tearsheet.authoring.learning.healing import HealError, heal
from tearsheet.authoring.learning.healing.old_pages import OldPage, pairs_of, story_lines
from tearsheet.authoring.learning.healing.verify import prove
from tearsheet.authoring.learning.healing.writing import healed_adapter, with_layout, with_signature
from tearsheet.authoring.learning.learned import FieldChoice, LearnedLayout
from tearsheet.authoring.learning.module import layout_uses
from tearsheet.authoring.learning.old_fields import ModuleSource, OldFields
from tearsheet.authoring.learning.project import find_project, start_package
from tearsheet.authoring.learning.site import write_site
from tearsheet.authoring.learning.story import likeness_of
from tearsheet.fields import DeclaredAdapter, PageLayout, blocks, css
from tearsheet.outputs import json as article_json

ROOT = Path(__file__).parent.parent
OLD_DAY = datetime(2026, 9, 1, 8, tzinfo=UTC)
NEW_DAY = datetime(2026, 11, 3, 8, tzinfo=UTC)
SITES = {"en": heal_sites.Lowmere, "zh": heal_sites.LowmereZh}


def old_pages(language="en", count=3):
    return [
        Page(
            made_site.plain(n, language=language),
            url=f"https://lowmere.example/{n}",
            captured_at=OLD_DAY + timedelta(n),
        )
        for n in range(count)
    ]


def changed(page, article, rewriter, number, *, url=None):
    text = rewriter(
        page.text,
        title=article.title,
        when=article.published.raw if article.published else "",
        who=article.authors[0] if article.authors else "",
        body=max((block.text for block in article.body), key=len),
        number=number,
    )
    return Page(text, url=url, captured_at=NEW_DAY + timedelta(number))


def site(language="en", *, seed=1, changes=("classes", "ids", "tags"), urls=False):
    """The adapter of a made site, its pages, their articles, and the same pages in new markup."""
    adapter = SITES[language]()
    old = old_pages(language)
    articles = [read_by(adapter, page).article for page in old]
    rewriter = Rewriter(seed, changes)
    new = [
        changed(p, a, rewriter, n, url=p.url if urls else None)
        for n, (p, a) in enumerate(zip(old, articles, strict=True))
    ]
    return adapter, old, articles, new


def healed(adapter, healing):
    """The adapter as the text of the new layout makes it."""
    return healed_adapter(adapter, healing.layout, healing.source)


def said(article):
    """What must come out of both markups."""
    return {
        "title": article.title,
        "published": article.published.first_date if article.published else None,
        "authors": article.authors,
        "source": article.source.name if article.source else None,
        "body": [block.text for block in article.body],
    }


def fields(healing):
    return {field.name: field for field in healing.fields}


# -- rewritten sites -------------------------------------------------------------------------------------------------


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(["en", "zh"]), st.integers(0, 10_000), st.sets(st.sampled_from(CHANGES)), st.booleans())
def test_known_stories_come_out_as_before_and_an_unseen_page_is_read(language, seed, changes, urls):
    adapter, old, articles, new = site(language, seed=seed, changes={*changes, "classes"}, urls=urls)
    healing = heal(adapter, old, new[:2])
    assert healing.needed
    assert healing.holds, (healing.proof, healing.source)
    assert healing.proof.same == len(old)
    mended = healed(adapter, healing)
    for page, article in zip(new, articles, strict=True):
        reading = read_by(mended, page)
        assert isinstance(reading, Reading), reading
        assert said(reading.article) == said(article)


def groups():
    """Built-in declared adapters with their made pages, by layout."""
    for name, adapter in tearsheet.registry.adapters.items():
        by_layout = defaultdict(list)
        cases = find_cases(ROOT / "tests" / "fixtures") if isinstance(adapter, DeclaredAdapter) else ()
        for case in cases:
            if case.adapter == name and not case.several:
                reading = read_by(adapter, case.page())
                if isinstance(reading, Reading):
                    by_layout[reading.article.layout].append(reading)
        for layout, readings in by_layout.items():
            if len(readings) > 1 and max(len(reading.article.text) for reading in readings) > 60:
                yield pytest.param(adapter, readings, id=f"{name}-{layout}")


@pytest.mark.parametrize(("adapter", "readings"), list(groups()))
def test_built_in_sites_are_healed(adapter, readings):
    for seed in (1, 2):
        rewriter = Rewriter(seed, CHANGES if seed == 1 else ("classes", "ids", "wrappers", "tags"))
        # Read anew from text, as the rewritten pages are: their bytes may declare another encoding.
        old = [Page(each.page.text, url=each.page.url, captured_at=OLD_DAY) for each in readings]
        articles = [read_by(adapter, page).article for page in old]
        new = [changed(p, a, rewriter, n) for n, (p, a) in enumerate(zip(old, articles, strict=True))]
        healing = heal(adapter, old, new)
        assert healing.proof.same == len(old), healing.proof.failures
        assert healing.holds, (healing.proof.failures, healing.source)
        # A label inside a story whose element has no name of its own ("Code: Select all") stays, and is told as unsure.
        assert healing.proof.likeness > 0.95


def test_what_a_person_says_and_what_an_old_reading_has_lead_to_the_same_fields():
    adapter, old, articles, new = site(seed=1)
    told = [Known(title=each.title, published=each.published.raw, authors=each.authors) for each in articles]
    (layout,) = learn(new, told).layouts
    learned, healing = layout.fields, heal(adapter, old, new)
    for name in ("title", "published"):
        assert str(learned[name].written).startswith(fields(healing)[name].code[0])
    # What the adapter does with the words of a byline is kept, and only pointed at other elements.
    assert learned["authors"].code[0].startswith(fields(healing)["authors"].code[0].partition(".match")[0])


# -- values that repeat ----------------------------------------------------------------------------------------------


def test_decoys_are_never_taken():
    adapter, old, articles, new = site(seed=5, changes=CHANGES)
    healing = heal(adapter, old, new[:2])
    for number, reading in healing.readings.items():
        lines = {line.number: line for line in reading.page.lines}
        roles = {}
        for entry in reading.ledger.entries:
            roles.setdefault(entry.role, []).append(lines[entry.line])
        (title,) = roles["title"]
        assert not any(run.href for run in title.runs)
        assert title.text == articles[number].title
        assert len(roles["authors"]) == 1
        assert roles["authors"][0].text.startswith("By ")
        calendar = [line.index for line in reading.page.lines if line.text == "Calendar"]
        assert roles["published"][0].index != calendar[0] + 1
        assert not any("coins a month" in block.text for block in reading.article.body)


def test_a_story_quoted_in_a_comment_is_found_where_it_stands_whole():
    story = made_site.text_of(0)
    quoted = (
        f"<div class='talk'><p>{story[1]}</p></div><h1>T</h1><main>{''.join(f'<p>{each}</p>' for each in story)}</main>"
    )
    sample = Sample(Page(f"<html><body>{quoted}<aside><p>{story[0]}</p></aside></body></html>"))
    lines, coverage = story_lines(sample, story)
    assert sorted(lines) == [2, 3, 4]
    assert coverage == 1.0


def test_the_lines_of_code_in_a_story_are_found_one_by_one():
    class Site(DeclaredAdapter):
        name = "coded"
        title = css("h1")
        body = blocks(".post")

    def page(name, number):
        words = "".join(f"<p>{each}</p>" for each in made_site.text_of(number))
        code = "<pre>tide = 1\n  if x:\n    go()\n    stop(tide, 4)</pre>"
        title = made_site.ENGLISH[number][0]
        return Page(
            f"<html><body><h1>{title}</h1><div class={name}>{words}{code}<i>Adverts of boats</i></div></body></html>",
            captured_at=NEW_DAY,
        )

    old = [page("post", number) for number in range(2)]
    healing = heal(Site, old, [page("entry", number) for number in range(2)])
    assert healing.holds, healing.proof.failures
    assert healing.proof.likeness == 1.0


def test_a_story_that_was_edited_a_little_is_found():
    adapter, old, _, new = site(seed=3)
    texts = [
        page.text.replace("nineteen people", "twenty-one people").replace("the old dairy", "the dairy") for page in new
    ]
    healing = heal(adapter, old, [Page(text, captured_at=NEW_DAY) for text in texts[:2]])
    assert healing.proof.right == 2
    assert 0.9 < healing.proof.likeness < 1


def test_a_title_that_was_edited_a_little_is_found():
    adapter, old, _, new = site(seed=3)
    texts = [
        page.text.replace("Ferry to Lowmere Island runs again", "Ferry to Lowmere Island runs once again")
        for page in new
    ]
    healing = heal(adapter, old, [Page(text, captured_at=NEW_DAY) for text in texts[:2]])
    assert healing.holds
    assert healing.readings[0].article.title == "Ferry to Lowmere Island runs once again"


def test_a_time_is_known_in_another_form():
    adapter, old, _, new = site(seed=4)
    texts = [
        new[0].text.replace("12 March 2025", "2025-03-12 09:40"),
        new[1].text.replace("3 April 2025", "2025-04-03 11:02"),
    ]
    healing = heal(adapter, old, [Page(text, captured_at=NEW_DAY) for text in texts])
    assert healing.holds
    assert healing.readings[0].article.published.raw == "2025-03-12 09:40"


# -- which stories are known -----------------------------------------------------------------------------------------


def test_stories_are_paired_by_address_and_by_words():
    adapter, old, _, new = site(seed=2, urls=True)
    old_pages = [OldPage(number, page, read_by(adapter, page)) for number, page in enumerate(old)]
    without = [Page(page.text) for page in new]
    by_url = pairs_of(old_pages, [(n, Sample(page)) for n, page in enumerate(new)])
    by_text = pairs_of(old_pages, [(n, Sample(page)) for n, page in enumerate(without)])
    assert [(pair.new, pair.old, pair.by) for pair in by_url] == [(n, n, "url") for n in range(3)]
    assert [(pair.new, pair.old, pair.by) for pair in by_text] == [(n, n, "text") for n in range(3)]


def test_an_address_with_another_story_is_no_pair():
    adapter, old, _, new = site(seed=2)
    old_pages = [OldPage(0, old[0], read_by(adapter, old[0]))]
    moved = Page(new[1].text.replace(made_site.ENGLISH[0][0], "x"), url=old[0].url)
    assert pairs_of(old_pages, [(0, Sample(moved))]) == []


def test_new_pages_without_a_known_story_are_read_too():
    adapter, old, articles, new = site(seed=6, changes=CHANGES)
    healing = heal(adapter, old[:2], new)
    assert [pair.new for pair in healing.pairs] == [0, 1]
    assert healing.proof.read == 3
    assert said(healing.readings[2].article) == said(articles[2])


def test_a_page_without_a_story_is_left_aside_and_told():
    adapter, old, _, new = site(seed=6)
    gone = Page("<html><body><h1>Not found</h1></body></html>", captured_at=NEW_DAY)
    healing = heal(adapter, old, [*new[:2], gone])
    assert healing.holds
    assert any("new page 3 shows no story" in doubt for doubt in healing.unsure)


def test_without_a_common_story_it_heals_by_what_the_pages_share_and_says_so():
    class Site(heal_sites.LowmereZh):
        source = css(".info a")

    _, old, articles, new = site("zh", seed=7)
    other = old[2].text
    for text in (made_site.CHINESE[2][0], *made_site.text_of(2, "zh")):
        other = other.replace(text, text[::-1])
    healing = heal(Site, [old[2], Page(other)], new[:2])
    assert healing.pairs == ()
    source = fields(healing)["source"]
    assert source.code == ('label("来源")',)
    assert source.framed
    assert source.confidence < 0.8
    assert any("look whether" in doubt for doubt in fields(healing)["title"].unsure)
    assert [reading.article.source.name for reading in healing.readings.values()] == ["柳渡晚报", "柳渡晚报"]
    assert [reading.article.title for reading in healing.readings.values()] == [each.title for each in articles[:2]]


def test_pages_with_nothing_in_common_are_refused_with_what_is_missing():
    adapter, old, _, _ = site()
    strangers = [Page(made_site.bare(n, language="zh"), captured_at=NEW_DAY) for n in range(2)]
    with pytest.raises(HealError, match="too little to heal by") as caught:
        heal(adapter, old, strangers)
    assert any("capture again" in each for each in caught.value.missing)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ([made_site.bare(0)], [made_site.plain(0)], "reads none of the 1 old pages"),
        ([made_site.plain(0)], ["a text export"], "is HTML"),
        ([made_site.plain(0)], ["<html><body><p>gone</p></body></html>"], "show no story"),
    ],
)
def test_what_cannot_be_healed_from_is_refused(old, new, said):
    with pytest.raises(HealError, match=said) as caught:
        heal(heal_sites.Lowmere, [Page(text) for text in old], [Page(text) for text in new])
    assert caught.value.missing


def test_nothing_is_healed_where_all_pages_are_read():
    adapter, old, _, _ = site()
    healing = heal(adapter, old, old_pages())
    assert not healing.needed
    assert healing.holds
    assert healing.source is None


# -- what is kept, and what is gone ----------------------------------------------------------------------------------


def test_fields_that_still_hold_are_inherited_and_not_written():
    adapter, old, _, _ = site()
    new = [
        Page(page.text.replace("headline", "hed").replace("story-head", "top-head"), captured_at=NEW_DAY)
        for page in old
    ]
    healing = heal(adapter, old, new)
    assert healing.holds
    assert {field.name for field in healing.fields if field.inherited} >= {
        "body",
        "published",
        "authors",
        "related",
        "comments",
    }
    assert "body =" not in healing.source
    assert "title = css(" in healing.source
    assert "drops" not in healing.source


def test_a_single_optional_field_is_healed():
    adapter, old, _, _ = site()
    new = [Page(page.text.replace("byline", "writer"), captured_at=NEW_DAY) for page in old]
    healing = heal(adapter, old, new)
    assert [field.name for field in healing.fields if not field.inherited] == ["authors"]
    assert healing.holds


def test_an_old_expression_that_now_finds_something_else_is_told_to_find_nothing():
    adapter, old, _, _ = site()
    texts = [
        page.text.replace("story-text", "nws")
        .replace(f"<p class='byline'>By {who}</p>", "")
        .replace("<h4>Readers</h4>", "<h4>Readers</h4><p class='byline'>By all of you</p>")
        for page, (_, _, who, _) in zip(old, made_site.ENGLISH, strict=True)
    ]
    healing = heal(adapter, old, [Page(text, captured_at=NEW_DAY) for text in texts])
    assert "authors = None" in healing.source
    assert [reading.article.authors for reading in healing.readings.values()] == [()] * 3


def test_a_number_that_grows_is_known_by_its_label():
    adapter, old, _, _ = site()
    texts = [page.text.replace("bottom", "feet").replace("headline", "hed") for page in old]
    texts = [text.replace(f"page {n + 4}", f"page {n + 40}") for n, text in enumerate(texts)]
    healing = heal(adapter, old, [Page(text, captured_at=NEW_DAY) for text in texts])
    assert [reading.article.extras["page"] for reading in healing.readings.values()] == [40, 41, 42]


def test_a_layout_that_says_none_has_none():
    class Site(DeclaredAdapter):
        name = "gone"
        title = css("h1")
        body = blocks("p")
        authors = css("b")

        class New(PageLayout, layout="new"):
            title = css("h2")
            authors = None

    registry = Registry()
    registry.register(Site)
    assert registry.parse("<html><h2>T</h2><b>Ann</b><p>Words of it</p></html>", adapter="gone").authors == ()
    assert registry.parse("<html><h1>T</h1><b>Ann</b><p>Words of it</p></html>", adapter="gone").authors == ("Ann",)


# -- the layout ------------------------------------------------------------------------------------------------------


def test_the_layout_begins_with_the_first_page_that_cannot_be_read():
    adapter, old, _, new = site(seed=8)
    healing = heal(adapter, old, [old[0], *reversed(new)])
    assert (healing.since, healing.layout) == (date(2026, 11, 3), "y2026-11")
    assert healing.source.startswith("class Y2026_11(")
    assert "since=date(2026, 11, 3)," in healing.source
    assert [number for number, _ in healing.unreadable] == [1, 2, 3]


def test_day_and_name_can_be_given():
    adapter, old, _, new = site(seed=8)
    healing = heal(adapter, old, new, since=date(2026, 10, 30), layout="autumn")
    assert healing.source.startswith("class Autumn(")
    assert "since=date(2026, 10, 30)," in healing.source
    with pytest.raises(InputError, match="cannot be the name"):
        heal(adapter, old, new, layout="Autumn Leaves")


def test_the_signature_is_on_all_new_pages_and_on_no_old_one():
    adapter, old, _, new = site(seed=9, changes=CHANGES)
    healing = heal(adapter, old, new[:2])
    assert healing.signature
    for selector in healing.signature:
        assert all(page.has(selector) for page in new)
        assert not any(page.has(selector) for page in old)


def test_a_layout_of_several_is_inherited_from_the_one_it_had():
    class Several(heal_sites.Lowmere):
        class Amp(PageLayout, layout="amp"):
            title = css("h6")

        class Print(PageLayout, layout="print"):
            title = css("h1.headline")
            section = css("#top a:nth-of-type(2)")

    adapter = Several()
    old = old_pages()
    assert read_by(adapter, old[0]).article.layout == "print"
    new = [Page(page.text.replace("headline", "hed").replace("story-text", "nws"), captured_at=NEW_DAY) for page in old]
    healing = heal(adapter, old, new)
    assert healing.base == "print"
    assert healing.source.startswith("class Y2026_11(Print, ")
    assert healing.holds, healing.proof.failures
    assert {reading.article.editions[0].section for reading in healing.readings.values()} == {"Town"}


def test_each_choice_has_its_evidence():
    adapter, old, _, new = site(seed=1)
    healing = heal(adapter, old, new[:2])
    title = fields(healing)["title"]
    assert (title.right, title.known) == (2, 2)
    lines = [new[page].lines for page, _ in title.lines]
    for (page, number), shown in zip(title.lines, lines, strict=True):
        assert next(line for line in shown if line.number == number).text == made_site.ENGLISH[page][0]
    assert title.others
    assert "# title: right on 2 of 2 pages where it is known" in healing.source
    assert 0 < title.confidence < 1
    json.dumps(healing.as_json())


def test_the_same_pages_give_the_same_healing():
    adapter, old, _, new = site(seed=11, changes=CHANGES)
    assert heal(adapter, old, new[:2]) == heal(adapter, old, new[:2])


def test_a_healing_that_does_not_hold_says_what_is_not_so():
    adapter, old, _, new = site(seed=1)
    # The same selectors, and a story that only a part of stands in the container.
    first, *rest = made_site.text_of(1)
    torn = (
        new[1].text.replace(f"<p>{first}</p>", "").replace("<body>", f"<body><blockquote><p>{first}</p></blockquote>")
    )
    torn = torn.replace(f"<p>{rest[0]}</p>", "")
    healing = heal(adapter, old, [new[0], Page(torn, captured_at=NEW_DAY)])
    assert not healing.holds
    assert any(failure.startswith("new page 2: body is") for failure in healing.proof.failures)
    assert healing.proof.same == 3


def test_a_hand_written_adapter_is_refused_with_the_evidence():
    adapter = tearsheet.registry.adapters["xishuta"]
    case = next(case for case in find_cases(ROOT / "tests" / "fixtures") if case.name == "xishuta/html-www-semantic")
    old = case.page()
    reading = read_by(adapter, old)
    article = reading.article
    paragraphs = "".join(f"<p>{block.text}</p>" for block in article.body)
    new = Page(
        f"<html><body><h1 class='nw-title'>{article.title}</h1><div class='nw-body'>{paragraphs}</div></body></html>",
        captured_at=NEW_DAY,
    )
    healing = heal(adapter, [old], [new])
    assert "written by hand" in healing.refused
    assert healing.after is None
    assert not healing.holds
    assert fields(healing)["title"].code[0].startswith('css("h1')
    assert 'blocks(".nw-body"' in fields(healing)["body"].code[0]


# -- the module ------------------------------------------------------------------------------------------------------


def load(path, name):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def written(tmp_path):
    """The module of the made site as a file of its own, and its adapter."""
    path = tmp_path / "lowmere_site.py"
    text = Path(heal_sites.__file__).read_text(encoding="utf-8")
    path.write_text(text + '\n\nTAIL = "kept"  # as it is\n', encoding="utf-8")
    yield path, load(path, "lowmere_site").Lowmere()
    sys.modules.pop("lowmere_site", None)


def test_the_module_keeps_every_other_byte(written):
    path, adapter = written
    _, old, _, new = site(seed=1)
    healing = heal(adapter, old, new)
    before, after = healing.before.split("\n"), healing.after.split("\n")
    assert Path(healing.path) == path
    assert healing.before.encode() == path.read_bytes()
    imports = [line for line in before if line.startswith("from tearsheet")]
    left = iter(after)
    assert all(any(line == other for other in left) for line in before if line not in imports)
    assert healing.diff.count("\n-") <= 2
    removed = [line for line in healing.diff.splitlines() if line.startswith("-") and not line.startswith("---")]
    assert all(line.startswith("-from tearsheet.fields import") for line in removed)


def test_the_written_module_is_clean_and_reads_both_markups(written):
    path, adapter = written
    _, old, articles, new = site(seed=1, changes=CHANGES)
    healing = heal(adapter, old, new[:2])
    path.write_bytes(healing.after.encode())
    config = ["--config", str(ROOT / "pyproject.toml")]
    ruff = [sys.executable, "-m", "ruff", "check", *config, "--ignore", "D,ANN,INP001,RUF012,N801", str(path)]
    done = subprocess.run(ruff, capture_output=True, text=True, check=False)
    if "No module named ruff" in done.stderr:
        pytest.skip("ruff is not installed")
    assert done.returncode == 0, done.stdout
    formatted = subprocess.run(
        [sys.executable, "-m", "ruff", "format", "--check", "--diff", *config, str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert formatted.returncode == 0, formatted.stdout
    mended = load(path, "lowmere_site").Lowmere()
    for page, article in zip([*old, *new], articles * 2, strict=True):
        assert said(read_by(mended, page).article) == said(article)


def test_mypy_accepts_what_is_written(written):
    pytest.importorskip("mypy")
    path, adapter = written
    _, old, _, new = site(seed=1)
    path.write_bytes(heal(adapter, old, new).after.encode())
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file", str(ROOT / "pyproject.toml"), str(path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stdout


def layer(**more):
    given = {
        "name": "y2026-11",
        "pages": (0,),
        "since": date(2026, 11, 3),
        "marks": (".x",),
        "fields": {
            "title": FieldChoice(name="title", written=code.css("h1.x")),
            "body": FieldChoice(name="body", written=code.blocks(".x", until=r"^label\(")),
        },
        "drops": {"footer": (".foot",)},
        "note": "Healed.",
    }
    return LearnedLayout(**given | more)


MODULE = '"""A site."""\n\nfrom tearsheet.fields import DeclaredAdapter, css\n\n\nclass Site(DeclaredAdapter):\n    name = "x"\n    title = css("h1")\n'


def test_imports_go_where_a_sorter_would_put_them():
    lines = with_layout(MODULE, "Site", layer()).splitlines()
    assert lines[2:8] == [
        "from datetime import date",
        "from typing import ClassVar",
        "",
        "from tearsheet import Signature",
        "from tearsheet.fields import DeclaredAdapter, PageLayout, blocks, css",
        "",
    ]


def test_a_text_in_the_code_is_no_name_to_import():
    assert layout_uses(layer()) == {"PageLayout", "date", "Signature", "ClassVar", "css", "blocks"}


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n", "\n\n\nLAST = 1\n"])
def test_line_ends_stay_as_they_are(ending, end):
    source = (MODULE.rstrip("\n") + end).replace("\n", ending)
    after = with_layout(source, "Site", layer())
    assert (after.count("\n") == after.count("\r\n")) is (ending == "\r\n")
    compile(after, "x", "exec")
    assert after.replace("\r\n", "\n").endswith(end.lstrip("\n") or '"footer": ".foot",\n    }') or "drops" in after


def test_a_class_in_one_line_is_left_to_a_person():
    with pytest.raises(HealError, match="by hand"):
        with_layout("class Site(Base): name = 'x'\n", "Site", layer())


def test_what_is_kept_of_a_mapping_is_copied_as_it_is_written():
    source = 'class Site(Base):\n    extras = {\n        "reads": (\n            css(".a")  # first\n            | css(".b")\n        ),\n    }\n'
    old = OldFields(module=ModuleSource("Site", source))
    assert old.code("extras", "reads") is not None
    assert compile(old.code("extras", "reads"), "x", "eval")
    assert old.code("extras", "none") is None


# -- an adapter with fields and a signature of its own -----------------------------------------------------------------


def learned_site(folder, name, pages):
    """The package of a site that was learned, and its adapter as it is written now."""
    folder.mkdir()
    start_package(folder)
    project = find_project(folder)
    write_site(project, name, [CasePage(page, Known(), f"old-{n}") for n, page in enumerate(pages)])
    return project


def adapter_of(project, name):
    path = project.module(name)
    return getattr(load(path, f"{name}_{len(path.read_bytes())}"), name.title())()


def checked(project, adapter):
    """What fails in the golden cases of the site."""
    registry = Registry()
    registry.register(adapter)
    session = Session(registry)
    cases = list(find_cases(project.fixtures))
    return cases, {
        f"{case.name}::{name}": failure.message
        for case in cases
        for name in names_of(case)
        if (failure := session.check(case, name)) is not None
    }


def test_the_documented_flow_ends_green(tmp_path):
    _, old, _, new = site(seed=1, urls=True)
    project = learned_site(tmp_path / "town", "lowmere", old[:2])
    adapter = adapter_of(project, "lowmere")
    assert checked(project, adapter)[1] == {}
    healing = heal(adapter, old, new)
    assert healing.holds, healing.proof.failures
    project.module("lowmere").write_text(healing.after, encoding="utf-8")
    healed = adapter_of(project, "lowmere")
    registry = Registry()
    registry.register(healed)
    for number, page in enumerate(new):
        article = json.loads(article_json.dumps(registry.read(page).article))
        assert article["layout"] == "y2026-11"
        case = project.fixtures / "lowmere" / f"new-{number}"
        write_case(case, page.data.encode(), url=page.url, captured_at=page.captured_at, expected=[article])
    cases, failures = checked(project, healed)
    assert len(cases) == 5
    assert failures == {}


def test_marks_of_the_new_layout_join_the_signature_of_the_class(tmp_path):
    _, old, _, new = site(seed=1)
    project = learned_site(tmp_path / "town", "lowmere", old[:2])
    adapter = adapter_of(project, "lowmere")
    healing = heal(adapter, old, new)
    project.module("lowmere").write_text(healing.after, encoding="utf-8")
    healed = adapter_of(project, "lowmere")
    assert set(adapter.signature.selectors) < set(healed.signature.selectors)
    assert healed.signature.at_least == len(adapter.signature.selectors)
    assert all(healed.signature.check(page)[0] for page in (*old, *new))
    assert not healed.signature.check(Page(made_site.bare(0)))[0]


def test_a_signature_that_is_no_single_call_is_left_to_a_person():
    marks = Signature(selectors=(".a", ".b"), at_least=1)
    assert with_signature("class Site(Base):\n    signature = SAME\n", "Site", marks) is None
    assert with_signature("class Site(Base):\n    name = 'x'\n", "Site", marks) is None
    source = "class Site(Base):\r\n    signature = Signature((\r\n        'x',  # one\r\n    ), none_of=(P,))\r\n"
    after = with_signature(source, "Site", marks)
    said = '    signature = Signature((\'x\',), none_of=(P,), selectors=(".a", ".b"), at_least=1)'
    assert after == f"class Site(Base):\r\n{said}\r\n"


# -- the command -----------------------------------------------------------------------------------------------------


@pytest.fixture
def shell(written, tmp_path):
    """A registry with the made site, and captures of its pages."""
    path, adapter = written
    tearsheet.registry.register(adapter)
    _, old, _, new = site(seed=1)
    for folder, pages in (("old", old), ("new", new)):
        for number, page in enumerate(pages):
            place = tmp_path / folder / str(number)
            place.mkdir(parents=True)
            place.joinpath("page.html").write_text(page.text, encoding="utf-8")
            told = {"url": page.url, "captured_at": page.captured_at.isoformat()}
            place.joinpath("meta.json").write_text(json.dumps(told), encoding="utf-8")

    def run(*words):
        return runner.run("heal", *words, env={"COLUMNS": "120", "NO_COLOR": "1"})

    yield run, path, tmp_path
    if "lowmere" in tearsheet.registry.adapters:
        tearsheet.registry.unregister("lowmere")


def test_the_command_shows_the_change_and_writes_nothing(shell):
    run, path, folder = shell
    before = path.read_bytes()
    result = run("lowmere", "--old", folder / "old", "--new", folder / "new")
    assert result.exit_code == 0, runner.everything(result)
    assert "3 of 3 new pages cannot be read, 3 of them tell a known story" in runner.everything(result)
    assert "+    class Y2026_11(" in runner.everything(result)
    assert "3 of 3 old pages read as before, 3 of 3 new ones are read" in runner.everything(result)
    assert path.read_bytes() == before


def test_the_command_writes_where_it_is_told(shell):
    run, path, folder = shell
    target = folder / "healed.py"
    words = ("lowmere", "--old", folder / "old", "--new", folder / "new")
    assert run(*words, "-o", target, "--cases", folder / "cases").exit_code == 0
    assert "class Y2026_11(" in target.read_text(encoding="utf-8")
    cases = sorted((folder / "cases" / "lowmere").iterdir())
    assert [load_case(case).expected[0]["layout"] for case in cases] == ["y2026-11"] * 3
    again = run(*words, "-o", target)
    assert again.exit_code == 2
    assert "--force" in runner.everything(again)
    assert run(*words, "--write").exit_code == 0
    assert path.read_bytes() == target.read_bytes()


def test_the_command_says_where_there_is_nothing_to_heal(shell):
    run, _, folder = shell
    result = run("lowmere", "--old", folder / "old", "--new", folder / "old")
    assert result.exit_code == 0
    assert "there is nothing to heal" in runner.everything(result)


def test_the_command_speaks_json(shell):
    run, _, folder = shell
    result = run("lowmere", "--json", "--old", folder / "old", "--new", folder / "new")
    told = json.loads(result.stdout)
    assert told["holds"] is True
    assert told["proof"]["right"] == 3
    assert {field["name"] for field in told["fields"]} >= {"title", "body", "published"}


def test_the_command_refuses_with_what_is_missing(shell):
    run, path, folder = shell
    strange = folder / "strange.html"
    strange.write_text(made_site.bare(1, language="zh"), encoding="utf-8")
    before = path.read_bytes()
    result = run("lowmere", "--old", folder / "old", "--new", strange, "--write")
    assert result.exit_code == 1
    assert "needed:" in runner.everything(result)
    assert path.read_bytes() == before


def test_the_command_wants_pages(shell):
    run, _, folder = shell
    (folder / "empty").mkdir()
    assert run("lowmere", "--old", folder / "empty", "--new", folder / "new").exit_code == 2
    assert run("lowmere", "--old", folder / "nowhere", "--new", folder / "new").exit_code == 2


def test_likeness_is_of_words_and_of_characters_where_no_space_parts_them():
    assert likeness_of("The band plays", "the band plays") == 1.0
    assert likeness_of("渡轮启航", "渡轮停航") == pytest.approx(0.75)
    assert likeness_of("", "words") == 0.0


# -- one page, where nothing but the place tells ---------------------------------------------------------------------

STORY = "".join(f"<p>{each}</p>" for each in made_site.text_of(0))
TITLE, WHEN, WHO, _ = made_site.ENGLISH[0]


def healed_from_one(above="", head=f"<div class='hed'>{TITLE}</div>", below=""):
    page = f"<html><body><div class='bar'>Lowmere</div>{above}{head}<div class='nws'>{STORY}</div>{below}</body></html>"
    return heal(heal_sites.Lowmere, old_pages(), [Page(page, captured_at=NEW_DAY)])


def test_a_title_is_not_taken_from_a_list_of_links_above_it():
    above = f"<div class='top-picks'><a class='pick' href='/1'>{TITLE}</a></div>"
    assert fields(healed_from_one(above))["title"].code[0] == 'css(".hed")'


def test_an_author_is_not_taken_from_the_comments_above_the_byline():
    talk = f"<div class='said-a'><b class='nick'>{WHO}</b><p class='saying'>I waved at number 0.</p></div>"
    head = f"<div class='hed'>{TITLE}</div>{talk}<div class='standfirst'>Lowmere</div><div class='pen'>{WHO}</div>"
    assert fields(healed_from_one(head=head))["authors"].code == ('css(".pen")',)


def test_what_stands_once_goes_before_what_stands_often():
    head = f"<div class='hed'>{TITLE}</div><div class='dateline'><i class='day'>{WHEN}</i></div>"
    below = "<div class='others'>" + "".join(f"<i class='day'>{n} May 2025</i>" for n in range(1, 5)) + "</div>"
    (code,) = fields(healed_from_one(head=head, below=below))["published"].code
    assert code != 'css(".day")'
    assert ".dateline" in code


def test_what_old_pages_have_too_is_no_signature():
    adapter, old, _, _ = site()
    new = [
        page.text.replace("headline", "hed").replace("story-text", "nws").replace("story-head", "nws-head")
        for page in old
    ]
    old = [
        Page(page.text.replace("</body>", "<div class='nws'>Tides</div></body>"), captured_at=OLD_DAY) for page in old
    ]
    healing = heal(adapter, old, [Page(text, captured_at=NEW_DAY) for text in new])
    assert healing.holds, healing.proof.failures
    assert ".nws" not in healing.signature
    assert not any(page.has(selector) for page in old for selector in healing.signature)


def test_the_proof_tells_old_pages_that_are_read_otherwise():
    class Other(heal_sites.Lowmere):
        title = css("h1") | css("b")
        section = css("#top a")

    adapter = heal_sites.Lowmere()
    read = [OldPage(number, page, read_by(adapter, page)) for number, page in enumerate(old_pages())]
    assert prove(adapter, read, [])[0].same == 3
    proof, _ = prove(Other(), read, [])
    assert proof.same == 0
    assert not proof.holds
    assert "old page 1 is not read as before" in proof.failures[0]


def test_a_page_without_a_field_that_all_old_ones_fill_is_not_read():
    adapter, old, _, _ = site()
    without = Page(old[2].text.replace("byline", "writer"), captured_at=NEW_DAY)
    with pytest.raises(HealError, match="none of the 1 new pages"):
        heal(adapter, old[:2], [without])
    healing = heal(adapter, old[:2], [without, Page(old[0].text.replace("byline", "writer"), captured_at=NEW_DAY)])
    assert dict(healing.unreadable)[0] == "no authors, which all old pages have"
