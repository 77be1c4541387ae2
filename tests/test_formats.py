"""The four formats that are read by what they print, not by markup: what they have in common."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

import tearsheet
from test_body import card, westca, xishuta

CAPTURED = datetime(2025, 10, 24, 12, 0, tzinfo=UTC)
STORY = "<p>第一段说的是渡轮昨夜照常开航,乘客三十人,票价没有改变,船长这样说。</p>" * 3
EXPORT = "The night ferry\nIt sails.\nAnalysis\nThe ferry sails all night.\nDisclaimer: made up."


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("2025年10月23日 17:08", "2025-10-23T17:08:00+08:00"),
        ("昨天 17:08", "2025-10-23T17:08:00+08:00"),
        ("前天08:00", "2025-10-22T08:00:00+08:00"),
        ("昨晚8点", "2025-10-23T20:00:00+08:00"),
        ("二〇二五年十月二十三日", "2025-10-23T00:00:00+08:00"),
        ("10-23 17:08", "2025-10-23T17:08:00+08:00"),
        ("3小时前", "2025-10-24T08:00:00+00:00"),
        ("今天 上午9:05", "2025-10-24T09:05:00+08:00"),
    ],
)
@pytest.mark.parametrize("form", ["来源:海港报 时间:{}", "时间:{} 来源:海港报", "发布时间：{} | 来源：海港报"])
def test_the_byline_of_xishuta_takes_every_form_of_time(words, start, form):
    page = xishuta(STORY).replace("来源:海港报 时间:2025年10月23日 17:08", form.format(words))
    article = tearsheet.parse(page, captured_at=CAPTURED)
    assert article.adapter == "xishuta"
    assert (article.title, article.source.name) == ("渡轮整夜开航", "海港报")
    assert (article.published.raw, article.published.start.isoformat()) == (words, start)
    assert article.warnings == ()


@pytest.mark.parametrize("byline", ["", "<p>来源:海港报</p>", "<p>来源:海港报 时间:不详</p>"])
@pytest.mark.parametrize("form", ["html", "text"])
def test_without_a_time_in_its_byline_a_page_of_xishuta_is_read_with_a_warning(byline, form):
    page = xishuta(STORY).replace("<p>来源:海港报 时间:2025年10月23日 17:08</p>", byline)
    if form == "text":
        page = "\n".join(line.text for line in tearsheet.Page(page).lines)
    article = tearsheet.parse(page)
    assert [warning.code for warning in article.warnings] == ["byline-missing"]
    assert (article.title, article.published, article.edition("zh").section) == ("渡轮整夜开航", None, "海港")
    assert len([block for block in article.body if block.text.startswith("第一段")]) == 3
    if "不详" not in byline:
        assert len(article.body) == 3
        assert (article.source is not None) == bool(byline)


def test_a_labelled_time_of_the_story_is_no_byline_where_it_names_no_day():
    story = STORY + "<p>活动时间:本周</p>" + STORY
    page = xishuta(story).replace("<p>来源:海港报 时间:2025年10月23日 17:08</p>", "")
    article = tearsheet.parse(page)
    assert article.title == "渡轮整夜开航"
    assert article.published is None


def test_a_card_without_its_line_of_times_is_read_with_a_warning():
    page = card("<p>The ferry sails all night.</p><p>渡轮整夜开航。</p>").replace(
        "<div>AI News AI资讯 7h ago</div>", ""
    )
    article = tearsheet.parse(page)
    assert [edition.title for edition in article.editions] == ["The night ferry", "夜间渡轮"]
    assert "byline-missing" in [warning.code for warning in article.warnings]
    assert article.published is None


@pytest.mark.parametrize("page", [westca(STORY), EXPORT], ids=["westca", "text-export"])
def test_where_a_format_prints_bylines_now_and_then_one_without_is_nothing_odd(page):
    article = tearsheet.parse(page)
    assert article.published is None
    assert article.warnings == ()


@pytest.mark.parametrize("between", ["\n-----\n", "\n\f"])
def test_long_exports_in_one_file_are_parted_as_short_ones_are(between):
    told = [f"Cart {number} crossed the bridge." for number in range(6_000)]
    one = "\n".join(["The bridge opens", "Analysis", *told, "AD", "• Text: no label", "Tag: bridges"])
    two = "The bridge closes\nAnalysis\nNo cart crossed it."
    found = list(tearsheet.parse_all(one + between + two, content_type="text/plain", adapter="text-export"))
    assert [article.title for article in found] == ["The bridge opens", "The bridge closes"]
    assert [block.text for block in found[0].body] == [*told, "Text: no label"]
    assert found[0].tags == ("bridges",)
