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
        "Subscribe or stay ashore, ran the motto of the first ferry club.",
        "Donate what you can, the vicar said, and the plate came back full.",
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


def test_a_sentence_among_lines_that_the_author_broke_is_kept_as_one_in_a_paragraph_is():
    said = [*STORY[:2], "Join the queue early or bring a chair.", *STORY[2:]]
    assert texts("<br><br>".join(said)) == said


@pytest.mark.parametrize("words", ["share-price", "promo-line", "comment-quote", "cookie-line", "footer-line"])
def test_a_paragraph_between_two_of_the_story_is_the_story_s_whatever_it_is_called(words):
    named = STORY[2]
    body = f"{paragraphs(STORY[:2])}<p class='{words}'>{named}</p>{paragraphs(STORY[3:])}"
    assert texts(body) == STORY


@pytest.mark.parametrize("words", ["share-price", "promo-line"])
def test_a_paragraph_that_is_called_furniture_and_leads_elsewhere_is_dropped(words):
    body = f"{paragraphs(STORY[:2])}<p class='{words}'><a href=/x>{STORY[0][:60]}</a></p>{paragraphs(STORY[2:])}"
    assert texts(body) == STORY


@pytest.mark.parametrize(
    "footer",
    [
        ["The Quay, 3 Fish Street. Tel. 555 0100.", "Rights reserved. No part may be reproduced."],
        ["Verlag Am Kai GmbH, Fischgasse 3", "Alle Rechte vorbehalten. Nachdruck nur mit Genehmigung."],
        ["El Muelle, calle del Pez 3. Tel. 555 0100.", "Todos los derechos reservados."],
        ["主办单位：北岸港务局　地址：鱼街三号", "北ICP备00000000号", "联系电话：0555-0000000。"],
    ],
)
@pytest.mark.parametrize("part", ["p", "br"])
def test_what_the_owner_says_of_himself_below_the_story_s_element_is_left_out(footer, part):
    inside = paragraphs(footer) if part == "p" else "<br>".join(footer)
    assert texts(f"<div class=text>{paragraphs(STORY)}</div><div class=low>{inside}</div>") == STORY


@pytest.mark.parametrize("item", ["{}<br>", "<div>{}</div>"])
def test_lines_beside_the_paragraphs_that_are_said_close_a_story(item):
    steps = ["– Tie up at the fish quay.", "– Keep clear of the crane.", "– Ask for the night rate."]
    assert texts(f"{paragraphs(STORY)}<div>{''.join(map(item.format, steps))}</div>")[-3:] == steps


@pytest.mark.parametrize("head", ["<h3>{}</h3>", "<p><strong>{}</strong></p>"])
def test_a_bold_line_that_begins_like_a_prompt_is_a_heading_where_a_paragraph_follows(head):
    body = f"<p>{ZH_STORY[0]}</p>{head.format('评论与争议')}{paragraphs(ZH_STORY[1:])}"
    assert "评论与争议" in texts(body, ZH_TITLE)


def test_a_copy_of_the_story_for_another_screen_is_told_once():
    assert texts(f"<div class=wide>{paragraphs(STORY)}</div><div class=narrow>{paragraphs(STORY)}</div>") == STORY


def test_articles_without_a_heading_below_that_of_the_story_are_what_readers_say():
    said = "".join(f"<article><b>sailor{n}</b> 3 h<p>{STORY[n]}</p></article>" for n in range(2))
    assert texts(f"{paragraphs(STORY)}</article><div>{said}</div>") == STORY


def test_a_box_that_is_called_the_author_s_is_none_of_the_story():
    box = "<div class='author-bio'><p>Ada Moll writes about harbours and lives at one, with a cat.</p></div>"
    assert texts(f"{paragraphs(STORY)}{box}") == STORY


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


@pytest.mark.parametrize("head", ["<p><b>{}</b></p>", "<div>{}</div>"])
def test_what_heads_a_list_of_links_amid_the_story_goes_with_it(head):
    links = "".join(f"<li><a href='/{n}'>Another story of the bay, number {n}</a></li>" for n in range(3))
    assert texts(between(f"{head.format('Elsewhere on the front')}<ul>{links}</ul>")) == STORY


def test_a_heading_of_the_first_rank_beside_the_title_heads_a_part_of_the_story():
    body = "".join(f"<h1>Part {n}</h1><p>{text}</p>" for n, text in enumerate([*STORY, *ZH_STORY]))
    assert [text for text in texts(body) if text.startswith("Part")] == [f"Part {n}" for n in range(7)]


@pytest.mark.parametrize("line", ["Comparte esta noticia", "Поделиться", "Schlagworte: Hafen, Nebel", "関連タグ：港"])
def test_prompts_and_tags_of_other_languages_close_no_story(line):
    assert texts(f"{paragraphs(STORY)}<p>{line}</p>") == STORY
