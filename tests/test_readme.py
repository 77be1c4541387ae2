"""The two READMEs are one: the same sections, commands and code; and the lines to paste do what they say."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from runner import expanded, run

ROOT = Path(__file__).resolve().parents[1]
ENGLISH = (ROOT / "README.md").read_text(encoding="utf-8")
CHINESE = (ROOT / "README.zh.md").read_text(encoding="utf-8")
SECTIONS = {
    "Run it": "运行",
    "Test it": "测试",
    "In Python": "在 Python 中使用",
    "In a shell": "命令行",
    "What it reads": "支持的页面",
    "What it never does": "原则",
    "How right it is": "有多准",
    "How fast it is": "有多快",
    "Add your own site": "添加新网站",
    "Documentation": "文档",
    "Licence": "许可证",
}
FENCE = re.compile(r"^```\w*\n.*?^```$", re.MULTILINE | re.DOTALL)


def sections(text: str) -> dict[str, str]:
    """Heading → what stands under it; the words before the first heading of level 2 under ""."""
    # A line of Markdown or a comment in a block may begin with "##" too.
    blocks = FENCE.findall(text)
    bare = FENCE.sub("```\n```", text)
    parts = re.split(r"^## (.+)\n", bare, flags=re.MULTILINE)
    found = dict(zip(["", *parts[1::2]], parts[::2], strict=True))
    assert len(found) == len(parts[::2]), "two sections have one heading"
    left = iter(blocks)
    return {
        heading: re.sub(r"^```\n```$", lambda _: next(left), body, flags=re.MULTILINE)
        for heading, body in found.items()
    }


def only_block(text: str, heading: str) -> str:
    (block,) = FENCE.findall(sections(text)[heading])
    language, *lines = block.splitlines()[:-1]
    assert language == "```sh"
    (line,) = lines
    return line


def words_in(text: str, pattern: str) -> list[str]:
    return sorted(set(re.findall(pattern, FENCE.sub("", text))))


# -- the two hold the same -------------------------------------------------------------------------------------------


def test_sections_are_the_same_in_the_same_order():
    assert list(sections(ENGLISH)) == ["", *SECTIONS]
    assert list(sections(CHINESE)) == ["", *SECTIONS.values()]


@pytest.mark.parametrize(("english", "chinese"), [("", ""), *SECTIONS.items()])
def test_section_holds_the_same_code_links_items_and_rows(english, chinese):
    first, second = sections(ENGLISH)[english], sections(CHINESE)[chinese]
    assert FENCE.findall(first) == FENCE.findall(second)
    for what in (r"\]\(([^)]+)\)", r"^- ", r"^\| `([^`]+)`"):
        assert len(re.findall(what, first, re.MULTILINE)) == len(re.findall(what, second, re.MULTILINE)), what


def test_links_are_the_same_but_for_the_one_to_the_other_language():
    links = [words_in(text, r"\]\(([^)]+)\)") for text in (ENGLISH, CHINESE)]
    assert set(links[0]) - {"README.zh.md"} == set(links[1]) - {"README.md"}
    assert "README.zh.md" in links[0]
    assert "README.md" in links[1]


def test_names_of_programs_and_files_are_the_same():
    assert words_in(ENGLISH, r"`([^`\n]+)`") == words_in(CHINESE, r"`([^`\n]+)`")


def test_numbers_are_the_same():
    assert words_in(ENGLISH, r"\d+(?:\.\d+)?") == words_in(CHINESE, r"\d+(?:\.\d+)?")


def test_chinese_readme_is_in_chinese():
    prose = FENCE.sub("", CHINESE)
    assert len(re.findall(r"[\u4e00-\u9fff]", prose)) > 600
    assert not re.search(r"[\u4e00-\u9fff][,;?!]", prose), "half-width punctuation after a Chinese character"


# -- the lines to paste ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("heading", ["Run it", "Test it"])
def test_line_needs_nothing_but_python_and_a_clone(heading):
    line = only_block(ENGLISH, heading)
    steps = [shlex.split(step) for step in line.split(" && ")]
    assert [step[0] for step in steps[:2]] == ["python3", ".venv/bin/python"]
    assert steps[0] == ["python3", "-m", "venv", ".venv"]
    assert steps[1][1:4] == ["-m", "pip", "install"]
    assert all(step[0].startswith((".venv/bin/", "python3")) for step in steps)
    extra = re.fullmatch(r"\.\[(\w+)\]", steps[1][-1])
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert extra
    assert extra[1] in extras


def test_line_under_test_it_runs_all_tests():
    assert only_block(ENGLISH, "Test it").endswith(" && .venv/bin/python -m pytest -n auto --dist loadfile")


def test_line_under_run_it_says_what_was_read_of_each_page(monkeypatch):
    monkeypatch.chdir(ROOT)
    program, *words = shlex.split(only_block(ENGLISH, "Run it").rpartition(" && ")[2])
    assert program == ".venv/bin/tearsheet"
    arguments = [file for word in words for file in expanded(word)]
    result = run(*arguments, code=0)
    pages = sorted(path.as_posix() for path in Path("examples/pages").iterdir())
    assert [line for line in result.output.splitlines() if not line.startswith(" ")] == pages
    assert "懂得闭嘴的诊所电话" in result.output
    assert "6h ago: 2026-11-22 01:00 to 02:30 +08:00" in result.output
