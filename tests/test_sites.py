"""docs/sites.md says what the adapters say, and every site has made pages of its layouts."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import pytest

import tearsheet
from tearsheet.adapters.built_in import BUILT_IN
from tearsheet.fields import DeclaredAdapter
from tearsheet.reading.images import UNMARKED_CAPTION

ROOT = Path(__file__).resolve().parents[1]
ADAPTERS = [adapter for adapter in tearsheet.registry.adapters.values() if type(adapter) in BUILT_IN]
DECLARED = [adapter for adapter in ADAPTERS if isinstance(adapter, DeclaredAdapter)]


def test_the_page_of_sites_is_what_its_script_would_write():
    wanted = runpy.run_path(str(ROOT / "docs" / "sites.py"))["page"]()
    assert (ROOT / "docs" / "sites.md").read_text(encoding="utf-8") == wanted, "run: python docs/sites.py"


def test_every_built_in_adapter_says_when_it_was_checked():
    assert [adapter.name for adapter in ADAPTERS if adapter.checked is None] == []


@pytest.mark.parametrize("adapter", DECLARED, ids=lambda adapter: adapter.name)
def test_a_declared_site_has_made_pages_of_each_layout_and_one_without_a_url(adapter):
    folders = sorted((ROOT / "tests" / "fixtures" / adapter.name).iterdir())
    articles = [json.loads((folder / "expected.json").read_bytes())[0] for folder in folders]
    urls = [json.loads((folder / "meta.json").read_bytes())["url"] for folder in folders]
    assert len(folders) >= 3
    assert {article["layout"] for article in articles} == {layout.name for layout in adapter.layouts} or {None}
    assert None in urls


@pytest.mark.parametrize("adapter", DECLARED, ids=lambda adapter: adapter.name)
def test_a_declared_site_is_short_enough_to_read_in_a_minute(adapter):
    module = Path(__import__(type(adapter).__module__, fromlist=["x"]).__file__)
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 150


@pytest.mark.parametrize(
    "text", ["▲桥上的灯", "图为旧码头", "南岸的渡船。林小满 摄", "码头（资料图）", "潮水漫过石阶，渔政站供图。"]
)
def test_a_caption_is_known_by_its_words(text):
    assert UNMARKED_CAPTION.search(text) is not None


@pytest.mark.parametrize(
    "text", ["片子一共拍摄了三天。", "他查了半年的资料。", "船开走了。", "他把图为什么歪着讲了一遍"]
)
def test_a_sentence_of_the_story_is_no_caption_by_its_words(text):
    assert UNMARKED_CAPTION.search(text) is None


#: Pages of forums that are no threads, or of other forums, in the least markup that looks like a thread.
NO_THREADS = {
    "the index of a Discuz! forum": """<meta name="generator" content="Discuz! X3.4"><body id="nv_forum" class="pg_index">
      <div id="pt"><a href="forum.php">Forum</a></div><td><a href="forum.php?mod=viewthread&tid=1">A thread</a></td>""",
    "a section of a Discuz! forum": """<meta name="generator" content="Discuz! X3.4"><body class="pg_forumdisplay">
      <form name="moderate" id="moderate"><tbody id="normalthread_1"><a href="thread-1-1-1.html">A thread</a></form>""",
    "a member of a Discuz! forum": """<meta name="generator" content="Discuz! X3.4"><body id="nv_home" class="pg_space">
      <div id="pcd">Member</div><a href="forum.php?mod=viewthread&tid=1">A thread</a>""",
    "what a phpBB board has found": """<body id="phpbb" class="section-search"><div id="page-body">
      <h2 class="searchresults-title"><a href="./search.php?t=1">Search found 1 match</a></h2>
      <div class="search post"><div class="postbody"><h3><a href="./viewtopic.php?p=1#p1">Re: A topic</a></h3>
      <div class="content">A post.</div></div></div></div>""",
    "a form to answer on a phpBB board": """<body id="phpbb" class="section-posting"><div id="page-body">
      <h2 class="posting-title"><a href="./viewtopic.php?t=1">A topic</a></h2><div id="topicreview"><div class="post">
      <div class="postbody"><div class="content">A post.</div></div></div></div></div>""",
    "the index of a phpBB board": """<body id="phpbb" class="section-index"><div id="page-body">
      <a href="./viewtopic.php?p=1#p1">A topic</a></div>""",
    "a topic on FluxBB": """<div id="punviewtopic" class="pun"><h1><span><a href="viewtopic.php?id=1">A topic</a></span></h1>
      <div class="blockpost"><div class="postbody"><div class="postmsg"><p>A post.</p></div></div></div>""",
}


@pytest.mark.parametrize("name", ["discuz", "phpbb"])
@pytest.mark.parametrize("kind", NO_THREADS)
def test_a_family_of_forums_claims_threads_of_its_own_only(name, kind):
    adapter = tearsheet.registry.adapters[name]
    assert not adapter.recognise(tearsheet.Page(NO_THREADS[kind])).matched


def test_what_a_discuz_forum_prints_against_copies_is_no_part_of_a_post():
    page = """<meta name="generator" content="Discuz! X3.4"><h1><span id="thread_subject">Tide</span></h1>
      <a href="forum.php?mod=viewthread&tid=1">Tide</a><table class="plhin" id="pid1"><td class="t_f" id="postmessage_1">
      A hat.<font class="jammer">, Q! u8 ~/ B</font><br>Gloves.</td></table>"""
    assert tearsheet.parse(page).text == "A hat.\n\nGloves."
