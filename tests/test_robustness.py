"""The seventh invariant: whatever comes in ends in an Article or in an error of ours, and ends soon."""

from __future__ import annotations

import random

import pytest
from hypothesis import settings

import tearsheet
from tearsheet import TearsheetError


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Cut *data* short, or change, drop, double or move some of its bytes."""
    if chance.random() < 0.5:
        return data[: chance.randrange(len(data))]
    broken = bytearray(data)
    for _ in range(chance.choice([1, 3, 30])):
        at = chance.randrange(len(broken))
        way = chance.random()
        if way < 0.6:
            broken[at] = chance.randrange(256)
        elif way < 0.8:
            del broken[at : at + chance.randrange(1, 200)]
            broken = broken or bytearray(b"x")
        else:
            broken[at:at] = broken[max(0, at - chance.randrange(1, 200)) : at]
    return bytes(broken)


def fault(page: bytes | str, **about) -> BaseException | None:
    """Read *page* and return what went wrong in an adapter: that comes wrapped up in a ParseError."""
    try:
        articles = list(tearsheet.parse_all(page, **about))
    except TearsheetError as error:
        return error.__cause__
    assert all(article.title for article in articles)
    return None


def test_a_damaged_page_is_an_article_or_an_error_of_ours(case):
    chance = random.Random(str(case))
    for number in range(max(100, settings.default.max_examples // 2)):
        assert fault(damaged(case.data, chance), **case.about) is None, f"damage {number}"


@pytest.mark.parametrize("adapter", ["ai-news-card", "text-export", "westca", "xishuta"])
def test_any_page_at_all_is_an_article_or_an_error_of_ours(adapter, case):
    """An adapter asked by name reads what is none of its pages."""
    assert fault(case.data, **case.about, adapter=adapter) is None


#: What patterns of the adapters begin with, or part words at; runs of them are what makes a careless pattern backtrack.
TEASERS = (
    *(
        "| ",
        "首頁 | 登錄 | ",
        "首页 > ",
        "来源:",
        "时间:2025 ",
        "来源: 时间: ",
        "网址: http://",
        "所属分类:",
        "相关推荐 ",
    ),
    *("Hot 热度 ", "55 ", "Analysis ", "深度分析", "Share: ", "Updated 1h ", "1小时前 ", "昨天 ", "芯片 芯片 ", "#a "),
    *(
        "加州: ",
        "注:",
        "由 a 於 ",
        "Posted by a on ",
        "(Score 1",
        "點個贊吧",
        "加西網為",
        "頁面生成:",
        "Terms & Conditions ",
    ),
    *("Title: ", "Tag: ", "-", "…", "“", "(", "a中 ", "Anthropic一", "http://a", "\u3000", "\t", "0"),
)


def test_runs_of_labels_and_signs_are_read_in_linear_time(case):
    """A pattern that backtracks would make this test the slowest of all, or never end."""
    text = case.data.decode("utf-8-sig", "replace")
    cut = len(text) * 2 // 3
    for number, teaser in enumerate(TEASERS):
        run = (teaser + "\n" * (number % 2)) * (3_000 // len(teaser))
        for page in (run + text, text[:cut] + run + text[cut:], text + run):
            assert fault(page, adapter=case.adapter) is None, teaser


def test_a_page_a_hundred_times_as_long_is_read(case):
    text = case.data.decode("utf-8-sig", "replace")
    head, _, tail = text.partition("\n")
    for page in (text * 100, f"{head}\n{tail * 100}"):
        assert fault(page, adapter=case.adapter) is None
