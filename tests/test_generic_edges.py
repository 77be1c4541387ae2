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


def test_a_dateline_in_a_line_of_its_own_is_the_storys_and_names_the_reporter():
    page = f"<html lang=zh><title>{ZH_TITLE}</title><article><h1>{ZH_TITLE}</h1>{{}}</article>"
    told = ["記者張小河／海港報導", *ZH_STORY]
    article = tearsheet.parse(page.format(paragraphs(told)).encode())
    assert [block.text for block in article.body] == told
    assert article.authors == ("張小河",)


def test_a_quotation_that_is_all_link_leads_to_another_story():
    assert texts(between("<blockquote><a href=/a>The pier as it was before the storms</a></blockquote>")) == STORY


def test_links_below_a_heading_that_says_so_are_other_stories_where_the_author_broke_lines():
    links = (
        "<a href=/a>The pier as it was before the storms</a><br><a href=/b>Herring at a penny, and no takers</a><br>"
    )
    broken = "<br>".join([*STORY[:2], "<b>Read more:</b>", links + STORY[2], *STORY[3:]])
    assert texts(f"<div>{broken}</div>") == STORY


def test_a_poem_above_what_is_said_of_it_is_the_storys():
    verses = ["我在北岸看灯，你在南岸听潮。", "渡船今夜不开，各自数到天明。", "等到潮水退去，桥上再见一面。"]
    body = f"<div>民国<br>佚名<br></div><div>{'<br>'.join(verses)}</div><div>{paragraphs(ZH_STORY)}</div>"
    assert texts(body, ZH_TITLE)[-len(STORY) - 2 :] == [*verses, *ZH_STORY]


SECTION = "<div class=part id=part-{}><div class=rich><h2>{}</h2><p>{}</p></div></div>"
BOX = "<div class=promo-box><h4>Related article</h4><a href=/a>The pier as it was</a></div>"


def test_a_box_between_sections_that_have_an_element_each_ends_no_story():
    heads = ["Where the ferry lands", "What it costs", "Who may row"]
    sections = [SECTION.format(*each) for each in zip("123", heads, STORY[1:], strict=True)]
    first = SECTION.format(0, "How it began", STORY[0] + STORY[1] + STORY[2])
    kept = texts(f"<div class=parts>{BOX.join([first, *sections])}</div>")
    assert kept[2:] == [told for part in zip(heads, STORY[1:], strict=True) for told in part]


def test_the_steps_of_a_recipe_below_the_story_are_the_storys():
    steps = [
        "Bring the herring to the boil in salt water and take it off as soon as it floats.",
        "Peel the potatoes while they are hot, or have somebody do it who feels no heat.",
        "Serve both on the quay, standing, with no more butter than the day allows you.",
    ]
    takes = ["<li>2 herring</li>", "<li>4 potatoes</li>", "<li>salt</li>", "<li>butter</li>", "<li>bread</li>"]
    card = f"<ul>{''.join(takes)}</ul><ol>{''.join(f'<li>{step}</li>' for step in steps)}</ol>"
    body = f"<div class=told>{paragraphs(STORY)}</div><div class=card><span>Serves 2</span>{card}</div>"
    assert [step for step in steps if step in texts(body)] == steps


@pytest.mark.parametrize(
    "words", ["We value your privacy", "Cenimy Twoją prywatność", "Nous respectons votre vie privée"]
)
def test_a_box_that_asks_for_consent_is_none_of_the_story_however_much_it_says(words):
    asked = (
        "We and our 812 partners keep things on your device and read them, to know what you read and to sell it on. "
    )
    box = f"<div class=q7w5vdw><div class=u1><h2>{words}</h2>{paragraphs([asked * 3] * 9)}</div></div>"
    head = f"<title>{TITLE}</title>"
    html = f"<html><head>{head}</head><body><article><h1>{TITLE}</h1>{paragraphs(STORY)}</article>{box}</body></html>"
    assert [block.text for block in tearsheet.parse(html.encode()).body] == STORY


def test_a_heading_amid_the_story_that_is_taken_for_its_title_cuts_nothing_above_it():
    body = f"{paragraphs(STORY[:2])}<h2>{TITLE}</h2>{paragraphs(STORY[2:] * 4)}"
    html = f"<html><head><title>{TITLE}</title></head><body><div>{body}</div></body></html>"
    assert [block.text for block in tearsheet.parse(html.encode()).body][:2] == STORY[:2]


