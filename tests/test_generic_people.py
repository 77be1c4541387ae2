"""Bylines as unknown pages print them: names run into dates, jobs and each other; reporters without a colon."""

from __future__ import annotations

import pytest

import tearsheet

ENGLISH = """\
When the library closed its goods lift it locked four doors and forgot about the shaft behind them, until last autumn.
The tower now holds nine thousand maps. They hang from rails like coats in a wardrobe, and a small motor brings one down.
The idea came from a clerk who used to work in a dry cleaner's. He drew it on the back of an envelope in a meeting.
""".splitlines()
CHINESE = """\
九月初的一个晚上，江边三号仓库的卷帘门重新拉了起来。这里停用了十四年，墙上还留着当年码头工人写下的货号。
图书馆每天下午五点开门，凌晨一点关门，专门留给白天没有空的人。馆长说，开门头一个月一共借出两万多册书。
仓库的改造花了七个多月，总共用去三百六十万元，其中两百万元来自街道的旧房改造资金，其余由附近商户凑齐。
""".splitlines()


def authors(byline: str, *, lang: str = "en") -> tuple[str, ...]:
    title, body = ("A library in a lift shaft", ENGLISH) if lang == "en" else ("旧仓库改成夜间图书馆", CHINESE)
    story = "".join(f"<p>{text}</p>" for text in body)
    markup = f"<html lang={lang}><title>{title}</title><article><h1>{title}</h1>{byline}{story}</article></html>"
    return tearsheet.parse(markup.encode(), content_type="text/html; charset=utf-8").authors


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("<p>By Nora Whitlow Friday 3 May 2024", ("Nora Whitlow",)),
        ("<p class=byline><span>Ada Moll</span><span>March 3, 2021</span>", ("Ada Moll",)),
        ("<p class=byline>Ada MollMarch 3, 2021", ("Ada Moll",)),
        ("<p class=byline>By <a>Ada Moll</a>, <time datetime=2024-05-03>Friday</time>", ("Ada Moll",)),
        ("<p>by Ada Moll • 5 min read", ("Ada Moll",)),
        ("<p>May 3, 2024 by Ada Moll", ("Ada Moll",)),
    ],
)
def test_a_name_ends_where_a_day_begins(byline, names):
    assert authors(byline) == names


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("<p>By Ada Moll Special to the Courier", ("Ada Moll",)),
        ("<p>By Ada Moll for The Courier", ("Ada Moll",)),
        ("<p>By Ada Moll / Avery Courier", ("Ada Moll",)),
        ("<p>By Center for Harbour Studies", ("Center for Harbour Studies",)),
        (
            "<div><span class=author-name>Ada Moll</span><span class=author-title>Science editor</span></div>",
            ("Ada Moll",),
        ),
    ],
)
def test_a_job_and_a_paper_are_no_part_of_a_name(byline, names):
    assert authors(byline) == names


@pytest.mark.parametrize(
    "byline",
    [
        "<p class=byline><a href=/a/x>Ada Moll</a><a href=/a/y>Bo Two</a>",
        "<ul class=authors><li>Ada Moll<li>Bo Two</ul>",
        "<p>By Ada Moll and Bo Two",
        "<p>By Ada Moll with Bo Two",
    ],
)
def test_two_authors_are_two(byline):
    assert authors(byline) == ("Ada Moll", "Bo Two")


@pytest.mark.parametrize(
    "line",
    [
        "<p class=deck>Flights cut 40 % by March",
        "<p class=deck>Half of 200 shops close by Christmas",
        "<h2>1. This umbrella that opened by itself.</h2>",
        "<p class=byline>Tuesday",
        "<p class=source>The Avery Courier",
        "<p>Edited by Lee Four",
        "<p>Photos by Bo Two",
    ],
)
def test_a_deadline_a_weekday_an_editor_a_source_and_a_photographer_are_no_authors(line):
    assert authors(line) == ()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("本报记者张小河 通讯员李大海", ("张小河",)),
        ("□ 本报记者 张小河 李大海", ("张小河", "李大海")),
        ("江州日报记者 张小河", ("张小河",)),
        ("记者 张小河 李大海 报道", ("张小河", "李大海")),
        ("（记者 张小河）", ("张小河",)),
        ("文/图 张小河", ("张小河",)),
        ("文 | 张小河 图 | 李大海", ("张小河",)),
        ("文字 张小河 摄影 李大海", ("张小河",)),
        ("撰文丨张小河 编辑丨李大海", ("张小河",)),
        ("采写：南都记者 张小河", ("张小河",)),
        ("記者張小河台北報導", ("張小河",)),
        ("記者張小河、李大海／台北報導", ("張小河", "李大海")),
        ("（中央社記者張小河台北5日電）", ("張小河",)),
        ("取材・文＝山田太郎", ("山田太郎",)),
        ("责任编辑：李大海", ()),
        ("编辑丨李大海", ()),
        ("来源：江州日报　编辑：李大海", ()),
    ],
)
def test_chinese_bylines_name_who_wrote_and_nobody_else(line, names):
    assert authors(f"<div class=info>{line}</div>", lang="zh") == names
