"""The generic adapter: which lines at the edges of a story and inside it are the story's own."""

from __future__ import annotations

import pytest

import quay
import tearsheet
from quay import TITLE, paragraphs

STORY = [
    *quay.STORY,
    "The pier was last rebuilt in the year of the great frost, when the bay froze and the stone came over it on sledges.",
]
ZH_TITLE = "旧码头改成夜间菜市场"
ZH_STORY = [
    "八月底的一个晚上，北岸三号码头的铁门重新打开了，这里停用了九年，墙上还留着当年装卸工人写下的货号和船名。",
    "菜市场每天傍晚五点开门，后半夜一点收摊，专门留给白天没有空买菜的人，头一个月一共来了三万多人次。",
    "码头的改造花了半年多，总共用去两百多万元，其中一半来自街道的旧房改造资金，其余由附近的商户凑齐。",
]


def texts(body, title=TITLE):
    html = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"
    return [block.text for block in tearsheet.parse(html.encode()).body]


def between(line):
    return paragraphs(STORY[:2]) + line + paragraphs(STORY[2:])


@pytest.mark.parametrize(
    "line",
    [
        "Follow me, said the harbour master, and the whole council did.",
        "Recommended routes are chalked on a board beside the quay.",
        "Topics: tar, rope and the price of herring, as in every year.",
    ],
)
def test_a_sentence_inside_the_story_that_begins_like_a_prompt_is_kept(line):
    assert line in texts(between(f"<p>{line}</p>"))


@pytest.mark.parametrize(
    "line",
    [
        "<p>Sign up for our newsletter.</p>",
        "<p>Follow us on Twitter.</p>",
        "<p>Read more: the pier and its storms</p>",
        "<p>Recommended: <a href='/a'>the pier, as it was before the storms.</a></p>",
    ],
)
def test_a_prompt_inside_the_story_is_dropped(line):
    assert texts(between(line)) == STORY


def test_a_sentence_printed_twice_is_a_prompt():
    line = "<p>Support our pier, whatever the weather does.</p>"
    assert texts(paragraphs(STORY[:1]) + line + paragraphs(STORY[1:3]) + line + paragraphs(STORY[3:])) == STORY


@pytest.mark.parametrize("line", ["作者：不明，只留下一个手印。", "评论里吵成一片。", "关注的人多了，摊位也多了。"])
def test_a_chinese_sentence_that_begins_like_a_credit_is_kept_and_names_nobody(line):
    story = [*ZH_STORY[:2], line, *ZH_STORY[2:]]
    assert texts(paragraphs(story), ZH_TITLE) == story


def test_the_questions_of_an_interview_are_kept_from_the_first_on():
    said = [
        "记者：市场为什么开在夜里？",
        ZH_STORY[0],
        "记者：卖得最多的是什么？",
        ZH_STORY[1],
        "记者：冬天怎么办？",
        ZH_STORY[2],
    ]
    assert texts(paragraphs(said), ZH_TITLE) == said


def test_a_heading_that_begins_like_a_prompt_for_comments_is_kept():
    body = f"<h2>经过</h2><p>{ZH_STORY[0]}</p><h2>评论与争议</h2>{paragraphs(ZH_STORY[1:])}"
    assert "评论与争议" in texts(body, ZH_TITLE)


def test_a_list_of_sentences_closes_a_story():
    steps = ["Tie up at the fish quay.", "Keep clear of the crane.", "Ask for the night rate."]
    items = "".join(f"<li>{step}</li>" for step in steps)
    found = texts(f"{paragraphs(STORY)}<div class='group'><h2>What skippers do now</h2><ul>{items}</ul></div>")
    assert found[-4:] == ["What skippers do now", *steps]


def test_a_list_of_sections_does_not_close_a_story():
    items = "".join(f"<li>{name}</li>" for name in ("Harbour", "Weather", "Fish prices", "Tides"))
    assert texts(f"{paragraphs(STORY)}<div class='group'><ul>{items}</ul><p>Masthead</p></div>")[-1] != "Tides"