def test_what_may_be_skipped_is_no_navigation():
    assert texts("".join(f"<div class=skip-item>{paragraphs(STORY[at : at + 2])}</div>" for at in (0, 2))) == STORY


@pytest.mark.parametrize(
    "line",
    [
        "☆健康消息不漏接，<a href=/f>按讚追蹤</a>。",
        "【海港報徵稿】",
        "海港報歡迎各界投書，來稿請寄editor@harbour.example，並附真實姓名。",
        "■海港報料熱線：1234 5678",
        "◤秋日渡船好去處◢",
        "更多 海港 報導",
        "海港網專稿，未經書面授權請勿轉載。",
        "轉載請註明：原文連結",
        "本文經海港週刊授權轉載。",
    ],
)
def test_what_taiwanese_papers_print_below_a_story_is_left_out(line):
    page = f"<html lang=zh><title>{ZH_TITLE}</title><article><h1>{ZH_TITLE}</h1>{{}}</article>"
    html = page.format(paragraphs(ZH_STORY) + f"<p>{line}</p>")
    assert [block.text for block in tearsheet.parse(html.encode()).body] == ZH_STORY


TEASER = "<article><h2><a href=/{0}>{1}</a></h2><p>{2}</p></article>"


def test_articles_below_the_story_whose_heading_is_a_link_are_other_stories():
    teasers = [
        TEASER.format(*each) for each in (("a", "The pier as it was", STORY[0] * 2), ("b", "Herring", STORY[1] * 2))
    ]
    html = f"<title>{TITLE}</title><article><h1>{TITLE}</h1>{paragraphs(STORY * 2)}</article>{''.join(teasers)}"
    assert [block.text for block in tearsheet.parse(html.encode()).body] == STORY * 2


@pytest.mark.parametrize(
    "line",
    [
        "<p>WATCH: the pier in a storm</p>",
        "<p>Listen to this article</p>",
        "<div><a href=/buy>Buy now</a></div>",
        "<p>Story continues</p>",
        "<div class=video-js><p>Current Time 0:00, and a modal window follows it.</p></div>",
    ],
)
def test_what_magazines_print_between_paragraphs_is_left_out(line):
    assert texts(between(line)) == STORY


@pytest.mark.parametrize(
    ("where", "kept"), [("https://rowing.example/", True), ("/", False), ("https://facebook.com/", False)]
)
def test_a_list_amid_the_story_is_the_storys_where_it_leads_to_other_sites(where, kept):
    items = ["The rowing school at Nab", "Oars of ash and spruce", "Tide tables for a year"]
    links = "".join(f"<li><a href={where}{number}>{item}</a></li>" for number, item in enumerate(items))
    html = f"<title>{TITLE}</title><article><h1>{TITLE}</h1>{between(f'<ul>{links}</ul>')}</article>"
    article = tearsheet.parse(html.encode(), "https://harbour.example/pier")
    assert [block.text for block in article.body] == [*STORY[:2], *(items if kept else []), *STORY[2:]]


def test_a_section_whose_list_of_links_outweighs_it_keeps_its_heading_and_its_words():
    links = "".join(f"<li><a href=/boats/{number}>{STORY[1]}</a></li>" for number in range(4))
    section = f"<div><h2>What was lent</h2><p>{STORY[0]}</p><div class=ulist><ul>{links}</ul></div></div>"
    html = f"<title>{TITLE}</title><article><h1>{TITLE}</h1>{between(section)}{paragraphs(STORY * 4)}</article>"
    body = [block.text for block in tearsheet.parse(html.encode(), "https://harbour.example/pier").body]
    assert body == [*STORY[:2], "What was lent", STORY[0], *STORY[2:], *STORY * 4]


def test_the_drawers_of_an_accordion_hold_the_story():
    drawer = f"<li class=accordion_drawer><h3>How it was tried</h3>{paragraphs(STORY[2:])}</li>"
    assert texts(f"{paragraphs(STORY[:2])}<ul class=accordion>{drawer}</ul>") == [
        *STORY[:2],
        "How it was tried",
        *STORY[2:],
    ]


