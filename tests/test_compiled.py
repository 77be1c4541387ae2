"""The compiled walk says what the Python walk says, of any document; where it is not there, nothing is missing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from time import process_time
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz.damage import damaged, seeds
from tearsheet import Page
from tearsheet.page import compiled as module
from tearsheet.page.compiled import compiled_walk, why_not_compiled
from test_selectors import ATTRIBUTES, PAGES
from twin_walks import differences, parsed

ROOT = Path(__file__).parent.parent
walk = compiled_walk()
compiled = pytest.mark.skipif(walk is None, reason=f"the Python walk is used: {why_not_compiled()}")
needs_gcc = pytest.mark.skipif(sys.platform != "linux", reason="the sanitizers are those of gcc on Linux")

STYLES = st.sampled_from(
    [
        "display:none",
        "display:block",
        "DISPLAY: inline",
        "white-space:pre",
        "float:left",
        "display:flex",
        "display:table-cell",
        "display:table-row",
        "white-space:normal",
        "color:red",
        "display:contents;float:right",
    ]
)
CHANGES = st.sampled_from(["", " hidden", " aria-hidden=true", ' aria-hidden="false"', " HIDDEN=x"]) | STYLES.map(
    lambda style: f' style="{style}"'
)
TAGS = st.sampled_from(
    [
        "div",
        "p",
        "span",
        "a",
        "b",
        "i",
        "ul",
        "li",
        "table",
        "tr",
        "td",
        "th",
        "pre",
        "h1",
        "br",
        "img",
        "nav",
        "article",
        "blockquote",
        "svg",
        "math",
        "mi",
        "select",
        "option",
        "template",
        "custom-tag",
        "button",
        "details",
        "figure",
        "ruby",
        "rt",
        "wbr",
        "noscript",
        "textarea",
        "iframe",
        "center",
        "font",
        "hr",
    ]
)
TEXTS = st.sampled_from(
    [
        "x",
        "y  z",
        " ",
        "\n",
        "",
        "&nbsp;",
        "&nbsp;\n",
        "\u200b",
        "a\nb\n\nc",
        "\u3000甲",
        "<![CDATA[d]]>",
        "<?e?>",
        "\f",
    ]
)
SIGNS = [
    *(b"=", b'"', b"'", b">", b" ", b"a", b"/", b"\n", b"<", b'a=">"', b"x='>'", b"\v", b"\xe4"),
    *(b"<b>", b"</b>", b"</B >", b"<i x='", b"'>", b"</i>", b"<em", b"</em", b"<strong\f>", b"</strong>"),
]
TREES = st.recursive(
    TEXTS,
    lambda inner: st.tuples(TAGS, CHANGES, ATTRIBUTES, st.lists(inner, max_size=5)).map(
        lambda it: f"<{it[0]}{it[1]}{it[2]}>{''.join(it[3])}</{it[0]}>"
    ),
    max_leaves=40,
)


@compiled
@given(TREES, st.none() | st.integers(1, 8))
def test_both_walks_read_the_same_in_any_markup(markup, depth):
    assert differences(walk, markup.encode(), depth=depth) == []


@compiled
@given(PAGES)
def test_both_walks_read_the_same_where_names_are_alike(markup):
    assert differences(walk, markup.encode()) == []


@compiled
@settings(max_examples=60)
@given(damaged())
def test_both_walks_read_the_same_in_damaged_pages(data):
    assert differences(walk, data) == []


@compiled
def test_both_walks_read_the_same_in_all_fixtures():
    assert {data[:60]: found for data in seeds() if (found := differences(walk, data))} == {}


@compiled
@pytest.mark.parametrize("opening", ["<div>", "<b>", "<span hidden>", "<ul><li>", "<a href=x>", "<pre>"])
@pytest.mark.parametrize("count", [249, 250, 251, 252, 5_000])
def test_both_walks_find_the_same_too_deep(opening, count):
    data = (opening * count + "x<p>y").encode()
    assert differences(walk, data, depth=250) == []


@compiled
@given(st.lists(st.sampled_from(SIGNS), max_size=30).map(b"".join))
def test_both_find_the_same_in_tags(data):
    assert counted(data) == told_by_patterns(data)


@compiled
def test_both_count_the_same_tags():
    for data in (*seeds(), b"<b<b><B ><i/><strong><strongs><em\f><u", b"", b"<", b"<!b><Tt\n>"):
        assert counted(data) == told_by_patterns(data)


def counted(data):
    return *walk.tags(data, 8, 4, 2, 3), walk.formatting_tags(data)


def told_by_patterns(data):
    from tearsheet.page._guard import guard

    module = sys.modules[guard.__module__]
    left_open = len(module._FORMATTING_TAG.findall(data)) - len(module._CLOSED_AT_ONCE.findall(data))
    few = module._GOES_ON.pattern.replace(b"{%d,}" % module._FEW_ATTRIBUTES, b"{2,}")
    many = module._MANY.pattern.replace(b"{%d}" % module._MANY_ATTRIBUTES, b"{3}")
    with patch.multiple(module, _STRIDE=8, _SLACK=4, _MANY=re.compile(many)):
        spans = [*[found.span() for found in re.finditer(few, data)], *module._stretches(data)]
    return data.count(b">"), spans, left_open


CASES = [
    "".join(sign.upper() if at >> bit & 1 else sign for bit, sign in enumerate("abcdefghijklmnop"))
    for at in range(25_000)
]


@compiled
@pytest.mark.parametrize(
    ("page", "count"),
    [
        (f"<p class='{' '.join(f'a{number}' for number in range(100_000))}'>x", 100_000),
        ("".join(f"<p class={name}>x" for name in CASES), len(CASES)),
    ],
)
def test_names_of_one_element_and_names_alike_but_for_case_are_known_in_no_time(page, count):
    root = parsed(page.encode())
    start = process_time()
    assert walk.tree(root).words().count(b"\n") == count
    assert process_time() - start < 1  # several seconds, where each is held against all


@compiled
def test_a_name_in_several_cases_is_left_to_lexbor():
    page = Page("<p class=a>x</p><p class=A>y</p><p class=B>z</p>")
    assert [len(page.css(f".{name}")) for name in "aAbB"] == [2, 2, 1, 1]


@compiled
def test_a_document_that_was_changed_is_asked_anew():
    page = Page("<p class=a>x</p><div class=b>y</div>")
    assert page.has(".a")
    page.css(".b")[0].attrs["class"] = "c"
    assert page.has(".c")
    assert not page.has(".b")


@compiled
def test_the_tree_outlives_the_page():
    tree = walk.tree(parsed(b"<p class=a>x"))
    assert [node.text() for node in tree.select((((False, -1, (".a",)),),), False, False)] == ["x"]


@compiled
def test_a_tree_without_lines_has_no_places():
    root = parsed(b"<p class=a>x")
    tree = walk.tree(root)
    assert tree.place(root) == (0, 0)


@compiled
@pytest.mark.parametrize("wrong", [None, "x", 1, object()])
def test_what_is_no_node_is_refused(wrong):
    tree = walk.tree(parsed(b"<p>x"))
    for ask in (walk.tree, tree.place):
        with pytest.raises(TypeError):
            ask(wrong)


@compiled
def test_all_that_the_walk_can_be_asked_is_looked_for_before_it_is_used():
    tree = walk.tree(parsed(b"<p>x"))
    assert {name for name in dir(walk) if name[0] != "_"} == module._OF_THE_WALK
    assert {name for name in dir(tree) if name[0] != "_"} == module._OF_A_TREE


@compiled
@pytest.mark.parametrize("missing", ["_OF_THE_WALK", "_OF_A_TREE"])
def test_a_walk_of_another_source_is_not_used(missing, monkeypatch):
    monkeypatch.setattr(module, missing, getattr(module, missing) | {"not_yet"})
    assert not module._fits(walk)


@compiled
def test_a_walk_whose_frames_are_of_another_form_is_not_used(monkeypatch):
    tree_lines = module.tree_lines

    def older(*given):
        lines = tree_lines(*given)
        lines[-1].frame = lines[-1].frame[:7]
        return lines

    monkeypatch.setattr(module, "tree_lines", older)
    assert not module._fits(walk)


def test_without_it_all_is_read_in_python():
    code = (
        "from tearsheet import Page; from tearsheet.page.compiled import why_not_compiled as why; "
        "print(why(), Page('<p class=a>b').lines, Page('<p class=a>b').has('.a'))"
    )
    environment = {**os.environ, "TEARSHEET_PURE": "1", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "TEARSHEET_PURE is set [Line(1, 'b', p)] True\n"


@pytest.mark.parametrize(("pure", "said"), [("0", True), ("1", False)])
def test_a_machine_without_a_compiler_installs_without_the_walk(tmp_path, pure, said):
    # In a process of its own: setuptools minds what else has been imported.
    code = "import hatch_build, pathlib, sys; print(hatch_build.compiled_or_none(pathlib.Path(sys.argv[1])))"
    environment = {**os.environ, "PATH": str(tmp_path), "CC": "no-such-compiler", "PYTHONPATH": str(ROOT)}
    environment["TEARSHEET_PURE"] = pure
    command = [sys.executable, "-c", code, str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "None"
    assert ("the walk is not compiled" in done.stderr) == said


def test_a_free_threaded_python_installs_without_the_walk(tmp_path):
    code = (
        "import sysconfig; sysconfig.get_config_vars()['Py_GIL_DISABLED'] = 1; "
        "import hatch_build, pathlib, sys; print(hatch_build.compiled_or_none(pathlib.Path(sys.argv[1])))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TEARSHEET_PURE": "0"}
    command = [sys.executable, "-c", code, str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr, [*tmp_path.iterdir()]) == ("None\n", "", [])