def test_a_dateline_in_an_element_of_its_own_is_kept():
    assert texts(f"<div class='dateline'>NORTH QUAY —</div>{paragraphs(STORY)}")[0] == "NORTH QUAY —"


def test_a_hash_in_a_class_is_no_word():
    body = "".join(f"<div class='element-ad3e79{n}'><p>{text}</p></div>" for n, text in enumerate(STORY))
    assert texts(body) == STORY


def test_the_part_of_a_body_is_named_by_itself():
    links = "".join(f"<p><a href='/{n}'>Another story of the bay, number {n} of many</a></p>" for n in range(4))
    body = f"<div class='detail-content'>{paragraphs(STORY)}<div class='detail-content__recommend'>{links}</div></div>"
    assert texts(body) == STORY


def test_numbers_of_lines_beside_code_are_not_the_story_s():
    code = "<tr><td><pre>1\n2\n3</pre></td><td><pre>ship = open()\nship.wait()\nship.close()</pre></td></tr>"
    story = "<p>The ferry waited for the baker, who had lost his key in the harbour again.</p>" * 3
    article = tearsheet.parse(
        f"<article><h1>Ferry waits</h1>{story}<table>{code}</table>{story}</article>", adapter="generic"
    )
    assert [block.text for block in article.body if block.kind == "code"] == [
        "ship = open()\nship.wait()\nship.close()"
    ]


def test_a_list_of_numbers_in_code_is_code():
    story = "<p>The ferry waited for the baker, who had lost his key in the harbour again.</p>" * 3
    article = tearsheet.parse(
        f"<article><h1>Ferry waits</h1>{story}<pre>1\n2\n5 fish</pre>{story}</article>", adapter="generic"
    )
    assert [block.text for block in article.body if block.kind == "code"] == ["1\n2\n5 fish"]


@pytest.mark.parametrize("hiding", ["", ' style="display:none"'])
def test_a_story_printed_for_desks_and_for_phones_is_read_once(hiding):
    copy = f"<h1>{TITLE}</h1>{paragraphs(STORY)}"
    assert texts(f"<div class=desk>{paragraphs(STORY)}</div><div class=phone{hiding}>{copy}</div>") == STORY


def test_a_refrain_stays_and_the_title_stands_there_once():
    refrain = "<p>And nobody on the whole of the long quay, that night or any other, had asked for it.</p>"
    assert texts(paragraphs(STORY[:1]) + refrain + paragraphs(STORY[1:]) + refrain).count(refrain[3:-4]) == 2
    assert texts(f"<h2>{TITLE}</h2>{paragraphs(STORY)}") == STORY


@pytest.mark.parametrize("form", ["<b>{}</b><br>{}<br><br>", '<div class="sub">{}</div><div>{}</div>'])
def test_the_first_of_several_bold_headings_is_kept(form):
    names = ["The pier", "The frost", "The sledges", "The stone"]
    told = [line for pair in zip(names, STORY, strict=False) for line in pair]
    assert texts("".join(form.format(*pair) for pair in zip(names, STORY, strict=False))) == told


def test_a_table_that_says_a_figure_of_each_link_is_the_storys():
    rows = "".join(
        f"<tr><td><a href=/s/{n}>Boat {name}</a></td><td>19{n}</td></tr>" for n, name in ((31, "Ada"), (47, "Bo"))
    )
    assert "Boat Ada\t1931" in [text.replace(" | ", "\t") for text in texts(between(f"<table>{rows}</table>"))]


def test_code_in_a_box_that_is_named_a_toolbar_is_the_storys():
    code = "<div class=code-toolbar><pre><code>bell.ring(3)\nbell.stop()</code></pre></div>"
    assert "bell.ring(3)\nbell.stop()" in texts(between(code))