def test_a_heading_that_asks_for_an_address_ends_the_story():
    asked = "<h3>Get the best of the coast in your inbox</h3><p>Every Friday, our editors pick what you should not miss.</p>"
    assert texts(paragraphs(STORY) + asked) == STORY


@pytest.mark.parametrize(
    "line",
    [
        "İçeriğin Devamı Aşağıda",
        "Yorumlar ve Emojiler Aşağıda",
        "Baca juga: the pier and its storms",
        "Dalsza część artykułu pod materiałem wideo",
        "Tin liên quan",
        "Читайте также:",
        "اقرأ أيضا",
        "यह भी पढ़ें",
        "Bisher keine Kommentare",
        "» Weiterlesen …",
    ],
)
def test_prompts_of_other_languages_are_left_out_amid_the_story_and_end_nothing(line):
    assert texts(between(f"<p>{line}</p>")) == STORY


def test_a_heading_over_other_stories_ends_the_story_in_any_language():
    teasers = "".join(f"<p>{words} <a href=/a>Selengkapnya</a></p>" for words in ("The pier.", "Herring."))
    assert texts(f"{paragraphs(STORY)}<h3>Berita Terkait</h3>{teasers}") == STORY


def test_a_sentence_in_two_kinds_of_quotation_marks_ends_a_story():
    last = "'And then he said, \"the lamp is lit, and so am I.\"'"
    body = f"<div>{paragraphs(STORY)}</div><div><p>{last}</p></div>"
    assert texts(body) == [*STORY, last]


def test_a_caption_that_says_whose_picture_it_is_stays_and_names_no_author():
    caption = "8月30日，摊主们在北岸三号码头摆开菜筐。 海港社记者 林小海 摄"
    stated = "<meta name=author content=海港社>"
    page = f"<html lang=zh><title>{ZH_TITLE}</title>{stated}<article><h1>{ZH_TITLE}</h1>{{}}</article>"
    article = tearsheet.parse(page.format(paragraphs([*ZH_STORY, caption, caption])).encode())
    assert [block.text for block in article.body] == [*ZH_STORY, caption, caption]
    assert article.authors == ("海港社",)


def test_what_a_label_calls_the_gist_opens_the_body_and_how_often_it_was_read_does_not_end_it():
    gist = "核心提示：码头停用了九年，如今夜里有人卖菜，头一个月来了三万多人次。"
    html = f"<html lang=zh><title>{ZH_TITLE}</title><h1>{ZH_TITLE}</h1><div class=gist>{gist}</div>{{}}"
    told = f"<div class=text>{paragraphs(ZH_STORY)}<p>阅读 (1.7万)</p></div>"
    assert [block.text for block in tearsheet.parse(html.format(told).encode()).body] == [gist, *ZH_STORY]


def test_a_notice_goes_on_to_the_end_of_its_paragraph():
    page = f"<html lang=zh><title>{ZH_TITLE}</title><article><h1>{ZH_TITLE}</h1>{{}}</article>"
    html = page.format(paragraphs(ZH_STORY) + "<p>★海港報提醒您：<br>乘船前請穿救生衣，求助專線：1234</p>")
    article = tearsheet.parse(html.encode())
    assert [block.text for block in article.body] == ZH_STORY
    assert article.notices == ("★海港報提醒您：", "乘船前請穿救生衣，求助專線：1234")


def test_a_sentence_printed_twice_is_a_prompt():
    line = "<p>Support our pier, whatever the weather does.</p>"
    assert texts(paragraphs(STORY[:1]) + line + paragraphs(STORY[1:3]) + line + paragraphs(STORY[3:])) == STORY


@pytest.mark.parametrize(
    "line",
    ["作者：不明，只留下一个手印。", "主编：他给自己封的头衔。", "评论里吵成一片。", "关注的人多了，摊位也多了。"],
)
def test_a_chinese_sentence_that_begins_like_a_credit_is_kept_and_names_nobody(line):
    story = [*ZH_STORY[:2], line, *ZH_STORY[2:]]
    assert texts(paragraphs(story), ZH_TITLE) == story


@pytest.mark.parametrize(
    "line",
    [
        "摄影｜李大海",
        "值班编委：李大海",
        "文：张小河 图：李大海 编辑：王大山",
        "（作者单位：江州大学新闻学院）",
        "（作者系江州大学教授）",
        "（完）",
        "- END -",
        "▼",
        "长按识别二维码，关注江报",
        "觉得不错，点个“赞”吧↓↓↓",
        "阅读 10万+ 赞 318 在看 56",
        "返回江州首页>>",
        "新闻热线：0771-5551234",
        "原文链接：https://avery.example/1.html",
        "#码头# #菜市场#",
        "未经正式授权严禁转载本文，侵权必究。",
        "关注",
        "※ 發信站: 海港站(harbour.example)",
    ],
)
def test_what_closes_a_chinese_story_is_none_of_it(line):
    assert texts(paragraphs([*ZH_STORY, line, "编辑丨王大山"]), ZH_TITLE) == ZH_STORY
    plain = tearsheet.parse("\n".join([ZH_TITLE, "2024-03-05 08:21", *ZH_STORY, line]), content_type="text/plain")
    assert [block.text for block in plain.body] == ZH_STORY


@pytest.mark.parametrize("line", ["出品｜江边商业组", "头图｜江州影像"])
def test_a_row_of_roles_above_a_chinese_story_is_none_of_it(line):
    assert texts(paragraphs([line, "作者｜张小河", *ZH_STORY]), ZH_TITLE) == ZH_STORY


@pytest.mark.parametrize("line", ["他在门上写了两个字：收摊。", "摄影是他年轻时唯一的爱好", "编辑一栏空着。"])
def test_the_last_line_of_a_chinese_story_that_says_something_is_kept(line):
    assert texts(paragraphs([*ZH_STORY, line]), ZH_TITLE) == [*ZH_STORY, line]


@pytest.mark.parametrize("asks", ["记者", "编辑"])
def test_the_questions_of_an_interview_are_kept_from_the_first_on(asks):
    said = [
        f"{asks}：市场为什么开在夜里？",
        ZH_STORY[0],
        f"{asks}：卖得最多的是什么？",
        ZH_STORY[1],
        f"{asks}：冬天怎么办？",
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


@pytest.mark.parametrize(
    "line",
    [
        *("4 min read", "Reading time: 4 minutes", "Listen to this article", "Listen · 6:12", "6-minute listen"),
        *(
            "Print Email Share",
            "Text size: A A A",
            "Font size A- A A+",
            "1,204 views",
            "0:00 / 6:12",
            "Add us on Google",
        ),
        *("Lesezeit: 4 Min.", "Artikel anhören", "Temps de lecture : 4 min", "Écouter l'article", "Guardar", "Stampa"),
        *(
            "Czas czytania: 4 min",
            "Время чтения: 4 мин.",
            "字号：大 中 小",
            "【打印】【关闭】",
            "分享到 微信 微博",
            "听新闻",
        ),
        *(
            "阅读量 1.2万",
            "字級：小 中 大",
            "列印 轉寄",
            "保存 印刷",
            "文字サイズ 小 中 大",
            "この記事は約4分で読めます",
        ),
        *("글자크기 가 가", "기사 듣기", "공유 인쇄"),
        *(
            "Save for later",
            "Add to reading list",
            "Summarize with AI",
            "Auf die Merkliste",
            "Ajouter à vos favoris Partager",
        ),
        *("Published in: Harbour", "Add The Quay as a preferred source on Google"),
        "By signing up you agree to our terms of use.",
    ],
)
@pytest.mark.parametrize("place", ["above", "below"])
def test_a_row_of_buttons_around_the_story_is_none_of_it(line, place):
    body = paragraphs(STORY)
    assert texts(f"<p>{line}</p>{body}" if place == "above" else f"{body}<p>{line}</p>") == STORY


@pytest.mark.parametrize(
    "line",
    [
        "发布时间：2024-03-05 08:21 信息来源：县水务局办公室 浏览次数：123 次 字体：[ 大 中 小 ] 打印 关闭",
        "發佈單位：教育課 發佈日期：113年3月5日 點閱次數：231",
        "索 引 号：000014349/2024-00012 主题分类：农业、林业、水利 发文字号：青水发〔2024〕12号",
        "字体大小: AAA",
        "3分钟 阅读时间",
        "05-03-2024 08:21",
    ],
)
def test_a_row_of_labels_above_a_chinese_story_is_none_of_it(line):
    assert texts(f"<div>{line}</div>{paragraphs(ZH_STORY)}", ZH_TITLE) == ZH_STORY


@pytest.mark.parametrize(
    "line",
    [
        "一审：王大山 二审：赵小叶 三审：陈小江",
        "终审 赵小叶",
        "发布于：江州市",
        "版权归原作者所有，如有侵权请联系我们删除。",
        "该文观点仅代表作者本人，本平台仅提供信息存储空间服务。",
        "本文来自微信公众号“江边观察”（ID：jiangbian），作者：赵小叶，经授权发布。",
        "违法和不良信息举报电话：0771-5551234",
        "新聞聯絡人：文化處 陳小河 電話：06-1234567",
        "订户，请登入后继续阅读",
        "（图源网络，侵删）",
        "一审一校：李小满 二审二校：王大山 三审三校：赵小叶",
        "著作权归作者所有。商业转载请联系作者获得授权，非商业转载请注明出处。",
        "分类：随笔 | 标签：理发, 渔船 | 1条评论",
        "<h3>发表回复</h3><p>您的邮箱地址不会被公开。 必填项已用 * 标注",
        "欢迎分享到朋友圈，转载请在后台留言",
        "编辑：李小满　审核：王大山　签发：赵小叶",
        "【大 中 小】【打印】【关闭】【返回顶部】",
        "顶一下 (0) 踩一下 (0)",
        "#豆花 #市場 #阿嬤",
        "了解更多：街市翻新",
    ],
)
def test_who_checked_a_chinese_story_whose_it_is_and_whom_to_call_is_none_of_it(line):
    assert texts(f"{paragraphs(ZH_STORY)}<p>{line}</p>", ZH_TITLE) == ZH_STORY


@pytest.mark.parametrize("tag", ["p", "div"])
def test_who_owns_the_site_in_the_last_element_is_none_of_the_story_however_long_its_lines(tag):
    owner = (
        "主办单位：江州日报社　备案号：桂ICP备20240002号",
        "地址：江州市解放路1号　邮编：530000　电话：0771-5550000",
    )
    body = "".join(f"<{tag}>{text}</{tag}>" for text in ZH_STORY)
    below = "".join(f"<p>{text}</p>" for text in owner)
    assert texts(f"<p>2024-03-05 08:21</p>{body}<div id=ft>{below}</div>", ZH_TITLE) == ZH_STORY


def test_what_is_known_of_a_notice_line_by_line_above_it_and_whom_it_speaks_to():
    facts = ("索引号：lw-2024-003", "发布机构：柳湾镇人民政府", "生成日期：2024-03-05", "文号：柳政告〔2024〕3号")
    lead = "各乡镇人民政府，各有关单位："
    above = "".join(f"<p>{fact}</p>" for fact in facts)
    body = f"<div>{lead}<br>{'<br>'.join(ZH_STORY)}</div><p>柳湾镇人民政府</p><p>2024年3月4日</p>"
    page = f"<title>公告_柳湾镇人民政府</title><div>{above}</div><h1>{ZH_TITLE}</h1>{body}"
    article = tearsheet.parse(page.encode(), content_type="text/html; charset=utf-8")
    assert article.title == ZH_TITLE
    assert article.published.civil == "2024-03-05"
    assert [block.text for block in article.body][: len(ZH_STORY) + 1] == [lead, *ZH_STORY]


@pytest.mark.parametrize("footer", ["<p>网信备案 桂ICP备20240001号 网上有害信息举报电话：0771-5551234</p>", ""])
def test_the_lines_of_a_poem_are_its_story(footer):
    verses = ["月亮掉进渠里", "没有一点声音", "马灯照着它", "像照着一块旧银元", "父亲把锹横在膝上", "数着水声"]
    body = f"<p>作者：林小满 2024-03-05 08:21</p><div>{'<br>'.join(verses)}</div>{footer}"
    assert texts(body, "守渠人（外一首）") == verses


@pytest.mark.parametrize(
    "line",
    [
        "Listen to this article read aloud, and you hear the tug.",
        "Print runs like this one are rare.",
        "1984",
        "分享到的第一块西瓜归了孩子。",
        "保存するのは町の人たちだ。",
    ],
)
def test_a_sentence_that_begins_like_a_button_is_the_storys(line):
    assert line in texts(paragraphs([STORY[0], line, *STORY[1:]]))


@pytest.mark.parametrize(
    "line",
    [
        *("ISSN 1234-5678", "Quay Gazette | ISSN 1234-5678 | Harbour Press", "DOI: 10.1234/quay.5", "Report a typo"),
        *("Reprinted with permission.", "Alle Rechte vorbehalten", "Źródło: PAP", "编辑 李小满 校对 王大山"),
        *(
            "转载请注明出处",
            "国内统一刊号：CN 11-1234",
            "监制/赵大江 编审/王大山",
            "核稿編輯：陳小滿",
            "（c）灯台新聞 無断転載を禁じます",
        ),
    ],
)
def test_an_imprint_of_one_line_is_none_of_the_story(line):
    assert texts(f"{paragraphs(STORY)}<p>{line}</p>") == STORY


@pytest.mark.parametrize("again", ["<p><b>{}</b></p>", "<div><strong>{}</strong></div>", "<p>{}.</p>"])
def test_the_title_again_as_the_first_line_is_said_once(again):
    assert texts(f"{again.format(TITLE)}{paragraphs(STORY)}") == STORY


def test_the_title_amid_the_story_stays():
    assert TITLE in texts(between(f"<p><b>{TITLE}</b></p>"))


@pytest.mark.parametrize(
    "initial",
    [
        "<div class=dropcap>{}</div>",
        "<p class=drop-cap>{}</p>",
        "<p style='float:left'>{}</p>",
        "<span>{}</span>",
        "<div class=cap>“{}</div>",
    ],
)
def test_a_letter_printed_large_in_an_element_of_its_own_begins_the_paragraph(initial):
    first = STORY[0]
    body = f"{initial.format(first[0])}<p>{first[1:]}</p>{paragraphs(STORY[1:])}"
    assert texts(body) == [("“" if "“" in initial else "") + first, *STORY[1:]]


def test_a_word_of_one_letter_printed_large_stands_apart():
    body = f"<div class=cap>A</div><p>pier lent to a paper is a pier of paper, said the harbour master.</p>{paragraphs(STORY)}"
    assert texts(body)[0].startswith("A pier lent")


LEADING = "The pier had stood for ninety years when the first of the storms came and took the lamp."


@pytest.mark.parametrize(
    "quote",
    [
        "<blockquote class='big'>{0}</blockquote>",
        "<div class='q1'><div class='q2'>“{0}”</div></div>",
        "<aside class='x'>{0}</aside>",
    ],
)
def test_words_of_a_paragraph_that_are_printed_again_in_large_are_said_once(quote):
    assert texts(between(quote.format(STORY[3][:70]))) == STORY


def test_a_quotation_that_the_story_says_nowhere_else_stays():
    assert LEADING in texts(between(f"<blockquote class='big'>{LEADING}</blockquote>"))


APPEALS = [
    (
        "<div class='k'><h3>The quay in your inbox</h3><p>Every Friday our harbour desk sends you the week's best stories "
        "from the shore, with tides and a song.</p><button>Sign me up</button><p>By signing up you agree to our <a href='/t'>"
        "terms</a>.</p></div>"
    ),
    (
        "<div class='k'><p>Good reporting costs money. If you like what you read, help us to keep a reporter on the quay.</p>"
        "<p><a href='/give'>Support us now</a></p></div>"
    ),
    (
        "<section><h2>Why we ask</h2><p>There is no owner behind The Quay, and every story that you read here was paid for by "
        "somebody who did not have to.</p><a href='/support-us?from=story'>Give The Quay a penny</a></section>"
    ),
]
APPEALS += [
    f"<div class='k'><p>{words}</p>{asks}</div>"
    for words, asks in (
        (
            "Should the county pay for water as it pays for roads?",
            "<label><input type=radio>Yes</label><p>1,204 votes</p>",
        ),
        (
            "Should the county pay for water as it pays for roads?",
            "<div>Yes 62%</div><div>No 38%</div><div>Total votes: 91</div>",
        ),
        ("Should the county pay for water as it pays for roads?", "<div>Yes</div><div>No</div><button>Vote</button>"),
        (
            "You read the free edition of The Quay. To get every story, <a href='/subscribe'>subscribe for a penny</a>.",
            "",
        ),
        (
            "Load the Quay and have the tides in your pocket.",
            "<a href='https://a.example'>App Store</a> <a href='/g'>Google Play</a>",
        ),
    )
]


@pytest.mark.parametrize("appeal", APPEALS)
def test_a_box_that_ends_by_asking_for_money_or_an_address_is_none_of_the_story(appeal):
    assert texts(between(appeal)) == STORY
    assert texts(paragraphs(STORY) + appeal) == STORY


def test_an_item_of_the_storys_list_may_lead_where_readers_sign_up():
    items = ["The Mole, by Ada Poe, a letter on herring", "Rope and Tar, by Tom Vane, a letter on knots"]
    body = "".join(
        f"<li><p><a href='https://{n}.example/subscribe'>{it[:8]}</a>{it[8:]}</p></li>" for n, it in enumerate(items)
    )
    assert texts(between(f"<ol>{body}</ol>")) == [*STORY[:2], *items, *STORY[2:]]


STORY_OF_FEED = "<div class='d'><{0} class='h'>{1}</{0}><div class='by'>By Ada Poe</div><div class='t'>{2}</div></div>"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (STORY_OF_FEED, STORY_OF_FEED),
        (STORY_OF_FEED, STORY_OF_FEED.replace("<div class='d'>", "<div class='next'><div class='e'>") + "</div>"),
        (STORY_OF_FEED.replace("div class='d'", "article"), STORY_OF_FEED.replace("div class='d'", "article")),
    ],
)
@pytest.mark.parametrize("tag", ["h1", "h2"])
def test_a_head_of_the_same_form_below_the_story_begins_the_next_one(first, second, tag):
    story = [*STORY, *(f"{text} So it is told." for text in STORY)]
    html = first.format(tag, TITLE, paragraphs(story)) + second.format(tag, "The mill is sold", paragraphs(ZH_STORY))
    assert quay.texts(tearsheet.parse(quay.page(f"<div class='feed'>{html}</div>").encode())) == story


def test_headings_of_one_form_in_the_element_of_the_story_are_its_parts():
    parts = "".join(
        f"<h2 class='h'>{head}</h2><p class='w'>Closed.</p>{paragraphs(STORY)}" for head in ("North", "South")
    )
    assert len(texts(parts)) == 2 * (2 + len(STORY))


@pytest.mark.parametrize("wrapped", ["<p>{}</p>", "<p><strong>{}</strong></p>", "<p><a href='/old'>“{}”</a></p>"])
def test_a_paragraph_of_the_story_may_be_all_link(wrapped):
    linked = wrapped if "href" in wrapped else wrapped.replace("{}", "<a href='/old'>{}</a>")
    rows = [*STORY[:2], linked, *STORY[2:]]
    body = "".join(
        f"<div class='w'>{row.format(LEADING + ' ' + STORY[3]) if row is linked else f'<p>{row}</p>'}</div>"
        for row in rows
    )
    said = texts(body)
    assert len(said) == len(rows)
    assert LEADING in said[2]


def test_the_headline_of_another_story_between_paragraphs_is_dropped():
    head = (
        "WHY THE PIER HAD STOOD FOR NINETY YEARS WHEN THE FIRST OF THE STORMS CAME AND TOOK THE LAMP AND THE MASTER TOO"
    )
    assert texts(between(f"<p><a href='/other'>{head}</a></p>")) == STORY


def test_a_part_of_the_story_that_is_but_a_list_closes_it():
    part = "<section class='s'><div class='hd'><h3>{}</h3></div><div class='tx'>{}</div></section>"
    listed = "<ul><li>Length: nine metres</li><li>Year: 1934</li><li>Lamps: two</li></ul>"
    head, tail = "The pier in figures", "<div class='hd'><h3>Related</h3></div><div><a href='/1'>A mill</a></div>"
    body = part.format("The storm", paragraphs(STORY)) + part.format("The plan", paragraphs(ZH_STORY))
    said = texts(body + part.format(head, listed) + tail)
    assert said[-4:] == [head, "Length: nine metres", "Year: 1934", "Lamps: two"]


def test_a_recipe_below_the_story_is_the_storys():
    steps = [
        "Skin the eel and put the skin into the pot first, since all of the smoke is in it.",
        "Simmer it all for an hour, strain it, and serve it with the meat and with black bread.",
    ]
    items = "".join(f"<li>{item}</li>" for item in ("1 smoked eel", "2 onions", "a litre of water"))
    body = f"<div class='r'><div class='x'>For four</div><h3>You need</h3><ul>{items}</ul><h3>Method</h3>{paragraphs(steps)}</div>"
    assert texts(paragraphs(STORY[:2]) + body)[-2:] == steps


def test_a_link_that_somebody_pays_for_is_an_advert():
    assert (
        texts(
            between(
                "<div class='m'><a href='https://shop.example/1' rel='nofollow sponsored'>See it at Hull’s</a></div>"
            )
        )
        == STORY
    )


def test_the_first_of_short_items_keeps_its_heading():
    facts = {
        "1. They talk": "By letting go of bubbles at night, it seems.",
        "2. They nap": "One eye at a time.",
        "3. They sing": "See number one.",
    }
    body = "".join(f"<h2>{head}</h2><p>{fact}</p>" for head, fact in facts.items())
    html = f"<div class='w'><h1>{TITLE}</h1><div class='by'><a href='/p'>Ada Poe</a></div><div class='b'>{body}</div></div>"
    assert quay.texts(
        tearsheet.parse(quay.page(html, head="<meta property='og:type' content='article'>").encode())
    ) == [part for fact in facts.items() for part in fact]


@pytest.mark.parametrize(
    "line",
    [
        "Contact Ada Poe at ada@quay.example. She posts as @adapoe.",
        "Do you have a question for the harbour master? Send it to master@quay.example.",
        "Contributing: Tom Vane; Coast Wire",
        "You receive this mail because you signed up at quay.example. <a href='/u'>Unsubscribe</a>",
        "Listen to more stories on the Quay app",
        "Reuse this content",
        "Printed from https://quay.example/2026/05/pier",
        "What do you think? Tell us in the comments below.",
        "Let us know your own way of rowing in the comments.",
    ],
)
def test_whom_to_write_to_below_the_story_is_none_of_it(line):
    assert texts(paragraphs(STORY) + f"<p>{line}</p>") == STORY


@pytest.mark.parametrize(
    "line", ["Play 00:00 / 24:10", "3 of 12", "Pages: 1 2 3", "Follow the pier <a href='/f'>+ Follow</a>"]
)
def test_clocks_of_a_player_numbers_of_pictures_and_pages_and_buttons_are_none_of_the_story(line):
    assert texts(between(f"<div class='pl'>{line}</div>")) == STORY


def test_what_a_site_earns_by_its_links_is_a_notice_wherever_the_line_says_it():
    told = "Our editors choose freely. If you buy through our links, we may earn a commission."
    found = tearsheet.parse(quay.article(f"<p>{told}</p>{paragraphs(STORY)}").encode())
    assert quay.texts(found) == STORY
    assert found.notices == (told,)


@pytest.mark.parametrize(
    "teaser",
    [
        "<div class='k'><h2><a href='/9'>{0}</a></h2><div class='by'>By Tom Vane</div><p>{1}</p></div>",
        "<section><h3 class='x'><a href='/9'>{0}</a></h3><p>{1}</p><a href='/9'>Read on</a></section>",
        "<div><div class='k'><h4><a href='/9'>{0}</a></h4>{1}</div></div>",
    ],
)
def test_what_is_told_below_the_story_under_a_heading_that_leads_elsewhere_is_another_one(teaser):
    body = paragraphs(STORY) + teaser.format("Why herring are getting so loud this spring", LEADING)
    assert texts(f"<div class='b'>{paragraphs(STORY)}</div>" + body[len(paragraphs(STORY)) :]) == STORY


def test_what_is_counted_aloud_is_no_number_of_a_picture():
    said = [*STORY[:2], "“2 of 12,” the master counted.", "“3 of 12.”", *STORY[2:]]
    assert texts(paragraphs(said)) == said
